//! A solved input as JSON and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::table::one_line;
use super::super::{Cell, Column, Table, TableFormat, json as parts};
use super::Level;
use crate::analysis::{Evaluation, Solution, Whole};
use crate::estimate::FigureId;
use crate::units::{Dimension, format};

/// The schema of [`json()`].
pub const SCHEMA: &str = "solution";

/// The figures that the text puts side by side.
const SHOWN: [FigureId; 7] = [
    FigureId::Cost,
    FigureId::TrainingCompute,
    FigureId::AcceleratorHours,
    FigureId::WallClock,
    FigureId::Mfu,
    FigureId::Energy,
    FigureId::Carbon,
];

/// A solution with the scenario before and after it.
#[derive(Debug, Clone, Copy)]
pub struct Solved<'a> {
    /// The solution.
    pub solution: &'a Solution,
    /// What was wanted, and whose figure it is if another scenario's.
    pub target: &'a Level,
    /// The scenario as it is.
    pub before: &'a Evaluation,
    /// The scenario with the solved value, in whole numbers where it is counted.
    pub after: &'a Evaluation,
    /// Remarks.
    pub notes: &'a [String],
}

impl Solved<'_> {
    /// The change as `--set` takes it: `tokens=13.65T`.
    #[must_use]
    pub fn setting(&self) -> String {
        let key = self.solution.key;
        let value = format::field(key.id.spec().dimension, self.solution.practical());
        // A shell would take a dollar sign for the beginning of a name.
        format!("{}={}", key.text(self.before.scenario()), value.trim_start_matches('$'))
    }

    /// The value for reading: `13.6 T tokens`, `2,048 (2,047.2)`.
    fn shown(&self) -> String {
        let dimension = self.solution.key.id.spec().dimension;
        match self.solution.whole {
            Some(Whole { value, .. }) if value != self.solution.value => {
                let exact = format::significant(Dimension::Scalar, self.solution.value, 5);
                format!("{} ({exact})", format::short(dimension, value))
            }
            _ => format::short(dimension, self.solution.value),
        }
    }
}

/// The solution as JSON, with every figure before and after.
#[must_use]
pub fn json(solved: Solved<'_>) -> String {
    let (solution, scenario) = (solved.solution, solved.before.scenario());
    let (spec, figure) = (solution.key.id.spec(), solution.figure);
    let whole = solution.whole.map(|whole| json!({ "value": whole.value, "reached": whole.reached }));
    let mut report = parts::header(SCHEMA);
    report.insert("scenario".into(), parts::scenario(scenario));
    report.insert(
        "input".into(),
        json!({
            "key": solution.key.text(scenario),
            "label": solution.key.label(scenario),
            "unit": spec.dimension.unit(),
            "before": solution.before,
            "value": solution.value,
            "whole": whole,
            "others": solution.others,
        }),
    );
    report.insert(
        "figure".into(),
        json!({
            "id": figure.id(),
            "label": figure.label(),
            "unit": figure.dimension().unit(),
            "target": solution.target,
            "target_of": solved.target.name,
            "reached": solution.reached,
        }),
    );
    report.insert("setting".into(), json!(solved.setting()));
    report.insert("notes".into(), json!(solved.notes));
    report.insert("figures_before".into(), parts::figures(solved.before));
    report.insert("figures".into(), parts::figures(solved.after));
    report.insert("advisories".into(), parts::advisories(&solved.after.advisories));
    parts::write(&Value::Object(report))
}

/// The solution for people.
#[must_use]
pub fn text(solved: Solved<'_>) -> String {
    let (solution, scenario) = (solved.solution, solved.before.scenario());
    let (dimension, figure) = (solution.key.id.spec().dimension, solution.figure);
    let mut text = format!("{}, {}\n\n", one_line(&scenario.name), scenario.scope.name().to_lowercase());
    let mut line = |label: &str, words: &str| {
        let _ = writeln!(text, "{label:<12}{}", one_line(words));
    };
    line("Wanted", &format!("{}: {}", figure.label(), solved.target.text()));
    line("Solution", &format!("{}: {}", solution.key.label(scenario), solved.shown()));
    let now = solution.before.map_or("not set".to_owned(), |before| format::short(dimension, before));
    line("Now", &now);
    let others: Vec<_> = solution.others.iter().map(|other| format::short(dimension, *other)).collect();
    if !others.is_empty() {
        line("Also", &others.join(", "));
    }
    line("To apply", &format!("--set {}", solved.setting()));
    let _ = write!(text, "\n{}", figures_table(solved).write(TableFormat::Plain));
    if !solved.notes.is_empty() || !solved.after.advisories.is_empty() {
        text.push('\n');
    }
    for note in solved.notes {
        let _ = writeln!(text, "{}", one_line(note));
    }
    for advisory in &solved.after.advisories {
        let message = one_line(&advisory.message);
        let _ = writeln!(text, "{}: {message} [{}]", advisory.level.id(), advisory.code);
    }
    text
}

/// The figures before and after, the wanted one first.
#[must_use]
pub fn figures_table(solved: Solved<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::text("figure", "Figure"),
        Column::text("before", "Now"),
        Column::text("after", "Then"),
        Column::text("value", "Then, in full"),
    ]);
    let wanted = solved.solution.figure;
    let others = SHOWN.into_iter().filter(|figure| *figure != wanted);
    for figure in std::iter::once(wanted).chain(others) {
        let dimension = figure.dimension();
        let cell =
            |value: Option<f64>| value.map_or("–".to_owned(), |value| format::short(dimension, value));
        let (before, after) = (solved.before.value(figure).ok(), solved.after.value(figure).ok());
        if before.is_some() || after.is_some() {
            table.rows.push(vec![
                Cell::text(figure.label()),
                Cell::text(cell(before)),
                Cell::text(cell(after)),
                Cell::text(after.map_or(String::new(), format::full)),
            ]);
        }
    }
    table
}
