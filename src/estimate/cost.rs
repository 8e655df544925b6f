//! Cost: rent, staff, ownership, purchase, serving.

use super::Figure;
use super::draw::{Draw, OwnershipDraw, ServingDraw, StaffDraw};
use super::energy::{facility_power, node_power_each, system_power};
use super::epoch;
use super::formula::{
    AMORTIZED_RATE, BUILDING_RATE, CAPITAL_RATE, CLUSTER_PRICE, CLUSTER_PURCHASE, ENERGY_RATE,
    OPERATIONS_RATE, OWNERSHIP_RATE, PROVISIONED_POWER, RENTAL_COST, SERVER_PRICE, SERVING_DAY, SERVING_DAYS,
    SERVING_PROFIT, STAFF_COST, STRAIGHT_RATE, VALUE_AT_START,
};
use crate::scenario::OwnershipMethod;
use crate::units::{
    AcceleratorHours, Accelerators, Days, Fraction, Multiplier, Number, Usd, UsdPerAcceleratorHour, Watts,
    Years,
};

/// Hours in a year: 365 days, as levelized-cost tables count.
const HOURS_PER_YEAR: f64 = 8760.0;
/// IT power that a building provides over the rating of the servers, for network, storage and head nodes at their peak:
/// 1,472 W per H100 in CoreWeave's filing over the 1,275 W of a server's share.
const PROVISIONED_OVER_RATING: f64 = 1.1545;

/// Rent (K1).
#[must_use]
pub fn rental_cost<N: Number>(hours: AcceleratorHours<N>, price: UsdPerAcceleratorHour<N>) -> Usd<N> {
    (hours * price).named(&RENTAL_COST)
}

/// Staff (K2): people times share of their time times compensation times duration.
#[must_use]
pub fn staff_cost<N: Number>(staff: &StaffDraw<N>) -> Usd<N> {
    let person_years = staff.people.number() * staff.time_share.number() * staff.duration.as_years();
    Usd::from_usd(person_years * staff.compensation.as_usd()).named(&STAFF_COST)
}

/// Price of a server per accelerator (K13): as quoted, or chip price times server over chip.
fn server_price<N: Number>(own: &OwnershipDraw<N>) -> Usd<N> {
    match own.chip_price {
        Some(chip) => (chip * own.server_over_chip).named(&SERVER_PRICE),
        None => own.server_price,
    }
}

/// Price of the cluster per accelerator (K3): network and storage are shares of the whole. Epoch AI's method and the
/// straight line, which follows its constants, know no storage.
#[must_use]
pub fn cluster_price<N: Number>(own: &OwnershipDraw<N>, method: OwnershipMethod) -> Usd<N> {
    let one = N::constant(1.0, "");
    let servers = match method {
        OwnershipMethod::Levelized => one - own.network_share.number() - own.storage_share.number(),
        OwnershipMethod::EpochAmortized | OwnershipMethod::StraightLine => one - own.network_share.number(),
    };
    Usd::from_usd(server_price(own).as_usd() / servers).named(&CLUSTER_PRICE)
}

/// Capital recovery factor `r(1+r)^L/((1+r)^L−1)`, which tends to `1/L` for vanishing `r`.
fn capital_recovery<N: Number>(rate: Fraction<N>, life: Years<N>) -> N {
    // Below a hundredth of a percent the formula loses digits and the difference to 1/L is nothing.
    let rate = rate.number().max(N::constant(1e-7, ""));
    let grown = (N::constant(1.0, "") + rate).powf(life.as_years());
    rate * grown / (grown - N::constant(1.0, ""))
}

/// Capital per available hour (K4): recovery of the price less the discounted residual.
fn capital_rate<N: Number>(own: &OwnershipDraw<N>, cluster: Usd<N>) -> UsdPerAcceleratorHour<N> {
    let one = N::constant(1.0, "");
    let discount = (one + own.cost_of_capital.number()).powf(own.hardware_life.as_years());
    let depreciated = cluster.as_usd() * (one - own.residual.number() / discount);
    let yearly = depreciated * capital_recovery(own.cost_of_capital, own.hardware_life);
    UsdPerAcceleratorHour::from_usd_per_hour(yearly / N::constant(HOURS_PER_YEAR, "h/year"))
        .named(&CAPITAL_RATE)
}

/// Energy cost per accelerator-hour (K14).
fn energy_rate<N: Number>(draw: &Draw<N>) -> Figure<UsdPerAcceleratorHour<N>> {
    let kilowatts = facility_power(draw)?.as_watts() / N::constant(1000.0, "W/kW");
    let rate = kilowatts * draw.electricity_price.as_usd_per_kwh();
    Ok(UsdPerAcceleratorHour::from_usd_per_hour(rate).named(&ENERGY_RATE))
}

/// Building per available hour (K15): recovery of what the provisioned power costs to house.
fn building_rate<N: Number>(draw: &Draw<N>) -> Figure<UsdPerAcceleratorHour<N>> {
    let own = &draw.ownership;
    let recovery = capital_recovery(own.cost_of_capital, own.building_life);
    let price = provisioned_power(draw)?.as_watts() * own.building_usd_per_watt.as_usd();
    let rate = price * recovery / N::constant(HOURS_PER_YEAR, "h/year");
    Ok(UsdPerAcceleratorHour::from_usd_per_hour(rate).named(&BUILDING_RATE))
}

/// Support, spares and operation per available hour (K16).
fn operations_rate<N: Number>(own: &OwnershipDraw<N>, cluster: Usd<N>) -> UsdPerAcceleratorHour<N> {
    let yearly = cluster.as_usd() * own.operations_share.number();
    UsdPerAcceleratorHour::from_usd_per_hour(yearly / N::constant(HOURS_PER_YEAR, "h/year"))
        .named(&OPERATIONS_RATE)
}

/// Value of the hardware when training starts (K17): Epoch AI lets it fall by orders of magnitude per year of age.
fn value_at_start<N: Number>(own: &OwnershipDraw<N>, cluster: Usd<N>) -> Usd<N> {
    let Some(age) = own.hardware_age else { return cluster };
    let magnitudes = own.depreciation_oom_per_year.number() * age.as_years();
    let fallen = N::constant(10.0, "").powf(magnitudes);
    Usd::from_usd(cluster.as_usd() / fallen).named(&VALUE_AT_START)
}

/// Ownership cost of one useful hour by the method in force (K5 to K7).
pub(super) fn ownership_rate<N: Number>(draw: &Draw<N>) -> Figure<UsdPerAcceleratorHour<N>> {
    let own = &draw.ownership;
    let energy = energy_rate(draw)?;
    let cluster = cluster_price(own, draw.ownership_method);
    Ok(match draw.ownership_method {
        OwnershipMethod::Levelized => {
            let available =
                capital_rate(own, cluster) + building_rate(draw)? + energy + operations_rate(own, cluster);
            (available / own.utilization).named(&OWNERSHIP_RATE)
        }
        OwnershipMethod::EpochAmortized => {
            let per_year =
                own.depreciation_oom_per_year.number() * N::constant(std::f64::consts::LN_10, "ln 10");
            let value = value_at_start(own, cluster).as_usd();
            let hardware = value * per_year / N::constant(epoch::HOURS_PER_YEAR, "h/year");
            (UsdPerAcceleratorHour::from_usd_per_hour(hardware) + energy).named(&AMORTIZED_RATE)
        }
        OwnershipMethod::StraightLine => {
            let hours = own.hardware_life.as_years() * N::constant(epoch::HOURS_PER_YEAR, "h/year");
            (UsdPerAcceleratorHour::from_usd_per_hour(cluster.as_usd() / hours) + energy)
                .named(&STRAIGHT_RATE)
        }
    })
}

/// Critical IT power that the building must provide per accelerator (K18): the server's rating with its part of network,
/// storage and head nodes; the measured power for TPUs, which have no rating.
fn provisioned_power<N: Number>(draw: &Draw<N>) -> Figure<Watts<N>> {
    let Ok(rated) = node_power_each(draw) else { return system_power(draw) };
    let over = Multiplier::from_number(N::constant(PROVISIONED_OVER_RATING, "provisioned over rated power"));
    Ok((rated * over).named(&PROVISIONED_POWER))
}

/// Purchase of the cluster (K9).
#[must_use]
pub fn cluster_purchase<N: Number>(
    accelerators: Accelerators<N>,
    own: &OwnershipDraw<N>,
    method: OwnershipMethod,
) -> Usd<N> {
    let price = cluster_price(own, method).as_usd();
    Usd::from_usd(accelerators.as_count() * price).named(&CLUSTER_PURCHASE)
}

/// Rent of a day of serving (K10).
#[must_use]
pub fn serving_per_day<N: Number>(serving: &ServingDraw<N>) -> Usd<N> {
    let hours = serving.accelerators.as_count() * N::constant(24.0, "h/day");
    (AcceleratorHours::from_hours(hours) * serving.rental_price).named(&SERVING_DAY)
}

/// Profit of serving over its cost, at list prices (K19).
#[must_use]
pub fn serving_profit<N: Number>(revenue: Usd<N>, per_day: Usd<N>) -> N {
    ((revenue - per_day) / per_day).named(&SERVING_PROFIT)
}

/// Days of serving whose rent equals that of training (K11).
#[must_use]
pub fn serving_days_equal<N: Number>(training: Usd<N>, per_day: Usd<N>) -> Days<N> {
    Days::from_days(training / per_day).named(&SERVING_DAYS)
}

#[cfg(test)]
mod tests;
