//! Results as JSON for programs, as tables for spreadsheets and pages, and as text for people.
//!
//! Every report is a pure function of an evaluation or a comparison, so the window and the command line cannot show
//! unlike numbers. The only place that knows JSON.

pub mod audit;
pub mod backtest;
pub mod catalog;
pub mod cite;
pub mod claim;
pub mod comparison;
pub mod deltas;
pub mod document;
pub mod estimate;
pub mod explanation;
pub mod import;
mod json;
mod latex;
pub mod providers;
pub mod run_plan;
pub mod sensitivity;
pub mod simulation;
pub mod sources;
mod table;
pub mod table_import;
mod table_json;
mod utilization;
pub mod what_if;
pub mod whole;

pub use json::REPORT_VERSION;
pub use latex::escaped as latex_escaped;
pub use table::{Cell, Column, Table, TableFormat, exact, one_line, width};

use crate::analysis::{Evaluation, FigureValue};
use crate::catalog::PriceKind;
use crate::estimate::{Figure, FigureId, statuses};
use crate::scenario::Scope;
use crate::units::{Dimension, Quantity, format};

/// Every figure with its status, in the order of tables.
#[must_use]
pub fn figures(evaluation: &Evaluation) -> Vec<(FigureId, Figure<FigureValue>)> {
    let statuses = statuses(&evaluation.checked);
    let figure = |id| Ok(FigureValue { value: evaluation.value(id)?, status: statuses.figure(id)? });
    FigureId::ALL.iter().map(|id| (*id, figure(*id))).collect()
}

/// Cost at every rung with its status, whichever rung the scenario stands on.
#[must_use]
pub fn ladder(evaluation: &Evaluation) -> Vec<(Scope, Figure<FigureValue>)> {
    let statuses = statuses(&evaluation.checked);
    let cost = |scope| {
        Ok(FigureValue { value: evaluation.estimate.cost_at(scope)?.as_usd(), status: statuses.rung(scope)? })
    };
    Scope::ALL.into_iter().map(|scope| (scope, cost(scope))).collect()
}

/// The rental price with what it is for: `$2.00/h (H800, assumed, 2024)`.
#[must_use]
pub fn price_basis(evaluation: &Evaluation) -> String {
    let pricing = &evaluation.scenario().pricing;
    let price = format::short(Dimension::UsdPerAcceleratorHour, pricing.rental_price.value.base());
    let kind = match pricing.price_kind {
        PriceKind::Assumed => "assumed",
        kind => kind.label(),
    };
    let mut basis = vec![evaluation.chip().to_owned(), kind.to_owned()];
    basis.extend(pricing.price_year.map(|year| year.to_string()));
    format!("{price} ({})", basis.join(", "))
}

/// An input's value as `--set` takes it, with its unit where the digits stand alone.
#[must_use]
pub fn input_value(dimension: Dimension, value: f64) -> String {
    let field = format::field(dimension, value);
    let unit = dimension.unit();
    let is_bare = field.ends_with(|last: char| last.is_ascii_digit()) && !field.starts_with('$');
    if is_bare && unit != "1" { format!("{field} {unit}") } else { field }
}
