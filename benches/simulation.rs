//! Simulations of whole scenarios: what a drag in the window costs. Run with `cargo bench --bench simulation`.
//!
//! Machines are shared and differ, so that the figure of record is a ratio: a simulation over one thousand sorted
//! samples' worth of plain work (a pseudo-random log-normal draw with the platform's `exp` and `ln`), timed in turn.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use flopwise::analysis::uncertain_figure;
use flopwise::app::{Action, AppState, FieldKey, Threads, View, World};
use flopwise::estimate::FigureId;
use flopwise::files::Library;
use flopwise::files::presets::shipped_catalog;
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{CheckedScenario, apply_setting};
use flopwise::uncertainty::{InTurn, Plan, Runner, Swing, shares, simulate, tornado};

const ROUNDS: usize = 15;

/// Milliseconds of one run, the median of rounds.
fn time<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
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

/// Every scenario anew: what a change of a price that all share costs. Scenarios go side by side.
fn drag(scenarios: &[CheckedScenario], runner: &impl Runner) {
    runner.map(scenarios.len(), |scenario| {
        let Some(Ok(plan)) = scenarios.get(scenario).map(|scenario| Plan::of(scenario, &[FigureId::Cost]))
        else {
            return;
        };
        let simulation = simulate(&plan, &InTurn);
        let histograms = simulation.outcomes.iter().flatten().map(flopwise::uncertainty::Outcome::histogram);
        black_box((histograms.collect::<Vec<_>>(), tornado(&plan, 0, Swing::OwnRange)));
    });
}

/// Root mean square of the relative errors of P5, P50 and P95 over some seeds.
fn errors(scenario: &CheckedScenario, sampling: &str, truth: [f64; 3]) -> Option<[f64; 3]> {
    const SEEDS: u64 = 24;
    let mut squares = [0.0; 3];
    for seed in 0..SEEDS {
        let found = percentiles(scenario, sampling, seed, 100_000)?;
        for ((square, found), truth) in squares.iter_mut().zip(found).zip(truth) {
            *square += (found / truth - 1.0).powi(2) / SEEDS as f64;
        }
    }
    Some(squares.map(f64::sqrt))
}

/// P5, P50 and P95: as the program gives them, or counted among plain pseudo-random samples.
fn percentiles(scenario: &CheckedScenario, sampling: &str, seed: u64, samples: u32) -> Option<[f64; 3]> {
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
    let mut sorted = outcome.samples().to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |p: f64| sorted.get((p * sorted.len() as f64) as usize).copied();
    Some([at(0.05)?, at(0.5)?, at(0.95)?])
}

/// Errors at 100,000 samples against 10^8: what quasi-random points and exact integration gain over counting.
fn accuracy(scenario: &CheckedScenario) {
    let mut truth = [0.0; 3];
    for seed in 1000..1050 {
        let Some(found) = percentiles(scenario, "sobol", seed, 2_000_000) else { return };
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

/// What a step of a slider costs in the window: six scenarios with six ranges each, of which one changes.
fn slide(scenarios: &[CheckedScenario], view: View) -> Option<f64> {
    let world = World::load(None).ok()?.0;
    let mut state =
        AppState::new(world, scenarios.iter().map(|scenario| Arc::clone(scenario.shared())).collect());
    state.apply(Action::View(view));
    let scenario = state.project.selected()?.key;
    let field = FieldKey { scenario, input: InputKey::of(InputId::ExperimentsMultiplier) };
    let mut step = 0;
    Some(time(|| {
        step += 1;
        // Every step is another scenario, so that nothing is remembered.
        state.apply(Action::Slide { field, value: 1.0 + f64::from(step) / 100.0 })
    }))
}

fn main() {
    let scenarios = scenarios();
    let unit = time(yardstick);
    println!("100,000 plain log-normal draws: {unit:.2} ms");
    let line = |what: &str, milliseconds: f64| {
        println!("{what}: {milliseconds:.2} ms, {:.2} of the plain draws", milliseconds / unit);
    };
    let two = Threads::new(2);
    let Some(first) = scenarios.first() else { return };
    line("plan", time(|| Plan::of(first, &[FigureId::Cost])));
    if let Ok(plan) = Plan::of(first, &[FigureId::Cost]) {
        line("100,000 samples of one scenario, one thread", time(|| simulate(&plan, &InTurn)));
        line("100,000 samples of one scenario, two threads", time(|| simulate(&plan, &two)));
        line("shares of variance, two threads", time(|| shares(&plan, 0, &two)));
    }
    line(
        "everything about one figure, two threads",
        time(|| uncertain_figure(first, None, FigureId::Cost, Swing::OwnRange, &two)),
    );
    line("drag: six scenarios, histogram and tornado, one thread", time(|| drag(&scenarios, &InTurn)));
    line("drag: six scenarios, histogram and tornado, two threads", time(|| drag(&scenarios, &two)));
    for (view, name) in [(View::Compare, "compare"), (View::Uncertainty, "uncertainty")] {
        if let Some(milliseconds) = slide(&scenarios, view) {
            line(&format!("one step of a slider in the window, six scenarios, {name} view"), milliseconds);
        }
    }
    accuracy(first);
}
