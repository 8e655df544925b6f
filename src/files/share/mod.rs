//! Share strings: a scenario or a comparison as one line of letters that anyone can paste.
//!
//! `flopwise1:` and base64url of: the length of what follows; 0 for a scenario, else the number of scenarios plus one
//! and the text of a comparison without any; for each scenario the number of the frozen scenario that it builds on, the
//! length of its text, and its text as raw DEFLATE with a dictionary: frozen words, the scenario before it, and that
//! frozen scenario; CRC-32 of all these bytes and of the texts. A text is that of the file on one line.

mod bases;
mod error;
mod letters;
mod pack;
mod picture;
mod portable;

use std::sync::Arc;

pub use error::ShareError;
pub use picture::{KEYWORD, from_png, from_svg};
pub(super) use picture::{is_png, is_svg};
pub use portable::portable;

use super::error::FileError;
use super::project::{Project, parse_project, write_project};
use super::scenario::write_scenario;
use crate::catalog::Catalog;
use crate::scenario::Scenario;
use bases::on_one_line;
use pack::{compress, inflate, push_number, take_number};

/// The version of the strings that are made, and the newest that is read.
pub const VERSION: u32 = 1;

/// The greatest size that a string may unpack to, in bytes.
pub const MAX_UNPACKED: usize = 16_000_000;

/// A comparison without scenarios, as most are. Frozen like the scenarios that strings build on.
const FRAME: &str = "(schema: \"flopwise/project\", version: 1, baseline: 0, scope: \"B\", same_price: false, figure: \"cost_usd\", scenarios: [], )";

/// The end of a comparison's text, in place of which its scenarios stand.
const FRAME_END: &str = "], )";

/// What a share string is about, as texts.
struct Content {
    /// The comparison without its scenarios; none for a scenario by itself.
    frame: Option<String>,
    scenarios: Vec<String>,
}

impl Content {
    fn of(project: &Project) -> Self {
        let text = |scenario: &Arc<Scenario>| on_one_line(&write_scenario(scenario));
        let scenarios: Vec<_> = project.scenarios.iter().map(text).collect();
        let bare = Project { scenarios: Vec::new(), ..project.clone() };
        let alone = scenarios.len() == 1 && bare == Project::default();
        Self { frame: (!alone).then(|| on_one_line(&write_project(&bare))), scenarios }
    }

    /// The text of a file.
    fn text(&self) -> String {
        match &self.frame {
            None => self.scenarios.concat(),
            Some(frame) => {
                let head = frame.strip_suffix(FRAME_END).unwrap_or(frame);
                format!("{head}{}{FRAME_END}", self.scenarios.join(", "))
            }
        }
    }

    fn parts(&self) -> impl Iterator<Item = &String> {
        self.frame.iter().chain(&self.scenarios)
    }

    fn checksum(&self, seed: u32) -> u32 {
        let mut hasher = crc32fast::Hasher::new_with_initial(seed);
        self.parts().for_each(|part| hasher.update(part.as_bytes()));
        hasher.finalize()
    }
}

/// The share string of a comparison: the same for the same comparison, always. [`portable`] says what others need of the
/// sender's own files.
#[must_use]
pub fn encode(project: &Project) -> String {
    let content = Content::of(project);
    let mut body = Vec::new();
    match &content.frame {
        None => push_number(&mut body, 0),
        Some(frame) => {
            push_number(&mut body, content.scenarios.len() + 1);
            push_number(&mut body, frame.len());
            body.extend(compress(frame.as_bytes(), FRAME.as_bytes()));
        }
    }
    let mut before = "";
    for text in &content.scenarios {
        let base = bases::nearest(text);
        push_number(&mut body, base);
        push_number(&mut body, text.len());
        body.extend(compress(text.as_bytes(), &dictionary(before, bases::text(base).unwrap_or_default())));
        before = text;
    }
    body.extend(content.checksum(crc32fast::hash(&body)).to_le_bytes());
    let mut bytes = Vec::with_capacity(body.len() + 4);
    push_number(&mut bytes, body.len());
    bytes.extend(body);
    letters::string(&bytes)
}

/// The share string of one scenario.
#[must_use]
pub fn encode_scenario(scenario: &Arc<Scenario>) -> String {
    encode(&Project { scenarios: vec![Arc::clone(scenario)], ..Project::default() })
}

fn dictionary(before: &str, base: &str) -> Vec<u8> {
    [bases::WORDS, before, base].concat().into_bytes()
}

/// Whether a text has the beginning of a share string in it, of whatever version.
#[must_use]
pub fn is_shared(text: &str) -> bool {
    letters::find(text).is_some()
}

/// Reads the first share string in a text, which may have line breaks in it, and quotes, markup or an address around it.
/// A single scenario is a comparison of one.
///
/// # Errors
/// How the string is damaged, or why its content cannot be used. Never another scenario than the one that was shared.
pub fn decode(text: &str, catalog: &Catalog) -> Result<Project, ShareError> {
    let content = unpack(&letters::bytes(text)?)?;
    parse_project("", &content.text(), catalog)
        // Its place in the unpacked text is of no use to anyone.
        .map_err(|error| ShareError::Content(FileError { position: None, ..error }))
}

fn unpack(bytes: &[u8]) -> Result<Content, ShareError> {
    let mut rest = bytes;
    let length = take_number(&mut rest).ok_or(ShareError::Damaged)?;
    if length != rest.len() {
        return Err(ShareError::Damaged);
    }
    let (packed, checksum) = rest.split_last_chunk::<4>().ok_or(ShareError::Damaged)?;
    let mut reader = Reader { bytes: packed, unpacked: 0 };
    let number = reader.number()?;
    let frame = if number == 0 { None } else { Some(reader.text(FRAME.as_bytes())?) };
    let mut scenarios: Vec<String> = Vec::new();
    // What is damaged may not pass for what is new, so this is told only once the checksum has been seen.
    let mut newer = false;
    for _ in 0..if number == 0 { 1 } else { number - 1 } {
        let base = reader.number()?;
        newer |= bases::text(base).is_none();
        let before = scenarios.last().map_or("", String::as_str);
        let text = reader.text(&dictionary(before, bases::text(base).unwrap_or_default()));
        match text {
            Err(ShareError::Damaged) if newer => return Err(ShareError::NewerBase),
            text => scenarios.push(text?),
        }
    }
    let content = Content { frame, scenarios };
    let sum = content.checksum(crc32fast::hash(packed));
    if !reader.bytes.is_empty() || sum != u32::from_le_bytes(*checksum) {
        return Err(if newer { ShareError::NewerBase } else { ShareError::Damaged });
    }
    Ok(content)
}

/// Takes packed texts off the front of some bytes.
struct Reader<'a> {
    bytes: &'a [u8],
    unpacked: usize,
}

impl Reader<'_> {
    fn number(&mut self) -> Result<usize, ShareError> {
        take_number(&mut self.bytes).ok_or(ShareError::Damaged)
    }

    fn text(&mut self, dictionary: &[u8]) -> Result<String, ShareError> {
        let length = self.number()?;
        self.unpacked += length;
        if self.unpacked > MAX_UNPACKED {
            return Err(ShareError::TooLarge { limit: MAX_UNPACKED });
        }
        let text = inflate(&mut self.bytes, length, dictionary).ok_or(ShareError::Damaged)?;
        String::from_utf8(text).map_err(|_| ShareError::Damaged)
    }
}

/// Eight characters that stand for a comparison, for the footer of its charts: CRC-32 of its canonical text.
#[must_use]
pub fn hash(project: &Project) -> String {
    format!("{:08x}", Content::of(project).checksum(0))
}

/// Eight characters that stand for a scenario.
#[must_use]
pub fn scenario_hash(scenario: &Arc<Scenario>) -> String {
    hash(&Project { scenarios: vec![Arc::clone(scenario)], ..Project::default() })
}

#[cfg(test)]
mod tests;
