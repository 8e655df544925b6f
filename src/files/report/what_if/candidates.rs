//! Candidates for the size of a cluster against reported hours, as JSON, as a table and as text.

use serde_json::{Value, json};

use super::super::table::one_line;
use super::super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::{Candidate, Evaluation};
use crate::estimate::cost::rental_cost;
use crate::units::{AcceleratorHours, Dimension, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "candidates";

/// Numbers of accelerators with the hours that they come to.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The scenario whose rental price turns hours into a cost.
    pub evaluation: &'a Evaluation,
    /// The candidates.
    pub candidates: &'a [Candidate],
    /// The reported accelerator-hours.
    pub reported: f64,
}

impl Report<'_> {
    /// The rent of accelerator-hours at the scenario's price.
    fn rent(&self, hours: f64) -> f64 {
        let price = self.evaluation.scenario().pricing.rental_price.value;
        rental_cost(AcceleratorHours::from_hours(hours), price).as_usd()
    }

    /// Everything as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(SCHEMA);
        report.insert("scenario".into(), parts::scenario(self.evaluation.scenario()));
        report.insert("reported_accelerator_hours".into(), json!(self.reported));
        report.insert("reported_rental_cost_usd".into(), json!(self.rent(self.reported)));
        let rows = self.candidates.iter().map(|candidate| {
            let hours = candidate.total.as_ref().ok().copied();
            json!({
                "accelerators": candidate.value,
                "accelerator_hours": hours,
                "rental_cost_usd": hours.map(|hours| self.rent(hours)),
                "error": candidate.error,
                "matches": candidate.matches,
            })
        });
        report.insert("candidates".into(), Value::Array(rows.collect()));
        parts::write(&Value::Object(report))
    }

    /// One line for each candidate.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::new(vec![
            Column::number("accelerators", "Accelerators", Dimension::Accelerators),
            Column::number("accelerator_hours", "Accelerator-hours", Dimension::AcceleratorHours),
            Column::number("rental_cost_usd", "Rental cost", Dimension::Usd),
            Column::number("error", "Off by", Dimension::Fraction),
            Column::text("matches", "Matches"),
        ]);
        for candidate in self.candidates {
            let hours = candidate.total.as_ref().ok().copied();
            table.rows.push(vec![
                Cell::Number(candidate.value, Dimension::Accelerators),
                Cell::maybe(hours, Dimension::AcceleratorHours),
                Cell::maybe(hours.map(|hours| self.rent(hours)), Dimension::Usd),
                Cell::maybe(candidate.error, Dimension::Fraction),
                Cell::text(if candidate.matches { "yes" } else { "no" }),
            ]);
        }
        table
    }

    /// The candidates for people, and which of them reproduces what was reported.
    #[must_use]
    pub fn text(&self) -> String {
        let reported = format::short(Dimension::AcceleratorHours, self.reported);
        let cost = format::short(Dimension::Usd, self.rent(self.reported));
        let matching: Vec<_> = self.candidates.iter().filter(|candidate| candidate.matches).collect();
        let finding = match &matching[..] {
            [] => "none reproduces it".to_owned(),
            found => {
                let shown = |candidate: &&Candidate| format::short(Dimension::Accelerators, candidate.value);
                format!("reproduced by {}", found.iter().map(shown).collect::<Vec<_>>().join(", "))
            }
        };
        format!(
            "{}: {reported} reported, {cost}: {finding}\n\n{}",
            one_line(&self.evaluation.scenario().name),
            self.table().write(TableFormat::Plain)
        )
    }
}
