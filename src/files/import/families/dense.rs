//! Dense decoders, with the defaults of their configuration classes in Hugging Face transformers 4.57.1
//! (`src/transformers/models/*/configuration_*.py`).

use crate::files::import::family::{Family, Field as F, LLAMA_LIKE, Otherwise::*, Rule, always, key};

/// The base class of configurations ties embeddings unless a family says otherwise.
const TIED: Rule = key(F::Tied, &["tie_word_embeddings"], Is(1));
const PLAIN: Rule = always(F::Gated, 0);
const SHIFT: Rule = always(F::NormShift, 1);
const QKV: Rule = always(F::QkvBias, 1);
const NO_QKV: Rule = always(F::QkvBias, 0);
const OUTPUT: Rule = always(F::OutputBias, 1);
const NO_OUTPUT: Rule = always(F::OutputBias, 0);
const BLOCK: Rule = always(F::FeedForwardBias, 1);
/// Four times the hidden size where no width is given.
const FOURFOLD: Rule =
    key(F::FeedForward, &["n_inner", "intermediate_size", "ffn_hidden_size"], Times(4, F::Hidden));
const ONE_NORM: Rule = always(F::NormsPerLayer, 1);
const HEAD_BIAS: Rule = always(F::HeadBias, 1);
const WINDOW: Rule = key(F::Window, &["sliding_window"], Is(0));
const WINDOW_4096: Rule = key(F::Window, &["sliding_window"], Is(4096));
const NO_WINDOW: Rule = key(F::UseWindow, &["use_sliding_window"], Is(0));
const FROM_28: Rule = key(F::WindowFrom, &["max_window_layers"], Is(28));
const NORMED: Rule = always(F::SharedHeadNorms, 1);

/// Qwen2 and 2.5: biases of queries, keys and values alone; the window is off unless the file turns it on.
const QWEN2: &[Rule] =
    &[key(F::KvHeads, &["num_key_value_heads"], Is(32)), QKV, NO_OUTPUT, NO_WINDOW, WINDOW_4096, FROM_28];

/// GPT-2: biases everywhere, learned positions, one matrix for embedding and head.
const GPT2: &[Rule] = &[
    TIED,
    PLAIN,
    SHIFT,
    QKV,
    OUTPUT,
    BLOCK,
    FOURFOLD,
    key(F::Positions, &["n_positions", "n_ctx"], Is(1024)),
];

pub(super) const FAMILIES: &[Family] = &[
    Family {
        name: "Llama",
        types: &["llama", "aquila", "baichuan", "internlm2", "xverse", "code_llama", "Yi"],
        class: &[
            (F::Layers, 32),
            (F::Hidden, 4096),
            (F::Heads, 32),
            (F::FeedForward, 11_008),
            (F::Vocabulary, 32_000),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Mistral",
        types: &["mistral", "ministral"],
        rules: &[key(F::KvHeads, &["num_key_value_heads"], Is(8)), WINDOW_4096],
        class: &[
            (F::Layers, 32),
            (F::Hidden, 4096),
            (F::Heads, 32),
            (F::FeedForward, 14_336),
            (F::Vocabulary, 32_000),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Qwen2",
        types: &["qwen2", "qwen2_vl", "qwen2_vl_text", "qwen2_5_vl", "qwen2_5_vl_text"],
        rules: QWEN2,
        ..LLAMA_LIKE
    },
    Family {
        name: "Qwen",
        types: &["qwen"],
        rules: &[
            QKV,
            NO_OUTPUT,
            key(F::Expansion, &["intermediate_size"], Ask),
            key(F::FeedForward, &[], Half(F::Expansion)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Qwen3",
        types: &["qwen3", "qwen3_vl", "qwen3_vl_text"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(32)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            NORMED,
            NO_WINDOW,
            WINDOW_4096,
            FROM_28,
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Gemma",
        types: &["gemma"],
        rules: &[
            TIED,
            key(F::KvHeads, &["num_key_value_heads"], Is(16)),
            key(F::HeadDim, &["head_dim"], Is(256)),
        ],
        class: &[
            (F::Layers, 28),
            (F::Hidden, 3072),
            (F::Heads, 16),
            (F::FeedForward, 24_576),
            (F::Vocabulary, 256_000),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Gemma 2",
        types: &["gemma2"],
        rules: &[
            TIED,
            key(F::KvHeads, &["num_key_value_heads"], Is(4)),
            key(F::HeadDim, &["head_dim"], Is(256)),
            always(F::NormsPerLayer, 4),
            WINDOW_4096,
            always(F::GlobalEvery, 2),
        ],
        class: &[
            (F::Layers, 26),
            (F::Hidden, 2304),
            (F::Heads, 8),
            (F::FeedForward, 9216),
            (F::Vocabulary, 256_000),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Gemma 3",
        types: &["gemma3", "gemma3_text"],
        rules: &[
            TIED,
            key(F::KvHeads, &["num_key_value_heads"], Is(4)),
            key(F::HeadDim, &["head_dim"], Is(256)),
            always(F::NormsPerLayer, 4),
            NORMED,
            WINDOW_4096,
            key(F::GlobalEvery, &["sliding_window_pattern", "_sliding_window_pattern"], Is(6)),
        ],
        class: &[
            (F::Layers, 26),
            (F::Hidden, 2304),
            (F::Heads, 8),
            (F::FeedForward, 9216),
            (F::Vocabulary, 262_208),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Phi",
        types: &["phi", "phi-msft", "mixformer-sequential"],
        rules: &[PLAIN, SHIFT, QKV, OUTPUT, BLOCK, FOURFOLD, ONE_NORM, HEAD_BIAS],
        ..LLAMA_LIKE
    },
    Family { name: "Phi-3 and Phi-4", types: &["phi3"], rules: &[NO_QKV, NO_OUTPUT, WINDOW], ..LLAMA_LIKE },
    Family { name: "GPT-2", types: &["gpt2"], rules: GPT2, ..LLAMA_LIKE },
    Family {
        name: "StarCoder",
        types: &["gpt_bigcode"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            QKV,
            OUTPUT,
            BLOCK,
            FOURFOLD,
            key(F::MultiQuery, &["multi_query"], Is(1)),
            key(F::KvHeads, &[], OneIf(F::MultiQuery, F::Heads)),
            key(F::Positions, &["n_positions"], Is(1024)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "StarCoder2",
        types: &["starcoder2"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            WINDOW,
            key(F::KvHeads, &["num_key_value_heads"], Is(2)),
            key(F::QkvBias, &["use_bias"], Is(1)),
            key(F::OutputBias, &["use_bias"], Is(1)),
            key(F::FeedForwardBias, &["use_bias"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "GPT-Neo",
        types: &["gpt_neo"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            NO_QKV,
            OUTPUT,
            BLOCK,
            FOURFOLD,
            key(F::Positions, &["max_position_embeddings"], Is(2048)),
            key(F::Window, &["window_size"], Is(256)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "GPT-J",
        types: &["gptj", "codegen"],
        rules: &[PLAIN, SHIFT, NO_QKV, NO_OUTPUT, BLOCK, FOURFOLD, ONE_NORM, HEAD_BIAS],
        ..LLAMA_LIKE
    },
    Family {
        name: "GPT-NeoX",
        types: &["gpt_neox"],
        rules: &[
            PLAIN,
            SHIFT,
            BLOCK,
            FOURFOLD,
            key(F::QkvBias, &["attention_bias"], Is(1)),
            key(F::OutputBias, &["attention_bias"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "OPT",
        types: &["opt"],
        rules: &[
            TIED,
            PLAIN,
            key(F::NormShift, &["layer_norm_elementwise_affine"], Is(1)),
            key(F::QkvBias, &["enable_bias"], Is(1)),
            key(F::OutputBias, &["enable_bias"], Is(1)),
            key(F::FeedForwardBias, &["enable_bias"], Is(1)),
            key(F::OuterNorms, &["do_layer_norm_before"], Is(1)),
            key(F::Positions, &[], Plus(F::Context, 2)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "BLOOM",
        types: &["bloom"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            QKV,
            OUTPUT,
            BLOCK,
            key(F::FeedForward, &[], Times(4, F::Hidden)),
            always(F::OuterNorms, 2),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Falcon",
        types: &["falcon", "RefinedWebModel"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            FOURFOLD,
            // One key and value head, unless the newer architecture says how many.
            key(F::MultiQuery, &["multi_query"], Is(1)),
            key(F::KvHeads, &["new_decoder_architecture?num_kv_heads"], OneIf(F::MultiQuery, F::Heads)),
            key(F::QkvBias, &["bias"], Is(0)),
            key(F::OutputBias, &["bias"], Is(0)),
            key(F::FeedForwardBias, &["bias"], Is(0)),
            key(
                F::NormsPerLayer,
                &[
                    "new_decoder_architecture?num_ln_in_parallel_attn",
                    "new_decoder_architecture?=2",
                    "!parallel_attn?=2",
                ],
                Is(1),
            ),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Falcon-40B (first release)",
        types: &["RefinedWeb"],
        rules: &[
            TIED,
            PLAIN,
            SHIFT,
            FOURFOLD,
            key(F::QkvBias, &["bias"], Is(0)),
            key(F::OutputBias, &["bias"], Is(0)),
            key(F::FeedForwardBias, &["bias"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "MPT",
        types: &["mpt"],
        rules: &[
            TIED,
            PLAIN,
            key(F::Expansion, &["expansion_ratio"], Is(4)),
            key(F::FeedForward, &[], Product(F::Expansion, F::Hidden)),
            key(F::KvHeads, &["attn_config.kv_n_heads"], As(F::Heads)),
            key(F::QkvBias, &["!no_bias"], Is(0)),
            key(F::OutputBias, &["!no_bias"], Is(0)),
            key(F::FeedForwardBias, &["!no_bias"], Is(0)),
            key(F::NormShift, &["!no_bias"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "OLMo",
        types: &["olmo"],
        rules: &[always(F::NormsPerLayer, 0), always(F::OuterNorms, 0)],
        ..LLAMA_LIKE
    },
    Family { name: "OLMo 2", types: &["olmo2"], rules: &[always(F::FullHeadNorms, 1)], ..LLAMA_LIKE },
    Family {
        name: "OLMo 3",
        types: &["olmo3"],
        rules: &[always(F::FullHeadNorms, 1), WINDOW_4096, always(F::GlobalEvery, 4)],
        ..LLAMA_LIKE
    },
    Family { name: "Granite", types: &["granite"], ..LLAMA_LIKE },
    Family {
        name: "Granite 4",
        types: &["granitemoehybrid"],
        rules: &[
            key(F::FeedForward, &["shared_intermediate_size"], Ask),
            key(F::Experts, &["num_local_experts"], Is(0)),
            key(F::ExpertWidth, &["intermediate_size"], Ask),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "Cohere Command",
        types: &["cohere"],
        rules: &[TIED, ONE_NORM, key(F::FullHeadNorms, &["use_qk_norm"], Is(0))],
        ..LLAMA_LIKE
    },
    Family {
        name: "Cohere Command R7B and A",
        types: &["cohere2"],
        rules: &[
            TIED,
            ONE_NORM,
            WINDOW_4096,
            key(F::GlobalEvery, &["sliding_window_pattern", "_sliding_window_pattern"], Is(4)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "StableLM",
        types: &["stablelm", "stablelm_epoch"],
        rules: &[
            SHIFT,
            NO_OUTPUT,
            key(F::KvHeads, &["num_key_value_heads"], Is(32)),
            key(F::QkvBias, &["use_qkv_bias"], Is(0)),
            key(F::FullHeadNorms, &["qk_layernorm"], Is(0)),
            key(F::NormsPerLayer, &["use_parallel_residual?=1"], Is(2)),
        ],
        ..LLAMA_LIKE
    },
    Family { name: "Nemotron", types: &["nemotron"], rules: &[PLAIN, SHIFT], ..LLAMA_LIKE },
    Family { name: "Arcee", types: &["arcee"], rules: &[PLAIN], ..LLAMA_LIKE },
    Family {
        name: "SmolLM3",
        types: &["smollm3"],
        rules: &[TIED, key(F::KvHeads, &["num_key_value_heads"], Is(4)), NO_WINDOW, WINDOW],
        ..LLAMA_LIKE
    },
    Family {
        name: "Seed-OSS",
        types: &["seed_oss"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(8)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            key(F::QkvBias, &["attention_bias"], Is(1)),
            key(F::OutputBias, &["attention_out_bias"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "EXAONE 4",
        types: &["exaone4"],
        rules: &[
            key(F::KvHeads, &["num_key_value_heads"], Is(32)),
            NORMED,
            WINDOW_4096,
            key(F::GlobalEvery, &["sliding_window_pattern"], Is(4)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "GLM-4",
        types: &["glm4"],
        rules: &[
            NO_OUTPUT,
            key(F::KvHeads, &["num_key_value_heads"], Is(2)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            always(F::NormsPerLayer, 4),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "GLM-4 (first release)",
        types: &["glm"],
        rules: &[
            NO_OUTPUT,
            key(F::KvHeads, &["num_key_value_heads"], Is(2)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            key(F::QkvBias, &["attention_bias"], Is(1)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "ChatGLM",
        types: &["chatglm"],
        rules: &[
            NO_OUTPUT,
            key(F::Vocabulary, &["padded_vocab_size"], Ask),
            key(F::HeadDim, &["kv_channels"], Ratio(F::Hidden, F::Heads)),
            key(F::KvHeads, &["multi_query_attention?multi_query_group_num"], As(F::Heads)),
            key(F::QkvBias, &["add_qkv_bias"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
    Family {
        name: "ERNIE 4.5",
        types: &["ernie4_5"],
        rules: &[
            TIED,
            key(F::KvHeads, &["num_key_value_heads"], Is(2)),
            key(F::HeadDim, &["head_dim"], Is(128)),
            key(F::QkvBias, &["use_bias"], Is(0)),
            key(F::OutputBias, &["use_bias"], Is(0)),
            key(F::FeedForwardBias, &["use_bias"], Is(0)),
        ],
        ..LLAMA_LIKE
    },
];
