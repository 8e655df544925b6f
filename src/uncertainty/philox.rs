//! The counter-based pseudo-random generator Philox4x32-10: any draw by its place, without state.
//!
//! Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw (2011), Parallel random numbers: as easy as 1, 2, 3,
//! SC '11, <https://doi.org/10.1145/2063384.2063405>.

const MULTIPLIERS: (u32, u32) = (0xD251_1F53, 0xCD9E_8D57);
const KEY_STEPS: (u32, u32) = (0x9E37_79B9, 0xBB67_AE85);
const ROUNDS: u32 = 10;

/// How many counters are worked on side by side.
const LANES: usize = 64;

/// Four random words for each of [`LANES`] counters that differ in their first word; `words[w][lane]`.
#[inline(always)]
fn lanes(first: [u32; LANES], rest: [u32; 3], key: (u32, u32)) -> [[u32; LANES]; 4] {
    // Words stand in the lower halves of wider lanes, as the multiplication wants them; upper halves are leftovers.
    const LOW: u64 = 0xFFFF_FFFF;
    let fill = |word: u32| [u64::from(word); LANES];
    let mut words = [first.map(u64::from), fill(rest[0]), fill(rest[1]), fill(rest[2])];
    let mut key = key;
    for _ in 0..ROUNDS {
        let [a, b, c, d] = &mut words;
        for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
            let left = (*a & LOW) * u64::from(MULTIPLIERS.0);
            let right = (*c & LOW) * u64::from(MULTIPLIERS.1);
            (*a, *b) = ((right >> 32) ^ *b ^ u64::from(key.0), right);
            (*c, *d) = ((left >> 32) ^ *d ^ u64::from(key.1), left);
        }
        key = (key.0.wrapping_add(KEY_STEPS.0), key.1.wrapping_add(KEY_STEPS.1));
    }
    words.map(|word| word.map(|lane| lane as u32))
}

/// 256 random words: those of the 64 counters from `64 * block` on, with `rest` as the counters' other three words.
///
/// All first words of the counters come before all second ones, so that a block is written in straight lines.
#[inline(always)]
pub(super) fn fill(block: u32, rest: [u32; 3], key: u64, out: &mut [u32; 256]) {
    let start = block.wrapping_mul(64);
    let first = std::array::from_fn(|lane| start.wrapping_add(lane as u32));
    let words = lanes(first, rest, (key as u32, (key >> 32) as u32));
    for (out, word) in out.iter_mut().zip(words.as_flattened()) {
        *out = *word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_with_the_authors_vectors() {
        // Random123's `kat_vectors`, philox4x32 with 10 rounds.
        let pi = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344_u32];
        for (counter, key, wanted) in [
            ([0; 4], (0, 0), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8_u32]),
            ([u32::MAX; 4], (u32::MAX, u32::MAX), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (pi, (0xa409_3822, 0x299f_31d0), [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
        ] {
            let [first, rest @ ..] = counter;
            let words = lanes([first; LANES], rest, key);
            assert_eq!(words.map(|lane| lane[0]), wanted);
        }
    }

    #[test]
    fn a_block_holds_the_words_of_its_counters() {
        let mut out = [0; 256];
        fill(3, [1, 2, 3], 5 | 7 << 32, &mut out);
        for lane in [0_usize, 17, 63] {
            let words = lanes([3 * 64 + lane as u32; LANES], [1, 2, 3], (5, 7));
            assert_eq!(words.map(|word| word[0]), [0, 64, 128, 192].map(|start| out[start + lane]));
        }
    }
}
