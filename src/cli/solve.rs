//! `flopwise solve`: the input that gives a figure the wanted value.

use std::sync::Arc;

use super::args::Solve;
use super::error::CliError;
use super::figure::{figure, level};
use super::{output, select};
use crate::analysis::{apply_solution, evaluate, goal_seek};
use crate::files::report::what_if::notes;
use crate::files::report::what_if::solution::{self as report, Solved};
use crate::scenario::input_named;

pub(super) fn run(command: &Solve) -> Result<(), CliError> {
    let figure = figure(&command.figure)?;
    let selected = select::one(&command.scenario, &command.changes.settings)?;
    let Some(before) = selected.comparison.baseline() else { return Ok(()) };
    let invalid = |error: &dyn ToString| CliError::Invalid(error.to_string());
    let key = input_named(before.scenario(), &command.input).map_err(|error| invalid(&error))?;
    let target = level(&selected.world, figure, "--target", &command.target)?;
    let solution = goal_seek(&before.checked, key, figure, target.value).map_err(|reason| {
        let reason = reason.with_remedy(&before.checked);
        CliError::NoSolution(format!("{}: {reason}", before.scenario().name))
    })?;
    let mut scenario = Arc::clone(before.checked.shared());
    apply_solution(Arc::make_mut(&mut scenario), key, solution.practical())
        .map_err(|error| invalid(&error))?;
    let after = evaluate(selected.world.catalog(), &scenario)
        .map_err(|problems| CliError::invalid(&command.scenario, &problems))?;
    let notes = notes(&before.checked, &[key], &[]);
    let solved = Solved { solution: &solution, target: &target, before, after: &after, notes: &notes };
    output::result(&if command.json { report::json(solved) } else { report::text(solved) })
}
