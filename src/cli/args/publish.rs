//! The grammar of the commands that publish: report and citation.

use std::path::PathBuf;

use clap::Args;

use super::Selection;

#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    #[command(flatten)]
    pub(in crate::cli) selection: Selection,
    /// Where to write: the extension decides between .html (one file) and .md (with the charts as SVG beside it)
    #[arg(short, long, alias = "out", value_name = "FILE", default_value = "report.html")]
    pub(in crate::cli) output: PathBuf,
    /// The title of the page
    #[arg(long)]
    pub(in crate::cli) title: Option<String>,
    /// Leave the charts out
    #[arg(long)]
    pub(in crate::cli) no_charts: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Cite {
    /// Preset ids or scenario files; without any, the program and its data
    #[arg(value_name = "SCENARIO")]
    pub(in crate::cli) scenarios: Vec<String>,
    /// Only the BibTeX entry
    #[arg(long)]
    pub(in crate::cli) bibtex: bool,
}
