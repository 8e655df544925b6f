//! A comparison as JSON, as tables and as text.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::table::one_line;
use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::{Badge, Comparison};
use crate::estimate::FigureId;
use crate::units::{Dimension, Quantity};

/// The schema of [`json()`].
pub const SCHEMA: &str = "comparison";

/// Figures of the table for reading; a spreadsheet gets all of them.
const SHOWN: [(FigureId, &str); 4] = [
    (FigureId::AcceleratorHours, "Hours"),
    (FigureId::TrainingCompute, "Compute"),
    (FigureId::WallClock, "Time"),
    (FigureId::Energy, "Energy"),
];

/// The comparison as JSON: every figure of every scenario, its ratio to the baseline, and what makes it uneven.
#[must_use]
pub fn json(comparison: &Comparison, headline: &str) -> String {
    let mut report = parts::header(SCHEMA);
    report.insert("headline".into(), json!(headline));
    let baseline = comparison.baseline().map(|evaluation| evaluation.scenario().id.clone());
    report.insert("baseline".into(), json!(baseline));
    report.insert("same_price".into(), json!(comparison.same_price));
    report.insert("badges".into(), badges_json(comparison));
    report.insert(
        "rows".into(),
        Value::Array((0..comparison.rows.len()).filter_map(|row| row_json(comparison, row)).collect()),
    );
    parts::write(&Value::Object(report))
}

fn row_json(comparison: &Comparison, index: usize) -> Option<Value> {
    let evaluation = &comparison.rows.get(index)?.evaluation;
    let mut ratios = Map::new();
    for figure in FigureId::ALL {
        ratios.insert(
            figure.id().into(),
            json!(comparison.ratio(index, *figure).filter(|ratio| ratio.is_finite())),
        );
    }
    let scenario = evaluation.scenario();
    let mut row = Map::new();
    row.insert("id".into(), json!(scenario.id));
    row.insert("name".into(), json!(scenario.name));
    row.insert("is_baseline".into(), json!(index == comparison.baseline));
    row.insert("scenario".into(), parts::scenario(scenario));
    row.insert("price_basis".into(), json!(super::price_basis(evaluation)));
    row.insert("figures".into(), parts::figures(evaluation));
    row.insert("ratio_to_baseline".into(), Value::Object(ratios));
    row.insert("advisories".into(), parts::advisories(&evaluation.advisories));
    Some(Value::Object(row))
}

/// Every badge that some figure of the comparison carries, with these figures.
pub(super) fn badges(comparison: &Comparison) -> Vec<(Badge, Vec<FigureId>)> {
    let mut found: Vec<(Badge, Vec<FigureId>)> = Vec::new();
    for figure in FigureId::ALL {
        for badge in comparison.badges(*figure) {
            match found.iter_mut().find(|(known, _)| *known == badge) {
                Some((_, figures)) => figures.push(*figure),
                None => found.push((badge, vec![*figure])),
            }
        }
    }
    found
}

fn badges_json(comparison: &Comparison) -> Value {
    let list = badges(comparison).into_iter().map(|(badge, figures)| {
        let figures: Vec<_> = figures.into_iter().map(FigureId::id).collect();
        json!({ "id": badge.id(), "label": badge.label(), "help": badge.help(), "figures": figures })
    });
    Value::Array(list.collect())
}

/// The comparison for people: the finding, the table, what makes it uneven, remarks.
#[must_use]
pub fn text(comparison: &Comparison, headline: &str) -> String {
    let mut text = format!("{}\n\n", one_line(headline));
    let mut table = table(comparison);
    let scopes = comparison.rows.iter().map(|row| row.evaluation.scenario().scope);
    if let Some(scope) = the_only(scopes) {
        // What all share is said once, in full.
        table.remove("scope");
        let (name, includes) = (scope.name(), scope.includes());
        let _ = writeln!(text, "Scope {} – {name}: {includes}", scope.letter());
        let _ = writeln!(text, "Leaves out: {}\n", scope.leaves_out());
    }
    text.push_str(&table.write(TableFormat::Plain));
    let mut notes = Vec::new();
    for (badge, _) in badges(comparison) {
        notes.push(format!("{}: {}", badge.label(), badge.help()));
    }
    for row in &comparison.rows {
        let name = &row.evaluation.scenario().name;
        for advisory in &row.evaluation.advisories {
            notes.push(format!("{}: {name}: {} [{}]", advisory.level.id(), advisory.message, advisory.code));
        }
    }
    if !notes.is_empty() {
        text.push('\n');
        for note in notes {
            let _ = writeln!(text, "{}", one_line(&note));
        }
    }
    text
}

/// The value that all share, if they do.
fn the_only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// The table for reading: cost, ratio, the figures behind it, and on what basis.
#[must_use]
pub fn table(comparison: &Comparison) -> Table {
    let mut columns = vec![
        Column::text("name", "Scenario"),
        Column::text("scope", "Scope"),
        Column::number(FigureId::Cost.id(), "Cost", Dimension::Usd),
        Column::text("cost_ratio", "Ratio"),
    ];
    columns.extend(SHOWN.map(|(figure, label)| Column::number(figure.id(), label, figure.dimension())));
    columns.push(Column::text("cost_status", "Status"));
    columns.push(Column::text("price_basis", "Price"));
    let mut table = Table::new(columns);
    for (index, row) in comparison.rows.iter().enumerate() {
        let evaluation = &row.evaluation;
        let scenario = evaluation.scenario();
        let value = |figure: FigureId| Cell::maybe(evaluation.value(figure).ok(), figure.dimension());
        let cost = evaluation.figure(FigureId::Cost);
        let mut cells = vec![
            Cell::text(scenario.name.as_str()),
            Cell::text(format!("{} {}", scenario.scope.letter(), scenario.scope.chip())),
            value(FigureId::Cost),
            comparison.ratio(index, FigureId::Cost).map_or(Cell::Empty, Cell::Ratio),
        ];
        cells.extend(SHOWN.map(|(figure, _)| value(figure)));
        cells.push(Cell::text(match cost {
            Ok(cost) => cost.status.id().to_owned(),
            Err(reason) => reason.to_string(),
        }));
        cells.push(Cell::text(super::price_basis(evaluation)));
        table.rows.push(cells);
    }
    table
}

/// The table for spreadsheets and scripts: every figure with its status, the ratio of costs and the basis.
#[must_use]
pub fn full_table(comparison: &Comparison) -> Table {
    let mut columns = vec![
        Column::text("id", "Id"),
        Column::text("name", "Scenario"),
        Column::text("scope", "Scope"),
        Column::text("hours_basis", "Hours basis"),
        Column::text("convention", "FLOP convention"),
        Column::text("accelerator", "Accelerator"),
        Column::number("rental_price_usd_per_hour", "Rental price", Dimension::UsdPerAcceleratorHour),
        Column::text("price_kind", "Price kind"),
        Column::text("price_year", "Price year"),
        Column::number("cost_ratio_to_baseline", "Cost over baseline", Dimension::Ratio),
    ];
    for figure in FigureId::ALL {
        columns.push(Column::figure(*figure));
        columns
            .push(Column::text(&format!("{}_status", figure.id()), &format!("{}: status", figure.label())));
    }
    let mut table = Table::new(columns);
    for (index, row) in comparison.rows.iter().enumerate() {
        let scenario = row.evaluation.scenario();
        let pricing = &scenario.pricing;
        let price = pricing.rental_price.value.base();
        let mut cells = vec![
            Cell::text(scenario.id.as_str()),
            Cell::text(scenario.name.as_str()),
            Cell::text(scenario.scope.letter()),
            Cell::text(scenario.hours_basis.id()),
            Cell::text(scenario.convention.id()),
            Cell::text(scenario.hardware.accelerator.as_str()),
            Cell::Number(price, Dimension::UsdPerAcceleratorHour),
            Cell::text(pricing.price_kind.id()),
            pricing.price_year.map_or(Cell::Empty, |year| Cell::text(year.to_string())),
            comparison.ratio(index, FigureId::Cost).map_or(Cell::Empty, Cell::Ratio),
        ];
        for (figure, found) in super::figures(&row.evaluation) {
            cells.push(Cell::maybe(found.ok().map(|found| found.value), figure.dimension()));
            cells.push(Cell::text(found.map_or("missing", |found| found.status.id())));
        }
        table.rows.push(cells);
    }
    table
}
