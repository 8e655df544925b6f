//! The table that everybody quotes: accelerator-hours and cost of each phase, and their sum.

use super::{Context, NoChart, certainty_of, context};
use crate::analysis::{Comparison, Evaluation};
use crate::catalog::Status;
use crate::chart::spec::{Axis, ChartKind, ChartSpec, Scale, Step, Waterfall};
use crate::estimate::cost::rental_cost;
use crate::estimate::{FigureId, Missing};
use crate::units::{Dimension, Quantity, format};

pub(super) fn chart(comparison: &Comparison, subject: &Evaluation) -> Result<ChartSpec, NoChart> {
    let scenario = subject.scenario();
    let price = scenario.pricing.rental_price.value;
    let mut steps = Vec::new();
    let mut unknown = Vec::new();
    for (phase, figures) in scenario.phases.iter().zip(&subject.estimate.phases) {
        if !phase.counts_at(scenario.scope) {
            continue;
        }
        let Ok(hours) = figures.hours else {
            unknown.push(phase.name.as_str());
            continue;
        };
        let cost = format::short(Dimension::Usd, rental_cost(hours, price).base());
        let status = match (&phase.reported_hours, figures.reported_hours == Some(hours)) {
            (Some(reported), true) => reported.provenance.status,
            _ => Status::Estimated,
        };
        steps.push(Step {
            label: phase.name.clone(),
            detail: cost,
            delta: hours.base(),
            certainty: certainty_of(status),
        });
    }
    if steps.is_empty() {
        return Err(NoChart::of(subject)(Missing::NoHours));
    }
    let total: f64 = steps.iter().map(|step| step.delta).sum();
    let hours = |value| format::short(Dimension::AcceleratorHours, value);
    let at = format::short(Dimension::UsdPerAcceleratorHour, price.base());
    let rent = subject.estimate.rental_cost.ok().map(|cost| format::short(Dimension::Usd, cost.base()));
    let rent = rent.map_or_else(String::new, |cost| format!(", {cost} at {at}"));
    let title = format!("{}: {}{rent}", scenario.name, hours(total));
    let mut notes = vec![format!("Under each name: its rent at {at}.")];
    if !unknown.is_empty() {
        notes.push(format!("Without published hours: {}.", unknown.join(", ")));
    }
    let kind = ChartKind::Waterfall(Waterfall::Additive {
        axis: Axis::new(Dimension::AcceleratorHours, Scale::Linear, FigureId::AcceleratorHours.label()),
        steps,
        total_label: "Total".to_owned(),
    });
    let words = Context { badges: Vec::new(), ..context(comparison, subject, FigureId::AcceleratorHours) };
    Ok(words.chart(title, "By phase", kind, notes))
}
