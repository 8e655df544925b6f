//! The rows of the input catalogue.

use super::{Group, InputId, InputSpec, Level};
use crate::catalog::Sourced;
use crate::scenario::Scenario;
use crate::units::Dimension;

/// A value that every scenario has: `None` leaves it as it is.
macro_rules! required {
    ($($path:ident).+) => {
        (
            |scenario: &Scenario, _: usize| Some(scenario.$($path).+.to_base()),
            |scenario: &mut Scenario, _: usize, value: Option<Sourced<f64>>| {
                if let Some(value) = value {
                    scenario.$($path).+ = Sourced::from_base(&value);
                }
            },
        )
    };
}

/// A value that a scenario may have.
macro_rules! optional {
    ($($path:ident).+) => {
        (
            |scenario: &Scenario, _: usize| scenario.$($path).+.as_ref().map(Sourced::to_base),
            |scenario: &mut Scenario, _: usize, value: Option<Sourced<f64>>| {
                scenario.$($path).+ = value.as_ref().map(Sourced::from_base);
            },
        )
    };
}

/// A value that a phase may have.
macro_rules! of_phase {
    ($field:ident) => {
        (
            |scenario: &Scenario, phase: usize| {
                scenario.phases.get(phase)?.$field.as_ref().map(Sourced::to_base)
            },
            |scenario: &mut Scenario, phase: usize, value: Option<Sourced<f64>>| {
                if let Some(phase) = scenario.phases.get_mut(phase) {
                    phase.$field = value.as_ref().map(Sourced::from_base);
                }
            },
        )
    };
}

/// A value of an optional part of a phase: present only with the part.
macro_rules! of_rollouts {
    ($field:ident) => {
        (
            |scenario: &Scenario, phase: usize| {
                Some(scenario.phases.get(phase)?.rollouts.as_ref()?.$field.to_base())
            },
            |scenario: &mut Scenario, phase: usize, value: Option<Sourced<f64>>| {
                let rollouts = scenario.phases.get_mut(phase).and_then(|phase| phase.rollouts.as_mut());
                if let (Some(rollouts), Some(value)) = (rollouts, value) {
                    rollouts.$field = Sourced::from_base(&value);
                }
            },
        )
    };
}

/// A value of an optional part of the program: present only with the part.
macro_rules! of_program {
    ($part:ident.$field:ident) => {
        (
            |scenario: &Scenario, _: usize| Some(scenario.program.$part.as_ref()?.$field.to_base()),
            |scenario: &mut Scenario, _: usize, value: Option<Sourced<f64>>| {
                if let (Some(part), Some(value)) = (scenario.program.$part.as_mut(), value) {
                    part.$field = Sourced::from_base(&value);
                }
            },
        )
    };
}

/// An optional value of the serving part.
macro_rules! of_serving_optional {
    ($field:ident) => {
        (
            |scenario: &Scenario, _: usize| {
                scenario.program.serving.as_ref()?.$field.as_ref().map(Sourced::to_base)
            },
            |scenario: &mut Scenario, _: usize, value: Option<Sourced<f64>>| {
                if let Some(part) = scenario.program.serving.as_mut() {
                    part.$field = value.as_ref().map(Sourced::from_base);
                }
            },
        )
    };
}

/// One row. Ranges are in the base unit of the dimension.
macro_rules! input {
    ($id:ident, $key:literal, $label:literal, $dimension:ident, $low:literal..$high:literal,
     slider $from:literal..$to:literal, $log:literal, $group:ident, $level:ident, per_phase $per_phase:literal,
     $access:expr, $help:literal) => {
        InputSpec {
            id: InputId::$id,
            key: $key,
            label: $label,
            dimension: Dimension::$dimension,
            low: $low,
            high: $high,
            slider: ($from, $to),
            logarithmic: $log,
            group: Group::$group,
            level: Level::$level,
            per_phase: $per_phase,
            help: $help,
            get: $access.0,
            set: $access.1,
        }
    };
}

/// Every input, in the order of [`InputId`].
pub const INPUTS: &[InputSpec] = &TABLE;

#[rustfmt::skip]
pub(super) const TABLE: [InputSpec; 56] = [
    input!(TotalParams, "total_params", "Total parameters", Params, 1e3..1e18, slider 1e8..1e13, true, Model, Standard, per_phase false,
        required!(model.total_params), "All parameters: what memory has to hold."),
    input!(ActiveParams, "active_params", "Active parameters", Params, 1e3..1e18, slider 1e8..2e12, true, Model, Simple, per_phase false,
        required!(model.active_params), "Parameters that take part in one token: what compute counts. Equal to the total for dense models."),
    input!(Tokens, "tokens", "Training tokens", Tokens, 1.0..1e18, slider 1e9..1e14, true, Data, Simple, per_phase true,
        of_phase!(tokens), "Tokens processed, repeats included."),
    input!(ContextLength, "context_length", "Context length", Tokens, 1.0..1e9, slider 512.0..1048576.0, true, Data, Expert, per_phase true,
        of_phase!(context_length), "Sequence length of the phase; attention FLOP grow with it."),
    input!(TrainingCompute, "training_compute", "Training compute as published", Flop, 1.0..1e32, slider 1e20..1e28, true, Data, Expert, per_phase true,
        of_phase!(training_compute), "Published FLOP of the phase, which replace the count from parameters and tokens."),
    input!(ReportedHours, "reported_hours", "Reported hours", AcceleratorHours, 0.001..1e12, slider 1e3..1e9, true, Data, Standard, per_phase true,
        of_phase!(reported_hours), "Accelerator-hours as published."),
    input!(ReportedDays, "reported_days", "Reported days", Days, 0.0..1e5, slider 0.1..1000.0, true, Data, Expert, per_phase true,
        of_phase!(reported_days), "Elapsed days as published; they check the hours and the accelerators and change no result."),
    input!(GeneratedTokens, "generated_tokens", "Generated tokens", Tokens, 0.0..1e18, slider 1e8..1e14, true, Data, Expert, per_phase true,
        of_rollouts!(generated_tokens), "Tokens that reinforcement learning generates, kept or not."),
    input!(GenerationMfu, "generation_mfu", "Generation MFU", Fraction, 1e-4..1.0, slider 0.005..0.4, true, Data, Expert, per_phase true,
        of_rollouts!(generation_mfu), "Share of the dense peak that generating rollouts reaches; decoding is bound by memory."),
    input!(PhaseAccelerators, "phase_accelerators", "Accelerators of the phase", Accelerators, 1.0..1e8, slider 8.0..1000000.0, true, Hardware, Expert, per_phase true,
        of_phase!(accelerators), "Accelerators of this phase, where they differ from the run's."),
    input!(PhaseMfu, "phase_mfu", "MFU of the phase", Fraction, 1e-4..1.0, slider 0.02..0.7, false, Efficiency, Expert, per_phase true,
        of_phase!(mfu), "MFU of this phase, where it differs from the run's."),
    input!(Accelerators, "accelerators", "Accelerators", Accelerators, 1.0..1e8, slider 8.0..1000000.0, true, Hardware, Standard, per_phase false,
        required!(hardware.accelerators), "How many accelerators work on the run."),
    input!(PeakDense, "peak_dense", "Dense peak", FlopPerSec, 1e9..1e19, slider 1e13..1e16, true, Hardware, Expert, per_phase false,
        optional!(hardware.peak_dense), "Dense peak per accelerator that replaces the data sheet's. A sparse figure is twice too high."),
    input!(Mfu, "mfu", "MFU", Fraction, 1e-4..1.0, slider 0.02..0.7, false, Efficiency, Standard, per_phase false,
        required!(efficiency.mfu), "Model FLOP utilization: model FLOP per second over the dense peak. Recomputation is not counted."),
    input!(Goodput, "goodput", "Goodput", Fraction, 0.01..1.0, slider 0.5..1.0, false, Efficiency, Standard, per_phase false,
        required!(efficiency.goodput), "Share of wall-clock time that advanced the kept run. Leave at 100 % when the MFU is end to end."),
    input!(HoursPerInterruption, "hours_per_interruption", "Hours per interruption", AcceleratorHours, 1.0..1e10, slider 5000.0..500000.0, true, Efficiency, Expert, per_phase false,
        required!(efficiency.failures.hours_per_interruption), "Accelerator-hours between unexpected interruptions."),
    input!(CheckpointTime, "checkpoint_time", "Checkpoint time", Seconds, 0.0..1e6, slider 1.0..600.0, true, Efficiency, Expert, per_phase false,
        required!(efficiency.failures.checkpoint_time), "Time that writing a checkpoint blocks training."),
    input!(RestartTime, "restart_time", "Restart time", Seconds, 0.0..1e7, slider 10.0..7200.0, true, Efficiency, Expert, per_phase false,
        required!(efficiency.failures.restart_time), "Time from an interruption until training goes on."),
    input!(RentalPrice, "rental_price", "Rental price", UsdPerAcceleratorHour, 0.0001..1e5, slider 0.1..20.0, true, Price, Simple, per_phase false,
        required!(pricing.rental_price), "Price of one accelerator for one hour."),
    input!(ServerPrice, "server_price", "Server price per accelerator", Usd, 0.0..1e8, slider 1000.0..200000.0, true, Price, Expert, per_phase false,
        required!(pricing.ownership.server_price), "Price of a server divided by its accelerators, chassis and host included."),
    input!(ChipPrice, "chip_price", "Accelerator price", Usd, 0.0..1e8, slider 1000.0..100000.0, true, Price, Expert, per_phase false,
        optional!(pricing.ownership.chip_price), "Price of the bare accelerator; where given, it and the server over chip price replace the server price."),
    input!(ServerOverChip, "server_over_chip", "Server over chip price", Scalar, 1.0..10.0, slider 1.0..2.5, false, Price, Expert, per_phase false,
        optional!(pricing.ownership.server_over_chip), "Price of a server over that of its bare accelerators; Epoch AI's 1.54 to 1.69 where absent."),
    input!(HardwareAge, "hardware_age", "Age of hardware", Years, 0.0..30.0, slider 0.0..5.0, false, Price, Expert, per_phase false,
        optional!(pricing.ownership.hardware_age), "Years from purchase to the start of training, by which Epoch AI's amortization has lowered the value."),
    input!(NetworkShare, "network_share", "Network share of cluster", Fraction, 0.0..0.9, slider 0.0..0.4, false, Price, Expert, per_phase false,
        required!(pricing.ownership.network_share), "Share of the cluster's price that is network."),
    input!(StorageShare, "storage_share", "Storage share of cluster", Fraction, 0.0..0.9, slider 0.0..0.2, false, Price, Expert, per_phase false,
        required!(pricing.ownership.storage_share), "Share of the cluster's price that is storage; the levelized method counts it."),
    input!(HardwareLife, "hardware_life", "Hardware life", Years, 0.25..30.0, slider 2.0..8.0, false, Price, Expert, per_phase false,
        required!(pricing.ownership.hardware_life), "Service life of servers and network."),
    input!(Residual, "residual", "Residual value", Fraction, 0.0..1.0, slider 0.0..0.5, false, Price, Expert, per_phase false,
        required!(pricing.ownership.residual), "Share of the price that is left at the end of life."),
    input!(CostOfCapital, "cost_of_capital", "Cost of capital", Fraction, 0.0..1.0, slider 0.0..0.2, false, Price, Expert, per_phase false,
        required!(pricing.ownership.cost_of_capital), "Interest and return on capital per year."),
    input!(BuildingCost, "building_cost", "Building cost per watt", Usd, 0.0..1000.0, slider 3.0..20.0, false, Price, Expert, per_phase false,
        required!(pricing.ownership.building_usd_per_watt), "Building, power and cooling per watt of critical IT load; equals millions of dollars per megawatt."),
    input!(BuildingLife, "building_life", "Building life", Years, 1.0..100.0, slider 10.0..30.0, false, Price, Expert, per_phase false,
        required!(pricing.ownership.building_life), "Service life of the building."),
    input!(OperationsShare, "operations_share", "Operations per year", Fraction, 0.0..1.0, slider 0.0..0.15, false, Price, Expert, per_phase false,
        required!(pricing.ownership.operations_share), "Support, spares and operating staff per year, as a share of the cluster's price."),
    input!(Utilization, "utilization", "Utilization", Fraction, 0.01..1.0, slider 0.3..1.0, false, Price, Expert, per_phase false,
        required!(pricing.ownership.utilization), "Share of paid-for hours that do useful work."),
    input!(Depreciation, "depreciation", "Depreciation (orders of magnitude per year)", Scalar, 0.0..3.0, slider 0.05..0.3, false, Price, Expert, per_phase false,
        required!(pricing.ownership.depreciation_oom_per_year), "Epoch AI's decay of hardware value: 0.14 means a factor of 10 to the power -0.14 each year."),
    input!(PowerDrawFraction, "power_draw_fraction", "Power draw fraction", Fraction, 0.01..1.0, slider 0.3..1.0, false, Energy, Expert, per_phase false,
        required!(facility.power_draw_fraction), "Average node power while training over the node's rated maximum."),
    input!(NetworkFactor, "network_factor", "Network factor", Scalar, 1.0..3.0, slider 1.0..1.3, false, Energy, Expert, per_phase false,
        required!(facility.network_factor), "Switches, optics, storage and head nodes over the nodes themselves."),
    input!(Pue, "pue", "PUE", Scalar, 1.0..5.0, slider 1.0..2.0, false, Energy, Standard, per_phase false,
        required!(facility.pue), "Power usage effectiveness: facility energy over IT energy. A multiplier, at least 1."),
    input!(SystemPower, "system_power", "System power", Power, 1.0..1e6, slider 50.0..3000.0, true, Energy, Expert, per_phase false,
        optional!(facility.system_power), "Measured average power per accelerator, host included; replaces the catalogue's for method E4."),
    input!(Tdp, "tdp", "TDP", Power, 1.0..1e6, slider 50.0..3000.0, true, Energy, Expert, per_phase false,
        optional!(facility.tdp), "Thermal design power that replaces the data sheet's: another form factor, or a power cap."),
    input!(ServerFactor, "server_factor", "Server factor", Scalar, 1.0..10.0, slider 1.0..3.0, false, Energy, Expert, per_phase false,
        optional!(facility.server_factor), "Rated server power per accelerator over its TDP; replaces Epoch AI's factor (method E2) and the server's rating (E3)."),
    input!(ElectricityPrice, "electricity_price", "Electricity price", UsdPerKwh, 0.0..10.0, slider 0.02..0.4, true, Energy, Standard, per_phase false,
        required!(facility.electricity_price), "Price of a kilowatt-hour."),
    input!(CarbonIntensity, "carbon_intensity", "Carbon intensity", CarbonIntensity, 0.0..5.0, slider 0.01..1.0, true, Energy, Standard, per_phase false,
        required!(facility.carbon_intensity), "Location-based emissions per kilowatt-hour."),
    input!(MatchedShare, "matched_share", "Matched clean energy", Fraction, 0.0..1.0, slider 0.0..1.0, false, Energy, Expert, per_phase false,
        required!(facility.matched_share), "Share of the energy matched by purchased clean power, for the market-based figure."),
    input!(EmbodiedPerHour, "embodied_per_hour", "Embodied carbon per hour", Carbon, 0.0..10.0, slider 0.005..0.1, true, Energy, Expert, per_phase false,
        required!(facility.embodied_per_hour), "Emissions of making the hardware, per accelerator-hour of its life."),
    input!(OnSiteWater, "on_site_water", "On-site water", WaterIntensity, 0.0..50.0, slider 0.0..3.0, false, Energy, Expert, per_phase false,
        required!(facility.on_site_water), "Water evaporated on site per kilowatt-hour of IT energy."),
    input!(OffSiteWater, "off_site_water", "Off-site water", WaterIntensity, 0.0..500.0, slider 0.0..20.0, false, Energy, Expert, per_phase false,
        required!(facility.off_site_water), "Water used by power plants per kilowatt-hour of facility energy."),
    input!(ExperimentsMultiplier, "experiments_multiplier", "Experiments multiplier", Scalar, 1.0..1000.0, slider 1.0..8.0, false, Program, Standard, per_phase false,
        required!(program.experiments_multiplier), "Compute of the whole project, failed runs and ablations included, over that of the final run."),
    input!(StaffPeople, "staff_people", "People", Scalar, 0.0..1e6, slider 1.0..2000.0, true, Program, Expert, per_phase false,
        of_program!(staff.people), "People who contributed."),
    input!(StaffTimeShare, "staff_time_share", "Share of their time", Fraction, 0.0..1.0, slider 0.0..1.0, false, Program, Expert, per_phase false,
        of_program!(staff.time_share), "Share of their working time that went into this model."),
    input!(StaffCompensation, "staff_compensation", "Compensation per year", Usd, 0.0..1e8, slider 20000.0..2000000.0, true, Program, Expert, per_phase false,
        of_program!(staff.compensation), "Loaded compensation per person and year, equity included."),
    input!(StaffDuration, "staff_duration", "Development time", Years, 0.0..50.0, slider 0.1..5.0, false, Program, Expert, per_phase false,
        of_program!(staff.duration), "Duration of the development."),
    input!(FleetCapex, "fleet_capex", "Fleet purchase", Usd, 0.0..1e14, slider 1e6..1e11, true, Program, Expert, per_phase false,
        optional!(program.fleet_capex), "Purchase price of every accelerator that the company bought."),
    input!(FleetOpex, "fleet_opex", "Fleet operation", Usd, 0.0..1e14, slider 1e6..1e11, true, Program, Expert, per_phase false,
        optional!(program.fleet_opex), "Operating cost of the fleet over its life."),
    input!(ServingAccelerators, "serving_accelerators", "Serving accelerators", Accelerators, 0.01..1e8, slider 8.0..1000000.0, true, Program, Expert, per_phase false,
        of_program!(serving.accelerators), "Accelerators that serve the model on average."),
    input!(ServingPrice, "serving_price", "Serving price", UsdPerAcceleratorHour, 0.0001..1e5, slider 0.1..20.0, true, Program, Expert, per_phase false,
        of_program!(serving.rental_price), "Rental price of a serving accelerator."),
    input!(ServingDays, "serving_days", "Serving days", Days, 0.0..1e5, slider 1.0..1500.0, true, Program, Expert, per_phase false,
        of_program!(serving.days), "Days of serving that the lifetime counts."),
    input!(ServingRevenue, "serving_revenue", "Serving revenue per day", Usd, 0.0..1e12, slider 100.0..1e8, true, Program, Expert, per_phase false,
        of_serving_optional!(revenue_per_day), "Revenue of a day of serving at list prices."),
];
