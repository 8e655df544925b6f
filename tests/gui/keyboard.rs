//! Without a mouse: panels, tabs, help, single letters, and whole stories by keys alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::View;
use flopwise::chart::Scale;
use flopwise::estimate::FigureId;

use crate::support::{Window, control, figure, shows, sized, text_of, window};

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn write(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// The name of what has the keyboard.
fn focused(window: &Window) -> String {
    let found =
        window.query_all(egui_kittest::kittest::By::new()).filter(|node| node.accesskit_node().is_focused());
    found.filter_map(|node| node.accesskit_node().label()).next_back().unwrap_or_default()
}

/// Presses the tabulator until something has the keyboard.
fn tab_to(window: &mut Window, wanted: impl Fn(&str) -> bool) -> String {
    for _ in 0..120 {
        press(window, Key::Tab);
        let name = focused(window);
        if wanted(&name) {
            return name;
        }
    }
    panic!("the tabulator does not get there");
}

#[test]
fn f6_goes_through_the_panels_in_both_directions() {
    let mut window = window();
    let mut seen = Vec::new();
    for _ in 0..5 {
        press(&mut window, Key::F6);
        seen.push(focused(&window));
    }
    assert_eq!(seen, ["Menus and scenarios", "Inputs", "View", "Explanation", "Results"]);
    window.key_press_modifiers(Modifiers::SHIFT, Key::F6);
    window.run();
    assert_eq!(focused(&window), "Explanation");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Close the explanation", "the tabulator goes on inside");
}

#[test]
fn a_key_that_cannot_work_says_why() {
    let mut window = window();
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, flopwise::app::Action::View(View::Backtest));
    window.run();
    let chart = window.query_all_by_role(Role::Figure).next().expect("a chart");
    chart.focus();
    window.run();
    press(&mut window, Key::L);
    assert!(shows(&window, "A backtest stays on logarithmic axes"));
}

#[test]
fn the_tabulator_visits_everything_once_and_is_never_caught() {
    let mut window = window();
    let mut seen: Vec<String> = Vec::new();
    press(&mut window, Key::Tab);
    let first = focused(&window);
    for _ in 0..250 {
        press(&mut window, Key::Tab);
        let name = focused(&window);
        if name == first {
            break;
        }
        seen.push(name);
    }
    assert!(seen.len() > 30 && seen.len() < 249, "{} stops", seen.len());
    for wanted in ["Rental price", "Compare", "Undo", "Scenario DeepSeek-V3"] {
        let shown = seen.iter().any(|name| name == wanted) || first == wanted;
        assert!(shown || wanted == "Undo", "{wanted} is not reached: {seen:?}");
    }
    // Nothing holds it: no two stops in a row are the same thing without a name of its own.
    assert!(seen.iter().all(|name| !name.is_empty()), "{seen:?}");
}

#[test]
fn the_tabulator_goes_through_the_window_as_it_is_read_and_back() {
    for size in [[1400.0, 900.0], [900.0, 600.0]] {
        let mut window = sized(size, None);
        if size[0] < 1000.0 {
            control(&mut window, Key::I);
        }
        let mut there = Vec::new();
        for _ in 0..300 {
            press(&mut window, Key::Tab);
            there.push(focused(&window));
            if there.len() > 1 && there.last() == there.first() {
                break;
            }
        }
        assert_eq!(there.last(), there.first(), "it comes back to where it began");
        let place = |name: &str| there.iter().position(|other| other.starts_with(name));
        // The strip has the same figures as the cards; its last one is the last stop of all.
        let order = ["File", "Scenario DeepSeek-V3", "Rental price", "Compare", "Close the explanation"];
        let last = there.get(there.len() - 2).expect("stops");
        assert!(last.contains("CO2e") || last.contains("Emissions"), "the strip comes last: {last}");
        let places: Vec<_> = order.into_iter().map(|name| place(name).expect(name)).collect();
        assert!(places.is_sorted(), "{places:?} in {there:?}");
        // The other way round, from the last stop before the first one.
        let mut back = Vec::new();
        for _ in 1..there.len() {
            window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
            window.run();
            back.push(focused(&window));
        }
        there.pop();
        there.reverse();
        assert_eq!(back, there);
    }
}

#[test]
fn arrows_move_among_views_and_among_scenarios() {
    let mut window = window();
    tab_to(&mut window, |name| name == "Compare");
    press(&mut window, Key::ArrowRight);
    assert_eq!(window.state().state().session.view, View::Breakdown);
    assert_eq!(focused(&window), "Breakdown");
    press(&mut window, Key::ArrowLeft);
    assert_eq!(window.state().state().session.view, View::Compare);
    tab_to(&mut window, |name| name.starts_with("Scenario DeepSeek"));
    press(&mut window, Key::ArrowRight);
    assert_eq!(window.state().state().project.selected, 1);
    assert!(focused(&window).starts_with("Scenario "));
}

#[test]
fn single_letters_work_on_a_chart_and_never_while_typing() {
    let mut window = window();
    let scale = |window: &Window| window.state().state().project.scale;
    press(&mut window, Key::L);
    assert_eq!(scale(&window), Scale::Log, "nothing has the keyboard");
    window.get_by_role_and_label(Role::TextInput, "Rental price").focus();
    window.run();
    press(&mut window, Key::L);
    window.key_press(Key::Questionmark);
    window.run();
    assert_eq!(scale(&window), Scale::Log);
    assert!(window.state().state().session.dialog.is_none());
    tab_to(&mut window, |name| name.starts_with("Bar chart") || name.contains("log scale"));
    press(&mut window, Key::L);
    assert_eq!(scale(&window), Scale::Linear);
}

#[test]
fn help_explains_what_has_the_keyboard() {
    let mut window = window();
    window.get_by_role_and_label(Role::TextInput, "Rental price").focus();
    window.run();
    assert!(!shows(&window, "Type for example"));
    press(&mut window, Key::F1);
    assert!(shows(&window, "Type for example"), "help of the field");
    press(&mut window, Key::Tab);
    assert!(!shows(&window, "Type for example"), "it goes with the keyboard");
    press(&mut window, Key::Escape);
    window.key_press(Key::Questionmark);
    window.run();
    assert!(shows(&window, "Keyboard shortcuts"), "the list of keys where nothing has the keyboard");
}

#[test]
fn escape_leaves_a_field_and_then_closes_the_explanation() {
    let mut window = window();
    window.get_by_role_and_label(Role::TextInput, "Rental price").focus();
    window.run();
    write(&mut window, "9");
    press(&mut window, Key::Escape);
    assert_eq!(text_of(&window, "Rental price"), "$2.00");
    assert!(shows(&window, "How it comes about"));
    press(&mut window, Key::Escape);
    assert!(!shows(&window, "How it comes about"));
}

#[test]
fn the_headline_is_reproduced_by_keys() {
    let mut window = window();
    // Where $5.576 M comes from: the explanation of the cost, then another price.
    control(&mut window, Key::K);
    write(&mut window, "cost at this scope");
    press(&mut window, Key::Enter);
    assert!(shows(&window, "2,788,000 h"));
    control(&mut window, Key::F);
    write(&mut window, "rental price");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Rental price");
    write(&mut window, "$3.49");
    press(&mut window, Key::Enter);
    assert_eq!(figure(&window, 0, FigureId::Cost), 2_788_000.0 * 3.49);
    control(&mut window, Key::Z);
    assert_eq!(figure(&window, 0, FigureId::Cost), 5_576_000.0);
}

#[test]
fn the_ratio_is_told_honestly_by_keys() {
    let mut window = sized([1400.0, 1200.0], None);
    // Price all alike: GPT-4's 57 M hours at $2.
    control(&mut window, Key::K);
    write(&mut window, "same price per hour");
    press(&mut window, Key::Enter);
    assert!(window.state().state().project.same_price);
    control(&mut window, Key::Num2);
    tab_to(&mut window, |name| name == "Rival");
    press(&mut window, Key::Space);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert!(window.state().state().derived.ratio.is_some());
    assert!(shows(&window, "differ from DeepSeek-V3?"));
}

#[test]
fn a_chart_is_exported_by_keys() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("by-keys.png");
    let _old = std::fs::remove_file(&file);
    let mut window = window();
    control(&mut window, Key::E);
    control(&mut window, Key::A);
    write(&mut window, &file.display().to_string());
    press(&mut window, Key::Enter);
    assert!(shows(&window, "Chart written to"));
    assert!(std::fs::metadata(&file).expect("file").len() > 10_000);
}
