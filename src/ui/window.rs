//! Opens the window, or says in one sentence why there is none.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use egui::ViewportBuilder;

use super::app::FlopwiseApp;
use super::measure::{Measured, Measurement, ProcessorTime};
use crate::app::{Action, AppState, Launch};

/// What the window starts with.
#[derive(Debug)]
pub struct WindowOptions {
    /// The state to start with, and where it is kept.
    pub launch: Launch,
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
        "there is no OpenGL 2.1 or later; on Debian and Ubuntu the packages libgl1, libegl1 and libgl1-mesa-dri provide it, also without a graphics card"
    )]
    Graphics,
    /// The window system broke while it started.
    #[error(
        "a library of the window system is missing; on Debian and Ubuntu install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0"
    )]
    Library,
    /// Somebody closed the window during a measurement.
    #[error("the window was closed before the measurement was over")]
    Closed,
}

/// Smallest size of the window.
const LEAST: [f32; 2] = [900.0, 600.0];
/// Its size when nothing is known of an earlier one.
const USUAL: [f32; 2] = [1400.0, 900.0];
/// Larger than any screen.
const MOST: f32 = 16_000.0;

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When no window can be opened; nothing was shown then.
pub fn run(options: WindowOptions) -> Result<(), WindowError> {
    let WindowOptions { launch, file } = options;
    let viewport = viewport(&launch.state);
    open(viewport, move |ctx| {
        let mut app = FlopwiseApp::new(ctx, launch);
        if let Some(file) = file {
            app.act(ctx, Action::OpenPath(file));
        }
        Box::new(app)
    })
}

/// Opens the window, measures it and closes it again. `begun` is when the program started.
///
/// # Errors
/// When no window can be opened, or it was closed before the end.
pub fn measure(
    launch: Launch,
    begun: Instant,
    processor_time: ProcessorTime,
) -> Result<Measured, WindowError> {
    let viewport = viewport(&launch.state);
    let result = Arc::new(OnceLock::new());
    let sink = Arc::clone(&result);
    open(viewport, move |ctx| {
        let done = Box::new(move |measured| drop(sink.set(measured)));
        Box::new(Measurement::new(FlopwiseApp::new(ctx, launch), begun, processor_time, done))
    })?;
    result.get().cloned().ok_or(WindowError::Closed)
}

/// Title and size. Without a place the system puts the window where it can be seen, and egui makes it fit the screen.
fn viewport(state: &AppState) -> ViewportBuilder {
    let frame = state.session.frame;
    let size = frame.map_or(USUAL, |frame| {
        let usable =
            |length: f32, least: f32| if length.is_finite() { length.clamp(least, MOST) } else { least };
        [usable(frame.width, LEAST[0]), usable(frame.height, LEAST[1])]
    });
    ViewportBuilder::default()
        .with_title(state.title())
        .with_app_id("flopwise")
        .with_inner_size(size)
        .with_maximized(frame.is_some_and(|frame| frame.maximized))
        .with_min_inner_size(LEAST)
        .with_icon(icon())
}

/// Opens a window with what `make` puts into it.
fn open(
    viewport: ViewportBuilder,
    make: impl FnOnce(&egui::Context) -> Box<dyn eframe::App>,
) -> Result<(), WindowError> {
    display_is_there()?;
    let native = eframe::NativeOptions { viewport, system_font_fallback: false, ..Default::default() };
    // A missing keyboard library makes the window system panic instead of returning an error.
    let quiet = QuietPanics::new();
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
        eframe::run_native(
            "flopwise",
            native,
            Box::new(move |cc| {
                drop(quiet);
                Ok(make(&cc.egui_ctx))
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
