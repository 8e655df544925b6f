//! Runs a plan: samples of every figure, and what they say of it.

use std::sync::Arc;

use super::closed_form::{ClosedForm, closed_form};
use super::memory::Parts;
use super::pass::pass;
use super::plan::Plan;
use super::runner::{InTurn, Runner};
use super::smooth::{Integral, PERCENTILES, Smoothing};
use super::summary::{self, Histogram};
use crate::estimate::{FigureId, Missing};

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
    samples: Parts<f64>,
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
    let known: Vec<usize> =
        (0..plan.figures.len()).filter(|output| plan.missing(*output).is_none()).collect();
    let integrals: Vec<Integral> =
        known.iter().filter_map(|output| Integral::of(plan, *output, runner)).collect();
    let passed = pass(plan, &known, &integrals, runner);
    let mut held = integrals.iter().zip(passed.held).peekable();
    let mut figures = passed.figures.into_iter();
    let outcomes = plan.figures.iter().enumerate().map(|(output, figure)| {
        if let Some(missing) = plan.missing(output) {
            return Err(missing);
        }
        let smoothing = held.next_if(|(integral, _)| integral.output == output);
        let smoothing = smoothing.and_then(|(integral, held)| Smoothing::new(integral, held));
        Ok(outcome(plan, (output, *figure), figures.next().unwrap_or_default(), smoothing, runner))
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
    let smoothed = Integral::of(plan, output, runner).and_then(|integral| {
        let held = pass(plan, &[], std::slice::from_ref(&integral), runner).held.pop()?;
        Smoothing::new(&integral, held)?.percentiles(runner)
    });
    Ok(smoothed.unwrap_or_else(|| {
        let samples = pass(plan, &[output], &[], runner).figures.pop().unwrap_or_default();
        summary::percentiles(&samples, &PERCENTILES)
    }))
}

fn outcome(
    plan: &Plan,
    (output, figure): (usize, FigureId),
    samples: Parts<f64>,
    smoothing: Option<Smoothing>,
    runner: &impl Runner,
) -> Outcome {
    let smoothed = smoothing.and_then(|smoothing| Some((smoothing.percentiles(runner)?, smoothing)));
    let (smoothed, smoothing) = smoothed.unzip();
    let [p5, p50, p95] = smoothed.unwrap_or_else(|| summary::percentiles(&samples, &PERCENTILES));
    let (mean, not_finite) = summary::mean(&samples);
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
        smoothing: smoothing.map(Arc::new),
    }
}

impl Outcome {
    /// Every sample, part by part.
    #[must_use]
    pub fn samples(&self) -> Vec<f64> {
        self.samples.concat()
    }

    /// The probability of less than a value.
    #[must_use]
    pub fn share_below(&self, value: f64) -> Estimated {
        match &self.smoothing {
            Some(smoothing) => smoothing.share_below(value, &InTurn),
            None => summary::share_below(&self.samples, value),
        }
    }

    /// Counts per bin.
    #[must_use]
    pub fn histogram(&self) -> Histogram {
        summary::histogram(&self.samples)
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
