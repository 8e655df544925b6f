//! What an accelerator-hour costs, rented or owned.

use crate::catalog::{PriceKind, Sourced};
use crate::units::{Fraction, Multiplier, Usd, UsdPerAcceleratorHour, Years};

/// How ownership is charged to hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnershipMethod {
    /// Levelized cost per useful hour: capital recovery, building, energy, operations, utilization.
    Levelized,
    /// Epoch AI's amortization: exponential decay of the purchase value plus energy.
    EpochAmortized,
    /// Straight-line share of the purchase over its life plus energy.
    StraightLine,
}

impl OwnershipMethod {
    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Levelized => "levelized",
            Self::EpochAmortized => "epoch-amortized",
            Self::StraightLine => "straight-line",
        }
    }
}

/// What owning an accelerator costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Ownership {
    /// How ownership is charged to hours.
    pub method: OwnershipMethod,
    /// Server price per accelerator, chassis and host included.
    pub server_price: Sourced<Usd>,
    /// Price of the bare accelerator; where given, it replaces [`Self::server_price`] together with
    /// [`Self::server_over_chip`], as Epoch AI builds the price of servers that have no quote.
    pub chip_price: Option<Sourced<Usd>>,
    /// Price of a server over that of its bare accelerators.
    pub server_over_chip: Option<Sourced<Multiplier>>,
    /// Age of the hardware when training started, for Epoch AI's amortization; new when absent.
    pub hardware_age: Option<Sourced<Years>>,
    /// Network's share of the cluster's price.
    pub network_share: Sourced<Fraction>,
    /// Storage's share of the cluster's price.
    pub storage_share: Sourced<Fraction>,
    /// Service life of the hardware.
    pub hardware_life: Sourced<Years>,
    /// Share of the price that is left at the end of life.
    pub residual: Sourced<Fraction>,
    /// Cost of capital per year.
    pub cost_of_capital: Sourced<Fraction>,
    /// Building, power and cooling per watt of critical IT load (USD per W equals millions per MW).
    pub building_usd_per_watt: Sourced<Usd>,
    /// Service life of the building.
    pub building_life: Sourced<Years>,
    /// Support, spares and operations per year, as a share of the cluster's price.
    pub operations_share: Sourced<Fraction>,
    /// Share of paid-for hours that do useful work.
    pub utilization: Sourced<Fraction>,
    /// Epoch's decay of hardware value in orders of magnitude per year.
    pub depreciation_oom_per_year: Sourced<Multiplier>,
}

/// Rental and ownership prices.
#[derive(Debug, Clone, PartialEq)]
pub struct Pricing {
    /// Rental price in force.
    pub rental_price: Sourced<UsdPerAcceleratorHour>,
    /// What kind of rental it is.
    pub price_kind: PriceKind,
    /// The year whose dollars the price is in.
    pub price_year: Option<u16>,
    /// Ownership.
    pub ownership: Ownership,
}
