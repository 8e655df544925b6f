//! Configurations of published models against their published parameters, and wrong files against their messages.

use proptest::prelude::*;

use super::*;
use crate::estimate::Embeddings;
use crate::units::{FlopPerToken, Params};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/", $name, ".json"))
    };
}

/// Models with the parameters of their published weights, as the page of each counts them (`huggingface.co/` and the
/// name; the configuration values are those of its config.json). Where the weights hold more than the language model,
/// the figure is what is left without it: Llama 4 and Gemma 3 without vision, DeepSeek-V3 without the prediction layer,
/// Falcon-40B without the second copy of its tied embedding.
macro_rules! models {
    ($($file:literal, $family:literal, $published:literal, $page:literal;)*) => {
        &[$(($file, $family, $published as f64, $page, fixture!($file)),)*]
    };
}

const EXACT: &[(&str, &str, f64, &str, &str)] = models! {
    "llama-2-7b", "Llama", 6_738_415_616_u64, "meta-llama/Llama-2-7b-hf";
    "llama-3.1-8b", "Llama", 8_030_261_248_u64, "meta-llama/Llama-3.1-8B";
    "llama-3.1-405b", "Llama", 405_853_388_800_u64, "meta-llama/Llama-3.1-405B";
    "llama-3.2-1b", "Llama", 1_235_814_400_u64, "meta-llama/Llama-3.2-1B";
    "llama-4-scout", "Llama 4", 107_769_861_120_u64, "meta-llama/Llama-4-Scout-17B-16E";
    "mistral-7b", "Mistral", 7_241_732_096_u64, "mistralai/Mistral-7B-v0.1";
    "mixtral-8x7b", "Mixtral", 46_702_792_704_u64, "mistralai/Mixtral-8x7B-v0.1";
    "mixtral-8x22b", "Mixtral", 140_620_634_112_u64, "mistralai/Mixtral-8x22B-v0.1";
    "qwen2.5-0.5b", "Qwen2", 494_032_768_u64, "Qwen/Qwen2.5-0.5B";
    "qwen2.5-7b", "Qwen2", 7_615_616_512_u64, "Qwen/Qwen2.5-7B";
    "qwen2.5-72b", "Qwen2", 72_706_203_648_u64, "Qwen/Qwen2.5-72B";
    "qwen1.5-moe-a2.7b", "Qwen MoE", 14_315_784_192_u64, "Qwen/Qwen1.5-MoE-A2.7B";
    "qwen3-0.6b", "Qwen3", 596_049_920_u64, "Qwen/Qwen3-0.6B";
    "qwen3-8b", "Qwen3", 8_190_735_360_u64, "Qwen/Qwen3-8B";
    "qwen3-30b-a3b", "Qwen3 MoE", 30_532_122_624_u64, "Qwen/Qwen3-30B-A3B";
    "qwen3-235b-a22b", "Qwen3 MoE", 235_093_634_560_u64, "Qwen/Qwen3-235B-A22B";
    "deepseek-v2-lite", "DeepSeek-V2 family", 15_706_484_224_u64, "deepseek-ai/DeepSeek-V2-Lite";
    "deepseek-v2", "DeepSeek-V2 family", 235_741_434_880_u64, "deepseek-ai/DeepSeek-V2";
    "deepseek-v3", "DeepSeek-V3 family", 671_026_419_200_u64, "deepseek-ai/DeepSeek-V3";
    "kimi-k2", "DeepSeek-V3 family", 1_026_408_232_448_u64, "moonshotai/Kimi-K2-Base";
    "gpt-oss-20b", "gpt-oss", 20_914_757_184_u64, "openai/gpt-oss-20b";
    "gpt-oss-120b", "gpt-oss", 116_829_156_672_u64, "openai/gpt-oss-120b";
    "gemma-7b", "Gemma", 8_537_680_896_u64, "google/gemma-7b";
    "gemma-2-9b", "Gemma 2", 9_241_705_984_u64, "google/gemma-2-9b";
    "gemma-2-27b", "Gemma 2", 27_227_128_320_u64, "google/gemma-2-27b";
    "gemma-3-1b", "Gemma 3", 999_885_952_u64, "google/gemma-3-1b-pt";
    "gemma-3-27b", "Gemma 3", 27_009_346_304_u64, "google/gemma-3-27b-pt";
    "phi-1.5", "Phi", 1_418_270_720_u64, "microsoft/phi-1_5";
    "phi-2", "Phi", 2_779_683_840_u64, "microsoft/phi-2";
    "phi-3-mini", "Phi-3 and Phi-4", 3_821_079_552_u64, "microsoft/Phi-3-mini-4k-instruct";
    "phi-4", "Phi-3 and Phi-4", 14_659_507_200_u64, "microsoft/phi-4";
    "phi-3.5-moe", "Phi-3.5 MoE", 41_873_153_344_u64, "microsoft/Phi-3.5-MoE-instruct";
    "gpt2", "GPT-2", 124_439_808_u64, "openai-community/gpt2";
    "gpt2-xl", "GPT-2", 1_557_611_200_u64, "openai-community/gpt2-xl";
    "gpt-neo-2.7b", "GPT-Neo", 2_651_307_520_u64, "EleutherAI/gpt-neo-2.7B";
    "gpt-j-6b", "GPT-J", 6_050_882_784_u64, "EleutherAI/gpt-j-6b";
    "gpt-neox-20b", "GPT-NeoX", 20_554_567_680_u64, "EleutherAI/gpt-neox-20b";
    "opt-6.7b", "OPT", 6_658_473_984_u64, "facebook/opt-6.7b";
    "bloom-7b1", "BLOOM", 7_069_016_064_u64, "bigscience/bloom-7b1";
    "bloom", "BLOOM", 176_247_271_424_u64, "bigscience/bloom";
    "falcon-7b", "Falcon", 6_921_720_704_u64, "tiiuae/falcon-7b";
    "falcon-40b", "Falcon", 41_303_293_952_u64, "tiiuae/falcon-40b";
    "mpt-7b", "MPT", 6_649_286_656_u64, "mosaicml/mpt-7b";
    "mpt-30b", "MPT", 29_957_200_896_u64, "mosaicml/mpt-30b";
    "olmo-1b", "OLMo", 1_176_764_416_u64, "allenai/OLMo-1B-hf";
    "olmo-7b", "OLMo", 6_888_095_744_u64, "allenai/OLMo-7B-hf";
    "olmo-2-7b", "OLMo 2", 7_298_617_344_u64, "allenai/OLMo-2-1124-7B";
    "olmo-2-32b", "OLMo 2", 32_234_279_936_u64, "allenai/OLMo-2-0325-32B";
    "olmoe-1b-7b", "OLMoE", 6_919_161_856_u64, "allenai/OLMoE-1B-7B-0924";
    "granite-3.0-8b", "Granite", 8_170_848_256_u64, "ibm-granite/granite-3.0-8b-base";
    "granite-3.0-2b", "Granite", 2_533_531_648_u64, "ibm-granite/granite-3.0-2b-base";
    "granite-3.0-1b-a400m", "Granite MoE", 1_334_628_352_u64, "ibm-granite/granite-3.0-1b-a400m-base";
    "granite-3.0-3b-a800m", "Granite MoE", 3_298_793_472_u64, "ibm-granite/granite-3.0-3b-a800m-base";
    "dbrx", "DBRX", 131_596_523_520_u64, "databricks/dbrx-base";
    "command-r", "Cohere Command", 34_980_831_232_u64, "CohereLabs/c4ai-command-r-v01";
    "command-r-plus", "Cohere Command", 103_810_674_688_u64, "CohereLabs/c4ai-command-r-plus";
    "command-r7b", "Cohere Command R7B and A", 8_028_033_024_u64, "CohereLabs/c4ai-command-r7b-12-2024";
    "stablelm-2-1.6b", "StableLM", 1_644_515_328_u64, "stabilityai/stablelm-2-1_6b";
    "starcoder2-3b", "StarCoder2", 3_030_371_328_u64, "bigcode/starcoder2-3b";
    "starcoder2-15b", "StarCoder2", 15_957_889_024_u64, "bigcode/starcoder2-15b";
    "starcoder", "StarCoder", 15_517_456_384_u64, "bigcode/starcoder";
    "minimax-m2", "MiniMax-M2", 228_689_764_864_u64, "MiniMaxAI/MiniMax-M2";
    "seed-oss-36b", "Seed-OSS", 36_151_104_512_u64, "ByteDance-Seed/Seed-OSS-36B-Base";
    "smollm3-3b", "SmolLM3", 3_075_098_624_u64, "HuggingFaceTB/SmolLM3-3B-Base";
};

fn model(text: &str) -> ImportedModel {
    read_config("config.json", text).unwrap()
}

fn count(params: Option<Params>) -> f64 {
    params.unwrap().as_count()
}

#[test]
fn totals_are_those_published_to_the_parameter() {
    for (file, family, published, page, text) in EXACT {
        let model = model(text);
        assert_eq!((model.family.as_str(), model.recognised), (*family, Recognised::Known), "{file}");
        assert_eq!(count(model.total()), *published, "{file}: {page}");
        assert!(model.missing.is_empty() && model.obstacles.is_empty(), "{file}");
    }
}

/// GLM-4.5-Air's weights hold the prediction layer with copies of embedding and head: 110,468,824,832
/// (`huggingface.co/zai-org/GLM-4.5-Air`).
#[test]
fn prediction_layers_are_counted_apart_as_they_are_published() {
    let glm = model(fixture!("glm-4.5-air"));
    assert_eq!(glm.count().unwrap().total_with_prediction_copies().as_count(), 110_468_824_832.0);
    // DeepSeek-V3: 684.49 B of weights beside the scales, "685 B", of which 11.5 B are the prediction layer's own
    // (README_WEIGHTS.md of the model).
    let v3 = model(fixture!("deepseek-v3")).count().unwrap();
    assert_eq!(v3.total_with_prediction_copies().as_count(), 684_489_845_504.0);
    let own = v3.total_with_predictions().as_count() - v3.total().as_count();
    assert_eq!(format!("{:.1}", own / 1e9), "11.6");
}

#[test]
fn deepseek_v3_counts_alike_from_either_set_of_key_names() {
    for text in [fixture!("deepseek-v3"), fixture!("deepseek-v3-own-keys")] {
        let model = model(text);
        let billions = |embeddings| format!("{:.2}", count(model.active(embeddings)) / 1e9);
        assert_eq!(format!("{:.2}", count(model.total()) / 1e9), "671.03");
        assert_eq!(billions(Embeddings::Both), "37.55");
        assert_eq!(billions(Embeddings::OutputOnly), "36.63");
        assert_eq!(billions(Embeddings::Neither), "35.70");
        assert_eq!(model.kind, ModelKind::MixtureOfExperts);
    }
}

/// Megatron-LM's own counter on these configurations, in GFLOP per token; the closed form for windows.
#[test]
fn flop_per_token_are_the_reference_figures() {
    let gflop = |model: &ImportedModel, context, convention, predictions| {
        let flop =
            model.flop_per_token(context, convention, predictions).map(FlopPerToken::as_flop_per_token);
        flop.unwrap() / 1e9
    };
    let rows = [
        (fixture!("deepseek-v3"), 4096, false, 249.812, 280.514),
        (fixture!("deepseek-v3"), 4096, true, 259.993, 291.199),
        (fixture!("deepseek-v3-own-keys"), 4096, true, 249.812, 280.514),
        (fixture!("deepseek-v2"), 4096, false, 155.01, 185.21),
        (fixture!("llama-3.1-405b"), 8192, false, 2523.956, 2625.425),
        (fixture!("llama-3.1-405b"), 2048, false, 2447.85, 2473.22),
    ];
    use crate::scenario::Convention::{Causal, NonCausal};
    for (text, context, predictions, causal, non_causal) in rows {
        let model = model(text);
        for (convention, expected) in [(Causal, causal), (NonCausal, non_causal)] {
            let counted = gflop(&model, context, convention, predictions);
            assert!((counted / expected - 1.0).abs() < 1e-4, "{counted} for {expected}");
        }
    }
    // Layers with full attention beside those with a window: 26 / 6, every second, one in four, all, none.
    let rows = [
        (fixture!("gemma-3-1b"), 4.0, 22.0, 512.0, 4.0 * 256.0),
        (fixture!("gemma-2-9b"), 21.0, 21.0, 4096.0, 16.0 * 256.0),
        (fixture!("gpt-oss-20b"), 12.0, 12.0, 128.0, 64.0 * 64.0),
        (fixture!("command-r7b"), 8.0, 24.0, 4096.0, 32.0 * 128.0),
        (fixture!("llama-4-scout"), 12.0, 36.0, 8192.0, 40.0 * 128.0),
        (fixture!("gpt-neo-2.7b"), 16.0, 16.0, 256.0, 2560.0),
        (fixture!("mistral-7b"), 0.0, 32.0, 4096.0, 4096.0),
        (fixture!("qwen2.5-7b"), 28.0, 0.0, 1.0, 3584.0),
        (fixture!("mixtral-8x7b"), 32.0, 0.0, 1.0, 4096.0),
    ];
    for (text, full, windowed, window, width) in rows {
        let model = model(text);
        let added = gflop(&model, 16_384, NonCausal, false) - gflop(&model, 16_384, Causal, false);
        let expected = 6.0 * width * (full * 16_384.0 + windowed * window) / 1e9;
        assert!((added / expected - 1.0).abs() < 1e-9, "{}: {added} for {expected}", model.model_type);
    }
}

#[test]
fn lists_of_layers_decide_where_they_are_given() {
    let base = fixture!("qwen3-30b-a3b");
    let with = |more: &str| {
        model(&base.replacen('{', &format!("{{{more},"), 1).replace("\"mlp_only_layers\": [],", ""))
    };
    let experts = |more: &str| with(more).architecture.unwrap().expert_layers();
    assert_eq!(experts("\"mlp_only_layers\": [0, 5, 47]"), 45);
    assert_eq!(experts("\"moe_layer_freq\": [0, 1, 1, 1]"), 3);
    assert_eq!(experts("\"mlp_layer_types\": [\"dense\", \"sparse\", \"sparse\"]"), 2);
    // Windows: Qwen's layers from `max_window_layers` on; an irregular list; a flag that turns them off.
    let qwen = fixture!("qwen2.5-7b").replace("\"max_window_layers\": 28", "\"max_window_layers\": 10");
    assert_eq!(model(&qwen).architecture.unwrap().sliding_window, None);
    let used = model(&qwen.replace("\"use_sliding_window\": false", "\"use_sliding_window\": true"))
        .architecture
        .unwrap();
    assert_eq!((used.sliding_window, used.global_layers), (Some(131_072), Some(10)));
    let list = "\"layer_types\": [\"full_attention\", \"sliding_attention\", \"sliding_attention\"],";
    let listed = model(&fixture!("gemma-3-1b").replacen('{', &format!("{{{list}"), 1)).architecture.unwrap();
    assert_eq!((listed.global_every, listed.global_layers), (26, None));
}

#[test]
fn an_unknown_family_gives_what_there_is_and_says_what_is_missing() {
    let partial =
        model("{\"model_type\": \"brand_new\", \"hidden_size\": 4096, \"num_attention_heads\": 32}");
    assert_eq!(partial.recognised, Recognised::Guessed);
    assert_eq!(partial.architecture, None);
    let missing: Vec<_> = partial.missing.iter().map(|part| part.label).collect();
    assert_eq!(missing, ["number of layers", "vocabulary", "feed-forward width"]);
    assert!(partial.notes[0].contains("\"brand_new\" is not a family that is known"), "{:?}", partial.notes);
    assert!(partial.read.iter().any(|read| read.label == "hidden size" && read.value == 4096));
    // With all sizes it is counted like Llama.
    let llama =
        fixture!("llama-3.1-8b").replace("llama", "brand_new").replace("LlamaForCausalLM", "BrandNew");
    let guess = model(&llama);
    assert_eq!((guess.recognised, count(guess.total())), (Recognised::Guessed, 8_030_261_248.0));
    // What the formulas do not cover is not counted.
    for (text, why) in [
        ("{\"model_type\": \"t5\", \"d_model\": 512, \"num_layers\": 6}", "an encoder and a decoder"),
        ("{\"model_type\": \"x\", \"is_encoder_decoder\": true}", "it has an encoder"),
        ("{\"layer_types\": [\"mamba\", \"attention\"]}", "\"mamba\""),
    ] {
        let model = model(text);
        assert!(
            model.architecture.is_none() && model.obstacles.join(" ").contains(why),
            "{:?}",
            model.obstacles
        );
    }
    assert!(model("{}").architecture.is_none());
}

#[test]
fn nested_files_are_read_inside_with_the_defaults_of_their_class() {
    // LLaVA-1.5 7B leaves out everything that is as in Llama 7B.
    let llava = "{\"model_type\": \"llava\", \"text_config\": {\"model_type\": \"llama\", \"vocab_size\": 32064}, \"vision_config\": {}}";
    let model = model(llava);
    assert_eq!(count(model.total()), 6_738_415_616.0 + 2.0 * 64.0 * 4096.0);
    assert!(model.notes.iter().any(|note| note.contains("vision tower")), "{:?}", model.notes);
    assert!(model.notes.iter().any(|note| note.contains("number of layers 32")), "{:?}", model.notes);
}

#[test]
fn wrong_files_are_told_with_line_column_and_reason() {
    let base = fixture!("llama-3.1-8b");
    let error = |from: &str, to: &str| {
        let text = base.replace(from, to);
        assert_ne!(text, base);
        read_config("config.json", &text).unwrap_err().to_string()
    };
    let line = 1 + base.lines().position(|line| line.contains("\"hidden_size\"")).unwrap();
    let wrong = error("\"hidden_size\": 4096", "\"hidden_size\": \"big\"");
    assert_eq!(wrong, format!("config.json:{line}:3: expected a number for hidden_size but found \"big\""));
    let half = error("\"hidden_size\": 4096", "\"hidden_size\": 4096.5");
    assert_eq!(
        half,
        format!(
            "config.json:{line}:3: expected a whole number from 0 to 100,000,000 for hidden_size but found 4096.5"
        )
    );
    let zero = error("\"hidden_size\": 4096", "\"hidden_size\": 0");
    assert_eq!(zero, format!("config.json:{line}:3: the hidden size is 0; a model has at least 1"));
    assert!(
        error("\"num_key_value_heads\": 8", "\"num_key_value_heads\": 64")
            .contains("is 64, more than the 32 attention heads")
    );
    assert!(error("\"hidden_size\"", "\"model_type\"").contains("the key \"model_type\" is given twice"));
    let nested = "{\n \"text_config\": {\n  \"model_type\": \"llama\",\n  \"num_hidden_layers\": []}}";
    let error = read_config("c.json", nested).unwrap_err().to_string();
    assert_eq!(error, "c.json:4:3: expected a number for num_hidden_layers but found a list of 0");
    assert_eq!(
        read_config("c.json", "[1]").unwrap_err().to_string(),
        "c.json:1:1: expected a JSON object with a model's sizes but found a list of 1"
    );
}

proptest! {
    /// Bytes deleted or replaced: an error with its place, or a model whose figures can all be asked for.
    #[test]
    fn damaged_files_never_panic(
        file in 0..EXACT.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any::<u8>())), 1..6),
    ) {
        let mut bytes = EXACT[file].4.as_bytes().to_vec();
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            match byte {
                Some(byte) => bytes[at] = byte,
                None => drop(bytes.remove(at)),
            }
        }
        if let Ok(text) = String::from_utf8(bytes) {
            survive(&text);
        }
    }

    /// A key taken out or given another value: the same.
    #[test]
    fn changed_keys_never_panic(
        file in 0..EXACT.len(),
        line in any::<prop::sample::Index>(),
        value in prop::sample::select(vec![
            "", "null", "true", "-1", "0", "1", "3.5", "1e300", "4294967296", "99999999", "\"text\"", "[]", "[[]]",
            "[0, 1]", "[\"full_attention\"]", "{}", "{\"a\": 1}",
        ]),
    ) {
        let mut lines: Vec<String> = EXACT[file].4.lines().map(str::to_owned).collect();
        let at = 1 + line.index(lines.len() - 2);
        let key = lines[at].split_once(':').map(|(key, _)| key.to_owned());
        match key {
            Some(key) if !value.is_empty() && !lines[at].ends_with(['{', '[']) => {
                let comma = if lines[at].ends_with(',') { "," } else { "" };
                lines[at] = format!("{key}: {value}{comma}");
            }
            _ => drop(lines.remove(at)),
        }
        survive(&lines.join("\n"));
    }
}

fn survive(text: &str) {
    match read_config("config.json", text) {
        Err(error) => assert!(error.to_string().starts_with("config.json:"), "{error}"),
        Ok(model) => {
            let rows = crate::files::import::reconcile(&model, None, 4096);
            assert!(rows.iter().all(|row| row.counted.is_none_or(f64::is_finite)));
            assert!(model.architecture.is_some() || !model.missing.is_empty() || !model.obstacles.is_empty());
            let report = crate::files::report::import::Report { model: &model, published: None, rows: &rows };
            assert!(report.text().len() + report.json().len() > 0);
        }
    }
}
