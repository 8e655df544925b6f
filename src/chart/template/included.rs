//! Ticks for what each rung of the ladder includes, with what the runs cost there.

use super::{Context, NoChart, context};
use crate::analysis::{Comparison, Evaluation};
use crate::chart::spec::{ChartKind, ChartSpec, TickCell, TickTable};
use crate::estimate::{FigureId, Missing};
use crate::scenario::{Part, Scope};
use crate::units::{Dimension, format};

/// Scenarios with a column of costs; more would leave no room for the ticks.
const PRICED: usize = 3;

pub(super) fn chart(comparison: &Comparison, subject: &Evaluation) -> Result<ChartSpec, NoChart> {
    let others = comparison.rows.iter().enumerate().filter(|(row, _)| *row != comparison.baseline);
    let shown: Vec<&Evaluation> =
        std::iter::once(subject).chain(others.map(|(_, row)| &row.evaluation)).take(PRICED).collect();
    let known =
        |evaluation: &Evaluation| Scope::ALL.iter().any(|scope| evaluation.estimate.cost_at(*scope).is_ok());
    if !shown.iter().any(|evaluation| known(evaluation)) {
        return Err(NoChart::of(subject)(Missing::NoHours));
    }
    let mut columns = Part::ALL.map(|part| part.label().to_owned()).to_vec();
    let first_cost = columns.len();
    columns.extend(shown.iter().map(|evaluation| evaluation.scenario().name.clone()));
    let mut current = Vec::new();
    let mut cells = Vec::new();
    for (row, scope) in Scope::ALL.into_iter().enumerate() {
        let mut line =
            Part::ALL.map(|part| if scope.has(part) { TickCell::Yes } else { TickCell::No }).to_vec();
        for (index, evaluation) in shown.iter().enumerate() {
            let cost =
                evaluation.estimate.cost_at(scope).map(|cost| format::short(Dimension::Usd, cost.as_usd()));
            line.push(TickCell::Words(cost.unwrap_or_else(|_| "–".to_owned())));
            if evaluation.scenario().scope == scope {
                current.push((row, first_cost + index));
            }
        }
        cells.push(line);
    }
    let scope = subject.scenario().scope;
    let cost = subject.estimate.cost().map(|cost| format::short(Dimension::Usd, cost.as_usd()));
    let title = match cost {
        Ok(cost) => format!("{}: {cost} includes {}", subject.scenario().name, scope.includes()),
        Err(_) => format!("What each number about {} includes", subject.scenario().name),
    };
    let kind = ChartKind::TickTable(TickTable {
        row_title: "Rung".to_owned(),
        column_title: "Includes, and what it comes to".to_owned(),
        rows: Scope::ALL.map(|scope| format!("{} {}", scope.letter(), scope.chip())).to_vec(),
        columns,
        cells,
        current,
    });
    let mut notes = vec![format!("Rung {} leaves out: {}.", scope.letter(), scope.leaves_out())];
    notes.push("Outlined: the rung that each scenario stands on. No rung includes training data.".to_owned());
    let words = Context { badges: Vec::new(), ..context(comparison, subject, FigureId::Cost) };
    Ok(words.chart(title, "What is included at each rung", kind, notes))
}
