//! Ratios of two scenarios' costs with the rungs of both on the axes.

use crate::analysis::Evaluation;
use crate::scenario::Scope;

/// A cell of a [`RatioMatrix`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatioCell {
    /// Rung of the rival.
    pub rival: Scope,
    /// Rung of the baseline.
    pub base: Scope,
    /// Rival's cost over the baseline's.
    pub ratio: f64,
    /// Both stand on one rung, so that the ratio compares like with like.
    pub same_rung: bool,
}

/// Ratios of two scenarios' costs with rungs on both axes.
#[derive(Debug, Clone, PartialEq)]
pub struct RatioMatrix {
    /// The rival's rungs that have a cost.
    pub rows: Vec<(Scope, f64)>,
    /// The baseline's rungs that have a cost.
    pub columns: Vec<(Scope, f64)>,
    /// Row by row.
    pub cells: Vec<Vec<RatioCell>>,
}

impl RatioMatrix {
    /// Every rung of a rival against every rung of the baseline.
    #[must_use]
    pub fn new(base: &Evaluation, rival: &Evaluation) -> Self {
        let costs = |evaluation: &Evaluation| -> Vec<(Scope, f64)> {
            let cost = |scope| evaluation.estimate.cost_at(scope).ok().map(|cost| (scope, cost.as_usd()));
            Scope::ALL.into_iter().filter_map(cost).filter(|(_, cost)| *cost > 0.0).collect()
        };
        let (rows, columns) = (costs(rival), costs(base));
        let cell = |row: &(Scope, f64), column: &(Scope, f64)| RatioCell {
            rival: row.0,
            base: column.0,
            ratio: row.1 / column.1,
            same_rung: row.0 == column.0,
        };
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        Self { rows, columns, cells }
    }

    /// The cell of two rungs, where both have a cost.
    #[must_use]
    pub fn cell(&self, rival: Scope, base: Scope) -> Option<&RatioCell> {
        self.cells.iter().flatten().find(|cell| cell.rival == rival && cell.base == base)
    }
}
