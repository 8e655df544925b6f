//! Newtypes for every dimension and the table of products and quotients that are permitted between them.

use std::ops::{Add, Div, Mul, Sub};

use super::{Dimension, Formula, Fraction, Multiplier, Number, Pue};

/// A typed value that can be read from and written to its base unit.
pub trait Quantity: Copy {
    /// What it measures, and so its base unit.
    const DIMENSION: Dimension;
    /// The value in the base unit of its dimension.
    fn base(self) -> f64;
    /// Wraps a value that is already in the base unit. Ranges are checked where a scenario is checked.
    #[must_use]
    fn from_base(value: f64) -> Self;
}

macro_rules! quantities {
    ($( $(#[$doc:meta])* $name:ident: $dimension:ident, $from:ident, $as:ident; )*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name<N = f64>(N);

        impl<N: Number> $name<N> {
            /// From a value in the base unit, which the name of this function gives.
            #[must_use]
            #[inline]
            pub fn $from(value: N) -> Self {
                Self(value)
            }
            /// The value in the base unit, which the name of this function gives.
            #[must_use]
            #[inline]
            pub fn $as(self) -> N {
                self.0
            }
            /// Marks this value as the result of a formula, for explanations.
            #[must_use]
            #[inline]
            pub fn named(self, formula: &'static Formula) -> Self {
                Self(self.0.named(formula))
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
        impl<N: Number> Add for $name<N> {
            type Output = Self;
            #[inline]
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl<N: Number> Sub for $name<N> {
            type Output = Self;
            #[inline]
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        /// The ratio of two like quantities.
        impl<N: Number> Div for $name<N> {
            type Output = N;
            #[inline]
            fn div(self, other: Self) -> N {
                self.0 / other.0
            }
        }
        quantities!(@factors $name: Fraction, Multiplier, Pue);
    )*};
    (@factors $name:ident: $($factor:ident),*) => {$(
        impl<N: Number> Mul<$factor<N>> for $name<N> {
            type Output = Self;
            #[inline]
            fn mul(self, factor: $factor<N>) -> Self {
                Self(self.0 * factor.number())
            }
        }
        impl<N: Number> Div<$factor<N>> for $name<N> {
            type Output = Self;
            #[inline]
            fn div(self, factor: $factor<N>) -> Self {
                Self(self.0 / factor.number())
            }
        }
    )*};
}

quantities! {
    /// Model parameters.
    Params: Params, from_count, as_count;
    /// Training tokens, repeats included.
    Tokens: Tokens, from_count, as_count;
    /// An amount of floating-point operations.
    Flop: Flop, from_flop, as_flop;
    /// Floating-point operations per token.
    FlopPerToken: FlopPerToken, from_flop_per_token, as_flop_per_token;
    /// A rate of floating-point operations.
    FlopPerSec: FlopPerSec, from_flop_per_sec, as_flop_per_sec;
    /// Device-hours, whatever the device.
    AcceleratorHours: AcceleratorHours, from_hours, as_hours;
    /// A number of accelerators.
    Accelerators: Accelerators, from_count, as_count;
    /// Elapsed time.
    Hours: Hours, from_hours, as_hours;
    /// Elapsed time in days.
    Days: Days, from_days, as_days;
    /// Elapsed time in years.
    Years: Years, from_years, as_years;
    /// Elapsed time in seconds.
    Seconds: Seconds, from_seconds, as_seconds;
    /// US dollars.
    Usd: Usd, from_usd, as_usd;
    /// US dollars per accelerator-hour.
    UsdPerAcceleratorHour: UsdPerAcceleratorHour, from_usd_per_hour, as_usd_per_hour;
    /// US dollars per kilowatt-hour.
    UsdPerKwh: UsdPerKwh, from_usd_per_kwh, as_usd_per_kwh;
    /// Electrical energy.
    Energy: Energy, from_kwh, as_kwh;
    /// Power.
    Watts: Power, from_watts, as_watts;
    /// Greenhouse-gas emissions.
    KgCo2e: Carbon, from_kg, as_kg;
    /// Emissions per energy.
    KgCo2ePerKwh: CarbonIntensity, from_kg_per_kwh, as_kg_per_kwh;
    /// Water.
    Litres: Water, from_litres, as_litres;
    /// Water per energy.
    LitresPerKwh: WaterIntensity, from_litres_per_kwh, as_litres_per_kwh;
    /// Memory or storage.
    Bytes: Bytes, from_bytes, as_bytes;
}

/// One line of the product table: `left * right = result`, with a unit conversion where the base units differ.
macro_rules! products {
    ($( $left:ident * $right:ident = $result:ident $(/ $per:literal $unit:literal)?; )*) => {$(
        impl<N: Number> Mul<$right<N>> for $left<N> {
            type Output = $result<N>;
            #[inline]
            fn mul(self, other: $right<N>) -> $result<N> {
                $result(self.0 * other.0 $(/ N::constant($per, $unit))?)
            }
        }
    )*};
}

/// One line of the quotient table: `left / right = result`.
macro_rules! quotients {
    ($( $left:ident / $right:ident = $result:ident $(/ $per:literal $unit:literal)?; )*) => {$(
        impl<N: Number> Div<$right<N>> for $left<N> {
            type Output = $result<N>;
            #[inline]
            fn div(self, other: $right<N>) -> $result<N> {
                $result(self.0 / other.0 $(/ N::constant($per, $unit))?)
            }
        }
    )*};
}

products! {
    FlopPerToken * Tokens = Flop;
    AcceleratorHours * UsdPerAcceleratorHour = Usd;
    AcceleratorHours * Watts = Energy / 1000.0 "W/kW";
    Energy * UsdPerKwh = Usd;
    Energy * KgCo2ePerKwh = KgCo2e;
    Energy * LitresPerKwh = Litres;
    Accelerators * Hours = AcceleratorHours;
}

quotients! {
    Flop / FlopPerSec = AcceleratorHours / 3600.0 "s/h";
    Flop / Tokens = FlopPerToken;
    AcceleratorHours / Accelerators = Hours;
    Usd / AcceleratorHours = UsdPerAcceleratorHour;
    Usd / UsdPerAcceleratorHour = AcceleratorHours;
    KgCo2e / Energy = KgCo2ePerKwh;
}

impl<N: Number> Flop<N> {
    /// The rate at which this amount was done in so many device-hours: FLOP/s per device.
    #[must_use]
    pub fn per_device_second(self, hours: AcceleratorHours<N>) -> FlopPerSec<N> {
        FlopPerSec(self.0 / (hours.0 * N::constant(3600.0, "s/h")))
    }
}

impl FlopPerSec {
    /// From TFLOP/s, the unit of datasheets.
    #[must_use]
    pub fn from_tflop_per_sec(value: f64) -> Self {
        Self(value * 1e12)
    }
    /// In TFLOP/s.
    #[must_use]
    pub fn as_tflop_per_sec(self) -> f64 {
        self.0 / 1e12
    }
}

impl Watts {
    /// From kilowatts.
    #[must_use]
    pub fn from_kilowatts(value: f64) -> Self {
        Self(value * 1000.0)
    }
}

impl<N: Number> Hours<N> {
    /// The same time in days.
    #[must_use]
    pub fn to_days(self) -> Days<N> {
        Days(self.0 / N::constant(24.0, "h/day"))
    }
}

impl<N: Number> Days<N> {
    /// The same time in hours.
    #[must_use]
    pub fn to_hours(self) -> Hours<N> {
        Hours(self.0 * N::constant(24.0, "h/day"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_convert_units() {
        let energy = AcceleratorHours::from_hours(1000.0) * Watts::from_watts(700.0);
        assert_eq!(energy.as_kwh(), 700.0);
        let hours = Flop::from_flop(3.6e15) / FlopPerSec::from_flop_per_sec(1e12);
        assert_eq!(hours.as_hours(), 1.0);
        assert_eq!(
            (AcceleratorHours::from_hours(48.0) / Accelerators::from_count(2.0)).to_days().as_days(),
            1.0
        );
    }

    #[test]
    fn factors_scale_and_ratios_lose_their_unit() {
        let cost = Usd::from_usd(10.0) * Fraction::new(0.5).unwrap();
        assert_eq!(cost.as_usd(), 5.0);
        assert_eq!(Usd::from_usd(10.0) / Usd::from_usd(4.0), 2.5);
    }
}
