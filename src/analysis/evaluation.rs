//! One scenario, checked and estimated, with its remarks and the status of every figure.

use std::sync::{Arc, OnceLock};

use super::mfu_methods::with_reference;
use crate::catalog::{Catalog, Status};
use crate::estimate::{
    Advisory, Draw, Estimate, Explanation, Figure, FigureId, Missing, Statuses, advisories, estimate,
    explain, statuses,
};
use crate::scenario::{CheckedScenario, Problem, Scenario};

/// A figure with how it came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureValue {
    /// Value in the base unit.
    pub value: f64,
    /// The weakest status among the inputs it rests on; at best derived.
    pub status: Status,
}

/// One scenario with everything that is shown of it.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The checked scenario.
    pub checked: CheckedScenario,
    /// Its figures.
    pub estimate: Estimate<f64>,
    /// Remarks, the gravest first.
    pub advisories: Vec<Advisory>,
    told: Arc<Told>,
}

/// What is told about the figures, found when it is first asked for and kept: a view asks many times.
#[derive(Debug, Default)]
struct Told {
    statuses: OnceLock<Statuses>,
    explanations: [OnceLock<Figure<Explanation>>; FigureId::ALL.len()],
}

impl Evaluation {
    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        self.checked.scenario()
    }

    /// The accelerator as people call it, whatever its form factor: `H800`, `TPU v4`.
    #[must_use]
    pub fn chip(&self) -> &str {
        let accelerator = self.checked.accelerator();
        if accelerator.chip_family.is_empty() { &accelerator.name } else { &accelerator.chip_family }
    }

    /// A figure with its status.
    ///
    /// # Errors
    /// The reason why the scenario has no such figure.
    pub fn figure(&self, figure: FigureId) -> Figure<FigureValue> {
        let status = self.told.statuses.get_or_init(|| statuses(&self.checked)).figure(figure)?;
        let value = self.estimate.figure(figure)?;
        Ok(FigureValue { value, status })
    }

    /// How a figure comes about.
    ///
    /// # Errors
    /// The reason why the scenario has no such figure.
    pub fn explain(&self, figure: FigureId) -> Figure<&Explanation> {
        let place = FigureId::ALL.iter().position(|known| *known == figure);
        let kept = place.and_then(|place| self.told.explanations.get(place)).ok_or(Missing::NoPhase)?;
        kept.get_or_init(|| explain(&self.checked, figure)).as_ref().map_err(|missing| *missing)
    }

    /// The bare value of a figure.
    ///
    /// # Errors
    /// The reason why the scenario has no such figure.
    pub fn value(&self, figure: FigureId) -> Result<f64, Missing> {
        self.estimate.figure(figure)
    }
}

/// Checks and estimates a scenario.
///
/// # Errors
/// Everything that is wrong with the scenario, field by field.
pub fn evaluate(catalog: &Catalog, scenario: &Arc<Scenario>) -> Result<Evaluation, Vec<Problem>> {
    let checked = with_reference(scenario.check(catalog)?, catalog);
    let estimate = estimate(&Draw::point(&checked));
    let advisories = advisories(&checked, &estimate);
    Ok(Evaluation { checked, estimate, advisories, told: Arc::default() })
}
