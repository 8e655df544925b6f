//! Which uncertain input matters: one at a time (tornado, spider), and by shares of variance.

use super::draws::{Draws, PartDraws, Source};
use super::elementary::logarithms;
use super::memory::Parts;
use super::plan::{Plan, Variable};
use super::runner::Runner;
use super::sampler::BLOCK;
use crate::estimate::{LANES, Lane, Missing, Scratch};

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
    let mut chunks = sampled(plan, output, &parts, base, runner);
    let positive = chunks.iter().flatten().flatten().all(|value| *value > 0.0);
    if positive {
        chunks.iter_mut().flatten().for_each(|figures| logarithms(figures));
    }
    let design = |place: usize| chunks.iter().filter_map(move |chunk| chunk.get(place));
    let both = || design(0).flatten().chain(design(1).flatten());
    let mean = both().sum::<f64>() / (2 * base) as f64;
    let variance = both().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (2 * base) as f64;
    let of = |sum: f64| if variance > 0.0 { sum / base as f64 / variance } else { 0.0 };
    let share = |(place, part): (usize, &Vec<usize>)| {
        // From minus zero, which changes no number that is added, not even itself.
        let (mut first, mut total) = (-0.0, -0.0);
        for ((a, b), mixed) in design(0).zip(design(1)).zip(design(place + 2)) {
            for ((a, b), mixed) in a.iter().zip(b).zip(mixed) {
                first += (b - mean) * (mixed - a);
                total += (a - mixed) * (a - mixed) / 2.0;
            }
        }
        Share { factors: part.clone(), first_order: of(first), total: of(total) }
    };
    let mut shares: Vec<_> = parts.iter().enumerate().map(share).collect();
    shares.sort_by(|a, b| b.total.total_cmp(&a.total));
    Ok(Shares { shares, of_logarithm: positive, evaluations: base * (parts.len() + 2) })
}

/// The stream of both samples: together they are one point set of twice the dimensions.
const STREAM: &str = "sensitivity";
/// Into so many pieces is the work on them cut.
const CHUNKS: usize = 8;

/// The figure for every sample of every design, chunk by chunk: with all factors from the first sample, with all from the
/// second, and for each part with that one from the second.
fn sampled(
    plan: &Plan,
    output: usize,
    parts: &[Vec<usize>],
    base: usize,
    runner: &impl Runner,
) -> Vec<Parts<f64>> {
    let all: Vec<usize> = (0..plan.factors.len()).collect();
    let mut designs: Vec<&[usize]> = vec![&[], &all];
    designs.extend(parts.iter().map(Vec::as_slice));
    let size = (base / CHUNKS).max(BLOCK);
    let [chunks, length] = [base / size, size].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    let draws = [0, plan.factors.len()].map(|first| {
        let source = Source::of_stream(plan, STREAM, first, (chunks, length));
        Draws::new(source, |variable| plan.tape.reads(&[output], variable), None, runner)
    });
    let steps = plan.tape.steps_to(&[output]);
    let chunk = |chunk: usize| {
        let mut drawn = draws.each_ref().map(|draws| draws.part(chunk));
        let mut figures: Parts<f64> = designs.iter().map(|_| Vec::with_capacity(size)).collect();
        let mut scratch = Scratch::default();
        for start in (0..size).step_by(LANES) {
            drawn.iter_mut().for_each(|drawn| drawn.draw(start, LANES));
            let [first, second] = &drawn;
            for (swapped, figure) in designs.iter().zip(&mut figures) {
                let lane = |(index, variable): (usize, &Variable)| {
                    let from = if swapped.contains(&variable.factor) { second } else { first };
                    Lane::Each(from.values(index))
                };
                let lanes: Vec<_> = plan.variables.iter().enumerate().map(lane).collect();
                let mut block = [0.0; LANES];
                plan.tape.run_block(&steps, &lanes, LANES, &mut scratch);
                plan.tape.read_block(output, &lanes, &scratch, &mut block);
                figure.extend_from_slice(&block);
            }
        }
        (figures, drawn.map(PartDraws::into_drawn))
    };
    let (figures, drawn): (Vec<_>, Vec<_>) = runner.map(base / size, chunk).into_iter().unzip();
    let (first, second) = drawn.into_iter().map(|[first, second]| (first, second)).unzip();
    for (draws, drawn) in draws.iter().zip([first, second]) {
        draws.keep(drawn, runner);
    }
    figures
}
