//! What was found of a model: counted beside published, what is missing, what to heed.

use egui::{Align, Id, Label, Layout, RichText, TextEdit, Ui, vec2};

use super::{error_ui, lines_ui};
use crate::app::{Action, ImportEvent, ModelImport};
use crate::files::report::import::{Report, amount, shape};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, strong};
use crate::ui::widgets::{checkbox, field_frame, radio, select_all};
use crate::units::format;

/// Draws the preview of a model.
pub(super) fn model_ui(ui: &mut Ui, import: &ModelImport, out: &mut ActionSink) {
    let model = &import.model;
    let report = Report { model, published: import.published.as_ref(), rows: &import.rows };
    ui.add(Label::new(strong(report.heading())).wrap());
    if let Some(architecture) = &model.architecture {
        ui.add(Label::new(shape(architecture)).wrap());
    }
    let mut said: Vec<String> = Vec::new();
    if let Some(length) = model.context_length {
        said.push(format!("longest context {} tokens", format::full(f64::from(length))));
    }
    said.extend(Some(model.precision.words()).filter(|words| !words.is_empty()));
    if !said.is_empty() {
        ui.label(caption(ui, said.join(", ")));
    }
    ui.add_space(8.0);
    rows_ui(ui, import);
    ui.add_space(8.0);
    given_ui(ui, import, out);
    choices_ui(ui, import, out);
    let remarks = report.remarks_with(
        "type it below what was counted, and the active parameters of a sparse model",
        "tick the box to include them",
    );
    lines_ui(ui, "! ", remarks);
}

/// Counted, published, difference.
fn rows_ui(ui: &mut Ui, import: &ModelImport) {
    egui::Grid::new("import-rows").num_columns(4).spacing([22.0, 4.0]).striped(true).show(ui, |ui| {
        for head in ["", "Counted", "Published"] {
            number_ui(ui, caption(ui, head));
        }
        ui.label(caption(ui, "Difference"));
        ui.end_row();
        for row in &import.rows {
            ui.label(row.label.as_str());
            let shown = |value: Option<f64>, nothing: &str| {
                RichText::new(value.map_or_else(|| nothing.to_owned(), |value| amount(row.dimension, value)))
            };
            number_ui(ui, shown(row.counted, "not known"));
            number_ui(ui, shown(row.published, ""));
            let off = row.difference().map_or_else(String::new, |off| format!("{:+.1} %", off * 100.0));
            let off = off.replace('-', "−");
            // The last column takes all the room that is left, so that its numbers stand at the left of it.
            ui.label(off);
            ui.end_row();
        }
    });
}

/// A cell whose text stands at the right.
fn number_ui(ui: &mut Ui, text: RichText) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
}

/// Fields for what the files do not say.
fn given_ui(ui: &mut Ui, import: &ModelImport, out: &mut ActionSink) {
    let mut fields: Vec<(&str, &'static str, &str)> =
        import.given.iter().map(|(label, key, text)| (*label, *key, text.as_str())).collect();
    if import.wants_total() || !import.total.is_empty() {
        fields.push(("Total parameters", "total", &import.total));
    }
    if import.wants_active() || !import.active.is_empty() {
        fields.push(("Active parameters", "active", &import.active));
    }
    if fields.is_empty() {
        return;
    }
    ui.label(strong("Not in the files"));
    egui::Grid::new("import-given").num_columns(3).spacing([18.0, 6.0]).show(ui, |ui| {
        for (label, key, text) in fields {
            let name = ui.label(label);
            let id = Id::unique(("import-given", key));
            let wrong = import.wrong.get(key);
            let mut typed = text.to_owned();
            let frame = field_frame(ui, id, wrong.is_some());
            let edit = TextEdit::singleline(&mut typed).id(id).frame(frame).desired_width(140.0);
            // A cell of a grid is as narrow as it was before.
            let response = ui.add_sized(vec2(140.0, 26.0), edit).labelled_by(name.id);
            if response.gained_focus() {
                select_all(ui, id, text.chars().count());
            }
            if response.changed() {
                out.push(Action::Import(match key {
                    "total" => ImportEvent::Total(typed),
                    "active" => ImportEvent::Active(typed),
                    key => ImportEvent::Given(key, typed),
                }));
            }
            match wrong {
                Some(error) => error_ui(ui, error),
                None => {
                    ui.label(caption(ui, ""));
                }
            }
            ui.end_row();
        }
    });
    if let Some(error) = import.wrong.get("") {
        error_ui(ui, error);
    }
    ui.add_space(6.0);
}

fn choices_ui(ui: &mut Ui, import: &ModelImport, out: &mut ActionSink) {
    if import.differs() {
        let source = import.published.as_ref().map_or("", |published| published.source.as_str());
        for (published, label) in [
            (false, "Use counts of the files".to_owned()),
            (true, format!("Use published counts ({source})")),
        ] {
            if radio(ui, import.use_published == published, label).clicked() {
                out.push(Action::Import(ImportEvent::UsePublished(published)));
            }
        }
    }
    let predicts = import.model.architecture.is_some_and(|architecture| architecture.mtp_depth > 0);
    if predicts {
        let mut on = import.predictions;
        if checkbox(ui, &mut on, "Prediction layers (MTP) take part in training").changed() {
            out.push(Action::Import(ImportEvent::Predictions(on)));
        }
    }
    if import.differs() || predicts {
        ui.add_space(6.0);
    }
}
