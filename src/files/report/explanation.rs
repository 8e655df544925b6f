//! "How?" as JSON and as an indented tree.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::json as parts;
use super::latex::escaped;
use super::table::one_line;
use crate::analysis::Evaluation;
use crate::estimate::{Explanation, FigureId, Operand};
use crate::scenario::Scenario;
use crate::units::format;

/// The schema of [`json()`].
pub const SCHEMA: &str = "explanation";

/// The tree as JSON: each part with its formula in names and in numbers, its value, status and source.
#[must_use]
pub fn json(evaluation: &Evaluation, figure: FigureId, explanation: &Explanation) -> String {
    let scenario = evaluation.scenario();
    let mut report = parts::header(SCHEMA);
    report.insert("scenario".into(), parts::scenario(scenario));
    report.insert("figure".into(), json!(figure.id()));
    report.insert("explanation".into(), part_json(explanation, scenario));
    parts::write(&Value::Object(report))
}

fn part_json(part: &Explanation, scenario: &Scenario) -> Value {
    let mut fields = Map::new();
    fields.insert("name".into(), json!(part.name));
    let (kind, id) = identity(&part.operand, scenario);
    fields.insert("kind".into(), json!(kind));
    if let Some(id) = id {
        fields.insert("id".into(), json!(id));
    }
    fields.insert("value".into(), json!(part.value));
    let unit = match part.operand {
        Operand::Constant(unit) => unit,
        _ => part.dimension.unit(),
    };
    fields.insert("unit".into(), json!(unit));
    fields.insert("status".into(), json!(part.status.id()));
    for (key, words) in [("formula", &part.symbols), ("numbers", &part.numbers), ("source", &part.source)] {
        if !words.is_empty() {
            fields.insert(key.into(), json!(words));
        }
    }
    if !part.parts.is_empty() {
        let parts: Vec<_> = part.parts.iter().map(|part| part_json(part, scenario)).collect();
        fields.insert("parts".into(), Value::Array(parts));
    }
    Value::Object(fields)
}

/// What kind of operand a part is, and the stable id of what it names.
fn identity(operand: &Operand, scenario: &Scenario) -> (&'static str, Option<String>) {
    match operand {
        Operand::Input(key) => ("input", Some(key.text(scenario))),
        Operand::Spec(_) => ("specification", None),
        Operand::Constant(_) => ("constant", None),
        Operand::Formula(formula) => ("formula", Some(formula.id.to_owned())),
        Operand::Unnamed => ("expression", None),
    }
}

/// The tree as text: what each part is, how it is calculated, and who says so.
#[must_use]
pub fn text(evaluation: &Evaluation, figure: FigureId, explanation: &Explanation) -> String {
    let scenario = evaluation.scenario();
    let (scope, dimension) = (scenario.scope, figure.dimension());
    let mut text =
        format!("{} of {}, {}\n\n", figure.label(), one_line(&scenario.name), scope.name().to_lowercase(),);
    let _ = writeln!(
        text,
        "{} = {} {}",
        format::short(dimension, explanation.value),
        format::full(explanation.value),
        if dimension.unit() == "1" { "" } else { dimension.unit() }
    );
    if !explanation.equation.is_empty() {
        let _ = writeln!(text, "{}", explanation.equation);
    }
    branch(&mut text, explanation, scenario, "", "");
    text
}

/// The formulas of the tree as LaTeX, each in symbols and in numbers, parents first, for the package amsmath.
#[must_use]
pub fn latex(evaluation: &Evaluation, figure: FigureId, explanation: &Explanation) -> String {
    let words = |text: &str| format!("\\text{{{}}}", escaped(&one_line(text)));
    let head = format!("{} of {}", figure.label(), one_line(&evaluation.scenario().name));
    let mut text = format!("% {}\n% \\usepackage{{amsmath}}\n\\begin{{align*}}\n", one_line(&head));
    let mut known: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for part in explanation.flatten().into_iter().filter(|part| !part.latex.is_empty()) {
        // A formula that several parts use is written once.
        if known.contains(&part.name.as_str()) {
            continue;
        }
        known.push(&part.name);
        // The formula names its result itself; lines are aligned at the first sign.
        lines.push(part.latex.replacen(" = ", " &= ", 1));
        lines.push(format!("&= {} = {}", words(&part.numbers), words(&part.with_unit())));
    }
    text.push_str(&lines.join(" \\\\\n"));
    text.push_str("\n\\end{align*}\n");
    text
}

/// What is said of a part, wherever it is written.
pub(super) struct Told<'a> {
    /// Name, value, key and status.
    pub(super) head: String,
    /// Who says so; a constant of the method has none of its own.
    pub(super) source: Option<&'a str>,
}

pub(super) fn told<'a>(part: &'a Explanation, scenario: &Scenario) -> Told<'a> {
    let name = one_line(&part.name);
    if matches!(part.operand, Operand::Constant(_)) {
        return Told { head: name, source: None };
    }
    let key = match identity(&part.operand, scenario) {
        ("input", Some(key)) => format!(" ({key})"),
        _ => String::new(),
    };
    let head = format!("{name} = {}{key}, {}", part.with_unit(), part.status.id());
    Told { head, source: (!part.source.is_empty()).then_some(part.source.as_str()) }
}

/// One part and, below it, what it uses. `first` leads its first line, `rest` all others.
fn branch(text: &mut String, part: &Explanation, scenario: &Scenario, first: &str, rest: &str) {
    let told = told(part, scenario);
    let _ = writeln!(text, "{first}{}", told.head);
    let inner = if part.parts.is_empty() { "  " } else { "│ " };
    let mut detail = |label: &str, words: &str| {
        if !words.is_empty() {
            let _ = writeln!(text, "{rest}{inner}{label}{}", one_line(words));
        }
    };
    detail("= ", &part.symbols);
    detail("= ", &part.numbers);
    detail("source: ", told.source.unwrap_or_default());
    for (index, below) in part.parts.iter().enumerate() {
        let last = index + 1 == part.parts.len();
        let (head, tail) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        branch(text, below, scenario, &format!("{rest}{head}"), &format!("{rest}{tail}"));
    }
}
