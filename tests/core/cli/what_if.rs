//! `flopwise solve`, `sweep` and `trend`: answers for people and scripts, and questions without one.

use super::{figure, keeps_keys, run};

#[test]
fn a_budget_and_a_deadline_are_solved_with_what_follows() {
    let tokens = run(&["solve", "dense-7b", "tokens", "--target", "$1M", "--json"]).json();
    assert!((tokens["input"]["value"].as_f64().unwrap() / 13.6e12 - 1.0).abs() < 0.005);
    assert_eq!(tokens["input"]["before"], 15e12);
    // To the hour, as published.
    assert!((figure(&tokens, "accelerator_hours") - 401_606.0).abs() < 0.5);
    assert!((tokens["figure"]["reached"].as_f64().unwrap() / 1e6 - 1.0).abs() < 1e-15);
    keeps_keys(&tokens, include_str!("keys/solution.txt"));
    let text = run(&["solve", "dense-70b", "gpus", "--figure", "days", "--target", "90 d"]).ok();
    for part in ["2,048 (2,047.2)", "--set accelerators=2048", "6.30 × 10²⁴ FLOP", "4.42 M h", "$11.0 M"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_setting_of_a_solution_gives_the_target() {
    let solved = run(&["solve", "deepseek-v3", "price", "--target", "gpt-4-epoch", "--json"]).json();
    assert_eq!(solved["figure"]["target_of"], "GPT-4 (Epoch AI)");
    let setting = solved["setting"].as_str().unwrap();
    assert!(!setting.contains('$'), "a shell would read {setting}");
    let report = run(&["estimate", "deepseek-v3", "--set", setting, "--json"]).json();
    assert_eq!(Some(figure(&report, "cost_usd")), solved["figure"]["reached"].as_f64());
}

#[test]
fn a_question_without_a_solution_exits_with_4_and_says_what_stands_in_the_way() {
    let fails = |arguments: &[&str], expected: &str| {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (4, ""), "{}", run.err);
        assert!(run.err.contains(expected), "{expected} in {}", run.err);
    };
    let derived = ["--set", "hours=derived", "--set", "scope=A"];
    fails(
        &[&["solve", "deepseek-v3", "mfu", "--target", "1M"], &derived[..]].concat(),
        "At the highest permitted MFU of 100 % the cost at this scope is $1.84 M, still above the target of $1.00 M",
    );
    fails(&["solve", "deepseek-v3", "mfu", "--target", "1M"], "choose hours=derived");
    fails(
        &["solve", "gpt-oss-120b", "tokens", "--figure", "serving_usd_per_day", "--target", "1M"],
        "enter accelerators",
    );
    fails(&["sweep", "deepseek-v3", "price=quotes", "--set", "scope=G"], "choose scope=B");
}

#[test]
fn a_wrong_question_names_what_would_do() {
    let fails = |arguments: &[&str], code: i32, expected: &[&str]| {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}: {}", run.err);
        for part in expected {
            assert!(run.err.contains(part), "{arguments:?}: {part:?} in {}", run.err);
        }
    };
    fails(&["solve", "deepseek-v3", "prise", "--target", "1M"], 3, &["prise", "price"]);
    fails(&["solve", "deepseek-v3", "scope", "--target", "1M"], 3, &["scope", "--set"]);
    fails(&["solve", "deepseek-v3", "price", "--figure", "cots", "--target", "1M"], 3, &["cots", "cost_usd"]);
    fails(&["solve", "deepseek-v3", "price", "--target", "3 kWh"], 3, &["--target", "US dollars", "$5.6M"]);
    fails(&["solve", "deepseek-v3", "price", "--target", "gpt-5"], 3, &["--target", "gpt-5", "scenario"]);
    fails(&["solve", "deepseek-v3", "price"], 2, &["--target"]);
    fails(&["sweep", "deepseek-v3"], 2, &["price=1,2,3"]);
    fails(&["sweep", "price=1,2"], 2, &["name a scenario"]);
    fails(&["sweep", "deepseek-v3", "price="], 3, &["rental_price", "$2.00"]);
    fails(&["sweep", "deepseek-v3", "price=1 to 4"], 3, &["1 to 4 in 7"]);
    fails(&["sweep", "deepseek-v3", "prise=1,2"], 3, &["prise", "price"]);
    fails(&["sweep", "deepseek-v3", "mfu=30%,130%"], 3, &["mfu", "100%"]);
    fails(&["sweep", "deepseek-v3", "active=37B,900B"], 3, &["active_params=900B", "exceed the total"]);
    fails(&["sweep", "deepseek-v3", "price=1,2", "mfu=3%,4%", "pue=1.1"], 2, &["one input or two"]);
    fails(&["sweep", "deepseek-v3", "gpt-4", "price=1,2", "mfu=3%,4%"], 2, &["one scenario at a time"]);
    fails(
        &["sweep", "deepseek-v3", "price=1 to 9 in 9000", "mfu=10% to 50% in 9000"],
        3,
        &["81,000,000 cells", "fewer values"],
    );
    fails(&["sweep", "deepseek-v3", "mfu=quotes"], 3, &["price=quotes"]);
    fails(&["sweep", "deepseek-v3", "price=1,2", "--stages", "3 h"], 2, &["accelerators="]);
    fails(&["sweep", "deepseek-v3", "price=1,2", "--beside", "3 h"], 2, &["--stages"]);
    fails(&["sweep", "deepseek-v3", "gpt-4", "phase5.tokens=1T"], 3, &["GPT-4 (leak): ", "phase5.tokens"]);
    fails(&["trend", "deepseek-v3", "--trend", "cost-declin"], 3, &["cost-decline"]);
    fails(&["trend", "deepseek-v3", "--rate", "0.5"], 3, &["above 1"]);
    fails(&["trend", "deepseek-v3", "--until", "soon"], 3, &["--until", "soon"]);
    fails(&["trend", "deepseek-v33"], 3, &["deepseek-v33", "deepseek-v3"]);
}

const TABLE: [&str; 8] = [
    "sweep",
    "deepseek-v3",
    "mfu=25%..50% step 5%",
    "price=1,1.5,2,2.5,3,4",
    "--set",
    "hours=derived",
    "--set",
    "scope=A",
];

fn table(more: &[&str]) -> super::Run {
    run(&[&TABLE[..], more].concat())
}

#[test]
fn the_table_of_price_and_mfu_reads_as_published() {
    let text = table(&["--set", "mfu=35%"]).ok();
    let line = |start: &str| {
        let line =
            text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start} in {text}"));
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(line("MFU")[1..], ["$1.00", "$1.50", "> $2.00", "$2.50", "$3.00", "$4.00"]);
    assert_eq!(line("25%")[1..], ["$3.69 M", "$5.53 M", "$7.38 M", "$9.22 M", "$11.1 M", "$14.8 M"]);
    assert_eq!(line("> 35%")[1..], ["$2.64 M", "$3.95 M", "$5.27 M", "$6.59 M", "$7.91 M", "$10.5 M"]);
    assert!(text.contains("now: MFU 35.0 %, Rental price $2.00/h; Cost at this scope $5.27 M"), "{text}");
}

#[test]
fn a_table_pastes_into_a_spreadsheet_a_script_and_a_page() {
    let tsv = table(&["--tsv"]).ok();
    let lines: Vec<Vec<&str>> = tsv.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((lines.len(), lines[0].len()), (7, 7));
    assert_eq!(lines[0][0], "MFU \\ Rental price (USD/accelerator-hour)");
    assert!(lines[1..].iter().flatten().all(|cell| cell.parse::<f64>().is_ok()), "{tsv}");
    let csv = table(&["--csv"]).ok();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[0]), (37, "mfu,rental_price,cost_usd"));
    let markdown = table(&["--markdown"]).ok();
    assert!(markdown.contains("\n| 25% | $3.69 M | $5.53 M |"), "{markdown}");
    let json = table(&["--json"]).json();
    assert_eq!(json["axes"][1]["values"][1], 1.5);
    let cell = json["scenarios"][0]["figures"]["cost_usd"]["values"][2][2].as_f64().unwrap();
    assert!((cell / 5.27e6 - 1.0).abs() < 0.005, "{cell}");
    keeps_keys(&json, include_str!("keys/sweep.txt"));
}

#[test]
fn a_cell_has_every_digit_of_the_estimate() {
    let json = table(&["--json"]).json();
    let cell = &json["scenarios"][0]["figures"]["cost_usd"]["values"][3][4];
    let estimate = ["estimate", "deepseek-v3", "--set", "hours=derived", "--set", "scope=A"];
    let report = run(&[&estimate[..], &["--set", "mfu=40%", "--set", "price=3", "--json"]].concat()).json();
    assert_eq!(cell.as_f64(), Some(figure(&report, "cost_usd")));
}

#[test]
fn several_figures_or_scenarios_stand_side_by_side() {
    let csv = run(&["sweep", "deepseek-v3", "price=1,2", "--figure", "cost,energy,days", "--csv"]).ok();
    assert!(csv.starts_with("rental_price,cost_usd,energy_kwh,wall_clock_days\r\n1,2788000,"), "{csv}");
    let csv = run(&["sweep", "deepseek-v3", "llama-3.1-405b", "price=1,2", "--csv"]).ok();
    assert!(
        csv.starts_with("rental_price,deepseek-v3_cost_usd,llama-3.1-405b_cost_usd\r\n1,2788000,30840000"),
        "{csv}"
    );
}

#[test]
fn an_input_that_moves_nothing_is_told_beside_the_table() {
    let plain = run(&["sweep", "deepseek-v3", "mfu=30%,40%", "--csv"]);
    assert!(plain.err.contains("hours are taken as reported; choose hours=derived"), "{}", plain.err);
    assert!(plain.ok().starts_with("mfu,cost_usd"));
    let text = run(&["sweep", "deepseek-v3", "mfu=30%,40%"]).ok();
    assert!(text.contains("choose hours=derived"), "{text}");
}

#[test]
fn quotes_price_the_run_and_break_even() {
    let text = run(&["sweep", "deepseek-v3", "price=quotes", "--against", "gpt-4-epoch"]).ok();
    for (start, price, cost) in [("2023-06-20", "$1.99/h", "$5.55 M"), ("2023-10-23", "$10.00/h", "$27.9 M")]
    {
        let found =
            text.lines().any(|line| line.starts_with(start) && line.contains(price) && line.contains(cost));
        assert!(found, "{start} {price} {cost} in {text}");
    }
    assert!(text.contains("Equal to $78.7 M of GPT-4 (Epoch AI) at $28.21/h"), "{text}");
    let json = run(&["sweep", "deepseek-v3", "price=quotes", "--json"]).json();
    assert!(json["costs"].as_array().unwrap().len() > 50);
    assert!(json["break_even_owning_usd_per_hour"].as_f64().unwrap() > 1.0);
}

#[test]
fn candidates_are_told_by_what_was_reported() {
    let stages = ["--stages", "198 h, 80 h", "--beside", "5k h", "--against", "147k h"];
    let text = run(&[&["sweep", "deepseek-r1", "accelerators=512,648"], &stages[..]].concat()).ok();
    assert!(text.contains("147 k h reported, $294 k: reproduced by 512\n"), "{text}");
    let csv = run(&[&["sweep", "deepseek-r1", "accelerators=512,648", "--csv"], &stages[..4]].concat()).ok();
    assert!(csv.contains("512,147336,294672,") && csv.contains("648,185144,370288,"), "{csv}");
    // Of any input: which count of parameters reproduces the published compute?
    let json = ["sweep", "deepseek-v3", "active=37B,671B", "--figure", "compute", "--against", "3.29e24"];
    let text = run(&json).ok();
    assert!(text.lines().any(|line| line.contains("37.0 B") && line.ends_with("yes")), "{text}");
    assert!(text.lines().any(|line| line.contains("671 B") && line.ends_with("no")), "{text}");
}

#[test]
fn a_trend_has_its_source() {
    let text = run(&["trend", "deepseek-v3", "--months", "7,9,10,12"]).ok();
    for part in ["$12.5 M", "$15.8 M", "$17.7 M", "$22.3 M", "Amodei"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let grown = ["trend", "$40.6M", "--trend", "frontier-growth", "--until", "$1B"];
    assert!(run(&grown).ok().contains("$1.00 B is crossed 3.66 years after"));
    let json = run(&[&grown[..], &["--json"]].concat()).json();
    assert!((json["years_until"].as_f64().unwrap() - 3.66).abs() < 0.005);
    assert_eq!(json["trend"]["status"], "estimated");
    let own = run(&["trend", "$40.6M", "--rate", "3", "--json"]).json();
    assert_eq!((own["trend"]["status"].as_str(), own["trend"]["url"].as_str()), (Some("yours"), None));
}
