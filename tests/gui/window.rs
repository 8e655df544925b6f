//! The window as a whole: the finding, the chart, scope, comparison, themes, widths.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::analysis::{Comparison, ComparisonOptions};
use flopwise::app::{Action, ThemeChoice};
use flopwise::chart::Plot;
use flopwise::estimate::FigureId;
use flopwise::units::format;

use crate::support::{click, control, figure, shows, sized, window};

#[test]
fn it_opens_on_an_answer() {
    let window = window();
    assert!(shows(&window, "DeepSeek-V3 final run: $5.58 M"));
    assert!(shows(&window, "Numbers are presets with sources."));
    assert!(window.query_all_by_role(Role::Figure).next().is_some(), "the chart");
}

#[test]
fn the_chart_says_in_words_what_it_shows() {
    let window = window();
    let words = window.get_by_role(Role::Figure).accesskit_node().label().unwrap_or_default();
    assert!(words.contains("DeepSeek-V3") && words.contains("Llama 3.1 405B"), "{words}");
    assert!(words.contains("mixed price year"), "{words}");
}

#[test]
fn figures_on_screen_are_those_of_the_comparison() {
    let window = window();
    let state = window.state().state();
    let scenarios: Vec<_> = state.project.scenarios.iter().map(|entry| entry.scenario.clone()).collect();
    let options = ComparisonOptions::default();
    let Some(Plot::Rows(rows)) = state.derived.chart.as_ref().map(|chart| &chart.plot) else {
        panic!("bars")
    };
    let drawn: Vec<String> = rows.rows.iter().map(|row| row.value_label.text.clone()).collect();
    let fresh = Comparison::new(&state.world.catalog, &scenarios, options).expect("comparison");
    for (row, scenario) in scenarios.iter().enumerate() {
        for id in FigureId::ALL {
            let shown = state.derived.evaluation(row).expect("row").value(*id);
            assert_eq!(shown, fresh.rows[row].evaluation.value(*id), "{} of row {row}", id.id());
        }
        let cost = figure(&window, row, FigureId::Cost);
        let name = &scenario.name;
        assert!(shows(&window, &format!("{name}: {} USD", format::full(cost))), "the bar of {name}");
        assert!(
            drawn.contains(&format::short(FigureId::Cost.dimension(), cost)),
            "the label of {name}: {drawn:?}"
        );
    }
}

#[test]
fn the_command_line_prints_what_the_window_shows_to_the_last_digit() {
    let window = window();
    let state = window.state().state();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_flopwise"))
        .args(["compare", "--json"])
        .env("FLOPWISE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["headline"], state.derived.headline.as_str());
    let rows = report["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), state.project.scenarios.len());
    for (index, row) in rows.iter().enumerate() {
        let shown = state.derived.evaluation(index).expect("row");
        assert_eq!(row["scenario"]["id"], shown.scenario().id.as_str());
        for id in FigureId::ALL {
            let printed = row["figures"][id.id()]["value"].as_f64();
            assert_eq!(printed, shown.value(*id).ok(), "{} of {}", id.id(), shown.scenario().id);
        }
    }
}

#[test]
fn a_scope_chip_moves_every_figure() {
    let mut window = window();
    click(&mut window, "Pre-training");
    assert!(shows(&window, "$5.33 M"));
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_328_000.0);
    assert!(shows(&window, "context extension, post-training, experiments"), "what is left out");
    control(&mut window, Key::Z);
    assert!(shows(&window, "DeepSeek-V3 final run: $5.58 M"));
}

#[test]
fn badges_come_with_a_way_out() {
    let mut window = window();
    assert!(shows(&window, "mixed price year"));
    click(&mut window, "Price all alike");
    assert!(!shows(&window, "mixed price year"));
    // GPT-4's 57 M hours at DeepSeek's $2.
    let epoch = window.state().state().project.scenarios.iter().position(|e| e.scenario.id == "gpt-4-epoch");
    assert_eq!(figure(&window, epoch.expect("preset"), FigureId::Cost), 114e6);
}

#[test]
fn a_bar_selects_its_scenario_and_explains_it() {
    let mut window = window();
    window.get_by_label_contains("Llama 3.1 405B: 61,680,000 USD").click();
    window.run();
    let state = window.state().state();
    assert_eq!(state.project.scenarios[state.project.selected].scenario.id, "llama-3.1-405b");
    assert!(shows(&window, "Make Llama 3.1 405B the subject"));
    click(&mut window, "Make Llama 3.1 405B the subject");
    assert!(window.state().state().derived.headline.starts_with("Llama 3.1 405B"));
}

#[test]
fn figures_switch_the_chart_and_the_explanation() {
    let mut window = window();
    for (chip, id) in
        [("FLOP", FigureId::TrainingCompute), ("Energy", FigureId::Energy), ("Days", FigureId::WallClock)]
    {
        click(&mut window, chip);
        assert_eq!(window.state().state().project.figure, id);
        assert_eq!(window.state().state().session.explained, id);
    }
}

#[test]
fn any_figure_of_the_strip_explains_itself() {
    let mut window = window();
    window.get_by_label_contains("Energy: 3.").click();
    window.run();
    assert_eq!(window.state().state().session.explained, FigureId::Energy);
    assert!(shows(&window, "PUE"));
}

#[test]
fn both_themes_draw() {
    let mut window = window();
    for theme in [ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::System] {
        let ctx = window.ctx.clone();
        window.state_mut().act(&ctx, Action::Theme(theme));
        window.run();
    }
    window.get_by_role_and_label(egui::accesskit::Role::Button, "View").click();
    window.run();
    window.get_by_label_contains("Light theme").click();
    window.run();
    assert_eq!(window.state().state().settings.theme, ThemeChoice::Light);
    assert!(!window.ctx.global_style().visuals.dark_mode);
}

#[test]
fn panels_open_and_close_by_keys() {
    let mut window = window();
    assert!(shows(&window, "How it comes about"));
    control(&mut window, Key::I);
    assert!(!shows(&window, "How it comes about"));
    control(&mut window, Key::B);
    assert!(window.query_by_role_and_label(Role::Slider, "Rental price").is_none());
    control(&mut window, Key::B);
    assert!(window.query_by_role_and_label(Role::Slider, "Rental price").is_some());
}

#[test]
fn the_smallest_window_still_answers() {
    let mut window = sized([900.0, 600.0], None);
    assert!(shows(&window, "$5.58 M"));
    assert!(!shows(&window, "How it comes about"), "the explanation waits");
    control(&mut window, Key::I);
    assert!(shows(&window, "How it comes about"));
    control(&mut window, Key::I);
    assert!(!shows(&window, "How it comes about"));
}

#[test]
fn presets_join_the_comparison() {
    let mut window = window();
    let count = window.state().state().project.scenarios.len();
    control(&mut window, Key::N);
    window.get_by_label_contains("DeepSeek-R1").click();
    window.run();
    let state = window.state().state();
    assert_eq!(state.project.scenarios.len(), count + 1);
    assert_eq!(state.project.selected, count);
    control(&mut window, Key::W);
    assert_eq!(window.state().state().project.scenarios.len(), count);
}

#[test]
fn experiments_are_one_click() {
    let mut window = window();
    click(&mut window, "Climb one rung");
    assert!(figure(&window, 0, FigureId::Cost) > 5_576_000.0);
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
}

#[test]
fn nothing_moves_while_nothing_happens() {
    let mut window = window();
    assert_eq!(window.run(), 1, "a window at rest asks for no further frame");
}

#[test]
fn the_ratio_is_taken_apart_and_the_rungs_are_listed() {
    let mut window = window();
    click(&mut window, "Why the ratio?");
    // US-08: 405 B over 37 B active parameters explain nearly all of it.
    assert!(shows(
        &window,
        "Almost all of the 11.1× comes from activating 37 B instead of 405 B parameters."
    ));
    assert!(shows(&window, "Active parameters: 10.95×"));
    assert!(shows(&window, "rung by rung"));
    window.get_by_label("A  Pre-training, rental").click();
    window.run();
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_328_000.0);
    control(&mut window, Key::Num1);
    assert!(!shows(&window, "rung by rung"));
}

#[test]
fn total_as_active_shows_what_the_mistake_costs() {
    let mut window = window();
    click(&mut window, "Count total as active");
    assert!(shows(&window, "final run: $96."), "{}", window.state().state().derived.headline);
    click(&mut window, "Use 37 B");
    assert!(figure(&window, 0, FigureId::Cost) < 5.7e6);
}

#[test]
fn every_dialog_closes_with_escape() {
    let mut window = window();
    for key in [Key::N, Key::O, Key::E] {
        control(&mut window, key);
        assert!(window.state().state().session.dialog.is_some());
        for _ in 0..2 {
            window.key_press(Key::Escape);
            window.run();
        }
        assert!(window.state().state().session.dialog.is_none(), "{key:?}");
    }
    window.key_press(Key::F1);
    window.run();
    assert!(shows(&window, "Ctrl+Shift+Z or Ctrl+Y") || shows(&window, "Redo"));
}

#[test]
fn a_scenario_is_renamed_in_place() {
    let mut window = window();
    control(&mut window, Key::D);
    window.get_by_role_and_label(Role::TextInput, "Scenario name").click();
    window.run();
    control(&mut window, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Scenario name").type_text("My run");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let state = window.state().state();
    assert_eq!(state.project.selected().expect("shown").scenario.name, "My run");
    assert_eq!(state.history.undo_name(), Some("rename to My run"));
}

#[test]
fn a_preset_is_found_by_typing_and_what_lies_behind_the_dialog_rests() {
    let mut window = window();
    let count = window.state().state().project.scenarios.len();
    control(&mut window, Key::N);
    control(&mut window, Key::W);
    assert_eq!(window.state().state().project.scenarios.len(), count);
    window.get_by_role_and_label(Role::TextInput, "Find by name or developer").type_text("r1");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let state = window.state().state();
    assert_eq!(state.project.selected().expect("shown").scenario.id, "deepseek-r1");
    assert!(state.session.dialog.is_none());
}
