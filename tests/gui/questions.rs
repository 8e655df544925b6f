//! The views that answer questions: uncertainty, what-if, claims.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use flopwise::app::{Action, WhatIf};
use flopwise::estimate::FigureId;
use flopwise::scenario::HoursBasis;
use flopwise::scenario::input::{InputId, InputKey};

use crate::support::{Window, click, control, figure, shows, sized, text_of, type_into, window};

fn uncertain(window: &Window) -> [f64; 3] {
    let uncertain = window.state().state().derived.uncertain.as_ref().expect("view");
    let outcome = &uncertain.figure.as_ref().expect("figure").outcome;
    [outcome.p5.value, outcome.p50.value, outcome.p95.value]
}

fn near(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 0.005, "{value} instead of {expected}");
}

#[test]
fn a_range_that_is_typed_makes_every_result_a_range() {
    let mut window = window();
    type_into(&mut window, "Rental price", "1.5 to 3.5");
    assert!(shows(&window, "90 % between $1.50 and $3.50, log-normal"));
    // The value that was reported stays in force.
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(text_of(&window, "Rental price"), "$1.50 to $3.50");
    assert_eq!(window.state().state().history.len(), 1);
    control(&mut window, Key::Num4);
    let [p5, p50, p95] = uncertain(&window);
    near(p5, 2_788_000.0 * 1.5);
    near(p50, 2_788_000.0 * (1.5_f64 * 3.5).sqrt());
    near(p95, 2_788_000.0 * 3.5);
    assert!(shows(&window, "with 90 % between $4.18 M and $9.76 M"));
    // The median lies as likely above as below.
    type_into(&mut window, "Value to stay below", "$6.388M");
    let share = window.state().state().derived.uncertain.as_ref().expect("view").below.clone();
    near(share.expect("asked").expect("a number"), 0.5);
    control(&mut window, Key::Z);
    assert!(shows(&window, "No input that it depends on is a range"));
}

#[test]
fn an_impossible_range_is_marked_and_changes_nothing() {
    let mut window = window();
    type_into(&mut window, "Rental price", "3.5 to 1.5");
    assert!(shows(&window, "write the lower end first"));
    window.key_press(Key::Tab);
    window.run();
    assert_eq!(text_of(&window, "Rental price"), "3.5 to 1.5");
    assert!(window.state().state().project.selected().expect("tab").scenario.uncertainty.ranges.is_empty());
}

#[test]
fn the_uncertainty_view_shows_what_matters_in_every_chart() {
    // Tall enough for everything to be in view.
    let mut window = sized([1400.0, 1500.0], None);
    control(&mut window, Key::Num4);
    click(&mut window, "Make price and MFU uncertain");
    for chart in ["Histogram", "Curve", "Spider", "Shares", "Tornado"] {
        click(&mut window, chart);
        let shown = window.state().state().derived.uncertain.as_ref().expect("view").chart.as_ref();
        let alternative = shown.expect("chart").text_alternative.clone();
        assert!(shows(&window, &alternative), "{chart}: {alternative}");
    }
    assert!(shows(&window, "102,400 samples"));
    let before = uncertain(&window);
    click(&mut window, "Another seed");
    assert_ne!(uncertain(&window), before);
    click(&mut window, "Make MFU certain");
    let ranges = &window.state().state().project.selected().expect("tab").scenario.uncertainty.ranges;
    assert_eq!(ranges.len(), 1);
}

#[test]
fn a_wanted_cost_is_solved_and_applied_as_one_undoable_edit() {
    let mut window = window();
    control(&mut window, Key::Num3);
    type_into(&mut window, "Wanted figure", "$5M");
    assert!(shows(&window, "Rental price: $1.793/h instead of $2.000/h"));
    click(&mut window, "Apply");
    near(figure(&window, 0, FigureId::Cost), 5e6);
    assert_eq!(window.state().state().history.len(), 1);
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
    type_into(&mut window, "Wanted figure", "five");
    assert!(shows(&window, "is not an amount in US dollars"));
}

/// US-23: the worked table comes out as the view opens, although the scenario takes its hours as reported.
#[test]
fn the_two_way_table_is_the_worked_one() {
    let mut window = window();
    control(&mut window, Key::Num3);
    click(&mut window, "Pre-training");
    assert!(shows(&window, "The reported 2.66 M h would not change with MFU."));
    let cell = |window: &Window, row, column| {
        let supposed = window.state().state().derived.what_if.as_ref().expect("view");
        supposed.sweep.as_ref().expect("table").cell(0, row, column).expect("cell")
    };
    // 25 % at $1.00, 35 % at $2.00, 50 % at $4.00.
    for (row, column, expected) in [(0, 0, 3.69e6), (2, 2, 5.27e6), (5, 5, 7.38e6)] {
        near(cell(&window, row, column), expected);
    }
    let state = window.state().state();
    assert_eq!(state.project.selected().expect("tab").scenario.hours_basis, HoursBasis::Reported);
    // As reported, the MFU moves nothing, and the window says so in its own words.
    click(&mut window, "Derive hours here");
    near(cell(&window, 0, 2), 5.328e6);
    near(cell(&window, 5, 2), 5.328e6);
    assert!(shows(&window, "does not depend on MFU: hours are taken as reported; choose Hours: derived"));
    click(&mut window, "Derive hours here");
    near(cell(&window, 2, 2), 5.27e6);
    type_into(&mut window, "Rows: values", "25% to");
    assert!(window.state().state().derived.what_if.as_ref().expect("view").sweep.is_err());
}

/// What keeps a goal from being reached is one click away.
#[test]
fn a_goal_that_reported_hours_keep_away_is_reached_with_derived_ones() {
    let mut window = window();
    control(&mut window, Key::Num3);
    let ctx = window.ctx.clone();
    let goal = InputKey::of(InputId::Mfu);
    let question = WhatIf { goal, target: "$5M".to_owned(), ..WhatIf::default() };
    window.state_mut().act(&ctx, Action::WhatIf(question));
    window.run();
    assert!(shows(&window, "choose Hours: derived"));
    click(&mut window, "Use derived hours");
    let state = window.state().state();
    assert_eq!(state.project.selected().expect("tab").scenario.hours_basis, HoursBasis::Derived);
    assert!(shows(&window, "MFU: "));
}

#[test]
fn a_published_claim_and_ones_own_are_checked() {
    let mut window = window();
    control(&mut window, Key::Num7);
    assert!(shows(&window, "holds, on its rung"));
    assert!(shows(&window, "what the claim gives comes to $5.576 M"));
    click(&mut window, "Enter your own");
    type_into(&mut window, "Amount claimed", "$100k");
    let claim = window.state().state().derived.claim.as_ref().expect("view");
    let check = claim.check.as_ref().expect("check");
    // A rounded amount stands for what rounds to it.
    let amount = &check.claim.amount;
    assert!((amount.low..=amount.high).contains(&1e5), "{amount:?}");
    assert!(shows(&window, check.verdict.label()));
    type_into(&mut window, "Amount claimed", "a lot");
    assert!(window.state().state().derived.claim.as_ref().expect("view").check.is_err());
    assert!(window.query_by_role_and_label(Role::ComboBox, "Rung claimed").is_some());
}
