//! Which inputs of a scenario are ranges, how they hang together, and how they are drawn.

use std::sync::Arc;

use super::input::InputKey;
use super::{Range, Scenario};
use crate::catalog::Provenance;

/// Samples that are drawn where a scenario does not say.
pub const USUAL_SAMPLES: u32 = 100_000;
/// The fewest samples from which a 5th percentile can be told.
pub const FEWEST_SAMPLES: u32 = 1_000;
/// The most samples that are drawn.
pub const MOST_SAMPLES: u32 = 10_000_000;
/// The seed where a scenario does not say.
pub const USUAL_SEED: u64 = 42;

/// How samples are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sampling {
    /// Scrambled Sobol points: much less error for the same number.
    #[default]
    Sobol,
    /// Pseudo-random points.
    Random,
}

impl Sampling {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Sobol, Self::Random];

    /// The stable id used in files and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sobol => "sobol",
            Self::Random => "random",
        }
    }

    /// The way with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// An input that is a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranged {
    /// Which input.
    pub key: InputKey,
    /// What it may be.
    pub range: Range,
    /// Drawn together with the same input of every other scenario that shares it: the same price, the same PUE.
    pub shared: bool,
    /// Who says so.
    pub provenance: Arc<Provenance>,
}

/// Rank correlation of two inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// One input.
    pub first: InputKey,
    /// The other one.
    pub second: InputKey,
    /// Spearman's rank correlation, from -1 to 1.
    pub rank: f64,
}

/// What is uncertain in a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// Inputs that are ranges, in the order of the input catalogue, each once.
    pub ranges: Vec<Ranged>,
    /// Inputs that go together.
    pub correlations: Vec<Correlation>,
    /// Seed of the draws.
    pub seed: u64,
    /// How many samples to draw at least.
    pub samples: u32,
    /// How they are drawn.
    pub sampling: Sampling,
    /// Scenarios of the same stream draw alike inputs alike: a copy and its original differ only by what was changed.
    /// Empty means the scenario's own id.
    pub stream: String,
}

impl Default for Uncertainty {
    fn default() -> Self {
        Self {
            ranges: Vec::new(),
            correlations: Vec::new(),
            seed: USUAL_SEED,
            samples: USUAL_SAMPLES,
            sampling: Sampling::default(),
            stream: String::new(),
        }
    }
}

impl Uncertainty {
    /// The range of an input, where it has one.
    #[must_use]
    pub fn range(&self, key: InputKey) -> Option<&Ranged> {
        self.ranges.iter().find(|ranged| ranged.key == key)
    }

    /// Gives an input a range, in place of any that it had.
    pub fn set(&mut self, ranged: Ranged) {
        self.ranges.retain(|other| other.key != ranged.key);
        let at = self.ranges.partition_point(|other| other.key < ranged.key);
        self.ranges.insert(at, ranged);
    }

    /// Makes an input certain again, and forgets what it was correlated with.
    pub fn remove(&mut self, key: InputKey) {
        self.ranges.retain(|ranged| ranged.key != key);
        self.correlations.retain(|pair| pair.first != key && pair.second != key);
    }

    /// Checks that the correlations can all be true at once: that their matrix is positive definite.
    ///
    /// # Errors
    /// The inputs at which they contradict each other.
    pub fn check_correlations(&self) -> Result<(), String> {
        let mut keys: Vec<_> = self.correlations.iter().flat_map(|pair| [pair.first, pair.second]).collect();
        keys.sort_unstable();
        keys.dedup();
        self.correlation_factor(&keys).map(|_| ()).map_err(|key| {
            format!(
                "what {} is correlated with contradicts the other correlations; weaken one of them",
                key.id.spec().label
            )
        })
    }

    /// The lower triangle `L` of `L Lᵀ = R`, row by row, where `R` has the correlations of the normal scores of these
    /// inputs: `2 sin(π ρ / 6)` for a rank correlation of `ρ` (Pearson 1907).
    ///
    /// # Errors
    /// The input whose row has no real root: the matrix is not positive definite.
    pub fn correlation_factor(&self, keys: &[InputKey]) -> Result<Vec<Vec<f64>>, InputKey> {
        let normal = |first: InputKey, second: InputKey| {
            let same = |pair: &&Correlation| {
                (pair.first, pair.second) == (first, second) || (pair.second, pair.first) == (first, second)
            };
            let rank = self.correlations.iter().find(same).map_or(0.0, |pair| pair.rank);
            2.0 * libm::sin(std::f64::consts::PI * rank / 6.0)
        };
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(keys.len());
        for (index, key) in keys.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(index + 1);
            for (other, above) in keys.iter().zip(&rows) {
                let known: f64 = row.iter().zip(above).map(|(a, b)| a * b).sum();
                let diagonal = above.last().copied().unwrap_or(1.0);
                row.push((normal(*key, *other) - known) / diagonal);
            }
            let left = 1.0 - row.iter().map(|value| value * value).sum::<f64>();
            if left < 1e-9 {
                return Err(*key);
            }
            row.push(libm::sqrt(left));
            rows.push(row);
        }
        Ok(rows)
    }

    /// Forgets ranges of inputs that the scenario no longer has.
    pub fn keep_present(scenario: &mut Scenario) {
        let gone: Vec<_> = scenario
            .uncertainty
            .ranges
            .iter()
            .map(|ranged| ranged.key)
            .filter(|key| key.get(scenario).is_none())
            .collect();
        for key in gone {
            scenario.uncertainty.remove(key);
        }
    }
}

impl Scenario {
    /// The name of the stream that its ranges draw from.
    #[must_use]
    pub fn stream(&self) -> &str {
        if self.uncertainty.stream.is_empty() { &self.id } else { &self.uncertainty.stream }
    }
}
