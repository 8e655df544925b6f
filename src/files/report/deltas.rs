//! Scenarios side by side with their differences to the baseline: absolute, in percent and as a multiple.

use super::{Cell, Column, Table};
use crate::analysis::Comparison;
use crate::estimate::FigureId;
use crate::units::{Dimension, format};

/// Figures beside the one whose differences are told.
const BESIDE: [(FigureId, &str); 5] = [
    (FigureId::Cost, "Cost"),
    (FigureId::AcceleratorHours, "Hours"),
    (FigureId::TrainingCompute, "Compute"),
    (FigureId::WallClock, "Time"),
    (FigureId::Energy, "Energy"),
];

/// One row for each scenario: a figure, its difference to the baseline's, then the other figures.
#[must_use]
pub fn deltas_table(comparison: &Comparison, figure: FigureId) -> Table {
    let dimension = figure.dimension();
    let mut columns = vec![
        Column::text("name", "Scenario"),
        Column::number(figure.id(), figure.label(), dimension),
        Column::number("difference", "Difference", dimension),
        Column::number("difference_share", "In percent", Dimension::Fraction),
        Column::text("ratio", "Ratio"),
    ];
    let beside: Vec<_> = BESIDE.into_iter().filter(|(of, _)| *of != figure).collect();
    columns.extend(beside.iter().map(|(of, label)| Column::number(of.id(), label, of.dimension())));
    columns.push(Column::text("price_basis", "Price"));
    let mut table = Table::new(columns);
    let base = comparison.baseline().and_then(|base| base.value(figure).ok());
    for (index, row) in comparison.rows.iter().enumerate() {
        let evaluation = &row.evaluation;
        let own = evaluation.value(figure).ok();
        let other = index != comparison.baseline;
        let difference = own.zip(base).filter(|_| other).map(|(own, base)| own - base);
        let share = difference.zip(base).filter(|(_, base)| *base > 0.0).map(|(delta, base)| delta / base);
        let ratio = comparison.ratio(index, figure).filter(|_| other);
        let mut cells = vec![
            Cell::text(evaluation.scenario().name.as_str()),
            Cell::maybe(own, dimension),
            Cell::maybe(difference, dimension),
            Cell::maybe(share, Dimension::Fraction),
            ratio.map_or(Cell::Empty, Cell::Ratio),
        ];
        cells.extend(beside.iter().map(|(of, _)| Cell::maybe(evaluation.value(*of).ok(), of.dimension())));
        cells.push(Cell::text(super::price_basis(evaluation)));
        table.rows.push(cells);
    }
    table
}

/// A difference as people read it, with its direction as a mark and a sign: `▲ +$73.1 M`.
#[must_use]
pub fn signed(dimension: Dimension, value: f64) -> String {
    let (mark, sign) = match value.total_cmp(&0.0) {
        std::cmp::Ordering::Greater => ("▲ ", "+"),
        std::cmp::Ordering::Less => ("▼ ", ""),
        std::cmp::Ordering::Equal => ("", ""),
    };
    format!("{mark}{sign}{}", format::short(dimension, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ComparisonOptions;
    use crate::files::{find_scenario, presets::shipped_catalog};

    /// US-07 and G5: 30.84 M hours at $2 are $61.68 M, $56.1 M above the $5.576 M of DeepSeek-V3 and 11.06 times as much.
    #[test]
    fn differences_are_to_the_baseline_whichever_it_is() {
        let catalog = shipped_catalog().unwrap();
        let ids = ["deepseek-v3", "llama-3.1-405b"];
        let scenarios: Vec<_> = ids.iter().map(|id| find_scenario(id, catalog, None).unwrap()).collect();
        let table = |baseline| {
            let options = ComparisonOptions { baseline, ..ComparisonOptions::default() };
            deltas_table(&Comparison::new(catalog, &scenarios, options).unwrap(), FigureId::Cost)
        };
        let number = |cell: &Cell| match cell {
            Cell::Number(value, _) | Cell::Ratio(value) => *value,
            _ => f64::NAN,
        };
        let rows = table(0).rows;
        assert_eq!(rows[0][2], Cell::Empty, "no difference to itself");
        assert!((number(&rows[1][2]) - (61_680_000.0 - 5_576_000.0)).abs() < 1.0);
        assert!((number(&rows[1][3]) - 10.062).abs() < 0.001 && (number(&rows[1][4]) - 11.062).abs() < 0.001);
        let rows = table(1).rows;
        assert!((number(&rows[0][2]) + 56_104_000.0).abs() < 1.0);
        assert!((number(&rows[0][3]) + 0.9096).abs() < 0.0001);
    }

    #[test]
    fn a_difference_says_its_direction_twice() {
        assert_eq!(signed(Dimension::Usd, 56.1e6), "▲ +$56.1 M");
        assert!(signed(Dimension::Usd, -56.1e6).starts_with("▼ "));
        assert!(!signed(Dimension::Usd, 0.0).contains(['▲', '▼', '+']));
    }
}
