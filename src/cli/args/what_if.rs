//! The grammar of the commands that ask what would be: solve, sweep and trend.

use clap::Args;

use super::{Changes, Format};

/// What `solve --help` ends with.
const SOLVE_EXAMPLES: &str = "\
Examples:
  flopwise solve dense-7b tokens --target '$1M'                        how far a budget goes
  flopwise solve dense-70b accelerators --figure days --target '90 d'  what a deadline takes
  flopwise solve deepseek-v3 price --target gpt-4-epoch                where two runs cost the same";

/// What `sweep --help` ends with.
const SWEEP_EXAMPLES: &str = "\
VALUES are 1,1.5,2 or '1 to 4 step 0.5', '25%..50% step 5%', '1 to 4 in 7', '1e9 to 1e12 in 4 log'.
Examples:
  flopwise sweep deepseek-v3 price=1,2,3 --figure cost,energy
  flopwise sweep deepseek-v3 mfu='25%..50% step 5%' price=1,2,3,4 --set scope=A --set hours=derived
  flopwise sweep deepseek-v3 llama-3.1-405b price='1 to 4 in 7' --csv
  flopwise sweep deepseek-v3 price=quotes --against gpt-4-epoch
  flopwise sweep deepseek-r1 accelerators=512,648 --stages '198 h, 80 h' --beside '5k h' --against '147k h'";

/// What `trend --help` ends with.
const TREND_EXAMPLES: &str = "\
Examples:
  flopwise trend deepseek-v3 --months 7,9,10,12          what the same capability cost before, at 4x a year
  flopwise trend '$40.6M' --trend frontier-growth --until '$1B'";

#[derive(Debug, Args)]
#[command(after_help = SOLVE_EXAMPLES)]
pub(in crate::cli) struct Solve {
    /// Preset id or scenario file
    pub(in crate::cli) scenario: String,
    /// The input to solve for, by any name that --set takes: tokens, price, mfu, accelerators, phase2.tokens
    #[arg(value_name = "INPUT")]
    pub(in crate::cli) input: String,
    /// The figure that is wanted: cost, days, hours, energy, compute … or any id of flopwise estimate
    #[arg(long, default_value = "cost")]
    pub(in crate::cli) figure: String,
    /// The wanted value with its unit, or a scenario whose figure is wanted
    #[arg(long, value_name = "VALUE|SCENARIO")]
    pub(in crate::cli) target: String,
    #[command(flatten)]
    pub(in crate::cli) changes: Changes,
    /// Write JSON: base units, every digit
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = SWEEP_EXAMPLES)]
pub(in crate::cli) struct Sweep {
    /// Preset ids or scenario files, then one input with its values, or two: the first goes down, the second across.
    /// price=quotes takes every dated quote of the accelerator
    #[arg(value_name = "SCENARIO… INPUT=VALUES", required = true)]
    pub(in crate::cli) words: Vec<String>,
    /// Figures of the table: cost, days, hours, energy, compute … or ids of flopwise estimate, with commas between
    #[arg(long, value_name = "FIGURES", value_delimiter = ',', default_value = "cost")]
    pub(in crate::cli) figure: Vec<String>,
    /// Measure the first figure by a claimed value or by a scenario: ratio, which value matches it within 0.5 %, and
    /// where the input breaks even
    #[arg(long, value_name = "VALUE|SCENARIO")]
    pub(in crate::cli) against: Option<String>,
    /// Length of the stages that the accelerators worked through, one after the other: each number of accelerators is
    /// tested against reported accelerator-hours
    #[arg(long, value_name = "HOURS")]
    pub(in crate::cli) stages: Option<String>,
    /// Accelerator-hours beside the stages
    #[arg(long, value_name = "HOURS", requires = "stages")]
    pub(in crate::cli) beside: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) changes: Changes,
    #[command(flatten)]
    pub(in crate::cli) format: Format,
}

#[derive(Debug, Args)]
#[command(after_help = TREND_EXAMPLES)]
pub(in crate::cli) struct Trend {
    /// Preset id or scenario file, or an amount
    #[arg(value_name = "SCENARIO|AMOUNT")]
    pub(in crate::cli) cost: String,
    /// The published trend: cost-decline (what one and the same capability costs) or frontier-growth (what the most
    /// expensive runs cost)
    #[arg(long, value_name = "ID", default_value = "cost-decline")]
    pub(in crate::cli) trend: String,
    /// A factor per year of one's own
    #[arg(long, value_name = "FACTOR")]
    pub(in crate::cli) rate: Option<f64>,
    /// Months before, or after for a growth, with commas between
    #[arg(long, default_value = "3,6,9,12,18,24")]
    pub(in crate::cli) months: String,
    /// An amount: when is it crossed?
    #[arg(long, value_name = "AMOUNT")]
    pub(in crate::cli) until: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) changes: Changes,
    #[command(flatten)]
    pub(in crate::cli) format: Format,
}
