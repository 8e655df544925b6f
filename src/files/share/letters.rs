//! Finds the letters of a share string in whatever it was pasted with: mail quotes, line breaks, markup, addresses.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::pack::take_number;
use super::{VERSION, error::ShareError};

/// What every share string begins with, before version and colon.
pub(super) const NAME: &str = "flopwise";

/// What stands in place of the colon where a string was made part of an address.
const COLONS: [&str; 3] = [":", "%3A", "%3a"];

/// The beginning of a share string in a text: its version, how long the beginning is, and what follows it.
pub(super) fn find(text: &str) -> Option<(u32, usize, &str)> {
    text.match_indices(NAME).find_map(|(at, _)| {
        let rest = text.get(at + NAME.len()..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let version = rest.get(..digits)?;
        let rest = rest.get(digits..)?;
        let body = COLONS.iter().find_map(|colon| rest.strip_prefix(colon))?;
        // More digits than any version will have are as new as can be.
        let version = if version.is_empty() { return None } else { version.parse().unwrap_or(u32::MAX) };
        Some((version, NAME.len() + digits + 1, body))
    })
}

/// The bytes behind the colon of the first share string in a text, with its length checked.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, ShareError> {
    let (version, head, body) = find(text).ok_or(ShareError::NotShared)?;
    match version {
        0 => return Err(ShareError::NoSuchVersion { found: 0 }),
        found if found > VERSION => return Err(ShareError::NewerVersion { found }),
        _ => {}
    }
    let (letters, expected) = letters(body, head)?;
    let found = letters.len();
    match expected {
        Some(expected) if found == expected => {
            URL_SAFE_NO_PAD.decode(&letters).map_err(|_| ShareError::Damaged)
        }
        // It says that it is shorter than what says so.
        Some(expected) if found > expected => Err(ShareError::Damaged),
        expected => Err(ShareError::CutOff { found, expected }),
    }
}

/// The string for some bytes, which begin with how many there are.
pub(super) fn string(bytes: &[u8]) -> String {
    format!("{NAME}{VERSION}:{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The letters up to as many as there should be, and that number if the first letters hold it.
fn letters(body: &str, head: usize) -> Result<(Vec<u8>, Option<usize>), ShareError> {
    let (mut letters, mut expected) = (Vec::new(), None);
    let mut at_line_start = false;
    let mut characters = body.chars().peekable();
    let mut position = head;
    while let Some(character) = characters.next() {
        position += 1;
        let next = characters.peek().copied();
        if let Some(expected) = expected.filter(|expected| *expected == letters.len()) {
            if is_letter(character) {
                return Err(ShareError::TooLong { expected });
            }
            break;
        }
        match character {
            _ if is_letter(character) => {
                letters.push(character as u8);
                at_line_start = false;
                if letters.len().is_multiple_of(4) && expected.is_none() {
                    expected = length(&letters)?;
                }
            }
            '\n' | '\r' => at_line_start = true,
            '\u{200B}' | '\u{FEFF}' | '\u{AD}' => {}
            _ if character.is_whitespace() => {}
            // Mail marks quoted lines, and breaks long ones behind an equals sign.
            '>' | '|' if at_line_start => {}
            '=' if next.is_some_and(|next| matches!(next, '\n' | '\r')) => {}
            // What closes a quotation, a link or a sentence, if that is what it does here.
            '"' | '\'' | '`' | ')' | ']' | '}' | '>' | '<' | ',' | ';' | '.' | '*' | '=' | '&' | '”'
            | '’' | '»'
                if !next.is_some_and(is_letter) =>
            {
                break;
            }
            _ => return Err(ShareError::WrongCharacter { position, character }),
        }
    }
    Ok((letters, expected))
}

fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// How many letters there should be, if the first ones say so.
fn length(letters: &[u8]) -> Result<Option<usize>, ShareError> {
    let bytes = URL_SAFE_NO_PAD.decode(letters).map_err(|_| ShareError::Damaged)?;
    let mut rest = &bytes[..];
    match take_number(&mut rest) {
        Some(length) => Ok(Some(((bytes.len() - rest.len() + length) * 4).div_ceil(3))),
        // The number goes on in the next letters, or never ends.
        None if bytes.len() < 4 => Ok(None),
        None => Err(ShareError::Damaged),
    }
}
