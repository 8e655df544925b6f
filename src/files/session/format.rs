//! The session file, version 1: scenarios as the texts of their own files, the rest as plain words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::{Session, SessionScenario};
use crate::catalog::Catalog;
use crate::estimate::FigureId;
use crate::files::envelope::{options, parse};
use crate::files::error::{FileError, FileProblem};
use crate::files::scenario::{parse_scenario, write_scenario};

/// The schema of a session file.
pub const SESSION: &str = "flopwise/session";
/// The newest version of the session file that is read, and the one that is written.
pub const SESSION_VERSION: u32 = 1;

/// A session as it stands in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Session")]
struct SessionEntry {
    schema: String,
    version: u32,
    closed: bool,
    #[serde(default)]
    guest: bool,
    baseline: usize,
    selected: usize,
    same_price: bool,
    figure: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    project_file: Option<String>,
    #[serde(default)]
    look: Look,
    scenarios: Vec<ScenarioOf>,
}

/// One scenario of a session. It stands there as the text of its own file, so that a scenario which can no longer be
/// read does not take the others with it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "SessionScenario")]
struct ScenarioOf {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    saved: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    drafts: Vec<(String, String)>,
}

/// Which view, which panels, which question: in the words of the program, which leaves out what it does not know.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Whether the axis is logarithmic.
    pub log: bool,
    /// The view.
    pub view: String,
    /// Down to which detail inputs are shown.
    pub level: String,
    /// The figure that is explained.
    pub explained: String,
    /// The place of the scenario whose ratio is taken apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rival: Option<usize>,
    /// Whether the inputs are shown; without it the width of the window decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputs: Option<bool>,
    /// Whether the explanation is shown; without it the width of the window decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<bool>,
    /// Whether the line that says what this is has been closed.
    pub hint_hidden: bool,
    /// Whether the experiments have been closed.
    pub experiments_hidden: bool,
    /// How charts were exported last.
    pub export: Exported,
    /// What the what-if, claims and uncertainty views ask.
    pub question: Question,
    /// How the other views are set.
    pub views: Views,
    /// The window on the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
}

/// What the views ask, as it was typed; inputs are named as `--set` names them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// The input that is solved for.
    pub goal: String,
    /// What the figure shall be.
    pub target: String,
    /// Down the table: the input and its values.
    pub rows: (String, String),
    /// Across the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<(String, String)>,
    /// Whether a claim was chosen.
    pub claim_chosen: bool,
    /// Id of the published claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// What the user's own claim is about.
    pub own_figure: String,
    /// The amount of the user's own claim.
    pub own_amount: String,
    /// The rung that the user's own claim names, by its letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_rung: Option<String>,
    /// How the uncertainty is drawn.
    pub uncertain_chart: String,
    /// Whether the ratio to the rival is drawn instead of the figure.
    pub uncertain_ratio: bool,
    /// The value whose probability is asked for.
    pub uncertain_below: String,
    /// How far each input of the tornado moves.
    pub swing: String,
}

/// Low and high end of an axis.
type Ends = (f64, f64);

/// How views are set: chosen things by their words, the rest as it was typed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Views {
    /// The rung whose cost is explained, by its letter; without it the scenario's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained_rung: Option<String>,
    /// How the comparison is shown.
    pub compare_as: String,
    /// When the run shall be done; without it the usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// A number of accelerators to try.
    pub count: String,
    /// What the optimizer keeps.
    pub recipe: String,
    /// The column that quotes are sorted by.
    pub quotes_by: String,
    /// Whether the greatest come first.
    pub quotes_descending: bool,
    /// Whether earlier quotes are listed, too.
    pub quotes_history: bool,
    /// Words that sources must contain.
    pub source_words: String,
    /// The status that sources must have.
    pub source_status: String,
    /// Whether only sources are shown that the figure rests on.
    pub source_used: bool,
    /// The prediction that the backtest shows.
    pub backtest: String,
    /// How the backtest is drawn.
    pub backtest_as: String,
    /// Groups of inputs that are folded.
    pub folded: Vec<String>,
    /// Views with a scale of their own, and whether it is logarithmic.
    pub scales: Vec<(String, bool)>,
    /// Charts that are zoomed into, with the ends of their axes.
    pub zooms: Vec<(String, Ends, Ends)>,
    /// Two inputs that shall be correlated, and how much.
    pub correlating: (Option<String>, Option<String>, String),
}

/// How charts were exported last; what is empty is as usual.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exported {
    /// The format, by the ending of its files.
    pub format: String,
    /// The name of the size.
    pub size: String,
    /// Width, height and scale of a custom size, as typed.
    pub custom: (String, String, String),
    /// Whether it was the dark theme.
    pub dark: bool,
    /// Whether there was no background.
    pub transparent: bool,
    /// Whether the scenarios were left out of the picture.
    pub bare: bool,
    /// Whether the data were written beside it.
    pub data: bool,
}

/// The size of the window in points. Its place on the screen is left to the system, which knows its monitors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// The text of a session file: the same for the same session, and read back to the same session.
#[must_use]
pub fn write_session(session: &Session) -> String {
    let text = |path: &Option<PathBuf>| path.as_deref().and_then(Path::to_str).map(str::to_owned);
    let entry = SessionEntry {
        schema: SESSION.to_owned(),
        version: SESSION_VERSION,
        closed: session.closed,
        guest: session.guest,
        baseline: session.baseline,
        selected: session.selected,
        same_price: session.same_price,
        figure: session.figure.id().to_owned(),
        project_file: text(&session.project_file),
        look: session.look.clone(),
        scenarios: session
            .scenarios
            .iter()
            .map(|entry| ScenarioOf {
                path: text(&entry.path),
                text: write_scenario(&entry.scenario),
                saved: entry.saved.as_deref().map(write_scenario),
                drafts: entry.drafts.clone(),
            })
            .collect(),
    };
    // Texts in raw quotes stay readable. Plain data like this has nothing that RON cannot write.
    let pretty = PrettyConfig::new().escape_strings(false);
    options().to_string_pretty(&entry, pretty).unwrap_or_default()
}

/// Reads the text of a session file. Scenarios that cannot be read any more are left out and named.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn parse_session(
    name: &str,
    text: &str,
    catalog: &Catalog,
) -> Result<(Session, Vec<FileError>), FileError> {
    let entry: SessionEntry = parse(name, text, SESSION, SESSION_VERSION)?;
    let mut problems = Vec::new();
    let mut scenarios = Vec::new();
    let [mut baseline, mut selected] = [entry.baseline, entry.selected];
    for (index, of) in entry.scenarios.into_iter().enumerate() {
        let read = |text: &str| {
            let place = format!("{name}, scenario {}", index + 1);
            parse_scenario(&place, text, catalog).map(Arc::new)
        };
        // What was last saved is only good for a comparison with it: without it the scenario counts as changed.
        let saved = of.saved.as_deref().map(read);
        match read(&of.text) {
            Ok(scenario) => scenarios.push(SessionScenario {
                saved: saved.map(|saved| saved.unwrap_or_else(|_| Arc::clone(&scenario))),
                scenario,
                path: of.path.map(PathBuf::from),
                drafts: of.drafts,
            }),
            Err(problem) => {
                for place in [&mut baseline, &mut selected] {
                    *place -= usize::from(*place > scenarios.len());
                }
                problems.push(problem);
            }
        }
    }
    if scenarios.is_empty() {
        let nothing = FileProblem::Syntax { expected: "no scenario in it can be read".to_owned() };
        return Err(problems.into_iter().next().unwrap_or_else(|| FileError::new(name, nothing)));
    }
    let session = Session {
        closed: entry.closed,
        guest: entry.guest,
        scenarios,
        baseline,
        selected,
        same_price: entry.same_price,
        figure: FigureId::from_id(&entry.figure).unwrap_or(FigureId::Cost),
        project_file: entry.project_file.map(PathBuf::from),
        look: entry.look,
    };
    Ok((session, problems))
}
