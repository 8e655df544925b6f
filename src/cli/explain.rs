//! `flopwise explain`: how a figure comes about.

use super::args::Explain;
use super::error::CliError;
use super::figure::figure;
use super::{output, select};
use crate::files::report::explanation as report;

pub(super) fn run(command: &Explain) -> Result<(), CliError> {
    let figure = figure(&command.figure)?;
    let selected = select::one(&command.scenario, &command.changes.settings)?;
    let Some(evaluation) = selected.comparison.baseline() else { return Ok(()) };
    let explanation = evaluation.explain(figure).map_err(|reason| {
        CliError::Invalid(format!("{} has no {}: {reason}", evaluation.scenario().name, figure.id()))
    })?;
    output::result(&if command.json {
        report::json(evaluation, figure, explanation)
    } else if command.latex {
        report::latex(evaluation, figure, explanation)
    } else {
        report::text(evaluation, figure, explanation)
    })
}
