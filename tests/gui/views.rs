//! The views of the story list, driven by accessible label: run plan, sources, backtest, comparison and its charts.

use egui::accesskit::Role;
use egui::{Key, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::{Action, ChartSlot, CompareAs, Panel, View};
use flopwise::catalog::Status;
use flopwise::chart::Scale;
use flopwise::estimate::{FigureId, StateRecipe};
use flopwise::scenario::input::{InputId, InputKey, Level};

use crate::support::{Window, click, control, figure, shows, sized, text_of, type_into, window};

/// A window that shows a view from its top to its end, so that everything in it can be clicked.
fn tall() -> Window {
    sized([1400.0, 4000.0], None)
}

fn show(window: &mut Window, view: View) {
    window.get_by_role_and_label(Role::Tab, view.label()).click();
    window.run();
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

fn accelerators(window: &Window) -> f64 {
    let entry = window.state().state().project.selected().expect("tab");
    InputKey::of(InputId::Accelerators).get(&entry.scenario).expect("input").value
}

fn says(window: &Window, words: &str) {
    assert!(shows(window, words), "{words} is not shown");
}

/// The first figure (a plot) whose name contains these words.
fn plot(window: &Window, words: &str) -> egui::Rect {
    let found = window
        .query_all_by_role(Role::Figure)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(words)));
    found.unwrap_or_else(|| panic!("no plot says {words}")).rect()
}

/// US-04, US-18: the days of each phase, the accelerators that a deadline takes, and their use as one step back and forth.
#[test]
fn a_deadline_becomes_accelerators_with_one_click_and_back() {
    let mut window = tall();
    show(&mut window, View::RunPlan);
    says(&window, "56.7 days");
    says(&window, "Whole run");
    type_into(&mut window, "Deadline", "40 days");
    // 2,788,000 h / 24 / 40 = 2,904.2.
    says(&window, "2,905 accelerators (40.0 days)");
    click(&mut window, "Use 2,905 accelerators");
    assert_eq!(accelerators(&window), 2905.0);
    says(&window, "That is what it has.");
    control(&mut window, Key::Z);
    assert_eq!(accelerators(&window), 2048.0);
    type_into(&mut window, "Accelerators to try", "4096");
    says(&window, "accelerators: 28.4 days, $5.58 M.");
    type_into(&mut window, "Deadline", "soon");
    assert!(
        window
            .state()
            .state()
            .derived
            .plan
            .as_ref()
            .expect("plan")
            .deadline
            .as_ref()
            .expect("asked")
            .is_err()
    );
}

/// Which memory it takes, and what a leaner optimizer changes.
#[test]
fn memory_says_how_many_accelerators_hold_the_states() {
    let mut window = tall();
    show(&mut window, View::RunPlan);
    // 671 B · 16 bytes over 80 GB.
    says(&window, "10.7 TB of states need at least 135 accelerators of 80.0 GB; there are 2,048.");
    click(&mut window, StateRecipe::EightBitAdam.label());
    says(&window, "6.71 TB of states need at least 84 accelerators");
    let field = flopwise::app::FieldKey {
        scenario: window.state().state().project.scenarios[0].key,
        input: InputKey::of(InputId::Accelerators),
    };
    act(&mut window, Action::Set { field, value: 64.0 });
    says(&window, "do not fit 64 accelerators");
    click(&mut window, "Use 84 accelerators");
    assert_eq!(accelerators(&window), 84.0);
}

/// US-22: sort by any column, grey what is old, take a price over as one undoable step.
#[test]
fn a_quote_is_taken_over_from_the_sorted_table() {
    let mut window = tall();
    show(&mut window, View::RunPlan);
    let rows = |window: &Window| {
        let plan = window.state().state().derived.plan.as_ref().expect("plan");
        plan.providers.rows.iter().map(|row| row.age_days).collect::<Vec<_>>()
    };
    click(&mut window, "Sort by age");
    let ages = rows(&window);
    assert!(ages.len() > 3 && ages.windows(2).all(|pair| pair[0] <= pair[1]), "{ages:?}");
    click(&mut window, "Sort by age");
    assert!(rows(&window).windows(2).all(|pair| pair[0] >= pair[1]));
    let before = figure(&window, 0, FigureId::Cost);
    let button = window.query_all_by_label_contains("on demand, 20").next().expect("a quote");
    let name = button.accesskit_node().label().expect("named");
    button.click();
    window.run();
    assert_ne!(figure(&window, 0, FigureId::Cost), before, "{name}");
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), before);
}

/// US-33: every value with its source; an edit drops it, says what it replaced and can be reset; words and status choose.
#[test]
fn sources_say_who_says_so_and_lead_to_the_input() {
    let mut window = tall();
    show(&mut window, View::Sources);
    says(&window, "DeepSeek-V3 Technical Report, table 1");
    says(&window, "Accelerator: H800");
    type_into(&mut window, "Rental price", "3");
    window.key_press(Key::Enter);
    window.run();
    says(&window, "was $2.00/h: reported");
    type_into(&mut window, "Find in the sources", "rental price");
    assert!(!shows(&window, "Accelerator: H800"));
    click(&mut window, "Reset Rental price to $2.00/h");
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
    type_into(&mut window, "Find in the sources", "carbon");
    click(&mut window, "Go to Carbon intensity");
    assert_eq!(window.state().state().session.level, Level::Standard);
    type_into(&mut window, "Find in the sources", "nothing says this");
    click(&mut window, "Show all");
    assert_eq!(window.state().state().session.sources.status, None);
}

#[test]
fn a_status_chip_leaves_only_what_has_it() {
    let mut window = tall();
    // The explanation leads to inputs, too.
    act(&mut window, Action::Show(Panel::Explain, false));
    show(&mut window, View::Sources);
    let ways = |window: &Window| window.query_all_by_label("Go to Rental price").count();
    let before = ways(&window);
    let rows = window.state().state().derived.sources.clone();
    let estimated = rows.iter().filter(|row| row.status() == Status::Estimated).count();
    click(&mut window, &format!("estimated {estimated}"));
    assert_eq!(ways(&window), before - 1, "a reported value is gone");
    assert_eq!(window.state().state().session.sources.status, Some(Status::Estimated));
}

/// How far the method lies from published runs, and what that means here.
#[test]
fn the_backtest_speaks_of_the_shown_scenario() {
    let mut window = window();
    show(&mut window, View::Backtest);
    says(&window, "inside the 90 % interval");
    says(&window, "For DeepSeek-V3:");
    let before = plot(&window, "as published");
    assert!(before.width() > 300.0);
    click(&mut window, "Energy");
    says(&window, "Predicted over published energy");
}

#[test]
fn the_backtest_is_also_shown_in_a_plane_that_can_be_zoomed_and_exported() {
    let mut window = window();
    show(&mut window, View::Backtest);
    click(&mut window, "Scatter");
    let words = |window: &Window| {
        let figure = window.query_all_by_role(Role::Figure).next().expect("a chart");
        figure.accesskit_node().label().unwrap_or_default()
    };
    assert!(words(&window).starts_with("Scatter chart"), "{}", words(&window));
    let part = flopwise::chart::Window { x: (1e5, 1e7), y: (1e5, 1e7) };
    act(&mut window, Action::Zoom(ChartSlot::Backtest, Some(part)));
    assert!(words(&window).contains("Zoomed"));
    control(&mut window, Key::E);
    assert!(text_of(&window, "File").ends_with("deepseek-v3-backtest-hours-scatter.png"));
    assert!(shows(&window, "As zoomed on screen"));
}

/// US-26: differences absolute and in percent, whichever scenario is the baseline.
#[test]
fn the_table_tells_differences_to_any_subject() {
    let mut window = window();
    click(&mut window, "Table");
    // $61.68 M less $5.576 M.
    says(&window, "▲ +$56.1 M");
    click(&mut window, "Make Llama 3.1 405B the subject of the table");
    assert_eq!(window.state().state().project.baseline, 2);
    says(&window, "▼ −$56.1 M");
    control(&mut window, Key::Z);
    assert_eq!(window.state().state().project.baseline, 0);
}

/// US-07: rungs on both axes, the same rung marked, 778 over 5.576 named as of mixed scope.
#[test]
fn the_rungs_of_both_stand_on_the_axes() {
    let mut window = window();
    click(&mut window, "Rungs");
    let cells: Vec<String> = window
        .query_all_by_role(Role::Cell)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.contains(" over DeepSeek-V3 at "))
        .collect();
    let rungs = window.state().state().derived.compared.rungs.as_ref().expect("rungs");
    assert_eq!(cells.len(), rungs.matrix.rows.len() * rungs.matrix.columns.len());
    assert!(cells.iter().any(|cell| cell.ends_with("same rung")));
    assert!(cells.iter().any(|cell| cell.ends_with("mixed scope")));
    let headline =
        cells.iter().find(|cell| cell.contains("at B $78.7 M over DeepSeek-V3 at B $5.58 M")).expect("cell");
    assert!(headline.contains("14"), "{headline}");
}

/// US-16: thresholds of law in words, with intervals that hold one named so.
#[test]
fn compute_over_time_says_how_scenarios_stand_to_the_law() {
    let mut window = window();
    click(&mut window, "Over time");
    assert_eq!(window.state().state().session.compare_as, CompareAs::OverTime);
    says(&window, "of the trend of the largest runs");
    click(&mut window, "FLOP");
    says(&window, "How the scenarios stand to the thresholds of law");
    says(&window, "0.33×, below");
    says(&window, "2.1×, may exceed");
    says(&window, "3.8×, exceeds");
    says(&window, "Regulation (EU) 2024/1689");
    click(&mut window, "Energy");
    says(&window, "by cost or by FLOP");
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    window.hover_at(from.lerp(to, 0.5));
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
}

/// A box drawn on a plane zooms into it, and a visible button leads back.
#[test]
fn a_box_zooms_into_a_plane_and_a_button_leads_back() {
    let mut window = window();
    click(&mut window, "Over time");
    let whole = plot(&window, "Scatter chart");
    assert!(window.query_by_label("Reset zoom").is_none());
    let (from, to) = (whole.center() - vec2(100.0, 60.0), whole.center() + vec2(140.0, 70.0));
    drag(&mut window, from, to);
    let zoom = |window: &Window| window.state().state().session.zooms.get(ChartSlot::OverTime);
    let kept = zoom(&window).expect("zoomed");
    assert!(kept.x.0 < kept.x.1 && kept.y.0 < kept.y.1);
    says(&window, "Zoomed: horizontally");
    // It is not undone with the inputs, and outlives another view.
    show(&mut window, View::Breakdown);
    show(&mut window, View::Compare);
    assert_eq!(zoom(&window), Some(kept));
    click(&mut window, "Reset zoom");
    assert_eq!(zoom(&window), None);
}

/// Points are read by arrow keys and chosen with Enter; L changes the scale of this view alone.
#[test]
fn charts_are_read_and_set_by_keys() {
    let mut window = window();
    let bars = window.query_all_by_role(Role::Figure).next().expect("chart");
    bars.focus();
    window.run();
    let value = |window: &Window| {
        let node = window.query_all_by_role(Role::Figure).next().expect("chart");
        node.accesskit_node().value().unwrap_or_default()
    };
    assert!(value(&window).contains("DeepSeek-V3"), "{}", value(&window));
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(value(&window).contains("Llama"), "{}", value(&window));
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().state().project.selected, 2);
    window.key_press(Key::L);
    window.run();
    assert_eq!(window.state().state().project.scale, Scale::Linear);
    // Another view keeps its own.
    show(&mut window, View::WhatIf);
    act(&mut window, Action::Scale(Scale::Log));
    assert_eq!(window.state().state().project.scale, Scale::Linear);
    // A letter that is typed is a letter.
    type_into(&mut window, "Wanted figure", "l");
    assert_eq!(window.state().state().session.scale(View::WhatIf, Scale::Linear), Scale::Log);
}

/// Nothing is wider than the window, in any view, where the window is at its least.
#[test]
fn every_view_stays_inside_the_least_window() {
    let mut window = sized([900.0, 600.0], None);
    for view in View::ALL {
        act(&mut window, Action::View(view));
        let last = window.get_by_role_and_label(Role::Tab, View::Backtest.label()).rect();
        assert!(last.right() <= 900.0, "{}: the tabs end at {}", view.label(), last.right());
        for node in window.query_all_by_role(Role::Figure) {
            let rect = node.rect();
            assert!(rect.right() <= 900.0, "{}: a plot ends at {}", view.label(), rect.right());
        }
    }
}

/// A reporter with a small laptop sees the finding and what it rests on without scrolling.
#[test]
fn the_least_window_shows_what_each_view_is_about() {
    let mut window = sized([900.0, 600.0], None);
    let fold = window.get_by_label_contains("0 warnings").rect().top() - 8.0;
    let headline =
        window.get_by_role_and_label(Role::Button, &window.state().state().derived.headline).rect();
    assert!(headline.bottom() < fold);
    for view in [View::Compare, View::Breakdown, View::WhatIf, View::RunPlan] {
        act(&mut window, Action::View(view));
        let plot = window.get_all_by_role(Role::Figure).next().expect("plot").rect();
        assert!(plot.height() > 150.0, "{}: {}", view.label(), plot.height());
        assert!(plot.bottom() <= fold, "{}: {} is below {fold}", view.label(), plot.bottom());
    }
    act(&mut window, Action::View(View::Uncertainty));
    click(&mut window, "Make price and MFU uncertain");
    let plot = window.get_by_role(Role::Figure).rect();
    assert!(plot.bottom() <= fold, "Uncertainty: {} is below {fold}", plot.bottom());
}

/// Rungs by their letters where their names do not fit, each still found by its name.
#[test]
fn the_scope_takes_one_row_in_any_window() {
    for width in [900.0, 1280.0, 1400.0] {
        let mut window = sized([width, 800.0], None);
        act(&mut window, Action::Show(Panel::Explain, width > 1000.0));
        let row = |window: &Window, name: &str| window.get_by_role_and_label(Role::Button, name).rect();
        let (first, last) = (row(&window, "Pre-training"), row(&window, "Lifetime"));
        assert_eq!(first.top(), last.top(), "{width}");
        window.get_by_role_and_label(Role::Button, "Own").click();
        window.run();
        let scope = window.state().state().project.scenarios[0].scenario.scope;
        assert_eq!(scope, flopwise::scenario::Scope::Ownership);
    }
}
