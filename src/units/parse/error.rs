//! What is wrong with a typed number, where, and what would be accepted.

use super::super::Dimension;
use std::fmt;

/// A text that is not a value of the wanted dimension.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct ParseError {
    /// The text as it was given, cut off where it is too long to be read.
    pub text: String,
    /// What was expected.
    pub dimension: Dimension,
    /// Byte position in the text of what is wrong.
    pub at: usize,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing but spaces.
    Empty,
    /// More characters than anyone types.
    TooLong,
    /// Parentheses or powers inside one another without end.
    TooDeep,
    /// A range where one value is expected.
    Range,
    /// One value where a range is expected.
    NoRange,
    /// Letters or a symbol after a number that are no magnitude and no unit of this dimension.
    UnknownUnit(String),
    /// `Gb`, which people write for bits and for bytes.
    BitsOrBytes(String),
    /// Letters where a number should stand.
    NumberExpected(String),
    /// A character that cannot stand there.
    UnexpectedCharacter(char),
    /// The text stops where a number should follow.
    UnexpectedEnd,
    /// `2e` without the digits of the exponent.
    UnfinishedExponent,
    /// A comma, point or space that separates neither decimals nor groups of three digits.
    Separator(char),
    /// A parenthesis without its partner.
    UnbalancedParenthesis,
    /// A division by zero.
    DivisionByZero,
    /// An overflow, or a power that is no real number.
    NotFinite,
    /// Units that multiply or cancel, as in `5 d * 2 d`.
    UnitsDoNotFit,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing is entered"),
            Self::TooLong => write!(f, "it is longer than {} characters", super::LONGEST),
            Self::TooDeep => f.write_str("it is nested too deeply"),
            Self::Range => f.write_str("one value is expected here, not a range"),
            Self::NoRange => f.write_str("a range such as \"1.5 to 3.5\" is expected here"),
            Self::UnknownUnit(found) => write!(f, "\"{found}\" is not a known magnitude or unit"),
            Self::BitsOrBytes(found) => {
                write!(f, "\"{found}\" may be bits or bytes, which a capital B or \"bit\" decides")
            }
            Self::NumberExpected(found) => write!(f, "a number is expected instead of \"{found}\""),
            Self::UnexpectedCharacter(found) => write!(f, "\"{found}\" cannot stand here"),
            Self::UnexpectedEnd => f.write_str("a number is missing at the end"),
            Self::UnfinishedExponent => f.write_str("the exponent has no digits"),
            Self::Separator(found) => {
                write!(f, "\"{found}\" separates thousands here, so groups of three digits must follow it")
            }
            Self::UnbalancedParenthesis => f.write_str("this parenthesis has no partner"),
            Self::DivisionByZero => f.write_str("it divides by zero"),
            Self::NotFinite => f.write_str("the result is too large or not a real number"),
            Self::UnitsDoNotFit => f.write_str("its units multiply or cancel to something else"),
        }
    }
}

impl ParseError {
    /// The one-based character that is wrong, for people.
    #[must_use]
    pub fn character(&self) -> usize {
        self.text.get(..self.at).map_or(0, |before| before.chars().count()) + 1
    }

    fn message(&self) -> String {
        let Self { dimension, kind, .. } = self;
        let (noun, example) = (dimension.noun(), dimension.example());
        match kind {
            ErrorKind::Empty => format!("Empty: expected {noun}. Write for example {example}."),
            _ => {
                let reason = match self.currency() {
                    Some(other) => {
                        format!(
                            "\"{other}\" is another currency; amounts are in US dollars, so convert it first"
                        )
                    }
                    None => kind.to_string(),
                };
                format!(
                    "\"{}\" is not {noun}: {reason} (at character {}). Write for example {example}.",
                    self.shown(),
                    self.character()
                )
            }
        }
    }

    /// The currency that stands where dollars are expected.
    fn currency(&self) -> Option<String> {
        const OTHERS: [&str; 15] = [
            "€", "£", "¥", "₹", "₩", "EUR", "EURO", "EUROS", "GBP", "CNY", "RMB", "YUAN", "JPY", "INR", "CHF",
        ];
        let of_money = matches!(
            self.dimension,
            Dimension::Usd | Dimension::UsdPerAcceleratorHour | Dimension::UsdPerKwh
        );
        let found = match &self.kind {
            ErrorKind::UnexpectedCharacter(found) => found.to_string(),
            ErrorKind::UnknownUnit(found) | ErrorKind::NumberExpected(found) => found.clone(),
            _ => return None,
        };
        let word: String = found.chars().take_while(|letter| *letter != '/').collect();
        (of_money && OTHERS.contains(&word.to_uppercase().as_str())).then_some(word)
    }

    /// The text short enough for one line.
    fn shown(&self) -> String {
        const SHOWN: usize = 40;
        let text = self.text.replace(char::is_control, " ");
        let text = text.trim();
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
            None => text.to_owned(),
        }
    }
}
