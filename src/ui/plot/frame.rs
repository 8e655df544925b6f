//! A chart with the words that belong to it: finding, measure, caveats, remarks.

use egui::{CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

use super::{PlotOptions, Shown, show};
use crate::chart::{BadgeTone, ResolvedBadge, ResolvedChart};
use crate::ui::theme::{SMALL, Tokens, caption, semibold};

/// Draws title, subtitle, badges, plot, legend, notes and footer of a chart.
pub fn figure(ui: &mut Ui, chart: &ResolvedChart, options: &PlotOptions) -> Shown {
    if !chart.title.is_empty() {
        ui.add(Label::new(RichText::new(&chart.title).size(17.0).family(semibold())).wrap());
    }
    if !chart.subtitle.is_empty() {
        ui.add(Label::new(caption(ui, chart.subtitle.as_str())).wrap());
    }
    if !chart.badges.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            chart.badges.iter().for_each(|badge| badge_ui(ui, badge));
        });
    }
    ui.add_space(4.0);
    let shown = show(ui, chart, options);
    for words in chart.notes.iter().chain([&chart.scope_line, &chart.source_line]) {
        if !words.is_empty() {
            ui.add(Label::new(caption(ui, words.as_str())).wrap());
        }
    }
    shown
}

fn badge_ui(ui: &mut Ui, badge: &ResolvedBadge) {
    let tokens = Tokens::of(ui);
    let (ground, ink, mark) = match badge.tone {
        BadgeTone::Warning => (tokens.warning_ground, tokens.warning, "⚠ "),
        BadgeTone::Info => (tokens.surface, tokens.muted, ""),
    };
    Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, ink))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| ui.label(RichText::new(format!("{mark}{}", badge.text)).size(SMALL).color(ink)));
}
