//! A table of results, and the ways to write it: for a terminal, a spreadsheet, a script, a page and a paper.

use super::latex;
use super::table_json::table_json;
use crate::estimate::FigureId;
use crate::units::{Dimension, format};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Aligned columns with three significant figures, for reading.
    Plain,
    /// Comma-separated: stable ids as header, every digit.
    Csv,
    /// Tab-separated, as spreadsheets paste it: labels with units as header, every digit.
    Tsv,
    /// A Markdown table with three significant figures.
    Markdown,
    /// A LaTeX table with three significant figures, for the package booktabs.
    Latex,
    /// JSON with every digit: columns with their units, rows by the ids of the columns.
    Json,
}

impl TableFormat {
    /// Whether people read it, so that it has few columns and few digits.
    #[must_use]
    pub const fn is_for_reading(self) -> bool {
        matches!(self, Self::Plain | Self::Markdown | Self::Latex)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable id, the header of CSV.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The base unit of its numbers; empty for words and bare numbers.
    pub unit: &'static str,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(id: &str, label: &str) -> Self {
        Self { id: id.to_owned(), label: label.to_owned(), unit: "" }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(id: &str, label: &str, dimension: Dimension) -> Self {
        let unit = match dimension.unit() {
            "1" => "",
            unit => unit,
        };
        Self { id: id.to_owned(), label: label.to_owned(), unit }
    }

    /// The column of a figure.
    #[must_use]
    pub fn figure(figure: FigureId) -> Self {
        Self::number(figure.id(), figure.label(), figure.dimension())
    }

    fn with_unit(&self) -> String {
        if self.unit.is_empty() { self.label.clone() } else { format!("{} ({})", self.label, self.unit) }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number in the base unit of its dimension.
    Number(f64, Dimension),
    /// How many times the baseline.
    Ratio(f64),
    /// Words that lead to an address.
    Link(String, String),
    /// Nothing is known.
    Empty,
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number that may not be known.
    #[must_use]
    pub fn maybe(value: Option<f64>, dimension: Dimension) -> Self {
        value.filter(|value| value.is_finite()).map_or(Self::Empty, |value| Self::Number(value, dimension))
    }

    /// Words that lead to an address, if it is one to be followed.
    #[must_use]
    pub fn link(words: impl Into<String>, url: &str) -> Self {
        match followed(url) {
            Some(url) => Self::Link(words.into(), url.to_owned()),
            None => Self::Text(words.into()),
        }
    }

    /// Whether it is a number or a ratio, which stand at the right of their column.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(..) | Self::Ratio(_))
    }

    /// The cell for reading.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Link(text, _) => text.clone(),
            Self::Number(value, dimension) => format::short(*dimension, *value),
            Self::Ratio(value) => format::ratio_words(*value),
            Self::Empty => "–".to_owned(),
        }
    }

    fn exact(&self) -> String {
        match self {
            // A spreadsheet would run a name that begins like a formula.
            Self::Text(text) | Self::Link(text, _) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) | Self::Link(text, _) => text.clone(),
            Self::Number(value, _) | Self::Ratio(value) => exact(*value),
            Self::Empty => String::new(),
        }
    }
}

/// An address that a reader may be led to; others are shown and not followed.
pub(super) fn followed(url: &str) -> Option<&str> {
    let url = url.trim();
    let plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (plain && (url.starts_with("https://") || url.starts_with("http://"))).then_some(url)
}

/// The shortest digits that read back to the same number, as every spreadsheet understands them.
#[must_use]
pub fn exact(value: f64) -> String {
    if value == 0.0 || (1e-5..1e15).contains(&value.abs()) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

/// Rows of cells under named columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Leaves a column out.
    pub fn remove(&mut self, id: &str) {
        if let Some(index) = self.columns.iter().position(|column| column.id == id) {
            self.columns.remove(index);
            for row in self.rows.iter_mut().filter(|row| index < row.len()) {
                row.remove(index);
            }
        }
    }

    /// Writes the table.
    #[must_use]
    pub fn write(&self, format: TableFormat) -> String {
        match format {
            TableFormat::Plain => self.plain(),
            TableFormat::Csv => self.separated(",", "\r\n", |column| column.id.clone(), csv_field),
            TableFormat::Tsv => self.separated("\t", "\n", Column::with_unit, one_line),
            TableFormat::Markdown => self.markdown(),
            TableFormat::Latex => latex::tabular(self),
            TableFormat::Json => table_json(self),
        }
    }

    fn separated(
        &self,
        separator: &str,
        end: &str,
        head: impl Fn(&Column) -> String,
        field: impl Fn(&str) -> String,
    ) -> String {
        let heads = self.columns.iter().map(|column| field(&head(column)));
        let mut text = heads.collect::<Vec<_>>().join(separator) + end;
        for row in &self.rows {
            let cells: Vec<_> = row.iter().map(|cell| field(&cell.exact())).collect();
            text.push_str(&cells.join(separator));
            text.push_str(end);
        }
        text
    }

    fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.columns.iter().map(|column| markdown_field(&column.label)).collect());
        let rule = |index| if self.is_numeric(index) { "---:" } else { "---" }.to_owned();
        text.push_str(&line((0..self.columns.len()).map(rule).collect()));
        for row in &self.rows {
            text.push_str(&line(row.iter().map(markdown_cell).collect()));
        }
        text
    }

    /// Columns aligned with spaces: words to the left, numbers to the right. No line ends with a space.
    fn plain(&self) -> String {
        let heads: Vec<_> = self.columns.iter().map(|column| one_line(&column.label)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| one_line(&cell.shown())).collect());
        let lines: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|index| {
                lines.iter().filter_map(|line| line.get(index)).map(|cell| width(cell)).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for line in &lines {
            let mut written = String::new();
            for (index, (cell, wide)) in line.iter().zip(&widths).enumerate() {
                if index > 0 {
                    written.push_str("  ");
                }
                let space = " ".repeat(wide.saturating_sub(width(cell)));
                if self.is_numeric(index) {
                    written.push_str(&space);
                    written.push_str(cell);
                } else {
                    written.push_str(cell);
                    written.push_str(&space);
                }
            }
            text.push_str(written.trim_end());
            text.push('\n');
        }
        text
    }

    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let cells = || self.rows.iter().filter_map(|row| row.get(column));
        cells().any(|cell| matches!(cell, Cell::Number(..) | Cell::Ratio(_)))
            && !cells().any(|cell| matches!(cell, Cell::Text(_) | Cell::Link(..)))
    }
}

/// Text on one line, without characters that a terminal would obey.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Text in lines of at most so many columns, broken between words; further lines are indented.
pub(super) fn wrapped(text: &str, columns: usize, indent: usize) -> String {
    let mut lines = String::new();
    let mut used = indent;
    for word in one_line(text).split_whitespace() {
        let needed = width(word) + 1;
        if used > indent && used + needed > columns {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            used = indent;
        } else if used > indent {
            lines.push(' ');
        }
        lines.push_str(word);
        used += needed;
    }
    lines
}

fn csv_field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn markdown_cell(cell: &Cell) -> String {
    match cell {
        Cell::Link(words, url) => markdown_link(words, url),
        cell => markdown_field(&cell.shown()),
    }
}

/// Words that lead to an address, or the words alone where it could break out of its brackets.
pub(super) fn markdown_link(words: &str, url: &str) -> String {
    let safe = !url.is_empty() && !url.contains(['<', '>', '|']) && !url.contains(char::is_whitespace);
    let words = markdown_field(words);
    if safe { format!("[{words}](<{url}>)") } else { words }
}

pub(super) fn markdown_field(text: &str) -> String {
    let mut field = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' => field.extend(['\\', c]),
            c if c.is_control() => field.push(' '),
            c => field.push(c),
        }
    }
    field
}

/// Columns that a text takes in a terminal: two for the wide letters of East Asia, none for combining marks.
#[must_use]
pub fn width(text: &str) -> usize {
    let columns = |c: char| match u32::from(c) {
        0x0300..=0x036F | 0x200B..=0x200D | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F => 2,
        0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(vec![
            Column::text("name", "Name"),
            Column::figure(FigureId::Cost),
            Column::figure(FigureId::TrainingCompute),
        ]);
        table.rows = vec![
            vec![
                Cell::text("DeepSeek-V3"),
                Cell::Number(5_576_000.0, Dimension::Usd),
                Cell::Number(3.2856e24, Dimension::Flop),
            ],
            vec![Cell::text("=SUM(A1), \"x\" | 深度"), Cell::Number(0.1 + 0.2, Dimension::Usd), Cell::Empty],
        ];
        table
    }

    #[test]
    fn csv_has_stable_ids_every_digit_and_quotes() {
        let csv = sample().write(TableFormat::Csv);
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(lines[0], "name,cost_usd,training_compute_flop");
        assert_eq!(lines[1], "DeepSeek-V3,5576000,3.2856e24");
        assert_eq!(lines[2], "\"'=SUM(A1), \"\"x\"\" | 深度\",0.30000000000000004,");
    }

    #[test]
    fn tsv_pastes_as_numbers_under_heads_with_units() {
        let tsv = sample().write(TableFormat::Tsv);
        let lines: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines[0], ["Name", "Cost at this scope (USD)", "Training compute (FLOP)"]);
        assert_eq!(lines[1][2].parse(), Ok(3.2856e24));
        assert_eq!(lines[2][1].parse(), Ok(0.1 + 0.2));
    }

    #[test]
    fn markdown_reads_well_and_escapes() {
        let markdown = sample().write(TableFormat::Markdown);
        let lines: Vec<&str> = markdown.lines().collect();
        assert_eq!(lines[1], "| --- | ---: | ---: |");
        assert_eq!(lines[2], "| DeepSeek-V3 | $5.58 M | 3.29 × 10²⁴ FLOP |");
        assert_eq!(lines[3], "| =SUM(A1), \"x\" \\| 深度 | $0.300 | – |");
    }

    #[test]
    fn plain_columns_line_up_also_with_wide_letters() {
        let plain = sample().write(TableFormat::Plain);
        let lines: Vec<&str> = plain.lines().collect();
        let ends = |line: &str, cell: &str| width(line.split_once(cell).unwrap().0) + width(cell);
        assert_eq!(ends(lines[1], "$5.58 M"), ends(lines[2], "$0.300"));
        assert_eq!(ends(lines[0], "Cost at this scope"), ends(lines[1], "$5.58 M"));
        assert!(lines.iter().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn a_terminal_obeys_no_name() {
        let mut table = sample();
        table.rows[0][0] = Cell::text("\u{1b}[31mred\nline");
        let plain = table.write(TableFormat::Plain);
        assert!(!plain.contains('\u{1b}'));
        assert_eq!(plain.lines().count(), 3);
    }
}
