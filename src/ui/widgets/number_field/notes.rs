//! What else there is to say of an input: that an edit moves nothing, that another price counts, what the world charges.

use egui::{Button, Label, Ui};

use super::{Row, shown, small};
use crate::analysis::{break_even, quoted_prices};
use crate::app::Action;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{ChoiceId, HoursBasis};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption};
use crate::units::{Dimension, Quantity, UsdPerAcceleratorHour};

/// An edit of the compute moves no cost as long as hours are taken as reported, which nobody expects.
pub(super) fn without_effect_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) {
    let InputKey { id, phase } = row.field.input;
    let phase = match id {
        InputId::Tokens => Some(phase),
        InputId::ActiveParams | InputId::Mfu | InputId::Goodput | InputId::PeakDense => {
            row.scenario.main_phase()
        }
        _ => return,
    };
    let phase = phase.and_then(|phase| row.scenario.phases.get(phase));
    let reported = row.scenario.hours_basis == HoursBasis::Reported
        && phase.is_some_and(|phase| phase.reported_hours.is_some());
    if !reported || row.change.preset.is_none() {
        return;
    }
    let words = "Hours are taken as reported, so that the cost does not follow.";
    ui.add(Label::new(small(words, Tokens::of(ui).warning)).wrap());
    let button = small("Use derived hours", Tokens::of(ui).accent_text);
    if ui.add(Button::new(button).small().frame(false)).clicked() {
        let option = HoursBasis::Derived.id();
        out.push(Action::Choose { scenario: row.field.scenario, choice: ChoiceId::Hours, option });
    }
}

/// The price that the figures count in place of this one, where all scenarios are priced alike.
pub(super) fn in_place_ui(ui: &mut Ui, row: &Row<'_>, out: &mut ActionSink) {
    let of_price = row.field.input == InputKey::of(InputId::RentalPrice);
    let Some(price) = of_price.then(|| row.state.price_in_place(row.field.scenario)).flatten() else {
        return;
    };
    let price = shown(Dimension::UsdPerAcceleratorHour, price.base());
    let words = format!("Not counted here: all are priced alike, at {price}.");
    ui.add(Label::new(small(&words, Tokens::of(ui).warning)).wrap());
    let own = Button::new(small("Price each by itself", Tokens::of(ui).accent_text)).small().frame(false);
    if ui.add(own).clicked() {
        out.push(Action::SamePrice(false));
    }
}

/// Dated prices of the chip, for the slider of the rental price.
pub(super) fn quotes(row: &Row<'_>) -> Vec<f64> {
    if row.field.input != InputKey::of(InputId::RentalPrice) {
        return Vec::new();
    }
    let catalog = &row.state.world.catalog;
    let Ok(accelerator) = catalog.accelerator(&row.scenario.hardware.accelerator) else { return Vec::new() };
    let mut prices: Vec<f64> = quoted_prices(&accelerator.chip_family, catalog).map(Quantity::base).collect();
    prices.sort_by(f64::total_cmp);
    prices.dedup();
    prices
}

/// The prices at which the scenario costs as much as owning its hardware, and as the scenario it is compared with.
pub(super) fn break_even_ui(ui: &mut Ui, row: &Row<'_>) {
    let (state, own) = (row.state, row.state.project.index(row.field.scenario));
    let is_price = row.field.input == InputKey::of(InputId::RentalPrice);
    let Some(own) = own.filter(|_| is_price && row.state.price_in_place(row.field.scenario).is_none()) else {
        return;
    };
    let Some(evaluation) = state.derived.evaluation(own) else { return };
    let chosen = state.session.rival.and_then(|key| state.project.index(key)).filter(|rival| *rival != own);
    let others = [state.project.baseline].into_iter().chain(0..state.project.scenarios.len());
    let rival = chosen.or_else(|| others.into_iter().find(|other| *other != own));
    let rival = rival.and_then(|rival| state.derived.evaluation(rival));
    let found = break_even(evaluation, rival);
    let price = |price: UsdPerAcceleratorHour| shown(Dimension::UsdPerAcceleratorHour, price.base());
    let owning = found.owning.map(|own| format!("owning at {}", price(own)));
    let with =
        found.rival.zip(rival).map(|(even, rival)| format!("{} at {}", rival.scenario().name, price(even)));
    let both: Vec<_> = owning.into_iter().chain(with).collect();
    if !both.is_empty() {
        ui.add(Label::new(caption(ui, format!("Breaks even with {}", both.join(", with ")))).wrap());
    }
}
