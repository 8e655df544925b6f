//! How a family of models writes its sizes down: keys and defaults of every field, as data.

/// A size or a trait of an architecture that a configuration may give. Flags are 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Layers,
    Hidden,
    Vocabulary,
    Heads,
    KvHeads,
    /// One key and value head for all, where no number is given.
    MultiQuery,
    HeadDim,
    FeedForward,
    /// What a feed-forward width is worked out from.
    Expansion,
    Gated,
    QueryRank,
    KvRank,
    NopeDim,
    RopeDim,
    ValueDim,
    Experts,
    PerToken,
    ExpertWidth,
    SharedExperts,
    SharedWidth,
    SharedGate,
    FirstDense,
    ExpertEvery,
    Predictions,
    Tied,
    Context,
    Positions,
    /// Whether the window is in use.
    UseWindow,
    Window,
    GlobalEvery,
    /// Layers at the start without window.
    WindowFrom,
    QkvBias,
    OutputBias,
    FeedForwardBias,
    RouterBias,
    HeadBias,
    NormShift,
    NormsPerLayer,
    OuterNorms,
    /// Norms of heads that share one scale.
    SharedHeadNorms,
    /// Norms of heads with a scale for every number.
    FullHeadNorms,
    Sinks,
}

/// What a field is where no key gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// Nobody knows: without it the model cannot be counted.
    Ask,
    /// This number.
    Is(u32),
    /// What another field is.
    As(Field),
    /// So many times another field.
    Times(u32, Field),
    /// The product of two fields.
    Product(Field, Field),
    /// The first over the second.
    Ratio(Field, Field),
    /// Another field and so much more.
    Plus(Field, u32),
    /// Half of another field.
    Half(Field),
    /// One where a flag is set, else another field.
    OneIf(Field, Field),
}

/// A field, the keys that give it in the order of preference, and what it is otherwise.
///
/// A key may lead into nested objects (`attn_config.kv_n_heads`), be negated (`!no_bias`), or stand for a word
/// (`topk_method=noaux_tc`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) field: Field,
    pub(super) keys: &'static [&'static str],
    pub(super) otherwise: Otherwise,
}

/// A field that the file gives, or else its default.
pub(super) const fn key(field: Field, keys: &'static [&'static str], otherwise: Otherwise) -> Rule {
    Rule { field, keys, otherwise }
}

/// A field that is the same throughout a family.
pub(super) const fn always(field: Field, value: u32) -> Rule {
    Rule { field, keys: &[], otherwise: Otherwise::Is(value) }
}

/// A family of models.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    /// What people call it.
    pub(super) name: &'static str,
    /// Values of `model_type`, or classes in `architectures` without their ending.
    pub(super) types: &'static [&'static str],
    /// Keys that only this family has, for files that name no type.
    pub(super) marks: &'static [&'static str],
    /// Where it differs from [`COMMON`].
    pub(super) rules: &'static [Rule],
    /// Sizes of the configuration class, which nested files leave out where they apply.
    pub(super) class: &'static [(Field, u32)],
    /// What to tell about the count.
    pub(super) note: &'static str,
}

/// A family that differs in nothing, to build on.
pub(super) const LLAMA_LIKE: Family =
    Family { name: "", types: &[], marks: &[], rules: &[], class: &[], note: "" };

use Field as F;
use Otherwise::{As, Ask, Is, Product, Ratio};

/// The usual keys: a decoder like Llama, gated, with RMS norms, no biases, and a head of its own.
pub(super) const COMMON: &[Rule] = &[
    key(F::Layers, &["num_hidden_layers", "n_layer", "n_layers", "num_layers"], Ask),
    key(F::Hidden, &["hidden_size", "n_embd", "d_model", "n_embed"], Ask),
    key(F::Vocabulary, &["vocab_size", "padded_vocab_size"], Ask),
    key(F::Heads, &["num_attention_heads", "n_head", "n_heads", "num_heads"], Ask),
    key(F::KvHeads, &["num_key_value_heads", "num_kv_heads", "n_kv_heads", "n_head_kv"], As(F::Heads)),
    always(F::MultiQuery, 0),
    key(F::HeadDim, &["head_dim"], Ratio(F::Hidden, F::Heads)),
    key(F::FeedForward, &["intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size", "d_ff"], Ask),
    always(F::Expansion, 0),
    always(F::Gated, 1),
    always(F::QueryRank, 0),
    always(F::KvRank, 0),
    always(F::NopeDim, 0),
    always(F::RopeDim, 0),
    always(F::ValueDim, 0),
    key(F::Experts, &["n_routed_experts", "num_experts", "num_local_experts", "moe_num_experts"], Is(0)),
    key(
        F::PerToken,
        &[
            "num_experts_per_tok",
            "num_experts_per_token",
            "experts_per_token",
            "moe_k",
            "moe_top_k",
            "moe_topk",
        ],
        Ask,
    ),
    key(F::ExpertWidth, &["moe_intermediate_size", "expert_intermediate_size"], As(F::FeedForward)),
    key(
        F::SharedExperts,
        &["n_shared_experts", "num_shared_experts", "moe_num_shared_experts", "num_shared_expert"],
        Is(0),
    ),
    key(
        F::SharedWidth,
        &["shared_expert_intermediate_size", "shared_intermediate_size"],
        Product(F::SharedExperts, F::ExpertWidth),
    ),
    always(F::SharedGate, 0),
    key(F::FirstDense, &["first_k_dense_replace", "moe_layer_start_index"], Is(0)),
    key(
        F::ExpertEvery,
        &["decoder_sparse_step", "moe_layer_freq", "interleave_moe_layer_step", "moe_layer_interval"],
        Is(1),
    ),
    key(F::Predictions, &["num_nextn_predict_layers", "mtp_num_hidden_layers"], Is(0)),
    key(F::Tied, &["tie_word_embeddings"], Is(0)),
    key(
        F::Context,
        &[
            "max_position_embeddings",
            "n_positions",
            "max_seq_len",
            "seq_length",
            "max_sequence_length",
            "n_ctx",
        ],
        Is(0),
    ),
    always(F::Positions, 0),
    key(F::UseWindow, &["use_sliding_window"], Is(1)),
    always(F::Window, 0),
    key(F::GlobalEvery, &["sliding_window_pattern", "_sliding_window_pattern"], Is(0)),
    always(F::WindowFrom, 0),
    key(F::QkvBias, &["attention_bias"], Is(0)),
    key(F::OutputBias, &["attention_bias"], Is(0)),
    key(F::FeedForwardBias, &["mlp_bias"], Is(0)),
    always(F::RouterBias, 0),
    key(F::HeadBias, &["lm_head_bias"], Is(0)),
    always(F::NormShift, 0),
    always(F::NormsPerLayer, 2),
    always(F::OuterNorms, 1),
    always(F::SharedHeadNorms, 0),
    always(F::FullHeadNorms, 0),
    always(F::Sinks, 0),
];

/// What is written of a field where a file lacks it.
pub(super) const fn words(field: Field) -> &'static str {
    match field {
        F::Layers => "number of layers",
        F::Hidden => "hidden size",
        F::Vocabulary => "vocabulary",
        F::Heads => "attention heads",
        F::KvHeads | F::MultiQuery => "key and value heads",
        F::HeadDim => "width of a head",
        F::FeedForward | F::Expansion => "feed-forward width",
        F::KvRank | F::QueryRank | F::NopeDim | F::RopeDim | F::ValueDim => "widths of latent attention",
        F::Experts => "number of experts",
        F::PerToken => "experts per token",
        F::ExpertWidth => "width of an expert",
        F::SharedExperts | F::SharedWidth | F::SharedGate => "shared experts",
        F::Window | F::UseWindow | F::GlobalEvery | F::WindowFrom => "attention window",
        _ => "details",
    }
}
