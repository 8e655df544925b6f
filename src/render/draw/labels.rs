//! Finds room for names beside points.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text;
use plotters_backend::DrawingBackend;

/// Wider names are broken into lines.
const WIDEST: f64 = 240.0;

/// The share of a name that may lie on something else before it is left out.
const TOLERATED: f64 = 0.12;

/// What is already drawn, and where names may stand.
pub(super) struct Labels {
    within: Area,
    taken: Vec<Area>,
}

impl Labels {
    pub(super) fn new(within: Area) -> Self {
        Self { within, taken: Vec::new() }
    }

    /// Marks an area as occupied.
    pub(super) fn block(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Marks a straight line as occupied.
    pub(super) fn block_segment(&mut self, from: (f64, f64), to: (f64, f64)) {
        let steps = (libm::hypot(to.0 - from.0, to.1 - from.1) / 12.0).clamp(1.0, 400.0) as u32;
        for step in 0..=steps {
            let share = f64::from(step) / f64::from(steps);
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            self.block(Area::new(x - 3.0, y - 3.0, x + 3.0, y + 3.0));
        }
    }

    /// How much of an area is occupied.
    pub(super) fn cover(&self, area: &Area) -> f64 {
        self.taken.iter().map(|other| area.overlap(other)).sum()
    }

    /// Draws a name where it covers least. A name that finds no room is left out unless it must be shown: two names
    /// on each other are both lost.
    pub(super) fn place<DB: DrawingBackend>(
        &mut self,
        canvas: &Canvas<'_, DB>,
        label: &str,
        (x, y): (f64, f64),
        look: Type,
        must: bool,
    ) -> Drawn {
        if label.is_empty() {
            return Ok(());
        }
        let lines = text::wrap(label, look.size, look.weight, WIDEST, 3);
        let leading = look.size * 1.22;
        let width = lines.iter().map(|line| look.width(line)).fold(0.0, f64::max);
        let height = lines.len() as f64 * leading;
        let (dx, dy) = (width / 2.0 + 15.0, height / 2.0 + 11.0);
        let beside = [(dx, 0.0), (-dx, 0.0), (0.0, -dy), (0.0, dy)];
        let corners =
            [(dx - 6.0, -dy + 2.0), (-dx + 6.0, -dy + 2.0), (dx - 6.0, dy - 2.0), (-dx + 6.0, dy - 2.0)];
        let cost = |area: &Area| {
            let outside = width * height - area.overlap(&self.within);
            self.cover(area) + 20.0 * outside.max(0.0)
        };
        let best = beside
            .into_iter()
            .chain(corners)
            .map(|(dx, dy)| {
                let (x, y) = (x + dx, y + dy);
                Area::new(x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0)
            })
            // The first of equally good places wins: right of the point.
            .min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let Some(best) = best else { return Ok(()) };
        if !must && cost(&best) > TOLERATED * width * height {
            return Ok(());
        }
        self.block(best);
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
}
