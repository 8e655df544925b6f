//! Resolved charts between two axes, and two-way tables.

use super::{ColorRole, Fill, Marker, ResolvedAxis, Whisker};

/// Points and curves between two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanePlot {
    /// Left to right.
    pub x: ResolvedAxis,
    /// Bottom to top.
    pub y: ResolvedAxis,
    /// Filled columns, drawn first.
    pub columns: Vec<Column>,
    /// Curves.
    pub lines: Vec<Line>,
    /// Points, drawn above the curves.
    pub points: Vec<PointMark>,
}

impl PlanePlot {
    /// Whether the curves carry their names at their ends, so that a legend would say it twice.
    #[must_use]
    pub fn names_its_lines(&self) -> bool {
        self.lines.len() > 1
    }
}

/// A filled column that grows from the bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Left edge.
    pub start: f64,
    /// Right edge, at least `start`.
    pub end: f64,
    /// Upper edge.
    pub top: f64,
    /// Color and pattern; the pattern is solid or light.
    pub fill: Fill,
    /// The column in one sentence, for a tooltip.
    pub hover: String,
}

/// A curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The name at its right end.
    pub name: String,
    /// x and y positions, by rising x; steps are already spelled out.
    pub points: Vec<(f64, f64)>,
    /// A shaded band as x, low, high; empty if there is none.
    pub band: Vec<(f64, f64, f64)>,
    /// Color.
    pub role: ColorRole,
    /// Whether it is drawn dashed (estimated or speculative).
    pub dashed: bool,
    /// The marker repeated along the curve, so that several curves differ without color; a single one has none.
    pub marker: Option<Marker>,
}

/// A point with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct PointMark {
    /// Left to right.
    pub x: f64,
    /// Bottom to top.
    pub y: f64,
    /// The vertical interval.
    pub whisker: Option<Whisker>,
    /// The name beside the point.
    pub label: String,
    /// Whether the name is set in bold.
    pub emphasis: bool,
    /// Color.
    pub role: ColorRole,
    /// Shape.
    pub marker: Marker,
    /// Whether it is one of many in the background, drawn small.
    pub minor: bool,
    /// The point in one sentence, for a tooltip.
    pub hover: String,
}

/// A table with shaded cells.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatPlot {
    /// The input down the side.
    pub row_title: String,
    /// The input along the top.
    pub column_title: String,
    /// Row heads, top to bottom.
    pub rows: Vec<String>,
    /// Column heads, left to right.
    pub columns: Vec<String>,
    /// One list per row, each as long as `columns`.
    pub cells: Vec<Vec<HeatCell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// The number in it; "–" if there is none.
    pub text: String,
    /// [`ColorRole::Heat`], or [`ColorRole::Background`] if there is no value.
    pub role: ColorRole,
    /// Whether this is the current scenario, to be outlined.
    pub current: bool,
    /// The cell in one sentence, for a tooltip.
    pub hover: String,
}
