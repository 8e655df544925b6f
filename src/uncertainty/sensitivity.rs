//! Which uncertain input matters: one at a time (tornado, spider), and by shares of variance.

use super::draws::{Draws, Source};
use super::plan::Plan;
use super::runner::Runner;
use crate::estimate::{LANES, Missing, Scratch};

/// How far an input is moved in a tornado.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Swing {
    /// To the ends of its own range.
    #[default]
    OwnRange,
    /// To its 10th and 90th percentile.
    Percentiles,
}

impl Swing {
    /// The stable id on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OwnRange => "range",
            Self::Percentiles => "10-90",
        }
    }
}

/// A figure with one input at either end of its range, everything else at its value in force.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBar {
    /// Which factor, by its place in the plan.
    pub factor: usize,
    /// Value of the input at the low end.
    pub low: f64,
    /// Value of the input at the high end.
    pub high: f64,
    /// The figure there.
    pub at_low: f64,
    /// The figure there.
    pub at_high: f64,
}

impl TornadoBar {
    /// How far the figure moves.
    #[must_use]
    pub fn swing(&self) -> f64 {
        libm::fabs(self.at_high - self.at_low)
    }
}

/// A figure along one input.
#[derive(Debug, Clone, PartialEq)]
pub struct SpiderLine {
    /// Which factor, by its place in the plan.
    pub factor: usize,
    /// Percentile of the input, its value and the figure there.
    pub points: Vec<(f64, f64, f64)>,
}

/// Percentiles at which a spider stands.
pub const SPIDER_PERCENTILES: [f64; 9] = [0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95];

/// The figure with every variable of one factor at a percentile, the rest at the values in force.
fn moved(plan: &Plan, output: usize, factor: usize, value: impl Fn(usize) -> f64) -> f64 {
    let mut values = plan.point();
    for (index, (place, variable)) in values.iter_mut().zip(&plan.variables).enumerate() {
        if variable.factor == factor {
            *place = value(index);
        }
    }
    plan.tape.eval(output, &values)
}

/// The value of a factor's first variable at a percentile of its own.
fn value_at(plan: &Plan, variable: usize, p: f64) -> f64 {
    plan.variables.get(variable).map_or(f64::NAN, |variable| variable.distribution.quantile(p))
}

fn first_variable(plan: &Plan, factor: usize) -> Option<usize> {
    plan.variables.iter().position(|variable| variable.factor == factor)
}

/// The tornado of a figure, widest swing first.
#[must_use]
pub fn tornado(plan: &Plan, output: usize, swing: Swing) -> Vec<TornadoBar> {
    let ends = match swing {
        Swing::OwnRange => None,
        Swing::Percentiles => Some((0.1, 0.9)),
    };
    let at = |variable: usize, high: bool| match ends {
        Some((low, up)) => value_at(plan, variable, if high { up } else { low }),
        None => plan.variables.get(variable).map_or(f64::NAN, |variable| {
            let (low, up) = variable.ends;
            if high { up } else { low }
        }),
    };
    let bar = |factor: usize| {
        let first = first_variable(plan, factor)?;
        Some(TornadoBar {
            factor,
            low: at(first, false),
            high: at(first, true),
            at_low: moved(plan, output, factor, |variable| at(variable, false)),
            at_high: moved(plan, output, factor, |variable| at(variable, true)),
        })
    };
    let mut bars: Vec<_> = (0..plan.factors.len()).filter_map(bar).collect();
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
    bars
}

/// The figure along every input, in the order of the plan.
#[must_use]
pub fn spider(plan: &Plan, output: usize) -> Vec<SpiderLine> {
    let line = |factor: usize| {
        let first = first_variable(plan, factor)?;
        let point = |p: f64| {
            let figure = moved(plan, output, factor, |variable| value_at(plan, variable, p));
            (p, value_at(plan, first, p), figure)
        };
        Some(SpiderLine { factor, points: SPIDER_PERCENTILES.map(point).to_vec() })
    };
    (0..plan.factors.len()).filter_map(line).collect()
}

/// How much of a figure's variance comes from a part of the inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The factors of the part, by their place in the plan; correlated ones count together.
    pub factors: Vec<usize>,
    /// What knowing this part alone would take off the variance.
    pub first_order: f64,
    /// What would be left if everything but this part were known.
    pub total: f64,
}

/// Shares of variance, largest total first.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// One entry for each part of the inputs.
    pub shares: Vec<Share>,
    /// Whether the variance is that of the logarithm, as it is where every sample is positive.
    pub of_logarithm: bool,
    /// How many times the figure was calculated.
    pub evaluations: usize,
}

/// First-order and total shares of variance, from two independent samples `A` and `B` and, for each part of the inputs,
/// `A` with that part taken from `B`: first order after Saltelli et al. (2010, table 2, b), total after Jansen (1999).
///
/// # Errors
/// Why there is no such figure.
pub fn shares(plan: &Plan, output: usize, runner: &impl Runner) -> Result<Shares, Missing> {
    if let Some(missing) = plan.missing(output) {
        return Err(missing);
    }
    let parts = plan.parts();
    let base = (plan.samples() as usize / (parts.len() + 2)).max(1024).next_power_of_two();
    let sample = |first: usize| {
        let size = u32::try_from(base).unwrap_or(u32::MAX);
        Draws::new(&Source::of_stream(plan, STREAM, first, size), runner)
    };
    let (first, second) = (sample(0), sample(plan.factors.len()));
    let none: &[usize] = &[];
    let all: Vec<usize> = (0..plan.factors.len()).collect();
    let mut designs: Vec<&[usize]> = vec![none, &all];
    designs.extend(parts.iter().map(Vec::as_slice));
    let mut results = runner.map(designs.len(), |design| {
        let swapped = designs.get(design).copied().unwrap_or_default();
        evaluate(plan, output, &first, &second, swapped)
    });
    let positive = results.iter().flatten().all(|value| *value > 0.0);
    if positive {
        results = runner.map(results.len(), |design| {
            let figures = results.get(design).map_or(&[][..], Vec::as_slice);
            figures.iter().map(|value| libm::log(*value)).collect()
        });
    }
    let ([a, b], swapped) = match results.split_at_checked(2) {
        Some(([a, b], rest)) => ([a, b], rest),
        _ => return Err(Missing::NoPhase),
    };
    let mean = a.iter().chain(b).sum::<f64>() / (2 * base) as f64;
    let square = |value: &f64| (value - mean) * (value - mean);
    let variance = a.iter().chain(b).map(square).sum::<f64>() / (2 * base) as f64;
    let of = |sum: f64| if variance > 0.0 { sum / base as f64 / variance } else { 0.0 };
    let share = |(part, mixed): (&Vec<usize>, &Vec<f64>)| {
        let triples = a.iter().zip(b).zip(mixed);
        let first: f64 = triples.map(|((a, b), mixed)| (b - mean) * (mixed - a)).sum();
        let total: f64 = a.iter().zip(mixed).map(|(a, mixed)| (a - mixed) * (a - mixed) / 2.0).sum();
        Share { factors: part.clone(), first_order: of(first), total: of(total) }
    };
    let mut shares: Vec<_> = parts.iter().zip(swapped).map(share).collect();
    shares.sort_by(|a, b| b.total.total_cmp(&a.total));
    Ok(Shares { shares, of_logarithm: positive, evaluations: base * (parts.len() + 2) })
}

/// The stream of both samples: together they are one point set of twice the dimensions.
const STREAM: &str = "sensitivity";

/// The figure with some factors from the second sample and the others from the first.
fn evaluate(plan: &Plan, output: usize, first: &Draws, second: &Draws, swapped: &[usize]) -> Vec<f64> {
    let size = first.size();
    let mut figures = vec![vec![0.0; size]; plan.tape.outputs()];
    let mut scratch = Scratch::default();
    for start in (0..size).step_by(LANES) {
        let end = (start + LANES).min(size);
        let inputs: Vec<&[f64]> = plan
            .variables
            .iter()
            .enumerate()
            .map(|(index, variable)| {
                let source = if swapped.contains(&variable.factor) { second } else { first };
                source.values(0, index, start, end)
            })
            .collect();
        let mut out: Vec<&mut [f64]> =
            figures.iter_mut().filter_map(|figure| figure.get_mut(start..end)).collect();
        plan.tape.eval_block(&inputs, &mut scratch, &mut out);
    }
    figures.into_iter().nth(output).unwrap_or_default()
}
