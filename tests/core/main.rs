//! Everything below the screen, from files to figures: one binary, one module for each subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod backtest;
mod catalog_files;
mod catalog_values;
mod cli;
mod layers;
mod methodology;
mod readme;
mod scenario_files;
mod scenario_presets;
mod scenario_round_trip;
mod settings;
mod share;
mod what_if;
