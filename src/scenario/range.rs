//! What a person knows of an input whose value is not certain: an interval with a family, or a weighted choice.

use super::check_value;
use super::input::{InputId, InputSpec};
use crate::units::{Dimension, format, parse};

/// The family of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The logarithm is normal: for what is positive and known to a factor.
    LogNormal,
    /// The normal distribution.
    Normal,
    /// The log odds are normal: for shares that may come near 0 or 1.
    LogitNormal,
    /// Beta distribution on 0 to 1.
    Beta,
    /// From bound to bound with a peak.
    Triangular,
    /// Evenly from bound to bound.
    Uniform,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 6] =
        [Self::LogNormal, Self::Normal, Self::LogitNormal, Self::Beta, Self::Triangular, Self::Uniform];

    /// The stable id used in files and after a typed range.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::LogNormal => "log-normal",
            Self::Normal => "normal",
            Self::LogitNormal => "logit-normal",
            Self::Beta => "beta",
            Self::Triangular => "triangular",
            Self::Uniform => "uniform",
        }
    }

    /// The family with this id; `lognormal` and `logitnormal` do, too.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let plain = |text: &str| text.trim().to_lowercase().replace('-', "");
        Self::ALL.into_iter().find(|family| plain(family.id()) == plain(id))
    }

    /// Whether the ends of an interval are bounds, not the 5th and 95th percentile.
    #[must_use]
    pub const fn ends_are_bounds(self) -> bool {
        matches!(self, Self::Triangular | Self::Uniform)
    }
}

/// What an input may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Range {
    /// An interval: the central 90 %, or the bounds of a triangular or uniform distribution.
    Interval {
        /// Lower end, in the base unit.
        low: f64,
        /// Upper end, in the base unit.
        high: f64,
        /// Peak of a triangular distribution; the middle where there is none.
        mode: Option<f64>,
        /// The family that was asked for; by default what [`Range::family`] says.
        family: Option<Family>,
    },
    /// Some values with their weights, which need not sum to one.
    Choice(Vec<(f64, f64)>),
}

impl Range {
    /// An interval of the usual family.
    #[must_use]
    pub const fn interval(low: f64, high: f64) -> Self {
        Self::Interval { low, high, mode: None, family: None }
    }

    /// The family in force: log-normal where both ends are positive, else normal. A choice has none.
    #[must_use]
    pub fn family(&self) -> Option<Family> {
        match self {
            Self::Interval { family: Some(family), .. } => Some(*family),
            Self::Interval { low, .. } => Some(if *low > 0.0 { Family::LogNormal } else { Family::Normal }),
            Self::Choice(_) => None,
        }
    }

    /// The lowest and the highest value that is named.
    #[must_use]
    pub fn ends(&self) -> (f64, f64) {
        match self {
            Self::Interval { low, high, .. } => (*low, *high),
            Self::Choice(choices) => {
                choices.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (value, _)| {
                    (low.min(*value), high.max(*value))
                })
            }
        }
    }

    /// The value that stands for the range: the median of a log-normal or normal one, else the peak, the middle, or
    /// the weightiest choice.
    #[must_use]
    pub fn middle(&self) -> f64 {
        match self {
            Self::Interval { mode: Some(mode), .. } => *mode,
            Self::Interval { low, high, .. } if self.family() == Some(Family::LogNormal) => {
                libm::sqrt(low * high)
            }
            Self::Interval { low, high, .. } => f64::midpoint(*low, *high),
            Self::Choice(choices) => {
                let heavier =
                    |best: (f64, f64), next: &(f64, f64)| if next.1 > best.1 { *next } else { best };
                choices.iter().fold((f64::NAN, f64::NEG_INFINITY), heavier).0
            }
        }
    }

    /// Reads a range as people type it: `1.5 to 3.5`, `2 ± 0.5`, `2 +- 25%`, `1 to 2 to 4 triangular`,
    /// `25% to 45% beta`, `1.5 (60%) or 2.5 (40%)`.
    ///
    /// # Errors
    /// When the text is no range or impossible; the message says why and what would do.
    pub fn parse(text: &str, spec: &InputSpec) -> Result<Self, String> {
        Ok(Self::parse_centered(text, spec)?.0)
    }

    /// Like [`Self::parse`], with the value before `±` where there is one.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_centered(text: &str, spec: &InputSpec) -> Result<(Self, Option<f64>), String> {
        let (body, family) = split_family(text)?;
        let alternatives: Vec<_> = split_words(body, "or");
        let (range, center) = if alternatives.len() > 1 {
            if family.is_some() {
                return Err("a choice between values has no family; leave the family out".to_owned());
            }
            (Self::Choice(choices(&alternatives, spec.dimension)?), None)
        } else {
            interval(body, family, spec.dimension)?
        };
        range.check(spec.id)?;
        Ok((range, center))
    }

    /// Whether a text means a range or choice rather than one value.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        parse::looks_like_range(text) || split_words(text, "or").len() > 1
    }

    /// Checks ends, weights and bounds against the input that the range is for.
    ///
    /// # Errors
    /// What is impossible, and why.
    pub fn check(&self, id: InputId) -> Result<(), String> {
        let dimension = id.spec().dimension;
        let shown = |value: f64| format::field(dimension, value);
        match self {
            Self::Interval { low, high, mode, family } => {
                check_value(id, *low)?;
                check_value(id, *high)?;
                if low >= high {
                    return Err(format!(
                        "the range from {} to {} is empty; write the lower end first",
                        shown(*low),
                        shown(*high)
                    ));
                }
                check_family(self.family().unwrap_or(Family::Normal), *low, *high)?;
                match mode {
                    Some(_) if *family != Some(Family::Triangular) => {
                        Err("only a triangular range has a peak; write \"triangular\" behind it".to_owned())
                    }
                    Some(mode) if !(*low..=*high).contains(mode) => Err(format!(
                        "the peak {} lies outside {} to {}",
                        shown(*mode),
                        shown(*low),
                        shown(*high)
                    )),
                    _ => Ok(()),
                }
            }
            Self::Choice(choices) => {
                for (value, weight) in choices {
                    check_value(id, *value)?;
                    if !(weight.is_finite() && *weight > 0.0) {
                        return Err(format!("the weight of {} has to be above zero", shown(*value)));
                    }
                }
                let mut values: Vec<_> = choices.iter().map(|(value, _)| *value).collect();
                values.sort_by(f64::total_cmp);
                values.dedup();
                if values.len() != choices.len() || values.len() < 2 {
                    return Err("a choice needs at least two different values".to_owned());
                }
                Ok(())
            }
        }
    }

    /// The range as people type it; [`Self::parse`] reads it back.
    #[must_use]
    pub fn text(&self, dimension: Dimension) -> String {
        let shown = |value: f64| {
            let text = format::field(dimension, value);
            if parse::quantity(&text, dimension) == Ok(value) { text } else { format!("{value:e}") }
        };
        match self {
            Self::Interval { low, high, mode, family } => {
                let mut text = shown(*low);
                for value in mode.iter().chain([high]) {
                    text.push_str(" to ");
                    text.push_str(&shown(*value));
                }
                if let Some(family) = family {
                    text.push(' ');
                    text.push_str(family.id());
                }
                text
            }
            Self::Choice(choices) => {
                let unweighted = choices.iter().all(|(_, weight)| *weight == 1.0);
                let share = |weight: f64| {
                    let text = format::field(Dimension::Fraction, weight);
                    let same = parse::quantity(&text, Dimension::Fraction) == Ok(weight);
                    if same { text } else { format!("{weight:e}") }
                };
                let parts = choices.iter().map(|(value, weight)| {
                    if unweighted { shown(*value) } else { format!("{} ({})", shown(*value), share(*weight)) }
                });
                parts.collect::<Vec<_>>().join(" or ")
            }
        }
    }

    /// In words for a card: `90 % between $1.50 and $3.50, log-normal`.
    #[must_use]
    pub fn describe(&self, dimension: Dimension) -> String {
        let shown = |value: f64| format::field(dimension, value);
        match self {
            Self::Interval { low, high, .. } => {
                let family = self.family().unwrap_or(Family::Normal);
                let share = if family.ends_are_bounds() { "" } else { "90 % " };
                format!("{share}between {} and {}, {}", shown(*low), shown(*high), family.id())
            }
            Self::Choice(_) => format!("one of {}", self.text(dimension)),
        }
    }
}

/// Splits the word of a family off the end of a range.
fn split_family(text: &str) -> Result<(&str, Option<Family>), String> {
    let text = text.trim();
    let Some((body, last)) = text.rsplit_once(char::is_whitespace) else { return Ok((text, None)) };
    let last = last.trim_matches(['(', ')']);
    match Family::from_id(last) {
        Some(family) => Ok((body.trim().trim_end_matches(',').trim_end(), Some(family))),
        None if last.len() > 4 && last.chars().all(|sign| sign.is_alphabetic() || sign == '-') => {
            let near = crate::catalog::nearest(last, Family::ALL.into_iter().map(Family::id));
            match near.first() {
                Some(near) => Err(format!("there is no family {last:?}; did you mean {near}?")),
                None => Ok((text, None)),
            }
        }
        None => Ok((text, None)),
    }
}

/// The parts of a text between a word that stands by itself.
fn split_words<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for token in text.split(char::is_whitespace) {
        if token.eq_ignore_ascii_case(word) {
            parts.push(text.get(start..at).unwrap_or_default().trim());
            start = at + token.len();
        }
        // One white-space character, of whatever length, follows each token but the last.
        let after = at + token.len();
        at = after + text.get(after..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts
}

fn interval(
    body: &str,
    family: Option<Family>,
    dimension: Dimension,
) -> Result<(Range, Option<f64>), String> {
    let parts = split_words(body, "to");
    if let [low, mode, high] = parts[..] {
        let read = |text: &str| parse::quantity(text, dimension).map_err(|error| error.to_string());
        let (low, mode, high) = (read(low)?, read(mode)?, read(high)?);
        let family = family.or(Some(Family::Triangular));
        return Ok((Range::Interval { low, high, mode: Some(mode), family }, None));
    }
    let read = parse::interval(body, dimension).map_err(|error| error.to_string())?;
    Ok((Range::Interval { low: read.low, high: read.high, mode: None, family }, read.center))
}

/// `1.5 (60%)`, `1.5`: a value and its weight.
fn choices(alternatives: &[&str], dimension: Dimension) -> Result<Vec<(f64, f64)>, String> {
    let read = |text: &&str| {
        let (value, weight) = match text.rsplit_once('(') {
            Some((value, weight)) => {
                let weight = weight.trim_end().trim_end_matches(')');
                let weight = parse::quantity(weight, Dimension::Fraction)
                    .map_err(|error| format!("the weight in {text:?}: {error}"))?;
                (value, Some(weight))
            }
            None => (*text, None),
        };
        let value = parse::quantity(value, dimension).map_err(|error| error.to_string())?;
        Ok((value, weight))
    };
    let read: Vec<_> = alternatives.iter().map(read).collect::<Result<_, String>>()?;
    if read.iter().all(|(_, weight)| weight.is_none()) {
        return Ok(read.into_iter().map(|(value, _)| (value, 1.0)).collect());
    }
    let weighted = read.into_iter().map(|(value, weight)| Some((value, weight?)));
    weighted.collect::<Option<_>>().ok_or_else(|| "give every value its weight, or none of them".to_owned())
}

fn check_family(family: Family, low: f64, high: f64) -> Result<(), String> {
    match family {
        Family::LogNormal if low <= 0.0 => {
            Err("a log-normal range lies above zero; write \"normal\" behind it for one that does not"
                .to_owned())
        }
        Family::LogitNormal | Family::Beta if low <= 0.0 || high >= 1.0 => {
            Err(format!("a {} range lies strictly between 0 % and 100 %", family.id()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> Result<Range, String> {
        Range::parse(text, InputId::RentalPrice.spec())
    }

    #[test]
    fn ranges_are_read_and_written_back() {
        for text in [
            "$1.50 to $3.50",
            "$1.50 to $3.50 uniform",
            "$1.00 to $2.00 to $4.00 triangular",
            "$1.50 (60%) or $2.50 (40%)",
            "$1.50 or $2.50 or $3.00",
            "$1.50 to $3.50 log-normal",
        ] {
            let range = price(text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(range.text(Dimension::UsdPerAcceleratorHour), text);
        }
        assert_eq!(price("2 +- 25%"), Ok(Range::interval(1.5, 2.5)));
        assert_eq!(price("1.5 to 3.5").unwrap().family(), Some(Family::LogNormal));
        let share = Range::parse("25% to 45% beta", InputId::Mfu.spec()).unwrap();
        assert_eq!(share.family(), Some(Family::Beta));
    }

    #[test]
    fn an_impossible_range_says_why() {
        let message = |text: &str| price(text).unwrap_err();
        assert!(message("3.5 to 1.5").contains("lower end first"));
        assert!(message("1.5 to 3.5 triangel").contains("did you mean triangular?"));
        assert!(message("-1 to 3").contains("outside"), "{}", message("-1 to 3"));
        assert!(message("1 to 9 to 4").contains("outside $1.00 to $4.00"));
        assert!(message("1 (50%) or 2").contains("every value its weight"));
        assert!(message("2 or 2").contains("two different"));
        assert!(
            Range::parse("25% to 100% beta", InputId::Mfu.spec()).unwrap_err().contains("strictly between")
        );
        assert!(Range::parse("30% to 130%", InputId::Mfu.spec()).unwrap_err().contains("outside"));
    }

    #[test]
    fn one_value_is_no_range() {
        assert!(!Range::is_meant("$2.00") && !Range::is_meant("14.8T tokens"));
        assert!(Range::is_meant("1 to 2") && Range::is_meant("1 or 2") && Range::is_meant("2 ± 1"));
    }
}
