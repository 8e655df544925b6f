//! Sources: every value of the shown scenario with who says so, where, when, and whether it was edited.

use egui::{Align, Button, Id, Label, Layout, RichText, TextEdit, Ui};

use crate::analysis::{SourceFilter, SourceRow};
use crate::app::{Action, AppState, Entry, FieldKey};
use crate::catalog::{Provenance, Status};
use crate::files::report::sources::sources_table;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, strong};
use crate::ui::widgets::{
    card, chip, comes_from_menu, copy_table_ui, edit_menu_ui, field_frame, section_title, select_all,
    status_mark, status_word,
};

/// Draws the view.
pub(super) fn sources_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(entry) = state.project.selected() else {
        ui.label("Add a scenario to see who says so.");
        return;
    };
    let (rows, filter) = (&state.derived.sources, &state.session.sources);
    section_title(ui, &format!("Who says so: {}", entry.scenario.name));
    filter_ui(ui, state, rows, filter, out);
    ui.add_space(4.0);
    let shown: Vec<&SourceRow> = rows.iter().filter(|row| filter.matches(row)).collect();
    if shown.is_empty() {
        ui.label("No value matches.");
        if ui.add(Button::new("Show all")).clicked() {
            out.push(Action::Sources(SourceFilter::default()));
        }
        return;
    }
    let mut start = 0;
    while let Some(first) = shown.get(start) {
        let heading = first.heading();
        let count = shown.iter().skip(start).take_while(|row| row.heading() == heading).count();
        card(ui, |ui| {
            section_title(ui, heading);
            for row in shown.iter().skip(start).take(count) {
                row_ui(ui, entry, row, out);
            }
        });
        ui.add_space(8.0);
        start += count;
    }
    copy_table_ui(ui, &sources_table(shown.into_iter()));
    ui.add_space(8.0);
}

/// Words, status and use.
fn filter_ui(ui: &mut Ui, state: &AppState, rows: &[SourceRow], filter: &SourceFilter, out: &mut ActionSink) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut words = filter.words.clone();
        let id = Id::unique("sources-words");
        let frame = field_frame(ui, id, false);
        let edit = TextEdit::singleline(&mut words)
            .id(id)
            .frame(frame)
            .desired_width(150.0)
            .hint_text("price, table 1");
        let response = ui.add(edit).accessible_name("Find in the sources");
        if response.gained_focus() && !comes_from_menu(ui, id) {
            select_all(ui, id, words.chars().count());
        }
        response.context_menu(|ui| edit_menu_ui(ui, id, words.chars().count()));
        if response.changed() {
            out.push(Action::Sources(SourceFilter { words, ..filter.clone() }));
        }
        ui.add_space(6.0);
        let count = |status: Option<Status>| {
            let of = SourceFilter { status, ..filter.clone() };
            rows.iter().filter(|row| of.matches(row)).count()
        };
        let all = [None].into_iter().chain(Status::ALL.map(Some));
        for status in all {
            let found = count(status);
            if found == 0 && status != filter.status && status.is_some() {
                continue;
            }
            let word = status.map_or("all", status_word);
            if chip(ui, filter.status == status, &format!("{word} {found}")).clicked() {
                out.push(Action::Sources(SourceFilter { status, ..filter.clone() }));
            }
        }
        ui.add_space(6.0);
        let figure = state.project.figure.label().to_lowercase();
        if chip(ui, filter.used, &format!("only behind {figure}")).clicked() {
            out.push(Action::Sources(SourceFilter { used: !filter.used, ..filter.clone() }));
        }
    });
}

fn row_ui(ui: &mut Ui, entry: &Entry, row: &SourceRow, out: &mut ActionSink) {
    let key = row.key.map(|input| FieldKey { scenario: entry.key, input });
    ui.push_id((row.key, &row.label), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            status_mark(ui, row.status());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                match key {
                    // A long value of the catalogue stands on a line of its own.
                    Some(field) => {
                        ui.label(strong(row.value.as_str()));
                        let name = RichText::new(&row.label);
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let button = ui.add(Button::new(name).frame(false).truncate());
                            let said = format!("Go to {}", row.label);
                            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
                            if button.on_hover_text("Go to this input").clicked() {
                                out.push(Action::GoTo(field));
                            }
                        });
                    }
                    None => {
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(Label::new(&row.label).truncate());
                        });
                    }
                }
            });
        });
        ui.indent("source", |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if key.is_none() {
                ui.add(Label::new(row.value.as_str()).wrap());
            }
            source_ui(ui, row);
            if let (Some(field), Some((was, whose))) = (key, &row.replaced) {
                replaced_ui(ui, row, field, (was, whose), out);
            }
            if !row.provenance.note.is_empty() {
                ui.add(Label::new(caption(ui, row.provenance.note.as_str())).wrap());
            }
        });
        ui.add_space(5.0);
    });
}

/// Status, citation and link.
fn source_ui(ui: &mut Ui, row: &SourceRow) {
    let provenance = &row.provenance;
    let mut words = status_word(row.status()).to_owned();
    if row.status() != Status::Yours {
        words.push_str(&format!(" · {}", provenance.citation()));
    }
    if let Some(confidence) = row.confidence {
        words.push_str(&format!(" · {} confidence", confidence.id()));
    }
    if provenance.unconfirmed {
        words.push_str(" · waits for a second source");
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(Label::new(caption(ui, words)).wrap());
        link_ui(ui, provenance, &row.label);
    });
}

fn link_ui(ui: &mut Ui, provenance: &Provenance, label: &str) {
    if provenance.url.is_empty() {
        return;
    }
    let words = RichText::new("Open").size(SMALL).color(Tokens::of(ui).accent_text);
    let response = ui.add(Button::new(words).small().frame(false));
    let name = format!("Open the source of {label}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &name));
    if response.on_hover_text(&provenance.url).clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(&provenance.url));
    }
}

/// What the user's own value replaced, with the way back.
fn replaced_ui(
    ui: &mut Ui,
    row: &SourceRow,
    field: FieldKey,
    (was, whose): (&str, &Provenance),
    out: &mut ActionSink,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let words = format!("was {was}: {} · {}", status_word(whose.status), whose.citation());
        ui.add(Label::new(caption(ui, words)).wrap());
        link_ui(ui, whose, &row.label);
        let words = RichText::new("Reset").size(SMALL).color(Tokens::of(ui).accent_text);
        let response = ui.add(Button::new(words).small().frame(false));
        let name = format!("Reset {} to {was}", row.label);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            out.push(Action::Reset(field));
        }
    });
}
