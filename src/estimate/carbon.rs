//! Emissions and water of energy and hardware.

use super::formula::{CARBON_EMBODIED, CARBON_LOCATION, CARBON_MARKET, WATER_OFF_SITE, WATER_ON_SITE};
use crate::units::{AcceleratorHours, Energy, Fraction, KgCo2e, KgCo2ePerKwh, Litres, LitresPerKwh, Number};

/// Location-based operational emissions (G1).
#[must_use]
pub fn location_based<N: Number>(energy: Energy<N>, intensity: KgCo2ePerKwh<N>) -> KgCo2e<N> {
    (energy * intensity).named(&CARBON_LOCATION)
}

/// Market-based operational emissions (G2): purchased clean power counts as zero.
#[must_use]
pub fn market_based<N: Number>(
    energy: Energy<N>,
    intensity: KgCo2ePerKwh<N>,
    matched: Fraction<N>,
) -> KgCo2e<N> {
    (energy * intensity * matched.complement()).named(&CARBON_MARKET)
}

/// Embodied emissions of the hardware for the hours used (G3).
#[must_use]
pub fn embodied<N: Number>(hours: AcceleratorHours<N>, per_hour: KgCo2e<N>) -> KgCo2e<N> {
    KgCo2e::from_kg(hours.as_hours() * per_hour.as_kg()).named(&CARBON_EMBODIED)
}

/// Water evaporated on site (W1); counts IT energy, as water usage effectiveness is defined.
#[must_use]
pub fn water_on_site<N: Number>(it_energy: Energy<N>, per_kwh: LitresPerKwh<N>) -> Litres<N> {
    (it_energy * per_kwh).named(&WATER_ON_SITE)
}

/// Water used by power plants (W2).
#[must_use]
pub fn water_off_site<N: Number>(energy: Energy<N>, per_kwh: LitresPerKwh<N>) -> Litres<N> {
    (energy * per_kwh).named(&WATER_OFF_SITE)
}

#[cfg(test)]
mod tests;
