//! When the session is written: soon after a change, at once when the window loses the keyboard or closes, and never else.

use super::effect::Effect;
use super::state::AppState;
use crate::files::Session;

/// Seconds from the first change that is not written yet to its writing.
const DELAY: f64 = 2.0;

/// Remembers what was written last. Time is handed in, in seconds from any point.
#[derive(Debug, Default)]
pub struct Autosave {
    written: Option<Session>,
    number: u64,
    due: Option<f64>,
}

impl Autosave {
    /// Takes the present state as written: it was read a moment ago.
    pub fn begin(&mut self, state: &AppState) {
        self.written = Some(state.to_session());
    }

    /// Looks whether something changed since it was written.
    pub fn look(&mut self, state: &AppState, time: f64) {
        if self.due.is_none() && self.written.as_ref() != Some(&state.to_session()) {
            self.due = Some(time + DELAY);
        }
    }

    /// The seconds until something has to be written, if anything has.
    #[must_use]
    pub fn remaining(&self, time: f64) -> Option<f64> {
        self.due.map(|due| (due - time).max(0.0))
    }

    /// What has to be written now, if anything: with `hurry` whatever changed, otherwise what is due.
    pub fn take(&mut self, state: &AppState, time: f64, hurry: bool) -> Option<Effect> {
        let due = self.due.is_some_and(|due| hurry || time >= due);
        due.then(|| self.write(state.to_session()))
    }

    /// The last writing of all, with the mark of a window that was closed.
    pub fn close(&mut self, state: &AppState) -> Effect {
        self.write(state.to_closed_session())
    }

    fn write(&mut self, session: Session) -> Effect {
        self.due = None;
        self.number += 1;
        self.written = Some(session.clone());
        Effect::Autosave { number: self.number, session: Box::new(session) }
    }
}
