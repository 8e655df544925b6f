//! The arithmetic that a formula may use, so that one copy of it serves estimates, explanations and samples.

use std::ops::{Add, Div, Mul, Sub};

use super::Dimension;

/// What a named result is: its stable id, how it reads, and where the method comes from.
///
/// The expression itself is not repeated here: an explanation shows the operations that ran.
#[derive(Debug, PartialEq, Eq)]
pub struct Formula {
    /// Stable id, as in `METHODOLOGY.md` and the JSON.
    pub id: &'static str,
    /// What the result is called.
    pub name: &'static str,
    /// The symbol that stands for the result in a written formula.
    pub symbol: &'static str,
    /// What the result measures.
    pub dimension: Dimension,
    /// Title and locator of the method's source.
    pub source: &'static str,
}

/// A number that formulas can calculate with.
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A constant of a formula, with the unit it carries (empty for a bare number).
    fn constant(value: f64, unit: &'static str) -> Self;
    /// Square root.
    #[must_use]
    fn sqrt(self) -> Self;
    /// Natural exponential.
    #[must_use]
    fn exp(self) -> Self;
    /// Raises to a power.
    #[must_use]
    fn powf(self, exponent: Self) -> Self;
    /// The greater of two numbers.
    #[must_use]
    fn max(self, other: Self) -> Self;
    /// The lesser of two numbers.
    #[must_use]
    fn min(self, other: Self) -> Self;
    /// Marks this number as the result of a named formula. Plain numbers ignore it; recording ones keep it.
    #[must_use]
    fn named(self, _formula: &'static Formula) -> Self {
        self
    }
}

// `libm` and not the platform's own functions: the same bits on every machine.
impl Number for f64 {
    #[inline]
    fn constant(value: f64, _unit: &'static str) -> Self {
        value
    }
    #[inline]
    fn sqrt(self) -> Self {
        libm::sqrt(self)
    }
    #[inline]
    fn exp(self) -> Self {
        libm::exp(self)
    }
    #[inline]
    fn powf(self, exponent: Self) -> Self {
        libm::pow(self, exponent)
    }
    #[inline]
    fn max(self, other: Self) -> Self {
        if self >= other { self } else { other }
    }
    #[inline]
    fn min(self, other: Self) -> Self {
        if self <= other { self } else { other }
    }
}
