//! What a report says of one scenario: its phases, inputs with sources, changes, explanations and remarks.

use super::super::document::{Block, Branch, Span, words};
use super::super::{Cell, Column, Table, estimate, explanation, input_value};
use super::paragraph;
use crate::analysis::{Change, Evaluation};
use crate::estimate::{Explanation, FigureId};
use crate::scenario::Scenario;
use crate::scenario::input::InputKey;

/// The figures that are explained.
const EXPLAINED: [FigureId; 4] = [FigureId::Cost, FigureId::TrainingCompute, FigureId::Mfu, FigureId::Energy];

pub(super) fn section(blocks: &mut Vec<Block>, evaluation: &Evaluation, changed: &[Change]) {
    let scenario = evaluation.scenario();
    blocks.push(Block::Heading(2, scenario.name.clone()));
    if !scenario.note.is_empty() {
        blocks.push(paragraph(scenario.note.clone()));
    }
    blocks.push(Block::Table(
        "Phases, and which of them the rung counts".to_owned(),
        estimate::phases_table(evaluation),
    ));
    blocks.push(Block::Heading(3, "Inputs".to_owned()));
    blocks.push(Block::Table(
        "Inputs behind the main figures, with their sources".to_owned(),
        estimate::inputs_table(evaluation),
    ));
    changes(blocks, scenario);
    choices(blocks, scenario, changed);
    ranges(blocks, scenario);
    blocks.push(Block::Heading(3, "How the figures come about".to_owned()));
    for figure in EXPLAINED {
        blocks.push(Block::Heading(4, figure.label().to_owned()));
        match evaluation.explain(figure) {
            Ok(explained) => {
                if !explained.equation.is_empty() {
                    blocks.push(Block::Code(explained.equation.clone()));
                }
                blocks.push(Block::Tree(vec![branch(explained, scenario)]));
            }
            Err(reason) => blocks.push(paragraph(format!("Not known: {reason}."))),
        }
    }
    if !evaluation.advisories.is_empty() {
        blocks.push(Block::Heading(3, "Remarks".to_owned()));
        let point = |advisory: &crate::estimate::Advisory| {
            vec![
                Span::Strong(format!("{}: ", advisory.level.id())),
                Span::Text(format!("{} [{}]", advisory.message, advisory.code)),
            ]
        };
        blocks.push(Block::List(evaluation.advisories.iter().map(point).collect()));
    }
}

/// What the user changed, with what stood there.
fn changes(blocks: &mut Vec<Block>, scenario: &Scenario) {
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("value", "Now"),
        Column::text("before", "Before"),
        Column::text("source", "Source of the value before"),
    ]);
    for key in InputKey::present(scenario) {
        let Some(value) = key.get(scenario) else { continue };
        let Some((before, provenance)) = &value.replaced else { continue };
        let dimension = key.id.spec().dimension;
        table.rows.push(vec![
            Cell::text(key.label(scenario)),
            Cell::text(input_value(dimension, value.value)),
            Cell::text(input_value(dimension, *before)),
            Cell::link(provenance.citation(), &provenance.url),
        ]);
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table("Inputs that were changed from their cited values".to_owned(), table));
    }
}

/// What else differs from the scenario of this id that others know: rung, basis of the hours, other choices.
fn choices(blocks: &mut Vec<Block>, scenario: &Scenario, changed: &[Change]) {
    let replaced = |key: &InputKey| key.get(scenario).is_some_and(|value| value.replaced.is_some());
    let ranged = |key: &InputKey| scenario.uncertainty.range(*key).is_some();
    let told: Vec<String> = InputKey::present(scenario)
        .iter()
        .filter(|key| replaced(key) || ranged(key))
        .map(|key| key.label(scenario))
        .collect();
    let mut table = Table::new(vec![
        Column::text("choice", "Choice"),
        Column::text("value", "Now"),
        Column::text("before", "In the preset"),
    ]);
    for change in changed.iter().filter(|change| !told.contains(&change.input)) {
        let cells = [&change.input, &change.after, &change.before];
        table.rows.push(cells.map(Cell::text).to_vec());
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table("What else differs from the preset".to_owned(), table));
    }
}

/// Inputs that are ranges.
fn ranges(blocks: &mut Vec<Block>, scenario: &Scenario) {
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("range", "Range"),
        Column::text("source", "Source"),
    ]);
    for ranged in &scenario.uncertainty.ranges {
        let dimension = ranged.key.id.spec().dimension;
        table.rows.push(vec![
            Cell::text(ranged.key.label(scenario)),
            Cell::text(ranged.range.describe(dimension)),
            Cell::link(ranged.provenance.citation(), &ranged.provenance.url),
        ]);
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table("Inputs that are ranges".to_owned(), table));
    }
}

/// A part of an explanation with everything below it.
fn branch(part: &Explanation, scenario: &Scenario) -> Branch {
    let told = explanation::told(part, scenario);
    let mut lines: Vec<String> = [&part.symbols, &part.numbers]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| format!("= {text}"))
        .collect();
    if let Some(source) = told.source {
        lines.push(format!("source: {source}"));
    }
    Branch {
        head: words(told.head),
        lines,
        below: part.parts.iter().map(|below| branch(below, scenario)).collect(),
    }
}
