//! Keeps the walls of `ARCHITECTURE.md`: who may import whom, which crates belong where, what a core file never does.
//!
//! The rules look at code outside tests; tests may look anywhere. Each break names file and line.

#[path = "layers/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

/// The modules of the crate from the bottom; a module imports only from those before it.
const ORDER: [&str; 14] = [
    "units",
    "catalog",
    "scenario",
    "estimate",
    "uncertainty",
    "analysis",
    "chart",
    "palette",
    "files",
    "render",
    "app",
    "ui",
    "cli",
    "main",
];

/// Neighbors of one rank that stay apart although the order would allow it.
const APART: [(&str, &str); 1] = [("render", "files")];

/// Who may use a crate, or a path of the standard library. What is not listed is free for all.
const OWNED: [(&[&str], &[&str]); 10] = [
    (
        &["egui", "eframe", "egui_extras", "egui_plot", "epaint", "emath", "ecolor", "winit", "glow"],
        &["ui", "main"],
    ),
    (&["plotters", "plotters_backend", "tiny_skia", "ab_glyph"], &["render"]),
    (&["png"], &["render", "files"]),
    (&["base64", "crc32fast", "miniz_oxide"], &["files"]),
    (&["serde", "serde_json", "ron", "csv", "directories", "std::fs"], &["files"]),
    (&["clap"], &["cli", "main"]),
    (&["std::thread", "std::sync::mpsc"], &["app", "cli", "main"]),
    (&["std::time"], &["app", "ui", "cli", "main"]),
    (&["std::env", "std::process", "std::io"], &["files", "render", "app", "ui", "cli", "main"]),
    (&["std::net"], &[]),
];

/// The layers that calculate: the same bits on every machine, without a clock.
const CALCULATING: [&str; 8] =
    ["units", "catalog", "scenario", "estimate", "uncertainty", "analysis", "chart", "palette"];

/// Layers whose results are ordered, so that a hash map needs a word on why its order does not matter.
const ORDERED: [&str; 5] = ["estimate", "uncertainty", "analysis", "chart", "files"];

/// Methods of `f64` whose last bits differ between platforms.
const PLATFORM_MATH: [&str; 27] = [
    "ln", "ln_1p", "log", "log2", "log10", "exp", "exp2", "exp_m1", "powf", "powi", "sqrt", "cbrt", "hypot",
    "sin", "cos", "tan", "sin_cos", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh",
    "acosh", "atanh",
];

/// Those of them that `units::Number` offers, backed by `libm`.
const NUMBER_MATH: [&str; 3] = ["sqrt", "exp", "powf"];

const MAX_LINES: usize = 600;
const MAX_TEST_LINES: usize = 900;

/// A break of a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Break {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// One source file under `src/`, and what has been found in it.
struct Check<'a> {
    file: &'a str,
    /// Module path of the file: `["estimate", "run"]`; empty for the crate's root.
    module: Vec<&'a str>,
    lines: Vec<&'a str>,
    breaks: Vec<Break>,
}

/// Checks one file; its name is relative to the package: `src/estimate/run.rs`. Of files that only tests see, only the
/// text is checked.
fn check(file: &str, text: &str, only_for_tests: bool) -> Vec<Break> {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let mut module: Vec<_> = inside.strip_suffix(".rs").unwrap_or(inside).split('/').collect();
    if matches!(module.last(), Some(&"mod" | &"lib")) {
        module.pop();
    }
    let mut check = Check { file, module, lines: text.lines().collect(), breaks: Vec::new() };
    check.text();
    if !only_for_tests && !is_test_file(file) {
        check.code(&source::without_tests(&source::tokens(text)));
    }
    check.breaks.sort();
    check.breaks.dedup();
    check.breaks
}

fn is_test_file(file: &str) -> bool {
    let file = file.strip_suffix(".rs").unwrap_or(file);
    file.ends_with("_tests") || file.split('/').any(|part| part == "tests")
}

/// The files of modules that another file declares for tests alone.
fn test_modules(file: &str, text: &str) -> Vec<String> {
    let folder = match file.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder,
        _ => file.strip_suffix(".rs").unwrap_or(file),
    };
    let names = source::test_modules(&source::tokens(text));
    names.iter().flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")]).collect()
}

impl Check<'_> {
    fn layer(&self) -> &str {
        self.module.first().copied().unwrap_or("lib")
    }

    fn report(&mut self, line: usize, what: impl Into<String>) {
        self.breaks.push(Break { file: self.file.to_owned(), line, what: what.into() });
    }

    fn text(&mut self) {
        if !self.lines.first().is_some_and(|line| line.starts_with("//!")) {
            self.report(1, "begin the file with one `//!` line that says what it owns");
        }
        let limit = if is_test_file(self.file) { MAX_TEST_LINES } else { MAX_LINES };
        if self.lines.len() > limit {
            let what = format!("{} lines, the limit is {limit}: split the file by topic", self.lines.len());
            self.report(limit + 1, what);
        }
        for (line, place) in machine_paths(&self.lines) {
            self.report(line, format!("{place} is a path of one machine: leave it out"));
        }
    }

    fn code(&mut self, tokens: &[source::Token]) {
        let layer = self.layer().to_owned();
        if layer != "lib" && !ORDER.contains(&layer.as_str()) {
            self.report(1, format!("{layer} is not a layer: add it to ORDER in tests/core/layers.rs"));
        }
        for path in source::paths(tokens) {
            if let Some(target) = self.target(&path) {
                self.import(&layer, &target, path.line);
            } else {
                self.borrowed(&layer, &path);
            }
        }
        for call in source::method_calls(tokens) {
            if matches!(call.name.as_str(), "unwrap" | "expect") {
                self.report(call.line, format!(".{}(…) can panic: return an error instead", call.name));
            }
            let is_number = call.generic_number && NUMBER_MATH.contains(&call.name.as_str());
            if CALCULATING.contains(&layer.as_str())
                && PLATFORM_MATH.contains(&call.name.as_str())
                && !is_number
            {
                self.report(call.line, platform_math(&call.name));
            }
        }
        self.hash_maps(&layer, tokens);
        for (token, next) in tokens.iter().zip(tokens.iter().skip(1)) {
            let panics = ["panic", "todo", "unimplemented"].contains(&token.text.as_str());
            if panics && next.text == "!" {
                self.report(token.line, format!("{}! ends the program: return an error", token.text));
            }
            let is_clock = ["SystemTime", "Instant"].contains(&token.text.as_str());
            if is_clock && !may_use(&layer, "std::time") {
                self.report(token.line, format!("{layer} has no clock: take the time as an argument"));
            }
        }
    }

    /// The module at the crate's root that a path leads into, if it leaves this one.
    fn target(&self, path: &source::Path) -> Option<String> {
        let mut segments = path.segments.iter().map(String::as_str);
        let mut segment = segments.next()?;
        let mut depth = self.module.len() + path.inline_modules;
        match segment {
            "crate" | "flopwise" if path.segments.len() > 1 => depth = 0,
            "self" | "super" => {}
            _ => return None,
        }
        while segment == "super" || segment == "self" {
            depth = depth.saturating_sub(usize::from(segment == "super"));
            segment = segments.next()?;
        }
        let first = if path.segments.first().is_some_and(|first| first == "crate" || first == "flopwise") {
            segments.next()?
        } else {
            segment
        };
        (depth == 0).then(|| first.to_owned())
    }

    fn import(&mut self, layer: &str, target: &str, line: usize) {
        let rank = |name: &str| ORDER.iter().position(|module| *module == name);
        let place = if target == "*" { None } else { rank(target) };
        match (place, rank(layer)) {
            _ if target == layer || target == "self" => {}
            (None, _) => {
                let what = format!("crate::{target} is no module of the crate's root: name the module");
                self.report(line, what);
            }
            (Some(target_rank), Some(own)) if target_rank > own || APART.contains(&(layer, target)) => {
                self.report(line, format!("{layer} may not import {target}: imports go downwards only"));
            }
            _ => {}
        }
    }

    /// What a path takes from other crates and the standard library.
    fn borrowed(&mut self, layer: &str, path: &source::Path) {
        let [first, second, ..] = path.segments.as_slice() else { return };
        if path.segments == ["std", "thread", "panicking"] {
            return; // starts no thread
        }
        let standard = matches!(first.as_str(), "std" | "core" | "alloc");
        let full = path.segments.join("::");
        for (names, owners) in OWNED {
            let hit = names.iter().find(|name| match name.strip_prefix("std::") {
                Some(inner) => {
                    standard && (full.split_once("::")).is_some_and(|(_, rest)| starts_with_path(rest, inner))
                }
                None => first == *name,
            });
            if let Some(name) = hit.filter(|_| !owners.contains(&layer)) {
                let owners = if owners.is_empty() { "nobody".to_owned() } else { owners.join(", ") };
                self.report(path.line, format!("{layer} may not use {name}: it belongs to {owners}"));
            }
        }
        let is_float = matches!(first.as_str(), "f64" | "f32");
        if is_float && PLATFORM_MATH.contains(&second.as_str()) && CALCULATING.contains(&layer) {
            self.report(path.line, platform_math(second));
        }
    }

    /// One comment beside any mention of hash maps explains all of a file.
    fn hash_maps(&mut self, layer: &str, tokens: &[source::Token]) {
        let mentions: Vec<_> = tokens
            .iter()
            .filter(|token| ["HashMap", "HashSet"].contains(&token.text.as_str()))
            .map(|token| token.line)
            .collect();
        let comment = |line: usize| {
            let text = line.checked_sub(1).and_then(|index| self.lines.get(index));
            text.is_some_and(|text| text.contains("//") && !text.trim_start().starts_with("//!"))
        };
        let explained = mentions.iter().any(|line| comment(*line) || comment(line - 1));
        if let Some(first) = mentions.first().filter(|_| ORDERED.contains(&layer) && !explained) {
            let what =
                "a hash map has no order: use a BTreeMap, or say in a comment why the order does not matter";
            self.report(*first, what);
        }
    }
}

fn may_use(layer: &str, name: &str) -> bool {
    OWNED.iter().filter(|(names, _)| names.contains(&name)).all(|(_, owners)| owners.contains(&layer))
}

fn starts_with_path(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn platform_math(name: &str) -> String {
    format!("{name} of the platform differs in its last bits: use libm, or a method of Number")
}

/// Places in lines that name a directory of one machine, outside web addresses.
fn machine_paths(lines: &[&str]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        for folder in ["home", "root", "work", "tmp", "Users"] {
            let path = format!("/{folder}/");
            let in_address = |at: usize| {
                line.get(..at).and_then(|before| before.chars().last()).is_some_and(|before| {
                    before.is_alphanumeric() || matches!(before, '.' | '-' | '_' | '~' | '}' | '$')
                })
            };
            if line.match_indices(&path).any(|(at, _)| !in_address(at)) {
                found.push((index + 1, path));
            }
        }
    }
    found
}

/// Text files below a folder, by their path in the package.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.insert(path.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    found
}

fn assert_none(breaks: &[Break]) {
    let list: Vec<_> = breaks.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} breaks of ARCHITECTURE.md:\n{}", list.len(), list.join("\n"));
}

#[test]
fn the_sources_keep_their_layers() {
    let files = files("src", &["rs"]);
    assert!(files.len() > 40, "only {} files found below src", files.len());
    let tests: BTreeSet<_> = files.iter().flat_map(|(file, text)| test_modules(file, text)).collect();
    let breaks: Vec<_> =
        files.iter().flat_map(|(file, text)| check(file, text, tests.contains(file))).collect();
    assert_none(&breaks);
}

#[test]
fn no_committed_text_names_a_path_of_one_machine() {
    let mut all = files("tests", &["rs", "ron", "snap", "json", "csv"]);
    all.extend(files("presets", &["ron"]));
    all.extend(files("assets", &["md", "svg", "desktop"]));
    for file in [
        "README.md",
        "ARCHITECTURE.md",
        "METHODOLOGY.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        ".ci/run",
        "Cargo.toml",
    ] {
        all.insert(file.to_owned(), std::fs::read_to_string(Path::new(file)).unwrap());
    }
    let mut breaks = Vec::new();
    for (file, text) in &all {
        for (line, path) in machine_paths(&text.lines().collect::<Vec<_>>()) {
            breaks.push(Break { file: file.clone(), line, what: format!("{path} is a path of one machine") });
        }
    }
    assert_none(&breaks);
}

/// The breaks of a sample without their file: "3: what".
fn breaks_of(file: &str, text: &str) -> Vec<String> {
    check(file, text, false).iter().map(|found| format!("{}: {}", found.line, found.what)).collect()
}

/// Asserts that a sample breaks one rule, on its last line, in words that contain these.
fn assert_breaks(file: &str, code: &str, words: &str) {
    let text = format!("//! Sample.\n{code}\n");
    let found = breaks_of(file, &text);
    let line = text.lines().count();
    assert!(
        matches!(found.as_slice(), [one] if one.starts_with(&format!("{line}: ")) && one.contains(words)),
        "{file} with {code:?} gave {found:?}, expected line {line} and {words:?}"
    );
}

fn assert_passes(file: &str, code: &str) {
    assert_eq!(breaks_of(file, &format!("//! Sample.\n{code}\n")), Vec::<String>::new(), "{file}: {code}");
}

#[test]
fn imports_upwards_are_found_however_they_are_written() {
    let words = "may not import";
    assert_breaks("src/units/format.rs", "use crate::catalog::Date;", "units may not import catalog");
    assert_breaks("src/catalog/site.rs", "use crate::scenario::Scope;", "catalog may not import scenario");
    assert_breaks("src/estimate/run.rs", "use crate::{units::Usd, analysis::Comparison};", words);
    assert_breaks(
        "src/estimate/run.rs",
        "use crate::{\nunits::Usd};\nuse super::super::files::parse;",
        words,
    );
    assert_breaks("src/estimate/mod.rs", "use super::analysis::Comparison;", words);
    assert_breaks("src/estimate/run.rs", "fn f() -> crate::app::State { todo() }", "may not import app");
    assert_breaks("src/chart/spec.rs", "mod inner {\n  use super::super::super::ui::Theme; }", "import ui");
    assert_breaks("src/chart/spec.rs", "use crate::palette::Theme;", "chart may not import palette");
    assert_breaks("src/app/update.rs", "fn f(ui: &crate::ui::Sink) {}", "app may not import ui");
    assert_breaks("src/render/plotters.rs", "use crate::files::presets;", "render may not import files");
    assert_breaks("src/ui/app.rs", "fn f() { crate::cli::run(); }", "ui may not import cli");
    assert_breaks("src/estimate/run.rs", "use crate::*;", "name the module");
    assert_breaks("src/estimate/run.rs", "use crate::helpers::round;", "name the module");
    assert_breaks("src/estimate/run.rs", "/* a \" */ fn f<'a>(x: &'a str) { crate::ui::f('\"', x) }", words);
}

#[test]
fn imports_downwards_and_sideways_pass() {
    assert_passes("src/estimate/run.rs", "use crate::{units::{self, Usd}, scenario::Scope, catalog};");
    assert_passes(
        "src/estimate/run.rs",
        "use super::draw::Draw;\nuse self::inner::X;\nuse crate::estimate::Y;",
    );
    assert_passes("src/units/parse/mod.rs", "use super::super::units::Dimension;\nuse super::format;");
    assert_passes("src/main.rs", "use flopwise::{cli, ui};\nuse eframe::egui;\nuse clap::Parser;");
    assert_passes("src/lib.rs", "pub mod units;\npub mod ui;");
    assert_passes("src/ui/app.rs", "use crate::app::Action;\nuse egui::Ui;");
    assert_passes("src/units/quantity.rs", "pub(crate) struct A;\npub(in crate::units) struct B;");
}

#[test]
fn comments_literals_and_tests_do_not_count() {
    assert_passes(
        "src/units/format.rs",
        "/// See [`crate::ui`] and `.unwrap()`.\nconst A: &str = \"crate::ui::X\";",
    );
    assert_passes(
        "src/units/format.rs",
        "/* /* panic!() */ crate::ui */ const B: &str = r#\"egui::Ui \" x\"#;",
    );
    assert_passes(
        "src/units/format.rs",
        "const C: char = '\"'; fn f<'a>(x: &'a str) {} const D: u8 = b'\\'';",
    );
    assert_passes(
        "src/units/format.rs",
        "#[cfg(test)]\nmod tests {\n use crate::files::parse;\n fn f() { x.unwrap() }\n}",
    );
    assert_passes("src/units/format.rs", "#[cfg(test)]\n#[path = \"format_tests.rs\"]\nmod tests;");
    assert_passes("src/units/format_tests.rs", "use crate::files::parse;\nfn f() { x.unwrap(); }");
    assert_passes("src/units/parse/tests/mod.rs", "use crate::files::parse;");
    assert_passes(
        "src/units/format.rs",
        "#[expect(clippy::unwrap_used)]\nfn f() -> f64 { x.unwrap_or(1.0) }",
    );
    let after = "#[cfg(test)]\nuse crate::ui::{X, Y};\nuse crate::ui::Z;";
    assert_breaks("src/units/format.rs", after, "units may not import ui");
    let after = "#[cfg(test)]\nmod tests { fn f() {} }\nfn f() { x.unwrap(); }";
    assert_breaks("src/units/format.rs", after, "can panic");
    let module = "mod a;\n#[cfg(test)]\npub(crate) mod fixture;\n#[cfg(test)]\nmod tests { mod b; }\n";
    let files = ["src/estimate/fixture.rs", "src/estimate/fixture/mod.rs"];
    assert_eq!(test_modules("src/estimate/mod.rs", module), files);
    assert_eq!(test_modules("src/estimate/run.rs", module)[0], "src/estimate/run/fixture.rs");
    assert_eq!(check("src/estimate/fixture.rs", "//! Sample.\nfn f() { x.unwrap(); }", true), []);
    assert_breaks("src/units/format.rs", "#[cfg(not(test))]\nfn f() { x.unwrap(); }", "can panic");
}

#[test]
fn crates_and_the_standard_library_belong_to_their_layers() {
    assert_breaks("src/chart/spec.rs", "fn f(c: egui::Color32) {}", "chart may not use egui");
    assert_breaks("src/app/state.rs", "use eframe::Storage;", "belongs to ui, main");
    assert_breaks("src/ui/plot.rs", "use plotters::prelude::*;", "ui may not use plotters");
    assert_breaks("src/files/share.rs", "use tiny_skia::Pixmap;", "files may not use tiny_skia");
    assert_breaks("src/app/jobs.rs", "use png::Decoder;", "belongs to render, files");
    assert_breaks(
        "src/catalog/site.rs",
        "#[derive(serde::Serialize)] struct S;",
        "catalog may not use serde",
    );
    assert_breaks("src/cli/estimate.rs", "use serde_json::json;", "belongs to files");
    assert_breaks("src/ui/dialogs.rs", "use std::{fmt,\n fs};", "ui may not use std::fs");
    assert_breaks("src/ui/dialogs.rs", "fn f() { ::std::fs::read(\"\"); }", "ui may not use std::fs");
    assert_breaks("src/uncertainty/run.rs", "use std::thread;", "may not use std::thread");
    assert_breaks("src/files/presets.rs", "fn f(t: std::time::Duration) {}", "may not use std::time");
    assert_breaks("src/estimate/run.rs", "fn f(now: Instant) {}", "has no clock");
    assert_breaks("src/estimate/run.rs", "fn f() { std::env::var(\"SEED\"); }", "may not use std::env");
    assert_breaks("src/app/jobs.rs", "use std::net::TcpStream;", "belongs to nobody");
    assert_passes("src/ui/window.rs", "fn f() -> bool { std::thread::panicking() }");
    assert_passes("src/app/jobs.rs", "use std::thread;\nuse std::time::Instant;\nuse std::sync::Arc;");
    assert_passes("src/files/presets.rs", "use std::fs;\nuse serde::Deserialize;\nuse ron::Options;");
    assert_passes("src/estimate/run.rs", "fn f(png: f64) -> f64 { let serde = png; serde }");
}

#[test]
fn results_do_not_rest_on_the_platform() {
    assert_breaks("src/estimate/cost.rs", "fn f(x: f64) -> f64 { x.powf(2.0) }", "powf of the platform");
    assert_breaks("src/analysis/ratio.rs", "fn f(x: f64) -> f64 {\n x.ln() }", "ln of the platform");
    assert_breaks("src/chart/ticks.rs", "fn f(x: f64) -> f64 { f64::log10(x) }", "log10 of the platform");
    assert_breaks(
        "src/uncertainty/run.rs",
        "fn g<N: Number>() {}\nfn f(x: f64) -> f64 { x.exp() }",
        "exp of",
    );
    assert_breaks("src/estimate/cost.rs", "fn f<N: Number>(x: N) { x.log10(); }", "log10 of the platform");
    assert_passes(
        "src/estimate/cost.rs",
        "fn f<N: Number>(x: N) -> N { if true { x.powf(x) } else { x.sqrt() } }",
    );
    assert_passes("src/estimate/cost.rs", "impl<N: Number> A<N> { fn f(self) -> N { self.0.exp() } }");
    assert_passes("src/chart/ticks.rs", "fn f(x: f64) -> f64 { libm::log10(x).floor() }");
    assert_passes("src/ui/plot.rs", "fn f(x: f32) -> f32 { x.sqrt() }");
}

#[test]
fn nothing_panics_and_every_order_is_known() {
    assert_breaks("src/ui/app.rs", "fn f() { x.expect(\"x\"); }", "can panic");
    assert_breaks("src/ui/app.rs", "fn f() { panic!(\"x\"); }", "panic! ends the program");
    assert_breaks("src/files/presets.rs", "fn f() { todo!() }", "todo! ends the program");
    assert_breaks("src/analysis/sweep.rs", "\nuse std::collections::HashMap;", "no order");
    assert_breaks("src/chart/spec.rs", "fn f(x: std::collections::HashSet<u8>) {}", "no order");
    assert_passes(
        "src/analysis/sweep.rs",
        "// Only looked up, never walked.\nuse std::collections::HashMap;",
    );
    assert_passes("src/ui/app.rs", "use std::collections::HashMap;");
}

#[test]
fn files_say_what_they_own_and_stay_short() {
    assert_eq!(
        breaks_of("src/ui/app.rs", "use egui::Ui;\n"),
        ["1: begin the file with one `//!` line that says what it owns"]
    );
    let long = |lines: usize| format!("//! Long.\n{}", "\n".repeat(lines - 1));
    assert_eq!(breaks_of("src/ui/app.rs", &long(600)), Vec::<String>::new());
    assert_eq!(breaks_of("src/ui/app.rs", &long(601)).len(), 1);
    assert_eq!(breaks_of("src/ui/tests.rs", &long(900)), Vec::<String>::new());
    assert_eq!(breaks_of("src/ui/app_tests.rs", &long(901)).len(), 1);
    let path = format!("const A: &str = \"/{}/me/x\";", "home");
    assert_breaks("src/files/presets.rs", &path, "path of one machine");
    assert_passes("src/files/presets.rs", &format!("const A: &str = \"https://example.org/{}/x\";", "work"));
    assert_eq!(breaks_of("src/misc.rs", "//! Odds and ends.\n").len(), 1);
}
