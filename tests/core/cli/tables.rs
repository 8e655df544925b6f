//! `import` of tables, `audit` and `providers`: previews first, files only where asked for.

use std::fs;
use std::path::Path;

use super::{Run, folder, run_in};

fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name);
    path.to_string_lossy().into_owned()
}

#[test]
fn a_price_list_becomes_quotes_that_the_next_command_knows() {
    let home = folder("tables-prices");
    let lambda = data("skypilot_lambda.csv");
    let preview = run_in(&home, &["import", &lambda]).ok();
    assert!(preview.contains("$10.32 ÷ 8") && preview.contains("$1.29/h") && preview.contains("$0.55/h"));
    assert!(preview.contains("--date:"));
    assert_eq!(fs::read_dir(&home).unwrap().count(), 0, "a preview writes nothing");

    let out = home.join("home/data/prices/lambda.ron");
    fs::create_dir_all(out.parent().unwrap()).unwrap();
    let out = out.to_string_lossy().into_owned();
    let undated = run_in(&home, &["import", &lambda, "--out", &out]);
    assert_eq!(undated.code, 2);
    assert!(undated.err.contains("--provider is needed") && undated.err.contains("--date is needed"));
    let arguments =
        ["import", &lambda, "--provider", "Lambda", "--date", "2025-01-31", "--out", &out, "--json"];
    let written = run_in(&home, &arguments).json();
    assert_eq!(written["would_create"], 5);
    assert_eq!(written["unknown_names"][0]["name"], "RTX6000");

    let rows = run_in(&home, &["providers", "h100-sxm", "--as-of", "2025-02-01", "--json"]).json();
    let rows = rows["rows"].as_array().unwrap().clone();
    let row = rows.iter().find(|row| row["quote"] == "lambda-gpu-8x-h100-sxm5-2025-01-31").unwrap();
    assert_eq!((row["age_days"].as_f64(), row["exact"].as_bool()), (Some(1.0), Some(true)));
}

#[test]
fn a_file_of_another_kind_is_not_overwritten() {
    let home = folder("tables-kinds");
    let there = home.join("notes.txt");
    fs::write(&there, "my notes").unwrap();
    let out = there.to_string_lossy().into_owned();
    let lambda = data("skypilot_lambda.csv");
    let run = run_in(&home, &["import", &lambda, "--provider", "x", "--date", "2025", "--out", &out]);
    assert_eq!(run.code, 5, "{}", run.err);
    assert_eq!(fs::read_to_string(&there).unwrap(), "my notes");
}

#[test]
fn one_row_of_a_table_of_models_becomes_a_scenario() {
    let home = folder("tables-epoch");
    let epoch = data("epoch_models.csv");
    let row = ["import", &epoch, "--row", "EXAONE Deep 32B", "--as", "my-exaone", "--base", "dense-70b"];
    run_in(&home, &[&row[..], &["--out", "exaone.ron"]].concat()).ok();
    let estimate = run_in(&home, &["estimate", "exaone.ron", "--json"]).json();
    assert_eq!(estimate["figures"]["accelerator_hours"]["value"], 1_105_920.0);
    let wrong = run_in(&home, &["import", &epoch, "--row", "EXAONE"]);
    assert!(wrong.code == 5 && wrong.err.contains("nearest: EXAONE Deep 32B"), "{}", wrong.err);
}

#[test]
fn an_audit_names_the_column_that_the_total_leaves_out() {
    let home = folder("tables-audit");
    let fleet = data("fleet.md");
    let run = run_in(&home, &["audit", &fleet, "--only", "H20,H800,H100"]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("the sum leaves out H100"), "{}", run.out);
    assert!(run.out.contains("$1.64 B") && run.out.contains("$1.42 B"));
    let Run { out: markdown, .. } = run_in(&home, &["audit", &fleet, "--markdown"]);
    assert!(markdown.contains("1,290 ✗ $1.64 B"), "{markdown}");
    let report = run_in(&home, &["audit", &fleet, "--json"]);
    let report: serde_json::Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(report["reconciles"], false);
    assert_eq!(report["checks"].as_array().unwrap().len(), 7);
}

#[test]
fn providers_sort_by_the_column_one_cares_about() {
    let home = folder("tables-providers");
    let rows = run_in(&home, &["providers", "deepseek-v3", "--sort", "spot", "--json"]).json();
    let rows = rows["rows"].as_array().unwrap();
    let spot: Vec<f64> = rows.iter().map_while(|row| row["usd_per_hour"]["spot"].as_f64()).collect();
    assert!(spot.len() > 1 && spot.windows(2).all(|pair| pair[0] <= pair[1]), "{spot:?}");
    let wrong = run_in(&home, &["providers", "deepseek-v3", "--sort", "cheapness"]);
    assert!(wrong.code == 2 && wrong.err.contains("on-demand"));
    let none = run_in(&home, &["providers", "h100-sxm", "--as-of", "2015"]);
    assert_eq!(none.code, 4, "{}", none.err);
}
