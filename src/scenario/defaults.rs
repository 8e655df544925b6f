//! What an input is when nobody states it: each default with the evidence behind it.
//!
//! A default is an estimate, never a silent constant: it carries its source like any other value, and a file or a
//! person may replace it.

mod evidence;
mod place;

use std::sync::Arc;

use self::evidence::{ECOLOGITS, EMBER, EPOCH, Evidence, LLAMA3, NODE_POWER};
pub use self::place::{SiteValues, no_site, site_values};
use super::input::{InputId, InputKey};
use super::{
    Convention, Efficiency, EnergyMethod, Facility, FailureModel, GoodputMethod, Hardware, HoursBasis,
    MfuMethod, Model, ModelKind, Ownership, OwnershipMethod, Pricing, Program, Rollouts, Scenario, Scope,
    Serving, Staff,
};
use crate::catalog::{Accelerator, Precision, PriceKind, Provenance, Sourced, Status};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Fraction, KgCo2e, KgCo2ePerKwh, LitresPerKwh, Multiplier, Params,
    Pue, Seconds, Tokens, Usd, UsdPerAcceleratorHour, UsdPerKwh,
};

/// Owners of hyperscale data centers, by the names that Epoch AI lists.
const HYPERSCALERS: [&str; 5] = ["google", "deepmind", "microsoft", "amazon", "meta"];

/// How many accelerators work on a run that nobody described. Hours and cost do not depend on it, wall-clock time does.
#[must_use]
pub fn accelerators() -> Sourced<Accelerators> {
    Evidence::judgement("number not stated; wall-clock time and cluster purchase depend on it")
        .speculative()
        .gives(1024.0)
}

/// Model FLOP utilization: the median of published runs.
#[must_use]
pub fn mfu() -> Sourced<Fraction> {
    EPOCH.at("median of 33 runs").because("mixtures of many small experts reach 10 to 20 % only").gives(0.375)
}

/// Share of time that advances the run.
#[must_use]
pub fn goodput() -> Sourced<Fraction> {
    Evidence::judgement("published MFU and hours are usually end to end already").gives(1.0)
}

/// Interruptions, checkpoints and restarts, calibrated on Llama 3: 419 unexpected interruptions in 54 days on 16,384
/// accelerators are one in 50,677 accelerator-hours.
#[must_use]
pub fn failures() -> FailureModel {
    let tuned = "with this checkpoint and restart time 16,384 accelerators reach the 90 % that were observed";
    FailureModel {
        hours_per_interruption: LLAMA3
            .at("section 3.3.4, table 5")
            .because("419 unexpected interruptions in 54 days on 16,384 accelerators; range 25,000 to 85,000")
            .gives::<AcceleratorHours>(50_000.0),
        checkpoint_time: Evidence::judgement(tuned).gives::<Seconds>(10.0),
        restart_time: Evidence::judgement(tuned).gives::<Seconds>(300.0),
    }
}

/// Server price per accelerator: the catalogue's server shared out, else the chip's price times the usual overhead.
#[must_use]
pub fn server_price(accelerator: Option<&Accelerator>) -> Sourced<Usd> {
    const SERVER_OVER_CHIP: f64 = 1.64;
    let Some(accelerator) = accelerator else {
        return EPOCH.at("hardware price log: DGX H100 at $270,000").gives(33_750.0);
    };
    let cited = |value: f64, note: String| {
        let provenance = Provenance {
            status: Status::Estimated,
            locator: accelerator.name.clone(),
            note,
            ..accelerator.provenance.as_ref().clone()
        };
        Sourced::new(Usd::from_usd(value), Arc::new(provenance))
    };
    match (accelerator.server_price, accelerator.accelerators_per_node, accelerator.chip_price) {
        (Some(server), Some(count), _) if count > 0 => cited(
            server.as_usd() / f64::from(count),
            format!("server price over its accelerators; {}", accelerator.server_price_note),
        ),
        (_, _, Some(chip)) => cited(
            chip.as_usd() * SERVER_OVER_CHIP,
            format!("chip price times 1.64, Epoch AI's server overhead; {}", accelerator.chip_price_note),
        ),
        _ => Evidence::judgement("no price of this accelerator is known; the price of an H100 stands in")
            .speculative()
            .gives(33_750.0),
    }
}

/// Ownership: a levelized cost per useful hour.
#[must_use]
pub fn ownership(accelerator: Option<&Accelerator>) -> Ownership {
    Ownership {
        chip_price: None,
        hardware_age: None,
        server_over_chip: None,
        method: OwnershipMethod::Levelized,
        server_price: server_price(accelerator),
        network_share: EPOCH.at("section 2.2").because("range 10 to 25 %").gives(0.19),
        storage_share: Evidence::judgement("range 1 to 5 %").gives(0.03),
        hardware_life: Evidence::new(
            "Annual reports of Amazon, Meta, Google, Microsoft and CoreWeave",
            "",
            "2025",
        )
        .because("5 to 6 years; critics say 2 to 3")
        .gives(5.0),
        residual: Evidence::judgement("range 0 to 25 %").gives(0.10),
        cost_of_capital: Evidence::judgement("range 6 to 15 %").gives(0.10),
        building_usd_per_watt: Evidence::new(
            "Cushman & Wakefield, data center development cost guide",
            "",
            "2025",
        )
        .because("9.3 to 15.0, mean 11.7 million dollars per megawatt of critical IT load, land excluded")
        .gives(11.7),
        building_life: Evidence::judgement("range 15 to 25 years").gives(20.0),
        operations_share: Evidence::judgement("range 2 to 8 % of the cluster's price a year").gives(0.04),
        utilization: Evidence::judgement("range 60 to 95 %").gives(0.85),
        depreciation_oom_per_year: EPOCH.at("section 2.1").because("90 % interval 0.10 to 0.18").gives(0.14),
    }
}

/// Average node power over its rating while training. One value for dense and sparse models, so that runs compare like
/// for like; where communication or rollouts leave chips waiting it is lower, and nothing measured says by how much.
#[must_use]
pub fn power_draw_fraction() -> Sourced<Fraction> {
    NODE_POWER
        .because("an 8-GPU server trains at 76 % of its 10.2 kW; range 65 to 85 %, judged 45 to 80 % where chips wait")
        .gives(0.76)
}

/// Switches, optics, storage and head nodes over the servers.
#[must_use]
pub fn network_factor() -> Sourced<Multiplier> {
    Evidence::judgement("range 1.02 to 1.15; the rated capacity of one large cloud implies 1.154").gives(1.05)
}

/// Power usage effectiveness: 1.10 for hyperscale owners, 1.25 for everyone else.
#[must_use]
pub fn pue(developer: &str) -> Sourced<Pue> {
    let developer = developer.to_lowercase();
    let mut words = developer.split(|character: char| !character.is_alphanumeric());
    if words.any(|word| HYPERSCALERS.contains(&word)) {
        EPOCH.at("section 2.1").because("hyperscale owner; operators report 1.08 to 1.17").gives(1.10)
    } else {
        EPOCH.at("section 2.1").because("not a hyperscale owner; range 1.15 to 1.5").gives(1.25)
    }
}

/// Share of energy matched by purchased clean power.
#[must_use]
pub fn matched_share() -> Sourced<Fraction> {
    Evidence::judgement("nothing is matched unless the developer says so").gives(0.0)
}

/// Embodied emissions per accelerator-hour.
#[must_use]
pub fn embodied_per_hour() -> Sourced<KgCo2e> {
    ECOLOGITS.because("986 kg per accelerator over 5 years at 85 %; range 10 to 45 g").gives(0.025)
}

/// Water evaporated on site per kilowatt-hour of IT energy.
#[must_use]
pub fn on_site_water() -> Sourced<LitresPerKwh> {
    Evidence::new("Operators' sustainability reports: AWS 0.15, Microsoft 0.27 L/kWh", "", "2025")
        .because("range 0 to 1.8")
        .gives(0.3)
}

/// Electricity price where the site does not tell.
#[must_use]
pub fn electricity_price() -> Sourced<UsdPerKwh> {
    EPOCH.at("industrial electricity in the United States").because("range 0.05 to 0.15").gives(0.08)
}

/// Carbon intensity where the site does not tell: the world's mean.
#[must_use]
pub fn carbon_intensity() -> Sourced<KgCo2ePerKwh> {
    EMBER.at("World, life cycle of the generation mix").gives(0.4583)
}

/// Water of power plants where the site does not tell: the world's mean.
#[must_use]
pub fn off_site_water() -> Sourced<LitresPerKwh> {
    ECOLOGITS.at("World, water of electricity generation").gives(3.908)
}

/// All compute of a project over that of the final run.
#[must_use]
pub fn experiments_multiplier() -> Sourced<Multiplier> {
    Evidence::new(
        "LLaMA 3.4, OLMo 2 1.5, Olmo 3 5.6; Epoch AI 1.2 to 4",
        "https://arxiv.org/abs/2405.21015",
        "2024-05",
    )
    .unconfirmed()
    .because("low confidence: range 1.5 to 6")
    .gives(3.0)
}

/// Staff where only part of it is stated: Epoch AI's medians.
#[must_use]
pub fn staff() -> Staff {
    let notebook = || EPOCH.at("section 2.3");
    Staff {
        people: Evidence::judgement("number not stated").speculative().gives(100.0),
        time_share: notebook().because("median; range 5 to 80 %").gives(0.20),
        compensation: notebook().because("median with equity; range 210,000 to 690,000").gives(330_000.0),
        duration: Evidence::judgement("duration not stated").speculative().gives(1.0),
    }
}

/// Serving where only part of it is stated; at the run's own price.
#[must_use]
pub fn serving(rental_price: &Sourced<UsdPerAcceleratorHour>) -> Serving {
    let stated = || Evidence::judgement("not stated").speculative();
    Serving {
        accelerators: stated().gives::<Accelerators>(1024.0),
        rental_price: rental_price.clone(),
        days: stated().gives::<Days>(365.0),
        revenue_per_day: None,
    }
}

/// Rollouts where only part of them is stated.
#[must_use]
pub fn rollouts() -> Rollouts {
    Rollouts {
        generated_tokens: Evidence::judgement("number not stated").speculative().gives::<Tokens>(1e12),
        generation_mfu: Evidence::new(
            "DeepSeek-V3/R1 inference system overview",
            "https://github.com/deepseek-ai/open-infra-index",
            "2025-03",
        )
        .because("decoding at 137 TFLOP/s per H800 of 989.4")
        .gives(0.138),
    }
}

/// The precision whose peak MFU is measured against: BF16, else FP16.
#[must_use]
pub fn mfu_precision(accelerator: Option<&Accelerator>) -> Precision {
    accelerator.and_then(Accelerator::peak_half_precision).map_or(Precision::Bf16, |(precision, _)| precision)
}

/// How energy is built up: from measured system power for TPUs, from the server's rating otherwise.
#[must_use]
pub fn energy_method(accelerator: Option<&Accelerator>) -> EnergyMethod {
    match accelerator {
        Some(tpu) if tpu.is_tpu() => EnergyMethod::SystemPower,
        _ => EnergyMethod::NodePower,
    }
}

/// A scenario in which everything that has an honest default has it. It has no phase yet, and its parameters, its
/// accelerator and its price stand for values that somebody must state.
#[must_use]
pub fn scenario(kind: ModelKind, developer: &str, accelerator: Option<&Accelerator>) -> Scenario {
    let grid = no_site();
    Scenario {
        id: String::new(),
        name: String::new(),
        developer: developer.to_owned(),
        released: None,
        note: String::new(),
        model: Model {
            kind,
            total_params: Sourced::yours(Params::from_count(1e9)),
            active_params: Sourced::yours(Params::from_count(1e9)),
            architecture: None,
        },
        phases: Vec::new(),
        hardware: Hardware {
            accelerator: accelerator.map(|accelerator| accelerator.id.clone()).unwrap_or_default(),
            custom: None,
            accelerators: accelerators(),
            mfu_precision: mfu_precision(accelerator),
            peak_dense: None,
        },
        efficiency: Efficiency {
            mfu_method: MfuMethod::Stated,
            mfu: mfu(),
            goodput_method: GoodputMethod::Stated,
            goodput: goodput(),
            failures: failures(),
        },
        pricing: Pricing {
            rental_price: Sourced::yours(UsdPerAcceleratorHour::from_usd_per_hour(2.0)),
            price_kind: PriceKind::Assumed,
            price_year: None,
            ownership: ownership(accelerator),
        },
        facility: Facility {
            energy_method: energy_method(accelerator),
            site: String::new(),
            power_draw_fraction: power_draw_fraction(),
            network_factor: network_factor(),
            pue: pue(developer),
            system_power: None,
            tdp: None,
            server_factor: None,
            electricity_price: grid.electricity_price,
            carbon_intensity: grid.carbon_intensity,
            matched_share: matched_share(),
            embodied_per_hour: embodied_per_hour(),
            on_site_water: on_site_water(),
            off_site_water: grid.off_site_water,
        },
        program: Program {
            experiments_multiplier: experiments_multiplier(),
            staff: None,
            fleet_capex: None,
            fleet_opex: None,
            serving: None,
        },
        scope: Scope::FinalRun,
        hours_basis: HoursBasis::Reported,
        convention: Convention::SixNd,
        uncertainty: super::Uncertainty::default(),
    }
}

/// Makes room for an input that belongs to a part which the scenario does not have yet: staff, serving, rollouts.
pub fn make_room(scenario: &mut Scenario, key: InputKey) {
    match key.id {
        InputId::StaffPeople
        | InputId::StaffTimeShare
        | InputId::StaffCompensation
        | InputId::StaffDuration => {
            scenario.program.staff.get_or_insert_with(staff);
        }
        InputId::ServingAccelerators
        | InputId::ServingPrice
        | InputId::ServingDays
        | InputId::ServingRevenue => {
            let price = &scenario.pricing.rental_price;
            scenario.program.serving.get_or_insert_with(|| serving(price));
        }
        InputId::GeneratedTokens | InputId::GenerationMfu => {
            if let Some(phase) = scenario.phases.get_mut(key.phase) {
                phase.rollouts.get_or_insert_with(rollouts);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Quantity;

    #[test]
    fn every_default_is_within_range_and_has_a_source() {
        for kind in [ModelKind::Dense, ModelKind::MixtureOfExperts] {
            let mut scenario = scenario(kind, "Somebody", None);
            scenario.phases.push(super::super::Phase::new("RL", super::super::PhaseKind::Reinforcement));
            for id in [InputId::StaffPeople, InputId::ServingDays, InputId::GenerationMfu] {
                make_room(&mut scenario, InputKey::of(id));
            }
            for key in InputKey::present(&scenario) {
                let value = key.get(&scenario).unwrap();
                super::super::check_value(key.id, value.value).unwrap();
                let stated = [
                    InputId::TotalParams,
                    InputId::ActiveParams,
                    InputId::RentalPrice,
                    InputId::ServingPrice,
                ];
                if !stated.contains(&key.id) {
                    assert!(!value.provenance.source.is_empty(), "{}", key.text(&scenario));
                }
            }
        }
    }

    #[test]
    fn hyperscale_owners_have_the_lower_pue() {
        assert_eq!(pue("Google DeepMind").value.base(), 1.10);
        assert_eq!(pue("DeepSeek").value.base(), 1.25);
    }
}
