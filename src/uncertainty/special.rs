//! The special functions that distributions need, the same bits on every platform.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

/// The normal quantile of 95 %: half the width of the central 90 % of a standard normal.
pub const Z95: f64 = 1.644_853_626_951_472_2;

/// Density of the standard normal distribution.
#[must_use]
pub fn normal_density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / libm::sqrt(TAU)
}

/// Probability that a standard normal is at most `z`; its complement is `normal_cdf(-z)`, without cancellation.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The standard normal's quantile at `p`, accurate to about 1e-15 of its value: -∞ at 0, ∞ at 1, NaN outside.
///
/// For an upper tail `q` take `-normal_quantile(q)`, which does not cancel.
///
/// Source: M. J. Wichura (1988), Algorithm AS 241, Applied Statistics 37, 477-484, routine PPND16.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        return center_quantile(p);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail.is_nan() || tail < 0.0 {
        return f64::NAN;
    }
    if tail == 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = libm::sqrt(-libm::log(tail));
    let z =
        if r <= 5.0 { middle_quantile(r) } else { polynomial(&FAR.0, r - 5.0) / polynomial(&FAR.1, r - 5.0) };
    if q < 0.0 { -z } else { z }
}

/// [`normal_quantile`] at probabilities from 0.075 to 0.925.
#[inline(always)]
pub(super) fn center_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    let r = 0.180_625 - q * q;
    q * polynomial(&CENTER.0, r) / polynomial(&CENTER.1, r)
}

/// How far out [`normal_quantile`] lies beyond those, by the root of minus the logarithm of the tail, up to 5.
#[inline(always)]
pub(super) fn middle_quantile(r: f64) -> f64 {
    polynomial(&MIDDLE.0, r - 1.6) / polynomial(&MIDDLE.1, r - 1.6)
}

/// Numerator and denominator, from the constant term upwards.
type Rational = ([f64; 8], [f64; 8]);

const CENTER: Rational = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);

const MIDDLE: Rational = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);

const FAR: Rational = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_887_9,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[inline(always)]
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The natural log of the odds of a share: -∞ at 0, ∞ at 1.
#[must_use]
pub fn logit(share: f64) -> f64 {
    if share < 0.5 {
        libm::log(share) - libm::log1p(-share)
    } else {
        // 1 - share is exact here, and log1p would lose what matters near 1.
        libm::log(share) - libm::log(1.0 - share)
    }
}

/// The share with these log odds.
#[must_use]
pub fn logistic(log_odds: f64) -> f64 {
    if log_odds < 0.0 {
        let odds = libm::exp(log_odds);
        odds / (1.0 + odds)
    } else {
        1.0 / (1.0 + libm::exp(-log_odds))
    }
}

/// Logarithm of Euler's beta function, `ln B(a, b)`.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// Regularized incomplete beta function `I_x(a, b)`: the probability that a beta variable is at most `x`.
///
/// `x` between 0 and 1, `a` and `b` above 0. Relative error about 1e-14 while `a + b` is below 100, growing to 1e-9 at
/// a million, where the logarithm of the gamma function loses digits.
#[must_use]
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    BetaTails::at(x, 1.0 - x, a, b, ln_beta(a, b)).below
}

/// Both tails of a beta distribution at one point, each without cancellation against 1 where it is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BetaTails {
    /// Probability below the point.
    pub(super) below: f64,
    /// Probability above it.
    pub(super) above: f64,
    /// Derivative of the probability below by the log odds of the point: `x^a (1-x)^b / B(a, b)`.
    pub(super) slope: f64,
}

impl BetaTails {
    /// At `x`, whose complement `y` the caller may know better than `1 - x`; `ln_beta` is that of `a` and `b`.
    pub(super) fn at(x: f64, y: f64, a: f64, b: f64, ln_beta: f64) -> Self {
        if x.is_nan() || a.is_nan() || b.is_nan() {
            return Self { below: f64::NAN, above: f64::NAN, slope: f64::NAN };
        }
        if x <= 0.0 {
            return Self { below: 0.0, above: 1.0, slope: 0.0 };
        }
        if y <= 0.0 {
            return Self { below: 1.0, above: 0.0, slope: 0.0 };
        }
        let slope = libm::exp(a * libm::log(x) + b * libm::log(y) - ln_beta);
        if x * (a + b + 2.0) < a + 1.0 {
            // Rounding may carry a tail that is nearly everything past 1.
            let below = (slope * beta_fraction(x, a, b) / a).min(1.0);
            Self { below, above: 1.0 - below, slope }
        } else {
            let above = (slope * beta_fraction(y, b, a) / b).min(1.0);
            Self { below: 1.0 - above, above, slope }
        }
    }
}

/// The continued fraction of the incomplete beta function by Lentz's method (Abramowitz and Stegun 26.5.8).
/// Converges within about the square root of the greater parameter when `x` lies below the mean.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    const STEPS: u32 = 20_000;
    let nonzero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 2e-16 {
            break;
        }
    }
    fraction
}

/// Where an increasing function is zero, between two points around it: regula falsi (Illinois), with a bisection in
/// every third step, so that a badly scaled function costs at most three times as much as halving alone.
///
/// `None` when the function has the same sign at both ends or is not a number.
pub(super) fn root(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> Option<f64> {
    const STEPS: u32 = 200;
    let mut below = function(low);
    let mut above = function(high);
    if below.is_nan() || above.is_nan() || below > 0.0 || above < 0.0 {
        return None;
    }
    let mut kept_low = None;
    for step in 0..STEPS {
        if high - low <= 4.0 * f64::EPSILON * (low.abs() + high.abs()) {
            break;
        }
        let secant = low - below * (high - low) / (above - below);
        let halve = step % 3 == 2 || !(secant > low && secant < high);
        let at = if halve { f64::midpoint(low, high) } else { secant };
        let value = function(at);
        if value.is_nan() {
            return None;
        }
        if value == 0.0 || at <= low || at >= high {
            return Some(at);
        }
        // An end that stays twice counts half, or the secant would creep towards the root from one side.
        if value < 0.0 {
            (low, below) = (at, value);
            above *= if kept_low == Some(false) { 0.5 } else { 1.0 };
            kept_low = Some(false);
        } else {
            (high, above) = (at, value);
            below *= if kept_low == Some(true) { 0.5 } else { 1.0 };
            kept_low = Some(true);
        }
    }
    Some(f64::midpoint(low, high))
}

#[cfg(test)]
#[path = "special_tests.rs"]
mod tests;
