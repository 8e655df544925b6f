//! `flopwise report` and `flopwise cite`: a comparison as a page to hand on, and how to cite it.

use std::sync::Arc;

use super::args::{Cite, Report};
use super::error::CliError;
use super::world::{Reach, World};
use super::{output, select};
use crate::app::Threads;
use crate::app::report::{self, PageFormat, ReportOf};
use crate::files;
use crate::files::report::cite::citation;

pub(super) fn run(command: &Report) -> Result<(), CliError> {
    let path = &command.output;
    let format = PageFormat::of(path).ok_or_else(|| CliError::Usage(report::unknown_page(path)))?;
    let selected = select::with_everything(&command.selection)?;
    let library = selected.world.library();
    let known: Vec<_> = library.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect();
    output::impossible(&selected.comparison);
    let of = ReportOf {
        comparison: selected.comparison,
        catalog: selected.world.catalog(),
        known: &known,
        title: command.title.clone(),
        charts: !command.no_charts,
    };
    let files = report::report_files(of, format, path, &Threads::of_machine()).map_err(CliError::Runtime)?;
    for (path, text) in files {
        files::save_bytes(&path, text.as_bytes())?;
        output::message(&format!("wrote {}", path.display()));
    }
    Ok(())
}

pub(super) fn cite(command: &Cite) -> Result<(), CliError> {
    let citation = if command.scenarios.is_empty() {
        citation(World::open(Reach::Everything)?.catalog(), std::iter::empty())
    } else {
        let world = World::open(Reach::Everything)?;
        let scenarios: Vec<_> =
            command.scenarios.iter().map(|name| world.scenario(name)).collect::<Result<_, _>>()?;
        citation(world.catalog(), scenarios.iter().map(|scenario| &**scenario))
    };
    output::result(&if command.bibtex {
        citation.bibtex()
    } else {
        format!("{}\n\n{}", citation.text(), citation.bibtex())
    })
}
