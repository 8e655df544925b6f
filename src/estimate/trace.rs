//! A number that remembers the operations it went through.
//!
//! The same formulas run on [`Traced`] numbers as on plain ones, so an explanation cannot differ from its figure.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

use super::Spec;
use super::draw::Source;
use crate::scenario::input::InputKey;
use crate::units::{Formula, Number};

/// An arithmetic operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Max,
    Min,
    Sqrt,
    Exp,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Input(InputKey),
    Spec(Spec),
    Constant(&'static str),
    Operation(Op, u32, u32),
    Named(&'static Formula, u32),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) value: f64,
}

/// The operations of one calculation, in the order in which they ran.
#[derive(Debug, Default)]
pub struct Trace {
    nodes: RefCell<Vec<Node>>,
}

impl Trace {
    fn push(&self, kind: Kind, value: f64) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { kind, value });
        u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX)
    }

    /// Every node in the order in which it was recorded: operands before what uses them.
    pub(super) fn nodes(&self) -> Vec<Node> {
        self.nodes.borrow().clone()
    }

    /// The node that counts: of two of which the greater or lesser is taken, the one that was taken. A constant that
    /// was taken stays visible as a limit.
    pub(super) fn seen(&self, id: u32) -> u32 {
        let Some(Node { kind: Kind::Operation(Op::Max | Op::Min, left, right), value }) = self.node(id)
        else {
            return id;
        };
        let taken = |id| {
            self.node(id).is_some_and(|node| node.value == value && !matches!(node.kind, Kind::Constant(_)))
        };
        [left, right].into_iter().find(|id| taken(*id)).map_or(id, |id| self.seen(id))
    }

    pub(super) fn node(&self, id: u32) -> Option<Node> {
        self.nodes.borrow().get(id as usize).copied()
    }
}

/// A number with its place in a [`Trace`]. A constant has none until it meets a traced number.
#[derive(Debug, Clone, Copy)]
pub struct Traced<'t> {
    value: f64,
    place: Place<'t>,
}

#[derive(Debug, Clone, Copy)]
enum Place<'t> {
    Constant(&'static str),
    Node(&'t Trace, u32),
}

impl<'t> Traced<'t> {
    fn trace(self) -> Option<&'t Trace> {
        match self.place {
            Place::Constant(_) => None,
            Place::Node(trace, _) => Some(trace),
        }
    }

    /// Where it stands in its trace; nowhere for a constant that has met no traced number.
    pub(super) fn node(self) -> Option<u32> {
        match self.place {
            Place::Constant(_) => None,
            Place::Node(_, id) => Some(id),
        }
    }

    /// The bare value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    pub(super) fn id_in(self, trace: &Trace) -> u32 {
        match self.place {
            Place::Constant(unit) => trace.push(Kind::Constant(unit), self.value),
            Place::Node(_, id) => id,
        }
    }

    fn combine(self, other: Self, op: Op, value: f64) -> Self {
        let Some(trace) = self.trace().or(other.trace()) else {
            return Self { value, place: Place::Constant("") };
        };
        let (left, right) = (self.id_in(trace), other.id_in(trace));
        Self { value, place: Place::Node(trace, trace.push(Kind::Operation(op, left, right), value)) }
    }
}

macro_rules! operators {
    ($($trait:ident, $method:ident;)*) => {$(
        impl $trait for Traced<'_> {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.combine(other, Op::$trait, self.value.$method(other.value))
            }
        }
    )*};
}
operators! { Add, add; Sub, sub; Mul, mul; Div, div; }

impl Number for Traced<'_> {
    fn constant(value: f64, unit: &'static str) -> Self {
        Self { value, place: Place::Constant(unit) }
    }
    fn sqrt(self) -> Self {
        self.combine(self, Op::Sqrt, Number::sqrt(self.value))
    }
    fn exp(self) -> Self {
        self.combine(self, Op::Exp, Number::exp(self.value))
    }
    fn powf(self, exponent: Self) -> Self {
        self.combine(exponent, Op::Pow, Number::powf(self.value, exponent.value))
    }
    fn max(self, other: Self) -> Self {
        self.combine(other, Op::Max, Number::max(self.value, other.value))
    }
    fn min(self, other: Self) -> Self {
        self.combine(other, Op::Min, Number::min(self.value, other.value))
    }
    fn named(self, formula: &'static Formula) -> Self {
        match self.place {
            Place::Constant(_) => self,
            Place::Node(trace, id) => Self {
                value: self.value,
                place: Place::Node(trace, trace.push(Kind::Named(formula, id), self.value)),
            },
        }
    }
}

/// Records every input and fact of a scenario into a trace.
pub(super) struct Recorder<'t>(pub(super) &'t Trace);

impl<'t> Source<Traced<'t>> for Recorder<'t> {
    fn input(&mut self, key: InputKey, value: f64) -> Traced<'t> {
        Traced { value, place: Place::Node(self.0, self.0.push(Kind::Input(key), value)) }
    }
    fn spec(&mut self, spec: Spec, value: f64) -> Traced<'t> {
        Traced { value, place: Place::Node(self.0, self.0.push(Kind::Spec(spec), value)) }
    }
}
