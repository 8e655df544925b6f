//! Names beside points.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text;
use crate::chart::ColorRole;
use crate::chart::place::{Labels, Name};
use plotters_backend::DrawingBackend;

/// Wider names are broken into lines.
const WIDEST: f64 = 240.0;

/// A ground that keeps words readable on what they cover; a transparent picture has none.
pub(super) fn plate<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, area: Area) -> Drawn {
    if !canvas.opaque() {
        return Ok(());
    }
    let grown = Area::new(area.left - 3.0, area.top, area.right + 3.0, area.bottom);
    canvas.rect(grown, canvas.color(ColorRole::Background))
}

/// Draws a name where it covers least; one that finds no room is left out unless it must be shown.
pub(super) fn place<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    labels: &mut Labels,
    label: &str,
    (x, y): (f64, f64),
    (look, must): (Type, bool),
) -> Drawn {
    if label.is_empty() {
        return Ok(());
    }
    let lines = text::wrap(label, look.size, look.weight, WIDEST, 3);
    let leading = look.size * 1.22;
    let width = lines.iter().map(|line| look.width(line)).fold(0.0, f64::max);
    let size = (width, lines.len() as f64 * leading);
    let Some(place) = labels.place(&Name { at: (x, y), size, gap: (15.0, 11.0), must }) else {
        return Ok(());
    };
    let best = place.area;
    if place.far {
        let end = (x.clamp(best.left, best.right), y.clamp(best.top, best.bottom));
        canvas.line(&[(x, y), end], 1.0, canvas.color(ColorRole::Text))?;
    }
    if place.covers {
        plate(canvas, best)?;
    }
    for (index, line) in lines.iter().enumerate() {
        let middle = best.top + (index as f64 + 0.5) * leading;
        if best.right < x {
            canvas.text(line, (best.right, middle), Anchor::Right, look)?;
        } else if best.left > x {
            canvas.text(line, (best.left, middle), Anchor::Left, look)?;
        } else {
            canvas.text(line, (f64::midpoint(best.left, best.right), middle), Anchor::Center, look)?;
        }
    }
    Ok(())
}
