//! What holds for every text and every number.

use super::*;
use proptest::prelude::*;

/// Positive numbers as they come out of calculations, and short ones as people type them.
fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-6.0..30.0_f64).prop_map(|power| libm::pow(10.0, power)),
        (1_u32..1_000_000, -9_i32..25)
            .prop_map(|(digits, power)| format!("{digits}e{power}").parse().unwrap_or(1.0)),
        (1_u32..100_000, 1_u32..1000).prop_map(|(over, under)| f64::from(over) / f64::from(under)),
    ]
}

fn dimensions() -> impl Strategy<Value = Dimension> {
    prop::sample::select(ALL.as_slice())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn fields_read_back_to_the_same_bits(dimension in dimensions(), value in numbers(), negative: bool) {
        let value = if negative { -value } else { value };
        let text = format::field(dimension, value);
        let read = quantity(&text, dimension);
        prop_assert_eq!(read.as_ref().map(|read| read.to_bits()), Ok(value.to_bits()), "{} {:?}", text, read);
        let dotted = quantity_with_style(&text, dimension, NumberStyle::Dot);
        prop_assert_eq!(dotted, Ok(value), "{}", text);
    }

    #[test]
    fn any_finite_number_survives_its_field(dimension in dimensions(), value in prop::num::f64::NORMAL) {
        prop_assert_eq!(quantity(&format::field(dimension, value), dimension), Ok(value));
    }

    #[test]
    fn echoes_read_back(dimension in dimensions(), value in numbers()) {
        let text = echo(dimension, value);
        let read = quantity(&text, dimension).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!((read - value).abs() <= value * 1e-15, "{} {}", text, read);
    }

    #[test]
    fn what_the_program_shows_can_be_typed_back(dimension in dimensions(), value in numbers()) {
        let text = format::significant(dimension, value, 15);
        let read = quantity(&text, dimension).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let whole = dimension == Dimension::Accelerators;
        prop_assert!((read - value).abs() <= value * 1e-14 + if whole { 0.5 } else { 0.0 }, "{} {}", text, read);
    }

    #[test]
    fn no_text_panics_or_gives_an_endless_number(dimension in dimensions(), text in "\\PC{0,60}") {
        for style in [NumberStyle::Auto, NumberStyle::Dot, NumberStyle::Comma] {
            match quantity_with_style(&text, dimension, style) {
                Ok(value) => prop_assert!(value.is_finite()),
                Err(error) => prop_assert!(text.is_char_boundary(error.at) && !error.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn no_near_miss_panics_or_gives_an_endless_number(
        dimension in dimensions(),
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..24),
    ) {
        let text = parts.concat();
        match quantity(&text, dimension) {
            Ok(value) => prop_assert!(value.is_finite(), "{}", text),
            Err(error) => prop_assert!(text.is_char_boundary(error.at) && !error.to_string().is_empty()),
        }
    }
}

/// Pieces of what people type, to be put together at random.
const PARTS: &[&str] = &[
    "0", "1", "2", "10", "671", "000", "1e9", "e", "E", ".", ",", "_", " ", "\u{202F}", "'", "+", "-", "−",
    "*", "/", "^", "(", ")", "=", "×", "x", "·", "10²³", "²", "⁻", "B", "M", "k", "T", "billion", "%", "$",
    "USD", "h", "d", "GPU-", "per ", "kWh", "FLOP", "/s", "PF-days", "kg", "CO2e", "Gb", "GiB", "to", "..",
    "±", "€", "ß",
];
