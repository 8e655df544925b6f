//! The widest vectors that this processor calculates with, looked up once.
//!
//! Every width gives the same bits: the same operations on each number, in the same order, and no fused ones.

use std::sync::LazyLock;

use fearless_simd::Level;

static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// What `fearless_simd::dispatch!` chooses by.
#[inline]
pub(crate) fn level() -> Level {
    *LEVEL
}
