//! Sweeps: figures of a scenario along the values of one input, or over the pairs of values of two.

mod axis;

use std::sync::Arc;

use super::goal_seek::{prepared, varied};
use crate::estimate::{Dependence, Figure, FigureId, Missing, Recording};
use crate::scenario::{CheckedScenario, SettingError, set_number};
use crate::units::format;
use crate::units::parse::SeriesError;
pub use axis::{Axis, Current, SweptAxis};

/// More cells than this, times figures, are a mistake.
pub const MOST_CELLS: usize = 4_000_000;
/// Up to so many cells of a figure, each has the bits of an estimate of its own. Larger tables are drawn, not read: there
/// the factors of rows and columns are drawn together, and a cell may differ in its last digits.
pub const EXACT_CELLS: usize = 1 << 16;

/// Why there is no sweep.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SweepError {
    /// No input with values.
    #[error("{0:?} names no input with values; write for example rental_price=1,2,3 or mfu=25%..50% step 5%")]
    NoEquals(String),
    /// No such input.
    #[error(transparent)]
    Input(#[from] SettingError),
    /// The values cannot be read.
    #[error("{input}: {source}")]
    Values {
        /// The input.
        input: String,
        /// What is wrong.
        source: SeriesError,
    },
    /// A value outside of the input's range.
    #[error("{input}: {problem}")]
    Outside {
        /// The input.
        input: String,
        /// The value and what is permitted.
        problem: String,
    },
    /// Values that the scenario cannot have.
    #[error("{values}: {problem}")]
    Impossible {
        /// The inputs at fault with their values.
        values: String,
        /// What is wrong with them.
        problem: String,
    },
    /// An axis without values.
    #[error("{0} has no values; write for example 1, 2, 3")]
    Empty(String),
    /// A value that stands on an axis twice.
    #[error("{input}: {value} stands there twice")]
    Twice {
        /// The input.
        input: String,
        /// The value.
        value: String,
    },
    /// Neither one axis nor two.
    #[error("a sweep varies one input or two, and not {0}")]
    Axes(usize),
    /// Two axes that are one.
    #[error("{0} stands on both axes; vary two inputs, or only one")]
    SameInput(String),
    /// No figure to show.
    #[error("a sweep needs a figure; write for example cost_usd")]
    NoFigure,
    /// Too many cells.
    #[error("{cells} cells are more than the {MOST_CELLS} of a table; take fewer values or figures")]
    TooManyCells {
        /// How many there would be.
        cells: String,
    },
}

/// One figure over all cells.
#[derive(Debug, Clone, PartialEq)]
pub struct SweptFigure {
    /// The figure.
    pub figure: FigureId,
    /// Why the scenario has no such figure, if so; then every cell is NaN.
    pub missing: Option<Missing>,
    /// Its cells in the base unit, row by row: the first axis has the rows.
    pub cells: Vec<f64>,
    /// The figure at the values in force.
    pub now: Figure<f64>,
    /// For each axis whether the figure changes with it.
    pub depends: Vec<bool>,
}

/// Figures of one scenario over one or two axes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sweep {
    /// One axis, or the one of the rows and the one of the columns.
    pub axes: Vec<SweptAxis>,
    /// The figures in the order in which they were asked for.
    pub figures: Vec<SweptFigure>,
}

impl Sweep {
    /// How many values the first axis has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.axes.first().map_or(0, |axis| axis.values.len())
    }

    /// How many values the second axis has; one without it.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.axes.get(1).map_or(1, |axis| axis.values.len())
    }

    /// One cell.
    ///
    /// # Errors
    /// The reason why the scenario has no such figure.
    pub fn cell(&self, figure: usize, row: usize, column: usize) -> Figure<f64> {
        let swept = self.figures.get(figure).ok_or(Missing::NoPhase)?;
        match swept.missing {
            Some(missing) => Err(missing),
            None => Ok(swept.cells.get(row * self.columns() + column).copied().unwrap_or(f64::NAN)),
        }
    }

    /// The row and column of the values in force, where both stand on the axes.
    #[must_use]
    pub fn current_cell(&self) -> Option<(usize, usize)> {
        let index = |axis: &SweptAxis| axis.current.and_then(|current| current.index);
        let row = self.axes.first().and_then(index)?;
        match self.axes.get(1) {
            Some(columns) => Some((row, index(columns)?)),
            None => Some((row, 0)),
        }
    }
}

/// Figures of a scenario over one input or two, from one recording of its estimate. As with any edit, an MFU or goodput
/// that varies is the stated one.
///
/// # Errors
/// What is wrong with the axes, and what would do.
pub fn sweep(checked: &CheckedScenario, axes: &[Axis], figures: &[FigureId]) -> Result<Sweep, SweepError> {
    sweep_in(Vec::new(), checked, axes, figures)
}

/// Like [`sweep()`], in the memory of an earlier table: for a large one that follows every edit, since asking the system for
/// fresh memory takes longer than filling it.
///
/// # Errors
/// As [`sweep()`].
pub fn sweep_again(
    earlier: Sweep,
    checked: &CheckedScenario,
    axes: &[Axis],
    figures: &[FigureId],
) -> Result<Sweep, SweepError> {
    sweep_in(earlier.figures.into_iter().map(|swept| swept.cells).collect(), checked, axes, figures)
}

fn sweep_in(
    mut memory: Vec<Vec<f64>>,
    checked: &CheckedScenario,
    axes: &[Axis],
    figures: &[FigureId],
) -> Result<Sweep, SweepError> {
    let cells = size(axes, figures)?;
    for axis in axes {
        axis.check()?;
    }
    let keys: Vec<_> = axes.iter().map(|axis| axis.key).collect();
    let impossible = |problem| SweepError::Impossible { values: "the scenario".to_owned(), problem };
    let ready = prepared(checked, &keys).map_err(impossible)?;
    let keys: Vec<_> = keys.into_iter().map(|key| varied(ready.scenario(), key)).collect();
    if let [first, second] = keys[..]
        && first == second
    {
        return Err(SweepError::SameInput(first.text(checked.scenario())));
    }
    check_corners(&ready, axes)?;
    let tape = Recording::new(&ready).tape(figures, &keys);
    let rows = axes.first().map(|axis| axis.values.as_slice()).unwrap_or_default();
    let columns = axes.get(1).map_or(&[0.0][..], |axis| axis.values.as_slice());
    memory.resize_with(figures.len(), Vec::new);
    // Every cell is written below.
    memory.iter_mut().for_each(|results| results.resize(cells, 0.0));
    let mut results = memory;
    let mut out: Vec<&mut [f64]> = results.iter_mut().map(Vec::as_mut_slice).collect();
    if cells <= EXACT_CELLS {
        tape.eval_grid(rows, columns, &mut out);
    } else {
        tape.eval_grid_fast(rows, columns, &mut out);
    }
    let plain = Recording::new(checked).tape(figures, &[]);
    let figures = figures.iter().zip(results).enumerate().map(|(output, (figure, cells))| SweptFigure {
        figure: *figure,
        missing: tape.missing(output),
        cells,
        now: plain.missing(output).map_or_else(|| Ok(plain.eval(output, &[])), Err),
        depends: (0..keys.len()).map(|axis| tape.dependence(output, axis) != Dependence::None).collect(),
    });
    let scenario = checked.scenario();
    Ok(Sweep {
        figures: figures.collect(),
        axes: axes.iter().map(|axis| SweptAxis::new(scenario, axis)).collect(),
    })
}

/// Cells of one figure.
fn size(axes: &[Axis], figures: &[FigureId]) -> Result<usize, SweepError> {
    if !(1..=2).contains(&axes.len()) {
        return Err(SweepError::Axes(axes.len()));
    }
    if figures.is_empty() {
        return Err(SweepError::NoFigure);
    }
    let cells = axes.iter().fold(1_usize, |cells, axis| cells.saturating_mul(axis.values.len()));
    let all = cells.saturating_mul(figures.len());
    if all > MOST_CELLS {
        return Err(SweepError::TooManyCells { cells: format::full(all as f64) });
    }
    Ok(cells)
}

/// Checks the scenario at the ends of the axes: what one input leaves to another narrows to one side only, so that what
/// passes at every corner passes between them.
fn check_corners(checked: &CheckedScenario, axes: &[Axis]) -> Result<(), SweepError> {
    let mut corners: Vec<Vec<(&Axis, f64)>> = vec![Vec::new()];
    for axis in axes {
        corners = corners
            .into_iter()
            .flat_map(|corner| axis.ends().map(|end| [corner.clone(), vec![(axis, end)]].concat()))
            .collect();
    }
    for corner in corners {
        let mut scenario = checked.scenario().clone();
        for (axis, value) in &corner {
            set_number(&mut scenario, axis.key, *value)?;
        }
        if let Err(problems) = checked.with_scenario(&Arc::new(scenario)) {
            let values = corner.iter().map(|(axis, value)| {
                let spec = axis.key.id.spec();
                format!("{}={}", axis.key.text(checked.scenario()), format::field(spec.dimension, *value))
            });
            let values = values.collect::<Vec<_>>().join(", ");
            let problem = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            return Err(SweepError::Impossible { values, problem });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
