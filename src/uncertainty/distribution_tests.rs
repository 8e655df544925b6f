//! Each family against its range, its closed forms and itself.

use super::*;
use crate::uncertainty::special::{logistic, logit};
use proptest::prelude::*;

const ANYTHING: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
const SHARE: (f64, f64) = (0.0, 1.0);

fn interval(low: f64, high: f64, family: Family) -> Range {
    Range::Interval { low, high, mode: None, family: Some(family) }
}

fn bounds(family: Family) -> (f64, f64) {
    match family {
        Family::LogNormal => (0.0, f64::INFINITY),
        Family::LogitNormal | Family::Beta => SHARE,
        Family::Normal | Family::Triangular | Family::Uniform => ANYTHING,
    }
}

/// Ranges of one family that are neither empty nor extreme.
fn ranges(family: Family) -> BoxedStrategy<Range> {
    match family {
        Family::LogNormal => (-20.0..60.0_f64, 0.01..6.0_f64)
            .prop_map(|(low, width)| interval(libm::exp(low), libm::exp(low + width), Family::LogNormal))
            .boxed(),
        Family::LogitNormal => (-6.0..5.0_f64, 0.05..6.0_f64)
            .prop_map(|(low, width)| interval(logistic(low), logistic(low + width), Family::LogitNormal))
            .boxed(),
        Family::Beta => (-4.0..3.0_f64, 0.05..4.0_f64)
            .prop_map(|(low, width)| interval(logistic(low), logistic(low + width), Family::Beta))
            .boxed(),
        Family::Triangular => (-100.0..100.0_f64, 0.1..50.0_f64, 0.0..=1.0_f64)
            .prop_map(|(low, width, peak)| Range::Interval {
                low,
                high: low + width,
                mode: Some((low + peak * width).min(low + width)),
                family: Some(Family::Triangular),
            })
            .boxed(),
        Family::Normal | Family::Uniform => (-100.0..100.0_f64, 0.1..50.0_f64)
            .prop_map(move |(low, width)| interval(low, low + width, family))
            .boxed(),
    }
}

fn families() -> impl Strategy<Value = (Family, Range)> {
    prop::sample::select(Family::ALL.to_vec()).prop_flat_map(|family| (Just(family), ranges(family)))
}

/// How finely values of a distribution can be told apart, against their own size and the width of the range.
fn scale(distribution: &Distribution, x: f64) -> f64 {
    let (low, high) = distribution.interval();
    if low > 0.0 { x.abs() } else { x.abs().max(high - low) }
}

fn check_round_trip(distribution: &Distribution, p: f64) -> Result<(), TestCaseError> {
    let x = distribution.quantile(p);
    let (below, above) = (distribution.cdf(x), distribution.exceedance(x));
    // A rounding of x by 1e-16 moves the probability by the density times x times 1e-16: a wide margin of 1e-11 covers
    // narrow ranges far from zero.
    prop_assert!((below - p).abs() <= 1e-11, "p {p} x {x} cdf {below}");
    prop_assert!((above - (1.0 - p)).abs() <= 1e-11, "p {p} x {x} exceedance {above}");
    let upper = distribution.upper_quantile(1.0 - p);
    prop_assert!(
        (upper - x).abs() <= 1e-10 * scale(distribution, x),
        "p {p}: {x} from below, {upper} from above"
    );
    Ok(())
}

/// The mean as the integral of the quantile, by the midpoint rule on `p = 3s² - 2s³`, which is dense at both ends.
fn mean_by_quantiles(distribution: &Distribution) -> f64 {
    const POINTS: u32 = 4000;
    let points = (0..POINTS).map(|index| {
        let s = (f64::from(index) + 0.5) / f64::from(POINTS);
        let (below, above) = (s * s * (3.0 - 2.0 * s), (1.0 - s) * (1.0 - s) * (1.0 + 2.0 * s));
        let value =
            if below <= 0.5 { distribution.quantile(below) } else { distribution.upper_quantile(above) };
        6.0 * s * (1.0 - s) * value
    });
    points.sum::<f64>() / f64::from(POINTS)
}

proptest! {
    #[test]
    fn quantile_and_probability_undo_each_other((family, range) in families(), p in 1e-9..0.999_999_f64) {
        let distribution = Distribution::new(&range, bounds(family)).map_err(TestCaseError::fail)?;
        check_round_trip(&distribution, p)?;
    }

    #[test]
    fn the_ends_are_what_the_range_says((family, range) in families()) {
        let distribution = Distribution::new(&range, bounds(family)).map_err(TestCaseError::fail)?;
        let (low, high) = range.ends();
        let found = if family.ends_are_bounds() { distribution.support() } else { distribution.interval() };
        // The fit of a beta distribution to about 1e-12 of the probabilities, the others to rounding.
        prop_assert!((found.0 - low).abs() <= 1e-10 * scale(&distribution, low), "{found:?} for {low}");
        prop_assert!((found.1 - high).abs() <= 1e-10 * scale(&distribution, high), "{found:?} for {high}");
        prop_assert_eq!(distribution.cut_share(), 0.0);
    }

    #[test]
    fn quantiles_rise_and_keep_the_bounds((family, range) in families(), ps in prop::collection::vec(0.0..=1.0_f64, 12)) {
        let distribution = Distribution::new(&range, bounds(family)).map_err(TestCaseError::fail)?;
        let (least, most) = bounds(family);
        let mut ps = ps;
        ps.sort_by(f64::total_cmp);
        let values: Vec<_> = ps.iter().map(|p| distribution.quantile(*p)).collect();
        prop_assert!(values.iter().all(|value| (least..=most).contains(value)), "{:?}", values);
        for pair in values.windows(2) {
            prop_assert!(pair[0] <= pair[1], "{:?}", pair);
        }
    }

    #[test]
    fn the_mean_is_the_integral_of_the_quantile((family, range) in families()) {
        let distribution = Distribution::new(&range, bounds(family)).map_err(TestCaseError::fail)?;
        let (mean, wanted) = (distribution.mean(), mean_by_quantiles(&distribution));
        // What 4,000 points give for the widest of these log-normals.
        prop_assert!((mean - wanted).abs() <= 2e-4 * scale(&distribution, mean), "{mean} {wanted}");
    }

    #[test]
    fn cutting_scales_up_what_is_left(low in 0.05..0.5_f64, width in 0.1..0.9_f64, room in 0.0..0.3_f64, p in 1e-6..0.999_999_f64) {
        for family in [Family::Normal, Family::LogNormal, Family::LogitNormal, Family::Beta] {
            let high = (low + width).min(0.97);
            let edges = (low - room * low, high + room * (1.0 - high));
            let whole = Distribution::new(&interval(low, high, family), bounds(family)).map_err(TestCaseError::fail)?;
            let cut = Distribution::new(&interval(low, high, family), edges).map_err(TestCaseError::fail)?;
            let kept = whole.cdf(edges.1) - whole.cdf(edges.0);
            prop_assert!((cut.cut_share() - (1.0 - kept)).abs() <= 1e-12);
            prop_assert!(cut.cut_share() <= 0.1 + 1e-9);
            let x = cut.quantile(p);
            prop_assert!(x >= edges.0 && x <= edges.1);
            prop_assert!(((whole.cdf(x) - whole.cdf(edges.0)) / kept - p).abs() <= 1e-10, "{family:?} {x}");
            check_round_trip(&cut, p)?;
            let (mean, wanted) = (cut.mean(), mean_by_quantiles(&cut));
            prop_assert!((mean - wanted).abs() <= 1e-5 * wanted, "{family:?} {mean} {wanted}");
            let ends = cut.support();
            prop_assert!((ends.0 - edges.0).abs() + (ends.1 - edges.1).abs() <= 1e-12, "{ends:?} {edges:?}");
        }
    }

    #[test]
    fn a_choice_has_exact_steps(weights in prop::collection::vec(0.01..10.0_f64, 1..6), p in 0.0..=1.0_f64) {
        let choices: Vec<_> = weights.iter().enumerate().map(|(index, weight)| (3.0 - index as f64, *weight)).collect();
        let distribution = Distribution::new(&Range::Choice(choices.clone()), ANYTHING).map_err(TestCaseError::fail)?;
        prop_assert!(distribution.is_discrete());
        let x = distribution.quantile(p);
        prop_assert!(distribution.cdf(x) >= p && distribution.quantile(distribution.cdf(x)) == x);
        let total: f64 = weights.iter().sum();
        let below: f64 = choices.iter().filter(|(value, _)| *value <= x).map(|(_, weight)| weight).sum();
        prop_assert!((distribution.cdf(x) - below / total).abs() <= 1e-14);
        let mean: f64 = choices.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
        prop_assert!((distribution.mean() - mean).abs() <= 1e-13 * (1.0 + mean.abs()));
    }
}

#[test]
fn a_log_normal_price_has_its_textbook_numbers() {
    // US-25: price 1.5 to 3.5; median is the geometric mean of the ends, sigma = ln(high / low) / (2 z95).
    let price = Distribution::new(&Range::interval(1.5, 3.5), (0.0, 1e6)).unwrap();
    let (mu, sigma) = price.log_normal().unwrap();
    assert!((price.median() - libm::sqrt(1.5 * 3.5)).abs() < 1e-14);
    assert!((sigma - libm::log(3.5 / 1.5) / (2.0 * 1.644_853_626_951_472_2)).abs() < 1e-15);
    assert!((price.mean() - libm::exp(mu + 0.5 * sigma * sigma)).abs() < 1e-12);
    assert!(!price.is_discrete());
}

#[test]
fn beta_fits_agree_with_scipy() {
    // Solved with scipy.special.betainc and scipy.optimize.fsolve; 0.05 to 0.95 is the uniform distribution.
    for (low, high, a, b) in [
        (0.3, 0.5, 25.453_503_286_245_216, 38.472_069_164_643_37),
        (0.05, 0.95, 1.0, 1.0),
        (0.01, 0.2, 1.500_464_502_832_335_3, 17.271_538_911_230_724),
        (0.85, 0.98, 36.812_918_993_011_65, 2.891_632_271_042_192_2),
    ] {
        let beta = crate::uncertainty::beta::Beta::fit(low, high).unwrap();
        assert!((beta.a / a - 1.0).abs() < 1e-9 && (beta.b / b - 1.0).abs() < 1e-9, "{beta:?}");
    }
}

#[test]
fn a_log_normal_that_is_cut_has_no_closed_form() {
    let share = Range::interval(0.5, 0.9);
    assert!(Distribution::new(&share, SHARE).unwrap().log_normal().is_none());
    assert!(Distribution::new(&share, (0.0, 100.0)).unwrap().log_normal().is_some());
    assert!(Distribution::new(&interval(0.5, 0.9, Family::Normal), ANYTHING).unwrap().log_normal().is_none());
}

#[test]
fn far_tails_keep_their_digits() {
    let share = Distribution::new(&interval(0.9, 0.99, Family::LogitNormal), SHARE).unwrap();
    let x = share.upper_quantile(1e-12);
    assert!(x < 1.0 && (share.exceedance(x) / 1e-12 - 1.0).abs() < 1e-3, "{x}");
    let far = Distribution::new(&Range::interval(1.0, 2.0), (0.0, f64::INFINITY)).unwrap();
    let x = far.upper_quantile(1e-30);
    assert!((far.exceedance(x) / 1e-30 - 1.0).abs() < 1e-9);
    assert!((logit(share.median()) - f64::midpoint(logit(0.9), logit(0.99))).abs() < 1e-12);
}

#[test]
fn an_impossible_range_says_why_and_what_would_do() {
    let message = |range: &Range, bounds| Distribution::new(range, bounds).unwrap_err();
    let says = |range: &Range, bounds, wanted: &str| {
        let found = message(range, bounds);
        assert!(found.contains(wanted), "{found:?} does not say {wanted:?}");
    };
    says(&Range::interval(3.0, 2.0), ANYTHING, "from 3 to 2 is empty; write the lower end first");
    says(&Range::interval(2.0, 2.0), ANYTHING, "is empty");
    says(&Range::interval(f64::NAN, 2.0), ANYTHING, "finite");
    says(&Range::interval(1.0, f64::INFINITY), ANYTHING, "finite");
    says(&Range::interval(-f64::MAX, f64::MAX), ANYTHING, "too wide");
    says(&Range::interval(0.5, 1.5), SHARE, "1.5 lies outside; write at most 1");
    says(&Range::interval(-0.5, 0.5), SHARE, "-0.5 lies outside; write at least 0");
    says(&interval(-1.0, 2.0, Family::LogNormal), ANYTHING, "use normal instead");
    for family in [Family::LogitNormal, Family::Beta] {
        says(&interval(0.5, 1.0, family), SHARE, "strictly between 0 and 1");
        says(&interval(0.0, 0.5, family), SHARE, "strictly between 0 and 1");
    }
    says(&interval(1e-30, 0.5, Family::Beta), SHARE, "use logit-normal instead");
    says(&interval(0.5, 0.500_001, Family::Beta), SHARE, "use normal instead");
    let peak = |mode, family| Range::Interval { low: 1.0, high: 2.0, mode: Some(mode), family: Some(family) };
    says(&peak(2.5, Family::Triangular), ANYTHING, "the peak 2.5 lies outside 1 to 2");
    says(&peak(1.5, Family::Uniform), ANYTHING, "only a triangular range has a peak");
    says(&Range::Choice(vec![]), ANYTHING, "at least one value");
    says(&Range::Choice(vec![(1.0, 1.0), (2.0, 0.0)]), ANYTHING, "the weight of 2 has to be");
    says(&Range::Choice(vec![(1.0, 1.0), (2.0, 1.0)]), SHARE, "2 lies outside");
    says(&Range::Choice(vec![(0.1, 1e308), (0.2, 1e308)]), SHARE, "too great to add up");
}
