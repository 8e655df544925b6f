//! The frame loop: answers come in, views are drawn, actions are applied, effects go out.

use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Context, Frame, Margin, Panel, Stroke, ThemePreference, Ui, ViewportCommand};

use super::focus::{self, Region, region_ui};
use super::sink::ActionSink;
use super::theme::{self, Tokens};
use super::{dialogs, incoming, panels, shortcuts};
use crate::app::{
    Action, AppState, Autosave, Command, Effect, ImportEvent, Jobs, Launch, Panel as Side, Settings,
    ThemeChoice, WindowFrame,
};
use crate::render::Picture;
use crate::units::numerals::use_style;

/// From this width on there is room for three columns.
const WIDE: f32 = 1200.0;

/// The window's program.
#[derive(Debug)]
pub struct FlopwiseApp {
    state: AppState,
    jobs: Jobs,
    sink: ActionSink,
    title: String,
    shown_theme: Option<ThemeChoice>,
    /// Whether styles were told that nothing moves by itself.
    is_still: Option<bool>,
    quitting: bool,
    autosave: Autosave,
    /// Whether something happened since the session was last looked at.
    touched: bool,
    had_focus: bool,
}

impl FlopwiseApp {
    /// Sets fonts and themes up and starts with a state.
    #[must_use]
    pub fn new(ctx: &Context, launch: Launch) -> Self {
        let Launch { state, jobs: options, autosave } = launch;
        theme::install(ctx);
        // Ctrl+Q is in the command table.
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        ctx.set_zoom_factor(state.settings.zoom);
        let waker = ctx.clone();
        let jobs = Jobs::new(options, Arc::new(move || waker.request_repaint()));
        Self {
            state,
            jobs,
            sink: ActionSink::default(),
            title: String::new(),
            shown_theme: None,
            is_still: None,
            quitting: false,
            autosave,
            // What was put together from several sessions is written soon.
            touched: true,
            had_focus: false,
        }
    }

    /// The state, for tests.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Applies an action from outside the views: a file on the command line, a test.
    pub fn act(&mut self, ctx: &Context, action: Action) {
        self.touched = true;
        if let Action::Import(ImportEvent::Added(Ok(added))) = &action {
            self.jobs.set_catalog(&added.catalog);
        }
        for effect in self.state.apply(action) {
            match effect {
                Effect::Quit => {
                    self.quitting = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                Effect::Focus(place) => focus::ask(ctx, place),
                Effect::CopyText { text, said } => {
                    ctx.copy_text(text);
                    self.sink.push(Action::TextCopied(said));
                    ctx.request_repaint();
                }
                Effect::CopyPicture(picture) => {
                    ctx.copy_image(image(&picture));
                    self.sink.push(Action::PictureCopied(picture.width, picture.height));
                    ctx.request_repaint();
                }
                effect => self.jobs.run(effect),
            }
        }
    }

    fn apply_all(&mut self, ctx: &Context) {
        let actions = self.sink.drain();
        if actions.is_empty() {
            return;
        }
        for action in actions {
            self.act(ctx, action);
        }
        // What was just applied shows in the next frame.
        ctx.request_repaint();
    }

    fn dress(&mut self, ctx: &Context) {
        if self.shown_theme != Some(self.state.settings.theme) {
            self.shown_theme = Some(self.state.settings.theme);
            ctx.set_theme(match self.state.settings.theme {
                ThemeChoice::System => ThemePreference::System,
                ThemeChoice::Light => ThemePreference::Light,
                ThemeChoice::Dark => ThemePreference::Dark,
            });
        }
        let still = self.state.settings.reduce_motion;
        if self.is_still != Some(still) {
            self.is_still = Some(still);
            theme::set_motion(ctx, still);
        }
        let title = self.state.title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl FlopwiseApp {
    /// Keeps what changed for the next start: soon, or at once when the window loses the keyboard.
    fn keep(&mut self, ctx: &Context) {
        let (time, focused) = ctx.input(|input| (input.time, input.focused));
        if std::mem::take(&mut self.touched) {
            self.autosave.look(&self.state, time);
        }
        let left = std::mem::replace(&mut self.had_focus, focused) && !focused;
        if let Some(effect) = self.autosave.take(&self.state, time, left) {
            self.jobs.run(effect);
        }
        // The one frame that an idle window still draws after a change.
        if let Some(seconds) = self.autosave.remaining(time) {
            ctx.request_repaint_after(Duration::from_secs_f64(seconds));
        }
    }

    /// Takes over what egui has changed by itself: the zoom by keys, the size of the window.
    fn follow(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        if (zoom - self.state.settings.zoom).abs() > 1e-3 {
            self.sink.push(Action::Adjust(Settings { zoom, ..self.state.settings.clone() }));
        }
        let frame = ctx.input(|input| {
            let viewport = input.viewport();
            let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
            Some((viewport.inner_rect?.size() * zoom, maximized))
        });
        let known = self.state.session.frame;
        if let Some((size, maximized)) = frame {
            // A maximized window keeps the size that it goes back to.
            let size =
                known.filter(|_| maximized).map_or(size, |known| egui::vec2(known.width, known.height));
            let now = WindowFrame { width: size.x, height: size.y, maximized };
            if known != Some(now) {
                self.sink.push(Action::Framed(now));
            }
        }
    }
}

impl eframe::App for FlopwiseApp {
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.jobs.finish(self.autosave.close(&self.state));
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        for answer in self.jobs.poll() {
            self.act(ctx, answer);
        }
        self.keep(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.dress(&ctx);
        // What lies behind a dialog rests, as it does for the pointer.
        if self.state.session.dialog.is_none() {
            shortcuts::shortcuts(&ctx, &mut self.sink);
            escape(&ctx, &self.state, &mut self.sink);
            focus::turn(&ctx);
        }
        incoming::dropped(&ctx, &mut self.sink);
        incoming::pasted(&ctx, &mut self.sink);
        self.follow(&ctx);
        if ctx.input(|input| input.viewport().close_requested()) && !self.quitting {
            // The same question as for the command.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.sink.push(Action::Run(Command::Quit));
        }
        let narrow = ui.available_width() < WIDE;
        if narrow != self.state.session.narrow {
            self.sink.push(Action::Narrow(narrow));
        }
        focus::begin_frame(&ctx);
        {
            let _style = use_style(self.state.settings.numbers);
            window_ui(ui, &self.state, &mut self.sink);
            dialogs::dialog_ui(&ctx, &self.state, &mut self.sink);
        }
        if focus::end_of_frame(&ctx) {
            self.sink.push(Action::Run(Command::Shortcuts));
        }
        self.apply_all(&ctx);
        for answer in self.jobs.poll() {
            self.act(&ctx, answer);
            ctx.request_repaint();
        }
        self.keep(&ctx);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

fn image(picture: &Picture) -> egui::ColorImage {
    let size = [picture.width, picture.height].map(|side| side as usize);
    egui::ColorImage::from_rgba_unmultiplied(size, &picture.rgba)
}

/// Escape leaves a field first; with nothing to leave it closes the explanation.
fn escape(ctx: &Context, state: &AppState, out: &mut ActionSink) {
    let idle = !focus::had_keyboard(ctx) && !egui::Popup::is_any_open(ctx);
    if idle && state.session.shows(Side::Explain) && ctx.input(|input| input.key_pressed(egui::Key::Escape)) {
        out.push(Action::Show(Side::Explain, false));
    }
}

/// Lays the panels out.
fn window_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    let bar = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(12, 6));
    let side =
        Frame::new().fill(tokens.panel).inner_margin(Margin { left: 16, right: 10, top: 12, bottom: 8 });
    Panel::top("menu")
        .frame(bar)
        .show(ui, |ui| region_ui(ui, Region::Top, |ui| panels::top_bar_ui(ui, state, out)));
    Panel::bottom("status")
        .frame(bar)
        .show(ui, |ui| region_ui(ui, Region::Status, |ui| panels::status_bar_ui(ui, state, out)));
    if state.session.shows(Side::Inputs) {
        Panel::left("inputs")
            .frame(side)
            .resizable(true)
            .default_size(312.0)
            .size_range(280.0..=460.0)
            .show(ui, |ui| region_ui(ui, Region::Inputs, |ui| panels::inputs_ui(ui, state, out)));
    }
    let explains = state.session.shows(Side::Explain);
    if explains && !state.session.narrow {
        Panel::right("explain")
            .frame(side)
            .resizable(true)
            .default_size(330.0)
            .size_range(280.0..=560.0)
            .show(ui, |ui| region_ui(ui, Region::Explain, |ui| panels::explain_ui(ui, state, out)));
    }
    let center =
        Frame::new().fill(tokens.background).inner_margin(Margin { left: 20, right: 14, top: 12, bottom: 8 });
    CentralPanel::default().frame(center).show(ui, |ui| {
        region_ui(ui, Region::Center, |ui| panels::center_ui(ui, state, out));
        if explains && state.session.narrow {
            explain_over_chart(ui, state, out);
        }
    });
}

/// In a narrow window the explanation lies over the chart.
fn explain_over_chart(ui: &Ui, state: &AppState, out: &mut ActionSink) {
    let tokens = Tokens::of(ui);
    let room = ui.max_rect().expand2(egui::vec2(14.0, 8.0));
    let width = 330.0_f32.min(room.width());
    egui::Area::new(egui::Id::unique("explain-over"))
        .order(egui::Order::Middle)
        .fixed_pos(egui::pos2(room.right() - width, room.top()))
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(tokens.panel)
                .stroke(Stroke::new(1.0, tokens.frame))
                .inner_margin(Margin { left: 16, right: 10, top: 12, bottom: 8 })
                .show(ui, |ui| {
                    ui.set_width(width - 28.0);
                    ui.set_height(room.height() - 22.0);
                    region_ui(ui, Region::Explain, |ui| panels::explain_ui(ui, state, out));
                });
        });
}
