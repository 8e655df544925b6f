//! What others say of a run, or the user's own claim: the verdict with its reasons, and what they rest on.

use egui::{
    Align, Color32, ComboBox, CornerRadius, Frame, Id, Label, Layout, Margin, RichText, TextEdit, Ui,
};

use crate::analysis::{ClaimCheck, Stance, Verdict};
use crate::app::{Action, AppState, Checked, ClaimChoice, OwnClaim};
use crate::catalog::ClaimFigure;
use crate::files::report::claim::{ladder_table, reading};
use crate::files::report::{Table, claim};
use crate::scenario::Scope;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{SMALL, Tokens, caption, semibold, strong};
use crate::ui::widgets::{
    card, copy_table_ui, edit_menu_ui, field_frame, section_title, strip_button, table_ui,
};
use crate::units::format;

/// Draws the view.
pub(super) fn claims_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(checked) = &state.derived.claim else {
        ui.label("Add a scenario to check claims.");
        return;
    };
    choice_ui(ui, state, checked, out);
    if checked.id.is_none() {
        own_ui(ui, state, checked, out);
    }
    ui.add_space(6.0);
    match &checked.check {
        Ok(check) => check_ui(ui, check),
        // An amount that is not there yet is no mistake.
        Err(_) if checked.id.is_none() && state.session.claim.own.amount.trim().is_empty() => {}
        Err(reason) => {
            ui.add(Label::new(RichText::new(reason).color(Tokens::of(ui).warning)).wrap());
        }
    }
}

fn choose(state: &AppState, id: Option<String>) -> Action {
    Action::Claim(ClaimChoice { id, chosen: true, own: state.session.claim.own.clone() })
}

/// Which claim.
fn choice_ui(ui: &mut Ui, state: &AppState, checked: &Checked, out: &mut ActionSink) {
    let claims = &state.world.catalog.claims;
    let name = |id: &Option<String>| {
        let found = id.as_ref().and_then(|id| claims.iter().find(|claim| claim.id == *id));
        found.map_or("A claim of your own", |claim| claim.name.as_str())
    };
    ui.horizontal_wrapped(|ui| {
        ui.label("Check");
        let combo = ComboBox::from_id_salt("claim")
            .width(420.0_f32.min(ui.available_width() - 150.0))
            .height(420.0)
            .truncate()
            .selected_text(name(&checked.id))
            .show_ui(ui, |ui| {
                for claim in claims {
                    let chosen = checked.id.as_ref() == Some(&claim.id);
                    let label = ui.selectable_label(chosen, &claim.name);
                    if label.on_hover_text(&claim.statement).clicked() {
                        out.push(choose(state, Some(claim.id.clone())));
                    }
                }
            });
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Claim"));
        if checked.id.is_some() && strip_button(ui, "Enter your own").clicked() {
            out.push(choose(state, None));
        }
    });
}

/// The form of the user's own claim about the selected scenario.
fn own_ui(ui: &mut Ui, state: &AppState, checked: &Checked, out: &mut ActionSink) {
    let own = &state.session.claim.own;
    let changed = |own: OwnClaim| Action::Claim(ClaimChoice { id: None, chosen: true, own });
    let name = state.project.selected().map(|entry| entry.scenario.name.clone()).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        let combo =
            ComboBox::from_id_salt("claim-figure").selected_text(own.figure.label()).show_ui(ui, |ui| {
                for figure in ClaimFigure::ALL.into_iter().filter(|figure| *figure != ClaimFigure::CostRatio)
                {
                    if ui.selectable_label(figure == own.figure, figure.label()).clicked() {
                        out.push(changed(OwnClaim { figure, ..own.clone() }));
                    }
                }
            });
        combo
            .response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Figure claimed"));
        ui.label(format!("of {name} is"));
        let mut amount = own.amount.clone();
        let id = Id::unique("claim-amount");
        let bad = checked.check.is_err() && !own.amount.trim().is_empty();
        let frame = field_frame(ui, id, bad);
        let hint = "$5.576M, about 3 GWh, > 100M";
        let width = if ui.max_rect().width() < 560.0 { 140.0 } else { 190.0 };
        let edit = TextEdit::singleline(&mut amount).id(id).frame(frame).desired_width(width).hint_text(hint);
        let response = ui.add(edit).accessible_name("Amount claimed");
        response.context_menu(|ui| edit_menu_ui(ui, id, amount.chars().count()));
        if response.changed() {
            out.push(changed(OwnClaim { amount, ..own.clone() }));
        }
        ui.label("on rung");
        let shown = |rung: Option<Scope>| {
            rung.map_or("not stated".to_owned(), |scope| format!("{} {}", scope.letter(), scope.name()))
        };
        let combo = ComboBox::from_id_salt("claim-rung").selected_text(shown(own.rung)).show_ui(ui, |ui| {
            for rung in std::iter::once(None).chain(Scope::ALL.map(Some)) {
                if ui.selectable_label(rung == own.rung, shown(rung)).clicked() {
                    out.push(changed(OwnClaim { rung, ..own.clone() }));
                }
            }
        });
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Rung claimed"));
    });
}

fn check_ui(ui: &mut Ui, check: &ClaimCheck) {
    let claim = &check.claim;
    ui.horizontal_wrapped(|ui| {
        verdict_ui(ui, check.verdict);
        ui.add(Label::new(RichText::new(&claim.statement).size(17.0).family(semibold())).wrap());
    });
    let mut about = Vec::new();
    about.extend((!claim.claimant.is_empty()).then(|| claim.claimant.clone()));
    let citation = claim.provenance.citation();
    about.push(if citation.is_empty() { "your claim".to_owned() } else { citation });
    ui.add(Label::new(caption(ui, about.join(" · "))).wrap());
    if !claim.reading.is_empty() {
        ui.add(Label::new(caption(ui, format!("Read as: {}", claim.reading))).wrap());
    }
    ui.add_space(6.0);
    card(ui, |ui| reasons_ui(ui, check));
    let against = check.rival.as_ref().map(|rival| rival.scenario().name.clone());
    let target = check.target.map(|target| format::short(check.figure.dimension(), target));
    let mut section = |title: String, id: &str, table: Table| {
        if !table.rows.is_empty() {
            ui.add_space(8.0);
            card(ui, |ui| {
                section_title(ui, &title);
                table_ui(ui, id, &table);
                ui.add_space(2.0);
                copy_table_ui(ui, &table);
            });
        }
    };
    section("What the claim gives".to_owned(), "claim-given", reading::given(check));
    if let Some(target) = target {
        let title = format!("What would have to be true for {target}, one input at a time");
        section(title, "claim-conditions", reading::conditions(check));
    }
    section("Nearest quotes".to_owned(), "claim-quotes", reading::quotes(check));
    if let Some(rival) = against {
        section(format!("Against {rival}, rung by rung"), "claim-ladder", ladder_table(check));
    }
    ui.add_space(8.0);
    if strip_button(ui, "Copy the whole check as text").clicked() {
        ui.ctx().copy_text(claim::text(check));
    }
    ui.add_space(8.0);
}

/// The verdict as a badge: a word, with a color that says the same.
fn verdict_ui(ui: &mut Ui, verdict: Verdict) {
    let tokens = Tokens::of(ui);
    let color = match verdict {
        Verdict::Holds | Verdict::Plausible => tokens.accent_text,
        Verdict::DependsOnRung | Verdict::MixedScopes | Verdict::CannotBeChecked => tokens.muted,
        Verdict::Doubtful | Verdict::NotPossible => tokens.warning,
    };
    Frame::new()
        .fill(Color32::TRANSPARENT)
        .stroke(egui::Stroke::new(1.5, color))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(9, 3))
        .show(ui, |ui| ui.label(RichText::new(verdict.label()).size(SMALL).family(semibold()).color(color)));
}

/// The reasons, those against first; each says what was asked.
fn reasons_ui(ui: &mut Ui, check: &ClaimCheck) {
    let heads = [
        (Stance::Against, "Speaks against it"),
        (Stance::Limits, "Keeps it from being surer"),
        (Stance::For, "Bears it out"),
    ];
    for (stance, head) in heads {
        let mut found = check.reasons.iter().filter(|reason| reason.stance == stance).peekable();
        if found.peek().is_none() {
            continue;
        }
        section_title(ui, head);
        for reason in found {
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(egui::vec2(96.0, 20.0), Layout::left_to_right(Align::Min), |ui| {
                    ui.set_min_width(96.0);
                    ui.label(caption(ui, reason.aspect.id()));
                });
                ui.add(Label::new(reason.text.as_str()).wrap());
            });
        }
        ui.add_space(4.0);
    }
    let rung = &check.rung;
    section_title(ui, &format!("Rung {}: {}", rung.used.letter(), rung.used.name()));
    let line = |ui: &mut Ui, head: &str, words: &str| {
        if !words.is_empty() {
            ui.horizontal_top(|ui| {
                ui.label(strong(head));
                ui.add(Label::new(words).wrap());
            });
        }
    };
    line(ui, "In", rung.used.includes());
    line(ui, "Out", rung.used.leaves_out());
    line(ui, "The claimant leaves out", &rung.claimant_excludes);
}
