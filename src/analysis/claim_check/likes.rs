//! How it compares on like terms: both runs on every rung, and the ratio as claimed with the rungs of both sides.

use std::sync::Arc;

use super::setup::{Setup, evaluated, on_rung, stated_rung};
use crate::analysis::Evaluation;
use crate::catalog::{Bound, Claim};
use crate::estimate::{Figure, FigureId, Missing};
use crate::scenario::Scope;
use crate::units::Usd;

/// Both runs on one rung.
#[derive(Debug, Clone, PartialEq)]
pub struct LikeForLike {
    /// The rung.
    pub scope: Scope,
    /// The figure of the run that the claim is about.
    pub own: Figure<f64>,
    /// The figure of the rival.
    pub rival: Figure<f64>,
    /// Own over rival, where both are known.
    pub ratio: Option<f64>,
}

/// One side of a ratio.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it is: the claim or the scenario.
    pub name: String,
    /// Its figure.
    pub value: f64,
    /// Whether it is a bound.
    pub bound: Bound,
    /// The rung that it stands on, where known.
    pub rung: Option<Scope>,
}

/// A ratio with the rungs of both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedRatio {
    /// What is divided.
    pub of: Side,
    /// What it is divided by.
    pub to: Side,
    /// The ratio.
    pub ratio: f64,
    /// Whether the ratio is itself a bound: something over at least so much is at most so much of it.
    pub bound: Bound,
}

impl ClaimedRatio {
    /// Whether both sides stand on one rung; none where one of them is not stated.
    #[must_use]
    pub fn is_like_for_like(&self) -> Option<bool> {
        self.of.rung.zip(self.to.rung).map(|(of, to)| of == to)
    }
}

/// The rungs at which a figure can differ. Above D hours, energy and the rest are those of the final run again.
fn rungs(figure: FigureId) -> &'static [Scope] {
    match figure {
        FigureId::Cost => &Scope::ALL,
        FigureId::ClusterPurchase => &[Scope::ClusterPurchase],
        FigureId::TrainingCompute => &[Scope::PreTraining, Scope::FinalRun, Scope::Reasoning],
        _ => &[Scope::PreTraining, Scope::FinalRun, Scope::Reasoning, Scope::Experiments],
    }
}

pub(super) fn ladder(setup: &Setup<'_>) -> Vec<LikeForLike> {
    let Some(rival) = &setup.rival else { return Vec::new() };
    let rungs = rungs(setup.figure).iter();
    rungs
        .map(|scope| {
            let (own, rival) = (at(setup, &setup.ours, *scope), at(setup, rival, *scope));
            let ratio = own.ok().zip(rival.ok()).filter(|(_, rival)| *rival > 0.0);
            LikeForLike { scope: *scope, own, rival, ratio: ratio.map(|(own, rival)| own / rival) }
        })
        .collect()
}

/// The figure of a run on a rung.
fn at(setup: &Setup<'_>, evaluation: &Evaluation, scope: Scope) -> Figure<f64> {
    if setup.figure == FigureId::Cost {
        return evaluation.estimate.cost_at(scope).map(Usd::as_usd);
    }
    let moved = on_rung(evaluation.checked.shared(), scope);
    evaluated(setup.catalog, &moved).map_err(|_| Missing::NoPhase)?.value(setup.figure)
}

/// The ratio that is claimed, else that of the claimed amount to the rival. Energy and what follows from it, and time on
/// so many accelerators, depend on how they are counted, so that a claim and an estimate of ours do not compare.
pub(super) fn as_claimed(setup: &Setup<'_>) -> Option<ClaimedRatio> {
    if matches!(setup.figure, FigureId::Energy | FigureId::Carbon | FigureId::WallClock) {
        return None;
    }
    let of = side(&setup.basis);
    let to = match (&setup.below, &setup.rival) {
        (Some(below), _) => side(below),
        (None, Some(rival)) => Side {
            name: rival.scenario().name.clone(),
            value: rival.value(setup.figure).ok().filter(|value| *value > 0.0)?,
            bound: Bound::Rounded,
            // A cluster is bought for a run, a fleet for everything that its owner does.
            rung: Some(match setup.figure {
                FigureId::ClusterPurchase => Scope::ClusterPurchase,
                _ => setup.scope,
            }),
        },
        (None, None) => return None,
    };
    let (ratio, bound) = (of.value / to.value, bound(of.bound, to.bound));
    Some(ClaimedRatio { of, to, ratio, bound })
}

fn side(claim: &Arc<Claim>) -> Side {
    let amount = &claim.amount;
    Side { name: claim.name.clone(), value: amount.value, bound: amount.bound, rung: stated_rung(claim) }
}

fn bound(of: Bound, to: Bound) -> Bound {
    match (of, to) {
        (Bound::AtLeast, Bound::AtLeast) | (Bound::AtMost, Bound::AtMost) => Bound::About,
        (Bound::AtLeast, _) | (_, Bound::AtMost) => Bound::AtLeast,
        (Bound::AtMost, _) | (_, Bound::AtLeast) => Bound::AtMost,
        _ => of.max(to),
    }
}
