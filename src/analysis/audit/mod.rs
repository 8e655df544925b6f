//! Recomputes a published table of counts, unit prices and totals, and says which cells do not follow from the others.
//!
//! Every printed number stands for an interval, half a unit of its last digit to both sides. A cell reconciles where the
//! interval of what it should be meets its own.

mod check;
mod explain;
mod relations;
#[cfg(test)]
mod tests;

pub use check::{Check, CheckKind, Verdict};
pub use explain::Explanation;

/// A number as it is printed, with the interval that its digits stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The number in the base unit of its measure.
    pub value: f64,
    /// Half a unit of the last printed digit.
    pub slack: f64,
    /// As printed.
    pub text: String,
    /// Row and column in the table as it was given, from 0 below and beside the labels.
    pub place: Place,
}

/// A cell of the table as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Row below the head, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
}

/// An interval of what a number can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
}

impl Span {
    /// The middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        (self.low + self.high) / 2.0
    }

    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    fn times(self, other: Self) -> Self {
        Self { low: self.low * other.low, high: self.high * other.high }
    }

    fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Whether both have a number in common, but for the last bits of binary fractions.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let slack = 1e-9 * self.high.abs().max(other.high.abs());
        self.low <= other.high + slack && other.low <= self.high + slack
    }
}

impl Printed {
    /// What the printed number can stand for.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { low: self.value - self.slack, high: self.value + self.slack }
    }
}

/// What a row of numbers counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// How many there are: adds up.
    Count,
    /// Dollars for one: the total is an average weighted by count.
    UnitPrice,
    /// Dollars for all: adds up.
    Amount,
    /// Watts of one: the total is an average weighted by count.
    UnitPower,
    /// Watts of all: adds up.
    Power,
    /// A number of a kind that nothing is known of: not checked.
    Other,
}

impl Role {
    /// Whether a total is the sum; else it is the average weighted by count.
    #[must_use]
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Count | Self::Amount | Self::Power)
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::UnitPrice => "price of one",
            Self::Amount => "amount",
            Self::UnitPower => "power of one",
            Self::Power => "power",
            Self::Other => "not checked",
        }
    }
}

/// One measure of every item: a column of a table with one item a row, or a row of a table with one item a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// As printed.
    pub label: String,
    /// What it counts.
    pub role: Role,
    /// One for each item; none where the cell is empty.
    pub cells: Vec<Option<Printed>>,
    /// The printed total or average.
    pub total: Option<Printed>,
}

/// A table of items, such as accelerators, with their measures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AuditTable {
    /// The items, as printed.
    pub items: Vec<String>,
    /// Their measures in the order of the table.
    pub measures: Vec<Measure>,
    /// Whether items stand in columns and measures in rows.
    pub items_across: bool,
}

/// What a measure comes to over all items or some of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Index of the measure.
    pub measure: usize,
    /// The sum, or the weighted average.
    pub computed: Span,
    /// The printed total, for all items.
    pub printed: Option<f64>,
}

/// The result of an audit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Audit {
    /// Every cell that could be checked, in the order of the table.
    pub checks: Vec<Check>,
    /// What was not checked, and why.
    pub unchecked: Vec<String>,
    /// What each measure comes to over all items.
    pub totals: Vec<Total>,
}

impl Audit {
    /// The checks that do not reconcile.
    pub fn differences(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.verdict == Verdict::Differs)
    }

    /// The mark of a cell: the check that does not reconcile, else one that does.
    #[must_use]
    pub fn mark(&self, place: Place) -> Option<&Check> {
        let of_cell = || self.checks.iter().filter(|check| check.place == place);
        of_cell().find(|check| check.verdict == Verdict::Differs).or_else(|| of_cell().next())
    }
}

/// Audits a table.
#[must_use]
pub fn audit(table: &AuditTable) -> Audit {
    let relations = relations::find(table);
    let mut audit = Audit { unchecked: relations.unchecked.clone(), ..Audit::default() };
    for (index, measure) in table.measures.iter().enumerate() {
        if let Some(relation) = relations.of(index) {
            audit.checks.extend(check::cells(table, index, relation));
        }
        audit.checks.extend(check::total(table, index));
        if let Some(computed) = total(table, index, &all(table)) {
            let printed = measure.total.as_ref().map(|total| total.value);
            audit.totals.push(Total { measure: index, computed, printed });
        }
    }
    audit.checks.sort_by_key(|check| check.place);
    audit
}

/// What each measure comes to over the items with these names; every item for an empty list.
///
/// # Errors
/// When a name is no item: the items are named.
pub fn totals_of(table: &AuditTable, names: &[String]) -> Result<Vec<Total>, String> {
    let find = |name: &String| {
        let known = table.items.iter().position(|item| item.trim().eq_ignore_ascii_case(name.trim()));
        known.ok_or_else(|| format!("{name:?} is not in the table; it has {}", table.items.join(", ")))
    };
    let chosen: Vec<usize> =
        if names.is_empty() { all(table) } else { names.iter().map(find).collect::<Result<_, _>>()? };
    let of = |measure| {
        let computed = total(table, measure, &chosen)?;
        Some(Total { measure, computed, printed: None })
    };
    Ok((0..table.measures.len()).filter_map(of).collect())
}

fn all(table: &AuditTable) -> Vec<usize> {
    (0..table.items.len()).collect()
}

/// The sum of a measure over some items, or its average weighted by the first count. None where a cell is missing.
fn total(table: &AuditTable, measure: usize, items: &[usize]) -> Option<Span> {
    let measure = table.measures.get(measure)?;
    if items.is_empty() || measure.role == Role::Other {
        return None;
    }
    let spans = spans(measure, items)?;
    if measure.role.adds_up() {
        return Some(sum(&spans));
    }
    let counts = spans_of_count(table, items)?;
    average(&spans, &counts)
}

fn spans(measure: &Measure, items: &[usize]) -> Option<Vec<Span>> {
    items.iter().map(|item| Some(measure.cells.get(*item)?.as_ref()?.span())).collect()
}

/// The counts of some items, from the first measure that counts.
fn spans_of_count(table: &AuditTable, items: &[usize]) -> Option<Vec<Span>> {
    spans(table.measures.iter().find(|measure| measure.role == Role::Count)?, items)
}

fn sum(spans: &[Span]) -> Span {
    spans.iter().fold(Span { low: 0.0, high: 0.0 }, |sum, span| sum.plus(*span))
}

/// The average weighted by exact counts: the printed count of a fleet is taken at its word, for its rounding moves all
/// weights together.
fn average(spans: &[Span], counts: &[Span]) -> Option<Span> {
    let all: f64 = counts.iter().map(|count| count.middle()).sum();
    let weighted = spans.iter().zip(counts).map(|(span, count)| span.scaled(count.middle()));
    (all > 0.0).then(|| sum(&weighted.collect::<Vec<_>>()).scaled(1.0 / all))
}
