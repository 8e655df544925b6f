//! What a figure of one scenario is the product of.

use super::{Factor, FactorKind, RatioBasis, factor};
use crate::analysis::Evaluation;
use crate::scenario::Scope;
use crate::units::{AcceleratorHours, Flop, FlopPerToken, Quantity};

/// A term of a figure: what it is, and its value.
pub(super) type Term = (FactorKind, f64);

/// The terms of one scenario's figure: multiplied, or divided where the kind divides, they are the figure up to what is
/// not explained. Taken only as far apart as the other scenario can be taken too.
pub(super) fn terms(evaluation: &Evaluation, other: &Evaluation, basis: RatioBasis) -> Option<Vec<Term>> {
    let estimate = &evaluation.estimate;
    let scenario = evaluation.scenario();
    if basis == RatioBasis::Cost && both_on(evaluation, other, Scope::Fleet) {
        return None;
    }
    if basis == RatioBasis::Cost && both_on(evaluation, other, Scope::ClusterPurchase) {
        let count = scenario.hardware.accelerators.value.as_count();
        let cost = estimate.cost().ok()?.as_usd();
        return Some(vec![(FactorKind::ClusterSize, count), (FactorKind::ClusterPrice, cost / count)]);
    }
    let main = MainPhase::of(evaluation)?;
    let depth = main.depth().min(MainPhase::of(other)?.depth());
    if basis == RatioBasis::Compute {
        let mut terms = main.compute_terms(depth);
        let total = estimate.training_compute.ok()?.as_flop();
        terms.push((FactorKind::OtherPhases, total / main.compute?));
        return Some(terms);
    }
    let mut terms = main.hour_terms(depth);
    let hours = estimate.accelerator_hours.ok()?.as_hours();
    if basis == RatioBasis::WallClock {
        let days = estimate.wall_clock.ok()?.as_days();
        terms.push((FactorKind::Accelerators, main.accelerators));
        terms.push((FactorKind::OtherPhases, days * 24.0 * main.accelerators / main.hours?));
        return Some(terms);
    }
    terms.push((FactorKind::OtherPhases, hours / main.hours?));
    match basis {
        RatioBasis::Cost => {
            let price = match scenario.scope {
                Scope::Ownership => estimate.ownership_rate.ok()?,
                _ => scenario.pricing.rental_price.value,
            };
            let price = price.as_usd_per_hour();
            terms.push((FactorKind::Price, price));
            terms.push((FactorKind::Scope, estimate.cost().ok()?.as_usd() / (hours * price)));
        }
        RatioBasis::Energy | RatioBasis::Carbon => {
            terms.push((FactorKind::Power, estimate.energy.ok()?.as_kwh() * 1000.0 / hours));
        }
        RatioBasis::Hours | RatioBasis::Compute | RatioBasis::WallClock => {}
    }
    if basis == RatioBasis::Carbon {
        let intensity = scenario.facility.carbon_intensity.value.as_kg_per_kwh();
        terms.push((FactorKind::CarbonIntensity, intensity));
    }
    Some(terms)
}

fn both_on(a: &Evaluation, b: &Evaluation, scope: Scope) -> bool {
    a.scenario().scope == scope && b.scenario().scope == scope
}

/// The factors of the ratio of these terms to others.
pub(super) fn against(of: &[Term], to: &[Term], whole: f64) -> Vec<Factor> {
    let mut factors: Vec<Factor> = Vec::new();
    for ((kind, of), (_, to)) in of.iter().zip(to) {
        let ratio = if kind.divides() { to / of } else { of / to };
        if !(ratio > 0.0 && ratio.is_finite()) || (kind.is_silent() && (ratio - 1.0).abs() < 1e-9) {
            continue;
        }
        let made = factor(*kind, ratio, *of, *to, whole);
        match (kind, factors.last_mut()) {
            (FactorKind::Peak | FactorKind::Mfu, Some(throughput)) => throughput.parts.push(made),
            _ => factors.push(made),
        }
    }
    factors
}

/// How far hours can be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Hours,
    Compute,
    ParamsAndTokens,
}

/// What is known of the phase that stands for the run.
struct MainPhase {
    params: f64,
    tokens: Option<f64>,
    /// FLOP per token over six per parameter.
    convention: f64,
    compute: Option<f64>,
    hours: Option<f64>,
    accelerators: f64,
    peak: f64,
}

impl MainPhase {
    fn of(evaluation: &Evaluation) -> Option<Self> {
        let scenario = evaluation.scenario();
        let index = scenario.main_phase()?;
        let phase = scenario.phases.get(index)?;
        let figures = evaluation.estimate.phases.get(index)?;
        let accelerators = phase.accelerators.as_ref().unwrap_or(&scenario.hardware.accelerators);
        // Generated tokens cost something else than training on them: such a phase is not taken apart.
        let trains = phase.rollouts.is_none();
        let params = scenario.model.active_params.value.as_count();
        let tokens = phase.tokens.as_ref().filter(|_| trains).map(|tokens| tokens.value.as_count());
        let compute = figures.compute.ok().filter(|_| trains).map(Flop::as_flop);
        let counted = match (&phase.training_compute, tokens, compute) {
            (None, Some(tokens), Some(compute)) => Some(compute / tokens),
            _ => evaluation.estimate.flop_per_token.ok().map(FlopPerToken::as_flop_per_token),
        };
        Some(Self {
            params,
            tokens,
            convention: counted.map_or(1.0, |flop| flop / (6.0 * params)),
            compute,
            hours: figures.hours.ok().map(AcceleratorHours::as_hours),
            accelerators: accelerators.value.base(),
            peak: evaluation.checked.peak_dense().as_flop_per_sec(),
        })
    }

    fn depth(&self) -> Depth {
        match (self.compute, self.tokens) {
            (Some(_), Some(_)) => Depth::ParamsAndTokens,
            (Some(_), None) => Depth::Compute,
            (None, _) => Depth::Hours,
        }
    }

    fn compute_terms(&self, depth: Depth) -> Vec<Term> {
        match (depth, self.tokens, self.compute) {
            (Depth::ParamsAndTokens, Some(tokens), _) => vec![
                (FactorKind::ActiveParams, self.params),
                (FactorKind::Tokens, tokens),
                (FactorKind::Convention, self.convention),
            ],
            (Depth::Compute, _, Some(compute)) => vec![(FactorKind::Compute, compute)],
            _ => Vec::new(),
        }
    }

    /// Compute over throughput, or the bare hours where there is no compute.
    fn hour_terms(&self, depth: Depth) -> Vec<Term> {
        let mut terms = self.compute_terms(depth);
        match (depth, self.compute, self.hours) {
            (Depth::Hours, _, Some(hours)) => terms.push((FactorKind::MainHours, hours)),
            (_, Some(compute), Some(hours)) => {
                let throughput = compute / (hours * 3600.0);
                terms.push((FactorKind::Throughput, throughput));
                terms.push((FactorKind::Peak, self.peak));
                terms.push((FactorKind::Mfu, throughput / self.peak));
            }
            _ => {}
        }
        terms
    }
}
