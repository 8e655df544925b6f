//! Cost and compute of published runs over their dates, with the scenarios placed among them.

use super::{Context, NoChart, certainty_of, context};
use crate::analysis::{
    Comparison, Evaluation, FRONTIER, Growth, PricedScope, TimedRuns, costs_over_time, growth, runs_over_time,
};
use crate::catalog::{Catalog, Date};
use crate::chart::Certainty;
use crate::chart::compare::certainty;
use crate::chart::spec::{
    Axis, ChartKind, ChartSpec, LineSeries, RowRole, Scale, Scatter, ScatterPoint, XAxis,
};
use crate::estimate::{FigureId, Standing, THRESHOLDS};
use crate::scenario::Scope;
use crate::units::{Dimension, Flop, Usd, format};

/// Published runs that carry their name; the others say it when they are pointed at.
const NAMED: usize = 6;

/// Points of the trend line in a year, so that a reader can ask for any date.
const LINE_STEPS: f64 = 4.0;

/// What is shown over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeFigure {
    /// Cost at the accounting of the scenarios' rung.
    Cost,
    /// Training compute.
    Compute,
}

impl TimeFigure {
    const fn figure(self) -> FigureId {
        match self {
            Self::Cost => FigureId::Cost,
            Self::Compute => FigureId::TrainingCompute,
        }
    }
}

/// A scenario with its figure, and its date if it has one.
struct Placed<'a> {
    evaluation: &'a Evaluation,
    year: Option<f64>,
    value: f64,
    interval: Option<(f64, f64)>,
}

pub(super) fn chart(
    comparison: &Comparison,
    catalog: &Catalog,
    figure: TimeFigure,
    intervals: &[Option<(f64, f64)>],
) -> Result<ChartSpec, NoChart> {
    let subject = comparison.baseline().ok_or_else(|| NoChart::Needs("name a scenario".to_owned()))?;
    let placed = placed(comparison, figure.figure(), intervals);
    if placed.is_empty() {
        let reason = subject.value(figure.figure()).err();
        return Err(
            reason.map_or_else(|| NoChart::Needs("no figure above zero".to_owned()), NoChart::of(subject))
        );
    }
    let Published { mut points, frontier, accounting } = published(comparison, catalog, figure)?;
    let Some(trend) = growth(&frontier) else {
        return Err(NoChart::Needs("fewer than three published runs have a date and this figure".to_owned()));
    };
    let dimension = figure.figure().dimension();
    let mut y = Axis::new(dimension, Scale::Log, words_for_axis(figure));
    if figure == TimeFigure::Compute {
        for threshold in THRESHOLDS.iter().filter(|threshold| threshold.id.starts_with("eu-")) {
            y = y.threshold(threshold.flop, threshold.label);
        }
    }
    for placed in &placed {
        match placed.year {
            Some(year) => points.push(own_point(comparison, placed, year, figure)),
            None => {
                let name = &placed.evaluation.scenario().name;
                let label = format!("{name}, no date: {}", format::short(dimension, placed.value));
                y = y.statistic(placed.value, label);
            }
        }
    }
    let fitted = trend.points;
    let kind = ChartKind::Scatter(Scatter {
        x: XAxis::Date { title: "Release of the model".to_owned(), thresholds: Vec::new() },
        y,
        line: Some(line(&points, &trend)),
        points,
    });
    let mut words = context(comparison, subject, figure.figure());
    words.measure = if figure == TimeFigure::Cost { "Cost".to_owned() } else { words.measure };
    words.sources = sources(&words, figure);
    let notes = vec![
        format!(
            "Line: least squares through the {fitted} of these runs that were among the {FRONTIER} largest at their release; it describes them and forecasts nothing."
        ),
        "Named: the scenarios, and the latest of the runs that were the largest at their release.".to_owned(),
    ];
    let about = accounting
        .map_or_else(|| "Published runs".to_owned(), |of| format!("Published runs: {}", of.label()));
    Ok(words.chart(title(&placed, &trend, figure), &about, kind, notes))
}

fn placed<'a>(
    comparison: &'a Comparison,
    figure: FigureId,
    intervals: &[Option<(f64, f64)>],
) -> Vec<Placed<'a>> {
    // The baseline first, because the title speaks of it.
    let mut order: Vec<usize> = (0..comparison.rows.len()).collect();
    order.sort_by_key(|row| *row != comparison.baseline);
    order
        .into_iter()
        .filter_map(|index| {
            let row = comparison.rows.get(index)?;
            let evaluation = &row.evaluation;
            let value = evaluation.value(figure).ok().filter(|value| *value > 0.0)?;
            let year = evaluation.scenario().released.map(Date::as_years);
            // A log axis cannot show an end at zero or below.
            let interval = intervals.get(index).copied().flatten().filter(|(low, _)| *low > 0.0);
            Some(Placed { evaluation, year, value, interval })
        })
        .collect()
}

/// The published runs.
struct Published {
    points: Vec<ScatterPoint>,
    /// Date and value of those that were among the largest at their release.
    frontier: Vec<(f64, f64)>,
    /// The accounting that their costs follow.
    accounting: Option<PricedScope>,
}

fn published(comparison: &Comparison, catalog: &Catalog, figure: TimeFigure) -> Result<Published, NoChart> {
    let scenarios: Vec<_> = comparison.rows.iter().map(|row| row.evaluation.scenario()).collect();
    if figure == TimeFigure::Compute {
        let own: Vec<_> = comparison
            .rows
            .iter()
            .map(|row| (row.evaluation.scenario(), row.evaluation.estimate.training_compute.ok()))
            .collect();
        return Ok(as_points(&runs_over_time(catalog, &own), Flop::as_flop, None));
    }
    let scope = comparison.baseline().map_or(Scope::FinalRun, |base| base.scenario().scope);
    let Some(accounting) = PricedScope::of(scope) else {
        return Err(NoChart::Needs(format!(
            "no published costs stand on rung {}; choose one from A to G",
            scope.letter()
        )));
    };
    let runs = costs_over_time(catalog, &scenarios, accounting);
    Ok(as_points(&runs, Usd::as_usd, Some(accounting)))
}

fn as_points<Q: Copy>(
    runs: &TimedRuns<Q>,
    number: impl Fn(Q) -> f64,
    accounting: Option<PricedScope>,
) -> Published {
    let frontier =
        runs.iter().filter(|run| run.is_frontier()).map(|run| (run.year, number(run.value))).collect();
    let records = runs.iter().filter(|run| run.is_record()).count();
    let mut before = records.saturating_sub(NAMED);
    let points = runs
        .iter()
        .map(|run| {
            let named = run.is_record() && before == 0;
            before = before.saturating_sub(usize::from(run.is_record()));
            ScatterPoint {
                label: run.run.model.clone(),
                x: run.year,
                y: number(run.value),
                low_high: None,
                certainty: certainty_of(run.status),
                role: RowRole::Rival,
                named,
            }
        })
        .collect();
    Published { points, frontier, accounting }
}

fn own_point(comparison: &Comparison, placed: &Placed<'_>, year: f64, figure: TimeFigure) -> ScatterPoint {
    let base = comparison.baseline().is_some_and(|base| std::ptr::eq(base, placed.evaluation));
    let straddles = straddled(placed, figure).map(|threshold| format!(", may exceed {threshold}"));
    ScatterPoint {
        label: format!("{}{}", placed.evaluation.scenario().name, straddles.unwrap_or_default()),
        x: year,
        y: placed.value,
        low_high: placed.interval,
        certainty: certainty(placed.evaluation, figure.figure()),
        role: if base { RowRole::Focus } else { RowRole::Baseline },
        named: true,
    }
}

/// The threshold that lies inside the interval, if one does: neither below nor above it for sure.
fn straddled(placed: &Placed<'_>, figure: TimeFigure) -> Option<String> {
    let (low, high) = placed.interval.filter(|_| figure == TimeFigure::Compute)?;
    let (low, high) = (Flop::from_flop(low), Flop::from_flop(high));
    let mut shown = THRESHOLDS.iter().filter(|threshold| threshold.id.starts_with("eu-"));
    let threshold = shown.find(|threshold| threshold.standing(low, high) == Standing::MayExceed)?;
    Some(format!("{:e}", threshold.flop))
}

/// The trend from the first to the last date shown.
fn line(points: &[ScatterPoint], trend: &Growth) -> LineSeries {
    let first = points.iter().map(|point| point.x).fold(f64::INFINITY, f64::min);
    let last = points.iter().map(|point| point.x).fold(f64::NEG_INFINITY, f64::max);
    let steps = libm::ceil((last - first) * LINE_STEPS).clamp(1.0, 400.0);
    let at = |step: u32| first + (last - first) * f64::from(step) / steps;
    LineSeries {
        name: format!("Largest runs: {} a year", format::short(Dimension::Ratio, trend.per_year)),
        points: (0..=steps as u32).map(at).map(|year| (year, trend.at(year))).collect(),
        band: Vec::new(),
        step: false,
        certainty: Certainty::Estimated,
    }
}

/// What the baseline is to the line at its date.
fn title(placed: &[Placed<'_>], trend: &Growth, figure: TimeFigure) -> String {
    let Some(first) = placed.first() else { return String::new() };
    let name = &first.evaluation.scenario().name;
    let value = format::short(figure.figure().dimension(), first.value);
    match first.year {
        Some(year) => {
            let ratio = format::ratio_words(first.value / trend.at(year));
            format!("{name}: {value}, {ratio} of the trend of the largest runs")
        }
        None => format!("{name}: {value}, among published runs"),
    }
}

fn words_for_axis(figure: TimeFigure) -> &'static str {
    match figure {
        TimeFigure::Cost => "Cost (US dollars)",
        TimeFigure::Compute => "Training compute (FLOP)",
    }
}

fn sources(words: &Context, figure: TimeFigure) -> String {
    let of_runs = match figure {
        TimeFigure::Cost => "Epoch AI, training cost trends",
        TimeFigure::Compute => "published runs, each with its source in the catalogue",
    };
    if words.sources.is_empty() { of_runs.to_owned() } else { format!("{}; {of_runs}", words.sources) }
}
