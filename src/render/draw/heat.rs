//! Draws two-way tables.

use super::super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::super::text::{self, Weight};
use crate::chart::{ColorRole, HeatCell, HeatPlot};
use crate::palette;
use plotters_backend::DrawingBackend;

const SIZES: [f64; 10] = [20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0];

pub(super) fn draw<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, plot: &HeatPlot, area: Area) -> Drawn {
    let title = Type::bold(18.0, ColorRole::TextMuted);
    let most = area.width() * 0.24;
    let longest = plot.rows.iter().map(|head| text::width(head, 20.0, Weight::Regular)).fold(0.0, f64::max);
    let row_title = text::wrap(&plot.row_title, title.size, title.weight, most, 2);
    let titled = row_title.iter().map(|line| title.width(line)).fold(0.0, f64::max);
    let left = area.left + longest.min(most).max(titled) + 16.0;
    let columns = plot.columns.len().max(1) as f64;
    let width = (area.right - left) / columns;
    let rows = plot.rows.len().max(1) as f64;
    let fitting = |fits: &dyn Fn(f64) -> bool| SIZES.into_iter().find(|size| fits(*size)).unwrap_or(11.0);
    let size = fitting(&|size| {
        let wide = |words: &String| text::width(words, size, Weight::SemiBold) <= width - 10.0;
        let pitch = (area.bottom - 6.0 - area.top - 62.0) / rows;
        size * 1.2 <= pitch && plot.cells.iter().flatten().all(|cell| wide(&cell.text))
    });
    // Heads may break between words, never inside one.
    let head_size = fitting(&|head| {
        let whole = |word: &str| text::width(word, head, Weight::Regular) <= width - 8.0;
        let wraps = |name: &String| text::fits(name, head, Weight::Regular, width - 8.0, 2);
        head <= size && plot.columns.iter().all(|name| wraps(name) && name.split(' ').all(whole))
    });
    let head = Type::regular(head_size, ColorRole::Text);
    let heads: Vec<Vec<String>> =
        plot.columns.iter().map(|name| text::wrap(name, head.size, head.weight, width - 8.0, 2)).collect();
    let leading = head_size * 1.2;
    let more = heads.iter().map(|lines| lines.len().saturating_sub(1)).max().unwrap_or(0) as f64 * leading;
    let grid = Area::new(left, area.top + 62.0 + more, area.right, area.bottom - 6.0);
    let pitch = (grid.height() / rows).min(110.0);
    let column_title = text::ellipsized(&plot.column_title, title.size, title.weight, grid.width());
    canvas.text(&column_title, (grid.left, area.top + 12.0), Anchor::Left, title)?;
    for (index, line) in row_title.iter().enumerate() {
        let y = grid.top - 22.0 * (row_title.len() - index) as f64 + 8.0;
        canvas.text(line, (grid.left - 16.0, y), Anchor::Right, title)?;
    }
    for (index, lines) in heads.iter().enumerate() {
        let x = grid.left + (index as f64 + 0.5) * width;
        for (line, words) in lines.iter().rev().enumerate() {
            canvas.text(words, (x, grid.top - 16.0 - line as f64 * leading), Anchor::Center, head)?;
        }
    }
    let cell_area = |row: usize, column: usize| {
        let (x, y) = (grid.left + column as f64 * width, grid.top + row as f64 * pitch);
        Area::new(x + 1.0, y + 1.0, x + width - 1.0, y + pitch - 1.0)
    };
    let mut current = Vec::new();
    for (row, (name, cells)) in plot.rows.iter().zip(&plot.cells).enumerate() {
        let y = grid.top + (row as f64 + 0.5) * pitch;
        let look = Type::regular(size, ColorRole::Text);
        let words = text::ellipsized(name, look.size, look.weight, grid.left - 16.0 - area.left);
        canvas.text(&words, (grid.left - 16.0, y), Anchor::Right, look)?;
        for (column, cell) in cells.iter().enumerate() {
            let place = cell_area(row, column);
            draw_cell(canvas, cell, place, size)?;
            if cell.current {
                current.push(place);
            }
        }
    }
    // Last, so that no neighbor covers the outline.
    current.into_iter().try_for_each(|place| outline(canvas, place))
}

fn draw_cell<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, cell: &HeatCell, place: Area, size: f64) -> Drawn {
    let fill = canvas.color(cell.role);
    canvas.rect(place, fill)?;
    let middle = (f64::midpoint(place.left, place.right), f64::midpoint(place.top, place.bottom));
    let look =
        if cell.current { Type::bold(size, ColorRole::Text) } else { Type::regular(size, ColorRole::Text) };
    canvas.text_in(&cell.text, middle, Anchor::Center, look, palette::ink_on(fill))
}

/// A dark frame with a light one inside: visible on every shade.
fn outline<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, place: Area) -> Drawn {
    let grown = |by: f64| Area::new(place.left - by, place.top - by, place.right + by, place.bottom + by);
    canvas.frame(grown(2.0), 3.0, canvas.color(ColorRole::Text))?;
    canvas.frame(grown(-1.0), 1.5, canvas.color(ColorRole::Background))
}
