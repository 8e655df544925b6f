//! Run plan: whether the shown scenario can be done, when, with how many accelerators, in which memory and where.

use egui::{Id, Label, RichText, TextEdit, Ui};

use super::{chart, providers};
use crate::analysis::{Solution, WithCount};
use crate::app::{Action, AppState, ChartSlot, Entry, FieldKey, PlanQuestion, Planned};
use crate::chart::ResolvedChart;
use crate::estimate::{MemoryFit, StateRecipe};
use crate::ui::plot::{self, PlotOptions};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{
    card, chips, comes_from_menu, copy_table_ui, edit_menu_ui, field_frame, offer, section_title, select_all,
    table_ui,
};
use crate::units::{Dimension, Quantity as _, format};

/// Draws the view.
pub(super) fn run_plan_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let (Some(entry), Some(plan)) = (state.project.selected(), &state.derived.plan) else {
        ui.label("Add a scenario to plan its run.");
        return;
    };
    card(ui, |ui| when_ui(ui, state, entry, plan, out));
    ui.add_space(8.0);
    card(ui, |ui| phases_ui(ui, plan));
    ui.add_space(8.0);
    card(ui, |ui| memory_ui(ui, state, entry, plan, out));
    ui.add_space(8.0);
    card(ui, |ui| providers::providers_ui(ui, state, entry, plan, out));
    ui.add_space(8.0);
    if let Some(energy) = &plan.energy {
        card(ui, |ui| titled_ui(ui, energy));
        ui.add_space(8.0);
    }
}

/// A chart under its finding.
fn titled_ui(ui: &mut Ui, chart: &ResolvedChart) {
    section_title(ui, &chart.title);
    plot::show(ui, chart, &PlotOptions::default());
    ui.add(Label::new(caption(ui, chart.subtitle.as_str())).wrap());
}

/// A text field of the question; returns the text when it changed.
fn text_ui(ui: &mut Ui, name: &str, text: &str, hint: &str, bad: bool) -> Option<String> {
    let mut edited = text.to_owned();
    let id = Id::unique(("run-plan", name));
    let frame = field_frame(ui, id, bad);
    let edit = TextEdit::singleline(&mut edited).id(id).frame(frame).desired_width(86.0).hint_text(hint);
    let response = ui.add(edit).accessible_name(name);
    if response.gained_focus() && !comes_from_menu(ui, id) {
        select_all(ui, id, edited.chars().count());
    }
    response.context_menu(|ui| edit_menu_ui(ui, id, edited.chars().count()));
    response.changed().then_some(edited)
}

fn problem_ui(ui: &mut Ui, reason: &str) {
    ui.add(Label::new(RichText::new(reason).size(SMALL).color(Tokens::of(ui).warning)).wrap());
}

/// Accelerators for a deadline, days for a number of accelerators, and both as a curve.
fn when_ui(ui: &mut Ui, state: &AppState, entry: &Entry, plan: &Planned, out: &mut ActionSink) {
    let question = &state.session.plan;
    section_title(ui, &format!("When is {} done, and with how many accelerators?", entry.scenario.name));
    ui.horizontal_wrapped(|ui| {
        ui.label("Done within");
        let bad = matches!(plan.deadline, Some(Err(_)));
        if let Some(deadline) = text_ui(ui, "Deadline", &question.deadline, "90 days", bad) {
            out.push(Action::Plan(PlanQuestion { deadline, ..question.clone() }));
        }
        deadline_ui(ui, entry, plan.deadline.as_ref(), out);
    });
    if let Some(Err(reason)) = &plan.deadline {
        problem_ui(ui, reason);
    }
    ui.horizontal_wrapped(|ui| {
        ui.label("What if it had");
        let bad = matches!(plan.tried, Some(Err(_)));
        if let Some(count) = text_ui(ui, "Accelerators to try", &question.count, "4,096", bad) {
            out.push(Action::Plan(PlanQuestion { count, ..question.clone() }));
        }
        match &plan.tried {
            Some(Ok(tried)) => tried_ui(ui, entry, tried, out),
            Some(Err(_)) | None => {
                ui.label("accelerators?");
            }
        }
    });
    if let Some(Err(reason)) = &plan.tried {
        problem_ui(ui, reason);
    }
    if let Some(curve) = &plan.curve {
        ui.add_space(4.0);
        let options = PlotOptions { room: Some(240.0), ..PlotOptions::default() };
        chart::zoomable_ui(ui, state, ChartSlot::Plan, curve, &options, out);
    }
}

fn deadline_ui(ui: &mut Ui, entry: &Entry, answer: Option<&Result<Solution, String>>, out: &mut ActionSink) {
    let Some(Ok(solution)) = answer else { return };
    let count = format::short(Dimension::Accelerators, solution.practical());
    let reached = solution.whole.map_or(solution.reached, |whole| whole.reached);
    let exact = format!("Exactly {}", format::significant(Dimension::Scalar, solution.value, 6));
    ui.label("takes");
    let words = format!("{count} accelerators ({})", format::short(Dimension::Days, reached));
    ui.label(strong(words)).on_hover_text(exact);
    let field = FieldKey { scenario: entry.key, input: solution.key };
    if solution.before == Some(solution.practical()) {
        ui.label(caption(ui, "That is what it has."));
    } else {
        let help = "Takes the number over; Ctrl+Z undoes";
        if ui.add(offer(ui, &format!("Use {count} accelerators"))).on_hover_text(help).clicked() {
            out.push(Action::ApplySolution { field, value: solution.practical() });
        }
    }
}

fn tried_ui(ui: &mut Ui, entry: &Entry, tried: &WithCount, out: &mut ActionSink) {
    let words = match (&tried.days, &tried.cost) {
        (Ok(days), Ok(cost)) => format!(
            "accelerators: {}, {}.",
            format::short(Dimension::Days, *days),
            format::short(Dimension::Usd, *cost)
        ),
        (Ok(days), Err(_)) => format!("accelerators: {}.", format::short(Dimension::Days, *days)),
        (Err(missing), _) => format!("accelerators: {missing}."),
    };
    ui.label(strong(words));
    let now = entry.scenario.hardware.accelerators.value.base();
    if now != tried.accelerators {
        let count = format::short(Dimension::Accelerators, tried.accelerators);
        if ui.add(offer(ui, &format!("Use {count} accelerators"))).clicked() {
            let field = FieldKey { scenario: entry.key, input: crate::analysis::accelerators_key() };
            out.push(Action::ApplySolution { field, value: tried.accelerators });
        }
    }
}

fn phases_ui(ui: &mut Ui, plan: &Planned) {
    section_title(ui, "Phases one after another");
    if let Some(timeline) = &plan.timeline {
        plot::show(ui, timeline, &PlotOptions::default());
        ui.add_space(4.0);
    }
    table_ui(ui, "phases", &plan.phases);
    copy_table_ui(ui, &plan.phases);
}

/// Whether the model's states fit the accelerators, and what a sequence adds.
fn memory_ui(ui: &mut Ui, state: &AppState, entry: &Entry, plan: &Planned, out: &mut ActionSink) {
    section_title(ui, "Does it fit?");
    let question = &state.session.plan;
    ui.horizontal_wrapped(|ui| {
        let options = StateRecipe::ALL.map(|recipe| (recipe, recipe.label(), recipe.help()));
        if let Some(recipe) = chips(ui, "Optimizer", &options, Some(question.recipe)) {
            out.push(Action::Plan(PlanQuestion { recipe, ..question.clone() }));
        }
    });
    let Some(fit) = &plan.memory else {
        ui.label("The memory of this accelerator is not known.");
        return;
    };
    let fits = fit.holds_states();
    let words = RichText::new(verdict(fit)).size(16.0).family(semibold());
    let words = if fits { words } else { words.color(Tokens::of(ui).warning) };
    ui.add(Label::new(words).wrap());
    ui.add(Label::new(RichText::new(reasons(fit)).color(Tokens::of(ui).muted)).wrap());
    ui.add(
        Label::new(caption(
            ui,
            format!("{} bytes per parameter: {}", fit.recipe.bytes_per_parameter(), fit.recipe.help()),
        ))
        .wrap(),
    );
    if !fits {
        let count = format::short(Dimension::Accelerators, fit.fewest.base());
        if ui.add(offer(ui, &format!("Use {count} accelerators"))).clicked() {
            let field = FieldKey { scenario: entry.key, input: crate::analysis::accelerators_key() };
            out.push(Action::ApplySolution { field, value: fit.fewest.base() });
        }
    }
}

fn bytes(value: f64) -> String {
    format::short(Dimension::Bytes, value)
}

fn verdict(fit: &MemoryFit) -> String {
    let count = |value: f64| format::short(Dimension::Accelerators, value);
    if fit.holds_states() {
        format!(
            "{} of states need at least {} accelerators of {}; there are {}.",
            bytes(fit.states.base()),
            count(fit.fewest.base()),
            bytes(fit.memory_each.base()),
            count(fit.accelerators.base())
        )
    } else {
        format!(
            "{} of states do not fit {} accelerators of {}: at least {} are needed.",
            bytes(fit.states.base()),
            count(fit.accelerators.base()),
            bytes(fit.memory_each.base()),
            count(fit.fewest.base())
        )
    }
}

fn reasons(fit: &MemoryFit) -> String {
    let mut words = format!(
        "Spread over all of them, states take {} of each, {} of its memory; copies of the model, buffers and activations come on top.",
        bytes(fit.states_each.base()),
        format::short(Dimension::Fraction, fit.share())
    );
    match (fit.activations, fit.sequence) {
        (Some(kept), Some(sequence)) => words.push_str(&format!(
            " A sequence of {} tokens keeps about {}, attention recomputed, shared by those that work on it.",
            format::full(sequence),
            bytes(kept.base())
        )),
        (None, _) | (_, None) => {
            words.push_str(" What a sequence keeps needs the model's layers and the context length.");
        }
    }
    words
}
