//! What can be wrong with a share string. Every message says how it is damaged and what to do.

use super::VERSION;
use crate::files::error::FileError;

/// Why a share string cannot be read. Whatever is wrong with it, nothing else is opened in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShareError {
    /// There is no share string in the text.
    #[error("this is no share string: one begins with flopwise{VERSION}: and is made by flopwise share")]
    NotShared,
    /// A newer flopwise made it.
    #[error(
        "the share string was made by a newer flopwise: version {found}, this one reads up to {VERSION}; update flopwise"
    )]
    NewerVersion {
        /// What it says.
        found: u32,
    },
    /// A version that never existed.
    #[error("the share string has no known version: {found}; this flopwise reads 1 to {VERSION}")]
    NoSuchVersion {
        /// What it says.
        found: u32,
    },
    /// It refers to a scenario that only a newer flopwise ships.
    #[error("the share string builds on a scenario that came with a newer flopwise; update flopwise")]
    NewerBase,
    /// A sign that no share string has.
    #[error(
        "the share string is damaged: {character:?}, its character {position}, cannot stand there; copy it again"
    )]
    WrongCharacter {
        /// Place in the string, from 1.
        position: usize,
        /// The sign.
        character: char,
    },
    /// The end is missing.
    #[error("the share string is cut off: {found} of {} characters are there; copy it again, to its end", .expected.map_or_else(|| "its".to_owned(), |expected| expected.to_string()))]
    CutOff {
        /// Characters behind the colon.
        found: usize,
        /// Characters that it says it has there, if that much of it is left.
        expected: Option<usize>,
    },
    /// Something stands at its end that does not belong to it.
    #[error(
        "the share string has more than the {expected} characters that it says it has; copy it again, without what follows it"
    )]
    TooLong {
        /// Characters that it says it has behind the colon.
        expected: usize,
    },
    /// Its content does not have the checksum that it says it has.
    #[error(
        "the share string is damaged: its checksum differs, so a character was changed, lost or added; copy it again"
    )]
    Damaged,
    /// More than the program is willing to unpack.
    #[error("the share string unpacks to more than {} MB and is not opened; ask for the file instead", .limit / 1_000_000)]
    TooLarge {
        /// Greatest permitted size in bytes.
        limit: usize,
    },
    /// It is whole, but what it holds cannot be used here.
    #[error("the share string is whole, but its content cannot be used: {0}")]
    Content(FileError),
}
