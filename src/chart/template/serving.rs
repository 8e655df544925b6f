//! Training against serving: two cumulative costs and the day on which they meet.

use super::{Context, NoChart, certainty_of, context};
use crate::analysis::{Comparison, Evaluation};
use crate::catalog::Status;
use crate::chart::spec::{Axis, ChartKind, ChartSpec, LineMark, LineSeries, Lines, Scale, XAxis};
use crate::estimate::FigureId;
use crate::units::{Dimension, Quantity, format};

/// How far beyond the crossing the lines go on.
const BEYOND: f64 = 1.75;

pub(super) fn chart(comparison: &Comparison, subject: &Evaluation) -> Result<ChartSpec, NoChart> {
    let lacks = NoChart::of(subject);
    let estimate = &subject.estimate;
    let training = estimate.rental_cost.map_err(&lacks)?.as_usd();
    let per_day = estimate.serving_per_day.map_err(&lacks)?.as_usd();
    let crossing = estimate.serving_days_equal.map_err(&lacks)?.base();
    if !(crossing.is_finite() && crossing > 0.0) {
        return Err(NoChart::Needs(format!(
            "{}: serving or training costs nothing",
            subject.scenario().name
        )));
    }
    let program = subject.scenario().program.serving.as_ref();
    let last =
        program.map_or(0.0, |serving| serving.days.value.base()).min(crossing * 4.0).max(crossing * BEYOND);
    // A line of many points, so that a reader can ask for any day.
    let days = (0..=60).map(|step| last * f64::from(step) / 60.0);
    let line = |name: &str, points: Vec<(f64, f64)>, status| LineSeries {
        name: name.to_owned(),
        points,
        band: Vec::new(),
        step: false,
        certainty: certainty_of(status),
    };
    let status = |figure| subject.figure(figure).map_or(Status::Derived, |figure| figure.status);
    let series = vec![
        line("Training", days.clone().map(|day| (day, training)).collect(), status(FigureId::RentalCost)),
        line("Serving", days.map(|day| (day, per_day * day)).collect(), status(FigureId::ServingPerDay)),
    ];
    let say = |value| format::short(Dimension::Usd, value);
    let day = format::short(Dimension::Days, crossing);
    let kind = ChartKind::Lines(Lines {
        x: XAxis::Quantity(Axis::new(Dimension::Days, Scale::Linear, "Days of serving")),
        y: Axis::new(Dimension::Usd, Scale::Linear, "Cumulative rent (US dollars)"),
        series,
        marks: vec![LineMark { x: crossing, y: training, label: format!("{day}: {}", say(training)) }],
    });
    let name = &subject.scenario().name;
    let title = format!("{name}: {day} of serving cost as much as training");
    let notes = vec![format!("Serving is rented for {} per day.", say(per_day))];
    let words = Context {
        measure: "Cumulative rent".to_owned(),
        badges: Vec::new(),
        ..context(comparison, subject, FigureId::ServingDaysEqual)
    };
    let words = Context { dimension: Dimension::Usd, ..words };
    Ok(words.chart(title, "Training and serving", kind, notes))
}
