//! Mixtures of experts, with the defaults of their configuration classes in Hugging Face transformers 4.57.1
//! (`src/transformers/models/*/configuration_*.py`), where it has the family: not MiniMax-M2 and Grok-1.

use crate::files::import::family::{Family, Field as F, LLAMA_LIKE, Otherwise::*, Rule, always, key};

const QUERY_RANK: Rule = key(F::QueryRank, &["q_lora_rank"], Is(1536));
const KV_RANK: Rule = key(F::KvRank, &["kv_lora_rank"], Is(512));
const NOPE: Rule = key(F::NopeDim, &["qk_nope_head_dim"], Is(128));
const ROPE: Rule = key(F::RopeDim, &["qk_rope_head_dim"], Is(64));
const VALUE: Rule = key(F::ValueDim, &["v_head_dim"], Is(128));
/// Absent or null: no experts. The classes of DeepSeek have 64 (V2) and 256 (V3) where the key is absent, which no
/// published file leaves out.
const ROUTED: Rule = key(F::Experts, &["n_routed_experts"], Is(0));
/// Expert layers as wide as dense ones would be.
const AS_WIDE: Rule = key(F::ExpertWidth, &["intermediate_size"], Ask);

/// gpt-oss: biases in every projection, a bias of the router, a sink for each head, every second layer with a window.
pub(super) const GPT_OSS: Family = Family {
    name: "gpt-oss",
    types: &["gpt_oss"],
    rules: &[
        key(F::KvHeads, &["num_key_value_heads"], Is(8)),
        key(F::HeadDim, &["head_dim"], Is(64)),
        // Also those of `ModelConfig` in github.com/openai/gpt-oss, gpt_oss/torch/model.py.
        key(F::Experts, &["num_local_experts", "num_experts"], Is(128)),
        key(F::PerToken, &["num_experts_per_tok", "experts_per_token"], Is(4)),
        AS_WIDE,
        always(F::QkvBias, 1),
        always(F::OutputBias, 1),
        always(F::FeedForwardBias, 1),
        always(F::RouterBias, 1),
        always(F::Sinks, 1),
        key(F::Window, &["sliding_window"], Is(128)),
        always(F::GlobalEvery, 2),
    ],
    ..LLAMA_LIKE
};

pub(super) const FAMILIES: &[Family] = &[
    GPT_OSS,
    Family {
        name: "DeepSeek-V3 family",
        types: &["deepseek_v3", "kimi_k2", "deepseek_v32"],
        rules: &[
            QUERY_RANK,
            KV_RANK,
            NOPE,
            ROPE,
            VALUE,
            ROUTED,
            key(F::SharedExperts, &["n_shared_experts"], Is(1)),
            key(F::FirstDense, &["first_k_dense_replace"], Is(3)),
            key(F::RouterBias, &["topk_method=noaux_tc"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "DeepSeek-V2 family",
        types: &["deepseek_v2"],
        rules: &[QUERY_RANK, KV_RANK, NOPE, ROPE, VALUE, ROUTED],
        ..LLAMA_LIKE
    },
    Family { name: "DeepSeek MoE", types: &["deepseek"], rules: &[ROUTED], ..LLAMA_LIKE },
    Family {
        name: "Mixtral",
        types: &["mixtral"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(8)),
            key(F::Experts, &["num_local_experts"], Is(8)),
            key(F::PerToken, &["num_experts_per_tok"], Is(2)),
            AS_WIDE,
            key(F::Window, &["sliding_window"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Qwen MoE",
        types: &["qwen2_moe"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(16)),
            key(F::Experts, &["num_experts"], Is(60)),
            key(F::PerToken, &["num_experts_per_tok"], Is(4)),
            key(F::ExpertWidth, &["moe_intermediate_size"], Is(1408)),
            key(F::SharedWidth, &["shared_expert_intermediate_size"], Is(5632)),
            always(F::SharedGate, 1),
            key(F::QkvBias, &["qkv_bias"], Is(1)),
            always(F::OutputBias, 0),
            key(F::UseWindow, &["use_sliding_window"], Is(0)),
            key(F::Window, &["sliding_window"], Is(4096)),
            key(F::WindowFrom, &["max_window_layers"], Is(28)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Qwen3 MoE",
        types: &["qwen3_moe", "qwen3_vl_moe", "qwen3_vl_moe_text"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(4)),
            key(F::Experts, &["num_experts"], Is(128)),
            key(F::PerToken, &["num_experts_per_tok"], Is(8)),
            key(F::ExpertWidth, &["moe_intermediate_size"], Is(768)),
            always(F::SharedHeadNorms, 1),
            key(F::UseWindow, &["use_sliding_window"], Is(0)),
            key(F::Window, &["sliding_window"], Is(4096)),
            key(F::WindowFrom, &["max_window_layers"], Is(28)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "GLM-4 MoE",
        types: &["glm4_moe", "glm4v_moe", "glm4v_moe_text"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(8)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            ROUTED,
            key(F::SharedExperts, &["n_shared_experts"], Is(1)),
            key(F::FirstDense, &["first_k_dense_replace"], Is(1)),
            always(F::OutputBias, 0),
            always(F::RouterBias, 1),
            key(F::SharedHeadNorms, &["use_qk_norm"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "dots",
        types: &["dots1"],
        rules: &[ROUTED, always(F::SharedHeadNorms, 1), always(F::RouterBias, 1)],
        ..LLAMA_LIKE
    },
    Family {
        name: "MiniMax-M2",
        types: &["minimax_m2"],
        rules: &[
            key(F::Experts, &["num_local_experts"], Ask),
            AS_WIDE,
            key(F::RouterBias, &["use_routing_bias"], Is(1)),
            key(F::FullHeadNorms, &["use_qk_norm"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Llama 4",
        types: &["llama4", "llama4_text"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(8)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            key(F::FeedForward, &["intermediate_size_mlp"], Is(16_384)),
            key(F::Experts, &["num_local_experts"], Is(16)),
            key(F::PerToken, &["num_experts_per_tok"], Is(1)),
            key(F::ExpertWidth, &["intermediate_size"], Is(8192)),
            always(F::SharedExperts, 1),
            key(F::Window, &["attention_chunk_size"], Is(8192)),
            key(F::GlobalEvery, &["no_rope_layer_interval"], Is(4)),
        ],
        class: &[(F::Layers, 48), (F::Hidden, 5120), (F::Heads, 40), (F::Vocabulary, 202_048)],
        ..LLAMA_LIKE
    },
    Family {
        name: "DBRX",
        types: &["dbrx"],
        rules: &[
            key(F::KvHeads, &["attn_config.kv_n_heads"], Is(1)),
            key(F::FeedForward, &["ffn_config.ffn_hidden_size"], Ask),
            key(F::Experts, &["ffn_config.moe_num_experts"], Is(4)),
            key(F::PerToken, &["ffn_config.moe_top_k"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "OLMoE",
        types: &["olmoe"],
        rules: &[
            key(F::Experts, &["num_experts"], Is(64)),
            key(F::PerToken, &["num_experts_per_tok"], Is(8)),
            AS_WIDE,
            always(F::FullHeadNorms, 1),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Granite MoE",
        types: &["granitemoe", "granitemoeshared"],
        rules: &[
            key(F::Experts, &["num_local_experts"], Is(8)),
            key(F::PerToken, &["num_experts_per_tok"], Is(2)),
            AS_WIDE,
            key(F::SharedWidth, &["shared_intermediate_size"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Phi-3.5 MoE",
        types: &["phimoe"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(8)),
            key(F::Experts, &["num_local_experts"], Is(16)),
            key(F::PerToken, &["num_experts_per_tok"], Is(2)),
            AS_WIDE,
            always(F::NormShift, 1),
            key(F::Window, &["sliding_window"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "ERNIE 4.5 MoE",
        types: &["ernie4_5_moe"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(4)),
            key(F::Experts, &["moe_num_experts"], Is(64)),
            key(F::PerToken, &["moe_k"], Is(6)),
            key(F::ExpertWidth, &["moe_intermediate_size"], Is(1536)),
            key(F::SharedExperts, &["moe_num_shared_experts"], Is(2)),
            key(F::FirstDense, &["moe_layer_start_index"], Is(1)),
            key(F::QkvBias, &["use_bias"], Is(0)),
            key(F::OutputBias, &["use_bias"], Is(0)),
            key(F::FeedForwardBias, &["use_bias"], Is(0)),
            always(F::RouterBias, 1),
            key(F::Tied, &["tie_word_embeddings"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Grok-1",
        types: &["grok-1"],
        rules: &[always(F::NormsPerLayer, 4), AS_WIDE, key(F::Tied, &["tie_word_embeddings"], Is(1))],
        ..LLAMA_LIKE
    },
];
