//! Pictures that readers recognize, ready to be filled: each answers one question about the scenarios at hand.
//!
//! A template only chooses and words what other modules calculate; the picture is a [`ChartSpec`] like any other.

mod included;
mod over_time;
mod owning;
mod phases;
mod prices;
mod serving;

use super::backtest::{BacktestShape, backtest_chart};
use super::compare::{CompareView, comparison_chart};
use super::context::{Context, dollars, sources};
use super::energy::energy_chart;
use super::name::{ChartTopic, chart_file_stem, file_stem};
use super::ratio::ratio_chart;
use super::spec::{Badge, ChartSpec, Scale};
use super::uncertain::{UncertainChart, uncertain_chart};
use crate::analysis::{
    Backtest, Comparison, Evaluation, RatioBasis, Target, explain_ratio, interval, uncertain_figure,
};
use crate::catalog::{Catalog, Status};
use crate::chart::Certainty;
use crate::estimate::{FigureId, Missing};
use crate::uncertainty::{Runner, Swing};

pub use over_time::TimeFigure;

/// Why a template has nothing to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoChart {
    /// The scenario lacks a figure.
    #[error("{name}: {reason}")]
    Missing {
        /// The scenario.
        name: String,
        /// What it lacks.
        reason: Missing,
    },
    /// Something else lacks; says what to do.
    #[error("{0}")]
    Needs(String),
}

impl NoChart {
    fn of(evaluation: &Evaluation) -> impl Fn(Missing) -> Self + '_ {
        |reason| Self::Missing { name: evaluation.scenario().name.clone(), reason }
    }
}

macro_rules! templates {
    ($( $(#[$doc:meta])* $variant:ident, $id:literal, $label:literal, $question:literal; )*) => {
        /// A picture that is ready to be filled.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Template {
            $($(#[$doc])* $variant,)*
        }

        impl Template {
            /// Every template, in the order of a list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable id on the command line.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What it is called.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The question that it answers.
            #[must_use]
            pub const fn question(self) -> &'static str {
                match self { $(Self::$variant => $question,)* }
            }
        }
    };
}

templates! {
    /// Bars of cost.
    CostByModel, "cost-by-model", "Training cost by model", "What did each run cost?";
    /// Bars of accelerator-hours.
    HoursByModel, "hours-by-model", "Hours side by side", "How many accelerator-hours did each run take?";
    /// Hours of each phase with their cost.
    HoursByPhase, "hours-by-phase", "Hours and cost by phase", "Which stage took the hours?";
    /// Ticks for each rung of the ladder.
    Included, "included", "What is included", "What does each number include, and what does it come to?";
    /// Cost over date.
    CostOverTime, "cost-over-time", "Cost over time", "Is this cost on the trend of published runs?";
    /// Compute over date with legal thresholds.
    ComputeOverTime, "compute-over-time", "Compute over time", "Is this compute on the trend, and above a legal threshold?";
    /// Dated quotes.
    PriceHistory, "price-history", "Price history", "What did an hour of this accelerator cost, and when?";
    /// Energy from chip to meter.
    Energy, "energy", "Energy build-up", "Where does the energy go?";
    /// Rent, ownership, purchase.
    RentOwnBuy, "rent-own-buy", "Rent, own or buy", "What does the same run cost rented, owned, or with the whole cluster?";
    /// Cumulative serving against training.
    TrainingServing, "training-vs-serving", "Training against serving", "After how many days does serving cost as much as training?";
    /// Effect of each range.
    Tornado, "tornado", "Tornado", "Which assumption matters most?";
    /// How often each value comes out.
    Histogram, "histogram", "Histogram", "Which values come out how often?";
    /// Probability to stay below each value.
    Curve, "curve", "Probability curve", "How likely does it stay below a value?";
    /// The figure along every range.
    Spider, "spider", "Spider", "How does the figure follow each assumption?";
    /// Shares of variance.
    Shares, "shares", "Shares of variance", "Which assumption makes it uncertain?";
    /// Predictions over published figures.
    Backtest, "backtest", "Backtest", "How far is the method from what was published?";
    /// Predictions against published figures.
    BacktestScatter, "backtest-scatter", "Predicted against published", "Is the method as good for small runs as for large ones?";
    /// Factors of a ratio.
    Ratio, "ratio", "Ratio waterfall", "Where does the ratio to the other run come from?";
}

/// What may differ between two pictures of one template; without it everything is as usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// The figure that is shown, where [`Template::takes_figure`] says that there is a choice.
    pub figure: Option<FigureId>,
    /// The scale of the axis of values: of bars and of uncertainty.
    pub scale: Option<Scale>,
}

impl Template {
    /// The template with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.id().eq_ignore_ascii_case(id.trim()))
    }

    /// Whether it can show another figure than its usual one.
    #[must_use]
    pub const fn takes_figure(self) -> bool {
        matches!(self, Self::CostByModel | Self::Ratio)
            || self.uncertain().is_some()
            || self.backtest().is_some()
    }

    /// How it draws the uncertainty of a figure, if it does.
    const fn uncertain(self) -> Option<UncertainChart> {
        Some(match self {
            Self::Tornado => UncertainChart::Tornado,
            Self::Histogram => UncertainChart::Histogram,
            Self::Curve => UncertainChart::Curve,
            Self::Spider => UncertainChart::Spider,
            Self::Shares => UncertainChart::Shares,
            _ => return None,
        })
    }

    /// How it draws a backtest, if it does.
    const fn backtest(self) -> Option<BacktestShape> {
        match self {
            Self::Backtest => Some(BacktestShape::Ratios),
            Self::BacktestScatter => Some(BacktestShape::Scatter),
            _ => None,
        }
    }

    /// The name of its file without the ending.
    #[must_use]
    pub fn file_stem(self, subject: &str, wish: Wish) -> String {
        let figure = wish.figure.unwrap_or(FigureId::Cost);
        if let Some(shape) = self.backtest() {
            let target = target(wish).unwrap_or(Target::Hours);
            return chart_file_stem(subject, figure, ChartTopic::Backtest(target, shape));
        }
        let topic = match (self, self.uncertain()) {
            (_, Some(chart)) => ChartTopic::Uncertainty(chart),
            (Self::Ratio, _) => ChartTopic::Ratio,
            (Self::Energy, _) => ChartTopic::Energy,
            (Self::CostOverTime, _) => ChartTopic::OverTime(TimeFigure::Cost),
            (Self::ComputeOverTime, _) => ChartTopic::OverTime(TimeFigure::Compute),
            (Self::CostByModel, _) if wish.figure.is_some() => ChartTopic::Comparison,
            _ => return format!("{}-{}", file_stem(subject), self.id()),
        };
        chart_file_stem(subject, figure, topic)
    }

    /// Fills the template with its usual figure on its usual scale. The baseline is its subject where only one scenario
    /// fits.
    ///
    /// # Errors
    /// Why these scenarios cannot fill it, and what would help.
    pub fn build(
        self,
        comparison: &Comparison,
        catalog: &Catalog,
        runner: &impl Runner,
    ) -> Result<ChartSpec, NoChart> {
        self.build_as(Wish::default(), comparison, catalog, runner)
    }

    /// Fills the template as wished, as far as it leaves a choice.
    ///
    /// # Errors
    /// As [`Template::build`].
    pub fn build_as(
        self,
        wish: Wish,
        comparison: &Comparison,
        catalog: &Catalog,
        runner: &impl Runner,
    ) -> Result<ChartSpec, NoChart> {
        let subject = comparison.baseline().ok_or_else(|| NoChart::Needs("name a scenario".to_owned()))?;
        if let Some(chart) = self.uncertain() {
            return uncertain(chart, wish, subject, runner);
        }
        if let Some(shape) = self.backtest() {
            let name = subject.scenario().name.as_str();
            return backtest_chart(&Backtest::new(catalog), target(wish)?, shape, Some(name))
                .ok_or_else(|| NoChart::Needs("no published run can check this figure".to_owned()));
        }
        let figure = wish.figure.unwrap_or(FigureId::Cost);
        let view = |figure| CompareView { figure, scale: wish.scale.unwrap_or(Scale::Log) };
        match self {
            Self::CostByModel => bars(comparison, view(figure), runner),
            Self::HoursByModel => bars(comparison, view(FigureId::AcceleratorHours), runner),
            Self::HoursByPhase => phases::chart(comparison, subject),
            Self::Included => included::chart(comparison, subject),
            Self::CostOverTime => over_time::chart(comparison, catalog, TimeFigure::Cost, &[]),
            Self::ComputeOverTime => over_time::chart(comparison, catalog, TimeFigure::Compute, &[]),
            Self::PriceHistory => prices::chart(subject, catalog),
            Self::Energy => energy_chart(subject).map_err(NoChart::of(subject)),
            Self::RentOwnBuy => owning::chart(comparison),
            Self::TrainingServing => serving::chart(comparison, subject),
            // The others are drawn above.
            Self::Backtest
            | Self::BacktestScatter
            | Self::Ratio
            | Self::Tornado
            | Self::Histogram
            | Self::Curve
            | Self::Spider
            | Self::Shares => ratio(comparison, subject, figure),
        }
    }
}

/// Published runs by date with the scenarios among them and their 90 % intervals, one for each row of the comparison, `None`
/// where there is none. An interval that holds a legal threshold says so.
///
/// # Errors
/// As [`Template::build`].
pub fn over_time_chart(
    comparison: &Comparison,
    catalog: &Catalog,
    figure: TimeFigure,
    intervals: &[Option<(f64, f64)>],
) -> Result<ChartSpec, NoChart> {
    over_time::chart(comparison, catalog, figure, intervals)
}

fn bars(comparison: &Comparison, view: CompareView, runner: &impl Runner) -> Result<ChartSpec, NoChart> {
    let figure = view.figure;
    let rows = comparison.rows.iter();
    if let Some(reason) =
        rows.clone().map(|row| row.evaluation.value(figure)).reduce(Result::or).and_then(Result::err)
    {
        return Err(NoChart::Needs(format!(
            "none of these scenarios has {}: {reason}",
            figure.label().to_lowercase()
        )));
    }
    let intervals: Vec<_> = rows.map(|row| interval(&row.evaluation.checked, figure, runner)).collect();
    Ok(comparison_chart(comparison, view, &intervals))
}

fn uncertain(
    chart: UncertainChart,
    wish: Wish,
    subject: &Evaluation,
    runner: &impl Runner,
) -> Result<ChartSpec, NoChart> {
    let name = &subject.scenario().name;
    let figure = wish.figure.unwrap_or(FigureId::Cost);
    let found = uncertain_figure(&subject.checked, None, figure, Swing::OwnRange, runner)
        .map_err(|error| NoChart::Needs(format!("{name}: {error}")))?;
    if found.bars.iter().all(|bar| bar.at_low == bar.at_high) {
        let measure = figure.label().to_lowercase();
        return Err(NoChart::Needs(format!(
            "{name}: no input that the {measure} depends on is a range; give one a range, for example a price of \
             1.5 to 3.5"
        )));
    }
    Ok(uncertain_chart(&found, subject, None, chart, wish.scale.unwrap_or(Scale::Linear)))
}

/// The prediction that a backtest shows of a figure.
fn target(wish: Wish) -> Result<Target, NoChart> {
    match wish.figure {
        None | Some(FigureId::AcceleratorHours) => Ok(Target::Hours),
        Some(FigureId::Energy) => Ok(Target::Energy),
        Some(FigureId::Carbon) => Ok(Target::Carbon),
        Some(FigureId::Cost) => Ok(Target::Cost),
        Some(other) => Err(NoChart::Needs(format!(
            "{} of published runs are not predicted; choose hours, energy, carbon or cost",
            other.label().to_lowercase()
        ))),
    }
}

fn ratio(comparison: &Comparison, subject: &Evaluation, figure: FigureId) -> Result<ChartSpec, NoChart> {
    let mut others = comparison.rows.iter().enumerate().filter(|(row, _)| *row != comparison.baseline);
    let Some((_, rival)) = others.next() else {
        return Err(NoChart::Needs("a ratio needs two scenarios: name a second one".to_owned()));
    };
    let rival = &rival.evaluation;
    // The greater over the smaller reads better; the sentence says which is which.
    let Some(basis) = RatioBasis::ALL.into_iter().find(|basis| basis.figure() == figure) else {
        return Err(NoChart::Needs(format!("a ratio of {} cannot be taken apart", figure.label())));
    };
    let explanation = explain_ratio(rival, subject, basis).map_err(|reason| {
        let lacks = if subject.value(basis.figure()).is_err() { subject } else { rival };
        NoChart::of(lacks)(reason)
    })?;
    Ok(ratio_chart(&explanation, rival, subject))
}

/// The words around a picture of one figure.
fn context(comparison: &Comparison, subject: &Evaluation, figure: FigureId) -> Context {
    let scope = subject.scenario().scope;
    Context {
        subject: subject.scenario().name.clone(),
        measure: figure.label().to_owned(),
        dimension: figure.dimension(),
        scope: format!("{} – {}", scope.letter(), scope.name()),
        method: String::new(),
        dollars: dollars(comparison.rows.iter().map(|row| row.evaluation.scenario()), figure),
        sources: sources(comparison.rows.iter().map(|row| &row.evaluation), figure, false),
        badges: comparison.badges(figure).iter().map(|badge| Badge::warning(badge.label())).collect(),
    }
}

fn certainty_of(status: Status) -> Certainty {
    match status {
        Status::Reported => Certainty::Reported,
        Status::Derived | Status::Yours => Certainty::Derived,
        Status::Estimated => Certainty::Estimated,
        Status::Speculative => Certainty::Speculative,
    }
}

#[cfg(test)]
mod tests;
