//! Saving and opening through the dialogs with their path fields.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use flopwise::estimate::FigureId;

use crate::support::{Window, control, figure, shows, sized, type_into};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("flopwise-gui-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

/// Types a path into the open dialog and confirms it.
fn answer(window: &mut Window, label: &str, path: &std::path::Path) {
    window.get_by_role_and_label(Role::TextInput, label).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_role_and_label(Role::TextInput, label).type_text(&path.display().to_string());
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

const FIELD: &str = "Type the path of a file, or browse for one.";

#[test]
fn a_scenario_is_saved_opened_again_and_stands_among_the_presets() {
    let folder = folder("round");
    let presets = folder.join("scenarios");
    let mut window = sized([1400.0, 900.0], Some(&presets));
    type_into(&mut window, "Rental price", "$3.49");
    window.key_press(Key::Enter);
    window.run();
    control(&mut window, Key::S);
    answer(&mut window, FIELD, &presets.join("mine.ron"));
    assert!(shows(&window, "Saved to"));
    control(&mut window, Key::N);
    assert!(shows(&window, "Yours"));
    window.key_press(Key::Escape);
    window.run();
    let open = |window: &Window| window.state().state().project.scenarios.len();
    let count = open(&window);
    control(&mut window, Key::O);
    answer(&mut window, FIELD, &presets.join("mine.ron"));
    assert!(shows(&window, "mine.ron is open already"));
    assert_eq!(open(&window), count);
    control(&mut window, Key::W);
    let count = open(&window);
    control(&mut window, Key::O);
    answer(&mut window, FIELD, &presets.join("mine.ron"));
    assert_eq!(open(&window), count + 1);
    assert_eq!(figure(&window, count, FigureId::Cost), 2_788_000.0 * 3.49);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_file_that_is_not_there_is_named_in_the_dialog() {
    let folder = folder("missing");
    let mut window = sized([1400.0, 900.0], None);
    control(&mut window, Key::O);
    answer(&mut window, FIELD, &folder.join("nothing.ron"));
    assert!(shows(&window, "nothing.ron"));
    assert!(window.state().state().session.dialog.is_some(), "the dialog stays, with the path in it");
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().state().session.dialog.is_none());
    std::fs::remove_dir_all(folder).expect("clean");
}
