//! A comparison as a page to hand on: the same files for the window and for the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::threads::Threads;
use crate::analysis::Comparison;
use crate::catalog::Catalog;
use crate::chart::ResolvedChart;
use crate::chart::template::Template;
use crate::files;
use crate::files::report::whole::{Picture, ReportOptions, Whole};
use crate::render::{self, ExportOptions, Size};
use crate::scenario::Scenario;

/// Charts of a report: wide enough for a page, flat enough for two on it.
const SIZE: Size = Size::Custom { width: 1200, height: 800, scale: 1.0 };

/// How the page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// One page with its pictures inside.
    Html,
    /// Text with the pictures as SVG beside it.
    Markdown,
}

impl PageFormat {
    /// What the name of a file asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// What a report is made of.
#[derive(Debug)]
pub struct ReportOf<'a> {
    /// The scenarios side by side.
    pub comparison: Comparison,
    /// Quotes, published runs, claims.
    pub catalog: &'a Catalog,
    /// The scenarios that claims may name.
    pub known: &'a [Arc<Scenario>],
    /// The title; that of the comparison unless given.
    pub title: Option<String>,
    /// Whether there are charts in it.
    pub charts: bool,
}

/// The files of a report with their texts, the page last.
///
/// # Errors
/// Why a chart cannot be drawn, in words.
pub fn report_files(
    of: ReportOf<'_>,
    format: PageFormat,
    path: &Path,
    threads: &Threads,
) -> Result<Vec<(PathBuf, String)>, String> {
    let whole = Whole::gather(of.comparison, of.catalog, of.known, threads);
    let mut pictures = Vec::new();
    if of.charts {
        for (template, chart) in whole.resolved() {
            pictures.push(picture(template, chart, format, path)?);
        }
    }
    let document = whole.document(of.catalog, &pictures, &ReportOptions { title: of.title });
    let page = match format {
        PageFormat::Html => document.html(),
        PageFormat::Markdown => document.markdown(),
    };
    let beside = pictures.into_iter().filter(|picture| !picture.file.is_empty());
    let mut files: Vec<_> = beside.map(|picture| (path.with_file_name(&picture.file), picture.svg)).collect();
    files.push((path.to_owned(), page));
    Ok(files)
}

/// Writes the report. Returns the files that were written, the page last.
///
/// # Errors
/// Why it was not written, in words.
pub fn write_report(of: ReportOf<'_>, path: &Path) -> Result<Vec<PathBuf>, String> {
    let format = PageFormat::of(path).ok_or_else(|| unknown_page(path))?;
    let files = report_files(of, format, path, &Threads::of_machine())?;
    let mut written = Vec::new();
    for (path, text) in files {
        files::save_bytes(&path, text.as_bytes()).map_err(|error| error.to_string())?;
        written.push(path);
    }
    Ok(written)
}

/// What to say of a file whose name does not tell how to write it.
#[must_use]
pub fn unknown_page(path: &Path) -> String {
    format!("{} has no known extension: end it in .html or .md", path.display())
}

/// Draws a picture; one for a page of text gets a file beside it.
fn picture(
    template: Template,
    chart: ResolvedChart,
    format: PageFormat,
    page: &Path,
) -> Result<Picture, String> {
    let options = ExportOptions { size: SIZE, ..ExportOptions::default() };
    let svg = render::svg(&chart, &options).map_err(|error| error.to_string())?;
    let stem = page.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let file = match format {
        PageFormat::Html => String::new(),
        PageFormat::Markdown => format!("{stem}-{}.svg", template.id()),
    };
    Ok(Picture { template, title: chart.title, caption: chart.text_alternative, svg, file })
}
