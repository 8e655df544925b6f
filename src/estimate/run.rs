//! The estimate of a run: every figure of every phase, summed to the scenario's rung.

use super::draw::{Draw, PhaseDraw};
use super::formula::{
    EXPERIMENT_HOURS, HOURS_GAP, OWNERSHIP_COST, SCOPE_COST, TOTAL_COMPUTE, TOTAL_HOURS, WALL_CLOCK,
};
use super::{EnergyBuildUp, Figure, FigureId, Missing, carbon, compute, cost, energy, throughput};
use crate::scenario::{HoursBasis, MfuMethod, Scope};
use crate::units::{
    AcceleratorHours, Days, Energy, Flop, FlopPerSec, FlopPerToken, Fraction, KgCo2e, Litres, Number, Usd,
    UsdPerAcceleratorHour,
};

/// Figures of one phase.
#[derive(Debug, Clone, Copy)]
pub struct PhaseEstimate<N = f64> {
    /// The lowest rung that includes the phase.
    pub counted_from: Scope,
    /// Training compute, without rollouts.
    pub compute: Figure<Flop<N>>,
    /// Compute of generated tokens, where the phase generates.
    pub rollout_compute: Option<Flop<N>>,
    /// Hours derived from compute.
    pub derived_hours: Figure<AcceleratorHours<N>>,
    /// Hours as published.
    pub reported_hours: Option<AcceleratorHours<N>>,
    /// Hours in force.
    pub hours: Figure<AcceleratorHours<N>>,
    /// Elapsed time.
    pub wall_clock: Figure<Days<N>>,
}

/// Every figure of a run at its scenario's rung.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the figures of `FigureId`, documented there")]
pub struct Estimate<N = f64> {
    pub phases: Vec<PhaseEstimate<N>>,
    pub training_compute: Figure<Flop<N>>,
    pub flop_per_token: Figure<FlopPerToken<N>>,
    pub accelerator_hours: Figure<AcceleratorHours<N>>,
    pub derived_hours: Figure<AcceleratorHours<N>>,
    pub reported_hours: Figure<AcceleratorHours<N>>,
    pub hours_gap: Figure<N>,
    pub wall_clock: Figure<Days<N>>,
    pub achieved: Figure<FlopPerSec<N>>,
    pub mfu: Figure<Fraction<N>>,
    pub goodput: Figure<Fraction<N>>,
    pub rental_cost: Figure<Usd<N>>,
    pub energy: Figure<Energy<N>>,
    pub energy_build_up: Figure<EnergyBuildUp<N>>,
    pub energy_cost: Figure<Usd<N>>,
    pub carbon: Figure<KgCo2e<N>>,
    pub carbon_market: Figure<KgCo2e<N>>,
    pub carbon_embodied: Figure<KgCo2e<N>>,
    pub water_on_site: Figure<Litres<N>>,
    pub water_off_site: Figure<Litres<N>>,
    pub ownership_rate: Figure<UsdPerAcceleratorHour<N>>,
    pub ownership_cost: Figure<Usd<N>>,
    pub cluster_purchase: Figure<Usd<N>>,
    pub serving_per_day: Figure<Usd<N>>,
    pub serving_days_equal: Figure<Days<N>>,
    pub serving_profit: Figure<N>,
    /// Cost at every rung, in the order of [`Scope::ALL`].
    pub ladder: [Figure<Usd<N>>; 9],
    scope: Scope,
}

impl<N: Number> Estimate<N> {
    /// Cost at a rung.
    pub fn cost_at(&self, scope: Scope) -> Figure<Usd<N>> {
        self.ladder.get(scope as usize).copied().unwrap_or(Err(Missing::NoPhase))
    }

    /// Cost at the scenario's rung.
    pub fn cost(&self) -> Figure<Usd<N>> {
        self.cost_at(self.scope)
    }

    /// A figure as a bare number in its base unit.
    pub fn figure(&self, figure: FigureId) -> Figure<N> {
        match figure {
            FigureId::Cost => self.cost().map(Usd::as_usd),
            FigureId::RentalCost => self.rental_cost.map(Usd::as_usd),
            FigureId::TrainingCompute => self.training_compute.map(Flop::as_flop),
            FigureId::FlopPerToken => self.flop_per_token.map(FlopPerToken::as_flop_per_token),
            FigureId::AcceleratorHours => self.accelerator_hours.map(AcceleratorHours::as_hours),
            FigureId::DerivedHours => self.derived_hours.map(AcceleratorHours::as_hours),
            FigureId::ReportedHours => self.reported_hours.map(AcceleratorHours::as_hours),
            FigureId::HoursGap => self.hours_gap,
            FigureId::WallClock => self.wall_clock.map(Days::as_days),
            FigureId::Achieved => self.achieved.map(FlopPerSec::as_flop_per_sec),
            FigureId::Mfu => self.mfu.map(Fraction::number),
            FigureId::Goodput => self.goodput.map(Fraction::number),
            FigureId::Energy => self.energy.map(Energy::as_kwh),
            FigureId::EnergyCost => self.energy_cost.map(Usd::as_usd),
            FigureId::Carbon => self.carbon.map(KgCo2e::as_kg),
            FigureId::CarbonMarket => self.carbon_market.map(KgCo2e::as_kg),
            FigureId::CarbonEmbodied => self.carbon_embodied.map(KgCo2e::as_kg),
            FigureId::WaterOnSite => self.water_on_site.map(Litres::as_litres),
            FigureId::WaterOffSite => self.water_off_site.map(Litres::as_litres),
            FigureId::OwnershipRate => self.ownership_rate.map(UsdPerAcceleratorHour::as_usd_per_hour),
            FigureId::OwnershipCost => self.ownership_cost.map(Usd::as_usd),
            FigureId::ClusterPurchase => self.cluster_purchase.map(Usd::as_usd),
            FigureId::ServingPerDay => self.serving_per_day.map(Usd::as_usd),
            FigureId::ServingDaysEqual => self.serving_days_equal.map(Days::as_days),
            FigureId::ServingProfit => self.serving_profit,
        }
    }
}

/// Estimates a run.
#[must_use]
pub fn estimate<N: Number>(draw: &Draw<N>) -> Estimate<N> {
    let run_mfu = mfu_in_force(draw);
    let phases: Vec<_> = draw.phases.iter().map(|phase| estimate_phase(draw, phase, run_mfu)).collect();
    let counted = counted_phases(&phases, draw.scope);
    let hours = hours_at(draw, &phases, draw.scope);
    let energy = hours.and_then(|hours| energy::energy(draw, hours));
    let it_energy = hours.and_then(|hours| energy::it_energy(draw, hours));
    let rental_cost = hours.map(|hours| cost::rental_cost(hours, draw.rental_price));
    let (achieved, mfu) = utilization(draw, &phases, |phase| phase.hours.ok());
    let ownership_rate = cost::ownership_rate(draw);
    let purchase = cost::cluster_purchase(draw.accelerators, &draw.ownership, draw.ownership_method);
    let final_run = hours_at(draw, &phases, Scope::FinalRun);
    let ownership_cost = ownership_share(final_run, ownership_rate);
    let serving_per_day = draw.serving.as_ref().map(cost::serving_per_day).ok_or(Missing::NoServing);
    let final_rent = final_run.map(|hours| cost::rental_cost(hours, draw.rental_price));
    let main = draw.phases.iter().find(|phase| phase.tokens.is_some());
    Estimate {
        training_compute: total_compute(&phases, draw.scope),
        flop_per_token: main.map_or(Err(Missing::NoCompute), |phase| compute::flop_per_token(draw, phase)),
        derived_hours: sum(counted.clone().filter_map(|phase| phase.derived_hours.ok()), Missing::NoHours),
        reported_hours: sum(counted.clone().filter_map(|phase| phase.reported_hours), Missing::NotReported),
        hours_gap: hours_gap(counted),
        wall_clock: wall_clock_at(&phases, draw.scope),
        goodput: draw.phases.first().map(|phase| throughput::goodput(draw, phase)).ok_or(Missing::NoPhase),
        accelerator_hours: hours,
        achieved,
        mfu,
        rental_cost,
        energy_build_up: hours.and_then(|hours| energy::build_up(draw, hours)),
        energy_cost: energy.map(|energy| energy::energy_cost(energy, draw.electricity_price)),
        carbon: energy.map(|energy| carbon::location_based(energy, draw.carbon_intensity)),
        carbon_market: energy
            .map(|energy| carbon::market_based(energy, draw.carbon_intensity, draw.matched_share)),
        carbon_embodied: hours.map(|hours| carbon::embodied(hours, draw.embodied_per_hour)),
        water_on_site: it_energy.map(|energy| carbon::water_on_site(energy, draw.on_site_water)),
        water_off_site: energy.map(|energy| carbon::water_off_site(energy, draw.off_site_water)),
        energy,
        ownership_rate,
        ownership_cost,
        cluster_purchase: Ok(purchase),
        serving_per_day,
        serving_profit: serving_profit(draw, serving_per_day),
        serving_days_equal: final_rent.and_then(|rent| Ok(cost::serving_days_equal(rent, serving_per_day?))),
        ladder: ladder(draw, &phases, ownership_cost, purchase, serving_per_day),
        scope: draw.scope,
        phases,
    }
}

/// The MFU that derived hours use.
fn mfu_in_force<N: Number>(draw: &Draw<N>) -> Figure<Fraction<N>> {
    match draw.mfu_method {
        MfuMethod::Stated => Ok(draw.mfu),
        MfuMethod::ReferenceClass => draw.reference_mfu.ok_or(Missing::NoReference),
        MfuMethod::Implied => {
            let mut totals: Option<(Flop<N>, AcceleratorHours<N>)> = None;
            for phase in draw.phases.iter().filter(|phase| phase.rollouts.is_none()) {
                if let (Ok(flop), Some(hours)) = (compute::phase_compute(draw, phase), phase.reported_hours) {
                    totals = Some(totals.map_or((flop, hours), |(f, h)| (f + flop, h + hours)));
                }
            }
            let (flop, hours) = totals.ok_or(Missing::NotReported)?;
            Ok(throughput::mfu(throughput::achieved(flop, hours), draw.peak_dense))
        }
    }
}

fn estimate_phase<N: Number>(
    draw: &Draw<N>,
    phase: &PhaseDraw<N>,
    run_mfu: Figure<Fraction<N>>,
) -> PhaseEstimate<N> {
    let derived_hours = throughput::phase_derived_hours(draw, phase, run_mfu);
    let reported = phase.reported_hours;
    let hours = match draw.hours_basis {
        HoursBasis::Reported => reported.map_or(derived_hours, Ok),
        HoursBasis::Derived => derived_hours.or_else(|missing| reported.ok_or(missing)),
    };
    PhaseEstimate {
        counted_from: phase.counted_from,
        compute: compute::phase_compute(draw, phase),
        rollout_compute: compute::rollout_compute(draw, phase),
        derived_hours,
        reported_hours: reported,
        hours,
        wall_clock: hours.map(|hours| throughput::wall_clock(hours, phase.accelerators)),
    }
}

/// Phases that count at a rung. Rungs above C build on the final run.
fn counted_phases<N: Number>(
    phases: &[PhaseEstimate<N>],
    scope: Scope,
) -> impl Iterator<Item = &PhaseEstimate<N>> + Clone {
    phases.iter().filter(move |phase| phase.counted_from <= scope.phase_reach())
}

fn sum<Q: std::ops::Add<Output = Q>>(mut values: impl Iterator<Item = Q>, none: Missing) -> Figure<Q> {
    let first = values.next().ok_or(none)?;
    Ok(values.fold(first, |total, value| total + value))
}

/// Hours at a rung (T2); with experiments from rung D to E (T7).
fn hours_at<N: Number>(
    draw: &Draw<N>,
    phases: &[PhaseEstimate<N>],
    scope: Scope,
) -> Figure<AcceleratorHours<N>> {
    let mut total: Option<AcceleratorHours<N>> = None;
    for phase in counted_phases(phases, scope) {
        let hours = phase.hours?;
        total = Some(total.map_or(hours, |sum| sum + hours));
    }
    let hours = total.ok_or(Missing::NoPhase)?.named(&TOTAL_HOURS);
    Ok(match scope {
        Scope::Experiments | Scope::Staff => (hours * draw.experiments_multiplier).named(&EXPERIMENT_HOURS),
        _ => hours,
    })
}

fn total_compute<N: Number>(phases: &[PhaseEstimate<N>], scope: Scope) -> Figure<Flop<N>> {
    let counted = counted_phases(phases, scope);
    let flops = counted.flat_map(|phase| phase.compute.ok().into_iter().chain(phase.rollout_compute));
    sum(flops, Missing::NoCompute).map(|flop| flop.named(&TOTAL_COMPUTE))
}

fn wall_clock_at<N: Number>(phases: &[PhaseEstimate<N>], scope: Scope) -> Figure<Days<N>> {
    let mut total: Option<Days<N>> = None;
    for phase in counted_phases(phases, scope) {
        let days = phase.wall_clock?;
        total = Some(total.map_or(days, |sum| sum + days));
    }
    total.map(|days| days.named(&WALL_CLOCK)).ok_or(Missing::NoPhase)
}

/// Derived over reported hours, less one, over the phases that have both.
fn hours_gap<'a, N: Number + 'a>(counted: impl Iterator<Item = &'a PhaseEstimate<N>> + Clone) -> Figure<N> {
    let both = counted.filter_map(|phase| Some((phase.derived_hours.ok()?, phase.reported_hours?)));
    let derived = sum(both.clone().map(|(derived, _)| derived), Missing::NotReported)?;
    let reported = sum(both.map(|(_, reported)| reported), Missing::NotReported)?;
    Ok((derived / reported - N::constant(1.0, "")).named(&HOURS_GAP))
}

/// Achieved rate and MFU over the counted phases that have both compute and hours; generation is left out.
fn utilization<N: Number>(
    draw: &Draw<N>,
    phases: &[PhaseEstimate<N>],
    hours_of: impl Fn(&PhaseEstimate<N>) -> Option<AcceleratorHours<N>>,
) -> (Figure<FlopPerSec<N>>, Figure<Fraction<N>>) {
    let mut totals: Option<(Flop<N>, AcceleratorHours<N>)> = None;
    for phase in counted_phases(phases, draw.scope).filter(|phase| phase.rollout_compute.is_none()) {
        if let (Ok(flop), Some(hours)) = (phase.compute, hours_of(phase)) {
            totals = Some(totals.map_or((flop, hours), |(f, h)| (f + flop, h + hours)));
        }
    }
    let Some((flop, hours)) = totals else { return (Err(Missing::NoCompute), Err(Missing::NoCompute)) };
    let achieved = throughput::achieved(flop, hours);
    (Ok(achieved), Ok(throughput::mfu(achieved, draw.peak_dense)))
}

fn ownership_share<N: Number>(
    hours: Figure<AcceleratorHours<N>>,
    rate: Figure<UsdPerAcceleratorHour<N>>,
) -> Figure<Usd<N>> {
    Ok((hours? * rate?).named(&OWNERSHIP_COST))
}

fn serving_profit<N: Number>(draw: &Draw<N>, per_day: Figure<Usd<N>>) -> Figure<N> {
    let revenue = draw.serving.as_ref().and_then(|serving| serving.revenue_per_day);
    Ok(cost::serving_profit(revenue.ok_or(Missing::NoRevenue)?, per_day?))
}

/// Cost at every rung (K12).
fn ladder<N: Number>(
    draw: &Draw<N>,
    phases: &[PhaseEstimate<N>],
    ownership: Figure<Usd<N>>,
    purchase: Usd<N>,
    serving_per_day: Figure<Usd<N>>,
) -> [Figure<Usd<N>>; 9] {
    let rent = |scope| hours_at(draw, phases, scope).map(|hours| cost::rental_cost(hours, draw.rental_price));
    Scope::ALL.map(|scope| {
        let value = match scope {
            Scope::PreTraining | Scope::FinalRun | Scope::Reasoning | Scope::Experiments => rent(scope)?,
            Scope::Staff => {
                rent(scope)? + draw.staff.as_ref().map(cost::staff_cost).ok_or(Missing::NoStaff)?
            }
            Scope::Ownership => ownership?,
            Scope::ClusterPurchase => purchase,
            Scope::Fleet => {
                let capex = draw.fleet_capex.ok_or(Missing::NoFleet)?;
                draw.fleet_opex.map_or(capex, |opex| capex + opex)
            }
            Scope::Lifetime => {
                let days = draw.serving.as_ref().map(|serving| serving.days).ok_or(Missing::NoServing)?;
                rent(Scope::FinalRun)? + Usd::from_usd(serving_per_day?.as_usd() * days.as_days())
            }
        };
        Ok(value.named(&SCOPE_COST))
    })
}
