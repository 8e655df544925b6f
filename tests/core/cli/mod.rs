//! The program as people and scripts run it: the built binary, its output and its exit codes.

mod charts;
mod check;
mod compare;
mod errors;
mod estimate;
mod explain;
mod import;
mod presets;
mod simulate;
mod start;
mod tables;
mod validate;
mod what_if;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// An empty folder for one test; nothing of the user who runs the tests is read.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program with arguments, without a display, with `home` as the user's folder.
fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_flopwise"));
    command.args(arguments).current_dir(home).env("FLOPWISE_HOME", home.join("home")).stdin(Stdio::null());
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    command
}

/// What a run of the program left behind.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
        Self {
            code: output.status.code().expect("the program exits by itself"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The output of a run that must have gone well, and silently unless it says otherwise.
    fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }

    fn json(self) -> Value {
        serde_json::from_str(&self.ok()).expect("output is JSON")
    }
}

fn run_in(home: &Path, arguments: &[&str]) -> Run {
    Run::of(&command(home, arguments).output().unwrap())
}

/// Runs the program in a folder that does not exist for it: commands that touch no file need none.
fn run(arguments: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_TARGET_TMPDIR")), arguments)
}

/// The value of a figure in a JSON report.
fn figure(report: &Value, id: &str) -> f64 {
    report["figures"][id]["value"].as_f64().unwrap_or_else(|| panic!("{id} in {report:#}"))
}

/// Asserts that a report still has every key it was published with, and of the same type. New keys may come.
fn keeps_keys(report: &Value, published: &str) {
    let mut keys = Vec::new();
    walk(report, "", &mut keys);
    for key in published.lines() {
        assert!(keys.iter().any(|known| known == key), "{key} is gone from\n{}", keys.join("\n"));
    }
}

/// The text of a figure's value in a JSON report: reading it as JSON may cost the last digit.
fn digits<'a>(report: &'a str, figure: &str) -> &'a str {
    let (_, after) = report.split_once(&format!("\"{figure}\": {{\n      \"value\": ")).expect("the figure");
    after.split_once([',', '\n']).expect("the end of the number").0
}

fn walk(value: &Value, path: &str, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                walk(field, &format!("{path}.{key}"), lines);
            }
        }
        Value::Array(list) => list.iter().take(1).for_each(|first| walk(first, &format!("{path}[]"), lines)),
        Value::Null => lines.push(format!("{path}: null")),
        Value::Bool(_) => lines.push(format!("{path}: bool")),
        Value::Number(_) => lines.push(format!("{path}: number")),
        Value::String(_) => lines.push(format!("{path}: text")),
    }
}
