//! The options of `import` that tables need, and the grammar of `audit`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Format;
use crate::catalog::Date;
use crate::files::import::tables::{NameMapping, TableKind};
use crate::units::parse::NumberStyle;

/// Which sign separates decimals in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DecimalSign {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl DecimalSign {
    pub(in crate::cli) const fn style(self) -> NumberStyle {
        match self {
            Self::Point => NumberStyle::Dot,
            Self::Comma => NumberStyle::Comma,
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tables")]
pub(in crate::cli) struct TableArguments {
    /// What the table is, where its columns do not tell: skypilot, epoch, quotes, runs or scenarios
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(in crate::cli) kind: Option<TableKind>,
    /// The day of the prices, or of the table: 2025-01-31
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<Date>,
    /// Who rents out, for a table that does not say
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) provider: Option<String>,
    /// Title of the source to cite
    #[arg(long, value_name = "TITLE")]
    pub(in crate::cli) source: Option<String>,
    /// Address of the source
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) url: Option<String>,
    /// What a name in the table stands for, as often as needed: H100-MEGA-80GB=h100-sxm, tpu-v4-8=4*tpu-v4
    #[arg(long = "map", value_name = "NAME=ID", value_parser = NameMapping::parse)]
    pub(in crate::cli) names: Vec<NameMapping>,
    /// Take only the row with this name, as often as needed
    #[arg(long = "row", value_name = "NAME")]
    pub(in crate::cli) rows: Vec<String>,
    /// The scenario that fills in what a row leaves open
    #[arg(long, value_name = "SCENARIO")]
    pub(in crate::cli) base: Option<String>,
    /// The decimal sign, where the numbers do not tell
    #[arg(long, value_enum)]
    pub(in crate::cli) decimal: Option<DecimalSign>,
}

fn kind(text: &str) -> Result<TableKind, String> {
    let ids = || TableKind::ALL.map(TableKind::id);
    let found = TableKind::ALL.into_iter().find(|kind| kind.id().eq_ignore_ascii_case(text));
    found.ok_or_else(|| format!("choose {}", ids().join(", ")))
}

/// A day, a month or a year.
pub(in crate::cli) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a date such as 2025-01-31, 2025-01 or 2025".to_owned())
}

/// What `audit --help` ends with.
const AUDIT_EXAMPLES: &str = "\
Examples:
  flopwise audit fleet.csv                          recompute totals, sums and averages
  flopwise audit fleet.md --only H20,H800,H100      and the totals of some of it
  xclip -o | flopwise audit - --markdown            a table from the clipboard
Exit code 3 says that something printed does not reconcile.";

#[derive(Debug, Args)]
#[command(after_help = AUDIT_EXAMPLES)]
pub(in crate::cli) struct Audit {
    /// A table with counts, unit prices, totals, power: CSV, TSV or Markdown; - reads standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Also add up these alone, by name, with commas between
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(in crate::cli) only: Vec<String>,
    /// The decimal sign, where the numbers do not tell
    #[arg(long, value_enum)]
    pub(in crate::cli) decimal: Option<DecimalSign>,
    #[command(flatten)]
    pub(in crate::cli) format: Format,
}
