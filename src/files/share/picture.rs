//! Share strings inside pictures: the text chunk of a PNG, the metadata of an SVG.

use std::io::Cursor;

use png::{DecodeOptions, Decoder, DecodingError, Info, Limits};

use super::decode;
use crate::catalog::Catalog;
use crate::files::error::FileProblem;
use crate::files::project::Project;

/// The name under which a picture carries the share string of its comparison.
pub const KEYWORD: &str = "flopwise";

/// What reading a picture's texts may take, in bytes: a compressed text chunk can grow a thousandfold.
const MAX_MEMORY: usize = super::MAX_UNPACKED;

/// What every PNG begins with.
const PNG_SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'];

/// Whether some bytes are meant as a PNG.
pub(in crate::files) fn is_png(bytes: &[u8]) -> bool {
    // The first byte and the line breaks are there to be damaged by careless transfer.
    bytes.starts_with(&PNG_SIGNATURE) || bytes.get(1..4) == Some(b"PNG")
}

/// Whether a text is meant as an SVG.
pub(in crate::files) fn is_svg(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}

/// Reads the comparison that a PNG carries.
///
/// # Errors
/// When the picture is damaged or carries none, or what it carries cannot be used.
pub fn from_png(bytes: &[u8], catalog: &Catalog) -> Result<Project, FileProblem> {
    let string = png_text(bytes)
        .map_err(|error| FileProblem::DamagedPicture { kind: "PNG", reason: in_words(&error) })?;
    decode_own(string, "PNG", catalog)
}

/// Reads the comparison that an SVG carries.
///
/// # Errors
/// When the picture carries none, or what it carries cannot be used.
pub fn from_svg(text: &str, catalog: &Catalog) -> Result<Project, FileProblem> {
    let marker = format!("{KEYWORD}: ");
    // Only there: what stands in the picture itself is anyone's text.
    let metadata = text.split_once("<metadata").and_then(|(_, rest)| rest.split_once("</metadata>"));
    let string = metadata.and_then(|(metadata, _)| metadata.split_once(marker.as_str()));
    decode_own(string.map(|(_, string)| string.to_owned()), "SVG", catalog)
}

fn decode_own(string: Option<String>, kind: &'static str, catalog: &Catalog) -> Result<Project, FileProblem> {
    let string = string.ok_or(FileProblem::NoScenario { kind })?;
    decode(&string, catalog).map_err(FileProblem::Shared)
}

/// The text under our keyword, before the pixels, where flopwise writes it, or behind them, where others move it.
fn png_text(bytes: &[u8]) -> Result<Option<String>, DecodingError> {
    let mut options = DecodeOptions::default();
    // A damaged text is an error and not a text that is not there.
    options.set_skip_ancillary_crc_failures(false);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits { bytes: MAX_MEMORY });
    let mut reader = decoder.read_info()?;
    if let Some(text) = text_of(reader.info())? {
        return Ok(Some(text));
    }
    reader.finish()?;
    text_of(reader.info())
}

fn text_of(info: &Info<'_>) -> Result<Option<String>, DecodingError> {
    if let Some(chunk) = info.uncompressed_latin1_text.iter().find(|chunk| chunk.keyword == KEYWORD) {
        return Ok(Some(chunk.text.clone()));
    }
    let unreadable = |_| DecodingError::LimitsExceeded;
    if let Some(chunk) = info.compressed_latin1_text.iter().find(|chunk| chunk.keyword == KEYWORD) {
        let mut chunk = chunk.clone();
        chunk.decompress_text_with_limit(MAX_MEMORY).map_err(unreadable)?;
        return chunk.get_text().map(Some).map_err(unreadable);
    }
    let Some(chunk) = info.utf8_text.iter().find(|chunk| chunk.keyword == KEYWORD) else { return Ok(None) };
    let mut chunk = chunk.clone();
    chunk.decompress_text_with_limit(MAX_MEMORY).map_err(unreadable)?;
    chunk.get_text().map(Some).map_err(unreadable)
}

fn in_words(error: &DecodingError) -> String {
    match error {
        DecodingError::IoError(_) => "it ends too early".to_owned(),
        DecodingError::LimitsExceeded => {
            format!("its texts cannot be unpacked, or take more than {} MB", MAX_MEMORY / 1_000_000)
        }
        other => other.to_string(),
    }
}
