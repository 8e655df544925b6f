//! Reads every number of a checked scenario through a source: plain, recorded or sampled.

use super::draw::{Draw, NodeDraw, OwnershipDraw, PhaseDraw, Plain, ServingDraw, Source, StaffDraw};
use super::shape::Shape;
use super::{Spec, epoch};
use crate::catalog::Sourced;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, Phase, Scenario};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Flop, FlopPerSec, Fraction, KgCo2e, KgCo2ePerKwh, LitresPerKwh,
    Multiplier, Number, Params, Pue, Quantity, Seconds, Tokens, Usd, UsdPerAcceleratorHour, UsdPerKwh, Watts,
    Years,
};

/// Reads inputs of one scenario through a source.
struct Reader<'a, S> {
    checked: &'a CheckedScenario,
    source: &'a mut S,
}

impl<N: Number> Draw<N> {
    /// The numbers of a scenario, each through the source.
    #[must_use]
    pub fn from_scenario<S: Source<N>>(checked: &CheckedScenario, source: &mut S) -> Self {
        Reader { checked, source }.draw()
    }
}

impl Draw<f64> {
    /// The point values of a scenario.
    #[must_use]
    pub fn point(checked: &CheckedScenario) -> Self {
        Self::from_scenario(checked, &mut Plain)
    }
}

impl<'a, S> Reader<'a, S> {
    fn scenario(&self) -> &'a Scenario {
        self.checked.scenario()
    }

    /// A value that every scenario has.
    fn of<N: Number, Q: Quantity>(&mut self, id: InputId, value: &Sourced<Q>) -> N
    where
        S: Source<N>,
    {
        self.source.input(InputKey::of(id), value.value.base())
    }

    /// A value that the scenario may have.
    fn maybe<N: Number, Q: Quantity>(&mut self, id: InputId, value: &Option<Sourced<Q>>) -> Option<N>
    where
        S: Source<N>,
    {
        value.as_ref().map(|value| self.of(id, value))
    }

    fn draw<N: Number>(&mut self) -> Draw<N>
    where
        S: Source<N>,
    {
        let s = self.scenario();
        let (f, e, p) = (&s.facility, &s.efficiency, &s.program);
        let accelerators = Accelerators::from_count(self.of(InputId::Accelerators, &s.hardware.accelerators));
        let phases = s.phases.iter().enumerate();
        let phases = phases.map(|(index, phase)| self.phase(index, phase, accelerators)).collect();
        Draw {
            scope: s.scope,
            hours_basis: s.hours_basis,
            convention: s.convention,
            mfu_method: e.mfu_method,
            goodput_method: e.goodput_method,
            energy_method: f.energy_method,
            ownership_method: s.pricing.ownership.method,
            shape: self.shape(),
            is_tpu: self.checked.accelerator().is_tpu(),
            total_params: Params::from_count(self.of(InputId::TotalParams, &s.model.total_params)),
            active_params: Params::from_count(self.of(InputId::ActiveParams, &s.model.active_params)),
            phases,
            accelerators,
            peak_dense: self.peak_dense(),
            mfu: Fraction::from_number(self.of(InputId::Mfu, &e.mfu)),
            reference_mfu: self.reference_mfu(),
            goodput: Fraction::from_number(self.of(InputId::Goodput, &e.goodput)),
            hours_per_interruption: AcceleratorHours::from_hours(
                self.of(InputId::HoursPerInterruption, &e.failures.hours_per_interruption),
            ),
            checkpoint_time: Seconds::from_seconds(
                self.of(InputId::CheckpointTime, &e.failures.checkpoint_time),
            ),
            restart_time: Seconds::from_seconds(self.of(InputId::RestartTime, &e.failures.restart_time)),
            rental_price: UsdPerAcceleratorHour::from_usd_per_hour(
                self.of(InputId::RentalPrice, &s.pricing.rental_price),
            ),
            ownership: self.ownership(),
            tdp: self.tdp(),
            node: self.node(),
            epoch_server_factor: self.epoch_server_factor(),
            system_power: self.system_power(),
            server_factor: self.maybe(InputId::ServerFactor, &f.server_factor).map(Multiplier::from_number),
            power_draw_fraction: Fraction::from_number(
                self.of(InputId::PowerDrawFraction, &f.power_draw_fraction),
            ),
            network_factor: Multiplier::from_number(self.of(InputId::NetworkFactor, &f.network_factor)),
            pue: Pue::from_number(self.of(InputId::Pue, &f.pue)),
            electricity_price: UsdPerKwh::from_usd_per_kwh(
                self.of(InputId::ElectricityPrice, &f.electricity_price),
            ),
            carbon_intensity: KgCo2ePerKwh::from_kg_per_kwh(
                self.of(InputId::CarbonIntensity, &f.carbon_intensity),
            ),
            matched_share: Fraction::from_number(self.of(InputId::MatchedShare, &f.matched_share)),
            embodied_per_hour: KgCo2e::from_kg(self.of(InputId::EmbodiedPerHour, &f.embodied_per_hour)),
            on_site_water: LitresPerKwh::from_litres_per_kwh(self.of(InputId::OnSiteWater, &f.on_site_water)),
            off_site_water: LitresPerKwh::from_litres_per_kwh(
                self.of(InputId::OffSiteWater, &f.off_site_water),
            ),
            experiments_multiplier: Multiplier::from_number(
                self.of(InputId::ExperimentsMultiplier, &p.experiments_multiplier),
            ),
            staff: self.staff(),
            fleet_capex: self.maybe(InputId::FleetCapex, &p.fleet_capex).map(Usd::from_usd),
            fleet_opex: self.maybe(InputId::FleetOpex, &p.fleet_opex).map(Usd::from_usd),
            serving: self.serving(),
        }
    }

    fn phase<N: Number>(&mut self, index: usize, phase: &Phase, run: Accelerators<N>) -> PhaseDraw<N>
    where
        S: Source<N>,
    {
        let source = &mut *self.source;
        let mut read =
            |id, value: Option<f64>| value.map(|value| source.input(InputKey { id, phase: index }, value));
        let rollouts = phase.rollouts.as_ref();
        let generated = read(InputId::GeneratedTokens, rollouts.map(|of| of.generated_tokens.value.base()));
        let generation_mfu = read(InputId::GenerationMfu, rollouts.map(|of| of.generation_mfu.value.base()));
        PhaseDraw {
            counted_from: phase.counted_from,
            tokens: read(InputId::Tokens, base(&phase.tokens)).map(Tokens::from_count),
            context_length: read(InputId::ContextLength, base(&phase.context_length)).map(Tokens::from_count),
            training_compute: read(InputId::TrainingCompute, base(&phase.training_compute))
                .map(Flop::from_flop),
            reported_hours: read(InputId::ReportedHours, base(&phase.reported_hours))
                .map(AcceleratorHours::from_hours),
            accelerators: read(InputId::PhaseAccelerators, base(&phase.accelerators))
                .map_or(run, Accelerators::from_count),
            mfu: read(InputId::PhaseMfu, base(&phase.mfu)).map(Fraction::from_number),
            rollouts: generated
                .zip(generation_mfu)
                .map(|(generated, mfu)| (Tokens::from_count(generated), Fraction::from_number(mfu))),
        }
    }

    fn shape<N: Number>(&mut self) -> Option<Shape<N>>
    where
        S: Source<N>,
    {
        let architecture = self.scenario().model.architecture.as_ref()?;
        Some(Shape::read(architecture, &mut |spec, value| self.source.spec(spec, value)))
    }

    fn peak_dense<N: Number>(&mut self) -> FlopPerSec<N>
    where
        S: Source<N>,
    {
        FlopPerSec::from_flop_per_sec(match &self.scenario().hardware.peak_dense {
            Some(peak) => self.of(InputId::PeakDense, peak),
            None => self.source.spec(Spec::PeakDense, self.checked.peak_dense().base()),
        })
    }

    fn reference_mfu<N: Number>(&mut self) -> Option<Fraction<N>>
    where
        S: Source<N>,
    {
        let mfu = self.checked.reference_mfu()?;
        Some(Fraction::from_number(self.source.spec(Spec::ReferenceMfu, mfu.value.base())))
    }

    fn tdp<N: Number>(&mut self) -> Watts<N>
    where
        S: Source<N>,
    {
        Watts::from_watts(match &self.scenario().facility.tdp {
            Some(tdp) => self.of(InputId::Tdp, tdp),
            None => self.source.spec(Spec::Tdp, self.checked.tdp().base()),
        })
    }

    /// The server's rating; relative to the data sheet's TDP where the scenario has a TDP of its own.
    fn node<N: Number>(&mut self) -> Option<NodeDraw<N>>
    where
        S: Source<N>,
    {
        let accelerator = self.checked.accelerator();
        let node = accelerator.node?;
        let own_tdp = self.scenario().facility.tdp.is_some();
        if let (true, Some(tdp)) = (own_tdp, accelerator.tdp) {
            let factor = node.max_power.base() / node.accelerators / tdp.base();
            let factor = self.source.spec(Spec::NodeOverTdp, factor);
            return Some(NodeDraw::OverTdp(Multiplier::from_number(factor)));
        }
        let power = self.source.spec(Spec::NodePower, node.max_power.base());
        let count = self.source.spec(Spec::NodeAccelerators, node.accelerators);
        Some(NodeDraw::Rated(Watts::from_watts(power), Accelerators::from_count(count)))
    }

    fn epoch_server_factor<N: Number>(&mut self) -> Multiplier<N>
    where
        S: Source<N>,
    {
        let accelerator = self.checked.accelerator();
        let factor = epoch::server_over_chip_power(&accelerator.chip_family, accelerator.is_tpu());
        Multiplier::from_number(self.source.spec(Spec::EpochServerPower, factor))
    }

    fn system_power<N: Number>(&mut self) -> Option<Watts<N>>
    where
        S: Source<N>,
    {
        let power = match &self.scenario().facility.system_power {
            Some(power) => self.of(InputId::SystemPower, power),
            None => self.source.spec(Spec::SystemPower, self.checked.accelerator().system_power?.base()),
        };
        Some(Watts::from_watts(power))
    }

    fn ownership<N: Number>(&mut self) -> OwnershipDraw<N>
    where
        S: Source<N>,
    {
        let o = &self.scenario().pricing.ownership;
        let chip = self.checked.accelerator().chip_family.as_str();
        let server_over_chip = self
            .maybe(InputId::ServerOverChip, &o.server_over_chip)
            .unwrap_or_else(|| self.source.spec(Spec::EpochServerPrice, epoch::server_over_chip_price(chip)));
        OwnershipDraw {
            server_price: Usd::from_usd(self.of(InputId::ServerPrice, &o.server_price)),
            chip_price: self.maybe(InputId::ChipPrice, &o.chip_price).map(Usd::from_usd),
            server_over_chip: Multiplier::from_number(server_over_chip),
            hardware_age: self.maybe(InputId::HardwareAge, &o.hardware_age).map(Years::from_years),
            network_share: Fraction::from_number(self.of(InputId::NetworkShare, &o.network_share)),
            storage_share: Fraction::from_number(self.of(InputId::StorageShare, &o.storage_share)),
            hardware_life: Years::from_years(self.of(InputId::HardwareLife, &o.hardware_life)),
            residual: Fraction::from_number(self.of(InputId::Residual, &o.residual)),
            cost_of_capital: Fraction::from_number(self.of(InputId::CostOfCapital, &o.cost_of_capital)),
            building_usd_per_watt: Usd::from_usd(self.of(InputId::BuildingCost, &o.building_usd_per_watt)),
            building_life: Years::from_years(self.of(InputId::BuildingLife, &o.building_life)),
            operations_share: Fraction::from_number(self.of(InputId::OperationsShare, &o.operations_share)),
            utilization: Fraction::from_number(self.of(InputId::Utilization, &o.utilization)),
            depreciation_oom_per_year: Multiplier::from_number(
                self.of(InputId::Depreciation, &o.depreciation_oom_per_year),
            ),
        }
    }

    fn staff<N: Number>(&mut self) -> Option<StaffDraw<N>>
    where
        S: Source<N>,
    {
        let staff = self.scenario().program.staff.as_ref()?;
        Some(StaffDraw {
            people: Multiplier::from_number(self.of(InputId::StaffPeople, &staff.people)),
            time_share: Fraction::from_number(self.of(InputId::StaffTimeShare, &staff.time_share)),
            compensation: Usd::from_usd(self.of(InputId::StaffCompensation, &staff.compensation)),
            duration: Years::from_years(self.of(InputId::StaffDuration, &staff.duration)),
        })
    }

    fn serving<N: Number>(&mut self) -> Option<ServingDraw<N>>
    where
        S: Source<N>,
    {
        let serving = self.scenario().program.serving.as_ref()?;
        let price = self.of(InputId::ServingPrice, &serving.rental_price);
        Some(ServingDraw {
            accelerators: Accelerators::from_count(
                self.of(InputId::ServingAccelerators, &serving.accelerators),
            ),
            rental_price: UsdPerAcceleratorHour::from_usd_per_hour(price),
            days: Days::from_days(self.of(InputId::ServingDays, &serving.days)),
            revenue_per_day: self.maybe(InputId::ServingRevenue, &serving.revenue_per_day).map(Usd::from_usd),
        })
    }
}

fn base<Q: Quantity>(value: &Option<Sourced<Q>>) -> Option<f64> {
    value.as_ref().map(|value| value.value.base())
}
