//! `flopwise providers`: who rents an accelerator out, for how much, and what a run would cost there.

use super::args::Providers;
use super::error::CliError;
use super::world::{Reach, World};
use super::{output, select};
use crate::analysis::providers::{ProviderOptions, Sort, providers};
use crate::files::report::TableFormat;
use crate::files::report::providers::Report;

pub(super) fn run(command: &Providers) -> Result<(), CliError> {
    let world = World::open(Reach::Everything)?;
    // An accelerator is asked for where no run has the name: ids of both never meet.
    let named = world.catalog().accelerator(&command.subject).ok();
    let selected = match named {
        Some(_) if command.changes.settings.is_empty() => None,
        _ => Some(select::one(&command.subject, &command.changes.settings)?),
    };
    let evaluation = selected.as_ref().and_then(|selected| selected.comparison.baseline());
    let accelerator = match (evaluation, named) {
        (Some(evaluation), _) => evaluation.checked.accelerator().clone(),
        (None, Some(named)) => std::sync::Arc::clone(named),
        (None, None) => return Ok(()),
    };
    let sort = Sort { key: command.sort, descending: command.descending };
    let options = ProviderOptions { as_of: command.as_of, history: command.history, sort };
    let found = providers(&accelerator, evaluation, world.catalog(), options);
    if found.rows.is_empty() {
        let day = found.as_of.map_or(String::new(), |day| format!(" up to {day}"));
        return Err(CliError::NoSolution(format!(
            "no quote for {}{day}; flopwise import reads price lists, and presets list prices names the quotes",
            accelerator.name
        )));
    }
    let report = Report { accelerator: &accelerator, evaluation, providers: &found };
    output::result(&match command.format.table() {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        TableFormat::Markdown => report.table(false).write(TableFormat::Markdown),
        format => report.table(true).write(format),
    })
}
