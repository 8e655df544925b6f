//! `flopwise presets`: what there is to start from.

use super::run;

#[test]
fn every_kind_lists_in_every_format() {
    for kind in ["scenarios", "accelerators", "prices", "sites", "runs", "claims"] {
        let report = run(&["presets", "list", kind, "--json"]).json();
        assert_eq!(report["schema"], "flopwise/presets");
        assert_eq!(report["kind"], kind);
        let count = report["presets"].as_array().unwrap().len();
        assert!(count >= 4, "{kind}: {count}");
        for format in ["--csv", "--tsv", "--markdown"] {
            let lines = run(&["presets", "list", kind, format]).ok().lines().count();
            let heads = if format == "--markdown" { 2 } else { 1 };
            assert_eq!(lines, count + heads, "{kind} {format}");
        }
        assert_eq!(run(&["presets", "list", kind]).ok().lines().count(), count + 1, "{kind}");
        let id = report["presets"][0]["id"].as_str().unwrap();
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c)), "{id}");
        let shown = run(&["presets", "show", id, "--kind", kind]).ok();
        assert!(shown.contains(id), "{shown}");
    }
}

/// NVIDIA's data sheet: 989.4 TFLOP/s dense in BF16, 700 W.
#[test]
fn a_card_shows_the_data_sheet_with_its_source() {
    let text = run(&["presets", "show", "H100"]).ok();
    for expected in ["h100-sxm", "989.4 TFLOP/s", "700 W", "Source"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    let report = run(&["presets", "show", "h100-sxm", "--json"]).json();
    assert_eq!(report["peak_bf16"]["value"], 989.4e12);
    assert_eq!(report["tdp"]["unit"], "W");
}

/// Wired, 17 April 2023: more than $100 million, and nothing on what it includes.
#[test]
fn a_claim_shows_what_was_said_and_what_was_not() {
    let text = run(&["presets", "show", "gpt-4-altman"]).ok();
    for expected in ["> $100M", "at-least", "unstated", "Sam Altman", "2023-04-17"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    let report = run(&["presets", "show", "gpt-4-altman", "--json"]).json();
    assert_eq!(report["value"]["value"], 100e6);
    assert_eq!(report["high"], serde_json::Value::Null);
}

#[test]
fn a_shown_scenario_has_every_input_with_its_source_and_is_a_file_to_start_from() {
    let text = run(&["presets", "show", "deepseek-v3"]);
    assert!(text.err.contains("--kind runs"), "{}", text.err);
    let text = text.ok();
    assert!(text.contains("14.8T") && text.contains("DeepSeek-V3 Technical Report, table 1"), "{text}");
    let report = run(&["presets", "show", "deepseek-v3", "--json"]).json();
    assert_eq!(report["inputs"]["rental_price"]["value"], 2.0);
    let ron = run(&["presets", "show", "deepseek-v3", "--ron"]).ok();
    assert!(ron.trim_start().starts_with('('), "{ron}");
    assert_eq!(run(&["presets", "show", "h100-sxm", "--ron"]).code, 2);
}
