//! Ticks lie inside their domain, rise strictly and have distinct labels, whatever the numbers.

use super::*;
use crate::units::Dimension;
use proptest::prelude::*;

const USD: Measure = Measure::Quantity(Dimension::Usd);

fn labels(ticks: &[Tick]) -> Vec<&str> {
    ticks.iter().map(|tick| tick.label.as_str()).filter(|label| !label.is_empty()).collect()
}

fn sound(ticks: &[Tick], domain: (f64, f64)) -> Result<(), TestCaseError> {
    prop_assert!(ticks.iter().all(|t| t.position.is_finite() && (0.0..=1.0).contains(&t.position)));
    prop_assert!(ticks.iter().all(|t| t.value.is_finite()));
    let slack = (domain.1 - domain.0) * 1e-6;
    prop_assert!(ticks.iter().all(|t| t.value >= domain.0 - slack && t.value <= domain.1 + slack));
    prop_assert!(ticks.windows(2).all(|w| w[0].position < w[1].position && w[0].value < w[1].value));
    prop_assert!(distinct(ticks), "{:?}", labels(ticks));
    Ok(())
}

#[test]
fn decades_are_labeled_and_minors_stand_at_two_and_five() {
    let ticks = ticks(USD, Scale::Log, (1e6, 2e8), X_LABELS);
    assert_eq!(labels(&ticks), ["$1 M", "$10 M", "$100 M"]);
    let values: Vec<f64> = ticks.iter().map(|t| t.value).collect();
    assert_eq!(values, [1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8]);
}

#[test]
fn below_two_decades_one_two_five_are_labeled() {
    let ticks = ticks(USD, Scale::Log, (1e6, 2e7), X_LABELS);
    assert_eq!(labels(&ticks), ["$1 M", "$2 M", "$5 M", "$10 M", "$20 M"]);
}

#[test]
fn compute_is_labeled_with_powers_of_ten() {
    let measure = Measure::Quantity(Dimension::Flop);
    assert_eq!(labels(&ticks(measure, Scale::Log, (1e23, 1e26), Y_LABELS)), ["10²³", "10²⁴", "10²⁵", "10²⁶"]);
    assert_eq!(labels(&ticks(measure, Scale::Log, (1e24, 5e24), Y_LABELS))[2], "5 × 10²⁴");
}

#[test]
fn many_decades_are_thinned() {
    let found = ticks(USD, Scale::Log, (1e-2, 1e18), 7);
    assert!(labels(&found).len() <= 8, "{:?}", labels(&found));
}

#[test]
fn linear_ticks_are_round() {
    let found = ticks(USD, Scale::Linear, (0.0, 6.5e6), 7);
    assert_eq!(labels(&found), ["$0", "$1 M", "$2 M", "$3 M", "$4 M", "$5 M", "$6 M"]);
    let found = ticks(Measure::Quantity(Dimension::Scalar), Scale::Linear, (0.0, 0.6), 7);
    assert_eq!(labels(&found), ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]);
}

#[test]
fn log_axes_reject_zero_and_below_with_a_reason() {
    let error = domain(Scale::Log, &[1.0, 0.0], Room::ForBars).expect_err("zero has no logarithm");
    assert_eq!(error, AxisError::NotPositive(0.0));
    assert!(error.to_string().contains("linear"), "the message must say what to do: {error}");
    assert_eq!(domain(Scale::Log, &[-3.0], Room::ForPoints), Err(AxisError::NotPositive(-3.0)));
    assert!(matches!(domain(Scale::Linear, &[f64::NAN], Room::ForBars), Err(AxisError::NotFinite(_))));
    assert_eq!(domain(Scale::Linear, &[], Room::ForBars), Err(AxisError::Empty));
}

#[test]
fn bars_begin_at_zero_or_visibly_below_the_smallest_value() {
    assert_eq!(domain(Scale::Linear, &[3.0, 9.2], Room::ForBars), Ok((0.0, 10.0)));
    // The published costs from GPT-3 ($4.3 M) to Gemini 1.0 Ultra ($199 M) span 1 M to 200 M.
    assert_eq!(domain(Scale::Log, &[4.3e6, 199e6], Room::ForBars), Ok((1e6, 2e8)));
    let (low, high) = domain(Scale::Log, &[1.05e6, 9e8], Room::ForBars).expect("positive");
    let smallest = position(Scale::Log, (low, high), 1.05e6).expect("positive");
    assert!(smallest >= 0.12, "{low} to {high}: {smallest}");
}

#[test]
fn the_bound_of_bars_is_labeled() {
    let mut found = ticks(USD, Scale::Log, (5e5, 2e8), X_LABELS);
    assert_eq!(labels(&found), ["$1 M", "$10 M", "$100 M"]);
    label_bound(USD, &mut found);
    assert_eq!(labels(&found), ["$500 k", "$1 M", "$10 M", "$100 M"]);
    assert!(!found[0].major, "decades stay the only heavy lines");
}

#[test]
fn a_lone_bar_is_long_enough_to_see() {
    let domain = domain(Scale::Log, &[5.576e6], Room::ForBars).expect("positive");
    assert_eq!(domain, (1e6, 1e7));
}

#[test]
fn dates_are_labeled_by_year_or_month() {
    assert!((decimal_year(2024, 12, 27) - 2_024.986_3).abs() < 1e-4);
    assert_eq!(date_text(decimal_year(2024, 12, 27)), "Dec 2024");
    let years = ticks(Measure::Date, Scale::Linear, (2019.6, 2025.4), X_LABELS);
    assert_eq!(labels(&years), ["2020", "2021", "2022", "2023", "2024", "2025"]);
    let months = ticks(Measure::Date, Scale::Linear, (2024.0, 2024.5), X_LABELS);
    assert_eq!(
        labels(&months),
        ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024", "Jul 2024"]
    );
}

#[test]
fn days_survive_the_way_through_decimal_years() {
    for (year, month, day) in [(2024, 12, 27), (2024, 2, 29), (2023, 1, 1), (2023, 12, 31), (2025, 3, 1)] {
        assert_eq!(iso_date(decimal_year(year, month, day)), format!("{year}-{month:02}-{day:02}"));
    }
}

#[test]
fn month_starts_keep_their_month() {
    for year in [2023, 2024] {
        for month in 1..=12 {
            let text = date_text(decimal_year(year, month, 1));
            assert_eq!(text, format!("{} {year}", MONTHS[month as usize - 1]));
        }
    }
}

proptest! {
    #[test]
    fn log_axes_are_sound(exponent in -12.0..27.0_f64, span in 0.0..14.0_f64, bars: bool, labels in 3_usize..9) {
        let low = libm::pow(10.0, exponent);
        let high = low * libm::pow(10.0, span);
        let room = if bars { Room::ForBars } else { Room::ForPoints };
        let domain = domain(Scale::Log, &[high, low], room).expect("positive");
        prop_assert!(domain.0 <= low && domain.1 >= high * (1.0 - 1e-9));
        let found = ticks(USD, Scale::Log, domain, labels);
        sound(&found, domain)?;
        prop_assert!(found.iter().filter(|t| !t.label.is_empty()).count() >= 2);
    }

    #[test]
    fn tight_log_axes_are_sound(low in 1e-3..1e9_f64, factor in 1.0..1e6_f64) {
        let domain = domain(Scale::Log, &[low, low * factor], Room::Tight).expect("positive");
        sound(&ticks(USD, Scale::Log, domain, X_LABELS), domain)?;
    }

    #[test]
    fn linear_axes_are_sound(a in -1e12..1e12_f64, width in 0.0..1e12_f64, scale in -12_i32..12, bars: bool) {
        let (a, b) = (a * pow10(scale), (a + width) * pow10(scale));
        let room = if bars { Room::ForBars } else { Room::ForPoints };
        let domain = domain(Scale::Linear, &[a, b], room).expect("finite");
        prop_assert!(domain.0 <= a + (b - a) * 1e-6 && domain.1 >= b - (b - a) * 1e-6);
        for measure in [USD, Measure::Quantity(Dimension::Fraction), Measure::Quantity(Dimension::Accelerators)] {
            sound(&ticks(measure, Scale::Linear, domain, X_LABELS), domain)?;
        }
    }

    #[test]
    fn date_axes_are_sound(low in 1950.0..2040.0_f64, width in 0.01..200.0_f64) {
        let domain = (low, low + width);
        sound(&ticks(Measure::Date, Scale::Linear, domain, X_LABELS), domain)?;
    }

    #[test]
    fn position_and_value_are_inverse(low in 1e-6..1e12_f64, factor in 1.5..1e9_f64, at in 0.0..1.0_f64) {
        for scale in [Scale::Linear, Scale::Log] {
            let domain = (low, low * factor);
            let back = position(scale, domain, value_at(scale, domain, at)).expect("inside");
            prop_assert!((back - at).abs() < 1e-9);
        }
    }
}
