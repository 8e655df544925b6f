//! Time of one full estimate: phases, ladder, energy, ownership. Run with `cargo bench --bench estimate`.
//!
//! Machines are shared and differ, so that the figure of record is a ratio: one estimate over a fixed piece of
//! arithmetic (`powf` in a chain) timed in turn with it. The goal is 5 µs.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::time::Instant;

use flopwise::analysis::evaluate;
use flopwise::estimate::{Draw, advisories, estimate, explain, statuses};
use flopwise::files::Library;
use flopwise::files::presets::shipped_catalog;

/// Runs of each kind in a round, and rounds, of which the median counts.
const RUNS: u32 = 2000;
const ROUNDS: usize = 15;

/// Nanoseconds of one run, the median of rounds.
fn time(mut run: impl FnMut()) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..RUNS {
                run();
            }
            start.elapsed().as_nanos() as f64 / f64::from(RUNS)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
}

/// A hundred dependent powers: the yardstick.
fn yardstick() {
    let mut value = black_box(1.5_f64);
    for _ in 0..100 {
        value = 1.0 + value.powf(0.37) / 3.0;
    }
    black_box(value);
}

fn main() {
    let catalog = match shipped_catalog() {
        Ok(catalog) => catalog,
        Err(error) => return println!("{error}"),
    };
    let library = Library::load(catalog, None);
    let unit = time(yardstick);
    println!("100 powers: {unit:.0} ns");
    for entry in
        library.scenarios.iter().filter(|entry| ["deepseek-v3", "deepseek-r1"].contains(&entry.id.as_str()))
    {
        let Ok(checked) = entry.scenario.check(catalog) else { continue };
        let draw = Draw::point(&checked);
        let figures = estimate(&draw);
        let line = |what: &str, nanos: f64| {
            println!("{} {what}: {nanos:.0} ns, {:.2} of 100 powers", entry.id, nanos / unit);
        };
        line("draw", time(|| drop(black_box(Draw::point(black_box(&checked))))));
        line("estimate", time(|| drop(black_box(estimate(black_box(&draw))))));
        line("draw and estimate", time(|| drop(black_box(estimate(&Draw::point(black_box(&checked)))))));
        line("advisories", time(|| drop(black_box(advisories(&checked, black_box(&figures))))));
        line("statuses", time(|| drop(black_box(statuses(black_box(&checked))))));
        line("check, estimate and remarks", time(|| drop(black_box(evaluate(catalog, &entry.scenario)))));
        let cost = flopwise::estimate::FigureId::Cost;
        line("explanation of the cost", time(|| drop(black_box(explain(&checked, cost)))));
    }
}
