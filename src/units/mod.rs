//! Typed quantities, the products that are allowed between them, and how numbers are read and written.
//!
//! Nothing here knows what a scenario is. Quantities are generic over the number they carry ([`Number`]):
//! plain `f64` for an estimate, a recording number for "explain this figure", lanes for sampling.

mod dimension;
pub mod format;
mod fraction;
mod number;
pub mod numerals;
pub mod parse;
mod quantity;

pub use dimension::Dimension;
pub use fraction::{Fraction, Multiplier, OutOfRange, Pue};
pub use number::{Formula, Number};
pub use quantity::*;
