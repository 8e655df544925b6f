//! How the efficiency of one run speaks for another's: a Gaussian process on the logarithm of MFU with partial pooling.
//!
//! Every published run starts from one general level. Runs on hardware of a like peak share a deviation from it, so do
//! runs of one kind (dense or sparse), runs of one developer, and small models, which reach less. What is left is
//! noise. The prediction is then a weighted mean of the published runs and of the general level, the weights following
//! from how much each has in common with the run in question. A run that fits badly counts less, so that one doubtful
//! figure cannot pull the others. The spreads below are round numbers: leaving runs out one at a time, the median error of
//! hours on A100 and H100 hardware stays between 13 and 17 % when any one of them changes by a quarter. Cluster size and
//! year were tried and did not lower it.

/// The general level: 30 % of the dense 16-bit peak, end to end.
const PRIOR_MFU: f64 = 0.30;
/// Spread of the general level, in natural logarithms as all spreads here.
const PRIOR_SPREAD: f64 = 0.30;
/// Spread between hardware of unlike peaks.
const HARDWARE_SPREAD: f64 = 0.25;
/// How far the logarithm of the peak may differ for hardware to be called alike.
const PEAK_REACH: f64 = 0.60;
/// What hardware of another maker has in common at the same peak.
const OTHER_VENDOR: f64 = 0.5;
/// Spread between dense and sparse models.
const KIND_SPREAD: f64 = 0.25;
/// Active parameters at which a model is small: half of what large models can reach is in question here.
const SMALL_PARAMS: f64 = 0.75e9;
/// Spread of what smallness costs, for all models and for sparse ones in addition.
const SMALL_SPREAD: f64 = 0.30;
const SMALL_SPARSE_SPREAD: f64 = 0.50;
/// Spread between developers on like hardware.
const DEVELOPER_SPREAD: f64 = 0.15;
/// Spread that only entries of the same training share.
const SAME_TRAINING_SPREAD: f64 = 0.10;
/// Noise of a run with explicit figures.
const NOISE: f64 = 0.17;
/// A run in question has noise between that of explicit and of rounded figures.
const NOISE_AHEAD: f64 = 1.14 * NOISE;
/// Degrees of freedom of the noise: few, so that far-off runs lose weight.
const TAILS: f64 = 4.0;
/// Rounds of reweighting; the weights stand still to three digits well before.
const ROUNDS: usize = 12;

/// What the model knows of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Traits {
    /// Dense 16-bit peak in FLOP/s.
    pub(super) peak: f64,
    /// Maker of the accelerator.
    pub(super) vendor: String,
    /// Parameters active per token.
    pub(super) params: f64,
    /// Tokens, where known.
    pub(super) tokens: Option<f64>,
    /// Mixture of experts.
    pub(super) sparse: bool,
    /// First word of the developer's name in lower case; empty when unknown.
    pub(super) developer: String,
}

impl Traits {
    /// Two entries of the same training: one developer, where both are known, and the same parameters and tokens.
    pub(super) fn same_training(&self, other: &Self) -> bool {
        let alike = |a: f64, b: f64| libm::log(a / b).abs() < 0.02;
        let (Some(mine), Some(others)) = (self.tokens, other.tokens) else { return false };
        let unknown = self.developer.is_empty() || other.developer.is_empty();
        (unknown || self.developer == other.developer)
            && alike(self.params, other.params)
            && alike(mine, others)
    }

    fn hardware_likeness(&self, other: &Self) -> f64 {
        let distance = libm::log(self.peak / other.peak) / PEAK_REACH;
        let vendor = if self.vendor == other.vendor { 1.0 } else { OTHER_VENDOR };
        vendor * libm::exp(-0.5 * distance * distance)
    }

    /// Zero for large models, −ln 2 where half is in question, falling on.
    fn smallness(&self) -> f64 {
        -libm::log1p(SMALL_PARAMS / self.params)
    }

    /// What two runs have in common, as a covariance.
    fn common(&self, other: &Self) -> f64 {
        let square = |spread: f64| spread * spread;
        let hardware = self.hardware_likeness(other);
        let small = self.smallness() * other.smallness();
        let mut common =
            square(PRIOR_SPREAD) + square(HARDWARE_SPREAD) * hardware + square(SMALL_SPREAD) * small;
        if self.sparse == other.sparse {
            common += square(KIND_SPREAD);
        }
        if self.sparse && other.sparse {
            common += square(SMALL_SPARSE_SPREAD) * small;
        }
        if self.developer == other.developer && !self.developer.is_empty() {
            common += square(DEVELOPER_SPREAD) * hardware;
        }
        if self.same_training(other) {
            common += square(SAME_TRAINING_SPREAD);
        }
        common
    }

    fn variance(&self) -> f64 {
        // A run has its own developer and its own training even where their names are unknown.
        let square = |spread: f64| spread * spread;
        let anonymous = if self.developer.is_empty() { square(DEVELOPER_SPREAD) } else { 0.0 };
        let untold = if self.tokens.is_none() { square(SAME_TRAINING_SPREAD) } else { 0.0 };
        self.common(self) + anonymous + untold
    }
}

/// A run with its efficiency.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Observation {
    pub(super) traits: Traits,
    pub(super) mfu: f64,
    /// Noise over that of explicit figures.
    pub(super) noise: f64,
}

/// The MFU of a run in question, as a log-normal distribution.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prediction {
    /// Natural logarithm of the median.
    pub(super) ln_median: f64,
    /// Spread of the natural logarithm, that of a single run included.
    pub(super) spread: f64,
    /// Weight of each observation; what they lack to one is the general level's.
    pub(super) weights: Vec<f64>,
}

/// Predicts the MFU of a run from those of others.
pub(super) fn predict(known: &[Observation], subject: &Traits) -> Prediction {
    let size = known.len();
    let prior = libm::log(PRIOR_MFU);
    let off: Vec<f64> = known.iter().map(|run| libm::log(run.mfu) - prior).collect();
    let noise: Vec<f64> = known.iter().map(|run| (NOISE * run.noise) * (NOISE * run.noise)).collect();
    let covariance = Square::from_fn(size, |row, column| match (known.get(row), known.get(column)) {
        (Some(a), Some(b)) => a.traits.common(&b.traits),
        _ => 0.0,
    });
    let mut trust = vec![1.0; size];
    for _ in 0..ROUNDS {
        let solved = covariance.with_diagonal(&noise, &trust).solve(&off);
        trust = (noise.iter().zip(&trust).zip(&solved))
            .map(|((noise, trust), solved)| {
                // What a run keeps for itself after all that it shares.
                let rest = noise / trust * solved;
                ((TAILS + 1.0) / (TAILS + rest * rest / noise)).min(1.0)
            })
            .collect();
    }
    let shared: Vec<f64> = known.iter().map(|run| run.traits.common(subject)).collect();
    let weights = covariance.with_diagonal(&noise, &trust).solve(&shared);
    let known_part: f64 = weights.iter().zip(&shared).map(|(weight, shared)| weight * shared).sum();
    let variance = (subject.variance() - known_part).max(0.0) + NOISE_AHEAD * NOISE_AHEAD;
    let pull: f64 = weights.iter().zip(&off).map(|(weight, off)| weight * off).sum();
    Prediction { ln_median: prior + pull, spread: libm::sqrt(variance), weights }
}

/// A square matrix of a few dozen rows.
struct Square {
    rows: Vec<Vec<f64>>,
}

impl Square {
    fn from_fn(size: usize, value: impl Fn(usize, usize) -> f64) -> Self {
        let row = |row| (0..size).map(|column| value(row, column)).collect();
        Self { rows: (0..size).map(row).collect() }
    }

    /// A copy with the noise of every run, divided by the trust in it, added to the diagonal.
    fn with_diagonal(&self, noise: &[f64], trust: &[f64]) -> Self {
        let mut rows = self.rows.clone();
        for (index, (row, (noise, trust))) in rows.iter_mut().zip(noise.iter().zip(trust)).enumerate() {
            if let Some(value) = row.get_mut(index) {
                *value += noise / trust;
            }
        }
        Self { rows }
    }

    /// Solves a symmetric positive definite system by Cholesky's decomposition.
    fn solve(&self, right: &[f64]) -> Vec<f64> {
        let size = self.rows.len();
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(size);
        for row in &self.rows {
            let mut made: Vec<f64> = Vec::with_capacity(lower.len() + 1);
            for (above, value) in lower.iter().zip(row) {
                let pivot = above.last().copied().unwrap_or(1.0);
                made.push((value - dot(above, &made)) / pivot);
            }
            let diagonal = row.get(lower.len()).copied().unwrap_or(1.0) - dot(&made, &made);
            // Noise on the diagonal keeps it positive; the floor only guards the root.
            made.push(libm::sqrt(diagonal.max(1e-12)));
            lower.push(made);
        }
        let mut forward: Vec<f64> = Vec::with_capacity(size);
        for (row, value) in lower.iter().zip(right) {
            let pivot = row.last().copied().unwrap_or(1.0);
            forward.push((value - dot(row, &forward)) / pivot);
        }
        let mut solution = vec![0.0; size];
        for (index, row) in lower.iter().enumerate().rev() {
            let pivot = row.last().copied().unwrap_or(1.0);
            let value = forward.get(index).copied().unwrap_or(0.0) / pivot;
            for (earlier, factor) in forward.iter_mut().zip(row).take(index) {
                *earlier -= factor * value;
            }
            if let Some(place) = solution.get_mut(index) {
                *place = value;
            }
        }
        solution
    }
}

/// Sum of products over the shorter of two rows.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(peak: f64, params: f64, mfu: f64, developer: &str) -> Observation {
        let traits = Traits {
            peak,
            vendor: "NVIDIA".into(),
            params,
            tokens: Some(1e12),
            sparse: false,
            developer: developer.into(),
        };
        Observation { traits, mfu, noise: 1.0 }
    }

    #[test]
    fn cholesky_solves() {
        let matrix = Square { rows: vec![vec![4.0, 2.0, 0.6], vec![2.0, 5.0, 1.0], vec![0.6, 1.0, 3.0]] };
        let solution = matrix.solve(&[1.0, -2.0, 0.5]);
        for (row, expected) in matrix.rows.iter().zip([1.0, -2.0, 0.5]) {
            assert!((dot(row, &solution) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn without_runs_the_general_level_stands() {
        let prediction = predict(&[], &run(312e12, 7e9, 0.4, "a").traits);
        assert!((libm::exp(prediction.ln_median) - PRIOR_MFU).abs() < 1e-12);
        assert!(prediction.spread > 0.4);
    }

    #[test]
    fn like_runs_weigh_more_and_narrow_the_spread() {
        let known = [run(312e12, 7e9, 0.45, "a"), run(312e12, 13e9, 0.44, "b"), run(2250e12, 9e9, 0.15, "c")];
        let near = predict(&known, &run(312e12, 10e9, 0.0, "a").traits);
        assert!(near.weights[0] > near.weights[1] && near.weights[1] > near.weights[2]);
        let far = predict(&known, &run(2250e12, 10e9, 0.0, "d").traits);
        assert!(far.ln_median < near.ln_median && far.spread > near.spread);
    }

    #[test]
    fn one_far_off_run_does_not_pull_the_rest() {
        let mut known: Vec<_> = (1..=8).map(|n| run(312e12, f64::from(n) * 1e10, 0.40, "")).collect();
        let subject = run(312e12, 5e10, 0.0, "z").traits;
        let clean = predict(&known, &subject).ln_median;
        known.push(run(312e12, 4.4e10, 0.04, ""));
        let pulled = clean - predict(&known, &subject).ln_median;
        // Its full share would be a ninth of ln 10, 0.26.
        assert!(pulled > 0.0 && pulled < 0.13, "{pulled}");
    }
}
