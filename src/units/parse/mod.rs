//! Reads the numbers that people type: `671B`, `14.8T`, `$2.00`, `37%`, `2.788M h`, `2048*24*57`.
//!
//! A text is a sum of products of numbers, as on a pocket calculator, and every number may carry a magnitude
//! (`B`, `billion`) and a unit of the field's dimension (`d`, `GWh`, `TFLOP/s`), which is converted to the base
//! unit. A number without a unit counts in the base unit. Digits, magnitude and decimal unit prefix are put
//! together as one decimal number before they become binary, so that `2.788M` is exactly 2,788,000.
//!
//! Case never changes a meaning by a factor of a billion: `m` is million, never a thousandth. `E` before digits is
//! an exponent (`6.71E11`), otherwise 10¹⁸ (`2 EFLOP`).

mod error;
mod expression;
mod literal;
mod matching;
mod range;
mod series;
mod text;
mod units;

#[cfg(test)]
mod tests;

pub use error::{ErrorKind, ParseError};
pub use range::{Interval, interval, looks_like_range};
pub use series::{MOST_VALUES, SeriesError, series};

use super::{Dimension, format};
use text::Text;

/// The most characters that are read; longer texts were not typed by hand.
const LONGEST: usize = 200;

/// Which sign separates decimals and which one separates thousands.
///
/// Underscores may stand between any digits. Spaces of any width and apostrophes separate thousands in every
/// style, and then both `.` and `,` are decimal signs in [`NumberStyle::Auto`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NumberStyle {
    /// Decided number by number:
    ///
    /// - with both signs present, the last one separates decimals: `1.234,5` and `1,234.5` are both 1234.5;
    /// - a sign that occurs more than once separates thousands: `1.234.567`;
    /// - a single point separates decimals: `1.234` is one and a bit;
    /// - a single comma followed by exactly three digits separates thousands, as in `1,234`, unless the number
    ///   starts with zero or with more than three digits; any other comma separates decimals: `2,5`, `0,125`.
    #[default]
    Auto,
    /// `1,234.5`: a comma that does not separate groups of three digits is an error.
    Dot,
    /// `1.234,5`: a point that does not separate groups of three digits is an error.
    Comma,
}

/// Reads a text as a value in the dimension's base unit ([`Dimension::unit`]; a share is between 0 and 1).
///
/// # Errors
/// When the text is empty, not understood, a range, or comes to no finite number.
pub fn quantity(text: &str, dimension: Dimension) -> Result<f64, ParseError> {
    quantity_with_style(text, dimension, NumberStyle::Auto)
}

/// Like [`quantity`] with a chosen decimal sign.
///
/// # Errors
/// As [`quantity`].
pub fn quantity_with_style(text: &str, dimension: Dimension, style: NumberStyle) -> Result<f64, ParseError> {
    let fail = |at, kind| ParseError { text: text.chars().take(LONGEST).collect(), dimension, at, kind };
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        return Err(fail(at, ErrorKind::TooLong));
    }
    let read = Text::new(text);
    if read.is_blank() {
        return Err(fail(0, ErrorKind::Empty));
    }
    if let Some(range) = range::range_in(text) {
        return Err(fail(range.at, ErrorKind::Range));
    }
    expression::evaluate(&read, dimension, style).map_err(|(at, kind)| fail(read.byte(at), kind))
}

/// What a field shows under itself while one types: `= 671,000,000,000 parameters`, `= 37 %`.
#[must_use]
pub fn echo(dimension: Dimension, value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let magnitude = value.abs();
    let number = format::full(magnitude);
    // Money has two decimals or none: `$2.50` and not `$2.5`.
    let of_money = matches!(dimension, Dimension::Usd | Dimension::UsdPerAcceleratorHour);
    let one_decimal = magnitude.to_string().split_once('.').is_some_and(|(_, decimals)| decimals.len() == 1);
    // From 1e15 on the number has an exponent.
    let number = if of_money && one_decimal && magnitude < 1e15 { format!("{number}0") } else { number };
    let text = match dimension {
        Dimension::Scalar => number,
        Dimension::Ratio => format!("{number}×"),
        Dimension::Fraction => format!("{} %", format::full(format::shifted(magnitude, 2))),
        Dimension::Usd => format!("${number}"),
        Dimension::UsdPerAcceleratorHour => format!("${number} per accelerator-hour"),
        Dimension::UsdPerKwh => format!("${number}/kWh"),
        Dimension::Carbon => format!("{number} kg CO2e"),
        Dimension::CarbonIntensity => format!("{number} kg CO2e/kWh"),
        _ if number == "1" => format!("1 {}", singular(dimension.unit())),
        _ => format!("{number} {}", dimension.unit()),
    };
    format!("= {sign}{text}")
}

/// `days` to `day`; symbols such as `FLOP/s` stay as they are.
fn singular(unit: &str) -> &str {
    if unit.len() > 2 && !unit.contains('/') { unit.strip_suffix('s').unwrap_or(unit) } else { unit }
}
