//! Values with their bounds, checked while the file is read so that an error has its line and column.

use serde::{Deserialize, Deserializer, de::Error};

use crate::{
    catalog::{
        CarbonBasis, ClaimFigure, Confidence, Date, EnergyBasis, RunShape, SiteLevel, Status, nearest,
    },
    units::{Fraction, Pue},
};

/// A number above zero and up to ten to the power of the bound, which catches units that are off by a prefix.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Above0<const EXPONENT: u8>(pub f64);

impl<const EXPONENT: u8> TryFrom<f64> for Above0<EXPONENT> {
    type Error = String;
    fn try_from(value: f64) -> Result<Self, String> {
        if value > 0.0 && value <= libm::exp10(f64::from(EXPONENT)) {
            Ok(Self(value))
        } else {
            let shown = if value >= 1e7 { format!("{value:e}") } else { value.to_string() };
            Err(format!("is {shown}; write a number above 0 and up to 1e{EXPONENT}"))
        }
    }
}

/// A decimal number moved by powers of ten, to the nearest number that there is: 384.4 g is 0.3844 kg and not the
/// 0.38439999999999996 that a division gives.
pub(super) fn shifted(value: f64, powers_of_ten: i32) -> f64 {
    format!("{value}e{powers_of_ten}").parse().unwrap_or(f64::NAN)
}

/// A whole number of at least one.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u32")]
pub(super) struct Count(pub u32);

impl TryFrom<u32> for Count {
    type Error = &'static str;
    fn try_from(value: u32) -> Result<Self, &'static str> {
        if value > 0 { Ok(Self(value)) } else { Err("is 0; write 1 or more, or leave it out") }
    }
}

/// A share between 0 and 1.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Share(pub Fraction);

impl TryFrom<f64> for Share {
    type Error = String;
    fn try_from(value: f64) -> Result<Self, String> {
        Fraction::new(value).map(Self).map_err(|_| format!("is {value}; write a share between 0 and 1"))
    }
}

/// Power usage effectiveness.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct PueValue(pub Pue);

impl TryFrom<f64> for PueValue {
    type Error = String;
    fn try_from(value: f64) -> Result<Self, String> {
        Pue::new(value).map(Self).map_err(|_| format!("is {value}; a PUE lies between 1 and 5"))
    }
}

/// A year in which there were accelerators or there may be some.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u16")]
pub(super) struct Year(pub u16);

impl TryFrom<u16> for Year {
    type Error = String;
    fn try_from(value: u16) -> Result<Self, String> {
        if (1990..=2100).contains(&value) {
            Ok(Self(value))
        } else {
            Err(format!("is {value}; write a year from 1990 to 2100"))
        }
    }
}

impl Year {
    /// The year as a date without month.
    pub(super) fn date(self) -> Option<Date> {
        Date::parse(&format!("{:04}", self.0))
    }
}

/// A date of the precision that its source has.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Day(pub Date);

impl TryFrom<String> for Day {
    type Error = String;
    fn try_from(value: String) -> Result<Self, String> {
        Date::parse(&value)
            .map(Self)
            .ok_or_else(|| format!("is {value:?}; write a date such as 2024, 2024-12 or 2024-12-27"))
    }
}

/// A stable kebab-case id.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Id(pub String);

impl TryFrom<String> for Id {
    type Error = String;
    fn try_from(value: String) -> Result<Self, String> {
        let allowed = |part: &str| {
            let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
            !part.is_empty() && part.chars().all(sign)
        };
        if value.split('-').all(allowed) {
            Ok(Self(value))
        } else {
            Err(format!(
                "is {value:?}; write lower-case letters and digits joined by hyphens, such as my-chip-80gb"
            ))
        }
    }
}

/// A word out of a fixed list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<T>(pub T);

/// A type with a fixed list of words.
pub(super) trait Words: Copy + 'static {
    /// Every value.
    const EVERY: &'static [Self];
    /// The word for it in files.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($type:ty),*) => {$(
        impl Words for $type {
            const EVERY: &'static [Self] = &Self::ALL;
            fn word(self) -> &'static str {
                self.id()
            }
        }
    )*};
}
words!(Status, Confidence, SiteLevel, CarbonBasis, RunShape, EnergyBasis, ClaimFigure);

impl<'de, T: Words> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::EVERY.iter().find(|value| value.word() == text).map(|value| Self(*value)).ok_or_else(|| {
            let near = nearest(&text, T::EVERY.iter().map(|value| value.word()));
            let every: Vec<_> = T::EVERY.iter().map(|value| value.word()).collect();
            D::Error::custom(match near.first() {
                Some(near) => format!("is {text:?}; did you mean {near:?}?"),
                None => format!("is {text:?}; write one of: {}", every.join(", ")),
            })
        })
    }
}
