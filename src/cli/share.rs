//! `flopwise share`: scenarios as one line to paste, and what such a line would change.

use super::args::Share;
use super::error::CliError;
use super::world::{Reach, World};
use super::{output, select};
use crate::analysis::difference;
use crate::files::report::{Cell, Column, Table, TableFormat};
use crate::files::{Project, share, write_project, write_scenario};

pub(super) fn run(command: &Share) -> Result<(), CliError> {
    let selected = select::several(&command.selection)?;
    let project = share::portable(&selected.project, selected.world.catalog());
    match &command.against {
        Some(against) => changes(against, &project),
        None if command.ron => output::result(&file(&project)),
        None => output::result(&format!("{}\n", share::encode(&project))),
    }
}

/// The text of the file that the string stands for.
fn file(project: &Project) -> String {
    match &project.scenarios[..] {
        [only] => write_scenario(only),
        _ => write_project(project),
    }
}

fn changes(against: &str, project: &Project) -> Result<(), CliError> {
    let [after] = &project.scenarios[..] else {
        return Err(CliError::Usage("--against compares a single scenario with another".into()));
    };
    let before = World::open(Reach::Scenarios)?.scenario(against)?;
    let changes = difference(&before, after);
    if changes.is_empty() {
        return output::result("No difference.\n");
    }
    let columns = [("input", "Input"), ("before", before.name.as_str()), ("after", "Shared")];
    let mut table = Table::new(columns.map(|(id, label)| Column::text(id, label)).to_vec());
    let rows = changes.iter().map(|change| [&change.input, &change.before, &change.after].map(Cell::text));
    table.rows = rows.map(Vec::from).collect();
    output::result(&table.write(TableFormat::Plain))
}
