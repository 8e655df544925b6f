//! Simulations of whole scenarios: what a drag in the window costs. Run with `cargo bench --bench simulation`.
//!
//! Machines are shared and differ, so that the figures of record are the least wall time and the processor time of a run,
//! and their ratio to a yardstick: 100,000 pseudo-random log-normal draws with the platform's `exp` and `ln`. The goal is
//! 8 ms on two cores for a step of a slider that changes six scenarios of 100,000 samples each.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use flopwise::analysis::uncertain_figure;
use flopwise::app::{Action, AppState, FieldKey, Threads, View, World};
use flopwise::chart::context::Context;
use flopwise::chart::distribution::{Distribution, histogram_chart};
use flopwise::chart::{self, Scale, resolve};
use flopwise::estimate::FigureId;
use flopwise::files::Library;
use flopwise::files::presets::shipped_catalog;
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{CheckedScenario, apply_setting};
use flopwise::uncertainty::{
    InTurn, Memory, Plan, Remembering, Runner, Swing, TornadoBar, percentiles, shares, simulate, tornado,
};
use flopwise::units::Dimension;

const ROUNDS: usize = 31;

/// What a run takes, in milliseconds.
#[derive(Clone, Copy)]
struct Time {
    least: f64,
    median: f64,
    /// Of all threads, where the system tells.
    processor: Option<f64>,
}

/// Milliseconds that this process has been on a processor, in steps of 10 on Linux.
fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<f64>().ok();
    Some(10.0 * (ticks(11)? + ticks(12)?))
}

fn time<T>(mut run: impl FnMut() -> T) -> Time {
    let before = processor();
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    let spent = before.zip(processor()).map(|(before, after)| (after - before) / ROUNDS as f64);
    rounds.sort_by(f64::total_cmp);
    let at = |index: usize| rounds.get(index).copied().unwrap_or(f64::NAN);
    Time { least: at(0), median: at(ROUNDS / 2), processor: spent }
}

/// A hundred thousand log-normal numbers by the Box–Muller method: the yardstick.
fn yardstick() -> f64 {
    let mut state = black_box(0x9E37_79B9_7F4A_7C15_u64);
    let mut uniform = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ((state >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    };
    let mut sum = 0.0;
    for _ in 0..100_000 {
        let (u, v) = (uniform(), uniform());
        sum += ((-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos() * 0.2).exp();
    }
    sum
}

/// The six scenarios of a comparison, each with six uncertain inputs and hours derived.
fn scenarios() -> Vec<CheckedScenario> {
    let Ok(catalog) = shipped_catalog() else { return Vec::new() };
    let library = Library::load(catalog, None);
    let names = ["deepseek-v3", "llama-3.1-405b", "gpt-3", "palm-540b", "mt-nlg-530b", "bloom-176b"];
    let settings = [
        "hours=derived",
        "price=1.5 to 3.5",
        "mfu=25% to 45%",
        "goodput=80% to 98%",
        "tokens=10T to 20T",
        "active_params=30B to 50B",
        "power_draw_fraction=60% to 90%",
    ];
    let checked = |name: &&str| {
        let mut scenario = Arc::clone(&library.get(name).ok()?.scenario);
        for setting in settings {
            if let Err(error) = apply_setting(Arc::make_mut(&mut scenario), catalog, setting) {
                println!("{name}: {error}");
            }
        }
        scenario.check(catalog).map_err(|problems| println!("{name}: {problems:?}")).ok()
    };
    names.iter().filter_map(checked).collect()
}

/// Cost of every scenario with histogram, tornado, and the charts of both as a window shows them. Scenarios go side by side.
fn everything(scenarios: &[CheckedScenario], runner: &impl Runner, memory: Option<&Memory>) {
    runner.map(scenarios.len(), |scenario| {
        let scenario = scenarios.get(scenario)?;
        match memory {
            Some(memory) => one(scenario, &Remembering(InTurn, memory)),
            None => one(scenario, &InTurn),
        }
    });
}

fn one(scenario: &CheckedScenario, runner: &impl Runner) -> Option<()> {
    let plan = Plan::of(scenario, &[FigureId::Cost]).ok()?;
    let outcome = simulate(&plan, runner).outcomes.pop()?.ok()?;
    let histogram = outcome.histogram();
    let context = Context {
        subject: scenario.scenario().name.clone(),
        measure: "Cost".to_owned(),
        dimension: Dimension::Usd,
        scope: String::new(),
        method: String::new(),
        dollars: String::new(),
        sources: String::new(),
        badges: Vec::new(),
    };
    let distribution = Distribution {
        edges: histogram.edges,
        counts: histogram.counts,
        outside: histogram.outside,
        log: histogram.logarithmic,
        percentiles: [outcome.p5.value, outcome.p50.value, outcome.p95.value],
        against: None,
    };
    let bar = |bar: &TornadoBar| chart::tornado::Swing {
        label: plan.factors().get(bar.factor).map(|factor| factor.label.clone()).unwrap_or_default(),
        detail: String::new(),
        at_low: bar.at_low,
        at_high: bar.at_high,
        share: None,
    };
    let bars: Vec<_> = tornado(&plan, 0, Swing::OwnRange).iter().map(bar).collect();
    black_box(resolve(&histogram_chart(&context, &distribution)).ok()?);
    black_box(resolve(&chart::tornado::tornado_chart(&context, outcome.point, &bars, Scale::Log)).ok()?);
    Some(())
}

/// A step of a slider that all six scenarios hang on: every one changes, and what was drawn for the step before is kept.
fn drag(scenarios: &[CheckedScenario]) -> Option<Time> {
    let catalog = shipped_catalog().ok()?;
    let memory = Memory::default();
    let mut step = 0;
    Some(time(|| {
        step += 1;
        let changed: Vec<_> = scenarios
            .iter()
            .filter_map(|scenario| {
                let mut scenario = Arc::clone(scenario.shared());
                let setting = format!("experiments_multiplier={}", 1.0 + f64::from(step) / 100.0);
                apply_setting(Arc::make_mut(&mut scenario), catalog, &setting).ok()?;
                scenario.check(catalog).ok()
            })
            .collect();
        everything(&changed, &Threads::new(2), Some(&memory));
    }))
}

/// Root mean square of the relative errors of P5, P50 and P95 over some seeds.
fn errors(scenario: &CheckedScenario, sampling: &str, truth: [f64; 3]) -> Option<[f64; 3]> {
    const SEEDS: u64 = 24;
    let mut squares = [0.0; 3];
    for seed in 0..SEEDS {
        let found = found(scenario, sampling, seed, 100_000)?;
        for ((square, found), truth) in squares.iter_mut().zip(found).zip(truth) {
            *square += (found / truth - 1.0).powi(2) / SEEDS as f64;
        }
    }
    Some(squares.map(f64::sqrt))
}

/// P5, P50 and P95: as the program gives them, or counted among plain pseudo-random samples.
fn found(scenario: &CheckedScenario, sampling: &str, seed: u64, samples: u32) -> Option<[f64; 3]> {
    let mut changed = scenario.scenario().clone();
    changed.uncertainty.seed = seed;
    changed.uncertainty.samples = samples;
    changed.uncertainty.sampling = flopwise::scenario::Sampling::from_id(sampling)?;
    let checked = Arc::new(changed).check(shipped_catalog().ok()?).ok()?;
    let plan = Plan::of(&checked, &[FigureId::Cost]).ok()?;
    let outcome = simulate(&plan, &Threads::new(2)).outcomes.pop()?.ok()?;
    if sampling == "sobol" {
        return Some([outcome.p5.value, outcome.p50.value, outcome.p95.value]);
    }
    let mut sorted = outcome.samples();
    sorted.sort_by(f64::total_cmp);
    let at = |p: f64| sorted.get((p * sorted.len() as f64) as usize).copied();
    Some([at(0.05)?, at(0.5)?, at(0.95)?])
}

/// Errors at 100,000 samples against 10^8: what quasi-random points and exact integration gain over counting.
fn accuracy(scenario: &CheckedScenario) {
    let mut truth = [0.0; 3];
    for seed in 1000..1050 {
        let Some(found) = found(scenario, "sobol", seed, 2_000_000) else { return };
        for (truth, found) in truth.iter_mut().zip(found) {
            *truth += found / 50.0;
        }
    }
    let (Some(ours), Some(plain)) = (errors(scenario, "sobol", truth), errors(scenario, "random", truth))
    else {
        return;
    };
    for ((name, ours), plain) in ["P5", "P50", "P95"].iter().zip(ours).zip(plain) {
        println!("{name}: error {ours:.2e}, of plain Monte Carlo {plain:.2e}, ratio 1/{:.0}", plain / ours);
    }
}

/// What a step of a slider costs in the window: six scenarios with six ranges each, of which one changes, or all of them
/// where all are priced like the first and its price is moved.
fn slide(scenarios: &[CheckedScenario], view: View, input: InputId) -> Option<Time> {
    let world = World::load(None).ok()?.0;
    let mut state =
        AppState::new(world, scenarios.iter().map(|scenario| Arc::clone(scenario.shared())).collect());
    state.apply(Action::View(view));
    if input == InputId::RentalPrice {
        state.apply(Action::SamePrice(true));
    }
    let scenario = state.project.selected()?.key;
    let field = FieldKey { scenario, input: InputKey::of(input) };
    let mut step = 0;
    Some(time(|| {
        step += 1;
        // Every step is another scenario, so that no result is known.
        state.apply(Action::Slide { field, value: 1.0 + f64::from(step) / 100.0 })
    }))
}

fn main() {
    let scenarios = scenarios();
    let unit = time(yardstick);
    println!("100,000 plain log-normal draws: {:.2} ms", unit.least);
    let line = |what: &str, time: Time| {
        let processor =
            time.processor.map_or_else(String::new, |spent| format!(", {spent:.2} ms of processors"));
        println!(
            "{what}: {:.2} ms (median {:.2}{processor}), {:.2} of the plain draws",
            time.least,
            time.median,
            time.least / unit.least
        );
    };
    let two = Threads::new(2);
    let Some(first) = scenarios.first() else { return };
    line("plan", time(|| Plan::of(first, &[FigureId::Cost])));
    let memory = Memory::default();
    let known = Remembering(InTurn, &memory);
    if let Ok(plan) = Plan::of(first, &[FigureId::Cost]) {
        line("100,000 samples of one scenario, one thread", time(|| simulate(&plan, &InTurn)));
        line("the same with draws known", time(|| simulate(&plan, &known)));
        line("its percentiles alone with draws known", time(|| percentiles(&plan, 0, &known)));
        if let Some(Ok(outcome)) = simulate(&plan, &known).outcomes.first() {
            line("its histogram", time(|| outcome.histogram()));
        }
        line("shares of variance, one thread", time(|| shares(&plan, 0, &InTurn)));
        line("the same with draws known", time(|| shares(&plan, 0, &known)));
    }
    let everything_of = |runner: &Remembering<'_, Threads>| {
        uncertain_figure(first, None, FigureId::Cost, Swing::OwnRange, runner)
    };
    line(
        "everything about one figure, draws known, two threads",
        time(|| everything_of(&Remembering(two, &memory))),
    );
    line(
        "six scenarios with charts, everything anew, one thread",
        time(|| everything(&scenarios, &InTurn, None)),
    );
    line(
        "six scenarios with charts, everything anew, two threads",
        time(|| everything(&scenarios, &two, None)),
    );
    if let Some(time) = drag(&scenarios) {
        line("six scenarios with charts, one input of each dragged, two threads", time);
    }
    for (view, name) in [(View::Compare, "compare"), (View::Uncertainty, "uncertainty")] {
        for (input, what) in
            [(InputId::ExperimentsMultiplier, "one scenario"), (InputId::RentalPrice, "all of them")]
        {
            if let Some(time) = slide(&scenarios, view, input) {
                line(
                    &format!(
                        "one step of a slider in the window, six scenarios, {name} view, {what} changed"
                    ),
                    time,
                );
            }
        }
    }
    accuracy(first);
}
