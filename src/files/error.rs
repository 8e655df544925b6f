//! What is wrong with a file, where, and how to mend it.

use std::fmt;
use std::io::ErrorKind;

use super::share::ShareError;
use crate::catalog::nearest;

/// A place in a text file; both numbers start at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, counted in characters.
    pub column: usize,
}

impl Position {
    /// The place of a byte offset in a text.
    #[must_use]
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count());
        Self { line: before.matches('\n').count() + 1, column: column + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A problem with a file: `prices.ron:12:7: unknown key "usd_per_hour" in a quote; did you mean …?`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// Name of the file, as the user knows it; empty for text without a file.
    pub file: String,
    /// Where in the file, if the problem has a place.
    pub position: Option<Position>,
    /// What is wrong and how to mend it.
    pub problem: Box<FileProblem>,
}

impl FileError {
    /// A problem with the file as a whole.
    #[must_use]
    pub fn new(file: &str, problem: FileProblem) -> Self {
        Self { file: file.to_owned(), position: None, problem: Box::new(problem) }
    }

    /// A problem at a place in the file.
    #[must_use]
    pub fn at(file: &str, position: Position, problem: FileProblem) -> Self {
        Self { file: file.to_owned(), position: Some(position), problem: Box::new(problem) }
    }

    /// The same problem under the name that the user knows the file by.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        file.clone_into(&mut self.file);
        self
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file.is_empty(), self.position) {
            (false, Some(position)) => write!(f, "{}:{position}: ", self.file)?,
            (false, None) => write!(f, "{}: ", self.file)?,
            (true, Some(position)) => write!(f, "line {}, column {}: ", position.line, position.column)?,
            (true, None) => {}
        }
        write!(f, "{}", self.problem)
    }
}

impl std::error::Error for FileError {}

/// What the operating system says of a file, with the way out where there is a usual one.
pub(super) fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder; check the path".to_owned(),
        ErrorKind::PermissionDenied => {
            "you have no right to it; change its rights, or use another place".to_owned()
        }
        ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file and no folder; check the path".to_owned(),
        ErrorKind::StorageFull => "there is no room left; free some, or use another place".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "nothing can be written there; use another place".to_owned(),
        _ => error.to_string(),
    }
}

/// What can be wrong with a file. Every message ends with the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileProblem {
    /// The operating system refused.
    #[error("cannot be {action}: {reason}")]
    Io {
        /// "read", "written" or "listed".
        action: &'static str,
        /// In the words of the operating system.
        reason: String,
    },
    /// What stands there would be lost.
    #[error(
        "was not overwritten, because what stands there cannot be read: it {reason}; save under another name"
    )]
    NotOverwritten {
        /// What is wrong with what stands there.
        reason: String,
    },
    /// Not a text file.
    #[error("is not a text file (byte {offset} is not UTF-8); save it as UTF-8 text")]
    NotUtf8 {
        /// Offset of the first byte that is not.
        offset: usize,
    },
    /// More than the program is willing to read.
    #[error("is too large: {bytes} bytes, the limit is {limit}; split it or remove what is not needed")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// Greatest permitted size.
        limit: u64,
    },
    /// The file does not say what it is.
    #[error("does not say what it is: begin the file with (schema: \"flopwise/…\", version: 1, …")]
    NoHeader,
    /// A flopwise file of another kind.
    #[error("is a {found:?} file, but {expected:?} was expected here; open it where that kind belongs")]
    WrongSchema {
        /// What the file says.
        found: String,
        /// What the reader can use.
        expected: String,
    },
    /// The file comes from the future.
    #[error(
        "was written by a newer flopwise: version {found}, this one reads up to {newest}; update flopwise"
    )]
    NewerVersion {
        /// What the file says.
        found: u32,
        /// The newest version that this program reads.
        newest: u32,
    },
    /// A version that never existed.
    #[error("has no known version: {found}; this flopwise reads 1 to {newest}")]
    NoSuchVersion {
        /// What the file says.
        found: u32,
        /// The newest version that this program reads.
        newest: u32,
    },
    /// Not RON.
    #[error("{expected}")]
    Syntax {
        /// What the reader expected, and what to change.
        expected: String,
    },
    /// A key that this place does not have: most often a typing error.
    #[error("unknown key {key:?}{}{}", in_struct(.inside), known_names(.nearest, .known, "keys"))]
    UnknownKey {
        /// As written.
        key: String,
        /// The struct that it stands in, in words.
        inside: String,
        /// Keys that resemble it, best first.
        nearest: Vec<String>,
        /// Every key that may stand here.
        known: Vec<String>,
    },
    /// A key that must be there is not.
    #[error("the key {key:?} is missing{}; add it", in_struct(.inside))]
    MissingKey {
        /// The key.
        key: String,
        /// The struct that lacks it, in words.
        inside: String,
    },
    /// A key is given twice.
    #[error("the key {key:?} is given twice{}; keep one", in_struct(.inside))]
    DuplicateKey {
        /// The key.
        key: String,
        /// The struct that it stands in, in words.
        inside: String,
    },
    /// A word that is not among those permitted here.
    #[error("unknown word {word:?}{}", known_names(.nearest, .known, "words"))]
    UnknownWord {
        /// As written.
        word: String,
        /// Words that resemble it, best first.
        nearest: Vec<String>,
        /// Every permitted word.
        known: Vec<String>,
    },
    /// A value of the wrong type.
    #[error("expected {expected}{} but found {found}", of_key(.key))]
    WrongType {
        /// The key that it was given to; empty when there is none.
        key: String,
        /// What belongs here.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A value of the right type that makes no sense.
    #[error("{}{problem}", for_key(.key))]
    BadValue {
        /// The key that it was given to; empty when there is none.
        key: String,
        /// What is wrong with it, and what is permitted.
        problem: String,
    },
    /// An id that an earlier entry has already.
    #[error("the id {id:?} belongs to another {kind} already; choose another id")]
    IdTaken {
        /// "accelerator", "site".
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A name or an alias that an earlier entry has already.
    #[error("{name:?} of {entry:?} is already a name of {first:?}; a name may belong to one {kind} only")]
    NameTaken {
        /// "accelerator", "site".
        kind: &'static str,
        /// The name, as written.
        name: String,
        /// The entry that wants it.
        entry: String,
        /// The entry that has it.
        first: String,
    },
    /// A share string that cannot be read.
    #[error("{0}")]
    Shared(ShareError),
    /// A comparison, or an empty one, where a single scenario is needed.
    #[error("holds {} scenarios{}; one is needed here, flopwise compare takes all of them", .names.len(), if .names.is_empty() { String::new() } else { format!(" ({})", .names.join(", ")) })]
    NotOneScenario {
        /// Their names.
        names: Vec<String>,
    },
    /// A picture that flopwise did not make, or that lost its text on the way.
    #[error(
        "is a {kind} picture without a scenario in it: flopwise did not write it, or a program in between left its text out; ask for the picture as it was exported, or for the share string"
    )]
    NoScenario {
        /// "PNG" or "SVG".
        kind: &'static str,
    },
    /// A picture that cannot be read at all.
    #[error("is a damaged {kind} picture: {reason}; ask for it again")]
    DamagedPicture {
        /// "PNG" or "SVG".
        kind: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Something is referred to that does not exist.
    #[error("{key} names the {kind} {wanted:?}, which does not exist{}", known_names(.nearest, &[], "names"))]
    UnknownReference {
        /// The key that refers to it.
        key: String,
        /// "accelerator", "source".
        kind: &'static str,
        /// As written.
        wanted: String,
        /// What resembles it, best first.
        nearest: Vec<String>,
    },
}

impl FileProblem {
    /// An unknown key, with the known ones nearest to it.
    #[must_use]
    pub fn unknown_key(key: &str, inside: &str, known: &[&str]) -> Self {
        Self::UnknownKey {
            key: key.to_owned(),
            inside: inside.to_owned(),
            nearest: nearest_keys(key, known),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// An unknown word, with the permitted ones nearest to it.
    #[must_use]
    pub fn unknown_word(word: &str, known: &[&str]) -> Self {
        Self::UnknownWord {
            word: word.to_owned(),
            nearest: nearest(word, known.iter().copied()),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        }
    }
}

/// Up to three keys that resemble the wanted one. `hours` stands for `usd_per_hour` as well as `hourz` for `hours`, so
/// a key that contains the wanted words counts as near.
fn nearest_keys(wanted: &str, known: &[&str]) -> Vec<String> {
    let mut found = nearest(wanted, known.iter().copied());
    for name in known {
        let shares = wanted.len() >= 3 && (name.contains(wanted) || wanted.contains(name));
        if shares && found.len() < 3 && !found.iter().any(|already| already == name) {
            found.push((*name).to_owned());
        }
    }
    found
}

fn in_struct(inside: &str) -> String {
    if inside.is_empty() { String::new() } else { format!(" in {inside}") }
}

fn of_key(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!(" for {key}") }
}

fn for_key(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{key} ") }
}

/// The nearest names, or all of them when nothing is near and there are few enough to read.
fn known_names(nearest: &[String], known: &[String], noun: &str) -> String {
    match nearest {
        [] if known.is_empty() => "; check the spelling".into(),
        [] if known.len() <= 12 => format!("; known {noun}: {}", known.join(", ")),
        [] => format!("; none of the {} known {noun} resembles it", known.len()),
        [only] => format!("; did you mean {only:?}?"),
        several => format!("; nearest: {}", several.join(", ")),
    }
}
