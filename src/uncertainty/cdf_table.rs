//! A cumulative distribution function in a table, for the many evaluations that smooth percentiles take.
//!
//! Between two values whose ratio is two there are 128 pieces of equal width, and 2,048 pieces in all where values may be
//! zero or negative; each is a cubic through the function at four places. No piece reaches over an end of the distribution,
//! where the function may have a kink. The error is below 1e-7, and below 1e-6 at the peak of a triangle.

use fearless_simd::{Simd, dispatch, f64x4, prelude::*};

use super::Distribution;
use super::wide;

/// Bits of the mantissa that choose the piece within an octave.
const PIECE_BITS: u32 = 7;
/// Bits of a double below those.
const SHIFT: u32 = 52 - PIECE_BITS;
/// The probability beyond either end of the table.
const TAIL: f64 = 1e-12;
/// More pieces than this are not tabulated: ranges over a hundred octaves.
const MOST_PIECES: u64 = 16_384;
/// Pieces of equal width.
const EVEN_PIECES: u32 = 2048;
/// Samples that are worked on side by side.
const GROUP: usize = 64;

const MANTISSA: u64 = (1 << 52) - 1;
const EXPONENT: u64 = !MANTISSA & (u64::MAX >> 1);
const ONE: u64 = 1023 << 52;

/// The table of one continuous distribution, of the quantity itself or of its reciprocal.
#[derive(Debug, Clone)]
pub(super) struct CdfTable {
    pieces: Pieces,
    /// What values are multiplied by, so that the first piece of an octave begins where the table does.
    scale: f64,
    /// Coefficients from the constant upwards, for a place in the piece from 0 to 1.
    rows: Vec<[f64; 4]>,
    /// The scaled values at which the table begins and ends; what lies beyond counts as the end.
    ends: (f64, f64),
}

/// How a value finds its piece.
#[derive(Debug, Clone, Copy)]
enum Pieces {
    /// Pieces follow the bits of the number from one upwards, so that no logarithm is taken.
    Octaves,
    /// Pieces of one width, of which so many go into one.
    Even(f64),
}

/// A figure as `a + b t` for every sample, by `a` and `1 / b`.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) a: Vec<f64>,
    pub(super) inverse: Vec<f64>,
}

impl Lines {
    /// Room for so many.
    pub(super) fn of(size: usize) -> Self {
        Self { a: Vec::with_capacity(size), inverse: Vec::with_capacity(size) }
    }
}

/// The place of a value: piece, place in it from 0 to 1, and how many pieces there are to a unit.
type Place = (usize, f64, f64);

impl CdfTable {
    /// Tabulates a continuous distribution or that of the reciprocal, which must be positive. Nothing for choices and for
    /// ranges over a hundred octaves.
    pub(super) fn new(distribution: &Distribution, reciprocal: bool) -> Option<Self> {
        let (low, high) = (distribution.quantile(TAIL), distribution.quantile(1.0 - TAIL));
        let ends = if reciprocal { (1.0 / high, 1.0 / low) } else { (low, high) };
        if distribution.is_discrete() || !(ends.0.is_finite() && ends.1.is_finite() && ends.0 < ends.1) {
            return None;
        }
        let positive = ends.0 > f64::MIN_POSITIVE;
        let scale = if positive { 1.0 / ends.0 } else { 1.0 };
        let probability = |scaled: f64| match scaled / scale {
            t if reciprocal => distribution.exceedance(1.0 / t),
            t => distribution.cdf(t),
        };
        let rows_between = |edges: &[f64]| {
            // One piece ends where the next one begins.
            let mut before = edges.first().map(|edge| (*edge, probability(*edge)));
            let row = |end: &f64| {
                let after = (*end, probability(*end));
                Some(row(&probability, before.replace(after)?, after))
            };
            edges.iter().skip(1).filter_map(row).collect::<Vec<_>>()
        };
        if positive {
            let end = ends.1 * scale;
            let (first, last) = (ONE >> SHIFT, end.to_bits() >> SHIFT);
            if !end.is_finite() || last - first > MOST_PIECES {
                return None;
            }
            let mut edges: Vec<f64> = (first..=last).map(|index| f64::from_bits(index << SHIFT)).collect();
            // The last piece ends with the table. Its places are those of a whole one all the same.
            let whole = f64::from_bits((last + 1) << SHIFT) - f64::from_bits(last << SHIFT);
            let part = (end - f64::from_bits(last << SHIFT)) / whole;
            edges.push(end);
            let mut rows = rows_between(&edges);
            if let Some([_, rest @ ..]) = rows.last_mut() {
                let mut power = 1.0;
                for coefficient in rest {
                    power *= part;
                    // Nothing of the piece is ever looked up where it has no width.
                    *coefficient = if part > 0.0 { *coefficient / power } else { 0.0 };
                }
            }
            return Some(Self { pieces: Pieces::Octaves, scale, rows, ends: (1.0, end) });
        }
        let width = (ends.1 - ends.0) / f64::from(EVEN_PIECES);
        // One piece more, in which the upper end itself lies.
        let edges: Vec<f64> = (0..=EVEN_PIECES + 1).map(|index| ends.0 + width * f64::from(index)).collect();
        let rows = rows_between(&edges);
        Some(Self { pieces: Pieces::Even(1.0 / width), scale, rows, ends })
    }

    #[inline(always)]
    fn held(&self, t: f64) -> f64 {
        let t = if t > self.ends.0 { t } else { self.ends.0 };
        if t < self.ends.1 { t } else { self.ends.1 }
    }

    /// The place of a scaled value. Beyond the ends nothing rises, however steep the end itself is.
    #[inline(always)]
    fn place(&self, t: f64, locate: &impl Fn(f64) -> Place) -> Place {
        let held = self.held(t);
        let (piece, place, per_unit) = locate(held);
        (piece, place, if held == t { per_unit } else { 0.0 })
    }

    #[inline(always)]
    fn row(&self, piece: usize) -> &[f64; 4] {
        self.rows.get(piece).unwrap_or(&[f64::NAN; 4])
    }

    /// The probability of at most `t`.
    #[cfg(test)]
    fn at(&self, t: f64) -> f64 {
        let t = self.held(t * self.scale);
        let (piece, place, _) = match self.pieces {
            Pieces::Octaves => octave(t),
            Pieces::Even(per_unit) => even(self.ends.0, per_unit, t),
        };
        let [a, b, c, d] = self.row(piece);
        a + place * (b + place * (c + place * d))
    }

    /// The mean probability that the first lines stay at or below `value`, and its slope along `value`.
    pub(super) fn mean_below(&self, value: f64, lines: &Lines, first: usize) -> (f64, f64) {
        let count = lines.a.len().min(lines.inverse.len()).min(first);
        let sums = dispatch!(wide::level(), simd => match self.pieces {
            Pieces::Octaves => self.sums(simd, value, lines, count, octave),
            Pieces::Even(per_unit) => self.sums(simd, value, lines, count, |t| even(self.ends.0, per_unit, t)),
        });
        (sums.0 / count as f64, sums.1 * self.scale / count as f64)
    }

    #[inline(always)]
    fn sums<S: Simd>(
        &self,
        simd: S,
        value: f64,
        lines: &Lines,
        count: usize,
        locate: impl Fn(f64) -> Place,
    ) -> (f64, f64) {
        let (a, inverse) = (lines.a.get(..count), lines.inverse.get(..count));
        let (a, inverse) = (a.unwrap_or_default().as_chunks(), inverse.unwrap_or_default().as_chunks());
        let mut sums = [f64x4::splat(simd, 0.0); 2];
        for (a, inverse) in a.0.iter().zip(inverse.0) {
            self.add(simd, value, (a, inverse), &locate, &mut sums);
        }
        // Lanes are added in one order at every width.
        let total = |sum: f64x4<S>| {
            let mut lanes = [0.0; 4];
            sum.store_slice(&mut lanes);
            lanes.iter().sum::<f64>()
        };
        let mut sums = sums.map(total);
        for (a, inverse) in a.1.iter().zip(inverse.1) {
            let (piece, place, per_unit) = self.place((value - a) * inverse * self.scale, &locate);
            let [c0, c1, c2, c3] = self.row(piece);
            let share = c0 + place * (c1 + place * (c2 + place * c3));
            let rise = c1 + place * (2.0 * c2 + place * (3.0 * c3));
            sums[0] += 0.5 + libm::copysign(1.0, *inverse) * (share - 0.5);
            sums[1] += rise * (per_unit * libm::fabs(*inverse));
        }
        (sums[0], sums[1])
    }

    /// Adds a group of samples.
    #[inline(always)]
    fn add<S: Simd>(
        &self,
        simd: S,
        value: f64,
        (a, inverse): (&[f64; GROUP], &[f64; GROUP]),
        locate: &impl Fn(f64) -> Place,
        sums: &mut [f64x4<S>; 2],
    ) {
        let (mut pieces, mut places, mut per_unit) = ([0; GROUP], [0.0; GROUP], [0.0; GROUP]);
        // Everything but the look-up goes in plain loops, which the compiler widens.
        for (((a, inverse), piece), (place, per_unit)) in
            a.iter().zip(inverse).zip(&mut pieces).zip(places.iter_mut().zip(&mut per_unit))
        {
            (*piece, *place, *per_unit) = self.place((value - a) * inverse * self.scale, locate);
        }
        let half = f64x4::splat(simd, 0.5);
        let one = f64x4::splat(simd, 1.0);
        let groups = pieces.as_chunks::<4>().0.iter().zip(places.as_chunks::<4>().0);
        let scales = per_unit.as_chunks::<4>().0.iter().zip(inverse.as_chunks::<4>().0);
        for ((pieces, places), (per_unit, inverse)) in groups.zip(scales) {
            let [c0, c1, c2, c3] = wide::four_cubics(simd, pieces.map(|piece| self.row(piece)));
            let place = f64x4::from_slice(simd, places);
            let inverse = f64x4::from_slice(simd, inverse);
            let share = c0 + place * (c1 + place * (c2 + place * c3));
            let rise = c1 + place * (c2 + c2 + place * (c3 + c3 + c3));
            // Where the figure falls with t, more than t is asked for.
            sums[0] += half + one.copysign(inverse) * (share - half);
            sums[1] += rise * (f64x4::from_slice(simd, per_unit) * inverse.abs());
        }
    }
}

#[inline(always)]
fn octave(t: f64) -> Place {
    let bits = t.to_bits();
    let piece = (bits >> SHIFT).wrapping_sub(ONE >> SHIFT) as usize;
    let place = f64::from_bits(((bits << PIECE_BITS) & MANTISSA) | ONE) - 1.0;
    // Two to the power of the pieces' bits less the exponent.
    let per_unit = f64::from_bits(((2046 + u64::from(PIECE_BITS)) << 52).wrapping_sub(bits & EXPONENT));
    (piece, place, per_unit)
}

#[inline(always)]
fn even(start: f64, per_unit: f64, t: f64) -> Place {
    let along = (t - start) * per_unit;
    let piece = wide::whole(along);
    (wide::integer(piece) as usize, along - piece, per_unit)
}

/// The cubic through a function at both thirds of a piece, and at its ends, where it is known.
fn row(function: &impl Fn(f64) -> f64, (start, f0): (f64, f64), (end, f3): (f64, f64)) -> [f64; 4] {
    let third = (end - start) / 3.0;
    let [f1, f2] = [start + third, start + 2.0 * third].map(function);
    // Newton's divided differences on equal steps, expanded in powers of the place.
    let (d1, d2, d3) = (f1 - f0, f2 - 2.0 * f1 + f0, f3 - 3.0 * f2 + 3.0 * f1 - f0);
    [f0, 3.0 * (d1 - d2 / 2.0 + d3 / 3.0), 9.0 * (d2 / 2.0 - d3 / 2.0), 27.0 * d3 / 6.0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Family, Range};

    /// At the peak of this triangle the density's slope changes by 8/9. A cubic through four places misses such a turn by at
    /// most 0.0064 of it times the square of the piece's width, which is at most 1/128 of the value there.
    const PEAK: f64 = 0.0064 * 8.0 / 9.0 * (1.5 / 128.0) * (1.5 / 128.0);

    /// What a table may be off by: families that turn nowhere are met to 1e-7.
    fn tolerance(distribution: &Distribution) -> f64 {
        if distribution.support() == (0.0, 3.0) { PEAK } else { 1e-7 }
    }

    fn distributions() -> Vec<(Distribution, bool)> {
        let of = |low: f64, high: f64, family: Family| Range::Interval {
            low,
            high,
            mode: None,
            family: Some(family),
        };
        let ranges = [
            (of(1.5, 3.5, Family::LogNormal), (0.0, 1e5), true),
            (of(1e-3, 1e4, Family::LogNormal), (0.0, 1e9), true),
            (of(0.25, 0.45, Family::Beta), (0.0, 1.0), true),
            (of(2.0, 3.0, Family::Uniform), (0.0, 9.0), true),
            (of(0.013, 9.7, Family::Uniform), (0.0, 99.0), true),
            (of(0.0, 3.0, Family::Triangular), (0.0, 9.0), false),
            (of(-1.0, 1.0, Family::Normal), (-9.0, 9.0), false),
        ];
        let fitted = |(range, bounds, positive): (Range, (f64, f64), bool)| {
            (Distribution::new(&range, bounds).expect("possible"), positive)
        };
        ranges.map(fitted).to_vec()
    }

    #[test]
    fn the_table_is_the_function() {
        for (distribution, positive) in distributions() {
            let table = CdfTable::new(&distribution, false).expect("smooth");
            for step in 1..2000 {
                let x = distribution.quantile(f64::from(step) / 2000.0);
                let error = table.at(x) - distribution.cdf(x);
                assert!(error.abs() < tolerance(&distribution), "{distribution:?} at {x}: {error}");
            }
            if positive {
                let table = CdfTable::new(&distribution, true).expect("smooth");
                for step in 1..2000 {
                    let x = distribution.quantile(f64::from(step) / 2000.0);
                    let error = table.at(1.0 / x) - distribution.exceedance(x);
                    assert!(error.abs() < 1e-7, "{distribution:?} at 1 / {x}: {error}");
                }
            }
        }
    }

    #[test]
    fn the_mean_over_lines_and_its_slope_are_those_of_single_look_ups() {
        for (distribution, _) in distributions() {
            let table = CdfTable::new(&distribution, false).expect("smooth");
            // Rising and falling lines, not a multiple of what is worked on side by side.
            let line = |index: usize| {
                (0.01 * index as f64, if index.is_multiple_of(3) { -0.9 } else { 1.0 + 0.001 * index as f64 })
            };
            let lines = Lines {
                a: (0..150).map(|index| line(index).0).collect(),
                inverse: (0..150).map(|index| line(index).1).collect(),
            };
            let below = |value: f64| {
                let one = |index: usize| {
                    let (a, inverse) = line(index);
                    let share = table.at((value - a) * inverse);
                    if inverse > 0.0 { share } else { 1.0 - share }
                };
                (0..150).map(one).sum::<f64>() / 150.0
            };
            let value = distribution.median();
            let (mean, slope) = table.mean_below(value, &lines, 150);
            assert!((mean - below(value)).abs() < 1e-12, "{mean} {}", below(value));
            let step = 1e-5 * (distribution.quantile(0.6) - distribution.quantile(0.4));
            let numeric = (below(value + step) - below(value - step)) / (2.0 * step);
            assert!((slope / numeric - 1.0).abs() < 1e-3, "{distribution:?}: {slope} {numeric}");
        }
    }

    #[test]
    fn a_choice_has_none() {
        let range = Range::Choice(vec![(1.0, 0.5), (2.0, 0.5)]);
        let distribution = Distribution::new(&range, (0.0, 9.0)).expect("possible");
        assert!(CdfTable::new(&distribution, false).is_none());
    }
}
