//! How the window starts: the user's settings, and what was open last.

use std::path::Path;
use std::sync::Arc;

use super::autosave::Autosave;
use super::jobs::JobOptions;
use super::state::{AppState, World};
use crate::files::SessionStore;
use crate::files::places::Places;
use crate::files::recent::load_recent;
use crate::files::session::FoundSessions;
use crate::files::settings::load_settings;

/// Everything that a window starts with.
#[derive(Debug)]
pub struct Launch {
    /// What it shows.
    pub state: AppState,
    /// Where its effects go.
    pub jobs: JobOptions,
    /// What is written of it already.
    pub autosave: Autosave,
}

impl Launch {
    /// Reads settings, recent files and the sessions of programs that are gone. With `fresh`, for a file, those wait for
    /// another time. What could not be used is said in the window.
    #[must_use]
    pub fn new(world: World, places: Option<&Places>, fresh: bool) -> Self {
        let mut jobs = JobOptions::of(&world);
        let first = world.first_scenarios();
        let mut state = AppState::new(world, first);
        state.session.guest = fresh;
        let mut autosave = Autosave::default();
        let Some(places) = places else { return Self { state, jobs, autosave } };
        jobs.config_dir = Some(places.config.clone());
        jobs.state_dir = Some(places.state.clone());
        match load_settings(&places.config) {
            Ok(settings) => state.adopt(settings),
            Err(error) => state.complain(format!("The usual settings are in force: {error}")),
        }
        state.session.recent = load_recent(&places.state).unwrap_or_default();
        let found = open_store(&places.state, &mut state, &mut jobs, fresh);
        // A comparison that nobody has touched need not be written.
        autosave.begin(&state);
        let merged = found.sessions.len() > 1;
        state.restore(found.sessions);
        for problem in found.problems {
            state.tell(problem);
        }
        if !merged {
            autosave.begin(&state);
        }
        Self { state, jobs, autosave }
    }
}

/// Takes a place for the session, and what is left of others.
fn open_store(folder: &Path, state: &mut AppState, jobs: &mut JobOptions, fresh: bool) -> FoundSessions {
    match SessionStore::open(&folder.join("sessions"), &state.world.catalog, fresh) {
        Ok((store, found)) => {
            jobs.sessions = Some(Arc::new(store));
            found
        }
        Err(error) => {
            state.tell(format!("What you do here will not come back after this window closes: {error}"));
            FoundSessions::default()
        }
    }
}
