//! `flopwise simulate` and `flopwise sensitivity`: how sure a figure is, and what makes it uncertain.

use super::run;

/// DeepSeek-V3's pre-training with derived hours, price and MFU as ranges.
const UNCERTAIN: [&str; 9] = [
    "deepseek-v3",
    "--set",
    "scope=A",
    "--set",
    "hours=derived",
    "--set",
    "price=1.5 to 3.5",
    "--set",
    "mfu=25% to 45%",
];

fn with(command: &str, more: &[&str]) -> super::Run {
    run(&[&[command], &UNCERTAIN[..], more].concat())
}

#[track_caller]
fn near(value: &serde_json::Value, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value / expected - 1.0).abs() < 0.005, "{value} instead of {expected}");
}

#[test]
fn ranges_on_the_command_line_give_percentiles() {
    let report = with("simulate", &["--json"]).json();
    let cost = &report["figures"][0];
    near(&cost["p5"]["value"], 3.76e6);
    near(&cost["p50"]["value"], 6.30e6);
    near(&cost["p95"]["value"], 10.55e6);
    assert_eq!(report["samples"], 102_400);
    assert_eq!(report["seed"], 42);
    let text = with("simulate", &["--below", "$5.576M"]).ok();
    assert!(
        text.contains("P50 $6.301 M") && text.contains("checked against the exact log-normal result"),
        "{text}"
    );
    assert!(text.contains("of samples are below"), "{text}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let run = |seed: &str| with("simulate", &["--json", "--seed", seed, "--samples", "10000"]).ok();
    assert_eq!(run("7"), run("7"));
    assert_ne!(run("7"), run("8"));
}

#[test]
fn sensitivity_names_the_price_first() {
    let report = with("sensitivity", &["--json"]).json();
    assert_eq!(report["tornado"]["bars"][0]["input"], "rental_price");
    near(&report["variance"]["shares"][0]["first_order"], 0.675);
    let table = with("sensitivity", &["--markdown"]).ok();
    assert!(table.starts_with("| Input"), "{table}");
}

#[test]
fn a_ratio_is_simulated_against_a_rival() {
    let report =
        run(&["simulate", "deepseek-v3", "--against", "gpt-4-epoch", "--below", "10%", "--json"]).json();
    assert_eq!(report["rival"], "gpt-4-epoch");
    let share = &report["figures"][0]["below"][0];
    assert_eq!(share["value"], 0.1);
    assert!(share["share_below"]["value"].as_f64().unwrap() > 0.9, "{share:#}");
}

#[test]
fn what_goes_together_is_drawn_together() {
    let spread = |more: &[&str]| {
        let cost = with("simulate", &[more, &["--json"]].concat()).json()["figures"][0].clone();
        cost["p95"]["value"].as_f64().unwrap() / cost["p5"]["value"].as_f64().unwrap()
    };
    // A high price with a high MFU: they offset each other.
    assert!(spread(&["--set", "correlation=price, mfu, 0.8"]) < 0.8 * spread(&[]));
    // The same price on both sides cancels.
    let ratio = |more: &[&str]| {
        let base =
            ["simulate", "deepseek-v3", "--against", "llama-3.1-405b", "--set", "price=1.5 to 3.5", "--json"];
        let cost = run(&[&base[..], more].concat()).json()["figures"][0].clone();
        cost["p95"]["value"].as_f64().unwrap() / cost["p5"]["value"].as_f64().unwrap()
    };
    assert!(ratio(&["--set", "shared=price"]) < 1.0 + 1e-9);
    assert!(ratio(&[]) > 2.0);
}

#[test]
fn what_cannot_be_drawn_is_explained() {
    for (arguments, words) in [
        (&["simulate", "deepseek-v3", "--set", "price=3.5 to 1.5"][..], "write the lower end first"),
        (&["simulate", "deepseek-v3", "--set", "mfu=25% to 145%"], "outside"),
        (&["simulate", "deepseek-v3", "--set", "price=1 to 2 triangel"], "did you mean triangular?"),
        (
            &["simulate", "deepseek-v3", "--set", "correlation=mfu, price, 0.5"],
            "is no range; give it one first",
        ),
        (&["simulate", "deepseek-v3", "--set", "correlation=mfu"], "two inputs and a number"),
        (&["simulate", "deepseek-v3", "--samples", "3"], "outside 1000 to 10000000"),
        (&["simulate", "deepseek-v3", "--sampling", "sobel"], "sobol"),
        (&["simulate", "deepseek-v3", "--figure", "csot"], "nearest"),
        (&["simulate", "deepseek-v3", "--below", "a lot"], "--below"),
        (&["sensitivity", "deepseek-v3", "--against", "gpt-5"], "no scenario"),
    ] {
        let run = run(arguments);
        assert_eq!(run.code, 3, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
    let idle = run(&["sensitivity", "deepseek-v3", "--set", "mfu=25% to 45%"]).ok();
    assert!(idle.contains("moves nothing here"), "{idle}");
}
