//! The grammar of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::estimate::Embeddings;

/// What `import --help` ends with.
const EXAMPLES: &str = "\
Examples:
  flopwise import config.json                                   sizes of a model, by every way of counting
  flopwise import config.json --total 671B --active 37B         beside what was published
  flopwise import config.json model.safetensors.index.json      beside what the weights hold
  flopwise import config.json --as my-model --out my-model.ron  a scenario to start from
  flopwise import vms.csv --provider Lambda --date 2025-01-31   SkyPilot prices per accelerator-hour, as a preview
  flopwise import vms.csv --provider Lambda --date 2025-01-31 --out lambda.ron
  flopwise import all_ai_models.csv --row 'Llama 3.1-405B' --as my-llama --out my-llama.ron";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Import {
    /// Files of one model, or tables; a folder stands for the model's files in it
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Id of the scenario that is made
    #[arg(long = "as", value_name = "ID")]
    pub(in crate::cli) id: Option<String>,
    /// Published number of parameters, to compare with: 671B
    #[arg(long, value_name = "PARAMETERS")]
    pub(in crate::cli) total: Option<String>,
    /// Published number of active parameters, to compare with: 37B
    #[arg(long, value_name = "PARAMETERS")]
    pub(in crate::cli) active: Option<String>,
    /// Sequence length of FLOP per token
    #[arg(long, value_name = "TOKENS")]
    pub(in crate::cli) context: Option<String>,
    /// Which embeddings count as active in the scenario
    #[arg(long, value_enum, default_value = "both")]
    pub(in crate::cli) embeddings: ActiveEmbeddings,
    /// Let the scenario have the published numbers instead of the counted ones
    #[arg(long)]
    pub(in crate::cli) use_published: bool,
    /// Let the scenario have the prediction layers (MTP)
    #[arg(long)]
    pub(in crate::cli) mtp: bool,
    /// Write what is made to a file; without this nothing is written
    #[arg(long, value_name = "FILE.ron")]
    pub(in crate::cli) out: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) table: super::TableArguments,
    /// Write JSON: base units, every digit
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

/// Embeddings that count as active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ActiveEmbeddings {
    /// Input and output
    Both,
    /// The output alone
    Output,
    /// None
    Neither,
}

impl ActiveEmbeddings {
    pub(in crate::cli) const fn counted(self) -> Embeddings {
        match self {
            Self::Both => Embeddings::Both,
            Self::Output => Embeddings::OutputOnly,
            Self::Neither => Embeddings::Neither,
        }
    }
}
