//! The export dialog: which picture, how and where, with a preview beside the choices.

use std::sync::Arc;

use egui::{
    Align, ColorImage, Context, Id, Image, Key, Label, Layout, RichText, ScrollArea, TextEdit, TextureHandle,
    TextureOptions, Ui, Vec2, WidgetInfo,
};

use super::{field_ui, title_ui};
use crate::app::picture::{ChartFormat, TemplateChart};
use crate::app::{Action, AppState, ExportAction, ExportChoices, ExportDialog, SizeChoice};
use crate::chart::template::Template;
use crate::palette::Theme;
use crate::render::Picture;
use crate::ui::sink::ActionSink;
use crate::ui::theme::{Tokens, caption, strong};
use crate::ui::widgets::{Helped as _, checkbox, chips, field_frame};
use crate::units::parse::NumberStyle;

/// Columns of choices; the preview takes the rest.
const CHOICES: f32 = 400.0;

/// The width that the dialog wants.
pub(super) fn width(ctx: &Context) -> f32 {
    (ctx.content_rect().width() - 90.0).clamp(600.0, 1000.0)
}

/// Draws the dialog.
pub(super) fn export_ui(
    ui: &mut Ui,
    state: &AppState,
    dialog: &ExportDialog,
    is_new: bool,
    out: &mut ActionSink,
) {
    title_ui(ui, if dialog.listing { "Export a picture" } else { "Export chart" });
    let choices = &state.session.export;
    // Title, file and buttons keep their place below whatever scrolls.
    let room = (ui.ctx().content_rect().height() - 270.0).max(220.0);
    let mut chosen = choices.clone();
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(CHOICES.min(ui.available_width() * 0.52));
            ScrollArea::vertical().id_salt("export-choices").max_height(room).show(ui, |ui| {
                picture_ui(ui, dialog, out);
                zoom_ui(ui, dialog, choices.format, out);
                choices_ui(ui, &mut chosen);
                if state.settings.numbers == NumberStyle::Comma {
                    ui.label(caption(ui, "Numbers in the picture have a decimal comma, as on screen."));
                }
            });
        });
        ui.add_space(8.0);
        ui.vertical(|ui| preview_ui(ui, dialog, choices, room));
    });
    if chosen != *choices {
        out.push(Action::Export(ExportAction::Choose(chosen)));
    }
    impossible_ui(ui, &dialog.impossible, dialog.acknowledged, out);
    ui.add_space(6.0);
    file_ui(ui, dialog, is_new, out);
    if let Some(error) = &dialog.error {
        let warning = Tokens::of(ui).warning;
        ui.add(Label::new(RichText::new(error).color(warning)).wrap().selectable(true));
    }
    ui.add_space(8.0);
    buttons_ui(ui, choices.format, out);
}

/// The shown chart or one of the templates.
fn picture_ui(ui: &mut Ui, dialog: &ExportDialog, out: &mut ActionSink) {
    let sources = [
        (false, "Shown chart", "The chart that the window shows."),
        (true, "Ready picture", "A picture that readers recognize, filled with these scenarios."),
    ];
    ui.horizontal_wrapped(|ui| {
        if let Some(listing) = chips(ui, "Picture", &sources, Some(dialog.listing))
            && listing != dialog.listing
        {
            out.push(Action::Export(ExportAction::List(listing)));
        }
    });
    if !dialog.listing {
        return;
    }
    match &dialog.templates {
        None => {
            ui.label(caption(ui, "Looking which pictures these scenarios fill…"));
        }
        Some(Err(error)) => {
            ui.label(RichText::new(error).color(Tokens::of(ui).warning));
        }
        Some(Ok(all)) => {
            for of in all {
                template_ui(ui, of, dialog.template, out);
            }
        }
    }
    ui.add_space(4.0);
}

/// One template with its question; where it cannot be drawn, with the reason.
fn template_ui(
    ui: &mut Ui,
    (template, chart): &TemplateChart,
    chosen: Option<Template>,
    out: &mut ActionSink,
) {
    let on = chosen == Some(*template);
    let response = ui
        .add_enabled_ui(chart.is_ok(), |ui| {
            let button = egui::Button::selectable(on, template.label())
                .min_size(Vec2::new(ui.available_width() - 12.0, 0.0));
            let response = ui.add(button).helped(template.question());
            let name = format!("{}: {}", template.label(), template.question());
            response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, chart.is_ok(), on, &name));
            response
        })
        .inner;
    if response.clicked() {
        out.push(Action::Export(ExportAction::Template(*template)));
    }
    let below = match chart {
        Ok(_) if on => template.question().to_owned(),
        Ok(_) => return,
        Err(why) => why.clone(),
    };
    ui.indent(template.id(), |ui| ui.add(Label::new(caption(ui, below)).wrap()));
}

/// Whether the part is exported that the window is zoomed into.
fn zoom_ui(ui: &mut Ui, dialog: &ExportDialog, format: ChartFormat, out: &mut ActionSink) {
    if !dialog.offers_zoom() {
        return;
    }
    if format == ChartFormat::Csv {
        ui.label(caption(ui, "The data are those of the whole chart, not of the zoomed part."));
        return;
    }
    let mut on = dialog.as_zoomed;
    let response = ui.checkbox(&mut on, "As zoomed on screen");
    if response.helped("The part of the chart that the window shows; otherwise the whole chart.").changed() {
        out.push(Action::Export(ExportAction::AsZoomed(on)));
    }
    ui.add_space(4.0);
}

/// Format, size, theme, and what goes with the picture.
fn choices_ui(ui: &mut Ui, chosen: &mut ExportChoices) {
    let formats: Vec<_> = ChartFormat::ALL.map(|format| (format, format.label(), "")).to_vec();
    let row = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_wrapped(|ui| add(ui));
        ui.add_space(2.0);
    };
    row(ui, &mut |ui| {
        chosen.format = chips(ui, "Format", &formats, Some(chosen.format)).unwrap_or(chosen.format);
    });
    if chosen.format == ChartFormat::Csv {
        ui.label(caption(ui, "The plotted numbers with their units, every digit."));
        return;
    }
    let sizes = SizeChoice::ALL.map(|size| (size, size.label(), ""));
    row(ui, &mut |ui| {
        chosen.size = chips(ui, "Size", &sizes, Some(chosen.size)).unwrap_or(chosen.size);
    });
    if chosen.size == SizeChoice::Custom {
        row(ui, &mut |ui| {
            side_ui(ui, "Width", &mut chosen.width);
            side_ui(ui, "Height", &mut chosen.height);
            side_ui(ui, "Scale", &mut chosen.scale);
        });
    }
    match chosen.size_words() {
        Ok(words) => ui.label(caption(ui, words)),
        Err(error) => ui.add(Label::new(RichText::new(error).color(Tokens::of(ui).warning)).wrap()),
    };
    let themes =
        [(Theme::Light, "Light", "Dark ink on white."), (Theme::Dark, "Dark", "Light ink on near black.")];
    row(ui, &mut |ui| {
        chosen.theme = chips(ui, "Theme", &themes, Some(chosen.theme)).unwrap_or(chosen.theme);
    });
    checkbox(ui, &mut chosen.transparent, "Transparent background")
        .helped("For a page whose color suits the theme of the picture.");
    checkbox(ui, &mut chosen.embed, "Scenarios inside the picture")
        .helped("Opening the picture, or dropping it on the window, restores the comparison.");
    checkbox(ui, &mut chosen.data, "Plotted data beside it, as CSV")
        .helped("A file of the same name that ends in .csv.");
}

/// A field for a side of a custom size, or its scale.
fn side_ui(ui: &mut Ui, label: &str, text: &mut String) {
    let name = ui.label(caption(ui, label));
    let id = Id::unique(("export-side", label));
    let frame = field_frame(ui, id, false);
    ui.add(TextEdit::singleline(text).id(id).frame(frame).desired_width(48.0)).labelled_by(name.id);
}

/// What no hardware can do must be read before it leaves the program.
pub(super) fn impossible_ui(ui: &mut Ui, impossible: &[String], acknowledged: bool, out: &mut ActionSink) {
    if impossible.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let warning = Tokens::of(ui).warning;
    for text in impossible {
        ui.add(Label::new(RichText::new(text).color(warning)).wrap());
    }
    let mut read = acknowledged;
    if checkbox(ui, &mut read, "I have read this; export it all the same").changed() {
        out.push(Action::Export(ExportAction::Acknowledge(read)));
    }
}

fn file_ui(ui: &mut Ui, dialog: &ExportDialog, is_new: bool, out: &mut ActionSink) {
    ui.horizontal(|ui| {
        let label = ui.label("File");
        let mut text = dialog.text.clone();
        let id = Id::unique("export-file");
        let width = ui.available_width() - 100.0;
        ui.scope(|ui| {
            ui.set_max_width(width);
            let response = field_ui(ui, (id, ""), &mut text, is_new).labelled_by(label.id);
            if response.changed() {
                out.push(Action::DialogText(text));
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                out.push(Action::DialogConfirm);
            }
        });
        if ui.add_enabled(!dialog.asking, egui::Button::new("Browse…")).clicked() {
            out.push(Action::DialogBrowse);
        }
    });
}

fn buttons_ui(ui: &mut Ui, format: ChartFormat, out: &mut ActionSink) {
    ui.horizontal(|ui| {
        let copy = if format == ChartFormat::Csv { "Copy data" } else { "Copy image" };
        if ui.button(copy).clicked() {
            out.push(Action::Export(ExportAction::Copy));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(strong("Save")).clicked() {
                out.push(Action::DialogConfirm);
            }
            if ui.button("Cancel").clicked() {
                out.push(Action::DialogCancel);
            }
        });
    });
}

/// What will be written, smaller.
fn preview_ui(ui: &mut Ui, dialog: &ExportDialog, choices: &ExportChoices, room: f32) {
    let size = Vec2::new(ui.available_width(), room.min(ui.available_width() * 0.8));
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
        ui.set_min_size(size);
        let chart = match dialog.chart() {
            Ok(chart) => chart,
            Err(why) => {
                ui.label(caption(ui, why));
                return;
            }
        };
        if choices.format == ChartFormat::Csv {
            let columns = chart.data().header.join(", ");
            ui.label(caption(ui, format!("{} rows: {columns}", chart.data().rows.len())));
            return;
        }
        match dialog.preview(choices) {
            Some(Ok(picture)) => {
                let texture = texture(ui.ctx(), picture);
                let image = Image::new(&texture).max_size(size).alt_text(chart.text_alternative.as_str());
                let stroke = egui::Stroke::new(1.0, Tokens::of(ui).line);
                let shown = ui.add(image);
                ui.painter().rect_stroke(shown.rect, 0, stroke, egui::StrokeKind::Outside);
            }
            Some(Err(error)) => {
                ui.label(RichText::new(error).color(Tokens::of(ui).warning));
            }
            None => {
                ui.label(caption(ui, "The preview is being drawn."));
            }
        }
    });
}

/// A preview with its texture.
type Kept = Option<(Arc<Picture>, TextureHandle)>;

/// The preview on the graphics card, handed over once.
fn texture(ctx: &Context, picture: &Arc<Picture>) -> TextureHandle {
    let id = Id::unique("export-preview");
    let known = ctx.data(|data| data.get_temp::<Kept>(id)).flatten();
    if let Some((of, texture)) = known
        && Arc::ptr_eq(&of, picture)
    {
        return texture;
    }
    let size = [picture.width, picture.height].map(|side| side as usize);
    let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    let texture = ctx.load_texture("export-preview", image, TextureOptions::LINEAR);
    ctx.data_mut(|data| data.insert_temp::<Kept>(id, Some((Arc::clone(picture), texture.clone()))));
    texture
}

/// Takes the preview from the graphics card.
pub(super) fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove_temp::<Kept>(Id::unique("export-preview")));
}
