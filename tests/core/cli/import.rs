//! `flopwise import`: models from their files, beside what was published.

use std::path::{Path, PathBuf};

use super::{Run, folder, run, run_in};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(format!("{name}.json"));
    path.to_string_lossy().into_owned()
}

fn import(name: &str, more: &[&str]) -> Run {
    let path = fixture(name);
    run(&[&["import", path.as_str()][..], more].concat())
}

/// A folder with a file of this name and text.
fn with_file(test: &str, name: &str, text: &[u8]) -> PathBuf {
    let home = folder(test);
    std::fs::write(home.join(name), text).unwrap();
    home
}

/// The preview of the model that everybody asks about: 671 B and 37 B by its report.
#[test]
fn a_configuration_is_reconciled_with_what_was_published() {
    let text = import("deepseek-v3", &[]).ok();
    let line =
        |label: &str| text.lines().find(|line| line.trim_start().starts_with(label)).unwrap_or_default();
    assert!(text.contains("recognised as DeepSeek-V3 family"), "{text}");
    assert!(text.contains("layers 61 (3 dense)") && text.contains("experts 256+1, 8"), "{text}");
    for (label, counted, published, difference) in [
        ("total ", "671.03 B", "671.00 B", "+0.0 %"),
        ("active, with input and output embedding", "37.55 B", "37.00 B", "+1.5 %"),
        ("active, without the input embedding", "36.63 B", "37.00 B", "-1.0 %"),
        ("active, without embeddings", "35.70 B", "37.00 B", "-3.5 %"),
    ] {
        let line = line(label);
        assert!([counted, published, difference].iter().all(|part| line.contains(part)), "{line}");
    }
    assert!(line("the same with copies").contains("684.49 B"), "{text}");
    assert!(line("FLOP per token, causal").contains("249.81 GFLOP"), "{text}");
    assert!(text.contains("published: DeepSeek-V3") && text.contains("! prediction layers (MTP)"), "{text}");
}

#[test]
fn the_json_has_every_digit() {
    let report = import("deepseek-v3", &["--json", "--total", "671B", "--context", "8192"]).json();
    assert_eq!(report["schema"], "flopwise/import-model");
    assert_eq!(report["figures"]["total"]["value"], 671_026_419_200.0);
    assert_eq!(report["figures"]["total"]["published"], 671e9);
    assert_eq!(report["published"]["source"], "your value");
    assert_eq!(report["architecture"]["kv_lora_rank"], 512);
    assert_eq!(report["context_length"], 163_840);
    let flop = report["figures"]["flop_causal"]["value"].as_f64().unwrap();
    // 3 × 61 layers × 128 heads × 320 wide × 4,096 positions more than at 4,096.
    assert!((flop / 1e9 - 249.812 - 3.0 * 61.0 * 128.0 * 320.0 * 4096.0 / 1e9).abs() < 0.01, "{flop}");
}

#[test]
fn a_scenario_is_written_only_where_it_is_asked_for() {
    let home = folder("import-out");
    let config = fixture("qwen3-30b-a3b");
    let run = run_in(&home, &["import", &config, "--as", "my-qwen", "--out", "my.ron"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("wrote my.ron"), "{}", run.err);
    let estimate = run_in(&home, &["estimate", "my.ron", "--set", "convention=causal", "--json"]).json();
    assert_eq!(estimate["scenario"]["id"], "my-qwen");
    assert!(estimate["figures"]["training_compute_flop"]["value"].as_f64().unwrap() > 1e23);
    let text = std::fs::read_to_string(home.join("my.ron")).unwrap();
    assert!(text.contains("head_norms: \"shared\"") && text.contains("plan for a dense 7B model"), "{text}");
    // Something else is never overwritten.
    std::fs::write(home.join("notes.ron"), "mine").unwrap();
    let refused = run_in(&home, &["import", &config, "--out", "notes.ron"]);
    assert_eq!(
        (refused.code, std::fs::read_to_string(home.join("notes.ron")).unwrap().as_str()),
        (5, "mine")
    );
    assert!(!home.join("qwen3-30b-a3b.ron").exists());
}

#[test]
fn wrong_files_are_named_with_their_place() {
    let home = with_file(
        "import-wrong",
        "config.json",
        b"{\n  \"model_type\": \"llama\",\n  \"hidden_size\": \"x\"\n}",
    );
    let run = run_in(&home, &["import", "config.json"]);
    assert_eq!(run.code, 5);
    assert!(
        run.err.contains("config.json:3:3: expected a number for hidden_size but found \"x\""),
        "{}",
        run.err
    );
    std::fs::write(home.join("cut.safetensors"), [255, 0, 0, 0, 0, 0, 0, 0, b'{', b'}']).unwrap();
    let cut = run_in(&home, &["import", "cut.safetensors"]);
    assert_eq!(cut.code, 5, "{}", cut.out);
    // The broken configuration beside it is not what was asked for.
    assert!(cut.err.contains("cut.safetensors: is cut off"), "{}", cut.err);
    assert_eq!(run_in(&home, &["import", "nothing.json"]).code, 5);
}

#[test]
fn an_unknown_family_gives_a_partial_result_that_can_be_completed() {
    let home =
        with_file("import-partial", "config.json", b"{\"model_type\": \"new\", \"hidden_size\": 4096}");
    let partial = run_in(&home, &["import", "config.json"]).ok();
    assert!(
        partial.contains("no known family (new)") && partial.contains("missing: number of layers"),
        "{partial}"
    );
    let refused = run_in(&home, &["import", "config.json", "--out", "new.ron"]);
    assert!(refused.code == 5 && refused.err.contains("give the total"), "{}", refused.err);
    let given = run_in(&home, &["import", "config.json", "--total", "8B", "--out", "new.ron"]);
    assert_eq!(given.code, 0, "{}", given.err);
    assert_eq!(run_in(&home, &["estimate", "new.ron"]).code, 0);
}

/// The index of DeepSeek-V3 beside its configuration: 685 B on file are 671 B and the prediction layer.
#[test]
fn weights_are_counted_beside_the_architecture() {
    let home = folder("import-weights");
    std::fs::copy(fixture("deepseek-v3"), home.join("config.json")).unwrap();
    let index = r#"{"metadata": {"total_size": 688586727753}, "weight_map": {
        "model.layers.61.shared_head.head.weight": "a.safetensors", "model.norm.weight": "b.safetensors"}}"#;
    std::fs::write(home.join("model.safetensors.index.json"), index).unwrap();
    let report = run_in(&home, &["import", "model.safetensors.index.json", "--json"]).json();
    let billions = |value: &serde_json::Value| format!("{:.1}", value.as_f64().unwrap() / 1e9);
    assert_eq!(billions(&report["weights"]["total"]), "684.5");
    assert_eq!(billions(&report["weights"]["backbone"]), "671.0");
    assert_eq!(report["weights"]["extras"][0]["module"], "prediction layers (MTP)");
    assert_eq!(report["figures"]["total"]["value"], 671_026_419_200.0);
    let all = run_in(&home, &["import", "."]).ok();
    assert!(all.contains("weights: all"), "{all}");
}
