//! What a claim says a figure comes to: rounded, about, at least, at most or between, with what would still agree.

use crate::units::{Dimension, parse};

/// How firmly an amount is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// A number, true to the last digit that is written.
    Rounded,
    /// A number called approximate.
    About,
    /// A lower bound.
    AtLeast,
    /// An upper bound.
    AtMost,
    /// Somewhere between two numbers.
    Between,
}

impl Bound {
    /// Every bound, the firmest first.
    pub const ALL: [Self; 5] = [Self::Rounded, Self::About, Self::AtLeast, Self::AtMost, Self::Between];

    /// The stable id used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rounded => "rounded",
            Self::About => "about",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Between => "between",
        }
    }

    /// Whether the amount is open to one side, so that it fixes no value.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }
}

/// What is wrong with a stated amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a number of the dimension.
    #[error(transparent)]
    NotANumber(#[from] parse::ParseError),
    /// Zero or less.
    #[error("{0:?} is not above zero; a claim states how much there is")]
    NotPositive(String),
    /// The ends are the wrong way round.
    #[error("{0:?} ends below its beginning; write the lower number first")]
    Reversed(String),
}

/// "About" is read as within a tenth, unless the number is rounded more coarsely than that.
const ABOUT: f64 = 0.1;
/// Two ways to the same decimal number may differ in the last bits.
const SAME: f64 = 1e-9;

/// An amount as it is stated, in the base unit of its dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// As written: `$5.576M`, `> $100M`, `~ $63M`, `$20M to $90M`, `1/18`.
    pub text: String,
    /// How firmly it is stated.
    pub bound: Bound,
    /// The number itself; the bound of an open amount, the geometric middle of a range.
    pub value: f64,
    /// The lowest value that agrees with the words: half a unit of the last digit below a rounded number, zero under an
    /// upper bound.
    pub low: f64,
    /// The highest value that agrees with the words; infinite above a lower bound.
    pub high: f64,
}

/// Words and signs before a number, and what they make of it.
const PREFIXES: [(&str, Bound); 15] = [
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    (">", Bound::AtLeast),
    ("at least ", Bound::AtLeast),
    ("more than ", Bound::AtLeast),
    ("over ", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("<", Bound::AtMost),
    ("at most ", Bound::AtMost),
    ("less than ", Bound::AtMost),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("about ", Bound::About),
    ("around ", Bound::About),
];

impl Amount {
    /// Reads an amount as people state one. A number written out in full (`11,390 t`) is taken as rounded to its last
    /// digit that is not zero, any other (`$100M`, `2.10M h`) to the last digit that is written.
    ///
    /// # Errors
    /// When the text is no number of the dimension, not above zero, or a range that runs downwards.
    pub fn read(text: &str, dimension: Dimension) -> Result<Self, AmountError> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let prefix = PREFIXES.iter().find(|(sign, _)| lower.starts_with(sign));
        let (bound, number) = match prefix {
            Some((sign, bound)) => (*bound, text.get(sign.len()..).unwrap_or(text).trim()),
            None => (Bound::Rounded, text),
        };
        if bound == Bound::Rounded && parse::looks_like_range(number) {
            let parse::Interval { low, high, .. } = parse::interval(number, dimension)?;
            if high < low {
                return Err(AmountError::Reversed(text.to_owned()));
            }
            if low <= 0.0 {
                return Err(AmountError::NotPositive(text.to_owned()));
            }
            let value = libm::sqrt(low * high);
            return Ok(Self { text: text.to_owned(), bound: Bound::Between, value, low, high });
        }
        let value = positive(number, dimension)?;
        let (rounded_low, rounded_high) = rounding(number, dimension, value);
        let (low, high) = match bound {
            Bound::AtLeast => (value, f64::INFINITY),
            Bound::AtMost => (0.0, value),
            Bound::About => (rounded_low.min(value * (1.0 - ABOUT)), rounded_high.max(value * (1.0 + ABOUT))),
            Bound::Rounded | Bound::Between => (rounded_low, rounded_high),
        };
        Ok(Self { text: text.to_owned(), bound, value, low, high })
    }

    /// Whether a value agrees with the words.
    #[must_use]
    pub fn agrees(&self, value: f64) -> bool {
        value >= self.low * (1.0 - SAME) && value <= self.high * (1.0 + SAME)
    }

    /// A value over the stated number, less one.
    #[must_use]
    pub fn gap(&self, value: f64) -> f64 {
        value / self.value - 1.0
    }
}

fn positive(text: &str, dimension: Dimension) -> Result<f64, AmountError> {
    let value = parse::quantity(text, dimension)?;
    if value > 0.0 { Ok(value) } else { Err(AmountError::NotPositive(text.to_owned())) }
}

/// What would be rounded to the number as it is written. A quotient is as exact as its divisor (`1/18`); a longer
/// expression is taken as exact.
fn rounding(text: &str, dimension: Dimension, value: f64) -> (f64, f64) {
    let exact = (value, value);
    if let Some((one, divisor)) = text.split_once('/')
        && one.trim() == "1"
    {
        let step = |divisor: &str| half_step(divisor, dimension);
        let whole = parse::quantity(divisor, dimension).ok();
        return match (whole, step(divisor)) {
            (Some(whole), Some(half)) if whole > half => (1.0 / (whole + half), 1.0 / (whole - half)),
            _ => exact,
        };
    }
    half_step(text, dimension).map_or(exact, |half| (value - half, value + half))
}

/// Half a unit of the last digit that counts, found by reading the text once more with that digit changed by one.
fn half_step(text: &str, dimension: Dimension) -> Option<f64> {
    let (at, digit) = last_digit(text)?;
    let changed = if digit == '0' { '1' } else { char::from(u8::try_from(digit).ok()?.checked_sub(1)?) };
    let other = format!("{}{changed}{}", text.get(..at)?, text.get(at + 1..)?);
    let (here, there) = (parse::quantity(text, dimension).ok()?, parse::quantity(&other, dimension).ok()?);
    Some(0.5 * (here - there).abs())
}

/// The last digit that counts of the only number in a text.
fn last_digit(text: &str) -> Option<(usize, char)> {
    let is_part =
        |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '_' | '\'' | '\u{a0}' | '\u{202f}');
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let length = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
    let number = rest.get(..length)?.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let after = rest.get(number.len()..)?;
    // "CO2e" and "H100" carry digits that belong to a unit; anything else with digits is an expression.
    if after.contains(['+', '*', '/', '^', '×', '·', '(']) && !after.to_lowercase().contains("co2") {
        return None;
    }
    let after = after.trim_start();
    let scaled = after.starts_with(['k', 'K', 'm', 'M', 'b', 'B', 'T', 'P', 'E', 'e', 'G']);
    let digits = number.char_indices().filter(|(_, sign)| sign.is_ascii_digit());
    // A point decides; a comma may separate thousands, and then zeros before it are still whole ones.
    let in_full = !scaled && !number.contains('.');
    let last =
        digits.clone().rev().find(|(_, digit)| !in_full || *digit != '0').or(digits.clone().next_back());
    last.map(|(at, digit)| (start + at, digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dimension: Dimension) -> Amount {
        Amount::read(text, dimension).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[track_caller]
    fn spans(text: &str, dimension: Dimension, bound: Bound, low: f64, high: f64) {
        let amount = read(text, dimension);
        assert_eq!(amount.bound, bound, "{text}");
        let near = |a: f64, b: f64| a == b || (a / b - 1.0).abs() < 1e-9;
        assert!(near(amount.low, low) && near(amount.high, high), "{text}: {amount:?}");
    }

    #[test]
    fn a_number_is_rounded_to_its_last_digit() {
        spans("$5.576M", Dimension::Usd, Bound::Rounded, 5.5755e6, 5.5765e6);
        spans("$294K", Dimension::Usd, Bound::Rounded, 293_500.0, 294_500.0);
        spans("2.10M h", Dimension::AcceleratorHours, Bound::Rounded, 2.095e6, 2.105e6);
        spans("11,390 t", Dimension::Carbon, Bound::Rounded, 11_385e3, 11_395e3);
        spans("433 MWh", Dimension::Energy, Bound::Rounded, 432.5e3, 433.5e3);
        spans("147000", Dimension::AcceleratorHours, Bound::Rounded, 146_500.0, 147_500.0);
        spans("$60M", Dimension::Usd, Bound::Rounded, 59.5e6, 60.5e6);
        spans("1/18", Dimension::Ratio, Bound::Rounded, 1.0 / 18.5, 1.0 / 17.5);
        spans("24.69 t CO2e", Dimension::Carbon, Bound::Rounded, 24_685.0, 24_695.0);
        spans("3.29e24", Dimension::Flop, Bound::Rounded, 3.285e24, 3.295e24);
        // Nobody rounds an expression.
        spans("2048*24*57", Dimension::AcceleratorHours, Bound::Rounded, 2_801_664.0, 2_801_664.0);
    }

    #[test]
    fn words_and_signs_say_how_firm_it_is() {
        for text in ["> $100M", "≥$100M", "more than $100M", "At least $100M", "over $100M"] {
            spans(text, Dimension::Usd, Bound::AtLeast, 100e6, f64::INFINITY);
        }
        for text in ["< $100M", "at most $100M", "less than $100M"] {
            spans(text, Dimension::Usd, Bound::AtMost, 0.0, 100e6);
        }
        for text in ["~$63M", "about $63M", "≈ $63M"] {
            spans(text, Dimension::Usd, Bound::About, 56.7e6, 69.3e6);
        }
        spans("$20M to $90M", Dimension::Usd, Bound::Between, 20e6, 90e6);
        assert!((read("$20M to $80M", Dimension::Usd).value / 40e6 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn agreement_and_gap() {
        let amount = read("$5.576M", Dimension::Usd);
        assert!(amount.agrees(5_576_000.0) && amount.agrees(5_576_499.0) && !amount.agrees(5_577_000.0));
        assert!((amount.gap(11.152e6) - 1.0).abs() < 1e-12);
        assert!(read("> $100M", Dimension::Usd).agrees(1e12));
    }

    #[test]
    fn what_is_no_amount_says_why() {
        let error = |text| Amount::read(text, Dimension::Usd).unwrap_err();
        assert!(matches!(error("a lot"), AmountError::NotANumber(_)));
        assert_eq!(error("$0"), AmountError::NotPositive("$0".into()));
        assert_eq!(error("$9M to $2M"), AmountError::Reversed("$9M to $2M".into()));
        assert!(matches!(error("> "), AmountError::NotANumber(_)));
    }
}
