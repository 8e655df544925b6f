//! Descriptions of charts between two axes: scatter, curves, columns.

use super::{Axis, Certainty, RowRole, XAxis};

/// Points in a plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The horizontal axis.
    pub x: XAxis,
    /// The vertical axis.
    pub y: Axis,
    /// The points, in no particular order.
    pub points: Vec<ScatterPoint>,
    /// A line through or over them, such as a trend or a median; named in the legend.
    pub line: Option<LineSeries>,
}

/// One point in a plane.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterPoint {
    /// The name beside the point.
    pub label: String,
    /// Horizontal position in the axis' unit (decimal years on a date axis).
    pub x: f64,
    /// Vertical position in the axis' unit.
    pub y: f64,
    /// Vertical interval.
    pub low_high: Option<(f64, f64)>,
    /// How well it is known; drawn as the marker's shape.
    pub certainty: Certainty,
    /// Its part in the argument; the name of the focus is always shown.
    pub role: RowRole,
    /// Whether the name of another point is shown where there is room for it; it is said on hovering either way.
    pub named: bool,
}

/// Curves over one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The horizontal axis.
    pub x: XAxis,
    /// The vertical axis.
    pub y: Axis,
    /// The curves; at most [`crate::chart::ticks::MAX_SERIES`].
    pub series: Vec<LineSeries>,
    /// Marked points: the current value, a crossing.
    pub marks: Vec<LineMark>,
}

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct LineSeries {
    /// The name at its end.
    pub name: String,
    /// The points, by rising x.
    pub points: Vec<(f64, f64)>,
    /// Low and high at each x, shaded around the curve.
    pub band: Vec<(f64, f64, f64)>,
    /// Whether the value holds until the next point (prices) instead of changing on the way.
    pub step: bool,
    /// Drawn dashed unless reported or derived.
    pub certainty: Certainty,
}

/// A marked point on a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMark {
    /// Horizontal position in the axis' unit.
    pub x: f64,
    /// Vertical position in the axis' unit.
    pub y: f64,
    /// At most twelve words.
    pub label: String,
}

/// Columns side by side over one axis, growing from zero: a histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis; its scale must be linear.
    pub y: Axis,
    /// Left to right, none overlapping the next.
    pub columns: Vec<Column>,
    /// The part of the horizontal axis that is filled in full color; what lies outside is pale.
    pub interval: Option<(f64, f64)>,
    /// What the full color means: "90 % of the draws".
    pub inside_label: String,
    /// What the pale color means: "5 % at either end".
    pub outside_label: String,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Left edge in the unit of the horizontal axis.
    pub from: f64,
    /// Right edge, above the left one.
    pub to: f64,
    /// Height in the unit of the vertical axis; at least zero.
    pub height: f64,
}
