//! Pixels to PNG: a palette where the picture allows it, sRGB, text chunks, no time stamp.

use super::options::{ExportOptions, RenderError};
use crate::chart::ResolvedChart;
use png::{
    BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, SrgbRenderingIntent, Unit,
};
use std::collections::HashMap;
use tiny_skia::Pixmap;

/// Higher levels gain little on flat areas and cost much time.
const DEFLATE_LEVEL: u8 = 6;

/// The most colors that a palette holds.
const PALETTE: usize = 256;

pub(super) fn png(
    pixels: &Pixmap,
    chart: &ResolvedChart,
    options: &ExportOptions,
) -> Result<Vec<u8>, RenderError> {
    let (width, height) = (pixels.width(), pixels.height());
    let image = Indexed::from(pixels);
    let mut bytes = Vec::with_capacity(128 * 1024);
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(image.colors.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
    if image.colors.iter().any(|[_, _, _, a]| *a < 255) {
        encoder.set_trns(image.colors.iter().map(|[_, _, _, a]| *a).collect::<Vec<u8>>());
    }
    encoder.set_deflate_compression(DeflateCompression::Level(DEFLATE_LEVEL));
    // Filters compute differences of brightness; between palette indices they only add noise.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let density = options.size.pixels_per_meter();
    encoder.set_pixel_dims(density.map(|d| PixelDimensions { xppu: d, yppu: d, unit: Unit::Meter }));
    for (keyword, text) in texts(chart, options) {
        check_keyword(&keyword)?;
        let added = if is_latin1(&text) {
            encoder.add_text_chunk(keyword, text)
        } else {
            encoder.add_itxt_chunk(keyword, text)
        };
        added.map_err(|error| failed(&error))?;
    }
    let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
    writer.write_image_data(&image.indices).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(bytes)
}

fn failed(error: &png::EncodingError) -> RenderError {
    RenderError::Failed(error.to_string())
}

/// Title, description, source and software, then the caller's texts. A caller's text replaces ours of that name.
fn texts(chart: &ResolvedChart, options: &ExportOptions) -> Vec<(String, String)> {
    let software = concat!("flopwise ", env!("CARGO_PKG_VERSION"));
    let ours = [
        ("Title", chart.title.as_str()),
        ("Description", chart.text_alternative.as_str()),
        ("Source", chart.source_line.as_str()),
        ("Software", software),
    ];
    let named = |name: &str| options.metadata.iter().any(|(keyword, _)| keyword == name);
    ours.into_iter()
        .filter(|(name, text)| !text.is_empty() && !named(name))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .chain(options.metadata.iter().cloned())
        .collect()
}

/// Printable Latin-1 may stand in a plain text chunk, which old readers know.
fn is_latin1(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || matches!(u32::from(c), 0x20..=0x7E | 0xA1..=0xFF))
}

fn check_keyword(keyword: &str) -> Result<(), RenderError> {
    let letters = keyword.chars().all(|c| matches!(u32::from(c), 0x20..=0x7E | 0xA1..=0xFF));
    let spaces = keyword.trim() == keyword && !keyword.contains("  ");
    let length = (1..=79).contains(&keyword.chars().count());
    if letters && spaces && length { Ok(()) } else { Err(RenderError::Keyword(keyword.to_owned())) }
}

/// A picture with at most 256 colors.
struct Indexed {
    colors: Vec<[u8; 4]>,
    indices: Vec<u8>,
}

impl Indexed {
    fn from(pixels: &Pixmap) -> Self {
        let rows = distinct_rows(pixels);
        let mut by_use: Vec<(u32, u64)> = count(&rows).into_iter().collect();
        // Most used first; ties by color, so that the bytes do not depend on the map's order.
        by_use.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let used: Vec<(u32, [u8; 4])> = by_use.iter().map(|(color, _)| (*color, straight(*color))).collect();
        let colors = palette(&used);
        let index_of: HashMap<u32, u8> =
            used.iter().map(|(packed, color)| (*packed, nearest(&colors, *color) as u8)).collect();
        let mut indices = Vec::with_capacity(pixels.pixels().len());
        for (row, repeats) in rows {
            let from = indices.len();
            for_each_run(row, |color, length| {
                let index = index_of.get(&color).copied().unwrap_or(0);
                indices.resize(indices.len() + length, index);
            });
            let to = indices.len();
            for _ in 1..repeats {
                indices.extend_from_within(from..to);
            }
        }
        Self { colors, indices }
    }
}

/// Colors that stand for all in use, given with the most used first. If there are more than a palette holds, near
/// neighbors share one: with the least difference for which all of them are covered, so that no shade is far off.
fn palette(used: &[(u32, [u8; 4])]) -> Vec<[u8; 4]> {
    let covering = |tolerance: u8| {
        let mut colors: Vec<[u8; 4]> = Vec::with_capacity(PALETTE);
        for (_, color) in used {
            if !colors.iter().any(|chosen| apart(chosen, color) <= tolerance) {
                colors.push(*color);
            }
            if colors.len() > PALETTE {
                return None;
            }
        }
        Some(colors)
    };
    // Four channels in steps of 64 are 256 colors, so that a palette is always found.
    (0..=64).find_map(covering).unwrap_or_default()
}

/// The greatest difference between two colors in any channel.
fn apart(first: &[u8; 4], second: &[u8; 4]) -> u8 {
    first.iter().zip(second).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

/// The rows as bytes, each with how often it is repeated: a chart has many equal neighbors.
fn distinct_rows(pixels: &Pixmap) -> Vec<(&[u8], usize)> {
    let mut rows: Vec<(&[u8], usize)> = Vec::new();
    for row in pixels.data().chunks_exact(pixels.width() as usize * 4) {
        match rows.last_mut() {
            Some((last, repeats)) if *last == row => *repeats += 1,
            _ => rows.push((row, 1)),
        }
    }
    rows
}

/// Calls `each` with every stretch of one color in a row and its length.
fn for_each_run(row: &[u8], mut each: impl FnMut(u32, usize)) {
    let (pixels, _) = row.as_chunks::<4>();
    for run in pixels.chunk_by(|a, b| a == b) {
        if let Some(color) = run.first() {
            each(u32::from_be_bytes(*color), run.len());
        }
    }
}

/// How many pixels have each color (premultiplied, red first).
fn count(rows: &[(&[u8], usize)]) -> HashMap<u32, u64> {
    let mut counts: HashMap<u32, u64> = HashMap::new();
    for (row, repeats) in rows {
        for_each_run(row, |color, length| *counts.entry(color).or_default() += (length * repeats) as u64);
    }
    counts
}

/// PNG stores colors that are not multiplied with their opacity.
fn straight(color: u32) -> [u8; 4] {
    let [r, g, b, a] = color.to_be_bytes();
    let divide = |channel: u8| {
        if a == 0 { 0 } else { ((u32::from(channel) * 255 + u32::from(a) / 2) / u32::from(a)).min(255) as u8 }
    };
    [divide(r), divide(g), divide(b), a]
}

/// The place of the color that differs least.
fn nearest(colors: &[[u8; 4]], wanted: [u8; 4]) -> usize {
    let distance = |color: &[u8; 4]| -> u32 {
        color.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)) * u32::from(a.abs_diff(b))).sum()
    };
    let worst = |color: &[u8; 4]| (apart(color, &wanted), distance(color));
    colors.iter().enumerate().min_by_key(|(_, color)| worst(color)).map_or(0, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shades(count: u32) -> Vec<(u32, [u8; 4])> {
        // Far apart from each other first, then their neighbors.
        (0..count)
            .map(|n| (n, [(n * 97 % 251) as u8, (n * 57 % 241) as u8, (n * 31 % 239) as u8, 255]))
            .collect()
    }

    #[test]
    fn few_colors_are_kept_as_they_are() {
        let used = shades(256);
        let colors = palette(&used);
        assert_eq!(colors, used.iter().map(|(_, color)| *color).collect::<Vec<_>>());
    }

    #[test]
    fn many_colors_share_a_palette_in_which_none_is_far_off() {
        let used = shades(4000);
        let colors = palette(&used);
        assert!(colors.len() <= PALETTE && colors[0] == used[0].1, "the most used color is exact");
        let off = |color: &[u8; 4]| apart(&colors[nearest(&colors, *color)], color);
        let worst = used.iter().map(|(_, color)| off(color)).max();
        // 256 cubes of this half-width fill the space of three channels once.
        assert!(worst <= Some(40), "{worst:?}");
    }
}
