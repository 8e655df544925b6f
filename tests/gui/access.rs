//! What assistive technology sees: a name, a role and a value for every control, words for every chart, in every view.

use egui::accesskit::{Action as Request, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::{Action, Command, View};
use flopwise::scenario::input::Level;

use crate::support::{Window, click, sized, window};

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

/// What can have the keyboard and has no name.
fn nameless(window: &Window) -> Vec<String> {
    let nodes = window.root().children_recursive();
    let mut found = Vec::new();
    for node in nodes {
        let node = node.accesskit_node();
        let focusable = node.data().supports_action(Request::Focus);
        let container = matches!(node.role(), Role::Window | Role::GenericContainer | Role::ScrollView);
        let name = node.label().or_else(|| node.value()).unwrap_or_default();
        if focusable && !container && name.trim().is_empty() {
            found.push(format!("{:?} at {:?}", node.role(), node.raw_bounds()));
        }
    }
    found
}

#[test]
fn nothing_that_can_have_the_keyboard_is_without_a_name() {
    let mut window = sized([1400.0, 2400.0], None);
    act(&mut window, Action::Level(Level::Expert));
    for view in View::ALL {
        act(&mut window, Action::View(view));
        assert_eq!(nameless(&window), Vec::<String>::new(), "{}", view.label());
    }
    click(&mut window, "Uncertainty");
    click(&mut window, "Make price and MFU uncertain");
    assert_eq!(nameless(&window), Vec::<String>::new(), "with ranges");
    for command in [Command::Palette, Command::New, Command::Shortcuts, Command::Open] {
        act(&mut window, Action::Run(command));
        assert_eq!(nameless(&window), Vec::<String>::new(), "{command:?}");
        act(&mut window, Action::DialogCancel);
    }
}

#[test]
fn every_chart_says_in_words_what_it_shows() {
    let mut window = sized([1400.0, 2400.0], None);
    for view in View::ALL {
        act(&mut window, Action::View(view));
        if window.state().state().derived.shown_chart(view).is_none() {
            continue;
        }
        let charts: Vec<String> = window
            .query_all_by_role(Role::Figure)
            .map(|chart| chart.accesskit_node().label().unwrap_or_default())
            .collect();
        assert!(!charts.is_empty(), "{} has no chart", view.label());
        for words in charts {
            assert!(words.split_whitespace().count() >= 8, "{}: {words:?}", view.label());
        }
    }
}

#[test]
fn controls_have_the_roles_and_values_that_they_look_like() {
    let window = window();
    let field = window.get_by_role_and_label(Role::TextInput, "Rental price");
    assert_eq!(field.value().as_deref(), Some("$2.00"));
    let slider = window.get_by_role_and_label(Role::Slider, "Rental price").accesskit_node();
    assert_eq!(slider.numeric_value(), Some(2.0));
    let tabs = window.query_all_by_role(Role::Tab).count();
    let scenarios = window.state().state().project.scenarios.len();
    assert_eq!(tabs, scenarios + View::ALL.len());
    let chosen = window.query_all_by_role(Role::Tab).filter(|tab| {
        tab.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
            || tab.accesskit_node().is_selected() == Some(true)
    });
    assert_eq!(chosen.count(), 2, "one scenario and one view");
    for panel in ["Inputs", "View", "Explanation", "Results", "Menus and scenarios"] {
        assert!(window.query_by_role_and_label(Role::Pane, panel).is_some(), "{panel}");
    }
}

#[test]
fn an_empty_window_is_named_too() {
    let mut window = window();
    while !window.state().state().project.scenarios.is_empty() {
        act(&mut window, Action::Close(0));
    }
    assert_eq!(nameless(&window), Vec::<String>::new());
}
