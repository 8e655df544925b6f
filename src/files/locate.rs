//! Finds the place of an entry's key in the text, for problems that only show once the whole file is read.

use super::error::Position;

/// The place of a key in the n-th entry of the file's list, from 0; the entry itself when it lacks the key.
#[must_use]
pub(super) fn locate_key(text: &str, entry: usize, key: &str) -> Option<Position> {
    let mut brackets: Vec<char> = Vec::new();
    let mut entries = 0;
    let mut found_entry = None;
    let mut chars = text.char_indices().peekable();
    while let Some((offset, character)) = chars.next() {
        let at_key = brackets == ['(', '[', '('] && entries == entry + 1;
        match character {
            '"' => skip_string(&mut chars),
            '/' if text.get(offset..).is_some_and(|rest| rest.starts_with("//")) => {
                while chars.next_if(|(_, next)| *next != '\n').is_some() {}
            }
            '(' | '[' | '{' => {
                brackets.push(character);
                if brackets == ['(', '[', '('] {
                    entries += 1;
                    found_entry = found_entry.or((entries == entry + 1).then_some(offset));
                }
            }
            ')' | ']' | '}' => {
                brackets.pop();
            }
            _ if at_key && is_word_start(text, offset) => {
                let rest = text.get(offset..).unwrap_or_default().strip_prefix(key);
                if rest.is_some_and(|rest| rest.trim_start().starts_with(':')) {
                    return Some(Position::of_offset(text, offset));
                }
            }
            _ => {}
        }
    }
    found_entry.map(|offset| Position::of_offset(text, offset))
}

fn skip_string(chars: &mut impl Iterator<Item = (usize, char)>) {
    while let Some((_, character)) = chars.next() {
        match character {
            '\\' => drop(chars.next()),
            '"' => break,
            _ => {}
        }
    }
}

/// Whether a word begins here and does not go on from before.
fn is_word_start(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).and_then(|before| before.chars().next_back());
    !before.is_some_and(|before| before.is_alphanumeric() || before == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_their_entry_only() {
        let text = "#![enable(implicit_some)]\n(\n sources: {\"a\": (id: 1)},\n runs: [ // (id: \"x\")\n  (id: \"a (\", name: \"id: b\"),\n  (name: \"b\", my_id: 1,\n   id: \"b\"),\n ],\n)";
        let at = |entry, key| locate_key(text, entry, key).map(|position| (position.line, position.column));
        assert_eq!(at(0, "id"), Some((5, 4)));
        assert_eq!(at(1, "id"), Some((7, 4)));
        assert_eq!(at(1, "name"), Some((6, 4)));
        assert_eq!(at(0, "missing"), Some((5, 3)));
        assert_eq!(at(2, "id"), None);
    }
}
