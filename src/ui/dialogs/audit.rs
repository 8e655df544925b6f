//! The dialog that checks somebody else's table: its cells, marked where they do not follow from the others.

use egui::{Align, Id, Label, Layout, RichText, ScrollArea, Ui};

use super::{error_ui, lines_ui, text_ui, title_ui};
use crate::analysis::audit::{Audit, Explanation, Place, Verdict};
use crate::app::{Action, AuditDialog};
use crate::files::import::tables::FleetSheet;
use crate::files::report::audit::Report;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, strong};
use crate::ui::widgets::{strip_button, table_ui};

/// Draws the dialog.
pub(super) fn audit_ui(ui: &mut Ui, dialog: &AuditDialog, is_new: bool, out: &mut ActionSink) {
    title_ui(ui, "Check a table");
    let label = ui.label("A table of counts, prices, totals or power, with its heading");
    let mut text = dialog.text.clone();
    let hint = "Paste it here: CSV, tab-separated, or Markdown";
    let rows = if matches!(dialog.found, Some(Ok(_))) { 4 } else { 9 };
    let response = text_ui(ui, (Id::unique("audit-text"), hint), rows, &mut text, is_new);
    if response.labelled_by(label.id).changed() {
        out.push(Action::DialogText(text));
    }
    ui.add_space(6.0);
    match &dialog.found {
        None => {
            ui.label(caption(
                ui,
                "Totals, averages and products are recomputed; what does not reconcile within its printed digits is marked.",
            ));
        }
        Some(Err(error)) => error_ui(ui, error),
        Some(Ok(found)) => {
            let (fleet, audit) = &**found;
            let report = Report { fleet, audit, only: None };
            let height = (ui.ctx().content_rect().height() - 330.0).max(140.0);
            ScrollArea::vertical()
                .max_height(height)
                .min_scrolled_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    found_ui(ui, &report, fleet, audit);
                });
            ui.add_space(6.0);
            if strip_button(ui, "Copy as Markdown").clicked() {
                ui.ctx().copy_text(report.markdown());
            }
        }
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if ui.add_enabled(!dialog.busy, egui::Button::new("Open a file…")).clicked() {
            out.push(Action::DialogBrowse);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(strong("Close")).clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}

fn found_ui(ui: &mut Ui, report: &Report<'_>, fleet: &FleetSheet, audit: &Audit) {
    ui.add(Label::new(strong(report.verdict())).selectable(true));
    ui.add_space(4.0);
    marked_ui(ui, report, fleet, audit);
    ui.label(caption(ui, "✗ stands before what a cell should be."));
    ui.add_space(8.0);
    let differences = report.checks(false);
    if !differences.rows.is_empty() {
        ui.label(strong("Do not reconcile"));
        table_ui(ui, "audit-differences", &differences);
        ui.add_space(8.0);
    }
    let totals = report.totals();
    if !totals.rows.is_empty() {
        ui.label(strong("Recomputed"));
        table_ui(ui, "audit-totals", &totals);
        ui.add_space(8.0);
    }
    let wrong = fleet.wrong.iter().map(|error| format!("not checked: {error}"));
    let unchecked = audit.unchecked.iter().map(|reason| format!("not checked: {reason}"));
    lines_ui(ui, "", fleet.remarks.iter().cloned().chain(wrong).chain(unchecked));
}

/// The table as it was given. A cell that does not reconcile has a sign, heavier letters and what it should be.
fn marked_ui(ui: &mut Ui, report: &Report<'_>, fleet: &FleetSheet, audit: &Audit) {
    let marked = report.marked();
    ScrollArea::horizontal().id_salt("audit-marked").auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new("audit-marked").striped(true).spacing([18.0, 4.0]).show(ui, |ui| {
            for head in &fleet.sheet.head {
                ui.label(caption(ui, head.as_str()));
            }
            ui.end_row();
            for (row, cells) in marked.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let check = audit.mark(Place { row, column });
                    match check.filter(|check| check.verdict == Verdict::Differs) {
                        Some(check) => {
                            let text = RichText::from(strong(cell.shown())).color(Tokens::of(ui).warning);
                            let why = check.explanation.as_ref().map(Explanation::words);
                            let why = why.unwrap_or_else(|| check.kind.label().to_owned());
                            ui.label(text).on_hover_text(why);
                        }
                        None => {
                            ui.label(cell.shown());
                        }
                    }
                }
                ui.end_row();
            }
        });
    });
}
