//! Texts in plots: on one line, cut off, or wrapped.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontFamily, FontId, Galley, Painter};

use crate::ui::theme::{SMALL, semibold};

/// The font of ticks, captions and names of points.
pub(super) fn small() -> FontId {
    FontId::new(SMALL, FontFamily::Proportional)
}

/// The font of rule labels and names of curves.
pub(super) fn small_bold() -> FontId {
    FontId::new(SMALL, semibold())
}

/// A text on one line.
pub(super) fn line(painter: &Painter, text: &str, font: FontId, color: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text.to_owned(), font, color)
}

/// A text on one line, cut off with an ellipsis where it is wider than there is room.
pub(super) fn cut(painter: &Painter, text: &str, font: FontId, color: Color32, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(room.max(1.0));
    painter.layout_job(job)
}

/// A text on at most some lines.
pub(super) fn wrapped(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    (room, most): (f32, usize),
) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, room.max(1.0));
    job.wrap.max_rows = most;
    painter.layout_job(job)
}

/// The width of a text on one line.
pub(super) fn width(painter: &Painter, text: &str, font: FontId) -> f32 {
    line(painter, text, font, Color32::PLACEHOLDER).size().x
}
