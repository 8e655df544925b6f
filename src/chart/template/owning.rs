//! One run three ways: rented, charged to the owner of its servers, or with the whole cluster bought for it.

use super::{NoChart, certainty_of, context};
use crate::analysis::Comparison;
use crate::chart::Certainty;
use crate::chart::spec::{Axis, ChartKind, ChartSpec, GroupRow, GroupedBars, Scale};
use crate::estimate::FigureId;
use crate::units::{Dimension, Quantity, format};

/// The three figures, top to bottom, with their names in the legend.
const WAYS: [(FigureId, &str); 3] = [
    (FigureId::RentalCost, "Rent"),
    (FigureId::OwnershipCost, "Owner’s share"),
    (FigureId::ClusterPurchase, "Purchase of the cluster"),
];

/// From this ratio of the longest to the shortest bar on, only a log axis shows both.
const LOG_FROM: f64 = 60.0;

pub(super) fn chart(comparison: &Comparison) -> Result<ChartSpec, NoChart> {
    let subject = comparison.baseline().ok_or_else(|| NoChart::Needs("name a scenario".to_owned()))?;
    let value = |evaluation: &crate::analysis::Evaluation, figure| {
        evaluation.value(figure).ok().filter(|value| *value > 0.0)
    };
    let mut rows = Vec::new();
    for row in &comparison.rows {
        let evaluation = &row.evaluation;
        let values: Vec<Option<f64>> = WAYS.map(|(figure, _)| value(evaluation, figure)).to_vec();
        if values.iter().any(Option::is_some) {
            rows.push(GroupRow {
                label: evaluation.scenario().name.clone(),
                detail: lives(evaluation),
                values,
                value_label: None,
            });
        }
    }
    if rows.is_empty() {
        return Err(match subject.value(FigureId::RentalCost) {
            Err(reason) => NoChart::of(subject)(reason),
            Ok(_) => NoChart::Needs("no cost of these runs is above zero".to_owned()),
        });
    }
    let all = || rows.iter().flat_map(|row| row.values.iter().flatten().copied());
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    let scale = if high > low * LOG_FROM { Scale::Log } else { Scale::Linear };
    let kind = ChartKind::GroupedBars(GroupedBars {
        axis: Axis::new(Dimension::Usd, scale, "Cost (US dollars)"),
        names: WAYS.map(|(_, name)| name.to_owned()).to_vec(),
        rows,
    });
    let mut words = context(comparison, subject, FigureId::RentalCost);
    words.measure = "Cost".to_owned();
    words.scope = "A to C, F and G".to_owned();
    let scope = subject.scenario().scope;
    words.scope = format!("hours of {}: {}; ownership F; purchase G", scope.letter(), scope.name());
    let status = subject.figure(FigureId::OwnershipCost).map(|figure| certainty_of(figure.status));
    let mut notes = break_even(comparison);
    if status.is_ok_and(|known| known >= Certainty::Estimated) {
        notes.push("The owner’s share rests on estimated prices of servers, buildings and power.".to_owned());
    }
    Ok(words.chart(title(subject), "Rented, owned or bought", kind, notes))
}

/// What ownership assumes.
fn lives(evaluation: &crate::analysis::Evaluation) -> String {
    let own = &evaluation.scenario().pricing.ownership;
    let life = format::short(Dimension::Years, own.hardware_life.value.base());
    let used = format::short(Dimension::Fraction, own.utilization.value.base());
    format!("{life} of life, {used} used")
}

fn title(subject: &crate::analysis::Evaluation) -> String {
    let name = &subject.scenario().name;
    let say = |figure| subject.value(figure).ok().map(|value| format::short(Dimension::Usd, value));
    let parts = [
        say(FigureId::RentalCost).map(|cost| format!("{cost} rented")),
        say(FigureId::OwnershipCost).map(|cost| format!("{cost} as the owner’s share")),
        say(FigureId::ClusterPurchase).map(|cost| format!("{cost} with the whole cluster")),
    ];
    format!("{name}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn break_even(comparison: &Comparison) -> Vec<String> {
    let rate = comparison.baseline().and_then(|base| base.estimate.ownership_rate.ok());
    let note = |rate: f64| {
        let at = format::short(Dimension::UsdPerAcceleratorHour, rate);
        format!("Owning costs less than renting where rent is above {at}.")
    };
    rate.map(|rate| note(rate.as_usd_per_hour())).into_iter().collect()
}
