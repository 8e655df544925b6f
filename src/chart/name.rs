//! The file name to offer for a chart: after its subject, its figure and what it shows of it.

use super::uncertain::UncertainChart;
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
}

/// The name of a chart's file without its ending: `deepseek-v3-cost`, `deepseek-v3-cost-uncertainty`.
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
        // Of whatever figure the window shows: this chart is about energy alone.
        ChartTopic::Energy => return format!("{subject}-energy-build-up"),
        ChartTopic::Ratio => "ratio",
        ChartTopic::WhatIf => "what-if",
        ChartTopic::Uncertainty(UncertainChart::Tornado) => "tornado",
        ChartTopic::Uncertainty(UncertainChart::Histogram) => "uncertainty",
        ChartTopic::Uncertainty(UncertainChart::Curve) => "uncertainty-curve",
        ChartTopic::Uncertainty(UncertainChart::Spider) => "spider",
        ChartTopic::Uncertainty(UncertainChart::Shares) => "variance",
    };
    format!("{subject}-{measure}-{topic}")
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
        let mut names: Vec<_> = topics
            .flat_map(|topic| {
                [FigureId::Cost, FigureId::Carbon].map(|figure| chart_file_stem("DeepSeek-V3", figure, topic))
            })
            .collect();
        assert_eq!(names[2], "deepseek-v3-cost-uncertainty");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 9 * 2 - 1, "the build-up of energy is about energy alone: {names:?}");
        assert_eq!(
            chart_file_stem("../é (mine) ", FigureId::WallClock, ChartTopic::Comparison),
            "é-mine-days"
        );
    }
}
