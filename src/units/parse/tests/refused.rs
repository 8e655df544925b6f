//! Tables of texts with what is said about them.

use super::*;

fn kind(text: &str, dimension: Dimension) -> ErrorKind {
    match quantity(text, dimension) {
        Err(error) => error.kind,
        Ok(value) => panic!("{text:?} as {dimension:?} gave {value}"),
    }
}

#[test]
fn messages_say_what_is_wrong_where_and_what_would_be_accepted() {
    use Dimension::UsdPerAcceleratorHour;
    use Dimension::{AcceleratorHours, Bytes, Carbon, Days, Energy, Flop, Fraction, Params, Scalar, Usd};
    let params = "Write for example 671B, 6.71e11 or 405 billion.";
    let cases = [
        (Params, "67lB", format!("\"67lB\" is not a number of parameters: \"lB\" is not a known magnitude or unit (at character 3). {params}")),
        (Params, " ", format!("Empty: expected a number of parameters. {params}")),
        (Params, "lots", format!("\"lots\" is not a number of parameters: a number is expected instead of \"lots\" (at character 1). {params}")),
        (Params, "37%", format!("\"37%\" is not a number of parameters: \"%\" is not a known magnitude or unit (at character 3). {params}")),
        (Params, "67#", format!("\"67#\" is not a number of parameters: \"#\" cannot stand here (at character 3). {params}")),
        (Params, "2e", format!("\"2e\" is not a number of parameters: the exponent has no digits (at character 2). {params}")),
        (Params, "1,23,456", format!("\"1,23,456\" is not a number of parameters: \",\" separates thousands here, so groups of three digits must follow it (at character 2). {params}")),
        (Params, "1.5 to 3.5", format!("\"1.5 to 3.5\" is not a number of parameters: one value is expected here, not a range (at character 5). {params}")),
        (Scalar, "2*", "\"2*\" is not a number: a number is missing at the end (at character 3). Write for example 2.5.".into()),
        (Scalar, "1+(2", "\"1+(2\" is not a number: this parenthesis has no partner (at character 3). Write for example 2.5.".into()),
        (Scalar, "1e300*1e300", "\"1e300*1e300\" is not a number: the result is too large or not a real number (at character 6). Write for example 2.5.".into()),
        (Fraction, "1/0", "\"1/0\" is not a share: it divides by zero (at character 2). Write for example 37% or 0.37.".into()),
        (Days, "5m", "\"5m\" is not a time in days: \"m\" is not a known magnitude or unit (at character 2). Write for example 56.7 d, 8 wk or 1300 h.".into()),
        (Flop, "3e24 FLOP/s", "\"3e24 FLOP/s\" is not an amount of FLOP: \"FLOP/s\" is not a known magnitude or unit (at character 6). Write for example 3.3e24 or 3.3e24 FLOP.".into()),
        (Usd, "€5M", "\"€5M\" is not an amount in US dollars: \"€\" is another currency; amounts are in US dollars, so convert it first (at character 1). Write for example $5.6M or 5576000.".into()),
        (Bytes, "80 Gb", "\"80 Gb\" is not a number of bytes: \"Gb\" may be bits or bytes, which a capital B or \"bit\" decides (at character 4). Write for example 80 GB.".into()),
        (AcceleratorHours, "5 d * 2 d", "\"5 d * 2 d\" is not accelerator-hours: its units multiply or cancel to something else (at character 1). Write for example 2.788M h or 2048*24*57.".into()),
        (UsdPerAcceleratorHour, "2,50 EUR", "\"2,50 EUR\" is not a price per accelerator-hour: \"EUR\" is another currency; amounts are in US dollars, so convert it first (at character 6). Write for example $2.00 or 2.00/GPU-h.".into()),
        (Carbon, "5 tons", "\"5 tons\" is not a mass of CO2e: \"tons\" is not a known magnitude or unit (at character 3). Write for example 1900 t or 1.9e6 kg.".into()),
        (Energy, "5 kW", "\"5 kW\" is not an energy: \"kW\" is not a known magnitude or unit (at character 3). Write for example 3.3 GWh or 3300 MWh.".into()),
    ];
    for (dimension, text, message) in cases {
        let error = quantity(text, dimension).expect_err(text);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn other_texts_are_refused_for_the_right_reason() {
    use Dimension::{CarbonIntensity, Days, Params, Scalar, Tokens, Usd, Water};
    let unknown = |text: &str| ErrorKind::UnknownUnit(text.into());
    assert_eq!(kind("", Params), ErrorKind::Empty);
    assert_eq!(kind("\u{2009}\u{FEFF}", Params), ErrorKind::Empty);
    assert_eq!(kind("=", Params), ErrorKind::UnexpectedEnd);
    assert_eq!(kind("2 3", Params), ErrorKind::UnexpectedCharacter('3'));
    assert_eq!(kind("2048 100", Params), ErrorKind::UnexpectedCharacter('1'));
    assert_eq!(kind("2)", Params), ErrorKind::UnbalancedParenthesis);
    assert_eq!(kind("(2]", Params), ErrorKind::UnexpectedCharacter(']'));
    assert_eq!(kind("1e999", Params), ErrorKind::NotFinite);
    assert_eq!(kind("1e99999999999999999999", Params), ErrorKind::NotFinite);
    assert_eq!(kind("2^9999", Params), ErrorKind::NotFinite);
    assert_eq!(kind("(-8)^0.5", Params), ErrorKind::NotFinite);
    assert_eq!(kind("1e300 T", Params), ErrorKind::NotFinite);
    assert_eq!(kind("nan", Params), ErrorKind::NumberExpected("nan".into()));
    assert_eq!(kind("1/(2-2)", Params), ErrorKind::DivisionByZero);
    assert_eq!(kind("1,234.567.8", Params), ErrorKind::Separator('.'));
    assert_eq!(kind(&"1".repeat(201), Params), ErrorKind::TooLong);
    assert_eq!(kind(&("(".repeat(33) + "1"), Params), ErrorKind::TooDeep);
    assert_eq!(kind("14.8T tokens", Params), unknown("tokens"));
    assert_eq!(kind("671B", Days), unknown("B"));
    assert_eq!(kind("525 g", CarbonIntensity), unknown("g"));
    assert_eq!(kind("5 ml", Water), unknown("ml"));
    assert_eq!(kind("5 MT", Dimension::Carbon), unknown("MT"));
    assert_eq!(kind("14.8T to", Tokens), unknown("to"));
    assert_eq!(kind("5 tokens per second", Tokens), unknown("tokens"));
    assert_eq!(kind("$5 / $2", Usd), ErrorKind::UnitsDoNotFit);
    assert_eq!(kind("2^(3 d)", Days), ErrorKind::UnitsDoNotFit);
    assert_eq!(kind("5 e", Params), unknown("e"));
    assert_eq!(kind("2(3)", Scalar), ErrorKind::UnexpectedCharacter('('));
    assert_eq!(kind("$M", Usd), ErrorKind::NumberExpected("M".into()));
    assert_eq!(kind(".", Scalar), ErrorKind::UnexpectedCharacter('.'));
    assert_eq!(kind("$", Usd), ErrorKind::UnexpectedEnd);
    assert_eq!(kind("5%%", Scalar), unknown("%"));
    for range in ["1.5..3.5", "1.5 … 3.5", "2 ± 0.5", "2 +- 25%", "2+/-1", "1.5–3.5", "$1 TO $2", "1to 2"]
    {
        assert_eq!(kind(range, Usd), ErrorKind::Range, "{range}");
    }
}

#[test]
fn positions_are_in_bytes_and_messages_count_characters() {
    let error = quantity("1\u{202F}000 qux", Dimension::Params).unwrap_err();
    assert_eq!((error.at, error.character()), (8, 7));
    let lines = quantity("6\n7", Dimension::Scalar).unwrap_err();
    assert!(lines.to_string().starts_with("\"6 7\" is not a number: \"7\" cannot stand here"));
    let long = quantity(&"9".repeat(500), Dimension::Params).unwrap_err();
    assert_eq!(long.text.len(), 200);
    assert!(long.to_string().starts_with(&format!("\"{}…\" is not", "9".repeat(40))));
}
