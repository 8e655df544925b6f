//! `flopwise [FILE|FOLDER]` and `flopwise open`: the window, and a plain answer where none can open.

use std::path::Path;
use std::process::Command;

use super::args::Renderer;
use super::error::CliError;
use super::{output, select};
use crate::analysis::headline;
use crate::app::{Action, Launch, World};
use crate::catalog::nearest;
use crate::files::places::Places;
use crate::files::report::comparison as report;
use crate::files::share::{self, is_shared};
use crate::files::{FileError, FileProblem, MOST_OF_FOLDER, looks_like_path, scenario_files};
use crate::ui::{self, WindowError, WindowOptions};

/// The commands, for a word that is neither one of them nor a file.
const COMMANDS: [&str; 14] = [
    "estimate",
    "compare",
    "explain",
    "simulate",
    "sensitivity",
    "check",
    "chart",
    "open",
    "share",
    "solve",
    "sweep",
    "trend",
    "validate",
    "presets",
];

/// The variable that makes Mesa, the graphics library of Linux, draw on the processor.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// Variables that choose among graphics drivers. One that names a driver which is not there, as after a change of the
/// graphics card, keeps even drawing on the processor from working.
const STEERING: [&str; 8] = [
    "GALLIUM_DRIVER",
    "LIBGL_ALWAYS_INDIRECT",
    "LIBGL_DRIVERS_PATH",
    "MESA_GL_VERSION_OVERRIDE",
    "MESA_LOADER_DRIVER_OVERRIDE",
    "__EGL_VENDOR_LIBRARY_DIRS",
    "__EGL_VENDOR_LIBRARY_FILENAMES",
    "__GLX_VENDOR_LIBRARY_NAME",
];

/// What to try after graphics failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Retry {
    /// Drawing on the processor.
    Software,
    /// The same without the variables that choose a driver.
    Unsteered,
}

impl Retry {
    /// The next try, where there is one left. `is_set` tells whether a variable of the environment is set.
    fn next(renderer: Renderer, is_set: impl Fn(&str) -> bool) -> Option<Self> {
        if renderer == Renderer::Hardware || !cfg!(target_os = "linux") {
            None
        } else if !is_set(SOFTWARE) {
            Some(Self::Software)
        } else {
            STEERING.into_iter().any(is_set).then_some(Self::Unsteered)
        }
    }
}

pub(super) fn run(file: Option<&Path>, renderer: Renderer) -> Result<(), CliError> {
    let shared =
        file.map(Path::to_string_lossy).filter(|text| is_shared(text) && !Path::new(text.as_ref()).is_file());
    if let Some(file) = file.filter(|_| shared.is_none()) {
        check_file(file)?;
    }
    let is_set = |name: &str| std::env::var_os(name).is_some();
    if renderer == Renderer::Software && !is_set(SOFTWARE) && cfg!(target_os = "linux") {
        return again(Retry::Software);
    }
    let places = Places::discover();
    let (world, complaints) = World::load(places.as_ref())?;
    if let Some(text) = &shared {
        // Damaged strings are said at once: there is no file to look at.
        share::decode(text, &world.catalog).map_err(|error| CliError::Invalid(error.to_string()))?;
    }
    let mut launch = Launch::new(world, places.as_ref(), file.is_some());
    launch.state.session.takes_drops = takes_drops();
    for complaint in complaints {
        launch.state.complain(complaint);
    }
    let path = if let Some(text) = &shared {
        launch.state.apply(Action::OpenShared(text.clone().into_owned()));
        None
    } else {
        file.map(Path::to_path_buf)
    };
    match ui::run(WindowOptions { launch, file: path }) {
        Ok(()) => Ok(()),
        // One driver that fails spoils the process for another: a new one begins with the other.
        Err(reason @ WindowError::Graphics) => match Retry::next(renderer, is_set) {
            Some(retry) => again(retry),
            None => in_text(file, &reason.to_string()),
        },
        Err(reason) => in_text(file, &reason.to_string()),
    }
}

/// Starts the program once more, with everything drawn on the processor, and ends as that one ends.
fn again(retry: Retry) -> Result<(), CliError> {
    let again = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.args(std::env::args_os().skip(1)).env(SOFTWARE, "1");
        if retry == Retry::Unsteered {
            for name in STEERING {
                command.env_remove(name);
            }
        }
        command.status()
    });
    match again {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(CliError::Runtime(format!("the window ended with {status}"))),
        Err(error) => Err(CliError::Runtime(format!("cannot start again with software rendering: {error}"))),
    }
}

/// Whether files can be dropped: the window system's library takes none under Wayland.
fn takes_drops() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !(named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET"))
}

/// What the window would have shown first, for a machine without a display.
fn in_text(file: Option<&Path>, reason: &str) -> Result<(), CliError> {
    output::message(&format!(
        "flopwise: no window can open: {reason}. Here is what it would show first; flopwise --help lists what works without a display."
    ));
    let comparison = match file {
        Some(folder) if folder.is_dir() => {
            let files = scenario_files(folder)?;
            let names = files.iter().take(MOST_OF_FOLDER).map(|file| file.to_string_lossy().into_owned());
            select::these(&names.collect::<Vec<_>>(), &[])?.comparison
        }
        file => {
            let file = file.map(|file| file.to_string_lossy());
            select::first_screen(file.as_deref())?.comparison
        }
    };
    output::result(&report::text(&comparison, &headline(&comparison)))
}

/// A broken file is for the window to show, with its place; a missing one, or a folder with nothing to open, is said at
/// once.
fn check_file(file: &Path) -> Result<(), CliError> {
    if file.is_file() {
        return Ok(());
    }
    let word = file.to_string_lossy();
    let reason = match file.is_dir() {
        true if !scenario_files(file)?.is_empty() => return Ok(()),
        true => "there is no scenario (.ron) in this folder; flopwise import reads a folder of a model",
        false => "there is no such file",
    };
    if file.exists() || looks_like_path(&word) {
        let problem = FileProblem::Io { action: "read", reason: reason.to_owned() };
        return Err(CliError::File(FileError::new(&word, problem)));
    }
    let near = nearest(&word, COMMANDS.into_iter());
    let hint = match near.first() {
        Some(command) => format!("did you mean flopwise {command}?"),
        None => format!("for a preset write flopwise estimate {word}; flopwise --help lists the commands"),
    };
    Err(CliError::Usage(format!("there is no command and no file {word:?}; {hint}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_file_names_the_nearest_command() {
        let error = check_file(Path::new("estimat")).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().ends_with("did you mean flopwise estimate?"), "{error}");
        let error = check_file(Path::new("deepseek-v3")).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("flopwise estimate deepseek-v3"), "{error}");
    }

    #[test]
    fn every_way_of_drawing_is_tried_once() {
        let steered = |name: &str| name == SOFTWARE || name == "GALLIUM_DRIVER";
        assert_eq!(Retry::next(Renderer::Auto, |_| false), Some(Retry::Software));
        assert_eq!(Retry::next(Renderer::Auto, steered), Some(Retry::Unsteered));
        assert_eq!(Retry::next(Renderer::Software, steered), Some(Retry::Unsteered));
        // What the last try leaves of the environment asks for no other.
        assert_eq!(Retry::next(Renderer::Auto, |name| name == SOFTWARE), None);
        assert_eq!(Retry::next(Renderer::Hardware, steered), None);
    }

    #[test]
    fn a_missing_file_and_a_folder_without_scenarios_are_file_errors() {
        for path in ["missing.ron", "some/where", "src"] {
            assert_eq!(check_file(Path::new(path)).unwrap_err().exit_code(), 5, "{path}");
        }
        assert!(check_file(Path::new("presets/scenarios")).is_ok(), "a folder of scenarios opens");
    }
}
