//! Reads two values with a range between them: `1.5 to 3.5`, `25–45%`, `2 ± 0.5`, `2 +- 25%`.

use super::super::Dimension;
use super::{ErrorKind, ParseError, quantity};

/// A range as it was typed, in the dimension's base unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The first end.
    pub low: f64,
    /// The second end; whoever uses the range checks that it is the higher one.
    pub high: f64,
    /// The value before `±`, where the range was written around one.
    pub center: Option<f64>,
}

/// Whether a text has the form of a range, well-formed or not.
#[must_use]
pub fn looks_like_range(text: &str) -> bool {
    range_in(text).is_some()
}

/// Reads a range. A magnitude or unit after the second value counts for the first one too, if that is a bare number:
/// `10 to 20T`, `25 to 45%`. After `±`, percent of a dimension other than a share are percent of the center.
///
/// # Errors
/// When the text is not two values of the dimension with one of the separators between them.
pub fn interval(text: &str, dimension: Dimension) -> Result<Interval, ParseError> {
    let no_range = |kind| ParseError { text: text.to_owned(), dimension, at: 0, kind };
    let range = range_in(text).ok_or_else(|| no_range(ErrorKind::NoRange))?;
    // What is wrong with a part is shown in the whole text.
    let part = |part: &str, shift: usize| {
        quantity(part, dimension).map_err(|error| ParseError {
            text: text.to_owned(),
            at: (shift + error.at).min(text.len()),
            ..error
        })
    };
    let after = text.get(range.at + range.separator.len()..).unwrap_or_default();
    let second_at = text.len() - after.trim_start().len();
    if matches!(range.separator, "±" | "+/-" | "+-" | "+−") {
        let center = part(range.first, 0)?;
        let half = match range.second.strip_suffix('%') {
            Some(percent) if dimension != Dimension::Fraction => {
                let share = quantity(percent, Dimension::Scalar).map_err(|error| ParseError {
                    text: text.to_owned(),
                    at: second_at,
                    ..error
                })?;
                center.abs() * share / 100.0
            }
            _ => part(&with_suffix_of(range.second, range.first), second_at)?,
        };
        return Ok(Interval {
            low: decimal(center - half),
            high: decimal(center + half),
            center: Some(center),
        });
    }
    let high = part(range.second, second_at)?;
    let low = part(&with_suffix_of(range.first, range.second), 0)?;
    Ok(Interval { low, high, center: None })
}

/// The shortest decimal nearby: 35 % and 5 % are 40 %, and not a quadrillionth less.
pub(super) fn decimal(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// A bare number with the magnitude and unit of another value behind it.
pub(super) fn with_suffix_of(number: &str, other: &str) -> String {
    let is_bare = |text: &str| text.chars().all(|sign| sign.is_ascii_digit() || "$.,_ ".contains(sign));
    let suffix = other.trim_start_matches(|sign: char| sign.is_ascii_digit() || "$.,_ ".contains(sign));
    // Only what is plainly a suffix: letters and signs of a unit, no second number and no operator.
    let plain = suffix.chars().all(|sign| sign.is_alphabetic() || "%/ ".contains(sign));
    if is_bare(number) && plain { format!("{number}{suffix}") } else { number.to_owned() }
}

/// Two values with a word or sign of a range between them.
pub(super) struct RangeText<'a> {
    /// Byte position of the separator.
    pub(super) at: usize,
    separator: &'static str,
    first: &'a str,
    pub(super) second: &'a str,
}

/// Splits `1.5 to 3.5`, `1.5..3.5`, `1.5–3.5`, `2 ± 0.5` and `2 +- 0.5`.
pub(super) fn range_in(text: &str) -> Option<RangeText<'_>> {
    const SEPARATORS: [&str; 9] = ["..", "…", "±", "+/-", "+-", "+−", "–", "—", "to"];
    let candidates = text.char_indices().filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let separator = SEPARATORS.into_iter().find(|separator| starts_with(rest, separator))?;
        let first = text.get(..at)?;
        let second = rest.get(separator.len()..)?;
        let is_word = separator == "to";
        if is_word && (first.ends_with(char::is_alphabetic) || second.starts_with(char::is_alphabetic)) {
            return None;
        }
        Some(RangeText { at, separator, first: first.trim(), second: second.trim() })
    });
    // A dash or sign after an operator belongs to a number: `(–5)`.
    let ends_a_value = |side: &str| side.ends_with(|last: char| !"(+-−*/^×·=".contains(last));
    candidates.into_iter().find(|range| ends_a_value(range.first) && !range.second.is_empty())
}

fn starts_with(text: &str, separator: &str) -> bool {
    text.get(..separator.len()).is_some_and(|start| start.eq_ignore_ascii_case(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str, dimension: Dimension) -> (f64, f64, Option<f64>) {
        let interval = interval(text, dimension).unwrap_or_else(|error| panic!("{error}"));
        (interval.low, interval.high, interval.center)
    }

    #[test]
    fn ranges_are_read_as_people_write_them() {
        assert_eq!(ends("1.5 to 3.5", Dimension::UsdPerAcceleratorHour), (1.5, 3.5, None));
        assert_eq!(ends("$1.50–$3.50", Dimension::UsdPerAcceleratorHour), (1.5, 3.5, None));
        assert_eq!(ends("25% to 45%", Dimension::Fraction), (0.25, 0.45, None));
        assert_eq!(ends("25 to 45%", Dimension::Fraction), (0.25, 0.45, None));
        assert_eq!(ends("10 to 20T", Dimension::Tokens), (1e13, 2e13, None));
        assert_eq!(ends("800k to 2M", Dimension::AcceleratorHours), (8e5, 2e6, None));
        assert_eq!(ends("2 ± 0.5", Dimension::UsdPerAcceleratorHour), (1.5, 2.5, Some(2.0)));
        assert_eq!(ends("2 +-25%", Dimension::UsdPerAcceleratorHour), (1.5, 2.5, Some(2.0)));
        assert_eq!(ends("14T +/- 1", Dimension::Tokens), (13e12, 15e12, Some(14e12)));
        assert_eq!(ends("35% ± 5%", Dimension::Fraction), (0.3, 0.4, Some(0.35)));
    }

    #[test]
    fn a_broken_range_names_the_place() {
        let error = interval("1.5 to 3.5 bananas", Dimension::UsdPerAcceleratorHour).unwrap_err();
        assert_eq!(error.at, 11, "{error:?}");
        assert!(interval("1.5", Dimension::UsdPerAcceleratorHour).is_err());
        assert!(!looks_like_range("14.8T tokens") && !looks_like_range("1e-5") && looks_like_range("1 to 2"));
    }
}
