//! What strangers ran into: figures at another price than the form's, edits without effect, numbers cut off.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::{Action, View};
use flopwise::estimate::FigureId;

use crate::support::{Window, click, control, figure, shows, sized, text_of, type_into, window};

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

/// US-17: a budget is solved at the price that stands in the form, and Ctrl+G goes to where it is typed.
#[test]
fn one_price_for_all_is_said_and_stays_out_of_views_of_one_scenario() {
    let mut window = window();
    act(&mut window, Action::SamePrice(true));
    act(&mut window, Action::Select(1));
    let hours = figure(&window, 1, FigureId::AcceleratorHours);
    assert_eq!(figure(&window, 1, FigureId::Cost), 2.0 * hours);
    assert!(shows(&window, "Not counted here: all are priced alike, at $2.00/h."));
    control(&mut window, Key::G);
    assert_eq!(window.state().state().session.view, View::WhatIf);
    assert!(!shows(&window, "priced alike"));
    let price = window.state().state().project.scenarios[1].scenario.pricing.rental_price.value;
    assert_eq!(figure(&window, 1, FigureId::Cost), price.as_usd_per_hour() * hours);
    let field = window.get_by_role_and_label(Role::TextInput, "Wanted figure");
    assert!(field.is_focused());
    field.type_text("$1M");
    window.run();
    assert_eq!(text_of(&window, "Wanted figure"), "$1M");
    act(&mut window, Action::View(View::Compare));
    click(&mut window, "Price each by itself");
    assert!(!window.state().state().project.same_price);
}

/// US-02 and US-05: with hours as reported, other parameters change no cost. That is said, with the way out.
#[test]
fn an_edit_that_moves_no_cost_says_so_and_offers_what_would() {
    let mut window = window();
    assert!(shows(&window, "Pre-training alone: derived 0.011 % below"));
    type_into(&mut window, "Active parameters", "40B");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
    assert!(shows(&window, "the cost does not follow"));
    click(&mut window, "Use derived hours");
    assert!(figure(&window, 0, FigureId::Cost) > 5_576_000.0);
    assert!(!shows(&window, "the cost does not follow"));
}

/// US-03, US-06 and US-07: the peaks of the other form factor, where prices break even, and a ratio as a sentence.
#[test]
fn what_a_ratio_rests_on_is_one_click_away() {
    let mut window = sized([1400.0, 1300.0], None);
    // 57.0 M hours at their price come to $78.7 M, which is $28.21 for each of 2.788 M hours.
    assert!(shows(&window, "Breaks even with owning at $2.07/h, with GPT-4 (Epoch AI) at $28.21/h"));
    assert!(shows(&window, "DeepSeek itself leaves out prior research and ablation"));
    assert!(!shows(&window, "45.3 %"));
    click(&mut window, "If it were H800 PCIe");
    assert!(shows(&window, "45.3 %") && shows(&window, "22.6 %"));
    click(&mut window, "Rungs");
    assert!(shows(&window, "The former is 14.1× the latter."));
    let mixed = window.query_all_by_role(Role::Cell).find(|cell| {
        cell.accesskit_node().label().is_some_and(|label| label.contains("at G $797 M over DeepSeek-V3 at B"))
    });
    mixed.expect("cell").click();
    window.run();
    assert!(shows(
        &window,
        "GPT-4 (Epoch AI), cluster purchase: $797 M. DeepSeek-V3, final run, rental: $5.58 M."
    ));
    assert!(shows(&window, "Mixed scope: the two do not count the same things."));
}

/// A number is never shown without its magnitude, and typing replaces all of it.
#[test]
fn a_long_number_is_rounded_in_its_field_until_somebody_types_there() {
    let mut window = window();
    let presets = &window.state().state().world.presets;
    let preset = presets.iter().find(|preset| preset.scenario.id == "llama-3.1-70b").expect("preset");
    let scenario = Arc::clone(&preset.scenario);
    act(&mut window, Action::AddPreset(scenario));
    let shown = text_of(&window, "Active parameters");
    assert!(shown.starts_with("70.55") && shown.ends_with('B'), "{shown}");
    window.get_by_role_and_label(Role::TextInput, "Active parameters").click();
    window.run();
    assert_eq!(text_of(&window, "Active parameters"), "70.553706496B");
    window.get_by_role_and_label(Role::TextInput, "Active parameters").type_text("8B");
    window.run();
    assert_eq!(text_of(&window, "Active parameters"), "8B");
}

/// The tabs of the views stay in sight however far a view is scrolled, and another view begins at its top.
#[test]
fn tabs_of_views_stay_in_sight() {
    let mut window = sized([1000.0, 620.0], None);
    act(&mut window, Action::View(View::Sources));
    let tab = |window: &Window| window.get_by_role_and_label(Role::Tab, "Compare").rect();
    let before = tab(&window);
    let last = window.get_by_label_contains("Who says so").rect();
    window.hover_at(last.center() + vec2(0.0, 160.0));
    window.run();
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -400.0),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    });
    window.run();
    assert_eq!(tab(&window), before);
    assert!(
        window
            .query_by_label_contains("Who says so")
            .is_none_or(|node| node.rect().top() < last.top() - 100.0)
    );
}

/// US-07 by keyboard alone: the palette knows the ways in which scenarios are compared.
#[test]
fn the_ratio_of_rungs_is_found_by_its_words() {
    let mut window = window();
    act(&mut window, Action::View(View::Sources));
    control(&mut window, Key::K);
    window.get_by_role_and_label(Role::TextInput, "Command palette").type_text("rung by rung");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(window.state().state().session.view, View::Compare);
    assert!(shows(&window, "The former is 14.1× the latter."));
}
