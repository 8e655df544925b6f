//! The backtest as Markdown tables.

use super::{Backtest, BacktestClass, BacktestRow};
use crate::units::format;

impl Backtest {
    /// Three tables: by class, row by row, and what is not scored.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = String::from(
            "| target | published figure is | accelerators | model | runs | median error | worst error | in the 90 % interval |\n|---|---|---|---|---|---|---|---|\n",
        );
        for class in &self.classes {
            text.push_str(&class_line(class));
        }
        text.push_str(
            "\n| target | run | published figure is | predicted | 90 % interval | published | error | inside | stands on |\n|---|---|---|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            text.push_str(&row_line(row));
        }
        text.push_str("\n| target | run | not scored because |\n|---|---|---|\n");
        for skipped in &self.skipped {
            text.push_str(&format!(
                "| {} | {} | {} |\n",
                skipped.target.label(),
                skipped.run.model,
                skipped.reason
            ));
        }
        text
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

fn class_line(class: &BacktestClass) -> String {
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {:.0} % |\n",
        class.target.label(),
        class.ground.label(),
        class.class.map_or("all", |class| class.label()),
        class.sparse.map_or("all", |sparse| if sparse { "sparse" } else { "dense" }),
        class.count,
        percent(class.median_error),
        percent(class.worst_error),
        100.0 * class.coverage
    )
}

fn row_line(row: &BacktestRow) -> String {
    let shown = |value| format::short(row.target.dimension(), value);
    let sign = if row.error() < 0.0 { "−" } else { "+" };
    format!(
        "| {} | {} | {} | {} | {} to {} | {} | {sign}{} | {} | {} |\n",
        row.target.label(),
        row.run.model,
        row.ground.label(),
        shown(row.predicted),
        shown(row.interval.0),
        shown(row.interval.1),
        shown(row.reported),
        percent(row.error().abs()),
        if row.is_covered() { "yes" } else { "no" },
        row.basis
    )
}
