//! What a window was showing, as it is kept between runs: every scenario with its unsaved changes, and the look of things.

mod format;
mod store;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;

pub use format::{
    Exported, Frame, Look, Question, SESSION, SESSION_VERSION, Views, parse_session, write_session,
};
pub use store::{FoundSessions, SessionStore};

use crate::estimate::FigureId;
use crate::scenario::Scenario;

/// One scenario of the comparison as a window had it.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionScenario {
    /// As it was on screen.
    pub scenario: Arc<Scenario>,
    /// As it was last read or written, where that differs.
    pub saved: Option<Arc<Scenario>>,
    /// The file that it belongs to.
    pub path: Option<PathBuf>,
    /// Texts that were being typed or were not understood: the input as `--set` names it, and the text.
    pub drafts: Vec<(String, String)>,
}

/// What a window was showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Whether the window was closed; otherwise its program ended without a word.
    pub closed: bool,
    /// Whether the window was opened for a file, beside what is usually open.
    pub guest: bool,
    /// The scenarios in the order of their tabs.
    pub scenarios: Vec<SessionScenario>,
    /// The scenario that the headline is about.
    pub baseline: usize,
    /// The scenario whose inputs are shown.
    pub selected: usize,
    /// Whether all are priced like the baseline.
    pub same_price: bool,
    /// The figure that is compared.
    pub figure: FigureId,
    /// The file of the comparison as a whole.
    pub project_file: Option<PathBuf>,
    /// Which view, which panels, which question.
    pub look: Look,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            closed: false,
            guest: false,
            scenarios: Vec::new(),
            baseline: 0,
            selected: 0,
            same_price: false,
            figure: FigureId::Cost,
            project_file: None,
            look: Look::default(),
        }
    }
}

impl Session {
    /// How many scenarios differ from what was last read or written.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.scenarios.iter().filter(|entry| entry.saved.is_some()).count()
    }
}
