//! The command line's grammar: commands, options and the help that explains them.

mod chart;
mod import;
mod import_table;
mod providers;
mod publish;
mod what_if;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::select::parse_setting;
use crate::catalog::ClaimFigure;
use crate::files::report::TableFormat;
pub(super) use chart::{Chart, ChartFigure, ChartTheme};
pub(super) use import::Import;
pub(super) use import_table::{Audit, DecimalSign, TableArguments};
pub(super) use providers::Providers;
pub(super) use publish::{Cite, Report};
pub(super) use what_if::{Solve, Sweep, Trend};

/// What `--help` starts with.
const EXAMPLES: &str = "\
Examples:
  flopwise                                       open the window
  flopwise my-run.ron                            open a scenario file in the window
  flopwise estimate deepseek-v3                  what one run cost, and what the number includes
  flopwise estimate deepseek-v3 --set price=3.49 --set scope=A --json
  flopwise compare deepseek-v3 llama-3.1-405b    side by side; without names the five runs of the first screen
  flopwise explain deepseek-v3 cost_usd          the formula, its numbers and their sources
  flopwise check deepseek-v3-cost                what speaks for a claim, what against, what it leaves out
  flopwise chart deepseek-v3 gpt-4-epoch -o cost.png
  flopwise open cost.png                         the comparison that a picture carries, in the window
  flopwise share deepseek-v3 --set price=3.49    a scenario as one line to paste
  flopwise report deepseek-v3 llama-3.1-405b -o report.html
  flopwise solve dense-7b tokens --target '$1M'  which value gives a figure that one wants
  flopwise sweep deepseek-v3 mfu='25%..50% step 5%' price=1,2,3 --set hours=derived
  flopwise presets list accelerators --csv";

/// What `--help` ends with.
const AFTER_HELP: &str = "\
A SCENARIO is the id of a preset (flopwise presets list), a scenario file, a picture that flopwise exported or a share
string; --from-share STRING is a SCENARIO that can only be a share string.
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
    /// A scenario file, a folder of them, an exported picture or a share string to open in the window
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// What draws the window: auto tries the graphics driver, then the processor
    #[arg(long, value_name = "WHICH", default_value = "auto")]
    pub(super) renderer: Renderer,
    /// Open the window, measure start, frames and idle time, print them and close it again
    #[arg(long, conflicts_with = "file")]
    pub(super) measure: bool,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Renderer {
    /// The graphics driver, and the processor where that fails.
    Auto,
    /// The graphics driver only.
    Hardware,
    /// The processor only.
    Software,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Estimate one run: cost, compute, time, energy, carbon
    Estimate(Estimate),
    /// Put runs side by side
    Compare(Compare),
    /// Show how a figure comes about, down to sourced inputs
    Explain(Explain),
    /// Say how sure a figure is: P5, P50 and P95 from the ranges of the inputs
    Simulate(Simulate),
    /// Say which uncertain input matters: tornado and shares of variance
    Sensitivity(Sensitivity),
    /// Check a published claim, or your own: arithmetic, physics, price, scope, and what would have to be true
    Check(Check),
    /// Draw a comparison, or a template that readers recognize, as PNG or SVG
    Chart(Chart),
    /// Open a file, a folder of scenarios, an exported picture or a share string in the window
    Open {
        /// Scenario or comparison file, folder, picture or share string
        #[arg(value_name = "FILE|STRING")]
        file: PathBuf,
    },
    /// Print scenarios as one line to paste: the share string
    Share(Share),
    /// Write a comparison as a page to hand on: figures, charts, sources, explanations, claims, citation
    Report(Report),
    /// Say how to cite flopwise and a scenario
    Cite(Cite),
    /// Find the value of one input that gives a figure the value one wants
    Solve(Solve),
    /// Tabulate figures over the values of one input or two
    Sweep(Sweep),
    /// Scale a cost along a trend: what the same was before, what the frontier will be
    Trend(Trend),
    /// Compare the method with published runs
    Validate(Validate),
    /// Read a model's config.json or weights: parameters, FLOP, a scenario to start from
    Import(Import),
    /// Recompute somebody else's table of counts, prices and totals, and mark what does not reconcile
    Audit(Audit),
    /// List who rents an accelerator out, for how much, since when, and what a run would cost there
    Providers(Providers),
    /// List and show what flopwise ships: scenarios, accelerators, prices, sites, published runs, claims
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
    /// Write a LaTeX table for the package booktabs
    #[arg(long)]
    pub(super) latex: bool,
}

impl Format {
    /// Whether text for people is asked for.
    pub(super) fn is_plain(&self) -> bool {
        !(self.json || self.csv || self.tsv || self.markdown || self.latex)
    }

    /// The table format asked for; plain unless asked otherwise.
    pub(super) fn table(&self) -> TableFormat {
        match (self.csv, self.tsv, self.markdown, self.latex) {
            (true, ..) => TableFormat::Csv,
            (_, true, ..) => TableFormat::Tsv,
            (_, _, true, _) => TableFormat::Markdown,
            (.., true) => TableFormat::Latex,
            _ => TableFormat::Plain,
        }
    }
}

/// Which scenarios are compared, and how.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// Preset ids, scenario files, exported pictures or share strings; without any, the five runs of the first screen
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
    /// Write the formulas as LaTeX, in symbols and in numbers
    #[arg(long, conflicts_with = "json")]
    pub(super) latex: bool,
}

/// What is drawn, and how.
#[derive(Debug, Args)]
pub(super) struct Draws {
    /// Divide by the same figure of this scenario
    #[arg(long, value_name = "SCENARIO")]
    pub(super) against: Option<String>,
    /// Change inputs; a range makes one uncertain: price="1.5 to 3.5", mfu="25% to 45%", price="2 +- 25%"
    #[command(flatten)]
    pub(super) changes: Changes,
    /// How many samples to draw at least: 100000, 1M
    #[arg(long, value_name = "COUNT")]
    pub(super) samples: Option<String>,
    /// Seed of the draws; the same seed gives the same digits
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// How samples are drawn: sobol or random
    #[arg(long)]
    pub(super) sampling: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// Preset id or scenario file
    pub(super) scenario: String,
    /// Which figure, as often as needed
    #[arg(long = "figure", value_name = "FIGURE", default_value = "cost")]
    pub(super) figures: Vec<String>,
    /// Ask how likely the figure is below this value; with --against, a ratio or percent
    #[arg(long, value_name = "VALUE")]
    pub(super) below: Vec<String>,
    #[command(flatten)]
    pub(super) draws: Draws,
    /// Write JSON: base units, every digit, histogram and curve
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Sensitivity {
    /// Preset id or scenario file
    pub(super) scenario: String,
    /// Which figure
    #[arg(long, default_value = "cost")]
    pub(super) figure: String,
    /// Move each input from its 10th to its 90th percentile instead of over its whole range
    #[arg(long)]
    pub(super) percentiles: bool,
    #[command(flatten)]
    pub(super) draws: Draws,
    #[command(flatten)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Id of a claim (flopwise presets list claims); without one, the claim that --figure, --value and --scenario make up
    #[arg(conflicts_with_all = ["figure", "value", "rung"])]
    pub(super) claim: Option<String>,
    /// What your own claim is about
    #[arg(long, value_enum, requires_all = ["value", "scenario"])]
    pub(super) figure: Option<ClaimedFigure>,
    /// What it is said to come to, as people write it: $5.576M, "> $100M", "~ $63M", "$20M to $60M"
    #[arg(long, value_name = "AMOUNT", requires = "figure")]
    pub(super) value: Option<String>,
    /// The rung of the scope ladder that it stands on, A to I; leave it out where nobody said
    #[arg(long, value_name = "LETTER", requires = "figure")]
    pub(super) rung: Option<String>,
    /// The scenario to check against, by id or file; that of the claim unless named
    #[arg(long)]
    pub(super) scenario: Option<String>,
    /// The scenario to compare with, by id or file; that of the claim unless named
    #[arg(long, value_name = "SCENARIO")]
    pub(super) rival: Option<String>,
    /// An input that the claim itself gives, as often as needed: price=2, reported_hours=2.788M
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_setting)]
    pub(super) settings: Vec<String>,
    /// How many samples to draw at least, where the scenario has ranges: 100000, 1M
    #[arg(long, value_name = "COUNT")]
    pub(super) samples: Option<String>,
    /// Seed of the draws; the same seed gives the same digits
    #[arg(long)]
    pub(super) seed: Option<u64>,
    /// Write JSON: every part of the check in base units, every digit
    #[arg(long)]
    pub(super) json: bool,
}

/// What a claim of the user may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ClaimedFigure {
    /// What training cost
    Cost,
    /// Accelerator-hours
    Hours,
    /// Training compute
    Compute,
    /// Energy
    Energy,
    /// Operational emissions, location-based
    Carbon,
    /// Elapsed time
    Days,
    /// Purchase of accelerators
    Purchase,
}

impl ClaimedFigure {
    pub(super) const fn figure(self) -> ClaimFigure {
        match self {
            Self::Cost => ClaimFigure::Cost,
            Self::Hours => ClaimFigure::AcceleratorHours,
            Self::Compute => ClaimFigure::TrainingCompute,
            Self::Energy => ClaimFigure::Energy,
            Self::Carbon => ClaimFigure::Carbon,
            Self::Days => ClaimFigure::WallClock,
            Self::Purchase => ClaimFigure::Purchase,
        }
    }
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
    /// Published claims
    Claims,
}

#[derive(Debug, Args)]
pub(super) struct Share {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Print what the scenario would change in this one, instead of its share string
    #[arg(long, value_name = "SCENARIO")]
    pub(super) against: Option<String>,
    /// Print the text of the file that the string stands for
    #[arg(long, conflicts_with = "against")]
    pub(super) ron: bool,
}
