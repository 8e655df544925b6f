//! Version 1 of the files: what a person writes, and what it becomes.

mod accelerators;
mod claims;
mod fields;
mod prices;
pub(in crate::files) mod project;
mod published_runs;
mod reading;
pub(in crate::files) mod scenario;
mod sites;
mod values;

pub use accelerators::{ACCELERATORS, read_accelerators};
pub use claims::{CLAIMS, read_claims};
pub use prices::{PRICES, read_prices, write_prices};
pub use published_runs::{PUBLISHED_RUNS, read_published_runs, write_published_runs};
pub use reading::Names;
pub use sites::{SITES, read_sites};
