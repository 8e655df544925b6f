//! Tables of texts with their values.

use super::*;

/// Every text gives exactly this value.
fn accepts(dimension: Dimension, cases: &[(&str, f64)]) {
    for (text, value) in cases {
        assert_eq!(quantity(text, dimension), Ok(*value), "{text:?} as {dimension:?}");
    }
}

/// Every text gives this value to fifteen digits, where a factor is not a power of ten.
fn accepts_nearly(dimension: Dimension, cases: &[(&str, f64)]) {
    for (text, value) in cases {
        let read =
            quantity(text, dimension).unwrap_or_else(|error| panic!("{text:?} as {dimension:?}: {error}"));
        assert!((read - value).abs() <= 1e-15 * value.abs() * 2.0, "{text:?} as {dimension:?}: {read}");
    }
}

#[test]
fn counts_take_magnitudes_in_every_spelling() {
    accepts(
        Dimension::Params,
        &[
            ("671B", 671e9),
            ("671 b", 671e9),
            ("671e9", 671e9),
            ("6.71e11", 671e9),
            ("6.71E11", 671e9),
            ("6.71e+11", 671e9),
            ("671bn", 671e9),
            ("671 Bn", 671e9),
            ("671G", 671e9),
            ("671 billion", 671e9),
            ("671 Billion parameters", 671e9),
            ("671B params", 671e9),
            ("671Bparams", 671e9),
            ("405 billion", 405e9),
            ("117M", 117e6),
            ("117m", 117e6),
            ("117 mn", 117e6),
            ("117 mln", 117e6),
            ("1.5k", 1500.0),
            ("1.5 thousand", 1500.0),
            ("1T", 1e12),
            ("2P", 2e15),
            ("2E", 2e18),
            ("2 E", 2e18),
            ("0", 0.0),
            ("-5", -5.0),
            ("\u{2212}5", -5.0),
            ("\u{2013}5", -5.0),
        ],
    );
    accepts(
        Dimension::Tokens,
        &[
            ("14.8T", 14.8e12),
            ("14.8 trillion tokens", 14.8e12),
            ("14.8t", 14.8e12),
            ("14.8T tok", 14.8e12),
            ("300 bn tokens", 300e9),
            ("1.48×10¹³", 14.8e12),
        ],
    );
    accepts(
        Dimension::Accelerators,
        &[
            ("2048", 2048.0),
            ("2,048 GPUs", 2048.0),
            ("16k", 16000.0),
            ("16k gpu", 16000.0),
            ("1 chip", 1.0),
            ("2 thousand accelerators", 2000.0),
            ("8 TPUs", 8.0),
        ],
    );
}

#[test]
fn separators_are_understood_number_by_number() {
    accepts(
        Dimension::Scalar,
        &[
            ("1,000", 1000.0),
            ("1_000", 1000.0),
            ("1 000", 1000.0),
            ("1\u{2009}000\u{2009}000", 1e6),
            ("1\u{00A0}000", 1000.0),
            ("1\u{202F}000", 1000.0),
            ("1\u{2007}000", 1000.0),
            ("1'000", 1000.0),
            ("1\u{2019}000", 1000.0),
            ("2,5", 2.5),
            ("1.234,5", 1234.5),
            ("1,234", 1234.0),
            ("1.234", 1.234),
            ("1.234.567", 1_234_567.0),
            ("1,234,567.8", 1_234_567.8),
            ("1.234.567,8", 1_234_567.8),
            ("12,34", 12.34),
            ("1234,567", 1234.567),
            ("0,125", 0.125),
            ("1 234,567", 1234.567),
            ("1 234.5", 1234.5),
            (".5", 0.5),
            (",5", 0.5),
            ("5.", 5.0),
            ("5,", 5.0),
            ("  7\t", 7.0),
            ("\u{FEFF}7\u{200B}", 7.0),
        ],
    );
    let styled =
        |text, style| quantity_with_style(text, Dimension::Scalar, style).map_err(|error| error.kind);
    assert_eq!(styled("1,234.5", NumberStyle::Dot), Ok(1234.5));
    assert_eq!(styled("1,234", NumberStyle::Dot), Ok(1234.0));
    assert_eq!(styled("1.234", NumberStyle::Dot), Ok(1.234));
    assert_eq!(styled("2,5", NumberStyle::Dot), Err(ErrorKind::Separator(',')));
    assert_eq!(styled("1.234.5", NumberStyle::Dot), Err(ErrorKind::UnexpectedCharacter('.')));
    assert_eq!(styled("1.234,5", NumberStyle::Comma), Ok(1234.5));
    assert_eq!(styled("1,234", NumberStyle::Comma), Ok(1.234));
    assert_eq!(styled("1.234", NumberStyle::Comma), Ok(1234.0));
    assert_eq!(styled("2.5", NumberStyle::Comma), Err(ErrorKind::Separator('.')));
}

#[test]
fn scientific_notation_is_one_number() {
    accepts(
        Dimension::Flop,
        &[
            ("2e24", 2e24),
            ("3.29 × 10²⁴ FLOP", 3.29e24),
            ("3.29×10^24", 3.29e24),
            ("3.29 x 10^24", 3.29e24),
            ("3.29x10²⁴", 3.29e24),
            ("3.29*10^24", 3.29e24),
            ("3.29·10²⁴", 3.29e24),
            ("3.29 × 10^+24", 3.29e24),
            ("10²⁴", 1e24),
            ("10^24 FLOP", 1e24),
            ("3e24 FLOPs", 3e24),
            ("3.3 YFLOP", 3.3e24),
            ("3300 ZFLOP", 3.3e24),
            ("1 EFLOP", 1e18),
            ("5eflop", 5e18),
            ("5exaFLOP", 5e18),
            ("5 petaflop", 5e15),
            ("3640 PF-days", 3640e15 * 86_400.0),
            ("3640 petaflop/s-days", 3640e15 * 86_400.0),
            ("1 PFLOP/s-day", 8.64e19),
            ("1 PFLOPS days", 8.64e19),
            ("1 pfs-day", 8.64e19),
            ("6*37B*14.8T", 6.0 * 37e9 * 14.8e12),
        ],
    );
    accepts(
        Dimension::Scalar,
        &[
            ("6/2*10^3", 3000.0),
            ("6/2×10³", 0.003),
            ("2^3*10^2", 800.0),
            ("1e-3", 1e-3),
            ("1e\u{2212}3", 1e-3),
            ("5×10⁻³", 5e-3),
            ("2E+3", 2000.0),
            ("2E + 3", 2e18),
            ("2*10^2^2", 20000.0),
        ],
    );
}

#[test]
fn arithmetic_follows_the_usual_order() {
    accepts(Dimension::AcceleratorHours, &[("2048*24*57", 2_801_664.0), ("=2048 × 24 x 57", 2_801_664.0)]);
    accepts(
        Dimension::Scalar,
        &[
            ("1+2*3", 7.0),
            ("(1+2)*3", 9.0),
            ("2^10", 1024.0),
            ("2^3^2", 512.0),
            ("-2^2", -4.0),
            ("2^-1", 0.5),
            ("(1+1)²", 4.0),
            ("8/4/2", 1.0),
            ("10-4-3", 3.0),
            ("2*-3", -6.0),
            ("2÷4", 0.5),
            ("2·4", 8.0),
            ("(1,5+2,5)k", 4000.0),
            ("2*(3)", 6.0),
            ("50%", 0.5),
            ("200*10%", 20.0),
        ],
    );
    accepts(
        Dimension::Ratio,
        &[
            ("11.1x", 11.1),
            ("11.1×", 11.1),
            ("2x3", 6.0),
            ("2x-1", 1.0),
            ("2 x (3)", 6.0),
            ("7 times", 7.0),
            ("250 %", 2.5),
        ],
    );
    accepts(
        Dimension::Fraction,
        &[
            ("37%", 0.37),
            ("37 %", 0.37),
            ("0.37", 0.37),
            ("0,37", 0.37),
            ("34.6271%", 0.346_271),
            ("7 percent", 0.07),
            ("37B/671B", 37.0 / 671.0),
            ("(40-3)%", 0.37),
        ],
    );
}

#[test]
fn times_are_converted() {
    accepts(
        Dimension::Days,
        &[
            ("=54.2d", 54.2),
            ("56.7 days", 56.7),
            ("8 wk", 56.0),
            ("1300 h", 1300.0 / 24.0),
            ("1.3k hours", 1300.0 / 24.0),
            ("2 years", 730.0),
            ("86400 s", 1.0),
            ("1440 min", 1.0),
            ("2 weeks + 3 d", 17.0),
            ("2 weeks + 3", 17.0),
            ("1300 h / 2", 1300.0 / 48.0),
            ("57", 57.0),
        ],
    );
    accepts(
        Dimension::Hours,
        &[("54.2 d", 54.2 * 24.0), ("1300", 1300.0), ("1 month", 730.0), ("90 min", 1.5)],
    );
    accepts(Dimension::Years, &[("5 years", 5.0), ("6 months", 0.5), ("5", 5.0), ("730 d", 2.0)]);
    accepts(Dimension::Seconds, &[("60 s", 60.0), ("5 min", 300.0), ("5 minutes", 300.0), ("1 hr", 3600.0)]);
    accepts(
        Dimension::AcceleratorHours,
        &[
            ("2.788M h", 2_788_000.0),
            ("2.788m h", 2_788_000.0),
            ("2.788Mh", 2_788_000.0),
            ("2.788M GPU-h", 2_788_000.0),
            ("2.788 million GPU hours", 2_788_000.0),
            ("2788 k GPU-hours", 2_788_000.0),
            ("2788k gpu·h", 2_788_000.0),
            ("2,788,000 accelerator-hours", 2_788_000.0),
            ("5 chip-hours", 5.0),
            ("2048 * 54.2 d", 2048.0 * (54.2 * 24.0)),
            ("1 GPU-year", 8760.0),
        ],
    );
}

#[test]
fn money_takes_its_sign_on_either_side() {
    accepts(
        Dimension::Usd,
        &[
            ("$5.6M", 5.6e6),
            ("5.6m$", 5.6e6),
            ("5.6 M$", 5.6e6),
            ("$5.6 million", 5.6e6),
            ("US$5.6M", 5.6e6),
            ("USD 5.6M", 5.6e6),
            ("5.6M USD", 5.6e6),
            ("5.6 million dollars", 5.6e6),
            ("$5,576,000", 5_576_000.0),
            ("5576000", 5_576_000.0),
            ("$5.6MM", 5.6e6),
            ("$100k", 1e5),
            ("$1.6bn", 1.6e9),
            ("2.788M * $2", 5_576_000.0),
            ("$5M + 600k", 5.6e6),
            ("-$5", -5.0),
            ("$-5", -5.0),
        ],
    );
    accepts(
        Dimension::UsdPerAcceleratorHour,
        &[
            ("$2.00", 2.0),
            ("2", 2.0),
            ("2.00/GPU-h", 2.0),
            ("$2/h", 2.0),
            ("$2 / GPU-hour", 2.0),
            ("2 $/h", 2.0),
            ("2 USD/GPU/h", 2.0),
            ("$2 per hour", 2.0),
            ("$2 per GPU per hour", 2.0),
            ("$2 per accelerator-hour", 2.0),
            ("$2/h/GPU", 2.0),
            ("$48/d", 2.0),
            ("200 ct/h", 2.0),
            ("$10.32/8", 1.29),
        ],
    );
    accepts(
        Dimension::UsdPerKwh,
        &[("0.08", 0.08), ("$0.08/kWh", 0.08), ("8 ct/kWh", 0.08), ("8¢/kWh", 0.08), ("$80/MWh", 0.08)],
    );
}

#[test]
fn rates_and_power_are_converted() {
    accepts(
        Dimension::FlopPerSec,
        &[
            ("989.4 TFLOP/s", 989.4e12),
            ("989.4TFLOPS", 989.4e12),
            ("989.4 tflops", 989.4e12),
            ("0.9894 PFLOP/s", 989.4e12),
            ("989.4 T", 989.4e12),
            ("989.4 teraflops", 989.4e12),
            ("989.4 TFLOPs/sec", 989.4e12),
            ("1 exaFLOP per second", 1e18),
            ("9.894e14", 989.4e12),
        ],
    );
    accepts(
        Dimension::FlopPerToken,
        &[("250 GFLOP/token", 250e9), ("250 GFLOPs per token", 250e9), ("2.5e11", 2.5e11)],
    );
    accepts(
        Dimension::Power,
        &[("700 W", 700.0), ("10.2 kW", 10_200.0), ("10.2k", 10_200.0), ("1.5 MW", 1.5e6)],
    );
}

#[test]
fn energy_and_emissions_are_converted() {
    accepts(
        Dimension::Energy,
        &[
            ("3.3 GWh", 3.3e6),
            ("3300 MWh", 3.3e6),
            ("3300000", 3.3e6),
            ("3.3M kWh", 3.3e6),
            ("500 Wh", 0.5),
            ("1 TWh", 1e9),
            ("3.6 MJ", 1.0),
            ("2 kilowatt-hours", 2.0),
        ],
    );
    accepts(
        Dimension::Carbon,
        &[
            ("1900 t", 1.9e6),
            ("1.9e6 kg", 1.9e6),
            ("1.9e6", 1.9e6),
            ("1.9 kt", 1.9e6),
            ("1900 t CO2e", 1.9e6),
            ("1900 tCO₂eq", 1.9e6),
            ("1.9M kgCO2e", 1.9e6),
            ("1.9k tonnes", 1.9e6),
            ("1.2 Mt", 1.2e9),
            ("1.2 M t CO2e", 1.2e9),
            ("500 g", 0.5),
        ],
    );
    accepts(
        Dimension::CarbonIntensity,
        &[
            ("0.525", 0.525),
            ("525 g/kWh", 0.525),
            ("525 gCO2e/kWh", 0.525),
            ("525 g CO2e per kWh", 0.525),
            ("0.525 kg/kWh", 0.525),
            ("0.525 t/MWh", 0.525),
            ("525 kg/MWh", 0.525),
        ],
    );
    accepts_nearly(Dimension::CarbonIntensity, &[("1000 lb/MWh", 0.453_592_37)]);
}

#[test]
fn volumes_and_bytes_are_converted() {
    accepts(
        Dimension::Water,
        &[
            ("700000 L", 7e5),
            ("700 m3", 7e5),
            ("700 m³", 7e5),
            ("0.7 ML", 7e5),
            ("0.7M L", 7e5),
            ("700k", 7e5),
        ],
    );
    accepts_nearly(Dimension::Water, &[("1000 gal", 3_785.411_784)]);
    accepts(Dimension::WaterIntensity, &[("0.3", 0.3), ("0.3 L/kWh", 0.3), ("0.3 m3/MWh", 0.3)]);
    accepts(
        Dimension::Bytes,
        &[
            ("80 GB", 80e9),
            ("80gb", 80e9),
            ("80G", 80e9),
            ("80 GiB", 80.0 * 1_073_741_824.0),
            ("512 B", 512.0),
            ("4 KiB", 4096.0),
            ("1.5 TB", 1.5e12),
            ("2 terabytes", 2e12),
            ("8 Gbit", 1e9),
        ],
    );
    accepts(
        Dimension::BytesPerSec,
        &[("3.35 TB/s", 3.35e12), ("400 Gbit/s", 50e9), ("900 GB per second", 900e9)],
    );
}

#[test]
fn every_example_that_messages_give_is_accepted() {
    for dimension in ALL {
        for example in dimension.example().split(", ").flat_map(|part| part.split(" or ")) {
            assert!(quantity(example, dimension).is_ok(), "{example:?} as {dimension:?}");
        }
        let unit = dimension.unit();
        assert_eq!(
            quantity(&format!("3 {}", if unit == "1" { "" } else { unit }), dimension),
            Ok(3.0),
            "{unit}"
        );
    }
}

#[test]
fn echoes_spell_the_value_out() {
    assert_eq!(echo(Dimension::Params, 671e9), "= 671,000,000,000 parameters");
    assert_eq!(echo(Dimension::Fraction, 0.37), "= 37 %");
    assert_eq!(echo(Dimension::Fraction, 0.07), "= 7 %");
    assert_eq!(echo(Dimension::Usd, -5.6e6), "= −$5,600,000");
    assert_eq!(echo(Dimension::UsdPerAcceleratorHour, 2.0), "= $2 per accelerator-hour");
    assert_eq!(echo(Dimension::UsdPerAcceleratorHour, 1234.5), "= $1,234.50 per accelerator-hour");
    assert_eq!(echo(Dimension::Usd, 2271081736543021.5), "= $2.2710817365430215e15");
    assert_eq!(echo(Dimension::Flop, 3.29e24), "= 3.29e24 FLOP");
    assert_eq!(echo(Dimension::FlopPerSec, 989.4e12), "= 989,400,000,000,000 FLOP/s");
    assert_eq!(echo(Dimension::Days, 1.0), "= 1 day");
    assert_eq!(echo(Dimension::Seconds, 1.0), "= 1 s");
    assert_eq!(echo(Dimension::Ratio, 11.1), "= 11.1×");
    assert_eq!(echo(Dimension::CarbonIntensity, 0.525), "= 0.525 kg CO2e/kWh");
}
