//! Chart descriptions: what a chart shows, before any tick, color or pixel is decided.

mod plane;
mod ticked;

pub use plane::{Column, Columns, LineMark, LineSeries, Lines, Scatter, ScatterPoint};
pub use ticked::{TickCell, TickTable};

use crate::units::Dimension;

/// A complete chart, with the words around it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// States the finding, not the topic: "DeepSeek-V3 cost a fourteenth of GPT-4".
    pub title: String,
    /// Measure, unit, scope rung, interval: "Final run, rental, US dollars, 90 % interval".
    pub subtitle: String,
    /// Caveats that must travel with the picture: "mixed scope", "mixed price year".
    pub badges: Vec<Badge>,
    /// The plotted data.
    pub kind: ChartKind,
    /// Scope and sources, printed under the plot.
    pub footer: Footer,
    /// Remarks under the plot, at most [`ChartSpec::MAX_NOTES`].
    pub notes: Vec<String>,
}

impl ChartSpec {
    /// More remarks than this make a chart unreadable; further ones are left out.
    pub const MAX_NOTES: usize = 3;
}

/// A caveat shown as a pill under the subtitle, on screen and in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The words in the pill.
    pub text: String,
    /// How loud it is.
    pub tone: BadgeTone,
}

impl Badge {
    /// A caveat that changes how the chart must be read.
    #[must_use]
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: BadgeTone::Warning }
    }

    /// A remark that helps to read the chart.
    #[must_use]
    pub fn info(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: BadgeTone::Info }
    }
}

/// How loud a badge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeTone {
    /// Helps to read the chart.
    Info,
    /// Changes what the chart means.
    Warning,
}

/// The two lines under the plot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// "Scope: final run, rental · 2024 USD nominal · interval 90 %".
    pub scope_line: String,
    /// "Sources: … Made with flopwise 0.1 · scenario 1a2b3c4d".
    pub source_line: String,
}

/// The plotted data, by kind of chart.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// One value per row, with an optional interval.
    Bars(Bars),
    /// Several values per row, one bar below the other.
    GroupedBars(GroupedBars),
    /// Parts of a whole; linear only, because lengths on a log axis do not add.
    StackedBars(StackedBars),
    /// How a ratio or a total comes about, step by step.
    Waterfall(Waterfall),
    /// Points in a plane, such as compute over date.
    Scatter(Scatter),
    /// Curves, such as cost over one input.
    Lines(Lines),
    /// Columns side by side, such as a histogram.
    Columns(Columns),
    /// The effect of each input's range on one result.
    Tornado(Tornado),
    /// A two-way table with shaded cells.
    HeatTable(HeatTable),
    /// What includes what, as ticks.
    TickTable(TickTable),
}

/// Whether equal lengths mean equal differences or equal ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Equal lengths are equal differences.
    Linear,
    /// Equal lengths are equal ratios; values must be above zero.
    Log,
}

/// A value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured; decides how numbers are written.
    pub dimension: Dimension,
    /// Linear or log.
    pub scale: Scale,
    /// The words at the axis: "Cost of the final run (US dollars)".
    pub title: String,
    /// Values marked with a rule across the plot.
    pub thresholds: Vec<Threshold>,
}

impl Axis {
    /// An axis without thresholds.
    #[must_use]
    pub fn new(dimension: Dimension, scale: Scale, title: impl Into<String>) -> Self {
        Self { dimension, scale, title: title.into(), thresholds: Vec::new() }
    }

    /// The same axis with one more rule, for a limit or a claim.
    #[must_use]
    pub fn threshold(mut self, value: f64, label: impl Into<String>) -> Self {
        self.thresholds.push(Threshold { value, label: label.into(), kind: RuleKind::Limit });
        self
    }

    /// The same axis with one more rule, for a statistic of what is drawn.
    #[must_use]
    pub fn statistic(mut self, value: f64, label: impl Into<String>) -> Self {
        self.thresholds.push(Threshold { value, label: label.into(), kind: RuleKind::Statistic });
        self
    }
}

/// The horizontal axis of a plane chart.
#[derive(Clone, Debug, PartialEq)]
pub enum XAxis {
    /// A quantity.
    Quantity(Axis),
    /// Calendar time; values are decimal years (see [`crate::chart::ticks::decimal_year`]).
    Date {
        /// The words at the axis.
        title: String,
        /// Dates marked with a rule across the plot.
        thresholds: Vec<Threshold>,
    },
}

/// A value marked with a rule across the plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Where, in the axis' unit.
    pub value: f64,
    /// What it is: "EU AI Act: 10²⁵ FLOP".
    pub label: String,
    /// Where it comes from.
    pub kind: RuleKind,
}

/// Where a marked value comes from; drawn as the style of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// From outside the drawn data: a legal limit, a published claim.
    Limit,
    /// From the drawn data itself: a percentile.
    Statistic,
}

/// How well a value is known; drawn as a pattern, never by color alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Published by those who ran it.
    Reported,
    /// Computed from reported figures.
    Derived,
    /// Estimated from indirect evidence.
    Estimated,
    /// Little better than a guess.
    Speculative,
}

/// What part a row or point plays in the argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowRole {
    /// The subject of the chart: one saturated color.
    Focus,
    /// What the subject is measured against.
    Baseline,
    /// Everything else: muted.
    Rival,
}

/// Horizontal bars (or dots), one value per row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The value axis.
    pub axis: Axis,
    /// Bar or dot.
    pub mark: Mark,
    /// Top to bottom.
    pub rows: Vec<BarRow>,
    /// Whether the rows are sorted.
    pub order: RowOrder,
    /// What the whiskers are, for the legend: "90 % interval".
    pub interval_label: String,
}

/// What stands for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A bar from the left bound of the axis.
    Bar,
    /// A dot; nothing depends on where a log axis begins.
    Dot,
}

/// The order of rows, top to bottom. Rows without a value come last when sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOrder {
    /// As listed.
    AsGiven,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// One row of a bar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// The name at the left.
    pub label: String,
    /// The value; `None` if it is not known.
    pub value: Option<f64>,
    /// Why the value is missing, shown in its place.
    pub missing_reason: String,
    /// The interval's ends.
    pub low_high: Option<(f64, f64)>,
    /// How well the value is known.
    pub certainty: Certainty,
    /// Its part in the argument.
    pub role: RowRole,
    /// The text at the bar's end; `None` formats the value.
    pub value_label: Option<String>,
}

impl BarRow {
    /// A row with a value, without an interval, as a rival.
    #[must_use]
    pub fn new(label: impl Into<String>, value: f64, certainty: Certainty) -> Self {
        Self {
            label: label.into(),
            value: Some(value),
            missing_reason: String::new(),
            low_high: None,
            certainty,
            role: RowRole::Rival,
            value_label: None,
        }
    }

    /// A row whose value is not known.
    #[must_use]
    pub fn missing(label: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { value: None, missing_reason: reason.into(), ..Self::new(label, 0.0, Certainty::Reported) }
    }

    /// The same row in another role.
    #[must_use]
    pub fn role(mut self, role: RowRole) -> Self {
        self.role = role;
        self
    }

    /// The same row with an interval.
    #[must_use]
    pub fn interval(mut self, low: f64, high: f64) -> Self {
        self.low_high = Some((low, high));
        self
    }
}

/// Several values per row, one bar below the other.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupedBars {
    /// The value axis.
    pub axis: Axis,
    /// What the bars of a row are, top to bottom; at most [`crate::chart::ticks::MAX_SERIES`].
    pub names: Vec<String>,
    /// Top to bottom.
    pub rows: Vec<GroupRow>,
}

/// One row of grouped bars.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// The name at the left.
    pub label: String,
    /// A second line under the name; may be empty.
    pub detail: String,
    /// One value for each name; `None` if it is not known.
    pub values: Vec<Option<f64>>,
    /// The text at the end of the bars; `None` formats the values.
    pub value_label: Option<String>,
}

/// Parts of a whole, one whole per row, on a linear axis.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedBars {
    /// The value axis; its scale must be linear.
    pub axis: Axis,
    /// Top to bottom.
    pub rows: Vec<StackRow>,
}

/// One whole and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct StackRow {
    /// The name at the left.
    pub label: String,
    /// The parts, left to right. Parts of the same name share a color in all rows.
    pub segments: Vec<Segment>,
    /// The text at the end of the bar; `None` formats the sum.
    pub total_label: Option<String>,
    /// Its part in the argument; the focus row's name is set in bold.
    pub role: RowRole,
}

/// One part of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What it is.
    pub name: String,
    /// How much; at least zero.
    pub value: f64,
    /// How well it is known.
    pub certainty: Certainty,
}

/// How a ratio or a total comes about.
#[derive(Clone, Debug, PartialEq)]
pub enum Waterfall {
    /// Factors whose product is a ratio, on a log axis. The part of the ratio that the factors do not explain is
    /// shown as a row of its own, so that the last step ends exactly on the ratio.
    Multiplicative {
        /// The words at the axis.
        axis_title: String,
        /// The factors, in order.
        factors: Vec<Factor>,
        /// The name of the row that shows the ratio.
        total_label: String,
        /// The ratio itself.
        ratio: f64,
    },
    /// Steps whose sum is a total, on a linear axis.
    Additive {
        /// The value axis; its scale must be linear.
        axis: Axis,
        /// The steps, in order.
        steps: Vec<Step>,
        /// The name of the row that shows the total.
        total_label: String,
    },
}

/// One factor of a ratio.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What differs: "Active parameters".
    pub label: String,
    /// The two values: "405 B vs 37 B".
    pub detail: String,
    /// By how much; above zero.
    pub factor: f64,
    /// How well it is known.
    pub certainty: Certainty,
}

/// One step of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is added.
    pub label: String,
    /// How it comes about: "× 1.18 PUE".
    pub detail: String,
    /// By how much; may be negative.
    pub delta: f64,
    /// How well it is known.
    pub certainty: Certainty,
}

/// The effect of each input's range on one result.
#[derive(Clone, Debug, PartialEq)]
pub struct Tornado {
    /// The axis of the result.
    pub axis: Axis,
    /// The result with every input at its base value.
    pub base: f64,
    /// The words at the base line: "Base $5.33 M".
    pub base_label: String,
    /// Usually by falling effect.
    pub rows: Vec<TornadoRow>,
}

/// One input's effect.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoRow {
    /// The input.
    pub label: String,
    /// Its range: "$1.50 to $3.50".
    pub detail: String,
    /// Its share of the result's variance, 0 to 1, written at the right; `None` if it is not known.
    pub share: Option<f64>,
    /// The result with the input at its low end.
    pub at_low: f64,
    /// The result with the input at its high end.
    pub at_high: f64,
}

/// A two-way table with shaded cells.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatTable {
    /// What the cells measure.
    pub dimension: Dimension,
    /// Whether shades follow the value or its logarithm.
    pub scale: Scale,
    /// The name of the input down the side.
    pub row_title: String,
    /// The name of the input along the top.
    pub column_title: String,
    /// Row heads.
    pub rows: Vec<String>,
    /// Column heads.
    pub columns: Vec<String>,
    /// One list per row; `None` where there is no value.
    pub values: Vec<Vec<Option<f64>>>,
    /// Row and column of the current scenario, outlined.
    pub current: Option<(usize, usize)>,
}
