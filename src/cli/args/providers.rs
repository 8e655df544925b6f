//! The grammar of `providers`.

use clap::Args;

use super::import_table::date;
use super::{Changes, Format};
use crate::analysis::providers::SortKey;
use crate::catalog::Date;

/// What `providers --help` ends with.
const EXAMPLES: &str = "\
Examples:
  flopwise providers deepseek-v3 --sort spot               who is cheapest for this run, interruptible
  flopwise providers h100-sxm --as-of 2024-06-30           quotes up to a day, ages counted from it
  flopwise providers deepseek-v3 --sort date --descending --history --csv";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Providers {
    /// Preset id or scenario file; or an accelerator, without a run
    #[arg(value_name = "SCENARIO|ACCELERATOR")]
    pub(in crate::cli) subject: String,
    /// The column to sort by: provider, accelerator, on-demand, spot, committed, region, date, age, source or total
    #[arg(long, value_name = "COLUMN", default_value = "on-demand", value_parser = sort_key)]
    pub(in crate::cli) sort: SortKey,
    /// The greatest or newest first
    #[arg(long)]
    pub(in crate::cli) descending: bool,
    /// The day to look from; the day of the newest quote unless named
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) as_of: Option<Date>,
    /// Also the earlier quotes of the same offers
    #[arg(long)]
    pub(in crate::cli) history: bool,
    #[command(flatten)]
    pub(in crate::cli) changes: Changes,
    #[command(flatten)]
    pub(in crate::cli) format: Format,
}

fn sort_key(text: &str) -> Result<SortKey, String> {
    SortKey::from_id(text).ok_or_else(|| format!("choose {}", SortKey::ALL.map(SortKey::id).join(", ")))
}
