//! The phases of a run as a plan: hours, accelerators, days and rent.

use super::{Cell, Column, Table};
use crate::analysis::Evaluation;
use crate::estimate::{FigureId, cost};
use crate::units::{AcceleratorHours, Days, Dimension, Quantity};

/// What each phase takes, in order; whether the scenario's rung counts it stands beside it. The last row is the run.
#[must_use]
pub fn plan_table(evaluation: &Evaluation) -> Table {
    let scenario = evaluation.scenario();
    let mut table = Table::new(vec![
        Column::text("phase", "Phase"),
        Column::text("counted", "Counted"),
        Column::number("accelerators", "Accelerators", Dimension::Accelerators),
        Column::number("hours", "Hours", Dimension::AcceleratorHours),
        Column::number("days", "Days", Dimension::Days),
        Column::number("rental_cost_usd", "Rent", Dimension::Usd),
        Column::text("source", "Hours from"),
    ]);
    let price = scenario.pricing.rental_price.value;
    for (phase, figures) in scenario.phases.iter().zip(&evaluation.estimate.phases) {
        let accelerators = phase.accelerators.as_ref().unwrap_or(&scenario.hardware.accelerators);
        let rent = figures.hours.ok().map(|hours| cost::rental_cost(hours, price).as_usd());
        let reported = phase.reported_hours.as_ref().filter(|hours| {
            figures.hours.is_ok_and(|in_force| in_force.as_hours() == hours.value.as_hours())
        });
        let source = reported
            .map_or_else(|| "derived from compute and MFU".to_owned(), |hours| hours.provenance.citation());
        table.rows.push(vec![
            Cell::text(phase.name.as_str()),
            Cell::text(if phase.counts_at(scenario.scope) { "yes" } else { "no" }),
            Cell::Number(accelerators.value.base(), Dimension::Accelerators),
            Cell::maybe(figures.hours.ok().map(AcceleratorHours::as_hours), Dimension::AcceleratorHours),
            Cell::maybe(figures.wall_clock.ok().map(Days::as_days), Dimension::Days),
            Cell::maybe(rent, Dimension::Usd),
            Cell::text(source),
        ]);
    }
    let figure = |figure: FigureId| Cell::maybe(evaluation.value(figure).ok(), figure.dimension());
    table.rows.push(vec![
        Cell::text("Whole run"),
        Cell::text(format!("{}: {}", scenario.scope.letter(), scenario.scope.chip())),
        Cell::Empty,
        figure(FigureId::AcceleratorHours),
        figure(FigureId::WallClock),
        figure(FigureId::RentalCost),
        Cell::text(""),
    ]);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate;
    use crate::files::{find_scenario, presets::shipped_catalog};

    /// US-01: 2,664 k + 119 k + 5 k hours at $2 are $5.328 M + $0.238 M + $0.010 M = $5.576 M.
    #[test]
    fn rents_of_the_phases_add_up_to_the_run() {
        let catalog = shipped_catalog().unwrap();
        let scenario = find_scenario("deepseek-v3", catalog, None).unwrap();
        let table = plan_table(&evaluate(catalog, &scenario).unwrap());
        let rent = |row: &Vec<Cell>| match row[5] {
            Cell::Number(value, _) => value,
            _ => f64::NAN,
        };
        let counted = table.rows.iter().filter(|row| row[1] == Cell::text("yes")).map(rent);
        let rents: Vec<f64> = counted.collect();
        assert_eq!(rents, [5_328_000.0, 238_000.0, 10_000.0]);
        assert_eq!(rent(table.rows.last().unwrap()), 5_576_000.0);
        assert!(table.rows[0][6].shown().contains("table 1"), "{:?}", table.rows[0]);
    }
}
