//! What is accepted, what is refused, and what holds for every text and every number.

mod accepted;
mod properties;
mod refused;

use super::*;

const ALL: [Dimension; 25] = [
    Dimension::Scalar,
    Dimension::Params,
    Dimension::Tokens,
    Dimension::Flop,
    Dimension::FlopPerToken,
    Dimension::FlopPerSec,
    Dimension::AcceleratorHours,
    Dimension::Accelerators,
    Dimension::Hours,
    Dimension::Days,
    Dimension::Years,
    Dimension::Seconds,
    Dimension::Usd,
    Dimension::UsdPerAcceleratorHour,
    Dimension::UsdPerKwh,
    Dimension::Energy,
    Dimension::Power,
    Dimension::Carbon,
    Dimension::CarbonIntensity,
    Dimension::Water,
    Dimension::WaterIntensity,
    Dimension::Fraction,
    Dimension::Ratio,
    Dimension::Bytes,
    Dimension::BytesPerSec,
];
