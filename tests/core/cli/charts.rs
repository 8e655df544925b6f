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
