//! Turns a scenario into one that every formula can rely on, or says what is wrong with it.

mod layers;

use std::sync::Arc;

use super::input::{INPUTS, InputId, InputKey};
use super::{MfuMethod, ModelKind, Scenario};
use crate::catalog::{Accelerator, Catalog, Sourced, UnknownId};
use crate::units::{Dimension, FlopPerSec, Fraction, Watts, format};
use layers::check_architecture;

/// What is wrong with a scenario: the field, what it has, what it may have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct Problem {
    /// The input or choice, as `--set` and files name it.
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl Problem {
    fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// A scenario whose values are all within range and whose accelerator is known.
#[derive(Debug, Clone)]
pub struct CheckedScenario {
    scenario: Arc<Scenario>,
    accelerator: Arc<Accelerator>,
    peak_dense: FlopPerSec,
    tdp: Watts,
    reference_mfu: Option<Sourced<Fraction>>,
}

impl CheckedScenario {
    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The scenario, shared.
    #[must_use]
    pub fn shared(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// Its accelerator.
    #[must_use]
    pub fn accelerator(&self) -> &Arc<Accelerator> {
        &self.accelerator
    }

    /// The dense peak that the MFU is measured against.
    #[must_use]
    pub fn peak_dense(&self) -> FlopPerSec {
        self.peak_dense
    }

    /// The accelerator's thermal design power.
    #[must_use]
    pub fn tdp(&self) -> Watts {
        self.tdp
    }

    /// The MFU of published runs like this one, where it was asked for and found.
    #[must_use]
    pub fn reference_mfu(&self) -> Option<&Sourced<Fraction>> {
        self.reference_mfu.as_ref()
    }

    /// Another state of the scenario on the same accelerator, for questions that change inputs and choices and have no
    /// catalogue at hand. The MFU of published runs is kept.
    ///
    /// # Errors
    /// As [`Scenario::check`]; an accelerator that is neither the same nor the scenario's own is a problem, too.
    pub fn with_scenario(&self, scenario: &Arc<Scenario>) -> Result<Self, Vec<Problem>> {
        let wanted = scenario.hardware.accelerator.as_str();
        let custom = scenario.hardware.custom.as_ref().filter(|custom| custom.id == wanted);
        let same = (wanted == self.accelerator.id).then_some(&self.accelerator);
        let Some(accelerator) = custom.or(same).map(Arc::clone) else {
            let message = format!("{wanted} has to be looked up in the catalogue");
            return Err(vec![Problem::new("accelerator", message)]);
        };
        let checked = scenario.check_on(Some(accelerator), Vec::new())?;
        let asked = checked.scenario.efficiency.mfu_method == MfuMethod::ReferenceClass;
        Ok(checked.with_reference_mfu(self.reference_mfu.clone().filter(|_| asked)))
    }

    /// Adds the MFU of published runs like this one, for [`MfuMethod::ReferenceClass`].
    #[must_use]
    pub fn with_reference_mfu(mut self, mfu: Option<Sourced<Fraction>>) -> Self {
        self.reference_mfu = mfu;
        self
    }
}

impl Scenario {
    /// Checks every value and resolves the accelerator.
    ///
    /// # Errors
    /// Every problem found, each naming its field and the permitted range.
    pub fn check(self: &Arc<Self>, catalog: &Catalog) -> Result<CheckedScenario, Vec<Problem>> {
        let mut problems = Vec::new();
        let accelerator = self.resolve_accelerator(catalog, &mut problems);
        self.check_on(accelerator, problems)
    }

    /// Checks everything but the accelerator, which was looked up already.
    fn check_on(
        self: &Arc<Self>,
        accelerator: Option<Arc<Accelerator>>,
        unknown: Vec<Problem>,
    ) -> Result<CheckedScenario, Vec<Problem>> {
        let mut problems = Vec::new();
        check_numbers(self, &mut problems);
        check_model(self, &mut problems);
        check_phases(self, &mut problems);
        check_uncertainty(self, &mut problems);
        if let Some(architecture) = &self.model.architecture {
            check_architecture(architecture, &mut problems);
        } else if self.convention.needs_architecture() {
            problems.push(Problem::new(
                "convention",
                format!("the {} count needs the architecture; add it or choose 6nd", self.convention.id()),
            ));
        }
        if self.efficiency.mfu_method == MfuMethod::Implied && !self.phases.iter().any(implies_mfu) {
            problems.push(Problem::new(
                "mfu_method",
                "no phase has both compute and reported hours, so no MFU is implied; choose stated or reference-class",
            ));
        }
        problems.extend(unknown);
        let peak = accelerator.as_ref().and_then(|accelerator| self.resolve_peak(accelerator, &mut problems));
        let tdp = accelerator.as_ref().and_then(|accelerator| self.resolve_tdp(accelerator, &mut problems));
        match (accelerator, peak, tdp) {
            (Some(accelerator), Some(peak_dense), Some(tdp)) if problems.is_empty() => {
                let scenario = Arc::clone(self);
                Ok(CheckedScenario { scenario, accelerator, peak_dense, tdp, reference_mfu: None })
            }
            _ => Err(problems),
        }
    }

    /// The accelerator: the scenario's own, else the catalogue's.
    ///
    /// # Errors
    /// When neither has it: the nearest ids are named.
    pub fn find_accelerator(&self, catalog: &Catalog) -> Result<Arc<Accelerator>, UnknownId> {
        let wanted = self.hardware.accelerator.as_str();
        match self.hardware.custom.as_ref().filter(|custom| custom.id == wanted) {
            Some(custom) => Ok(Arc::clone(custom)),
            None => catalog.accelerator(wanted).cloned(),
        }
    }

    fn resolve_accelerator(
        &self,
        catalog: &Catalog,
        problems: &mut Vec<Problem>,
    ) -> Option<Arc<Accelerator>> {
        let found = self.find_accelerator(catalog);
        found.map_err(|error| problems.push(Problem::new("accelerator", error.to_string()))).ok()
    }

    /// The data sheet's power, or the scenario's own: a few chips are sold without a published one.
    fn resolve_tdp(&self, accelerator: &Accelerator, problems: &mut Vec<Problem>) -> Option<Watts> {
        let tdp = self.facility.tdp.as_ref().map(|tdp| tdp.value).or(accelerator.tdp);
        if tdp.is_none() {
            let message = format!("{} has no published TDP; enter tdp, for example 1000 W", accelerator.name);
            problems.push(Problem::new("tdp", message));
        }
        tdp
    }

    fn resolve_peak(&self, accelerator: &Accelerator, problems: &mut Vec<Problem>) -> Option<FlopPerSec> {
        if let Some(peak) = &self.hardware.peak_dense {
            return Some(peak.value);
        }
        let precision = self.hardware.mfu_precision;
        let peak = accelerator.peak_dense(precision);
        if peak.is_none() {
            let known: Vec<_> = accelerator.peaks.iter().map(|(precision, _)| precision.id()).collect();
            problems.push(Problem::new(
                "mfu_precision",
                format!(
                    "{} has no dense {} peak; choose {} or enter peak_dense",
                    accelerator.name,
                    precision.label(),
                    known.join(", ")
                ),
            ));
        }
        peak
    }
}

fn implies_mfu(phase: &super::Phase) -> bool {
    phase.reported_hours.is_some() && (phase.tokens.is_some() || phase.training_compute.is_some())
}

/// Checks one value against the catalogue row of its input.
///
/// # Errors
/// A message with the permitted range, in the unit that people type.
pub fn check_value(id: InputId, value: f64) -> Result<(), String> {
    let spec = id.spec();
    if value.is_finite() && value >= spec.low && value <= spec.high {
        return Ok(());
    }
    let shown = match value.is_finite() {
        true if value < 0.0 => format!("−{}", format::field(spec.dimension, -value)),
        true => format::field(spec.dimension, value),
        false => "not a number".to_owned(),
    };
    let hint = match spec.dimension {
        // From 2 on somebody forgot the sign; 1.4 is rather a share that is too high.
        Dimension::Fraction if value > 2.0 && value <= 100.0 => {
            format!("; for {value} percent write {value}%")
        }
        _ => String::new(),
    };
    Err(format!(
        "{} is {shown}, outside {} to {}{hint}",
        spec.label,
        format::field(spec.dimension, spec.low),
        format::field(spec.dimension, spec.high)
    ))
}

fn check_numbers(scenario: &Scenario, problems: &mut Vec<Problem>) {
    for spec in INPUTS {
        let phases = if spec.per_phase { scenario.phases.len() } else { 1 };
        for phase in 0..phases {
            let key = InputKey { id: spec.id, phase };
            if let Some(value) = key.get(scenario)
                && let Err(message) = check_value(spec.id, value.value)
            {
                problems.push(Problem::new(key.text(scenario), message));
            }
        }
    }
    let ownership = &scenario.pricing.ownership;
    if ownership.network_share.value.number() + ownership.storage_share.value.number() >= 0.95 {
        problems.push(Problem::new(
            "network_share",
            "network and storage together take 95 % or more of the cluster; lower one of them",
        ));
    }
}

fn check_model(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let model = &scenario.model;
    let (total, active) = (model.total_params.value.as_count(), model.active_params.value.as_count());
    // Counts that include or leave out embeddings differ by a little; more than that is a mistake.
    if active > total * 1.05 {
        problems.push(Problem::new(
            "active_params",
            format!(
                "{} active parameters exceed the total of {}; active is at most the total",
                format::field(Dimension::Params, active),
                format::field(Dimension::Params, total)
            ),
        ));
    }
    if model.kind == ModelKind::Dense && active < total * 0.9 {
        problems.push(Problem::new(
            "active_params",
            "a dense model uses all its parameters for every token; set them equal or make the model a mixture of experts",
        ));
    }
}

fn check_phases(scenario: &Scenario, problems: &mut Vec<Problem>) {
    if scenario.phases.is_empty() {
        problems.push(Problem::new(
            "phases",
            "a run needs at least one phase with tokens, compute or reported hours",
        ));
    }
    for (index, phase) in scenario.phases.iter().enumerate() {
        let known = phase.tokens.is_some()
            || phase.training_compute.is_some()
            || phase.reported_hours.is_some()
            || phase.rollouts.is_some();
        if !known {
            problems.push(Problem::new(
                format!("phase{}.tokens", index + 1),
                format!(
                    "phase {:?} has neither tokens nor compute nor reported hours; give one of them",
                    phase.name
                ),
            ));
        }
        let needs_context = phase.tokens.is_some() && scenario.convention.needs_architecture();
        if needs_context && phase.context_length.is_none() && phase.training_compute.is_none() {
            problems.push(Problem::new(
                format!("phase{}.context_length", index + 1),
                format!(
                    "the {} count needs the context length of phase {:?}",
                    scenario.convention.id(),
                    phase.name
                ),
            ));
        }
    }
}

fn check_uncertainty(scenario: &Scenario, problems: &mut Vec<Problem>) {
    let uncertainty = &scenario.uncertainty;
    for ranged in &uncertainty.ranges {
        let field = ranged.key.text(scenario);
        if ranged.key.get(scenario).is_none() {
            problems
                .push(Problem::new(field, "has a range but no value; give it a value, or remove the range"));
        } else if let Err(message) = ranged.range.check(ranged.key.id) {
            problems.push(Problem::new(field, message));
        }
    }
    for pair in &uncertainty.correlations {
        let names = [pair.first, pair.second].map(|key| key.text(scenario));
        let field = format!("correlation of {} and {}", names[0], names[1]);
        let unranged = [pair.first, pair.second].into_iter().find(|key| uncertainty.range(*key).is_none());
        if let Some(key) = unranged {
            let message =
                format!("{} is no range; give it one, or remove the correlation", key.text(scenario));
            problems.push(Problem::new(field, message));
        } else if pair.first == pair.second {
            problems.push(Problem::new(field, "an input cannot be correlated with itself"));
        } else if !(-0.999..=0.999).contains(&pair.rank) {
            problems.push(Problem::new(field, format!("{} is outside -0.999 to 0.999", pair.rank)));
        }
    }
    if let Err(message) = uncertainty.check_correlations() {
        problems.push(Problem::new("correlations", message));
    }
}
