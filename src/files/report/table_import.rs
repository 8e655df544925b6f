//! The preview of an imported table as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::{one_line, wrapped};
use super::{Cell, TableFormat, json as parts};
use crate::files::import::tables::Preview;

/// The schema of [`json()`].
pub const SCHEMA: &str = "import-preview";

/// Most lines of a list for reading; JSON has all.
const MOST: usize = 12;

/// The preview for people: what the table is, what becomes of it, and what has to be looked at.
#[must_use]
pub fn text(preview: &Preview) -> String {
    let mut text = format!("{}: {}, {} rows\n", one_line(&preview.file), preview.kind.label(), preview.rows);
    for remark in &preview.remarks {
        let _ = writeln!(text, "  {}", wrapped(remark, 100, 2));
    }
    let mut table = preview.table.clone();
    let more = table.rows.len().saturating_sub(MOST * 2);
    table.rows.truncate(MOST * 2);
    if !table.rows.is_empty() {
        let _ = write!(text, "\n{}", table.write(TableFormat::Plain));
    }
    if more > 0 {
        let _ = writeln!(text, "and {more} more");
    }
    list(&mut text, "Look at", preview.warnings.iter().map(String::as_str));
    let skipped = preview.skipped.iter().map(|skipped| match skipped.count {
        1 => format!("1 row: {} ({})", skipped.reason, skipped.example),
        count => format!("{count} rows: {} (first: {})", skipped.reason, skipped.example),
    });
    list(&mut text, "Left out", skipped);
    list(&mut text, "Cannot be read, rows left out", preview.wrong.iter().map(ToString::to_string));
    let unknown = preview.unknown.iter().map(|unknown| {
        let near = match unknown.nearest.as_slice() {
            [] => "nothing in the catalogue resembles it".to_owned(),
            near => format!("nearest: {}", near.join(", ")),
        };
        format!("{} ({}×): {near}", unknown.name, unknown.count)
    });
    list(&mut text, "Unknown names, kept out unless --map \"NAME=ID\" says what they stand for", unknown);
    let needs = preview.needs.iter().map(|need| format!("{}: {}", need.option, need.words));
    list(&mut text, "Needed before anything can be created", needs);
    let would = if preview.needs.is_empty() { "Would create" } else { "Would then create" };
    let _ = writeln!(text, "\n{would} {}", preview.would_create.words());
    text
}

fn list<T: AsRef<str>>(text: &mut String, head: &str, lines: impl Iterator<Item = T>) {
    let lines: Vec<T> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{head}:");
    for line in lines.iter().take(MOST) {
        let _ = writeln!(text, "  {}", wrapped(line.as_ref(), 110, 4));
    }
    if lines.len() > MOST {
        let _ = writeln!(text, "  and {} more", lines.len() - MOST);
    }
}

/// The preview as JSON: every row, every name, every problem with its place.
#[must_use]
pub fn json(preview: &Preview) -> String {
    let mut report = parts::header(SCHEMA);
    report.insert("file".into(), json!(preview.file));
    report.insert("kind".into(), json!(preview.kind.id()));
    report.insert("rows".into(), json!(preview.rows));
    let entries = preview.table.rows.iter().map(|row| {
        let cells = preview.table.columns.iter().zip(row).map(|(column, cell)| {
            let value = match cell {
                Cell::Text(text) | Cell::Link(text, _) => json!(text),
                Cell::Number(value, _) | Cell::Ratio(value) => json!(value),
                Cell::Empty => Value::Null,
            };
            (column.id.clone(), value)
        });
        Value::Object(cells.collect())
    });
    report.insert("entries".into(), Value::Array(entries.collect()));
    report.insert("remarks".into(), json!(preview.remarks));
    report.insert("warnings".into(), json!(preview.warnings));
    let skipped = preview
        .skipped
        .iter()
        .map(|skipped| json!({ "reason": skipped.reason, "count": skipped.count, "first": skipped.example }));
    report.insert("skipped".into(), Value::Array(skipped.collect()));
    let wrong = preview.wrong.iter().map(|error| {
        json!({
            "line": error.position.map(|position| position.line),
            "column": error.position.map(|position| position.column),
            "problem": error.problem.to_string(),
        })
    });
    report.insert("wrong".into(), Value::Array(wrong.collect()));
    let unknown = preview
        .unknown
        .iter()
        .map(|unknown| json!({ "name": unknown.name, "count": unknown.count, "nearest": unknown.nearest }));
    report.insert("unknown_names".into(), Value::Array(unknown.collect()));
    let needs = preview.needs.iter().map(|need| json!({ "option": need.option, "problem": need.words }));
    report.insert("needs".into(), Value::Array(needs.collect()));
    report.insert("would_create".into(), json!(preview.would_create.count()));
    report.insert("folder".into(), json!(preview.would_create.folder()));
    parts::write(&Value::Object(report))
}
