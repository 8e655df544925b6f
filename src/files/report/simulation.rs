//! How sure a figure is, as JSON and as text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Cell, Column, Table, TableFormat, json as parts};
use crate::estimate::{FigureId, Missing};
use crate::scenario::Scenario;
use crate::uncertainty::{Estimated, Outcome, Plan, Simulation};
use crate::units::{Dimension, format};

/// The schema of [`json()`].
pub const SCHEMA: &str = "simulation";

/// What was simulated: a scenario, or the ratio of two.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The one that it is divided by.
    pub rival: Option<&'a Scenario>,
}

impl Subject<'_> {
    pub(super) fn dimension(&self, figure: FigureId) -> Dimension {
        if self.rival.is_some() { Dimension::Ratio } else { figure.dimension() }
    }

    /// `Cost of DeepSeek-V3`, `Cost of DeepSeek-V3 over that of Llama 3.1 405B`.
    #[must_use]
    pub fn title(&self, figure: FigureId) -> String {
        let over = self.rival.map_or_else(String::new, |rival| format!(" over that of {}", rival.name));
        format!("{} of {}{over}", figure.label(), self.scenario.name)
    }

    pub(super) fn insert(&self, report: &mut serde_json::Map<String, Value>) {
        report.insert("scenario".into(), json!(self.scenario.id));
        report.insert("rival".into(), json!(self.rival.map(|rival| rival.id.as_str())));
    }
}

/// What a figure is compared with: a value, and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is.
    pub label: String,
    /// Its value in the base unit.
    pub value: f64,
}

fn estimated(value: Estimated) -> Value {
    json!({ "value": value.value, "standard_error": value.standard_error })
}

/// The outcome as JSON: percentiles with standard errors, histogram, curve, closed form.
#[must_use]
pub fn json(subject: &Subject<'_>, plan: &Plan, simulation: &Simulation, marks: &[Mark]) -> String {
    let mut report = parts::header(SCHEMA);
    subject.insert(&mut report);
    report.insert("samples".into(), json!(simulation.samples));
    report.insert("seed".into(), json!(simulation.seed));
    report.insert("sampling".into(), json!(plan.sampling().id()));
    let inputs = plan.variables().iter().filter_map(|variable| {
        let factor = plan.factors().get(variable.factor)?;
        Some(json!({
            "input": factor.key.id.spec().key,
            "label": factor.label,
            "unit": factor.key.id.spec().dimension.unit(),
            "point": variable.point,
            "p5": variable.distribution.interval().0,
            "p50": variable.distribution.median(),
            "p95": variable.distribution.interval().1,
        }))
    });
    report.insert("inputs".into(), Value::Array(inputs.collect()));
    let figures = simulation.outcomes.iter().zip(plan.figures());
    let figures = figures.map(|(outcome, figure)| figure_json(subject, plan, *figure, outcome, marks));
    report.insert("figures".into(), Value::Array(figures.collect()));
    parts::write(&Value::Object(report))
}

fn figure_json(
    subject: &Subject<'_>,
    plan: &Plan,
    figure: FigureId,
    outcome: &Result<Outcome, Missing>,
    marks: &[Mark],
) -> Value {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(reason) => return json!({ "figure": figure.id(), "reason": reason.to_string() }),
    };
    let histogram = outcome.histogram();
    let integrated = outcome.integrated.and_then(|variable| plan.variables().get(variable));
    let integrated = integrated.and_then(|variable| plan.factors().get(variable.factor));
    let below = marks.iter().map(|mark| {
        json!({ "label": mark.label, "value": mark.value, "share_below": estimated(outcome.share_below(mark.value)) })
    });
    json!({
        "figure": figure.id(),
        "unit": subject.dimension(figure).unit(),
        "point": outcome.point,
        "p5": estimated(outcome.p5),
        "p50": estimated(outcome.p50),
        "p95": estimated(outcome.p95),
        "mean": estimated(outcome.mean),
        "integrated_exactly": integrated.map(|factor| factor.key.id.spec().key),
        "closed_form": outcome.closed_form.as_ref().map(|exact| json!({
            "p5": exact.p5, "p50": exact.p50, "p95": exact.p95, "mean": exact.mean, "sigma": exact.sigma,
        })),
        "below": below.collect::<Vec<_>>(),
        "not_finite": outcome.not_finite,
        "histogram": {
            "edges": histogram.edges, "counts": histogram.counts,
            "below": histogram.outside.0, "above": histogram.outside.1,
        },
        "curve": outcome.curve(101),
    })
}

/// The outcome for people: percentiles with what is uncertain below them.
#[must_use]
pub fn text(subject: &Subject<'_>, plan: &Plan, simulation: &Simulation, marks: &[Mark]) -> String {
    let mut text = String::new();
    for (outcome, figure) in simulation.outcomes.iter().zip(plan.figures()) {
        let title = subject.title(*figure);
        match outcome {
            Ok(outcome) => figure_text(&mut text, subject, plan, outcome, marks, &title),
            Err(reason) => {
                let _ = writeln!(text, "{title}: {reason}\n");
            }
        }
    }
    if plan.variables().is_empty() {
        text.push_str("No input is a range, so nothing varies; write one with --set price=\"1.5 to 3.5\".\n");
    } else {
        text.push_str("What is uncertain\n");
        text.push_str(&inputs_table(plan).write(TableFormat::Plain));
        let _ = writeln!(
            text,
            "\n{} samples ({}), seed {}",
            format::full(f64::from(simulation.samples)),
            plan.sampling().id(),
            simulation.seed
        );
    }
    text
}

fn figure_text(
    text: &mut String,
    subject: &Subject<'_>,
    plan: &Plan,
    outcome: &Outcome,
    marks: &[Mark],
    title: &str,
) {
    let dimension = subject.dimension(outcome.figure);
    let shown = |value: f64| format::significant(dimension, value, 4);
    let _ = writeln!(text, "{title}");
    let _ = writeln!(
        text,
        "  P5 {}   P50 {}   P95 {}   mean {}",
        shown(outcome.p5.value),
        shown(outcome.p50.value),
        shown(outcome.p95.value),
        shown(outcome.mean.value)
    );
    let error = |value: Estimated| format!("{:.3} %", 100.0 * value.standard_error / value.value.abs());
    let _ = writeln!(
        text,
        "  standard errors {}, {}, {}",
        error(outcome.p5),
        error(outcome.p50),
        error(outcome.p95)
    );
    let share = outcome.share_below(outcome.point).value;
    let _ =
        writeln!(text, "  without uncertainty {}, which is at P{:.0}", shown(outcome.point), 100.0 * share);
    for mark in marks {
        let share = outcome.share_below(mark.value);
        let _ = writeln!(
            text,
            "  {} {}: {:.1} % of samples are below",
            mark.label,
            shown(mark.value),
            100.0 * share.value
        );
    }
    if let Some(exact) = &outcome.closed_form {
        let worst = [(outcome.p5, exact.p5), (outcome.p50, exact.p50), (outcome.p95, exact.p95)]
            .map(|(sampled, exact)| (sampled.value / exact - 1.0).abs())
            .into_iter()
            .fold(0.0, f64::max);
        let _ = writeln!(
            text,
            "  checked against the exact log-normal result {} to {} to {}: off by {:.4} % at most",
            shown(exact.p5),
            shown(exact.p50),
            shown(exact.p95),
            100.0 * worst
        );
    }
    let integrated = outcome.integrated.and_then(|variable| plan.variables().get(variable));
    if let Some(factor) = integrated.and_then(|variable| plan.factors().get(variable.factor)) {
        let _ = writeln!(text, "  {} is integrated exactly, the other inputs are sampled", factor.label);
    }
    if outcome.not_finite > 0 {
        let _ = writeln!(text, "  {} samples are no finite number and left out", outcome.not_finite);
    }
    text.push('\n');
}

/// The uncertain inputs with their distributions.
#[must_use]
pub fn inputs_table(plan: &Plan) -> Table {
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("point", "Value"),
        Column::text("p5", "P5"),
        Column::text("p50", "P50"),
        Column::text("p95", "P95"),
        Column::text("drawn", "Drawn"),
    ]);
    for variable in plan.variables() {
        let Some(factor) = plan.factors().get(variable.factor) else { continue };
        let dimension = factor.key.id.spec().dimension;
        let (p5, p95) = variable.distribution.interval();
        let value = |value| Cell::Number(value, dimension);
        table.rows.push(vec![
            Cell::text(factor.label.as_str()),
            value(variable.point),
            value(p5),
            value(variable.distribution.median()),
            value(p95),
            Cell::text(if factor.is_shared() { "shared" } else { "by itself" }),
        ]);
    }
    table
}
