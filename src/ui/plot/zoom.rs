//! Zooming into a plane: a box drawn with the pointer, a key, and the way back.

use egui::{
    Button, Id, Key, PointerButton, Pos2, Rect, Response, RichText, Role, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

use super::PlotOptions;
use crate::chart::{PlanePlot, Window};
use crate::ui::theme::{SMALL, Tokens};

/// A box smaller than this is a click.
const LEAST: f32 = 8.0;
/// A box flatter than this zooms along the horizontal axis alone.
const FLAT: f32 = 18.0;

/// Draws the box under way and the button that leads back. Returns what was asked for: a part, or the whole.
pub(super) fn zoom_ui(
    ui: &mut Ui,
    response: &Response,
    plot: &PlanePlot,
    frame: Rect,
    options: &PlotOptions,
) -> Option<Option<Window>> {
    let mut asked = None;
    if options.window.is_some() && (reset_ui(ui, response, frame) || response.double_clicked()) {
        asked = Some(None);
    }
    if response.has_focus() {
        let pressed = |key| ui.input(|input| input.key_pressed(key) && !input.modifiers.command);
        if pressed(Key::Plus) || pressed(Key::Equals) {
            asked = Window::between(plot, (0.25, 0.25), (0.75, 0.75)).map(Some);
        } else if options.window.is_some() && (pressed(Key::Minus) || pressed(Key::Num0)) {
            asked = Some(None);
        }
    }
    dragged(ui, response, plot, frame).map(Some).or(asked)
}

/// The part under the box that was let go.
fn dragged(ui: &Ui, response: &Response, plot: &PlanePlot, frame: Rect) -> Option<Window> {
    let id: Id = response.id.with("zoom");
    if response.drag_started_by(PointerButton::Primary) {
        let from = ui.input(|input| input.pointer.press_origin()).filter(|from| frame.contains(*from));
        ui.data_mut(|data| {
            data.remove_temp::<Pos2>(id);
            if let Some(from) = from {
                data.insert_temp(id, from);
            }
        });
    }
    let from: Pos2 = ui.data(|data| data.get_temp(id))?;
    let to = ui.input(|input| input.pointer.latest_pos()).unwrap_or(from);
    let mut shape = Rect::from_two_pos(from, to).intersect(frame);
    if shape.height() < FLAT || !plot.columns.is_empty() {
        shape = Rect::from_x_y_ranges(shape.x_range(), frame.y_range());
    }
    if response.dragged() {
        let tokens = Tokens::of(ui);
        ui.painter().rect_filled(shape, 0, tokens.accent.gamma_multiply(0.12));
        ui.painter().rect_stroke(shape, 0, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
    }
    if !response.drag_stopped() {
        return None;
    }
    ui.data_mut(|data| data.remove_temp::<Pos2>(id));
    if shape.width() < LEAST {
        return None;
    }
    let place = |at: Pos2| {
        (
            f64::from((at.x - frame.left()) / frame.width()),
            f64::from((frame.bottom() - at.y) / frame.height()),
        )
    };
    Window::between(plot, place(shape.left_bottom()), place(shape.right_top()))
}

/// The button that shows the whole again, in the corner of the plot.
fn reset_ui(ui: &mut Ui, response: &Response, frame: Rect) -> bool {
    let tokens = Tokens::of(ui);
    let size = vec2(92.0, 24.0);
    let place = Rect::from_min_size(frame.right_top() + vec2(-size.x - 6.0, 6.0), size);
    let words = RichText::new("Reset zoom").size(SMALL).color(tokens.accent_text);
    let button = Button::new(words).fill(tokens.background).stroke(Stroke::new(1.0, tokens.frame));
    let pressed = ui.push_id(response.id.with("reset"), |ui| ui.put(place, button)).inner;
    pressed.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Reset zoom"));
    pressed.on_hover_text("Shows the whole again; so does a double click").clicked()
}
