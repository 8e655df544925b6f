//! Drives the window without a display, by the names that assistive technology sees.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail a test"
)]

mod access;
mod commands;
mod export;
mod files;
mod imports;
mod inputs;
mod keyboard;
mod pictures;
mod plots;
mod questions;
mod session;
mod states;
mod stories;
mod support;
mod views;
mod window;
