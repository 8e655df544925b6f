//! Who rents the accelerator out: dated quotes that can be sorted by any column and taken over with one click.

use egui::{Align, Button, Label, Layout, RichText, ScrollArea, Ui, Vec2};

use super::chart;
use crate::analysis::providers::{ProviderOptions, ProviderRow, STALE_AFTER_DAYS, Sort, SortKey};
use crate::app::{Action, AppState, ChartSlot, Entry, PlanQuestion, Planned};
use crate::catalog::PriceKind;
use crate::ui::plot::PlotOptions;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold};
use crate::ui::widgets::{chip, copy_table_ui, section_title};
use crate::units::{Dimension, Quantity as _, format};

/// Rows that are shown at once; more scroll.
const HEIGHT: f32 = 300.0;

const COLUMNS: [(SortKey, &str); 9] = [
    (SortKey::Provider, "Provider"),
    (SortKey::OnDemand, "On demand"),
    (SortKey::Spot, "Spot"),
    (SortKey::Committed, "Committed"),
    (SortKey::Total, "This run"),
    (SortKey::Age, "Age"),
    (SortKey::Accelerator, "As quoted"),
    (SortKey::Region, "Region"),
    (SortKey::Source, "Source"),
];

/// Draws the quotes with their history.
pub(super) fn providers_ui(
    ui: &mut Ui,
    state: &AppState,
    entry: &Entry,
    plan: &Planned,
    out: &mut ActionSink,
) {
    section_title(ui, "Where, and for how much an hour?");
    let question = &state.session.plan;
    let options = question.providers;
    let found = &plan.providers;
    if found.rows.is_empty() {
        ui.label("No dated quote for this accelerator is in the catalogue. Enter a price at the left.");
        return;
    }
    let day = found.as_of.map(|day| format!(", ages as of {day}, the newest quote")).unwrap_or_default();
    let words = format!(
        "{} quotes per accelerator-hour{day}. Older than {STALE_AFTER_DAYS} days is grey. Click a price to use it.",
        found.rows.len()
    );
    ui.add(Label::new(caption(ui, words)).wrap());
    if found.earlier > 0 || options.history {
        let text = if options.history {
            "With earlier quotes".to_owned()
        } else {
            format!("With {} earlier quotes", found.earlier)
        };
        if chip(ui, options.history, &text).clicked() {
            let providers = ProviderOptions { history: !options.history, ..options };
            out.push(Action::Plan(PlanQuestion { providers, ..question.clone() }));
        }
    }
    ui.add_space(4.0);
    ScrollArea::both().id_salt("providers").max_height(HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
        egui::Grid::new("providers")
            .num_columns(COLUMNS.len())
            .spacing(Vec2::new(16.0, 3.0))
            .striped(true)
            .show(ui, |ui| {
                heads_ui(ui, question, out);
                for row in &found.rows {
                    row_ui(ui, entry, row, out);
                }
            });
    });
    copy_table_ui(ui, &plan.offers);
    if let Some(prices) = &plan.prices {
        ui.add_space(6.0);
        section_title(ui, &prices.title);
        let options = PlotOptions { room: Some(260.0), ..PlotOptions::default() };
        chart::zoomable_ui(ui, state, ChartSlot::Prices, prices, &options, out);
    }
}

/// Heads that sort; the one in force says which way.
fn heads_ui(ui: &mut Ui, question: &PlanQuestion, out: &mut ActionSink) {
    let sort = question.providers.sort;
    for (key, label) in COLUMNS {
        let chosen = sort.key == key;
        let arrow = match (chosen, sort.descending) {
            (true, true) => " ▼",
            (true, false) => " ▲",
            (false, _) => "",
        };
        let words = RichText::new(format!("{label}{arrow}")).size(SMALL);
        let words = if chosen { words.family(semibold()) } else { words.color(Tokens::of(ui).muted) };
        let button = Button::new(words).frame(false);
        // Over its column: numbers stand at the right of theirs.
        let text =
            matches!(key, SortKey::Provider | SortKey::Accelerator | SortKey::Region | SortKey::Source);
        let response = if text {
            ui.add(button)
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(button)).inner
        };
        let name = format!("Sort by {}", label.to_lowercase());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
        if response.clicked() {
            let sort = Sort { key, descending: chosen && !sort.descending };
            let providers = ProviderOptions { sort, ..question.providers };
            out.push(Action::Plan(PlanQuestion { providers, ..question.clone() }));
        }
    }
    ui.end_row();
}

fn row_ui(ui: &mut Ui, entry: &Entry, row: &ProviderRow, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    let ink = if row.is_stale() { tokens.muted } else { tokens.text };
    let quote = &row.quote;
    let words = |text: &str| RichText::new(text).color(ink);
    ui.label(words(&quote.provider));
    price_ui(
        ui,
        entry,
        row,
        Some(PriceKind::OnDemand).filter(|kind| quote.price(*kind).is_some()).or(Some(PriceKind::Assumed)),
        out,
    );
    price_ui(ui, entry, row, Some(PriceKind::Spot), out);
    price_ui(ui, entry, row, row.committed().map(|(kind, _)| kind), out);
    let total = row.total_here().map(|(_, cost)| format::short(Dimension::Usd, cost.base()));
    right_ui(ui, words(total.as_deref().unwrap_or("–")));
    // The middle of a month or a year that is all that is known falls between days.
    let age = format!("{} days", format::full(row.age_days.round()));
    let response = right_ui(ui, words(&age));
    response.on_hover_text(format!("Quoted on {}", quote.date));
    let exact = if row.exact { "" } else { " (form factor not told)" };
    ui.label(words(&format!("{}{exact}", quote.accelerator_as_quoted)));
    ui.label(words(&quote.region));
    let source = ui.label(words(&quote.provenance.source));
    source.on_hover_text(quote.provenance.citation());
    ui.end_row();
}

fn right_ui(ui: &mut Ui, words: RichText) -> egui::Response {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words)).inner
}

/// A price that can be taken over.
fn price_ui(ui: &mut Ui, entry: &Entry, row: &ProviderRow, kind: Option<PriceKind>, out: &mut ActionSink) {
    let offered = kind.and_then(|kind| Some((kind, row.quote.price(kind)?)));
    let Some((kind, price)) = offered else {
        right_ui(ui, RichText::new("–").color(Tokens::of(ui).muted));
        return;
    };
    let tokens = Tokens::of(ui);
    let shown = format::short(Dimension::UsdPerAcceleratorHour, price.base());
    let ink = if row.is_stale() { tokens.muted } else { tokens.accent_text };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let response = ui.add(Button::new(RichText::new(&shown).color(ink)).frame(false));
        let name = format!("Use {shown} of {}, {}, {}", row.quote.provider, kind.label(), row.quote.date);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.on_hover_text(format!("{name}; Ctrl+Z undoes")).clicked() {
            out.push(Action::Quote { scenario: entry.key, id: row.quote.id.clone(), kind });
        }
    });
}
