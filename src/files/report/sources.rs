//! Every value of a scenario with its source, as a table for copying.

use super::{Cell, Column, Table};
use crate::analysis::SourceRow;

/// One row for each value: what it is, how it is known, who says so and where.
#[must_use]
pub fn sources_table<'a>(rows: impl Iterator<Item = &'a SourceRow>) -> Table {
    let mut table = Table::new(vec![
        Column::text("group", "Group"),
        Column::text("label", "Value of"),
        Column::text("value", "Value"),
        Column::text("status", "Status"),
        Column::text("source", "Source"),
        Column::text("locator", "Where"),
        Column::text("date", "Date"),
        Column::text("url", "Link"),
        Column::text("replaced", "Instead of"),
        Column::text("note", "Note"),
    ]);
    for row in rows {
        let provenance = &row.provenance;
        table.rows.push(vec![
            Cell::text(row.heading()),
            Cell::text(row.label.as_str()),
            Cell::text(row.value.as_str()),
            Cell::text(row.status().id()),
            Cell::text(provenance.source.as_str()),
            Cell::text(provenance.locator.as_str()),
            Cell::text(provenance.date.map(|date| date.to_string()).unwrap_or_default()),
            Cell::text(provenance.url.as_str()),
            Cell::text(row.replaced.as_ref().map(|(value, _)| value.clone()).unwrap_or_default()),
            Cell::text(provenance.note.as_str()),
        ]);
    }
    table
}
