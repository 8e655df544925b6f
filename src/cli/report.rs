//! `flopwise report` and `flopwise cite`: a comparison as a page to hand on, and how to cite it.

use std::path::Path;
use std::sync::Arc;

use super::args::{Cite, Report};
use super::error::CliError;
use super::world::{Reach, World};
use super::{output, select};
use crate::app::Threads;
use crate::chart::ResolvedChart;
use crate::chart::template::Template;
use crate::files;
use crate::files::report::cite::citation;
use crate::files::report::whole::{Picture, ReportOptions, Whole};
use crate::render::{self, ExportOptions, Size};

/// Charts of a report: wide enough for a page, flat enough for two on it.
const SIZE: Size = Size::Custom { width: 1200, height: 800, scale: 1.0 };

/// How the page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Markdown,
}

pub(super) fn run(command: &Report) -> Result<(), CliError> {
    let kind = kind(&command.output)?;
    let selected = select::with_everything(&command.selection)?;
    let library = selected.world.library();
    let known: Vec<_> = library.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect();
    let catalog = selected.world.catalog();
    let whole = Whole::gather(selected.comparison, catalog, &known, &Threads::of_machine());
    let mut pictures = Vec::new();
    if !command.no_charts {
        for (template, chart) in whole.resolved() {
            pictures.push(picture(template, chart, kind, &command.output)?);
        }
    }
    let options = ReportOptions { title: command.title.clone() };
    let document = whole.document(catalog, &pictures, &options);
    let page = match kind {
        Kind::Html => document.html(),
        Kind::Markdown => document.markdown(),
    };
    for picture in pictures.iter().filter(|picture| !picture.file.is_empty()) {
        let path = command.output.with_file_name(&picture.file);
        files::save_bytes(&path, picture.svg.as_bytes())?;
        output::message(&format!("wrote {}", path.display()));
    }
    files::save_bytes(&command.output, page.as_bytes())?;
    output::message(&format!("wrote {}", command.output.display()));
    Ok(())
}

fn kind(path: &Path) -> Result<Kind, CliError> {
    match path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
        Some("html" | "htm") => Ok(Kind::Html),
        Some("md" | "markdown") => Ok(Kind::Markdown),
        _ => {
            Err(CliError::Usage(format!("{} has no known extension: end it in .html or .md", path.display())))
        }
    }
}

/// Draws a picture; one for a page of text gets a file beside it.
fn picture(template: Template, chart: ResolvedChart, kind: Kind, page: &Path) -> Result<Picture, CliError> {
    let options = ExportOptions { size: SIZE, ..ExportOptions::default() };
    let svg = render::svg(&chart, &options).map_err(|error| CliError::Runtime(error.to_string()))?;
    let stem = page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let file = match kind {
        Kind::Html => String::new(),
        Kind::Markdown => format!("{stem}-{}.svg", template.id()),
    };
    Ok(Picture { template, title: chart.title, caption: chart.text_alternative, svg, file })
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
