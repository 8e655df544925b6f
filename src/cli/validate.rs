//! `flopwise validate`: the method against published runs.

use super::args::Validate;
use super::error::CliError;
use super::output;
use super::world::{Reach, World};
use crate::analysis::Backtest;
use crate::files::report::{TableFormat, backtest as report};

pub(super) fn run(command: &Validate) -> Result<(), CliError> {
    let world = World::open(Reach::Everything)?;
    let backtest = Backtest::new(world.catalog());
    output::result(&match command.format.table() {
        _ if command.format.json => report::json(&backtest),
        TableFormat::Plain => report::text(&backtest),
        TableFormat::Markdown => backtest.to_markdown(),
        format => report::rows_table(&backtest).write(format),
    })
}
