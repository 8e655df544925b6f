//! Resolves columns side by side: histograms.

use super::{AxisPlan, ChartError, Named, Parts, axis, build_axis, check_interval, place};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, Column as Resolved, Fill, LegendEntry, Measure, Pattern, PlanePlot, Plot, ResolvedAxis, Swatch,
};
use crate::chart::spec::{Column, Columns, Scale};
use crate::chart::ticks::{Room, X_LABELS, Y_LABELS};
use crate::units::{Dimension, format};

const INSIDE: Fill = Fill { role: ColorRole::Focus, pattern: Pattern::Solid };
const OUTSIDE: Fill = Fill { role: ColorRole::Focus, pattern: Pattern::Light };

pub(super) fn columns(spec: &Columns) -> Result<Parts, ChartError> {
    if spec.y.scale == Scale::Log {
        return Err(ChartError::NeedsLinear("histogram"));
    }
    if spec.columns.is_empty() {
        return Err(ChartError::Empty("column"));
    }
    let (title, mut xs) = (spec.x.title.as_str(), Vec::with_capacity(spec.columns.len() * 2));
    let mut ys: Vec<Named<'_>> = Vec::with_capacity(spec.columns.len());
    for column in &spec.columns {
        check_interval(title, Some((column.from, column.to)))?;
        if column.height < 0.0 {
            return Err(ChartError::NegativePart { place: title.to_owned(), value: column.height });
        }
        xs.extend([(title, column.from), (title, column.to)]);
        ys.push((&spec.y.title, column.height));
    }
    let x = build_axis(
        &AxisPlan {
            measure: Measure::Quantity(spec.x.dimension),
            scale: spec.x.scale,
            title,
            thresholds: &spec.x.thresholds,
            room: Room::Tight,
            labels: X_LABELS,
        },
        &xs,
    )?;
    let y = axis(&spec.y, &ys, Room::ForBars, Y_LABELS)?;
    let total: f64 = spec.columns.iter().map(|column| column.height).sum();
    let pieces = spec.columns.iter().flat_map(|column| resolved(spec, *column, total, (&x, &y))).collect();
    Ok(Parts {
        legend: legend(spec),
        text_alternative: alt::columns(spec),
        plot: Plot::Plane(PlanePlot { x, y, columns: pieces, lines: Vec::new(), points: Vec::new() }),
    })
}

/// A column, cut where the interval begins or ends inside it.
fn resolved(
    spec: &Columns,
    column: Column,
    total: f64,
    (x, y): (&ResolvedAxis, &ResolvedAxis),
) -> Vec<Resolved> {
    let hover = hover(spec, column, total);
    let mut edges = vec![column.from];
    if let Some((low, high)) = spec.interval {
        edges.extend([low, high].into_iter().filter(|edge| *edge > column.from && *edge < column.to));
    }
    edges.push(column.to);
    edges
        .windows(2)
        .filter_map(|pair| {
            let [from, to] = pair else { return None };
            let middle = f64::midpoint(*from, *to);
            let inside = spec.interval.is_none_or(|(low, high)| (low..=high).contains(&middle));
            Some(Resolved {
                start: place(x, *from),
                end: place(x, *to),
                top: place(y, column.height),
                fill: if inside { INSIDE } else { OUTSIDE },
                hover: hover.clone(),
            })
        })
        .collect()
}

fn hover(spec: &Columns, column: Column, total: f64) -> String {
    let edge = |value| format::short(spec.x.dimension, value);
    let height = match spec.y.dimension {
        Dimension::Scalar => format!("{} {}", format::full(column.height), spec.y.title.to_lowercase()),
        dimension => format::short(dimension, column.height),
    };
    let share = if total > 0.0 { column.height / total } else { 0.0 };
    let share = format::significant(Dimension::Fraction, share, 2);
    format!("{} to {}: {height}, {share} of all", edge(column.from), edge(column.to))
}

fn legend(spec: &Columns) -> Vec<LegendEntry> {
    if spec.interval.is_none() {
        return Vec::new();
    }
    let entry = |fill, label: &str| LegendEntry {
        swatch: Swatch::Area(fill),
        key: String::new(),
        label: label.to_owned(),
    };
    vec![entry(INSIDE, &spec.inside_label), entry(OUTSIDE, &spec.outside_label)]
}
