//! What a renderer draws: positions as fractions along an axis, finished texts, color roles and patterns.
//!
//! Every position lies in 0 to 1 along its axis: 0 is the left end (or the bottom), 1 the right end (or the top).
//! A renderer decides pixels, fonts and where a text finds room; it formats no number and picks no tick.

mod plane;
mod readout;

pub use plane::{Column, HeatCell, HeatPlot, Line, PlanePlot, PointMark};
pub use readout::{ReadOut, ReadOutLine};

use super::spec::{BadgeTone, RuleKind, Scale};
use super::ticks;
use crate::units::{Dimension, format};

/// A chart ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedChart {
    /// Left-aligned, wraps onto up to three lines.
    pub title: String,
    /// Under the title; empty if there is none.
    pub subtitle: String,
    /// Pills under the subtitle.
    pub badges: Vec<Badge>,
    /// The plot itself.
    pub plot: Plot,
    /// What patterns, shapes and colors mean; empty if the plot explains itself.
    pub legend: Vec<LegendEntry>,
    /// Remarks under the plot.
    pub notes: Vec<String>,
    /// First footer line; empty if there is none.
    pub scope_line: String,
    /// Second footer line; empty if there is none.
    pub source_line: String,
    /// The chart in words, for screen readers and the image description.
    pub text_alternative: String,
}

impl ResolvedChart {
    /// The same chart with a sign of the scenarios behind it in its footer, for a picture that leaves the program.
    #[must_use]
    pub fn with_scenario(mut self, hash: &str) -> Self {
        self.source_line = format!("{} · scenario {hash}", self.source_line);
        self
    }
}

/// A pill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The words in it.
    pub text: String,
    /// Warning pills carry a "⚠" and the warning color.
    pub tone: BadgeTone,
}

/// The three shapes a plot can have.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Rows with a name at the left and one value axis: bars, dots, stacks, waterfalls, tornados.
    Rows(RowsPlot),
    /// Points and curves between two axes.
    Plane(PlanePlot),
    /// A table with shaded cells.
    Heat(HeatPlot),
}

/// What a color is for. The palette turns it into a color of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColorRole {
    /// Behind everything.
    Background,
    /// Behind badges and the legend.
    Surface,
    /// Titles, names and values.
    Text,
    /// Subtitles, tick labels, footers.
    TextMuted,
    /// Grid lines.
    Grid,
    /// The axis and rules on it.
    AxisLine,
    /// The subject of the chart.
    Focus,
    /// What the subject is measured against.
    Baseline,
    /// Context.
    Rival,
    /// Rows and values that are not there.
    Absent,
    /// Series by number, 0 to 6.
    Series(u8),
    /// Threshold rules and their labels.
    Rule,
    /// Warnings.
    Warning,
    /// Shades of a heat table, 0 (lowest) to 6 (highest).
    Heat(u8),
}

/// How an area is filled. Says how well a value is known, so it must be visible without color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Full color.
    Solid,
    /// A tint with an outline of the full color.
    Light,
    /// A tint with diagonal stripes and an outline.
    Hatched,
    /// No fill, sparse stripes, dashed outline.
    Hollow,
}

/// A color role with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fill {
    /// Which color.
    pub role: ColorRole,
    /// Which pattern.
    pub pattern: Pattern,
}

/// What an axis measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A quantity.
    Quantity(Dimension),
    /// Calendar time in decimal years.
    Date,
}

/// An axis with its ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedAxis {
    /// What is measured.
    pub measure: Measure,
    /// Linear or log.
    pub scale: Scale,
    /// The values at positions 0 and 1.
    pub domain: (f64, f64),
    /// The words at the axis; empty if there are none.
    pub title: String,
    /// A remark on how to read it: "log scale: each heavy gridline = 10×"; empty if there is none.
    pub note: String,
    /// By rising position.
    pub ticks: Vec<Tick>,
    /// Thresholds, by rising position.
    pub rules: Vec<Rule>,
}

impl ResolvedAxis {
    /// Where a value lies, clamped to the axis; `None` if the axis cannot show it (zero or less on a log axis).
    #[must_use]
    pub fn position(&self, value: f64) -> Option<f64> {
        ticks::position(self.scale, self.domain, value).map(|p| p.clamp(0.0, 1.0))
    }

    /// The value at a position, for a crosshair.
    #[must_use]
    pub fn value_at(&self, position: f64) -> f64 {
        ticks::value_at(self.scale, self.domain, position)
    }

    /// The value at a position in words, for a crosshair.
    #[must_use]
    pub fn text_at(&self, position: f64) -> String {
        self.text_of(self.value_at(position))
    }

    /// A value of this axis in words.
    #[must_use]
    pub fn text_of(&self, value: f64) -> String {
        match self.measure {
            Measure::Quantity(dimension) => format::short(dimension, value),
            Measure::Date => ticks::date_text(value),
        }
    }
}

/// One tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub position: f64,
    /// The value there.
    pub value: f64,
    /// Its text; empty on most minor ticks.
    pub label: String,
    /// Whether its grid line is heavy.
    pub major: bool,
}

/// A line across the plot at a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Where.
    pub position: f64,
    /// What it is.
    pub label: String,
    /// A limit is drawn dashed in the color of rules, a statistic thin in the color of text.
    pub kind: RuleKind,
}

/// Rows with names at the left and one horizontal value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsPlot {
    /// The value axis.
    pub axis: ResolvedAxis,
    /// A heavier line that rows grow from (base of a tornado, 1× or zero of a waterfall); its label may be empty.
    pub base: Option<Rule>,
    /// What the texts at the right edge are; empty if there are none.
    pub aside_title: String,
    /// Top to bottom.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The name at the left.
    pub label: String,
    /// A second, muted line under the name; empty if there is none.
    pub detail: String,
    /// Whether the name and value are set in bold.
    pub emphasis: bool,
    /// Areas, left to right.
    pub pieces: Vec<RowPiece>,
    /// A dot in place of an area.
    pub dot: Option<Dot>,
    /// The interval.
    pub whisker: Option<Whisker>,
    /// The text at the row's right end. On a row without a value: the reason, in the absent color.
    pub value_label: EndLabel,
    /// The text at the row's left end (tornado).
    pub start_label: Option<EndLabel>,
    /// A text in a column of its own at the right edge; empty if there is none.
    pub aside: String,
    /// Whether the row has no value.
    pub missing: bool,
    /// A thin line down to the next row at this position (waterfall).
    pub connector: Option<f64>,
    /// The row in one sentence, for a tooltip and assistive technology.
    pub hover: String,
}

impl Row {
    /// A row with a name and nothing else.
    pub(super) fn plain(label: &str, hover: String) -> Self {
        Self {
            label: label.to_owned(),
            detail: String::new(),
            emphasis: false,
            pieces: Vec::new(),
            dot: None,
            whisker: None,
            value_label: EndLabel { text: String::new(), position: 0.0 },
            start_label: None,
            aside: String::new(),
            missing: false,
            connector: None,
            hover,
        }
    }
}

/// A text at an end of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct EndLabel {
    /// The text.
    pub text: String,
    /// The end of the mark that the text stands beside.
    pub position: f64,
}

/// A filled area of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPiece {
    /// Left end.
    pub start: f64,
    /// Right end, at least `start`.
    pub end: f64,
    /// Which part of the row's height it fills.
    pub lane: Lane,
    /// Color and pattern.
    pub fill: Fill,
    /// Texts for the inside, from the fullest to the shortest (a number that the legend explains): the first that
    /// fits is drawn. Empty if there are none.
    pub texts: Vec<String>,
    /// The area in one sentence, for a tooltip.
    pub hover: String,
}

/// Which part of a row's height an area fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Which part, from the top, beginning with 0.
    pub index: u8,
    /// How many equal parts there are.
    pub of: u8,
}

impl Lane {
    /// The whole height.
    pub const WHOLE: Self = Self { index: 0, of: 1 };

    /// Upper and lower edge as shares of the height.
    #[must_use]
    pub fn span(self) -> (f64, f64) {
        let parts = f64::from(self.of.max(1));
        (f64::from(self.index) / parts, (f64::from(self.index) + 1.0) / parts)
    }
}

/// A marker's shape; says how well a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// Filled circle: reported.
    Circle,
    /// Filled square: derived.
    Square,
    /// Open diamond: estimated.
    OpenDiamond,
    /// Open triangle: speculative.
    OpenTriangle,
}

/// A marker on a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where along the value axis.
    pub position: f64,
    /// Color.
    pub role: ColorRole,
    /// Shape.
    pub marker: Marker,
}

/// An interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whisker {
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The sample.
    pub swatch: Swatch,
    /// A number drawn in the sample, which stands in small segments; empty if there is none.
    pub key: String,
    /// What it means.
    pub label: String,
}

/// The sample of a legend entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Swatch {
    /// A small bar.
    Area(Fill),
    /// A marker.
    Marker(Marker, ColorRole),
    /// An interval with caps.
    Whisker,
    /// A short line, dashed or not, with the curve's marker.
    Line {
        /// Color.
        role: ColorRole,
        /// Whether it is dashed.
        dashed: bool,
        /// Marker on it.
        marker: Option<Marker>,
    },
}
