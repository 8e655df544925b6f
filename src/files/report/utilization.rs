//! What the hours mean in FLOP: every utilization that people quote, and the amounts of compute that laws name.

use serde_json::{Value, json};

use super::{Cell, Column, Table};
use crate::analysis::Evaluation;
use crate::catalog::Catalog;
use crate::estimate::{MfuMatrix, PeakColumn, Plausibility, RateRow, THRESHOLDS};
use crate::scenario::Convention;
use crate::units::{Dimension, Fraction};

/// Every count of FLOP over every dense peak of the chip; a reason where there is none.
pub(super) fn mfu_matrix(evaluation: &Evaluation, catalog: &Catalog) -> Value {
    let matrix = match MfuMatrix::of(&evaluation.checked, catalog) {
        Ok(matrix) => matrix,
        Err(reason) => return json!({ "peaks": [], "rates": [], "reason": reason.to_string() }),
    };
    let peaks = matrix.columns.iter().map(peak);
    let rates = matrix.rows.iter().enumerate().map(|(index, row)| rate(&matrix, index, row));
    json!({
        "peaks": peaks.collect::<Vec<_>>(),
        "rates": rates.collect::<Vec<_>>(),
        "plausibility": plausibility(matrix.worst()),
    })
}

fn peak(column: &PeakColumn) -> Value {
    json!({
        "accelerator": column.accelerator,
        "device": column.device,
        "precision": column.precision.id(),
        "peak_dense_flop_per_sec": column.peak.as_flop_per_sec(),
        "in_force": column.in_force,
    })
}

/// One count of FLOP with its utilization of each peak, in the order of the peaks.
fn rate(matrix: &MfuMatrix, index: usize, row: &RateRow) -> Value {
    let cells = (0..matrix.columns.len()).map(|column| matrix.cell(index, column).map(Fraction::number));
    json!({
        "label": row.label,
        "convention": row.convention.map(Convention::id),
        "includes_recompute": row.convention.is_some_and(Convention::includes_recompute),
        "achieved_flop_per_sec": row.achieved.as_flop_per_sec(),
        "in_force": row.in_force,
        "utilization": cells.collect::<Vec<_>>(),
    })
}

const fn plausibility(plausibility: Plausibility) -> &'static str {
    match plausibility {
        Plausibility::Plausible => "plausible",
        Plausibility::Doubtful => "doubtful",
        Plausibility::Impossible => "impossible",
    }
}

/// The utilization of every peak by every count of FLOP.
#[must_use]
pub fn mfu_table(matrix: &MfuMatrix) -> Table {
    let mut columns = vec![
        Column::text("count", "Count of FLOP"),
        Column::number("achieved_flop_per_sec", "Achieved", Dimension::FlopPerSec),
    ];
    for column in &matrix.columns {
        let mark = if column.in_force { " *" } else { "" };
        let label = format!("{} {}{mark}", column.device, column.precision.label());
        let id = format!("{}_{}", column.accelerator, column.precision.id());
        columns.push(Column::number(&id, &label, Dimension::Fraction));
    }
    let mut table = Table::new(columns);
    for (index, row) in matrix.rows.iter().enumerate() {
        let mark = if row.in_force { " *" } else { "" };
        let mut cells = vec![
            Cell::text(format!("{}{mark}", row.label)),
            Cell::Number(row.achieved.as_flop_per_sec(), Dimension::FlopPerSec),
        ];
        cells.extend((0..matrix.columns.len()).map(|column| {
            Cell::maybe(matrix.cell(index, column).map(Fraction::number), Dimension::Fraction)
        }));
        table.rows.push(cells);
    }
    table
}

/// How the training compute stands to the amounts that laws name; none where compute is not known.
pub(super) fn thresholds(evaluation: &Evaluation) -> Value {
    let Ok(compute) = evaluation.estimate.training_compute else { return json!([]) };
    let list = THRESHOLDS.iter().map(|threshold| {
        json!({
            "id": threshold.id,
            "flop": threshold.flop,
            "ratio": threshold.ratio(compute),
            "standing": threshold.standing(compute, compute).label(),
            "rule": threshold.rule,
            "source": threshold.source,
        })
    });
    Value::Array(list.collect())
}
