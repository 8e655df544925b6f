//! Everything that can happen: what a person does, and what the world answers.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::dialog::Purpose;
use super::effect::OpenedFile;
use super::experiment::Experiment;
use super::export::ExportAction;
use super::import::ImportEvent;
use super::project::{FieldKey, ScenarioKey};
use super::questions::{ChartSlot, ClaimChoice, CompareAs, Correlating, PlanQuestion, WhatIf};
use super::session::{Panel, View};
use super::start::Start;
use super::state::Preset;
use super::update::FolderRead;
use crate::analysis::{SourceFilter, Target};
use crate::catalog::PriceKind;
use crate::chart::backtest::BacktestShape;
use crate::chart::uncertain::UncertainChart;
use crate::chart::{Scale, Window};
use crate::estimate::FigureId;
use crate::files::recent::{RecentChange, RecentFile};
use crate::files::session::Frame;
use crate::files::settings::{Settings, ThemeChoice};
use crate::render::Picture;
use crate::scenario::input::{Group, Level};
use crate::scenario::{ChoiceId, Scenario, Scope};
use crate::uncertainty::Swing;

/// Something that happened. Views push actions; the reducer alone applies them.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// The text of a field changed.
    Type {
        /// The field.
        field: FieldKey,
        /// The whole text.
        text: String,
    },
    /// A field was left, or confirmed with Enter.
    Commit(FieldKey),
    /// A field was left with Escape.
    Cancel(FieldKey),
    /// A slider moved.
    Slide {
        /// The field.
        field: FieldKey,
        /// The value in the base unit.
        value: f64,
    },
    /// A slider was let go.
    EndSlide,
    /// One value was set at once: a remark's fix, a tick of a slider.
    Set {
        /// The field.
        field: FieldKey,
        /// The value in the base unit.
        value: f64,
    },
    /// Back to the cited value.
    Reset(FieldKey),
    /// An option was chosen.
    Choose {
        /// The scenario.
        scenario: ScenarioKey,
        /// Which choice.
        choice: ChoiceId,
        /// The option's id.
        option: &'static str,
    },
    /// An accelerator was chosen.
    Accelerator {
        /// The scenario.
        scenario: ScenarioKey,
        /// The accelerator's id.
        id: String,
    },
    /// The price of a dated quote was chosen.
    Quote {
        /// The scenario.
        scenario: ScenarioKey,
        /// The quote's id.
        id: String,
        /// Which of its prices.
        kind: PriceKind,
    },
    /// Every scenario moves to one rung.
    Scope(Scope),
    /// A scenario got another name.
    Rename {
        /// The scenario.
        scenario: ScenarioKey,
        /// Its new name.
        name: String,
    },
    /// A scenario takes another place among the tabs.
    Move {
        /// Its place.
        from: usize,
        /// The place that it takes.
        to: usize,
    },
    /// An empty window begins with something.
    Start(Start),
    /// Another scenario's inputs are shown.
    Select(usize),
    /// Another scenario is the subject of the headline.
    Baseline(usize),
    /// A scenario is copied.
    Duplicate(usize),
    /// A scenario is taken out of the comparison.
    Close(usize),
    /// A preset joins the comparison.
    AddPreset(Arc<Scenario>),
    /// Another figure is charted.
    Figure(FigureId),
    /// The axis changes its scale.
    Scale(Scale),
    /// All are priced alike, or each at its own price.
    SamePrice(bool),
    /// A one-click experiment.
    Try(Experiment),
    /// The center shows something else.
    View(View),
    /// Another scenario's ratio to the subject is taken apart.
    Rival(ScenarioKey),
    /// The what-if view asks something else.
    WhatIf(WhatIf),
    /// The claims view checks something else.
    Claim(ClaimChoice),
    /// The comparison is shown another way.
    CompareAs(CompareAs),
    /// The run plan asks something else.
    Plan(PlanQuestion),
    /// Other sources are shown.
    Sources(SourceFilter),
    /// The backtest shows another prediction.
    Backtest(Target),
    /// The backtest is drawn another way.
    BacktestAs(BacktestShape),
    /// A part of a chart is shown, or the whole again.
    Zoom(ChartSlot, Option<Window>),
    /// The solution of a goal seek becomes the value of its input.
    ApplySolution {
        /// The field.
        field: FieldKey,
        /// The value in the base unit.
        value: f64,
    },
    /// The uncertainty is drawn another way.
    UncertainChart(UncertainChart),
    /// The ratio to the rival is shown instead of the figure, or no longer.
    UncertainRatio(bool),
    /// The probability of less than another value is asked for.
    UncertainBelow(String),
    /// Inputs to correlate were chosen, or their correlation was typed.
    Correlating(Correlating),
    /// Inputs of the tornado move to the ends of their ranges, or to percentiles.
    Swing(Swing),
    /// Seed, samples, correlation or sharing of a scenario, as `--set` takes them.
    Draws {
        /// The scenario.
        scenario: ScenarioKey,
        /// `seed=7`, `samples=1M`.
        setting: String,
    },
    /// Price and MFU of a scenario become ranges to start from.
    MakeUncertain(ScenarioKey),
    /// A figure is explained.
    Explain(FigureId),
    /// The cost at a rung is explained, whichever rung the scenario stands on.
    ExplainRung(Scope),
    /// An input is shown, and its field has the keyboard.
    GoTo(FieldKey),
    /// Another entry of the palette is the one that Enter takes.
    PaletteChoose(usize),
    /// A command of the table.
    Run(Command),
    /// Light or dark.
    Theme(ThemeChoice),
    /// More or fewer inputs.
    Level(Level),
    /// A group of inputs is folded, or unfolded.
    Fold(Group, bool),
    /// A panel opens or closes.
    Show(Panel, bool),
    /// The window became too narrow for three columns, or wide enough again.
    Narrow(bool),
    /// A message is closed.
    CloseNotice(u64),
    /// The line that says what this is, is closed.
    HideHint,
    /// The experiments are closed.
    HideExperiments,
    /// The text of a dialog's field changed.
    DialogText(String),
    /// A dialog's button was pressed.
    DialogConfirm,
    /// The system's file dialog shall open.
    DialogBrowse,
    /// A dialog was closed.
    DialogCancel,
    /// A file came from outside: the command line, a drop.
    OpenPath(PathBuf),
    /// Several files came from outside at once; they are opened in their order.
    OpenPaths(Vec<PathBuf>),
    /// The text of a file came from outside, without a file.
    OpenText(String),
    /// A text without a file was read.
    TextRead(Result<OpenedFile, String>),
    /// The scenario that was taken out last comes back.
    Reopen,
    /// The first comparison takes the place of the one that is shown.
    StartAfresh,
    /// Scenarios that came back from a program that was ended are kept.
    KeepRestored,
    /// Scenarios that came back from a program that was ended go back to what was saved.
    DiscardRestored,
    /// The settings changed.
    Adjust(Settings),
    /// The settings could not be written.
    SettingsNotSaved(String),
    /// The session could not be written.
    NotAutosaved(String),
    /// The list of recent files was read.
    RecentLoaded(Vec<RecentFile>),
    /// The list of recent files shall change.
    Recent(RecentChange),
    /// The window has another size.
    Framed(Frame),
    /// A text with a share string in it came from outside: the command line, the clipboard.
    OpenShared(String),
    /// The system's file dialog answered.
    Asked {
        /// What for.
        purpose: Purpose,
        /// The file; none when it was closed.
        path: Option<PathBuf>,
        /// Whether the dialog never appeared.
        unavailable: bool,
    },
    /// Whether a file exists is known.
    Looked {
        /// What for.
        purpose: Purpose,
        /// The file.
        path: PathBuf,
        /// Whether it exists.
        exists: bool,
    },
    /// A file was read.
    Opened {
        /// The file.
        path: PathBuf,
        /// What it held, or what is wrong with it.
        result: Result<OpenedFile, String>,
    },
    /// The scenarios of a folder were read.
    FolderOpened(FolderRead),
    /// An open scenario becomes what its file holds.
    Reread {
        /// Which one.
        scenario: ScenarioKey,
        /// As it was read.
        read: Arc<Scenario>,
    },
    /// A scenario was written.
    ScenarioSaved {
        /// Which one.
        key: ScenarioKey,
        /// As it was written.
        scenario: Arc<Scenario>,
        /// The file.
        path: PathBuf,
        /// What went wrong.
        result: Result<(), String>,
    },
    /// A comparison was written.
    ProjectSaved {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        result: Result<(), String>,
    },
    /// A picture was written.
    Exported {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        result: Result<(), String>,
    },
    /// Something in the export dialog, or what was drawn for it.
    Export(ExportAction),
    /// The report was written.
    Reported {
        /// The page.
        path: PathBuf,
        /// What went wrong.
        result: Result<(), String>,
    },
    /// The chart was drawn for the clipboard.
    Pictured(Result<Arc<Picture>, String>),
    /// A text was handed to the clipboard; what is said of it.
    TextCopied(String),
    /// A picture of this width and height, in pixels, was handed to the clipboard.
    PictureCopied(u32, u32),
    /// Something happened in an import or an audit.
    Import(ImportEvent),
    /// What was shared is opened: in place of what is open, or beside it.
    TakeShared {
        /// In place of it.
        replace: bool,
    },
    /// The user's own presets were read again; files that could not be read are named.
    PresetsLoaded(Vec<Preset>, Vec<String>),
}
