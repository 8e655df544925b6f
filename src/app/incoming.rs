//! What a text from outside may be: a scenario file, a path. Everything that can be pasted is recognized here.

use std::path::PathBuf;

use super::action::Action;
use super::import::{ImportEvent, ImportSource};
use crate::files::import::tables;
use crate::files::share::is_shared;
use crate::files::{looks_like_path, read_header};

/// A text that was recognized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// The text of a scenario or a comparison, right or wrong: it says what it is.
    File(String),
    /// A text with a share string in it.
    Shared(String),
    /// The text of another program's file: a configuration, a table.
    Import(String),
    /// The path of a file.
    Path(PathBuf),
}

impl Incoming {
    /// Whether the text is a thing of its own, which no input field could want.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::File(_) | Self::Shared(_) | Self::Import(_))
    }

    /// What to do with it.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::File(text) => Action::OpenText(text),
            Self::Shared(text) => Action::OpenShared(text),
            Self::Import(text) => Action::Import(ImportEvent::Begin(ImportSource::Text(text))),
            Self::Path(path) => Action::OpenPath(path),
        }
    }
}

/// What a pasted text is, if it is anything that can be opened.
#[must_use]
pub fn recognize(text: &str) -> Option<Incoming> {
    let text = text.trim();
    let says_what_it_is = || read_header(text).is_ok_and(|header| header.schema.starts_with("flopwise/"));
    if text.contains("flopwise/") && text.contains("schema") && (text.contains('\n') || says_what_it_is()) {
        return Some(Incoming::File(text.to_owned()));
    }
    if is_shared(text) {
        return Some(Incoming::Shared(text.to_owned()));
    }
    if is_json(text) || is_table(text) {
        return Some(Incoming::Import(text.to_owned()));
    }
    path(text).map(Incoming::Path)
}

/// Whether a text begins like a JSON object. One that is broken farther on is named with its place.
fn is_json(text: &str) -> bool {
    let inside = text.strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with('"') && inside.contains(':'))
}

/// Whether a text is a table of a known kind, or one whose counts and totals can be checked. Prose has commas, too, but
/// seldom two lines with two of them each.
fn is_table(text: &str) -> bool {
    let separators = |line: &str| line.matches([',', ';', '\t', '|']).count();
    let has_columns = text.lines().filter(|line| separators(line) >= 2).nth(1).is_some();
    has_columns && (tables::sniff(text).is_some() || tables::read_fleet("", text, None).is_ok())
}

/// A single line that names a file as people copy it: plain, in quotes, as a `file:` address.
fn path(text: &str) -> Option<PathBuf> {
    if text.is_empty() || text.contains('\n') {
        return None;
    }
    let bare = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let bare = bare.unwrap_or(text);
    let decoded = bare.strip_prefix("file://").map(decoded);
    let bare = decoded.as_deref().unwrap_or(bare);
    // A fraction such as 1/14 and a web address have a slash too.
    let is_file = looks_like_path(bare) && bare.ends_with(".ron") && !bare.contains("://");
    is_file.then(|| PathBuf::from(bare))
}

/// `%20` becomes a space; what is no valid code stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_paths_are_told_from_numbers_and_prose() {
        let path = |text: &str| match recognize(text) {
            Some(Incoming::Path(path)) => path.display().to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(path("  data/my run.ron\n"), "data/my run.ron");
        assert_eq!(path("\"C:\\runs\\a.ron\""), "C:\\runs\\a.ron");
        assert_eq!(path("file:///data/my%20run.ron"), "/data/my run.ron");
        let json = "{\"model_type\": \"llama\", \"hidden_size\"";
        assert_eq!(recognize(json), Some(Incoming::Import(json.to_owned())), "broken, but meant as JSON");
        let fleet = "item,count,unit price,total\nA,2,3,6\n";
        assert_eq!(recognize(fleet), Some(Incoming::Import(fleet.trim().to_owned())));
        let file = "(schema: \"flopwise/scenario\", version: 1,\n id: \"x\")";
        assert_eq!(recognize(file), Some(Incoming::File(file.to_owned())));
        for text in [
            "",
            "14.8T",
            "1/14",
            "1.5 to 3.5",
            "https://example.org/a.ron",
            "see the flopwise/scenario schema",
            "Dear all,\nthe price is 3, the count 4.",
            "{ braces } of prose: none",
        ] {
            assert_eq!(recognize(text), None, "{text}");
        }
    }
}
