//! The pieces that every JSON report is made of: figures, sourced values, choices, remarks.
//!
//! Numbers are in base units with every digit; an unknown one is `null` with a reason and never left out.

use serde_json::{Map, Value, json};

use crate::analysis::{Evaluation, FigureValue};
use crate::catalog::{Provenance, Sourced};
use crate::estimate::{Advisory, Figure, FigureId, Missing};
use crate::scenario::input::InputKey;
use crate::scenario::{ChoiceId, Scenario, Scope};
use crate::units::{AcceleratorHours, Days, Dimension, Flop, Quantity};

/// The version of every JSON report. It rises when a key goes away or changes its meaning; new keys may come at any
/// time.
pub const REPORT_VERSION: u32 = 1;

/// Writes a report with two spaces of indentation and a line end.
pub(super) fn write(report: &Value) -> String {
    format!("{report:#}\n")
}

/// The first keys of every report.
pub(super) fn header(schema: &str) -> Map<String, Value> {
    let mut report = Map::new();
    report.insert("schema".into(), json!(format!("flopwise/{schema}")));
    report.insert("version".into(), json!(REPORT_VERSION));
    report.insert("program".into(), json!(concat!("flopwise ", env!("CARGO_PKG_VERSION"))));
    report
}

/// A value with its unit and status, or the reason why there is none.
fn maybe(found: Figure<FigureValue>, dimension: Dimension) -> Value {
    match found {
        Ok(FigureValue { value, status }) if value.is_finite() => {
            json!({ "value": value, "unit": dimension.unit(), "status": status.id() })
        }
        Ok(_) => missing(dimension, "the result is not a finite number"),
        Err(reason) => missing(dimension, &reason.to_string()),
    }
}

/// A value that nobody knows.
fn missing(dimension: Dimension, reason: &str) -> Value {
    json!({ "value": null, "unit": dimension.unit(), "status": "missing", "reason": reason })
}

/// Every figure of an evaluation by its stable id.
pub(super) fn figures(evaluation: &Evaluation) -> Value {
    let mut figures = Map::new();
    for (id, found) in super::figures(evaluation) {
        figures.insert(id.id().into(), maybe(found, id.dimension()));
    }
    Value::Object(figures)
}

/// A rung of the scope ladder.
pub(super) fn scope(scope: Scope) -> Value {
    json!({
        "id": scope.letter(),
        "name": scope.name(),
        "includes": scope.includes(),
        "leaves_out": scope.leaves_out(),
    })
}

/// What a scenario is, and what was chosen for it; `choices` are keyed as `--set` knows them.
pub(super) fn scenario(scenario: &Scenario) -> Value {
    let mut choices = Map::new();
    for choice in ChoiceId::ALL.into_iter().filter(|choice| *choice != ChoiceId::Scope) {
        choices.insert(choice.key().into(), json!(choice.get(scenario)));
    }
    json!({
        "id": scenario.id,
        "name": scenario.name,
        "developer": scenario.developer,
        "released": scenario.released.map(|date| date.to_string()),
        "note": scenario.note,
        "scope": scope(scenario.scope),
        "hours_basis": scenario.hours_basis.id(),
        "convention": scenario.convention.id(),
        "choices": choices,
        "price_year": scenario.pricing.price_year,
        "site": scenario.facility.site,
    })
}

/// Where a value comes from, in the fields of a report. What is empty is left out.
pub(super) fn provenance(provenance: &Provenance) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("status".into(), json!(provenance.status.id()));
    let words = [
        ("source", &provenance.source),
        ("locator", &provenance.locator),
        ("url", &provenance.url),
        ("note", &provenance.note),
    ];
    for (key, text) in words {
        if !text.is_empty() {
            fields.insert(key.into(), json!(text));
        }
    }
    if let Some(date) = provenance.date {
        fields.insert("date".into(), json!(date.to_string()));
    }
    if provenance.unconfirmed {
        fields.insert("unconfirmed".into(), json!(true));
    }
    fields
}

/// An input with its unit and source; an edited one also says what it replaced.
fn sourced(value: &Sourced<f64>, dimension: Dimension) -> Value {
    let mut fields = Map::new();
    fields.insert("value".into(), json!(value.value));
    fields.insert("unit".into(), json!(dimension.unit()));
    fields.append(&mut provenance(&value.provenance));
    if let Some((cited, origin)) = &value.replaced {
        let mut replaced = Map::new();
        replaced.insert("value".into(), json!(cited));
        replaced.append(&mut provenance(origin));
        fields.insert("replaced".into(), Value::Object(replaced));
    }
    Value::Object(fields)
}

/// Every input that the scenario has, by the name that `--set` knows it by.
pub(super) fn inputs(scenario: &Scenario) -> Value {
    let mut inputs = Map::new();
    for key in InputKey::present(scenario) {
        if let Some(value) = key.get(scenario) {
            inputs.insert(key.text(scenario), sourced(&value, key.id.spec().dimension));
        }
    }
    Value::Object(inputs)
}

/// Remarks with their stable codes, the gravest first.
pub(super) fn advisories(advisories: &[Advisory]) -> Value {
    let list = advisories.iter().map(|advisory| {
        json!({ "code": advisory.code, "level": advisory.level.id(), "message": advisory.message })
    });
    Value::Array(list.collect())
}

/// Cost at every rung, whichever the scenario stands on.
pub(super) fn ladder(evaluation: &Evaluation) -> Value {
    let rungs = super::ladder(evaluation).into_iter().map(|(scope, cost)| {
        let cost = maybe(cost, Dimension::Usd);
        json!({
            "id": scope.letter(),
            "name": scope.name(),
            "chosen": scope == evaluation.scenario().scope,
            "cost_usd": cost,
        })
    });
    Value::Array(rungs.collect())
}

/// What each phase contributes, and whether the chosen rung counts it. A phase's figures carry no status of their own:
/// its inputs do.
pub(super) fn phases(evaluation: &Evaluation) -> Value {
    let scenario = evaluation.scenario();
    let phases = scenario.phases.iter().zip(&evaluation.estimate.phases).map(|(phase, figures)| {
        let mut values = Map::new();
        let mut put =
            |id: &str, value: Figure<f64>, dimension| values.insert(id.into(), bare(value, dimension));
        put(FigureId::TrainingCompute.id(), figures.compute.map(Flop::as_flop), Dimension::Flop);
        if let Some(generated) = figures.rollout_compute {
            put("rollout_compute_flop", Ok(generated.as_flop()), Dimension::Flop);
        }
        let hours = AcceleratorHours::as_hours;
        let reported = figures.reported_hours.ok_or(Missing::NotReported);
        put(FigureId::AcceleratorHours.id(), figures.hours.map(hours), Dimension::AcceleratorHours);
        put(FigureId::DerivedHours.id(), figures.derived_hours.map(hours), Dimension::AcceleratorHours);
        put(FigureId::ReportedHours.id(), reported.map(hours), Dimension::AcceleratorHours);
        put(FigureId::WallClock.id(), figures.wall_clock.map(Days::as_days), Dimension::Days);
        json!({
            "name": phase.name,
            "kind": phase.kind.id(),
            "counted_from": phase.counted_from.letter(),
            "counted": phase.counts_at(scenario.scope),
            "figures": values,
        })
    });
    Value::Array(phases.collect())
}

/// Energy factor by factor, from the chip to the facility's meter.
pub(super) fn energy_build_up(evaluation: &Evaluation) -> Value {
    let Ok(build_up) = &evaluation.estimate.energy_build_up else { return Value::Array(Vec::new()) };
    let steps = build_up
        .steps()
        .map(|step| json!({ "step": step.label, "factor": step.factor, "energy_kwh": step.energy.as_kwh() }));
    Value::Array(steps.collect())
}

/// The accelerator with the facts that the estimate used.
pub(super) fn accelerator(evaluation: &Evaluation) -> Value {
    let accelerator = evaluation.checked.accelerator();
    let mut fields = Map::new();
    fields.insert("id".into(), json!(accelerator.id));
    fields.insert("name".into(), json!(accelerator.name));
    fields.insert("vendor".into(), json!(accelerator.vendor));
    fields.insert("form_factor".into(), json!(accelerator.form_factor));
    let precision = evaluation.scenario().hardware.mfu_precision;
    fields.insert("mfu_precision".into(), json!(precision.id()));
    let fact = |value: f64, dimension: Dimension| json!({ "value": value, "unit": dimension.unit() });
    fields.insert("peak_dense".into(), fact(evaluation.checked.peak_dense().base(), Dimension::FlopPerSec));
    fields.insert("tdp".into(), fact(evaluation.checked.tdp().base(), Dimension::Power));
    fields.append(&mut provenance(&accelerator.provenance));
    fields.insert("confidence".into(), json!(accelerator.confidence.id()));
    Value::Object(fields)
}

/// A value without a status.
fn bare(value: Figure<f64>, dimension: Dimension) -> Value {
    match value {
        Ok(value) if value.is_finite() => json!({ "value": value, "unit": dimension.unit() }),
        Ok(_) => missing(dimension, "the result is not a finite number"),
        Err(reason) => missing(dimension, &reason.to_string()),
    }
}
