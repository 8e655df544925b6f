//! What plots share: tick labels that do not collide, labels of rules, whiskers.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text;
use crate::chart::{ColorRole, ResolvedAxis, Rule};
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
    let place = |(x, label): &(f64, &str)| {
        let half = look.width(label) / 2.0;
        (x.clamp(limits.0 + half, (limits.1 - half).max(limits.0 + half)), half)
    };
    let stride = (1..=labels.len().max(1))
        .find(|stride| {
            let kept: Vec<(f64, f64)> = labels.iter().step_by(*stride).map(place).collect();
            kept.windows(2).all(|pair| matches!(pair, [a, b] if a.0 + a.1 + 8.0 <= b.0 - b.1))
        })
        .unwrap_or(1);
    for label in labels.iter().step_by(stride) {
        let (x, _) = place(label);
        canvas.text(label.1, (x, plot.bottom + 12.0), Anchor::Top, look)?;
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
    pub(super) fn new(rules: &[(&Rule, ColorRole)], (left, width): (f64, f64), limits: (f64, f64)) -> Self {
        let look = rule_type();
        let mut ends: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for (rule, role) in rules.iter().filter(|(rule, _)| !rule.label.is_empty()) {
            let label = text::ellipsized(&rule.label, look.size, look.weight, limits.1 - limits.0);
            let half = look.width(&label) / 2.0;
            let x = (left + rule.position * width).min(limits.1 - half).max(limits.0 + half);
            let level = ends.iter().position(|end| end + 14.0 <= x - half).unwrap_or(ends.len());
            match ends.get_mut(level) {
                Some(end) => *end = x + half,
                None => ends.push(x + half),
            }
            placed.push((x, level, label, *role));
        }
        let height = if ends.is_empty() { 0.0 } else { ends.len() as f64 * RULE_LINE + 4.0 };
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
