//! One way through all samples: while a block of draws is in the fastest memory, it becomes figures and lines.

use fearless_simd::dispatch;

use super::cdf_table::Lines;
use super::draws::{Draws, PartDraws, Source};
use super::memory::Parts;
use super::plan::Plan;
use super::runner::Runner;
use super::smooth::Integral;
use super::wide;
use crate::estimate::{LANES, Lane, Scratch};

/// What a way through the samples leaves of one integrated input.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// The figure as a line of the input, for the samples of each part.
    pub(super) lines: Vec<Lines>,
    /// The first values of the input itself in each part.
    pub(super) first: Parts<f64>,
    /// Whether every line is one to calculate with.
    pub(super) finite: bool,
}

/// What a way through the samples leaves.
#[derive(Debug)]
pub(super) struct Passed {
    /// The figures that were asked for, part by part.
    pub(super) figures: Vec<Parts<f64>>,
    /// In the order of the integrals.
    pub(super) held: Vec<Held>,
}

/// The operations that give an integral's figure at the first and at the second end of its variable.
struct Ends<'a> {
    integral: &'a Integral,
    first: Vec<usize>,
    second: Vec<usize>,
}

/// A way through the samples.
struct Pass<'a> {
    plan: &'a Plan,
    draws: Draws<'a>,
    figures: &'a [usize],
    /// The operations that give the figures.
    steps: Vec<usize>,
    ends: Vec<Ends<'a>>,
}

/// Draws every sample once: some figures of each, and lines for some integrals.
pub(super) fn pass(plan: &Plan, figures: &[usize], integrals: &[Integral], runner: &impl Runner) -> Passed {
    let tape = &plan.tape;
    let mut outputs = figures.to_vec();
    outputs.extend(integrals.iter().map(|integral| integral.output));
    let ends = integrals.iter().enumerate().map(|(index, integral)| {
        let needed = tape.steps_to(&[integral.output]);
        let before = integrals.iter().take(index + 1).map(|integral| integral.variable).collect::<Vec<_>>();
        Ends {
            integral,
            // What holds for the samples still is not calculated again; what another integral left has to be.
            first: if figures.is_empty() { needed.clone() } else { tape.changed_by(&needed, &before) },
            second: tape.changed_by(&needed, &[integral.variable]),
        }
    });
    // An input that is integrated is not drawn beyond the first block, where no figure asks for it.
    let first_only = match integrals {
        [only] if figures.is_empty() => Some(only.variable),
        _ => None,
    };
    let pass = Pass {
        plan,
        draws: Draws::new(Source::of(plan), |variable| tape.reads(&outputs, variable), first_only, runner),
        figures,
        steps: tape.steps_to(&outputs),
        ends: ends.collect(),
    };
    let mut passed = Passed {
        figures: figures.iter().map(|_| Vec::with_capacity(pass.draws.parts())).collect(),
        held: integrals.iter().map(|_| Held { finite: true, ..Held::default() }).collect(),
    };
    let mut drawn = Vec::with_capacity(pass.draws.parts());
    for part in runner.map(pass.draws.parts(), |part| pass.part(part)) {
        for (figures, part) in passed.figures.iter_mut().zip(part.figures) {
            figures.push(part);
        }
        for (held, (lines, first, finite)) in passed.held.iter_mut().zip(part.held) {
            held.lines.push(lines);
            held.first.push(first);
            held.finite &= finite;
        }
        drawn.push(part.drawn);
    }
    pass.draws.keep(drawn, runner);
    passed
}

/// What one part leaves.
struct Part {
    figures: Parts<f64>,
    held: Vec<(Lines, Vec<f64>, bool)>,
    drawn: Parts<f64>,
}

impl Pass<'_> {
    fn part(&self, part: usize) -> Part {
        let size = self.draws.size();
        let mut drawn = self.draws.part(part);
        let mut figures: Parts<f64> = self.figures.iter().map(|_| Vec::with_capacity(size)).collect();
        let mut held: Vec<_> = self.ends.iter().map(|_| (Lines::of(size), Vec::new(), true)).collect();
        let mut scratch = Scratch::default();
        let mut blocks = [[0.0; LANES]; 2];
        for start in (0..size).step_by(LANES) {
            let length = LANES.min(size - start);
            drawn.draw(start, length);
            let mut lanes = self.lanes(&drawn);
            if !self.figures.is_empty() {
                self.plan.tape.run_block(&self.steps, &lanes, length, &mut scratch);
            }
            for (output, figure) in self.figures.iter().zip(&mut figures) {
                if let Some(block) = blocks[0].get_mut(..length) {
                    self.plan.tape.read_block(*output, &lanes, &scratch, block);
                    figure.extend_from_slice(block);
                }
            }
            for (ends, (lines, first, finite)) in self.ends.iter().zip(&mut held) {
                if start == 0 {
                    *first = ends.integral.first(drawn.values(ends.integral.variable));
                }
                *finite &= self.lines(ends, &mut lanes, (length, &mut scratch, &mut blocks), lines);
            }
        }
        Part { figures, held, drawn: drawn.into_drawn() }
    }

    fn lanes<'a>(&self, drawn: &'a PartDraws<'_, '_>) -> Vec<Lane<'a>> {
        (0..self.plan.variables.len()).map(|variable| Lane::Each(drawn.values(variable))).collect()
    }

    /// Adds the lines of a block, from the figure at both ends of the held variable. Whether all are finite.
    fn lines(
        &self,
        ends: &Ends<'_>,
        lanes: &mut [Lane<'_>],
        (length, scratch, blocks): (usize, &mut Scratch, &mut [[f64; LANES]; 2]),
        lines: &mut Lines,
    ) -> bool {
        let Integral { output, variable, ends: [low_end, high_end], .. } = *ends.integral;
        let drawn = lanes.get(variable).copied();
        for ((end, steps), block) in
            [(low_end, &ends.first), (high_end, &ends.second)].into_iter().zip(blocks.iter_mut())
        {
            if let Some(lane) = lanes.get_mut(variable) {
                *lane = Lane::Same(end);
            }
            self.plan.tape.run_block(steps, lanes, length, scratch);
            if let Some(block) = block.get_mut(..length) {
                self.plan.tape.read_block(output, lanes, scratch, block);
            }
        }
        if let Some((lane, drawn)) = lanes.get_mut(variable).zip(drawn) {
            *lane = drawn;
        }
        let (start_share, run) = ends.integral.line();
        let [low, high] = blocks;
        let finite = dispatch!(wide::level(), _simd => through(low, high, start_share, run, length));
        lines.a.extend_from_slice(low.get(..length).unwrap_or_default());
        lines.inverse.extend_from_slice(high.get(..length).unwrap_or_default());
        finite
    }
}

/// Turns figures at both ends into lines: where each begins, and one over its slope. Whether the first ones are finite.
#[inline(always)]
fn through(
    low: &mut [f64; LANES],
    high: &mut [f64; LANES],
    start_share: f64,
    run: f64,
    length: usize,
) -> bool {
    for (low, high) in low.iter_mut().zip(high.iter_mut()) {
        let rise = *high - *low;
        (*low, *high) = (*low - rise * start_share, run / rise);
    }
    let finite = |all: bool, (a, inverse): (&f64, &f64)| all & a.is_finite() & inverse.is_finite();
    low.iter().zip(high.iter()).take(length).fold(true, finite)
}
