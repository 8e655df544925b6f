//! Goal seek on DeepSeek-V3: exact answers, bounds, remedies, turning points.

use std::sync::Arc;

use super::*;
use crate::analysis::{evaluate, fixtures};
use crate::estimate::Missing;
use crate::scenario::{HoursBasis, Scope, apply_setting};

fn with(settings: &[&str]) -> CheckedScenario {
    let catalog = fixtures::catalog();
    let mut scenario = fixtures::deepseek_v3();
    for setting in settings {
        apply_setting(&mut scenario, &catalog, setting).unwrap();
    }
    evaluate(&catalog, &Arc::new(scenario)).unwrap().checked
}

fn seek(
    checked: &CheckedScenario,
    id: InputId,
    figure: FigureId,
    target: f64,
) -> Result<Solution, NoSolution> {
    goal_seek(checked, InputKey::of(id), figure, target)
}

fn message(settings: &[&str], id: InputId, figure: FigureId, target: f64) -> String {
    let checked = with(settings);
    seek(&checked, id, figure, target).unwrap_err().with_remedy(&checked).to_string()
}

const DERIVED: [&str; 2] = ["hours=derived", "scope=A"];

#[test]
fn a_straight_line_is_solved_exactly() {
    let found = seek(&with(&[]), InputId::RentalPrice, FigureId::Cost, 5_576_000.0 * 1.5).unwrap();
    assert_eq!((found.value, found.reached, found.before), (3.0, 8_364_000.0, Some(2.0)));
    assert!(found.others.is_empty() && found.whole.is_none());
}

#[test]
fn an_absurd_target_is_out_of_reach_and_not_independent() {
    insta::assert_snapshot!(
        message(&DERIVED, InputId::Tokens, FigureId::Cost, 1e40),
        @"At the highest permitted training tokens (pre-training) of 1,000,000 T tokens the cost at this scope is $312 B, still below the target of $10²⁸ T"
    );
    // The cost falls with utilization, so that the lowest one comes nearest.
    assert!(message(&DERIVED, InputId::Mfu, FigureId::Cost, 1e40).starts_with("At the lowest permitted MFU"));
}

#[test]
fn a_reciprocal_is_solved_to_the_digits_that_were_put_in() {
    let checked = with(&[&DERIVED[..], &["mfu=0.314159"]].concat());
    let cost = evaluate(&fixtures::catalog(), checked.shared()).unwrap().value(FigureId::Cost).unwrap();
    let found = seek(&with(&DERIVED), InputId::Mfu, FigureId::Cost, cost).unwrap();
    assert_eq!(found.value, 0.314159);
}

#[test]
fn the_bound_that_stops_it_is_named_with_the_figure_there() {
    insta::assert_snapshot!(
        message(&DERIVED, InputId::Mfu, FigureId::Cost, 1e6),
        @"At the highest permitted MFU of 100 % the cost at this scope is $1.84 M, still above the target of $1.00 M"
    );
    insta::assert_snapshot!(
        message(&DERIVED, InputId::ActiveParams, FigureId::Cost, 1e10),
        @"At the highest permitted active parameters of 705 B (5 % above the total) the cost at this scope is $87.8 M, still below the target of $10.0 B"
    );
    insta::assert_snapshot!(
        message(&[], InputId::Pue, FigureId::Energy, 2e6),
        @"At the lowest permitted PUE of 1.00 the energy is 2.84 GWh, still above the target of 2.00 GWh"
    );
}

#[test]
fn what_keeps_an_input_out_is_named_with_what_to_choose() {
    insta::assert_snapshot!(
        message(&[], InputId::Mfu, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on MFU: hours are taken as reported; choose hours=derived"
    );
    insta::assert_snapshot!(
        message(&DERIVED, InputId::CheckpointTime, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on checkpoint time: goodput comes from the stated value; choose goodput_method=failures"
    );
    insta::assert_snapshot!(
        message(&[], InputId::StaffPeople, FigureId::Cost, 1e8),
        @"Cost at this scope does not depend on people: rung B leaves it out; choose scope=E"
    );
    insta::assert_snapshot!(
        message(&["training_compute=3e24"], InputId::Tokens, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on training tokens (pre-training): hours are taken as reported, and training compute as published (pre-training) takes its place; choose hours=derived and training_compute=none"
    );
    insta::assert_snapshot!(
        message(&["hours=derived", "training_compute=3e24"], InputId::Tokens, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on training tokens (pre-training): training compute as published (pre-training) takes its place; choose training_compute=none"
    );
    insta::assert_snapshot!(
        message(&[], InputId::Accelerators, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on accelerators: rung B leaves it out; choose scope=G"
    );
    insta::assert_snapshot!(
        message(&[], InputId::ReportedDays, FigureId::Cost, 1e6),
        @"Cost at this scope does not depend on reported days (pre-training)"
    );
}

#[test]
fn a_figure_that_is_missing_says_what_it_lacks() {
    let mut scenario = fixtures::deepseek_v3();
    scenario.program.serving = None;
    let checked = evaluate(&fixtures::catalog(), &Arc::new(scenario)).unwrap().checked;
    let error = seek(&checked, InputId::RentalPrice, FigureId::ServingPerDay, 1e5).unwrap_err();
    assert_eq!(error, NoSolution::Missing { figure: FigureId::ServingPerDay, reason: Missing::NoServing });
    // An input of a part that is not there yet makes the part.
    let found = seek(&checked, InputId::ServingAccelerators, FigureId::ServingPerDay, 96_000.0).unwrap();
    assert_eq!((found.value, found.before), (2000.0, None));
    assert!(found.whole.is_none(), "a mean of accelerators is no whole number");
    let nan = seek(&checked, InputId::RentalPrice, FigureId::Cost, f64::NAN).unwrap_err();
    assert!(nan.to_string().contains("$5.6M"), "{nan}");
}

/// With failures, more accelerators shorten the run until interruptions eat what they add: two numbers take as long.
#[test]
fn both_sides_of_a_turning_point_are_found() {
    let checked = with(&["hours=derived", "scope=A", "goodput_method=failures"]);
    let days = |accelerators: f64| {
        let mut scenario = checked.scenario().clone();
        apply_solution(&mut scenario, InputKey::of(InputId::Accelerators), accelerators).unwrap();
        let checked = checked.with_scenario(&Arc::new(scenario)).unwrap();
        crate::estimate::estimate(&crate::estimate::Draw::point(&checked))
            .figure(FigureId::WallClock)
            .unwrap()
    };
    let found = seek(&checked, InputId::Accelerators, FigureId::WallClock, 20.0).unwrap();
    assert!((days(found.value) / 20.0 - 1.0).abs() < 1e-12);
    for other in &found.others {
        assert!((days(*other) / 20.0 - 1.0).abs() < 1e-12, "{other}");
    }
    assert!(found.value < 10_000.0, "the number nearest to the present one: {found:?}");
}

#[test]
fn a_deadline_takes_whole_accelerators() {
    let found = seek(&with(&DERIVED), InputId::Accelerators, FigureId::WallClock, 30.0).unwrap();
    let whole = found.whole.unwrap();
    assert!(whole.value == libm::ceil(found.value) && whole.value > found.value, "{found:?}");
    assert!(whole.reached < 30.0 && (found.reached - 30.0).abs() < 1e-12);
    assert_eq!(found.practical(), whole.value);
}

#[test]
fn an_mfu_that_is_solved_for_is_the_stated_one() {
    let checked = with(&["hours=derived", "scope=A", "mfu_method=implied"]);
    let found = seek(&checked, InputId::Mfu, FigureId::Cost, 6e6).unwrap();
    let mut scenario = checked.scenario().clone();
    apply_solution(&mut scenario, found.key, found.value).unwrap();
    assert_eq!(scenario.efficiency.mfu_method, MfuMethod::Stated);
    let cost = evaluate(&fixtures::catalog(), &Arc::new(scenario)).unwrap().value(FigureId::Cost).unwrap();
    assert!((cost / 6e6 - 1.0).abs() < 1e-14, "{cost}");
}

#[test]
fn a_dense_model_has_one_count_of_parameters() {
    let catalog = fixtures::catalog();
    let mut scenario = fixtures::llama_405b();
    scenario.hours_basis = HoursBasis::Derived;
    scenario.scope = Scope::PreTraining;
    for phase in &mut scenario.phases {
        phase.training_compute = None;
    }
    let checked = evaluate(&catalog, &Arc::new(scenario.clone())).unwrap().checked;
    let total = seek(&checked, InputId::TotalParams, FigureId::TrainingCompute, 6e24).unwrap();
    let active = seek(&checked, InputId::ActiveParams, FigureId::TrainingCompute, 6e24).unwrap();
    assert_eq!(total.value, active.value);
    apply_solution(&mut scenario, total.key, total.value).unwrap();
    let flop = evaluate(&catalog, &Arc::new(scenario)).unwrap().value(FigureId::TrainingCompute).unwrap();
    assert!((flop / 6e24 - 1.0).abs() < 1e-14);
}

#[test]
fn the_mfu_of_like_runs_is_kept_and_said_to_be() {
    let catalog = crate::files::presets::shipped_catalog().unwrap();
    let mut scenario = fixtures::deepseek_v3();
    scenario.efficiency.mfu_method = MfuMethod::ReferenceClass;
    scenario.hours_basis = HoursBasis::Derived;
    let checked = evaluate(catalog, &Arc::new(scenario)).unwrap().checked;
    let key = InputKey::of(InputId::Tokens);
    assert_eq!(kept_reference(&checked, key), checked.reference_mfu().map(|mfu| mfu.value));
    assert!(kept_reference(&checked, key).is_some());
    assert!(kept_reference(&checked, InputKey::of(InputId::RentalPrice)).is_none());
    assert!(kept_reference(&with(&[]), key).is_none());
    assert!(goal_seek(&checked, key, FigureId::Cost, 3e6).is_ok());
}
