//! Simulations against closed forms, quadrature and the figures worked by hand.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::estimate::fixture;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{
    CheckedScenario, Correlation, HoursBasis, MfuMethod, Range, Sampling, Scenario, Scope, set_range,
};
use crate::uncertainty::draws::{Draws, Source};
use crate::uncertainty::special::normal_cdf;
use crate::uncertainty::{Memory, Plan, Remembering, Swing, shares, spider, tornado};

/// DeepSeek-V3's pre-training, hours derived from its MFU.
fn pre_training() -> Scenario {
    let mut scenario = fixture::scenario();
    scenario.scope = Scope::PreTraining;
    scenario.hours_basis = HoursBasis::Derived;
    scenario.efficiency.mfu_method = MfuMethod::Stated;
    scenario
}

fn range(scenario: &mut Scenario, id: InputId, text: &str) {
    let range = Range::parse(text, id.spec()).expect("possible");
    set_range(scenario, InputKey::of(id), range, None).expect("possible");
}

fn checked(scenario: Scenario) -> CheckedScenario {
    Arc::new(scenario).check(&fixture::catalog()).expect("valid")
}

/// Price $1.50 to $3.50, MFU 25 % to 45 %.
fn price_and_mfu() -> Scenario {
    let mut scenario = pre_training();
    range(&mut scenario, InputId::RentalPrice, "1.5 to 3.5");
    range(&mut scenario, InputId::Mfu, "25% to 45%");
    scenario
}

fn cost(scenario: Scenario) -> Outcome {
    let plan = Plan::of(&checked(scenario), &[FigureId::Cost]).expect("possible");
    simulate(&plan, &InTurn).outcomes.remove(0).expect("known")
}

#[track_caller]
fn near(value: f64, expected: f64, share: f64) {
    assert!((value / expected - 1.0).abs() < share, "{value} instead of {expected}");
}

/// The median and quantiles of a product of log-normals, worked by hand: 3.2856e24 FLOP over 989.4 TFLOP/s.
#[test]
fn price_and_mfu_give_the_worked_interval() {
    let outcome = cost(price_and_mfu());
    near(outcome.p5.value, 3.76e6, 0.005);
    near(outcome.p50.value, 6.30e6, 0.005);
    near(outcome.p95.value, 10.55e6, 0.005);
    near(outcome.mean.value, 6.62e6, 0.005);
    let exact = outcome.closed_form.expect("a product");
    // One of the two inputs is integrated exactly, so that little is left to sample.
    for (sampled, exact) in [(outcome.p5, exact.p5), (outcome.p50, exact.p50), (outcome.p95, exact.p95)] {
        assert!((sampled.value - exact).abs() < 5.0 * sampled.standard_error, "{sampled:?} {exact}");
        near(sampled.value, exact, 1e-4);
    }
    near(exact.shares[1], 0.675, 0.005);
}

#[test]
fn counted_percentiles_agree_with_smoothed_ones_and_with_their_errors() {
    let mut scenario = price_and_mfu();
    scenario.uncertainty.sampling = Sampling::Random;
    let plan = Plan::of(&checked(scenario), &[FigureId::Cost]).expect("possible");
    let outcome = simulate(&plan, &InTurn).outcomes.remove(0).expect("known");
    let exact = outcome.closed_form.clone().expect("a product");
    let counted = summary::percentiles(&outcome.samples, &[0.05, 0.5, 0.95]);
    for (counted, exact) in counted.iter().zip([exact.p5, exact.p50, exact.p95]) {
        let off = (counted.value - exact).abs();
        // Five standard errors, and those errors of the size that independent samples have.
        assert!(off < 5.0 * counted.standard_error, "{counted:?} against {exact}");
        assert!(
            counted.standard_error < 0.01 * exact && counted.standard_error > 1e-5 * exact,
            "{counted:?}"
        );
    }
}

#[test]
fn a_figure_that_is_no_product_is_met_within_its_standard_error() {
    let mut scenario = fixture::scenario();
    // The later phases' reported hours are added to the derived ones of pre-training.
    scenario.hours_basis = HoursBasis::Derived;
    range(&mut scenario, InputId::RentalPrice, "1.5 to 3.5");
    range(&mut scenario, InputId::Mfu, "25% to 45%");
    let outcome = cost(scenario);
    assert!(outcome.closed_form.is_none());
    assert!(outcome.integrated.is_some());
    // (A + B / mfu) × price by the trapezoid rule over the normal score of the MFU, which is exact to rounding.
    let (mu_price, sigma_price) =
        ((1.5_f64 * 3.5).ln() / 2.0, (3.5_f64 / 1.5).ln() / (2.0 * 1.644_853_626_951_472_2));
    let (mu_mfu, sigma_mfu) =
        ((0.25_f64 * 0.45).ln() / 2.0, (0.45_f64 / 0.25).ln() / (2.0 * 1.644_853_626_951_472_2));
    let hours = |mfu: f64| 124e3 + 6.0 * 37e9 * 14.8e12 / (989.4e12 * mfu) / 3600.0;
    let below = |cost: f64| {
        let mut sum = 0.0;
        for step in -800..=800 {
            let z = f64::from(step) / 100.0;
            let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() / 100.0;
            let price = cost / hours((mu_mfu + sigma_mfu * z).exp());
            sum += density * normal_cdf((price.ln() - mu_price) / sigma_price);
        }
        sum
    };
    for (p, sampled) in [(0.05, outcome.p5), (0.5, outcome.p50), (0.95, outcome.p95)] {
        let error = below(sampled.value) - p;
        assert!(error.abs() < 1e-5, "P{p}: {sampled:?} is at {}", below(sampled.value));
        assert!(sampled.standard_error < 1e-4 * sampled.value, "{sampled:?}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_others() {
    let run = |seed: u64| {
        let mut scenario = price_and_mfu();
        scenario.uncertainty.seed = seed;
        let outcome = cost(scenario);
        (
            outcome.p5.value.to_bits(),
            outcome.samples().iter().map(|value| value.to_bits()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(run(42), run(42));
    assert_ne!(run(42).1, run(43).1);
}

#[test]
fn another_uncertain_input_does_not_change_the_draws() {
    let plan = |scenario: Scenario| Plan::of(&checked(scenario), &[FigureId::RentalCost]).expect("possible");
    let mut more = price_and_mfu();
    range(&mut more, InputId::Pue, "1.1 to 1.3");
    let drawn = |scenario: Scenario| {
        let plan = plan(scenario);
        let draws = Draws::new(Source::of(&plan), |_| true, None, &InTurn);
        let mut part = draws.part(3);
        part.draw(0, 99);
        [0, 1].map(|variable| part.values(variable).to_vec())
    };
    let (before, after) = (drawn(price_and_mfu()), drawn(more));
    assert_eq!(before[0].len(), 99);
    assert_eq!(before, after);
}

/// Every number of a plan's first figure, as bits.
fn bits(plan: &Plan, runner: &impl Runner) -> Vec<u64> {
    let outcome = simulate(plan, runner).outcomes.remove(0).expect("known");
    let found = [outcome.p5, outcome.p50, outcome.p95];
    assert_eq!(percentiles(plan, 0, runner).expect("known"), found, "alone and with everything else");
    let shares = shares(plan, 0, runner).expect("known").shares;
    let numbers =
        found.iter().chain([&outcome.mean]).flat_map(|number| [number.value, number.standard_error]);
    let numbers = numbers.chain(shares.iter().flat_map(|share| [share.first_order, share.total]));
    numbers.chain(outcome.samples()).map(f64::to_bits).collect()
}

#[test]
fn a_memory_changes_no_byte() {
    let memory = Memory::default();
    let plan = |scenario: &Scenario, samples: u32| {
        let plan = Plan::of(&checked(scenario.clone()), &[FigureId::Cost]).expect("possible");
        plan.with_samples(samples)
    };
    let mut other_seed = price_and_mfu();
    other_seed.uncertainty.seed = 7;
    let mut other_range = price_and_mfu();
    range(&mut other_range, InputId::Mfu, "30% to 40%");
    let mut correlated = price_and_mfu();
    let [first, second] = [InputId::RentalPrice, InputId::Mfu].map(InputKey::of);
    correlated.uncertainty.correlations.push(Correlation { first, second, rank: 0.5 });
    let mut loosely = correlated.clone();
    loosely.uncertainty.correlations[0].rank = 0.2;
    let mut random = price_and_mfu();
    random.uncertainty.sampling = Sampling::Random;
    let scenarios = [price_and_mfu(), other_seed, other_range, correlated, loosely, random];
    let mut seen = std::collections::BTreeSet::new();
    // Twice, so that the second time everything is remembered, and once more with another number of samples.
    for samples in [20_000, 20_000, 40_000] {
        for scenario in &scenarios {
            let plan = plan(scenario, samples);
            let without = bits(&plan, &InTurn);
            assert!(bits(&plan, &Remembering(InTurn, &memory)) == without, "{:?}", scenario.uncertainty);
            seen.insert(without);
        }
    }
    assert_eq!(seen.len(), 2 * scenarios.len(), "each of them is another result");
}

#[test]
fn correlated_inputs_widen_or_narrow_as_the_closed_form_says() {
    let correlated = |rank: f64| {
        let mut scenario = price_and_mfu();
        let [first, second] = [InputId::RentalPrice, InputId::Mfu].map(InputKey::of);
        scenario.uncertainty.correlations.push(Correlation { first, second, rank });
        cost(scenario)
    };
    for rank in [-0.8, 0.5] {
        let outcome = correlated(rank);
        let exact = outcome.closed_form.clone().expect("a product");
        // No input can be integrated by itself here: the counted percentiles are within their own errors.
        assert!(outcome.integrated.is_none());
        for (sampled, exact) in [(outcome.p5, exact.p5), (outcome.p50, exact.p50), (outcome.p95, exact.p95)] {
            assert!((sampled.value - exact).abs() < 5.0 * sampled.standard_error, "{sampled:?} {exact}");
        }
    }
    // A high price with a low MFU makes a dear run dearer.
    assert!(correlated(-0.8).p95.value > correlated(0.5).p95.value);
}

/// PRODUCT's tornado: DeepSeek-V3's pre-training at $5.33 M.
#[test]
fn the_tornado_moves_one_input_at_a_time() {
    let mut scenario = pre_training();
    scenario.efficiency.mfu =
        crate::catalog::Sourced::yours(crate::units::Fraction::new(0.346_26).expect("a share"));
    range(&mut scenario, InputId::RentalPrice, "1.5 to 3.5");
    range(&mut scenario, InputId::Mfu, "25% to 45%");
    range(&mut scenario, InputId::Tokens, "14.8T +- 10%");
    range(&mut scenario, InputId::ActiveParams, "35.7B to 37.55B");
    let plan = Plan::of(&checked(scenario), &[FigureId::Cost]).expect("possible");
    let bars = tornado(&plan, 0, Swing::OwnRange);
    let expected = [(4.00e6, 9.32e6), (7.38e6, 4.10e6), (4.79e6, 5.86e6), (5.14e6, 5.41e6)];
    for (bar, (low, high)) in bars.iter().zip(expected) {
        near(bar.at_low, low, 0.005);
        near(bar.at_high, high, 0.005);
    }
    let line = &spider(&plan, 0)[bars[0].factor];
    assert!(line.points.windows(2).all(|pair| pair[0].2 < pair[1].2), "{line:?}");
}

#[test]
fn shares_of_variance_are_those_of_the_closed_form() {
    let plan = Plan::of(&checked(price_and_mfu()), &[FigureId::Cost]).expect("possible");
    let shares = shares(&plan, 0, &InTurn).expect("known");
    assert!(shares.of_logarithm);
    near(shares.shares[0].first_order, 0.675, 0.005);
    // Without interaction both kinds are the same.
    near(shares.shares[0].total, 0.675, 0.005);
    let sum: f64 = shares.shares.iter().map(|share| share.first_order).sum();
    near(sum, 1.0, 0.005);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the ranges: shares of variance, percentiles and tornado are those that the product of log-normals has.
    #[test]
    fn every_index_is_that_of_the_closed_form(
        price in (0.5..5.0, 1.1..4.0),
        // Far enough below 100 % that nothing is cut: else there is no closed form.
        mfu in (0.05..0.2, 1.1..1.6),
        tokens in (5e12..2e13, 1.05..3.0),
    ) {
        let mut scenario = pre_training();
        scenario.uncertainty.samples = 20_000;
        let ranges = [(InputId::RentalPrice, price), (InputId::Mfu, mfu), (InputId::Tokens, tokens)];
        for (id, (low, ratio)) in ranges {
            set_range(&mut scenario, InputKey::of(id), Range::interval(low, low * ratio), None).expect("possible");
        }
        let plan = Plan::of(&checked(scenario), &[FigureId::Cost]).expect("possible");
        let outcome = simulate(&plan, &InTurn).outcomes.remove(0).expect("known");
        let exact = outcome.closed_form.clone().expect("a product");
        for (sampled, exact) in [(outcome.p5, exact.p5), (outcome.p50, exact.p50), (outcome.p95, exact.p95)] {
            // Six standard errors: of 72 values, none should ever be out.
            prop_assert!((sampled.value - exact).abs() <= 6.0 * sampled.standard_error + 1e-7 * exact);
        }
        let shares = shares(&plan, 0, &InTurn).expect("known");
        for (part, exact) in plan.parts().iter().zip(&exact.shares) {
            let share = shares.shares.iter().find(|share| share.factors == *part).expect("every part");
            // 4,096 quasi-random points for each index.
            prop_assert!((share.first_order - exact).abs() < 0.02, "{share:?} {exact}");
            prop_assert!((share.total - exact).abs() < 0.02, "{share:?} {exact}");
        }
        for bar in tornado(&plan, 0, Swing::OwnRange) {
            let power: f64 = if plan.factors()[bar.factor].key.id == InputId::Mfu { -1.0 } else { 1.0 };
            let ratio = (bar.high / bar.low).powf(power);
            prop_assert!((bar.at_high / bar.at_low / ratio - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn what_is_shared_cancels_in_a_ratio() {
    let mut scenario = pre_training();
    range(&mut scenario, InputId::RentalPrice, "1.5 to 3.5");
    let spread = |scenario: &Scenario, rival: &Scenario| {
        let plan = Plan::ratio(&checked(scenario.clone()), &checked(rival.clone()), FigureId::Cost)
            .expect("possible");
        let outcome = simulate(&plan, &InTurn).outcomes.remove(0).expect("known");
        outcome.p95.value / outcome.p5.value
    };
    let mut rival = scenario.clone();
    rival.id = "another".into();
    // Each draws for itself: the intervals add up in squares.
    near(spread(&scenario, &rival), (std::f64::consts::SQRT_2 * (3.5_f64 / 1.5).ln()).exp(), 1e-3);
    for scenario in [&mut scenario, &mut rival] {
        scenario.uncertainty.ranges[0].shared = true;
    }
    near(spread(&scenario, &rival), 1.0, 1e-9);
    // A copy draws as its original does, without being told to.
    let mut copy = scenario.clone();
    scenario.uncertainty.ranges[0].shared = false;
    copy.uncertainty.ranges[0].shared = false;
    copy.id = "copy".into();
    copy.uncertainty.stream = scenario.id.clone();
    near(spread(&scenario, &copy), 1.0, 1e-9);
}

#[test]
fn a_certain_scenario_has_one_value() {
    let outcome = cost(fixture::scenario());
    assert_eq!((outcome.p5.value, outcome.p95.value), (outcome.point, outcome.point));
    assert_eq!(outcome.p50.standard_error, 0.0);
}
