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

/// An operand of a whole block.
#[derive(Clone, Copy)]
pub(super) enum Lane<'a> {
    Same(f64),
    Each(&'a [f64]),
}

impl Tape {
    /// Figures for a block of samples: `inputs` has one slice for each varying input, `out` one for each figure, all of
    /// one length up to [`LANES`]. Every sample gets the same bits as from [`Tape::eval`].
    pub fn eval_block(&self, inputs: &[&[f64]], scratch: &mut Scratch, out: &mut [&mut [f64]]) {
        dispatch!(wide::level(), _simd => self.eval_wide(inputs, scratch, out));
    }

    #[inline(always)]
    fn eval_wide(&self, inputs: &[&[f64]], scratch: &mut Scratch, out: &mut [&mut [f64]]) {
        let length = out.first().map_or(0, |figure| figure.len()).min(LANES);
        scratch.blocks.resize(self.steps.len().max(scratch.blocks.len()), [0.0; LANES]);
        for (index, step) in self.steps.iter().enumerate() {
            let (before, rest) = scratch.blocks.split_at_mut(index);
            if let Some(result) = rest.first_mut().and_then(|block| block.get_mut(..length)) {
                run(*step, lane(step.left, inputs, before), lane(step.right, inputs, before), result);
            }
        }
        for (output, figure) in out.iter_mut().enumerate() {
            match self.output(output).map(|slot| lane(slot, inputs, &scratch.blocks)) {
                Ok(Lane::Each(values)) => {
                    for (target, value) in figure.iter_mut().zip(values) {
                        *target = *value;
                    }
                }
                Ok(Lane::Same(value)) => figure.fill(value),
                Err(_) => figure.fill(f64::NAN),
            }
        }
    }
}

fn lane<'a>(slot: Slot, inputs: &[&'a [f64]], results: &'a [Block]) -> Lane<'a> {
    match slot {
        Slot::Constant(value) => Lane::Same(value),
        Slot::Variable(index) => inputs.get(index).map_or(Lane::Same(f64::NAN), |values| Lane::Each(values)),
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
