//! What is copied of a value: its digits, its unit, its formula, a row for a page, a formula for a paper.

use crate::catalog::Status;
use crate::estimate::{Explanation, Operand};
use crate::files::report::exact;
use crate::scenario::Scenario;
use crate::scenario::input::InputKey;
use crate::units::format;

/// The texts that a value can be copied as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copies {
    /// Every digit, in the base unit.
    pub value: String,
    /// The same with the unit.
    pub with_unit: String,
    /// Name, formula in names, formula in numbers and value; empty for what has no formula.
    pub formula: String,
    /// A row of a Markdown table: name, value, unit, status, source.
    pub markdown: String,
    /// The formula as LaTeX; empty for what has no formula.
    pub latex: String,
}

impl Copies {
    /// Of a figure or of a part of its explanation.
    #[must_use]
    pub fn of(explanation: &Explanation) -> Self {
        let shown = explanation.with_unit();
        let parts = [&explanation.name, &explanation.symbols, &explanation.numbers, &shown];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let formula = if explanation.symbols.is_empty() { String::new() } else { parts.join(" = ") };
        let unit = match explanation.operand {
            Operand::Constant(unit) => unit,
            _ => explanation.dimension.unit(),
        };
        Self {
            formula,
            latex: explanation.latex.clone(),
            ..Self::plain(
                &explanation.name,
                (explanation.value, unit),
                explanation.status,
                &explanation.source,
            )
        }
    }

    /// Of an input.
    #[must_use]
    pub fn of_input(scenario: &Scenario, key: InputKey) -> Option<Self> {
        let value = key.get(scenario)?;
        let (name, unit) = (key.label(scenario), key.id.spec().dimension.unit());
        let provenance = &value.provenance;
        Some(Self::plain(&name, (value.value, unit), provenance.status, &provenance.citation()))
    }

    fn plain(name: &str, (value, unit): (f64, &str), status: Status, source: &str) -> Self {
        let unit = if unit == "1" { "" } else { unit };
        let cells = [name, &format::full(value), unit, status.id(), source];
        let cells = cells.map(|cell| cell.replace('|', "\\|").replace('\n', " "));
        Self {
            value: exact(value),
            with_unit: format!("{} {unit}", format::full(value)).trim_end().to_owned(),
            formula: String::new(),
            markdown: format!("| {} |", cells.join(" | ")),
            latex: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{AppState, World};
    use crate::estimate::FigureId;
    use crate::scenario::input::InputId;

    #[test]
    fn a_cost_is_copied_with_its_formula_and_an_input_with_its_source() {
        let world = World::load(None).expect("shipped files").0;
        let first = world.first_scenarios();
        let state = AppState::new(world, first);
        let evaluation = state.selected_evaluation().expect("shown");
        let copies = Copies::of(evaluation.explain(FigureId::Cost).expect("known"));
        assert_eq!(copies.value, "5576000");
        assert_eq!(copies.with_unit, "5,576,000 USD");
        assert!(copies.formula.contains(" × ") && copies.formula.contains("$2.00/h"), "{}", copies.formula);
        assert!(copies.latex.contains("\\cdot"), "{}", copies.latex);
        let input = Copies::of_input(evaluation.scenario(), InputKey::of(InputId::Tokens)).expect("there");
        assert!(
            input.markdown.starts_with("| Training tokens (Pre-training) | 14,800,000,000,000 |"),
            "{}",
            input.markdown
        );
        assert!(input.markdown.contains("Technical Report") && input.formula.is_empty());
    }
}
