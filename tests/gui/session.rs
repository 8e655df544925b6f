//! What outlives a window: unsaved work after a kill, settings, recent files; and what two windows do to each other.

use std::fs;
use std::path::{Path, PathBuf};

use eframe::App as _;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::{Action, Command, View};
use flopwise::estimate::FigureId;

use crate::support::{Window, at_home, click, control, figure, shows, text_of, type_into};

const HOURS: f64 = 2_788_000.0;

fn home(name: &str) -> PathBuf {
    let home = std::env::temp_dir().join(format!("flopwise-home-{name}-{}", std::process::id()));
    let _not_there_yet = fs::remove_dir_all(&home);
    home
}

fn price(window: &mut Window, text: &str) {
    type_into(window, "Rental price", text);
    window.key_press(Key::Enter);
    window.run();
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

/// Lets some seconds go by.
fn wait(window: &mut Window) {
    window.run_steps(16);
}

fn close(mut window: Window) {
    window.state_mut().on_exit(None);
}

fn newest(home: &Path) -> PathBuf {
    home.join("state/sessions/1.ron")
}

#[test]
fn unsaved_changes_come_back_after_a_kill() {
    let home = home("kill");
    let mut window = at_home(&home, false);
    assert!(!newest(&home).exists(), "nothing has changed yet");
    price(&mut window, "$3.49");
    type_into(&mut window, "Active parameters", "many");
    act(&mut window, Action::View(View::Breakdown));
    wait(&mut window);
    assert!(newest(&home).exists());
    drop(window); // nothing is called at the end of a process that is killed

    let mut window = at_home(&home, false);
    assert!(shows(&window, "1 unsaved scenario restored"));
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    assert_eq!(window.state().state().session.view, View::Breakdown);
    assert_eq!(text_of(&window, "Active parameters"), "many");
    assert!(window.state().state().title().contains("•"));
    click(&mut window, "Discard");
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 2.0);
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    drop(window);

    let mut window = at_home(&home, false);
    click(&mut window, "Keep");
    assert!(!shows(&window, "restored"));
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_window_that_was_closed_comes_back_without_a_question() {
    let home = home("closed");
    let mut window = at_home(&home, false);
    price(&mut window, "$3.49");
    close(window);
    let mut window = at_home(&home, false);
    assert!(!shows(&window, "restored"));
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    act(&mut window, Action::Run(Command::StartAfresh));
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 2.0);
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn nothing_is_written_and_nothing_drawn_when_nothing_changes() {
    let home = home("idle");
    let mut window = at_home(&home, false);
    price(&mut window, "$3.49");
    wait(&mut window);
    let written = fs::read_to_string(newest(&home)).expect("written");
    fs::remove_file(newest(&home)).expect("removed");
    window.run_steps(40);
    assert!(!newest(&home).exists());
    assert!(written.contains("3.49"));
    let delay = window.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    assert_eq!(delay, Some(std::time::Duration::MAX), "an idle window asks for no frame");
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn losing_the_keyboard_writes_at_once() {
    let home = home("focus");
    let mut window = at_home(&home, false);
    price(&mut window, "$3.49");
    assert!(!newest(&home).exists(), "it is not due yet");
    window.input_mut().focused = false;
    window.event(Event::WindowFocused(false));
    window.run();
    assert!(newest(&home).exists());
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn what_cannot_be_read_is_kept_and_said() {
    let home = home("corrupt");
    fs::create_dir_all(home.join("state/sessions")).expect("folder");
    fs::write(home.join("state/sessions/1.lock"), "").expect("lock");
    fs::write(newest(&home), "(schema: \"flopwise/session\", version: 1, clo").expect("file");
    let mut window = at_home(&home, false);
    assert!(shows(&window, "could not be read"));
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 2.0);
    assert!(home.join("state/sessions/1.ron.bad-1").exists());
    click(&mut window, "Close this message");
    assert!(!shows(&window, "could not be read"));
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_newer_session_is_left_alone() {
    let home = home("newer");
    fs::create_dir_all(home.join("state/sessions")).expect("folder");
    fs::write(home.join("state/sessions/1.lock"), "").expect("lock");
    let newer = "(schema: \"flopwise/session\", version: 9, everything: \"new\")";
    fs::write(newest(&home), newer).expect("file");
    let mut window = at_home(&home, false);
    assert!(shows(&window, "newer flopwise"));
    price(&mut window, "$3.49");
    close(window);
    assert_eq!(fs::read_to_string(newest(&home)).expect("still there"), newer);
    assert!(home.join("state/sessions/2.ron").exists());
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn two_windows_keep_what_both_did() {
    let home = home("two");
    let mut first = at_home(&home, false);
    price(&mut first, "$3");
    let mut second = at_home(&home, false);
    assert_eq!(
        figure(&second, 0, FigureId::Cost),
        HOURS * 2.0,
        "the first one's work is its own while it runs"
    );
    price(&mut second, "$5");
    wait(&mut first);
    wait(&mut second);
    drop((first, second));
    let window = at_home(&home, false);
    assert!(shows(&window, "2 unsaved scenarios restored"));
    let count = window.state().state().project.scenarios.len();
    let costs: Vec<f64> = (0..count).map(|row| figure(&window, row, FigureId::Cost)).collect();
    assert!(costs.contains(&(HOURS * 3.0)) && costs.contains(&(HOURS * 5.0)), "{costs:?}");
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_window_for_a_file_leaves_the_usual_one_for_the_next_start() {
    let home = home("file");
    let mut window = at_home(&home, false);
    price(&mut window, "$3.49");
    close(window);
    let window = at_home(&home, true);
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 2.0);
    close(window);
    let window = at_home(&home, false);
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_decimal_comma_is_read_and_shown_and_kept() {
    let home = home("comma");
    let mut window = at_home(&home, false);
    control(&mut window, Key::Comma);
    window.get_by_label("Decimal sign").click();
    window.run();
    click(&mut window, "Comma: 1.234,5");
    window.key_press(Key::Escape);
    window.run();
    assert!(shows(&window, "$5,58 M"));
    assert_eq!(text_of(&window, "Rental price"), "$2,00");
    price(&mut window, "3,490");
    assert_eq!(figure(&window, 0, FigureId::Cost), HOURS * 3.49);
    drop(window);
    let window = at_home(&home, false);
    assert!(shows(&window, "$5,58 M"), "settings outlive a window of any end");
    let file = fs::read_to_string(home.join("config/settings.ron")).expect("settings");
    assert!(file.contains("numbers: comma"), "{file}");
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn the_text_of_a_file_is_opened_when_it_is_pasted() {
    let home = home("paste");
    let mut window = at_home(&home, false);
    let scenario = &window.state().state().project.scenarios[0].scenario;
    let text = flopwise::files::write_scenario(scenario);
    let count = window.state().state().project.scenarios.len();
    // Even while a field has the keyboard: no field could want it.
    type_into(&mut window, "Rental price", "$3");
    window.event(Event::Paste(text.clone()));
    window.run();
    assert_eq!(window.state().state().project.scenarios.len(), count + 1);
    window.event(Event::Paste(text.replace("tokens", "tokenz")));
    window.run();
    assert!(shows(&window, "did you mean"), "a mistake in it is named");
    assert_eq!(window.state().state().project.scenarios.len(), count + 1);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn removed_scenarios_reopen_and_opened_files_are_remembered() {
    let home = home("recent");
    let mut window = at_home(&home, false);
    let name = |window: &Window, index: usize| {
        window.state().state().project.scenarios.get(index).map(|entry| entry.scenario.name.clone())
    };
    let (first, count) = (name(&window, 0), window.state().state().project.scenarios.len());
    control(&mut window, Key::W);
    assert_ne!(name(&window, 0), first);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    window.run();
    assert_eq!(name(&window, count - 1), first);

    let path = home.join("mine.ron");
    let scenario = &window.state().state().project.scenarios[0].scenario;
    fs::write(&path, flopwise::files::write_scenario(scenario)).expect("file");
    act(&mut window, Action::OpenPaths(vec![path.clone(), home.join("gone.ron")]));
    assert_eq!(window.state().state().project.scenarios.len(), count + 1);
    assert!(shows(&window, "gone.ron"));
    drop(window);
    fs::remove_file(&path).expect("removed");
    let mut window = at_home(&home, false);
    let recent = &window.state().state().session.recent;
    assert_eq!((recent.len(), recent[0].path.clone(), recent[0].exists), (1, path, false));
    click(&mut window, "File");
    window.get_by_label_contains("Open recent").click();
    window.run();
    assert!(shows(&window, "mine.ron (missing)"));
    click(&mut window, "Pin mine.ron: it stays at the top of this list");
    assert!(window.state().state().session.recent[0].pinned);
    assert!(shows(&window, "Unpin mine.ron"), "the list stays open");
    click(&mut window, "Remove mine.ron from this list; the file stays");
    assert!(window.state().state().session.recent.is_empty());
    drop(window);
    assert!(at_home(&home, false).state().state().session.recent.is_empty());
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn nothing_moves_by_itself_where_that_is_wanted() {
    let home = home("still");
    let mut window = at_home(&home, false);
    let time = |window: &Window| window.ctx.global_style().animation_time;
    assert!(time(&window) > 0.0);
    control(&mut window, Key::Comma);
    click(&mut window, "Reduce motion");
    assert_eq!(time(&window), 0.0);
    drop(window);
    let window = at_home(&home, false);
    assert_eq!(time(&window), 0.0);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_folded_group_and_what_is_explained_come_back_after_a_kill() {
    let home = home("folds");
    let mut window = at_home(&home, false);
    window.get_by_role_and_label(Role::DisclosureTriangle, "Price").click();
    window.run();
    act(&mut window, Action::ExplainRung(flopwise::scenario::Scope::ALL[0]));
    let expanded = |window: &Window| {
        window.get_by_role_and_label(Role::DisclosureTriangle, "Price").accesskit_node().data().is_expanded()
    };
    assert_eq!(expanded(&window), Some(false));
    wait(&mut window);
    drop(window);
    let window = at_home(&home, false);
    assert_eq!(expanded(&window), Some(false));
    assert_eq!(window.state().state().session.explained_rung, Some(flopwise::scenario::Scope::ALL[0]));
    fs::remove_dir_all(home).expect("clean");
}
