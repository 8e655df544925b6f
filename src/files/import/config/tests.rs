//! Configurations of models against the parameters their sources give, and wrong files against their messages.

use super::*;
use crate::estimate::Embeddings;
use crate::units::{FlopPerToken, Params};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/", $name, ".json"))
    };
}

mod published;
use published::{MODELS, Standing};

fn model(text: &str) -> ImportedModel {
    read_config("config.json", text).unwrap()
}

fn count(params: Option<Params>) -> f64 {
    params.unwrap().as_count()
}

#[test]
fn totals_are_those_of_their_sources_to_the_parameter() {
    for row in MODELS {
        let (model, file) = (model(row.text), row.file);
        assert_eq!((model.family.as_str(), model.recognised), (row.family, Recognised::Known), "{file}");
        assert_eq!(count(model.total()), row.total, "{file}: {:?}", row.standing);
        assert!(model.missing.is_empty() && model.obstacles.is_empty(), "{file}");
    }
}

/// A figure as its publisher wrote it ("671 B", "1,644,417,024"): its number, its unit, and its decimals.
fn stated(figure: &str) -> (f64, f64, usize) {
    let (number, unit) = figure.split_once(' ').unwrap_or((figure, ""));
    let unit = match unit {
        "" => 1.0,
        "M" => 1e6,
        "B" => 1e9,
        "T" => 1e12,
        other => panic!("unit {other}"),
    };
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (number.replace(',', "").parse().unwrap(), unit, decimals)
}

#[test]
fn totals_agree_with_what_their_publishers_state() {
    let mut within_a_thousandth = std::collections::BTreeSet::new();
    let mut families = std::collections::BTreeSet::new();
    for row in MODELS {
        let Some((figure, place)) = row.stated else { continue };
        let (number, unit, decimals) = stated(figure);
        let near = (row.total / (number * unit) - 1.0).abs() <= 1e-3;
        // With few digits: the total as they write it, rounded or cut off.
        let scale = 10_f64.powi(i32::try_from(decimals).unwrap());
        let digits = [(row.total / unit * scale).round(), (row.total / unit * scale).floor()];
        assert!(near || digits.contains(&(number * scale).round()), "{}: {figure} of {place}", row.file);
        if row.standing == Standing::Published {
            assert_eq!(row.total, number * unit, "{}: {place}", row.file);
        }
        families.insert(row.family);
        within_a_thousandth.extend(near.then_some(row.family));
    }
    // What METHODOLOGY.md says of this table.
    let standing = |is: fn(&Standing) -> bool| MODELS.iter().filter(|row| is(&row.standing)).count();
    let published = standing(|standing| matches!(standing, Standing::Published));
    let counted = standing(|standing| matches!(standing, Standing::Counted(_)));
    let derived = standing(|standing| matches!(standing, Standing::Derived(_)));
    let with_figure = MODELS.iter().filter(|row| row.stated.is_some()).count();
    let figures = [with_figure, families.len(), within_a_thousandth.len(), published, counted, derived];
    assert_eq!(figures, [34, 24, 16, 2, 53, 9]);
    let told = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/METHODOLOGY.md"));
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "For 64 models of 39 families",
        "2 that the publisher states in full",
        "53 that others give for the published weights",
        "The other 9 are arithmetic",
        "34 models of 24 families",
        "16 families within 0.1 %",
    ] {
        assert!(told.contains(words), "METHODOLOGY.md does not say: {words}");
    }
}

/// Counts of the hub with and without prediction layer, as public repositories record them: GLM-4.5-Air 110,468,824,832
/// and INTELLECT-3, the same without the layer, 106,852,251,264; DeepSeek-R1 684,489,845,504 and MAI-DS-R1, the same
/// without the layer, 671,026,419,200. The layers of the first of each pair come with copies of embedding and head.
#[test]
fn prediction_layers_are_counted_apart_as_they_are_stored() {
    for (text, without, with) in [
        (fixture!("glm-4.5-air"), 106_852_251_264_u64, 110_468_824_832_u64),
        (fixture!("deepseek-v3"), 671_026_419_200, 684_489_845_504),
    ] {
        let parts = model(text).count().unwrap();
        assert_eq!(parts.total().as_count(), without as f64);
        assert_eq!(parts.total_with_prediction_copies().as_count(), with as f64);
    }
    // README_WEIGHTS.md of DeepSeek-V3 states 11.5 B of the module's own and lists `eh_proj` among its tensors. The
    // weights hold 11.61 B of its own: 11.5 B is as much as the layer without that projection of 2h by h.
    let v3 = model(fixture!("deepseek-v3")).count().unwrap();
    let own = v3.total_with_predictions().as_count() - v3.total().as_count();
    assert_eq!(own, 684_489_845_504.0 - 671_026_419_200.0 - 2.0 * 129_280.0 * 7168.0);
    let projection = 2.0 * 7168.0 * 7168.0;
    let billions = |params: f64| format!("{:.2}", params / 1e9);
    assert_eq!([own, own - projection].map(billions), ["11.61", "11.51"]);
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

/// Numbers in a fixed order (SplitMix64), so that every run damages the files alike.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap() % end
    }
}

/// Half of the 10,000 mutated files: bytes deleted or replaced give an error with its place, or a model whose figures
/// can all be asked for.
#[test]
fn damaged_files_never_panic() {
    let mut numbers = Sequence(1);
    for round in 0..5_000 {
        let mut bytes = MODELS[round % MODELS.len()].text.as_bytes().to_vec();
        for _ in 0..=numbers.below(5) {
            let at = numbers.below(bytes.len());
            match numbers.below(3) {
                0 => drop(bytes.remove(at)),
                // As often a byte that JSON knows as any other.
                1 => bytes[at] = b"{}[]\",:0123456789.-eE \n"[numbers.below(23)],
                _ => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
            }
        }
        survive(&String::from_utf8_lossy(&bytes));
    }
}

/// The other half: keys taken out or given another value.
#[test]
fn changed_keys_never_panic() {
    const VALUES: &[&str] = &[
        "",
        "null",
        "true",
        "-1",
        "0",
        "1",
        "3.5",
        "1e300",
        "4294967296",
        "99999999",
        "\"text\"",
        "[]",
        "[[]]",
        "[0, 1]",
        "[\"full_attention\"]",
        "{}",
        "{\"a\": 1}",
    ];
    let mut numbers = Sequence(2);
    for round in 0..5_000 {
        let mut lines: Vec<String> = MODELS[round % MODELS.len()].text.lines().map(str::to_owned).collect();
        for _ in 0..=numbers.below(2) {
            let at = 1 + numbers.below(lines.len() - 2);
            let value = VALUES[numbers.below(VALUES.len())];
            let key = lines[at].split_once(':').map(|(key, _)| key.to_owned());
            match key {
                Some(key) if !value.is_empty() && !lines[at].ends_with(['{', '[']) => {
                    let comma = if lines[at].ends_with(',') { "," } else { "" };
                    lines[at] = format!("{key}: {value}{comma}");
                }
                _ => drop(lines.remove(at)),
            }
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
