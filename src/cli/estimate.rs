//! `flopwise estimate`: one run, with everything its number includes.

use super::args::Estimate;
use super::error::CliError;
use super::{output, select};
use crate::analysis::headline;
use crate::estimate::AdvisoryLevel;
use crate::files::report;

pub(super) fn run(command: &Estimate) -> Result<(), CliError> {
    let selected = select::one(&command.scenario, &command.changes.settings)?;
    let headline = headline(&selected.comparison);
    let Some(evaluation) = selected.comparison.baseline() else { return Ok(()) };
    if command.json {
        // In the text they are part of the result; a program that reads the figures alone must not miss them.
        for advisory in
            evaluation.advisories.iter().filter(|advisory| advisory.level >= AdvisoryLevel::Warning)
        {
            output::message(&format!("{}: {} [{}]", advisory.level.id(), advisory.message, advisory.code));
        }
        output::result(&report::estimate::json(evaluation, selected.world.catalog(), &headline))
    } else {
        output::result(&report::estimate::text(evaluation, selected.world.catalog(), &headline))
    }
}
