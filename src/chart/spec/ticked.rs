//! Descriptions of tables of ticks: what includes what.

/// A table whose cells say yes, no, or a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct TickTable {
    /// What the rows are: "Rung".
    pub row_title: String,
    /// What the columns are: "Includes".
    pub column_title: String,
    /// Row heads, top to bottom.
    pub rows: Vec<String>,
    /// Column heads, left to right; longer ones are broken into two lines.
    pub columns: Vec<String>,
    /// One list per row, each as long as `columns`.
    pub cells: Vec<Vec<TickCell>>,
    /// Row and column of the cells to outline.
    pub current: Vec<(usize, usize)>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TickCell {
    /// Included.
    Yes,
    /// Left out.
    No,
    /// A few words, or a finished number.
    Words(String),
}
