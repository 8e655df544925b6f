//! The commands of `README.md` print what it says they print, and its scenario is a scenario.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("flopwise-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The fenced blocks of a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The commands of a block with what the page says they print.
fn commands(block: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command, Vec::new())),
            (None, Some((_, expected))) => expected.push(line),
            (None, None) => panic!("a console block begins with a command, not with {line:?}"),
        }
    }
    found
}

/// What a command prints: its results, then its messages.
fn run(command: &str, folder: &Path) -> String {
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("flopwise"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_flopwise"))
        .args(words)
        .current_dir(folder)
        .env("FLOPWISE_HOME", folder.join("home"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command} ended with {}:\n{text}", output.status);
    text
}

/// Whether printed lines are those of the page, in which a line `…` stands for any lines, and `…` at the end of a line
/// for the rest of it.
fn matches(printed: &[&str], expected: &[&str]) -> bool {
    match expected {
        [] => printed.is_empty(),
        ["…", rest @ ..] => (0..=printed.len()).any(|skip| matches(&printed[skip..], rest)),
        [first, rest @ ..] => printed.split_first().is_some_and(|(line, others)| {
            let alike = match first.strip_suffix('…') {
                Some(start) => line.starts_with(start),
                None => line.trim_end() == *first,
            };
            alike && matches(others, rest)
        }),
    }
}

#[test]
fn every_command_prints_what_the_page_says() {
    let page = std::fs::read_to_string("README.md").unwrap();
    let folder = Folder::new("readme");
    let [scenario] = blocks(&page, "ron")[..] else { panic!("README.md has one scenario") };
    std::fs::write(folder.0.join("my-run.ron"), scenario).unwrap();
    let mut count = 0;
    for (command, expected) in blocks(&page, "console").into_iter().flat_map(commands) {
        let printed = run(command, &folder.0);
        let lines: Vec<_> = printed.lines().collect();
        let expected: Vec<_> = expected.iter().map(|line| line.trim_end()).collect();
        assert!(
            matches(&lines, &expected),
            "{command} prints\n{printed}\nREADME.md says\n{}",
            expected.join("\n")
        );
        count += 1;
    }
    assert!(count >= 5, "only {count} commands found");
    let picture = std::fs::read(folder.0.join("cost.png")).unwrap();
    assert_eq!(picture.get(1..4), Some(b"PNG".as_slice()));
}

#[test]
fn other_commands_in_the_text_exist() {
    let page = std::fs::read_to_string("README.md").unwrap();
    let folder = Folder::new("readme-text");
    let inline = page.split('`').skip(1).step_by(2).filter(|text| text.starts_with("flopwise "));
    let commands: Vec<_> = inline.filter(|text| !text.contains('\n')).collect();
    assert!(commands.len() >= 4, "only {commands:?} found");
    for command in commands {
        run(command, &folder.0);
    }
}

#[test]
fn an_ellipsis_stands_for_any_lines_or_the_rest_of_one() {
    assert!(matches(&["a", "b", "c"], &["a", "…", "c"]));
    assert!(matches(&["a"], &["a", "…"]));
    assert!(matches(&["abc"], &["ab…"]));
    assert!(!matches(&["a", "b"], &["a"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert!(!matches(&["x"], &["a…"]));
}
