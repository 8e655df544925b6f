//! Takes a text with separators apart: which sign separates, where each field stands, and what is wrong with quotes.

use crate::files::error::{FileError, FileProblem, Position};

/// What stands between the fields of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, as spreadsheets write where the comma separates decimals.
    Semicolon,
    /// A tab, as spreadsheets paste.
    Tab,
    /// `|` with a rule under the head, as in Markdown.
    Markdown,
}

impl Separator {
    /// Words for messages.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Markdown => "a Markdown table",
        }
    }

    /// The sign itself.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Markdown => '|',
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Markdown => b'|',
        }
    }
}

/// One line of a table, which may go over several lines of text inside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Line of the text in which it begins, from 1.
    pub line: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Its fields without quotation marks and without spaces around them.
    pub fields: Vec<String>,
}

/// How many records the choice of a separator looks at.
const LOOKED_AT: usize = 30;

/// Reads every record of a text, with the separator that suits it best. Empty lines are left out.
///
/// # Errors
/// When a quotation mark is opened and never closed, or the text is no table.
pub(super) fn read(file: &str, text: &str) -> Result<(Separator, Vec<Record>), FileError> {
    if let Some(records) = markdown(text) {
        return Ok((Separator::Markdown, records));
    }
    let candidates = [Separator::Comma, Separator::Semicolon, Separator::Tab];
    let best = candidates.into_iter().map(|separator| (score(text, separator), separator));
    let Some((_, separator)) = best.filter(|(score, _)| score.0 > 0).max_by(|(a, one), (b, other)| {
        // Of equals, the first candidate.
        a.cmp(b).then((*other as u8).cmp(&(*one as u8)))
    }) else {
        let problem = "is no table: no line has commas, semicolons, tabs or | between its fields; \
                       a scenario is a .ron file"
            .to_owned();
        return Err(FileError::new(file, FileProblem::BadValue { key: String::new(), problem }));
    };
    let records = records(text, separator, usize::MAX);
    closed(file, text, separator, &records)?;
    Ok((separator, records))
}

/// How well a separator suits: fields in agreement, then fields at all.
fn score(text: &str, separator: Separator) -> (usize, usize) {
    let records = records(text, separator, LOOKED_AT);
    let Some(head) = records.first().map(|record| record.fields.len()).filter(|fields| *fields > 1) else {
        return (0, 0);
    };
    let agreeing = records.iter().filter(|record| record.fields.len() == head).count();
    (agreeing, head)
}

fn records(text: &str, separator: Separator, most: usize) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(text.as_bytes());
    // The text is UTF-8 and lengths may differ, so that no record can be refused.
    let read = reader.records().take(most).flatten().map(|record| {
        let position = record.position();
        let start = position.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let start = skip_line_ends(text, start);
        Record { line: 0, start, fields: record.iter().map(|field| field.trim().to_owned()).collect() }
    });
    let mut lines = LineCounter::default();
    read.filter(|record| record.fields.iter().any(|field| !field.is_empty()))
        .map(|record| Record { line: lines.at(text, record.start), ..record })
        .collect()
}

/// The reader names the end of the line before as the beginning of a record.
fn skip_line_ends(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// Counts lines forward, so that a long table is walked once.
#[derive(Default)]
struct LineCounter {
    seen: usize,
    lines: usize,
}

impl LineCounter {
    fn at(&mut self, text: &str, offset: usize) -> usize {
        self.lines += text.get(self.seen..offset).map_or(0, |part| part.matches('\n').count());
        self.seen = offset.max(self.seen);
        self.lines + 1
    }
}

/// Whether the last quotation mark is closed. An open one swallows the rest of the file.
fn closed(file: &str, text: &str, separator: Separator, records: &[Record]) -> Result<(), FileError> {
    let Some(last) = records.last() else { return Ok(()) };
    let mut fields = Fields::new(text, last.start, separator.sign());
    while fields.next().is_some() {}
    match fields.open {
        None => Ok(()),
        Some(at) => Err(FileError::at(
            file,
            Position::of_offset(text, at),
            FileProblem::BadValue {
                key: String::new(),
                problem:
                    "a quotation mark is opened here and never closed; close it, or double it inside text"
                        .into(),
            },
        )),
    }
}

/// Where a field of a record stands.
pub(super) fn position(text: &str, separator: Separator, record: &Record, field: usize) -> Position {
    let mut fields = Fields::new(text, record.start, separator.sign());
    // A Markdown line begins with the sign.
    let outer = text.get(record.start..).is_some_and(|rest| rest.trim_start().starts_with('|'));
    let skipped = usize::from(separator == Separator::Markdown && outer);
    let at = fields.nth(field + skipped).unwrap_or(record.start);
    let rest = text.get(at..).unwrap_or_default();
    let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    Position::of_offset(text, at + space)
}

/// The beginnings of the fields of one record.
struct Fields<'a> {
    text: &'a str,
    next: Option<usize>,
    separator: char,
    /// Where a quotation mark was opened that the text does not close.
    open: Option<usize>,
}

impl<'a> Fields<'a> {
    fn new(text: &'a str, start: usize, separator: char) -> Self {
        Self { text, next: Some(start), separator, open: None }
    }
}

impl Iterator for Fields<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let start = self.next.take()?;
        let rest = self.text.get(start..)?;
        // Only a mark at the very beginning of a field quotes it.
        let mut quoted = self.separator != '|' && rest.starts_with('"');
        let opened = quoted.then_some(start);
        for (at, sign) in rest.char_indices().skip(usize::from(quoted)) {
            match sign {
                '"' if opened.is_some() => quoted = !quoted,
                _ if quoted => {}
                '\n' | '\r' => return Some(start),
                sign if sign == self.separator
                    && !rest.get(..at).is_some_and(|before| before.ends_with('\\') && sign == '|') =>
                {
                    self.next = Some(start + at + sign.len_utf8());
                    return Some(start);
                }
                _ => {}
            }
        }
        self.open = opened.filter(|_| quoted);
        Some(start)
    }
}

/// The records of a Markdown table: a head, a rule of dashes, rows. None where there is no rule in the second line.
fn markdown(text: &str) -> Option<Vec<Record>> {
    let mut offset = 0;
    let lines = text.split_inclusive('\n').enumerate().map(|(number, line)| {
        let start = offset;
        offset += line.len();
        (number + 1, start, line)
    });
    let mut records: Vec<Record> = Vec::new();
    let mut ruled = false;
    for (line, start, written) in lines.filter(|(_, _, line)| !line.trim().is_empty()) {
        let is_row = written.contains('|');
        match (records.len(), ruled) {
            // Words before the table.
            (0, _) if !is_row => continue,
            (1, false) => {
                ruled = is_rule(written);
                if !ruled {
                    return None;
                }
                continue;
            }
            // Words after the table.
            (_, true) if !is_row => break,
            _ => {}
        }
        records.push(Record { line, start, fields: markdown_fields(written) });
    }
    ruled.then_some(records)
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|sign| "|-: \t".contains(sign))
}

fn markdown_fields(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut fields = vec![String::new()];
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(field) = fields.last_mut() else { break };
        match sign {
            '\\' if signs.peek().is_some_and(char::is_ascii_punctuation) => field.extend(signs.next()),
            '|' => fields.push(String::new()),
            sign => field.push(sign),
        }
    }
    // The sign at the end of the line closes the last field.
    if fields.len() > 1 && fields.last().is_some_and(|field| field.trim().is_empty()) {
        fields.pop();
    }
    let bare = |field: &String| field.trim().trim_matches('*').trim_matches('`').trim().to_owned();
    fields.iter().map(bare).collect()
}
