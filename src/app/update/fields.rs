//! Inputs: typing, sliding, choosing, resetting.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::draft::Draft;
use crate::app::history::Gesture;
use crate::app::project::FieldKey;
use crate::app::state::AppState;
use crate::scenario::input::InputKey;
use crate::scenario::{set_accelerator, set_quote};
use crate::units::format;

impl AppState {
    pub(super) fn field(&mut self, action: Action) {
        match action {
            Action::Type { field, text } => {
                let draft = Draft::read(field.input.id, &text);
                if let Ok(value) = draft.read {
                    self.set_value(field, value, Some(Gesture::Typing(field)));
                }
                self.session.drafts.insert(field, draft);
            }
            // A text that was not understood stays, so that it can be mended.
            Action::Commit(field) => {
                self.session.drafts.retain(|key, draft| *key != field || draft.is_bad());
            }
            Action::Cancel(field) => {
                self.session.drafts.remove(&field);
                if let Some(before) = self.history.abandon(Gesture::Typing(field)) {
                    self.project = before;
                    self.refresh();
                }
            }
            Action::Slide { field, value } => {
                self.session.drafts.remove(&field);
                self.set_value(field, value, Some(Gesture::Sliding(field)));
            }
            Action::Set { field, value } => {
                self.session.drafts.remove(&field);
                self.set_value(field, value, None);
            }
            Action::Reset(field) => self.reset_field(field),
            Action::Choose { scenario, choice, option } => {
                let name = format!("set {} to {option}", choice.key().replace('_', " "));
                self.step(name, Some(scenario), None, |state| {
                    state.project.edit(scenario, |scenario| {
                        // The option comes from the list of this choice.
                        let _known = choice.set(scenario, option);
                    });
                });
            }
            Action::Accelerator { scenario, id } => {
                let name = self.world.catalog.accelerator(&id).map_or(id.clone(), |found| found.name.clone());
                let catalog = Arc::clone(&self.world.catalog);
                self.step(format!("set accelerator to {name}"), Some(scenario), None, |state| {
                    state.project.edit(scenario, |scenario| {
                        // The id comes from the list of the catalogue.
                        let _known = set_accelerator(scenario, &catalog, &id);
                    });
                });
            }
            Action::Quote { scenario, id, kind } => {
                let Ok(quote) = self.world.catalog.quote(&id).map(Arc::clone) else { return };
                let name = format!("take the price of {}, {}", quote.provider, quote.date);
                self.step(name, Some(scenario), None, |state| {
                    state.project.edit(scenario, |scenario| set_quote(scenario, &quote, kind));
                });
            }
            _ => {}
        }
    }

    /// Sets the user's own value. The cited value entered by hand is the cited value again.
    fn set_value(&mut self, field: FieldKey, value: f64, gesture: Option<Gesture>) {
        let FieldKey { scenario, input } = field;
        let Some(entry) = self.project.entry(scenario) else { return };
        let current = input.get(&entry.scenario);
        if current.as_ref().is_some_and(|current| current.value == value) {
            return;
        }
        let cited = current.and_then(|current| current.replaced).is_some_and(|(cited, _)| cited == value);
        let spec = input.id.spec();
        let name =
            format!("set {} to {}", input.label(&entry.scenario), format::field(spec.dimension, value));
        self.step(name, Some(scenario), gesture, |state| {
            state.project.edit(scenario, |scenario| {
                if cited { input.reset(scenario) } else { input.edit(scenario, value) }
            });
        });
    }

    fn reset_field(&mut self, field: FieldKey) {
        let FieldKey { scenario, input } = field;
        self.session.drafts.remove(&field);
        let Some(entry) = self.project.entry(scenario) else { return };
        let name = format!("reset {}", input.label(&entry.scenario));
        self.step(name, Some(scenario), None, |state| {
            state.project.edit(scenario, |scenario| input.reset(scenario));
        });
    }

    /// Puts every value of the shown scenario back to its source.
    pub(super) fn reset_scenario(&mut self) {
        let Some(entry) = self.project.selected() else { return };
        let (key, name) = (entry.key, format!("reset {}", entry.scenario.name));
        self.session.drafts.retain(|field, _| field.scenario != key);
        self.step(name, Some(key), None, |state| {
            state.project.edit(key, |scenario| {
                for input in InputKey::present(scenario) {
                    input.reset(scenario);
                }
            });
        });
    }
}
