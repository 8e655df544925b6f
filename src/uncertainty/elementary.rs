//! Logarithms, exponentials and normal quantiles of many numbers at once, to the bit those of one number.

use std::f64::consts::LOG2_E;

use fearless_simd::dispatch;

use super::special::{center_quantile, middle_quantile, normal_quantile};
use super::wide;

/// Numbers that are worked on side by side.
const GROUP: usize = 64;

/// Replaces numbers group by group in the widest vectors where `usual` holds for all of a group; else one by one.
macro_rules! each {
    ($numbers:expr, $usual:expr, $wide:expr, $single:expr) => {
        let (groups, rest) = $numbers.as_chunks_mut::<GROUP>();
        for group in groups {
            if group.iter().fold(true, |all, number| all & $usual(*number)) {
                dispatch!(wide::level(), _simd => replace(group, $wide));
            } else {
                replace(group, $single);
            }
        }
        replace(rest, $single);
    };
}

#[inline(always)]
fn replace(numbers: &mut [f64], by: impl Fn(f64) -> f64) {
    for number in numbers {
        *number = by(*number);
    }
}

/// Replaces numbers by their natural logarithms.
pub(super) fn logarithms(numbers: &mut [f64]) {
    // Positive, finite, not one, and with all digits.
    let usual = |x: f64| (f64::MIN_POSITIVE..f64::INFINITY).contains(&x) & (x != 1.0);
    each!(numbers, usual, logarithm, libm::log);
}

/// Replaces numbers by their exponentials.
pub(super) fn exponentials(numbers: &mut [f64]) {
    // Neither so small that one is added and no more, nor near an overflow or underflow.
    let usual = |x: f64| (x.abs() < 700.0) & (x.abs() > 1e-8);
    each!(numbers, usual, exponential, libm::exp);
}

/// Replaces probabilities by the quantiles of the standard normal distribution there.
pub(super) fn normal_quantiles(numbers: &mut [f64]) {
    // The three ways of `normal_quantile`; the one for the far tail is hardly ever taken.
    let center = |p: f64| (p - 0.5).abs() <= 0.425;
    let middle = |p: f64| (p - 0.5 < -0.425) & (p >= 1.5e-11);
    let (groups, rest) = numbers.as_chunks_mut::<GROUP>();
    for group in groups {
        if group.iter().fold(true, |all, p| all & center(*p)) {
            dispatch!(wide::level(), _simd => replace(group, center_quantile));
        } else if group.iter().fold(true, |all, p| all & middle(*p)) {
            logarithms(group);
            replace(group, |logarithm| libm::sqrt(-logarithm));
            dispatch!(wide::level(), _simd => replace(group, |r| -middle_quantile(r)));
        } else {
            replace(group, normal_quantile);
        }
    }
    replace(rest, normal_quantile);
}

/// The operations of `e_log.c` of FreeBSD's msun, which `libm` follows, in their order and without a branch: `2^k m` with `m`
/// between the roots of a half and of two, and a polynomial of `m`.
#[inline(always)]
#[expect(clippy::excessive_precision, reason = "as its authors write them")]
fn logarithm(x: f64) -> f64 {
    const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
    const L1: f64 = 6.666_666_666_666_735_130e-1;
    const L2: f64 = 3.999_999_999_940_941_908e-1;
    const L3: f64 = 2.857_142_874_366_239_149e-1;
    const L4: f64 = 2.222_219_843_214_978_396e-1;
    const L5: f64 = 1.818_357_216_161_805_012e-1;
    const L6: f64 = 1.531_383_769_920_937_332e-1;
    const L7: f64 = 1.479_819_860_511_658_591e-1;
    /// The upper halves of one and of the root of a half.
    const ONE: u64 = 0x3FF0_0000;
    const ROOT: u64 = 0x3FE6_A09E;
    const LOWER: u64 = 0xFFFF_FFFF;
    let bits = x.to_bits();
    let upper = (bits >> 32) + (ONE - ROOT);
    // The exponent as a number: put behind the digits of 2^52, which are then taken off.
    let exponent = f64::from_bits((upper >> 20) | 0x4330_0000_0000_0000) - 4_503_599_627_370_496.0 - 1023.0;
    let mantissa = f64::from_bits((((upper & 0x000F_FFFF) + ROOT) << 32) | (bits & LOWER));
    let f = mantissa - 1.0;
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (L2 + w * (L4 + w * L6));
    let odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
    let rest = odd + even;
    s * (half + rest) + exponent * LN2_LOW - half + f + exponent * LN2_HIGH
}

/// The operations of `e_exp.c` from the same place: `2^k` times the exponential of what is left, a quotient of polynomials.
#[inline(always)]
#[expect(clippy::excessive_precision, reason = "as its authors write them")]
fn exponential(x: f64) -> f64 {
    const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
    const P1: f64 = 1.666_666_666_666_660_190_37e-1;
    const P2: f64 = -2.777_777_777_701_559_338_42e-3;
    const P3: f64 = 6.613_756_321_437_934_361_17e-5;
    const P4: f64 = -1.653_390_220_546_525_153_90e-6;
    const P5: f64 = 4.138_136_797_057_238_460_39e-8;
    /// Half of ln 2, seen by the upper half of its digits alone: below, nothing is taken off.
    const NEAR_ZERO: f64 = f64::from_bits(0x3FD6_2E43_0000_0000);
    // Rounded toward zero.
    let power = LOG2_E * x + if x < 0.0 { -0.5 } else { 0.5 };
    let power = if power < 0.0 { -wide::whole(-power) } else { wide::whole(power) };
    let power = if x.abs() < NEAR_ZERO { 0.0 } else { power };
    let (high, low) = (x - power * LN2_HIGH, power * LN2_LOW);
    let x = high - low;
    let square = x * x;
    let c = x - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
    let y = 1.0 + (x * c / (2.0 - c) - low + high);
    y * f64::from_bits(wide::integer(power + 1023.0) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many 64-bit numbers without order.
    fn bits(count: usize) -> impl Iterator<Item = u64> {
        let mut state = 1_u64;
        std::iter::repeat_with(move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .take(count)
    }

    fn same(numbers: &[f64], many: impl Fn(&mut [f64]), one: impl Fn(f64) -> f64) {
        let mut found = numbers.to_vec();
        many(&mut found);
        for (number, found) in numbers.iter().zip(found) {
            assert_eq!(found.to_bits(), one(*number).to_bits(), "{number:e}");
        }
    }

    #[test]
    fn exponentials_have_the_bits_of_libm() {
        let mut numbers: Vec<f64> = (0..200_000).map(|index| f64::from(index) * 7e-3 - 699.9).collect();
        numbers.extend((0..200_000).map(|index| f64::from(index) * 2e-5 - 2.0));
        // Around the ends of the ways that the reduction takes: halves of ln 2.
        for halves in 1..8 {
            let near = (f64::from(halves) * std::f64::consts::LN_2 / 2.0).to_bits();
            numbers.extend(
                (near - 500..near + 500).flat_map(|bits| [f64::from_bits(bits), -f64::from_bits(bits)]),
            );
            let word = near >> 32 << 32;
            numbers.extend((word - 64..word + 64).map(f64::from_bits));
        }
        same(&numbers, exponentials, libm::exp);
        let mut odd = vec![0.5; GROUP];
        odd.splice(3..10, [0.0, -0.0, 1e-9, 710.0, -745.0, f64::INFINITY, f64::NEG_INFINITY]);
        same(&odd, exponentials, libm::exp);
    }

    #[test]
    fn normal_quantiles_have_the_bits_of_one_at_a_time() {
        let mut numbers: Vec<f64> = (1..100_000).map(|index| f64::from(index) / 1e5).collect();
        // From the far tail on.
        numbers.extend((0..4000).map(|index| 1e-13 * libm::exp2(f64::from(index) / 100.0)));
        numbers.extend([0.0, 1.0, -1.0, 2.0]);
        same(&numbers, normal_quantiles, normal_quantile);
    }

    #[test]
    fn logarithms_have_the_bits_of_libm() {
        // Every exponent, many mantissas, both sides of the root of two, and what is not usual.
        let mut numbers: Vec<f64> =
            bits(200_000).map(|bits| f64::from_bits(bits >> 1)).filter(|number| *number > 0.0).collect();
        numbers.extend((0..100_000).map(|index| 0.5 + f64::from(index) * 2e-5));
        numbers.extend((-40..40).map(|power| libm::exp2(f64::from(power))));
        let root = std::f64::consts::SQRT_2.to_bits();
        numbers.extend((root - 2000..root + 2000).map(f64::from_bits));
        same(&numbers, logarithms, libm::log);
        let mut odd = vec![2.0; GROUP];
        odd[3] = f64::MIN_POSITIVE / 1024.0;
        odd[4] = 1.0;
        same(&odd, logarithms, libm::log);
    }
}
