//! How the program is being used right now: panels, theme, texts being typed, files. Not undoable.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::Dialog;
use super::draft::Draft;
use super::export::ExportChoices;
use super::notice::Notice;
use super::project::{FieldKey, ScenarioKey};
use super::questions::{ChartSlot, ClaimChoice, CompareAs, Correlating, PlanQuestion, WhatIf, Zooms};
use crate::analysis::{SourceFilter, Target};
use crate::chart::Scale;
use crate::chart::backtest::BacktestShape;
use crate::chart::uncertain::UncertainChart;
use crate::estimate::FigureId;
use crate::files::recent::RecentFile;
use crate::files::session::Frame;
use crate::scenario::input::{Group, Level};
use crate::scenario::{Scenario, Scope};
use crate::uncertainty::Swing;

/// A side panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The inputs at the left.
    Inputs,
    /// The explanation at the right.
    Explain,
}

/// What the center of the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum View {
    /// All scenarios side by side.
    #[default]
    Compare,
    /// What is in the number, and why a ratio is what it is.
    Breakdown,
    /// What it would take, and what would come out otherwise.
    WhatIf,
    /// How sure the figure is, and which input makes it so.
    Uncertainty,
    /// Whether it can be done, when, and with what.
    RunPlan,
    /// Who says so: every value with its source.
    Sources,
    /// What others say, checked.
    Claims,
    /// How far the method lies from runs whose hours are known.
    Backtest,
}

impl View {
    /// Every view in the order of the tabs.
    pub const ALL: [Self; 8] = [
        Self::Compare,
        Self::Breakdown,
        Self::WhatIf,
        Self::Uncertainty,
        Self::RunPlan,
        Self::Sources,
        Self::Claims,
        Self::Backtest,
    ];

    /// Whether the view sets scenarios against each other, so that one price for all of them has a meaning there.
    #[must_use]
    pub const fn compares(self) -> bool {
        matches!(self, Self::Compare | Self::Breakdown)
    }

    /// Words on the tab.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Breakdown => "Breakdown",
            Self::WhatIf => "What-if",
            Self::Uncertainty => "Uncertainty",
            Self::RunPlan => "Run plan",
            Self::Sources => "Sources",
            Self::Backtest => "Backtest",
            Self::Claims => "Claims",
        }
    }
}

/// Where a scenario is stored, and what was last read or written there.
#[derive(Debug, Clone, PartialEq)]
pub struct FileLink {
    /// The file; none for a scenario that came from a preset.
    pub path: Option<PathBuf>,
    /// The scenario as it was read or written.
    pub saved: Arc<Scenario>,
}

/// A scenario that was taken out of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where it is stored.
    pub link: Option<FileLink>,
}

/// How the program is being used right now.
#[derive(Debug, Clone)]
pub struct Session {
    /// Down to which detail inputs are shown.
    pub level: Level,
    /// What the center shows.
    pub view: View,
    /// The scenario whose ratio to the subject is taken apart; `None` chooses one.
    pub rival: Option<ScenarioKey>,
    /// What the what-if view asks.
    pub what_if: WhatIf,
    /// The claim that is checked.
    pub claim: ClaimChoice,
    /// How the comparison is shown.
    pub compare_as: CompareAs,
    /// What the run plan asks.
    pub plan: PlanQuestion,
    /// Which sources are shown.
    pub sources: SourceFilter,
    /// Which prediction the backtest shows.
    pub backtest: Target,
    /// How the backtest is drawn.
    pub backtest_as: BacktestShape,
    /// Scales of the charts of views other than the comparison, whose scale is saved with it.
    pub scales: BTreeMap<View, Scale>,
    /// What charts are zoomed into.
    pub zooms: Zooms,
    /// How the uncertainty is drawn.
    pub uncertain_chart: UncertainChart,
    /// Whether the ratio to the rival is shown instead of the figure.
    pub uncertain_ratio: bool,
    /// The value whose probability is asked for, as typed.
    pub uncertain_below: String,
    /// Inputs that shall be correlated, as entered.
    pub correlating: Correlating,
    /// How far each input of the tornado moves.
    pub swing: Swing,
    /// Groups of inputs that are folded.
    pub folded: BTreeSet<Group>,
    /// Whether the inputs are shown; `None` leaves it to the width of the window.
    pub inputs: Option<bool>,
    /// Whether the explanation is shown; `None` leaves it to the width of the window.
    pub explain: Option<bool>,
    /// Whether the window is too narrow for three columns; the explanation then lies over the chart.
    pub narrow: bool,
    /// The figure that the explanation is about.
    pub explained: FigureId,
    /// The rung that the explained cost is at; `None` is the scenario's own.
    pub explained_rung: Option<Scope>,
    /// Texts being typed, and texts that were not understood.
    pub drafts: BTreeMap<FieldKey, Draft>,
    /// Where scenarios are stored.
    pub files: BTreeMap<ScenarioKey, FileLink>,
    /// Where the comparison as a whole is stored.
    pub project_file: Option<PathBuf>,
    /// How charts were exported last.
    pub export: ExportChoices,
    /// The dialog in front of the window.
    pub dialog: Option<Dialog>,
    /// Messages at the bottom.
    pub notices: Vec<Notice>,
    /// Whether the line that says what this is has been closed.
    pub hint_hidden: bool,
    /// Whether the experiments have been closed.
    pub experiments_hidden: bool,
    /// Scenarios with unsaved changes that came back from a program that was ended, until they are kept or discarded.
    pub restored: Vec<ScenarioKey>,
    /// Scenarios that were taken out of the comparison, the last one at the end.
    pub removed: Vec<Removed>,
    /// Files that were opened or saved last, the newest first.
    pub recent: Vec<RecentFile>,
    /// The window on the screen.
    pub frame: Option<Frame>,
    /// Whether the window was opened for a file, beside what is usually open.
    pub guest: bool,
    /// Whether files can be dropped onto the window on this system.
    pub takes_drops: bool,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            level: Level::Simple,
            view: View::Compare,
            rival: None,
            what_if: WhatIf::default(),
            claim: ClaimChoice::default(),
            compare_as: CompareAs::default(),
            plan: PlanQuestion::default(),
            sources: SourceFilter::default(),
            backtest: Target::Hours,
            backtest_as: BacktestShape::Ratios,
            scales: BTreeMap::new(),
            zooms: Zooms::default(),
            uncertain_chart: UncertainChart::default(),
            uncertain_ratio: false,
            uncertain_below: String::new(),
            correlating: Correlating::default(),
            swing: Swing::default(),
            folded: BTreeSet::new(),
            inputs: None,
            explain: None,
            narrow: false,
            explained: FigureId::Cost,
            explained_rung: None,
            drafts: BTreeMap::new(),
            files: BTreeMap::new(),
            project_file: None,
            export: ExportChoices::default(),
            dialog: None,
            notices: Vec::new(),
            hint_hidden: false,
            experiments_hidden: false,
            restored: Vec::new(),
            removed: Vec::new(),
            recent: Vec::new(),
            frame: None,
            guest: false,
            takes_drops: true,
        }
    }
}

impl Session {
    /// The scale of the chart of a view, where the comparison has this one.
    #[must_use]
    pub fn scale(&self, view: View, comparison: Scale) -> Scale {
        let own = self.scales.get(&view).copied();
        if view == View::Compare { comparison } else { own.unwrap_or(comparison) }
    }

    /// Why the axis of what is shown cannot change its scale; none where it can.
    #[must_use]
    pub const fn fixed_scale(&self) -> Option<&'static str> {
        match (self.view, self.compare_as) {
            (View::Compare, CompareAs::Chart) | (View::WhatIf | View::Uncertainty | View::RunPlan, _) => None,
            (View::Compare, CompareAs::OverTime) => {
                Some("Runs over time stay on a logarithmic axis: they span many powers of ten.")
            }
            (View::Breakdown, _) => {
                Some("The factors of a ratio keep their axis: equal lengths are equal factors on it.")
            }
            (View::Backtest, _) => {
                Some("A backtest stays on logarithmic axes: half and double lie equally far from 1× there.")
            }
            (View::Compare, CompareAs::Table | CompareAs::Rungs) | (View::Sources | View::Claims, _) => {
                Some("No chart with an axis is shown.")
            }
        }
    }

    /// The slot of the chart in the center, if it can be zoomed into.
    #[must_use]
    pub fn shown_slot(&self) -> Option<ChartSlot> {
        match self.view {
            View::Compare if self.compare_as == CompareAs::OverTime => Some(ChartSlot::OverTime),
            View::WhatIf => Some(ChartSlot::WhatIf),
            View::Uncertainty => Some(ChartSlot::Uncertain(self.uncertain_chart)),
            View::Backtest if self.backtest_as == BacktestShape::Scatter => Some(ChartSlot::Backtest),
            View::Compare
            | View::Breakdown
            | View::RunPlan
            | View::Sources
            | View::Claims
            | View::Backtest => None,
        }
    }

    /// Whether a panel is shown.
    #[must_use]
    pub fn shows(&self, panel: Panel) -> bool {
        match panel {
            Panel::Inputs => self.inputs.unwrap_or(true),
            Panel::Explain => self.explain.unwrap_or(!self.narrow),
        }
    }
}
