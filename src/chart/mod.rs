//! Charts as data: what a chart shows (`spec`), and everything a renderer needs to draw it (`resolved`).
//!
//! A builder fills a [`ChartSpec`]; [`resolve()`] turns it into a [`ResolvedChart`] with the domain, the ticks and
//! their texts, color roles, patterns, legend and text alternative. The screen and the file renderer draw only
//! resolved charts, so both show the same numbers, ticks and words.

mod alt;
pub mod backtest;
pub mod compare;
pub mod context;
pub mod distribution;
mod drawn;
pub mod energy;
pub mod name;
pub mod place;
pub mod ratio;
mod resolve;
mod resolved;
pub mod shares;
mod spec;
mod speech;
pub mod spider;
pub mod sweep;
mod table;
pub mod template;
pub mod ticks;
pub mod timeline;
pub mod tornado;
pub mod uncertain;
mod zoom;

#[cfg(test)]
pub(crate) mod samples;

pub use drawn::Chart;
pub use resolve::{ChartError, resolve};
pub use resolved::{
    Badge as ResolvedBadge, ColorRole, Column as ResolvedColumn, Dot, EndLabel, Fill, HeatCell, HeatPlot,
    Lane, LegendEntry, Line, Marker, Measure, Pattern, PlanePlot, Plot, PointMark, ReadOut, ReadOutLine,
    ResolvedAxis, ResolvedChart, Row, RowPiece, RowsPlot, Rule, Swatch, Tick, Whisker,
};
pub use spec::{
    Axis, Badge, BadgeTone, BarRow, Bars, Certainty, ChartKind, ChartSpec, Column, Columns, Factor, Footer,
    GroupRow, GroupedBars, HeatTable, LineMark, LineSeries, Lines, Mark, RowOrder, RowRole, RuleKind, Scale,
    Scatter, ScatterPoint, Segment, StackRow, StackedBars, Step, Threshold, TickCell, TickTable, Tornado,
    TornadoRow, Waterfall, XAxis,
};
pub use table::{ChartTable, TableCell, table};
pub use zoom::Window;
