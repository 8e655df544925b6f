//! The figures that an estimate answers, by stable id, and why one may be missing.

use crate::units::Dimension;

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Missing {
    /// No phase counts at this rung.
    #[error("no phase of this run counts at this scope")]
    NoPhase,
    /// Tokens or compute are not published.
    #[error("needs tokens or published compute")]
    NoCompute,
    /// Hours are neither published nor derivable.
    #[error("needs reported hours, or tokens to derive them from")]
    NoHours,
    /// No published run is like this one.
    #[error("no published run is like this one; state an MFU")]
    NoReference,
    /// No phase reports hours.
    #[error("no hours are reported")]
    NotReported,
    /// The context length is needed to count attention.
    #[error("needs a context length")]
    NoContext,
    /// The method needs the rated power of a server.
    #[error("a TPU has no server rating; choose the energy method system-power, or enter server_factor")]
    NoNodePower,
    /// The method needs measured power.
    #[error(
        "no power of this accelerator was measured; choose the energy method node-power, or enter system_power"
    )]
    NoSystemPower,
    /// Staff is not known.
    #[error("staff of this project is not known; enter people and compensation")]
    NoStaff,
    /// The fleet is not known.
    #[error("the company's fleet is not known; enter its purchase price")]
    NoFleet,
    /// Serving is not known.
    #[error("serving of this model is not known; enter accelerators and days")]
    NoServing,
    /// Revenue of serving is not known.
    #[error("revenue of serving is not known; enter revenue per day")]
    NoRevenue,
}

macro_rules! figures {
    ($( $(#[$doc:meta])* $variant:ident, $id:literal, $label:literal, $dimension:ident; )*) => {
        /// A figure of an estimate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FigureId {
            $($(#[$doc])* $variant,)*
        }

        impl FigureId {
            /// Every figure in the order of tables and JSON.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Stable id with the base unit, as JSON has it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// What it is called.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// What it measures.
            #[must_use]
            pub const fn dimension(self) -> Dimension {
                match self { $(Self::$variant => Dimension::$dimension,)* }
            }
        }
    };
}

figures! {
    /// The cost at the scenario's rung.
    Cost, "cost_usd", "Cost at this scope", Usd;
    /// Rent for the hours at the scenario's rung.
    RentalCost, "rental_cost_usd", "Rental cost", Usd;
    /// Training compute of the phases that count.
    TrainingCompute, "training_compute_flop", "Training compute", Flop;
    /// FLOP per token of the main phase.
    FlopPerToken, "flop_per_token", "FLOP per token", FlopPerToken;
    /// Hours in force.
    AcceleratorHours, "accelerator_hours", "Accelerator-hours", AcceleratorHours;
    /// Hours derived from compute.
    DerivedHours, "derived_hours", "Hours derived", AcceleratorHours;
    /// Hours as published.
    ReportedHours, "reported_hours", "Hours reported", AcceleratorHours;
    /// Derived over reported hours, less one.
    HoursGap, "hours_gap", "Derived over reported hours, less one", Fraction;
    /// Elapsed time.
    WallClock, "wall_clock_days", "Wall-clock time", Days;
    /// Achieved rate per accelerator.
    Achieved, "achieved_flop_per_sec", "Achieved per accelerator", FlopPerSec;
    /// Model FLOP utilization that the hours in force imply.
    Mfu, "mfu", "MFU", Fraction;
    /// Share of time that advanced the run.
    Goodput, "goodput", "Goodput", Fraction;
    /// Facility energy.
    Energy, "energy_kwh", "Energy", Energy;
    /// Cost of the energy.
    EnergyCost, "energy_cost_usd", "Energy cost", Usd;
    /// Location-based operational emissions.
    Carbon, "carbon_kgco2e", "Operational CO2e, location-based", Carbon;
    /// Market-based operational emissions.
    CarbonMarket, "carbon_market_kgco2e", "Operational CO2e, market-based", Carbon;
    /// Embodied emissions of the hours used.
    CarbonEmbodied, "carbon_embodied_kgco2e", "Embodied CO2e", Carbon;
    /// Water on site.
    WaterOnSite, "water_on_site_l", "Water on site", Water;
    /// Water at the power plants.
    WaterOffSite, "water_off_site_l", "Water at power plants", Water;
    /// Ownership cost of one useful hour.
    OwnershipRate, "ownership_usd_per_hour", "Ownership cost per useful hour", UsdPerAcceleratorHour;
    /// Ownership cost of the hours.
    OwnershipCost, "ownership_cost_usd", "Ownership share", Usd;
    /// Purchase of the cluster.
    ClusterPurchase, "cluster_purchase_usd", "Cluster purchase", Usd;
    /// Rent of serving per day.
    ServingPerDay, "serving_usd_per_day", "Serving per day", Usd;
    /// Days of serving that equal the training rent.
    ServingDaysEqual, "serving_days_equal", "Days of serving equal to the training rent", Days;
    /// Profit of serving over its cost.
    ServingProfit, "serving_profit", "Profit of serving over its cost", Fraction;
}

impl FigureId {
    /// The figure with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let id = id.trim().replace('-', "_");
        Self::ALL.iter().copied().find(|figure| figure.id().eq_ignore_ascii_case(&id))
    }
}
