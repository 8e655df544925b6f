//! A calculation as a list of operations, so that it can run again for other values of some inputs.
//!
//! A tape is recorded from the formulas themselves: what does not depend on a varying input is a constant in it, and
//! with the recorded values it gives the same bits as the estimate. No formula asks for the size of a number (they take
//! the greater or lesser instead), so that one recording holds for all values.

mod algebra;
mod grid;
mod lanes;
mod needs;

use std::collections::BTreeMap;

use super::draw::Draw;
use super::trace::{Kind, Op, Recorder, Trace};
use super::{Figure, FigureId, Missing, estimate};
use crate::scenario::CheckedScenario;
use crate::scenario::input::InputKey;
use crate::units::Number;

pub use algebra::{Dependence, Monomial};
pub use lanes::{LANES, Lane, Scratch};

/// Where an operation finds an operand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Slot {
    Constant(f64),
    Variable(usize),
    Step(usize),
}

/// An operation of two operands; of the first alone for roots and exponentials.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    op: Op,
    left: Slot,
    right: Slot,
}

/// The operations that lead from some inputs to some figures.
#[derive(Debug, Clone)]
pub struct Tape {
    variables: usize,
    steps: Vec<Step>,
    outputs: Vec<Figure<Slot>>,
}

/// The record of one estimate, from which tapes for several figures can be cut.
#[derive(Debug)]
pub struct Recording {
    nodes: Vec<super::trace::Node>,
    figures: Vec<(FigureId, Figure<u32>)>,
}

impl Recording {
    /// Records the estimate of a scenario.
    #[must_use]
    pub fn new(checked: &CheckedScenario) -> Self {
        let trace = Trace::default();
        let draw = Draw::from_scenario(checked, &mut Recorder(&trace));
        let estimate = estimate(&draw);
        let node = |figure: &FigureId| (*figure, estimate.figure(*figure).map(|value| value.id_in(&trace)));
        let figures = FigureId::ALL.iter().map(node).collect();
        Self { nodes: trace.nodes(), figures }
    }

    /// The operations that the figures need when these inputs vary. Variables are numbered in the order of the inputs.
    #[must_use]
    pub fn tape(&self, figures: &[FigureId], varying: &[InputKey]) -> Tape {
        let found = |figure: &FigureId| {
            let of = |(known, node): &(FigureId, Figure<u32>)| (known == figure).then_some(*node);
            self.figures.iter().find_map(of).unwrap_or(Err(Missing::NoPhase))
        };
        let wanted: Vec<_> = figures.iter().map(found).collect();
        let mut cutter = Cutter::default();
        let slots: Vec<Slot> = self.slots(varying, &wanted, &mut cutter);
        let outputs = wanted.into_iter().map(|node| {
            node.map(|node| slots.get(node as usize).copied().unwrap_or(Slot::Constant(f64::NAN)))
        });
        Tape { variables: varying.len(), steps: cutter.steps, outputs: outputs.collect() }
    }

    /// The place of every node that a figure needs.
    fn slots(&self, varying: &[InputKey], wanted: &[Figure<u32>], cutter: &mut Cutter) -> Vec<Slot> {
        let needed = self.needed(wanted);
        let mut slots: Vec<Slot> = Vec::with_capacity(self.nodes.len());
        for (node, needed) in self.nodes.iter().zip(needed) {
            let at = |id: u32| slots.get(id as usize).copied().unwrap_or(Slot::Constant(f64::NAN));
            slots.push(match node.kind {
                _ if !needed => Slot::Constant(node.value),
                Kind::Input(key) => varying
                    .iter()
                    .position(|varies| *varies == key)
                    .map_or(Slot::Constant(node.value), Slot::Variable),
                Kind::Spec(_) | Kind::Constant(_) => Slot::Constant(node.value),
                Kind::Named(_, of) => at(of),
                Kind::Operation(op, left, right) => match (at(left), at(right)) {
                    (Slot::Constant(_), Slot::Constant(_)) => Slot::Constant(node.value),
                    (left, right) => cutter.step(Step { op, left, right }),
                },
            });
        }
        slots
    }

    fn needed(&self, wanted: &[Figure<u32>]) -> Vec<bool> {
        let mut needed = vec![false; self.nodes.len()];
        let mut mark = |id: u32| {
            if let Some(flag) = needed.get_mut(id as usize) {
                *flag = true;
            }
        };
        wanted.iter().flatten().for_each(|id| mark(*id));
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if !needed.get(index).copied().unwrap_or(false) {
                continue;
            }
            let operands = match node.kind {
                Kind::Operation(_, left, right) => [left, right],
                Kind::Named(_, of) => [of, of],
                _ => continue,
            };
            for id in operands {
                if let Some(flag) = needed.get_mut(id as usize) {
                    *flag = true;
                }
            }
        }
        needed
    }
}

/// What tells an operand from another one.
type SlotCode = (u8, u64);

/// Collects operations, each once.
#[derive(Debug, Default)]
struct Cutter {
    steps: Vec<Step>,
    known: BTreeMap<(u8, SlotCode, SlotCode), usize>,
}

impl Cutter {
    fn step(&mut self, step: Step) -> Slot {
        // What multiplies or divides by one is the same to the bit without it.
        match (step.op, step.left, step.right) {
            (Op::Mul | Op::Div, kept, Slot::Constant(1.0)) | (Op::Mul, Slot::Constant(1.0), kept) => {
                return kept;
            }
            _ => {}
        }
        let code = |slot: Slot| match slot {
            Slot::Constant(value) => (0, value.to_bits()),
            Slot::Variable(index) => (1, index as u64),
            Slot::Step(index) => (2, index as u64),
        };
        let key = (step.op as u8, code(step.left), code(step.right));
        let next = self.steps.len();
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            self.steps.push(step);
        }
        Slot::Step(index)
    }
}

fn apply(op: Op, left: f64, right: f64) -> f64 {
    match op {
        Op::Add => left + right,
        Op::Sub => left - right,
        Op::Mul => left * right,
        Op::Div => left / right,
        Op::Pow => Number::powf(left, right),
        Op::Max => Number::max(left, right),
        Op::Min => Number::min(left, right),
        Op::Sqrt => Number::sqrt(left),
        Op::Exp => Number::exp(left),
    }
}

impl Tape {
    /// Records the figures of a scenario with these inputs free to vary.
    #[must_use]
    pub fn record(checked: &CheckedScenario, figures: &[FigureId], varying: &[InputKey]) -> Self {
        Recording::new(checked).tape(figures, varying)
    }

    /// The quotient of the first figure of two tapes. The variables of the second follow those of the first.
    #[must_use]
    pub fn ratio(first: &Self, second: &Self) -> Self {
        let (variables, steps) = (first.variables, first.steps.len());
        let shifted = |slot: Slot| match slot {
            Slot::Constant(_) => slot,
            Slot::Variable(index) => Slot::Variable(index + variables),
            Slot::Step(index) => Slot::Step(index + steps),
        };
        let moved = second.steps.iter().map(|step| Step {
            op: step.op,
            left: shifted(step.left),
            right: shifted(step.right),
        });
        let mut all: Vec<Step> = first.steps.iter().copied().chain(moved).collect();
        let quotient = match (first.output(0), second.output(0)) {
            (Ok(Slot::Constant(left)), Ok(Slot::Constant(right))) => Ok(Slot::Constant(left / right)),
            (Ok(left), Ok(right)) => {
                all.push(Step { op: Op::Div, left, right: shifted(right) });
                Ok(Slot::Step(all.len() - 1))
            }
            (Err(missing), _) | (_, Err(missing)) => Err(missing),
        };
        Self { variables: variables + second.variables, steps: all, outputs: vec![quotient] }
    }

    /// How many inputs vary.
    #[must_use]
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// How many figures come out.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// How many operations a run takes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing has to be calculated: no figure depends on a varying input.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Why a figure is missing, if it is.
    #[must_use]
    pub fn missing(&self, output: usize) -> Option<Missing> {
        self.output(output).err()
    }

    fn output(&self, output: usize) -> Figure<Slot> {
        self.outputs.get(output).copied().unwrap_or(Err(Missing::NoPhase))
    }

    /// A figure for one value of each varying input; NaN where the figure is missing.
    #[must_use]
    pub fn eval(&self, output: usize, values: &[f64]) -> f64 {
        let mut results = Vec::with_capacity(self.steps.len());
        self.run(values, &mut results);
        self.read(output, values, &results)
    }

    /// Every figure for one value of each varying input.
    #[must_use]
    pub fn eval_all(&self, values: &[f64]) -> Vec<f64> {
        let mut results = Vec::with_capacity(self.steps.len());
        self.run(values, &mut results);
        (0..self.outputs.len()).map(|output| self.read(output, values, &results)).collect()
    }

    fn run(&self, values: &[f64], results: &mut Vec<f64>) {
        for step in &self.steps {
            let at = |slot| Self::at(slot, values, results);
            let result = apply(step.op, at(step.left), at(step.right));
            results.push(result);
        }
    }

    fn read(&self, output: usize, values: &[f64], results: &[f64]) -> f64 {
        self.output(output).map_or(f64::NAN, |slot| Self::at(slot, values, results))
    }

    fn at(slot: Slot, values: &[f64], results: &[f64]) -> f64 {
        match slot {
            Slot::Constant(value) => value,
            Slot::Variable(index) => values.get(index).copied().unwrap_or(f64::NAN),
            Slot::Step(index) => results.get(index).copied().unwrap_or(f64::NAN),
        }
    }
}

#[cfg(test)]
mod tests;
