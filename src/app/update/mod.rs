//! The reducer: the only place where state changes. What must touch the world is returned as effects.

mod commands;
mod export;
mod fields;
mod files;
mod import;
mod keep;
mod open;
mod palette;
mod scenarios;
mod shared;
mod views;

pub use open::FolderRead;

use super::action::Action;
use super::command::Command;
use super::effect::Effect;
use super::history::Gesture;
use super::notice::{self, Notice, NoticeLevel, Offer};
use super::project::{Project, ScenarioKey};
use super::state::AppState;
use crate::estimate::FigureId;
use crate::units::numerals::use_style;

impl AppState {
    /// Applies an action.
    #[expect(clippy::too_many_lines, reason = "one line for every action, so that none can be forgotten")]
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        let _style = use_style(self.settings.numbers);
        if !continues(self.history.gesture(), &action) {
            self.history.close_gesture(&self.project);
        }
        match action {
            Action::Type { .. }
            | Action::Commit(_)
            | Action::Cancel(_)
            | Action::Slide { .. }
            | Action::EndSlide
            | Action::Set { .. }
            | Action::Reset(_)
            | Action::Choose { .. }
            | Action::Accelerator { .. }
            | Action::Quote { .. }
            | Action::ApplySolution { .. }
            | Action::Draws { .. }
            | Action::MakeUncertain(_) => {
                self.field(action);
                Vec::new()
            }
            Action::Scope(_)
            | Action::Rename { .. }
            | Action::Move { .. }
            | Action::Select(_)
            | Action::Baseline(_)
            | Action::Duplicate(_)
            | Action::Close(_)
            | Action::AddPreset(_)
            | Action::SamePrice(_)
            | Action::Try(_) => {
                self.scenario(action);
                Vec::new()
            }
            Action::Theme(_)
            | Action::Adjust(_)
            | Action::Reopen
            | Action::StartAfresh
            | Action::KeepRestored
            | Action::DiscardRestored
            | Action::SettingsNotSaved(_)
            | Action::NotAutosaved(_)
            | Action::RecentLoaded(_)
            | Action::Recent(_)
            | Action::Framed(_) => self.keep(action),
            Action::Run(command) => self.run(command),
            Action::Start(start) => self.start(start),
            Action::Import(event) => self.import(event),
            Action::GoTo(field) => self.go_to(field),
            Action::Pictured(_) | Action::TextCopied(_) | Action::PictureCopied(..) => self.copied(action),
            Action::DialogText(_)
            | Action::DialogConfirm
            | Action::DialogBrowse
            | Action::DialogCancel
            | Action::OpenPath(_)
            | Action::OpenPaths(_)
            | Action::OpenText(_)
            | Action::TextRead(_)
            | Action::OpenShared(_)
            | Action::TakeShared { .. }
            | Action::Asked { .. }
            | Action::Looked { .. }
            | Action::Opened { .. }
            | Action::FolderOpened(_)
            | Action::Reread { .. }
            | Action::ScenarioSaved { .. }
            | Action::ProjectSaved { .. }
            | Action::Exported { .. }
            | Action::Reported { .. }
            | Action::PresetsLoaded(..) => self.file(action),
            Action::Export(action) => self.export(action),
            // No wildcard here: an action that nobody has placed shall not compile.
            Action::Figure(_)
            | Action::Scale(_)
            | Action::View(_)
            | Action::Explain(_)
            | Action::ExplainRung(_)
            | Action::PaletteChoose(_)
            | Action::Level(_)
            | Action::Fold(..)
            | Action::Show(..)
            | Action::Narrow(_)
            | Action::CloseNotice(_)
            | Action::HideHint
            | Action::HideExperiments
            | Action::Zoom(..)
            | Action::Correlating(_) => {
                self.view(&action);
                Vec::new()
            }
            Action::WhatIf(_)
            | Action::Claim(_)
            | Action::CompareAs(_)
            | Action::Plan(_)
            | Action::Sources(_)
            | Action::Backtest(_)
            | Action::BacktestAs(_)
            | Action::Rival(_)
            | Action::UncertainChart(_)
            | Action::UncertainRatio(_)
            | Action::UncertainBelow(_)
            | Action::Swing(_) => {
                self.ask_view(&action);
                Vec::new()
            }
        }
    }

    /// Changes the project as one step that undo takes back. A change that changes nothing leaves no step.
    pub(super) fn step(
        &mut self,
        name: impl Into<String>,
        touched: Option<ScenarioKey>,
        gesture: Option<Gesture>,
        change: impl FnOnce(&mut Self),
    ) {
        let before: Project = self.project.clone();
        change(self);
        self.project.clamp();
        if !self.project.same_content(&before) {
            self.history.record(name.into(), &before, touched, gesture);
        }
        self.refresh();
    }

    pub(super) fn done(&mut self, text: impl Into<String>) {
        self.notify(NoticeLevel::Done, text, None);
    }

    /// Says what was done, and offers a command beside it.
    pub(super) fn done_with(&mut self, text: impl Into<String>, offer: Command) {
        self.notify(NoticeLevel::Done, text, Some(offer));
    }

    pub(super) fn failed(&mut self, text: impl Into<String>) {
        self.notify(NoticeLevel::Failed, text, None);
    }

    fn notify(&mut self, level: NoticeLevel, text: impl Into<String>, offer: Option<Command>) {
        let offers = offer.map(|command| Offer { label: "Save…", action: Action::Run(command) });
        self.offer(level, text, offers.into_iter().collect());
    }

    /// Says something that stays until it is closed.
    pub(in crate::app) fn tell(&mut self, text: impl Into<String>) {
        self.notify(NoticeLevel::Asks, text, None);
    }

    /// Says something, with buttons beside it.
    pub(in crate::app) fn offer(&mut self, level: NoticeLevel, text: impl Into<String>, offers: Vec<Offer>) {
        let id = self.next_key;
        self.next_key += 1;
        notice::push(&mut self.session.notices, Notice { id, level, text: text.into(), offers });
    }

    /// Crosses a step of the history in either direction.
    pub(super) fn travel(&mut self, crossed: Option<(Project, String)>, verb: &str) {
        if let Some((project, name)) = crossed {
            self.project = project;
            self.session.drafts.clear();
            self.done(format!("{verb}: {name}"));
            self.refresh();
        }
    }

    /// The figure that the chart shows.
    #[must_use]
    pub fn figure(&self) -> FigureId {
        self.project.figure
    }
}

/// Whether an action belongs to the gesture under way, so that both are one step.
fn continues(gesture: Option<Gesture>, action: &Action) -> bool {
    match (gesture, action) {
        (Some(Gesture::Typing(of)), Action::Type { field, .. } | Action::Cancel(field)) => of == *field,
        (Some(Gesture::Sliding(of)), Action::Slide { field, .. }) => of == *field,
        // What the world answers has nothing to do with what the hand is doing.
        (
            _,
            Action::Narrow(_)
            | Action::Framed(_)
            | Action::SettingsNotSaved(_)
            | Action::NotAutosaved(_)
            | Action::RecentLoaded(_)
            | Action::TextRead(_)
            | Action::Asked { .. }
            | Action::Looked { .. }
            | Action::Opened { .. }
            | Action::FolderOpened(_)
            | Action::ScenarioSaved { .. }
            | Action::ProjectSaved { .. }
            | Action::Exported { .. }
            | Action::Reported { .. }
            | Action::Export(_)
            | Action::Pictured(_)
            | Action::TextCopied(_)
            | Action::PictureCopied(..)
            | Action::PresetsLoaded(..),
        ) => true,
        _ => false,
    }
}
