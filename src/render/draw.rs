//! The picture around the plot: title, badges, legend, notes, footer. The plots are in the submodules.

mod axis;
mod heat;
mod labels;
mod plane;
mod rows;

use super::canvas::{Anchor, Area, Canvas, Drawn, Type};
use super::text::{self, Weight};
use crate::chart::{BadgeTone, ColorRole, LegendEntry, Plot, ResolvedBadge, ResolvedChart, Swatch};
use crate::palette;
use plotters_backend::DrawingBackend;

/// Distance from the picture's edge, in layout units.
const MARGIN: f64 = 48.0;

/// Draws a whole chart.
pub(super) fn chart<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, chart: &ResolvedChart) -> Drawn {
    let (width, height) = canvas.size();
    if canvas.opaque() {
        canvas.rect(Area::new(0.0, 0.0, width, height), canvas.color(ColorRole::Background))?;
    }
    let flat = is_flat(canvas);
    let mut area = Area::new(MARGIN, if flat { 28.0 } else { 36.0 }, width - MARGIN, height - 26.0);
    area.top = title(canvas, chart, area)?;
    let shows_legend = !matches!(&chart.plot, Plot::Plane(plane) if plane.names_its_lines());
    let legend: &[LegendEntry] = if shows_legend { &chart.legend } else { &[] };
    area.top = badges_and_legend(canvas, &chart.badges, legend, area)?;
    area.bottom = footer(canvas, chart, area)?;
    area.bottom = notes(canvas, &chart.notes, area)?;
    match &chart.plot {
        Plot::Rows(plot) => rows::draw(canvas, plot, area),
        Plot::Plane(plot) => plane::draw(canvas, plot, area),
        Plot::Heat(plot) => heat::draw(canvas, plot, area),
    }
}

/// Lines of one look, one below the other; returns the bottom.
fn paragraph<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    lines: &[String],
    (x, top): (f64, f64),
    look: Type,
    leading: f64,
) -> Result<f64, super::RenderError> {
    let mut y = top;
    for line in lines {
        // The line's box is taller than its letters: the baseline lies where print puts it.
        canvas.text(line, (x, y + leading * 0.5 + look.size * 0.36), Anchor::Base, look)?;
        y += leading;
    }
    Ok(y)
}

/// The largest of the sizes at which a text fits on so many lines; the smallest if none does.
fn fitting(text: &str, sizes: &[f64], weight: Weight, limit: f64, most: usize) -> f64 {
    let smallest = sizes.last().copied().unwrap_or(16.0);
    sizes.iter().copied().find(|size| text::fits(text, *size, weight, limit, most)).unwrap_or(smallest)
}

/// A flat picture has less room for words than a tall one.
fn is_flat<DB: DrawingBackend>(canvas: &Canvas<'_, DB>) -> bool {
    canvas.size().1 < 760.0
}

/// The size of a title and the lines that it takes: few lines in large letters if it fits, else more in smaller ones. A
/// finding that is cut off says something else.
fn title_size(title: &str, width: f64, flat: bool) -> (f64, usize) {
    let (first, most): (&[f64], usize) =
        if flat { (&[34.0, 32.0, 30.0, 28.0], 1) } else { (&[34.0, 32.0, 30.0], 2) };
    let steps: [(&[f64], usize); 3] =
        [(first, most), (&[32.0, 30.0, 28.0, 26.0], most + 1), (&[26.0, 24.0, 22.0, 20.0], most + 2)];
    for (sizes, most) in steps {
        let size = fitting(title, sizes, Weight::SemiBold, width, most);
        if text::fits(title, size, Weight::SemiBold, width, most) {
            return (size, most);
        }
    }
    (20.0, most + 2)
}

/// Accent, title and subtitle; returns the bottom.
fn title<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    chart: &ResolvedChart,
    area: Area,
) -> Result<f64, super::RenderError> {
    let mut y = area.top;
    canvas.rect(Area::new(area.left, y, area.left + 56.0, y + 6.0), canvas.color(ColorRole::Focus))?;
    y += 14.0;
    if !chart.title.is_empty() {
        let (size, most) = title_size(&chart.title, area.width(), is_flat(canvas));
        let lines = text::wrap(&chart.title, size, Weight::SemiBold, area.width(), most);
        y = paragraph(canvas, &lines, (area.left, y), Type::bold(size, ColorRole::Text), size * 1.22)?;
    }
    if !chart.subtitle.is_empty() {
        let size =
            fitting(&chart.subtitle, &[22.0, 21.0, 20.0, 19.0, 18.0], Weight::Regular, area.width(), 1);
        let lines = text::wrap(&chart.subtitle, size, Weight::Regular, area.width(), 2);
        let look = Type::regular(size, ColorRole::TextMuted);
        y = paragraph(canvas, &lines, (area.left, y + 3.0), look, size * 1.3)?;
    }
    Ok(y + if is_flat(canvas) { 8.0 } else { 12.0 })
}

/// Badges, then the legend beside them if both fit on one line, below them otherwise; returns the bottom.
fn badges_and_legend<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    badges: &[ResolvedBadge],
    legend: &[LegendEntry],
    mut area: Area,
) -> Result<f64, super::RenderError> {
    let gap = if is_flat(canvas) { 8.0 } else { 14.0 };
    if !badges.is_empty() {
        let end = draw_badges(canvas, badges, area)?;
        let together = end.0 + 36.0 + legend_width(legend) <= area.right;
        if !legend.is_empty() && together && end.1 - area.top < 40.0 {
            let beside = Area { left: end.0 + 36.0, top: area.top + 1.0, ..area };
            draw_legend(canvas, legend, beside)?;
            return Ok(end.1 + gap);
        }
        area.top = end.1 + gap;
    }
    if legend.is_empty() { Ok(area.top) } else { Ok(draw_legend(canvas, legend, area)? + gap) }
}

/// Pills in as many rows as needed; returns the right end of the last one and the bottom.
fn draw_badges<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    badges: &[ResolvedBadge],
    area: Area,
) -> Result<(f64, f64), super::RenderError> {
    let (height, gap, pad) = (30.0, 10.0, 14.0);
    let (mut x, mut y) = (area.left, area.top);
    for badge in badges {
        let warning = badge.tone == BadgeTone::Warning;
        let role = if warning { ColorRole::Warning } else { ColorRole::TextMuted };
        let look = if warning { Type::bold(16.0, role) } else { Type::regular(16.0, role) };
        let words = if warning { format!("⚠ {}", badge.text) } else { badge.text.clone() };
        let words = text::ellipsized(&words, look.size, look.weight, area.width() - 2.0 * pad);
        let width = look.width(&words) + 2.0 * pad;
        if x > area.left && x + width > area.right {
            x = area.left;
            y += height + 8.0;
        }
        let pill = Area::new(x, y, x + width, y + height);
        canvas.pill(pill, height / 2.0, canvas.color(role))?;
        let inner = Area::new(x + 1.5, y + 1.5, x + width - 1.5, y + height - 1.5);
        canvas.pill(inner, height / 2.0, canvas.color(ColorRole::Surface))?;
        canvas.text(&words, (x + pad, y + height / 2.0), Anchor::Left, look)?;
        x += width + gap;
    }
    Ok((x - gap, y + height))
}

/// Scope and source lines at the bottom, under a thin rule; returns the top.
fn footer<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    chart: &ResolvedChart,
    area: Area,
) -> Result<f64, super::RenderError> {
    let look = Type::regular(15.0, ColorRole::TextMuted);
    let wrapped = |line: &str, most| {
        if line.is_empty() {
            Vec::new()
        } else {
            text::wrap(line, look.size, look.weight, area.width(), most)
        }
    };
    let mut lines = wrapped(&chart.scope_line, 2);
    lines.extend(wrapped(&chart.source_line, 3));
    if lines.is_empty() {
        return Ok(area.bottom);
    }
    let leading = 20.0;
    let top = area.bottom - lines.len() as f64 * leading;
    paragraph(canvas, &lines, (area.left, top), look, leading)?;
    let rule = top - 8.0;
    canvas.rule((area.left, rule), (area.right, rule), 1.0, canvas.color(ColorRole::Grid))?;
    Ok(rule - 12.0)
}

/// Remarks above the footer; returns the top.
fn notes<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    notes: &[String],
    area: Area,
) -> Result<f64, super::RenderError> {
    let look = Type::regular(16.0, ColorRole::Text);
    if notes.is_empty() {
        return Ok(area.bottom);
    }
    let closed = |note: &String| {
        if note.ends_with(['.', '!', '?', '…']) { note.clone() } else { format!("{note}.") }
    };
    let words = notes.iter().map(closed).collect::<Vec<_>>().join(" ");
    let lines = text::wrap(&words, look.size, look.weight, area.width(), 3);
    let leading = 22.0;
    let top = area.bottom - lines.len() as f64 * leading;
    paragraph(canvas, &lines, (area.left, top), look, leading)?;
    Ok(top - 12.0)
}

const SAMPLE: f64 = 40.0;
const LEGEND_GAP: f64 = 26.0;

fn legend_type() -> Type {
    Type::regular(17.0, ColorRole::Text)
}

/// The width of a legend on one line.
fn legend_width(entries: &[LegendEntry]) -> f64 {
    let words: f64 = entries.iter().map(|entry| legend_type().width(&entry.label) + SAMPLE + 10.0).sum();
    words + LEGEND_GAP * entries.len().saturating_sub(1) as f64
}

/// Samples and their meaning in as many rows as needed; returns the bottom.
fn draw_legend<DB: DrawingBackend>(
    canvas: &Canvas<'_, DB>,
    entries: &[LegendEntry],
    area: Area,
) -> Result<f64, super::RenderError> {
    let look = legend_type();
    let (inner, height) = (10.0, 28.0);
    let (mut x, mut y) = (area.left, area.top);
    for entry in entries {
        let words = text::ellipsized(&entry.label, look.size, look.weight, area.width() - SAMPLE - inner);
        let width = SAMPLE + inner + look.width(&words);
        if x > area.left && x + width > area.right + 0.5 {
            x = area.left;
            y += height + 2.0;
        }
        swatch(canvas, entry, Area::new(x, y + 4.0, x + SAMPLE, y + height - 4.0))?;
        canvas.text(&words, (x + SAMPLE + inner, y + height / 2.0), Anchor::Left, look)?;
        x += width + LEGEND_GAP;
    }
    Ok(y + height)
}

fn swatch<DB: DrawingBackend>(canvas: &Canvas<'_, DB>, entry: &LegendEntry, area: Area) -> Drawn {
    let center = (f64::midpoint(area.left, area.right), f64::midpoint(area.top, area.bottom));
    match entry.swatch {
        Swatch::Area(fill) => {
            canvas.fill(area, fill)?;
            let ink = palette::ink_on(canvas.color(fill.role));
            let look = Type::bold(15.0, ColorRole::Text);
            canvas.text_in(&entry.key, center, Anchor::Center, look, ink)
        }
        Swatch::Marker(marker, role) => canvas.marker(center, 8.0, marker, canvas.outline(role)),
        Swatch::Whisker => axis::whisker(canvas, (area.left, area.right), center.1, 9.0),
        Swatch::Line { role, dashed, marker } => {
            let ends = [(area.left, center.1), (area.right, center.1)];
            let color = canvas.outline(role);
            if dashed {
                canvas.dashed_line(&ends, 3.0, color)?;
            } else {
                canvas.line(&ends, 3.0, color)?;
            }
            marker.map_or(Ok(()), |marker| canvas.marker(center, 6.0, marker, color))
        }
    }
}
