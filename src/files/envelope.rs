//! The envelope of every flopwise file: `schema` and `version` are read first, then the strict types of that version.

use std::{fmt, fs, io::Read, path::Path};

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use super::{
    error::{FileError, FileProblem, Position, io_reason},
    scenario::shown_name,
    syntax,
};

/// The greatest file that is read: far above any honest scenario or catalogue.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// What a file says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The kind of file: `flopwise/scenario`, `flopwise/accelerators`.
    pub schema: String,
    /// The version of that kind.
    pub version: u32,
}

/// How every flopwise file is read: optional values are written plainly, without `Some(…)`.
#[must_use]
pub fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads only `schema` and `version`; the rest of the file may be of any version, and need not even be complete.
///
/// # Errors
/// When the text is not RON or lacks one of the two. The error names no file: see [`FileError::in_file`].
pub fn read_header(text: &str) -> Result<Header, FileError> {
    let mut partial = Partial::default();
    let outcome = options().from_str_seed(text, HeaderSeed(&mut partial));
    match (partial, outcome) {
        // Reading stops as soon as both are known, so an error that comes after that is of no interest here.
        (Partial { schema: Some(schema), version: Some(version) }, _) => Ok(Header { schema, version }),
        (_, Err(error)) if !is_no_struct(&error) => Err(located("", text, &error)),
        _ => Err(FileError::new("", FileProblem::NoHeader)),
    }
}

/// Checks that a file is of the expected kind and of a version between 1 and the newest that can be read.
///
/// # Errors
/// When it is another kind of file, or one that a newer flopwise wrote.
pub fn check_header(header: &Header, schema: &str, newest: u32) -> Result<(), FileProblem> {
    if header.schema != schema {
        let (found, expected) = (header.schema.clone(), schema.to_owned());
        return Err(FileProblem::WrongSchema { found, expected });
    }
    match header.version {
        0 => Err(FileProblem::NoSuchVersion { found: 0, newest }),
        found if found > newest => Err(FileProblem::NewerVersion { found, newest }),
        _ => Ok(()),
    }
}

/// Reads a file of one schema and version into the strict type of that version, which has the fields `schema` and
/// `version` like any other and denies unknown ones. With several versions, [`read_header`] and [`check_header`] come
/// first and choose the type; `version` is then the one in the header.
///
/// # Errors
/// When the header or the rest of the text is not what was expected; with line, column and the way out.
pub fn parse<T: DeserializeOwned>(
    file_name: &str,
    text: &str,
    schema: &str,
    version: u32,
) -> Result<T, FileError> {
    let header = read_header(text).map_err(|error| error.in_file(file_name))?;
    check_header(&header, schema, version).map_err(|problem| FileError::new(file_name, problem))?;
    options().from_str(text).map_err(|error| located(file_name, text, &error))
}

/// Reads a whole text file, unless it is larger than [`MAX_BYTES`].
///
/// # Errors
/// When it cannot be read, is too large or is not UTF-8. The error carries the path's last part as file name.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    read_text_up_to(path, MAX_BYTES)
}

/// Reads a whole text file, unless it is larger than a limit in bytes.
///
/// # Errors
/// As [`read_text`].
pub fn read_text_up_to(path: &Path, limit: u64) -> Result<String, FileError> {
    text_of(&shown_name(path), read_bytes(path, limit)?)
}

/// Reads a whole file, unless it is larger than a limit.
pub(super) fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let fail = |problem| FileError::new(&shown_name(path), problem);
    let io = |error: std::io::Error| fail(FileProblem::Io { action: "read", reason: io_reason(&error) });
    let file = fs::File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > limit {
        let bytes = fs::metadata(path).map_or(bytes.len() as u64, |metadata| metadata.len());
        return Err(fail(FileProblem::TooLarge { bytes, limit }));
    }
    Ok(bytes)
}

/// The text that some bytes are.
pub(super) fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, FileError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        FileError::new(name, FileProblem::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    })?;
    // Editors on some systems put a byte order mark in front.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What RON says about a text, in words that lead to a correction.
#[must_use]
pub fn located(file_name: &str, text: &str, error: &SpannedError) -> FileError {
    let (start, end) = (&error.span.start, &error.span.end);
    let start = Position { line: start.line, column: start.col };
    let end = Position { line: end.line, column: end.col };
    let (position, problem) = syntax::explain(text, &error.code, start, end);
    FileError::at(file_name, position, problem)
}

/// Whether there was nothing to read keys from: an empty file, a list, prose.
fn is_no_struct(error: &SpannedError) -> bool {
    matches!(error.code, ron::Error::ExpectedStructLike | ron::Error::ExpectedNamedStructLike(_))
}

#[derive(Default)]
struct Partial {
    schema: Option<String>,
    version: Option<u32>,
}

struct HeaderSeed<'a>(&'a mut Partial);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum HeaderKey {
    Schema,
    Version,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for HeaderSeed<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("", &["schema", "version"], self)
    }
}

impl<'de> Visitor<'de> for HeaderSeed<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(schema: \"flopwise/…\", version: 1, …)")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while self.0.schema.is_none() || self.0.version.is_none() {
            match map.next_key()? {
                Some(HeaderKey::Schema) => self.0.schema = Some(map.next_value()?),
                Some(HeaderKey::Version) => self.0.version = Some(map.next_value()?),
                Some(HeaderKey::Other) => drop(map.next_value::<IgnoredAny>()?),
                None => break,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
