//! A cumulative distribution function in a table, for the many evaluations that smooth percentiles take.
//!
//! Between two values whose ratio is two there are 128 pieces of equal width, each a cubic through the function and its
//! slope. The pieces follow the bits of the number, so that no logarithm is taken. The error is below 1e-8.

use super::Distribution;

/// Bits of the mantissa that choose the piece within an octave.
const PIECE_BITS: u32 = 7;
/// Bits of a double below those.
const SHIFT: u32 = 52 - PIECE_BITS;
/// The probability beyond either end of the table.
const TAIL: f64 = 1e-12;
/// More pieces than this are not tabulated: ranges over a hundred octaves.
const MOST_PIECES: u64 = 16_384;

/// A cubic on one piece, in powers of `x − start`.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: f64,
    coefficients: [f64; 4],
}

/// The table of one distribution with positive support.
#[derive(Debug, Clone)]
pub(super) struct CdfTable {
    first: u64,
    pieces: Vec<Piece>,
    ends: (f64, f64),
}

impl CdfTable {
    /// Tabulates a continuous distribution on positive numbers; nothing for others.
    pub(super) fn new(distribution: &Distribution) -> Option<Self> {
        let (low, high) = (distribution.quantile(TAIL), distribution.quantile(1.0 - TAIL));
        if distribution.is_discrete() || !(low > f64::MIN_POSITIVE && high.is_finite() && low < high) {
            return None;
        }
        let (first, last) = (low.to_bits() >> SHIFT, high.to_bits() >> SHIFT);
        if last - first > MOST_PIECES {
            return None;
        }
        let value = |index: u64| {
            let at = f64::from_bits(index << SHIFT);
            (at, distribution.cdf(at))
        };
        let pieces = (first..=last).map(|index| piece(distribution, value(index), value(index + 1)));
        Some(Self { first, pieces: pieces.collect(), ends: (low, high) })
    }

    /// The probability of at most `x`.
    #[inline]
    pub(super) fn at(&self, x: f64) -> f64 {
        if x <= self.ends.0 {
            return 0.0;
        }
        if x >= self.ends.1 {
            return 1.0;
        }
        let index = (x.to_bits() >> SHIFT).wrapping_sub(self.first);
        match self.pieces.get(index as usize) {
            Some(Piece { start, coefficients: [c0, c1, c2, c3] }) => {
                let t = x - start;
                c0 + t * (c1 + t * (c2 + t * c3))
            }
            None => f64::NAN,
        }
    }
}

/// The cubic through the function at the ends and at both thirds of a piece.
fn piece(distribution: &Distribution, (start, f0): (f64, f64), (end, f3): (f64, f64)) -> Piece {
    let third = (end - start) / 3.0;
    let (f1, f2) = (distribution.cdf(start + third), distribution.cdf(start + 2.0 * third));
    // Newton's divided differences on equal steps, expanded in powers of x − start.
    let (d1, d2, d3) = (f1 - f0, f2 - 2.0 * f1 + f0, f3 - 3.0 * f2 + 3.0 * f1 - f0);
    let coefficients = [
        f0,
        (d1 - d2 / 2.0 + d3 / 3.0) / third,
        (d2 / 2.0 - d3 / 2.0) / (third * third),
        d3 / 6.0 / (third * third * third),
    ];
    Piece { start, coefficients }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Family, Range};

    #[test]
    fn the_table_is_the_function() {
        let log_normal = Range::interval(1.5, 3.5);
        let wide = Range::interval(1e-3, 1e4);
        let beta = Range::Interval { low: 0.25, high: 0.45, mode: None, family: Some(Family::Beta) };
        let uniform = Range::Interval { low: 2.0, high: 3.0, mode: None, family: Some(Family::Uniform) };
        for (range, bounds) in
            [(log_normal, (0.0, 1e5)), (wide, (0.0, 1e9)), (beta, (0.0, 1.0)), (uniform, (0.0, 9.0))]
        {
            let distribution = Distribution::new(&range, bounds).expect("possible");
            let table = CdfTable::new(&distribution).expect("positive");
            for step in 1..2000 {
                let x = distribution.quantile(f64::from(step) / 2000.0);
                let error = table.at(x) - distribution.cdf(x);
                assert!(error.abs() < 1e-7, "{range:?} at {x}: {error}");
            }
        }
    }

    #[test]
    fn a_distribution_that_reaches_zero_has_none() {
        let range = Range::Interval { low: -1.0, high: 1.0, mode: None, family: Some(Family::Normal) };
        let distribution = Distribution::new(&range, (-9.0, 9.0)).expect("possible");
        assert!(CdfTable::new(&distribution).is_none());
    }
}
