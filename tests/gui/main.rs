//! Drives the window without a display, by the names that assistive technology sees.

#![expect(clippy::expect_used, reason = "helpers of tests may fail a test")]

mod files;
mod inputs;
mod pictures;
mod plots;
mod questions;
mod support;
mod views;
mod window;
