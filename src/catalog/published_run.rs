//! Training runs that somebody published figures of: ground truth for backtests and reference classes.

use std::sync::Arc;

use super::{Confidence, Date, Provenance};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Energy, Flop, Fraction, KgCo2e, Params, Pue, Tokens, Usd,
    UsdPerAcceleratorHour,
};

/// Dense or sparse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunShape {
    /// Every parameter takes part in every token.
    Dense,
    /// Mixture of experts.
    MixtureOfExperts,
    /// Encoder and decoder: 6ND does not apply.
    EncoderDecoder,
    /// Not disclosed.
    Unknown,
}

impl RunShape {
    /// Every shape.
    pub const ALL: [Self; 4] = [Self::Dense, Self::MixtureOfExperts, Self::EncoderDecoder, Self::Unknown];

    /// The stable id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::MixtureOfExperts => "moe",
            Self::EncoderDecoder => "encoder-decoder",
            Self::Unknown => "unknown",
        }
    }
}

/// How a published energy came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnergyBasis {
    /// Power was measured on the run or on a node of it.
    Measured,
    /// Power cap or assumed wattage times hours: tests bookkeeping, never a power model.
    Circular,
    /// An analyst's estimate.
    Estimated,
}

impl EnergyBasis {
    /// Every basis, strongest first.
    pub const ALL: [Self; 3] = [Self::Measured, Self::Circular, Self::Estimated];

    /// The stable id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Circular => "circular",
            Self::Estimated => "estimated",
        }
    }
}

/// One published run. A field is empty where nothing was published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedRun {
    /// Stable kebab-case id.
    pub id: String,
    /// Model, and which part of its training.
    pub model: String,
    /// Further names that are matched exactly (ignoring case).
    pub aliases: Vec<String>,
    /// Who trained it.
    pub developer: String,
    /// Release of the model.
    pub released: Option<Date>,
    /// Dense or sparse.
    pub shape: RunShape,
    /// All parameters.
    pub total_params: Option<Params>,
    /// Parameters active per token.
    pub active_params: Option<Params>,
    /// Layers, width, heads, key/value heads, feed-forward width, experts, experts per token, vocabulary.
    pub architecture: RunArchitecture,
    /// Sequence length.
    pub context_length: Option<Tokens>,
    /// Tokens processed.
    pub tokens: Option<Tokens>,
    /// Training compute as published.
    pub training_compute: Option<Flop>,
    /// Where the published compute comes from.
    pub compute_note: String,
    /// Id of the accelerator; empty when unknown or mixed.
    pub accelerator: Option<String>,
    /// The accelerator in the words of the source.
    pub accelerator_as_published: String,
    /// Number of accelerators.
    pub accelerators: Option<Accelerators>,
    /// Accelerator-hours as published.
    pub hours: Option<AcceleratorHours>,
    /// Elapsed days as published.
    pub days: Option<Days>,
    /// Arithmetic format in the words of the source.
    pub precision: String,
    /// Published model FLOP utilization, against the dense 16-bit peak.
    pub mfu: Option<Fraction>,
    /// Published hardware FLOP utilization: recomputation included.
    pub hfu: Option<Fraction>,
    /// Energy as published.
    pub energy: Option<Energy>,
    /// What the published energy includes.
    pub energy_scope: String,
    /// How the published energy came about.
    pub energy_basis: Option<EnergyBasis>,
    /// Emissions as published.
    pub carbon: Option<KgCo2e>,
    /// What the published emissions include.
    pub carbon_scope: String,
    /// Power usage effectiveness as published.
    pub pue: Option<Pue>,
    /// Cost as published.
    pub cost: Option<Usd>,
    /// What the published cost includes.
    pub cost_scope: String,
    /// Price as published.
    pub price: Option<UsdPerAcceleratorHour>,
    /// Full run, throughput statement, post-training only and so on.
    pub run_type: String,
    /// How hard the figures are: "A" explicit, "B" rounded, "C" derived or circular, "none" nothing to compare with;
    /// "exclude" must not be scored.
    pub tier: String,
    /// What the tier holds for, if not for the whole run: "energy only", "throughput".
    pub tier_scope: String,
    /// Epoch AI's amortized, cloud and acquisition cost for the model.
    pub epoch_amortized: Option<Usd>,
    /// Epoch AI's cloud rental cost for the model.
    pub epoch_cloud: Option<Usd>,
    /// Epoch AI's hardware acquisition cost for the model.
    pub epoch_acquisition: Option<Usd>,
    /// Source.
    pub provenance: Arc<Provenance>,
    /// Who stated the figures, where it is not one party for all: "developer; hours third party".
    pub basis: String,
    /// How far the figures can be relied on.
    pub confidence: Confidence,
    /// How far the figures were confirmed, in words.
    pub verification: String,
    /// How far [`Self::architecture`] was confirmed, in words.
    pub architecture_verification: String,
}

/// The shape numbers of a published architecture.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RunArchitecture {
    /// Layers.
    pub layers: Option<u32>,
    /// Hidden size.
    pub hidden: Option<u32>,
    /// Attention heads.
    pub heads: Option<u32>,
    /// Key/value heads.
    pub kv_heads: Option<u32>,
    /// Feed-forward width.
    pub feed_forward: Option<u32>,
    /// Routed experts.
    pub experts: Option<u32>,
    /// Routed experts per token.
    pub experts_per_token: Option<u32>,
    /// Vocabulary.
    pub vocabulary: Option<u32>,
}
