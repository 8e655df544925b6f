//! The palette, going to an input, and what an empty window offers.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::effect::Effect;
use crate::app::focus::Focus;
use crate::app::form::least_level;
use crate::app::palette::{Palette, Shelf, actions};
use crate::app::project::FieldKey;
use crate::app::session::View;
use crate::app::start::Start;
use crate::app::state::AppState;
use crate::scenario::input::Level;

impl AppState {
    pub(super) fn open_palette(&mut self, shelf: Shelf) {
        self.session.dialog = Some(Dialog::Palette(Palette::new(shelf)));
    }

    /// Does what the chosen entry stands for. What cannot be done now leaves the palette open.
    pub(super) fn take_from_palette(&mut self) -> Vec<Effect> {
        let Some(Dialog::Palette(palette)) = &self.session.dialog else { return Vec::new() };
        let entry = palette.entries(self).into_iter().nth(palette.chosen);
        let Some(entry) = entry.filter(|entry| entry.enabled) else { return Vec::new() };
        self.session.dialog = None;
        actions(self, &entry.found).into_iter().flat_map(|action| self.apply(action)).collect()
    }

    /// Shows an input, whatever hid it: another scenario, a closed panel, a simpler level.
    pub(super) fn go_to(&mut self, field: FieldKey) -> Vec<Effect> {
        let (Some(index), Some(entry)) =
            (self.project.index(field.scenario), self.project.entry(field.scenario))
        else {
            return Vec::new();
        };
        if field.input.get(&entry.scenario).is_none() {
            return Vec::new();
        }
        let level = least_level(&entry.scenario, field.input);
        self.session.level = self.session.level.max(level);
        self.session.inputs = Some(true);
        self.project.selected = index;
        self.refresh();
        vec![Effect::Focus(Focus::Field(field))]
    }

    /// Begins with something.
    pub(super) fn start(&mut self, start: Start) -> Vec<Effect> {
        match start {
            Start::Check => {
                let scenarios = self.world.first_scenarios();
                let scope = scenarios.first().map(|first| first.scope);
                self.step("open the worked example", None, None, |state| {
                    for scenario in scenarios {
                        state.add_entry(super::scenarios::on_rung(scenario, scope), None);
                    }
                });
                self.session.view = View::Compare;
            }
            Start::Plan => {
                let plan = self.world.presets.iter().find(|preset| preset.scenario.id == Start::PLAN);
                if let Some(plan) = plan.map(|preset| Arc::clone(&preset.scenario)) {
                    self.add(plan, "plan");
                }
                self.session.level = self.session.level.max(Level::Standard);
                self.session.view = View::RunPlan;
            }
            Start::Import => self.session.dialog = Some(Dialog::Import(Box::default())),
        }
        self.refresh();
        Vec::new()
    }

    /// What is on its way to the clipboard. It is said to be copied only when it was handed over.
    pub(super) fn copied(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Pictured(Ok(picture)) => return vec![Effect::CopyPicture(picture)],
            Action::TextCopied(said) => self.done(said),
            Action::Pictured(Err(error)) => self.failed(format!("The chart was not copied: {error}")),
            Action::PictureCopied(width, height) => {
                let text = format!("Chart copied as a picture of {width} × {height} pixels");
                self.done_with(text, Command::ExportChart);
            }
            _ => {}
        }
        Vec::new()
    }
}
