//! Resolved charts on screen. Nothing here picks a tick or formats a number.

mod fill;
mod legend;
mod rows;

pub(super) use legend::legend_ui;
pub(super) use rows::{foot_height, rows_ui};
