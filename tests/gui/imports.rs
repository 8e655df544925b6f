//! Imports, audits and shared strings: what is shown before anything is created, and what comes of it.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::app::{Action, Dialog, ImportPreview};
use flopwise::files::import::tables::Creation;
use flopwise::files::share;

use crate::support::{Window, click, shows, sized, window};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(name)
}

fn paste(window: &mut Window, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run();
}

fn act(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, action);
    window.run();
}

fn count(window: &Window) -> usize {
    window.state().state().project.scenarios.len()
}

fn home(name: &str) -> PathBuf {
    let home = std::env::temp_dir().join(format!("flopwise-gui-import-{name}-{}", std::process::id()));
    fs::create_dir_all(&home).expect("folder");
    home
}

/// Types over what stands in a field that may have the keyboard already.
fn retype(window: &mut Window, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.get_by_role_and_label(Role::TextInput, label).type_text(text);
    window.run();
}

#[test]
fn a_sparse_model_is_reconciled_and_then_created_and_undone() {
    let mut window = window();
    let before = count(&window);
    act(&mut window, Action::OpenPath(fixture("deepseek-v3.json")));
    for words in ["recognised as DeepSeek-V3 family", "layers 61 (3 dense)", "experts 256+1, 8 active"] {
        assert!(shows(&window, words), "{words}");
    }
    for words in ["671.03 B", "37.55 B", "36.63 B", "35.70 B", "+1.5 %", "prediction layers (MTP) are not"] {
        assert!(shows(&window, words), "{words}");
    }
    assert_eq!(count(&window), before, "nothing is created before it is asked for");
    window.get_by_role_and_label(Role::RadioButton, "Use published counts (DeepSeek-V3)").click();
    window.run();
    let Some(Dialog::Import(dialog)) = &window.state().state().session.dialog else { panic!("closed") };
    let Some(ImportPreview::Model(import)) = &dialog.found else { panic!("no model") };
    assert!(import.use_published);
    click(&mut window, "Create scenario");
    let state = window.state().state();
    assert_eq!(count(&window), before + 1);
    let model = &state.project.scenarios[before].scenario.model;
    assert_eq!((model.total_params.value.as_count(), model.active_params.value.as_count()), (671e9, 37e9));
    assert!(state.history.undo_name().is_some_and(|name| name.starts_with("import ")));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(count(&window), before);
}

#[test]
fn a_dense_model_is_pasted_and_counted_from_its_file() {
    let mut window = window();
    let before = count(&window);
    paste(&mut window, &fs::read_to_string(fixture("llama-3.1-8b.json")).expect("fixture"));
    assert!(shows(&window, "8.03 B"));
    click(&mut window, "Create scenario");
    let model = &window.state().state().project.scenarios[before].scenario.model;
    assert_eq!(model.total_params.value.as_count(), 8_030_261_248.0);
    paste(&mut window, &fs::read_to_string(fixture("llama-3.1-8b.json")).expect("fixture"));
    click(&mut window, "Create scenario");
    assert!(shows(&window, "is open already, as imported"));
    assert_eq!(count(&window), before + 1);
}

#[test]
fn what_an_unknown_model_lacks_is_typed() {
    let mut window = window();
    let before = count(&window);
    paste(
        &mut window,
        "{\"model_type\": \"new\", \"hidden_size\": 4096, \"vocab_size\": 32000, \"num_attention_heads\": 32, \"intermediate_size\": 11008}",
    );
    assert!(shows(&window, "no known family (new)"));
    click(&mut window, "Create scenario");
    assert!(shows(&window, "parameters cannot be counted"), "and nothing is lost");
    retype(&mut window, "number of layers", "many");
    assert!(shows(&window, "many"));
    retype(&mut window, "number of layers", "32");
    let Some(Dialog::Import(dialog)) = &window.state().state().session.dialog else { panic!("closed") };
    let Some(ImportPreview::Model(model)) = &dialog.found else { panic!("no model") };
    let total = model.model.total().map(flopwise::units::Params::as_count);
    assert!(total.is_some_and(|total| (6.5e9..7.0e9).contains(&total)), "{total:?}");
    click(&mut window, "Create scenario");
    assert_eq!(count(&window), before + 1);
}

#[test]
fn broken_json_is_named_with_its_place_and_stays() {
    let mut window = window();
    let text = "{\n  \"model_type\": \"llama\",\n  \"hidden_size\": \"x\"\n}";
    paste(&mut window, text);
    assert!(shows(&window, "3:3: expected a number for hidden_size"));
    let Some(Dialog::Import(dialog)) = &window.state().state().session.dialog else { panic!("closed") };
    assert_eq!(dialog.text, text);
    paste(&mut window, "{\"model_type\": \"llama\",");
    assert!(shows(&window, "the pasted text:1:"));
}

#[test]
fn prices_wait_for_their_day_and_then_stand_among_the_providers() {
    let home = home("prices");
    let mut window = sized([1400.0, 900.0], Some(&home.join("data/scenarios")));
    let known = window.state().state().world.catalog.prices.len();
    act(&mut window, Action::OpenPath(fixture("skypilot_lambda.csv")));
    assert!(shows(&window, "Import: SkyPilot catalogue"));
    // Per instance of eight: the division is shown.
    assert!(shows(&window, "needed: the day of these prices") && shows(&window, "$10.32 ÷ 8"));
    assert!(window.get_by_label("Add quotes").accesskit_node().is_disabled());
    retype(&mut window, "Provider", "Lambda");
    retype(&mut window, "Day of the prices", "31 January");
    assert!(shows(&window, "is no day"));
    retype(&mut window, "Day of the prices", "2025-01-31");
    click(&mut window, "Add quotes");
    assert!(shows(&window, "Added "));
    let folder = home.join("data/prices");
    assert_eq!(fs::read_dir(&folder).expect("written").count(), 1);
    let catalog = &window.state().state().world.catalog;
    assert!(catalog.prices.len() > known, "read again at once");
    let known = catalog.prices.len();
    // The same list again.
    act(&mut window, Action::OpenPath(fixture("skypilot_lambda.csv")));
    retype(&mut window, "Provider", "Lambda");
    retype(&mut window, "Day of the prices", "2025-01-31");
    click(&mut window, "Add quotes");
    assert!(shows(&window, "all of them were there already"));
    assert_eq!(window.state().state().world.catalog.prices.len(), known);
    assert_eq!(fs::read_dir(&folder).expect("written").count(), 1);
    fs::remove_dir_all(home).expect("clean");
}

#[test]
fn a_chip_in_several_forms_asks_which_one_is_meant() {
    let mut window = window();
    act(&mut window, Action::OpenPath(fixture("skypilot_lambda.csv")));
    let table = |window: &Window| match &window.state().state().session.dialog {
        Some(Dialog::Import(dialog)) => match &dialog.found {
            Some(ImportPreview::Table(table)) => table.as_ref().clone(),
            other => panic!("no table but {other:?}"),
        },
        other => panic!("no import but {other:?}"),
    };
    assert!(shows(&window, "Chips in more than one form"));
    let open = table(&window).names.iter().find(|stands| stands.is_open).cloned().expect("an open name");
    assert!(open.nearest.len() > 1, "{open:?}");
    let id = open.nearest[0].clone();
    let catalog = window.state().state().world.catalog.clone();
    let name = &catalog.accelerator(&id).expect("known").name;
    let exact = |window: &Window| match table(window).preview.would_create {
        Creation::Quotes(quotes) => {
            quotes.iter().filter(|quote| quote.accelerator.as_deref() == Some(id.as_str())).count()
        }
        other => panic!("quotes and not {other:?}"),
    };
    assert_eq!(exact(&window), 0);
    window.get_by_role_and_label(Role::ComboBox, &format!("{} ({}×)", open.name, open.count)).click();
    window.run();
    window.get_by_role_and_label(Role::Button, name).click();
    window.run();
    assert!(exact(&window) > 0, "{:?}", table(&window).names);
}

#[test]
fn a_table_is_audited_with_signs_and_corrected() {
    let mut window = window();
    paste(&mut window, &fs::read_to_string(fixture("fleet.md")).expect("fixture"));
    assert!(shows(&window, "do not reconcile"));
    assert!(shows(&window, "79,000 ✗ "), "marked by a sign, not by color alone");
    assert!(shows(&window, "1,290 ✗ $1.64 B"), "the sum that the table should have");
    click(&mut window, "Copy as Markdown");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.state().state().session.dialog.is_none());
}

#[test]
fn a_shared_scenario_is_shown_before_it_replaces_the_open_one() {
    let mut window = window();
    let before = count(&window);
    let open = window.state().state().project.scenarios[0].scenario.clone();
    let mut other = open.as_ref().clone();
    let catalog = window.state().state().world.catalog.clone();
    flopwise::scenario::apply_setting(&mut other, &catalog, "price=3.49").expect("setting");
    let text = share::encode_scenario(&std::sync::Arc::new(other.clone()));
    paste(&mut window, &text);
    assert!(shows(&window, "Holds the scenario") && shows(&window, "$3.49"));
    assert_eq!(window.state().state().project.scenarios[0].scenario, open, "nothing is replaced yet");
    click(&mut window, "Replace");
    assert_eq!(*window.state().state().project.scenarios[0].scenario, other);
    assert_eq!(count(&window), before);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(window.state().state().project.scenarios[0].scenario, open);
    paste(&mut window, &text);
    click(&mut window, "Open as new scenario");
    assert_eq!(count(&window), before + 1);
}

#[test]
fn a_damaged_string_says_how_and_stays() {
    let mut window = window();
    let open = window.state().state().project.scenarios[0].scenario.clone();
    let text = share::encode_scenario(&open);
    let cut = &text[..40];
    paste(&mut window, cut);
    assert!(shows(&window, "cut off"));
    assert_eq!(window.get_by_role(Role::MultilineTextInput).value().as_deref(), Some(cut));
    assert!(window.get_by_label("Open as new scenario").accesskit_node().is_disabled());
    // Completed in the field, it opens.
    act(&mut window, Action::DialogText(text));
    assert!(shows(&window, "the open scenario is the same"));
}

#[test]
fn the_dialog_opens_by_keys_and_takes_a_path() {
    let mut window = window();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.run();
    click(&mut window, "Read");
    assert!(shows(&window, "Empty: type the path"));
    act(&mut window, Action::DialogText(fixture("nothing.json").display().to_string()));
    click(&mut window, "Read");
    assert!(shows(&window, "nothing.json"));
    act(&mut window, Action::DialogText(fixture("epoch_models.csv").display().to_string()));
    click(&mut window, "Read");
    assert!(shows(&window, "Import: Epoch AI table of models"));
    assert!(shows(&window, "Add published runs"));
}
