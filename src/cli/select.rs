//! From the names and changes on the command line to evaluated scenarios.

use std::sync::Arc;

use super::args::Selection;
use super::error::CliError;
use super::world::{Reach, World};
use crate::analysis::{Comparison, ComparisonOptions};
use crate::files::{DEFAULT_COMPARISON, Project};
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
    /// The same as it is shared and saved.
    pub(super) project: Project,
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
    let world = World::open(reach)?;
    let mut project = together(&world, &names, &selection.changes.settings)?;
    if let Some(wanted) = &selection.baseline {
        let place = |(name, scenario): (&String, &Arc<Scenario>)| {
            name.eq_ignore_ascii_case(wanted) || scenario.id.eq_ignore_ascii_case(wanted)
        };
        let found = project.names.iter().zip(&project.of.scenarios).position(place);
        project.of.baseline = found.ok_or_else(|| {
            CliError::Usage(format!(
                "--baseline {wanted} is not among the scenarios: {}",
                project.names.join(", ")
            ))
        })?;
    }
    project.of.same_price |= selection.same_price;
    evaluated(world, project)
}

/// What the window compares at first, behind what is in a file or a share string where one is named.
pub(super) fn first_screen(file: Option<&str>) -> Result<Selected, CliError> {
    let world = World::open(Reach::Scenarios)?;
    let several = file.map(|file| world.project(file)).transpose()?.is_some_and(|it| it.scenarios.len() != 1);
    // A whole comparison takes the place of the first one, in the window as here.
    let rest = if several { &[][..] } else { &DEFAULT_COMPARISON[..] };
    let names: Vec<String> = file.into_iter().chain(rest.iter().copied()).map(str::to_owned).collect();
    let project = together(&world, &names, &[])?;
    evaluated(world, project)
}

/// Scenarios with how they are compared, and the names that they go by in messages.
struct Together {
    names: Vec<String>,
    of: Project,
}

/// What several names stand for. A name may stand for a whole comparison; alone, it says how it compares, too.
fn together(world: &World, names: &[String], settings: &[String]) -> Result<Together, CliError> {
    let mut all = Together { names: Vec::new(), of: Project::default() };
    for name in names {
        let project = world.project(name)?;
        match project.scenarios.as_slice() {
            [_] => all.names.push(name.clone()),
            several => all.names.extend(several.iter().map(|scenario| scenario.id.clone())),
        }
        if names.len() == 1 {
            all.of = project;
        } else {
            all.of.scenarios.extend(project.scenarios);
        }
    }
    change(world, &all.names, &mut all.of.scenarios, settings)?;
    all.of = all.of.on_shared_rung();
    Ok(all)
}

pub(super) fn compare(
    names: &[String],
    settings: &[String],
    options: ComparisonOptions,
) -> Result<Selected, CliError> {
    let world = World::open(Reach::Scenarios)?;
    let scenarios = names.iter().map(|name| world.scenario(name)).collect::<Result<_, _>>()?;
    let mut of = Project {
        scenarios,
        baseline: options.baseline,
        scope: options.scope,
        same_price: options.same_price,
        ..Project::default()
    };
    change(&world, names, &mut of.scenarios, settings)?;
    evaluated(world, Together { names: names.to_vec(), of })
}

fn evaluated(world: World, Together { names, of: project }: Together) -> Result<Selected, CliError> {
    let scenarios = &project.scenarios;
    // Runs like these are looked up only where a scenario asks for them.
    let needs_runs =
        scenarios.iter().any(|scenario| scenario.efficiency.mfu_method == MfuMethod::ReferenceClass);
    let world = if needs_runs { World::open(Reach::Everything)? } else { world };
    let options = ComparisonOptions {
        scope: project.scope,
        same_price: project.same_price,
        baseline: project.baseline,
    };
    let comparison = Comparison::new(world.catalog(), scenarios, options).map_err(|(index, problems)| {
        CliError::invalid(names.get(index).map_or("", String::as_str), &problems)
    })?;
    Ok(Selected { comparison, project, world })
}

/// Makes the changes of a command in every scenario.
fn change(
    world: &World,
    names: &[String],
    scenarios: &mut [Arc<Scenario>],
    settings: &[String],
) -> Result<(), CliError> {
    for (name, scenario) in names.iter().zip(scenarios) {
        for setting in settings {
            apply_setting(Arc::make_mut(scenario), world.catalog(), setting).map_err(|problem| {
                // With several scenarios, an input that only one of them lacks must be told apart.
                let whose = if names.len() > 1 { format!("{name}: ") } else { String::new() };
                CliError::Invalid(format!("{whose}{problem}"))
            })?;
        }
    }
    Ok(())
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
