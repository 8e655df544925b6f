//! The export dialog, the list of ready pictures, the report and the citation.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use flopwise::app::{Action, ChartSlot, Command, CompareAs, Dialog, ExportDialog};

use crate::support::{Window, click, control, shows, sized, text_of, window};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("flopwise-export-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

/// Replaces the text of a field of the dialog.
fn fill(window: &mut Window, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.run();
}

fn save_as(window: &mut Window, path: &Path) {
    fill(window, "File", &path.display().to_string());
    click(window, "Save");
}

fn run(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::Run(command));
    window.run();
}

fn dialog(window: &Window) -> &ExportDialog {
    match &window.state().state().session.dialog {
        Some(Dialog::Export(dialog)) => dialog,
        other => panic!("the export dialog is open, not {other:?}"),
    }
}

/// What the command line writes.
fn on_the_command_line(folder: &Path, arguments: &[&str]) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_flopwise"))
        .args(arguments)
        .current_dir(folder)
        .env("FLOPWISE_HOME", folder)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_window_writes_the_bytes_of_the_command_line() {
    let folder = folder("bytes");
    let mut window = window();
    control(&mut window, Key::E);
    assert!(text_of(&window, "File").ends_with("deepseek-v3-cost.png"));
    for (labels, file, arguments) in [
        (&[][..], "article.png", &[][..]),
        (
            &["Slide", "Dark", "Transparent background"][..],
            "slide.png",
            &["--size", "slide", "--theme", "dark", "--transparent"][..],
        ),
        (
            &["Scenarios inside the picture"][..],
            "bare.svg",
            &["--size", "slide", "--theme", "dark", "--transparent", "--no-scenario"][..],
        ),
        (&[][..], "data.csv", &[][..]),
    ] {
        for label in labels {
            click(&mut window, label);
        }
        save_as(&mut window, &folder.join(file));
        assert!(shows(&window, "Chart written to"), "{file}");
        let other = format!("cli-{file}");
        on_the_command_line(&folder, &[&["chart", "-o", &other][..], arguments].concat());
        let [ours, theirs] = [file, &other].map(|file| std::fs::read(folder.join(file)).expect("written"));
        assert!(ours == theirs, "{file} has {} bytes, {other} {}", ours.len(), theirs.len());
        // The choices are still there.
        control(&mut window, Key::E);
    }
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_zoomed_chart_is_exported_as_it_is_on_screen_or_whole() {
    let folder = folder("zoomed");
    let mut window = window();
    let ctx = window.ctx.clone();
    let slot = ChartSlot::OverTime;
    let part = flopwise::chart::Window { x: (2023.0, 2025.5), y: (1e6, 1e8) };
    for action in [Action::CompareAs(CompareAs::OverTime), Action::Zoom(slot, Some(part))] {
        window.state_mut().act(&ctx, action);
        window.run();
    }
    control(&mut window, Key::E);
    assert!(text_of(&window, "File").ends_with("deepseek-v3-cost-over-time.png"));
    let words = |window: &Window| {
        let dialog = dialog(window);
        assert!(dialog.preview(&window.state().state().session.export).is_some_and(Result::is_ok));
        dialog.chart().expect("drawn").text_alternative.clone()
    };
    assert!(words(&window).contains("Zoomed"));
    save_as(&mut window, &folder.join("part.svg"));
    control(&mut window, Key::E);
    click(&mut window, "As zoomed on screen");
    assert!(!words(&window).contains("Zoomed"));
    save_as(&mut window, &folder.join("whole.svg"));
    let [part, whole] =
        ["part.svg", "whole.svg"].map(|file| std::fs::read_to_string(folder.join(file)).expect("text"));
    assert!(part.len() < whole.len(), "fewer runs lie in the part");
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn wrong_entries_keep_the_dialog_and_say_what_is_wrong() {
    let folder = folder("wrong");
    let mut window = window();
    control(&mut window, Key::E);
    click(&mut window, "Custom");
    assert!(shows(&window, "2400 × 1800 pixels"));
    for (label, wrong, says, right) in [
        ("Width", "99999", "8192", "1000"),
        ("Scale", "9", "between 1 and 4", "1.5"),
        ("Height", "tall", "“tall” is no whole number", "600"),
    ] {
        fill(&mut window, label, wrong);
        assert!(shows(&window, says), "{label}: {wrong}");
        save_as(&mut window, &folder.join("chart.png"));
        assert!(dialog(&window).error.as_deref().is_some_and(|error| error.contains(says)), "{label}");
        assert!(!folder.join("chart.png").exists());
        fill(&mut window, label, right);
        assert_eq!(dialog(&window).error, None);
    }
    assert!(shows(&window, "1500 × 900 pixels"));
    for (path, says) in [
        (folder.join("nowhere").join("chart.png"), "nowhere"),
        (folder.join("chart.jpg"), "end it in .png, .svg or .csv"),
        (PathBuf::from(" "), "type a name"),
    ] {
        save_as(&mut window, &path);
        let error = dialog(&window).error.clone().unwrap_or_default();
        assert!(error.contains(says), "{}: {error}", path.display());
    }
    save_as(&mut window, &folder.join("chart.png"));
    assert!(shows(&window, "Chart written to"));
    control(&mut window, Key::E);
    save_as(&mut window, &folder.join("chart.png"));
    assert!(shows(&window, "chart.png exists. Press Save again"));
    click(&mut window, "Save");
    assert!(window.state().state().session.dialog.is_none());
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_ready_picture_is_chosen_or_says_why_it_cannot_be_drawn() {
    let folder = folder("ready");
    let mut window = sized([900.0, 600.0], None);
    run(&mut window, Command::Pictures);
    assert!(shows(&window, "is a range; give one a range"), "the tornado needs a range");
    assert!(shows(&window, "Choose a picture."));
    click(&mut window, "What is included: What does each number include, and what does it come to?");
    assert!(text_of(&window, "File").ends_with("deepseek-v3-included.png"));
    assert!(dialog(&window).preview(&window.state().state().session.export).is_some_and(Result::is_ok));
    // It stands below the list, where a low window scrolls.
    window.get_by_label("Plotted data beside it, as CSV").click_accesskit();
    window.run();
    save_as(&mut window, &folder.join("ticks.png"));
    let other = ["chart", "--template", "included", "-o", "cli.png", "--data"];
    on_the_command_line(&folder, &other);
    for (ours, theirs) in [("ticks.png", "cli.png"), ("ticks.csv", "cli.csv")] {
        let [ours, theirs] = [ours, theirs].map(|file| std::fs::read(folder.join(file)).expect("written"));
        assert!(ours == theirs, "{} and {} bytes", ours.len(), theirs.len());
    }
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn the_dialog_rests_once_its_preview_is_drawn() {
    let mut window = window();
    control(&mut window, Key::E);
    let previews = dialog(&window).previews.len();
    assert_eq!(previews, 1);
    // `run` ends only when nobody asks for another frame.
    window.run();
    assert_eq!(dialog(&window).previews.len(), previews);
    click(&mut window, "Dark");
    click(&mut window, "Light");
    assert_eq!(dialog(&window).previews.len(), previews + 1, "the first one was kept");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().state().session.dialog.is_none());
}

#[test]
fn what_no_hardware_can_do_is_read_before_it_is_exported() {
    let folder = folder("impossible");
    let mut window = window();
    crate::support::type_into(&mut window, "Training tokens", "200T");
    window.key_press(Key::Enter);
    window.run();
    control(&mut window, Key::E);
    let path = folder.join("chart.png");
    save_as(&mut window, &path);
    assert!(dialog(&window).error.as_deref().is_some_and(|error| error.contains("have read it")));
    click(&mut window, "Copy image");
    assert!(dialog(&window).error.is_some());
    click(&mut window, "I have read this; export it all the same");
    click(&mut window, "Save");
    assert!(path.exists());
    // A report carries the same words, and asks the same.
    run(&mut window, Command::Report);
    let page = folder.join("page.md");
    fill(&mut window, "Type the path of a file, or browse for one.", &page.display().to_string());
    click(&mut window, "Write");
    assert!(!page.exists() && shows(&window, "tick that you have read it"));
    click(&mut window, "I have read this; export it all the same");
    click(&mut window, "Write");
    let text = std::fs::read_to_string(page).expect("written");
    let warning = text.find("**Not possible as it stands.").expect("said");
    assert!(warning < text.find("## ").expect("sections"), "before anything else");
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn the_report_is_the_one_of_the_command_line() {
    let folder = folder("report");
    let mut window = window();
    run(&mut window, Command::Report);
    const FIELD: &str = "Type the path of a file, or browse for one.";
    fill(&mut window, FIELD, &folder.join("page.pdf").display().to_string());
    click(&mut window, "Write");
    assert!(shows(&window, "end it in .html or .md"));
    fill(&mut window, FIELD, &folder.join("page.md").display().to_string());
    click(&mut window, "Write");
    assert!(shows(&window, "Report written to"));
    std::fs::rename(folder.join("page.md"), folder.join("ours.md")).expect("renamed");
    on_the_command_line(&folder, &["report", "-o", "page.md"]);
    let [ours, theirs] =
        ["ours.md", "page.md"].map(|file| std::fs::read_to_string(folder.join(file)).expect("text"));
    assert_eq!(ours, theirs);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn the_citation_is_copied() {
    let mut window = window();
    run(&mut window, Command::Cite);
    assert!(shows(&window, "Calculated with flopwise"));
    window.get_by_label("Copy BibTeX").click();
    window.step();
    let copied = window.output().platform_output.commands.iter().any(|command| {
        matches!(command, egui::OutputCommand::CopyText(text) if text.starts_with("@software{flopwise"))
    });
    assert!(copied);
    window.run();
    click(&mut window, "Close");
    assert!(window.state().state().session.dialog.is_none());
}
