//! What is said where a goal cannot be reached.

use std::fmt;

use super::{Remedy, remedy};
use crate::estimate::{FigureId, Missing};
use crate::scenario::CheckedScenario;
use crate::scenario::input::InputKey;
use crate::units::{Dimension, format};

/// Which value of the input comes nearest to the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The lowest permitted one.
    Lowest,
    /// The highest permitted one.
    Highest,
    /// One in between, at which the figure turns around.
    Best,
}

impl Bound {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lowest => "lowest",
            Self::Highest => "highest",
            Self::Best => "best",
        }
    }
}

/// Why no value of an input gives the wanted figure.
#[derive(Debug, Clone, PartialEq)]
pub enum NoSolution {
    /// The target is not a finite number.
    Target(FigureId),
    /// The scenario cannot have the input.
    Input {
        /// The input's label.
        input: String,
        /// What is wrong.
        reason: String,
    },
    /// There is no such figure, whatever the input.
    Missing {
        /// The figure.
        figure: FigureId,
        /// What it lacks.
        reason: Missing,
    },
    /// The figure does not change with the input.
    Independent {
        /// The input.
        key: InputKey,
        /// The input's label.
        input: String,
        /// The figure.
        figure: FigureId,
        /// What would have to be chosen; see [`NoSolution::with_remedy`].
        remedy: Option<Remedy>,
    },
    /// No permitted value reaches the target.
    OutOfReach {
        /// The input.
        key: InputKey,
        /// The input's label.
        input: String,
        /// The figure.
        figure: FigureId,
        /// The wanted value.
        target: f64,
        /// Where the figure comes nearest.
        bound: Bound,
        /// What sets that bound, where it is not the input's own range.
        because: Option<&'static str>,
        /// The value of the input there.
        at: f64,
        /// The figure there.
        reached: f64,
    },
}

impl NoSolution {
    /// Looks for the choice that keeps the figure from depending on the input, which takes some hundred estimates.
    #[must_use]
    pub fn with_remedy(mut self, checked: &CheckedScenario) -> Self {
        if let Self::Independent { key, figure, remedy: found, .. } = &mut self {
            *found = remedy(checked, *key, *figure);
        }
        self
    }
}

impl fmt::Display for NoSolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target(figure) => {
                write!(f, "the target is no number; write {}", figure.dimension().example())
            }
            Self::Input { input, reason } => write!(f, "{input}: {reason}"),
            Self::Missing { figure, reason } => write!(f, "{}: {reason}", figure.label()),
            Self::Independent { input, figure, remedy, .. } => {
                write!(f, "{} does not depend on {}", figure.label(), format::in_sentence(input))?;
                remedy.as_ref().map_or(Ok(()), |remedy| write!(f, ": {remedy}"))
            }
            Self::OutOfReach { key, input, figure, target, bound, because, at, reached } => {
                let (input, label) = (format::in_sentence(input), format::in_sentence(figure.label()));
                let place = match bound {
                    Bound::Lowest => format!("At the lowest permitted {input} of"),
                    Bound::Highest => format!("At the highest permitted {input} of"),
                    Bound::Best => format!("At its best, at the {input} of"),
                };
                let at = format::short(key.id.spec().dimension, *at);
                let because = because.map_or(String::new(), |because| format!(" ({because})"));
                let side = if reached > target { "above" } else { "below" };
                let [reached, target] = distinct(figure.dimension(), *reached, *target);
                write!(
                    f,
                    "{place} {at}{because} the {label} is {reached}, still {side} the target of {target}"
                )
            }
        }
    }
}

impl std::error::Error for NoSolution {}

/// Two values with as many digits as it takes to tell them apart.
fn distinct(dimension: Dimension, first: f64, second: f64) -> [String; 2] {
    let written = |digits| [first, second].map(|value| format::significant(dimension, value, digits));
    let telling = (3..=15).map(written).find(|[first, second]| first != second);
    telling.unwrap_or_else(|| written(15))
}
