//! Numbers in words that a screen reader can say: "5.58 million dollars".

use super::resolved::Measure;
use super::ticks;
use crate::units::numerals::{localized, use_style};
use crate::units::parse::NumberStyle;
use crate::units::{Dimension, format};

/// A text that begins with a capital letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A value in speakable words.
pub(super) fn spoken(measure: Measure, value: f64) -> String {
    let Measure::Quantity(dimension) = measure else { return ticks::date_text(value) };
    let (factor, unit) = match dimension {
        Dimension::Usd => (1.0, "dollars"),
        Dimension::UsdPerAcceleratorHour => (1.0, "dollars per accelerator-hour"),
        Dimension::UsdPerKwh => (1.0, "dollars per kilowatt-hour"),
        Dimension::Energy => (1.0, "kilowatt-hours"),
        Dimension::Power => (1.0, "watts"),
        Dimension::Carbon if value.abs() >= 1000.0 => (1e-3, "tonnes of CO2 equivalent"),
        Dimension::Carbon => (1.0, "kilograms of CO2 equivalent"),
        Dimension::Hours => (1.0, "hours"),
        Dimension::Seconds => (1.0, "seconds"),
        Dimension::Water => (1.0, "liters"),
        Dimension::Fraction => (100.0, "percent"),
        Dimension::Ratio => (1.0, "times"),
        Dimension::Scalar => (1.0, ""),
        Dimension::FlopPerSec => (1.0, "FLOP per second"),
        Dimension::Bytes => (1.0, "bytes"),
        _ => (1.0, dimension.unit()),
    };
    let number = {
        // Trailing zeros are looked for behind a point.
        let _point = use_style(NumberStyle::Dot);
        magnitude(value * factor)
    };
    let number = localized(number);
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// Three significant figures with the magnitude as a word.
fn magnitude(value: f64) -> String {
    const WORDS: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let sign = if value < 0.0 { "minus " } else { "" };
    let size = value.abs();
    if size >= 1e15 {
        let text = format!("{size:.2e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return format!("{sign}{} times 10 to the {exponent}", short(mantissa));
    }
    // 999,999 is said as one million: compare after rounding to three figures.
    let rounded: f64 = format!("{size:.2e}").parse().unwrap_or(size);
    let (scaled, word) = WORDS
        .iter()
        .find(|(factor, _)| rounded >= *factor)
        .map_or((rounded, ""), |(factor, word)| (rounded / factor, *word));
    format!("{sign}{}{word}", short(&format::significant(Dimension::Scalar, scaled, 3)))
}

/// Without zeros at the end of the decimals.
fn short(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(dimension: Dimension, value: f64) -> String {
        spoken(Measure::Quantity(dimension), value)
    }

    #[test]
    fn numbers_are_said_in_words() {
        assert_eq!(said(Dimension::Usd, 5_576_000.0), "5.58 million dollars");
        assert_eq!(said(Dimension::Usd, 1.6e9), "1.6 billion dollars");
        assert_eq!(said(Dimension::Usd, 999_999.0), "1 million dollars");
        assert_eq!(said(Dimension::Usd, -250.0), "minus 250 dollars");
        assert_eq!(said(Dimension::Flop, 3.2856e24), "3.29 times 10 to the 24 FLOP");
        assert_eq!(said(Dimension::Fraction, 0.3463), "34.6 percent");
        assert_eq!(said(Dimension::Carbon, 1.139e7), "11,400 tonnes of CO2 equivalent");
        assert_eq!(said(Dimension::Days, 56.72), "56.7 days");
        assert_eq!(spoken(Measure::Date, 2024.99), "Dec 2024");
    }
}
