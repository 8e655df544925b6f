//! What patterns and marks mean.

use egui::{Align2, Sense, Shape, Stroke, Ui, Vec2};

use super::{fill, marker, words};
use crate::chart::{LegendEntry, ResolvedChart, Swatch};
use crate::ui::theme::{Tokens, caption};

/// Draws the legend as a line of samples with words.
pub(super) fn legend_ui(ui: &mut Ui, chart: &ResolvedChart) {
    if chart.legend.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for entry in &chart.legend {
            // A sample and its words must not part at the end of a line.
            let label = caption(ui, entry.label.as_str());
            let wide = words::width(ui.painter(), &entry.label, words::small());
            if ui.available_size_before_wrap().x < 24.0 + 6.0 + wide {
                ui.end_row();
            }
            swatch(ui, entry);
            ui.label(label);
            ui.add_space(10.0);
        }
    });
}

fn swatch(ui: &mut Ui, entry: &LegendEntry) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(24.0, 14.0), Sense::hover());
    let (tokens, painter) = (Tokens::of(ui), ui.painter());
    match entry.swatch {
        Swatch::Area(area) => {
            fill::area(painter, rect.shrink2(Vec2::new(0.0, 1.0)), area, &tokens);
            if !entry.key.is_empty() {
                let ink = tokens.ink_on(area);
                painter.text(rect.center(), Align2::CENTER_CENTER, &entry.key, words::small_bold(), ink);
            }
        }
        Swatch::Whisker => {
            let ends = [rect.left_center(), rect.right_center()];
            marker::interval(painter, ends, 4.0, true, &tokens);
        }
        Swatch::Marker(shape, role) => {
            marker::marker(painter, rect.center(), 5.0, shape, tokens.outline(role), &tokens);
        }
        Swatch::Line { role, dashed, marker } => {
            let (ends, color) = ([rect.left_center(), rect.right_center()], tokens.outline(role));
            let stroke = Stroke::new(2.0, color);
            if dashed {
                painter.extend(Shape::dashed_line(&ends, stroke, 6.0, 4.0));
            } else {
                painter.line_segment(ends, stroke);
            }
            if let Some(shape) = marker {
                marker::marker(painter, rect.center(), 3.5, shape, color, &tokens);
            }
        }
    }
}
