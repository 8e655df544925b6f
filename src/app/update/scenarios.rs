//! The comparison: which scenarios, on which rung, at which price, and which of them is the subject.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::experiment::{self, Experiment};
use crate::app::session::{Removed, View};
use crate::app::state::AppState;
use crate::scenario::{Scenario, Scope};

impl AppState {
    pub(super) fn scenario(&mut self, action: Action) {
        match action {
            Action::Scope(scope) => {
                let name = format!("count {}", scope.name());
                self.step(name, None, None, |state| experiment::set_scope(&mut state.project, scope));
            }
            Action::Rename { scenario, name } => {
                self.step(format!("rename to {name}"), Some(scenario), None, |state| {
                    state.project.edit(scenario, |scenario| scenario.name = name);
                });
            }
            Action::Move { from, to } => self.move_tab(from, to),
            Action::Select(index) => {
                self.project.selected = index;
                self.project.clamp();
                self.refresh();
            }
            Action::Baseline(index) => {
                let name = self.name_of(index);
                self.step(format!("compare with {name}"), None, None, |state| {
                    state.project.baseline = index;
                });
            }
            Action::Duplicate(index) => {
                let Some(entry) = self.project.scenarios.get(index) else { return };
                let mut copy = Arc::clone(&entry.scenario);
                // Alike inputs of copy and original are drawn alike, so that only what is changed makes a difference.
                if entry.scenario.uncertainty.stream.is_empty() {
                    let stream = entry.scenario.id.clone();
                    Arc::make_mut(&mut copy).uncertainty.stream = stream;
                }
                self.add(copy, "duplicate");
            }
            Action::AddPreset(preset) => {
                self.session.dialog = None;
                let scenario = self.sampled(on_rung(preset, self.shared_rung()));
                self.add(scenario, "add");
            }
            Action::Close(index) => self.close(index),
            Action::SamePrice(on) => {
                let name = if on { "price all alike" } else { "price each by itself" };
                self.step(name, None, None, |state| state.project.same_price = on);
            }
            Action::Try(experiment) => {
                let touched = self.project.scenarios.get(self.project.baseline).map(|entry| entry.key);
                self.session.drafts.clear();
                self.step(experiment.label().to_lowercase(), touched, None, |state| {
                    experiment.run(&mut state.project);
                });
                if experiment == Experiment::WhyRatio {
                    self.session.view = View::Breakdown;
                    self.session.rival = None;
                }
                self.session.explained = self.project.figure;
                self.refresh();
            }
            _ => {}
        }
    }

    fn name_of(&self, index: usize) -> String {
        self.project.scenarios.get(index).map(|entry| entry.scenario.name.clone()).unwrap_or_default()
    }

    /// The rung that all scenarios stand on, if they do.
    pub(super) fn shared_rung(&self) -> Option<Scope> {
        let mut scopes = self.project.scenarios.iter().map(|entry| entry.scenario.scope);
        let first = scopes.next()?;
        scopes.all(|scope| scope == first).then_some(first)
    }

    /// Adds a scenario under a name of its own and shows it.
    pub(super) fn add(&mut self, mut scenario: Arc<Scenario>, verb: &str) {
        let name = self.free_name(&scenario.name);
        if name != scenario.name {
            let renamed = Arc::make_mut(&mut scenario);
            renamed.id = crate::chart::name::file_stem(&name);
            renamed.name.clone_from(&name);
        }
        self.step(format!("{verb} {name}"), None, None, |state| {
            state.add_entry(scenario, None);
            state.project.selected = state.project.scenarios.len().saturating_sub(1);
        });
    }

    /// The name itself, or the name with the next free number.
    fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.project.scenarios.iter().any(|entry| entry.scenario.name == name);
        if !taken(name) {
            return name.to_owned();
        }
        let stem =
            name.rsplit_once(" (").filter(|(_, tail)| tail.ends_with(')')).map_or(name, |(stem, _)| stem);
        (2_u32..).map(|number| format!("{stem} ({number})")).find(|name| !taken(name)).unwrap_or_default()
    }

    /// Moves a scenario among the tabs; what is shown and what is the subject stay the same scenarios.
    fn move_tab(&mut self, from: usize, to: usize) {
        let count = self.project.scenarios.len();
        if from == to || from >= count || to >= count {
            return;
        }
        let name = self.name_of(from);
        self.step(format!("move {name}"), None, None, |state| {
            let project = &mut state.project;
            let key_at = |index: usize| project.scenarios.get(index).map(|entry| entry.key);
            let kept = [key_at(project.baseline), key_at(project.selected)];
            let entry = project.scenarios.remove(from);
            project.scenarios.insert(to, entry);
            let [baseline, selected] = kept.map(|key| key.and_then(|key| project.index(key)).unwrap_or(0));
            (project.baseline, project.selected) = (baseline, selected);
        });
    }

    fn close(&mut self, index: usize) {
        if index >= self.project.scenarios.len() {
            return;
        }
        let name = self.name_of(index);
        if let Some(entry) = self.project.scenarios.get(index) {
            let link = self.session.files.get(&entry.key).cloned();
            self.session.removed.push(Removed { scenario: Arc::clone(&entry.scenario), link });
        }
        self.step(format!("remove {name}"), None, None, |state| {
            let project = &mut state.project;
            project.scenarios.remove(index);
            for place in [&mut project.baseline, &mut project.selected] {
                if *place > index {
                    *place -= 1;
                }
            }
        });
    }
}

/// The scenario on another rung.
pub(super) fn on_rung(mut scenario: Arc<Scenario>, scope: Option<Scope>) -> Arc<Scenario> {
    if let Some(scope) = scope.filter(|scope| *scope != scenario.scope) {
        Arc::make_mut(&mut scenario).scope = scope;
    }
    scenario
}
