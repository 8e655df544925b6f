//! Over random scenarios within the permitted ranges: every figure is a number or a reason, and the recorded
//! calculation is the plain one to the last bit.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::draw::Draw;
use super::fixture::{catalog, deepseek_v2, deepseek_v3, gpt3, llama_405b, of, phase, scenario};
use super::trace::{Recorder, Trace};
use super::{FigureId, MfuMatrix, Plain, advisories, estimate, explain, statuses};
use crate::scenario::input::{INPUTS, InputKey, InputSpec};
use crate::scenario::{CheckedScenario, ChoiceId, PhaseKind, Rollouts, Scenario, Serving, Staff};

/// The run with every optional part, so that every input of the catalogue has a place.
fn full_scenario() -> Scenario {
    let mut scenario = scenario();
    let mut rl = phase("RL", PhaseKind::Reinforcement, 1e5, Some(1e11));
    rl.rollouts = Some(Rollouts { generated_tokens: of(1e12), generation_mfu: of(0.1) });
    scenario.phases.push(rl);
    scenario.program.staff =
        Some(Staff { people: of(170.0), time_share: of(0.2), compensation: of(330e3), duration: of(1.0) });
    scenario.program.serving = Some(Serving {
        accelerators: of(1814.0),
        rental_price: of(2.0),
        days: of(365.0),
        revenue_per_day: Some(of(562_027.0)),
    });
    scenario
}

/// A value within the range of an input, at its ends one time in four.
fn value(spec: &InputSpec, at: f64, end: u8) -> f64 {
    match end {
        0 => spec.low,
        1 => spec.high,
        _ if spec.logarithmic && spec.low > 0.0 => {
            let (low, high) = (libm::log10(spec.low), libm::log10(spec.high));
            libm::pow(10.0, low + at * (high - low)).clamp(spec.low, spec.high)
        }
        _ => spec.low + at * (spec.high - spec.low),
    }
}

/// A random scenario that passes its check, if this one does.
fn random(draws: &[(f64, u8, u8)], options: &[usize], shape: u8, chip: usize) -> Option<CheckedScenario> {
    let mut scenario = full_scenario();
    let mut draws = draws.iter().copied();
    for spec in INPUTS {
        let phases = if spec.per_phase { scenario.phases.len() } else { 1 };
        for phase in 0..phases {
            let (at, end, keep) = draws.next()?;
            // Half of the values stay as they are, so that extremes meet usual values and not only each other.
            if keep < 128 {
                InputKey { id: spec.id, phase }.edit(&mut scenario, value(spec, at, end));
            }
        }
    }
    scenario.model.architecture =
        [None, Some(deepseek_v3(1)), Some(deepseek_v2()), Some(gpt3(51200)), Some(llama_405b())]
            [usize::from(shape) % 5];
    for (choice, option) in ChoiceId::ALL.into_iter().zip(options) {
        let names = choice.option_names();
        choice.set(&mut scenario, names[option % names.len()]).unwrap();
    }
    let catalog = catalog();
    scenario.hardware.accelerator = catalog.accelerators[chip % catalog.accelerators.len()].id.clone();
    let (total, active) = (scenario.model.total_params.value, scenario.model.active_params.value);
    if active > total {
        scenario.model.active_params = of(total.as_count());
    }
    Arc::new(scenario).check(&catalog).ok()
}

fn check_figures(checked: &CheckedScenario) -> Result<(), TestCaseError> {
    let plain = estimate(&Draw::from_scenario(checked, &mut Plain));
    let trace = Trace::default();
    let traced = estimate(&Draw::from_scenario(checked, &mut Recorder(&trace)));
    let statuses = statuses(checked);
    for figure in FigureId::ALL.iter().copied() {
        match (plain.figure(figure), traced.figure(figure)) {
            (Ok(plain), Ok(traced)) => {
                prop_assert!(plain.is_finite(), "{:?} is {}", figure, plain);
                prop_assert_eq!(plain.to_bits(), traced.value().to_bits(), "{:?}", figure);
                prop_assert!(statuses.figure(figure).is_ok());
            }
            (Err(plain), Err(traced)) => prop_assert_eq!(plain, traced),
            _ => prop_assert!(false, "{:?} is missing in one of two", figure),
        }
    }
    for cost in &plain.ladder {
        prop_assert!(cost.is_err() || cost.is_ok_and(|cost| cost.as_usd().is_finite()));
    }
    for advisory in advisories(checked, &plain) {
        prop_assert!(!advisory.message.contains("NaN") && !advisory.message.contains("inf "));
        prop_assert!(advisory.fix.is_none_or(|(_, value)| value.is_finite()));
    }
    if let Ok(build_up) = &plain.energy_build_up {
        prop_assert!(build_up.steps().all(|step| step.factor.is_finite()));
    }
    if let Ok(matrix) = MfuMatrix::of(checked, &catalog()) {
        prop_assert!(matrix.cell(0, 0).is_some_and(|cell| cell.number().is_finite()));
    }
    Ok(())
}

#[test]
fn figures_are_finite_and_explanations_calculate_the_same_bits() {
    let inputs = INPUTS.len() * 4;
    let draws = prop::collection::vec((0.0_f64..1.0, 0_u8..8, any::<u8>()), inputs);
    let options = prop::collection::vec(0_usize..16, ChoiceId::ALL.len());
    let passed = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 1500, failure_persistence: None, ..Config::default() });
    let result = runner.run(&(draws, options, any::<u8>(), 0_usize..16), |(draws, options, shape, chip)| {
        if let Some(checked) = random(&draws, &options, shape, chip) {
            check_figures(&checked)?;
            passed.set(passed.get() + 1);
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let passed = passed.get();
    assert!(passed > 150, "only {passed} random scenarios passed their check");
}

#[test]
fn the_full_scenario_has_every_figure_and_explains_it() {
    let mut scenario = full_scenario();
    scenario.scope = crate::scenario::Scope::Lifetime;
    let checked = Arc::new(scenario).check(&catalog()).unwrap();
    let estimate = estimate(&Draw::point(&checked));
    for figure in FigureId::ALL.iter().copied() {
        assert!(estimate.figure(figure).is_ok(), "{figure:?}");
        let explanation = explain(&checked, figure).unwrap();
        assert_eq!(explanation.value.to_bits(), estimate.figure(figure).unwrap().to_bits());
    }
}
