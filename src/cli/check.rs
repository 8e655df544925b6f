//! `flopwise check`: a claim, shipped or the user's own, and what can be said of it.

use std::sync::Arc;

use super::args::Check;
use super::error::CliError;
use super::output;
use super::world::{Reach, World};
use crate::analysis::{ClaimCheckError, ClaimCheckOptions, check_claim};
use crate::app::Threads;
use crate::catalog::{Amount, Claim, ClaimInput};
use crate::files::report::claim as report;
use crate::scenario::{Scenario, Scope, apply_setting};

pub(super) fn run(command: &Check) -> Result<(), CliError> {
    let world = World::open(Reach::Everything)?;
    let claim = claim(command, &world)?;
    let mut scenarios: Vec<Arc<Scenario>> =
        world.library().scenarios.into_iter().map(|entry| entry.scenario).collect();
    let options = ClaimCheckOptions {
        scenario: named(command.scenario.as_deref(), &world, &mut scenarios)?,
        rival: named(command.rival.as_deref(), &world, &mut scenarios)?,
        ..ClaimCheckOptions::default()
    };
    set_draws(command, &world, &mut scenarios)?;
    let check = check_claim(world.catalog(), &scenarios, &claim, &options, &Threads::of_machine());
    let check = check.map_err(problem)?;
    output::result(&if command.json { report::json(&check) } else { report::text(&check) })
}

/// How samples are drawn, for every scenario alike.
fn set_draws(command: &Check, world: &World, scenarios: &mut [Arc<Scenario>]) -> Result<(), CliError> {
    let samples = command.samples.as_ref().map(|samples| format!("samples={samples}"));
    let seed = command.seed.map(|seed| format!("seed={seed}"));
    for setting in samples.into_iter().chain(seed) {
        for scenario in &mut *scenarios {
            apply_setting(Arc::make_mut(scenario), world.catalog(), &setting)
                .map_err(|problem| CliError::Invalid(problem.to_string()))?;
        }
    }
    Ok(())
}

fn problem(error: ClaimCheckError) -> CliError {
    match error {
        ClaimCheckError::Scenario { scenario, problems } => CliError::invalid(&scenario, &problems),
        other => CliError::Invalid(other.to_string()),
    }
}

/// The id of a scenario that is named by id or path, which is then among those that are known.
fn named(
    name: Option<&str>,
    world: &World,
    scenarios: &mut Vec<Arc<Scenario>>,
) -> Result<Option<String>, CliError> {
    let Some(name) = name else { return Ok(None) };
    let scenario = world.scenario(name)?;
    let id = scenario.id.clone();
    // A file stands for itself, even where it has the id of a preset.
    scenarios.insert(0, scenario);
    Ok(Some(id))
}

/// The claim with this id, with the inputs of the command added; or the claim that the options make up.
fn claim(command: &Check, world: &World) -> Result<Arc<Claim>, CliError> {
    let inputs = command.settings.iter().map(|setting| ClaimInput {
        setting: setting.clone(),
        locator: String::new(),
        note: String::new(),
    });
    if let Some(name) = &command.claim {
        let found = world.catalog().claim(name).map_err(|unknown| {
            CliError::Invalid(format!("{unknown}; flopwise presets list claims names them"))
        })?;
        let mut claim = Arc::clone(found);
        if !command.settings.is_empty() {
            Arc::make_mut(&mut claim).inputs.extend(inputs);
        }
        return Ok(claim);
    }
    let (Some(figure), Some(value), Some(scenario)) = (command.figure, &command.value, &command.scenario)
    else {
        let needed = "name a claim (flopwise presets list claims), or make one up with --figure, --value and --scenario";
        return Err(CliError::Usage(needed.to_owned()));
    };
    let figure = figure.figure();
    let amount = Amount::read(value, figure.dimension())
        .map_err(|error| CliError::Invalid(format!("--value: {error}")))?;
    let rung = command.rung.as_deref().map(|letter| {
        Scope::from_letter(letter).ok_or_else(|| {
            CliError::Invalid(format!("--rung: {letter:?} is no rung; write a letter from A to I"))
        })
    });
    let rung = rung.transpose()?.map(|scope| scope.letter().to_owned());
    Ok(Arc::new(Claim { inputs: inputs.collect(), ..Claim::own(figure, amount, scenario, rung) }))
}
