//! `flopwise estimate`: the numbers of the library, digit by digit.

use super::{command, digits, figure, folder, keeps_keys, run, run_in};
use flopwise::analysis::evaluate;
use flopwise::estimate::FigureId;
use flopwise::files::Library;
use flopwise::files::presets::shipped_catalog;
use serde_json::{Value, json};

fn v3(settings: &[&str]) -> Value {
    let mut arguments = vec!["estimate", "deepseek-v3", "--json"];
    for setting in settings {
        arguments.extend(["--set", setting]);
    }
    run(&arguments).json()
}

/// DeepSeek-V3 Technical Report, table 1: 2.788 M hours at $2; 6 × 37 B × 14.8 T.
#[test]
fn the_published_figures_of_deepseek_v3() {
    let report = v3(&[]);
    assert_eq!(report["schema"], "flopwise/estimate");
    assert_eq!(report["version"], 1);
    assert_eq!(figure(&report, "cost_usd"), 5_576_000.0);
    assert_eq!(figure(&report, "rental_cost_usd"), 5_576_000.0);
    assert_eq!(figure(&report, "accelerator_hours"), 2_788_000.0);
    assert_eq!(figure(&report, "training_compute_flop"), 3.2856e24);
    assert!((figure(&report, "mfu") - 0.346_26).abs() < 1e-5);
    assert_eq!(report["scenario"]["scope"]["id"], "B");
    assert_eq!(report["scenario"]["hours_basis"], "reported");
    assert_eq!(report["scenario"]["convention"], "6nd");
    assert!(report["headline"].as_str().unwrap().starts_with("DeepSeek-V3 final run: $5.58 M"));
}

#[test]
fn the_switches_of_the_window_and_prices_can_be_set() {
    assert_eq!(figure(&v3(&["price=3.49"]), "cost_usd"), 9_730_120.0);
    assert_eq!(figure(&v3(&["rental_price=$3.49/h"]), "cost_usd"), 9_730_120.0);
    let pretraining = v3(&["scope=A"]);
    assert_eq!(figure(&pretraining, "cost_usd"), 5_328_000.0);
    assert_eq!(pretraining["scenario"]["scope"]["id"], "A");
    let derived = v3(&["scope=a", "hours=derived"]);
    let hours = figure(&derived, "accelerator_hours");
    assert_eq!(hours, figure(&derived, "derived_hours"));
    // 3.2856e24 FLOP at 34.63 % of 989.4 TFLOP/s.
    assert!((hours - 2_663_715.2).abs() < 0.1, "{hours}");
    assert_eq!(derived["scenario"]["hours_basis"], "derived");
}

#[test]
fn an_edited_input_is_yours_and_remembers_what_it_replaced() {
    let report = v3(&["tokens=20T", "hours=derived"]);
    let tokens = &report["inputs"]["tokens"];
    assert_eq!(tokens["value"], 2e13);
    assert_eq!(tokens["status"], "yours");
    assert_eq!(tokens["replaced"]["value"], 1.48e13);
    assert_eq!(tokens["replaced"]["status"], "reported");
    assert_eq!(report["figures"]["training_compute_flop"]["status"], "yours");
    assert_eq!(report["inputs"]["active_params"]["source"], "DeepSeek-V3 Technical Report");
}

/// One engine: what the command prints is what the library calculates, for every shipped scenario and figure.
#[test]
fn every_figure_of_every_preset_equals_the_librarys_to_the_last_digit() {
    let catalog = shipped_catalog().unwrap();
    let library = Library::load(catalog, None);
    assert!(library.errors.is_empty(), "{:?}", library.errors);
    for entry in &library.scenarios {
        let evaluation = evaluate(catalog, &entry.scenario).unwrap();
        let text = run(&["estimate", &entry.id, "--json"]).ok();
        let report: Value = serde_json::from_str(&text).unwrap();
        for id in FigureId::ALL {
            let shown = &report["figures"][id.id()];
            assert_eq!(shown["unit"], id.dimension().unit(), "{} {}", entry.id, id.id());
            match evaluation.figure(*id) {
                Ok(known) => {
                    assert_eq!(digits(&text, id.id()).parse(), Ok(known.value), "{} {}", entry.id, id.id());
                    assert_eq!(shown["status"], known.status.id());
                }
                Err(reason) => {
                    let expected = json!({
                        "value": null, "unit": id.dimension().unit(), "status": "missing",
                        "reason": reason.to_string(),
                    });
                    assert_eq!(*shown, expected);
                }
            }
        }
    }
}

#[test]
fn the_ladder_has_every_rung_with_its_own_status() {
    let report = v3(&[]);
    let ladder = report["ladder"].as_array().unwrap();
    let letters: Vec<_> = ladder.iter().map(|rung| rung["id"].as_str().unwrap()).collect();
    assert_eq!(letters, ["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
    for (rung, dollars) in [(0, 5_328_000.0), (1, 5_576_000.0), (2, 5_870_000.0)] {
        assert_eq!(ladder[rung]["cost_usd"]["value"], dollars);
        assert_eq!(ladder[rung]["chosen"], rung == 1);
    }
    assert_eq!(ladder[7]["cost_usd"]["status"], "speculative");
    // A rung's status is that of the scenario set to the rung.
    for (letter, rung) in letters.iter().zip(ladder) {
        let alone = v3(&[&format!("scope={letter}")]);
        assert_eq!(alone["figures"]["cost_usd"], rung["cost_usd"], "{letter}");
    }
}

#[test]
fn the_keys_of_the_json_are_stable() {
    let mut report = v3(&["price=3"]);
    let inputs = report.as_object_mut().unwrap().remove("inputs").unwrap();
    keeps_keys(&report, include_str!("keys/estimate.txt"));
    keeps_keys(&inputs["rental_price"], include_str!("keys/input.txt"));
}

#[test]
fn the_text_says_what_the_number_includes_and_where_it_comes_from() {
    let text = run(&["estimate", "deepseek-v3"]).ok();
    for expected in [
        "DeepSeek-V3 final run: $5.58 M",
        "Scope       B – Final run, rental",
        "Leaves out",
        "5,576,000",
        "3.2856e24",
        ">  B     Final run, rental",
        "phase2.reported_hours",
        "DeepSeek-V3 Technical Report, table 1",
        "compute-partial",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    assert!(text.lines().all(|line| !line.ends_with(' ')), "trailing space");
}

#[test]
fn two_runs_give_the_same_bytes() {
    for format in [&["estimate", "deepseek-v3"][..], &["estimate", "deepseek-v3", "--json"]] {
        assert_eq!(run(format).ok(), run(format).ok());
    }
}

#[test]
fn a_scenario_may_be_a_file_or_one_of_the_users_own_presets() {
    let home = folder("own");
    let text = run(&["presets", "show", "deepseek-v3", "--ron"]).ok().replace("\"deepseek-v3\"", "\"mine\"");
    std::fs::write(home.join("my run.ron"), &text).unwrap();
    let report = run_in(&home, &["estimate", "my run.ron", "--json"]).json();
    assert_eq!(report["scenario"]["id"], "mine");
    assert_eq!(figure(&report, "cost_usd"), 5_576_000.0);
    let presets = home.join("home/data/scenarios");
    std::fs::create_dir_all(&presets).unwrap();
    std::fs::write(presets.join("own.ron"), &text).unwrap();
    let report = run_in(&home, &["estimate", "mine", "--json"]).json();
    assert_eq!(figure(&report, "cost_usd"), 5_576_000.0);
}

#[test]
fn warnings_are_in_the_json_and_on_standard_error() {
    // All 671 B parameters taken as active: four fifths of the peak at most would be left.
    let run = run(&["estimate", "deepseek-v3", "--json", "--set", "active_params=671B"]);
    assert!(run.err.contains("[total-as-active]"), "{}", run.err);
    let report = run.json();
    let codes: Vec<_> = report["advisories"].as_array().unwrap().iter().map(|a| &a["code"]).collect();
    assert!(codes.contains(&&json!("total-as-active")), "{codes:?}");
}

/// A reader that has seen enough must not look like a crash.
#[test]
fn a_closed_pipe_is_no_error() {
    let home = folder("pipe");
    for arguments in
        [&["estimate", "deepseek-v3", "--json"][..], &["presets", "list", "prices", "--json"], &["--help"]]
    {
        let mut child = command(&home, arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
