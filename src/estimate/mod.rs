//! Every formula, once: compute, hours, time, energy, carbon, water and cost by scope rung.
//!
//! An estimate is a pure function of a [`Draw`]. It is total: what cannot be known is a [`Missing`] with its reason.

mod advice;
mod advice_inputs;
pub mod carbon;
pub mod compute;
pub mod cost;
mod draw;
pub mod energy;
mod epoch;
mod explain;
mod figure;
#[cfg(test)]
#[path = "fixture_tests.rs"]
pub(crate) mod fixture;
mod formula;
pub mod memory;
pub mod mfu_matrix;
pub mod parameters;
mod reader;
mod run;
mod shape;
mod spec;
mod tape;
pub mod threshold;
pub mod throughput;
#[cfg(test)]
mod total_tests;
mod trace;
pub(crate) mod wide;
mod written;

pub use advice::{Advisory, Level as AdvisoryLevel, advisories};
pub use draw::{Draw, NodeDraw, OwnershipDraw, PhaseDraw, Plain, ServingDraw, Source, StaffDraw};
pub use energy::{BuildUpStep, EnergyBuildUp};
pub use explain::{Explanation, Operand, Statuses, explain, statuses};
pub use figure::{FigureId, Missing};
pub use memory::{MemoryFit, StateRecipe};
pub use mfu_matrix::{MfuMatrix, PeakColumn, Plausibility, RateRow};
pub use parameters::{Embeddings, ParameterCount, kv_cache_per_token, parameter_count};
pub use run::{Estimate, PhaseEstimate, estimate};
pub use shape::{Repeated, Shape};
pub use spec::Spec;
pub use tape::{Dependence, LANES, Lane, Monomial, Recording, Scratch, Tape};
pub use threshold::{Standing, THRESHOLDS, Threshold};
pub use trace::{Trace, Traced};

pub use formula::FORMULAS;

/// A figure, or the reason why there is none.
pub type Figure<T> = Result<T, Missing>;
