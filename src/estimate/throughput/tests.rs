//! Time, utilization and goodput against published runs.

use super::*;
use crate::estimate::fixture::{assert_near, checked, of};
use crate::estimate::{Draw, estimate};
use crate::scenario::{HoursBasis, MfuMethod, Scope};
use proptest::prelude::*;

/// Goodput of a cluster at Llama 3's 50,677 accelerator-hours per unexpected interruption.
fn goodput_of(accelerators: f64, checkpoint: f64, restart: f64) -> f64 {
    goodput_from_failures(
        AcceleratorHours::from_hours(50_677.0),
        Accelerators::from_count(accelerators),
        Seconds::from_seconds(checkpoint),
        Seconds::from_seconds(restart),
    )
    .number()
}

/// Llama 3 (arXiv 2407.21783, section 3.3.4): 419 unexpected interruptions in 54 days on 16,384 H100.
#[test]
fn hours_per_interruption_follow_from_llama_3() {
    let hours = 16_384.0 * 54.0 * 24.0 / 419.0;
    assert_near(hours, 50_677.0, 1e-5);
    let between =
        time_between_interruptions(AcceleratorHours::from_hours(hours), Accelerators::from_count(16_384.0));
    assert_eq!(format!("{:.2}", between.as_hours()), "3.09");
}

/// Checkpoints of a minute and restarts of ten, against 10 seconds and five minutes; Llama 3 reports more than 90 %.
#[test]
fn goodput_is_the_worked_one_while_the_first_order_holds() {
    for (accelerators, slow, fast) in [(2048.0, 0.957, 0.982), (16_384.0, 0.842, 0.931)] {
        assert!((goodput_of(accelerators, 60.0, 600.0) - slow).abs() < 6e-4);
        assert!((goodput_of(accelerators, 10.0, 300.0) - fast).abs() < 6e-4);
    }
    assert!(goodput_of(16_384.0, 10.0, 300.0) > 0.90);
    // At 100,000 accelerators and fast restarts the loss is 0.27: still of first order.
    assert!((goodput_of(100_000.0, 10.0, 300.0) - 0.73).abs() < 2e-3);
}

/// Beyond a loss of 0.3 the first order would say 0.41 for 100,000 accelerators; Daly's form says 0.55.
#[test]
fn beyond_the_first_order_counts_dalys_exponential_form() {
    let between: f64 = 50_677.0 / 100_000.0 * 3600.0;
    let interval = (2.0 * 60.0 * between).sqrt();
    let first_order = 1.0 - 60.0 / interval - (interval / 2.0 + 600.0) / between;
    assert_near(first_order, 0.415, 2e-3);
    let daly = interval / (between * (600.0 / between).exp() * (((interval + 60.0) / between).exp() - 1.0));
    assert_near(goodput_of(100_000.0, 60.0, 600.0), daly, 1e-12);
    assert_near(daly, 0.55, 2e-3);
}

proptest! {
    #[test]
    fn goodput_is_a_share_that_never_rises_with_the_cluster(
        accelerators in 1.0_f64..1e8, factor in 1.0_f64..10.0, checkpoint in 0.0_f64..1e6, restart in 0.0_f64..1e7,
    ) {
        let small = goodput_of(accelerators, checkpoint, restart);
        let large = goodput_of((accelerators * factor).min(1e8), checkpoint, restart);
        prop_assert!((LEAST_GOODPUT..=1.0).contains(&small));
        prop_assert!(large <= small + 1e-9, "{} accelerators {} , more {}", accelerators, small, large);
    }
}

/// US-04: 2.664 M hours on 2,048 accelerators are 54.2 days, 2.788 M are 56.7.
#[test]
fn wall_clock_time_of_deepseek_v3_is_below_two_months() {
    let days = |scope| {
        let checked = checked(|scenario| scenario.scope = scope);
        estimate(&Draw::point(&checked)).wall_clock.unwrap().as_days()
    };
    assert_eq!(format!("{:.1}", days(Scope::PreTraining)), "54.2");
    assert_eq!(format!("{:.1}", days(Scope::FinalRun)), "56.7");
}

/// US-02 and the golden numbers: 3.2856e24 FLOP at 342.6 TFLOP/s are 34.63 %; the same share gives back 2.664 M hours.
#[test]
fn hours_follow_from_first_principles() {
    let derived = |mfu: Option<f64>| {
        let checked = checked(|scenario| {
            scenario.scope = Scope::PreTraining;
            scenario.hours_basis = HoursBasis::Derived;
            scenario.efficiency.mfu_method = mfu.map_or(MfuMethod::Implied, |_| MfuMethod::Stated);
            if let Some(mfu) = mfu {
                scenario.efficiency.mfu = of::<Fraction>(mfu);
            }
        });
        estimate(&Draw::point(&checked))
    };
    let implied = derived(None);
    assert_eq!(implied.training_compute.unwrap().as_flop(), 3.2856e24);
    assert_near(implied.accelerator_hours.unwrap().as_hours(), 2.664e6, 1e-12);
    assert_near(implied.achieved.unwrap().as_flop_per_sec(), 342.59e12, 1e-4);
    assert_near(implied.mfu.unwrap().number(), 0.3463, 1e-3);
    assert_near(derived(Some(0.3463)).rental_cost.unwrap().as_usd(), 5.33e6, 1e-3);
    let at_35 = derived(Some(0.35));
    assert_near(at_35.accelerator_hours.unwrap().as_hours(), 2.636e6, 5e-4);
    assert_near(at_35.rental_cost.unwrap().as_usd(), 5.27e6, 1e-3);
    assert_near(at_35.hours_gap.unwrap(), 2.636 / 2.664 - 1.0, 0.02);
}

/// Goodput lengthens derived hours, and the utilization of all the hours falls with it.
#[test]
fn lost_time_counts_once() {
    let checked = checked(|scenario| {
        scenario.hours_basis = HoursBasis::Derived;
        scenario.scope = Scope::PreTraining;
        scenario.efficiency.mfu = of::<Fraction>(0.40);
        scenario.efficiency.goodput = of::<Fraction>(0.90);
    });
    let estimate = estimate(&Draw::point(&checked));
    assert_near(estimate.mfu.unwrap().number(), 0.36, 1e-12);
    let hours = 3.2856e24 / (989.4e12 * 0.36 * 3600.0);
    assert_near(estimate.accelerator_hours.unwrap().as_hours(), hours, 1e-12);
}

/// US-05: taking all 671 B as active gives 5.958e25 FLOP, 18.1 times too many.
#[test]
fn total_parameters_as_active_overstate_compute_eighteen_times() {
    let flop = |active: f64| {
        let checked = checked(|scenario| scenario.model.active_params = of(active));
        estimate(&Draw::point(&checked)).training_compute.unwrap().as_flop()
    };
    assert_near(flop(671e9), 5.958e25, 5e-4);
    assert_near(flop(671e9) / flop(37e9), 18.1, 5e-3);
}
