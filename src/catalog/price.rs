//! Dated rental quotes.

use std::sync::Arc;

use super::{Confidence, Date, Provenance};
use crate::units::UsdPerAcceleratorHour;

/// What kind of rental a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriceKind {
    /// By the hour, without commitment.
    OnDemand,
    /// Interruptible.
    Spot,
    /// Committed for one year.
    Reserved1y,
    /// Committed for three years.
    Reserved3y,
    /// An assumption that a source makes, not a quote.
    Assumed,
}

impl PriceKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::OnDemand, Self::Spot, Self::Reserved1y, Self::Reserved3y, Self::Assumed];

    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OnDemand => "on-demand",
            Self::Spot => "spot",
            Self::Reserved1y => "reserved-1y",
            Self::Reserved3y => "reserved-3y",
            Self::Assumed => "assumed",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::OnDemand => "on demand",
            Self::Spot => "spot",
            Self::Reserved1y => "1-year commitment",
            Self::Reserved3y => "3-year commitment",
            Self::Assumed => "assumed rate",
        }
    }
}

/// One dated quote: a provider's prices for one accelerator, each per accelerator-hour.
#[derive(Debug, Clone, PartialEq)]
pub struct PriceQuote {
    /// Stable id.
    pub id: String,
    /// Who quotes.
    pub provider: String,
    /// Instance name, if given.
    pub instance: String,
    /// Id of the accelerator, where the quote tells it precisely.
    pub accelerator: Option<String>,
    /// The accelerator in the words of the quote.
    pub accelerator_as_quoted: String,
    /// The chip whatever its form factor, as in [`super::Accelerator::chip_family`].
    pub chip_family: String,
    /// Accelerators in the quoted instance; the prices are per accelerator already.
    pub accelerators_per_instance: Option<u32>,
    /// Prices by kind.
    pub prices: Vec<(PriceKind, UsdPerAcceleratorHour)>,
    /// Region, if given.
    pub region: String,
    /// Day of the quote.
    pub date: Date,
    /// Market segment: hyperscaler, neocloud, marketplace, index, assumption.
    pub segment: String,
    /// Source.
    pub provenance: Arc<Provenance>,
    /// How far the quote can be relied on.
    pub confidence: Confidence,
}

impl PriceQuote {
    /// The price of one kind.
    #[must_use]
    pub fn price(&self, kind: PriceKind) -> Option<UsdPerAcceleratorHour> {
        self.prices.iter().find(|(of, _)| *of == kind).map(|(_, price)| *price)
    }
}
