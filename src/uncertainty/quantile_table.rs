//! Any distribution as a table of cubics from which draws are looked up, at one speed for every family.

use fearless_simd::{Simd, dispatch, f64x4, prelude::*};

use super::Distribution;
use super::elementary::normal_quantiles;
use super::sampler::BLOCK;
use super::wide;

/// A distribution's quantile at all 2^32 uniform numbers `(u + 0.5) / 2^32`.
///
/// Smooth distributions are cut into pieces that follow the octaves of the tail probability, 16 to an octave on either
/// side, with a cubic on each. Its relative error against [`Distribution::quantile`] (relative to the 90 % interval
/// where values may be negative) is below 1e-7, and below 1e-8 for an interval of a factor of three. Where a wide or
/// lopsided distribution would miss that, an octave has 32 or 128 pieces. Choices have exact steps.
#[derive(Debug, Clone)]
pub struct QuantileTable {
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Coarse(Cubics<4, COARSE>),
    Middle(Cubics<5, MIDDLE>),
    Fine(Cubics<7, FINE>),
    /// The first number of each step, and its value.
    Steps(Vec<(u32, f64)>),
}

/// Octaves of the tail probability from half a unit, 2^-33, to the whole.
const OCTAVES: usize = 33;
/// Rows of both sides, rounded up to a power of two, so that a mask keeps a row number within the table.
const COARSE: usize = (OCTAVES << 5).next_power_of_two();
const MIDDLE: usize = (OCTAVES << 6).next_power_of_two();
const FINE: usize = (OCTAVES << 8).next_power_of_two();
/// Half of the error that is promised, since it is looked for in some of the pieces only.
const GOOD_ENOUGH: f64 = 5e-8;
const TWO_TO_32: f64 = 4_294_967_296.0;

/// Where a cubic that runs through both ends of a piece must meet the curve inside for the least error: here, and as
/// far from the other end. It is 1 - 1/√2.
const NODE: f64 = 0.292_893_218_813_452_4;

/// Cubics on `2^BITS` pieces to an octave: first the `PIECES / 2` of the lower side, then those of the upper one.
#[derive(Debug, Clone)]
struct Cubics<const BITS: u32, const PIECES: usize> {
    /// The first number of the upper side.
    turn: u32,
    /// Coefficients from the constant upwards, for a place in the piece from 0 to 1.
    rows: Box<[[f64; 4]; PIECES]>,
}

impl QuantileTable {
    /// The table of a distribution.
    #[must_use]
    pub fn new(distribution: &Distribution) -> Self {
        let kind = match distribution.steps() {
            Some(steps) => {
                // A step begins at the first number whose probability lies above that of all lower values.
                let starts = std::iter::once(0.0).chain(steps.iter().map(|step| step.up_to));
                let first = |before: f64| libm::ceil(before * TWO_TO_32 - 0.5).max(0.0) as u32;
                Kind::Steps(starts.map(first).zip(steps.iter().map(|step| step.value)).collect())
            }
            None => {
                let (low, high) = distribution.interval();
                let floor = if distribution.support().0 >= 0.0 { 0.0 } else { high - low };
                let turn = distribution.turn();
                smooth(turn, floor, &|upper, tails| distribution.branch(upper, tails))
            }
        };
        Self { kind }
    }

    /// The table of the standard normal distribution, to 2e-8.
    #[must_use]
    pub fn standard_normal() -> Self {
        let side = |upper: bool, tails: &mut [f64]| {
            normal_quantiles(tails);
            if upper {
                tails.iter_mut().for_each(|z| *z = -*z);
            }
        };
        Self { kind: smooth(0.5, 1.0, &side) }
    }

    /// The value of one draw.
    #[must_use]
    #[inline]
    pub fn at(&self, uniform: u32) -> f64 {
        match &self.kind {
            Kind::Coarse(cubics) => cubics.at(uniform),
            Kind::Middle(cubics) => cubics.at(uniform),
            Kind::Fine(cubics) => cubics.at(uniform),
            Kind::Steps(steps) => step(steps, uniform),
        }
    }

    /// The values of many draws, as far as both slices reach: the same bits as from [`Self::at`].
    pub fn fill(&self, uniforms: &[u32], values: &mut [f64]) {
        match &self.kind {
            Kind::Coarse(cubics) => dispatch!(wide::level(), simd => cubics.fill(simd, uniforms, values)),
            Kind::Middle(cubics) => dispatch!(wide::level(), simd => cubics.fill(simd, uniforms, values)),
            Kind::Fine(cubics) => dispatch!(wide::level(), simd => cubics.fill(simd, uniforms, values)),
            Kind::Steps(steps) => {
                for (value, uniform) in values.iter_mut().zip(uniforms) {
                    *value = step(steps, *uniform);
                }
            }
        }
    }
}

fn step(steps: &[(u32, f64)], uniform: u32) -> f64 {
    let value = |value: f64, (first, own): &(u32, f64)| if uniform >= *first { *own } else { value };
    steps.iter().fold(f64::NAN, value)
}

/// The smallest table that is good enough.
fn smooth(turn: f64, floor: f64, side: &impl Fn(bool, &mut [f64])) -> Kind {
    let coarse = Cubics::new(turn, side);
    let error = coarse.error(floor, side);
    // Half the width of a piece makes a sixteenth of a cubic's error.
    if error <= GOOD_ENOUGH {
        Kind::Coarse(coarse)
    } else if error <= GOOD_ENOUGH * 16.0 {
        Kind::Middle(Cubics::new(turn, side))
    } else {
        Kind::Fine(Cubics::new(turn, side))
    }
}

impl<const BITS: u32, const PIECES: usize> Cubics<BITS, PIECES> {
    /// The piece of tail `0.5`, the least there is, as the upper bits of that float.
    const FIRST: u64 = 1022 << BITS;
    const MANTISSA: u64 = (1 << 52) - 1;
    const ONE: u64 = 1023 << 52;

    fn new(turn: f64, side: &impl Fn(bool, &mut [f64])) -> Self {
        let mut rows = vec![[0.0; 4]; PIECES];
        let (lower, higher) = rows.split_at_mut(PIECES / 2);
        for (upper, share, rows) in [(false, turn, lower), (true, 1.0 - turn, higher)] {
            // Tails that lie wholly on the other side are never looked up.
            let used = (0..OCTAVES << BITS).take_while(|piece| Self::tail(*piece, 0.0) <= share);
            let nodes = |piece| [NODE, 1.0 - NODE, 1.0].map(|place| Self::tail(piece, place));
            let mut values = vec![Self::tail(0, 0.0)];
            values.extend(used.flat_map(nodes));
            side(upper, &mut values);
            let Some((mut left, values)) = values.split_first().map(|(left, values)| (*left, values)) else {
                continue;
            };
            for ([first, second, right], row) in values.as_chunks().0.iter().zip(rows) {
                *row = cubic(left, *first, *second, *right);
                left = *right;
            }
        }
        let turn = libm::ceil(turn * TWO_TO_32 - 0.5).clamp(0.0, TWO_TO_32 - 1.0) as u32;
        let rows = rows.into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([[f64::NAN; 4]; PIECES]));
        Self { turn, rows }
    }

    /// The tail probability at a place in a piece.
    fn tail(piece: usize, place: f64) -> f64 {
        let start = f64::from_bits((Self::FIRST + piece as u64) << (52 - BITS));
        let end = f64::from_bits((Self::FIRST + piece as u64 + 1) << (52 - BITS));
        (start + place * (end - start)) / TWO_TO_32
    }

    /// The worst relative error in the middle of every fifth piece, where it is greatest.
    fn error(&self, floor: f64, side: &impl Fn(bool, &mut [f64])) -> f64 {
        let used = self.rows.iter().enumerate().filter(|(_, row)| **row != [0.0; 4]);
        let (upper, lower): (Vec<_>, Vec<_>) = used.step_by(5).partition(|(index, _)| *index >= PIECES / 2);
        let worst = |(rows, upper): (Vec<(usize, &[f64; 4])>, bool)| {
            let tail = |(index, _): &(usize, _)| Self::tail(index % (PIECES / 2), 0.5);
            let mut wanted: Vec<f64> = rows.iter().map(tail).collect();
            side(upper, &mut wanted);
            let error = |((_, row), wanted): (&(usize, &[f64; 4]), &f64)| {
                let scale = wanted.abs().max(floor).max(f64::MIN_POSITIVE);
                (evaluate(row, 0.5) - wanted).abs() / scale
            };
            rows.iter().zip(&wanted).map(error).fold(0.0, f64::max)
        };
        f64::max(worst((upper, true)), worst((lower, false)))
    }

    /// Piece and place in it.
    #[inline(always)]
    fn locate(&self, uniform: u32) -> (usize, f64) {
        let upper = uniform >= self.turn;
        let tail = f64::from(if upper { !uniform } else { uniform }) + 0.5;
        let bits = tail.to_bits();
        let piece = (bits >> (52 - BITS)).wrapping_sub(Self::FIRST) as usize;
        let place = f64::from_bits(((bits << BITS) & Self::MANTISSA) | Self::ONE) - 1.0;
        (piece + if upper { PIECES / 2 } else { 0 }, place)
    }

    #[inline(always)]
    fn at(&self, uniform: u32) -> f64 {
        let (piece, place) = self.locate(uniform);
        evaluate(self.row(piece), place)
    }

    #[inline(always)]
    fn row(&self, piece: usize) -> &[f64; 4] {
        // No number leads past the table; masking it says so and spares a check.
        self.rows.get(piece & (PIECES - 1)).unwrap_or(&[f64::NAN; 4])
    }

    #[inline(always)]
    fn fill<S: Simd>(&self, simd: S, uniforms: &[u32], values: &mut [f64]) {
        let (blocks, rest) = uniforms.as_chunks::<BLOCK>();
        let (value_blocks, value_rest) = values.split_at_mut(values.len().min(blocks.len() * BLOCK));
        for (uniforms, values) in blocks.iter().zip(value_blocks.as_chunks_mut().0) {
            self.fill_block(simd, uniforms, values);
        }
        for (value, uniform) in value_rest.iter_mut().zip(rest) {
            *value = self.at(*uniform);
        }
    }

    #[inline(always)]
    fn fill_block<S: Simd>(&self, simd: S, uniforms: &[u32; BLOCK], values: &mut [f64; BLOCK]) {
        let mut pieces = [0_usize; BLOCK];
        let mut places = [0.0; BLOCK];
        for ((uniform, piece), place) in uniforms.iter().zip(&mut pieces).zip(&mut places) {
            (*piece, *place) = self.locate(*uniform);
        }
        let (pieces, places) = (pieces.as_chunks::<4>().0, places.as_chunks::<4>().0);
        for ((pieces, places), values) in pieces.iter().zip(places).zip(values.as_chunks_mut::<4>().0) {
            let [a, b, c, d] = wide::four_cubics(simd, pieces.map(|piece| self.row(piece)));
            let place = f64x4::from_slice(simd, places);
            (a + place * (b + place * (c + place * d))).store_slice(values);
        }
    }
}

#[inline(always)]
fn evaluate([a, b, c, d]: &[f64; 4], place: f64) -> f64 {
    a + place * (b + place * (c + place * d))
}

/// The cubic through values at 0, [`NODE`], 1 - [`NODE`] and 1.
fn cubic(left: f64, first: f64, second: f64, right: f64) -> [f64; 4] {
    let rise = right - left;
    // What remains over the straight line is t (1 - t) (bend + turn t).
    let scale = NODE * (1.0 - NODE);
    let first = (first - left - NODE * rise) / scale;
    let second = (second - left - (1.0 - NODE) * rise) / scale;
    let turn = (second - first) / (1.0 - 2.0 * NODE);
    let bend = first - NODE * turn;
    [left, rise + bend, turn - bend, -turn]
}

#[cfg(test)]
#[path = "quantile_table_tests.rs"]
mod tests;
