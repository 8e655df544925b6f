//! What the what-if and claims views ask, as it was typed.

use crate::catalog::ClaimFigure;
use crate::scenario::Scope;
use crate::scenario::input::{InputId, InputKey};

/// An input with the values that it goes through, as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisText {
    /// The input.
    pub key: InputKey,
    /// Its values: `1, 1.5, 2` or `25% to 50% step 5%`.
    pub values: String,
}

/// What the what-if view asks of the selected scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The input that is solved for.
    pub goal: InputKey,
    /// What the shown figure shall be, as typed; empty asks for nothing.
    pub target: String,
    /// Down the table.
    pub rows: AxisText,
    /// Across the table; without it the figure is a curve.
    pub columns: Option<AxisText>,
}

impl Default for WhatIf {
    fn default() -> Self {
        let axis = |id: InputId, values: &str| AxisText { key: InputKey::of(id), values: values.to_owned() };
        Self {
            goal: InputKey::of(InputId::RentalPrice),
            target: String::new(),
            rows: axis(InputId::Mfu, "25% to 50% step 5%"),
            columns: Some(axis(InputId::RentalPrice, "1, 1.5, 2, 2.5, 3, 4")),
        }
    }
}

/// The claim that the claims view checks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimChoice {
    /// Id of a published claim; without it the user's own.
    pub id: Option<String>,
    /// Whether a choice was made; at first the view shows the first claim about the selected scenario.
    pub chosen: bool,
    /// The user's own claim about the selected scenario.
    pub own: OwnClaim,
}

/// A claim as the user enters it.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnClaim {
    /// What it is about.
    pub figure: ClaimFigure,
    /// The amount as typed.
    pub amount: String,
    /// The rung that it names.
    pub rung: Option<Scope>,
}

impl Default for OwnClaim {
    fn default() -> Self {
        Self { figure: ClaimFigure::Cost, amount: String::new(), rung: None }
    }
}
