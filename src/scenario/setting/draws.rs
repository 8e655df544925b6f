//! How uncertain inputs are drawn together: correlated in one scenario, shared between several.

use super::{SettingError, input_named};
use crate::scenario::input::InputKey;
use crate::scenario::{Correlation, Scenario};

/// Sets the rank correlation of two ranges, written `mfu, price, 0.5`; `none` removes every correlation.
///
/// # Errors
/// When an input is unknown or no range, or the correlation is impossible.
pub(super) fn set_correlation(scenario: &mut Scenario, text: &str) -> Result<(), SettingError> {
    if text.eq_ignore_ascii_case("none") {
        scenario.uncertainty.correlations.clear();
        return Ok(());
    }
    let bad = |problem: String| SettingError::BadValue { key: "correlation".to_owned(), problem };
    let parts: Vec<_> = text.split(',').map(str::trim).collect();
    let [first, second, rank] = parts[..] else {
        return Err(bad(format!(
            "{text:?} is no correlation; write two inputs and a number, as in mfu, price, 0.5"
        )));
    };
    let rank = rank
        .replace('−', "-")
        .parse::<f64>()
        .ok()
        .filter(|rank| (-0.999..=0.999).contains(rank))
        .ok_or_else(|| {
            bad(format!("{rank:?} is no rank correlation; write a number from -0.999 to 0.999"))
        })?;
    let (first, second) = (ranged(scenario, first)?, ranged(scenario, second)?);
    if first == second {
        return Err(bad("an input cannot be correlated with itself".to_owned()));
    }
    let mut changed = scenario.uncertainty.clone();
    let same = |pair: &Correlation| {
        (pair.first, pair.second) == (first, second) || (pair.first, pair.second) == (second, first)
    };
    changed.correlations.retain(|pair| !same(pair));
    // No correlation is the same as one of nothing.
    if rank != 0.0 {
        changed.correlations.push(Correlation { first, second, rank });
    }
    changed.check_correlations().map_err(bad)?;
    scenario.uncertainty = changed;
    Ok(())
}

/// Names the ranges that are drawn together with those of other scenarios that share them, `price, pue`; `none` for
/// none of them.
///
/// # Errors
/// When an input is unknown or no range.
pub(super) fn set_shared(scenario: &mut Scenario, text: &str) -> Result<(), SettingError> {
    let names = text.split(',').filter(|name| !name.trim().eq_ignore_ascii_case("none"));
    let keys = names.map(|name| ranged(scenario, name)).collect::<Result<Vec<_>, _>>()?;
    for range in &mut scenario.uncertainty.ranges {
        range.shared = keys.contains(&range.key);
    }
    Ok(())
}

/// The range that a name means.
fn ranged(scenario: &Scenario, name: &str) -> Result<InputKey, SettingError> {
    let key = input_named(scenario, name)?;
    if scenario.uncertainty.range(key).is_none() {
        let problem = format!("is no range; give it one first, for example {}=\"1.5 to 3.5\"", name.trim());
        return Err(SettingError::BadValue { key: name.trim().to_owned(), problem });
    }
    Ok(key)
}
