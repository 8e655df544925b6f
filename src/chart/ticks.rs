//! Domains and ticks of linear, logarithmic and date axes.

use super::resolved::{Measure, Tick};
use super::spec::Scale;
use crate::units::format;

/// More series than this cannot be told apart.
pub const MAX_SERIES: usize = 7;

/// Labels that fit side by side on a horizontal axis.
pub const X_LABELS: usize = 7;

/// Labels that fit above each other on a vertical axis.
pub const Y_LABELS: usize = 8;

/// Why an axis cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AxisError {
    /// A log axis was asked to show zero or a negative number.
    #[error(
        "a log axis cannot show {0}: only values above zero have a logarithm; use a linear axis or leave it out"
    )]
    NotPositive(f64),
    /// A value is not a number, or infinite.
    #[error("an axis cannot show {0}: every value must be a finite number")]
    NotFinite(f64),
    /// There is nothing to show.
    #[error("there is no value to show; add at least one")]
    Empty,
}

/// The power of ten, correctly rounded (`powi` is off by an ulp for some exponents).
#[must_use]
pub fn pow10(exponent: i32) -> f64 {
    decimal(1, exponent)
}

fn decimal(mantissa: u32, exponent: i32) -> f64 {
    format!("{mantissa}e{exponent}").parse().unwrap_or(f64::INFINITY)
}

/// The position of a value in the domain, 0 at the low end; `None` where a log axis has no such value.
#[must_use]
pub fn position(scale: Scale, (low, high): (f64, f64), value: f64) -> Option<f64> {
    let place = match scale {
        Scale::Linear => (value - low) / (high - low),
        Scale::Log if value > 0.0 => libm::log(value / low) / libm::log(high / low),
        Scale::Log => return None,
    };
    place.is_finite().then_some(place)
}

/// The value at a position of the domain; the inverse of [`position`].
#[must_use]
pub fn value_at(scale: Scale, (low, high): (f64, f64), position: f64) -> f64 {
    match scale {
        Scale::Linear => low + (high - low) * position,
        Scale::Log => low * libm::exp(libm::log(high / low) * position),
    }
}

/// How the low end of a domain is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Bars: a linear axis contains zero; a log axis begins far enough below the smallest value that its bar can be
    /// seen.
    ForBars,
    /// Points and curves: some room on both sides.
    ForPoints,
    /// The first and last value are the ends (the x axis of a curve).
    Tight,
    /// Five percent on both sides, without rounding to a round number (dates).
    Padded,
    /// Factors: a log axis from the round number at or below the smallest value to just above the largest.
    FromOne,
}

/// The domain that shows all the values.
///
/// # Errors
/// [`AxisError`] if there is no value, one is not finite, or one is not above zero on a log axis.
pub fn domain(scale: Scale, values: &[f64], room: Room) -> Result<(f64, f64), AxisError> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for &value in values {
        if !value.is_finite() {
            return Err(AxisError::NotFinite(value));
        }
        if scale == Scale::Log && value < f64::MIN_POSITIVE {
            return Err(AxisError::NotPositive(value));
        }
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        return Err(AxisError::Empty);
    }
    Ok(match scale {
        Scale::Linear => linear_domain(low, high, room),
        Scale::Log => log_domain(low, high, room),
    })
}

fn linear_domain(low: f64, high: f64, room: Room) -> (f64, f64) {
    let (low, high) = if room == Room::ForBars { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    // Below the resolution of f64 a span cannot be divided into ticks.
    let least = (low.abs().max(high.abs()) * 1e-9).max(f64::MIN_POSITIVE * 1e9);
    if high - low < least {
        let half = if low == 0.0 { 0.5 } else { low.abs() * 0.5 };
        return linear_domain(low - half, high + half, room);
    }
    match room {
        Room::Tight => return (low, high),
        Room::Padded => return (low - 0.05 * (high - low), high + 0.05 * (high - low)),
        Room::ForBars | Room::ForPoints | Room::FromOne => {}
    }
    let step = nice_step((high - low) / 10.0);
    let snap_down = libm::floor(low / step) * step;
    let snap_up = libm::ceil(high / step) * step;
    (if low == 0.0 { 0.0 } else { snap_down }, if high == 0.0 { 0.0 } else { snap_up })
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `raw`.
fn nice_step(raw: f64) -> f64 {
    let exponent = libm::floor(libm::log10(raw)) as i32;
    [(1, exponent), (2, exponent), (5, exponent), (1, exponent + 1), (2, exponent + 1)]
        .into_iter()
        .map(|(mantissa, power)| decimal(mantissa, power))
        .find(|step| *step >= raw * (1.0 - 1e-9))
        .unwrap_or(raw)
}

/// Values 1, 2 and 5 times powers of ten as a ladder that can be climbed up and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rung(i32);

impl Rung {
    fn value(self) -> f64 {
        let mantissa = match self.0.rem_euclid(3) {
            0 => 1,
            1 => 2,
            _ => 5,
        };
        decimal(mantissa, self.0.div_euclid(3))
    }

    fn is_decade(self) -> bool {
        self.0.rem_euclid(3) == 0
    }

    fn decade_below(self) -> Self {
        Self(self.0.div_euclid(3) * 3)
    }

    /// The highest rung that is not above the value.
    fn at_most(value: f64) -> Self {
        let mut rung = Self((libm::floor(libm::log10(value)) as i32 - 1) * 3);
        while Self(rung.0 + 1).value() <= value * (1.0 + 1e-12) && rung.0 < 925 {
            rung = Self(rung.0 + 1);
        }
        rung
    }

    /// The lowest rung that is not below the value.
    fn at_least(value: f64) -> Self {
        let rung = Self::at_most(value);
        if rung.value() >= value * (1.0 - 1e-12) { rung } else { Self(rung.0 + 1) }
    }
}

fn log_domain(low: f64, high: f64, room: Room) -> (f64, f64) {
    // Keeps the ladder inside what f64 can hold.
    let (low, high) = (low.max(1e-300), high.clamp(1e-300, 1e300));
    let (mut bottom, mut top) = match room {
        Room::Tight if high / low > 1.001 => return (low, high),
        // Rounding up could double the axis for nothing: the last bar ends on the ratio, not on a round number.
        Room::FromOne if high / low > 3.0 => return (Rung::at_most(low).value(), high * 1.02),
        Room::FromOne => (Rung::at_most(low), Rung::at_least(high)),
        Room::Tight | Room::ForPoints | Room::Padded => {
            (Rung::at_most(low / 1.25), Rung::at_least(high * 1.25))
        }
        Room::ForBars => (Rung::at_most(low), Rung::at_least(high)),
    };
    if room == Room::ForBars {
        // From two decades on only decades are labeled, so the axis should begin on one.
        if high / low >= 30.0 {
            bottom = bottom.decade_below();
        }
        while libm::log(low / bottom.value()) < 0.12 * libm::log(top.value() / bottom.value()) {
            bottom = Rung(bottom.0 - 1);
        }
    }
    // Fewer than four rungs leave too few labels.
    while top.0 - bottom.0 < 3 {
        if room != Room::ForBars {
            top = Rung(top.0 + 1);
        }
        // Bars grow when the axis begins earlier, and shrink when it ends later.
        if top.0 - bottom.0 < 3 && room != Room::FromOne {
            bottom = Rung(bottom.0 - 1);
        }
    }
    (bottom.value(), top.value())
}

/// The ticks of an axis, by rising position. Labels are distinct; minor ticks have none.
#[must_use]
pub fn ticks(measure: Measure, scale: Scale, domain: (f64, f64), labels: usize) -> Vec<Tick> {
    match (measure, scale) {
        (Measure::Date, _) => date_ticks(domain, labels),
        (_, Scale::Linear) => linear_ticks(measure, domain, labels),
        (_, Scale::Log) => log_ticks(measure, domain, labels),
    }
}

/// Labels the low end of an axis that bars grow from, if it is not labeled yet: on a log axis, a bar's length means
/// nothing to a reader who cannot see where it begins.
pub fn label_bound(measure: Measure, ticks: &mut [Tick]) {
    let room = ticks.iter().find(|tick| !tick.label.is_empty()).is_none_or(|tick| tick.position > 0.08);
    if let Some(first) = ticks.first_mut().filter(|tick| room && tick.position < 1e-6) {
        first.label = tick_text(measure, first.value);
    }
}

/// The text of a tick.
fn tick_text(measure: Measure, value: f64) -> String {
    match measure {
        Measure::Quantity(dimension) => trim_mantissa(&format::tick(dimension, value)),
        Measure::Date => date_text(value),
    }
}

/// `5.00 × 10²⁴` reads better as `5 × 10²⁴` on an axis.
fn trim_mantissa(text: &str) -> String {
    let Some((mantissa, power)) = text.split_once(" × ") else { return text.to_owned() };
    if !mantissa.contains(['.', ',']) {
        return text.to_owned();
    }
    format!("{} × {power}", mantissa.trim_end_matches('0').trim_end_matches(['.', ',']))
}

fn tick_at(measure: Measure, scale: Scale, domain: (f64, f64), value: f64, labeled: bool) -> Option<Tick> {
    let position = position(scale, domain, value)?;
    // Half a millionth of the axis: rounding of the tick's own value, far below a pixel.
    (-5e-7..=1.0 + 5e-7).contains(&position).then(|| Tick {
        position: position.clamp(0.0, 1.0),
        value,
        label: if labeled { tick_text(measure, value) } else { String::new() },
        major: labeled,
    })
}

fn linear_ticks(measure: Measure, domain: (f64, f64), labels: usize) -> Vec<Tick> {
    let (low, high) = domain;
    let mut step = nice_step((high - low) / labels.max(2) as f64);
    // The finest step whose labels fit and differ; each round doubles it or a little more.
    for _ in 0..8 {
        let first = libm::ceil(low / step - 1e-6) as i64;
        let last = libm::floor(high / step + 1e-6) as i64;
        let found: Vec<Tick> = (first..=last)
            .filter_map(|index| tick_at(measure, Scale::Linear, domain, clean(index, step), true))
            .collect();
        if (2..=labels.max(2)).contains(&found.len()) && distinct(&found) {
            return found;
        }
        step = nice_step(step * 1.5);
    }
    let ends = [low, high].into_iter().filter_map(|v| tick_at(measure, Scale::Linear, domain, v, true));
    without_repeats(ends.collect())
}

/// A multiple of a 1-2-5 step without binary noise: 3 × 0.1 is 0.3, not 0.30000000000000004.
fn clean(index: i64, step: f64) -> f64 {
    let product = index as f64 * step;
    format!("{product:.12e}").parse().unwrap_or(product)
}

fn log_ticks(measure: Measure, domain: (f64, f64), labels: usize) -> Vec<Tick> {
    let (low, high) = domain;
    let decades = libm::log10(high / low);
    let (first, last) = (Rung::at_least(low), Rung::at_most(high));
    let stride = libm::ceil(decades / labels.max(1) as f64).max(1.0) as i32;
    let dense = decades < 2.0 - 1e-9;
    let ticks: Vec<Tick> = (first.0..=last.0)
        .filter_map(|index| {
            let rung = Rung(index);
            let decade = rung.0.div_euclid(3);
            let labeled = dense || (rung.is_decade() && decade.rem_euclid(stride) == 0);
            (stride == 1 || rung.is_decade())
                .then(|| tick_at(measure, Scale::Log, domain, rung.value(), labeled))
                .flatten()
        })
        .collect();
    if ticks.iter().filter(|tick| !tick.label.is_empty()).count() < 2 {
        // A tight domain inside one rung: fall back to round numbers.
        let inside = linear_ticks(measure, domain, labels.min(5));
        return inside
            .into_iter()
            .filter_map(|tick| tick_at(measure, Scale::Log, domain, tick.value, !tick.label.is_empty()))
            .collect();
    }
    without_repeats(ticks)
}

fn distinct(ticks: &[Tick]) -> bool {
    let labels = || ticks.iter().map(|tick| tick.label.as_str()).filter(|label| !label.is_empty());
    labels().enumerate().all(|(index, label)| labels().skip(index + 1).all(|other| other != label))
}

/// Drops ticks whose label has been used: two gridlines with one number would be a lie.
fn without_repeats(ticks: Vec<Tick>) -> Vec<Tick> {
    let mut kept: Vec<Tick> = Vec::with_capacity(ticks.len());
    for tick in ticks {
        let used = kept.iter().any(|other| {
            other.position >= tick.position || (!tick.label.is_empty() && other.label == tick.label)
        });
        if !used {
            kept.push(tick);
        }
    }
    kept
}

/// A calendar day as a decimal year: 27 December 2024 is 2024.986. Months and days count from 1.
#[must_use]
pub fn decimal_year(year: i32, month: u32, day: u32) -> f64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0_u32, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let index = month.clamp(1, 12) - 1;
    let days = before.get(index as usize).copied().unwrap_or(0) + u32::from(leap && index > 1);
    let elapsed = f64::from(days + day.clamp(1, 31) - 1);
    f64::from(year) + elapsed / if leap { 366.0 } else { 365.0 }
}

/// Year, month and day of a decimal year.
fn day_of(value: f64) -> (i32, u32, u32) {
    let year = libm::floor(value) as i32;
    // The decimal year of a day's start may lie a rounding error below it.
    let value = value + 0.01 / 366.0;
    let month = (1..=12).rev().find(|month| decimal_year(year, *month, 1) <= value).unwrap_or(1);
    let day = (1..=31).rev().find(|day| decimal_year(year, month, *day) <= value).unwrap_or(1);
    (year, month, day)
}

/// A decimal year as an ISO date: "2024-12-27".
#[must_use]
pub fn iso_date(value: f64) -> String {
    let (year, month, day) = day_of(value);
    format!("{year:04}-{month:02}-{day:02}")
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A decimal year as month and year: "Dec 2024".
#[must_use]
pub fn date_text(value: f64) -> String {
    let (year, month, _) = day_of(value);
    let name = MONTHS.get(month as usize - 1).copied().unwrap_or("Jan");
    format!("{name} {year}")
}

fn date_ticks(domain: (f64, f64), labels: usize) -> Vec<Tick> {
    let (low, high) = domain;
    // Months since year 0, the first one rounded up to a whole month.
    let index = |(year, month, _): (i32, u32, u32)| i64::from(year) * 12 + i64::from(month) - 1;
    let months_low = index(day_of(low)) + i64::from(day_of(low).2 > 1);
    let months_high = index(day_of(high));
    let fits = |step: &i64| (months_high - months_low) / step < labels as i64;
    let step = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].into_iter().find(fits).unwrap_or(12_000);
    let first = months_low + (-months_low).rem_euclid(step);
    let mut found = Vec::new();
    let mut month = first;
    while month <= months_high {
        let (year, within) = (month.div_euclid(12) as i32, month.rem_euclid(12) as u32 + 1);
        let value = decimal_year(year, within, 1);
        if let Some(mut tick) = tick_at(Measure::Date, Scale::Linear, domain, value, true) {
            if step % 12 == 0 {
                tick.label = year.to_string();
            }
            found.push(tick);
        }
        month += step;
    }
    without_repeats(found)
}

#[cfg(test)]
mod tests;
