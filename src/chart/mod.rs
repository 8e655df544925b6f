//! Charts as data: what a chart shows (`spec`), and everything a renderer needs to draw it (`resolved`).
//!
//! A builder fills a [`ChartSpec`]; [`resolve()`] turns it into a [`ResolvedChart`] with the domain, the ticks and
//! their texts, color roles, patterns, legend and text alternative. The screen and the file renderer draw only
//! resolved charts, so both show the same numbers, ticks and words.

mod alt;
pub mod compare;
pub mod energy;
pub mod ratio;
mod resolve;
mod resolved;
mod spec;
mod speech;
mod table;
pub mod ticks;

#[cfg(test)]
pub(crate) mod samples;

pub use resolve::{ChartError, resolve};
pub use resolved::{
    Badge as ResolvedBadge, ColorRole, Dot, EndLabel, Fill, HeatCell, HeatPlot, LegendEntry, Line, Marker,
    Measure, Pattern, PlanePlot, Plot, PointMark, ResolvedAxis, ResolvedChart, Row, RowPiece, RowsPlot, Rule,
    Swatch, Tick, Whisker,
};
pub use spec::{
    Axis, Badge, BadgeTone, BarRow, Bars, Certainty, ChartKind, ChartSpec, Factor, Footer, HeatTable,
    LineMark, LineSeries, Lines, Mark, RowOrder, RowRole, Scale, Scatter, ScatterPoint, Segment, StackRow,
    StackedBars, Step, Threshold, Tornado, TornadoRow, Waterfall, XAxis,
};
pub use table::{ChartTable, TableCell, table};
