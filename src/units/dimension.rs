//! The dimensions that flopwise calculates in, with the unit each base value is counted in.

/// What a number measures. The base unit of each dimension is the one given by [`Dimension::unit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// A bare number: a multiplier, a count without a name.
    Scalar,
    /// Model parameters.
    Params,
    /// Training tokens processed, repeats included.
    Tokens,
    /// Floating-point operations: an amount, never a rate.
    Flop,
    /// Floating-point operations per token.
    FlopPerToken,
    /// Floating-point operations per second: a rate.
    FlopPerSec,
    /// Device-hours, whatever the device.
    AcceleratorHours,
    /// Number of accelerators.
    Accelerators,
    /// Elapsed time in hours.
    Hours,
    /// Elapsed time in days.
    Days,
    /// Elapsed time in years.
    Years,
    /// Elapsed time in seconds.
    Seconds,
    /// US dollars.
    Usd,
    /// US dollars for one accelerator for one hour.
    UsdPerAcceleratorHour,
    /// US dollars per kilowatt-hour.
    UsdPerKwh,
    /// Electrical energy in kilowatt-hours.
    Energy,
    /// Power in watts.
    Power,
    /// Greenhouse-gas emissions in kilograms of CO2 equivalent.
    Carbon,
    /// Emissions per kilowatt-hour, kg CO2e/kWh.
    CarbonIntensity,
    /// Litres of water.
    Water,
    /// Litres of water per kilowatt-hour.
    WaterIntensity,
    /// A share between 0 and 1.
    Fraction,
    /// A ratio of two like quantities.
    Ratio,
    /// Bytes.
    Bytes,
    /// Bytes per second.
    BytesPerSec,
}

impl Dimension {
    /// The base unit as it is written in JSON and in table headers; empty for bare numbers.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Scalar | Self::Ratio | Self::Fraction => "1",
            Self::Params => "parameters",
            Self::Tokens => "tokens",
            Self::Flop => "FLOP",
            Self::FlopPerToken => "FLOP/token",
            Self::FlopPerSec => "FLOP/s",
            Self::AcceleratorHours => "accelerator-hours",
            Self::Accelerators => "accelerators",
            Self::Hours => "h",
            Self::Days => "days",
            Self::Years => "years",
            Self::Seconds => "s",
            Self::Usd => "USD",
            Self::UsdPerAcceleratorHour => "USD/accelerator-hour",
            Self::UsdPerKwh => "USD/kWh",
            Self::Energy => "kWh",
            Self::Power => "W",
            Self::Carbon => "kgCO2e",
            Self::CarbonIntensity => "kgCO2e/kWh",
            Self::Water => "L",
            Self::WaterIntensity => "L/kWh",
            Self::Bytes => "B",
            Self::BytesPerSec => "B/s",
        }
    }

    /// Plain words for messages: "expected a number of parameters".
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Scalar => "a number",
            Self::Ratio => "a ratio",
            Self::Fraction => "a share",
            Self::Params => "a number of parameters",
            Self::Tokens => "a number of tokens",
            Self::Flop => "an amount of FLOP",
            Self::FlopPerToken => "FLOP per token",
            Self::FlopPerSec => "a rate in FLOP/s",
            Self::AcceleratorHours => "accelerator-hours",
            Self::Accelerators => "a number of accelerators",
            Self::Hours => "a time in hours",
            Self::Days => "a time in days",
            Self::Years => "a time in years",
            Self::Seconds => "a time in seconds",
            Self::Usd => "an amount in US dollars",
            Self::UsdPerAcceleratorHour => "a price per accelerator-hour",
            Self::UsdPerKwh => "a price per kWh",
            Self::Energy => "an energy",
            Self::Power => "a power",
            Self::Carbon => "a mass of CO2e",
            Self::CarbonIntensity => "a carbon intensity",
            Self::Water => "a volume of water",
            Self::WaterIntensity => "litres per kWh",
            Self::Bytes => "a number of bytes",
            Self::BytesPerSec => "a bandwidth",
        }
    }

    /// What a person could type for this dimension, for error messages and field hints.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Scalar | Self::Ratio => "2.5",
            Self::Fraction => "37% or 0.37",
            Self::Params => "671B, 6.71e11 or 405 billion",
            Self::Tokens => "14.8T or 1.48e13",
            Self::Flop => "3.3e24 or 3.3e24 FLOP",
            Self::FlopPerToken => "250 GFLOP/token",
            Self::FlopPerSec => "989.4 TFLOP/s",
            Self::AcceleratorHours => "2.788M h or 2048*24*57",
            Self::Accelerators => "2048 or 16k",
            Self::Hours => "1300 h or 54.2 d",
            Self::Days => "56.7 d, 8 wk or 1300 h",
            Self::Years => "5 or 5 years",
            Self::Seconds => "60 s or 5 min",
            Self::Usd => "$5.6M or 5576000",
            Self::UsdPerAcceleratorHour => "$2.00 or 2.00/GPU-h",
            Self::UsdPerKwh => "0.08 or $0.08/kWh",
            Self::Energy => "3.3 GWh or 3300 MWh",
            Self::Power => "700 W or 10.2 kW",
            Self::Carbon => "1900 t or 1.9e6 kg",
            Self::CarbonIntensity => "0.525 or 525 g/kWh",
            Self::Water => "700000 L",
            Self::WaterIntensity => "0.3 or 0.3 L/kWh",
            Self::Bytes => "80 GB",
            Self::BytesPerSec => "3.35 TB/s",
        }
    }
}
