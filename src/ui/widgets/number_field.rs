//! One input: a text field that understands what people type, a slider beside it, and where the value comes from.

mod notes;

use egui::{
    Align, Align2, Color32, CornerRadius, Frame, Id, Key, Label, Layout, Margin, Response, RichText, Stroke,
    TextEdit, Tooltip, Ui, Vec2,
};

use super::slider::{SliderSpec, slider};
use super::status::{status_mark, status_word};
use super::{comes_from_menu, copy_menu_ui, edit_menu_ui, select_all};
use crate::app::{Action, AppState, Change, Copies, Draft, FieldKey, Focus};
use crate::catalog::{Sourced, Status};
use crate::scenario::input::InputId;
use crate::scenario::{Ranged, Scenario};
use crate::ui::focus::{self, Wanted};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{RADIUS, SMALL, Tokens, caption};
use crate::units::numerals::localized;
use crate::units::{Dimension, format, parse};

const FIELD_WIDTH: f32 = 118.0;
/// From the side of a field to its text.
const MARGIN: f32 = 7.0;

/// Everything that one row shows.
struct Row<'a> {
    field: FieldKey,
    /// What stands before the field.
    label: &'static str,
    /// The label with its phase, for those who do not see the heading above.
    name: String,
    value: Sourced<f64>,
    range: Option<Ranged>,
    state: &'a AppState,
    scenario: &'a Scenario,
    change: Change,
    problem: Option<String>,
}

impl Row<'_> {
    /// The address of the source; of the one that the user's own value replaced, where there is one.
    fn url(&self) -> &str {
        let cited = self.value.replaced.as_ref().map(|(_, provenance)| provenance);
        &cited.unwrap_or(&self.value.provenance).url
    }
}

/// Draws one input of a scenario.
pub(crate) fn input_row_ui(
    ui: &mut Ui,
    state: &AppState,
    field: FieldKey,
    scenario: &Scenario,
    out: &mut ActionSink,
) {
    let Some(value) = field.input.get(scenario) else { return };
    let key = field.input.text(scenario);
    let problems = state.derived.problems(field.scenario);
    let problem = problems.iter().find(|problem| problem.field == key).map(|problem| problem.message.clone());
    let is_main = scenario.main_phase() == Some(field.input.phase);
    let spec = field.input.id.spec();
    // The main phase is what people mean; the other phases say which they are.
    let name = if spec.per_phase && is_main { spec.label.to_owned() } else { field.input.label(scenario) };
    let range = scenario.uncertainty.range(field.input).cloned();
    let change = state.project.entry(field.scenario).map(|entry| state.change(entry, field.input));
    let change = change.unwrap_or_default();
    let row = Row { field, label: spec.label, name, value, range, state, scenario, change, problem };
    let drawn = ui.push_id(field, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let focused = head_ui(ui, &row, out);
        rail_ui(ui, &row, out);
        foot_ui(ui, &row, focused, out);
    });
    if row.change.preset.is_some() {
        // The mark beside a changed input; the words stand below it.
        let rect = drawn.response.rect;
        ui.painter().vline(rect.left() - 7.0, rect.y_range(), Stroke::new(3.0, Tokens::of(ui).accent));
    }
    ui.add_space(10.0);
}

/// Label and text field. Returns whether the field has the keyboard.
fn head_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) -> bool {
    ui.horizontal(|ui| {
        let width = (ui.available_width() - FIELD_WIDTH - 8.0).max(40.0);
        let label = ui
            .allocate_ui_with_layout(Vec2::new(width, 26.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(row.label).truncate().sense(egui::Sense::CLICK))
            })
            .inner;
        let response = text_ui(ui, row, out);
        let response = if row.name == row.label {
            response.labelled_by(label.id)
        } else {
            response.accessible_name(row.name.as_str())
        };
        let resettable = row.value.replaced.is_some();
        if resettable && label.double_clicked() {
            out.push(Action::Reset(row.field));
        }
        label.on_hover_ui(|ui| help_ui(ui, row));
        if focus::explains(&response) {
            Tooltip::for_widget(&response).show(|ui| help_ui(ui, row));
        }
        response.has_focus()
    })
    .inner
}

fn text_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) -> Response {
    let draft = row.state.draft(row.field);
    let bad = draft.is_some_and(Draft::is_bad) || row.problem.is_some();
    let dimension = row.field.input.id.spec().dimension;
    let in_force = || match &row.range {
        Some(range) => localized(range.range.text(dimension)),
        None => format::typed(dimension, row.value.value),
    };
    let id = Id::unique(("field", row.field));
    let focused = ui.memory(|memory| memory.has_focus(id));
    // All digits while it is typed in; otherwise as many as there is room for, and never without the magnitude.
    let exact = draft.map_or_else(in_force, |draft| draft.text.clone());
    let letters = exact.chars().count();
    let mut text = if focused || draft.is_some() || row.range.is_some() {
        exact
    } else {
        fitting(ui, exact, |digits| format::typed_rounded(dimension, row.value.value, digits))
    };
    let frame = field_frame(ui, id, bad);
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .frame(frame)
        .desired_width(FIELD_WIDTH)
        .clip_text(true)
        .align(if focused { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER });
    let response = ui.add(edit);
    if response.changed() {
        out.push(Action::Type { field: row.field, text });
    } else if response.gained_focus() {
        response.scroll_to_me(None);
        if !comes_from_menu(ui, id) {
            select_all(ui, id, letters);
        }
    }
    if focus::take(ui.ctx(), Wanted::Asked(Focus::Field(row.field))) {
        response.request_focus();
        select_all(ui, id, letters);
        response.scroll_to_me(Some(Align::Center));
    }
    if response.lost_focus() {
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        out.push(if escaped { Action::Cancel(row.field) } else { Action::Commit(row.field) });
    }
    response.context_menu(|ui| menu_ui(ui, row, (id, letters), out));
    response
}

/// A text if there is room for it in a field, else the first of its roundings that there is room for.
fn fitting(ui: &Ui, exact: String, rounded: impl Fn(usize) -> String) -> String {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let fits = |text: &str| {
        let laid_out = ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER);
        laid_out.size().x <= FIELD_WIDTH - 2.0 * MARGIN
    };
    if fits(&exact) {
        return exact;
    }
    (3..=9).rev().map(rounded).find(|text| fits(text)).unwrap_or(exact)
}

/// The frame of a text field: the accent while it has the keyboard, a warning around what was not understood.
pub(crate) fn field_frame(ui: &Ui, id: Id, bad: bool) -> Frame {
    let tokens = Tokens::of(ui);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let stroke = match (bad, focused) {
        (true, _) => Stroke::new(2.0, tokens.warning),
        (false, true) => Stroke::new(1.5, tokens.accent),
        (false, false) => Stroke::new(1.0, tokens.frame),
    };
    Frame::new()
        .fill(tokens.background)
        .stroke(stroke)
        .corner_radius(CornerRadius::same(RADIUS))
        .inner_margin(Margin::symmetric(MARGIN as i8, 3))
}

fn menu_ui(ui: &mut Ui, row: &Row<'_>, (id, letters): (Id, usize), out: &mut ActionSink) {
    edit_menu_ui(ui, id, letters);
    ui.separator();
    if let Some(copies) = Copies::of_input(row.scenario, row.field.input) {
        copy_menu_ui(ui, &copies);
    }
    let dimension = row.field.input.id.spec().dimension;
    if ui.button("Copy as typed").clicked() {
        ui.ctx().copy_text(format::typed(dimension, row.value.value));
        ui.close();
    }
    ui.separator();
    let url = row.url();
    let source = ui.add_enabled(!url.is_empty(), egui::Button::new("Show source"));
    if source.on_hover_text("Opens the source in the browser").clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(url));
        ui.close();
    }
    if ui.add_enabled(row.value.replaced.is_some(), egui::Button::new("Reset")).clicked() {
        out.push(Action::Reset(row.field));
        ui.close();
    }
}

fn rail_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) {
    let spec = row.field.input.id.spec();
    let ticks = notes::quotes(row);
    let slide = SliderSpec {
        label: &row.name,
        ends: spec.slider,
        logarithmic: spec.logarithmic,
        whole: spec.dimension == Dimension::Accelerators,
        mark: row.value.replaced.as_ref().map(|(cited, _)| *cited),
        ticks: &ticks,
    };
    let slid = slider(ui, Id::unique(("slider", row.field)), &slide, row.value.value);
    if let Some(value) = slid.value {
        out.push(Action::Slide { field: row.field, value });
    }
    if slid.released {
        out.push(Action::EndSlide);
    }
}

/// What is wrong with the text, what it was read as, or where the value comes from.
fn foot_ui(ui: &mut Ui, row: &Row<'_>, focused: bool, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    let dimension = row.field.input.id.spec().dimension;
    match row.state.draft(row.field) {
        Some(draft) => match &draft.read {
            Err(message) => {
                ui.add(Label::new(small(message, tokens.warning)).wrap());
                let kept = format!("Results keep {}.", format::typed(dimension, row.value.value));
                ui.label(small(&kept, tokens.muted));
                return;
            }
            Ok(reading) if focused => {
                let echo = reading.echo(row.field.input.id);
                ui.add(Label::new(small(&echo, tokens.muted)).wrap());
                return;
            }
            Ok(_) => {}
        },
        None if focused => {
            ui.add(Label::new(small(&parse::echo(dimension, row.value.value), tokens.muted)).truncate());
            return;
        }
        None => {}
    }
    if let Some(problem) = &row.problem {
        ui.add(Label::new(small(problem, tokens.warning)).wrap());
        return;
    }
    if let Some(range) = &row.range {
        let value = format::typed(dimension, row.value.value);
        let text = format!("{}; in force {value}", range.range.describe(dimension));
        ui.add(Label::new(small(&text, tokens.muted)).wrap());
    }
    source_ui(ui, row, out);
    notes::without_effect_ui(ui, row, out);
    notes::in_place_ui(ui, row, out);
    notes::break_even_ui(ui, row);
    if let Some(baseline) = row.change.baseline {
        ui.label(caption(ui, format!("baseline: {}", shown(dimension, baseline))));
    }
}

/// A value as people read it: `$1.38/h`.
fn shown(dimension: Dimension, value: f64) -> String {
    if dimension == Dimension::Fraction {
        format::typed(dimension, value)
    } else {
        format::short(dimension, value)
    }
}

fn small(text: &str, color: Color32) -> RichText {
    RichText::new(text).size(SMALL).color(color)
}

fn source_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) {
    let dimension = row.field.input.id.spec().dimension;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let status = row.value.provenance.status;
        status_mark(ui, status);
        let text = match (&row.value.replaced, status) {
            (Some((cited, _)), _) => {
                format!("your value, changed from {} (preset)", shown(dimension, *cited))
            }
            (None, Status::Yours) if row.change.preset.is_some() => {
                let was = row.change.preset.map(|value| shown(dimension, value)).unwrap_or_default();
                format!("your value, changed from {was} (preset)")
            }
            (None, Status::Yours) => "your value".to_owned(),
            (None, status) => format!("{} · {}", status_word(status), row.value.provenance.citation()),
        };
        let offered = row.value.replaced.is_some();
        let room = (ui.available_width() - if offered { 46.0 } else { 0.0 }).max(20.0);
        let words = ui
            .scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(caption(ui, text)).truncate().sense(egui::Sense::hover()))
            })
            .inner;
        words.on_hover_ui(|ui| help_ui(ui, row));
        if offered {
            let button = egui::Button::new(small("Reset", Tokens::of(ui).accent_text)).small().frame(false);
            let reset = ui.add(button);
            let name = format!("Reset {}", row.name);
            reset.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if reset.clicked() {
                out.push(Action::Reset(row.field));
            }
        }
    });
}

/// Name, definition, unit, range and source.
fn help_ui(ui: &mut Ui, row: &Row<'_>) {
    let spec = row.field.input.id.spec();
    ui.set_max_width(340.0);
    ui.label(crate::ui::theme::strong(row.name.as_str()));
    ui.label(spec.help);
    let unit = spec.dimension.unit();
    let range = format!(
        "{} to {}",
        format::typed(spec.dimension, spec.low),
        format::typed(spec.dimension, spec.high)
    );
    let range = if unit == "1" { format!("Range: {range}") } else { format!("Range: {range} {unit}") };
    ui.label(caption(ui, range));
    ui.label(caption(ui, format!("Type for example {}", spec.dimension.example())));
    if spec.id == InputId::RentalPrice {
        ui.label(caption(ui, "Small marks under the slider: dated quotes for this chip"));
    }
    ui.separator();
    let cited = row.value.replaced.as_ref();
    if let Some((value, _)) = cited {
        ui.label(caption(
            ui,
            format!("Your value; the cited one is {}", format::typed(spec.dimension, *value)),
        ));
    }
    let provenance = cited.map_or(&row.value.provenance, |(_, provenance)| provenance);
    let status = provenance.status;
    ui.horizontal(|ui| {
        status_mark(ui, status);
        ui.label(caption(ui, status_word(status)));
    });
    if status != Status::Yours {
        ui.label(caption(ui, provenance.citation()));
    }
    if !provenance.note.is_empty() {
        ui.label(caption(ui, provenance.note.as_str()));
    }
    if provenance.unconfirmed {
        ui.label(caption(ui, "Still waiting for a second source."));
    }
}
