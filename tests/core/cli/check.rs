//! `flopwise check`: claims, shipped and made up, with everything that the verdict rests on.

use super::{folder, run, run_in};

fn ids(list: &serde_json::Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_keys_of_the_json_are_stable() {
    let report = run(&["check", "gpt-4-semianalysis", "--json"]).json();
    super::keeps_keys(&report, include_str!("keys/claim_check.txt"));
}

/// DeepSeek-V3 Technical Report, table 1: 2,788,000 hours at $2.
#[test]
fn a_shipped_claim_is_checked_in_every_respect() {
    let report = run(&["check", "deepseek-v3-cost", "--json"]).json();
    assert_eq!(report["schema"], "flopwise/claim-check");
    assert_eq!(report["verdict"]["id"], "holds");
    assert_eq!(report["claim"]["rung"], "B");
    assert_eq!(report["arithmetic"]["result"]["value"], 5_576_000.0);
    assert_eq!(report["arithmetic"]["rests_on_ours"].as_array().unwrap().len(), 0);
    assert_eq!(report["price"]["outcome"], "quoted");
    let mfu = report["physics"]["mfu_6nd_16_bit"].as_f64().unwrap();
    assert!((mfu - 0.3463).abs() < 1e-4, "{mfu}");
    assert_eq!(ids(&report["like_for_like"], "rung"), ["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
    assert!(report["like_for_like"][7]["rival_reason"].as_str().unwrap().contains("fleet"));
    let inputs = ids(&report["conditions"], "input");
    for input in ["active_params", "tokens", "mfu", "reported_hours", "rental_price"] {
        assert!(inputs.contains(&input.to_owned()), "{input} in {inputs:?}");
    }
    let text = run(&["check", "deepseek-v3-cost"]).ok();
    for expected in ["holds, on its rung", "2,788,000 h × $2.00/h", "ablation", "Bears it out", "1/14"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    assert!(!text.contains("Speaks against it"), "{text}");
}

#[test]
fn every_shipped_claim_has_a_verdict() {
    let claims = run(&["presets", "list", "claims", "--json"]).json();
    let verdicts: Vec<_> = ids(&claims["presets"], "id")
        .iter()
        .map(|id| run(&["check", id, "--json"]).json()["verdict"]["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        verdicts,
        [
            "holds",             // DeepSeek-V3's $5.576 M
            "holds",             // and its 2.788 M hours
            "plausible",         // R1's $294 K: without tokens, no utilization
            "mixed-scopes",      // 1/18 of GPT-4
            "plausible",         // GPT-4's $63 M, a leak
            "depends-on-rung",   // GPT-4's more than $100 M
            "plausible",         // GPT-4's $78 M, an estimate
            "plausible",         // Llama 3.1 405B's hours, which nothing adds up to
            "holds",             // Llama 3.1's 39.3 M hours of three sizes
            "plausible",         // its emissions, with our emission factor
            "plausible",         // and those of 405B
            "cannot-be-checked", // Claude 3.5 Sonnet: circular
            "plausible",         // Kimi K2's rumor
            "cannot-be-checked", // gpt-oss-120b: no tokens
            "cannot-be-checked", // DeepSeek's fleet
            "plausible",         // BLOOM's 433 MWh, bookkeeping
            "not-possible",      // DeepSeek-V2's 172,800 hours
        ]
    );
}

#[test]
fn a_claim_of_ones_own_is_checked_alike() {
    let report = run(&[
        "check",
        "--figure",
        "cost",
        "--value",
        "$5.576M",
        "--scenario",
        "deepseek-v3",
        "--rung",
        "b",
        "--set",
        "price=2",
        "--set",
        "reported_hours=2.788M",
        "--rival",
        "llama-3.1-405b",
        "--json",
    ])
    .json();
    assert_eq!(report["verdict"]["id"], "holds");
    assert_eq!(report["claim"]["status"], "yours");
    assert_eq!(report["rival"], "llama-3.1-405b");
    // Llama 3.1 model card: 30.84 M hours, at the same $2.
    let ratio = report["ratio"]["ratio"].as_f64().unwrap();
    assert!((1.0 / ratio - 11.06).abs() < 0.01, "{ratio}");
    let impossible =
        run(&["check", "--figure", "hours", "--value", "500k", "--scenario", "deepseek-v3", "--json"]);
    assert_eq!(impossible.json()["verdict"]["id"], "not-possible");
    let bound = run(&["check", "--figure", "cost", "--value", "> $100M", "--scenario", "gpt-4-epoch"]).ok();
    assert!(bound.contains("plausible on some rungs only"), "{bound}");
}

#[test]
fn a_claim_may_be_about_a_file_of_ones_own() {
    let home = folder("check-own");
    let preset = include_str!("../../../presets/scenarios/llama-3.1-70b.ron");
    std::fs::write(home.join("mine.ron"), preset.replace("id: \"llama-3.1-70b\"", "id: \"mine\"")).unwrap();
    let report =
        run_in(&home, &["check", "--figure", "hours", "--value", "7M", "--scenario", "mine.ron", "--json"]);
    assert_eq!(report.json()["scenario"]["id"], "mine");
    // And may itself stand in a file.
    let claims = home.join("home/data/claims");
    std::fs::create_dir_all(&claims).unwrap();
    std::fs::write(claims.join("mine.ron"), include_str!("../../data/user/claims/my-claims.ron")).unwrap();
    let text = run_in(&home, &["check", "my-ratio"]).ok();
    assert!(text.contains("mixed scopes") && text.contains("my-claim"), "{text}");
}

/// The same seed gives the same digits, another one others; more samples have a smaller standard error.
#[test]
fn samples_can_be_chosen() {
    let sampled = |more: &[&str]| {
        let report = run(&[&["check", "gpt-4-semianalysis", "--json"], more].concat()).json();
        report["samples"][0].clone()
    };
    let usual = sampled(&[]);
    assert_eq!(usual, sampled(&["--seed", "42"]));
    let other = sampled(&["--seed", "7", "--samples", "10k"]);
    assert_eq!(other["seed"], 7);
    assert!((10_000..20_000).contains(&other["samples"].as_u64().unwrap()), "{other}");
    assert_ne!(usual["p50"], other["p50"]);
}

#[test]
fn what_is_wrong_is_named() {
    let fails = |arguments: &[&str], code: i32, expected: &[&str]| {
        let run = run(&[&["check"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}: {}", run.err);
        for part in expected {
            assert!(run.err.contains(part), "{arguments:?}: {part:?} in {}", run.err);
        }
    };
    fails(&[], 2, &["name a claim", "--figure"]);
    fails(&["deepseek-v3-costs"], 3, &["nearest", "deepseek-v3-cost", "presets list claims"]);
    fails(&["deepseek-v3-cost", "--figure", "cost"], 2, &["cannot be used with"]);
    fails(&["deepseek-v3-cost", "--rival", "gpt-5"], 3, &["gpt-5", "gpt-4"]);
    fails(&["deepseek-v3-cost", "--samples", "many"], 3, &["samples", "many"]);
    fails(&["deepseek-v3-cost", "--set", "prise=2"], 3, &["prise", "price"]);
    let own = |value, scenario, rung| {
        ["--figure", "cost", "--value", value, "--scenario", scenario, "--rung", rung]
    };
    fails(&own("lots", "deepseek-v3", "B"), 3, &["--value", "lots", "$5.6M"]);
    fails(&own("$5M", "deepseek-v33", "B"), 3, &["deepseek-v33", "deepseek-v3"]);
    fails(&own("$5M", "deepseek-v3", "K"), 3, &["--rung", "A to I"]);
    fails(&own("$5M", "missing.ron", "B"), 5, &["missing.ron"]);
    fails(&["--figure", "costs", "--value", "$5M", "--scenario", "deepseek-v3"], 2, &["cost", "hours"]);
    fails(&["--figure", "cost", "--scenario", "deepseek-v3"], 2, &["--value"]);
}
