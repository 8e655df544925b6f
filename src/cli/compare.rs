//! `flopwise compare`: runs side by side.

use super::args::Compare;
use super::error::CliError;
use super::{output, select};
use crate::analysis::headline;
use crate::files::report::{TableFormat, comparison as report};

pub(super) fn run(command: &Compare) -> Result<(), CliError> {
    let comparison = select::several(&command.selection)?.comparison;
    let text = match command.format.table() {
        _ if command.format.json => report::json(&comparison, &headline(&comparison)),
        TableFormat::Plain => report::text(&comparison, &headline(&comparison)),
        format @ (TableFormat::Markdown | TableFormat::Latex) => report::table(&comparison).write(format),
        format => report::full_table(&comparison).write(format),
    };
    output::result(&text)
}
