//! `flopwise explain`: a figure down to its sources.

use super::{keeps_keys, run};

/// DeepSeek-V3 Technical Report, table 1.
#[test]
fn the_tree_of_the_cost_ends_in_cited_inputs() {
    let text = run(&["explain", "deepseek-v3", "cost_usd"]).ok();
    insta::assert_snapshot!("explain_cost", text);
}

#[test]
fn the_formula_of_compute_shows_the_published_numbers() {
    let text = run(&["explain", "deepseek-v3", "training_compute"]).ok();
    for expected in [
        "37e9 × 6 × 14.8e12 = 3.2856e24 FLOP",
        "37 B",
        "14.8 T tokens",
        "Active parameters",
        "(tokens), reported",
        "arXiv 2001.08361",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
}

#[test]
fn the_json_is_the_same_tree() {
    let report = run(&["explain", "deepseek-v3", "cost_usd", "--json"]).json();
    assert_eq!(report["schema"], "flopwise/explanation");
    assert_eq!(report["figure"], "cost_usd");
    let root = &report["explanation"];
    assert_eq!(root["value"], 5_576_000.0);
    let price = root["parts"].as_array().unwrap().iter().find(|part| part["id"] == "rental_price").unwrap();
    assert_eq!((&price["value"], &price["kind"]), (&2.0.into(), &"input".into()));
    keeps_keys(&report, include_str!("keys/explanation.txt"));
}

#[test]
fn a_figure_that_is_missing_says_what_it_needs() {
    let run = run(&["explain", "llama-3.1-405b", "serving_usd_per_day"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.contains("serving of this model is not known"), "{}", run.err);
}
