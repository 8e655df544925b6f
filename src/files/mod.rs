//! Everything that is read from and written to files: the only place that knows serde, RON and the file system.

mod aside;
pub mod envelope;
pub mod error;
mod find;
mod folder;
pub mod import;
mod library;
mod locate;
pub mod places;
pub mod presets;
pub mod process;
mod project;
pub mod recent;
pub mod report;
mod save;
mod scenario;
pub mod schema;
pub mod session;
pub mod settings;
pub mod share;
mod syntax;
mod text;
mod whereabouts;

pub use aside::set_aside;
pub use envelope::{Header, MAX_BYTES, parse, read_header, read_text, read_text_up_to};
pub use error::{FileError, FileProblem, Position};
pub use find::{DEFAULT_COMPARISON, find_project, find_scenario, looks_like_path};
pub use folder::{MOST_OF_FOLDER, scenario_files};
pub use library::{Library, LibraryEntry, NotFound, Origin};
pub use project::{PROJECT_VERSION, Project, load_project, parse_project, save_project, write_project};
pub use save::{Overwrite, make_folder, save_bytes, save_text};
pub use scenario::{SCENARIO_VERSION, load_scenario, parse_scenario, save_scenario, write_scenario};
pub use session::{Session, SessionStore};
pub use settings::Settings;
