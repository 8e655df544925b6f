//! The estimate of one run as JSON and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::{one_line, wrapped};
use super::utilization;
pub use super::utilization::mfu_table;
use super::{Cell, Column, Table, TableFormat, input_value, json as parts};
use crate::analysis::Evaluation;
use crate::catalog::Catalog;
use crate::estimate::{FigureId, MfuMatrix, Operand};
use crate::scenario::input::InputKey;
use crate::units::{AcceleratorHours, Days, Dimension, Flop, format};

/// The schema of [`json()`].
pub const SCHEMA: &str = "estimate";

/// Columns of running text.
const WIDTH: usize = 100;

/// The figures whose inputs the text lists.
const MAIN_FIGURES: [FigureId; 6] = [
    FigureId::Cost,
    FigureId::TrainingCompute,
    FigureId::WallClock,
    FigureId::Mfu,
    FigureId::Energy,
    FigureId::Carbon,
];

/// The estimate as JSON: figures by stable id in base units, cost at every rung, phases, inputs with their sources and
/// remarks. The headline is the sentence that people read.
#[must_use]
pub fn json(evaluation: &Evaluation, catalog: &Catalog, headline: &str) -> String {
    let mut report = parts::header(SCHEMA);
    report.insert("headline".into(), json!(headline));
    report.insert("scenario".into(), parts::scenario(evaluation.scenario()));
    report.insert("accelerator".into(), parts::accelerator(evaluation));
    report.insert("figures".into(), parts::figures(evaluation));
    report.insert("ladder".into(), parts::ladder(evaluation));
    report.insert("phases".into(), parts::phases(evaluation));
    report.insert("energy_build_up".into(), parts::energy_build_up(evaluation));
    report.insert("mfu_matrix".into(), utilization::mfu_matrix(evaluation, catalog));
    report.insert("thresholds".into(), utilization::thresholds(evaluation));
    report.insert("advisories".into(), parts::advisories(&evaluation.advisories));
    report.insert("inputs".into(), parts::inputs(evaluation.scenario()));
    parts::write(&Value::Object(report))
}

/// The estimate for people.
#[must_use]
pub fn text(evaluation: &Evaluation, catalog: &Catalog, headline: &str) -> String {
    let scenario = evaluation.scenario();
    let mut text = format!("{}\n\n", one_line(headline));
    let scope = scenario.scope;
    let mut line = |label: &str, words: &str| {
        let _ = writeln!(text, "{label:<12}{}", wrapped(words, WIDTH, 12));
    };
    line("Scope", &format!("{} – {}", scope.letter(), scope.name()));
    line("Includes", scope.includes());
    line("Leaves out", scope.leaves_out());
    line("Hours", scenario.hours_basis.id());
    line("FLOP", scenario.convention.label());
    line("Price", &super::price_basis(evaluation));
    if !scenario.note.is_empty() {
        line("Note", &scenario.note);
    }
    section(&mut text, "Figures", &figures_table(evaluation));
    unknown_figures(&mut text, evaluation);
    section(&mut text, "Phases", &phases_table(evaluation));
    section(&mut text, "Scope ladder", &ladder_table(evaluation));
    if let Ok(matrix) = MfuMatrix::of(&evaluation.checked, catalog) {
        section(&mut text, "Utilization by count of FLOP and dense peak (* in force)", &mfu_table(&matrix));
    }
    remarks(&mut text, evaluation);
    section(&mut text, "Inputs behind these figures", &inputs_table(evaluation));
    text
}

fn section(text: &mut String, title: &str, table: &Table) {
    if !table.rows.is_empty() {
        let _ = write!(text, "\n{title}\n{}", table.write(TableFormat::Plain));
    }
}

/// The known figures: short for reading, full for copying, and how each came about.
#[must_use]
pub fn figures_table(evaluation: &Evaluation) -> Table {
    let mut table = Table::new(vec![
        Column::text("figure", "Figure"),
        Column::text("id", "Id"),
        Column::text("shown", "Value"),
        Column::text("value", "In full"),
        Column::text("unit", "Unit"),
        Column::text("status", "Status"),
    ]);
    for (figure, found) in super::figures(evaluation) {
        if let Ok(found) = found {
            let (dimension, value) = (figure.dimension(), found.value);
            table.rows.push(vec![
                Cell::text(figure.label()),
                Cell::text(figure.id()),
                Cell::text(format::short(dimension, value)),
                Cell::text(format::full(value)),
                Cell::text(if dimension.unit() == "1" { "" } else { dimension.unit() }),
                Cell::text(found.status.id()),
            ]);
        }
    }
    table
}

/// What is missing, and what it would need.
fn unknown_figures(text: &mut String, evaluation: &Evaluation) {
    let missing: Vec<_> = FigureId::ALL
        .iter()
        .filter_map(|figure| evaluation.value(*figure).err().map(|reason| (figure.label(), reason)))
        .collect();
    if !missing.is_empty() {
        text.push_str("\nNot known\n");
        for (label, reason) in missing {
            let _ = writeln!(text, "{label}: {reason}");
        }
    }
}

/// What each phase contributes.
#[must_use]
pub fn phases_table(evaluation: &Evaluation) -> Table {
    let scenario = evaluation.scenario();
    let mut table = Table::new(vec![
        Column::text("phase", "Phase"),
        Column::text("counted_from", "From rung"),
        Column::text("counted", "Counted"),
        Column::figure(FigureId::TrainingCompute),
        Column::figure(FigureId::AcceleratorHours),
        Column::figure(FigureId::DerivedHours),
        Column::figure(FigureId::ReportedHours),
        Column::figure(FigureId::WallClock),
    ]);
    for (phase, figures) in scenario.phases.iter().zip(&evaluation.estimate.phases) {
        let hours = AcceleratorHours::as_hours;
        table.rows.push(vec![
            Cell::text(phase.name.as_str()),
            Cell::text(phase.counted_from.letter()),
            Cell::text(if phase.counts_at(scenario.scope) { "yes" } else { "no" }),
            Cell::maybe(figures.compute.ok().map(Flop::as_flop), Dimension::Flop),
            Cell::maybe(figures.hours.ok().map(hours), Dimension::AcceleratorHours),
            Cell::maybe(figures.derived_hours.ok().map(hours), Dimension::AcceleratorHours),
            Cell::maybe(figures.reported_hours.map(hours), Dimension::AcceleratorHours),
            Cell::maybe(figures.wall_clock.ok().map(Days::as_days), Dimension::Days),
        ]);
    }
    table
}

/// Cost at every rung, the chosen one marked.
#[must_use]
pub fn ladder_table(evaluation: &Evaluation) -> Table {
    let mut table = Table::new(vec![
        Column::text("chosen", ""),
        Column::text("id", "Rung"),
        Column::text("name", "Includes"),
        Column::number("cost_usd", "Cost", Dimension::Usd),
        Column::text("status", "Status"),
    ]);
    for (scope, cost) in super::ladder(evaluation) {
        let status = match &cost {
            Ok(cost) => cost.status.id().to_owned(),
            Err(reason) => reason.to_string(),
        };
        table.rows.push(vec![
            Cell::text(if scope == evaluation.scenario().scope { ">" } else { "" }),
            Cell::text(scope.letter()),
            Cell::text(scope.name()),
            Cell::maybe(cost.ok().map(|cost| cost.value), Dimension::Usd),
            Cell::text(status),
        ]);
    }
    table
}

fn remarks(text: &mut String, evaluation: &Evaluation) {
    if !evaluation.advisories.is_empty() {
        text.push_str("\nRemarks\n");
        for advisory in &evaluation.advisories {
            let _ = writeln!(
                text,
                "{}: {} [{}]",
                advisory.level.id(),
                one_line(&advisory.message),
                advisory.code
            );
        }
    }
}

/// The inputs that the main figures rest on, with their sources.
#[must_use]
pub fn inputs_table(evaluation: &Evaluation) -> Table {
    let mut keys: Vec<InputKey> = Vec::new();
    for explanation in MAIN_FIGURES.iter().filter_map(|figure| evaluation.explain(*figure).ok()) {
        for part in explanation.flatten() {
            if let Operand::Input(key) = part.operand {
                keys.push(key);
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("key", "Key"),
        Column::text("value", "Value"),
        Column::text("status", "Status"),
        Column::text("source", "Source"),
    ]);
    let scenario = evaluation.scenario();
    for key in keys {
        if let Some(value) = key.get(scenario) {
            table.rows.push(vec![
                Cell::text(key.label(scenario)),
                Cell::text(key.text(scenario)),
                Cell::text(input_value(key.id.spec().dimension, value.value)),
                Cell::text(value.provenance.status.id()),
                Cell::link(value.provenance.citation(), &value.provenance.url),
            ]);
        }
    }
    table
}
