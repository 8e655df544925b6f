//! Places to train: carbon intensity, water and electricity price of a grid.

use std::sync::Arc;

use super::{Confidence, Date, Provenance};
use crate::units::{KgCo2ePerKwh, LitresPerKwh, UsdPerKwh};

/// What kind of place a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteLevel {
    /// A group of countries.
    Aggregate,
    /// A country.
    Country,
    /// A state of the United States.
    UsState,
    /// A province of China.
    ChinaProvince,
    /// A region of a cloud provider.
    CloudRegion,
}

impl SiteLevel {
    /// Every level, coarsest first.
    pub const ALL: [Self; 5] =
        [Self::Aggregate, Self::Country, Self::UsState, Self::ChinaProvince, Self::CloudRegion];

    /// The stable id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Aggregate => "aggregate",
            Self::Country => "country",
            Self::UsState => "us-state",
            Self::ChinaProvince => "china-province",
            Self::CloudRegion => "cloud-region",
        }
    }
}

/// What a carbon intensity counts. Unlike bases must not be mixed silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CarbonBasis {
    /// Life cycle of the generation mix.
    Lifecycle,
    /// Direct emissions of the power plants, CO2e, without upstream.
    DirectCo2e,
    /// CO2 alone, average generation.
    Co2Only,
    /// As the cloud provider publishes it for its region.
    ProviderPublished,
}

impl CarbonBasis {
    /// Every basis, widest first.
    pub const ALL: [Self; 4] = [Self::Lifecycle, Self::DirectCo2e, Self::Co2Only, Self::ProviderPublished];

    /// The stable id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lifecycle => "lifecycle",
            Self::DirectCo2e => "direct-co2e",
            Self::Co2Only => "co2-only",
            Self::ProviderPublished => "provider-published",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Lifecycle => "life cycle of the mix, CO2e",
            Self::DirectCo2e => "power plants only, CO2e",
            Self::Co2Only => "CO2 only",
            Self::ProviderPublished => "as the cloud provider publishes it",
        }
    }
}

/// A grid region.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Stable kebab-case id, matched exactly.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// Further names that are matched exactly (ignoring case).
    pub aliases: Vec<String>,
    /// Kind of place.
    pub level: SiteLevel,
    /// Location-based carbon intensity.
    pub carbon_intensity: KgCo2ePerKwh,
    /// Year of the carbon intensity.
    pub carbon_date: Date,
    /// The year before, where known.
    pub previous_carbon: Option<(Date, KgCo2ePerKwh)>,
    /// What the carbon intensity counts.
    pub carbon_basis: CarbonBasis,
    /// Water used by the power plants per kilowatt-hour.
    pub off_site_water: Option<LitresPerKwh>,
    /// Industrial electricity price.
    pub electricity_price: Option<UsdPerKwh>,
    /// Year and basis of the electricity price.
    pub price_note: String,
    /// Source of the carbon intensity.
    pub carbon_provenance: Arc<Provenance>,
    /// Source of the electricity price.
    pub price_provenance: Option<Arc<Provenance>>,
    /// Source of the water intensity.
    pub water_provenance: Option<Arc<Provenance>>,
    /// How far the carbon intensity can be relied on.
    pub confidence: Confidence,
    /// How far the electricity price can be relied on.
    pub price_confidence: Option<Confidence>,
}
