//! What patterns and marks mean.

use egui::{Pos2, Sense, Stroke, Ui, Vec2, pos2};

use super::fill;
use crate::chart::{ResolvedChart, Swatch};
use crate::ui::theme::{Tokens, caption};

/// Draws the legend as a line of samples with words.
pub(crate) fn legend_ui(ui: &mut Ui, chart: &ResolvedChart) {
    if chart.legend.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for entry in &chart.legend {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(24.0, 14.0), Sense::hover());
            let tokens = Tokens::of(ui);
            match entry.swatch {
                Swatch::Area(area) => {
                    fill::area(ui.painter(), rect.shrink2(Vec2::new(0.0, 1.0)), area, &tokens);
                }
                Swatch::Whisker => whisker(ui, rect.left_center(), rect.width(), &tokens),
                Swatch::Marker(_, role) | Swatch::Line { role, .. } => {
                    ui.painter().circle_filled(rect.center(), 4.0, tokens.outline(role));
                }
            }
            ui.label(caption(ui, entry.label.as_str()));
            ui.add_space(10.0);
        }
    });
}

fn whisker(ui: &Ui, left: Pos2, width: f32, tokens: &Tokens) {
    let stroke = Stroke::new(1.5, tokens.text);
    let right = pos2(left.x + width, left.y);
    ui.painter().line_segment([left, right], stroke);
    for end in [left, right] {
        ui.painter().line_segment([pos2(end.x, end.y - 4.0), pos2(end.x, end.y + 4.0)], stroke);
    }
}
