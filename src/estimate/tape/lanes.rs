//! Runs a tape for many samples at once: one operation over a block that fits the fastest memory, then the next.

use fearless_simd::dispatch;

use super::{Slot, Step, Tape, apply};
use crate::estimate::trace::Op;
use crate::estimate::wide;

/// Samples of a block.
pub const LANES: usize = 256;

pub(super) type Block = [f64; LANES];

/// Intermediate results, kept from block to block.
#[derive(Debug, Default)]
pub struct Scratch {
    blocks: Vec<Block>,
}

/// The values of an operand in a whole block.
#[derive(Debug, Clone, Copy)]
pub enum Lane<'a> {
    /// One for all samples.
    Same(f64),
    /// One for each sample.
    Each(&'a [f64]),
}

impl Tape {
    /// Figures for a block of samples: `inputs` has one slice for each varying input, `out` one for each figure, all of
    /// one length up to [`LANES`]. Every sample gets the same bits as from [`Tape::eval`].
    pub fn eval_block(&self, inputs: &[&[f64]], scratch: &mut Scratch, out: &mut [&mut [f64]]) {
        let inputs: Vec<_> = inputs.iter().map(|values| Lane::Each(values)).collect();
        let length = out.first().map_or(0, |figure| figure.len());
        let steps: Vec<_> = (0..self.steps.len()).collect();
        self.run_block(&steps, &inputs, length, scratch);
        for (output, figure) in out.iter_mut().enumerate() {
            self.read_block(output, &inputs, scratch, figure);
        }
    }

    /// Runs some operations, in their order, for a block of so many samples, up to [`LANES`]. Results of others that they
    /// build on are those that the last run with this scratch left.
    pub fn run_block(&self, steps: &[usize], inputs: &[Lane<'_>], length: usize, scratch: &mut Scratch) {
        scratch.blocks.resize(self.steps.len().max(scratch.blocks.len()), [0.0; LANES]);
        dispatch!(wide::level(), _simd => self.run_wide(steps, inputs, length.min(LANES), scratch));
    }

    #[inline(always)]
    fn run_wide(&self, steps: &[usize], inputs: &[Lane<'_>], length: usize, scratch: &mut Scratch) {
        for index in steps {
            let (before, rest) = scratch.blocks.split_at_mut(*index);
            let result = rest.first_mut().and_then(|block| block.get_mut(..length));
            if let Some((step, result)) = self.steps.get(*index).zip(result) {
                run(*step, lane(step.left, inputs, before), lane(step.right, inputs, before), result);
            }
        }
    }

    /// A figure for a block of samples whose operations have run.
    pub fn read_block(&self, output: usize, inputs: &[Lane<'_>], scratch: &Scratch, out: &mut [f64]) {
        match self.output(output).map(|slot| lane(slot, inputs, &scratch.blocks)) {
            Ok(Lane::Each(values)) => {
                for (target, value) in out.iter_mut().zip(values) {
                    *target = *value;
                }
            }
            Ok(Lane::Same(value)) => out.fill(value),
            Err(_) => out.fill(f64::NAN),
        }
    }
}

fn lane<'a>(slot: Slot, inputs: &[Lane<'a>], results: &'a [Block]) -> Lane<'a> {
    match slot {
        Slot::Constant(value) => Lane::Same(value),
        Slot::Variable(index) => inputs.get(index).copied().unwrap_or(Lane::Same(f64::NAN)),
        Slot::Step(index) => results.get(index).map_or(Lane::Same(f64::NAN), |block| Lane::Each(block)),
    }
}

#[inline(always)]
pub(super) fn run(step: Step, left: Lane<'_>, right: Lane<'_>, out: &mut [f64]) {
    // The operation is chosen outside of the loops, so that each of them is a plain one over arrays.
    match step.op {
        Op::Add => binary(left, right, out, |a, b| a + b),
        Op::Sub => binary(left, right, out, |a, b| a - b),
        Op::Mul => binary(left, right, out, |a, b| a * b),
        Op::Div => binary(left, right, out, |a, b| a / b),
        op => binary(left, right, out, |a, b| apply(op, a, b)),
    }
}

#[inline(always)]
fn binary(left: Lane<'_>, right: Lane<'_>, out: &mut [f64], op: impl Fn(f64, f64) -> f64) {
    match (left, right) {
        (Lane::Each(left), Lane::Each(right)) => {
            for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
                *out = op(*left, *right);
            }
        }
        (Lane::Each(left), Lane::Same(right)) => {
            for (out, left) in out.iter_mut().zip(left) {
                *out = op(*left, right);
            }
        }
        (Lane::Same(left), Lane::Each(right)) => {
            for (out, right) in out.iter_mut().zip(right) {
                *out = op(left, *right);
            }
        }
        (Lane::Same(left), Lane::Same(right)) => out.fill(op(left, right)),
    }
}
