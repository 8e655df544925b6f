//! Axes on screen: grid lines, tick labels that do not collide, titles, rules and their labels.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};

use super::words;
use crate::chart::place::{levels, stride};
use crate::chart::{ColorRole, ResolvedAxis, Rule, RuleKind};
use crate::ui::theme::Tokens;

/// Height of one line of rule labels, and of captions.
const LINE: f32 = 18.0;

/// Room under a horizontal axis for tick labels, title and note, if the whole plot is so wide.
pub(super) fn foot(painter: &Painter, axis: &ResolvedAxis, width: f32) -> f32 {
    26.0 + caption_lines(painter, axis, width) as f32 * 20.0
}

/// Title and note share a line if they fit.
fn caption_lines(painter: &Painter, axis: &ResolvedAxis, width: f32) -> usize {
    let wide = |text: &str| words::width(painter, text, words::small());
    match (axis.title.is_empty(), axis.note.is_empty()) {
        (true, true) => 0,
        (false, false) if wide(&axis.title) + wide(&axis.note) + 24.0 > width => 2,
        _ => 1,
    }
}

/// A horizontal position of the plot.
pub(super) fn x_at(plot: Rect, position: f64) -> f32 {
    plot.left() + position as f32 * plot.width()
}

/// A vertical position of the plot; 0 is its bottom.
pub(super) fn y_at(plot: Rect, position: f64) -> f32 {
    plot.bottom() - position as f32 * plot.height()
}

fn grid(major: bool, tokens: &Tokens) -> Stroke {
    Stroke::new(if major { 1.0 } else { 0.5 }, tokens.line)
}

/// Vertical grid lines, labels under them, title and note. Words stay between two limits.
pub(super) fn across(
    painter: &Painter,
    axis: &ResolvedAxis,
    plot: Rect,
    limits: (f32, f32),
    tokens: &Tokens,
) {
    for tick in &axis.ticks {
        let x = x_at(plot, tick.position);
        painter.line_segment([pos2(x, plot.top()), pos2(x, plot.bottom())], grid(tick.major, tokens));
    }
    tick_labels(painter, axis, plot, limits, (plot.bottom() + 6.0, tokens));
    caption(painter, axis, plot, limits, tokens);
}

/// Room above a plot whose axis is labeled there, too.
pub(super) const OVER: f32 = 22.0;

/// The labels of [`across`] above a plot that is too high to be seen at once.
pub(super) fn over(painter: &Painter, axis: &ResolvedAxis, plot: Rect, limits: (f32, f32), tokens: &Tokens) {
    tick_labels(painter, axis, plot, limits, (plot.top() - OVER + 2.0, tokens));
}

fn tick_labels(
    painter: &Painter,
    axis: &ResolvedAxis,
    plot: Rect,
    limits: (f32, f32),
    (top, tokens): (f32, &Tokens),
) {
    let mut labels = Vec::new();
    for tick in axis.ticks.iter().filter(|tick| !tick.label.is_empty()) {
        let words = words::line(painter, &tick.label, words::small(), tokens.muted);
        let wide = words.size().x;
        let left = (x_at(plot, tick.position) - wide / 2.0).min(limits.1 - wide).max(limits.0);
        labels.push((left, words));
    }
    let ends: Vec<(f64, f64)> =
        labels.iter().map(|(left, words)| (f64::from(*left), f64::from(*left + words.size().x))).collect();
    for (left, words) in labels.into_iter().step_by(stride(&ends, 6.0)) {
        painter.galley(pos2(left, top), words, tokens.muted);
    }
}

fn caption(painter: &Painter, axis: &ResolvedAxis, plot: Rect, limits: (f32, f32), tokens: &Tokens) {
    let width = limits.1 - plot.left();
    let top = plot.bottom() + 27.0;
    let title = words::cut(painter, &axis.title, words::small(), tokens.muted, width);
    let note = words::cut(painter, &axis.note, words::small(), tokens.muted, width);
    let below = caption_lines(painter, axis, width) > 1;
    let note_left = if below || axis.title.is_empty() { plot.left() } else { limits.1 - note.size().x };
    painter.galley(pos2(plot.left(), top), title, tokens.muted);
    painter.galley(pos2(note_left, if below { top + LINE } else { top }), note, tokens.muted);
}

/// The width of the labels at the left of a vertical axis.
pub(super) fn upright_width(painter: &Painter, axis: &ResolvedAxis) -> f32 {
    axis.ticks.iter().map(|tick| words::width(painter, &tick.label, words::small())).fold(0.0, f32::max)
}

/// Height of the line above a vertical axis that says what it measures.
pub(super) fn upright_head(axis: &ResolvedAxis) -> f32 {
    if axis.title.is_empty() && axis.note.is_empty() { 8.0 } else { 26.0 }
}

/// Horizontal grid lines, labels at their left, title and note on a line of their own above.
pub(super) fn upright(painter: &Painter, axis: &ResolvedAxis, plot: Rect, outer: Rect, tokens: &Tokens) {
    for tick in &axis.ticks {
        let y = y_at(plot, tick.position);
        painter.line_segment([pos2(plot.left(), y), pos2(plot.right(), y)], grid(tick.major, tokens));
        let words = words::line(painter, &tick.label, words::small(), tokens.muted);
        let at = pos2(plot.left() - 8.0 - words.size().x, y - words.size().y / 2.0);
        painter.galley(at, words, tokens.muted);
    }
    let bottom = Stroke::new(1.5, tokens.role(ColorRole::AxisLine));
    painter.line_segment([plot.left_bottom(), plot.right_bottom()], bottom);
    let parts = [axis.title.as_str(), axis.note.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|words| !words.is_empty()).collect();
    let words = words::cut(painter, &said.join(" · "), words::small(), tokens.muted, outer.width());
    painter.galley(outer.left_top(), words, tokens.muted);
}

/// The color of a rule and its label.
pub(super) fn rule_color(rule: &Rule, tokens: &Tokens) -> Color32 {
    match rule.kind {
        RuleKind::Limit => tokens.role(ColorRole::Rule),
        RuleKind::Statistic => tokens.text,
    }
}

/// A rule between two points: a limit dashed, a statistic thin. On filled areas a halo keeps it visible.
pub(super) fn rule(painter: &Painter, rule: &Rule, ends: [Pos2; 2], halo: bool, tokens: &Tokens) {
    if halo {
        painter.line_segment(ends, Stroke::new(4.0, tokens.background));
    }
    let color = rule_color(rule, tokens);
    match rule.kind {
        RuleKind::Limit => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, color), 5.0, 4.0));
        }
        RuleKind::Statistic => {
            painter.line_segment(ends, Stroke::new(1.2, color));
        }
    }
}

/// Labels of upright rules above a plot, on as many lines as keep them apart.
pub(super) struct RuleLabels {
    placed: Vec<(f32, usize, std::sync::Arc<egui::Galley>, Color32)>,
    /// The height of all lines.
    pub(super) height: f32,
}

impl RuleLabels {
    /// Places the labels of rules across an axis from `left`, `width` wide; words stay between two limits.
    pub(super) fn new(
        painter: &Painter,
        rules: &[&Rule],
        (left, width): (f32, f32),
        limits: (f32, f32),
        tokens: &Tokens,
    ) -> Self {
        let mut placed = Vec::new();
        for rule in rules.iter().filter(|rule| !rule.label.is_empty()) {
            let color = rule_color(rule, tokens);
            let words = words::cut(painter, &rule.label, words::small_bold(), color, limits.1 - limits.0);
            let wide = words.size().x;
            let start = (left + rule.position as f32 * width - wide / 2.0).min(limits.1 - wide).max(limits.0);
            placed.push((start, 0, words, color));
        }
        let ends: Vec<(f64, f64)> = placed
            .iter()
            .map(|(start, _, words, _)| (f64::from(*start), f64::from(*start + words.size().x)))
            .collect();
        let levels = levels(&ends, 10.0);
        let lines = levels.iter().max().map_or(0, |highest| highest + 1);
        for (label, level) in placed.iter_mut().zip(levels) {
            label.1 = level;
        }
        Self { placed, height: if lines == 0 { 0.0 } else { lines as f32 * LINE + 4.0 } }
    }

    /// Draws the labels above a plot that begins at `top`, the first line lowest; they were placed from `origin`.
    pub(super) fn draw(&self, painter: &Painter, origin: f32, top: f32) {
        for (left, level, words, color) in &self.placed {
            let y = top - 4.0 - (*level as f32 + 1.0) * LINE + (LINE - words.size().y) / 2.0;
            painter.galley(pos2(origin + *left, y), words.clone(), *color);
        }
    }
}
