//! Finds where in a RON text a value stands, for problems that show only once the whole file is read.

use super::error::Position;

/// One step from the whole file towards a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key of a struct or of a table.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Where the value that a path leads to stands: its key, or itself where it is in a list. Where the path leads nowhere,
/// the last place on the way. The text must be RON that was read before.
#[must_use]
pub(super) fn locate(text: &str, path: &[Step]) -> Position {
    let mut scanner = Scanner { text, at: 0 };
    scanner.skip_blank();
    let mut place = scanner.at;
    for step in path {
        match scanner.enter(step) {
            Some(found) => place = found,
            None => break,
        }
    }
    Position::of_offset(text, place)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// White space, commas, comments and attributes.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let length = if rest.starts_with("//") || rest.starts_with("#![") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_comment(rest)
            } else {
                match self.peek() {
                    Some(blank) if blank.is_whitespace() || blank == ',' => blank.len_utf8(),
                    _ => return,
                }
            };
            self.at += length;
        }
    }

    /// From the opening bracket of a struct, table or list to the value that the step names. Leaves the scanner at
    /// that value and gives the place of its key.
    fn enter(&mut self, step: &Step) -> Option<usize> {
        if !matches!(self.peek(), Some('(' | '[' | '{')) {
            return None;
        }
        self.bump();
        let mut index = 0;
        loop {
            self.skip_blank();
            if matches!(self.peek(), None | Some(')' | ']' | '}')) {
                return None;
            }
            let place = self.at;
            match step {
                Step::Index(wanted) if *wanted == index => return Some(place),
                Step::Index(_) => {}
                Step::Key(wanted) => {
                    let key = self.key();
                    self.skip_blank();
                    if self.peek() == Some(':') {
                        self.bump();
                        self.skip_blank();
                    }
                    if key == *wanted {
                        return Some(place);
                    }
                }
            }
            self.skip_value();
            index += 1;
        }
    }

    /// Reads a bare or quoted key.
    fn key(&mut self) -> String {
        let start = self.at;
        if self.peek() == Some('"') {
            self.skip_value();
        } else {
            while self.peek().is_some_and(|next| next.is_alphanumeric() || next == '_') {
                self.bump();
            }
        }
        self.text.get(start..self.at).unwrap_or_default().trim_matches('"').to_owned()
    }

    /// Skips one value with everything that its brackets enclose.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            let before = self.at;
            if depth > 0 {
                self.skip_blank();
            }
            match self.peek() {
                None => return,
                Some('"') => self.at += string(self.rest()),
                Some('r') if raw_string(self.rest()).is_some() => {
                    self.at += raw_string(self.rest()).unwrap_or(1);
                }
                Some('(' | '[' | '{') => {
                    depth += 1;
                    self.bump();
                    continue;
                }
                Some(')' | ']' | '}') if depth == 0 => return,
                Some(')' | ']' | '}') => {
                    depth -= 1;
                    self.bump();
                }
                Some(_) => self.skip_word(),
            }
            if depth == 0 || self.at == before {
                return;
            }
        }
    }

    /// A number, a bare word or a single sign.
    fn skip_word(&mut self) {
        let in_word = |next: char| next.is_alphanumeric() || matches!(next, '_' | '.' | '+' | '-');
        if self.peek().is_some_and(in_word) {
            while self.peek().is_some_and(in_word) {
                self.bump();
            }
        } else {
            self.bump();
        }
    }
}

/// Length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Length of a quoted text, quotes included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (offset, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return offset + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of `r"…"` or `r#"…"#`, if that is what stands here.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?.chars().take_while(|&next| next == '#').count();
    let body = text.get(1 + hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |found| found + end.len());
    Some(2 + hashes + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
// (name: "not here")
(
  schema: "x", name: "a (\" name: b", /* name: /* 1 */ */
  sources: {"v3": (title: r#"odd " ( one"#), "b-c": (title: "second")},
  model: (params: 3.5e-3, name: "x"),
  phases: [
    (name: "first", tokens: 5),
    (tokens: (value: "14T", note: "phases: ["),
     name: "second"), 7,
  ],
  last: -1,
)"##;

    fn at(path: &[Step]) -> (usize, usize) {
        let place = locate(TEXT, path);
        (place.line, place.column)
    }

    #[test]
    fn values_are_found_by_their_path() {
        assert_eq!(at(&[]), (3, 1));
        assert_eq!(at(&["name".into()]), (4, 16));
        assert_eq!(at(&["sources".into(), "b-c".into(), "title".into()]), (5, 54));
        assert_eq!(at(&["model".into(), "name".into()]), (6, 27));
        assert_eq!(at(&["phases".into(), 1.into(), "name".into()]), (10, 6));
        assert_eq!(at(&["phases".into(), 1.into(), "tokens".into(), "note".into()]), (9, 29));
        assert_eq!(at(&["phases".into(), 2.into()]), (10, 23));
        assert_eq!(at(&["last".into()]), (12, 3));
    }

    #[test]
    fn what_is_missing_is_found_where_it_should_be() {
        assert_eq!(at(&["phases".into(), 0.into(), "missing".into()]), (8, 5));
        assert_eq!(at(&["missing".into()]), (3, 1));
    }
}
