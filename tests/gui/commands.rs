//! Commands: the palette, scenario tabs, figures that can be asked, tables, what an empty window offers.

use egui::accesskit::Role;
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::Queryable as _;
use flopwise::app::{Action, Command, Dialog, View};
use flopwise::estimate::FigureId;
use flopwise::scenario::Scope;

use crate::support::{Window, click, control, figure, shows, sized, text_of, type_into, window};

fn names(window: &Window) -> Vec<String> {
    let scenarios = &window.state().state().project.scenarios;
    scenarios.iter().map(|entry| entry.scenario.name.clone()).collect()
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

fn type_text(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// Sends events one by one and returns what was handed to the clipboard.
fn handed_over(window: &mut Window, events: Vec<egui::Event>) -> Vec<OutputCommand> {
    let mut commands = Vec::new();
    for event in events {
        window.event(event);
        window.step();
        commands.extend(window.output().platform_output.commands.clone());
    }
    for _ in 0..4 {
        window.step();
        commands.extend(window.output().platform_output.commands.clone());
    }
    window.run();
    commands
}

fn text_in(commands: &[OutputCommand]) -> String {
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.expect("a text was copied")
}

fn pressed(modifiers: Modifiers, key: Key) -> Vec<egui::Event> {
    let event = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![event(true), event(false)]
}

/// Clicks something that copies a text.
fn copy_by(window: &mut Window, label: &str) -> String {
    // A menu is drawn last.
    let pos = window.get_all_by_label(label).last().expect("shown").rect().center();
    let button = |pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    text_in(&handed_over(window, vec![egui::Event::PointerMoved(pos), button(true), button(false)]))
}

#[test]
fn the_palette_finds_a_command_and_runs_it_by_keys() {
    let mut window = window();
    control(&mut window, Key::K);
    assert!(window.query_by_role_and_label(Role::TextInput, "Command palette").is_some());
    type_text(&mut window, "breakdwn");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().state().session.view, View::Breakdown);
    assert!(window.state().state().session.dialog.is_none());
}

#[test]
fn arrows_move_in_the_palette_and_escape_closes_it() {
    let mut window = window();
    control(&mut window, Key::P);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        window.key_press(key);
        window.run();
    }
    let Some(Dialog::Palette(palette)) = &window.state().state().session.dialog else { panic!("open") };
    assert_eq!(palette.chosen, 1);
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().state().session.dialog.is_none());
}

#[test]
fn the_palette_leads_to_an_input_that_is_hidden() {
    let mut window = window();
    control(&mut window, Key::B);
    assert!(window.query_by_role_and_label(Role::TextInput, "Rental price").is_none());
    control(&mut window, Key::F);
    type_text(&mut window, "power usage");
    let field = window.get_all_by_role(Role::ListBoxOption).next().is_some();
    assert!(field, "PUE is found by its label or help");
    window.key_press(Key::Enter);
    window.run();
    let focused = window.query_all_by_role(Role::TextInput).any(|node| node.is_focused());
    assert!(focused, "a field of the form has the keyboard");
    assert!(window.state().state().session.dialog.is_none());
}

#[test]
fn tabs_are_renamed_moved_and_closed_and_undone() {
    let mut window = window();
    let before = names(&window);
    window.key_press(Key::F2);
    window.run();
    control(&mut window, Key::A);
    type_text(&mut window, "My check");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(names(&window)[0], "My check");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    window.run();
    assert_eq!(names(&window)[1], "My check");
    assert_eq!(window.state().state().project.baseline, 1, "the subject stays the same scenario");
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(names(&window), before);
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(names(&window), before, "without the keyboard on a tab nothing is removed");
    window.get_by_role_and_label(Role::Tab, "Scenario DeepSeek-V3").focus();
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(names(&window), before[1..]);
    control(&mut window, Key::Z);
    assert_eq!(names(&window), before);
}

#[test]
fn a_tab_is_dragged_to_another_place() {
    let mut window = window();
    let before = names(&window);
    let rect = |window: &Window, name: &str| {
        window.get_by_role_and_label(Role::Tab, &format!("Scenario {name}")).rect()
    };
    let from = rect(&window, &before[0]).center();
    let to = rect(&window, &before[2]).center() + egui::vec2(6.0, 0.0);
    window.drag_at(from);
    window.run();
    window.hover_at(from + egui::vec2(20.0, 0.0));
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
    assert_eq!(names(&window)[2], before[0]);
    control(&mut window, Key::Z);
    assert_eq!(names(&window), before);
}

#[test]
fn the_last_scenario_can_be_closed_and_an_empty_window_offers_what_to_do() {
    let mut window = window();
    let count = names(&window).len();
    for _ in 0..count {
        control(&mut window, Key::W);
    }
    assert!(names(&window).is_empty());
    for words in ["DeepSeek check", "Plan a run", "Import a file", "No figures"] {
        assert!(shows(&window, words), "{words}");
    }
    click(&mut window, "DeepSeek check: Open it");
    assert_eq!(names(&window).len(), count);
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
    control(&mut window, Key::Z);
    click(&mut window, "Plan a run: Start planning");
    assert_eq!(window.state().state().session.view, View::RunPlan);
    assert_eq!(names(&window).len(), 1);
}

#[test]
fn a_figure_is_explained_and_leads_to_its_input() {
    let mut window = sized([1400.0, 1600.0], None);
    window.get_by_label("Energy: 3.55 GWh").click();
    window.run();
    assert_eq!(window.state().state().session.explained, FigureId::Energy);
    act(&mut window, Action::Explain(FigureId::Cost));
    assert!(
        shows(&window, "+10.0 % here: cost at this scope +10.0 %")
            || shows(&window, "+10 % here: cost at this scope +10 %")
    );
    window.get_by_label("Go to Rental price").click();
    window.run();
    assert!(window.get_by_role_and_label(Role::TextInput, "Rental price").is_focused());
}

#[test]
fn a_rung_of_the_ladder_is_explained_without_moving_there() {
    let mut window = sized([1400.0, 1600.0], None);
    control(&mut window, Key::Num2);
    window.get_by_label("Cost at A: Pre-training, rental: $5.33 M").click();
    window.run();
    let state = window.state().state();
    assert_eq!(state.session.explained_rung, Some(Scope::PreTraining));
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0, "the comparison stays where it is");
    let explanation = state.derived.explanation.clone().expect("shown").expect("known");
    assert_eq!(explanation.value, 5_328_000.0);
}

#[test]
fn figures_and_inputs_are_copied_in_every_way() {
    let mut window = window();
    window.get_by_label("Cost at this scope: $5.58 M").click_secondary();
    window.run();
    for (label, words) in [
        ("Copy value", "5576000"),
        ("Copy with unit", "5,576,000 USD"),
        ("Copy formula", "$2.00/h"),
        ("Copy as Markdown row", "| 5,576,000 | USD |"),
    ] {
        let text = copy_by(&mut window, label);
        assert!(text.contains(words), "{label}: {text}");
        window.get_by_label("Cost at this scope: $5.58 M").click_secondary();
        window.run();
    }
    window.key_press(Key::Escape);
    window.run();
    window.get_by_role_and_label(Role::TextInput, "Rental price").click_secondary();
    window.run();
    for label in ["Cut", "Copy", "Paste", "Select all", "Copy as Markdown row", "Show source", "Reset"] {
        assert!(window.query_by_label(label).is_some(), "{label}");
    }
    assert_eq!(copy_by(&mut window, "Copy value"), "2");
}

#[test]
fn changed_inputs_say_from_what() {
    let mut window = window();
    type_into(&mut window, "Rental price", "3");
    window.key_press(Key::Enter);
    window.run();
    assert!(shows(&window, "your value, changed from $2.00/h (preset)"));
    act(&mut window, Action::Select(1));
    assert!(shows(&window, "baseline: $3.00/h"));
    let state = window.state().state();
    let count = state.change_count(&state.project.scenarios[0]);
    assert_eq!((count.preset, count.baseline), (1, 0));
    assert!(state.change_count(&state.project.scenarios[1]).baseline > 3);
}

#[test]
fn inputs_are_correlated_shared_and_undone_in_the_window() {
    let mut window = sized([1400.0, 1600.0], None);
    click(&mut window, "Expert");
    control(&mut window, Key::Num4);
    click(&mut window, "Make price and MFU uncertain");
    let uncertainty =
        |window: &Window| window.state().state().project.scenarios[0].scenario.uncertainty.clone();
    type_into(&mut window, "Rank correlation", "0.5");
    click(&mut window, "Correlate");
    assert_eq!(uncertainty(&window).correlations[0].rank, 0.5);
    assert!(shows(&window, "rank correlation 0.5"));
    click(&mut window, "Share Rental price");
    assert!(uncertainty(&window).ranges.iter().any(|range| range.shared));
    control(&mut window, Key::Z);
    assert!(!uncertainty(&window).ranges.iter().any(|range| range.shared));
    window.get_by_label_contains("End the correlation of").click();
    window.run();
    assert!(uncertainty(&window).correlations.is_empty());
    control(&mut window, Key::Z);
    assert_eq!(uncertainty(&window).correlations.len(), 1);
    type_into(&mut window, "Rank correlation", "2");
    assert!(shows(&window, "A rank correlation is a number from"));
}

#[test]
fn tables_are_sorted_selected_and_copied() {
    let mut window = sized([1400.0, 2400.0], None);
    control(&mut window, Key::Num8);
    let rows = |window: &Window| window.query_all_by_role(Role::Row).count();
    let count = rows(&window);
    assert!(count > 5, "{count} rows");
    let first = window.get_all_by_role(Role::Row).nth(1).expect("row").rect().center();
    window.hover_at(first);
    window.run();
    window.get_all_by_role(Role::Row).nth(1).expect("row").click();
    window.run();
    let text = text_in(&handed_over(&mut window, vec![egui::Event::Copy]));
    assert_eq!(text.trim_end().lines().count(), 2, "header and one row: {text}");
    assert!(text.contains('\t'));
    control(&mut window, Key::A);
    let text = text_in(&handed_over(&mut window, vec![egui::Event::Copy]));
    assert!(text.lines().count() > 2);
    let header = window.get_all_by_role(Role::ColumnHeader).next().expect("header");
    header.click();
    window.run();
    assert!(shows(&window, ", rising"));
}

#[test]
fn the_chart_is_said_to_be_copied_when_it_was_handed_over() {
    let mut window = window();
    let commands = handed_over(&mut window, pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::C));
    let image = commands.into_iter().find_map(|command| match command {
        OutputCommand::CopyImage(image) => Some(image),
        _ => None,
    });
    let image = image.expect("an image was handed over");
    assert_eq!(image.size, [2400, 1800]);
    window.run();
    assert!(shows(&window, "Chart copied as a picture of 2400 × 1800 pixels"));
    click(&mut window, "Save…");
    assert!(matches!(window.state().state().session.dialog, Some(Dialog::Export(_))));
}

#[test]
fn the_share_string_that_is_copied_opens_again() {
    let mut window = window();
    let before = names(&window);
    let text = text_in(&handed_over(&mut window, pressed(Modifiers::COMMAND, Key::L)));
    assert!(shows(&window, "Copied the comparison as a share string"));
    act(&mut window, Action::Close(0));
    act(&mut window, Action::OpenShared(text));
    assert_ne!(names(&window), before, "first it is shown");
    click(&mut window, "Replace the comparison");
    assert_eq!(names(&window), before);
}

#[test]
fn every_command_can_be_run_from_the_palette() {
    let mut window = window();
    for (query, command) in [("same price", Command::ToggleSamePrice), ("expert", Command::LevelExpert)] {
        control(&mut window, Key::K);
        type_text(&mut window, query);
        window.key_press(Key::Enter);
        window.run();
        assert_eq!(command.is_on(window.state().state()), Some(true), "{query}");
    }
    assert_eq!(text_of(&window, "Rental price"), "$2.00");
}
