//! A cost at every dated quote of the accelerator, as JSON, as a table and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::table::one_line;
use super::super::{Cell, Column, Table, TableFormat, json as parts, price_basis};
use super::Level;
use crate::analysis::{BreakEven, Evaluation, QuotedCost, break_even_price};
use crate::estimate::FigureId;
use crate::units::{Dimension, Quantity, Usd, UsdPerAcceleratorHour, format};

/// The schema of [`Report::json()`].
pub const SCHEMA: &str = "quotes";

/// Costs at quotes with the prices at which the run breaks even.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The scenario.
    pub evaluation: &'a Evaluation,
    /// Its cost at each quote, oldest first.
    pub costs: &'a [QuotedCost],
    /// The price above which owning costs less.
    pub break_even: BreakEven,
    /// A cost to break even with.
    pub against: Option<Level>,
}

impl Report<'_> {
    /// The price at which the cost is that of the level.
    fn level_price(&self) -> Option<UsdPerAcceleratorHour> {
        break_even_price(self.evaluation, Usd::from_usd(self.against.as_ref()?.value))
    }

    /// Everything as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(SCHEMA);
        report.insert("scenario".into(), parts::scenario(self.evaluation.scenario()));
        report.insert("cost_now_usd".into(), json!(self.evaluation.value(FigureId::Cost).ok()));
        let price = |price: Option<UsdPerAcceleratorHour>| json!(price.map(Quantity::base));
        report.insert("break_even_owning_usd_per_hour".into(), price(self.break_even.owning));
        report.insert("against".into(), self.against.as_ref().map_or(Value::Null, Level::json));
        report.insert("break_even_against_usd_per_hour".into(), price(self.level_price()));
        let costs = self.costs.iter().map(|cost| {
            json!({
                "quote": cost.quote.id,
                "date": cost.quote.date.to_string(),
                "provider": cost.quote.provider,
                "as_quoted": cost.quote.accelerator_as_quoted,
                "kind": cost.kind.id(),
                "price_usd_per_hour": cost.price.base(),
                "cost_usd": cost.cost.as_usd(),
                "of_variant": cost.of_variant,
            })
        });
        report.insert("costs".into(), Value::Array(costs.collect()));
        parts::write(&Value::Object(report))
    }

    /// One line for each price of each quote.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::new(vec![
            Column::text("date", "Date"),
            Column::text("provider", "Provider"),
            Column::text("as_quoted", "Accelerator"),
            Column::text("kind", "Kind"),
            Column::number("price_usd_per_hour", "Price", Dimension::UsdPerAcceleratorHour),
            Column::number("cost_usd", "Cost", Dimension::Usd),
            Column::text("quote", "Quote"),
        ]);
        for cost in self.costs {
            table.rows.push(vec![
                Cell::text(cost.quote.date.to_string()),
                Cell::text(cost.quote.provider.as_str()),
                Cell::text(cost.quote.accelerator_as_quoted.as_str()),
                Cell::text(cost.kind.label()),
                Cell::Number(cost.price.base(), Dimension::UsdPerAcceleratorHour),
                Cell::Number(cost.cost.as_usd(), Dimension::Usd),
                Cell::text(cost.quote.id.as_str()),
            ]);
        }
        table
    }

    /// The quotes for people: the costs, and where they break even.
    #[must_use]
    pub fn text(&self) -> String {
        let scenario = self.evaluation.scenario();
        let mut text = format!(
            "{}, {}, at every dated quote\n\n",
            one_line(&scenario.name),
            scenario.scope.name().to_lowercase()
        );
        text.push_str(&self.table().write(TableFormat::Plain));
        let rate =
            |price: UsdPerAcceleratorHour| format::short(Dimension::UsdPerAcceleratorHour, price.base());
        let now = self.evaluation.value(FigureId::Cost).ok();
        let now = now.map_or("–".to_owned(), |cost| format::short(Dimension::Usd, cost));
        let _ = writeln!(text, "\nnow: {now} at {}", price_basis(self.evaluation));
        if let Some(price) = self.break_even.owning {
            let _ = writeln!(text, "Owning costs less per useful hour where rent is above {}", rate(price));
        }
        match (&self.against, self.level_price()) {
            (Some(level), Some(price)) => {
                let _ = writeln!(text, "Equal to {} at {}", level.text(), rate(price));
            }
            (Some(level), None) => {
                let _ = writeln!(text, "No rental price makes it equal to {}", level.text());
            }
            (None, _) => {}
        }
        if self.costs.iter().any(|cost| cost.of_variant) {
            let chip = one_line(self.evaluation.chip());
            let _ = writeln!(
                text,
                "Quotes for the chip that differs from the {chip} in its links only stand in for it"
            );
        }
        text
    }
}
