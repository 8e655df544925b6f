//! The strip at the bottom: the shown scenario's figures, and messages.

use std::time::Duration;

use egui::{Align, Layout, RichText, Ui};

use crate::app::{Action, AppState, Notice, NoticeLevel};
use crate::estimate::{AdvisoryLevel, FigureId};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, semibold};
use crate::ui::widgets::{FigureOf, figure_value, strip_button};

/// In a narrower window the rung is named in short.
const NARROW: f32 = 1080.0;

/// How long a message of something done is shown.
const READING_SECS: f64 = 6.0;

/// Figures of the strip, after the cost.
const FIGURES: [FigureId; 5] = [
    FigureId::TrainingCompute,
    FigureId::AcceleratorHours,
    FigureId::WallClock,
    FigureId::Energy,
    FigureId::Carbon,
];

/// Draws messages and figures.
pub(crate) fn status_bar_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    for notice in &state.session.notices {
        notice_ui(ui, notice, out);
        fade_ui(ui, notice, out);
    }
    let short = ui.available_width() < NARROW;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 4.0;
        let (Some(entry), Some(evaluation)) = (state.project.selected(), state.selected_evaluation()) else {
            ui.label(caption(ui, "No figures"));
            return;
        };
        ui.label(caption(ui, entry.scenario.name.as_str()));
        let bold = |words: RichText| words.family(semibold());
        figure_value(ui, state, FigureOf::shown(state, FigureId::Cost), bold, out);
        let scope = evaluation.scenario().scope;
        // The whole name would push the last figures to a second line.
        let name = if short { scope.chip().trim_start_matches("+ ") } else { scope.name() };
        ui.label(caption(ui, format!("{}: {name}", scope.letter()))).on_hover_text(scope.name());
        for figure in FIGURES {
            ui.label(caption(ui, "·"));
            figure_value(ui, state, FigureOf::shown(state, figure), |words| words, out);
        }
        ui.label(caption(ui, "·"));
        let warnings =
            evaluation.advisories.iter().filter(|advisory| advisory.level > AdvisoryLevel::Note).count();
        let text = if warnings == 1 { "1 warning".to_owned() } else { format!("{warnings} warnings") };
        let color = if warnings > 0 { Tokens::of(ui).warning } else { Tokens::of(ui).muted };
        ui.label(RichText::new(text).color(color));
    });
}

/// What was done is read once; what failed stays until it is closed.
fn fade_ui(ui: &Ui, notice: &Notice, out: &mut ActionSink) {
    if notice.level != NoticeLevel::Done {
        return;
    }
    let id = egui::Id::unique(("notice", notice.id));
    let now = ui.input(|input| input.time);
    let since = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    let left = since + READING_SECS - now;
    if left <= 0.0 {
        out.push(Action::CloseNotice(notice.id));
    } else {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
    }
}

fn notice_ui(ui: &mut Ui, notice: &Notice, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        let (mark, color) = match notice.level {
            NoticeLevel::Done => ("✔", tokens.muted),
            NoticeLevel::Asks => ("ℹ", tokens.accent),
            NoticeLevel::Failed => ("⚠", tokens.warning),
        };
        ui.label(RichText::new(mark).color(color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.small_button("Close");
            close.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Close this message"));
            if close.clicked() {
                out.push(Action::CloseNotice(notice.id));
            }
            for offer in notice.offers.iter().rev() {
                if strip_button(ui, offer.label).clicked() {
                    out.push(offer.action.clone());
                    out.push(Action::CloseNotice(notice.id));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(&notice.text).color(color)).truncate().selectable(true),
                );
            });
        });
    });
}
