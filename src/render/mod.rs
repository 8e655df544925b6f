//! Resolved charts as PNG and SVG; the only place that knows plotters, tiny-skia and png.
//!
//! One drawing code (`draw`) talks to plotters' drawing area; two backends turn it into antialiased pixels
//! (`raster`) or SVG (`vector`). Texts are measured with the shipped font in both, so the layouts agree, and no
//! font of the machine is used. Same chart, same options: same bytes.

mod canvas;
mod draw;
mod encode;
mod geometry;
mod kerning;
mod options;
mod raster;
mod text;
mod vector;

pub use options::{Background, ExportOptions, RenderError, Size};

use crate::chart::ResolvedChart;
use canvas::Canvas;
use plotters::drawing::IntoDrawingArea;

/// Draws a chart as PNG.
///
/// # Errors
/// [`RenderError`] if the size is out of range or the picture cannot be encoded.
pub fn png(chart: &ResolvedChart, options: &ExportOptions) -> Result<Vec<u8>, RenderError> {
    encode::png(&pixels(chart, options)?, chart, options)
}

/// A chart as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row from the top, not premultiplied.
    pub rgba: Vec<u8>,
}

/// Draws a chart as pixels: the same ones as in the PNG.
///
/// # Errors
/// [`RenderError`] if the size is out of range.
pub fn picture(chart: &ResolvedChart, options: &ExportOptions) -> Result<Picture, RenderError> {
    let pixels = pixels(chart, options)?;
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    Ok(Picture { width: pixels.width(), height: pixels.height(), rgba: rgba.collect() })
}

fn pixels(chart: &ResolvedChart, options: &ExportOptions) -> Result<tiny_skia::Pixmap, RenderError> {
    let frame = options.frame()?;
    let mut pixels = raster::surface(frame.width, frame.height)?;
    let area = raster::Raster::new(&mut pixels).into_drawing_area();
    draw::chart(&Canvas::new(&area, &frame, options), chart)?;
    drop(area);
    Ok(pixels)
}

/// Draws a chart as SVG. Texts stay texts, so that the picture can be restyled.
///
/// # Errors
/// [`RenderError`] if the size is out of range.
pub fn svg(chart: &ResolvedChart, options: &ExportOptions) -> Result<String, RenderError> {
    let frame = options.frame()?;
    let mut document = vector::Document::new(&frame, chart, options);
    {
        let area = vector::Vector::new(&mut document).into_drawing_area();
        draw::chart(&Canvas::new(&area, &frame, options), chart)?;
    }
    Ok(document.finish())
}

#[cfg(test)]
mod tests;
