//! `flopwise compare`: the same table in every format.

use super::{figure, folder, run, run_in};

const THREE: [&str; 4] = ["compare", "deepseek-v3", "llama-3.1-405b", "gpt-4-epoch"];

fn three(more: &[&str]) -> super::Run {
    run(&[&THREE[..], more].concat())
}

#[test]
fn the_json_has_every_figure_and_its_ratio_to_the_baseline() {
    let report = three(&["--json"]).json();
    assert_eq!(report["schema"], "flopwise/comparison");
    assert_eq!(report["version"], 1);
    assert_eq!(report["baseline"], "deepseek-v3");
    let rows = report["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["ratio_to_baseline"]["cost_usd"], 1.0);
    assert_eq!(rows[0]["is_baseline"], true);
    // Llama 3.1 model card: 30.84 M hours, at the same $2.
    assert_eq!(figure(&rows[1], "cost_usd"), 61_680_000.0);
    let ratio = rows[1]["ratio_to_baseline"]["cost_usd"].as_f64().unwrap();
    assert!((ratio - 11.062).abs() < 0.001, "{ratio}");
    let badges: Vec<_> = report["badges"].as_array().unwrap().iter().map(|badge| &badge["id"]).collect();
    assert_eq!(badges, ["mixed-price-year"]);
    assert!(report["headline"].as_str().unwrap().contains("1/14 of"), "{}", report["headline"]);
    // Each row is what the estimate of the scenario alone says.
    let alone = run(&["estimate", "gpt-4-epoch", "--json"]).json();
    assert_eq!(rows[2]["figures"], alone["figures"]);
}

#[test]
fn the_keys_of_the_json_are_stable() {
    super::keeps_keys(&three(&["--json"]).json(), include_str!("keys/comparison.txt"));
}

#[test]
fn the_text_names_scope_prices_and_what_is_uneven() {
    let text = three(&[]).ok();
    for expected in [
        "Scope B – Final run, rental",
        "$5.58 M",
        "11.1×",
        "$61.7 M",
        "H800, assumed, 2024",
        "mixed price year",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    let home = folder("mixed-scope");
    let preset = include_str!("../../../presets/scenarios/deepseek-r1.ron");
    std::fs::write(home.join("with-base.ron"), preset.replace("scope: \"B\"", "scope: \"C\"")).unwrap();
    let mixed = run_in(&home, &["compare", "deepseek-v3", "with-base.ron"]).ok();
    assert!(mixed.contains("mixed scope"), "{mixed}");
    assert!(mixed.contains("B Final run") && mixed.contains("C + RL / base"), "{mixed}");
}

#[test]
fn a_baseline_and_one_price_can_be_chosen() {
    let report = three(&["--json", "--baseline", "llama-3.1-405b", "--same-price"]).json();
    assert_eq!(report["baseline"], "llama-3.1-405b");
    let rows = report["rows"].as_array().unwrap();
    // Epoch AI's 57 M hours at Llama's $2.
    assert_eq!(
        rows[2]["figures"]["rental_cost_usd"]["value"].as_f64().unwrap()
            / figure(&rows[2], "accelerator_hours"),
        2.0
    );
    assert!(rows[0]["ratio_to_baseline"]["cost_usd"].as_f64().unwrap() < 0.1);
    assert_eq!(three(&["--baseline", "gpt-2"]).code, 2);
}

#[test]
fn a_setting_goes_to_every_scenario() {
    let report = three(&["--json", "--set", "price=3", "--set", "scope=A"]).json();
    for row in report["rows"].as_array().unwrap() {
        assert_eq!(row["scenario"]["scope"]["id"], "A");
        assert_eq!(figure(row, "rental_cost_usd") / figure(row, "accelerator_hours"), 3.0);
    }
}

/// The first four columns, whose numbers are published; every format shows the same ones.
#[test]
fn every_table_format_carries_the_same_numbers() {
    let csv = three(&["--csv"]).ok();
    let lines: Vec<Vec<&str>> = csv.split("\r\n").map(|line| line.split(',').collect()).collect();
    let column = |id: &str| lines[0].iter().position(|head| *head == id).unwrap();
    assert_eq!(lines[1][column("id")], "deepseek-v3");
    assert_eq!(lines[1][column("cost_usd")], "5576000");
    assert_eq!(lines[1][column("training_compute_flop")], "3.2856e24");
    assert_eq!(lines[2][column("cost_usd")], "61680000");
    assert_eq!(lines[2][column("accelerator_hours")], "30840000");
    assert_eq!(lines[1][column("cost_usd_status")], "derived");
    assert!(lines.iter().filter(|line| line.len() > 1).all(|line| line.len() == lines[0].len()));

    let tsv = three(&["--tsv"]).ok();
    let lines: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    let cost = lines[0].iter().position(|head| *head == "Cost at this scope (USD)").unwrap();
    assert_eq!(
        [lines[1][cost], lines[2][cost]].map(|cell| cell.parse::<f64>().unwrap()),
        [5_576_000.0, 61_680_000.0]
    );

    let markdown = three(&["--markdown"]).ok();
    let lines: Vec<&str> = markdown.lines().collect();
    assert_eq!(lines.len(), 5, "{markdown}");
    assert!(lines[0].starts_with("| Scenario | Scope | Cost | Ratio | Hours | Compute |"), "{markdown}");
    assert!(
        lines[2].starts_with("| DeepSeek-V3 | B Final run | $5.58 M | 1.00× | 2.79 M h | 3.29 × 10²⁴ FLOP |"),
        "{markdown}"
    );
    assert!(
        lines[3].starts_with("| Llama 3.1 405B | B Final run | $61.7 M | 11.1× | 30.8 M h |"),
        "{markdown}"
    );
}

#[test]
fn without_names_the_runs_of_the_first_screen_are_compared() {
    let report = run(&["compare", "--json"]).json();
    let ids: Vec<_> =
        report["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, flopwise::files::DEFAULT_COMPARISON);
}
