//! A part of a plane chart, larger: the same marks under new ticks.
//!
//! A window is kept in the units of the axes, so that it stays where it is when inputs change.

use super::resolved::{Column, Line, PlanePlot, Plot, PointMark, ResolvedAxis, ResolvedChart, Rule, Whisker};
use super::spec::Scale;
use super::ticks::{self, X_LABELS, Y_LABELS};

/// A window narrower than this share of its axis shows nothing but rounding.
const NARROWEST: f64 = 1e-6;

/// The part of a plane that is shown: low and high end of each axis in its unit (decimal years on a date axis).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// From left to right.
    pub x: (f64, f64),
    /// From bottom to top.
    pub y: (f64, f64),
}

impl Window {
    /// The window between two places of a plot, each as x and y from 0 to 1, in any order. Columns stand on the ground:
    /// their plot keeps its height. None where it would be too narrow.
    #[must_use]
    pub fn between(plot: &PlanePlot, a: (f64, f64), b: (f64, f64)) -> Option<Self> {
        let part = |axis: &ResolvedAxis, a: f64, b: f64| {
            let (low, high) = (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0));
            (high - low > NARROWEST).then(|| (axis.value_at(low), axis.value_at(high)))
        };
        let y = if plot.columns.is_empty() { part(&plot.y, a.1, b.1)? } else { plot.y.domain };
        Some(Self { x: part(&plot.x, a.0, b.0)?, y })
    }
}

/// Positions of an axis inside the window: where the window begins on the whole axis, and how much of it there is.
#[derive(Clone, Copy)]
struct Part {
    start: f64,
    length: f64,
}

impl Part {
    fn of(axis: &ResolvedAxis, (low, high): (f64, f64)) -> Option<Self> {
        let start = ticks::position(axis.scale, axis.domain, low)?;
        let end = ticks::position(axis.scale, axis.domain, high)?;
        (end - start > NARROWEST * 1e-6).then_some(Self { start, length: end - start })
    }

    fn place(self, position: f64) -> f64 {
        (position - self.start) / self.length
    }
}

impl ResolvedChart {
    /// The same chart with only a part of its plane; none where it is no plane, or the window shows nothing of it (a
    /// window from before the axis changed its scale or its unit).
    #[must_use]
    pub fn zoomed(&self, window: Window) -> Option<Self> {
        let Plot::Plane(plane) = &self.plot else { return None };
        let (x, y) = (Part::of(&plane.x, window.x)?, Part::of(&plane.y, window.y)?);
        let overlaps = |part: Part| part.start < 1.0 && part.start + part.length > 0.0;
        if !overlaps(x) || !overlaps(y) {
            return None;
        }
        let (x_axis, y_axis) = (axis(&plane.x, window.x, x, X_LABELS), axis(&plane.y, window.y, y, Y_LABELS));
        let ends = |axis: &ResolvedAxis| format!("{} to {}", axis.text_at(0.0), axis.text_at(1.0));
        let words = format!(
            "{} Zoomed: horizontally {}, vertically {}.",
            self.text_alternative,
            ends(&x_axis),
            ends(&y_axis)
        );
        let plot = PlanePlot {
            columns: plane.columns.iter().filter_map(|column| cut_column(column, x, y)).collect(),
            lines: plane.lines.iter().map(|line| cut_line(line, x, y)).collect(),
            points: plane.points.iter().filter_map(|point| kept_point(point, x, y)).collect(),
            x: x_axis,
            y: y_axis,
        };
        Some(Self { plot: Plot::Plane(plot), text_alternative: words, ..self.clone() })
    }
}

fn axis(axis: &ResolvedAxis, domain: (f64, f64), part: Part, labels: usize) -> ResolvedAxis {
    let inside = |rule: &Rule| {
        let position = part.place(rule.position);
        (0.0..=1.0).contains(&position).then(|| Rule { position, ..rule.clone() })
    };
    ResolvedAxis {
        domain,
        ticks: ticks::ticks(axis.measure, axis.scale, domain, labels),
        rules: axis.rules.iter().filter_map(inside).collect(),
        note: match axis.scale {
            Scale::Log => "log scale".to_owned(),
            Scale::Linear => String::new(),
        },
        ..axis.clone()
    }
}

fn cut_column(column: &Column, x: Part, y: Part) -> Option<Column> {
    let (start, end) = (x.place(column.start), x.place(column.end));
    let top = y.place(column.top);
    (end > 0.0 && start < 1.0 && top > 0.0).then(|| Column {
        start: start.max(0.0),
        end: end.min(1.0),
        top: top.min(1.0),
        ..column.clone()
    })
}

fn kept_point(point: &PointMark, x: Part, y: Part) -> Option<PointMark> {
    let (at, height) = (x.place(point.x), y.place(point.y));
    let inside = (0.0..=1.0).contains(&at) && (0.0..=1.0).contains(&height);
    let whisker = point.whisker.map(|whisker| Whisker {
        low: y.place(whisker.low).clamp(0.0, 1.0),
        high: y.place(whisker.high).clamp(0.0, 1.0),
    });
    inside.then(|| PointMark { x: at, y: height, whisker, ..point.clone() })
}

/// A curve cut at the left and right edge. Above and below it may leave the plot; renderers clip it there.
fn cut_line(line: &Line, x: Part, y: Part) -> Line {
    let points: Vec<(f64, f64)> =
        line.points.iter().map(|(at, height)| (x.place(*at), y.place(*height))).collect();
    let low: Vec<(f64, f64)> = line.band.iter().map(|(at, low, _)| (x.place(*at), y.place(*low))).collect();
    let high: Vec<(f64, f64)> =
        line.band.iter().map(|(at, _, high)| (x.place(*at), y.place(*high))).collect();
    let band = cut(&low).into_iter().zip(cut(&high)).map(|((at, low), (_, high))| (at, low, high)).collect();
    Line { points: cut(&points), band, ..line.clone() }
}

/// The part of a polyline between 0 and 1, with new ends on the edges.
fn cut(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::with_capacity(points.len());
    let between = |a: (f64, f64), b: (f64, f64), at: f64| (at, a.1 + (b.1 - a.1) * (at - a.0) / (b.0 - a.0));
    let mut before: Option<(f64, f64)> = None;
    for &point in points {
        if let Some(last) = before {
            for edge in [0.0, 1.0] {
                if (last.0 < edge && point.0 > edge) || (last.0 > edge && point.0 < edge) {
                    kept.push(between(last, point, edge));
                }
            }
        }
        if (0.0..=1.0).contains(&point.0) {
            kept.push(point);
        }
        before = Some(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{resolve, samples};

    fn plane(chart: &ResolvedChart) -> &PlanePlot {
        match &chart.plot {
            Plot::Plane(plane) => plane,
            other => panic!("expected a plane, found {other:?}"),
        }
    }

    #[test]
    fn a_window_over_everything_changes_no_place() {
        for spec in [samples::scatter(), samples::lines()] {
            let whole = resolve(&spec).unwrap();
            let all = Window { x: plane(&whole).x.domain, y: plane(&whole).y.domain };
            let zoomed = whole.zoomed(all).unwrap();
            for (before, after) in plane(&whole).points.iter().zip(&plane(&zoomed).points) {
                assert!((before.x - after.x).abs() < 1e-12 && (before.y - after.y).abs() < 1e-12);
            }
            assert_eq!(plane(&whole).points.len(), plane(&zoomed).points.len());
        }
    }

    /// A place of the plot is the same value before and after, whatever the scale of the axis.
    #[test]
    fn what_stands_at_a_value_stands_at_it_in_the_window() {
        let whole = resolve(&samples::scatter()).unwrap();
        let before = plane(&whole);
        let window = Window::between(before, (0.9, 0.8), (0.3, 0.2)).unwrap();
        let zoomed = whole.zoomed(window).unwrap();
        let after = plane(&zoomed);
        assert!(!after.points.is_empty() && after.points.len() < before.points.len());
        for point in &after.points {
            let same = before.points.iter().find(|other| other.hover == point.hover).unwrap();
            let (a, b) = (before.y.value_at(same.y), after.y.value_at(point.y));
            assert!((a / b - 1.0).abs() < 1e-9, "{a} {b}");
            let (a, b) = (before.x.value_at(same.x), after.x.value_at(point.x));
            assert!((a - b).abs() < 1e-9 * a.abs(), "{a} {b}");
        }
        for tick in &after.y.ticks {
            assert!((0.0..=1.0).contains(&tick.position), "{tick:?}");
            assert!((after.y.value_at(tick.position) / tick.value - 1.0).abs() < 1e-9);
        }
        assert!(after.y.ticks.iter().filter(|tick| !tick.label.is_empty()).count() >= 2);
        assert!(zoomed.text_alternative.contains("Zoomed: horizontally"));
    }

    #[test]
    fn a_curve_is_cut_at_the_edges_where_it_crosses_them() {
        let cut = cut(&[(-1.0, 0.0), (0.5, 3.0), (2.0, 6.0)]);
        assert_eq!(cut, [(0.0, 2.0), (0.5, 3.0), (1.0, 4.0)]);
    }

    #[test]
    fn a_window_beside_the_data_or_without_width_shows_everything() {
        let whole = resolve(&samples::scatter()).unwrap();
        let (x, y) = (plane(&whole).x.domain, plane(&whole).y.domain);
        assert!(whole.zoomed(Window { x: (x.1 + 10.0, x.1 + 20.0), y }).is_none());
        assert!(whole.zoomed(Window { x: (2020.0, 2020.0), y }).is_none());
        assert!(Window::between(plane(&whole), (0.4, 0.1), (0.4, 0.9)).is_none());
        assert!(resolve(&samples::costs(Scale::Log)).unwrap().zoomed(Window { x, y }).is_none());
    }
}
