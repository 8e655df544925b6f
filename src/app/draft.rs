//! A text in an input field: what it was understood as, or why not.

use crate::scenario::check_value;
use crate::scenario::input::InputId;
use crate::units::parse;

/// A text being typed, or one that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// The value in the base unit, or what would be accepted.
    pub read: Result<f64, String>,
}

impl Draft {
    /// Reads a text as a value of an input.
    #[must_use]
    pub fn read(id: InputId, text: &str) -> Self {
        let read = parse::quantity(text, id.spec().dimension)
            .map_err(|error| error.to_string())
            .and_then(|value| check_value(id, value).map(|()| value));
        Self { text: text.to_owned(), read }
    }

    /// Whether the text was not understood or is out of range.
    #[must_use]
    pub fn is_bad(&self) -> bool {
        self.read.is_err()
    }
}
