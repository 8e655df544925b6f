//! A sweep as JSON, as tables and as text: down one input, or across two.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::super::table::one_line;
use super::super::{Cell, Column, Table, TableFormat, exact, input_value, json as parts};
use super::{Crossing, Level, number};
use crate::analysis::{MATCHES_WITHIN, Sweep, SweptAxis, SweptFigure};
use crate::estimate::{Figure, FigureId};
use crate::scenario::Scenario;
use crate::units::{Dimension, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "sweep";

/// Sweeps of one or several scenarios over the same axes, with what is said beside them.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The scenarios with their sweeps; all have the same figures and, of their own inputs, the same values.
    pub sweeps: Vec<(&'a Scenario, &'a Sweep)>,
    /// What the first figure is measured by.
    pub against: Option<Level>,
    /// Where each scenario's input makes the figure equal to that; empty without it.
    pub crossings: Vec<Crossing>,
    /// Remarks, one a line.
    pub notes: Vec<String>,
}

impl Report<'_> {
    fn first(&self) -> Option<&Sweep> {
        self.sweeps.first().map(|(_, sweep)| *sweep)
    }

    fn axes(&self) -> &[SweptAxis] {
        self.first().map_or(&[], |sweep| &sweep.axes)
    }

    /// Everything as JSON: axes, and per scenario each figure with its cells, in rows where there are two axes.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(SCHEMA);
        report.insert("axes".into(), Value::Array(self.axes().iter().map(axis_json).collect()));
        let scenarios = self.sweeps.iter().map(|(scenario, sweep)| {
            let figures = (0..sweep.figures.len()).filter_map(|figure| figure_json(sweep, figure));
            let current: Vec<_> = sweep.axes.iter().map(current_json).collect();
            json!({
                "scenario": parts::scenario(scenario),
                "current": current,
                "current_cell": sweep.current_cell().map(|(row, column)| [row, column]),
                "figures": Value::Object(figures.collect()),
            })
        });
        report.insert("scenarios".into(), Value::Array(scenarios.collect()));
        report.insert("against".into(), self.against.as_ref().map_or(Value::Null, Level::json));
        report.insert("crossings".into(), Value::Array(self.crossings.iter().map(Crossing::json).collect()));
        report.insert("notes".into(), json!(self.notes));
        parts::write(&Value::Object(report))
    }

    /// The tables as a spreadsheet, a script or a page takes them. CSV has one line for each cell; the others have the
    /// second input across, one table for each figure.
    #[must_use]
    pub fn write(&self, format: TableFormat) -> String {
        match (self.axes().len(), format) {
            (2, TableFormat::Csv) => self.long().write(format),
            (2, _) => {
                let Some(sweep) = self.first() else { return String::new() };
                let table = |(index, swept): (usize, &SweptFigure)| {
                    let table = wide(sweep, index, format).write(format);
                    let named = sweep.figures.len() > 1;
                    if named { format!("{}\n\n{table}", swept.figure.label()) } else { table }
                };
                sweep.figures.iter().enumerate().map(table).collect::<Vec<_>>().join("\n")
            }
            _ => self.down(format).write(format),
        }
    }

    /// The sweep for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let names: Vec<_> = self.sweeps.iter().map(|(scenario, _)| one_line(&scenario.name)).collect();
        let scopes: Vec<_> =
            self.sweeps.iter().map(|(scenario, _)| scenario.scope.name().to_lowercase()).collect();
        let scope = scopes.first().filter(|first| scopes.iter().all(|scope| scope == *first));
        let _ = writeln!(
            text,
            "{}{}",
            names.join(", "),
            scope.map_or(String::new(), |scope| format!(", {scope}"))
        );
        if let (2, Some([only])) = (self.axes().len(), self.first().map(|sweep| &sweep.figures[..])) {
            let _ = writeln!(text, "{}", only.figure.label());
        }
        let _ = write!(text, "\n{}", self.write(TableFormat::Plain));
        let lines: Vec<_> = [self.now(), self.crossed(), self.notes.clone()].concat();
        if !lines.is_empty() {
            text.push('\n');
        }
        for line in lines {
            let _ = writeln!(text, "{}", one_line(&line));
        }
        text
    }

    /// Where the input breaks even, one line for each scenario.
    fn crossed(&self) -> Vec<String> {
        let Some(level) = &self.against else { return Vec::new() };
        let several = self.sweeps.len() > 1;
        let line = |((scenario, _), crossing): (&(&Scenario, &Sweep), &Crossing)| {
            let whose = if several { format!("{}: ", scenario.name) } else { String::new() };
            format!("{whose}{}", crossing.text(level))
        };
        self.sweeps.iter().zip(&self.crossings).map(line).collect()
    }

    /// The values in force and what the figures are there, one line for each scenario.
    fn now(&self) -> Vec<String> {
        let line = |(scenario, sweep): &(&Scenario, &Sweep)| {
            let inputs: Vec<_> = sweep
                .axes
                .iter()
                .filter_map(|axis| {
                    let current = axis.current?;
                    Some(format!("{} {}", axis.label, format::short(axis.dimension, current.value)))
                })
                .collect();
            let figures: Vec<_> = sweep
                .figures
                .iter()
                .filter_map(|swept| {
                    let value = format::short(swept.figure.dimension(), swept.now.ok()?);
                    Some(format!("{} {value}", swept.figure.label()))
                })
                .collect();
            let marked = if sweep.current_cell().is_some() { "> " } else { "" };
            let whose = if self.sweeps.len() > 1 { format!("{}: ", scenario.name) } else { String::new() };
            (!inputs.is_empty())
                .then(|| format!("{marked}now: {whose}{}; {}", inputs.join(", "), figures.join(", ")))
        };
        self.sweeps.iter().filter_map(line).collect()
    }

    /// One input down, figures across; with several scenarios, each figure of each.
    fn down(&self, format: TableFormat) -> Table {
        let Some(axis) = self.axes().first() else { return Table::default() };
        let reads = format.is_for_reading();
        let several = self.sweeps.len() > 1;
        let mut columns = Vec::new();
        if reads && !several {
            columns.push(Column::text("now", ""));
        }
        columns.push(Column::number(&axis.name, &axis.label, axis.dimension));
        for (scenario, sweep) in &self.sweeps {
            for swept in &sweep.figures {
                let mut column = Column::figure(swept.figure);
                if several {
                    column.id = format!("{}_{}", scenario.id, column.id);
                    let one = sweep.figures.len() == 1;
                    column.label = if one {
                        scenario.name.clone()
                    } else {
                        format!("{}: {}", scenario.name, column.label)
                    };
                }
                columns.push(column);
            }
        }
        let against = self.against.as_ref().filter(|_| !several);
        if let Some(level) = against {
            let over = if level.name.is_empty() { level.text() } else { level.name.clone() };
            columns.push(Column::number("ratio", &format!("Over {over}"), Dimension::Ratio));
            columns.push(Column::text("matches", "Matches"));
        }
        let mut table = Table::new(columns);
        for (row, value) in axis.values.iter().enumerate() {
            let mut cells = Vec::new();
            if reads && !several {
                let now = axis.current.and_then(|current| current.index) == Some(row);
                cells.push(Cell::text(if now { ">" } else { "" }));
            }
            cells.push(Cell::Number(*value, axis.dimension));
            for (_, sweep) in &self.sweeps {
                cells.extend((0..sweep.figures.len()).map(|figure| cell(sweep, figure, row, 0)));
            }
            if let Some(level) = against {
                cells
                    .extend(measured(self.first().and_then(|sweep| sweep.cell(0, row, 0).ok()), level.value));
            }
            table.rows.push(cells);
        }
        table
    }

    /// One line for each pair of values.
    fn long(&self) -> Table {
        let (Some(sweep), [rows, columns]) = (self.first(), self.axes()) else { return Table::default() };
        let heads = [rows, columns].map(|axis| Column::number(&axis.name, &axis.label, axis.dimension));
        let figures = sweep.figures.iter().map(|swept| Column::figure(swept.figure));
        let mut table = Table::new(heads.into_iter().chain(figures).collect());
        for (row, first) in rows.values.iter().enumerate() {
            for (column, second) in columns.values.iter().enumerate() {
                let inputs = [Cell::Number(*first, rows.dimension), Cell::Number(*second, columns.dimension)];
                let figures = (0..sweep.figures.len()).map(|figure| cell(sweep, figure, row, column));
                table.rows.push(inputs.into_iter().chain(figures).collect());
            }
        }
        table
    }
}

/// A value over the level, and whether it is the level but for the rounding of published figures.
fn measured(value: Option<f64>, level: f64) -> [Cell; 2] {
    match value.map(|value| value / level).filter(|ratio| ratio.is_finite()) {
        Some(ratio) => {
            let matches = (ratio - 1.0).abs() <= MATCHES_WITHIN;
            [Cell::Ratio(ratio), Cell::text(if matches { "yes" } else { "no" })]
        }
        None => [Cell::Empty, Cell::text("")],
    }
}

fn cell(sweep: &Sweep, figure: usize, row: usize, column: usize) -> Cell {
    let dimension = sweep.figures.get(figure).map_or(Dimension::Scalar, |swept| swept.figure.dimension());
    Cell::maybe(sweep.cell(figure, row, column).ok(), dimension)
}

/// One figure with the first input down and the second across.
fn wide(sweep: &Sweep, figure: usize, format: TableFormat) -> Table {
    let [rows, columns] = &sweep.axes[..] else { return Table::default() };
    let reads = format.is_for_reading();
    let is_now = |axis: &SweptAxis, index| axis.current.and_then(|current| current.index) == Some(index);
    let head = |axis: &SweptAxis, index: usize, value: f64| {
        let mark = if is_now(axis, index) { "> " } else { "" };
        if reads { format!("{mark}{}", input_value(axis.dimension, value)) } else { exact(value) }
    };
    let unit = |axis: &SweptAxis| match axis.dimension.unit() {
        unit if reads || unit == "1" => String::new(),
        unit => format!(" ({unit})"),
    };
    let corner = format!("{}{} \\ {}{}", rows.label, unit(rows), columns.label, unit(columns));
    let mut heads = vec![Column::text(&rows.name, &corner)];
    heads.extend(
        columns
            .values
            .iter()
            .enumerate()
            .map(|(index, value)| Column::text(&exact(*value), &head(columns, index, *value))),
    );
    let mut table = Table::new(heads);
    for (row, value) in rows.values.iter().enumerate() {
        let first =
            if reads { Cell::text(head(rows, row, *value)) } else { Cell::Number(*value, rows.dimension) };
        let cells = (0..columns.values.len()).map(|column| cell(sweep, figure, row, column));
        table.rows.push(std::iter::once(first).chain(cells).collect());
    }
    table
}

fn axis_json(axis: &SweptAxis) -> Value {
    json!({
        "key": axis.name,
        "label": axis.label,
        "unit": axis.dimension.unit(),
        "values": axis.values,
    })
}

fn current_json(axis: &SweptAxis) -> Value {
    axis.current.map_or(
        Value::Null,
        |current| json!({ "value": current.value, "position": current.position, "index": current.index }),
    )
}

fn figure_json(sweep: &Sweep, index: usize) -> Option<(String, Value)> {
    let swept: &SweptFigure = sweep.figures.get(index)?;
    let figure: FigureId = swept.figure;
    let mut fields = Map::new();
    fields.insert("label".into(), json!(figure.label()));
    fields.insert("unit".into(), json!(figure.dimension().unit()));
    fields.insert("now".into(), swept.now.map_or(Value::Null, number));
    if let Some(missing) = swept.missing {
        fields.insert("reason".into(), json!(missing.to_string()));
    }
    fields.insert("depends".into(), json!(swept.depends));
    let cells = |row: usize| -> Vec<Value> {
        let value = |column| -> Figure<f64> { sweep.cell(index, row, column) };
        (0..sweep.columns()).map(|column| value(column).map_or(Value::Null, number)).collect()
    };
    let rows = (0..sweep.rows()).map(|row| {
        let mut cells = cells(row);
        if sweep.axes.len() == 1 { cells.pop().unwrap_or(Value::Null) } else { Value::Array(cells) }
    });
    fields.insert("values".into(), Value::Array(rows.collect()));
    Some((figure.id().to_owned(), Value::Object(fields)))
}
