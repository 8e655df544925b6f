//! Inputs: typing, sliding, choosing, resetting.

use std::sync::Arc;

use crate::analysis::apply_solution;
use crate::app::action::Action;
use crate::app::draft::{Draft, Reading};
use crate::app::history::Gesture;
use crate::app::project::FieldKey;
use crate::app::state::AppState;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{
    HoursBasis, Range, Scenario, apply_setting, set_accelerator, set_number, set_quote, set_range,
};
use crate::units::format;
use crate::units::numerals::localized;

impl AppState {
    pub(super) fn field(&mut self, action: Action) {
        match action {
            Action::Type { field, text } => {
                let draft = Draft::read(field.input.id, &text);
                match &draft.read {
                    Ok(Reading::Value(value)) => {
                        self.set_value(field, *value, Some(Gesture::Typing(field)));
                    }
                    Ok(Reading::Range(range, center)) => self.set_range(field, range.clone(), *center),
                    Err(_) => {}
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
            Action::ApplySolution { field, value } => self.apply_solution(field, value),
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
            Action::Draws { scenario, setting } => {
                let catalog = Arc::clone(&self.world.catalog);
                let name = format!("set {}", setting.replace('=', " to "));
                let mut refused = None;
                self.step(name, Some(scenario), None, |state| {
                    state.project.edit(scenario, |scenario| {
                        refused = apply_setting(scenario, &catalog, &setting).err();
                    });
                });
                if let Some(error) = refused {
                    self.failed(error.to_string());
                }
            }
            Action::MakeUncertain(scenario) => {
                self.step("make price and MFU uncertain", Some(scenario), None, |state| {
                    state.project.edit(scenario, make_uncertain);
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
        let certain = entry.scenario.uncertainty.range(input).is_none();
        if certain && current.as_ref().is_some_and(|current| current.value == value) {
            return;
        }
        if !certain && current.as_ref().is_some_and(|current| current.value == value) {
            let name = format!("make {} certain", input.label(&entry.scenario));
            self.step(name, Some(scenario), gesture, |state| {
                state.project.edit(scenario, |scenario| scenario.uncertainty.remove(input));
            });
            return;
        }
        let cited = current.and_then(|current| current.replaced).is_some_and(|(cited, _)| cited == value);
        let spec = input.id.spec();
        let name =
            format!("set {} to {}", input.label(&entry.scenario), format::typed(spec.dimension, value));
        self.step(name, Some(scenario), gesture, |state| {
            state.project.edit(scenario, |scenario| {
                // Fields and sliders hand over only what is within the input's range.
                let _within = set_number(scenario, input, value);
                if cited {
                    input.reset(scenario);
                }
            });
        });
    }

    /// Takes over the value of a goal seek, as one step that undo takes back.
    fn apply_solution(&mut self, FieldKey { scenario, input }: FieldKey, value: f64) {
        let Some(entry) = self.project.entry(scenario) else { return };
        let shown = format::typed(input.id.spec().dimension, value);
        let name = format!("solve {}: {shown}", input.label(&entry.scenario));
        self.session.drafts.remove(&FieldKey { scenario, input });
        self.step(name, Some(scenario), None, |state| {
            state.project.edit(scenario, |scenario| {
                // A solution lies within the input's limits.
                let _within = apply_solution(scenario, input, value);
            });
        });
    }

    /// Makes an input a range. What was typed on the way there, the lower end alone, leaves no trace.
    fn set_range(&mut self, field: FieldKey, range: Range, center: Option<f64>) {
        let FieldKey { scenario, input } = field;
        if let Some(before) = self.history.abandon(Gesture::Typing(field)) {
            self.project = before;
        }
        let Some(entry) = self.project.entry(scenario) else { return };
        let dimension = input.id.spec().dimension;
        let name = format!("set {} to {}", input.label(&entry.scenario), localized(range.text(dimension)));
        self.step(name, Some(scenario), Some(Gesture::Typing(field)), |state| {
            state.project.edit(scenario, |scenario| {
                // The text was read against the input's range.
                let _possible = set_range(scenario, input, range, center);
            });
        });
    }

    fn reset_field(&mut self, field: FieldKey) {
        let FieldKey { scenario, input } = field;
        self.session.drafts.remove(&field);
        let Some(entry) = self.project.entry(scenario) else { return };
        let name = format!("reset {}", input.label(&entry.scenario));
        self.step(name, Some(scenario), None, |state| {
            state.project.edit(scenario, |scenario| {
                input.reset(scenario);
                scenario.uncertainty.remove(input);
            });
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

/// The price and the MFU known to some factor, as for a run that nobody has reported on, so that hours are derived.
fn make_uncertain(scenario: &mut Scenario) {
    /// Ends of the range over the value: what quotes of one year, and published runs of one class, commonly span.
    const SPREAD: [(InputId, f64, f64); 2] = [(InputId::RentalPrice, 0.75, 1.75), (InputId::Mfu, 0.72, 1.3)];
    for (id, low, high) in SPREAD {
        let key = InputKey::of(id);
        let Some(value) = key.get(scenario) else { continue };
        let spec = id.spec();
        let ends = [low, high].map(|factor| two_digits(value.value * factor).clamp(spec.low, spec.high));
        // Within the input's range by the line above.
        let _possible = set_range(scenario, key, Range::interval(ends[0], ends[1]), None);
    }
    scenario.hours_basis = HoursBasis::Derived;
}

fn two_digits(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}
