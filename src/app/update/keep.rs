//! What outlives a run: settings, recent files, and scenarios that came back or come back on demand.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::notice::{NoticeLevel, Offer};
use crate::app::project::ScenarioKey;
use crate::app::state::AppState;
use crate::files::settings::Settings;
use crate::scenario::{Scenario, Uncertainty};

impl AppState {
    pub(super) fn keep(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Theme(theme) => return self.adjust(Settings { theme, ..self.settings.clone() }),
            Action::Adjust(settings) => return self.adjust(settings),
            Action::Reopen => self.reopen(),
            Action::StartAfresh => self.start_afresh(),
            Action::KeepRestored => self.forget_restored(),
            Action::DiscardRestored => self.discard_restored(),
            Action::SettingsNotSaved(error) => {
                self.failed(format!("The settings are in force but could not be kept: {error}"));
            }
            Action::NotAutosaved(error) => {
                self.failed(format!("Unsaved changes could not be kept for the next start: {error}"));
            }
            Action::Recent(change) => return vec![Effect::Remember(change)],
            Action::RecentLoaded(recent) => self.session.recent = recent,
            Action::Framed(frame) => self.session.frame = Some(frame),
            _ => {}
        }
        Vec::new()
    }

    /// Puts settings in force that were read from their file.
    pub(in crate::app) fn adopt(&mut self, settings: Settings) {
        self.settings = settings;
        self.session.level = self.settings.level;
        self.session.hint_hidden = !self.settings.hints;
        self.session.experiments_hidden = !self.settings.hints;
        for index in 0..self.project.scenarios.len() {
            let Some(entry) = self.project.scenarios.get(index) else { break };
            let sampled = self.sampled(Arc::clone(&entry.scenario));
            if let Some(entry) = self.project.scenarios.get_mut(index) {
                entry.scenario = sampled;
            }
        }
        self.remember_as_saved();
        self.refresh();
    }

    fn adjust(&mut self, settings: Settings) -> Vec<Effect> {
        if settings == self.settings {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.settings, settings);
        // Numbers on screen are texts by now; all of them are written anew.
        self.refresh();
        vec![Effect::SaveSettings { before: Box::new(before), after: Box::new(self.settings.clone()) }]
    }

    /// A preset with the number of samples that the user prefers, unless it asks for another one than usual.
    pub(super) fn sampled(&self, mut scenario: Arc<Scenario>) -> Arc<Scenario> {
        let usual = Uncertainty::default().samples;
        let unsaid = scenario.uncertainty.samples == usual;
        if let Some(samples) = self.settings.samples.filter(|samples| unsaid && *samples != usual) {
            Arc::make_mut(&mut scenario).uncertainty.samples = samples;
        }
        scenario
    }

    fn reopen(&mut self) {
        let Some(removed) = self.session.removed.pop() else { return };
        let name = removed.scenario.name.clone();
        self.step(format!("reopen {name}"), None, None, |state| {
            let key = state.add_entry(removed.scenario, None);
            if let Some(link) = removed.link {
                state.session.files.insert(key, link);
            }
            state.project.selected = state.project.scenarios.len().saturating_sub(1);
        });
        self.done(format!("Reopened {name}"));
    }

    fn start_afresh(&mut self) {
        self.session.drafts.clear();
        let first = self.world.first_scenarios();
        self.step("start afresh", None, None, |state| {
            state.project.scenarios.clear();
            let scope = first.first().map(|scenario| scenario.scope);
            for scenario in first {
                let scenario = state.sampled(super::scenarios::on_rung(scenario, scope));
                state.add_entry(scenario, None);
            }
            (state.project.baseline, state.project.selected) = (0, 0);
            state.project.same_price = false;
        });
        self.forget_restored();
        self.session.project_file = None;
        self.session.level = self.settings.level;
        self.session.rival = None;
        let undo = Offer { label: "Undo", action: Action::Run(crate::app::Command::Undo) };
        self.offer(NoticeLevel::Done, "The first comparison is back", vec![undo]);
    }

    /// Says which scenarios came back and asks what to do with them; the work goes on meanwhile.
    pub(in crate::app) fn ask_about_restored(&mut self) {
        let count = self.session.restored.len();
        let scenarios =
            if count == 1 { "1 unsaved scenario".to_owned() } else { format!("{count} unsaved scenarios") };
        let offers = vec![
            Offer { label: "Keep", action: Action::KeepRestored },
            Offer { label: "Discard", action: Action::DiscardRestored },
        ];
        self.offer(NoticeLevel::Asks, format!("{scenarios} restored"), offers);
    }

    fn forget_restored(&mut self) {
        self.session.restored.clear();
        self.session
            .notices
            .retain(|notice| notice.offers.iter().all(|offer| offer.action != Action::DiscardRestored));
    }

    /// Puts what came back to what was saved, and takes out what never was. Undo brings it back again.
    fn discard_restored(&mut self) {
        let restored = std::mem::take(&mut self.session.restored);
        self.forget_restored();
        self.session.drafts.retain(|field, _| !restored.contains(&field.scenario));
        self.step("discard restored changes", None, None, |state| {
            for key in &restored {
                state.discard(*key);
            }
        });
        let undo = Offer { label: "Undo", action: Action::Run(crate::app::Command::Undo) };
        self.offer(NoticeLevel::Done, "Discarded what was restored", vec![undo]);
    }

    fn discard(&mut self, key: ScenarioKey) {
        let Some(link) = self.session.files.get(&key) else { return };
        let saved = Arc::clone(&link.saved);
        if self.is_modified(key) {
            if let Some(entry) = self.project.scenarios.iter_mut().find(|entry| entry.key == key) {
                entry.scenario = saved;
            }
        } else if self.project.scenarios.len() > 1 {
            self.project.scenarios.retain(|entry| entry.key != key);
        }
    }
}
