//! The numbers that formulas calculate with: one value for every input of a checked scenario.

use super::Spec;
use super::shape::Shape;
use crate::scenario::input::InputKey;
use crate::scenario::{
    Convention, EnergyMethod, GoodputMethod, HoursBasis, MfuMethod, OwnershipMethod, Scope,
};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Flop, FlopPerSec, Fraction, KgCo2e, KgCo2ePerKwh, LitresPerKwh,
    Multiplier, Params, Pue, Seconds, Tokens, Usd, UsdPerAcceleratorHour, UsdPerKwh, Watts, Years,
};

/// Supplies the number for every input: the value itself, a recorded one, or samples.
pub trait Source<N> {
    /// The number for an input of the scenario.
    fn input(&mut self, key: InputKey, value: f64) -> N;
    /// The number for a fact of the catalogue.
    fn spec(&mut self, spec: Spec, value: f64) -> N;
}

/// The values themselves.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl Source<f64> for Plain {
    fn input(&mut self, _key: InputKey, value: f64) -> f64 {
        value
    }
    fn spec(&mut self, _spec: Spec, value: f64) -> f64 {
        value
    }
}

/// One phase's numbers.
#[derive(Debug, Clone, Copy)]
pub struct PhaseDraw<N> {
    /// The lowest rung that includes the phase.
    pub counted_from: Scope,
    /// Tokens trained on.
    pub tokens: Option<Tokens<N>>,
    /// Sequence length.
    pub context_length: Option<Tokens<N>>,
    /// Published compute.
    pub training_compute: Option<Flop<N>>,
    /// Published hours.
    pub reported_hours: Option<AcceleratorHours<N>>,
    /// Accelerators of the phase.
    pub accelerators: Accelerators<N>,
    /// MFU of the phase, where it differs from the run's.
    pub mfu: Option<Fraction<N>>,
    /// Generated tokens and the MFU of generation.
    pub rollouts: Option<(Tokens<N>, Fraction<N>)>,
}

/// Ownership numbers.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are those of `scenario::Ownership`")]
pub struct OwnershipDraw<N> {
    pub server_price: Usd<N>,
    pub chip_price: Option<Usd<N>>,
    /// The scenario's factor, else Epoch AI's for the chip.
    pub server_over_chip: Multiplier<N>,
    pub hardware_age: Option<Years<N>>,
    pub network_share: Fraction<N>,
    pub storage_share: Fraction<N>,
    pub hardware_life: Years<N>,
    pub residual: Fraction<N>,
    pub cost_of_capital: Fraction<N>,
    pub building_usd_per_watt: Usd<N>,
    pub building_life: Years<N>,
    pub operations_share: Fraction<N>,
    pub utilization: Fraction<N>,
    pub depreciation_oom_per_year: Multiplier<N>,
}

/// Staff numbers.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are those of `scenario::Staff`")]
pub struct StaffDraw<N> {
    pub people: Multiplier<N>,
    pub time_share: Fraction<N>,
    pub compensation: Usd<N>,
    pub duration: Years<N>,
}

/// Serving numbers.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are those of `scenario::Serving`")]
pub struct ServingDraw<N> {
    pub accelerators: Accelerators<N>,
    pub rental_price: UsdPerAcceleratorHour<N>,
    pub days: Days<N>,
    pub revenue_per_day: Option<Usd<N>>,
}

/// What is known of the server's rated power.
#[derive(Debug, Clone, Copy)]
pub enum NodeDraw<N> {
    /// Rated power of the server, and the accelerators that share it.
    Rated(Watts<N>, Accelerators<N>),
    /// Rated power over the data sheet's TDP, for a scenario with a TDP of its own.
    OverTdp(Multiplier<N>),
}

/// Every number that an estimate needs, with the choices that steer it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of `Scenario`, documented there")]
pub struct Draw<N> {
    pub scope: Scope,
    pub hours_basis: HoursBasis,
    pub convention: Convention,
    pub mfu_method: MfuMethod,
    pub goodput_method: GoodputMethod,
    pub energy_method: EnergyMethod,
    pub ownership_method: OwnershipMethod,
    /// What compute needs of the architecture.
    pub shape: Option<Shape<N>>,
    pub is_tpu: bool,
    pub total_params: Params<N>,
    pub active_params: Params<N>,
    pub phases: Vec<PhaseDraw<N>>,
    pub accelerators: Accelerators<N>,
    pub peak_dense: FlopPerSec<N>,
    pub mfu: Fraction<N>,
    pub reference_mfu: Option<Fraction<N>>,
    pub goodput: Fraction<N>,
    pub hours_per_interruption: AcceleratorHours<N>,
    pub checkpoint_time: Seconds<N>,
    pub restart_time: Seconds<N>,
    pub rental_price: UsdPerAcceleratorHour<N>,
    pub ownership: OwnershipDraw<N>,
    pub tdp: Watts<N>,
    pub node: Option<NodeDraw<N>>,
    /// Epoch AI's server factor for the chip.
    pub epoch_server_factor: Multiplier<N>,
    pub system_power: Option<Watts<N>>,
    pub server_factor: Option<Multiplier<N>>,
    pub power_draw_fraction: Fraction<N>,
    pub network_factor: Multiplier<N>,
    pub pue: Pue<N>,
    pub electricity_price: UsdPerKwh<N>,
    pub carbon_intensity: KgCo2ePerKwh<N>,
    pub matched_share: Fraction<N>,
    pub embodied_per_hour: KgCo2e<N>,
    pub on_site_water: LitresPerKwh<N>,
    pub off_site_water: LitresPerKwh<N>,
    pub experiments_multiplier: Multiplier<N>,
    pub staff: Option<StaffDraw<N>>,
    pub fleet_capex: Option<Usd<N>>,
    pub fleet_opex: Option<Usd<N>>,
    pub serving: Option<ServingDraw<N>>,
}
