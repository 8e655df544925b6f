//! Scenarios as entries: what they are and what they come to.

use super::{Card, card_text};
use crate::analysis::Evaluation;
use crate::estimate::FigureId;
use crate::files::report::{Cell, Column, Table, TableFormat, input_value};
use crate::scenario::ChoiceId;
use crate::scenario::input::InputKey;

/// One line of the list.
pub(super) fn card(evaluation: &Evaluation) -> Card {
    let scenario = evaluation.scenario();
    let mut card = Card::default();
    identity(&mut card, evaluation);
    card.quantity("total_params", "Total parameters", Some(scenario.model.total_params.value));
    card.quantity("active_params", "Active parameters", Some(scenario.model.active_params.value));
    let main = scenario.main_phase().and_then(|phase| scenario.phases.get(phase));
    let tokens = main.and_then(|phase| phase.tokens.as_ref()).map(|tokens| tokens.value);
    card.quantity("tokens", "Tokens", tokens);
    card.words("accelerator", "Accelerator", scenario.hardware.accelerator.as_str());
    card.quantity("accelerators", "Accelerators", Some(scenario.hardware.accelerators.value));
    card.words("scope", "Scope", scenario.scope.letter());
    for (figure, key, label) in [
        (FigureId::TrainingCompute, "training_compute", "Training compute"),
        (FigureId::AcceleratorHours, "accelerator_hours", "Accelerator-hours"),
        (FigureId::Cost, "cost", "Cost"),
    ] {
        card.number(key, label, figure.dimension(), evaluation.value(figure).ok());
    }
    let status = evaluation.figure(FigureId::Cost).map_or("missing", |cost| cost.status.id());
    card.words("cost_status", "Status", status);
    card
}

fn identity(card: &mut Card, evaluation: &Evaluation) {
    let scenario = evaluation.scenario();
    card.words("id", "Id", scenario.id.as_str());
    card.words("name", "Name", scenario.name.as_str());
    card.words("developer", "Developer", scenario.developer.as_str());
    card.words("released", "Released", scenario.released.map(|date| date.to_string()).unwrap_or_default());
}

/// The scenario as a person would read its file: choices, then every input with its source.
pub(super) fn text(evaluation: &Evaluation) -> String {
    let scenario = evaluation.scenario();
    let mut card = Card::default();
    identity(&mut card, evaluation);
    card.words("note", "Note", scenario.note.as_str());
    card.words("accelerator", "Accelerator", evaluation.checked.accelerator().name.as_str());
    card.words("site", "Site", scenario.facility.site.as_str());
    for choice in ChoiceId::ALL {
        card.words(choice.key(), choice.key(), choice.get(scenario));
    }
    let mut table = Table::new(vec![
        Column::text("key", "Key"),
        Column::text("value", "Value"),
        Column::text("input", "Input"),
        Column::text("status", "Status"),
        Column::text("source", "Source"),
    ]);
    for key in InputKey::present(scenario) {
        if let Some(value) = key.get(scenario) {
            table.rows.push(vec![
                Cell::text(key.text(scenario)),
                Cell::text(input_value(key.id.spec().dimension, value.value)),
                Cell::text(key.label(scenario)),
                Cell::text(value.provenance.status.id()),
                Cell::text(value.provenance.citation()),
            ]);
        }
    }
    format!("{}\n{}", card_text(&card), table.write(TableFormat::Plain))
}
