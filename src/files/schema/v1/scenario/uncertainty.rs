//! The ranges of a scenario in its file: which inputs are uncertain, how they go together, how they are drawn.

use std::sync::Arc;

use serde::Deserialize;

use super::item::{Bare, Cited};
use super::read::Fault;
use super::sources::Sources;
use crate::files::error::FileProblem;
use crate::files::text::{Writer, quoted};
use crate::files::whereabouts::Step;
use crate::scenario::input::InputKey;
use crate::scenario::{
    Correlation, FEWEST_SAMPLES, MOST_SAMPLES, Range, Ranged, Sampling, Scenario, Uncertainty,
};

/// What is uncertain.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Uncertainty")]
pub(super) struct UncertaintyEntry {
    seed: Option<u64>,
    samples: Option<u32>,
    sampling: Option<String>,
    stream: String,
    ranges: Vec<RangeEntry>,
    correlations: Vec<CorrelationEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Range")]
struct RangeEntry {
    input: String,
    range: String,
    #[serde(default)]
    shared: bool,
    status: Option<String>,
    source: Option<String>,
    #[serde(default)]
    locator: String,
    date: Option<String>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    unconfirmed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Correlation")]
struct CorrelationEntry {
    inputs: (String, String),
    rank: f64,
}

impl UncertaintyEntry {
    /// What the entry says of a scenario whose inputs are known.
    pub(super) fn read(&self, scenario: &Scenario, sources: &Sources<'_>) -> Result<Uncertainty, Fault> {
        let mut uncertainty = Uncertainty { stream: self.stream.clone(), ..Uncertainty::default() };
        uncertainty.seed = self.seed.unwrap_or(uncertainty.seed);
        if let Some(samples) = self.samples {
            if !(FEWEST_SAMPLES..=MOST_SAMPLES).contains(&samples) {
                let problem = format!("is {samples}; write {FEWEST_SAMPLES} to {MOST_SAMPLES}");
                return Err(Fault::bad(["samples"], "samples", problem));
            }
            uncertainty.samples = samples;
        }
        if let Some(sampling) = &self.sampling {
            uncertainty.sampling = Sampling::from_id(sampling).ok_or_else(|| {
                Fault::new(
                    ["sampling"],
                    FileProblem::unknown_word(sampling, &Sampling::ALL.map(Sampling::id)),
                )
            })?;
        }
        for (index, entry) in self.ranges.iter().enumerate() {
            let inside = |fault: Fault| fault.inside([Step::from("ranges"), index.into()]);
            let ranged = entry.read(scenario, sources).map_err(inside)?;
            if uncertainty.range(ranged.key).is_some() {
                let fault = Fault::bad(["input"], "input", format!("{} has a range already", entry.input));
                return Err(inside(fault));
            }
            uncertainty.set(ranged);
        }
        for (index, entry) in self.correlations.iter().enumerate() {
            let inside = |fault: Fault| fault.inside([Step::from("correlations"), index.into()]);
            uncertainty.correlations.push(entry.read(scenario).map_err(inside)?);
        }
        Ok(uncertainty)
    }
}

fn input(name: &str, scenario: &Scenario, key: &str) -> Result<InputKey, Fault> {
    InputKey::parse(name, scenario).map_err(|unknown| {
        let problem = FileProblem::UnknownReference {
            key: key.into(),
            kind: "input",
            wanted: unknown.wanted,
            nearest: unknown.nearest,
        };
        Fault::new([key], problem)
    })
}

impl RangeEntry {
    fn read(&self, scenario: &Scenario, sources: &Sources<'_>) -> Result<Ranged, Fault> {
        let key = input(&self.input, scenario, "input")?;
        let range = Range::parse(&self.range, key.id.spec())
            .map_err(|problem| Fault::bad(["range"], &self.input, problem))?;
        let cited = Cited {
            value: Bare::Number(0.0),
            status: self.status.clone(),
            source: self.source.clone(),
            locator: self.locator.clone(),
            date: self.date.clone(),
            note: self.note.clone(),
            unconfirmed: self.unconfirmed,
            replaced: None,
        };
        Ok(Ranged { key, range, shared: self.shared, provenance: Arc::new(sources.provenance(&cited)?) })
    }
}

impl CorrelationEntry {
    fn read(&self, scenario: &Scenario) -> Result<Correlation, Fault> {
        let first = input(&self.inputs.0, scenario, "inputs")?;
        let second = input(&self.inputs.1, scenario, "inputs")?;
        Ok(Correlation { first, second, rank: self.rank })
    }
}

/// Writes what differs from a certain scenario with the usual draws.
pub(super) fn write(scenario: &Scenario, citation: impl Fn(&Ranged) -> Vec<String>, out: &mut Writer) {
    let (uncertainty, usual) = (&scenario.uncertainty, Uncertainty::default());
    if *uncertainty == usual {
        return;
    }
    out.open("uncertainty: (");
    if uncertainty.seed != usual.seed {
        out.line(&format!("seed: {},", uncertainty.seed));
    }
    if uncertainty.samples != usual.samples {
        out.line(&format!("samples: {},", uncertainty.samples));
    }
    if uncertainty.sampling != usual.sampling {
        out.line(&format!("sampling: \"{}\",", uncertainty.sampling.id()));
    }
    if !uncertainty.stream.is_empty() {
        out.line(&format!("stream: {},", quoted(&uncertainty.stream)));
    }
    if !uncertainty.ranges.is_empty() {
        out.open("ranges: [");
        for ranged in &uncertainty.ranges {
            let dimension = ranged.key.id.spec().dimension;
            let mut fields = vec![
                format!("input: {}", quoted(&ranged.key.text(scenario))),
                format!("range: {}", quoted(&ranged.range.text(dimension))),
            ];
            if ranged.shared {
                fields.push("shared: true".to_owned());
            }
            fields.extend(citation(ranged));
            out.fields("(", &fields, "),");
        }
        out.close("],");
    }
    if !uncertainty.correlations.is_empty() {
        out.open("correlations: [");
        for pair in &uncertainty.correlations {
            let names = [pair.first, pair.second].map(|key| quoted(&key.text(scenario)));
            out.line(&format!("(inputs: ({}, {}), rank: {:?}),", names[0], names[1], pair.rank));
        }
        out.close("],");
    }
    out.close("),");
}
