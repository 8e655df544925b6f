//! Percentiles without the noise of counting: one uncertain input is integrated exactly, the others are sampled.
//!
//! Where a figure is a straight line in one input or in its reciprocal, everything else kept, each sample of the other
//! inputs gives the exact probability that the figure stays below a value. The mean of those is a smooth function, on
//! which quasi-random points converge much faster than on a count (pre-integration: Griewank, Kuo, Leövey and Sloan,
//! "High dimensional integration of kinks and jumps", 2018).

use std::sync::Arc;

use super::cdf_table::{CdfTable, Lines};
use super::pass::Held;
use super::plan::Plan;
use super::runner::{InTurn, Runner};
use super::simulate::Estimated;
use super::summary;
use crate::estimate::Dependence;

/// Samples of each part with which percentiles are approached before all of them are used, and the steps with each.
const APPROACH: [(usize, usize); 2] = [(64, 4), (512, 1)];
/// Steps with all samples at most.
const STEPS: usize = 5;
/// A step of less than this share of the spread is the last one: what it leaves is its square.
const CLOSE: f64 = 1e-3;

/// The figure as `a + b t` for every sample, where `t` is the integrated input or its reciprocal.
#[derive(Debug)]
pub(super) struct Smoothing {
    /// The variable that is integrated.
    pub(super) variable: usize,
    /// Distribution of `t`.
    table: Arc<Option<CdfTable>>,
    /// The samples of each part.
    lines: Vec<Lines>,
    /// Percentiles counted among the first samples.
    rough: [f64; 3],
}

/// The percentiles that are looked for.
pub(super) const PERCENTILES: [f64; 3] = [0.05, 0.5, 0.95];

/// The probability of at most some value, and its slope there.
struct Probability {
    mean: f64,
    slope: f64,
    /// Standard error of the mean, from the spread between independent parts.
    standard_error: f64,
}

impl Probability {
    /// From what each part found.
    fn of(parts: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        let count = parts.clone().count() as f64;
        let mean = parts.clone().map(|part| part.0).sum::<f64>() / count;
        let slope = parts.clone().map(|part| part.1).sum::<f64>() / count;
        let squares: f64 = parts.map(|part| (part.0 - mean) * (part.0 - mean)).sum();
        Self { mean, slope, standard_error: libm::sqrt(squares / (count - 1.0) / count) }
    }
}

/// The variable that moves a figure most among those in which it is a straight line.
fn best_variable(plan: &Plan, output: usize) -> Option<(usize, bool)> {
    let medians: Vec<f64> = plan.variables.iter().map(|variable| variable.distribution.median()).collect();
    let mut best: Option<(usize, bool, f64)> = None;
    for (index, variable) in plan.variables.iter().enumerate() {
        let reciprocal = match plan.tape.dependence(output, index) {
            Dependence::Linear => false,
            Dependence::Reciprocal if variable.distribution.support().0 > 0.0 => true,
            _ => continue,
        };
        let alone = plan.variables.iter().filter(|other| other.factor == variable.factor).count() == 1
            && !plan.groups.iter().any(|group| group.factors.contains(&variable.factor));
        if !alone || variable.distribution.is_discrete() {
            continue;
        }
        let at = |value: f64| {
            let mut values = medians.clone();
            if let Some(place) = values.get_mut(index) {
                *place = value;
            }
            plan.tape.eval(output, &values)
        };
        let (low, high) = variable.distribution.interval();
        let swing = libm::fabs(at(high) - at(low));
        if swing > best.map_or(0.0, |(_, _, swing)| swing) {
            best = Some((index, reciprocal, swing));
        }
    }
    best.map(|(index, reciprocal, _)| (index, reciprocal))
}

/// An input that can be integrated exactly.
#[derive(Debug, Clone)]
pub(super) struct Integral {
    /// The figure.
    pub(super) output: usize,
    /// The variable that is integrated.
    pub(super) variable: usize,
    /// Two values of it, far enough apart that the line through them is exact to rounding.
    pub(super) ends: [f64; 2],
    /// Whether the figure is a straight line in its reciprocal.
    reciprocal: bool,
    /// Distribution of the variable or of its reciprocal.
    table: Arc<Option<CdfTable>>,
}

impl Integral {
    /// The input of a figure to integrate, where there is one.
    pub(super) fn of(plan: &Plan, output: usize, runner: &impl Runner) -> Option<Self> {
        let (variable, reciprocal) = best_variable(plan, output)?;
        let distribution = &plan.variables.get(variable)?.distribution;
        let table = match runner.memory() {
            Some(memory) => memory.table(distribution, reciprocal),
            None => Arc::new(CdfTable::new(distribution, reciprocal)),
        };
        table.as_ref().as_ref()?;
        let ends = [distribution.quantile(0.2), distribution.quantile(0.8)];
        Some(Self { output, variable, ends, reciprocal, table })
    }

    /// What the figure is a straight line in.
    fn t(&self, x: f64) -> f64 {
        if self.reciprocal { 1.0 / x } else { x }
    }

    /// Where the first end lies as a share of the way between both, and that way.
    pub(super) fn line(&self) -> (f64, f64) {
        let times = self.ends.map(|x| self.t(x));
        let run = times[1] - times[0];
        (times[0] / run, run)
    }

    /// As many of the drawn values as a first guess needs.
    pub(super) fn first(&self, drawn: &[f64]) -> Vec<f64> {
        drawn.iter().take(APPROACH[0].0).map(|x| self.t(*x)).collect()
    }
}

impl Smoothing {
    /// From what a way through the samples left; nothing where a line is not one to calculate with.
    pub(super) fn new(integral: &Integral, held: Held) -> Option<Self> {
        let Held { lines, first, finite } = held;
        if !finite {
            return None;
        }
        let samples = lines.iter().zip(&first).flat_map(|(lines, first)| {
            lines.a.iter().zip(&lines.inverse).zip(first).map(|((a, inverse), t)| a + t / inverse)
        });
        let rough = summary::percentiles_of(samples.collect(), &PERCENTILES);
        Some(Self { variable: integral.variable, table: Arc::clone(&integral.table), lines, rough })
    }

    /// The probability of at most each value, from the first samples of every part or from all.
    fn probabilities<const N: usize>(
        &self,
        values: [f64; N],
        first: usize,
        runner: &impl Runner,
    ) -> [Probability; N] {
        let below = |lines: &Lines, value: f64| {
            self.table
                .as_ref()
                .as_ref()
                .map_or((f64::NAN, f64::NAN), |table| table.mean_below(value, lines, first))
        };
        let part = |part: usize| {
            self.lines
                .get(part)
                .map_or([(f64::NAN, f64::NAN); N], |lines| values.map(|value| below(lines, value)))
        };
        let parts = runner.map(self.lines.len(), part);
        std::array::from_fn(|index| {
            let of = |part: &[(f64, f64); N]| part.get(index).copied().unwrap_or((f64::NAN, f64::NAN));
            Probability::of(parts.iter().map(of))
        })
    }

    /// The share of samples of at most `value`.
    pub(super) fn share_below(&self, value: f64, runner: &impl Runner) -> Estimated {
        let [probability] = self.probabilities([value], usize::MAX, runner);
        Estimated { value: probability.mean, standard_error: probability.standard_error }
    }

    /// The percentiles by Newton's method: approached with few samples, whose first are a point set of their own, so that
    /// all of them are gone through but once or twice. Nothing where that does not lead to a percentile.
    pub(super) fn percentiles(&self, runner: &impl Runner) -> Option<[Estimated; 3]> {
        let spread = self.rough[2] - self.rough[0];
        if !(spread > 0.0 && spread.is_finite()) {
            return None;
        }
        let mut values = self.rough;
        let step = |values: &[f64; 3], found: &[Probability; 3]| -> Option<[f64; 3]> {
            let mut steps = [0.0; 3];
            for ((step, found), p) in steps.iter_mut().zip(found).zip(PERCENTILES) {
                *step = (p - found.mean) / found.slope;
                // No slope, no percentile: the value lies in a gap between the samples.
                if !(found.slope > 0.0 && step.is_finite()) {
                    return None;
                }
            }
            let next = std::array::from_fn(|index| {
                let at = |numbers: &[f64; 3]| numbers.get(index).copied().unwrap_or(f64::NAN);
                at(values) + at(&steps).clamp(-spread, spread)
            });
            Some(next)
        };
        for (first, steps) in APPROACH {
            // So few samples are not worth a thread.
            for _ in 0..steps {
                values = step(&values, &self.probabilities(values, first, &InTurn))?;
            }
        }
        for _ in 0..STEPS {
            let found = self.probabilities(values, usize::MAX, runner);
            let next = step(&values, &found)?;
            let moved = |(old, new): (&f64, &f64)| libm::fabs(new - old) <= CLOSE * spread;
            let close = values.iter().zip(&next).all(moved);
            values = next;
            if close {
                let mut estimated = values.map(|value| Estimated { value, standard_error: f64::NAN });
                for (estimated, found) in estimated.iter_mut().zip(&found) {
                    estimated.standard_error = found.standard_error / found.slope;
                }
                return Some(estimated);
            }
        }
        None
    }
}
