//! A tape against the estimate that it was recorded from, and what it knows of its own form.

use std::sync::Arc;

use super::*;
use crate::estimate::fixture;
use crate::scenario::input::InputId;
use crate::scenario::{HoursBasis, MfuMethod, Scenario};

fn derived() -> Scenario {
    let mut scenario = fixture::scenario();
    scenario.hours_basis = HoursBasis::Derived;
    scenario.efficiency.mfu_method = MfuMethod::Stated;
    scenario
}

fn checked(scenario: Scenario) -> CheckedScenario {
    Arc::new(scenario).check(&fixture::catalog()).expect("valid")
}

const VARYING: [InputId; 6] = [
    InputId::ActiveParams,
    InputId::Tokens,
    InputId::Mfu,
    InputId::Goodput,
    InputId::RentalPrice,
    InputId::Pue,
];

#[test]
fn a_tape_gives_the_bits_of_the_estimate_for_any_values() {
    let keys = VARYING.map(InputKey::of);
    let tape = Tape::record(&checked(derived()), FigureId::ALL, &keys);
    for factors in [[1.0; 6], [0.9, 1.3, 1.1, 0.95, 2.0, 1.05], [1.4, 0.2, 0.6, 0.9, 0.3, 1.2]] {
        let mut scenario = derived();
        let mut values = Vec::new();
        for (key, factor) in keys.iter().zip(factors) {
            let value = key.get(&scenario).expect("present").value * factor;
            key.edit(&mut scenario, value);
            values.push(value);
        }
        let estimate = estimate(&Draw::point(&checked(scenario)));
        for (index, figure) in FigureId::ALL.iter().enumerate() {
            match estimate.figure(*figure) {
                Ok(value) => {
                    assert_eq!(tape.eval(index, &values).to_bits(), value.to_bits(), "{}", figure.id());
                }
                Err(missing) => assert_eq!(tape.missing(index), Some(missing), "{}", figure.id()),
            }
        }
    }
}

#[test]
fn a_block_gives_the_bits_of_single_samples() {
    let keys = VARYING.map(InputKey::of);
    let tape = Tape::record(&checked(derived()), &[FigureId::Cost, FigureId::Energy], &keys);
    let base: Vec<f64> = keys.iter().map(|key| key.get(&derived()).expect("present").value).collect();
    let lanes: Vec<Vec<f64>> =
        base.iter().map(|value| (0..200).map(|i| value * (0.5 + f64::from(i) / 200.0)).collect()).collect();
    let inputs: Vec<&[f64]> = lanes.iter().map(Vec::as_slice).collect();
    let (mut cost, mut energy) = (vec![0.0; 200], vec![0.0; 200]);
    tape.eval_block(&inputs, &mut Scratch::default(), &mut [&mut cost, &mut energy]);
    for index in 0..200 {
        let values: Vec<f64> = lanes.iter().map(|lane| lane[index]).collect();
        assert_eq!(tape.eval_all(&values), [cost[index], energy[index]]);
    }
}

#[test]
fn what_does_not_vary_is_not_calculated() {
    let tape = Tape::record(&checked(derived()), &[FigureId::Cost], &[InputKey::of(InputId::RentalPrice)]);
    assert_eq!(tape.len(), 1, "{tape:?}");
    let fixed = Tape::record(&checked(derived()), &[FigureId::Cost], &[]);
    assert!(fixed.is_empty() && fixed.eval(0, &[]) > 5e6);
}

#[test]
fn a_cost_is_a_product_only_while_nothing_is_added_to_it() {
    let keys = [InputId::RentalPrice, InputId::Mfu].map(InputKey::of);
    let cost = [FigureId::Cost];
    let mut scenario = derived();
    scenario.phases.truncate(1);
    let monomial = Tape::record(&checked(scenario), &cost, &keys).monomial(0).expect("a product");
    assert_eq!(monomial.powers, [1.0, -1.0]);
    // The later phases have no compute, so that their reported hours are added to the derived ones.
    let tape = Tape::record(&checked(derived()), &cost, &keys);
    assert!(tape.monomial(0).is_none());
    assert_eq!(tape.dependence(0, 0), Dependence::Linear);
    assert_eq!(tape.dependence(0, 1), Dependence::Reciprocal);
}

#[test]
fn a_ratio_divides_the_first_figures() {
    let keys = [InputId::RentalPrice, InputId::Mfu].map(InputKey::of);
    let first = Tape::record(&checked(derived()), &[FigureId::Cost], &keys);
    let second = Tape::record(&checked(fixture::scenario()), &[FigureId::Cost], &keys[..1]);
    let ratio = Tape::ratio(&first, &second);
    let expected = first.eval(0, &[3.0, 0.4]) / second.eval(0, &[1.5]);
    assert_eq!(ratio.eval(0, &[3.0, 0.4, 1.5]), expected);
    assert_eq!(ratio.dependence(0, 2), Dependence::Reciprocal);
}
