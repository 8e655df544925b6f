//! How the program introduces itself, and what it does where no window can open.

use super::run;

#[test]
fn help_starts_with_examples_and_says_what_is_promised() {
    let text = run(&["--help"]).ok();
    assert!(text.starts_with("Examples:\n"), "{text}");
    for expected in [
        "never touches the network",
        "Exit codes: 0 ok",
        "FLOPWISE_HOME",
        "flopwise [OPTIONS] [FILE]",
        "presets list",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "colors in a pipe");
    for command in ["estimate", "compare", "explain", "check", "chart", "validate", "presets"] {
        assert!(run(&[command, "--help"]).ok().contains("Usage:"), "{command}");
    }
}

#[test]
fn the_version_names_the_data() {
    let text = run(&["--version"]).ok();
    assert!(text.starts_with(concat!("flopwise ", env!("CARGO_PKG_VERSION"), "\n")), "{text}");
    let last = text.trim_end().rsplit(' ').next().unwrap();
    assert!(last.len() == 10 && last.starts_with("20"), "a day in {text}");
}

/// Linux only: elsewhere a window may open without any variable.
#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_first_comparison_comes_as_text() {
    let shown = run(&[]);
    assert!(shown.err.contains("no window can open: there is no display"), "{}", shown.err);
    assert_eq!(shown.err.lines().count(), 1, "{}", shown.err);
    assert_eq!(shown.ok(), run(&["compare"]).ok());
}
