//! An empty window: three ways to begin.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use crate::app::{Action, Start};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, strong};
use crate::ui::widgets::{card, offer};

/// From this width on the cards stand side by side.
const SIDE_BY_SIDE: f32 = 640.0;

/// Draws the cards.
pub(super) fn start_ui(ui: &mut Ui, out: &mut ActionSink) {
    ui.add_space(24.0);
    ui.label(RichText::new("No scenario is open. Begin with one of these:").size(17.0));
    ui.add_space(10.0);
    if ui.available_width() < SIDE_BY_SIDE {
        for start in Start::ALL {
            card_ui(ui, start, out);
            ui.add_space(8.0);
        }
        return;
    }
    let width = ((ui.available_width() - 24.0) / 3.0).max(40.0);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for start in Start::ALL {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                card_ui(ui, start, out);
            });
        }
    });
}

fn card_ui(ui: &mut Ui, start: Start, out: &mut ActionSink) {
    card(ui, |ui| {
        ui.label(strong(start.label()).size(16.0));
        ui.add(Label::new(RichText::new(start.help()).color(Tokens::of(ui).muted)).wrap());
        ui.add_space(6.0);
        let verb = match start {
            Start::Check => "Open it",
            Start::Plan => "Start planning",
            Start::Import => "Choose a file…",
        };
        let response = ui.add(offer(ui, verb));
        let name = format!("{}: {verb}", start.label());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            out.push(Action::Start(start));
        }
    });
}
