//! Seeded draws that depend on nothing but their place: any block can be made by any thread, in any order.

use super::sobol::directions;
use super::{philox, wide};
use crate::scenario::Sampling;
use fearless_simd::dispatch;

/// Draws are made in blocks of so many.
pub const BLOCK: usize = 256;

/// A family of draws that hang together: one scenario's, or those that scenarios share.
///
/// A draw is a function of sampling, seed, stream, replicate, dimension and index alone. Its value is a `u32`; it
/// stands for the uniform number `(value + 0.5) / 2^32`, which is never 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    sampling: Sampling,
    key: u64,
}

/// One of several independent repetitions of a stream, from whose spread the error of a result is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replicate {
    stream: Stream,
    number: u32,
}

/// The order in which a block of a replicate takes the points of the Sobol sequence, the same in all its dimensions.
#[derive(Debug, Clone)]
pub struct Order {
    block: u32,
    /// Shuffled indices with their bits reversed: the lowest bit of an index is the highest one here.
    reversed: [u32; BLOCK],
}

/// One dimension of a replicate, ready to draw.
#[derive(Debug, Clone)]
pub struct Column {
    replicate: Replicate,
    dimension: u32,
    points: Option<Points>,
}

/// A Sobol dimension with the bits of all numbers reversed, as the scrambling wants them.
#[derive(Debug, Clone)]
struct Points {
    /// What the lowest eight bits of an index contribute, by those bits in reverse.
    low: [u32; BLOCK],
    /// What the other bits contribute, from the lowest.
    high: [u32; 24],
    /// Seed of the scrambling.
    scramble: u32,
}

impl Stream {
    /// The stream of this name.
    #[must_use]
    pub fn new(sampling: Sampling, seed: u64, name: &str) -> Self {
        // FNV-1a tells names apart; the mixing around it makes close names and seeds unrelated.
        let name = name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self { sampling, key: mix(mix(seed).wrapping_add(mix(!name))) }
    }

    /// A repetition that is independent of every other one.
    #[must_use]
    pub fn replicate(self, number: u32) -> Replicate {
        Replicate { stream: self, number }
    }
}

impl Replicate {
    /// The order of points in a block: the one with index `256 * block` and those that follow it.
    #[must_use]
    pub fn order(&self, block: u32) -> Order {
        let mut reversed = [0; BLOCK];
        if self.stream.sampling == Sampling::Sobol {
            // The Sobol points are shuffled by a scrambled index (Burley 2020, section 5): another stream takes them
            // in an unrelated order, while every aligned power of two of them stays together.
            let seed = self.seed(u32::MAX);
            let start = (block << 8).reverse_bits();
            dispatch!(wide::level(), _simd => shuffled(start, seed, &mut reversed));
        }
        Order { block, reversed }
    }

    /// A dimension of this replicate. Beyond the last dimension of the Sobol table ([`super::sobol::DIMENSIONS`])
    /// the draws are pseudo-random.
    #[must_use]
    pub fn column(&self, dimension: u32) -> Column {
        let quasi = self.stream.sampling == Sampling::Sobol;
        let points = directions(dimension).filter(|_| quasi).map(|directions| {
            let reversed = directions.map(u32::reverse_bits);
            let (first, others) = reversed.split_at(8);
            let mut low = [0; BLOCK];
            // Bit 0 of an index is bit 7 of the place in this table. Each bit doubles what is there.
            for (bit, direction) in (0..8).zip(first.iter().rev()) {
                let (without, with) = low.split_at_mut(1 << bit);
                for (with, without) in with.iter_mut().zip(without) {
                    *with = *without ^ direction;
                }
            }
            let mut high = [0; 24];
            high.copy_from_slice(others);
            Points { low, high, scramble: self.seed(dimension) }
        });
        Column { replicate: *self, dimension, points }
    }

    /// A seed of its own for each dimension.
    fn seed(&self, dimension: u32) -> u32 {
        let place = u64::from(self.number) << 32 | u64::from(dimension);
        (mix(self.stream.key ^ mix(place)) >> 32) as u32
    }
}

impl Column {
    /// Draws the first numbers of the block whose order this is, at most [`BLOCK`].
    pub fn fill(&self, order: &Order, out: &mut [u32]) {
        if let Some(whole) = out.first_chunk_mut() {
            self.fill_block(order, whole);
            return;
        }
        let mut whole = [0; BLOCK];
        self.fill_block(order, &mut whole);
        for (out, draw) in out.iter_mut().zip(&whole) {
            *out = *draw;
        }
    }

    fn fill_block(&self, order: &Order, out: &mut [u32; BLOCK]) {
        match &self.points {
            Some(points) => dispatch!(wide::level(), _simd => points.fill(order, out)),
            None => {
                let rest = [self.replicate.number, self.dimension, 0];
                let key = self.replicate.stream.key;
                dispatch!(wide::level(), _simd => philox::fill(order.block, rest, key, out));
            }
        }
    }

    /// Draws numbers from any index on.
    pub fn fill_from(&self, first: u32, out: &mut [u32]) {
        let mut block = first / BLOCK as u32;
        let mut skip = first as usize % BLOCK;
        let mut out = out;
        while !out.is_empty() {
            let order = self.replicate.order(block);
            let (now, later) = out.split_at_mut(out.len().min(BLOCK - skip));
            if skip == 0 {
                self.fill(&order, now);
            } else {
                let mut whole = [0; BLOCK];
                self.fill_block(&order, &mut whole);
                for (out, draw) in now.iter_mut().zip(whole.iter().skip(skip)) {
                    *out = *draw;
                }
            }
            out = later;
            block = block.wrapping_add(1);
            skip = 0;
        }
    }
}

impl Points {
    #[inline(always)]
    fn fill(&self, order: &Order, out: &mut [u32; BLOCK]) {
        // Shuffling keeps the block together, so the upper bits of its indices are all the same.
        let shared = order.reversed.first().copied().unwrap_or_default();
        let mut high = 0;
        for (bit, direction) in (0..24).rev().zip(&self.high) {
            high ^= direction & (shared >> bit & 1).wrapping_neg();
        }
        // Two loops, since only the second one can work on several draws at a time.
        for (out, reversed) in out.iter_mut().zip(&order.reversed) {
            *out = self.low.get((reversed >> 24) as usize).copied().unwrap_or_default();
        }
        for out in out {
            *out = owen(*out ^ high, self.scramble).reverse_bits();
        }
    }
}

/// The reversed indices of a block in shuffled order, from the reversed index at which it starts.
#[inline(always)]
fn shuffled(start: u32, seed: u32, out: &mut [u32; BLOCK]) {
    for (place, out) in (0_u32..).zip(out) {
        *out = owen(start | place.reverse_bits(), seed);
    }
}

/// Nested uniform scrambling in base 2 of a number whose bits are reversed: whether a bit flips is decided by the seed
/// and the bits below it, which are those above it in the number itself.
///
/// Sources: S. Laine and T. Karras (2011), Stratified sampling for stochastic transparency; B. Burley (2020), Practical
/// hash-based Owen scrambling, Journal of Computer Graphics Techniques 9; constants from N. Vegdahl (2021), Building a
/// better LK hash, <https://psychopath.io/post/2021_01_30_building_a_better_lk_hash>.
#[inline(always)]
fn owen(reversed: u32, seed: u32) -> u32 {
    let mut x = reversed;
    x ^= x.wrapping_mul(0x3D20_ADEA);
    x = x.wrapping_add(seed);
    x = x.wrapping_mul((seed >> 16) | 1);
    x ^= x.wrapping_mul(0x0552_6C56);
    x ^ x.wrapping_mul(0x53A2_2864)
}

/// The finalizer of SplitMix64 (Stafford's variant 13): every bit of the result depends on every bit of the argument.
fn mix(value: u64) -> u64 {
    let mut x = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
#[path = "sampler_tests.rs"]
mod tests;
