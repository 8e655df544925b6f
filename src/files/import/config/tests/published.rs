//! Models with their totals, and where each total was read.

/// What stands behind a total, to the last parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Standing {
    /// The publisher states it in full.
    Published,
    /// Somebody else gives it for the published weights. "hub" is the count of stored tensors that huggingface.co gives
    /// (`safetensors.total`), read where public repositories record it; "KerasHub" is github.com/keras-team/keras-hub,
    /// whose files `keras_hub/src/models/*/*_presets.py` state the parameters of the weights they load.
    Counted(&'static str),
    /// Arithmetic from the values of the configuration, and how far those were confirmed.
    Derived(&'static str),
}

/// A model whose configuration is among the fixtures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    pub(super) file: &'static str,
    pub(super) text: &'static str,
    pub(super) family: &'static str,
    /// Parameters of the language model without towers, prediction layers and second copies of a tied matrix.
    pub(super) total: f64,
    /// The publisher's figure with the digits it has, and where it was read: a repository at github.com and its file, a
    /// model's card at huggingface.co, or a paper. A "copy" is the same text kept elsewhere.
    pub(super) stated: Option<(&'static str, &'static str)>,
    pub(super) standing: Standing,
}

macro_rules! models {
    ($($file:literal, $family:literal, $total:literal, $stated:expr, $standing:expr;)*) => {
        &[$(Model {
            file: $file,
            text: fixture!($file),
            family: $family,
            total: $total as f64,
            stated: $stated,
            standing: $standing,
        },)*]
    };
}

use Standing::{Counted, Derived, Published};

#[rustfmt::skip]
pub(super) const MODELS: &[Model] = models! {
    "llama-2-7b", "Llama", 6_738_415_616_u64,
        None, Counted("KerasHub llama_presets.py; the hub counts 2,048 rotary frequencies more");
    "llama-3.1-8b", "Llama", 8_030_261_248_u64, None, Counted("hub; KerasHub llama3_presets.py");
    "llama-3.1-405b", "Llama", 405_853_388_800_u64, None, Counted("hub");
    "llama-3.2-1b", "Llama", 1_235_814_400_u64,
        Some(("1.23 B", "meta-llama/llama-models, models/llama3_2/MODEL_CARD.md")), Counted("hub");
    "llama-4-scout", "Llama 4", 107_769_861_120_u64,
        None, Counted("hub 108,641,793,536, of which 871,932,416 are the vision tower and its adapters");
    "mistral-7b", "Mistral", 7_241_732_096_u64, None, Counted("KerasHub mistral_presets.py");
    "mixtral-8x7b", "Mixtral", 46_702_792_704_u64,
        Some(("46.7 B", "mistral.ai/news/mixtral-of-experts, as quoted elsewhere")),
        Counted("KerasHub mixtral_presets.py");
    "mixtral-8x22b", "Mixtral", 140_620_634_112_u64,
        None, Counted("hub, mistral-community/Mixtral-8x22B-v0.1");
    "qwen2.5-0.5b", "Qwen2", 494_032_768_u64,
        Some(("0.49 B", "card of Qwen/Qwen2.5-0.5B, copy")), Counted("KerasHub qwen_presets.py");
    "qwen2.5-7b", "Qwen2", 7_615_616_512_u64,
        Some(("7.61 B", "card of Qwen/Qwen2.5-Coder-7B, copy")), Counted("hub; KerasHub qwen_presets.py");
    "qwen2.5-72b", "Qwen2", 72_706_203_648_u64, None, Counted("KerasHub qwen_presets.py");
    "qwen1.5-moe-a2.7b", "Qwen MoE", 14_315_784_192_u64,
        Some(("14.3 B", "card of Qwen/Qwen1.5-MoE-A2.7B, copy")),
        Counted("hub; KerasHub qwen_moe_presets.py");
    "qwen3-0.6b", "Qwen3", 596_049_920_u64,
        None, Counted("KerasHub qwen3_presets.py; the hub counts the tied head twice, 751,632,384");
    "qwen3-8b", "Qwen3", 8_190_735_360_u64,
        Some(("8.2 B", "card of Qwen/Qwen3-8B, as quoted elsewhere")),
        Counted("hub; KerasHub qwen3_presets.py");
    "qwen3-30b-a3b", "Qwen3 MoE", 30_532_122_624_u64,
        Some(("30.5 B", "card of Qwen/Qwen3-30B-A3B-Instruct-2507, copy")),
        Counted("hub; KerasHub qwen3_moe_presets.py");
    "qwen3-235b-a22b", "Qwen3 MoE", 235_093_634_560_u64,
        Some(("235 B", "card of Qwen/Qwen3-235B-A22B, copy")), Counted("hub; KerasHub qwen3_moe_presets.py");
    "deepseek-v2-lite", "DeepSeek-V2 family", 15_706_484_224_u64,
        Some(("15.7 B", "arXiv 2405.04434, copy")), Counted("hub");
    "deepseek-v2", "DeepSeek-V2 family", 235_741_434_880_u64,
        Some(("236 B", "deepseek-ai/DeepSeek-V2, README.md")), Counted("hub");
    "deepseek-v3", "DeepSeek-V3 family", 671_026_419_200_u64,
        Some(("671 B", "deepseek-ai/DeepSeek-V3, README_WEIGHTS.md")),
        Counted("hub, microsoft/MAI-DS-R1, which has no prediction layer");
    "kimi-k2", "DeepSeek-V3 family", 1_026_408_232_448_u64,
        Some(("1 T", "MoonshotAI/Kimi-K2, README.md")),
        Counted("headers of all 61 files of Kimi-K2-Instruct");
    "gpt-oss-20b", "gpt-oss", 20_914_757_184_u64,
        Some(("20.91 B", "arXiv 2508.10925, table 1, copy")), Counted("hub");
    "gpt-oss-120b", "gpt-oss", 116_829_156_672_u64,
        Some(("116.83 B", "arXiv 2508.10925, table 1, copy")), Counted("hub");
    "gemma-7b", "Gemma", 8_537_680_896_u64,
        Some(("8,538,074,112", "arXiv 2403.08295, table 2, copy: a vocabulary of 256,128")),
        Counted("KerasHub gemma_presets.py");
    "gemma-2-9b", "Gemma 2", 9_241_705_984_u64,
        Some(("9,242,164,736", "arXiv 2408.00118, table 2, copy: a vocabulary of 256,128")),
        Counted("KerasHub gemma_presets.py");
    "gemma-2-27b", "Gemma 2", 27_227_128_320_u64,
        Some(("27,227,718,144", "arXiv 2408.00118, table 2, copy: a vocabulary of 256,128")),
        Counted("KerasHub gemma_presets.py");
    "gemma-3-1b", "Gemma 3", 999_885_952_u64,
        Some(("1,000 M", "arXiv 2503.19786, table 1, copy")), Counted("hub");
    "gemma-3-27b", "Gemma 3", 27_009_346_304_u64,
        Some(("27,016 M", "arXiv 2503.19786, table 1, copy")),
        Counted("llama.cpp, which loads the text model alone");
    "phi-1.5", "Phi", 1_418_270_720_u64, None, Counted("hub");
    "phi-2", "Phi", 2_779_683_840_u64, None, Counted("hub");
    "phi-3-mini", "Phi-3 and Phi-4", 3_821_079_552_u64, None, Counted("hub; KerasHub phi3_presets.py");
    "phi-4", "Phi-3 and Phi-4", 14_659_507_200_u64, None, Counted("hub");
    "phi-3.5-moe", "Phi-3.5 MoE", 41_873_153_344_u64,
        None, Counted("a published comparison with Phi-3.5-mini");
    "gpt2", "GPT-2", 124_439_808_u64, None, Counted("KerasHub gpt2_presets.py");
    "gpt2-xl", "GPT-2", 1_557_611_200_u64, None, Counted("KerasHub gpt2_presets.py");
    "gpt-neo-2.7b", "GPT-Neo", 2_651_307_520_u64, None, Counted("log of a program that loads the model");
    "gpt-j-6b", "GPT-J", 6_050_882_784_u64,
        Some(("6,053,381,344", "kingoflolz/mesh-transformer-jax, README.md: the program that trained it")),
        Counted("log of a program that loads the model");
    "gpt-neox-20b", "GPT-NeoX", 20_554_567_680_u64,
        Some(("20,554,567,680", "card of EleutherAI/gpt-neox-20b, copy")), Published;
    "opt-6.7b", "OPT", 6_658_473_984_u64,
        Some(("6.7 B", "facebookresearch/metaseq, projects/OPT/README.md")),
        Derived("values that transformers prints for facebook/opt-6.7b");
    "bloom-7b1", "BLOOM", 7_069_016_064_u64, None, Counted("log of a program that loads the model");
    "bloom", "BLOOM", 176_247_271_424_u64,
        Some(("176,247,271,424", "card of bigscience/bloom, copy")), Published;
    "falcon-7b", "Falcon", 6_921_720_704_u64,
        None, Counted("7,217,189,760 with a second copy of the tied embedding, 65,024 x 4,544");
    "falcon-40b", "Falcon", 41_303_293_952_u64,
        None, Counted("41,835,970,560 with a second copy of the tied embedding, 65,024 x 8,192");
    "mpt-7b", "MPT", 6_649_286_656_u64,
        None, Derived("values of the card of mosaicml/mpt-7b, which states 6.7 B, 0.8 % more");
    "mpt-30b", "MPT", 29_957_200_896_u64,
        Some(("29.95 B", "card of mosaicml/mpt-30b, copy")),
        Derived("values of the card of mosaicml/mpt-30b");
    "olmo-1b", "OLMo", 1_176_764_416_u64, None, Counted("log of a program that loads the model");
    "olmo-7b", "OLMo", 6_888_095_744_u64, None, Counted("a public table of models");
    "olmo-2-7b", "OLMo 2", 7_298_617_344_u64, None, Counted("hub");
    "olmo-2-32b", "OLMo 2", 32_234_279_936_u64,
        None, Derived("values not read; a public table of training runs has the same total");
    "olmoe-1b-7b", "OLMoE", 6_919_161_856_u64, Some(("6.9 B", "allenai/OLMoE, README.md")), Counted("hub");
    "granite-3.0-8b", "Granite", 8_170_848_256_u64,
        Some(("8.1 B", "card of ibm-granite/granite-3.0-8b-base, its history at the hub")),
        Counted("hub, granite-3.3-8b-instruct: 16,384 more for four more words");
    "granite-3.0-2b", "Granite", 2_533_531_648_u64,
        Some(("2.5 B", "card of ibm-granite/granite-3.0-8b-base, its history at the hub")),
        Counted("hub, granite-3.1-2b-instruct");
    "granite-3.0-1b-a400m", "Granite MoE", 1_334_628_352_u64,
        Some(("1.3 B", "card of ibm-granite/granite-3.0-1b-a400m-base, its history at the hub")),
        Counted("test of a program that loads the model");
    "granite-3.0-3b-a800m", "Granite MoE", 3_298_793_472_u64,
        Some(("3.3 B", "card of ibm-granite/granite-3.0-3b-a800m-base, its history at the hub")),
        Counted("hub, granite-guardian-3.2-3b-a800m");
    "dbrx", "DBRX", 131_596_523_520_u64,
        Some(("132 B", "databricks/dbrx, README.md")), Derived("values not read");
    "command-r", "Cohere Command", 34_980_831_232_u64,
        Some(("35 B", "card of CohereLabs/c4ai-command-r-v01, copy")),
        Derived("values are the defaults of CohereConfig");
    "command-r-plus", "Cohere Command", 103_810_674_688_u64,
        Some(("104 B", "card of CohereLabs/c4ai-command-r-plus, copy")), Derived("values not read");
    "command-r7b", "Cohere Command R7B and A", 8_028_033_024_u64,
        None, Derived("values not read; CohereLabs/aya-expanse-8b has the same count");
    "stablelm-2-1.6b", "StableLM", 1_644_515_328_u64,
        Some(("1,644,417,024", "card of stabilityai/stablelm-2-1_6b, copy: fewer by two norm biases a layer")),
        Counted("hub");
    "starcoder2-3b", "StarCoder2", 3_030_371_328_u64,
        None, Derived("values are the defaults of Starcoder2Config");
    "starcoder2-15b", "StarCoder2", 15_957_889_024_u64, None, Counted("hub");
    "starcoder", "StarCoder", 15_517_456_384_u64,
        Some(("15.5 B", "card of bigcode/starcoder, copy")), Counted("a public table of models");
    "minimax-m2", "MiniMax-M2", 228_689_764_864_u64, None, Counted("hub");
    "seed-oss-36b", "Seed-OSS", 36_151_104_512_u64,
        None, Counted("a public table of configurations at the hub");
    "smollm3-3b", "SmolLM3", 3_075_098_624_u64, None, Counted("hub");
};
