//! The providers of an accelerator as a table, as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::table::one_line;
use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::analysis::Evaluation;
use crate::analysis::providers::{ProviderRow, Providers, STALE_AFTER_DAYS};
use crate::catalog::{Accelerator, PriceKind};
use crate::units::{Dimension, Quantity, Usd, UsdPerAcceleratorHour, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "providers";

/// The providers of an accelerator, for a run where there is one.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The accelerator.
    pub accelerator: &'a Accelerator,
    /// The run.
    pub evaluation: Option<&'a Evaluation>,
    /// Who rents it out.
    pub providers: &'a Providers,
}

impl Report<'_> {
    /// One line for each dated row of prices.
    #[must_use]
    pub fn table(&self, every: bool) -> Table {
        let price = Dimension::UsdPerAcceleratorHour;
        let mut table = Table::new(vec![
            Column::text("provider", "Provider"),
            Column::text("as_quoted", "Accelerator"),
            Column::number("on_demand_usd_per_hour", "On demand", price),
            Column::number("spot_usd_per_hour", "Spot", price),
            Column::number("committed_usd_per_hour", "Committed", price),
            Column::text("region", "Region"),
            Column::text("date", "Date"),
            Column::number("age_days", "Age", Dimension::Days),
            Column::text("stale", "Stale"),
            Column::number("total_usd", "Total of this run", Dimension::Usd),
            Column::text("total_kind", "Total at"),
            Column::text("source", "Source"),
            Column::text("quote", "Quote"),
        ]);
        for row in &self.providers.rows {
            let of = |kind| Cell::maybe(row.quote.price(kind).map(Quantity::base), price);
            let total = row.total_here();
            let committed = row.committed().map(|(_, price)| price.base());
            let source =
                if every { row.quote.provenance.citation() } else { row.quote.provenance.source.clone() };
            let region = if every { row.quote.region.clone() } else { shortened(&row.quote.region) };
            table.rows.push(vec![
                Cell::text(row.quote.provider.as_str()),
                Cell::text(row.quote.accelerator_as_quoted.as_str()),
                of(PriceKind::OnDemand),
                of(PriceKind::Spot),
                Cell::maybe(committed, price),
                Cell::text(region),
                Cell::text(row.quote.date.to_string()),
                Cell::Number(row.age_days, Dimension::Days),
                Cell::text(if row.is_stale() { "stale" } else { "" }),
                Cell::maybe(total.map(|(_, cost)| cost.as_usd()), Dimension::Usd),
                Cell::text(total.map_or("", |(kind, _)| kind.label())),
                Cell::text(source),
                Cell::text(row.quote.id.as_str()),
            ]);
        }
        if self.evaluation.is_none() {
            table.remove("total_usd");
            table.remove("total_kind");
        }
        if !every {
            table.remove("quote");
            table.remove("total_kind");
        }
        table
    }

    /// The providers for people.
    #[must_use]
    pub fn text(&self) -> String {
        let of = self.evaluation.map_or(String::new(), |evaluation| {
            let scenario = evaluation.scenario();
            format!(", for {}, {}", one_line(&scenario.name), scenario.scope.name().to_lowercase())
        });
        let day = self.providers.as_of.map_or(String::new(), |day| format!(", as of {day}"));
        let mut text = format!("{}{of}{day}\n\n", one_line(&self.accelerator.name));
        text.push_str(&self.table(false).write(TableFormat::Plain));
        let _ =
            writeln!(text, "\nPrices are per accelerator-hour and as old as they say, never those of today.");
        let stale = self.providers.rows.iter().filter(|row| row.is_stale()).count();
        if stale > 0 {
            let _ = writeln!(text, "{stale} are older than {STALE_AFTER_DAYS} days and marked stale.");
        }
        if self.providers.earlier > 0 {
            let _ = writeln!(text, "{} earlier quotes of the same offers: --history", self.providers.earlier);
        }
        if self.providers.rows.iter().any(|row| !row.exact) {
            let _ = writeln!(
                text,
                "Quotes for another or an untold form factor{} stand in for the {}.",
                if self.providers.rows.iter().any(|row| row.of_variant) {
                    " or for the export variant"
                } else {
                    ""
                },
                one_line(&self.accelerator.name)
            );
        }
        if let Some(owning) = self.providers.owning {
            let rate = format::short(Dimension::UsdPerAcceleratorHour, owning.base());
            let _ = writeln!(text, "Owning costs less per useful hour where rent is above {rate}.");
        }
        text
    }

    /// The providers as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(SCHEMA);
        report.insert("accelerator".into(), json!(self.accelerator.id));
        let scenario = self.evaluation.map(|evaluation| parts::scenario(evaluation.scenario()));
        report.insert("scenario".into(), scenario.unwrap_or(Value::Null));
        report.insert("as_of".into(), json!(self.providers.as_of.map(|day| day.to_string())));
        report.insert("stale_after_days".into(), json!(STALE_AFTER_DAYS));
        report.insert("earlier_quotes".into(), json!(self.providers.earlier));
        let owning = self.providers.owning.map(UsdPerAcceleratorHour::as_usd_per_hour);
        report.insert("break_even_owning_usd_per_hour".into(), json!(owning));
        report.insert("rows".into(), Value::Array(self.providers.rows.iter().map(row_json).collect()));
        parts::write(&Value::Object(report))
    }
}

fn row_json(row: &ProviderRow) -> Value {
    let mut fields = Map::new();
    fields.insert("quote".into(), json!(row.quote.id));
    fields.insert("provider".into(), json!(row.quote.provider));
    fields.insert("as_quoted".into(), json!(row.quote.accelerator_as_quoted));
    fields.insert("accelerator".into(), json!(row.quote.accelerator));
    fields.insert("exact".into(), json!(row.exact));
    fields.insert("of_variant".into(), json!(row.of_variant));
    let by_kind = |of: &dyn Fn(PriceKind) -> Option<f64>| {
        let kinds =
            PriceKind::ALL.into_iter().filter_map(|kind| Some((kind.id().to_owned(), json!(of(kind)?))));
        Value::Object(kinds.collect())
    };
    let price = |kind| row.quote.price(kind).map(Quantity::base);
    fields.insert("usd_per_hour".into(), by_kind(&price));
    fields.insert("total_usd".into(), by_kind(&|kind| row.total(kind).map(Usd::as_usd)));
    fields.insert("region".into(), json!(row.quote.region));
    fields.insert("date".into(), json!(row.quote.date.to_string()));
    fields.insert("age_days".into(), json!(row.age_days));
    fields.insert("stale".into(), json!(row.is_stale()));
    fields.insert("confidence".into(), json!(row.quote.confidence.id()));
    fields.insert("provenance".into(), Value::Object(parts::provenance(&row.quote.provenance)));
    Value::Object(fields)
}

/// The first region and how many more there are.
fn shortened(regions: &str) -> String {
    let mut parts = regions.split(", ");
    match (parts.next(), parts.count()) {
        (Some(first), more) if more > 1 => format!("{first} +{more}"),
        _ => regions.to_owned(),
    }
}
