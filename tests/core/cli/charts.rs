//! `flopwise chart`: pictures and the data behind them.

use super::{folder, run_in};

#[test]
fn the_extension_decides_what_is_written() {
    let home = folder("charts");
    let chart = |file: &str, more: &[&str]| {
        let run =
            run_in(&home, &[&["chart", "deepseek-v3", "llama-3.1-405b", "-o", file][..], more].concat());
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
        assert!(run.err.contains(&format!("wrote {file}")), "{}", run.err);
        std::fs::read(home.join(file)).unwrap()
    };
    let png = chart("cost.png", &["--size", "800x450"]);
    assert_eq!(png[..8], [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n']);
    assert_eq!((&png[16..20], &png[20..24]), (&800_u32.to_be_bytes()[..], &450_u32.to_be_bytes()[..]));
    let doubled =
        chart("double.PNG", &["--size", "800x450", "--scale", "2", "--theme", "dark", "--transparent"]);
    assert_eq!(doubled[16..20], 1600_u32.to_be_bytes());
    let svg = String::from_utf8(chart("cost.svg", &["--figure", "hours", "--linear"])).unwrap();
    assert!(svg.contains("<svg") && svg.contains("Llama 3.1 405B"), "{svg}");
    let csv = String::from_utf8(chart("cost.csv", &[])).unwrap();
    assert!(csv.contains("DeepSeek-V3,5576000,") && csv.contains("Llama 3.1 405B,61680000,"), "{csv}");
    // The same picture again: the same bytes, in place of the old file.
    assert_eq!(chart("cost.png", &["--size", "800x450"]), png);
    let left: Vec<_> = std::fs::read_dir(&home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn a_folder_that_is_not_there_is_a_file_error() {
    let home = folder("no-folder");
    let run = run_in(&home, &["chart", "deepseek-v3", "-o", "nowhere/cost.csv"]);
    assert_eq!(run.code, 5, "{}", run.err);
    assert!(run.err.contains("nowhere/cost.csv: cannot be written"), "{}", run.err);
}

#[test]
fn every_kind_is_drawn_named_after_itself_and_carries_its_comparison() {
    let home = folder("kinds");
    let ranges = ["--set", "price=1.5 to 3.5", "--set", "hours=derived", "--set", "mfu=25% to 45%"];
    for (kind, file) in [
        ("bars", "deepseek-v3-cost"),
        ("ratio", "deepseek-v3-ratio-cost"),
        ("energy", "deepseek-v3-energy-build-up"),
        ("tornado", "deepseek-v3-tornado-cost"),
        ("histogram", "deepseek-v3-uncertainty-cost"),
        ("curve", "deepseek-v3-uncertainty-curve-cost"),
        ("spider", "deepseek-v3-spider-cost"),
        ("shares", "deepseek-v3-variance-cost"),
    ] {
        let size = ["--size", "600x400@1.5", "--kind", kind, "--data", "-o", "."];
        let run = run_in(&home, &[&["chart", "deepseek-v3", "llama-3.1-405b"][..], &ranges, &size].concat());
        assert_eq!(run.code, 0, "{kind}: {}", run.err);
        let png = std::fs::read(home.join(format!("{file}.png"))).expect(file);
        assert_eq!(png[16..20], 900_u32.to_be_bytes());
        assert!(
            std::fs::read_to_string(home.join(format!("{file}.csv"))).expect(file).contains(','),
            "{kind}"
        );
        let source = png.windows(15).any(|piece| piece == b"Sources: DeepSe" || piece == b"Sources: The Ll");
        assert!(source, "{kind} names its sources");
    }
    let string = |of: &[&str]| run_in(&home, &[&["share"], of].concat()).ok();
    let shared = string(&["deepseek-v3-cost.png"]);
    assert_eq!(shared, string(&[&["deepseek-v3", "llama-3.1-405b"][..], &ranges].concat()));
    let hash = run_in(&home, &["chart", "deepseek-v3-cost.png", "-o", "again.png", "--size", "600x400@1.5"]);
    assert_eq!(hash.code, 0, "{}", hash.err);
    let bytes = |file: &str| std::fs::read(home.join(file)).unwrap();
    assert!(bytes("again.png") == bytes("deepseek-v3-cost.png"), "a picture draws itself again");
}

#[test]
fn a_shared_scenario_is_taken_wherever_one_is_and_a_damaged_one_nowhere() {
    let home = folder("shared");
    let string = run_in(&home, &["share", "deepseek-v3", "--set", "price=3.49"]).ok();
    let string = string.trim();
    let expected = run_in(&home, &["estimate", "deepseek-v3", "--set", "price=3.49"]).ok();
    assert_eq!(run_in(&home, &["estimate", string]).ok(), expected);
    assert_eq!(run_in(&home, &["estimate", "--from-share", string]).ok(), expected);
    let changes = run_in(&home, &["share", string, "--against", "deepseek-v3"]).ok();
    assert!(changes.contains("Rental price") && changes.contains("$3.49"), "{changes}");
    std::fs::write(home.join("mine.ron"), run_in(&home, &["share", string, "--ron"]).ok()).unwrap();
    assert_eq!(run_in(&home, &["share", "mine.ron"]).ok().trim(), string);
    for command in [&["estimate"][..], &["compare", "deepseek-v3"], &["open"], &[], &["share"]] {
        let run = run_in(&home, &[command, &[&string[..60]]].concat());
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{command:?}: {}", run.err);
        assert!(run.err.contains("the share string is cut off: 50 of "), "{}", run.err);
    }
    assert_eq!(run_in(&home, &["estimate", "--from-share", "deepseek-v3"]).code, 2);
}
