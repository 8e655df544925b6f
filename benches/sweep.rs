//! Time of a table of 1000 × 1000 cells with three figures. Run with `cargo bench --bench sweep`.
//!
//! Machines are shared and differ, so that the figures of record are ratios within one run: to a loop that runs the tape
//! cell by cell, and to filling the same memory with one number, which nothing can beat. The goal is 1.5 ms where numpy's
//! broadcasting takes 7.8 ms for a like formula.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::time::Instant;

use flopwise::analysis::{Axis, Sweep, sweep, sweep_again};
use flopwise::estimate::{FigureId, Tape};
use flopwise::files::Library;
use flopwise::files::presets::shipped_catalog;
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{CheckedScenario, apply_setting};

const SIDE: usize = 1000;
const FIGURES: [FigureId; 3] = [FigureId::Cost, FigureId::WallClock, FigureId::Energy];
/// Rounds of all kinds in turn, of which the median counts.
const ROUNDS: usize = 21;

fn axis((from, to): (f64, f64)) -> Vec<f64> {
    (0..SIDE).map(|index| from * (to / from).powf(index as f64 / (SIDE - 1) as f64)).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn time(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64() * 1e3
}

fn table(checked: &CheckedScenario, axes: &[Axis; 2]) {
    let [rows, columns] = axes;
    let tape = Tape::record(checked, &FIGURES, &[rows.key, columns.key]);
    println!("{} × {}, {} operations", rows.key.id.spec().key, columns.key.id.spec().key, tape.len());
    let (rows, columns) = (rows.values.as_slice(), columns.values.as_slice());
    let mut cells = vec![vec![0.0; SIDE * SIDE]; FIGURES.len()];
    let mut out: Vec<&mut [f64]> = cells.iter_mut().map(Vec::as_mut_slice).collect();
    let mut kept = Sweep::default();
    let mut times = [const { Vec::new() }; 6];
    for _ in 0..ROUNDS {
        times[0].push(time(|| tape.eval_grid_fast(black_box(rows), black_box(columns), &mut out)));
        times[1].push(time(|| tape.eval_grid(black_box(rows), black_box(columns), &mut out)));
        times[4].push(time(|| drop(black_box(sweep(checked, black_box(axes), &FIGURES)))));
        let earlier = std::mem::take(&mut kept);
        times[5].push(time(|| {
            kept = sweep_again(earlier, checked, black_box(axes), &FIGURES).unwrap_or_default();
        }));
        times[2].push(time(|| out.iter_mut().for_each(|cells| cells.fill(black_box(1.0)))));
    }
    for _ in 0..3 {
        times[3].push(time(|| {
            for (row, x) in rows.iter().enumerate() {
                for (column, y) in columns.iter().enumerate() {
                    for (cells, value) in out.iter_mut().zip(tape.eval_all(&[*x, *y])) {
                        if let Some(cell) = cells.get_mut(row * SIDE + column) {
                            *cell = value;
                        }
                    }
                }
            }
        }));
    }
    let [fast, exact, fill, single, whole, again] = times.map(median);
    let line = |what: &str, millis: f64| {
        println!(
            "  {what}: {millis:.2} ms, 1/{:.0} of cell by cell, {:.1} of filling",
            single / millis,
            millis / fill
        );
    };
    line("factors drawn together", fast);
    line("with checks and recording, in the memory of an earlier table", again);
    line("with checks and recording, in fresh memory", whole);
    line("to the bit", exact);
    line("filling with one number", fill);
    line("cell by cell", single);
}

fn main() {
    let catalog = match shipped_catalog() {
        Ok(catalog) => catalog,
        Err(error) => return println!("{error}"),
    };
    let library = Library::load(catalog, None);
    let Ok(entry) = library.get("deepseek-v3") else { return };
    let mut scenario = entry.scenario.as_ref().clone();
    for setting in ["hours=derived", "scope=B"] {
        if let Err(error) = apply_setting(&mut scenario, catalog, setting) {
            println!("{error}");
        }
    }
    let Ok(checked) = std::sync::Arc::new(scenario).check(catalog) else { return };
    let tables = [
        ((InputId::ActiveParams, (1e8, 6e11)), (InputId::Tokens, (1e9, 1e14))),
        ((InputId::Mfu, (0.1, 0.7)), (InputId::RentalPrice, (0.5, 12.0))),
        ((InputId::Goodput, (0.5, 1.0)), (InputId::Pue, (1.05, 2.0))),
    ];
    for ((first, rows), (second, columns)) in tables {
        let axis = |id, ends| Axis { key: InputKey::of(id), values: axis(ends) };
        table(&checked, &[axis(first, rows), axis(second, columns)]);
    }
}
