//! Measuring and breaking text with the shipped fonts.

use super::kerning::Kerning;
use ab_glyph::{Font, FontRef, Glyph, GlyphId, PxScale, point};
use std::sync::LazyLock;

const REGULAR_DATA: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const SEMIBOLD_DATA: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

static REGULAR: LazyLock<Option<Face>> = LazyLock::new(|| Face::load(REGULAR_DATA));
static SEMIBOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::load(SEMIBOLD_DATA));

/// The two weights in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// A loaded font.
pub(super) struct Face {
    font: FontRef<'static>,
    kerning: Kerning,
    units_per_em: f32,
    /// Height of capitals in em: what texts are centered on.
    cap_height: f32,
}

/// The face of a weight. The fonts are compiled in and a test loads them, so `None` does not occur in practice.
pub(super) fn face(weight: Weight) -> Option<&'static Face> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::SemiBold => SEMIBOLD.as_ref(),
    }
}

impl Face {
    fn load(data: &'static [u8]) -> Option<Self> {
        let font = FontRef::try_from_slice(data).ok()?;
        let units_per_em = font.units_per_em()?;
        let cap = font
            .outline(font.glyph_id('H'))
            .map_or(0.727, |outline| outline.bounds.height().abs() / units_per_em);
        Some(Self { font, kerning: Kerning::parse(data).unwrap_or_default(), units_per_em, cap_height: cap })
    }

    /// The glyph of a character; an empty box for one that the font lacks, so that a gap is seen and not hidden.
    fn glyph(&self, character: char) -> GlyphId {
        let id = self.font.glyph_id(character);
        if id.0 != 0 { id } else { self.font.glyph_id('□') }
    }

    /// Calls `place` with each glyph and its offset in em; returns the whole advance in em.
    fn walk(&self, text: &str, mut place: impl FnMut(GlyphId, f32)) -> f32 {
        let mut at = 0.0;
        let mut before: Option<GlyphId> = None;
        for character in text.chars() {
            if let Some(width) = space_width(character) {
                at += width;
                before = None;
                continue;
            }
            let id = self.glyph(character);
            if let Some(before) = before {
                at += f32::from(self.kerning.between(before.0, id.0)) / self.units_per_em;
            }
            place(id, at);
            at += self.font.h_advance_unscaled(id) / self.units_per_em;
            before = Some(id);
        }
        at
    }

    /// The scale at which an em has so many pixels.
    fn scale(&self, size: f32) -> PxScale {
        PxScale::from(size * self.font.height_unscaled() / self.units_per_em)
    }

    /// Draws the text with its baseline beginning at the origin: calls `cover` with pixel offsets and coverage.
    pub(super) fn coverage(
        &self,
        text: &str,
        size: f32,
        origin: (f32, f32),
        mut cover: impl FnMut(i32, i32, f32),
    ) {
        let scale = self.scale(size);
        // Small letters need quarter pixels for even spacing; for large ones whole pixels are as good, and equal
        // letters then have equal pixels, which compress better.
        let steps = if size < 24.0 { 4.0 } else { 1.0 };
        self.walk(text, |id, offset| {
            let x = ((origin.0 + offset * size) * steps).round() / steps;
            let glyph = Glyph { id, scale, position: point(x, origin.1) };
            if let Some(outlined) = self.font.outline_glyph(glyph) {
                let corner = outlined.px_bounds().min;
                outlined.draw(|dx, dy, c| cover(corner.x as i32 + dx as i32, corner.y as i32 + dy as i32, c));
            }
        });
    }

    pub(super) fn cap_height(&self) -> f32 {
        self.cap_height
    }
}

/// Spaces that the font has no glyph for, in em.
fn space_width(character: char) -> Option<f32> {
    match character {
        '\u{2009}' | '\u{202F}' => Some(0.18),
        '\u{200A}' => Some(0.1),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Some(0.0),
        '\n' | '\r' | '\t' => Some(0.28),
        _ => None,
    }
}

/// The width of a text at a font size, in the size's unit.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    face(weight).map_or(0.0, |face| f64::from(face.walk(text, |_, _| {})) * size)
}

/// Breaks a text into at most `most` lines no wider than `limit`; what does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, limit: f64, most: usize) -> Vec<String> {
    let lines = greedy(text, size, weight, limit);
    if lines.len() <= most {
        return balanced(text, size, weight, limit, lines);
    }
    let kept = most.saturating_sub(1);
    let mut short: Vec<String> = lines.iter().take(kept).cloned().collect();
    let rest = lines.iter().skip(kept).cloned().collect::<Vec<_>>().join(" ");
    short.push(ellipsized(&rest, size, weight, limit));
    short
}

/// Whether a text fits on so many lines without losing a letter.
pub(super) fn fits(text: &str, size: f64, weight: Weight, limit: f64, most: usize) -> bool {
    let lines = greedy(text, size, weight, limit);
    lines.len() <= most && lines.iter().all(|line| width(line, size, weight) <= limit)
}

/// A text cut at the end to fit a width.
pub(super) fn ellipsized(text: &str, size: f64, weight: Weight, limit: f64) -> String {
    if width(text, size, weight) <= limit {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let candidate = format!("{}…", kept.trim_end_matches([' ', ',', ';', '·', '-']));
        if width(&candidate, size, weight) <= limit {
            return candidate;
        }
    }
    "…".to_owned()
}

/// Pieces between which a line may break; each keeps its trailing space, hyphen or slash. A fraction stays whole.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some((at, sign)) =
        rest.char_indices().skip_while(|(at, _)| *at < from).find(|(_, c)| matches!(c, ' ' | '-' | '/' | '–'))
    {
        let end = at + sign.len_utf8();
        let (piece, after) = rest.split_at(end);
        if sign == '/' && after.starts_with(|next: char| next.is_ascii_digit()) {
            from = end;
            continue;
        }
        pieces.push(piece);
        (rest, from) = (after, 0);
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

fn greedy(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let together = format!("{line}{piece}");
        if line.is_empty() || width(together.trim_end(), size, weight) <= limit {
            line = together;
        } else {
            lines.push(line.trim_end().to_owned());
            piece.clone_into(&mut line);
        }
        // A single word wider than the line is cut where it must be.
        while width(line.trim_end(), size, weight) > limit && line.chars().count() > 1 {
            let (head, tail) = split_at_width(&line, size, weight, limit);
            if tail.is_empty() {
                break;
            }
            lines.push(head);
            line = tail;
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn split_at_width(word: &str, size: f64, weight: Weight, limit: f64) -> (String, String) {
    let mut head = String::new();
    for character in word.chars() {
        let longer = format!("{head}{character}");
        if !head.is_empty() && width(&longer, size, weight) > limit {
            break;
        }
        head = longer;
    }
    let tail = word.get(head.len()..).unwrap_or("").to_owned();
    (head, tail)
}

/// Lines of similar width instead of a full line and a widow.
fn balanced(text: &str, size: f64, weight: Weight, limit: f64, lines: Vec<String>) -> Vec<String> {
    if lines.len() < 2 {
        return lines;
    }
    let (mut low, mut high) = (limit * 0.4, limit);
    let mut best = lines;
    let count = best.len();
    for _ in 0..8 {
        let middle = f64::midpoint(low, high);
        let candidate = greedy(text, size, weight, middle);
        if candidate.len() <= count && candidate.iter().all(|line| width(line, size, weight) <= limit) {
            best = candidate;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_load_and_figures_are_tabular() {
        for weight in [Weight::Regular, Weight::SemiBold] {
            let face = face(weight).expect("the shipped font loads");
            assert!((0.70..0.75).contains(&face.cap_height()), "{}", face.cap_height());
            let ones = width("1111", 100.0, weight);
            assert!((ones - width("8888", 100.0, weight)).abs() < 1e-3);
            assert!(ones > 100.0);
        }
    }

    #[test]
    fn texts_wrap_within_their_width() {
        let text = "Llama-3.1-405B-Instruct final run including context extension";
        for limit in [60.0, 120.0, 300.0] {
            let lines = wrap(text, 20.0, Weight::Regular, limit, 50);
            assert!(lines.iter().all(|line| width(line, 20.0, Weight::Regular) <= limit), "{lines:?}");
            let glued: String = lines.concat();
            assert_eq!(glued.replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five six seven", 20.0, Weight::Regular, 90.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(width(&lines[1], 20.0, Weight::Regular) <= 90.0);
    }

    #[test]
    fn two_lines_are_balanced() {
        let lines =
            wrap("DeepSeek-V3 cost about a fourteenth of what GPT-4 did", 34.0, Weight::SemiBold, 860.0, 3);
        assert_eq!(lines.len(), 2);
        let widths: Vec<f64> = lines.iter().map(|line| width(line, 34.0, Weight::SemiBold)).collect();
        assert!(widths[1] / widths[0] > 0.6, "{lines:?} {widths:?}");
    }

    #[test]
    fn letters_are_kerned() {
        let apart = width("A", 100.0, Weight::Regular) + width("V", 100.0, Weight::Regular);
        assert!(width("AV", 100.0, Weight::Regular) < apart - 1.0);
    }
}
