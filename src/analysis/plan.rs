//! A run by the number of its accelerators: how long it takes and what it costs with so many.

use super::sweep::{Axis, SweepError, sweep};
use crate::estimate::{Figure, FigureId};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, limits};

/// Counts along the curve of [`counts_around`].
const STEPS: usize = 25;

/// The input that a deadline moves.
#[must_use]
pub fn accelerators_key() -> InputKey {
    InputKey::of(InputId::Accelerators)
}

/// What a run is with another number of accelerators.
#[derive(Debug, Clone, PartialEq)]
pub struct WithCount {
    /// The number.
    pub accelerators: f64,
    /// Wall-clock days.
    pub days: Figure<f64>,
    /// Cost at the scenario's rung in dollars.
    pub cost: Figure<f64>,
}

/// The run with each of these numbers of accelerators, everything else kept.
///
/// # Errors
/// When a number is outside of what the input may be, or there is none.
pub fn with_counts(checked: &CheckedScenario, counts: &[f64]) -> Result<Vec<WithCount>, SweepError> {
    let axis = Axis { key: accelerators_key(), values: counts.to_vec() };
    let swept = sweep(checked, &[axis], &[FigureId::WallClock, FigureId::Cost])?;
    let at = |(row, accelerators): (usize, &f64)| WithCount {
        accelerators: *accelerators,
        days: swept.cell(0, row, 0),
        cost: swept.cell(1, row, 0),
    };
    Ok(counts.iter().enumerate().map(at).collect())
}

/// Whole numbers of accelerators from a quarter to four times the present one, in equal factors, within the input's limits.
#[must_use]
pub fn counts_around(checked: &CheckedScenario) -> Vec<f64> {
    let now = checked.scenario().hardware.accelerators.value.as_count();
    let limits = limits(checked.scenario(), InputId::Accelerators);
    let step = |index: usize| {
        let factor = libm::exp2(4.0 * index as f64 / (STEPS - 1) as f64 - 2.0);
        libm::round(now * factor).clamp(limits.low, limits.high)
    };
    let mut counts: Vec<f64> = (0..STEPS).map(step).collect();
    counts.dedup();
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Evaluation, evaluate, goal_seek};
    use crate::files::{find_scenario, presets::shipped_catalog};

    fn shipped(id: &str) -> Evaluation {
        let catalog = shipped_catalog().unwrap();
        let scenario = find_scenario(id, catalog, None).unwrap();
        evaluate(catalog, &scenario).unwrap()
    }

    /// 2.788 M hours over 2,048 accelerators are 56.7 days, over twice as many half of that (US-04).
    #[test]
    fn twice_the_accelerators_take_half_the_days_at_the_same_rent() {
        let run = shipped("deepseek-v3");
        let plans = with_counts(&run.checked, &[2048.0, 4096.0]).unwrap();
        let days = |index: usize| plans[index].days.unwrap();
        assert!((days(0) - 2_788_000.0 / 2048.0 / 24.0).abs() < 1e-9);
        assert!((days(0) / days(1) - 2.0).abs() < 1e-12);
        assert_eq!(plans[0].cost, plans[1].cost);
        assert!(with_counts(&run.checked, &[-1.0]).is_err());
        assert!(with_counts(&run.checked, &[]).is_err());
    }

    #[test]
    fn counts_are_whole_and_rise_around_the_present_one() {
        let run = shipped("deepseek-v3");
        let counts = counts_around(&run.checked);
        assert_eq!((counts[0], counts[STEPS / 2], counts[STEPS - 1]), (512.0, 2048.0, 8192.0));
        assert!(counts.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(counts.iter().all(|count| count.fract() == 0.0));
    }

    /// What the goal seek gives for a deadline is met with it.
    #[test]
    fn a_deadline_is_met_with_the_accelerators_that_it_takes() {
        let run = shipped("deepseek-v3");
        let solution = goal_seek(&run.checked, accelerators_key(), FigureId::WallClock, 40.0).unwrap();
        let plan = with_counts(&run.checked, &[solution.practical()]).unwrap();
        let days = plan[0].days.unwrap();
        assert!(days <= 40.0 && days > 39.9, "{days}");
    }
}
