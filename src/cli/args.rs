//! The command line's grammar: commands, options and the help that explains them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::select::parse_setting;
use crate::files::report::TableFormat;

/// What `--help` starts with.
const EXAMPLES: &str = "\
Examples:
  flopwise                                       open the window
  flopwise my-run.ron                            open a scenario file in the window
  flopwise estimate deepseek-v3                  what one run cost, and what the number includes
  flopwise estimate deepseek-v3 --set price=3.49 --set scope=A --json
  flopwise compare deepseek-v3 llama-3.1-405b    side by side; without names the five runs of the first screen
  flopwise explain deepseek-v3 cost_usd          the formula, its numbers and their sources
  flopwise chart deepseek-v3 gpt-4-epoch -o cost.png
  flopwise presets list accelerators --csv";

/// What `--help` ends with.
const AFTER_HELP: &str = "\
A SCENARIO is the id of a preset (flopwise presets list) or a scenario file.
Results go to standard output, messages to standard error.
Exit codes: 0 ok, 1 other error, 2 usage, 3 invalid input, 4 no solution, 5 file.
FLOPWISE_HOME names one folder for settings and data instead of the system's.
flopwise never touches the network: it reads the files you name and its own data.";

/// What training a large AI model costs in compute, time, energy and money.
#[derive(Debug, Parser)]
#[command(
    name = "flopwise",
    version,
    before_help = EXAMPLES,
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    max_term_width = 110
)]
pub(super) struct Arguments {
    /// What to do; without a command the window opens
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// A scenario file to open in the window
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Estimate one run: cost, compute, time, energy, carbon
    Estimate(Estimate),
    /// Put runs side by side
    Compare(Compare),
    /// Show how a figure comes about, down to sourced inputs
    Explain(Explain),
    /// Draw a comparison as PNG or SVG
    Chart(Chart),
    /// Compare the method with published runs
    Validate(Validate),
    /// List and show what flopwise ships: scenarios, accelerators, prices, sites, published runs
    #[command(subcommand)]
    Presets(Presets),
}

/// Changes to the scenarios of a command.
#[derive(Debug, Args)]
pub(super) struct Changes {
    /// Change an input of every scenario of the command, as often as needed: tokens=14.8T, price=3.49, scope=A,
    /// hours=derived, accelerator=h100-sxm, phase2.tokens=1T
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_setting)]
    pub(super) settings: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Estimate {
    /// Preset id or scenario file
    pub(super) scenario: String,
    #[command(flatten)]
    pub(super) changes: Changes,
    /// Write JSON: figures by stable id in base units, every digit
    #[arg(long)]
    pub(super) json: bool,
}

/// How a table is written.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Format {
    /// Write JSON: base units, every digit
    #[arg(long)]
    pub(super) json: bool,
    /// Write comma-separated values: all figures, every digit
    #[arg(long)]
    pub(super) csv: bool,
    /// Write tab-separated values, as spreadsheets paste them
    #[arg(long)]
    pub(super) tsv: bool,
    /// Write a Markdown table
    #[arg(long)]
    pub(super) markdown: bool,
}

impl Format {
    /// The table format asked for; plain unless asked otherwise.
    pub(super) fn table(&self) -> TableFormat {
        match (self.csv, self.tsv, self.markdown) {
            (true, ..) => TableFormat::Csv,
            (_, true, _) => TableFormat::Tsv,
            (_, _, true) => TableFormat::Markdown,
            _ => TableFormat::Plain,
        }
    }
}

/// Which scenarios are compared, and how.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// Preset ids or scenario files; without any, the five runs of the first screen
    #[arg(value_name = "SCENARIO")]
    pub(super) scenarios: Vec<String>,
    #[command(flatten)]
    pub(super) changes: Changes,
    /// The scenario that the others are compared with; the first unless named
    #[arg(long, value_name = "SCENARIO")]
    pub(super) baseline: Option<String>,
    /// Price every scenario at the baseline's rental price
    #[arg(long)]
    pub(super) same_price: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(flatten)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Preset id or scenario file
    pub(super) scenario: String,
    /// Id of the figure: cost_usd, training_compute_flop, mfu, energy_kwh …
    pub(super) figure: String,
    #[command(flatten)]
    pub(super) changes: Changes,
    /// Write the tree as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Validate {
    #[command(flatten)]
    pub(super) format: Format,
}

#[derive(Debug, Subcommand)]
pub(super) enum Presets {
    /// List what there is of one kind
    List {
        /// What to list
        #[arg(default_value = "scenarios")]
        kind: Listing,
        #[command(flatten)]
        format: Format,
    },
    /// Show one entry with its sources
    Show {
        /// Its id
        id: String,
        /// Where to look, for an id that several kinds have
        #[arg(long)]
        kind: Option<Listing>,
        /// Write JSON
        #[arg(long)]
        json: bool,
        /// Write a scenario as a file to start from: flopwise presets show deepseek-v3 --ron > my-run.ron
        #[arg(long, conflicts_with = "json")]
        ron: bool,
    },
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listing {
    /// Scenarios
    Scenarios,
    /// Accelerators
    Accelerators,
    /// Rental quotes
    Prices,
    /// Grid regions
    Sites,
    /// Published training runs
    Runs,
}

#[derive(Debug, Args)]
pub(super) struct Chart {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Where to write: the extension decides between .png, .svg and .csv (the plotted data)
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// What the bars show
    #[arg(long, value_enum, default_value = "cost")]
    pub(super) figure: ChartFigure,
    /// Size of the picture: article, slide, social, print or WIDTHxHEIGHT
    #[arg(long, default_value = "article", value_parser = super::chart::parse_size)]
    pub(super) size: crate::render::Size,
    /// Pixels per unit of WIDTHxHEIGHT, 1 to 4
    #[arg(long, value_name = "FACTOR")]
    pub(super) scale: Option<f64>,
    /// Colors
    #[arg(long, value_enum, default_value = "light")]
    pub(super) theme: ChartTheme,
    /// Linear axis instead of a logarithmic one
    #[arg(long)]
    pub(super) linear: bool,
    /// No background
    #[arg(long)]
    pub(super) transparent: bool,
}

/// Figures that a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ChartFigure {
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
pub(super) enum ChartTheme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}
