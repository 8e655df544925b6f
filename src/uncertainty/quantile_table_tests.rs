//! Tables against the quantiles that they stand for.

use super::*;
use crate::scenario::{Family, Range};
use crate::uncertainty::special::normal_quantile;
use proptest::prelude::*;

const ANYTHING: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Draws at the ends, at both sides of every octave and in between.
fn draws() -> Vec<u32> {
    let octaves = (0..32).flat_map(|bit| {
        let edge = 1_u32 << bit;
        [edge - 1, edge, edge + edge / 3, edge + edge / 32, edge + edge / 4 * 3]
    });
    let spread = (0..4000_u32).map(|index| index.wrapping_mul(0x9E37_79B9));
    let lower: Vec<_> = octaves.chain(spread).collect();
    lower.iter().flat_map(|draw| [*draw, !draw]).collect()
}

fn probability(draw: u32) -> f64 {
    (f64::from(draw) + 0.5) / TWO_TO_32
}

/// The worst relative error of a table, relative to the width where values may be negative.
fn worst(distribution: &Distribution) -> f64 {
    let table = QuantileTable::new(distribution);
    let (low, high) = distribution.interval();
    let floor = if distribution.support().0 >= 0.0 { 0.0 } else { high - low };
    let error = |draw: u32| {
        let p = probability(draw);
        let wanted =
            if p <= 0.5 { distribution.quantile(p) } else { distribution.upper_quantile(probability(!draw)) };
        (table.at(draw) - wanted).abs() / wanted.abs().max(floor)
    };
    draws().into_iter().map(error).fold(0.0, f64::max)
}

fn interval(low: f64, high: f64, family: Family) -> Distribution {
    Distribution::new(&Range::Interval { low, high, mode: None, family: Some(family) }, ANYTHING).unwrap()
}

#[test]
fn usual_ranges_keep_eight_digits() {
    for (low, high) in [(60e9, 80e9), (0.3, 0.5), (1.5, 3.5), (1e13, 2e13), (0.04, 0.12)] {
        let error = worst(&interval(low, high, Family::LogNormal));
        assert!(error < 1e-8, "{low} to {high}: {error:e}");
    }
    for family in [Family::Normal, Family::LogitNormal, Family::Beta, Family::Triangular, Family::Uniform] {
        let error = worst(&interval(0.25, 0.45, family));
        assert!(error < 1e-8, "{family:?}: {error:e}");
    }
}

#[test]
fn wide_and_lopsided_ranges_keep_seven_digits() {
    for (low, high, family) in [
        (1.0, 1e9, Family::LogNormal),
        (1.0, 300.0, Family::LogNormal),
        (1e-9, 0.999, Family::LogitNormal),
        (1e-5, 0.9, Family::Beta),
        (0.4, 0.999_999, Family::Beta),
        (0.01, 0.02, Family::Beta),
        (-3.0, 5.0, Family::Normal),
        (0.0, 1.0, Family::Triangular),
        (-1.0, 1.0, Family::Uniform),
    ] {
        let error = worst(&interval(low, high, family));
        assert!(error < 1e-7, "{family:?} {low} to {high}: {error:e}");
    }
}

#[test]
fn a_cut_distribution_ends_at_its_bounds() {
    let cut = Distribution::new(&Range::interval(0.5, 0.99), (0.0, 1.0)).unwrap();
    assert!(cut.cut_share() > 0.01);
    assert!(worst(&cut) < 1e-8);
    let table = QuantileTable::new(&cut);
    assert!(table.at(u32::MAX) <= 1.0 && table.at(u32::MAX) > 0.999_999);
}

#[test]
fn the_standard_normal_keeps_eight_digits() {
    let table = QuantileTable::standard_normal();
    for draw in draws() {
        let wanted = if draw < 1 << 31 {
            normal_quantile(probability(draw))
        } else {
            -normal_quantile(probability(!draw))
        };
        assert!((table.at(draw) - wanted).abs() < 2e-8, "{draw}");
        assert_eq!(table.at(draw), -table.at(!draw));
    }
}

#[test]
fn a_choice_is_drawn_by_its_weights_exactly() {
    let choice = Range::Choice(vec![(5.0, 1.0), (-2.0, 2.0), (7.0, 1.0)]);
    let table = QuantileTable::new(&Distribution::new(&choice, ANYTHING).unwrap());
    // -2 has the lower half, 5 and 7 a quarter each.
    for (draw, wanted) in [
        (0, -2.0),
        (0x7FFF_FFFF, -2.0),
        (0x8000_0000, 5.0),
        (0xBFFF_FFFF, 5.0),
        (0xC000_0000, 7.0),
        (u32::MAX, 7.0),
    ] {
        assert_eq!(table.at(draw), wanted, "{draw:x}");
    }
    let thirds =
        Distribution::new(&Range::Choice(vec![(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), ANYTHING).unwrap();
    let table = QuantileTable::new(&thirds);
    for draw in draws() {
        assert_eq!(table.at(draw), thirds.quantile(probability(draw)), "{draw:x}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_triangle_keeps_eight_digits(low in 0.0..10.0_f64, width in 0.01..10.0_f64, peak in 0.0..=1.0_f64) {
        let high = low + width;
        let mode = Some((low + peak * width).min(high));
        let range = Range::Interval { low, high, mode, family: Some(Family::Triangular) };
        let distribution = Distribution::new(&range, ANYTHING).map_err(TestCaseError::fail)?;
        let error = worst(&distribution);
        prop_assert!(error < 2e-8, "{:e}", error);
    }

    #[test]
    fn any_log_normal_keeps_seven_digits(low in -20.0..40.0_f64, width in 0.01..15.0_f64) {
        let error = worst(&interval(libm::exp(low), libm::exp(low + width), Family::LogNormal));
        prop_assert!(error < 1e-7, "{:e}", error);
    }

    #[test]
    fn many_draws_give_the_same_bits_as_one(start: u32, length in 0..700_usize, discrete: bool) {
        let range = if discrete { Range::Choice(vec![(1.0, 2.0), (4.0, 1.0)]) } else { Range::interval(2.0, 9.0) };
        let table = QuantileTable::new(&Distribution::new(&range, ANYTHING).map_err(TestCaseError::fail)?);
        let draws: Vec<_> =
            (0..length as u32).map(|index| start.wrapping_add(index.wrapping_mul(0x9E37_79B9))).collect();
        let mut values = vec![0.0; length];
        table.fill(&draws, &mut values);
        for (draw, value) in draws.iter().zip(&values) {
            prop_assert_eq!(value.to_bits(), table.at(*draw).to_bits());
        }
    }
}
