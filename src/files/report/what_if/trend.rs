//! A cost scaled along a trend, as JSON, as a table and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::table::one_line;
use super::super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::{Trend, TrendKind};
use crate::units::{Dimension, Quantity, Usd, Years, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "trend";
const MONTHS_PER_YEAR: f64 = 12.0;

/// A cost along a trend.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// Whose cost it is; empty for a bare amount.
    pub name: String,
    /// The cost.
    pub cost: Usd,
    /// The trend.
    pub trend: &'a Trend,
    /// Months before or after.
    pub months: &'a [f64],
    /// An amount that the cost crosses.
    pub until: Option<Usd>,
}

impl Report<'_> {
    fn at(&self, months: f64) -> f64 {
        self.trend.cost(self.cost, Years::from_years(months / MONTHS_PER_YEAR)).as_usd()
    }

    fn side(&self) -> &'static str {
        match self.trend.kind {
            TrendKind::Decline => "before",
            TrendKind::Growth => "after",
        }
    }

    fn years(&self) -> Option<f64> {
        Some(self.trend.years_to(self.cost, self.until?)?.as_years())
    }

    /// Everything as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let trend = self.trend;
        let mut report = parts::header(SCHEMA);
        report.insert("name".into(), json!(self.name));
        report.insert("cost_usd".into(), json!(self.cost.base()));
        let mut told = parts::provenance(&trend.provenance);
        told.insert("id".into(), json!(trend.id));
        told.insert("label".into(), json!(trend.label));
        told.insert("factor_per_year".into(), json!(trend.per_year));
        told.insert("interval".into(), json!(trend.interval.map(|(low, high)| [low, high])));
        report.insert("trend".into(), Value::Object(told));
        report.insert("direction".into(), json!(self.side()));
        let rows = self.months.iter().map(|months| json!({ "months": months, "cost_usd": self.at(*months) }));
        report.insert("rows".into(), Value::Array(rows.collect()));
        report.insert("until_usd".into(), json!(self.until.map(Quantity::base)));
        report.insert("years_until".into(), json!(self.years()));
        parts::write(&Value::Object(report))
    }

    /// The cost so many months before or after.
    #[must_use]
    pub fn table(&self) -> Table {
        let months = format!("Months {}", self.side());
        let mut table = Table::new(vec![
            Column::number("months", &months, Dimension::Scalar),
            Column::number("cost_usd", "Cost", Dimension::Usd),
        ]);
        let whole = self.months.iter().all(|months| libm::floor(*months) == *months);
        let dimension = if whole { Dimension::Accelerators } else { Dimension::Scalar };
        for months in self.months {
            table
                .rows
                .push(vec![Cell::Number(*months, dimension), Cell::Number(self.at(*months), Dimension::Usd)]);
        }
        table
    }

    /// The trend for people, with its source.
    #[must_use]
    pub fn text(&self) -> String {
        let trend = self.trend;
        let cost = format::short(Dimension::Usd, self.cost.base());
        let whose = if self.name.is_empty() { String::new() } else { format!("{}, ", one_line(&self.name)) };
        let word = match trend.kind {
            TrendKind::Decline => "falls",
            TrendKind::Growth => "rises",
        };
        let mut text =
            format!("{whose}{cost}, where the {} {word} {}× a year\n\n", trend.label, trend.per_year);
        text.push_str(&self.table().write(TableFormat::Plain));
        if let (Some(until), Some(years)) = (self.until, self.years()) {
            let until = format::short(Dimension::Usd, until.base());
            let shown = format::short(Dimension::Years, years.abs());
            let side = match (self.side(), years < 0.0) {
                ("before", false) | ("after", true) => "before",
                _ => "after",
            };
            let _ = writeln!(text, "\n{until} is crossed {shown} {side}");
        }
        let interval = trend.interval.map_or(String::new(), |(low, high)| format!(", {low}× to {high}×"));
        let _ = writeln!(text, "\nRate: {}{interval}", one_line(&trend.provenance.citation()));
        if !trend.provenance.note.is_empty() {
            let _ = writeln!(text, "{}", one_line(&trend.provenance.note));
        }
        text
    }
}
