//! Cubics from a table, four at a time, in the widest vectors of the processor.

use fearless_simd::{Simd, f64x2, f64x4, prelude::*};

pub(super) use crate::estimate::wide::level;

/// Added to a number from 0 to 2^51, it leaves no room for digits behind the point.
const NO_FRACTION: f64 = 4_503_599_627_370_496.0;

/// The whole part of a number from 0 to 2^51. A conversion to an integer would go one by one, since it minds all others.
#[inline(always)]
pub(super) fn whole(number: f64) -> f64 {
    let rounded = (number + NO_FRACTION) - NO_FRACTION;
    if rounded > number { rounded - 1.0 } else { rounded }
}

/// The nearest integer to a number from 0 to 2^51.
#[inline(always)]
pub(super) fn integer(number: f64) -> u64 {
    (number + NO_FRACTION).to_bits() & ((1 << 52) - 1)
}

/// The coefficients of four cubics, turned so that each coefficient of the four stands in one vector.
#[inline(always)]
pub(super) fn four_cubics<S: Simd>(simd: S, [r, s, t, u]: [&[f64; 4]; 4]) -> [f64x4<S>; 4] {
    let halves = |row: &[f64; 4]| {
        let (first, second) = row.split_at(2);
        (f64x2::from_slice(simd, first), f64x2::from_slice(simd, second))
    };
    let turn = |left: (f64x2<S>, f64x2<S>), right: (f64x2<S>, f64x2<S>)| {
        [left.0.zip_low(right.0), left.0.zip_high(right.0), left.1.zip_low(right.1), left.1.zip_high(right.1)]
    };
    let [low, high] = [turn(halves(r), halves(s)), turn(halves(t), halves(u))];
    [low[0].combine(high[0]), low[1].combine(high[1]), low[2].combine(high[2]), low[3].combine(high[3])]
}
