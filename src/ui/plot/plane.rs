//! Points, curves and columns between two axes, with a read-out at the pointer or moved by the arrow keys.

mod marks;
mod read;

use egui::{Painter, Pos2, Rect, Sense, Ui, Vec2, pos2};

use super::axis::{self, RuleLabels};
use super::{Picked, PlotOptions, Shown, words, zoom};
use crate::chart::{PlanePlot, ResolvedChart, Rule};
use crate::ui::theme::Tokens;

/// Heights of a plane: the least, the usual and the most.
const HEIGHT: (f32, f32, f32) = (220.0, 340.0, 460.0);
/// Names at the ends of curves take at most this share of the width.
const NAMES: f32 = 0.3;
/// Between the end of a curve and its name.
const GAP: f32 = 10.0;

/// Where a point of the plot lies on screen.
fn at(plot: Rect, (x, y): (f64, f64)) -> Pos2 {
    pos2(axis::x_at(plot, x), axis::y_at(plot, y))
}

/// Left and right end of the horizontal axis, from the left edge.
fn ends(painter: &Painter, plot: &PlanePlot, width: f32) -> (f32, f32) {
    let left = axis::upright_width(painter, &plot.y) + 10.0;
    let named = if plot.names_its_lines() { plot.lines.as_slice() } else { &[] };
    let names = named.iter().map(|line| words::width(painter, &line.name, words::small_bold()));
    let names = names.fold(0.0, f32::max).min(width * NAMES);
    (left, width - if names > 0.0 { names + GAP + 4.0 } else { 10.0 })
}

/// Draws the plane.
pub(super) fn plane_ui(
    ui: &mut Ui,
    chart: &ResolvedChart,
    plot: &PlanePlot,
    options: &PlotOptions,
    width: f32,
) -> Shown {
    let tokens = Tokens::of(ui);
    let (left, right) = ends(ui.painter(), plot, width);
    let rules: Vec<&Rule> = plot.x.rules.iter().collect();
    let labels = RuleLabels::new(ui.painter(), &rules, (left, right - left), (0.0, width), &tokens);
    let head = axis::upright_head(&plot.y) + labels.height;
    let foot = axis::foot(ui.painter(), &plot.x, width - left);
    let height = options.room.map_or(HEIGHT.1, |room| room.clamp(HEIGHT.0, HEIGHT.2));
    let sense = if options.zoomable { Sense::click_and_drag() } else { Sense::focusable_noninteractive() };
    let response = super::canvas(ui, chart, Vec2::new(width, height), (options.name, sense));
    let outer = response.rect;
    let mut shown = Shown::plain(response, None);
    if ui.is_rect_visible(outer) {
        let frame = Rect::from_min_max(
            pos2(outer.left() + left, outer.top() + head),
            pos2(outer.left() + right, outer.bottom() - foot),
        );
        let painter = ui.painter();
        let response = &shown.response;
        axis::across(painter, &plot.x, frame, (outer.left(), outer.right()), &tokens);
        axis::upright(painter, &plot.y, frame, outer, &tokens);
        marks::draw(painter, plot, frame, outer, &tokens);
        labels.draw(painter, outer.left(), frame.top());
        let point = read::read_ui(ui, response, plot, frame, options);
        if options.zoomable {
            shown.zoomed = zoom::zoom_ui(ui, &shown.response, plot, frame, options);
        }
        shown.picked = point.filter(|_| shown.zoomed.is_none()).map(Picked::Point);
    }
    shown
}
