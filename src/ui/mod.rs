//! The window: all egui code. Views read the state and push actions; they compute no figure and touch no file.

mod app;
mod dialogs;
mod focus;
mod incoming;
mod measure;
mod panels;
pub mod plot;
mod shortcuts;
mod sink;
mod theme;
mod widgets;
mod window;

pub use app::FlopwiseApp;
pub use measure::{FrameTimes, Measured, ProcessorTime};
pub use sink::ActionSink;
pub use theme::install as install_theme;
pub use window::{WindowError, WindowOptions, measure, run};
