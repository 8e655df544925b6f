//! What plots share: tick labels that do not collide, labels of rules, whiskers.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text;
use crate::chart::{ColorRole, ResolvedAxis, Rule, RuleKind, place};
use plotters_backend::DrawingBackend;

/// Height of one line of rule labels.
const RULE_LINE: f64 = 24.0;

/// The look of tick labels.
pub(super) fn tick_type() -> Type {
    Type::regular(18.0, ColorRole::TextMuted)
}

/// Room under a horizontal axis for tick labels, title and note.
pub(super) fn foot(axis: &ResolvedAxis, width: f64) -> f64 {
    34.0 + caption_lines(axis, width) as f64 * 24.0
}

/// Title and note share a line if they fit.
fn caption_lines(axis: &ResolvedAxis, width: f64) -> usize {
    let look = tick_type();
    let together = look.width(&axis.title) + look.width(&axis.note) + 40.0;
    match (axis.title.is_empty(), axis.note.is_empty()) {
        (true, true) => 0,
        (false, false) if together > width => 2,
        _ => 1,
    }
}

/// Vertical grid lines, labels under them, title and note.
pub(super) fn horizontal<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    axis: &ResolvedAxis,
    plot: Area,
    limits: (f64, f64),
) -> Drawn {
    let grid = canvas.color(ColorRole::Grid);
    for tick in &axis.ticks {
        let x = plot.left + tick.position * plot.width();
        let width = if tick.major { 1.5 } else { 0.5 };
        canvas.rule((x, plot.top), (x, plot.bottom), width, grid)?;
    }
    let look = tick_type();
    let labels: Vec<(f64, &str)> = axis
        .ticks
        .iter()
        .filter(|tick| !tick.label.is_empty())
        .map(|tick| (plot.left + tick.position * plot.width(), tick.label.as_str()))
        .collect();
    let ends_of = |(x, label): &(f64, &str)| {
        let half = look.width(label) / 2.0;
        let middle = x.clamp(limits.0 + half, (limits.1 - half).max(limits.0 + half));
        (middle - half, middle + half)
    };
    let ends: Vec<(f64, f64)> = labels.iter().map(ends_of).collect();
    for ((_, label), (left, right)) in labels.iter().zip(&ends).step_by(place::stride(&ends, 8.0)) {
        canvas.text(label, (f64::midpoint(*left, *right), plot.bottom + 12.0), Anchor::Top, look)?;
    }
    caption(canvas, axis, plot, limits)
}

fn caption<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    axis: &ResolvedAxis,
    plot: Area,
    limits: (f64, f64),
) -> Drawn {
    let look = tick_type();
    let width = limits.1 - plot.left;
    let mut y = plot.bottom + 47.0;
    let title = text::ellipsized(&axis.title, look.size, look.weight, width);
    canvas.text(&title, (plot.left, y), Anchor::Left, look)?;
    match caption_lines(axis, width) {
        0 => Ok(()),
        1 if title.is_empty() => canvas.text(&axis.note, (plot.left, y), Anchor::Left, look),
        1 => canvas.text(&axis.note, (limits.1, y), Anchor::Right, look),
        _ => {
            y += 24.0;
            let note = text::ellipsized(&axis.note, look.size, look.weight, width);
            canvas.text(&note, (plot.left, y), Anchor::Left, look)
        }
    }
}

/// Where the labels of vertical rules go: one line each level, so that no two overlap.
pub(super) struct RuleLabels {
    placed: Vec<(f64, usize, String, ColorRole)>,
    pub(super) height: f64,
}

impl RuleLabels {
    /// Labels of rules across an axis from `left` to `left + width`, within `limits`.
    pub(super) fn new(rules: &[&Rule], (left, width): (f64, f64), limits: (f64, f64)) -> Self {
        let look = rule_type();
        let mut placed = Vec::new();
        let mut ends = Vec::new();
        for rule in rules.iter().filter(|rule| !rule.label.is_empty()) {
            let label = text::ellipsized(&rule.label, look.size, look.weight, limits.1 - limits.0);
            let half = look.width(&label) / 2.0;
            let x = (left + rule.position * width).min(limits.1 - half).max(limits.0 + half);
            ends.push((x - half, x + half));
            placed.push((x, 0, label, role_of(rule)));
        }
        let levels = place::levels(&ends, 14.0);
        let lines = levels.iter().max().map_or(0, |highest| highest + 1);
        for (word, level) in placed.iter_mut().zip(levels) {
            word.1 = level;
        }
        let height = if lines == 0 { 0.0 } else { lines as f64 * RULE_LINE + 4.0 };
        Self { placed, height }
    }

    /// Draws the labels above the plot, the first level lowest.
    pub(super) fn draw<DB: DrawingBackend>(&self, canvas: &Canvas<'_, DB>, bottom: f64) -> Drawn {
        for (x, level, label, role) in &self.placed {
            let y = bottom - 6.0 - (*level as f64 + 0.5) * RULE_LINE;
            canvas.text(label, (*x, y), Anchor::Center, Type { role: *role, ..rule_type() })?;
        }
        Ok(())
    }
}

/// The color of a rule and its label.
pub(super) fn role_of(rule: &Rule) -> ColorRole {
    match rule.kind {
        RuleKind::Limit => ColorRole::Rule,
        RuleKind::Statistic => ColorRole::Text,
    }
}

/// A rule from top to bottom: a limit dashed, a statistic thin. On filled areas a light halo keeps it visible.
pub(super) fn upright<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    rule: &Rule,
    plot: Area,
    on_areas: bool,
) -> Drawn {
    let x = plot.left + rule.position * plot.width();
    let (from, to) = ((x, plot.top - 4.0), (x, plot.bottom));
    if on_areas {
        canvas.rule(from, to, 5.0, canvas.color(ColorRole::Background))?;
    }
    stroke(canvas, rule, (from, to))
}

/// A limit is dashed, a statistic thin.
pub(super) fn stroke<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    rule: &Rule,
    (from, to): ((f64, f64), (f64, f64)),
) -> Drawn {
    let color = canvas.color(role_of(rule));
    match rule.kind {
        RuleKind::Limit => canvas.dashed_rule(from, to, 2.0, color),
        RuleKind::Statistic => canvas.rule(from, to, 1.5, color),
    }
}

/// The look of rule labels.
pub(super) fn rule_type() -> Type {
    Type::bold(16.0, ColorRole::Rule)
}

/// A horizontal interval with caps, with a light halo that keeps it visible on a dark bar.
pub(super) fn whisker<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    (low, high): (f64, f64),
    y: f64,
    cap: f64,
) -> Drawn {
    // On a thin bar the halo would hide more than it shows.
    let halo = if cap < 7.0 { 0.0 } else { 1.2 };
    for (width, grow, role) in [(2.0 + 2.0 * halo, halo, ColorRole::Background), (2.0, 0.0, ColorRole::Text)]
    {
        let color = canvas.color(role);
        canvas.rule((low - grow, y), (high + grow, y), width, color)?;
        canvas.rule((low, y - cap - grow), (low, y + cap + grow), width, color)?;
        canvas.rule((high, y - cap - grow), (high, y + cap + grow), width, color)?;
    }
    Ok(())
}
