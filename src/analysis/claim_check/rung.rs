//! Which rung a claim stands on, what that leaves out, and at which rungs our estimate comes to it.

use super::samples::SampleFinding;
use super::setup::{Setup, stated_rung};
use crate::catalog::ClaimFigure;
use crate::scenario::Scope;

/// What is in a claimed number.
#[derive(Debug, Clone, PartialEq)]
pub struct RungFinding {
    /// The rung that the claim states.
    pub stated: Option<Scope>,
    /// The rung that the check stands on.
    pub used: Scope,
    /// Of a ratio: the rungs above and below the line.
    pub ratio: Option<(Option<Scope>, Option<Scope>)>,
    /// What the claimant says is not in the figure; empty where nothing was said.
    pub claimant_excludes: String,
    /// Costs only: every rung at which our own estimate agrees with the claim; where it has ranges, at which the claim lies
    /// within the central 90 %, or a bound is kept by one sample in twenty.
    pub agrees_at: Vec<Scope>,
}

impl RungFinding {
    /// Whether the two sides of a ratio stand on unlike rungs, or on one that nobody stated.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        self.ratio.is_some_and(|(of, to)| of.is_none() || of != to)
    }
}

pub(super) fn check(setup: &Setup<'_>, samples: &[SampleFinding]) -> RungFinding {
    let is_cost = setup.claim.figure == ClaimFigure::Cost;
    let agrees = |scope: &Scope| {
        if let Some(found) = samples.iter().find(|found| found.scope == *scope) {
            return found.is_within(setup.claim.amount.bound.is_open());
        }
        let cost = setup.ours.estimate.cost_at(*scope);
        cost.is_ok_and(|cost| setup.claim.amount.agrees(cost.as_usd()))
    };
    let mut excludes: Vec<&str> = Vec::new();
    for claim in std::iter::once(setup.claim).chain([&*setup.basis]) {
        if !claim.excludes.is_empty() && !excludes.contains(&claim.excludes.as_str()) {
            excludes.push(&claim.excludes);
        }
    }
    RungFinding {
        stated: setup.stated.filter(|_| setup.below.is_none()),
        used: setup.scope,
        ratio: setup.below.as_ref().map(|below| (setup.stated, stated_rung(below))),
        claimant_excludes: excludes.join("; "),
        agrees_at: Scope::ALL.into_iter().filter(|_| is_cost).filter(agrees).collect(),
    }
}
