//! How numbers are written: three significant figures with a magnitude for reading, full precision for copying.

use super::Dimension;
use super::numerals::localized;

/// Three significant figures with magnitude and unit: `$5.58 M`, `3.29 × 10²⁴ FLOP`, `56.7 days`.
#[must_use]
pub fn short(dimension: Dimension, value: f64) -> String {
    significant(dimension, value, 3)
}

/// Like [`short`] with a chosen number of significant figures (1 to 15).
#[must_use]
pub fn significant(dimension: Dimension, value: f64, digits: usize) -> String {
    localized(with_point(dimension, value, digits))
}

/// The same with a point for decimals, whatever style is in force.
fn with_point(dimension: Dimension, value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "–".into() } else { sign(value).to_owned() + "∞" };
    }
    let digits = digits.clamp(1, 15);
    let magnitude = value.abs();
    let text = match dimension {
        Dimension::Usd => format!("${}", scaled(magnitude, MONEY, digits)),
        Dimension::UsdPerAcceleratorHour => format!("${}/h", money_rate(magnitude, digits)),
        Dimension::UsdPerKwh => format!("${}/kWh", plain(magnitude, digits)),
        Dimension::Params => scaled(magnitude, COUNT, digits),
        Dimension::Tokens => unit(&scaled(magnitude, COUNT, digits), "tokens"),
        Dimension::AcceleratorHours => unit(&scaled(magnitude, COUNT, digits), "h"),
        Dimension::Accelerators => grouped(magnitude, 0),
        Dimension::Flop => unit(&power_of_ten(magnitude, digits), "FLOP"),
        Dimension::FlopPerToken => si(magnitude, digits, "FLOP/token"),
        Dimension::FlopPerSec => si(magnitude, digits, "FLOP/s"),
        Dimension::Bytes => si(magnitude, digits, "B"),
        Dimension::BytesPerSec => si(magnitude, digits, "B/s"),
        Dimension::Energy => si(magnitude * 1000.0, digits, "Wh"),
        Dimension::Power => si(magnitude, digits, "W"),
        Dimension::Carbon if magnitude >= 1000.0 => unit(&scaled(magnitude / 1000.0, MASS, digits), "t CO2e"),
        Dimension::Carbon => unit(&plain(magnitude, digits), "kg CO2e"),
        Dimension::CarbonIntensity => unit(&plain(magnitude * 1000.0, digits), "g CO2e/kWh"),
        Dimension::Water => unit(&scaled(magnitude, COUNT, digits), "L"),
        Dimension::WaterIntensity => unit(&plain(magnitude, digits), "L/kWh"),
        Dimension::Fraction => format!("{} %", plain(magnitude * 100.0, digits)),
        Dimension::Ratio => format!("{}×", plain(magnitude, digits)),
        Dimension::Scalar => plain(magnitude, digits),
        Dimension::Hours => unit(&plain(magnitude, digits), "h"),
        Dimension::Days => unit(&plain(magnitude, digits), "days"),
        Dimension::Years => unit(&plain(magnitude, digits), "years"),
        Dimension::Seconds => unit(&plain(magnitude, digits), "s"),
    };
    format!("{}{text}", sign(value))
}

/// A tick on an axis: round numbers without trailing zeros, `$10 M`, `10²⁴`.
#[must_use]
pub fn tick(dimension: Dimension, value: f64) -> String {
    let magnitude = value.abs();
    let text = match dimension {
        Dimension::Flop => power_of_ten(magnitude, 3),
        Dimension::Tokens | Dimension::AcceleratorHours => trim(&scaled(magnitude, COUNT, 3)),
        Dimension::Accelerators if magnitude >= 1e6 => trim(&scaled(magnitude, COUNT, 3)),
        Dimension::Days | Dimension::Hours | Dimension::Years => trim(&plain(magnitude, 3)),
        _ => return localized(trim(&with_point(dimension, value, 3))),
    };
    localized(format!("{}{text}", sign(value)))
}

/// Every digit that the number has, grouped by thousands: `2,788,000`, `0.346271`.
#[must_use]
pub fn full(value: f64) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-4..1e15).contains(&magnitude) {
        return localized(format!("{value:e}"));
    }
    let shortest = format!("{magnitude}");
    let (whole, decimals) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let mut text = group_digits(whole);
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
    localized(format!("{}{text}", sign(value)))
}

/// A ratio as people say it: `11.1×`, or `1/11` when it is below one.
#[must_use]
pub fn ratio_words(ratio: f64) -> String {
    if ratio >= 1.0 || ratio <= 0.0 {
        short(Dimension::Ratio, ratio)
    } else {
        localized(format!("1/{}", plain(1.0 / ratio, 2)))
    }
}

/// The value as it is written into files and fields: digits, magnitude letter and unit that the parser reads back
/// to exactly the same number.
#[must_use]
pub fn field(dimension: Dimension, value: f64) -> String {
    match dimension {
        Dimension::Fraction => percent_field(value),
        Dimension::Params | Dimension::Tokens => exact_scale(value, FIELD).unwrap_or_else(|| number(value)),
        Dimension::Usd => format!("${}", exact_scale(value, FIELD).unwrap_or_else(|| number(value))),
        Dimension::AcceleratorHours => {
            format!("{} h", exact_scale(value, FIELD).unwrap_or_else(|| number(value)))
        }
        Dimension::FlopPerSec => match exact_scale(value, FIELD_SI) {
            Some(scaled) => format!("{scaled}FLOP/s"),
            None => format!("{value:e} FLOP/s"),
        },
        Dimension::UsdPerAcceleratorHour => format!("${}", cents(value)),
        Dimension::Flop | Dimension::FlopPerToken => format!("{value:e}"),
        Dimension::Power => format!("{} W", number(value)),
        Dimension::Days => format!("{} d", number(value)),
        _ => number(value),
    }
}

/// Like [`field`], for a field on screen: in the style in force, in which it has to be read again.
#[must_use]
pub fn typed(dimension: Dimension, value: f64) -> String {
    localized(field(dimension, value))
}

/// Like [`typed`], rounded to so many significant figures: for a field that has no room for all of them.
#[must_use]
pub fn typed_rounded(dimension: Dimension, value: f64, digits: usize) -> String {
    let rounded = round_to(value.abs(), digits);
    typed(dimension, if value < 0.0 { -rounded } else { rounded })
}

/// A label in the middle of a sentence: small unless it is an abbreviation.
#[must_use]
pub fn in_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

type Scale = &'static [(f64, &'static str)];
const MONEY: Scale = &[(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];
const COUNT: Scale = &[(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];
const MASS: Scale = &[(1e9, "G"), (1e6, "M")];
const SI: Scale = &[(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

/// Powers of ten with what is written after the number.
type Powers = &'static [(i32, &'static str)];
const FIELD: Powers = &[(12, "T"), (9, "B"), (6, "M")];
const FIELD_SI: Powers = &[(15, " P"), (12, " T")];

fn sign(value: f64) -> &'static str {
    if value < 0.0 { "−" } else { "" }
}

fn unit(number: &str, unit: &str) -> String {
    format!("{number} {unit}")
}

/// The value divided by the greatest magnitude of the scale that it reaches, and that magnitude's letter.
/// Rounds to significant figures first, so that 999,999 becomes `1.00 M` and not `1,000 k`.
fn divided(value: f64, scale: Scale, digits: usize) -> (String, &'static str) {
    let rounded = round_to(value, digits);
    let found = scale.iter().find(|(factor, _)| rounded >= *factor);
    found.map_or_else(
        || (plain(value, digits), ""),
        |(factor, letter)| (plain(value / factor, digits), letter),
    )
}

fn scaled(value: f64, scale: Scale, digits: usize) -> String {
    let (number, letter) = divided(value, scale, digits);
    if letter.is_empty() { number } else { format!("{number} {letter}") }
}

/// A number with its SI prefix attached to the unit: `989 TFLOP/s`.
fn si(value: f64, digits: usize, unit: &str) -> String {
    let (number, letter) = divided(value, SI, digits);
    format!("{number} {letter}{unit}")
}

fn round_to(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// A number with so many significant figures, grouped, never in scientific notation between 1e-6 and 1e15.
fn plain(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let rounded = round_to(value, digits);
    if !(1e-6..1e15).contains(&rounded) {
        return power_of_ten(value, digits);
    }
    let exponent = libm::floor(libm::log10(rounded)) as i32;
    let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
    grouped(rounded, decimals)
}

fn money_rate(value: f64, digits: usize) -> String {
    if (0.1..1000.0).contains(&value) && digits <= 3 { format!("{value:.2}") } else { plain(value, digits) }
}

fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.split_once('.') {
        Some((whole, rest)) => format!("{}.{rest}", group_digits(whole)),
        None => group_digits(&text),
    }
}

fn group_digits(whole: &str) -> String {
    let mut text = String::with_capacity(whole.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn power_of_ten(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let scientific = format!("{value:.*e}", digits.saturating_sub(1));
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: String = exponent.chars().map(superscript).collect();
    if mantissa.trim_end_matches('0').trim_end_matches('.') == "1" && digits == 3 {
        format!("10{power}")
    } else {
        format!("{mantissa} × 10{power}")
    }
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁻',
    }
}

/// Removes zeros after the decimal point of the leading number: `10.0 M` becomes `10 M`.
fn trim(text: &str) -> String {
    let Some(point) = text.find('.') else { return text.to_owned() };
    let tail = text.get(point + 1..).unwrap_or("");
    let digits = tail.chars().take_while(char::is_ascii_digit).count();
    let kept = tail.get(..digits).unwrap_or("").trim_end_matches('0');
    let rest = tail.get(digits..).unwrap_or("");
    let head = text.get(..point).unwrap_or("");
    if kept.is_empty() { format!("{head}{rest}") } else { format!("{head}.{kept}{rest}") }
}

/// The number with the greatest magnitude that keeps it short and reads back to the same bits.
fn exact_scale(value: f64, powers: Powers) -> Option<String> {
    powers.iter().find_map(|(power, letter)| {
        let scaled = shifted(value, -power);
        let text = format!("{scaled}");
        let is_short = scaled.abs() >= 1.0 && text.len() <= 12;
        (is_short && reads_back(&text, *power, value)).then(|| format!("{text}{letter}"))
    })
}

/// All the digits, in scientific notation where there would be too many zeros.
fn number(value: f64) -> String {
    if value != 0.0 && !(1e-6..1e15).contains(&value.abs()) {
        return format!("{value:e}");
    }
    format!("{value}")
}

fn percent_field(value: f64) -> String {
    let percent = number(shifted(value, 2));
    let decimals = percent.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals <= 6 && reads_back(&percent, -2, value) { format!("{percent}%") } else { number(value) }
}

fn cents(value: f64) -> String {
    let two = format!("{value:.2}");
    if two.len() <= 12 && two.parse::<f64>() == Ok(value) { two } else { number(value) }
}

/// The number times a power of ten, shifted in decimal digits: 0.07 is 7 percent and not 7.000000000000001.
pub(super) fn shifted(value: f64, power: i32) -> f64 {
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return value };
    let exponent = exponent.parse::<i32>().unwrap_or(0).saturating_add(power);
    format!("{digits}e{exponent}").parse().unwrap_or(value)
}

/// Whether a written number with a magnitude is read as exactly this value.
fn reads_back(text: &str, power: i32, value: f64) -> bool {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or(0).saturating_add(power);
    format!("{digits}e{exponent}").parse() == Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_numbers_read_as_people_write_them() {
        assert_eq!(short(Dimension::Usd, 5_576_000.0), "$5.58 M");
        assert_eq!(short(Dimension::Usd, 61_680_000.0), "$61.7 M");
        assert_eq!(short(Dimension::Usd, 1.6e9), "$1.60 B");
        assert_eq!(short(Dimension::Usd, 999_999.0), "$1.00 M");
        assert_eq!(short(Dimension::Flop, 3.2856e24), "3.29 × 10²⁴ FLOP");
        assert_eq!(short(Dimension::AcceleratorHours, 2_788_000.0), "2.79 M h");
        assert_eq!(short(Dimension::Days, 56.72), "56.7 days");
        assert_eq!(short(Dimension::Fraction, 0.346_27), "34.6 %");
        assert_eq!(short(Dimension::FlopPerSec, 989.4e12), "989 TFLOP/s");
        assert_eq!(short(Dimension::Energy, 3.29e6), "3.29 GWh");
        assert_eq!(short(Dimension::Carbon, 11_390_000.0), "11,400 t CO2e");
        assert_eq!(short(Dimension::UsdPerAcceleratorHour, 2.0), "$2.00/h");
        assert_eq!(short(Dimension::Accelerators, 2048.0), "2,048");
        assert_eq!(short(Dimension::Ratio, 11.062), "11.1×");
        assert_eq!(short(Dimension::FlopPerToken, 249.812e9), "250 GFLOP/token");
        assert_eq!(short(Dimension::Params, 37e9), "37.0 B");
        assert_eq!(short(Dimension::Power, 700.0), "700 W");
    }

    #[test]
    fn ticks_drop_trailing_zeros() {
        assert_eq!(tick(Dimension::Usd, 1e7), "$10 M");
        assert_eq!(tick(Dimension::Usd, 5e8), "$500 M");
        assert_eq!(tick(Dimension::Flop, 1e24), "10²⁴");
        assert_eq!(tick(Dimension::Flop, 5e24), "5.00 × 10²⁴");
    }

    #[test]
    fn ratios_below_one_are_said_as_one_over() {
        assert_eq!(ratio_words(1.0 / 14.1), "1/14");
        assert_eq!(ratio_words(11.06), "11.1×");
    }

    #[test]
    fn fields_are_what_people_type() {
        assert_eq!(field(Dimension::Params, 671e9), "671B");
        assert_eq!(field(Dimension::Tokens, 14.8e12), "14.8T");
        assert_eq!(field(Dimension::AcceleratorHours, 2.788e6), "2.788M h");
        assert_eq!(field(Dimension::Fraction, 0.37), "37%");
        assert_eq!(field(Dimension::UsdPerAcceleratorHour, 2.0), "$2.00");
        assert_eq!(field(Dimension::FlopPerSec, 989.4e12), "989.4 TFLOP/s");
        assert_eq!(field(Dimension::Accelerators, 2048.0), "2048");
    }

    #[test]
    fn labels_fit_into_sentences() {
        let words = ["Rental price", "MFU", "FLOP per token", "PUE", "Energy", "", "X"].map(in_sentence);
        assert_eq!(words, ["rental price", "MFU", "FLOP per token", "PUE", "energy", "", "X"]);
    }

    #[test]
    fn full_precision_is_grouped() {
        assert_eq!(full(2_788_000.0), "2,788,000");
        assert_eq!(full(3.2856e24), "3.2856e24");
        assert_eq!(full(0.25), "0.25");
    }
}
