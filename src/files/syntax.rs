//! Turns the RON reader's errors into plain words with the place where the hand has to go.

use ron::Error;

use super::error::{FileProblem, Position};

/// What is wrong and where, from RON's error and the span that it was noticed in.
pub(super) fn explain(text: &str, error: &Error, start: Position, end: Position) -> (Position, FileProblem) {
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let place = find_before(text, end, found).unwrap_or(start);
            (place, FileProblem::unknown_key(found, &words(outer.as_deref()), expected))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (find_before(text, end, found).unwrap_or(start), FileProblem::unknown_word(found, expected))
        }
        Error::MissingStructField { field, outer } => {
            let (key, inside) = ((*field).to_owned(), words(outer.as_deref()));
            (opening_before(text, end).unwrap_or(start), FileProblem::MissingKey { key, inside })
        }
        Error::DuplicateStructField { field, outer } => {
            let (key, inside) = ((*field).to_owned(), words(outer.as_deref()));
            (find_before(text, end, field).unwrap_or(start), FileProblem::DuplicateKey { key, inside })
        }
        Error::InvalidValueForType { expected, found } => {
            let (place, key) = value_before(text, end, start);
            (place, FileProblem::WrongType { key, expected: expected.clone(), found: found.clone() })
        }
        Error::Message(message) => {
            let (place, key) = value_before(text, end, start);
            (place, FileProblem::BadValue { key, problem: message.clone() })
        }
        Error::ExpectedComma if cuts_number(text, end) => {
            let (place, key) = value_before(text, end, start);
            let found = value_of(text, place, &key, end);
            (place, FileProblem::WrongType { key, expected: "a whole number".into(), found })
        }
        Error::ExpectedComma if unit_follows(text, end) => {
            let (place, key) = value_before(text, end, start);
            let found = value_of(text, place, &key, end);
            (place, FileProblem::Syntax { expected: format!("write \"{found}\" in double quotes") })
        }
        other => match expected_value(other) {
            Some(expected) => {
                let (place, key) = value_before(text, end, start);
                let found = value_of(text, place, &key, end);
                (place, FileProblem::WrongType { key, expected: expected.into(), found })
            }
            None => (end, FileProblem::Syntax { expected: expected(other) }),
        },
    }
}

/// The kind of value that RON missed, if it missed a value.
fn expected_value(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::ExpectedString => "a text in double quotes",
        Error::ExpectedFloat => "a number",
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => "a whole number",
        Error::ExpectedBoolean => "true or false",
        Error::ExpectedArray => "a list in square brackets",
        Error::ExpectedMap => "a table in braces",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "an opening parenthesis",
        Error::IntegerOutOfBounds => "a whole number that is neither negative nor so large",
        _ => return None,
    })
}

/// What RON expected, and what to change.
fn expected(error: &Error) -> String {
    match error {
        Error::Eof => "the file ends too early; close every bracket and quote that was opened".into(),
        Error::ExpectedComma => "a comma is missing before this".into(),
        Error::ExpectedMapColon => "a colon is missing between key and value".into(),
        Error::ExpectedStructLikeEnd => "a closing parenthesis ')' or a comma is missing before this".into(),
        Error::ExpectedArrayEnd => "a closing bracket ']' or a comma is missing before this".into(),
        Error::ExpectedMapEnd => "a closing brace '}' or a comma is missing before this".into(),
        Error::ExpectedStringEnd => "a text is not closed; add the second double quote".into(),
        Error::ExpectedIdentifier => "a key or a closing parenthesis ')' is expected here".into(),
        Error::UnclosedBlockComment => "a comment is not closed; add */".into(),
        Error::TrailingCharacters => "the file should end here; remove what follows".into(),
        Error::ExpectedDifferentStructName { found, .. } => {
            format!("remove the name {found:?} before the parenthesis")
        }
        Error::ExceededRecursionLimit => "brackets are nested too deeply; remove some".into(),
        Error::UnderscoreAtBeginning | Error::FloatUnderscore => {
            "an underscore may not stand here in a number; remove it".into()
        }
        Error::UnexpectedChar(found) => format!("unexpected {found:?}; remove it or put it in double quotes"),
        other => format!("the text is not valid RON: {other}"),
    }
}

/// The name of one of our file types in words: `AcceleratorEntry` becomes `accelerator entry`.
fn words(type_name: Option<&str>) -> String {
    let mut text = String::new();
    for character in type_name.unwrap_or_default().chars() {
        if character.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(character.to_lowercase());
    }
    if text.is_empty() { text } else { format!("this {text}") }
}

/// The byte offset of a position.
fn offset_of(text: &str, position: Position) -> usize {
    let lines = text.split_inclusive('\n').take(position.line.saturating_sub(1));
    let line_start: usize = lines.map(str::len).sum();
    let line = text.get(line_start..).unwrap_or_default();
    let inside: usize = line.chars().take(position.column.saturating_sub(1)).map(char::len_utf8).sum();
    line_start + inside
}

fn before(text: &str, end: Position) -> &str {
    text.get(..offset_of(text, end)).unwrap_or(text)
}

/// Where a word last stands before the end of the span.
fn find_before(text: &str, end: Position, word: &str) -> Option<Position> {
    before(text, end).rfind(word).map(|offset| Position::of_offset(text, offset))
}

/// Where the struct opens that ends here: the matching parenthesis, quotes aside.
fn opening_before(text: &str, end: Position) -> Option<Position> {
    let mut open = Vec::new();
    let mut quoted = false;
    let mut escaped = false;
    let mut last_closed = None;
    for (offset, character) in before(text, end).char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => open.push(offset),
            ')' if !quoted => last_closed = open.pop(),
            _ => {}
        }
    }
    open.last().copied().or(last_closed).map(|offset| Position::of_offset(text, offset))
}

/// The key whose value was being read, and where it stands; nothing but the start of the span when there is none.
fn value_before(text: &str, end: Position, start: Position) -> (Position, String) {
    let before = before(text, end);
    let Some((head, value)) = before.rsplit_once(':') else {
        return (start, String::new());
    };
    // A list may hold commas; otherwise a comma or a parenthesis says that the value of this key is over.
    let over = value.contains(')') || (value.contains(',') && !value.contains('['));
    let is_key = |character: char| character.is_alphanumeric() || character == '_';
    let key: String = head.chars().rev().take_while(|&character| is_key(character)).collect();
    if over || key.is_empty() {
        return (start, String::new());
    }
    let key: String = key.chars().rev().collect();
    (Position::of_offset(text, head.len() - key.len()), key)
}

/// Whether a number goes on where the reader thought that it was over: `3.5` where `3` was read.
fn cuts_number(text: &str, end: Position) -> bool {
    let offset = offset_of(text, end);
    let digit = text.get(..offset).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit()));
    digit && text.get(offset..).is_some_and(|rest| rest.starts_with(['.', 'e', 'E']))
}

/// Whether a magnitude or a percent sign is attached to a number: `70B` where a text in quotes belongs.
fn unit_follows(text: &str, end: Position) -> bool {
    let offset = offset_of(text, end);
    let digit = text.get(..offset).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit()));
    let unit = |next: char| next.is_alphabetic() || next == '%';
    digit && text.get(offset..).is_some_and(|rest| rest.starts_with(unit))
}

/// The value of a key, or what stands at the end of the span when there is no key; shortened for a message.
fn value_of(text: &str, place: Position, key: &str, end: Position) -> String {
    let (from, to) = (offset_of(text, place), offset_of(text, end));
    let in_list = text.get(from..to).is_some_and(|read| read.contains('['));
    let at_key = text.get(from..).and_then(|rest| rest.strip_prefix(key));
    match at_key.and_then(|rest| rest.strip_prefix(':')) {
        Some(value) if !key.is_empty() && !in_list => shortened(value),
        _ => shortened(text.get(offset_of(text, end)..).unwrap_or_default()),
    }
}

/// The first word or so of a text.
fn shortened(rest: &str) -> String {
    let rest = rest.trim_start_matches([' ', '\n', '[']);
    let ends = |character: char| matches!(character, ',' | ')' | ']' | '}' | '\n');
    let word: String = rest.chars().take_while(|&character| !ends(character)).collect();
    let word = word.trim();
    if word.is_empty() {
        return rest.chars().next().map_or("the end of the file".into(), |found| format!("{found:?}"));
    }
    let short: String = word.chars().take(30).collect();
    if short.len() < word.len() { format!("{short}…") } else { short }
}
