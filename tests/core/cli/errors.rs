//! What goes wrong says what, where and how to mend it, on standard error, with a stable exit code.

use super::{folder, run, run_in};

/// The exit code, and what the message must contain.
fn fails(arguments: &[&str], code: i32, expected: &[&str]) {
    let run = run(arguments);
    assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
    assert_eq!(run.out, "", "{arguments:?} printed a result");
    for part in expected {
        assert!(run.err.contains(part), "{arguments:?}: {part:?} in {}", run.err);
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    fails(&["estimate"], 2, &["<SCENARIO>", "Usage"]);
    fails(&["estimate", "deepseek-v3", "--jsn"], 2, &["--json"]);
    fails(&["estimate", "deepseek-v3", "--set", "price"], 2, &["KEY=VALUE", "price=3.49"]);
    fails(&["compare", "--json", "--csv"], 2, &["cannot be used with"]);
    fails(&["presets", "list", "chips"], 2, &["accelerators"]);
    fails(&["estimat"], 2, &["did you mean flopwise estimate?"]);
    fails(&["deepseek-v3"], 2, &["flopwise estimate deepseek-v3"]);
    fails(&["chart", "deepseek-v3", "-o", "chart.gif"], 2, &[".png, .svg or .csv"]);
    fails(&["chart", "deepseek-v3", "-o", "chart.png", "--size", "huge"], 2, &["1600x900"]);
    fails(&["chart", "deepseek-v3", "-o", "chart.png", "--size", "20x20"], 2, &["too small"]);
    fails(&["chart", "deepseek-v3", "-o", "chart.png", "--scale", "2"], 2, &["--size WIDTHxHEIGHT"]);
}

#[test]
fn invalid_input_exits_with_3_and_names_the_nearest() {
    fails(&["estimate", "deepseek-v33"], 3, &["deepseek-v33", "deepseek-v3", "flopwise presets list"]);
    fails(&["estimate", "deepseek-v3", "--set", "rental_prise=3"], 3, &["rental_prise", "rental_price"]);
    fails(&["estimate", "deepseek-v3", "--set", "mfu=250%"], 3, &["mfu", "100%"]);
    fails(&["estimate", "deepseek-v3", "--set", "tokens=many"], 3, &["many", "14.8T"]);
    fails(&["estimate", "deepseek-v3", "--set", "scope=Z"], 3, &["scope", "A, B, C"]);
    fails(&["estimate", "deepseek-v3", "--set", "hours=reportd"], 3, &["reported"]);
    fails(&["estimate", "deepseek-v3", "--set", "accelerator=h10"], 3, &["h100"]);
    fails(&["estimate", "deepseek-v3", "--set", "phase9.tokens=1T"], 3, &["phase9.tokens"]);
    fails(&["explain", "deepseek-v3", "cost_eur"], 3, &["cost_usd"]);
    fails(&["presets", "show", "h10x"], 3, &["h100-sxm"]);
}

#[test]
fn an_input_that_one_of_several_scenarios_lacks_is_told_apart() {
    fails(
        &["compare", "deepseek-v3", "gpt-4", "--set", "phase5.tokens=1T"],
        3,
        &["gpt-4: ", "phase5.tokens"],
    );
}

#[test]
fn files_exit_with_5_and_name_the_place() {
    fails(&["estimate", "missing.ron"], 5, &["missing.ron: cannot be read"]);
    fails(&["estimate", "./nowhere/else"], 5, &["./nowhere/else: cannot be read"]);
    fails(&["missing.ron"], 5, &["missing.ron", "no such file"]);
    let home = folder("broken");
    let text = run(&["presets", "show", "deepseek-v3", "--ron"]).ok();
    let line = text.lines().position(|line| line.contains("developer:")).unwrap() + 1;
    std::fs::write(home.join("typo.ron"), text.replacen("developer:", "develper:", 1)).unwrap();
    let run = run_in(&home, &["estimate", "typo.ron"]);
    assert_eq!((run.code, run.out.as_str()), (5, ""));
    assert!(run.err.starts_with(&format!("flopwise: typo.ron:{line}:")), "{}", run.err);
    assert!(run.err.contains("develper") && run.err.contains("developer"), "{}", run.err);
    // Cut off in the middle.
    std::fs::write(home.join("half.ron"), &text[..text.len() / 2]).unwrap();
    assert_eq!(run_in(&home, &["estimate", "half.ron"]).code, 5);
    // No scenario at all, and no text at all.
    std::fs::write(home.join("picture.ron"), [0x89, 0x50, 0x4e, 0x47, 0xff]).unwrap();
    let run = run_in(&home, &["estimate", "picture.ron"]);
    assert_eq!(run.code, 5);
    assert!(run.err.contains("picture.ron: is a damaged PNG picture: it ends too early"), "{}", run.err);
    std::fs::write(home.join("bytes.ron"), [0x89, 0x00, 0xff]).unwrap();
    let run = run_in(&home, &["estimate", "bytes.ron"]);
    assert_eq!(run.code, 5);
    assert!(run.err.contains("not a text file"), "{}", run.err);
}

#[test]
fn a_broken_file_of_the_user_is_named_and_left_out() {
    let home = folder("left-out");
    let accelerators = home.join("home/data/accelerators");
    std::fs::create_dir_all(&accelerators).unwrap();
    std::fs::write(accelerators.join("mine.ron"), "(schema: \"flopwise/accelerators\", version: 1, oops")
        .unwrap();
    let run = run_in(&home, &["estimate", "deepseek-v3", "--json"]);
    assert!(run.err.contains("left out: accelerators/mine.ron"), "{}", run.err);
    assert_eq!(super::figure(&run.json(), "cost_usd"), 5_576_000.0);
}
