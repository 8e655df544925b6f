//! Opens the window, or says in one sentence why there is none.

use std::path::PathBuf;

use super::app::FlopwiseApp;
use crate::app::{Action, AppState, JobOptions};

/// What the window starts with.
#[derive(Debug)]
pub struct WindowOptions {
    /// The state to start with.
    pub state: AppState,
    /// A file to open at once.
    pub file: Option<PathBuf>,
}

/// Why there is no window, in words for people. The figures are still there: the caller prints them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// Neither X11 nor Wayland.
    #[error("there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set")]
    NoDisplay,
    /// A display that does not answer.
    #[error("the display does not answer; DISPLAY or WAYLAND_DISPLAY may name one that is not there")]
    Display,
    /// No OpenGL.
    #[error(
        "there is no OpenGL 2.1 or later; on Debian and Ubuntu the packages libgl1 and libegl1 provide it"
    )]
    Graphics,
    /// The window system broke while it started.
    #[error(
        "a library of the window system is missing; on Debian and Ubuntu install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0"
    )]
    Library,
}

/// Smallest size of the window.
const LEAST: [f32; 2] = [900.0, 600.0];

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When no window can be opened; nothing was shown then.
pub fn run(options: WindowOptions) -> Result<(), WindowError> {
    display_is_there()?;
    let viewport = egui::ViewportBuilder::default()
        .with_title(options.state.title())
        .with_app_id("flopwise")
        .with_inner_size([1400.0, 900.0])
        .with_min_inner_size(LEAST)
        .with_icon(icon());
    let native = eframe::NativeOptions { viewport, system_font_fallback: false, ..Default::default() };
    let WindowOptions { state, file } = options;
    // A missing keyboard library makes the window system panic instead of returning an error.
    let quiet = QuietPanics::new();
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        eframe::run_native(
            "flopwise",
            native,
            Box::new(move |cc| {
                drop(quiet);
                let jobs = JobOptions::of(&state.world);
                let mut app = FlopwiseApp::new(&cc.egui_ctx, state, jobs);
                if let Some(file) = file {
                    app.act(&cc.egui_ctx, Action::OpenPath(file));
                }
                Ok(Box::new(app))
            }),
        )
    }));
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(in_words(&error)),
        Err(_panic) => Err(WindowError::Library),
    }
}

/// The program's icon; a plain one if the picture cannot be read.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/flopwise.png")).unwrap_or_default()
}

/// On Linux the display is named by the environment.
fn display_is_there() -> Result<(), WindowError> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let known = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if known.into_iter().any(named) { Ok(()) } else { Err(WindowError::NoDisplay) }
}

fn in_words(error: &eframe::Error) -> WindowError {
    match error {
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            WindowError::Graphics
        }
        // The text of an error names places in the source, which help nobody; what it is about is known by a word.
        other if other.to_string().contains("librar") => WindowError::Library,
        _ => WindowError::Display,
    }
}

/// Keeps panics silent while the window system starts: their message is one for developers.
struct QuietPanics;

impl QuietPanics {
    fn new() -> Self {
        std::panic::set_hook(Box::new(|_| {}));
        Self
    }
}

impl Drop for QuietPanics {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _silent = std::panic::take_hook();
        }
    }
}
