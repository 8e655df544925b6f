//! Runs a plan: samples of every figure, and what they say of it.

use std::sync::Arc;

use super::closed_form::{ClosedForm, closed_form};
use super::draws::{Draws, Source};
use super::plan::Plan;
use super::runner::{InTurn, Runner};
use super::smooth::{PERCENTILES, Smoothing};
use super::summary::{self, Histogram};
use crate::estimate::{FigureId, LANES, Missing, Scratch};

/// A number that was estimated from samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// Its standard error: how far another seed would move it, typically.
    pub standard_error: f64,
}

/// What is known of a figure.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Which figure; that of both scenarios for a ratio.
    pub figure: FigureId,
    /// The figure at the values in force without uncertainty.
    pub point: f64,
    /// 5th percentile.
    pub p5: Estimated,
    /// Median.
    pub p50: Estimated,
    /// 95th percentile.
    pub p95: Estimated,
    /// Mean.
    pub mean: Estimated,
    /// The input that was integrated exactly to get the percentiles, by its place among the plan's variables.
    pub integrated: Option<usize>,
    /// The exact answer, where the figure is a product of log-normal inputs.
    pub closed_form: Option<ClosedForm>,
    /// Samples that are no finite number; they are not in any statistic.
    pub not_finite: usize,
    samples: Vec<f64>,
    parts: usize,
    smoothing: Option<Arc<Smoothing>>,
}

/// Every figure of a plan.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// The figures, in the order of the plan, or why one is missing.
    pub outcomes: Vec<Result<Outcome, Missing>>,
    /// How many samples were drawn.
    pub samples: u32,
    /// The seed.
    pub seed: u64,
}

/// Simulates every figure of a plan. The same plan gives the same bytes, whoever runs it.
#[must_use]
pub fn simulate(plan: &Plan, runner: &impl Runner) -> Simulation {
    let draws = Draws::new(&Source::of(plan), runner);
    let mut figures = evaluate(plan, &draws, runner).into_iter();
    let outcomes = plan.figures.iter().enumerate().map(|(output, figure)| {
        let samples = figures.next().unwrap_or_default();
        match plan.missing(output) {
            Some(missing) => Err(missing),
            None => Ok(outcome(plan, output, *figure, samples, &draws, runner)),
        }
    });
    Simulation { outcomes: outcomes.collect(), samples: plan.samples(), seed: plan.seed }
}

/// P5, P50 and P95 of a figure: the same as from [`simulate`], without what else there is to know.
///
/// # Errors
/// Why there is no such figure.
pub fn percentiles(plan: &Plan, output: usize, runner: &impl Runner) -> Result<[Estimated; 3], Missing> {
    if let Some(missing) = plan.missing(output) {
        return Err(missing);
    }
    let draws = Draws::new(&Source::of(plan), runner);
    let smoothed =
        Smoothing::new(plan, output, &draws, runner).and_then(|smoothing| smoothing.percentiles(runner));
    Ok(smoothed.unwrap_or_else(|| {
        let samples = evaluate(plan, &draws, runner).into_iter().nth(output).unwrap_or_default();
        summary::percentiles(&samples, draws.parts(), &PERCENTILES)
    }))
}

/// Every figure for every sample, part by part.
fn evaluate(plan: &Plan, draws: &Draws, runner: &impl Runner) -> Vec<Vec<f64>> {
    let size = draws.size();
    let parts = runner.map(draws.parts(), |part| {
        let mut figures = vec![vec![0.0; size]; plan.tape.outputs()];
        let mut scratch = Scratch::default();
        for start in (0..size).step_by(LANES) {
            let end = (start + LANES).min(size);
            let inputs: Vec<&[f64]> =
                (0..plan.variables.len()).map(|variable| draws.values(part, variable, start, end)).collect();
            let mut out: Vec<&mut [f64]> =
                figures.iter_mut().filter_map(|figure| figure.get_mut(start..end)).collect();
            plan.tape.eval_block(&inputs, &mut scratch, &mut out);
        }
        figures
    });
    let mut figures = vec![Vec::with_capacity(size * parts.len()); plan.tape.outputs()];
    for part in &parts {
        for (figure, values) in figures.iter_mut().zip(part) {
            figure.extend_from_slice(values);
        }
    }
    figures
}

fn outcome(
    plan: &Plan,
    output: usize,
    figure: FigureId,
    samples: Vec<f64>,
    draws: &Draws,
    runner: &impl Runner,
) -> Outcome {
    let parts = draws.parts();
    let smoothed = Smoothing::new(plan, output, draws, runner)
        .and_then(|smoothing| Some((smoothing.percentiles(runner)?, smoothing)));
    let (smoothed, smoothing) = smoothed.unzip();
    let [p5, p50, p95] = smoothed.unwrap_or_else(|| summary::percentiles(&samples, parts, &PERCENTILES));
    let (mean, not_finite) = summary::mean(&samples, parts);
    Outcome {
        figure,
        point: plan.tape.eval(output, &plan.point()),
        p5,
        p50,
        p95,
        mean,
        integrated: smoothing.as_ref().map(|smoothing| smoothing.variable),
        closed_form: closed_form(plan, output),
        not_finite,
        samples,
        parts,
        smoothing: smoothing.map(Arc::new),
    }
}

impl Outcome {
    /// Every sample, part by part.
    #[must_use]
    pub fn samples(&self) -> &[f64] {
        &self.samples
    }

    /// The probability of less than a value.
    #[must_use]
    pub fn share_below(&self, value: f64) -> Estimated {
        match &self.smoothing {
            Some(smoothing) => smoothing.share_below(value, &InTurn),
            None => summary::share_below(&self.samples, self.parts, value),
        }
    }

    /// Counts per bin.
    #[must_use]
    pub fn histogram(&self) -> Histogram {
        summary::histogram(&self.samples, self.parts)
    }

    /// The cumulative distribution as so many points of value and probability, from the 0.5th to the 99.5th percentile.
    #[must_use]
    pub fn curve(&self, points: usize) -> Vec<(f64, f64)> {
        summary::curve(&self.samples, points)
    }
}

#[cfg(test)]
#[path = "simulate_tests.rs"]
mod tests;
