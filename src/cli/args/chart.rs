//! The grammar of `flopwise chart`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Selection;
use crate::chart::template::Template;

#[derive(Debug, Args)]
pub(in crate::cli) struct Chart {
    #[command(flatten)]
    pub(in crate::cli) selection: Selection,
    /// Where to write: the extension decides between .png, .svg and .csv (the plotted data); in a folder, a PNG that is
    /// named after the chart
    #[arg(short, long, visible_alias = "out", value_name = "FILE", required_unless_present = "list")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// A picture that readers recognize, in place of --kind; --list names them
    #[arg(long, value_name = "TEMPLATE", conflicts_with = "kind")]
    pub(in crate::cli) template: Option<String>,
    /// List the templates with the question that each answers
    #[arg(long, conflicts_with_all = ["template", "output"])]
    pub(in crate::cli) list: bool,
    /// What is drawn: runs side by side; of the baseline its ratio to the next run, its energy, or how sure the figure is
    #[arg(long, value_enum, default_value = "bars")]
    pub(in crate::cli) kind: DrawnKind,
    /// What it is drawn of: the cost unless given
    #[arg(long, value_enum)]
    pub(in crate::cli) figure: Option<ChartFigure>,
    /// Size of the picture: article, slide, social, print or WIDTHxHEIGHT, with @2 behind it for two pixels per unit
    #[arg(long, default_value = "article", value_parser = crate::cli::chart::parse_size)]
    pub(in crate::cli) size: crate::render::Size,
    /// Pixels per unit of WIDTHxHEIGHT, 1 to 4
    #[arg(long, value_name = "FACTOR")]
    pub(in crate::cli) scale: Option<f64>,
    /// Colors
    #[arg(long, value_enum, default_value = "light")]
    pub(in crate::cli) theme: ChartTheme,
    /// Linear axis instead of a logarithmic one
    #[arg(long)]
    pub(in crate::cli) linear: bool,
    /// No background
    #[arg(long)]
    pub(in crate::cli) transparent: bool,
    /// Leave the scenarios out of the picture, so that opening it restores nothing
    #[arg(long)]
    pub(in crate::cli) no_scenario: bool,
    /// Write the plotted data beside the picture, as CSV of the same name
    #[arg(long)]
    pub(in crate::cli) data: bool,
}

/// What `flopwise chart` draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DrawnKind {
    /// Scenarios side by side
    Bars,
    /// The factors of the next run's ratio to the baseline
    Ratio,
    /// Energy, from rated power to the meter
    Energy,
    /// Each uncertain input moved over its range
    Tornado,
    /// How often each value comes out
    Histogram,
    /// The probability to stay below each value
    Curve,
    /// The figure along every uncertain input
    Spider,
    /// Shares of variance
    Shares,
}

impl DrawnKind {
    /// The picture that draws it.
    pub(in crate::cli) const fn template(self) -> Template {
        match self {
            Self::Bars => Template::CostByModel,
            Self::Ratio => Template::Ratio,
            Self::Energy => Template::Energy,
            Self::Tornado => Template::Tornado,
            Self::Histogram => Template::Histogram,
            Self::Curve => Template::Curve,
            Self::Spider => Template::Spider,
            Self::Shares => Template::Shares,
        }
    }
}

/// Figures that a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ChartFigure {
    /// Cost at the scope
    Cost,
    /// Training compute
    Flop,
    /// Accelerator-hours
    Hours,
    /// Energy
    Energy,
    /// Wall-clock time
    Days,
    /// Operational emissions
    Carbon,
}

/// Themes of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ChartTheme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}
