//! A tape over a grid of two inputs: what depends on one of them alone is calculated once for its row or column.

use std::rc::Rc;

use super::lanes::{Block, LANES, Lane, run};
use super::{Slot, Step, Tape};
use crate::estimate::trace::Op;

/// What a step varies with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Row,
    Column,
    Cell,
}

/// The values of a step, as far as they are known without going through the cells.
#[derive(Debug, Clone)]
enum Values {
    Same(f64),
    Rows(Vec<f64>),
    Columns(Rc<[f64]>),
    Form(Form),
    Cells,
}

/// `row + column + factor · shape`: a value of every cell from one of its row and one of its column, the factor being
/// one of the row, the shape one of the column.
#[derive(Debug, Clone)]
struct Form {
    row: Option<Vec<f64>>,
    column: Option<Vec<f64>>,
    factor: Vec<f64>,
    shape: Rc<[f64]>,
}

/// A grid with what each step of a tape is on it.
struct Grid<'a> {
    tape: &'a Tape,
    rows: &'a [f64],
    columns: Rc<[f64]>,
    extents: Vec<Extent>,
    values: Vec<Values>,
}

impl Tape {
    /// Figures for every pair of values: the first variable takes the rows, the second one the columns. `out` has one
    /// slice for each figure with the cells row by row. Every cell gets the same bits as from [`Tape::eval`].
    pub fn eval_grid(&self, rows: &[f64], columns: &[f64], out: &mut [&mut [f64]]) {
        let grid = Grid::new(self, rows, columns, false);
        grid.fill(out);
    }

    /// Like [`Tape::eval_grid`], with the factors of one row or column drawn together, so that a cell takes a
    /// multiplication or two. Sums and products are then taken in another order: a cell may differ from
    /// [`Tape::eval`] by a few units in the last place of its greatest term.
    pub fn eval_grid_fast(&self, rows: &[f64], columns: &[f64], out: &mut [&mut [f64]]) {
        let grid = Grid::new(self, rows, columns, true);
        grid.fill(out);
    }
}

impl<'a> Grid<'a> {
    fn new(tape: &'a Tape, rows: &'a [f64], columns: &[f64], forms: bool) -> Self {
        let mut grid = Self { tape, rows, columns: columns.into(), extents: Vec::new(), values: Vec::new() };
        for step in &tape.steps {
            let extent = match (grid.extent(step.left), grid.extent(step.right)) {
                (Some(left), Some(right)) if left != right => Extent::Cell,
                (left, right) => left.or(right).unwrap_or(Extent::Row),
            };
            let values = match extent {
                Extent::Row => {
                    let mut values = vec![0.0; rows.len()];
                    run(*step, grid.along(step.left), grid.along(step.right), &mut values);
                    Values::Rows(values)
                }
                Extent::Column => {
                    let mut values = vec![0.0; columns.len()];
                    run(*step, grid.along(step.left), grid.along(step.right), &mut values);
                    Values::Columns(values.into())
                }
                Extent::Cell if forms || grid.is_plain_product(step) => {
                    let (left, right) = (grid.values(step.left), grid.values(step.right));
                    form(step.op, left, right).map_or(Values::Cells, Values::Form)
                }
                Extent::Cell => Values::Cells,
            };
            grid.extents.push(extent);
            grid.values.push(values);
        }
        grid
    }

    /// Whether a step multiplies a value of the row and one of the column, which as a form is the same to the bit.
    fn is_plain_product(&self, step: &Step) -> bool {
        let sides = (self.extent(step.left), self.extent(step.right));
        step.op == Op::Mul && !matches!(sides, (Some(Extent::Cell), _) | (_, Some(Extent::Cell)))
    }

    fn extent(&self, slot: Slot) -> Option<Extent> {
        match slot {
            Slot::Constant(_) => None,
            Slot::Variable(0) => Some(Extent::Row),
            Slot::Variable(_) => Some(Extent::Column),
            Slot::Step(index) => self.extents.get(index).copied(),
        }
    }

    fn values(&self, slot: Slot) -> Values {
        match slot {
            Slot::Constant(value) => Values::Same(value),
            Slot::Variable(0) => Values::Rows(self.rows.to_vec()),
            Slot::Variable(1) => Values::Columns(Rc::clone(&self.columns)),
            Slot::Variable(_) => Values::Same(f64::NAN),
            Slot::Step(index) => self.values.get(index).cloned().unwrap_or(Values::Same(f64::NAN)),
        }
    }

    /// An operand of a step that varies along one side of the grid only.
    fn along(&self, slot: Slot) -> Lane<'_> {
        match slot {
            Slot::Constant(value) => Lane::Same(value),
            Slot::Variable(0) => Lane::Each(self.rows),
            Slot::Variable(1) => Lane::Each(&self.columns),
            Slot::Variable(_) => Lane::Same(f64::NAN),
            Slot::Step(index) => match self.values.get(index) {
                Some(Values::Rows(values)) => Lane::Each(values),
                Some(Values::Columns(values)) => Lane::Each(values),
                _ => Lane::Same(f64::NAN),
            },
        }
    }

    fn fill(&self, out: &mut [&mut [f64]]) {
        let width = self.columns.len();
        if width == 0 {
            return;
        }
        let mut left = Vec::new();
        for (output, cells) in out.iter_mut().enumerate() {
            let lines = cells.chunks_exact_mut(width);
            match self.tape.output(output).map(|slot| self.values(slot)) {
                Ok(Values::Same(value)) => cells.fill(value),
                Ok(Values::Rows(rows)) => lines.zip(&rows).for_each(|(line, value)| line.fill(*value)),
                Ok(Values::Columns(columns)) => lines.for_each(|line| line.copy_from_slice(&columns)),
                Ok(Values::Form(form)) => form.fill(lines),
                Ok(Values::Cells) => left.push(output),
                Err(_) => cells.fill(f64::NAN),
            }
        }
        if !left.is_empty() {
            self.fill_cell_by_cell(&left, out);
        }
    }

    /// Goes through the cells, a block of a row at a time, with the steps that vary with both.
    fn fill_cell_by_cell(&self, outputs: &[usize], out: &mut [&mut [f64]]) {
        let steps = self.needed(outputs);
        let mut blocks: Vec<Block> = vec![[0.0; LANES]; self.tape.steps.len()];
        let width = self.columns.len();
        for row in 0..self.rows.len() {
            for start in (0..width).step_by(LANES) {
                let length = LANES.min(width - start);
                for (index, step) in &steps {
                    let (before, rest) = blocks.split_at_mut(*index);
                    let Some(result) = rest.first_mut().and_then(|block| block.get_mut(..length)) else {
                        continue;
                    };
                    let at = |slot| self.at(slot, row, start, before);
                    run(*step, at(step.left), at(step.right), result);
                }
                for output in outputs {
                    let from = row * width + start;
                    let cells = out.get_mut(*output).and_then(|cells| cells.get_mut(from..from + length));
                    let slot = self.tape.output(*output).map(|slot| self.at(slot, row, start, &blocks));
                    if let (Some(cells), Ok(Lane::Each(values))) = (cells, slot) {
                        for (cell, value) in cells.iter_mut().zip(values) {
                            *cell = *value;
                        }
                    }
                }
            }
        }
    }

    /// An operand in a block of a row.
    fn at<'b>(&'b self, slot: Slot, row: usize, start: usize, blocks: &'b [Block]) -> Lane<'b> {
        let nothing = Lane::Same(f64::NAN);
        let same = |values: &[f64]| values.get(row).map_or(nothing, |value| Lane::Same(*value));
        match slot {
            Slot::Constant(value) => Lane::Same(value),
            Slot::Variable(0) => same(self.rows),
            Slot::Variable(1) => self.columns.get(start..).map_or(nothing, Lane::Each),
            Slot::Variable(_) => nothing,
            Slot::Step(index) => match self.values.get(index) {
                Some(Values::Rows(values)) => same(values),
                Some(Values::Columns(values)) => values.get(start..).map_or(nothing, Lane::Each),
                _ => blocks.get(index).map_or(nothing, |block| Lane::Each(block)),
            },
        }
    }

    /// The steps that vary with both inputs and lead to the outputs.
    fn needed(&self, outputs: &[usize]) -> Vec<(usize, Step)> {
        let mut needed = vec![false; self.tape.steps.len()];
        let mark = |slot: Slot, needed: &mut Vec<bool>| {
            if let Slot::Step(index) = slot
                && self.extents.get(index) == Some(&Extent::Cell)
                && let Some(flag) = needed.get_mut(index)
            {
                *flag = true;
            }
        };
        for slot in outputs.iter().filter_map(|output| self.tape.output(*output).ok()) {
            mark(slot, &mut needed);
        }
        let mut steps = Vec::new();
        for (index, step) in self.tape.steps.iter().enumerate().rev() {
            if needed.get(index) == Some(&true) {
                mark(step.left, &mut needed);
                mark(step.right, &mut needed);
                steps.push((index, *step));
            }
        }
        steps.reverse();
        steps
    }
}

impl Form {
    fn fill<'a>(&self, lines: impl Iterator<Item = &'a mut [f64]>) {
        for (index, (line, factor)) in lines.zip(&self.factor).enumerate() {
            let row = self.row.as_ref().and_then(|row| row.get(index)).copied();
            let cells = line.iter_mut().zip(self.shape.iter());
            match (row, &self.column) {
                (None, None) => cells.for_each(|(cell, shape)| *cell = factor * shape),
                (Some(row), None) => cells.for_each(|(cell, shape)| *cell = row + factor * shape),
                (None, Some(column)) => {
                    cells.zip(column).for_each(|((cell, shape), column)| *cell = column + factor * shape);
                }
                (Some(row), Some(column)) => {
                    cells
                        .zip(column)
                        .for_each(|((cell, shape), column)| *cell = row + column + factor * shape);
                }
            }
        }
    }

    /// Whether it is a product of a value of the row and one of the column.
    fn is_product(&self) -> bool {
        self.row.is_none() && self.column.is_none()
    }

    /// Every part by the same function of one value.
    fn each(mut self, op: impl Fn(f64) -> f64) -> Self {
        for part in [self.row.as_mut(), self.column.as_mut(), Some(&mut self.factor)].into_iter().flatten() {
            part.iter_mut().for_each(|value| *value = op(*value));
        }
        self
    }

    fn add_row(mut self, other: &[f64]) -> Self {
        self.row = Some(sum(self.row.take(), other));
        self
    }

    fn add_column(mut self, other: &[f64]) -> Self {
        self.column = Some(sum(self.column.take(), other));
        self
    }
}

fn sum(values: Option<Vec<f64>>, other: &[f64]) -> Vec<f64> {
    match values {
        Some(values) => zipped(&values, other, |a, b| a + b),
        None => other.to_vec(),
    }
}

fn zipped(left: &[f64], right: &[f64], op: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    left.iter().zip(right).map(|(left, right)| op(*left, *right)).collect()
}

fn negated(values: Values) -> Values {
    match values {
        Values::Same(value) => Values::Same(-value),
        Values::Rows(values) => Values::Rows(values.iter().map(|value| -value).collect()),
        Values::Columns(values) => Values::Columns(values.iter().map(|value| -value).collect()),
        Values::Form(form) => Values::Form(form.each(|value| -value)),
        Values::Cells => Values::Cells,
    }
}

/// One over a value; of sums it is no form.
fn inverted(values: Values) -> Values {
    let each = |values: &[f64]| values.iter().map(|value| 1.0 / value).collect::<Vec<_>>();
    match values {
        Values::Same(value) => Values::Same(1.0 / value),
        Values::Rows(values) => Values::Rows(each(&values)),
        Values::Columns(values) => Values::Columns(each(&values).into()),
        Values::Form(form) if form.is_product() => {
            Values::Form(Form { factor: each(&form.factor), shape: each(&form.shape).into(), ..form })
        }
        Values::Form(_) | Values::Cells => Values::Cells,
    }
}

fn form(op: Op, left: Values, right: Values) -> Option<Form> {
    match op {
        Op::Mul => product(left, right),
        Op::Div => product(left, inverted(right)),
        Op::Add => total(left, right),
        Op::Sub => total(left, negated(right)),
        Op::Pow | Op::Max | Op::Min | Op::Sqrt | Op::Exp => None,
    }
}

fn product(left: Values, right: Values) -> Option<Form> {
    match (left, right) {
        (Values::Rows(factor), Values::Columns(shape)) | (Values::Columns(shape), Values::Rows(factor)) => {
            Some(Form { row: None, column: None, factor, shape })
        }
        (Values::Form(form), Values::Same(by)) | (Values::Same(by), Values::Form(form)) => {
            Some(form.each(|value| value * by))
        }
        (Values::Form(form), Values::Rows(by)) | (Values::Rows(by), Values::Form(form))
            if form.column.is_none() =>
        {
            let scaled = |values: &[f64]| zipped(values, &by, |a, b| a * b);
            Some(Form { row: form.row.as_deref().map(scaled), factor: scaled(&form.factor), ..form })
        }
        (Values::Form(form), Values::Columns(by)) | (Values::Columns(by), Values::Form(form))
            if form.row.is_none() =>
        {
            let scaled = |values: &[f64]| zipped(values, &by, |a, b| a * b);
            Some(Form {
                column: form.column.as_deref().map(scaled),
                shape: scaled(&form.shape).into(),
                ..form
            })
        }
        (Values::Form(first), Values::Form(second)) if first.is_product() && second.is_product() => {
            Some(Form {
                factor: zipped(&first.factor, &second.factor, |a, b| a * b),
                shape: zipped(&first.shape, &second.shape, |a, b| a * b).into(),
                ..first
            })
        }
        _ => None,
    }
}

fn total(left: Values, right: Values) -> Option<Form> {
    match (left, right) {
        (Values::Rows(row), Values::Columns(shape)) | (Values::Columns(shape), Values::Rows(row)) => {
            let factor = vec![1.0; row.len()];
            Some(Form { row: Some(row), column: None, factor, shape })
        }
        (Values::Form(form), Values::Same(by)) | (Values::Same(by), Values::Form(form)) => {
            let row = vec![by; form.factor.len()];
            Some(form.add_row(&row))
        }
        (Values::Form(form), Values::Rows(by)) | (Values::Rows(by), Values::Form(form)) => {
            Some(form.add_row(&by))
        }
        (Values::Form(form), Values::Columns(by)) | (Values::Columns(by), Values::Form(form)) => {
            Some(form.add_column(&by))
        }
        (Values::Form(first), Values::Form(second)) if Rc::ptr_eq(&first.shape, &second.shape) => {
            let factor = zipped(&first.factor, &second.factor, |a, b| a + b);
            let mut both = Form { factor, ..first };
            if let Some(row) = &second.row {
                both = both.add_row(row);
            }
            if let Some(column) = &second.column {
                both = both.add_column(column);
            }
            Some(both)
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "grid_tests.rs"]
mod tests;
