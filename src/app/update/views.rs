//! What is shown, and how; nothing that is undone.

use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::session::{Panel, View};
use crate::app::state::AppState;
use crate::estimate::FigureId;

impl AppState {
    pub(super) fn view(&mut self, action: &Action) {
        match *action {
            Action::Figure(figure) => {
                self.project.figure = figure;
                self.session.explained = figure;
                self.session.explained_rung = None;
                self.refresh();
            }
            Action::Scale(scale) => {
                match self.session.view {
                    View::Compare => self.project.scale = scale,
                    view => {
                        self.session.scales.insert(view, scale);
                    }
                }
                self.refresh();
            }
            Action::View(view) => {
                self.session.view = view;
                self.refresh();
            }
            Action::Explain(figure) => {
                self.session.explained = figure;
                self.session.explained_rung = None;
                self.session.explain = Some(true);
                self.refresh();
            }
            Action::ExplainRung(scope) => {
                self.session.explained = FigureId::Cost;
                self.session.explained_rung = Some(scope);
                self.session.explain = Some(true);
                self.refresh();
            }
            Action::PaletteChoose(place) => {
                if let Some(Dialog::Palette(palette)) = &mut self.session.dialog {
                    palette.chosen = place;
                }
            }
            Action::Level(level) => self.session.level = level,
            Action::Fold(group, true) => drop(self.session.folded.insert(group)),
            Action::Fold(group, false) => drop(self.session.folded.remove(&group)),
            Action::Show(Panel::Inputs, open) => self.session.inputs = Some(open),
            Action::Show(Panel::Explain, open) => self.session.explain = Some(open),
            Action::Narrow(narrow) => self.session.narrow = narrow,
            Action::CloseNotice(id) => self.session.notices.retain(|notice| notice.id != id),
            Action::HideHint => self.session.hint_hidden = true,
            Action::HideExperiments => self.session.experiments_hidden = true,
            Action::Zoom(slot, window) => self.session.zooms.set(slot, window),
            Action::Correlating(ref typed) => self.session.correlating = typed.clone(),
            // The reducer sends nothing else.
            _ => {}
        }
    }

    /// What one of the views asks; its answer follows.
    pub(super) fn ask_view(&mut self, action: &Action) {
        let session = &mut self.session;
        match *action {
            Action::WhatIf(ref question) => session.what_if = question.clone(),
            Action::Claim(ref choice) => session.claim = choice.clone(),
            Action::CompareAs(shape) => session.compare_as = shape,
            Action::Plan(ref question) => session.plan = question.clone(),
            Action::Sources(ref filter) => session.sources = filter.clone(),
            Action::Backtest(target) => session.backtest = target,
            Action::BacktestAs(shape) => session.backtest_as = shape,
            Action::Rival(rival) => session.rival = Some(rival),
            Action::UncertainChart(chart) => session.uncertain_chart = chart,
            Action::UncertainRatio(on) => session.uncertain_ratio = on,
            Action::UncertainBelow(ref text) => session.uncertain_below.clone_from(text),
            Action::Swing(swing) => session.swing = swing,
            _ => return,
        }
        self.refresh();
    }
}
