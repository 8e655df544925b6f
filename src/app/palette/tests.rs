//! What queries find.

use super::*;
use crate::app::World;
use crate::app::{Dialog, Effect};
use crate::files::settings::ThemeChoice;
use crate::scenario::input::InputId;

fn state() -> AppState {
    let world = World::load(None).expect("shipped files").0;
    let first = world.first_scenarios();
    AppState::new(world, first)
}

fn find(state: &AppState, query: &str) -> Vec<PaletteEntry> {
    Palette { query: query.to_owned(), ..Palette::default() }.entries(state)
}

fn first(state: &AppState, query: &str) -> Found {
    find(state, query).into_iter().next().unwrap_or_else(|| panic!("nothing for {query}")).found
}

#[test]
fn every_command_is_in_it() {
    let state = state();
    let all = find(&state, "");
    for spec in COMMANDS {
        assert!(all.iter().any(|entry| entry.found == Found::Command(spec.command)), "{}", spec.label);
    }
}

#[test]
fn a_few_letters_find_what_is_meant() {
    let state = state();
    let key = state.project.scenarios[0].key;
    let input = |id| Found::Input(FieldKey { scenario: key, input: InputKey::of(id) });
    assert_eq!(first(&state, "rental price"), input(InputId::RentalPrice));
    assert_eq!(first(&state, "train tok"), input(InputId::Tokens));
    assert_eq!(first(&state, "dark"), Found::Command(Command::ThemeDark));
    assert_eq!(first(&state, "undo"), Found::Command(Command::Undo));
    assert_eq!(first(&state, "wallclock"), Found::Figure(FigureId::WallClock));
    assert!(matches!(first(&state, "kimi"), Found::Preset(preset) if preset.id == "kimi-k2"));
    assert_eq!(first(&state, "llama 405"), Found::Scenario(2));
}

#[test]
fn a_slip_of_the_finger_is_forgiven() {
    let found = find(&state(), "breakdwon");
    assert!(found.iter().any(|entry| entry.found == Found::Command(Command::Show(View::Breakdown))));
}

#[test]
fn inputs_are_found_by_their_source() {
    let state = state();
    let palette = Palette { query: "technical report".to_owned(), ..Palette::new(Shelf::Inputs) };
    let found = palette.entries(&state);
    assert!(!found.is_empty());
    for entry in found {
        assert!(matches!(entry.found, Found::Input(_)));
        assert!(entry.detail.contains("Technical Report"), "{}", entry.detail);
    }
}

#[test]
fn what_cannot_be_done_says_why_and_does_nothing() {
    let mut state = state();
    let undo = find(&state, "undo").remove(0);
    assert!(!undo.enabled && undo.help.starts_with("Not now."));
    state.apply(Action::Run(Command::Palette));
    state.apply(Action::DialogText("undo".to_owned()));
    assert!(state.apply(Action::DialogConfirm).is_empty());
    assert!(state.session.dialog.is_some(), "it stays open");
}

#[test]
fn enter_takes_the_chosen_entry() {
    let mut state = state();
    state.apply(Action::Run(Command::Palette));
    state.apply(Action::DialogText("theme".to_owned()));
    let entries = find(&state, "theme");
    let place = entries.iter().position(|entry| entry.found == Found::Command(Command::ThemeLight));
    state.apply(Action::PaletteChoose(place.expect("listed")));
    state.apply(Action::DialogConfirm);
    assert_eq!(state.settings.theme, ThemeChoice::Light);
    assert_eq!(state.session.dialog, None);
}

#[test]
fn an_input_is_shown_and_focused() {
    let mut state = state();
    let field =
        FieldKey { scenario: state.project.scenarios[1].key, input: InputKey::of(InputId::Accelerators) };
    state.apply(Action::Show(crate::app::Panel::Inputs, false));
    let effects = state.apply(Action::GoTo(field));
    assert!(effects.contains(&Effect::Focus(crate::app::Focus::Field(field))), "{effects:?}");
    assert_eq!(state.project.selected, 1);
    assert!(state.session.shows(crate::app::Panel::Inputs));
    let scenario = &state.project.scenarios[1].scenario;
    assert!(crate::app::form::least_level(scenario, field.input) <= state.session.level);
}

#[test]
fn a_claim_is_checked() {
    let mut state = state();
    let claim = state.world.catalog.claims[3].clone();
    state.apply(Action::Run(Command::Palette));
    state.apply(Action::DialogText(claim.name.clone()));
    let Some(Dialog::Palette(palette)) = &state.session.dialog else { panic!("open") };
    assert_eq!(palette.entries(&state)[0].found, Found::Claim(claim.id.clone()));
    state.apply(Action::DialogConfirm);
    assert_eq!(state.session.view, View::Claims);
    assert_eq!(state.derived.claim.as_ref().and_then(|claim| claim.id.clone()), Some(claim.id.clone()));
}
