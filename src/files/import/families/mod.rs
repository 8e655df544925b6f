//! The families that are known, and model types that are known not to be counted.

mod dense;
mod own;
mod sparse;

use super::family::Family;

/// Every family, the more particular marks first.
pub(super) fn all() -> impl Iterator<Item = &'static Family> {
    own::FAMILIES.iter().chain(sparse::FAMILIES).chain(dense::FAMILIES)
}

/// Model types that are no decoder-only transformers, and what they are instead.
pub(super) const OTHER_KINDS: &[(&[&str], &str)] = &[
    (
        &[
            "t5",
            "mt5",
            "umt5",
            "bart",
            "mbart",
            "pegasus",
            "marian",
            "m2m_100",
            "whisper",
            "switch_transformers",
            "nllb-moe",
            "t5gemma",
        ],
        "an encoder and a decoder",
    ),
    (
        &[
            "bert",
            "roberta",
            "deberta",
            "deberta-v2",
            "modernbert",
            "electra",
            "distilbert",
            "albert",
            "xlm-roberta",
            "nomic_bert",
            "esm",
        ],
        "an encoder",
    ),
    (
        &["mamba", "mamba2", "falcon_mamba", "rwkv", "recurrent_gemma", "xlstm"],
        "a recurrent or state-space model",
    ),
    (
        &[
            "jamba",
            "zamba",
            "zamba2",
            "bamba",
            "nemotron_h",
            "falcon_h1",
            "lfm2",
            "lfm2_moe",
            "minimax",
            "MiniMaxText01",
            "qwen3_next",
            "kimi_linear",
        ],
        "a mixture of attention and linear or state-space layers",
    ),
    (&["nemotron-nas", "openelm"], "a model whose layers differ in width"),
    (&["gemma3n", "gemma3n_text"], "a model with embeddings in every layer"),
    (&["clip", "siglip", "vit", "dinov2", "blip-2"], "a vision model"),
];

/// Keys that say of a model what the count does not cover.
pub(super) const NOT_COVERED: &[(&str, &str)] = &[
    ("is_encoder_decoder=true", "it has an encoder"),
    ("block_configs", "its layers differ in width"),
    ("linear_num_value_heads", "some layers have linear attention"),
    ("linear_attn_config", "some layers have linear attention"),
    ("attn_type_list", "some layers have linear attention"),
    ("mamba_d_state", "some layers are state-space layers"),
    ("mamba_n_heads", "some layers are state-space layers"),
    ("ssm_state_size", "some layers are state-space layers"),
    ("hidden_size_per_layer_input", "it has embeddings in every layer"),
    ("cross_attention_layers", "some layers attend to pictures"),
];

/// Parts that a count leaves out, small enough to count without them.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    ("vision_config", "the vision tower is not counted"),
    ("audio_config", "the audio tower is not counted"),
    (
        "index_n_heads",
        "the indexer of sparse attention is not counted, and scores are counted over the whole context",
    ),
    ("lora_rank", "adapters are not counted"),
];
