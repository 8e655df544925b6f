//! The Sobol sequence in base 2 with the direction numbers of Joe and Kuo.

use std::sync::LazyLock;

/// How many dimensions have direction numbers.
pub const DIMENSIONS: u32 = 1111;

/// Origin and licence: `assets/sobol/README.md`.
const JOE_KUO: &str = include_str!("../../assets/sobol/new-joe-kuo-6.1111.txt");

/// Direction numbers of every dimension, as [`directions`] returns them.
static TABLE: LazyLock<Vec<[u32; 32]>> = LazyLock::new(|| {
    // The first dimension is the van der Corput sequence, which needs no polynomial.
    let first = std::array::from_fn(|bit| 1 << (31 - bit));
    let others = JOE_KUO.lines().skip(1).filter_map(|line| {
        let mut numbers = line.split_ascii_whitespace().skip(1).map_while(|number| number.parse().ok());
        let (degree, inner) = (numbers.next()?, numbers.next()?);
        Some(expand(degree, inner, numbers))
    });
    std::iter::once(first).chain(others).collect()
});

/// The direction numbers of a dimension, counted from 0: number `k` is what bit `k` of a point's index contributes,
/// as a fraction of 2^32. `None` from [`DIMENSIONS`] on.
#[must_use]
pub fn directions(dimension: u32) -> Option<&'static [u32; 32]> {
    TABLE.get(usize::try_from(dimension).ok()?)
}

/// All 32 direction numbers from the initial ones, by the recurrence of the polynomial of this degree whose
/// coefficients between first and last are the bits of `inner` (Joe and Kuo 2008, equation 3).
fn expand(degree: u32, inner: u32, initial: impl Iterator<Item = u32>) -> [u32; 32] {
    let mut numbers: Vec<u32> =
        initial.zip(1..=degree).map(|(number, place)| number << (32 - place)).collect();
    while numbers.len() < 32 {
        // `back(1)` is the latest number.
        let back = |steps: u32| {
            let at = numbers.len().checked_sub(steps as usize);
            at.and_then(|at| numbers.get(at)).copied().unwrap_or_default()
        };
        let mut next = back(degree) ^ (back(degree) >> degree);
        for steps in 1..degree {
            if inner >> (degree - 1 - steps) & 1 == 1 {
                next ^= back(steps);
            }
        }
        numbers.push(next);
    }
    std::array::from_fn(|bit| numbers.get(bit).copied().unwrap_or_default())
}

/// The point with an index in one dimension, as a fraction of 2^32. Points come in the order of their binary index,
/// not in that of the Gray code: the same points in every block of a power of two.
#[must_use]
pub fn point(directions: &[u32; 32], index: u32) -> u32 {
    let chosen = directions.iter().enumerate().filter(|(bit, _)| index >> bit & 1 == 1);
    chosen.fold(0, |sum, (_, direction)| sum ^ direction)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SciPy walks along the Gray code.
    fn scipy(dimension: u32, index: u32) -> u32 {
        point(directions(dimension).unwrap(), index ^ (index >> 1))
    }

    #[test]
    fn every_dimension_is_there_and_sound() {
        assert_eq!(TABLE.len(), DIMENSIONS as usize);
        assert!(directions(DIMENSIONS).is_none() && directions(u32::MAX).is_none());
        for (dimension, directions) in TABLE.iter().enumerate() {
            for (bit, direction) in directions.iter().enumerate() {
                // The generating matrix is triangular with ones on its diagonal: the first 2^k points fill 2^k strata.
                assert_eq!(direction.trailing_zeros(), 31 - bit as u32, "dimension {dimension}, bit {bit}");
            }
        }
    }

    #[test]
    fn points_agree_with_scipy() {
        // scipy.stats.qmc.Sobol(1111, scramble=False, bits=32) of SciPy 1.17, times 2^32: points 1 to 7.
        for (dimension, points) in [
            (0, [2147483648, 3221225472, 1073741824, 1610612736, 3758096384, 2684354560, 536870912]),
            (1, [2147483648, 1073741824, 3221225472, 1610612736, 3758096384, 536870912, 2684354560]),
            (2, [2147483648, 1073741824, 3221225472, 2684354560, 536870912, 3758096384, 1610612736]),
            (9, [2147483648, 3221225472, 1073741824, 2684354560, 536870912, 1610612736, 3758096384]),
            (1110, [2147483648, 3221225472, 1073741824, 3758096384, 1610612736, 536870912, 2684354560]),
        ] {
            let found: [u32; 7] = std::array::from_fn(|index| scipy(dimension, index as u32 + 1));
            assert_eq!(found, points, "dimension {dimension}");
        }
        // Far along, so that numbers beyond the initial ones count: point 12,345.
        for (dimension, wanted) in [
            (0, 2752774144),
            (1, 3493593088),
            (2, 688652288),
            (9, 1845231616),
            (99, 2314469376),
            (499, 4057202688),
            (1110, 1851523072),
        ] {
            assert_eq!(scipy(dimension, 12_345), wanted, "dimension {dimension}");
        }
    }
}
