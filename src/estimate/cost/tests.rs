//! Cost of renting, owning and buying against worked tables and Epoch AI's own results.

use super::*;
use crate::estimate::fixture::{assert_near, checked, of, phase};
use crate::estimate::{Estimate, estimate};
use crate::scenario::{EnergyMethod, PhaseKind, Scenario, Serving};
use crate::units::{Multiplier, Pue, UsdPerKwh};

fn run(change: impl FnOnce(&mut Scenario)) -> Estimate {
    estimate(&Draw::point(&checked(change)))
}

fn rate(change: impl FnOnce(&mut Scenario)) -> f64 {
    run(change).ownership_rate.unwrap().as_usd_per_hour()
}

/// The run on another server: accelerator and server price per accelerator.
fn server(scenario: &mut Scenario, accelerator: &str, price: f64) {
    scenario.hardware.accelerator = accelerator.into();
    scenario.pricing.ownership.server_price = of::<Usd>(price);
}

/// Levelized cost per useful hour of a DGX H100 at $270,000 with the defaults of the method, and its variants.
#[test]
fn levelized_costs_are_the_worked_ones() {
    let h100 = |scenario: &mut Scenario| server(scenario, "h100-sxm5-80gb", 33_750.0);
    assert_near(rate(h100), 2.06, 0.01);
    assert_near(rate(h100) * 0.85, 1.75, 0.01);
    let life = |years: f64| {
        rate(|scenario| {
            h100(scenario);
            scenario.pricing.ownership.hardware_life = of::<Years>(years);
        })
    };
    assert_near(life(3.0), 2.78, 0.01);
    assert_near(life(6.0), 1.88, 0.01);
    let china = rate(|scenario| {
        server(scenario, "h800-sxm5-80gb", 33_750.0);
        scenario.facility.electricity_price = of::<UsdPerKwh>(0.09);
        scenario.pricing.ownership.building_usd_per_watt = of::<Usd>(7.0);
    });
    assert_near(china, 1.97, 0.01);
    assert_near(rate(|scenario| server(scenario, "a100-sxm4-80gb", 148_000.0 / 8.0)), 1.16, 0.01);
    assert_near(rate(|scenario| server(scenario, "b200-sxm-180gb", 379_000.0 / 8.0)), 2.89, 0.01);
}

/// The parts: capital 1.22, building 0.23, energy 0.10, operations 0.20 per available hour, of a cluster at $43,300.
#[test]
fn the_parts_of_the_levelized_cost_are_the_worked_ones() {
    let checked = checked(|scenario| server(scenario, "h100-sxm5-80gb", 33_750.0));
    let draw = Draw::point(&checked);
    let cluster = cluster_price(&draw.ownership, OwnershipMethod::Levelized);
    assert_near(cluster.as_usd(), 43_300.0, 1e-3);
    let parts = [
        capital_rate(&draw.ownership, cluster),
        building_rate(&draw).unwrap(),
        energy_rate(&draw).unwrap(),
        operations_rate(&draw.ownership, cluster),
    ];
    assert_eq!(
        format!("{:.2?}", parts.map(UsdPerAcceleratorHour::as_usd_per_hour)),
        "[1.22, 0.23, 0.10, 0.20]"
    );
}

#[test]
fn capital_recovery_tends_to_the_straight_line() {
    let recovery =
        |rate: f64, years: f64| capital_recovery(Fraction::new(rate).unwrap(), Years::from_years(years));
    assert_near(recovery(0.10, 5.0), 0.263_797, 1e-5);
    assert_near(recovery(0.0, 5.0), 0.2, 1e-5);
    assert_near(recovery(1e-6, 5.0), 0.2, 1e-5);
    assert!(recovery(0.02, 5.0) > recovery(0.01, 5.0) && recovery(0.1, 4.0) > recovery(0.1, 5.0));
}

/// Rent, own or buy DeepSeek-V3 with Epoch AI's constants: $69.1 M of servers, $85.3 M with network, $2.65 M for the
/// run's share and $0.25 M of energy; four years of life make the share $3.31 M.
#[test]
fn rent_own_and_buy_give_three_prices_of_one_run() {
    let own = |network: f64, years: f64, price_kwh: f64| {
        run(move |scenario| {
            let ownership = &mut scenario.pricing.ownership;
            ownership.method = OwnershipMethod::StraightLine;
            ownership.network_share = of::<Fraction>(network);
            ownership.hardware_life = of::<Years>(years);
            scenario.facility.energy_method = EnergyMethod::EpochServer;
            scenario.facility.electricity_price = of::<UsdPerKwh>(price_kwh);
        })
    };
    assert_near(own(0.0, 5.0, 0.0771).cluster_purchase.unwrap().as_usd(), 69.1e6, 5e-4);
    let whole = own(0.19, 5.0, 0.0771);
    assert_near(whole.cluster_purchase.unwrap().as_usd(), 85.3e6, 5e-4);
    assert_near(own(0.19, 5.0, 0.0).ownership_cost.unwrap().as_usd(), 2.65e6, 2e-3);
    assert_near(whole.energy_cost.unwrap().as_usd(), 0.254e6, 2e-3);
    assert_near(whole.ownership_cost.unwrap().as_usd(), 2.90e6, 5e-3);
    assert_near(own(0.19, 4.0, 0.0).ownership_cost.unwrap().as_usd(), 3.31e6, 2e-3);
    assert_near(whole.rental_cost.unwrap().as_usd(), 5.576e6, 1e-12);
    assert_near(own(0.0, 5.0, 0.0).cluster_purchase.unwrap() / Usd::from_usd(2048.0), 33_750.0, 1e-12);
}

/// A run priced by Epoch AI: chip, server price, age at the start of training, PUE, electricity price of its year.
fn epoch_cost(chip: &str, hours: f64, server_price: f64, age: f64, pue: f64, kwh: f64) -> f64 {
    let estimate = run(|scenario| {
        server(scenario, chip, server_price);
        scenario.phases = vec![phase("run", PhaseKind::PreTraining, hours, None)];
        let ownership = &mut scenario.pricing.ownership;
        ownership.method = OwnershipMethod::EpochAmortized;
        ownership.hardware_age = Some(of::<Years>(age));
        scenario.facility.energy_method = EnergyMethod::EpochServer;
        scenario.facility.pue = of::<Pue>(pue);
        scenario.facility.electricity_price = of::<UsdPerKwh>(kwh);
    });
    estimate.ownership_cost.unwrap().as_usd()
}

/// Epoch AI's amortized hardware and energy (`model_costs.csv` of its repository). The file is in dollars of December 2024
/// by the producer price index PCU518210518210: 119.349 over the index of the month of release.
#[test]
fn epoch_ais_costs_are_met_within_one_percent() {
    // A DGX A100 at $24,875 per GPU, bought 90 days after its release in May 2020; training began on 2022-05-12.
    let gpt4 = epoch_cost("a100-sxm4-80gb", 57e6, 24_875.0, 1.747, 1.25, 0.0806) * 119.349 / 117.766;
    assert_near(gpt4, 40.696e6, 0.01);
    // A DGX-1 at $18,625 per GPU; training began on 2019-10-01, by Epoch's account. The age of 1.30 years, since the
    // V100 with 32 GB came out in March 2018 and 90 days passed.
    let gpt3 = epoch_cost("v100-sxm2-32gb", 3.552e6, 18_625.0, 1.30, 1.25, 0.0667) * 119.349 / 113.4;
    assert_near(gpt3, 2.198e6, 0.01);
    // A DGX H100 at $44,490 per GPU. The age of 0.76 years is not stated: it is the one that gives Epoch's result, and
    // means servers of June 2023 for a run that began in March 2024.
    let llama = epoch_cost("h100-sxm5-80gb", 30.84e6, 44_490.0, 0.76, 1.10, 0.0771) * 119.349 / 119.863;
    assert_near(llama, 51.041e6, 0.01);
}

/// What Epoch AI says buying the clusters cost, in the same file and dollars: server price per chip over 81 %, times chips.
/// TPU v4: $5,167 per chip times the server factor of 1.64.
#[test]
fn epoch_ais_acquisition_costs_are_met_within_a_tenth_of_a_percent() {
    let purchase = |chip: &'static str, chips: f64, price: f64, is_chip_price: bool, index: f64| {
        let estimate = run(move |scenario| {
            server(scenario, chip, price);
            scenario.hardware.accelerators = of::<Accelerators>(chips);
            let ownership = &mut scenario.pricing.ownership;
            ownership.method = OwnershipMethod::EpochAmortized;
            ownership.chip_price = is_chip_price.then(|| of::<Usd>(price));
        });
        estimate.cluster_purchase.unwrap().as_usd() * 119.349 / index
    };
    assert_near(purchase("v100-sxm2-32gb", 10_000.0, 18_625.0, false, 113.4), 242_000_906.0, 1e-3);
    assert_near(purchase("a100-sxm4-80gb", 25_000.0, 24_875.0, false, 117.766), 778_066_899.0, 1e-3);
    assert_near(purchase("h100-sxm5-80gb", 16_384.0, 44_489.88, false, 119.863), 896_044_949.0, 1e-3);
    assert_near(purchase("tpu-v4", 6144.0, 5167.0, true, 117.091), 65_515_456.0, 1e-3);
}

/// The earliest list prices with the chip's server factor, for lack of a server quote: within 5 % of the same results.
#[test]
fn a_chip_price_with_a_server_factor_stands_in_for_a_server_quote() {
    let chip = |accelerator: &str, price: f64| {
        let checked = checked(|scenario| {
            server(scenario, accelerator, 1.0);
            scenario.pricing.ownership.chip_price = Some(of::<Usd>(price));
        });
        let own = Draw::point(&checked).ownership;
        (server_price(&own).as_usd(), cluster_price(&own, OwnershipMethod::EpochAmortized).as_usd())
    };
    // A100 $15,000 × 1.66 against the DGX's $24,875; V100 $11,458 × 1.69 against $18,625.
    assert_near(chip("a100-sxm4-80gb", 15_000.0).0, 24_875.0, 0.002);
    assert_near(chip("v100-sxm2-32gb", 11_458.0).0, 18_625.0, 0.05);
    assert_near(chip("a100-sxm4-80gb", 15_000.0).1, 24_900.0 / 0.81, 1e-12);
    // No substring: an H800 is no H100, and both have the mean of 1.64.
    assert_near(chip("h800-sxm5-80gb", 20_000.0).0, 32_800.0, 1e-12);
    // The scenario's own factor wins.
    let checked = checked(|scenario| {
        scenario.pricing.ownership.chip_price = Some(of::<Usd>(20_000.0));
        scenario.pricing.ownership.server_over_chip = Some(of::<Multiplier>(1.5));
    });
    assert_near(server_price(&Draw::point(&checked).ownership).as_usd(), 30_000.0, 1e-12);
}

/// About $1.41 of capital per hour for an H100 at $31,120 with network, by ln 10 × 0.14 = 0.322 of its value a year.
#[test]
fn epoch_ais_rate_of_a_new_h100_is_the_worked_one() {
    let with_energy = |kwh: f64| {
        rate(|scenario| {
            server(scenario, "h100-sxm5-80gb", 31_120.0);
            scenario.pricing.ownership.method = OwnershipMethod::EpochAmortized;
            scenario.facility.energy_method = EnergyMethod::EpochServer;
            scenario.facility.pue = of::<Pue>(1.10);
            scenario.facility.electricity_price = of::<UsdPerKwh>(kwh);
        })
    };
    assert_near(with_energy(0.0), 1.41, 0.005);
    assert_near(with_energy(0.0771) - with_energy(0.0), 0.08, 0.02);
}

/// DeepSeek's disclosure: 226.75 servers of eight at $2 are $87,072 a day; the run's rent is 64.0 days of it; revenue at
/// list prices of $562,027 leaves 545 % of cost as profit.
#[test]
fn serving_of_deepseek_is_as_disclosed() {
    let estimate = run(|scenario| {
        scenario.program.serving = Some(Serving {
            accelerators: of::<Accelerators>(226.75 * 8.0),
            rental_price: of::<UsdPerAcceleratorHour>(2.0),
            days: of::<Days>(365.0),
            revenue_per_day: Some(of::<Usd>(562_027.0)),
        });
    });
    assert_eq!(estimate.serving_per_day.unwrap().as_usd(), 87_072.0);
    assert_eq!(format!("{:.1}", estimate.serving_days_equal.unwrap().as_days()), "64.0");
    assert_eq!(format!("{:.0}", estimate.serving_profit.unwrap() * 100.0), "545");
}

/// DeepSeek-R1 (arXiv 2501.12948v2, table 7): 512 GPUs for 198 and 80 hours and 5,000 hours of data make $294,672; with
/// 648 GPUs it would be $370,288.
#[test]
fn only_512_accelerators_reproduce_the_cost_of_r1() {
    let cost = |accelerators: f64| {
        run(move |scenario| {
            scenario.phases = vec![
                phase("R1-Zero", PhaseKind::PreTraining, accelerators * 198.0, None),
                phase("SFT data", PhaseKind::Supervised, 5000.0, None),
                phase("R1", PhaseKind::PostTraining, accelerators * 80.0, None),
            ];
        })
        .rental_cost
        .unwrap()
        .as_usd()
    };
    assert_eq!(cost(512.0), 294_672.0);
    assert_eq!(cost(648.0), 370_288.0);
    assert_near(5.576e6 + cost(512.0), 5.87e6, 1e-3);
}
