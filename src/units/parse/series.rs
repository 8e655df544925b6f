//! Reads several values at once: `1, 1.5, 2`, `1 to 4 step 0.5`, `25%..50% step 5%`, `1e9 to 1e12 in 4 log`.

use super::super::{Dimension, format};
use super::range::{decimal, range_in, with_suffix_of};
use super::{ParseError, interval, looks_like_range, quantity};

/// More values than this are a mistake in the step.
pub const MOST_VALUES: usize = 10_000;

/// Why a text is no series of values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeriesError {
    /// A value cannot be read.
    #[error(transparent)]
    Value(#[from] ParseError),
    /// Nothing stands between two commas.
    #[error(
        "a value is missing in {0:?}; a comma stands between values, so write thousands without one: 1000, 2000"
    )]
    Gap(String),
    /// A range that does not say how many values to take from it.
    #[error(
        "{0:?} does not say which values to take; write \"{0} in 7\", \"{0} in 7 log\" or \"{0} step …\""
    )]
    Unfinished(String),
    /// `step` or `in` without a range before it.
    #[error("{0:?} needs a range before it, as in \"1 to 4 {0}\"")]
    NoRange(String),
    /// Not a number of values.
    #[error("{0:?} is not a number of values; write from 2 to {MOST_VALUES}, as in \"1 to 4 in 7\"")]
    Count(String),
    /// A step that does not lead from the first value to the last.
    #[error("a step of {0} does not lead from the first value to the last")]
    Step(String),
    /// A step so small that there would be too many values.
    #[error("these would be more than {MOST_VALUES} values; take a greater step")]
    TooMany,
    /// Equal ratios between ends that are not both above zero.
    #[error("values in equal ratios lie above zero; leave \"log\" out, or begin above zero")]
    Log,
}

/// How values lie between two ends.
#[derive(Clone, Copy, PartialEq)]
enum Spacing {
    Step(f64),
    Even(usize),
    Log(usize),
}

/// Reads values in the dimension's base unit, in the order in which they were written. Commas stand between values;
/// with semicolons between them, commas may separate decimals. As in a range, a unit or magnitude after the last value
/// counts for bare numbers before it: `25, 30, 35%`.
///
/// # Errors
/// What is wrong with the text, and what would do.
pub fn series(text: &str, dimension: Dimension) -> Result<Vec<f64>, SeriesError> {
    let text = text.trim();
    match spaced(text) {
        Some((head, tail)) => between(head, tail, dimension),
        None if looks_like_range(text) => Err(SeriesError::Unfinished(text.to_owned())),
        None => listed(text, dimension),
    }
}

fn listed(text: &str, dimension: Dimension) -> Result<Vec<f64>, SeriesError> {
    let separator = if text.contains(';') { ';' } else { ',' };
    let parts: Vec<_> = text.split(separator).map(str::trim).collect();
    if parts.len() > MOST_VALUES {
        return Err(SeriesError::TooMany);
    }
    if parts.len() > 1 && parts.iter().any(|part| part.is_empty()) {
        return Err(SeriesError::Gap(text.to_owned()));
    }
    let last = parts.last().copied().unwrap_or_default();
    parts.iter().map(|part| Ok(quantity(&with_suffix_of(part, last), dimension)?)).collect()
}

/// Splits `1 to 4 step 0.5` before the word that says how the values lie.
fn spaced(text: &str) -> Option<(&str, &str)> {
    let begins_word = |at: usize| {
        text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    };
    let (head, tail) = text.char_indices().rev().filter(|(at, _)| begins_word(*at)).find_map(|(at, _)| {
        let (head, tail) = (text.get(..at)?, text.get(at..)?);
        let word = tail.split_whitespace().next()?;
        ["step", "in"].iter().any(|known| word.eq_ignore_ascii_case(known)).then_some((head, tail))
    })?;
    Some((head.trim_end(), tail.trim_end()))
}

fn between(head: &str, tail: &str, dimension: Dimension) -> Result<Vec<f64>, SeriesError> {
    let Some(range) = range_in(head) else { return Err(SeriesError::NoRange(tail.to_owned())) };
    let (word, rest) = tail.split_once(char::is_whitespace).unwrap_or((tail, ""));
    let spacing = if word.eq_ignore_ascii_case("step") {
        Spacing::Step(quantity(&with_suffix_of(rest.trim(), range.second), dimension)?)
    } else {
        count(tail, rest)?
    };
    let ends = interval(head, dimension)?;
    values(ends.low, ends.high, spacing, dimension)
}

/// `7` or `7 log` after `in`.
fn count(tail: &str, rest: &str) -> Result<Spacing, SeriesError> {
    let fail = || SeriesError::Count(tail.to_owned());
    let mut words = rest.split_whitespace();
    let number: usize = words.next().and_then(|word| word.parse().ok()).ok_or_else(fail)?;
    if !(2..=MOST_VALUES).contains(&number) {
        return Err(fail());
    }
    match (words.next().map(str::to_lowercase).as_deref(), words.next()) {
        (None, _) => Ok(Spacing::Even(number)),
        (Some("log" | "logarithmic"), None) => Ok(Spacing::Log(number)),
        _ => Err(fail()),
    }
}

fn values(low: f64, high: f64, spacing: Spacing, dimension: Dimension) -> Result<Vec<f64>, SeriesError> {
    let last = |number: usize| (number - 1) as f64;
    match spacing {
        Spacing::Even(number) => {
            let part = |i: usize| decimal(low + (high - low) * (i as f64 / last(number)));
            Ok((0..number).map(part).collect())
        }
        Spacing::Log(_) if low <= 0.0 || high <= 0.0 => Err(SeriesError::Log),
        Spacing::Log(number) => {
            let part = |i: usize| decimal(low * libm::pow(high / low, i as f64 / last(number)));
            let mut values: Vec<_> = (0..number).map(part).collect();
            if let Some(end) = values.last_mut() {
                *end = high;
            }
            Ok(values)
        }
        Spacing::Step(step) => {
            // Half a millionth more than whole steps is the rounding of decimals.
            let steps = (high - low) / step + 5e-7;
            if !steps.is_finite() || steps < 0.0 || step == 0.0 {
                return Err(SeriesError::Step(format::field(dimension, step)));
            }
            if steps >= MOST_VALUES as f64 {
                return Err(SeriesError::TooMany);
            }
            Ok((0..=steps as usize).map(|i| decimal(low + step * i as f64)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRICE: Dimension = Dimension::UsdPerAcceleratorHour;

    fn read(text: &str, dimension: Dimension) -> Vec<f64> {
        series(text, dimension).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn lists_and_ranges_are_read_as_people_write_them() {
        assert_eq!(read("1, 1.5, 2", PRICE), [1.0, 1.5, 2.0]);
        assert_eq!(read("$1,$1.5,2", PRICE), [1.0, 1.5, 2.0]);
        assert_eq!(read("1,5; 2,5", PRICE), [1.5, 2.5]);
        assert_eq!(read("512,648", Dimension::Accelerators), [512.0, 648.0]);
        assert_eq!(read("25, 30, 35%", Dimension::Fraction), [0.25, 0.3, 0.35]);
        assert_eq!(read("1 to 4 step 0.5", PRICE), [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]);
        assert_eq!(read("25%..50% step 5%", Dimension::Fraction), [0.25, 0.3, 0.35, 0.4, 0.45, 0.5]);
        assert_eq!(read("25 to 50% step 5", Dimension::Fraction), [0.25, 0.3, 0.35, 0.4, 0.45, 0.5]);
        assert_eq!(read("1 to 4 in 7", PRICE), [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0]);
        assert_eq!(read("1e9 to 1e12 in 4 log", Dimension::Tokens), [1e9, 1e10, 1e11, 1e12]);
        assert_eq!(read("1 to 10T IN 2 LOG", Dimension::Tokens), [1e12, 1e13]);
        assert_eq!(read("4 to 1 step -1", PRICE), [4.0, 3.0, 2.0, 1.0]);
        assert_eq!(read("2", PRICE), [2.0]);
        // The last step that fits, where the end is not on one.
        assert_eq!(read("1 to 2 step 0.4", PRICE), [1.0, 1.4, 1.8]);
    }

    #[test]
    fn what_cannot_be_read_says_what_would_do() {
        let message = |text: &str| series(text, PRICE).unwrap_err().to_string();
        assert!(message("1 to 4").contains("\"1 to 4 in 7\""));
        assert!(message("1, , 2").contains("1000, 2000"));
        assert!(message("").contains("$2.00"), "{}", message(""));
        assert!(message("1, two").contains("two"));
        assert!(message("step 2").contains("1 to 4 step 2"));
        assert!(message("1 to 4 in many").contains("from 2 to 10000"));
        assert!(message("1 to 4 in 1").contains("from 2"));
        assert!(message("1 to 4 in 5 cubic").contains("5 cubic"));
        assert!(message("1 to 4 step -1").contains("does not lead"));
        assert!(message("1 to 4 step 0").contains("does not lead"));
        assert!(message("0 to 4 step 1e-9").contains("greater step"));
        assert!(message("0 to 4 in 3 log").contains("above zero"));
    }

    #[test]
    fn no_text_panics() {
        for text in
            ["in", "step", "to in 3", "1..in 3", "é in 3", ",", ";;", "1 to 4 step", "\u{2003}in\u{2003}3"]
        {
            assert!(series(text, PRICE).is_err(), "{text}");
        }
    }
}
