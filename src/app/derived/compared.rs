//! The comparison as anything but bars: rungs against rungs, and among published runs over time.

use super::Derived;
use crate::analysis::{Comparison, RatioMatrix};
use crate::app::questions::CompareAs;
use crate::catalog::Catalog;
use crate::chart::Chart;
use crate::chart::template::{TimeFigure, over_time_chart};
use crate::estimate::FigureId;

/// One rival's costs over the subject's, rung by rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Rungs {
    /// Which scenario, by its place among the tabs.
    pub rival: usize,
    /// The ratios.
    pub matrix: RatioMatrix,
}

/// What the comparison is shown as beside its bars.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The rival chosen, or the first scenario beside the subject, rung by rung.
    pub rungs: Option<Rungs>,
    /// Published runs by date, or why there is no such chart.
    pub over_time: Option<Result<Chart, String>>,
}

impl Compared {
    /// Computes what the chosen form needs.
    pub(super) fn new(
        comparison: &Comparison,
        catalog: &Catalog,
        (shape, figure): (CompareAs, FigureId),
        wanted: Option<usize>,
        intervals: &[Option<(f64, f64)>],
    ) -> Self {
        match shape {
            CompareAs::Chart | CompareAs::Table => Self::default(),
            CompareAs::Rungs => Self { rungs: rungs(comparison, wanted), over_time: None },
            CompareAs::OverTime => {
                Self { rungs: None, over_time: Some(over_time(comparison, catalog, figure, intervals)) }
            }
        }
    }
}

fn rungs(comparison: &Comparison, wanted: Option<usize>) -> Option<Rungs> {
    let others = (0..comparison.rows.len()).filter(|row| *row != comparison.baseline);
    let rival = wanted.filter(|row| *row != comparison.baseline).or_else(|| others.min())?;
    let matrix = RatioMatrix::new(comparison.baseline()?, &comparison.rows.get(rival)?.evaluation);
    Some(Rungs { rival, matrix })
}

fn over_time(
    comparison: &Comparison,
    catalog: &Catalog,
    figure: FigureId,
    intervals: &[Option<(f64, f64)>],
) -> Result<Chart, String> {
    let figure = match figure {
        FigureId::Cost => TimeFigure::Cost,
        FigureId::TrainingCompute => TimeFigure::Compute,
        _ => {
            return Err(
                "Published runs are shown over time by cost or by FLOP: choose one of them.".to_owned()
            );
        }
    };
    let spec =
        over_time_chart(comparison, catalog, figure, intervals).map_err(|reason| reason.to_string())?;
    Chart::new(spec).map_err(|error| error.to_string())
}

impl Derived {
    /// The ends of the intervals of the shown figure, row by row of the comparison.
    #[must_use]
    pub fn interval_ends(&self) -> Vec<Option<(f64, f64)>> {
        self.intervals.iter().map(|interval| interval.as_ref()?.whiskers()).collect()
    }
}
