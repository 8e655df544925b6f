//! What was found in a table of quotes, runs or scenarios, and what has to be said before it is taken over.

use egui::{ComboBox, Id, Label, ScrollArea, TextEdit, Ui, vec2};

use super::{error_ui, lines_ui};
use crate::app::{Action, AppState, ImportEvent, Stands, TableImport};
use crate::files::import::tables::Creation;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};
use crate::ui::widgets::{field_frame, select_all, table_ui};

/// Words on the button that takes the table over.
pub(super) fn verb(import: &TableImport) -> String {
    match &import.preview.would_create {
        Creation::Quotes(_) => "Add quotes".to_owned(),
        Creation::Runs(_) => "Add published runs".to_owned(),
        Creation::Scenarios(several) if several.len() > 1 => "Create scenarios".to_owned(),
        Creation::Scenarios(_) => "Create scenario".to_owned(),
    }
}

/// Draws the preview of a table.
pub(super) fn table_import_ui(ui: &mut Ui, state: &AppState, import: &TableImport, out: &mut ActionSink) {
    let preview = &import.preview;
    let would = preview.would_create.words();
    ui.add(Label::new(strong(format!("{}: {} rows, {would}", preview.file, preview.rows))).wrap());
    for remark in &preview.remarks {
        ui.add(Label::new(caption(ui, remark.as_str())).wrap());
    }
    ui.add_space(6.0);
    said_ui(ui, state, import, out);
    if let Some(wrong) = &import.wrong {
        error_ui(ui, wrong);
    }
    names_ui(ui, state, import, out);
    if !preview.table.rows.is_empty() {
        ScrollArea::vertical()
            .id_salt("import-table-scroll")
            .max_height(230.0)
            .min_scrolled_height(230.0)
            .show(ui, |ui| {
                table_ui(ui, "import-table", &preview.table);
            });
        ui.add_space(6.0);
    }
    // Without the options of the command line.
    let words = |warning: &String| warning.split("; --map").next().unwrap_or(warning).to_owned();
    lines_ui(ui, "! ", preview.warnings.iter().map(words));
    if !preview.wrong.is_empty() {
        ui.label(strong("Cannot be read; these rows are left out"));
        lines_ui(ui, "", preview.wrong.iter().map(ToString::to_string));
    }
    if !preview.skipped.is_empty() {
        ui.label(strong("Left out"));
        let skipped = preview.skipped.iter().map(|skipped| {
            let rows = if skipped.count == 1 { "row" } else { "rows" };
            let reason = skipped
                .reason
                .replace("waits for --base", "waits for the scenario to start from")
                .replace("see the names below", "see the names above");
            format!("{} {rows}: {reason} (first: {})", skipped.count, skipped.example)
        });
        lines_ui(ui, "", skipped);
    }
}

/// Fields for what the table does not say.
fn said_ui(ui: &mut Ui, state: &AppState, import: &TableImport, out: &mut ActionSink) {
    let asked = |option| import.asked.contains(&option);
    let needs = |option: &str| import.preview.needs.iter().any(|need| need.option == option);
    egui::Grid::new("import-said").num_columns(3).spacing([18.0, 6.0]).show(ui, |ui| {
        if asked("--date") {
            let hint = if needs("--date") { "needed: the day of these prices, never guessed" } else { "" };
            if let Some(text) = field_ui(ui, "Day of the prices", "year-month-day", (&import.date, hint)) {
                out.push(Action::Import(ImportEvent::Date(text)));
            }
        }
        if asked("--provider") {
            let hint = if needs("--provider") { "needed: who quotes these prices" } else { "" };
            if let Some(text) = field_ui(ui, "Provider", "name of the seller", (&import.provider, hint)) {
                out.push(Action::Import(ImportEvent::Provider(text)));
            }
        }
        if asked("--base") {
            let chosen = import.base.as_ref().map_or("Choose a preset", |base| base.name.as_str());
            let presets = state.world.presets.iter();
            let options = presets.map(|preset| (preset.scenario.id.clone(), preset.scenario.name.clone()));
            if let Some(id) = choice_ui(ui, "What rows leave open, as in", chosen, options) {
                out.push(Action::Import(ImportEvent::Base(id)));
            }
            ui.end_row();
        }
        if !import.rows.is_empty() {
            let all = "All, as published runs".to_owned();
            let chosen = import.row.clone().unwrap_or_else(|| all.clone());
            let rows = import.rows.iter().map(|row| (row.clone(), format!("{row}, as a scenario")));
            let options = std::iter::once((String::new(), all)).chain(rows);
            if let Some(row) = choice_ui(ui, "Take over", &chosen, options) {
                let row = Some(row).filter(|row| !row.is_empty());
                out.push(Action::Import(ImportEvent::OneRow(row)));
            }
            ui.end_row();
        }
    });
    ui.add_space(6.0);
}

/// A field with what it still wants beside it; the text if it changed.
fn field_ui(ui: &mut Ui, label: &str, example: &str, (text, hint): (&str, &str)) -> Option<String> {
    let name = ui.label(label);
    let id = Id::unique(("import-said", label));
    let frame = field_frame(ui, id, false);
    let mut typed = text.to_owned();
    let edit = TextEdit::singleline(&mut typed).id(id).frame(frame).hint_text(example).desired_width(160.0);
    // A cell of a grid is as narrow as it was before.
    let response = ui.add_sized(vec2(160.0, 26.0), edit).labelled_by(name.id);
    if response.gained_focus() {
        select_all(ui, id, text.chars().count());
    }
    let changed = response.changed();
    ui.label(caption(ui, hint));
    ui.end_row();
    changed.then_some(typed)
}

/// A list to choose from; the id if another was chosen.
fn choice_ui(
    ui: &mut Ui,
    label: &str,
    chosen: &str,
    options: impl Iterator<Item = (String, String)>,
) -> Option<String> {
    let name = ui.label(label);
    let mut picked = None;
    ComboBox::from_id_salt(label)
        .selected_text(chosen)
        .width(280.0)
        .show_ui(ui, |ui| {
            for (id, words) in options {
                if ui.selectable_label(words == chosen, words).clicked() {
                    picked = Some(id);
                }
            }
        })
        .response
        .labelled_by(name.id);
    picked
}

/// Names that the catalogue does not know, and names that leave a form open, each with what it could stand for.
fn names_ui(ui: &mut Ui, state: &AppState, import: &TableImport, out: &mut ActionSink) {
    let unknown = "Names that are not known; their rows are left out unless you say what they stand for";
    let open =
        "Chips in more than one form; a price counts for all of them unless you say which one is meant";
    for (is_open, title) in [(false, unknown), (true, open)] {
        let names: Vec<&Stands> = import.names.iter().filter(|stands| stands.is_open == is_open).collect();
        if names.is_empty() {
            continue;
        }
        ui.add(Label::new(strong(title)).wrap());
        egui::Grid::new(("import-names", is_open)).num_columns(2).spacing([18.0, 6.0]).show(ui, |ui| {
            for stands in names {
                stands_ui(ui, state, stands, out);
            }
        });
        ui.add_space(6.0);
    }
}

/// One name with a list of accelerators: those that are likely first, and of an open name no others.
fn stands_ui(ui: &mut Ui, state: &AppState, stands: &Stands, out: &mut ActionSink) {
    let nothing = if stands.is_open { "Any of its forms" } else { "Left out" }.to_owned();
    let accelerators = &state.world.catalog.accelerators;
    let called = |id: &str| accelerators.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let others = accelerators.iter().filter(|_| !stands.is_open).map(|one| one.id.clone());
    let others = others.filter(|id| !stands.nearest.contains(id));
    let ids = stands.nearest.iter().cloned().chain(others);
    let known = ids.filter_map(|id| called(&id).map(|name| (id, name)));
    let options = std::iter::once((String::new(), nothing.clone())).chain(known);
    let chosen = stands.accelerator.as_deref().and_then(called).unwrap_or(nothing);
    let label = format!("{} ({}×)", stands.name, stands.count);
    if let Some(id) = choice_ui(ui, &label, &chosen, options) {
        let id = Some(id).filter(|id| !id.is_empty());
        out.push(Action::Import(ImportEvent::Stands(stands.name.clone(), id)));
    }
    ui.end_row();
}
