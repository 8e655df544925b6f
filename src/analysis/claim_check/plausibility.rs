//! Is it physically plausible: the utilization that the claimed hours imply, against the peak and against published runs.

use std::sync::Arc;

use super::setup::{Setup, evaluated, share_hours};
use crate::analysis::reference_class::ReferenceClass;
use crate::analysis::{Evaluation, break_even_price};
use crate::catalog::{Bound, ClaimFigure, Precision, Sourced, Status};
use crate::estimate::{FigureId, MfuMatrix, Missing, Plausibility};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{Convention, Scenario};
use crate::units::{FlopPerSec, Fraction, Quantity, Usd, Watts};

/// Shares of published runs like this one that count as the ends of their range. One honest run in twenty lies above the
/// 95th percentile, which is no reason to doubt it; one in a hundred above the 99th.
const RANGE: (f64, f64) = (0.01, 0.99);

/// Where the hours come from that a utilization is implied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoursFrom {
    /// They are what is claimed.
    Claimed,
    /// The claim gives them.
    Given,
    /// The claimed cost over the price, and over what else the rung counts.
    Cost,
    /// The claimed time on the accelerators of the run.
    Time,
    /// Our scenario's, since the claim says nothing of hours.
    Scenario,
}

impl HoursFrom {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Given => "given",
            Self::Cost => "cost-over-price",
            Self::Time => "time",
            Self::Scenario => "scenario",
        }
    }
}

/// The utilization by one count of FLOP, against the peak that the scenario measures by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MfuRow {
    /// How FLOP are counted.
    pub convention: Convention,
    /// The utilization.
    pub mfu: Fraction,
}

/// What a claimed energy means for one accelerator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpliedPower {
    /// Energy over hours.
    pub power: Watts,
    /// Thermal design power of the accelerator.
    pub tdp: Watts,
    /// The accelerator's share of the rated power of its usual server.
    pub rated: Option<Watts>,
}

impl ImpliedPower {
    /// Whether it is the design power itself: hours multiplied by a rating, and not a measurement.
    #[must_use]
    pub fn is_the_rating(&self) -> bool {
        (self.power / self.tdp - 1.0).abs() < 0.005
    }
}

/// How a utilization stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhysicsOutcome {
    /// Within what published runs like this one reach.
    Ordinary,
    /// Below nearly all of them: the hours may hold more than the run.
    Low,
    /// Above nearly all of them.
    High,
    /// More than the dense 16-bit peak.
    AbovePeak,
    /// Nobody knows, for this reason.
    Unknown(Missing),
}

impl PhysicsOutcome {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Low => "low",
            Self::High => "high",
            Self::AbovePeak => "above-peak",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Whether hardware can do what is claimed, and whether published runs did.
#[derive(Debug, Clone)]
pub struct Physics {
    /// How it stands.
    pub outcome: PhysicsOutcome,
    /// Accelerator-hours on the claim's rung.
    pub hours: Option<f64>,
    /// Where they come from.
    pub hours_from: HoursFrom,
    /// The peak that the scenario measures utilization against.
    pub precision: Precision,
    /// The implied utilization by each count of FLOP that there is data for; recomputation left out.
    pub rows: Vec<MfuRow>,
    /// Six FLOP per active parameter and token against the dense 16-bit peak: what published runs are compared by.
    pub mfu: Option<Fraction>,
    /// The same at both ends of the claimed amount, where it says something of the hours.
    pub mfu_ends: Option<(Fraction, Fraction)>,
    /// The same against the highest peak that the accelerator trains with.
    pub of_highest_peak: Option<(Precision, Fraction)>,
    /// The share of published runs like this one that stay below it.
    pub percentile: Option<f64>,
    /// Those runs.
    pub class: Option<ReferenceClass>,
    /// How well the compute is known.
    pub compute_status: Option<Status>,
    /// Of a claimed energy: what one accelerator draws.
    pub power: Option<ImpliedPower>,
}

pub(super) fn check(setup: &Setup<'_>) -> Physics {
    let (probed, hours_from) = probe(setup);
    let estimate = &probed.estimate;
    let rows = rows(&probed, setup);
    let class = ReferenceClass::of_scenario(&probed.checked, setup.catalog, None);
    let six = rows.iter().find(|(convention, _)| *convention == Convention::SixNd).map(|(_, rate)| *rate);
    let mfu = six.zip(class.as_ref()).map(|(rate, class)| Fraction::from_number(rate / class.peak));
    let percentile = mfu.zip(class.as_ref()).map(|(mfu, class)| class.percentile(mfu));
    let peak = probed.checked.peak_dense();
    let physics = Physics {
        outcome: PhysicsOutcome::Unknown(Missing::NoCompute),
        hours: estimate.accelerator_hours.ok().map(Quantity::base),
        hours_from,
        precision: probed.scenario().hardware.mfu_precision,
        rows: rows
            .iter()
            .map(|(convention, rate)| MfuRow {
                convention: *convention,
                mfu: Fraction::from_number(*rate / peak),
            })
            .collect(),
        mfu,
        mfu_ends: mfu.and_then(|mfu| ends(setup, hours_from, mfu)),
        of_highest_peak: six.and_then(|rate| of_highest_peak(&probed, rate)),
        percentile,
        class,
        compute_status: probed.figure(FigureId::TrainingCompute).ok().map(|compute| compute.status),
        power: implied_power(setup),
    };
    Physics { outcome: outcome(setup, &physics), ..physics }
}

/// The scenario with the hours or the compute that the claim means.
fn probe(setup: &Setup<'_>) -> (Evaluation, HoursFrom) {
    let base = &setup.as_claimed;
    let value = setup.basis.amount.value;
    let usual = if setup.gives(InputId::ReportedHours) { HoursFrom::Given } else { HoursFrom::Scenario };
    let hours = |total: f64, from: HoursFrom| {
        let mut scenario = Arc::clone(base.checked.shared());
        let shared = share_hours(Arc::make_mut(&mut scenario), base, total, &setup.cited());
        let probed = shared.and_then(|_| evaluated(setup.catalog, &scenario).ok());
        probed.map_or_else(|| (base.clone(), usual), |probed| (probed, from))
    };
    match setup.basis.figure {
        ClaimFigure::AcceleratorHours => hours(value, HoursFrom::Claimed),
        ClaimFigure::Cost if usual == HoursFrom::Scenario => match hours_of_cost(setup, value) {
            Some(total) => hours(total, HoursFrom::Cost),
            None => (base.clone(), usual),
        },
        ClaimFigure::WallClock => match scaled(base, FigureId::WallClock, value) {
            Some(total) => hours(total, HoursFrom::Time),
            None => (base.clone(), usual),
        },
        ClaimFigure::TrainingCompute => (with_compute(setup, value).unwrap_or_else(|| base.clone()), usual),
        _ => (base.clone(), usual),
    }
}

/// Hours of the stages that count, before experiments are added.
fn stage_hours(evaluation: &Evaluation) -> Option<f64> {
    let scope = evaluation.scenario().scope.phase_reach();
    let counted = evaluation.estimate.phases.iter().filter(|phase| phase.counted_from <= scope);
    let hours: Option<Vec<f64>> = counted.map(|phase| phase.hours.ok().map(Quantity::base)).collect();
    hours.filter(|hours| !hours.is_empty()).map(|hours| hours.iter().sum())
}

/// The hours that a cost buys at the price in force. None where the rung does not depend on rent.
fn hours_of_cost(setup: &Setup<'_>, cost: f64) -> Option<f64> {
    let base = &setup.as_claimed;
    // At twice the price half the hours cost the same.
    let even = break_even_price(base, Usd::from_usd(cost))?;
    let price = base.scenario().pricing.rental_price.value;
    Some(stage_hours(base)? * (even / price))
}

fn scaled(base: &Evaluation, figure: FigureId, value: f64) -> Option<f64> {
    let now = base.value(figure).ok().filter(|now| *now > 0.0)?;
    Some(stage_hours(base)? * value / now)
}

/// The scenario whose main stage has so much compute that all stages together come to the claim.
fn with_compute(setup: &Setup<'_>, total: f64) -> Option<Evaluation> {
    let base = &setup.as_claimed;
    let mut scenario: Arc<Scenario> = Arc::clone(base.checked.shared());
    let main = scenario.main_phase()?;
    let all = base.value(FigureId::TrainingCompute).unwrap_or(total);
    let own = base.estimate.phases.get(main)?.compute.ok().map_or(all, Quantity::base);
    let key = InputKey { id: InputId::TrainingCompute, phase: main };
    let value = Sourced::new(total - (all - own).max(0.0).min(0.999 * total), setup.cited());
    (key.id.spec().set)(Arc::make_mut(&mut scenario), main, Some(value));
    evaluated(setup.catalog, &scenario).ok()
}

/// The rate per accelerator by every count of FLOP, without recomputation.
fn rows(probed: &Evaluation, setup: &Setup<'_>) -> Vec<(Convention, FlopPerSec)> {
    let Ok(matrix) = MfuMatrix::of(&probed.checked, setup.catalog) else { return Vec::new() };
    let counted = matrix.rows.iter().filter_map(|row| Some((row.convention?, row.achieved)));
    counted.filter(|(convention, _)| !convention.includes_recompute()).collect()
}

fn of_highest_peak(probed: &Evaluation, rate: FlopPerSec) -> Option<(Precision, Fraction)> {
    let accelerator = probed.checked.accelerator();
    let peaks = [Precision::Bf16, Precision::Fp16, Precision::Fp8].into_iter();
    let known = peaks.filter_map(|precision| Some((precision, accelerator.peak_dense(precision)?)));
    let highest = known.max_by(|(_, a), (_, b)| a.base().total_cmp(&b.base()))?;
    Some((highest.0, Fraction::from_number(rate / highest.1)))
}

/// Whether the amount that is claimed says something of the hours, so that its ends are ends of the utilization.
const fn follows_amount(from: HoursFrom) -> bool {
    matches!(from, HoursFrom::Claimed | HoursFrom::Cost | HoursFrom::Time)
}

/// More hours are less utilization, so the ends change places.
fn ends(setup: &Setup<'_>, from: HoursFrom, mfu: Fraction) -> Option<(Fraction, Fraction)> {
    let amount = &setup.basis.amount;
    let at = |end: f64| Fraction::from_number(mfu.number() * amount.value / end);
    (follows_amount(from) && amount.low > 0.0).then(|| (at(amount.high), at(amount.low)))
}

fn outcome(setup: &Setup<'_>, physics: &Physics) -> PhysicsOutcome {
    let (Some(mfu), Some(percentile)) = (physics.mfu, physics.percentile) else {
        let reason = if physics.class.is_none() && !physics.rows.is_empty() {
            Missing::NoReference
        } else {
            Missing::NoCompute
        };
        return PhysicsOutcome::Unknown(reason);
    };
    let outcome = if mfu.number() > Plausibility::IMPOSSIBLE_ABOVE {
        PhysicsOutcome::AbovePeak
    } else if percentile > RANGE.1 || mfu.number() > Plausibility::DOUBTFUL_ABOVE {
        PhysicsOutcome::High
    } else if percentile < RANGE.0 {
        PhysicsOutcome::Low
    } else {
        PhysicsOutcome::Ordinary
    };
    // A bound leaves one side open: with more hours than at least so many, less is used.
    match (follows_amount(physics.hours_from), setup.basis.amount.bound, outcome) {
        (true, Bound::AtLeast, PhysicsOutcome::High | PhysicsOutcome::AbovePeak)
        | (true, Bound::AtMost, PhysicsOutcome::Low) => PhysicsOutcome::Ordinary,
        _ => outcome,
    }
}

fn implied_power(setup: &Setup<'_>) -> Option<ImpliedPower> {
    if setup.claim.figure != ClaimFigure::Energy {
        return None;
    }
    let hours = setup.as_claimed.value(FigureId::AcceleratorHours).ok().filter(|hours| *hours > 0.0)?;
    let checked = &setup.as_claimed.checked;
    Some(ImpliedPower {
        power: Watts::from_watts(setup.claim.amount.value * 1000.0 / hours),
        tdp: checked.tdp(),
        rated: checked
            .accelerator()
            .node
            .map(|node| Watts::from_watts(node.max_power.as_watts() / node.accelerators)),
    })
}
