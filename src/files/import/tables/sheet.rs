//! A table as somebody else wrote it: its columns by name, its numbers in the decimal sign that it uses.

use super::separated::{self, Record, Separator};
use crate::files::error::{FileError, FileProblem, Position};
use crate::units::Dimension;
use crate::units::parse::{self, NumberStyle};

/// A table with a head, every row with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name of the file, for messages.
    pub file: String,
    text: String,
    /// What stands between its fields.
    pub separator: Separator,
    /// Which sign separates decimals.
    pub style: NumberStyle,
    /// The names of the columns, as written.
    pub head: Vec<String>,
    /// The rows below the head.
    pub rows: Vec<Record>,
    head_record: Record,
    /// What was found out about the form of the table, to be said.
    pub remarks: Vec<String>,
}

/// A column of a [`Sheet`] by its place in the head.
pub type ColumnIndex = usize;

impl Sheet {
    /// Reads a table; `style` is the decimal sign where the user chose one, else it is found out.
    ///
    /// # Errors
    /// When the text is no table, or a quotation mark is never closed; with file, line and column.
    pub fn read(file: &str, text: &str, style: Option<NumberStyle>) -> Result<Self, FileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (separator, mut records) = separated::read(file, text)?;
        if records.is_empty() {
            let problem = "is empty: the first line has to name the columns".to_owned();
            return Err(FileError::new(file, FileProblem::BadValue { key: String::new(), problem }));
        }
        let head_record = records.remove(0);
        let mut head = head_record.fields.clone();
        while head.len() > 1 && head.last().is_some_and(String::is_empty) {
            head.pop();
        }
        let mut sheet = Self {
            file: file.to_owned(),
            text: text.to_owned(),
            separator,
            style: style.unwrap_or_default(),
            head,
            rows: records,
            head_record,
            remarks: Vec::new(),
        };
        match separator {
            Separator::Comma => {}
            Separator::Markdown => sheet.remarks.push("read as a Markdown table".to_owned()),
            _ => sheet.remarks.push(format!("fields are separated by {}", separator.words())),
        }
        if style.is_none() {
            sheet.find_style();
        }
        Ok(sheet)
    }

    /// The column with one of these names. Case, spaces and signs do not count: `GPU count` is `gpu_count`.
    #[must_use]
    pub fn column(&self, names: &[&str]) -> Option<ColumnIndex> {
        let wanted: Vec<String> = names.iter().map(|name| bare(name)).collect();
        // The order of the names decides, not that of the columns.
        wanted.iter().find_map(|name| self.head.iter().position(|head| bare(head) == *name))
    }

    /// The text of a cell; empty where the row is too short, or says in words that there is nothing.
    #[must_use]
    pub fn text<'a>(&self, row: &'a Record, column: Option<ColumnIndex>) -> &'a str {
        let text = column.and_then(|column| row.fields.get(column)).map_or("", |field| field.trim());
        // What flopwise writes before a text that a spreadsheet would run.
        let text =
            text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text);
        if is_nothing(text) { "" } else { text }
    }

    /// The number of a cell in the dimension's base unit; none where the cell is empty.
    ///
    /// # Errors
    /// When the cell is no such number; with file, line, column and reason.
    pub fn number(
        &self,
        row: &Record,
        column: Option<ColumnIndex>,
        dimension: Dimension,
    ) -> Result<Option<f64>, FileError> {
        let text = self.text(row, column);
        if text.is_empty() {
            return Ok(None);
        }
        let value = parse::quantity_with_style(text, dimension, self.style);
        value.map(Some).map_err(|error| self.wrong(row, column, &error.to_string()))
    }

    /// A problem with a cell, at its place.
    #[must_use]
    pub fn wrong(&self, row: &Record, column: Option<ColumnIndex>, problem: &str) -> FileError {
        let name = column.and_then(|column| self.head.get(column));
        // "Price: 12x is no …" reads as a sentence, whatever the column is called.
        let key = name.map_or(String::new(), |name| format!("{name}:"));
        let problem = FileProblem::BadValue { key, problem: problem.to_owned() };
        FileError::at(&self.file, self.place(row, column.unwrap_or(0)), problem)
    }

    /// The line and column of a cell.
    #[must_use]
    pub fn place(&self, row: &Record, column: ColumnIndex) -> Position {
        separated::position(&self.text, self.separator, row, column)
    }

    /// The line and column of a name in the head.
    #[must_use]
    pub fn head_place(&self, column: ColumnIndex) -> Position {
        self.place(&self.head_record, column)
    }

    /// A head that lacks a column.
    #[must_use]
    pub fn lacks(&self, column: &str, kind: &str) -> FileError {
        let known: Vec<&str> = self.head.iter().map(String::as_str).collect();
        let near = crate::catalog::nearest(column, known.iter().copied());
        let near = near.first().map_or(String::new(), |near| format!("; did you mean it by {near:?}?"));
        let problem = format!("the column {column:?} is missing, which a table of {kind} needs{near}");
        FileError::at(
            &self.file,
            Position { line: self.head_record.line, column: 1 },
            FileProblem::BadValue { key: String::new(), problem },
        )
    }

    fn find_style(&mut self) {
        let cells = self.rows.iter().flat_map(|row| row.fields.iter());
        let mut seen = Evidence::default();
        for cell in cells.filter(|cell| cell.len() <= 40) {
            seen.look_at(cell);
        }
        match (&seen.comma, &seen.point) {
            (Some(comma), None) => {
                self.style = NumberStyle::Comma;
                let read = shown(comma, NumberStyle::Comma);
                self.remarks.push(format!("decimal comma: {comma} is read as {read}"));
            }
            (None, Some(_)) => self.style = NumberStyle::Dot,
            (Some(comma), Some(point)) => self.remarks.push(format!(
                "both signs separate decimals, as in {comma} and {point}: each number is read by itself; \
                 choose one with --decimal comma or --decimal point"
            )),
            (None, None) => {
                if let Some(unclear) = &seen.unclear {
                    let read = shown(unclear, NumberStyle::Auto);
                    self.remarks.push(format!(
                        "{unclear} is read as {read}; if that is not meant, write the numbers of the table without \
                         separators of thousands, or say --decimal comma on the command line"
                    ));
                }
            }
        }
    }
}

fn shown(text: &str, style: NumberStyle) -> String {
    let value = parse::quantity_with_style(text, Dimension::Scalar, style);
    value.map_or_else(|_| "text".to_owned(), |value| value.to_string())
}

/// A name without case, spaces and signs.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a cell says that there is nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "" | "-" | "–" | "—" | "n/a" | "na" | "nan" | "none" | "null")
}

/// Numbers that decide which sign separates decimals.
#[derive(Default)]
struct Evidence {
    comma: Option<String>,
    point: Option<String>,
    unclear: Option<String>,
}

impl Evidence {
    fn look_at(&mut self, cell: &str) {
        let digits = cell.trim_start_matches(['$', '€', '~', '≈', '-', '−', '+', ' ', '\u{a0}']);
        let end = digits.find(|sign: char| !(sign.is_ascii_digit() || sign == ',' || sign == '.'));
        let number = digits.get(..end.unwrap_or(digits.len())).unwrap_or_default();
        // A word, a date or a version is no evidence.
        let rest = digits.get(number.len()..).unwrap_or_default();
        let is_number = number.starts_with(|sign: char| sign.is_ascii_digit())
            && number.ends_with(|sign: char| sign.is_ascii_digit())
            && !rest.starts_with(['-', '/', ':', '_']);
        if !is_number {
            return;
        }
        let number = number.to_owned();
        match decimal_sign(&number) {
            Some(',') => self.comma = self.comma.take().or(Some(number)),
            Some('.') => self.point = self.point.take().or(Some(number)),
            Some(_) => self.unclear = self.unclear.take().or(Some(number)),
            None => {}
        }
    }
}

/// The sign that separates the decimals of a number; `?` where it could also separate thousands.
fn decimal_sign(number: &str) -> Option<char> {
    let signs: Vec<char> = number.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let last = *signs.last()?;
    let decimals = number.len() - number.rfind(last)? - 1;
    let whole = number.find(last)?;
    match signs.as_slice() {
        [_] if decimals == 3 && (1..=3).contains(&whole) && !number.starts_with('0') => {
            // A point alone is a decimal point to most readers, as `parse` has it.
            (last == ',').then_some('?')
        }
        [only] => Some(*only),
        [.., before, _] if *before != last => Some(last),
        // The same sign more than once separates thousands, so the other one separates decimals.
        _ => Some(if last == ',' { '.' } else { ',' }),
    }
}
