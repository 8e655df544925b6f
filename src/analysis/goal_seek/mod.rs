//! Goal seek: which value of one input gives a figure a wanted value, and what stands in the way where none does.

mod remedy;
mod roots;
mod words;

use std::sync::Arc;

use crate::estimate::{FigureId, Tape};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, MfuMethod, ModelKind, Scenario, SettingError, limits, set_number};
use crate::units::Fraction;

pub use remedy::{Remedy, remedy};
pub use words::{Bound, NoSolution};

/// A whole number near a solution, for inputs that are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whole {
    /// The solution rounded up.
    pub value: f64,
    /// The figure at it.
    pub reached: f64,
}

/// The value of an input at which a figure has the wanted value.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The input that was solved for.
    pub key: InputKey,
    /// The figure that was wanted to be [`Self::target`].
    pub figure: FigureId,
    /// The wanted value in the figure's base unit.
    pub target: f64,
    /// The input's value in its base unit; of several, the one nearest to the value in force.
    pub value: f64,
    /// The figure at the value: the target but for rounding.
    pub reached: f64,
    /// The value in force; none where the scenario has no such input yet.
    pub before: Option<f64>,
    /// The same in whole numbers, for accelerators.
    pub whole: Option<Whole>,
    /// Further values that give the target, in ascending order, where the figure first falls and then rises.
    pub others: Vec<f64>,
}

/// Solves one input for a figure, everything else kept. The result lies within the input's [`limits`], and setting it by
/// [`apply_solution`] gives the target.
///
/// As with any edit, an MFU or a goodput that is solved for is then the stated one.
///
/// # Errors
/// Why there is no such value: what the figure is at the limit, or what it depends on instead.
/// [`NoSolution::with_remedy`] adds what would have to be chosen.
pub fn goal_seek(
    checked: &CheckedScenario,
    key: InputKey,
    figure: FigureId,
    target: f64,
) -> Result<Solution, NoSolution> {
    let input = key.label(checked.scenario());
    if !target.is_finite() {
        return Err(NoSolution::Target(figure));
    }
    let ready =
        prepared(checked, &[key]).map_err(|reason| NoSolution::Input { input: input.clone(), reason })?;
    let tape = Tape::record(&ready, &[figure], &[varied(ready.scenario(), key)]);
    if let Some(reason) = tape.missing(0) {
        return Err(NoSolution::Missing { figure, reason });
    }
    let before = key.get(checked.scenario()).map(|value| value.value);
    let search = roots::Search::new(&tape, key, limits(ready.scenario(), key.id), before, target);
    match search.run() {
        roots::Found::Flat => Err(NoSolution::Independent { key, input, figure, remedy: None }),
        roots::Found::Values(values) => Ok(solution(&search, key, figure, &values)),
        roots::Found::Nearest { at, reached } => {
            let limits = search.limits;
            let (bound, because) = match at {
                at if at == limits.high => (Bound::Highest, limits.high_because),
                at if at == limits.low => (Bound::Lowest, limits.low_because),
                _ => (Bound::Best, None),
            };
            Err(NoSolution::OutOfReach { key, input, figure, target, bound, because, at, reached })
        }
    }
}

fn solution(search: &roots::Search<'_>, key: InputKey, figure: FigureId, values: &[f64]) -> Solution {
    let away = |value: f64| match search.before {
        Some(before) if before > 0.0 && value > 0.0 => libm::log(value / before).abs(),
        Some(before) => (value - before).abs(),
        None => value,
    };
    let value = values.iter().copied().min_by(|a, b| away(*a).total_cmp(&away(*b))).unwrap_or(f64::NAN);
    let counted = matches!(key.id, InputId::Accelerators | InputId::PhaseAccelerators);
    let up = libm::ceil(value);
    let whole =
        (counted && search.limits.contain(up)).then(|| Whole { value: up, reached: search.figure(up) });
    Solution {
        key,
        figure,
        target: search.target,
        value,
        reached: search.figure(value),
        before: search.before,
        whole,
        others: values.iter().copied().filter(|other| *other != value).collect(),
    }
}

impl Solution {
    /// The value that a person would set: the whole number where the input is counted.
    #[must_use]
    pub fn practical(&self) -> f64 {
        self.whole.map_or(self.value, |whole| whole.value)
    }
}

/// Writes a solution into a scenario, as a person's edit would.
///
/// # Errors
/// When the value is out of the input's range, which a solution never is.
pub fn apply_solution(scenario: &mut Scenario, key: InputKey, value: f64) -> Result<(), SettingError> {
    set_number(scenario, key, value)
}

/// The scenario with room for inputs that vary, and with the methods that use them: what it would be after an edit.
///
/// # Errors
/// When the scenario has no place for an input, or cannot be with it.
pub(super) fn prepared(checked: &CheckedScenario, keys: &[InputKey]) -> Result<CheckedScenario, String> {
    let mut scenario = checked.scenario().clone();
    for key in keys {
        let spec = key.id.spec();
        let value = key.get(&scenario).map_or_else(|| middle(spec.slider), |value| value.value);
        set_number(&mut scenario, *key, value).map_err(|error| error.to_string())?;
        if key.get(&scenario).is_none() {
            return Err("the scenario has no place for it".to_owned());
        }
    }
    checked
        .with_scenario(&Arc::new(scenario))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

/// The recorded input that moves when an input is set: a dense model has one count of parameters.
pub(super) fn varied(scenario: &Scenario, key: InputKey) -> InputKey {
    let dense = scenario.model.kind == ModelKind::Dense;
    match key.id {
        InputId::TotalParams if dense => InputKey::of(InputId::ActiveParams),
        _ => key,
    }
}

/// The MFU of published runs that is kept while an input moves which would change what runs are alike. None where
/// nothing has to be kept.
#[must_use]
pub fn kept_reference(checked: &CheckedScenario, key: InputKey) -> Option<Fraction> {
    let asked = checked.scenario().efficiency.mfu_method == MfuMethod::ReferenceClass;
    let describes_the_run =
        matches!(key.id, InputId::ActiveParams | InputId::TotalParams | InputId::Tokens | InputId::PeakDense);
    checked.reference_mfu().filter(|_| asked && describes_the_run).map(|mfu| mfu.value)
}

fn middle((low, high): (f64, f64)) -> f64 {
    if low > 0.0 { libm::sqrt(low * high) } else { f64::midpoint(low, high) }
}

#[cfg(test)]
mod tests;
