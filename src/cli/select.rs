//! From the names and changes on the command line to evaluated scenarios.

use std::sync::Arc;

use super::args::Selection;
use super::error::CliError;
use super::world::{Reach, World};
use crate::analysis::{Comparison, ComparisonOptions};
use crate::files::DEFAULT_COMPARISON;
use crate::scenario::{MfuMethod, Scenario, apply_setting};

/// Takes a `--set` apart only as far as to see that it is one; the library reads it.
pub(super) fn parse_setting(text: &str) -> Result<String, String> {
    match text.split_once('=') {
        Some((key, _)) if !key.trim().is_empty() => Ok(text.to_owned()),
        _ => Err("write KEY=VALUE, for example price=3.49".to_owned()),
    }
}

/// Scenarios side by side, with the catalogue that they were evaluated with.
pub(super) struct Selected {
    pub(super) comparison: Comparison,
    pub(super) world: World,
}

/// One scenario as a comparison without rivals.
pub(super) fn one(name: &str, settings: &[String]) -> Result<Selected, CliError> {
    let names = [name.to_owned()];
    compare(&names, settings, ComparisonOptions::default())
}

/// Several scenarios, the first as baseline.
pub(super) fn these(names: &[String], settings: &[String]) -> Result<Selected, CliError> {
    compare(names, settings, ComparisonOptions::default())
}

/// The scenarios of a command side by side; those of the window's first screen where none is named.
pub(super) fn several(selection: &Selection) -> Result<Selected, CliError> {
    selected(selection, Reach::Scenarios)
}

/// The same with quotes, published runs and claims at hand.
pub(super) fn with_everything(selection: &Selection) -> Result<Selected, CliError> {
    selected(selection, Reach::Everything)
}

fn selected(selection: &Selection, reach: Reach) -> Result<Selected, CliError> {
    let names: Vec<String> = if selection.scenarios.is_empty() {
        DEFAULT_COMPARISON.map(str::to_owned).to_vec()
    } else {
        selection.scenarios.clone()
    };
    let baseline = match &selection.baseline {
        None => 0,
        Some(wanted) => names.iter().position(|name| name.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            CliError::Usage(format!("--baseline {wanted} is not among the scenarios: {}", names.join(", ")))
        })?,
    };
    let options =
        ComparisonOptions { baseline, same_price: selection.same_price, ..ComparisonOptions::default() };
    within(World::open(reach)?, &names, &selection.changes.settings, options)
}

/// What the window compares at first, behind the scenario in a file where one is named.
pub(super) fn first_screen(file: Option<&str>) -> Result<Selected, CliError> {
    let names: Vec<String> = file.into_iter().chain(DEFAULT_COMPARISON).map(str::to_owned).collect();
    compare(&names, &[], ComparisonOptions::default())
}

pub(super) fn compare(
    names: &[String],
    settings: &[String],
    options: ComparisonOptions,
) -> Result<Selected, CliError> {
    within(World::open(Reach::Scenarios)?, names, settings, options)
}

fn within(
    world: World,
    names: &[String],
    settings: &[String],
    options: ComparisonOptions,
) -> Result<Selected, CliError> {
    let scenarios = scenarios(&world, names, settings)?;
    // Runs like these are looked up only where a scenario asks for them.
    let needs_runs =
        scenarios.iter().any(|scenario| scenario.efficiency.mfu_method == MfuMethod::ReferenceClass);
    let world = if needs_runs { World::open(Reach::Everything)? } else { world };
    let comparison = Comparison::new(world.catalog(), &scenarios, options).map_err(|(index, problems)| {
        CliError::invalid(names.get(index).map_or("", String::as_str), &problems)
    })?;
    Ok(Selected { comparison, world })
}

/// The scenarios by name, with the changes of the command.
fn scenarios(world: &World, names: &[String], settings: &[String]) -> Result<Vec<Arc<Scenario>>, CliError> {
    let mut scenarios = Vec::with_capacity(names.len());
    for name in names {
        let mut scenario = world.scenario(name)?;
        for setting in settings {
            apply_setting(Arc::make_mut(&mut scenario), world.catalog(), setting).map_err(|problem| {
                // With several scenarios, an input that only one of them lacks must be told apart.
                let whose = if names.len() > 1 { format!("{name}: ") } else { String::new() };
                CliError::Invalid(format!("{whose}{problem}"))
            })?;
        }
        scenarios.push(scenario);
    }
    Ok(scenarios)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_has_a_key_and_an_equals_sign() {
        assert_eq!(parse_setting("price=3.49"), Ok("price=3.49".to_owned()));
        for wrong in ["price", "=3", " = 3", ""] {
            assert!(parse_setting(wrong).is_err(), "{wrong}");
        }
    }
}
