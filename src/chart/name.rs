//! The file name to offer for a chart: after its subject, its figure and what it shows of it.

use super::backtest::BacktestShape;
use super::template::TimeFigure;
use super::uncertain::UncertainChart;
use crate::analysis::Target;
use crate::estimate::FigureId;

/// What a chart shows of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartTopic {
    /// Scenarios side by side.
    Comparison,
    /// The factors of a ratio.
    Ratio,
    /// From the accelerators' rated power to the meter.
    Energy,
    /// The figure over one input or two.
    WhatIf,
    /// How sure it is.
    Uncertainty(UncertainChart),
    /// Scenarios among published runs by date.
    OverTime(TimeFigure),
    /// Stages of the run one after the other.
    RunPlan,
    /// The method against published runs.
    Backtest(Target, BacktestShape),
}

/// The name of a chart's file without its ending: `deepseek-v3-cost`, `deepseek-v3-uncertainty-cost`.
#[must_use]
pub fn chart_file_stem(subject: &str, figure: FigureId, topic: ChartTopic) -> String {
    let measure = match figure {
        FigureId::TrainingCompute => "compute",
        FigureId::WallClock => "days",
        FigureId::AcceleratorHours => "hours",
        figure => figure.id().split('_').next().unwrap_or("figure"),
    };
    let subject = file_stem(subject);
    let topic = match topic {
        ChartTopic::Comparison => return format!("{subject}-{measure}"),
        // These show what they show, whatever figure the window has.
        ChartTopic::Energy => return format!("{subject}-energy-build-up"),
        ChartTopic::RunPlan => return format!("{subject}-run-plan"),
        ChartTopic::OverTime(TimeFigure::Cost) => return format!("{subject}-cost-over-time"),
        ChartTopic::OverTime(TimeFigure::Compute) => return format!("{subject}-compute-over-time"),
        ChartTopic::Backtest(target, shape) => {
            let scatter = if shape == BacktestShape::Scatter { "-scatter" } else { "" };
            return format!("{subject}-backtest-{}{scatter}", target.label().to_lowercase());
        }
        ChartTopic::Ratio => "ratio",
        ChartTopic::WhatIf => "what-if",
        ChartTopic::Uncertainty(UncertainChart::Tornado) => "tornado",
        ChartTopic::Uncertainty(UncertainChart::Histogram) => "uncertainty",
        ChartTopic::Uncertainty(UncertainChart::Curve) => "uncertainty-curve",
        ChartTopic::Uncertainty(UncertainChart::Spider) => "spider",
        ChartTopic::Uncertainty(UncertainChart::Shares) => "variance",
    };
    format!("{subject}-{topic}-{measure}")
}

/// A file name from a name on screen: `DeepSeek-V3 (mine)` becomes `deepseek-v3-mine`.
#[must_use]
pub fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '.' {
            stem.push(letter);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_matches(['-', '.']);
    if stem.is_empty() { "scenario".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_has_a_name_of_its_own() {
        let topics = UncertainChart::ALL.map(ChartTopic::Uncertainty).into_iter().chain([
            ChartTopic::Comparison,
            ChartTopic::Ratio,
            ChartTopic::Energy,
            ChartTopic::WhatIf,
        ]);
        let backtests = Target::ALL
            .into_iter()
            .flat_map(|target| BacktestShape::ALL.map(|shape| ChartTopic::Backtest(target, shape)));
        let alone = backtests.chain([
            ChartTopic::RunPlan,
            ChartTopic::OverTime(TimeFigure::Cost),
            ChartTopic::OverTime(TimeFigure::Compute),
        ]);
        let mut names: Vec<_> = topics
            .flat_map(|topic| {
                [FigureId::Cost, FigureId::Carbon].map(|figure| chart_file_stem("DeepSeek-V3", figure, topic))
            })
            .chain(alone.map(|topic| chart_file_stem("DeepSeek-V3", FigureId::Cost, topic)))
            .collect();
        assert_eq!(names[2], "deepseek-v3-uncertainty-cost");
        assert!(names.contains(&"deepseek-v3-backtest-hours".to_owned()), "{names:?}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 9 * 2 - 1 + 11, "the build-up of energy is about energy alone: {names:?}");
        assert_eq!(
            chart_file_stem("../é (mine) ", FigureId::WallClock, ChartTopic::Comparison),
            "é-mine-days"
        );
    }
}
