//! The method against published runs, as JSON, as tables and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::{AcceleratorClass, Backtest, BacktestClass, BacktestRow, Ground, Target};
use crate::units::Dimension;

/// The schema of [`json()`].
pub const SCHEMA: &str = "backtest";

/// The backtest as JSON: groups, every prediction, and what is not scored and why.
#[must_use]
pub fn json(backtest: &Backtest) -> String {
    let mut report = parts::header(SCHEMA);
    let skipped = backtest.skipped.iter().map(|skipped| {
        json!({ "target": target_id(skipped.target), "run": skipped.run.id, "reason": skipped.reason })
    });
    report.insert("classes".into(), Value::Array(backtest.classes.iter().map(class_json).collect()));
    report.insert("rows".into(), Value::Array(backtest.rows.iter().map(row_json).collect()));
    report.insert("skipped".into(), Value::Array(skipped.collect()));
    parts::write(&Value::Object(report))
}

fn class_json(class: &BacktestClass) -> Value {
    json!({
        "target": target_id(class.target),
        "ground": ground_id(class.ground),
        "accelerators": class.class.map(class_id),
        "sparse": class.sparse,
        "runs": class.count,
        "median_error": class.median_error,
        "worst_error": class.worst_error,
        "coverage": class.coverage,
    })
}

fn row_json(row: &BacktestRow) -> Value {
    json!({
        "target": target_id(row.target),
        "run": row.run.id,
        "ground": ground_id(row.ground),
        "accelerators": class_id(row.class),
        "sparse": row.sparse,
        "unit": row.target.dimension().unit(),
        "predicted": row.predicted,
        "p5": row.interval.0,
        "p95": row.interval.1,
        "published": row.reported,
        "error": row.error(),
        "inside": row.is_covered(),
        "basis": row.basis,
    })
}

const fn target_id(target: Target) -> &'static str {
    match target {
        Target::Hours => "hours",
        Target::Energy => "energy",
        Target::Carbon => "carbon",
        Target::Cost => "cost",
    }
}

const fn ground_id(ground: Ground) -> &'static str {
    match ground {
        Ground::Independent => "independent",
        Ground::Circular => "circular",
        Ground::Estimated => "estimated",
    }
}

const fn class_id(class: AcceleratorClass) -> &'static str {
    match class {
        AcceleratorClass::V100 => "v100",
        AcceleratorClass::A100 => "a100",
        AcceleratorClass::H100 => "h100",
        AcceleratorClass::Blackwell => "blackwell",
        AcceleratorClass::Tpu => "tpu",
        AcceleratorClass::Other => "other",
    }
}

/// The backtest for people: first how well each group is met, then run by run.
#[must_use]
pub fn text(backtest: &Backtest) -> String {
    let mut text = String::from("How far published runs are met, each predicted without itself\n\n");
    text.push_str(&classes_table(backtest).write(TableFormat::Plain));
    text.push_str("\nRun by run\n");
    let mut rows = rows_table(backtest);
    // Here each number carries its unit.
    rows.remove("unit");
    text.push_str(&rows.write(TableFormat::Plain));
    let _ = write!(text, "\n{} published figures are not scored", backtest.skipped.len());
    text.push_str("; --json and --markdown list them with the reason.\n");
    text
}

/// How well each group is met.
#[must_use]
pub fn classes_table(backtest: &Backtest) -> Table {
    let mut table = Table::new(vec![
        Column::text("target", "Figure"),
        Column::text("ground", "Published figure is"),
        Column::text("accelerators", "Accelerators"),
        Column::text("model", "Model"),
        Column::number("runs", "Runs", Dimension::Scalar),
        Column::number("median_error", "Median error", Dimension::Fraction),
        Column::number("worst_error", "Worst error", Dimension::Fraction),
        Column::number("coverage", "In the 90 % interval", Dimension::Fraction),
    ]);
    for class in &backtest.classes {
        table.rows.push(vec![
            Cell::text(class.target.label()),
            Cell::text(class.ground.label()),
            Cell::text(class.class.map_or("all", |class| class.label())),
            Cell::text(class.sparse.map_or("all", shape)),
            Cell::Number(class.count as f64, Dimension::Accelerators),
            Cell::Number(class.median_error, Dimension::Fraction),
            Cell::Number(class.worst_error, Dimension::Fraction),
            Cell::Number(class.coverage, Dimension::Fraction),
        ]);
    }
    table
}

const fn shape(sparse: bool) -> &'static str {
    if sparse { "sparse" } else { "dense" }
}

/// Every prediction beside what was published.
#[must_use]
pub fn rows_table(backtest: &Backtest) -> Table {
    // The unit differs from row to row, so it has a column of its own.
    let mut table = Table::new(vec![
        Column::text("target", "Figure"),
        Column::text("run", "Run"),
        Column::text("ground", "Published figure is"),
        Column::text("predicted", "Predicted"),
        Column::text("p5", "P5"),
        Column::text("p95", "P95"),
        Column::text("published", "Published"),
        Column::text("unit", "Unit"),
        Column::number("error", "Error", Dimension::Fraction),
        Column::text("inside", "Inside"),
        Column::text("basis", "Stands on"),
    ]);
    for row in &backtest.rows {
        let dimension = row.target.dimension();
        let value = |value| Cell::Number(value, dimension);
        table.rows.push(vec![
            Cell::text(row.target.label()),
            Cell::text(row.run.id.as_str()),
            Cell::text(row.ground.label()),
            value(row.predicted),
            value(row.interval.0),
            value(row.interval.1),
            value(row.reported),
            Cell::text(dimension.unit()),
            Cell::Number(row.error(), Dimension::Fraction),
            Cell::text(if row.is_covered() { "yes" } else { "no" }),
            Cell::text(row.basis.as_str()),
        ]);
    }
    table
}
