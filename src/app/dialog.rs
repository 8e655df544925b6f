//! Dialogs in front of the window.

use std::path::{Path, PathBuf};

use super::audit::AuditDialog;
use super::export::ExportDialog;
use super::import::ImportDialog;
use super::palette::Palette;
use super::project::{Project, ScenarioKey};
use super::questions::CompareAs;
use super::session::{Session, View};
use super::shared::ShareDialog;
use crate::chart::name::{ChartTopic, chart_file_stem, file_stem};
use crate::chart::template::TimeFigure;
use crate::estimate::FigureId;

/// A dialog in front of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Asks for a file.
    Path(PathDialog),
    /// Offers presets for a new scenario.
    Presets {
        /// Letters that the names must contain.
        filter: String,
    },
    /// Imports files of other programs.
    Import(Box<ImportDialog>),
    /// Checks somebody else's table.
    Audit(Box<AuditDialog>),
    /// Shows what was shared before it is opened.
    Share(Box<ShareDialog>),
    /// Finds commands and more.
    Palette(Palette),
    /// Lists commands with their keys.
    Shortcuts,
    /// What the user prefers.
    Settings,
    /// Exports a chart.
    Export(Box<ExportDialog>),
    /// How to cite the program and the comparison.
    Cite,
    /// Asks before changes to the files of these scenarios are lost.
    Unsaved(Vec<String>),
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Opening a scenario or a comparison.
    Open,
    /// Importing a file of another program.
    Import,
    /// Checking a table.
    Audit,
    /// Saving one scenario.
    SaveScenario(ScenarioKey),
    /// Saving the whole comparison.
    SaveProject,
    /// Writing the chart as a picture.
    ExportChart,
    /// Writing the comparison as a page.
    Report,
}

impl Purpose {
    /// Heading of the dialog.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a scenario or comparison",
            Self::Import => "Import a file",
            Self::Audit => "Check a table",
            Self::SaveScenario(_) => "Save scenario",
            Self::SaveProject => "Save comparison",
            Self::ExportChart => "Export chart",
            Self::Report => "Write a report: .html in one file, .md with its pictures beside it",
        }
    }

    /// Words on the button.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Import => "Import",
            Self::Audit => "Check",
            Self::SaveScenario(_) | Self::SaveProject => "Save",
            Self::ExportChart => "Export",
            Self::Report => "Write",
        }
    }

    /// The ending of such files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Open | Self::Import | Self::Audit | Self::SaveScenario(_) | Self::SaveProject => "ron",
            Self::ExportChart => "png",
            Self::Report => "html",
        }
    }

    /// Whether a file is written.
    #[must_use]
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Open | Self::Import | Self::Audit)
    }
}

/// A dialog that asks for a file: the system's own, and a field to type a path as a way round it.
#[derive(Debug, Clone, PartialEq)]
pub struct PathDialog {
    /// What for.
    pub purpose: Purpose,
    /// The path as typed.
    pub text: String,
    /// Whether the system's dialog is open.
    pub asking: bool,
    /// What went wrong with the path.
    pub error: Option<String>,
    /// A file of this name exists; the same answer again replaces it.
    pub replace: Option<PathBuf>,
    /// Of a report: scenarios whose hours are more than the hardware can do.
    pub impossible: Vec<String>,
    /// Whether the user has read that.
    pub acknowledged: bool,
}

impl PathDialog {
    pub(super) fn new(purpose: Purpose, start: &Path) -> Self {
        Self {
            purpose,
            text: start.display().to_string(),
            asking: true,
            error: None,
            replace: None,
            impossible: Vec::new(),
            acknowledged: false,
        }
    }

    /// The path to use, with the usual ending where none was typed. A leading `~` is the home directory.
    pub(super) fn path(&self, home: Option<&Path>) -> Option<PathBuf> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let mut path = match (text.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        };
        if self.purpose.writes() && path.extension().is_none() {
            path.set_extension(self.purpose.extension());
        }
        Some(path)
    }
}

/// The file name to offer.
pub(super) fn suggested_name(purpose: Purpose, project: &Project, session: &Session) -> String {
    let stem = match purpose {
        Purpose::Open | Purpose::Import | Purpose::Audit => return String::new(),
        Purpose::SaveScenario(key) => {
            project.entry(key).map_or_else(|| "scenario".to_owned(), |entry| file_stem(&entry.scenario.name))
        }
        Purpose::SaveProject => "comparison".to_owned(),
        Purpose::Report => {
            let subject = project.scenarios.get(project.baseline);
            format!("{}-report", subject.map_or("comparison".into(), |entry| file_stem(&entry.scenario.name)))
        }
        Purpose::ExportChart => {
            let (topic, subject) = shown_topic(project, session);
            let subject =
                project.scenarios.get(subject).map_or("chart", |entry| entry.scenario.name.as_str());
            chart_file_stem(subject, project.figure, topic)
        }
    };
    format!("{stem}.{}", purpose.extension())
}

/// What the shown chart is about, and the place of the scenario that it is named after.
fn shown_topic(project: &Project, session: &Session) -> (ChartTopic, usize) {
    match session.view {
        View::Compare if session.compare_as == CompareAs::OverTime => {
            let figure = match project.figure {
                FigureId::TrainingCompute => TimeFigure::Compute,
                _ => TimeFigure::Cost,
            };
            (ChartTopic::OverTime(figure), project.baseline)
        }
        View::Breakdown => (ChartTopic::Ratio, project.baseline),
        View::WhatIf => (ChartTopic::WhatIf, project.selected),
        View::Uncertainty => (ChartTopic::Uncertainty(session.uncertain_chart), project.selected),
        View::RunPlan => (ChartTopic::RunPlan, project.selected),
        View::Backtest => (ChartTopic::Backtest(session.backtest, session.backtest_as), project.selected),
        View::Compare | View::Sources | View::Claims => (ChartTopic::Comparison, project.baseline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Target;
    use crate::app::{AppState, World};
    use crate::chart::uncertain::UncertainChart;

    #[test]
    fn the_offered_name_says_what_the_view_draws() {
        let world = World::load(None).expect("shipped files").0;
        let first = world.first_scenarios();
        let mut state = AppState::new(world, first);
        state.session.backtest = Target::Energy;
        state.session.uncertain_chart = UncertainChart::Histogram;
        for (view, name) in [
            (View::Compare, "deepseek-v3-cost.png"),
            (View::Breakdown, "deepseek-v3-ratio-cost.png"),
            (View::WhatIf, "deepseek-v3-what-if-cost.png"),
            (View::Uncertainty, "deepseek-v3-uncertainty-cost.png"),
            (View::RunPlan, "deepseek-v3-run-plan.png"),
            (View::Backtest, "deepseek-v3-backtest-energy.png"),
        ] {
            state.session.view = view;
            assert_eq!(suggested_name(Purpose::ExportChart, &state.project, &state.session), name);
        }
        state.session.view = View::Compare;
        state.session.compare_as = CompareAs::OverTime;
        state.project.figure = FigureId::TrainingCompute;
        let name = suggested_name(Purpose::ExportChart, &state.project, &state.session);
        assert_eq!(name, "deepseek-v3-compute-over-time.png");
    }
}
