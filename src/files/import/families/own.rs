//! Files with the developers' own key names instead of those of Hugging Face.

use crate::files::import::family::{Family, Field as F, LLAMA_LIKE, Otherwise::*, Rule, always, key};

/// Names that Meta, Mistral and DeepSeek share.
const LAYERS: Rule = key(F::Layers, &["n_layers"], Ask);
const HIDDEN: Rule = key(F::Hidden, &["dim"], Ask);

/// DeepSeek's `inference/configs/*.json`; defaults of `ModelArgs` in its `inference/model.py`.
const DEEPSEEK: Family = Family {
    name: "DeepSeek, own key names",
    marks: &["dim", "n_activated_experts"],
    rules: &[
        LAYERS,
        HIDDEN,
        key(F::FeedForward, &["inter_dim"], Ask),
        key(F::QueryRank, &["q_lora_rank"], Is(0)),
        key(F::KvRank, &["kv_lora_rank"], Is(512)),
        key(F::NopeDim, &["qk_nope_head_dim"], Is(128)),
        key(F::RopeDim, &["qk_rope_head_dim"], Is(64)),
        key(F::ValueDim, &["v_head_dim"], Is(128)),
        key(F::Experts, &["n_routed_experts"], Ask),
        key(F::PerToken, &["n_activated_experts"], Ask),
        key(F::ExpertWidth, &["moe_inter_dim"], Ask),
        key(F::SharedExperts, &["n_shared_experts"], Is(2)),
        key(F::FirstDense, &["n_dense_layers"], Is(1)),
        key(F::RouterBias, &["score_func=sigmoid"], Is(0)),
        always(F::Tied, 0),
    ],
    ..LLAMA_LIKE
};

/// Mistral's `params.json`.
const MISTRAL: Family = Family {
    name: "Mistral, own key names",
    marks: &["dim", "hidden_dim"],
    rules: &[
        LAYERS,
        HIDDEN,
        key(F::FeedForward, &["hidden_dim"], Ask),
        key(F::Experts, &["moe.num_experts"], Is(0)),
        key(F::PerToken, &["moe.num_experts_per_tok"], Ask),
        key(F::Window, &["sliding_window"], Is(0)),
        key(F::Tied, &["tied_embeddings"], Is(0)),
    ],
    ..LLAMA_LIKE
};

/// OpenAI's own file for gpt-oss, which names no type.
const GPT_OSS: Family =
    Family { types: &[], marks: &["swiglu_limit", "experts_per_token"], ..super::sparse::GPT_OSS };

pub(super) const FAMILIES: &[Family] = &[DEEPSEEK, MISTRAL, GPT_OSS];
