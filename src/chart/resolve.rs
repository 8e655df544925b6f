//! From a chart description to everything a renderer draws: domains, ticks, roles, patterns, labels, legend.

mod columns;
mod groups;
mod heat;
mod plane;
mod rows;
mod stack;
mod tornado;
mod waterfall;

use super::alt;
use super::resolved::{
    Badge, ColorRole, Fill, LegendEntry, Marker, Measure, Pattern, Plot, ResolvedAxis, ResolvedChart, Rule,
    Swatch,
};
use super::spec::{Axis, Certainty, ChartKind, ChartSpec, RowRole, Scale, Threshold};
use super::speech::capitalized;
use super::ticks::{self, AxisError, MAX_SERIES, Room};
use crate::units::{Dimension, format};

/// Why a chart cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ChartError {
    /// A value does not fit its axis.
    #[error("“{place}”: {error}")]
    Axis {
        /// The row, point or threshold.
        place: String,
        /// What is wrong with its value.
        error: AxisError,
    },
    /// There is nothing to draw.
    #[error("the chart is empty: add at least one {0}")]
    Empty(&'static str),
    /// A sum on a log axis.
    #[error("a {0} needs a linear axis: lengths on a log axis do not add up")]
    NeedsLinear(&'static str),
    /// Too many series.
    #[error("{0} series cannot be told apart: show at most {MAX_SERIES}, and combine the smallest into one")]
    TooManySeries(usize),
    /// An interval with its ends swapped.
    #[error("“{place}”: the interval ends at {high}, below its beginning at {low}; swap the two")]
    Interval {
        /// The row or point.
        place: String,
        /// Low end as given.
        low: f64,
        /// High end as given.
        high: f64,
    },
    /// A part of a whole below zero.
    #[error("“{place}” is {value}: a part of a whole cannot be negative; use a waterfall")]
    NegativePart {
        /// Row and segment.
        place: String,
        /// The value.
        value: f64,
    },
    /// A table whose rows differ in length.
    #[error("row “{row}” has {found} values, but the table has {expected} columns")]
    Ragged {
        /// The row's head.
        row: String,
        /// Values in it.
        found: usize,
        /// Columns of the table.
        expected: usize,
    },
}

/// The parts of a chart that depend on its kind.
struct Parts {
    plot: Plot,
    legend: Vec<LegendEntry>,
    text_alternative: String,
}

/// Resolves a chart once, for all renderers.
///
/// # Errors
/// [`ChartError`] if the chart is empty or a value cannot be shown on its axis.
pub fn resolve(spec: &ChartSpec) -> Result<ResolvedChart, ChartError> {
    let parts = match &spec.kind {
        ChartKind::Bars(bars) => rows::bars(bars),
        ChartKind::GroupedBars(bars) => groups::grouped(bars),
        ChartKind::StackedBars(bars) => stack::stacked(bars),
        ChartKind::Waterfall(waterfall) => waterfall::waterfall(waterfall),
        ChartKind::Scatter(scatter) => plane::scatter(scatter),
        ChartKind::Lines(lines) => plane::lines(lines),
        ChartKind::Columns(columns) => columns::columns(columns),
        ChartKind::Tornado(tornado) => tornado::tornado(tornado),
        ChartKind::HeatTable(table) => heat::heat(table),
        ChartKind::TickTable(table) => heat::ticks(table),
    }?;
    Ok(ResolvedChart {
        title: spec.title.clone(),
        subtitle: spec.subtitle.clone(),
        badges: spec
            .badges
            .iter()
            .map(|badge| Badge { text: badge.text.clone(), tone: badge.tone })
            .collect(),
        plot: parts.plot,
        legend: parts.legend,
        notes: spec.notes.iter().take(ChartSpec::MAX_NOTES).cloned().collect(),
        scope_line: spec.footer.scope_line.clone(),
        source_line: spec.footer.source_line.clone(),
        text_alternative: alt::with_caveats(parts.text_alternative, &spec.badges, &spec.notes),
    })
}

/// A value with the name to blame if it cannot be shown.
type Named<'a> = (&'a str, f64);

/// Builds an axis that shows all values and thresholds.
fn axis(spec: &Axis, values: &[Named<'_>], room: Room, labels: usize) -> Result<ResolvedAxis, ChartError> {
    build_axis(
        &AxisPlan {
            measure: Measure::Quantity(spec.dimension),
            scale: spec.scale,
            title: &spec.title,
            thresholds: &spec.thresholds,
            room,
            labels,
        },
        values,
    )
}

/// What an axis is made from.
struct AxisPlan<'a> {
    measure: Measure,
    scale: Scale,
    title: &'a str,
    thresholds: &'a [Threshold],
    room: Room,
    labels: usize,
}

fn build_axis(plan: &AxisPlan<'_>, values: &[Named<'_>]) -> Result<ResolvedAxis, ChartError> {
    let thresholds = plan.thresholds.iter().map(|t| (t.label.as_str(), t.value));
    let all: Vec<Named<'_>> = values.iter().copied().chain(thresholds).collect();
    for (place, value) in &all {
        ticks::domain(plan.scale, &[*value], Room::ForPoints)
            .map_err(|error| ChartError::Axis { place: (*place).to_owned(), error })?;
    }
    let numbers: Vec<f64> = all.iter().map(|(_, value)| *value).collect();
    let domain = ticks::domain(plan.scale, &numbers, plan.room).map_err(|_| ChartError::Empty("value"))?;
    let mut ticks = ticks::ticks(plan.measure, plan.scale, domain, plan.labels);
    let mut rules: Vec<Rule> = plan
        .thresholds
        .iter()
        .filter_map(|t| {
            let position = ticks::position(plan.scale, domain, t.value)?;
            Some(Rule { position, label: t.label.clone(), kind: t.kind })
        })
        .collect();
    rules.sort_by(|a, b| a.position.total_cmp(&b.position));
    let note = log_note(plan.scale, domain, ticks.iter().filter(|t| t.major).count());
    if plan.room == Room::ForBars {
        ticks::label_bound(plan.measure, &mut ticks);
    }
    let (measure, scale, title) = (plan.measure, plan.scale, plan.title.to_owned());
    Ok(ResolvedAxis { measure, scale, domain, title, note, ticks, rules })
}

/// Says how to read a log axis; a linear one needs no words.
fn log_note(scale: Scale, (low, high): (f64, f64), labels: usize) -> String {
    let decades = libm::log10(high / low);
    match scale {
        Scale::Linear => String::new(),
        // Only then are consecutive labels one decade apart.
        Scale::Log if decades >= 2.0 - 1e-9 && labels as f64 >= decades - 1.0 => {
            "log scale: each heavy gridline = 10×".to_owned()
        }
        Scale::Log => "log scale".to_owned(),
    }
}

/// Where a value of this axis lies.
fn place(axis: &ResolvedAxis, value: f64) -> f64 {
    axis.position(value).unwrap_or(0.0)
}

/// Checks that an interval's ends are in order.
fn check_interval(place: &str, low_high: Option<(f64, f64)>) -> Result<(), ChartError> {
    match low_high {
        Some((low, high)) if low > high => Err(ChartError::Interval { place: place.to_owned(), low, high }),
        _ => Ok(()),
    }
}

fn role_color(role: RowRole) -> ColorRole {
    match role {
        RowRole::Focus => ColorRole::Focus,
        RowRole::Baseline => ColorRole::Baseline,
        RowRole::Rival => ColorRole::Rival,
    }
}

fn pattern(certainty: Certainty) -> Pattern {
    match certainty {
        Certainty::Reported => Pattern::Solid,
        Certainty::Derived => Pattern::Light,
        Certainty::Estimated => Pattern::Hatched,
        Certainty::Speculative => Pattern::Hollow,
    }
}

fn marker(certainty: Certainty) -> Marker {
    match certainty {
        Certainty::Reported => Marker::Circle,
        Certainty::Derived => Marker::Square,
        Certainty::Estimated => Marker::OpenDiamond,
        Certainty::Speculative => Marker::OpenTriangle,
    }
}

/// The word for a certainty, in legends and sentences.
pub(super) fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Reported => "reported",
        Certainty::Derived => "derived",
        Certainty::Estimated => "estimate",
        Certainty::Speculative => "speculative",
    }
}

/// Explains the patterns (or markers) in use, unless everything is reported.
fn certainty_legend(used: &[Certainty], swatch: impl Fn(Certainty) -> Swatch) -> Vec<LegendEntry> {
    let mut kinds = used.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    if matches!(kinds.as_slice(), [] | [Certainty::Reported]) {
        return Vec::new();
    }
    let entry = |kind: &Certainty| LegendEntry {
        swatch: swatch(*kind),
        key: String::new(),
        label: capitalized(certainty_word(*kind)),
    };
    kinds.iter().map(entry).collect()
}

fn area_swatch(certainty: Certainty) -> Swatch {
    Swatch::Area(Fill { role: ColorRole::Rival, pattern: pattern(certainty) })
}

/// "5,576,000 USD": a value in full precision, which for a computed one is 15 digits; the rest is rounding noise.
fn exact(dimension: Dimension, value: f64) -> String {
    match dimension {
        Dimension::Scalar | Dimension::Ratio | Dimension::Fraction => format::short(dimension, value),
        _ => {
            let known = format!("{value:.14e}").parse().unwrap_or(value);
            format!("{} {}", format::full(known), dimension.unit())
        }
    }
}

#[cfg(test)]
mod tests;
