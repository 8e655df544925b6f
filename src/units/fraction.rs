//! Dimensionless factors with bounds: shares, power usage effectiveness, multipliers.

use super::{Dimension, Number, quantity::Quantity};

/// A factor outside its permitted range.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{value} is outside {low} to {high}")]
pub struct OutOfRange {
    /// The value that was given.
    pub value: f64,
    /// The lowest permitted value.
    pub low: f64,
    /// The highest permitted value.
    pub high: f64,
}

fn within(value: f64, low: f64, high: f64) -> Result<f64, OutOfRange> {
    if value.is_finite() && value >= low && value <= high {
        Ok(value)
    } else {
        Err(OutOfRange { value, low, high })
    }
}

macro_rules! factor {
    ($(#[$doc:meta])* $name:ident, $dimension:ident, $low:expr, $high:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name<N = f64>(N);

        impl $name {
            /// Checks the bounds, so that no formula has to check again.
            ///
            /// # Errors
            /// When the value is not finite or outside the bounds.
            pub fn new(value: f64) -> Result<Self, OutOfRange> {
                within(value, $low, $high).map(Self)
            }
        }

        impl<N: Number> $name<N> {
            /// Wraps a number that was checked where it entered (a lane, a recorded input).
            #[must_use]
            pub fn from_number(value: N) -> Self {
                Self(value)
            }
            /// The bare factor.
            #[must_use]
            pub fn number(self) -> N {
                self.0
            }
        }

        impl Quantity for $name {
            const DIMENSION: Dimension = Dimension::$dimension;
            fn base(self) -> f64 {
                self.0
            }
            fn from_base(value: f64) -> Self {
                Self(value)
            }
        }
    };
}

factor! {
    /// A share between 0 and 1: MFU, goodput, power draw fraction.
    Fraction, Fraction, 0.0, 1.0
}
factor! {
    /// Power usage effectiveness: facility energy over IT energy, at least 1.
    Pue, Scalar, 1.0, 5.0
}
factor! {
    /// A positive multiplier such as the network factor or the experiments multiplier.
    Multiplier, Scalar, 0.0, 1.0e6
}

impl Fraction {
    /// The whole.
    pub const ONE: Self = Self(1.0);
}

impl<N: Number> Fraction<N> {
    /// What is left of the whole.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(N::constant(1.0, "") - self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_checked_on_construction() {
        assert_eq!(Fraction::new(0.37).unwrap().number(), 0.37);
        assert!(Fraction::new(1.2).is_err());
        assert!(Fraction::new(f64::NAN).is_err());
        assert!(Pue::new(0.9).is_err());
        assert_eq!(Pue::new(1.25).unwrap().base(), 1.25);
        assert!(Multiplier::new(f64::INFINITY).is_err());
    }
}
