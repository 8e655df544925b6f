//! Tables as their makers write them, and what becomes of them.

use super::*;
use crate::files::presets::shipped_catalog;

mod skypilot;
