//! Answers to what-if questions as JSON, tables and text: a solved input, a sweep, costs at quotes, a trend.

pub mod candidates;
pub mod quotes;
pub mod solution;
pub mod sweep;
pub mod trend;

use serde_json::{Value, json};

use super::table::one_line;
use crate::analysis::{NoSolution, goal_seek, kept_reference, remedy};
use crate::estimate::FigureId;
use crate::scenario::CheckedScenario;
use crate::scenario::input::InputKey;
use crate::units::{Dimension, format};

/// A value of a figure that others are measured by: a claimed one, or a rival's.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Whose value it is; empty for a bare amount.
    pub name: String,
    /// The figure.
    pub figure: FigureId,
    /// The value in the figure's base unit.
    pub value: f64,
}

impl Level {
    /// `$78.7 M of GPT-4 (Epoch AI)`.
    #[must_use]
    pub fn text(&self) -> String {
        let value = format::short(self.figure.dimension(), self.value);
        if self.name.is_empty() { value } else { format!("{value} of {}", one_line(&self.name)) }
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "figure": self.figure.id(),
            "value": self.value,
            "unit": self.figure.dimension().unit(),
        })
    }
}

/// What a reader of an answer about inputs has to know: which figure an input does not move although it could, or none
/// of them moves; that an MFU of like runs is kept.
#[must_use]
pub fn notes(checked: &CheckedScenario, keys: &[InputKey], depends: &[(FigureId, Vec<bool>)]) -> Vec<String> {
    let independent = independents(checked, keys, depends).into_iter().map(|reason| reason.to_string());
    independent.chain(kept_note(checked, keys)).collect()
}

/// Which figure an input does not move although it could, or none of them moves.
#[must_use]
pub fn independents(
    checked: &CheckedScenario,
    keys: &[InputKey],
    depends: &[(FigureId, Vec<bool>)],
) -> Vec<NoSolution> {
    let mut found = Vec::new();
    for (figure, moved) in depends {
        let nothing_moves = !moved.contains(&true);
        for (key, _) in keys.iter().zip(moved).filter(|(_, moves)| !**moves) {
            let remedy = remedy(checked, *key, *figure);
            if remedy.is_some() || nothing_moves {
                let input = key.label(checked.scenario());
                found.push(NoSolution::Independent { key: *key, input, figure: *figure, remedy });
            }
        }
    }
    found
}

/// That an MFU of like runs is kept, where it would change with an input.
#[must_use]
pub fn kept_note(checked: &CheckedScenario, keys: &[InputKey]) -> Option<String> {
    let mfu = keys.iter().find_map(|key| kept_reference(checked, *key))?;
    let mfu = format::short(Dimension::Fraction, mfu.number());
    Some(format!("The MFU of runs like this one is kept at {mfu}, whatever the input"))
}

/// Where an input makes a figure equal to a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// The input's label.
    label: String,
    dimension: Dimension,
    /// The values of the input, the one nearest to the value in force first; or why there is none.
    pub values: Result<Vec<f64>, String>,
}

impl Crossing {
    /// Solves the input for the level.
    #[must_use]
    pub fn of(checked: &CheckedScenario, key: InputKey, level: &Level) -> Self {
        let values = match goal_seek(checked, key, level.figure, level.value) {
            Ok(solution) => Ok(std::iter::once(solution.value).chain(solution.others).collect()),
            Err(reason) => Err(reason.with_remedy(checked).to_string()),
        };
        Self { label: key.label(checked.scenario()), dimension: key.id.spec().dimension, values }
    }

    /// In words: `Equal to $78.7 M of GPT-4 at a rental price of $28.21/h`.
    fn text(&self, level: &Level) -> String {
        let label = format::in_sentence(&self.label);
        match &self.values {
            Ok(values) => {
                let shown = |value: &f64| format::significant(self.dimension, *value, 4);
                let values: Vec<_> = values.iter().map(shown).collect();
                format!("Equal to {} at {label} of {}", level.text(), values.join(" and "))
            }
            Err(reason) => format!("Nowhere equal to {}: {reason}", level.text()),
        }
    }

    fn json(&self) -> Value {
        match &self.values {
            Ok(values) => json!({ "values": values }),
            Err(reason) => json!({ "values": null, "reason": reason }),
        }
    }
}

/// A number, or null where it is none.
fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}
