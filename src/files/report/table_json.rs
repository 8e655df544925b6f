//! A table as JSON: its columns with their units, and its rows by the ids of the columns, every digit.

use serde_json::{Map, Value, json};

use super::json::{header, write};
use super::table::{Cell, Table};

/// The text of a table. An unknown cell is `null`; the address of a link stands under the id of its column with `_url`.
pub(super) fn table_json(table: &Table) -> String {
    let ids = ids(table);
    let mut report = header("table");
    let columns = table.columns.iter().zip(&ids).map(|(column, id)| {
        let unit = Some(column.unit).filter(|unit| !unit.is_empty());
        json!({ "id": id, "label": column.label, "unit": unit })
    });
    report.insert("columns".to_owned(), columns.collect());
    let rows = table.rows.iter().map(|row| {
        let mut object = Map::new();
        for (cell, id) in row.iter().zip(&ids) {
            if let Cell::Link(_, url) = cell {
                object.insert(format!("{id}_url"), json!(url));
            }
            object.insert(id.clone(), value(cell));
        }
        Value::Object(object)
    });
    report.insert("rows".to_owned(), rows.collect());
    write(&Value::Object(report))
}

/// Ids of the columns, each its own: two scenarios may have one id.
fn ids(table: &Table) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        let numbered = (2_u32..).map(|number| format!("{}_{number}", column.id));
        let mut free = std::iter::once(column.id.clone()).chain(numbered);
        ids.extend(free.find(|id| !ids.contains(id)));
    }
    ids
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) | Cell::Link(text, _) => json!(text),
        // JSON has no infinity.
        Cell::Number(value, _) | Cell::Ratio(value) if value.is_finite() => json!(value),
        Cell::Number(..) | Cell::Ratio(_) | Cell::Empty => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::report::{Column, TableFormat};
    use crate::units::Dimension;

    #[test]
    fn every_cell_can_be_asked_for_by_row_and_column() {
        let mut table = Table::new(vec![
            Column::text("name", "Name"),
            Column::number("cost", "Cost", Dimension::Usd),
            Column::number("cost", "Cost", Dimension::Usd),
            Column::text("source", "Source"),
        ]);
        table.rows.push(vec![
            Cell::text("=\"A\"\n"),
            Cell::Number(5_576_000.125, Dimension::Usd),
            Cell::Empty,
            Cell::link("Paper", "https://example.org/a"),
        ]);
        let read: Value = serde_json::from_str(&table.write(TableFormat::Json)).unwrap();
        let row = &read["rows"][0];
        assert_eq!((&row["name"], &row["cost"]), (&json!("=\"A\"\n"), &json!(5_576_000.125)));
        assert!(row["cost_2"].is_null());
        assert_eq!(row["source_url"], "https://example.org/a");
        assert_eq!(read["columns"][1]["unit"], Dimension::Usd.unit());
        assert_eq!(read["schema"], "flopwise/table");
    }
}
