//! Power, site, carbon and water.

use crate::catalog::Sourced;
use crate::units::{Fraction, KgCo2e, KgCo2ePerKwh, LitresPerKwh, Multiplier, Pue, UsdPerKwh, Watts};

/// How energy is built up from accelerator-hours. Ids as in `METHODOLOGY.md`, section energy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnergyMethod {
    /// E0: thermal design power alone. Published model cards use it.
    Tdp,
    /// E1: thermal design power times PUE. Published model cards use it.
    TdpPue,
    /// E2: Epoch AI's: TDP times server factor times load factor times PUE.
    EpochServer,
    /// E3: node rating per accelerator times draw fraction times network factor times PUE.
    NodePower,
    /// E4: measured average system power per accelerator times PUE.
    SystemPower,
}

impl EnergyMethod {
    /// Every method, weakest first.
    pub const ALL: [Self; 5] =
        [Self::Tdp, Self::TdpPue, Self::EpochServer, Self::NodePower, Self::SystemPower];

    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tdp => "tdp",
            Self::TdpPue => "tdp-pue",
            Self::EpochServer => "epoch-server",
            Self::NodePower => "node-power",
            Self::SystemPower => "system-power",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tdp => "TDP only (E0)",
            Self::TdpPue => "TDP × PUE (E1)",
            Self::EpochServer => "TDP × server factor × load × PUE (E2, Epoch AI)",
            Self::NodePower => "node rating × draw × network × PUE (E3)",
            Self::SystemPower => "measured system power × PUE (E4)",
        }
    }
}

/// Where the run stands and what it draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// How energy is built up.
    pub energy_method: EnergyMethod,
    /// Id of the site in the catalogue that carbon, water and electricity price came from; empty when mixed.
    pub site: String,
    /// Average node power over the node's rated maximum while training.
    pub power_draw_fraction: Sourced<Fraction>,
    /// Switches, optics, storage and head nodes over the nodes themselves.
    pub network_factor: Sourced<Multiplier>,
    /// Power usage effectiveness.
    pub pue: Sourced<Pue>,
    /// Measured average system power per accelerator, which replaces the catalogue's for method E4.
    pub system_power: Option<Sourced<Watts>>,
    /// A thermal design power that replaces the data sheet's (another form factor, a power cap).
    pub tdp: Option<Sourced<Watts>>,
    /// Rated server power over accelerator TDP: replaces Epoch AI's factor of method E2 and the node rating of E3.
    pub server_factor: Option<Sourced<Multiplier>>,
    /// Electricity price.
    pub electricity_price: Sourced<UsdPerKwh>,
    /// Location-based carbon intensity.
    pub carbon_intensity: Sourced<KgCo2ePerKwh>,
    /// Share of the energy matched by purchased clean power (market-based accounting).
    pub matched_share: Sourced<Fraction>,
    /// Embodied emissions per accelerator-hour.
    pub embodied_per_hour: Sourced<KgCo2e>,
    /// Water evaporated on site per kilowatt-hour of IT energy.
    pub on_site_water: Sourced<LitresPerKwh>,
    /// Water used by power plants per kilowatt-hour of facility energy.
    pub off_site_water: Sourced<LitresPerKwh>,
}
