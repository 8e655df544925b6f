//! What is to be drawn: the figures as a tape, its uncertain inputs, and which of them are drawn together.

use super::Distribution;
use crate::estimate::{FigureId, Missing, Recording, Tape};
use crate::scenario::input::InputKey;
use crate::scenario::{CheckedScenario, Sampling};

/// Samples are drawn in so many independent parts at least, whose spread tells the standard error.
const LEAST_REPLICATES: u32 = 16;
/// Dimensions of the point set that inputs of one phase use.
const DIMENSIONS_OF_A_PHASE: u32 = 64;

/// A random quantity: an uncertain input of one scenario, or of all that share it.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Which input.
    pub key: InputKey,
    /// Its name, with the scenario's where there are two.
    pub label: String,
    /// Which scenario of a ratio it belongs to; none if they share it.
    pub scenario: Option<usize>,
    /// The name of its stream.
    pub(super) stream: String,
}

impl Factor {
    /// Whether scenarios that share the input draw it together.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.stream == SHARED
    }

    /// The dimension of the point set. It is fixed for each input, so that another uncertain input changes no draw.
    pub(super) fn dimension(&self) -> u32 {
        let phase = u32::try_from(self.key.phase).unwrap_or(u32::MAX / DIMENSIONS_OF_A_PHASE - 1);
        self.key.id as u32 + DIMENSIONS_OF_A_PHASE * phase
    }
}

/// A variable of the tape with its distribution, drawn through a factor.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Which factor draws it.
    pub factor: usize,
    /// The value in force without uncertainty.
    pub point: f64,
    /// The ends of its range as typed.
    pub ends: (f64, f64),
    /// Its distribution.
    pub distribution: Distribution,
}

/// Factors that are correlated with one another.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) factors: Vec<usize>,
    /// Lower triangle of the correlations of their normal scores.
    pub(super) rows: Vec<Vec<f64>>,
}

/// Everything that a simulation needs.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) tape: Tape,
    pub(super) figures: Vec<FigureId>,
    pub(super) factors: Vec<Factor>,
    pub(super) variables: Vec<Variable>,
    pub(super) groups: Vec<Group>,
    pub(super) seed: u64,
    pub(super) sampling: Sampling,
    /// Independent parts.
    pub(super) replicates: u32,
    /// Samples of each, a power of two.
    pub(super) size: u32,
}

/// The stream of inputs that scenarios share.
const SHARED: &str = "shared";

/// Why no plan could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A range has no distribution.
    #[error("{field}: {problem}")]
    Range {
        /// The input as `--set` names it.
        field: String,
        /// What is wrong with its range.
        problem: String,
    },
    /// The correlations contradict each other.
    #[error("correlations: they contradict each other at {0}; weaken one of them")]
    Correlations(&'static str),
}

impl Plan {
    /// The plan for figures of one scenario.
    ///
    /// # Errors
    /// When a range cannot be fitted; the message names the input.
    pub fn of(checked: &CheckedScenario, figures: &[FigureId]) -> Result<Self, PlanError> {
        let (factors, variables, groups) = uncertain(checked, None)?;
        let keys: Vec<_> = factors.iter().map(|factor| factor.key).collect();
        let tape = Recording::new(checked).tape(figures, &keys);
        Ok(Self::new(checked, figures, tape, factors, variables, groups))
    }

    /// The plan for the ratio of a figure of two scenarios. Inputs that both share are drawn together.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn ratio(
        first: &CheckedScenario,
        second: &CheckedScenario,
        figure: FigureId,
    ) -> Result<Self, PlanError> {
        let (mut factors, mut variables, mut groups) = uncertain(first, Some(0))?;
        let (more, more_variables, more_groups) = uncertain(second, Some(1))?;
        let tape = |checked: &CheckedScenario, factors: &[Factor]| {
            let keys: Vec<_> = factors.iter().map(|factor| factor.key).collect();
            Recording::new(checked).tape(&[figure], &keys)
        };
        let tape = Tape::ratio(&tape(first, &factors), &tape(second, &more));
        // Where a factor of the second scenario comes to stand: with the same one of the first, else behind.
        let mut places = Vec::with_capacity(more.len());
        for factor in more {
            let same = |known: &Factor| known.key == factor.key && known.stream == factor.stream;
            match factors.iter().position(same) {
                Some(index) => {
                    if let Some(known) = factors.get_mut(index) {
                        known.scenario = None;
                        known.label = factor.key.id.spec().label.to_owned();
                    }
                    places.push(index);
                }
                None => {
                    places.push(factors.len());
                    factors.push(factor);
                }
            }
        }
        let place = |factor: usize| places.get(factor).copied().unwrap_or(factor);
        variables.extend(
            more_variables
                .into_iter()
                .map(|variable| Variable { factor: place(variable.factor), ..variable }),
        );
        // A factor that both scenarios correlate keeps the correlations of the first.
        for group in more_groups {
            let moved: Vec<_> = group.factors.iter().map(|factor| place(*factor)).collect();
            let taken = |factor: &usize| groups.iter().any(|known: &Group| known.factors.contains(factor));
            if !moved.iter().any(taken) {
                groups.push(Group { factors: moved, rows: group.rows });
            }
        }
        Ok(Self::new(first, &[figure], tape, factors, variables, groups))
    }

    fn new(
        checked: &CheckedScenario,
        figures: &[FigureId],
        tape: Tape,
        factors: Vec<Factor>,
        variables: Vec<Variable>,
        groups: Vec<Group>,
    ) -> Self {
        let uncertainty = &checked.scenario().uncertainty;
        let (replicates, size) = parts(uncertainty.samples);
        Self {
            tape,
            figures: figures.to_vec(),
            factors,
            variables,
            groups,
            seed: uncertainty.seed,
            sampling: uncertainty.sampling,
            replicates,
            size,
        }
    }

    /// The same plan with another number of samples.
    #[must_use]
    pub fn with_samples(mut self, samples: u32) -> Self {
        (self.replicates, self.size) = parts(samples);
        self
    }

    /// The figures that are simulated.
    #[must_use]
    pub fn figures(&self) -> &[FigureId] {
        &self.figures
    }

    /// What is uncertain.
    #[must_use]
    pub fn factors(&self) -> &[Factor] {
        &self.factors
    }

    /// The uncertain inputs of the tape.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The calculation.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        &self.tape
    }

    /// Seed of the draws.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How samples are drawn.
    #[must_use]
    pub fn sampling(&self) -> Sampling {
        self.sampling
    }

    /// How many samples are drawn: what the scenario asks for, rounded up to equal parts of a power of two.
    #[must_use]
    pub fn samples(&self) -> u32 {
        self.replicates * self.size
    }

    /// Why a figure cannot be simulated, if so.
    #[must_use]
    pub fn missing(&self, figure: usize) -> Option<Missing> {
        self.tape.missing(figure)
    }

    /// The value of every variable in force without uncertainty.
    #[must_use]
    pub fn point(&self) -> Vec<f64> {
        self.variables.iter().map(|variable| variable.point).collect()
    }

    /// Factors that vary together: correlated ones in one part, each other one by itself.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for factor in 0..self.factors.len() {
            if parts.iter().any(|part| part.contains(&factor)) {
                continue;
            }
            let group = self.groups.iter().find(|group| group.factors.contains(&factor));
            parts.push(group.map_or_else(|| vec![factor], |group| group.factors.clone()));
        }
        parts
    }

    /// The names of some factors in one.
    #[must_use]
    pub fn label(&self, part: &[usize]) -> String {
        let labels = part.iter().filter_map(|factor| self.factors.get(*factor));
        labels.map(|factor| factor.label.as_str()).collect::<Vec<_>>().join(" + ")
    }
}

/// At least 16 parts of the largest power of two that gives them: 100,000 samples are 25 of 4,096.
fn parts(samples: u32) -> (u32, u32) {
    let size = (samples / LEAST_REPLICATES).max(1);
    let size = 1 << size.ilog2();
    (samples.div_ceil(size), size)
}

type Uncertain = (Vec<Factor>, Vec<Variable>, Vec<Group>);

/// The ranges of a scenario as factors, one variable each.
fn uncertain(checked: &CheckedScenario, slot: Option<usize>) -> Result<Uncertain, PlanError> {
    let scenario = checked.scenario();
    let mut factors = Vec::new();
    let mut variables = Vec::new();
    for ranged in &scenario.uncertainty.ranges {
        let spec = ranged.key.id.spec();
        let distribution = Distribution::new(&ranged.range, (spec.low, spec.high))
            .map_err(|problem| PlanError::Range { field: ranged.key.text(scenario), problem })?;
        let name = ranged.key.label(scenario);
        let stream = if ranged.shared { SHARED } else { scenario.stream() };
        variables.push(Variable {
            factor: factors.len(),
            point: ranged.key.get(scenario).map_or(f64::NAN, |value| value.value),
            ends: ranged.range.ends(),
            distribution,
        });
        factors.push(Factor {
            key: ranged.key,
            label: if slot.is_some() { format!("{name}, {}", scenario.name) } else { name },
            scenario: slot,
            stream: stream.to_owned(),
        });
    }
    let mut groups = Vec::new();
    for keys in connected(checked) {
        let rows = scenario.uncertainty.correlation_factor(&keys);
        let rows = rows.map_err(|key| PlanError::Correlations(key.id.spec().label))?;
        let place = |key: &InputKey| factors.iter().position(|factor: &Factor| factor.key == *key);
        groups.push(Group { factors: keys.iter().filter_map(place).collect(), rows });
    }
    Ok((factors, variables, groups))
}

/// Inputs that are correlated with one another, directly or through others.
fn connected(checked: &CheckedScenario) -> Vec<Vec<InputKey>> {
    let mut groups: Vec<Vec<InputKey>> = Vec::new();
    for pair in &checked.scenario().uncertainty.correlations {
        let (with, without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.contains(&pair.first) || group.contains(&pair.second));
        let mut joined: Vec<_> = with.concat();
        joined.extend([pair.first, pair.second]);
        joined.sort_unstable();
        joined.dedup();
        groups = without;
        groups.push(joined);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_equal_parts_of_a_power_of_two() {
        assert_eq!(parts(100_000), (25, 4096));
        assert_eq!(parts(10_000), (20, 512));
        assert_eq!(parts(1_000), (32, 32));
        for samples in [1_000, 1_024, 65_536, 99_999, 1_000_000, 10_000_000] {
            let (replicates, size) = parts(samples);
            assert!((16..=32).contains(&replicates) && replicates * size >= samples, "{samples}");
            assert!(replicates * size < samples + samples / 16 + 1, "{samples}");
        }
    }
}
