//! What surrounds the final run: experiments, staff, the fleet, serving.

use crate::catalog::Sourced;
use crate::units::{Accelerators, Days, Fraction, Multiplier, Usd, UsdPerAcceleratorHour, Years};

/// Research and development staff.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// People who contributed.
    pub people: Sourced<Multiplier>,
    /// Share of their time that went into this model.
    pub time_share: Sourced<Fraction>,
    /// Loaded compensation per person and year, equity included.
    pub compensation: Sourced<Usd>,
    /// Duration of the development.
    pub duration: Sourced<Years>,
}

/// Serving of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Serving {
    /// Accelerators that serve it on average.
    pub accelerators: Sourced<Accelerators>,
    /// Rental price of a serving accelerator.
    pub rental_price: Sourced<UsdPerAcceleratorHour>,
    /// Days of serving that are counted.
    pub days: Sourced<Days>,
    /// Revenue per day at list prices, where disclosed.
    pub revenue_per_day: Option<Sourced<Usd>>,
}

/// What surrounds the final run.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// All compute of the project over that of the final run.
    pub experiments_multiplier: Sourced<Multiplier>,
    /// Staff, where it can be estimated.
    pub staff: Option<Staff>,
    /// Purchase price of the company's fleet, where somebody estimated it.
    pub fleet_capex: Option<Sourced<Usd>>,
    /// Operating cost of the company's fleet, where somebody estimated it.
    pub fleet_opex: Option<Sourced<Usd>>,
    /// Serving, where it was disclosed.
    pub serving: Option<Serving>,
}
