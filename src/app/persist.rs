//! The state as a session file holds it, and back.

mod views;

use std::sync::Arc;

use super::draft::Draft;
use super::export::ExportChoices;
use super::project::{FieldKey, Project, ScenarioKey};
use super::questions::{AxisText, ClaimChoice, OwnClaim, WhatIf};
use super::session::{FileLink, View};
use super::state::AppState;
use crate::catalog::ClaimFigure;
use crate::chart::Scale;
use crate::chart::uncertain::UncertainChart;
use crate::estimate::FigureId;
use crate::files::session::{Look, Question, Session, SessionScenario};
use crate::scenario::input::{InputKey, Level};
use crate::scenario::{Scenario, Scope};
use crate::uncertainty::Swing;
use crate::units::numerals::use_style;

/// Every level with its word.
pub(super) const LEVELS: [(Level, &str); 3] =
    [(Level::Simple, "simple"), (Level::Standard, "standard"), (Level::Expert, "expert")];

impl AppState {
    /// The state as it is kept between runs.
    #[must_use]
    pub fn to_session(&self) -> Session {
        let project = &self.project;
        Session {
            closed: false,
            guest: self.session.guest,
            scenarios: project
                .scenarios
                .iter()
                .map(|entry| self.session_scenario(entry.key, &entry.scenario))
                .collect(),
            baseline: project.baseline,
            selected: project.selected,
            same_price: project.same_price,
            figure: project.figure,
            project_file: self.session.project_file.clone(),
            look: self.look(),
        }
    }

    /// The state as a window leaves it that is closed. Changes to files were offered for saving; who closed without it
    /// does not want them back.
    #[must_use]
    pub fn to_closed_session(&self) -> Session {
        let mut session = self.to_session();
        session.closed = true;
        for entry in session.scenarios.iter_mut().filter(|entry| entry.path.is_some()) {
            if let Some(saved) = entry.saved.take() {
                entry.scenario = saved;
            }
        }
        session
    }

    fn session_scenario(&self, key: ScenarioKey, scenario: &Arc<Scenario>) -> SessionScenario {
        let link = self.session.files.get(&key);
        let drafts = self.session.drafts.iter().filter(|(field, _)| field.scenario == key);
        SessionScenario {
            scenario: Arc::clone(scenario),
            saved: link.filter(|_| self.is_modified(key)).map(|link| Arc::clone(&link.saved)),
            path: link.and_then(|link| link.path.clone()),
            drafts: drafts.map(|(field, draft)| (field.input.text(scenario), draft.text.clone())).collect(),
        }
    }

    fn look(&self) -> Look {
        let session = &self.session;
        Look {
            log: self.project.scale == Scale::Log,
            view: session.view.label().to_owned(),
            level: word(&LEVELS, session.level).to_owned(),
            explained: session.explained.id().to_owned(),
            rival: session.rival.and_then(|key| self.project.index(key)),
            inputs: session.inputs,
            explain: session.explain,
            hint_hidden: session.hint_hidden,
            experiments_hidden: session.experiments_hidden,
            export: session.export.kept(),
            question: self.question(),
            views: self.views_look(),
            frame: session.frame,
        }
    }

    fn question(&self) -> Question {
        let session = &self.session;
        let name = |key: InputKey| {
            self.project.selected().map(|entry| key.text(&entry.scenario)).unwrap_or_default()
        };
        let axis = |axis: &AxisText| (name(axis.key), axis.values.clone());
        let (what_if, claim) = (&session.what_if, &session.claim);
        Question {
            goal: name(what_if.goal),
            target: what_if.target.clone(),
            rows: axis(&what_if.rows),
            columns: what_if.columns.as_ref().map(axis),
            claim_chosen: claim.chosen,
            claim: claim.id.clone(),
            own_figure: claim.own.figure.id().to_owned(),
            own_amount: claim.own.amount.clone(),
            own_rung: claim.own.rung.map(|rung| rung.letter().to_owned()),
            uncertain_chart: session.uncertain_chart.id().to_owned(),
            uncertain_ratio: session.uncertain_ratio,
            uncertain_below: session.uncertain_below.clone(),
            swing: session.swing.id().to_owned(),
        }
    }

    /// Brings back what was open: the first session as it was, and of the others the scenarios that exist nowhere else.
    pub(super) fn restore(&mut self, sessions: Vec<Session>) {
        let _style = use_style(self.settings.numbers);
        let ended = sessions.iter().any(|session| !session.closed);
        let mut sessions = sessions.into_iter();
        let Some(first) = sessions.next() else { return };
        let mut unsaved = Vec::new();
        self.project = Project::new(Vec::new());
        self.session.files.clear();
        for entry in &first.scenarios {
            let key = self.add_restored(entry);
            unsaved.extend(entry.saved.is_some().then_some(key));
        }
        self.project.baseline = first.baseline;
        self.project.selected = first.selected;
        self.project.same_price = first.same_price;
        self.project.figure = first.figure;
        self.project.clamp();
        self.session.project_file = first.project_file;
        self.take_look(first.look);
        for entry in sessions.flat_map(|session| session.scenarios) {
            let known = self.project.scenarios.iter().any(|known| known.scenario == entry.scenario);
            if !known && self.exists_nowhere_else(&entry) {
                unsaved.push(self.add_restored(&entry));
            }
        }
        self.refresh();
        if ended && !unsaved.is_empty() {
            self.session.restored = unsaved;
            self.ask_about_restored();
        }
    }

    /// Whether a scenario is neither what its file holds nor a preset.
    fn exists_nowhere_else(&self, entry: &SessionScenario) -> bool {
        let is_preset = || self.world.presets.iter().any(|preset| preset.scenario.id == entry.scenario.id);
        entry.saved.is_some() || (entry.path.is_none() && !is_preset())
    }

    fn add_restored(&mut self, entry: &SessionScenario) -> ScenarioKey {
        let key = self.add_entry(Arc::clone(&entry.scenario), entry.path.clone());
        if let Some(saved) = &entry.saved {
            let link = FileLink { path: entry.path.clone(), saved: Arc::clone(saved) };
            self.session.files.insert(key, link);
        }
        for (input, text) in &entry.drafts {
            if let Ok(input) = InputKey::parse(input, &entry.scenario) {
                let draft = Draft::read(input.id, text);
                self.session.drafts.insert(FieldKey { scenario: key, input }, draft);
            }
        }
        // A text that was understood is in force already.
        self.session.drafts.retain(|field, draft| field.scenario != key || draft.is_bad());
        key
    }

    fn take_look(&mut self, look: Look) {
        self.project.scale = if look.log { Scale::Log } else { Scale::Linear };
        let session = &mut self.session;
        session.view = View::ALL.into_iter().find(|view| view.label() == look.view).unwrap_or_default();
        session.level =
            LEVELS.iter().find(|(_, word)| *word == look.level).map_or(session.level, |found| found.0);
        session.explained = FigureId::from_id(&look.explained).unwrap_or(FigureId::Cost);
        session.rival = look.rival.and_then(|index| self.project.scenarios.get(index)).map(|entry| entry.key);
        session.inputs = look.inputs;
        session.explain = look.explain;
        session.hint_hidden = look.hint_hidden;
        session.experiments_hidden = look.experiments_hidden;
        session.frame = look.frame;
        session.export = ExportChoices::taken(look.export);
        self.take_question(look.question);
        self.take_views(look.views);
    }

    fn take_question(&mut self, question: Question) {
        let session = &mut self.session;
        let scenario = self.project.selected().map(|entry| Arc::clone(&entry.scenario));
        let key = |text: &str| InputKey::parse(text, scenario.as_deref()?).ok();
        let axis = |(input, values): (String, String)| Some(AxisText { key: key(&input)?, values });
        if let (Some(goal), Some(rows)) = (key(&question.goal), axis(question.rows)) {
            let columns = question.columns.and_then(axis);
            session.what_if = WhatIf { goal, target: question.target, rows, columns, as_reported: false };
        }
        session.claim = ClaimChoice {
            id: question.claim,
            chosen: question.claim_chosen,
            own: OwnClaim {
                figure: ClaimFigure::from_id(&question.own_figure).unwrap_or(ClaimFigure::Cost),
                amount: question.own_amount,
                rung: question.own_rung.as_deref().and_then(Scope::from_letter),
            },
        };
        let charts = UncertainChart::ALL.into_iter();
        session.uncertain_chart =
            charts.into_iter().find(|chart| chart.id() == question.uncertain_chart).unwrap_or_default();
        session.uncertain_ratio = question.uncertain_ratio;
        session.uncertain_below = question.uncertain_below;
        let swings = [Swing::OwnRange, Swing::Percentiles];
        session.swing = swings.into_iter().find(|swing| swing.id() == question.swing).unwrap_or_default();
    }
}

/// The word for a value of a short list.
pub(super) fn word<T: Copy + PartialEq>(list: &[(T, &'static str)], value: T) -> &'static str {
    list.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}
