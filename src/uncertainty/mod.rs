//! How sure a result is: distributions of inputs, seeded draws from them, and what the samples say.

mod beta;
mod cdf_table;
mod closed_form;
mod correlate;
mod distribution;
mod draws;
mod elementary;
mod memory;
mod pass;
mod philox;
mod plan;
mod quantile_table;
mod runner;
mod sampler;
mod sensitivity;
mod shape;
mod simulate;
mod smooth;
pub mod sobol;
pub mod special;
mod summary;
mod wide;

#[cfg(test)]
mod ref12;
#[cfg(test)]
mod ref12_tests;

pub use closed_form::ClosedForm;
pub use distribution::Distribution;
pub use memory::Memory;
pub use plan::{Factor, Plan, PlanError, Variable};
pub use quantile_table::QuantileTable;
pub use runner::{InTurn, Remembering, Runner};
pub use sampler::{BLOCK, Column, Order, Replicate, Stream};
pub use sensitivity::{
    SPIDER_PERCENTILES, Share, Shares, SpiderLine, Swing, TornadoBar, shares, spider, tornado,
};
pub use simulate::{Estimated, Outcome, Simulation, percentiles, simulate};
pub use summary::Histogram;
