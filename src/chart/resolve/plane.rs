//! Resolves scatter and line charts.

use super::{
    AxisPlan, ChartError, Named, Parts, axis, build_axis, certainty_legend, certainty_word, check_interval,
    exact, marker, place, role_color,
};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, LegendEntry, Line, Marker, Measure, PlanePlot, Plot, PointMark, ResolvedAxis, Swatch, Whisker,
};
use crate::chart::spec::{Certainty, LineSeries, Lines, RowRole, Scale, Scatter, ScatterPoint, XAxis};
use crate::chart::ticks::{MAX_SERIES, Room, X_LABELS, Y_LABELS};

pub(super) fn scatter(spec: &Scatter) -> Result<Parts, ChartError> {
    if spec.points.is_empty() {
        return Err(ChartError::Empty("point"));
    }
    let mut xs: Vec<Named<'_>> = spec.points.iter().map(|point| (point.label.as_str(), point.x)).collect();
    let mut ys: Vec<Named<'_>> = Vec::with_capacity(spec.points.len() * 3);
    for point in &spec.points {
        check_interval(&point.label, point.low_high)?;
        ys.push((&point.label, point.y));
        if let Some((low, high)) = point.low_high {
            ys.extend([(point.label.as_str(), low), (point.label.as_str(), high)]);
        }
    }
    if let Some(line) = &spec.line {
        xs.extend(line.points.iter().map(|(x, _)| (line.name.as_str(), *x)));
        ys.extend(line.points.iter().map(|(_, y)| (line.name.as_str(), *y)));
    }
    let x = x_axis(&spec.x, &xs, Room::ForPoints)?;
    let y = axis(&spec.y, &ys, y_room(spec.y.scale, &ys), Y_LABELS)?;
    let lines: Vec<Line> = spec
        .line
        .iter()
        .map(|series| Line { role: ColorRole::Baseline, ..line((0, 1), series, &x, &y) })
        .collect();
    let points = spec.points.iter().map(|point| point_mark(spec, point, &x, &y)).collect();
    let used: Vec<Certainty> = spec.points.iter().map(|point| point.certainty).collect();
    let mut legend = certainty_legend(&used, |certainty| Swatch::Marker(marker(certainty), ColorRole::Rival));
    legend.extend(lines.iter().map(line_entry));
    Ok(Parts {
        legend,
        text_alternative: alt::scatter(spec),
        plot: Plot::Plane(PlanePlot { x, y, columns: Vec::new(), lines, points }),
    })
}

fn point_mark(spec: &Scatter, point: &ScatterPoint, x: &ResolvedAxis, y: &ResolvedAxis) -> PointMark {
    let word = certainty_word(point.certainty);
    let emphasis = point.role == RowRole::Focus;
    PointMark {
        x: place(x, point.x),
        y: place(y, point.y),
        whisker: point.low_high.map(|(low, high)| Whisker { low: place(y, low), high: place(y, high) }),
        label: if emphasis || point.named { point.label.clone() } else { String::new() },
        emphasis,
        role: role_color(point.role),
        marker: marker(point.certainty),
        minor: !emphasis && !point.named,
        hover: format!(
            "{}: {}, {}, {word}",
            point.label,
            x.text_of(point.x),
            exact(spec.y.dimension, point.y)
        ),
    }
}

fn x_axis(spec: &XAxis, values: &[Named<'_>], room: Room) -> Result<ResolvedAxis, ChartError> {
    match spec {
        XAxis::Quantity(quantity) => axis(quantity, values, room, X_LABELS),
        XAxis::Date { title, thresholds } => build_axis(
            &AxisPlan {
                measure: Measure::Date,
                scale: Scale::Linear,
                title,
                thresholds,
                room: if room == Room::ForPoints { Room::Padded } else { room },
                labels: X_LABELS,
            },
            values,
        ),
    }
}

pub(super) fn lines(spec: &Lines) -> Result<Parts, ChartError> {
    if spec.series.iter().all(|series| series.points.is_empty()) {
        return Err(ChartError::Empty("curve with points"));
    }
    if spec.series.len() > MAX_SERIES {
        return Err(ChartError::TooManySeries(spec.series.len()));
    }
    let mut xs: Vec<Named<'_>> = spec.marks.iter().map(|mark| (mark.label.as_str(), mark.x)).collect();
    let mut ys: Vec<Named<'_>> = spec.marks.iter().map(|mark| (mark.label.as_str(), mark.y)).collect();
    for series in &spec.series {
        let name = series.name.as_str();
        xs.extend(series.points.iter().map(|(x, _)| (name, *x)));
        ys.extend(series.points.iter().map(|(_, y)| (name, *y)));
        ys.extend(series.band.iter().flat_map(|(_, low, high)| [(name, *low), (name, *high)]));
    }
    let x = x_axis(&spec.x, &xs, Room::Tight)?;
    let y = axis(&spec.y, &ys, y_room(spec.y.scale, &ys), Y_LABELS)?;
    let curves: Vec<Line> = spec
        .series
        .iter()
        .enumerate()
        .map(|(index, series)| line((index, spec.series.len()), series, &x, &y))
        .collect();
    let points = spec
        .marks
        .iter()
        .map(|mark| PointMark {
            x: place(&x, mark.x),
            y: place(&y, mark.y),
            whisker: None,
            label: mark.label.clone(),
            emphasis: true,
            role: ColorRole::Text,
            marker: Marker::Circle,
            minor: false,
            hover: format!("{}: {}, {}", mark.label, x.text_of(mark.x), y.text_of(mark.y)),
        })
        .collect();
    Ok(Parts {
        legend: line_legend(&curves),
        text_alternative: alt::lines(spec, &x, &y),
        plot: Plot::Plane(PlanePlot { x, y, columns: Vec::new(), lines: curves, points }),
    })
}

/// Curves that come near zero are shown with it, so that heights compare; others fill the plot.
fn y_room(scale: Scale, values: &[Named<'_>]) -> Room {
    let low = values.iter().map(|(_, value)| *value).fold(f64::INFINITY, f64::min);
    let high = values.iter().map(|(_, value)| *value).fold(f64::NEG_INFINITY, f64::max);
    if scale == Scale::Linear && low >= 0.0 && low < 0.4 * high { Room::ForBars } else { Room::ForPoints }
}

fn line((index, among): (usize, usize), series: &LineSeries, x: &ResolvedAxis, y: &ResolvedAxis) -> Line {
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(series.points.len() * 2);
    for (at, value) in &series.points {
        let point = (place(x, *at), place(y, *value));
        match points.last() {
            Some(&(_, before)) if series.step => points.extend([(point.0, before), point]),
            _ => points.push(point),
        }
    }
    let band =
        series.band.iter().map(|(at, low, high)| (place(x, *at), place(y, *low), place(y, *high))).collect();
    Line {
        name: series.name.clone(),
        points,
        band,
        role: if index == 0 { ColorRole::Focus } else { ColorRole::Series(index as u8) },
        dashed: matches!(series.certainty, Certainty::Estimated | Certainty::Speculative),
        marker: [Marker::Circle, Marker::Square, Marker::OpenDiamond, Marker::OpenTriangle]
            .get(index % 4)
            .copied()
            .filter(|_| among > 1),
    }
}

/// A single curve is named by the title; several are named here and at their ends.
fn line_legend(lines: &[Line]) -> Vec<LegendEntry> {
    if lines.len() < 2 {
        return Vec::new();
    }
    lines.iter().map(line_entry).collect()
}

fn line_entry(line: &Line) -> LegendEntry {
    LegendEntry {
        swatch: Swatch::Line { role: line.role, dashed: line.dashed, marker: line.marker },
        key: String::new(),
        label: line.name.clone(),
    }
}
