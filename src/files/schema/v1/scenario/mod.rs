//! Version 1 of the scenario file: groups of inputs in the order of the input catalogue.

mod architecture;
mod custom;
mod item;
mod read;
mod sources;
mod uncertainty;
mod write;

use serde::Deserialize;

use super::accelerators::AcceleratorEntry;
use super::reading::Sources;
use crate::scenario::input::InputSpec;
use architecture::ArchitectureEntry;
pub(in crate::files) use architecture::lines as architecture_lines;
use item::Item;
pub(in crate::files) use read::{Fault, read, slug};
use uncertainty::UncertaintyEntry;
pub(in crate::files) use write::write;

/// The schema of a file with one scenario.
pub(in crate::files) const SCENARIO: &str = "flopwise/scenario";

/// A group of inputs: numbers of the input catalogue, and what else belongs to it.
macro_rules! group {
    ($(#[$doc:meta])* $name:ident as $words:literal {
        numbers { $($number:ident,)* }
        others { $($other:ident: $type:ty,)* }
    }) => {
        $(#[$doc])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default, rename = $words)]
        pub(super) struct $name {
            $($other: $type,)*
            $($number: Option<Item>,)*
        }

        impl $name {
            /// The keys of the numbers, in the order of the file.
            const NUMBERS: &'static [&'static str] = &[$(stringify!($number),)*];

            /// The numbers that the file gives.
            fn numbers(&self) -> impl Iterator<Item = (&'static str, &Item)> {
                [$((stringify!($number), self.$number.as_ref()),)*]
                    .into_iter()
                    .filter_map(|(key, item)| Some((key, item?)))
            }
        }
    };
}

group! {
    /// The model.
    ModelEntry as "Model" {
        numbers { total_params, active_params, }
        others { kind: Option<String>, architecture: Option<ArchitectureEntry>, }
    }
}
group! {
    /// One training phase.
    PhaseEntry as "Phase" {
        numbers {
            tokens, context_length, training_compute, reported_hours, reported_days, generated_tokens, generation_mfu,
            phase_accelerators, phase_mfu,
        }
        others { name: Option<String>, kind: Option<String>, counted_from: Option<String>, }
    }
}
group! {
    /// The cluster.
    HardwareEntry as "Hardware" {
        numbers { accelerators, peak_dense, }
        others {
            accelerator: Option<String>, custom: Option<AcceleratorEntry>, mfu_precision: Option<String>,
        }
    }
}
group! {
    /// Utilization of the peak and of the time.
    EfficiencyEntry as "Efficiency" {
        numbers { mfu, goodput, hours_per_interruption, checkpoint_time, restart_time, }
        others { mfu_method: Option<String>, goodput_method: Option<String>, }
    }
}
group! {
    /// Rental and ownership prices.
    PricingEntry as "Pricing" {
        numbers {
            rental_price, server_price, chip_price, server_over_chip, hardware_age, network_share, storage_share, hardware_life, residual, cost_of_capital,
            building_cost, building_life, operations_share, utilization, depreciation,
        }
        others { price_kind: Option<String>, price_year: Option<u16>, ownership_method: Option<String>, }
    }
}
group! {
    /// Power, site, carbon and water.
    FacilityEntry as "Facility" {
        numbers {
            power_draw_fraction, network_factor, pue, system_power, tdp, server_factor, electricity_price,
            carbon_intensity, matched_share, embodied_per_hour, on_site_water, off_site_water,
        }
        others { energy_method: Option<String>, site: Option<String>, }
    }
}
group! {
    /// What surrounds the final run.
    ProgramEntry as "Program" {
        numbers {
            experiments_multiplier, staff_people, staff_time_share, staff_compensation, staff_duration,
            fleet_capex, fleet_opex, serving_accelerators, serving_price, serving_days, serving_revenue,
        }
        others { }
    }
}

/// A scenario as it stands in a file, alone or in a project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Scenario")]
pub(in crate::files) struct ScenarioEntry {
    #[serde(default, rename = "schema")]
    _schema: String,
    #[serde(default, rename = "version")]
    _version: u32,
    id: Option<String>,
    name: String,
    #[serde(default)]
    developer: String,
    released: Option<String>,
    #[serde(default)]
    note: String,
    scope: Option<String>,
    hours: Option<String>,
    convention: Option<String>,
    #[serde(default)]
    sources: Sources,
    model: ModelEntry,
    phases: Vec<PhaseEntry>,
    hardware: HardwareEntry,
    #[serde(default)]
    efficiency: EfficiencyEntry,
    pricing: PricingEntry,
    #[serde(default)]
    facility: FacilityEntry,
    #[serde(default)]
    program: ProgramEntry,
    #[serde(default)]
    uncertainty: UncertaintyEntry,
}

/// The row of the input catalogue for a key of this file format.
fn spec_of(key: &str) -> Option<&'static InputSpec> {
    crate::scenario::input::INPUTS.iter().find(|spec| spec.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::input::INPUTS;

    /// An input without a key in the file would be lost on saving.
    #[test]
    fn every_input_has_its_key_in_one_group_in_the_order_of_the_catalogue() {
        let groups = [
            ModelEntry::NUMBERS,
            PhaseEntry::NUMBERS,
            HardwareEntry::NUMBERS,
            EfficiencyEntry::NUMBERS,
            PricingEntry::NUMBERS,
            FacilityEntry::NUMBERS,
            ProgramEntry::NUMBERS,
        ];
        let mut keys: Vec<_> = groups.concat();
        for group in groups {
            let order = |key: &&str| INPUTS.iter().position(|spec| spec.key == *key).unwrap();
            assert!(group.is_sorted_by_key(order), "{group:?}");
        }
        for spec in INPUTS {
            let phase = PhaseEntry::NUMBERS.contains(&spec.key);
            assert_eq!(phase, spec.per_phase, "{}", spec.key);
        }
        let mut inputs: Vec<_> = INPUTS.iter().map(|spec| spec.key).collect();
        keys.sort_unstable();
        inputs.sort_unstable();
        assert_eq!(keys, inputs);
    }
}
