//! Rank correlation of inputs by a Gaussian copula.

use super::special::{normal_cdf, normal_quantile};

/// How many values a draw can have.
const VALUES: f64 = 4_294_967_296.0;

/// Turns independent uniform draws of some factors into correlated ones: their normal scores `z = L Φ⁻¹(u)` and back to
/// `Φ(z)`. Each factor keeps its distribution; the first one keeps its very draws.
///
/// `rows` is the lower triangle `L` of [`crate::scenario::Uncertainty::correlation_factor`], in the order of `factors`.
pub(super) fn correlate(rows: &[Vec<f64>], factors: &[usize], uniform: &mut [Vec<u32>]) {
    let size = factors.iter().filter_map(|factor| uniform.get(*factor)).map(Vec::len).min().unwrap_or(0);
    let mut scores = vec![0.0; factors.len()];
    for index in 0..size {
        for (score, factor) in scores.iter_mut().zip(factors) {
            let drawn = uniform.get(*factor).and_then(|drawn| drawn.get(index)).copied().unwrap_or(0);
            *score = normal_quantile((f64::from(drawn) + 0.5) / VALUES);
        }
        for (row, factor) in rows.iter().zip(factors).skip(1) {
            let score: f64 = row.iter().zip(&scores).map(|(weight, score)| weight * score).sum();
            if let Some(drawn) = uniform.get_mut(*factor).and_then(|drawn| drawn.get_mut(index)) {
                // The cast rounds down and saturates, so that the value stands for the middle of its step again.
                *drawn = (normal_cdf(score) * VALUES) as u32;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Sampling;
    use crate::scenario::input::{InputId, InputKey};
    use crate::scenario::{Correlation, Uncertainty};
    use crate::uncertainty::sampler::Stream;

    /// Spearman's rank correlation of uniform draws, whose ranks are the draws themselves.
    fn spearman(a: &[u32], b: &[u32]) -> f64 {
        let center = |value: &u32| f64::from(*value) / VALUES - 0.5;
        let sum: f64 = a.iter().zip(b).map(|(a, b)| center(a) * center(b)).sum();
        12.0 * sum / a.len() as f64
    }

    #[test]
    fn draws_have_the_rank_correlation_that_was_asked_for() {
        let keys = [InputId::RentalPrice, InputId::Mfu, InputId::Pue].map(InputKey::of);
        for (first, second) in [(0.7, -0.4), (-0.9, 0.0), (0.0, 0.0)] {
            let mut uncertainty = Uncertainty::default();
            for (other, rank) in [(keys[1], first), (keys[2], second)] {
                uncertainty.correlations.push(Correlation { first: keys[0], second: other, rank });
            }
            let rows = uncertainty.correlation_factor(&keys).expect("possible");
            let mut drawn: Vec<Vec<u32>> = (0..3)
                .map(|dimension| {
                    let mut drawn = vec![0; 1 << 14];
                    Stream::new(Sampling::Sobol, 1, "test")
                        .replicate(0)
                        .column(dimension)
                        .fill_from(0, &mut drawn);
                    drawn
                })
                .collect();
            correlate(&rows, &[0, 1, 2], &mut drawn);
            // Quasi-random points of this number leave an error far below that of independent ones, 0.008.
            assert!((spearman(&drawn[0], &drawn[1]) - first).abs() < 0.004, "{first}");
            assert!((spearman(&drawn[0], &drawn[2]) - second).abs() < 0.004, "{second}");
        }
    }

    #[test]
    fn correlations_that_contradict_each_other_are_refused() {
        let keys = [InputId::RentalPrice, InputId::Mfu, InputId::Pue].map(InputKey::of);
        let mut uncertainty = Uncertainty::default();
        for (first, second, rank) in [(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)] {
            uncertainty.correlations.push(Correlation { first: keys[first], second: keys[second], rank });
        }
        assert!(uncertainty.check_correlations().unwrap_err().contains("contradicts"));
    }
}
