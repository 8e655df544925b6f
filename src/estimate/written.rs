//! How numbers and names are written inside explanations: short, but with every digit that the arithmetic needs.

use crate::units::numerals::{localized, use_style};
use crate::units::parse::NumberStyle;
use crate::units::{Dimension, format};

/// A value with its unit: all digits where there are few (`2,788,000 h`, `$2.00/h`, `37 B`), else four.
pub(super) fn amount(dimension: Dimension, value: f64) -> String {
    let text = {
        let _point = use_style(NumberStyle::Dot);
        amount_with_point(dimension, value)
    };
    localized(text)
}

fn amount_with_point(dimension: Dimension, value: f64) -> String {
    let cents = libm::round(value * 100.0) / 100.0 == value;
    let whole = libm::trunc(value) == value;
    match dimension {
        Dimension::AcceleratorHours if whole && value < 1e9 => format!("{} h", format::full(value)),
        Dimension::Tokens if whole && value < 1e6 => format!("{} tokens", format::full(value)),
        Dimension::Usd if whole && value < 1e6 => format!("${}", format::full(value)),
        Dimension::Usd if cents && value < 1e3 => format!("${value:.2}"),
        Dimension::UsdPerAcceleratorHour if cents => format!("${value:.2}/h"),
        Dimension::Scalar | Dimension::Accelerators if whole && value < 1e9 => format::full(value),
        _ if has_few_digits(value) => trimmed(&format::significant(dimension, value, 7)),
        _ => format::significant(dimension, value, 4),
    }
}

/// Whether six significant figures are the number itself.
fn has_few_digits(value: f64) -> bool {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(f64::NAN);
    (rounded - value).abs() <= value.abs() * 1e-12
}

/// The leading number of a text without zeros at the end of its decimals: `37.00000 B` becomes `37 B`.
fn trimmed(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else { return text.to_owned() };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (decimals, unit) = rest.split_at_checked(digits).unwrap_or((rest, ""));
    match decimals.trim_end_matches('0') {
        "" => format!("{whole}{unit}"),
        decimals => format!("{whole}.{decimals}{unit}"),
    }
}

/// A bare number: plain below a million, else with a power of ten that is a multiple of three (`37e9`, `14.8e12`).
/// Six significant figures where there are more.
pub(super) fn engineering(value: f64) -> String {
    localized(engineering_with_point(value))
}

fn engineering_with_point(value: f64) -> String {
    let magnitude = value.abs();
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let value = if has_few_digits(value) || (magnitude < 1e6 && libm::trunc(value) == value) {
        value
    } else {
        format!("{value:.5e}").parse().unwrap_or(value)
    };
    if (1e-4..1e6).contains(&magnitude) {
        return format!("{value}");
    }
    let text = format!("{value:e}");
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let shift = exponent.rem_euclid(3);
    format!("{}e{}", shifted(mantissa, shift), exponent - shift)
}

/// A decimal number with its point moved to the right by up to two places.
fn shifted(mantissa: &str, places: i32) -> String {
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = decimals.chars();
    let mut whole = whole.to_owned();
    for _ in 0..places {
        whole.push(digits.next().unwrap_or('0'));
    }
    let rest: String = digits.collect();
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

/// The name inside a sentence: small first letter, unless it is an abbreviation.
pub(super) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// A name as LaTeX text.
pub(super) fn latex_text(name: &str) -> String {
    let mut text = String::from("\\text{");
    for letter in name.chars() {
        if matches!(letter, '%' | '&' | '$' | '#' | '_' | '{' | '}') {
            text.push('\\');
        }
        text.push(letter);
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_digits_that_they_need() {
        let cases = [
            (Dimension::AcceleratorHours, 2_788_000.0, "2,788,000 h"),
            (Dimension::UsdPerAcceleratorHour, 2.0, "$2.00/h"),
            (Dimension::UsdPerAcceleratorHour, 1.222_034, "$1.222/h"),
            (Dimension::Params, 37e9, "37 B"),
            (Dimension::Params, 187_107_328.0, "187.1 M"),
            (Dimension::Tokens, 14.8e12, "14.8 T tokens"),
            (Dimension::Tokens, 4096.0, "4,096 tokens"),
            (Dimension::Flop, 3.2856e24, "3.2856 × 10²⁴ FLOP"),
            (Dimension::FlopPerSec, 989.4e12, "989.4 TFLOP/s"),
            (Dimension::Fraction, 0.76, "76 %"),
            (Dimension::Fraction, 0.346_271, "34.6271 %"),
            (Dimension::Usd, 33_750.0, "$33,750"),
            (Dimension::Usd, 5_576_000.0, "$5.576 M"),
            (Dimension::Usd, 11.7, "$11.70"),
            (Dimension::UsdPerKwh, 0.08, "$0.08/kWh"),
            (Dimension::Power, 10_200.0, "10.2 kW"),
            (Dimension::Scalar, 61.0, "61"),
            (Dimension::Scalar, 1.05, "1.05"),
            (Dimension::Years, 5.0, "5 years"),
        ];
        for (dimension, value, text) in cases {
            assert_eq!(amount(dimension, value), text);
        }
    }

    #[test]
    fn bare_numbers_are_written_with_powers_of_a_thousand() {
        let cases = [
            (37e9, "37e9"),
            (14.8e12, "14.8e12"),
            (3.2856e24, "3.2856e24"),
            (671e9, "671e9"),
            (2_788_000.0, "2.788e6"),
            (119_000.0, "119000"),
            (0.76, "0.76"),
            (1.0 / 3.0, "0.333333"),
            (2.0 / 3.0 * 1e7, "6.66667e6"),
            (1e-7, "100e-9"),
            (-5e9, "-5e9"),
            (0.0, "0"),
        ];
        for (value, text) in cases {
            assert_eq!(engineering(value), text);
        }
    }

    #[test]
    fn names_start_small_inside_a_formula_but_abbreviations_stay() {
        assert_eq!(lower_first("Rental price"), "rental price");
        assert_eq!(lower_first("PUE"), "PUE");
        assert_eq!(lower_first("FLOP per token (6N)"), "FLOP per token (6N)");
        assert_eq!(latex_text("Share_of 5 %"), "\\text{Share\\_of 5 \\%}");
    }
}
