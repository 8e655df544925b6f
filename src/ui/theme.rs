//! Colors, type sizes and spacing of the window. The only place that makes a color, all from the shared palette.

use std::sync::{Arc, LazyLock};

use egui::style::ScrollAnimation;
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Shadow,
    Stroke, Style, TextStyle, Ui, Vec2, Visuals,
};

use crate::chart::{ColorRole, Fill, Pattern};
use crate::palette::{self, Rgb, Theme, mix};

/// One step of the grid that everything stands on.
pub(super) const GRID: f32 = 8.0;
/// Rounding of fields and buttons.
pub(super) const RADIUS: u8 = 5;
/// Size of running text.
pub(super) const BODY: f32 = 14.0;
/// Size of captions and sources.
pub(super) const SMALL: f32 = 12.5;
/// Size of the headline.
pub(super) const TITLE: f32 = 20.0;

/// How long something takes that opens or fades, in seconds.
const ANIMATION_TIME: f32 = 0.12;

const SEMIBOLD: &str = "semibold";

/// The colors of one theme.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens {
    theme: Theme,
    /// Behind the chart.
    pub background: Color32,
    /// Behind side panels and bars.
    pub panel: Color32,
    /// Behind cards and chips.
    pub surface: Color32,
    /// Behind what the pointer is over.
    pub hovered: Color32,
    /// Running text.
    pub text: Color32,
    /// Units, sources, captions.
    pub muted: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Frames of fields.
    pub frame: Color32,
    /// The one accent: the subject, focus, what is chosen.
    pub accent: Color32,
    /// Accent that reads as text.
    pub accent_text: Color32,
    /// Behind what is chosen.
    pub chosen: Color32,
    /// Warnings and texts that were not understood.
    pub warning: Color32,
    /// Behind warnings.
    pub warning_ground: Color32,
}

fn rgb([r, g, b]: Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

impl Tokens {
    /// The colors of a theme; made once, because every widget asks for them in every frame.
    #[must_use]
    pub(super) fn new(theme: Theme) -> Self {
        static LIGHT: LazyLock<Tokens> = LazyLock::new(|| Tokens::made(Theme::Light));
        static DARK: LazyLock<Tokens> = LazyLock::new(|| Tokens::made(Theme::Dark));
        match theme {
            Theme::Light => *LIGHT,
            Theme::Dark => *DARK,
        }
    }

    fn made(theme: Theme) -> Self {
        let role = |role| palette::color(role, theme);
        let (background, surface) = (role(ColorRole::Background), role(ColorRole::Surface));
        let (text, accent) = (role(ColorRole::Text), role(ColorRole::Focus));
        let chosen = mix(background, accent, 0.16);
        let hovered = mix(surface, text, 0.09);
        Self {
            theme,
            background: rgb(background),
            panel: rgb(mix(background, surface, 0.55)),
            surface: rgb(surface),
            hovered: rgb(hovered),
            text: rgb(text),
            muted: rgb(role(ColorRole::TextMuted)),
            line: rgb(role(ColorRole::Grid)),
            frame: rgb(mix(role(ColorRole::AxisLine), background, 0.35)),
            accent: rgb(accent),
            accent_text: rgb(readable(accent, text, &[background, surface, hovered, chosen])),
            chosen: rgb(chosen),
            warning: rgb(role(ColorRole::Warning)),
            warning_ground: rgb(mix(background, role(ColorRole::Warning), 0.1)),
        }
    }

    /// The colors that a view draws with.
    #[must_use]
    pub(super) fn of(ui: &Ui) -> Self {
        Self::new(theme_of(ui.visuals().dark_mode))
    }

    /// The colors of what is drawn outside of any view.
    #[must_use]
    pub(super) fn of_context(ctx: &Context) -> Self {
        Self::new(theme_of(ctx.global_style().visuals.dark_mode))
    }

    /// The color of a chart's role.
    #[must_use]
    pub(super) fn role(&self, role: ColorRole) -> Color32 {
        rgb(palette::color(role, self.theme))
    }

    /// The color of a chart's outline.
    #[must_use]
    pub(super) fn outline(&self, role: ColorRole) -> Color32 {
        rgb(palette::outline(role, self.theme))
    }

    /// The color behind a text inside an area.
    #[must_use]
    pub(crate) fn ground_of(&self, fill: Fill) -> Color32 {
        match fill.pattern {
            Pattern::Solid => self.role(fill.role),
            Pattern::Light => self.tint(fill),
            // Stripes disturb letters: a plate in the background color keeps them readable.
            Pattern::Hatched | Pattern::Hollow => self.background,
        }
    }

    /// The color of a text inside an area.
    #[must_use]
    pub(crate) fn ink_on(&self, fill: Fill) -> Color32 {
        let [r, g, b, _] = self.ground_of(fill).to_array();
        rgb(palette::ink_on([r, g, b]))
    }

    /// A role's color, thin enough to see through: the band around a curve.
    #[must_use]
    pub(super) fn veil(&self, role: ColorRole) -> Color32 {
        let [r, g, b, _] = self.outline(role).to_array();
        Color32::from_rgba_unmultiplied(r, g, b, 46)
    }

    /// The pale color behind stripes.
    #[must_use]
    pub(super) fn tint(&self, fill: Fill) -> Color32 {
        rgb(palette::tint(fill.role, self.theme))
    }
}

/// A color moved towards the text color until it reads on every ground.
fn readable(color: Rgb, text: Rgb, grounds: &[Rgb]) -> Rgb {
    (0..=20)
        .map(|twentieth| mix(color, text, f64::from(twentieth) / 20.0))
        .find(|candidate| grounds.iter().all(|ground| palette::contrast(*candidate, *ground) >= 4.5))
        .unwrap_or(text)
}

fn theme_of(dark: bool) -> Theme {
    if dark { Theme::Dark } else { Theme::Light }
}

/// Semibold text in the text color.
#[must_use]
pub(super) fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(semibold())
}

/// Small muted text.
#[must_use]
pub(super) fn caption(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL).color(Tokens::of(ui).muted)
}

/// The semibold family.
#[must_use]
pub(super) fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// Installs fonts and both themes.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_style_of(theme, style(theme_of(theme == egui::Theme::Dark)));
    }
}

/// Lets things move a little by themselves, or not at all.
pub(super) fn set_motion(ctx: &Context, reduced: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if reduced { 0.0 } else { ANIMATION_TIME };
        style.scroll_animation = if reduced { ScrollAnimation::none() } else { ScrollAnimation::default() };
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let regular = include_bytes!("../../assets/fonts/Inter-Regular.otf");
    let semibold_bytes = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
    fonts.font_data.insert("inter".to_owned(), Arc::new(FontData::from_static(regular)));
    fonts.font_data.insert(SEMIBOLD.to_owned(), Arc::new(FontData::from_static(semibold_bytes)));
    // What Inter's cut does not have, egui's own fonts do; Hack last, for arrows.
    let mut fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    fallbacks.push("Hack".to_owned());
    for (family, first) in [(FontFamily::Proportional, "inter"), (semibold(), SEMIBOLD)] {
        let mut names = vec![first.to_owned()];
        names.extend(fallbacks.iter().cloned());
        fonts.families.insert(family, names);
    }
    fonts
}

fn style(theme: Theme) -> Style {
    let tokens = Tokens::new(theme);
    let mut style = Style { visuals: visuals(&tokens), ..Style::default() };
    let sized = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, sized(SMALL)),
        (TextStyle::Body, sized(BODY)),
        (TextStyle::Button, sized(BODY)),
        (TextStyle::Heading, FontId::new(TITLE, semibold())),
        (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(GRID, 6.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(40.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.indent = 14.0;
    spacing.icon_width = 16.0;
    spacing.scroll = egui::style::ScrollStyle::solid();
    spacing.scroll.bar_width = 7.0;
    spacing.scroll.bar_inner_margin = 2.0;
    spacing.scroll.bar_outer_margin = 2.0;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.selectable_labels = false;
    style.animation_time = ANIMATION_TIME;
    style.url_in_tooltip = false;
    style
}

fn visuals(tokens: &Tokens) -> Visuals {
    let dark = tokens.theme == Theme::Dark;
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.muted);
    visuals.hyperlink_color = tokens.accent_text;
    visuals.faint_bg_color = tokens.panel;
    visuals.extreme_bg_color = tokens.background;
    visuals.text_edit_bg_color = Some(tokens.background);
    visuals.code_bg_color = tokens.surface;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.warning;
    visuals.panel_fill = tokens.background;
    visuals.window_fill = tokens.background;
    visuals.window_stroke = Stroke::new(1.0, tokens.frame);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    let shade = if dark { 110 } else { 38 };
    let shadow = Shadow { offset: [0, 4], blur: 14, spread: 0, color: Color32::from_black_alpha(shade) };
    (visuals.window_shadow, visuals.popup_shadow) = (shadow, shadow);
    visuals.selection.bg_fill = tokens.chosen;
    visuals.selection.stroke = Stroke::new(1.0, tokens.accent_text);
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.accent);
    visuals.text_cursor.blink = false;
    visuals.indent_has_left_vline = false;
    let states = [
        (&mut visuals.widgets.noninteractive, tokens.background, tokens.line),
        (&mut visuals.widgets.inactive, tokens.surface, tokens.frame),
        (&mut visuals.widgets.hovered, tokens.hovered, tokens.frame),
        (&mut visuals.widgets.active, tokens.chosen, tokens.accent),
        (&mut visuals.widgets.open, tokens.hovered, tokens.frame),
    ];
    for (state, fill, stroke) in states {
        (state.bg_fill, state.weak_bg_fill) = (fill, fill);
        state.bg_stroke = Stroke::new(1.0, stroke);
        state.fg_stroke = Stroke::new(1.0, tokens.text);
        state.corner_radius = CornerRadius::same(RADIUS);
        state.expansion = 0.0;
    }
    // Buttons are calm: a frame shows only under the pointer.
    visuals.widgets.inactive.bg_stroke = Stroke::NONE;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back([r, g, b, _]: [u8; 4]) -> Rgb {
        [r, g, b]
    }

    #[test]
    fn every_text_reads_on_every_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            let tokens = Tokens::new(theme);
            let grounds = [
                tokens.background,
                tokens.panel,
                tokens.surface,
                tokens.hovered,
                tokens.chosen,
                tokens.warning_ground,
            ];
            for text in [tokens.text, tokens.muted, tokens.accent_text, tokens.warning] {
                for ground in grounds {
                    let ratio = palette::contrast(back(text.to_array()), back(ground.to_array()));
                    assert!(ratio >= 4.5, "{theme:?} {text:?} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn frames_of_fields_and_the_ring_around_the_focus_are_visible() {
        for theme in [Theme::Light, Theme::Dark] {
            let tokens = Tokens::new(theme);
            for line in [tokens.accent, tokens.warning] {
                for ground in [tokens.background, tokens.panel, tokens.surface, tokens.hovered, tokens.chosen]
                {
                    let ratio = palette::contrast(back(line.to_array()), back(ground.to_array()));
                    assert!(ratio >= 3.0, "{theme:?} {line:?} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }
}
