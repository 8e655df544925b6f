//! What the world offers: accelerators, price quotes, sites, published runs, claims, each with its source.
//!
//! Facts only; what a person decides lives in [`crate::scenario`]. No file is read here.

mod accelerator;
mod amount;
mod claim;
mod date;
mod lookup;
mod price;
mod provenance;
mod published_run;
mod site;

pub use accelerator::{Accelerator, NodeRating, Precision};
pub use amount::{Amount, AmountError, Bound};
pub use claim::{Claim, ClaimFigure, ClaimInput, ClaimRatio};
pub use date::Date;
pub use lookup::{Catalog, Entry, UnknownId, nearest};
pub use price::{PriceKind, PriceQuote};
pub use provenance::{Confidence, Provenance, Sourced, Status};
pub use published_run::{EnergyBasis, PublishedRun, RunArchitecture, RunShape};
pub use site::{CarbonBasis, Site, SiteLevel};
