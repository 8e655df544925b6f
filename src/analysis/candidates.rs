//! Conflicting sources: which of several values of an input reproduces a reported total.

use std::sync::Arc;

use super::evaluate;
use crate::catalog::Catalog;
use crate::estimate::{Figure, FigureId, Missing};
use crate::scenario::input::InputKey;
use crate::scenario::{Problem, Scenario};
use crate::units::{AcceleratorHours, Accelerators, Hours};

/// How far a total may be off and still be the reported one: published totals have two or three digits.
pub const MATCHES_WITHIN: f64 = 0.005;

/// One candidate against the reported total.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The value that was tried, in the base unit of its input.
    pub value: f64,
    /// The total that it leads to.
    pub total: Result<f64, String>,
    /// Total over reported, less one.
    pub error: Option<f64>,
    /// Whether it reproduces the reported total within [`MATCHES_WITHIN`].
    pub matches: bool,
}

fn judged(value: f64, total: Result<f64, String>, reported: f64) -> Candidate {
    let error = total.as_ref().ok().map(|total| total / reported - 1.0);
    Candidate { value, total, error, matches: error.is_some_and(|error| error.abs() <= MATCHES_WITHIN) }
}

/// Tries values of one input of a scenario against a reported figure.
#[must_use]
pub fn test_candidates(
    catalog: &Catalog,
    scenario: &Arc<Scenario>,
    key: InputKey,
    values: &[f64],
    figure: FigureId,
    reported: f64,
) -> Vec<Candidate> {
    let total = |value: f64| -> Result<f64, String> {
        let mut tried = Arc::clone(scenario);
        key.edit(Arc::make_mut(&mut tried), value);
        let evaluation = evaluate(catalog, &tried).map_err(|problems| in_one_line(&problems))?;
        let figure: Figure<f64> = evaluation.value(figure);
        figure.map_err(|missing: Missing| missing.to_string())
    };
    values.iter().map(|value| judged(*value, total(*value), reported)).collect()
}

fn in_one_line(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Tries numbers of accelerators that ran stages of known length one after the other, beside hours that are known
/// already, against reported accelerator-hours.
#[must_use]
pub fn test_cluster_sizes(
    sizes: &[Accelerators],
    stages: &[Hours],
    beside: AcceleratorHours,
    reported: AcceleratorHours,
) -> Vec<Candidate> {
    sizes
        .iter()
        .map(|size| {
            let hours = stages.iter().fold(beside, |total, stage| total + *size * *stage);
            judged(size.as_count(), Ok(hours.as_hours()), reported.as_hours())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{catalog, deepseek_v3};
    use crate::scenario::input::InputId;

    /// PRODUCT's US-10: R1-Zero took 198 h and R1 80 h, its data 5,000 accelerator-hours; 147,000 are reported.
    #[test]
    fn the_cluster_of_r1_was_512_and_not_648() {
        let tried = test_cluster_sizes(
            &[512.0, 648.0].map(Accelerators::from_count),
            &[198.0, 80.0].map(Hours::from_hours),
            AcceleratorHours::from_hours(5_000.0),
            AcceleratorHours::from_hours(147_000.0),
        );
        assert_eq!(tried[0].total, Ok(147_336.0));
        assert_eq!(tried[1].total, Ok(185_144.0));
        assert!(tried[0].matches && !tried[1].matches);
    }

    #[test]
    fn total_parameters_do_not_reproduce_the_compute() {
        let active = InputKey::of(InputId::ActiveParams);
        let tried = test_candidates(
            &catalog(),
            &Arc::new(deepseek_v3()),
            active,
            &[37e9, 671e9, 700e9],
            FigureId::TrainingCompute,
            3.29e24,
        );
        assert!(tried[0].matches && !tried[1].matches);
        assert!((tried[1].error.unwrap() - 17.1).abs() < 0.1);
        let two_trillion = test_candidates(
            &catalog(),
            &Arc::new(deepseek_v3()),
            active,
            &[2e12],
            FigureId::TrainingCompute,
            3.29e24,
        );
        assert!(two_trillion[0].total.as_ref().unwrap_err().contains("active"));
    }
}
