//! A text in an input field: what it was understood as, or why not.

use crate::scenario::input::InputId;
use crate::scenario::{Range, check_value};
use crate::units::numerals::as_typed_with_point;
use crate::units::{format, parse};

/// What a text was understood as.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// One value in the base unit.
    Value(f64),
    /// A range, and its center where it was written around one.
    Range(Range, Option<f64>),
}

/// A text being typed, or one that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// What it was understood as, or what would be accepted.
    pub read: Result<Reading, String>,
}

impl Draft {
    /// Reads a text as a value or a range of an input.
    #[must_use]
    pub fn read(id: InputId, text: &str) -> Self {
        let spec = id.spec();
        let meant = as_typed_with_point(text);
        let read = if Range::is_meant(&meant) {
            Range::parse_centered(&meant, spec).map(|(range, center)| Reading::Range(range, center))
        } else {
            parse::quantity(&meant, spec.dimension)
                .map_err(|error| error.to_string())
                .and_then(|value| check_value(id, value).map(|()| Reading::Value(value)))
        };
        // A message quotes what was typed.
        let read = read.map_err(|error| error.replace(&format!("{meant:?}"), &format!("{text:?}")));
        Self { text: text.to_owned(), read }
    }

    /// Whether the text was not understood or is out of range.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.read.is_err()
    }
}

impl Reading {
    /// What the field shows under itself while one types.
    #[must_use]
    pub fn echo(&self, id: InputId) -> String {
        let dimension = id.spec().dimension;
        match self {
            Self::Value(value) => parse::echo(dimension, *value),
            Self::Range(range, _) => {
                format!(
                    "= {}, middle {}",
                    range.describe(dimension),
                    format::short(dimension, range.middle())
                )
            }
        }
    }
}
