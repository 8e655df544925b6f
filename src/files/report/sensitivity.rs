//! Which uncertain input matters, as JSON, as a table and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::simulation::Subject;
use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::UncertainFigure;
use crate::units::{Dimension, format};

/// The schema of [`json()`].
pub const SCHEMA: &str = "sensitivity";

/// The analysis as JSON.
#[must_use]
pub fn json(subject: &Subject<'_>, figure: &UncertainFigure) -> String {
    let mut report = parts::header(SCHEMA);
    subject.insert(&mut report);
    let name = |factor: usize| figure.plan.factors().get(factor).map(|factor| factor.label.clone());
    let key = |factor: usize| figure.plan.factors().get(factor).map(|factor| factor.key.id.spec().key);
    report.insert("figure".into(), json!(figure.figure.id()));
    report.insert("unit".into(), json!(subject.dimension(figure.figure).unit()));
    report.insert("base".into(), json!(figure.outcome.point));
    report.insert("seed".into(), json!(figure.plan.seed()));
    let bars = figure.bars.iter().map(|bar| {
        json!({
            "input": key(bar.factor), "label": name(bar.factor), "low": bar.low, "high": bar.high,
            "at_low": bar.at_low, "at_high": bar.at_high,
        })
    });
    report.insert("tornado".into(), json!({ "swing": figure.swing.id(), "bars": bars.collect::<Vec<_>>() }));
    let shares = figure.shares.shares.iter().map(|share| {
        json!({
            "inputs": share.factors.iter().filter_map(|factor| key(*factor)).collect::<Vec<_>>(),
            "label": figure.plan.label(&share.factors), "first_order": share.first_order, "total": share.total,
        })
    });
    report.insert(
        "variance".into(),
        json!({
            "of": if figure.shares.of_logarithm { "logarithm" } else { "figure" },
            "evaluations": figure.shares.evaluations,
            "shares": shares.collect::<Vec<_>>(),
        }),
    );
    let lines = figure
        .lines
        .iter()
        .map(|line| json!({ "input": key(line.factor), "label": name(line.factor), "points": line.points }));
    report.insert("spider".into(), Value::Array(lines.collect()));
    parts::write(&Value::Object(report))
}

/// One row for each input: how far it moves the figure, and its share of the variance.
#[must_use]
pub fn table(subject: &Subject<'_>, figure: &UncertainFigure) -> Table {
    let dimension = subject.dimension(figure.figure);
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("low", "From"),
        Column::text("high", "To"),
        Column::number("at_low", "Figure at the low end", dimension),
        Column::number("at_high", "Figure at the high end", dimension),
        Column::number("first_order", "Share of variance", Dimension::Fraction),
        Column::number("total", "Total share", Dimension::Fraction),
    ]);
    for bar in &figure.bars {
        let Some(factor) = figure.plan.factors().get(bar.factor) else { continue };
        let input = factor.key.id.spec().dimension;
        let share = figure.share_of(bar.factor);
        let of = |value: Option<f64>| Cell::maybe(value, Dimension::Fraction);
        table.rows.push(vec![
            Cell::text(factor.label.as_str()),
            Cell::Number(bar.low, input),
            Cell::Number(bar.high, input),
            Cell::Number(bar.at_low, dimension),
            Cell::Number(bar.at_high, dimension),
            of(share.map(|share| share.first_order)),
            of(share.map(|share| share.total)),
        ]);
    }
    table
}

/// The analysis for people.
#[must_use]
pub fn text(subject: &Subject<'_>, figure: &UncertainFigure) -> String {
    let shown = |value: f64| format::significant(subject.dimension(figure.figure), value, 4);
    let mut text = format!("{}: {}\n\n", subject.title(figure.figure), shown(figure.outcome.point));
    if figure.bars.is_empty() {
        text.push_str("No input is a range, so nothing varies; write one with --set price=\"1.5 to 3.5\".\n");
        return text;
    }
    text.push_str(&table(subject, figure).write(TableFormat::Plain));
    let of = if figure.shares.of_logarithm { "logarithm's variance" } else { "variance" };
    let _ = write!(
        text,
        "\nEach input alone from end to end, the others at their values. Shares are of the {of}, from {} evaluations.\n",
        format::full(figure.shares.evaluations as f64)
    );
    let idle: Vec<_> = figure.bars.iter().filter(|bar| bar.swing() == 0.0).collect();
    for bar in idle {
        if let Some(factor) = figure.plan.factors().get(bar.factor) {
            let _ = writeln!(text, "{} moves nothing here: no method in force uses it.", factor.label);
        }
    }
    if figure.plan.parts().len() < figure.plan.factors().len() {
        text.push_str("Correlated inputs share their variance and stand with the same share.\n");
    }
    text
}
