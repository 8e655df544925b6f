//! Percentiles without the noise of counting: one uncertain input is integrated exactly, the others are sampled.
//!
//! Where a figure is a straight line in one input or in its reciprocal, everything else kept, each sample of the other
//! inputs gives the exact probability that the figure stays below a value. The mean of those is a smooth function, on
//! which quasi-random points converge much faster than on a count (pre-integration: Griewank, Kuo, Leövey and Sloan,
//! "High dimensional integration of kinks and jumps", 2018).

use super::cdf_table::CdfTable;
use super::draws::Draws;
use super::runner::{InTurn, Runner};
use super::simulate::Estimated;
use super::{Distribution, Plan};
use crate::estimate::{Dependence, LANES, Scratch};

/// Samples of each part with which a percentile is approached before all of them are used.
const FIRST: usize = 512;
/// Steps of the approach.
const STEPS: usize = 12;

/// The figure as `a + b t` for every sample, where `t` is the integrated input or its reciprocal.
#[derive(Debug)]
pub(super) struct Smoothing {
    /// The variable that is integrated.
    pub(super) variable: usize,
    reciprocal: bool,
    distribution: Distribution,
    table: Option<CdfTable>,
    /// For each part, `a` and `1 / b` of each sample.
    lines: Vec<Vec<(f64, f64)>>,
}

/// A probability in each part, and the slope of their mean.
struct Probability {
    parts: Vec<f64>,
}

impl Probability {
    fn mean(&self) -> f64 {
        self.parts.iter().sum::<f64>() / self.parts.len() as f64
    }

    /// Standard error of the mean, from the spread between independent parts.
    fn standard_error(&self) -> f64 {
        let (count, mean) = (self.parts.len() as f64, self.mean());
        let squares: f64 = self.parts.iter().map(|part| (part - mean) * (part - mean)).sum();
        libm::sqrt(squares / (count - 1.0) / count)
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

impl Smoothing {
    /// The lines of every sample, where there is an input to integrate.
    pub(super) fn new(plan: &Plan, output: usize, draws: &[Draws], runner: &impl Runner) -> Option<Self> {
        let (variable, reciprocal) = best_variable(plan, output)?;
        let distribution = plan.variables.get(variable)?.distribution.clone();
        // Two values far enough apart that the line through them is exact to rounding.
        let ends = [distribution.quantile(0.2), distribution.quantile(0.8)];
        let times = ends.map(|x| if reciprocal { 1.0 / x } else { x });
        let lines = runner.map(draws.len(), |part| {
            let Some(draws) = draws.get(part) else { return Vec::new() };
            let values = ends.map(|end| evaluate(plan, output, draws, variable, end));
            let [low, high] = &values;
            let line = |(low, high): (&f64, &f64)| {
                let slope = (high - low) / (times[1] - times[0]);
                (low - slope * times[0], 1.0 / slope)
            };
            low.iter().zip(high).map(line).collect()
        });
        let finite = |(a, inverse): &(f64, f64)| a.is_finite() && inverse.is_finite();
        let table = CdfTable::new(&distribution);
        lines.iter().flatten().all(finite).then_some(Self {
            variable,
            reciprocal,
            distribution,
            table,
            lines,
        })
    }

    /// The probability of at most `value`, from the first samples of every part or from all.
    fn probability(&self, value: f64, first: usize, runner: &impl Runner) -> Probability {
        let parts = runner.map(self.lines.len(), |part| {
            let lines = self.lines.get(part).map_or(&[][..], Vec::as_slice);
            let lines = lines.get(..first.min(lines.len())).unwrap_or(lines);
            let sum: f64 = lines.iter().map(|line| self.below(value, *line)).sum();
            sum / lines.len() as f64
        });
        Probability { parts }
    }

    /// The probability of at most `value` for one sample of the other inputs.
    #[inline]
    fn below(&self, value: f64, (a, inverse): (f64, f64)) -> f64 {
        let t = (value - a) * inverse;
        // A rising line in x and a falling one in 1 / x ask for small x.
        if self.reciprocal {
            if t <= 0.0 {
                return if inverse > 0.0 { 0.0 } else { 1.0 };
            }
            let small = self.cdf(1.0 / t);
            if inverse > 0.0 { 1.0 - small } else { small }
        } else {
            let small = self.cdf(t);
            if inverse > 0.0 { small } else { 1.0 - small }
        }
    }

    #[inline]
    fn cdf(&self, x: f64) -> f64 {
        match &self.table {
            Some(table) => table.at(x),
            None => self.distribution.cdf(x),
        }
    }

    /// The share of samples of at most `value`.
    pub(super) fn share_below(&self, value: f64, runner: &impl Runner) -> Estimated {
        let probability = self.probability(value, usize::MAX, runner);
        Estimated { value: probability.mean(), standard_error: probability.standard_error() }
    }

    /// A percentile, from a first guess and a scale of the figure's spread.
    pub(super) fn percentile(
        &self,
        p: f64,
        guess: f64,
        spread: f64,
        runner: &impl Runner,
    ) -> Option<Estimated> {
        // So few samples are not worth a thread.
        let near = |value: f64| self.probability(value, FIRST, &InTurn).mean() - p;
        let (mut value, mut slope) = secant(near, guess, spread)?;
        // From there two steps with all samples. The slope, which differs little between the two, makes each of them
        // gain several digits.
        let mut probability = self.probability(value, usize::MAX, runner);
        let gap = probability.mean() - p;
        if gap != 0.0 {
            let next = value - gap / slope;
            let after = self.probability(next, usize::MAX, runner);
            let secant = (after.mean() - probability.mean()) / (next - value);
            if secant.is_finite() && secant > 0.0 {
                slope = secant;
            }
            (value, probability) = (next, after);
        }
        value -= (probability.mean() - p) / slope;
        let standard_error = probability.standard_error() / slope;
        value.is_finite().then_some(Estimated { value, standard_error })
    }
}

/// The zero of a rising function near a guess, with its slope there.
fn secant(function: impl Fn(f64) -> f64, guess: f64, spread: f64) -> Option<(f64, f64)> {
    let (mut old, mut new) = (guess, guess + 0.01 * spread);
    let (mut at_old, mut at_new) = (function(old), function(new));
    let mut slope = (at_new - at_old) / (new - old);
    for _ in 0..STEPS {
        if !(slope.is_finite() && slope > 0.0) {
            return None;
        }
        let step = (at_new / slope).clamp(-spread, spread);
        (old, at_old, new) = (new, at_new, new - step);
        at_new = function(new);
        if libm::fabs(step) <= 1e-9 * libm::fabs(new) || at_new == at_old {
            break;
        }
        slope = (at_new - at_old) / (new - old);
    }
    Some((new, slope))
}

/// A figure for every sample, with one variable held at a value.
fn evaluate(plan: &Plan, output: usize, draws: &Draws, held: usize, value: f64) -> Vec<f64> {
    let size = draws.size();
    let fixed = [value; LANES];
    let mut scratch = Scratch::default();
    let mut all = vec![vec![0.0; size]; plan.tape.outputs()];
    for start in (0..size).step_by(LANES) {
        let end = (start + LANES).min(size);
        let inputs: Vec<&[f64]> = (0..plan.variables.len())
            .map(|variable| {
                let drawn = draws.values(variable, start, end);
                if variable == held { fixed.get(..end - start).unwrap_or(&fixed) } else { drawn }
            })
            .collect();
        let mut out: Vec<&mut [f64]> =
            all.iter_mut().filter_map(|figure| figure.get_mut(start..end)).collect();
        plan.tape.eval_block(&inputs, &mut scratch, &mut out);
    }
    all.into_iter().nth(output).unwrap_or_default()
}
