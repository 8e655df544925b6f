//! Grids against the tape cell by cell.

use std::sync::Arc;

use super::super::Tape;
use crate::estimate::{FigureId, fixture};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, HoursBasis, MfuMethod, Scenario, Scope};

fn derived(scope: Scope) -> CheckedScenario {
    let mut scenario: Scenario = fixture::scenario();
    scenario.hours_basis = HoursBasis::Derived;
    scenario.efficiency.mfu_method = MfuMethod::Stated;
    scenario.scope = scope;
    Arc::new(scenario).check(&fixture::catalog()).expect("valid")
}

/// 300 columns: more than one block, and one that is not full.
fn axis(from: f64, to: f64, count: usize) -> Vec<f64> {
    (0..count).map(|index| from + (to - from) * index as f64 / (count - 1) as f64).collect()
}

type Ends = (f64, f64);

const PAIRS: [(InputId, Ends, InputId, Ends); 7] = [
    (InputId::Mfu, (0.25, 0.5), InputId::RentalPrice, (1.0, 4.0)),
    (InputId::RentalPrice, (1.0, 4.0), InputId::Mfu, (0.25, 0.5)),
    (InputId::ActiveParams, (7e9, 70e9), InputId::Tokens, (1e12, 2e13)),
    (InputId::Tokens, (1e12, 2e13), InputId::ActiveParams, (7e9, 70e9)),
    (InputId::HardwareLife, (2.0, 8.0), InputId::CostOfCapital, (0.02, 0.2)),
    (InputId::Pue, (1.05, 1.5), InputId::Utilization, (0.4, 0.95)),
    (InputId::ExperimentsMultiplier, (1.0, 4.0), InputId::StaffPeople, (10.0, 500.0)),
];

fn compare(exact: bool) {
    for scope in Scope::ALL {
        let checked = derived(scope);
        for (first, (a, b), second, (c, d)) in PAIRS {
            let tape = Tape::record(&checked, FigureId::ALL, &[first, second].map(InputKey::of));
            let (rows, columns) = (axis(a, b, 5), axis(c, d, 300));
            let mut cells = vec![vec![1.0; rows.len() * columns.len()]; FigureId::ALL.len()];
            let mut out: Vec<&mut [f64]> = cells.iter_mut().map(Vec::as_mut_slice).collect();
            if exact {
                tape.eval_grid(&rows, &columns, &mut out);
            } else {
                tape.eval_grid_fast(&rows, &columns, &mut out);
            }
            for (row, x) in rows.iter().enumerate() {
                for (column, y) in columns.iter().enumerate().step_by(7) {
                    for (figure, expected) in tape.eval_all(&[*x, *y]).into_iter().enumerate() {
                        let found = cells[figure][row * columns.len() + column];
                        let id = FigureId::ALL[figure].id();
                        if exact {
                            assert_eq!(found.to_bits(), expected.to_bits(), "{id} at {x}, {y}");
                        } else {
                            // A share less one is as exact as the one that it is taken from.
                            let size = expected.abs().max(if id == "hours_gap" { 1.0 } else { 0.0 });
                            let near = (found - expected).abs() <= 1e-14 * size;
                            assert!(near || expected.is_nan() && found.is_nan(), "{id}: {found} {expected}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_grid_has_the_bits_of_single_cells() {
    compare(true);
}

#[test]
fn the_fast_grid_differs_in_the_last_digits_only() {
    compare(false);
}

#[test]
fn a_table_of_price_and_efficiency_takes_one_product_for_each_cell() {
    let tape = Tape::record(
        &derived(Scope::PreTraining),
        &[FigureId::Cost, FigureId::WallClock, FigureId::Energy],
        &[InputId::Mfu, InputId::RentalPrice].map(InputKey::of),
    );
    let grid = super::Grid::new(&tape, &[0.3, 0.4], &[1.0, 2.0], false);
    assert_eq!(grid.needed(&[0, 1, 2]).len(), 1);
}

#[test]
fn an_empty_side_gives_no_cells() {
    let keys = [InputId::Mfu, InputId::RentalPrice].map(InputKey::of);
    let tape = Tape::record(&derived(Scope::FinalRun), &[FigureId::Cost], &keys);
    tape.eval_grid(&[0.3], &[], &mut [&mut []]);
    tape.eval_grid(&[], &[1.0], &mut [&mut []]);
    tape.eval_grid_fast(&[], &[], &mut [&mut []]);
}
