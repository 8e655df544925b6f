//! An audited table as text, as tables and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::{one_line, wrapped};
use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::audit::{Audit, Check, Explanation, Place, Role, Total, Verdict};
use crate::files::import::tables::FleetSheet;
use crate::units::{Dimension, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "audit";

/// An audit beside the table that it is of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The table.
    pub fleet: &'a FleetSheet,
    /// What was found.
    pub audit: &'a Audit,
    /// What some of the items come to, with their names.
    pub only: Option<(&'a [String], &'a [Total])>,
}

const fn dimension(role: Role) -> Dimension {
    match role {
        Role::Count => Dimension::Accelerators,
        Role::UnitPrice | Role::Amount => Dimension::Usd,
        Role::UnitPower | Role::Power => Dimension::Power,
        Role::Other => Dimension::Scalar,
    }
}

impl Report<'_> {
    fn measure(&self, index: usize) -> (&str, Dimension) {
        let measure = self.fleet.table.measures.get(index);
        measure.map_or(("", Dimension::Scalar), |measure| (measure.label.as_str(), dimension(measure.role)))
    }

    fn item(&self, check: &Check) -> &str {
        check.item.map_or("total", |item| self.fleet.table.items.get(item).map_or("", String::as_str))
    }

    fn number(&self, measure: usize, value: f64) -> String {
        // As many digits as the number has, within what tells a difference from a rounding.
        let enough = |digits: &usize| {
            let rounded = format!("{value:.*e}", digits - 1).parse().unwrap_or(value);
            (value - rounded).abs() <= value.abs() * 1e-12
        };
        format::significant(self.measure(measure).1, value, (3..6).find(enough).unwrap_or(6))
    }

    /// How many cells were checked and how many of them do not reconcile.
    #[must_use]
    pub fn verdict(&self) -> String {
        let (all, wrong) = (self.audit.checks.len(), self.audit.differences().count());
        match (all, wrong) {
            (0, _) => "nothing could be checked".to_owned(),
            (all, 0) => format!("{all} cells checked, all reconcile"),
            (all, 1) => format!("{all} cells checked, 1 does not reconcile"),
            (all, wrong) => format!("{all} cells checked, {wrong} do not reconcile"),
        }
    }

    /// One line for each checked cell, or each that does not reconcile.
    #[must_use]
    pub fn checks(&self, all: bool) -> Table {
        let mut table = Table::new(vec![
            Column::text("measure", "Measure"),
            Column::text("item", "Of"),
            Column::text("check", "Checked as"),
            Column::text("printed", "Printed"),
            Column::text("computed", "Computed"),
            Column::text("difference", "Difference"),
            Column::text("why", "Why"),
        ]);
        for check in self.audit.checks.iter().filter(|check| all || check.verdict == Verdict::Differs) {
            let why = check.explanation.as_ref().map(Explanation::words).unwrap_or_default();
            let difference = match check.verdict {
                Verdict::Reconciles => String::new(),
                Verdict::Differs => self.number(check.measure, check.difference()),
            };
            table.rows.push(vec![
                Cell::text(self.measure(check.measure).0),
                Cell::text(self.item(check)),
                Cell::text(check.kind.label()),
                Cell::text(self.number(check.measure, check.printed)),
                Cell::text(self.number(check.measure, check.computed)),
                Cell::text(difference),
                Cell::text(why),
            ]);
        }
        table
    }

    /// What each measure comes to.
    #[must_use]
    pub fn totals(&self) -> Table {
        let mut columns = vec![
            Column::text("measure", "Measure"),
            Column::text("printed", "Printed"),
            Column::text("computed", "Computed"),
        ];
        if let Some((names, _)) = self.only {
            columns.push(Column::text("only", &format!("{} only", names.join(", "))));
        }
        let mut table = Table::new(columns);
        for total in &self.audit.totals {
            let printed = total.printed.map(|printed| self.number(total.measure, printed));
            let mut row = vec![
                Cell::text(self.measure(total.measure).0),
                printed.map_or(Cell::Empty, Cell::Text),
                Cell::text(self.number(total.measure, total.computed.middle())),
            ];
            if let Some((_, only)) = self.only {
                let of = only.iter().find(|only| only.measure == total.measure);
                let number = of.map(|only| self.number(only.measure, only.computed.middle()));
                row.push(number.map_or(Cell::Empty, Cell::Text));
            }
            table.rows.push(row);
        }
        table
    }

    /// The table as it was given, every cell that does not reconcile marked with what it should be.
    #[must_use]
    pub fn marked(&self) -> Table {
        let sheet = &self.fleet.sheet;
        let columns = sheet.head.iter().enumerate();
        let mut table =
            Table::new(columns.map(|(index, head)| Column::text(&format!("column_{index}"), head)).collect());
        for (row, record) in sheet.rows.iter().enumerate() {
            let cell = |column: usize| {
                let text = record.fields.get(column).map_or("", String::as_str);
                let mark =
                    self.audit.mark(Place { row, column }).filter(|check| check.verdict == Verdict::Differs);
                Cell::text(match mark {
                    Some(check) => {
                        format!("{text} ✗ {}", self.number(check.measure, check.computed))
                    }
                    None => text.to_owned(),
                })
            };
            table.rows.push((0..sheet.head.len()).map(cell).collect());
        }
        table
    }

    fn notes(&self) -> Vec<String> {
        let wrong = self.fleet.wrong.iter().map(|error| format!("not checked: {error}"));
        let unchecked = self.audit.unchecked.iter().map(|reason| format!("not checked: {reason}"));
        self.fleet.remarks.iter().cloned().chain(wrong).chain(unchecked).collect()
    }

    /// The audit for people.
    #[must_use]
    pub fn text(&self) -> String {
        let table = &self.fleet.table;
        let mut text = format!(
            "{}: {} items, {} measures; {}\n",
            one_line(&self.fleet.sheet.file),
            table.items.len(),
            table.measures.len(),
            self.verdict()
        );
        for note in self.notes() {
            let _ = writeln!(text, "  {}", wrapped(&note, 100, 2));
        }
        let differences = self.checks(false);
        if !differences.rows.is_empty() {
            let _ = write!(text, "\nDo not reconcile:\n{}", differences.write(TableFormat::Plain));
        }
        let totals = self.totals();
        if !totals.rows.is_empty() {
            let _ = write!(text, "\nRecomputed:\n{}", totals.write(TableFormat::Plain));
        }
        text
    }

    /// The audit as a page: the marked table, what is wrong and why, what it comes to.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = self.marked().write(TableFormat::Markdown);
        let _ = writeln!(text, "\n{}; ✗ stands before what a cell should be.", capital(&self.verdict()));
        let differences = self.checks(false);
        if !differences.rows.is_empty() {
            let _ = write!(text, "\n{}", differences.write(TableFormat::Markdown));
        }
        let totals = self.totals();
        if !totals.rows.is_empty() {
            let _ = write!(text, "\n{}", totals.write(TableFormat::Markdown));
        }
        text
    }

    /// Every check as JSON, in base units.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(SCHEMA);
        report.insert("file".into(), json!(self.fleet.sheet.file));
        report.insert("items".into(), json!(self.fleet.table.items));
        report.insert("reconciles".into(), json!(self.audit.differences().next().is_none()));
        let checks = self.audit.checks.iter().map(|check| {
            let (measure, dimension) = self.measure(check.measure);
            json!({
                "measure": measure,
                "item": check.item.and_then(|item| self.fleet.table.items.get(item)),
                "row": check.place.row,
                "column": check.place.column,
                "check": check.kind.id(),
                "unit": dimension.unit(),
                "printed": check.printed,
                "printed_low": check.printed_span.low,
                "printed_high": check.printed_span.high,
                "computed": check.computed,
                "computed_low": check.computed_span.low,
                "computed_high": check.computed_span.high,
                "difference": check.difference(),
                "reconciles": check.verdict == Verdict::Reconciles,
                "explanation": check.explanation.as_ref().map(Explanation::id),
                "why": check.explanation.as_ref().map(Explanation::words),
            })
        });
        report.insert("checks".into(), Value::Array(checks.collect()));
        let totals = |totals: &[Total]| {
            let total = |total: &Total| {
                let (measure, dimension) = self.measure(total.measure);
                json!({
                    "measure": measure,
                    "unit": dimension.unit(),
                    "computed": total.computed.middle(),
                    "printed": total.printed,
                })
            };
            Value::Array(totals.iter().map(total).collect())
        };
        report.insert("totals".into(), totals(&self.audit.totals));
        if let Some((names, only)) = self.only {
            report.insert("only".into(), json!({ "items": names, "totals": totals(only) }));
        }
        report.insert("notes".into(), json!(self.notes()));
        parts::write(&Value::Object(report))
    }
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or(String::new(), |first| first.to_uppercase().chain(signs).collect())
}
