//! How a claim stands to our own estimate where that has ranges: percentiles from samples, never surer than these are.

use super::setup::{Setup, evaluated, on_rung};
use crate::analysis::Evaluation;
use crate::catalog::ClaimFigure;
use crate::estimate::FigureId;
use crate::scenario::Scope;
use crate::uncertainty::{Estimated, Outcome, Plan, Runner, simulate};

/// Samples within which a claim agrees with an estimate: the central 90 %.
const WITHIN: (f64, f64) = (0.05, 0.95);
/// Less probable than this, and by more than the standard error of the samples, it speaks against the claim.
const IMPROBABLE: f64 = 0.005;
/// How many standard errors a percentile may be off.
const ERRORS: f64 = 2.0;

/// A claim among the samples of our estimate on one rung.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleFinding {
    /// The rung.
    pub scope: Scope,
    /// 5th percentile of our estimate, or of the ratio to the rival.
    pub p5: Estimated,
    /// Its median.
    pub p50: Estimated,
    /// Its 95th percentile.
    pub p95: Estimated,
    /// The share of samples below the claimed number.
    pub percentile: Estimated,
    /// The share of samples that agree with the claim as it is worded.
    pub agrees: f64,
    /// How many samples were drawn.
    pub samples: u32,
    /// The seed of the draws.
    pub seed: u64,
}

impl SampleFinding {
    /// Whether the claim lies within the central 90 % of the samples; a bound, whether one in twenty keeps it.
    #[must_use]
    pub fn is_within(&self, is_open: bool) -> bool {
        if is_open {
            self.agrees >= WITHIN.0
        } else {
            (WITHIN.0..=WITHIN.1).contains(&self.percentile.value) || self.agrees >= WITHIN.0
        }
    }

    /// Whether next to no sample comes to the claim, beyond what the samples can tell.
    #[must_use]
    pub fn is_improbable(&self, is_open: bool) -> bool {
        let error = ERRORS * self.percentile.standard_error;
        let below = self.percentile.value;
        if is_open {
            self.agrees + error < IMPROBABLE
        } else {
            self.agrees < IMPROBABLE && (below + error < IMPROBABLE || below - error > 1.0 - IMPROBABLE)
        }
    }
}

/// The claim among the samples on the rung of the check, and where nobody stated the rung of a cost, on every rung.
/// Empty where nothing that the estimate rests on is a range.
pub(super) fn find(setup: &Setup<'_>, runner: &impl Runner) -> Vec<SampleFinding> {
    if setup.below.is_some() {
        return setup.rival.as_ref().and_then(|rival| of_ratio(setup, rival, runner)).into_iter().collect();
    }
    let every = setup.stated.is_none() && setup.claim.figure == ClaimFigure::Cost;
    let rungs = Scope::ALL.into_iter().filter(|scope| every || *scope == setup.scope);
    rungs.filter_map(|scope| on(setup, scope, runner)).collect()
}

fn on(setup: &Setup<'_>, scope: Scope, runner: &impl Runner) -> Option<SampleFinding> {
    let moved = on_rung(setup.ours.checked.shared(), scope);
    let evaluation = evaluated(setup.catalog, &moved).ok()?;
    let plan = Plan::of(&evaluation.checked, &[setup.figure]).ok()?;
    finding(setup, scope, &plan, runner)
}

/// The ratio on like terms, to which the claimed one is compared.
fn of_ratio(setup: &Setup<'_>, rival: &Evaluation, runner: &impl Runner) -> Option<SampleFinding> {
    let plan = Plan::ratio(&setup.ours.checked, &rival.checked, FigureId::Cost).ok()?;
    finding(setup, setup.scope, &plan, runner)
}

fn finding(setup: &Setup<'_>, scope: Scope, plan: &Plan, runner: &impl Runner) -> Option<SampleFinding> {
    if plan.factors().is_empty() || plan.missing(0).is_some() {
        return None;
    }
    let simulation = simulate(plan, runner);
    let outcome: &Outcome = simulation.outcomes.first()?.as_ref().ok()?;
    // Ranges of inputs that the figure does not rest on leave it certain.
    if outcome.p5.value >= outcome.p95.value {
        return None;
    }
    let amount = &setup.claim.amount;
    let above = if amount.high.is_finite() { outcome.share_below(amount.high).value } else { 1.0 };
    Some(SampleFinding {
        scope,
        p5: outcome.p5,
        p50: outcome.p50,
        p95: outcome.p95,
        percentile: outcome.share_below(amount.value),
        agrees: (above - outcome.share_below(amount.low).value).max(0.0),
        samples: simulation.samples,
        seed: simulation.seed,
    })
}
