//! A slider, logarithmic where its range spans decades. Only a drag, keys or assistive technology move it.

use egui::{CursorIcon, EventFilter, Id, Key, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use crate::ui::theme::Tokens;

/// What a slider slides along.
#[derive(Debug, Clone, Copy)]
pub(super) struct SliderSpec<'a> {
    /// Name for assistive technology.
    pub label: &'a str,
    /// Soft ends: a value beyond them stays as it is.
    pub ends: (f64, f64),
    /// Whether equal ways are equal ratios.
    pub logarithmic: bool,
    /// Whether only whole numbers make sense.
    pub whole: bool,
    /// A mark on the rail: the cited value.
    pub mark: Option<f64>,
    /// Small marks below the rail: values that occur in the world.
    pub ticks: &'a [f64],
}

/// What happened to a slider.
#[derive(Debug)]
pub(super) struct Slid {
    /// The new value.
    pub value: Option<f64>,
    /// Whether it was let go.
    pub released: bool,
}

/// Steps of the way that one press of an arrow key goes: usual, with Shift, with Alt.
const STEPS: (f64, f64, f64) = (0.01, 0.1, 0.001);
const HEIGHT: f32 = 18.0;
const KNOB: f32 = 6.5;

impl SliderSpec<'_> {
    /// Where a value lies between the ends, 0 to 1.
    fn share(&self, value: f64) -> f64 {
        let (low, high) = self.ends;
        let share = if self.logarithmic {
            let log = |x: f64| libm::log10(x.max(f64::MIN_POSITIVE));
            (log(value) - log(low)) / (log(high) - log(low))
        } else {
            (value - low) / (high - low)
        };
        share.clamp(0.0, 1.0)
    }

    /// The value at a share of the way, in digits as few as a hand can aim at.
    fn value(&self, share: f64) -> f64 {
        let (low, high) = self.ends;
        let share = share.clamp(0.0, 1.0);
        if share <= 0.0 || share >= 1.0 {
            return if share <= 0.0 { low } else { high };
        }
        let value = if self.logarithmic {
            let (from, to) = (libm::log10(low), libm::log10(high));
            significant(libm::pow(10.0, from + share * (to - from)), 3)
        } else {
            let step = libm::pow(10.0, libm::floor(libm::log10((high - low) / 200.0)));
            significant(((low + share * (high - low)) / step).round() * step, 6)
        };
        if self.whole { value.round().max(1.0) } else { value }
    }
}

/// The number with so many significant digits and nothing after them.
fn significant(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// Draws a slider and reads what was done with it.
pub(super) fn slider(ui: &mut Ui, id: Id, spec: &SliderSpec<'_>, value: f64) -> Slid {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width().max(40.0), HEIGHT), Sense::hover());
    let mut response =
        ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::PointingHand);
    let rail = rect.shrink2(Vec2::new(KNOB, 0.0));
    let mut new_value = None;
    if let Some(pointer) = response.interact_pointer_pos() {
        let share = f64::from((pointer.x - rail.left()) / rail.width().max(1.0));
        new_value = Some(spec.value(share));
        response.request_focus();
    }
    let moved = keys(ui, &response);
    if moved != 0.0 {
        new_value = Some(nudged(spec, value, moved));
    }
    let mut released = response.drag_stopped() || response.clicked() || response.lost_focus();
    if let Some(wanted) = wanted_by_assistive_technology(ui, id) {
        new_value = Some(wanted.clamp(spec.ends.0, spec.ends.1));
        released = true;
    }
    let new_value = new_value.filter(|new| *new != value);
    let shown = new_value.unwrap_or(value);
    if new_value.is_some() {
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), shown, spec.label));
    describe(ui, id, spec, shown);
    paint(ui, rail, spec, shown, &response);
    Slid { value: new_value, released }
}

/// The way that keys ask for, as a share of the whole.
fn keys(ui: &Ui, response: &Response) -> f64 {
    if !response.has_focus() {
        return 0.0;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        let step = match (input.modifiers.shift, input.modifiers.alt) {
            (true, _) => STEPS.1,
            (_, true) => STEPS.2,
            _ => STEPS.0,
        };
        let count = |key| input.num_presses(key) as f64;
        let arrows =
            count(Key::ArrowRight) + count(Key::ArrowUp) - count(Key::ArrowLeft) - count(Key::ArrowDown);
        arrows * step + (count(Key::End) - count(Key::Home)) * 2.0
    })
}

/// The value some way along; at least one step of its digits away, so that a key always does something.
fn nudged(spec: &SliderSpec<'_>, value: f64, way: f64) -> f64 {
    let share = spec.share(value);
    (1..=20)
        .map(|times| spec.value(share + way * f64::from(times)))
        .find(|new| *new != value)
        .unwrap_or(value)
}

fn wanted_by_assistive_technology(ui: &Ui, id: Id) -> Option<f64> {
    use egui::accesskit::{Action, ActionData};
    ui.input(|input| {
        input.accesskit_action_requests(id, Action::SetValue).find_map(|request| match request.data {
            Some(ActionData::NumericValue(value)) => Some(value),
            _ => None,
        })
    })
}

fn describe(ui: &Ui, id: Id, spec: &SliderSpec<'_>, value: f64) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_min_numeric_value(spec.ends.0);
        node.set_max_numeric_value(spec.ends.1);
        node.set_numeric_value(value);
        node.add_action(egui::accesskit::Action::SetValue);
    });
}

fn paint(ui: &Ui, rail: Rect, spec: &SliderSpec<'_>, value: f64, response: &Response) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    let y = rail.center().y;
    let at = |value: f64| pos2(rail.left() + spec.share(value) as f32 * rail.width(), y);
    let knob = at(value);
    painter.line_segment([rail.left_center(), rail.right_center()], Stroke::new(3.0, tokens.line));
    painter.line_segment([rail.left_center(), knob], Stroke::new(3.0, tokens.accent));
    let within = |value: &&f64| (spec.ends.0..=spec.ends.1).contains(*value);
    // Close ones would run into a bar: those that can be told apart, on whole points, below the knob.
    let mut places: Vec<f32> = spec.ticks.iter().filter(within).map(|tick| at(*tick).x.round()).collect();
    places.sort_unstable_by(f32::total_cmp);
    places.dedup_by(|next, kept| *next - *kept < 4.0);
    for x in places {
        painter.line_segment([pos2(x, y + 6.0), pos2(x, y + 9.0)], Stroke::new(1.0, tokens.muted));
    }
    if let Some(mark) = spec.mark {
        let x = at(mark).x;
        painter.line_segment([pos2(x, y - 6.0), pos2(x, y + 6.0)], Stroke::new(1.5, tokens.muted));
    }
    let held = response.dragged() || response.is_pointer_button_down_on();
    let radius = if held || response.hovered() { KNOB } else { KNOB - 1.0 };
    painter.circle(knob, radius, tokens.background, Stroke::new(2.0, tokens.accent));
    if response.has_focus() {
        painter.circle_stroke(knob, radius + 2.5, Stroke::new(1.5, tokens.accent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(ends: (f64, f64), logarithmic: bool) -> SliderSpec<'static> {
        SliderSpec { label: "", ends, logarithmic, whole: false, mark: None, ticks: &[] }
    }

    #[test]
    fn a_log_slider_halves_decades_and_keeps_three_digits() {
        let spec = spec((0.1, 10.0), true);
        assert_eq!(spec.value(0.5), 1.0);
        assert_eq!(spec.value(0.66), 2.09);
        assert!((spec.share(1.0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn ends_are_soft_for_values_and_hard_for_the_hand() {
        let spec = spec((0.0, 1.0), false);
        assert_eq!(spec.share(7.0), 1.0);
        assert_eq!(spec.value(2.0), 1.0);
        assert_eq!(spec.value(0.3333), 0.333);
    }

    #[test]
    fn a_key_always_moves() {
        let spec = spec((1.0, 1e6), true);
        for value in [1.0, 37.0, 999.0, 5e5] {
            assert!(nudged(&spec, value, 0.001) > value, "{value}");
        }
    }
}
