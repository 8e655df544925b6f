//! Which rows of a table are selected, and in which order rows stand.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::files::report::{Cell, Table};

/// A column by which rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    /// The column.
    pub(super) column: usize,
    /// The greatest first.
    pub(super) descending: bool,
}

impl Sort {
    /// What a click on a header makes of the order: rising, falling, as it was.
    pub(super) fn clicked(now: Option<Self>, column: usize) -> Option<Self> {
        match now.filter(|sort| sort.column == column) {
            None => Some(Self { column, descending: false }),
            Some(Self { descending: false, .. }) => Some(Self { column, descending: true }),
            Some(_) => None,
        }
    }
}

/// The rows of a table as they stand, by their places in the data. What is not known comes last either way.
pub(super) fn order(table: &Table, sort: Option<Sort>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.rows.len()).collect();
    let Some(sort) = sort else { return rows };
    let cell = |row: usize| table.rows.get(row).and_then(|cells| cells.get(sort.column));
    rows.sort_by(|a, b| {
        let (a, b) = (cell(*a), cell(*b));
        let unknown = |cell: Option<&Cell>| matches!(cell, None | Some(Cell::Empty));
        let known = unknown(a).cmp(&unknown(b));
        let values = compare(a, b);
        known.then(if sort.descending { values.reverse() } else { values })
    });
    rows
}

fn compare(a: Option<&Cell>, b: Option<&Cell>) -> Ordering {
    match (a, b) {
        (Some(Cell::Number(a, _) | Cell::Ratio(a)), Some(Cell::Number(b, _) | Cell::Ratio(b))) => {
            a.total_cmp(b)
        }
        (Some(Cell::Text(a)), Some(Cell::Text(b))) => a.to_lowercase().cmp(&b.to_lowercase()),
        // Numbers before words.
        (Some(Cell::Text(_)), Some(Cell::Number(..) | Cell::Ratio(_))) => Ordering::Greater,
        (Some(Cell::Number(..) | Cell::Ratio(_)), Some(Cell::Text(_))) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

/// Selected rows, by their places in the data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Selection {
    rows: BTreeSet<usize>,
    /// Where a range begins.
    anchor: Option<usize>,
    /// Where arrow keys go on from.
    current: Option<usize>,
}

impl Selection {
    /// Whether a row is selected.
    pub(super) fn contains(&self, row: usize) -> bool {
        self.rows.contains(&row)
    }

    /// Whether no row is selected.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A click on a row: it alone; with Control it more or less; with Shift all from the anchor to it.
    pub(super) fn click(&mut self, row: usize, order: &[usize], control: bool, shift: bool) {
        self.current = Some(row);
        if shift && let Some(anchor) = self.anchor {
            if !control {
                self.rows.clear();
            }
            self.rows.extend(between(order, anchor, row));
            return;
        }
        self.anchor = Some(row);
        if !control {
            self.rows = BTreeSet::from([row]);
        } else if !self.rows.remove(&row) {
            self.rows.insert(row);
        }
    }

    /// Arrow keys: the next or previous row; with Shift the range grows.
    pub(super) fn step(&mut self, down: bool, order: &[usize], shift: bool) {
        let at = self.current.and_then(|row| order.iter().position(|other| *other == row));
        let next = match (at, down) {
            (None, true) => Some(0),
            (None, false) => order.len().checked_sub(1),
            (Some(at), true) => Some((at + 1).min(order.len().saturating_sub(1))),
            (Some(at), false) => Some(at.saturating_sub(1)),
        };
        if let Some(row) = next.and_then(|place| order.get(place)) {
            self.click(*row, order, false, shift);
        }
    }

    /// Every row.
    pub(super) fn all(&mut self, order: &[usize]) {
        self.rows = order.iter().copied().collect();
    }

    /// The table as it is copied: the selected rows, or all where none is selected, in the order in which they stand.
    pub(super) fn part(&self, table: &Table, order: &[usize]) -> Table {
        let taken = order.iter().filter(|row| self.is_empty() || self.contains(**row));
        let rows = taken.filter_map(|row| table.rows.get(*row).cloned()).collect();
        Table { columns: table.columns.clone(), rows }
    }
}

fn between(order: &[usize], first: usize, last: usize) -> impl Iterator<Item = usize> {
    let place = |row: usize| order.iter().position(|other| *other == row).unwrap_or(0);
    let (from, to) = (place(first).min(place(last)), place(first).max(place(last)));
    order.iter().copied().skip(from).take(to + 1 - from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::report::{Column, TableFormat};
    use crate::units::Dimension;

    fn table() -> Table {
        let mut table =
            Table::new(vec![Column::text("name", "Name"), Column::number("usd", "Cost", Dimension::Usd)]);
        let usd = |value| Cell::Number(value, Dimension::Usd);
        table.rows = vec![
            vec![Cell::text("b"), usd(30.0)],
            vec![Cell::text("A"), Cell::Empty],
            vec![Cell::text("c"), usd(-4.0)],
            vec![Cell::text("d"), usd(200.0)],
        ];
        table
    }

    #[test]
    fn headers_sort_up_down_and_back_and_the_unknown_comes_last() {
        let mut sort = None;
        let mut orders = Vec::new();
        for _ in 0..3 {
            sort = Sort::clicked(sort, 1);
            orders.push(order(&table(), sort));
        }
        assert_eq!(orders, [vec![2, 0, 3, 1], vec![3, 0, 2, 1], vec![0, 1, 2, 3]]);
        assert_eq!(order(&table(), Sort::clicked(None, 0)), [1, 0, 2, 3], "letters of either case");
    }

    #[test]
    fn clicks_select_one_some_or_a_range_in_the_order_shown() {
        let shown = [2, 0, 3, 1];
        let mut selection = Selection::default();
        selection.click(2, &shown, false, false);
        selection.click(3, &shown, false, true);
        assert_eq!(selection.rows, BTreeSet::from([0, 2, 3]));
        selection.click(0, &shown, true, false);
        assert_eq!(selection.rows, BTreeSet::from([2, 3]));
        selection.click(1, &shown, false, false);
        assert_eq!(selection.rows, BTreeSet::from([1]));
        selection.step(false, &shown, true);
        assert_eq!(selection.rows, BTreeSet::from([1, 3]));
        selection.all(&shown);
        assert_eq!(selection.rows.len(), 4);
    }

    #[test]
    fn what_is_selected_is_copied_as_it_stands() {
        let shown = [3, 0, 2, 1];
        let mut selection = Selection::default();
        assert_eq!(selection.part(&table(), &shown).rows.len(), 4, "all where none is selected");
        selection.click(0, &shown, false, false);
        selection.click(3, &shown, true, false);
        let text = selection.part(&table(), &shown).write(TableFormat::Tsv);
        assert_eq!(text, "Name\tCost (USD)\nd\t200\nb\t30\n");
    }
}
