//! What training a large AI model costs in compute, time, energy and money, and how sure one can be.

pub mod analysis;
pub mod app;
pub mod catalog;
pub mod chart;
pub mod cli;
pub mod estimate;
pub mod files;
pub mod palette;
pub mod render;
pub mod scenario;
pub mod ui;
pub mod uncertainty;
pub mod units;
