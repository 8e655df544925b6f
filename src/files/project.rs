//! Projects: several scenarios and how they are compared, in one file.

use std::path::Path;
use std::sync::Arc;

use super::envelope::{MAX_BYTES, parse, read_bytes, read_header, text_of};
use super::error::{FileError, FileProblem};
use super::save::{Overwrite, save_text};
use super::scenario::{parse_scenario, placed, shown_name};
use super::schema::v1::project::{PROJECT, ProjectEntry, read, write};
use super::schema::v1::scenario::SCENARIO;
use super::share;
use super::text::Writer;
use crate::catalog::Catalog;
use crate::estimate::FigureId;
use crate::scenario::{Scenario, Scope};

/// The newest version of the project file that is read, and the one that is written.
pub const PROJECT_VERSION: u32 = 1;

/// Scenarios side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The scenarios in the order of their tabs.
    pub scenarios: Vec<Arc<Scenario>>,
    /// Which of them the others are compared with.
    pub baseline: usize,
    /// The rung that all are put on; each stays on its own when there is none.
    pub scope: Option<Scope>,
    /// Whether all are priced like the baseline.
    pub same_price: bool,
    /// The figure that is compared.
    pub figure: FigureId,
}

impl Default for Project {
    fn default() -> Self {
        Self { scenarios: Vec::new(), baseline: 0, scope: None, same_price: false, figure: FigureId::Cost }
    }
}

impl Project {
    /// The same comparison with the rung said once: several scenarios on one rung share it, and a single scenario has its
    /// own. So what the window shows and what a command names are one comparison with one share string.
    #[must_use]
    pub fn on_shared_rung(mut self) -> Self {
        let on = |scenario: &Arc<Scenario>| self.scope.unwrap_or(scenario.scope);
        let mut rungs = self.scenarios.iter().map(on);
        let first = rungs.next();
        let shared = first.filter(|first| rungs.all(|rung| rung == *first));
        let Some(shared) = shared else { return self };
        for scenario in self.scenarios.iter_mut().filter(|scenario| scenario.scope != shared) {
            Arc::make_mut(scenario).scope = shared;
        }
        self.scope = (self.scenarios.len() > 1).then_some(shared);
        self
    }
}

/// The greatest picture that is read.
const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a project file; a scenario file is a project with one scenario. So is a picture that flopwise exported, and a
/// text with a share string in it.
///
/// # Errors
/// What is wrong with the file, where, and how to mend it.
pub fn load_project(path: &Path, catalog: &Catalog) -> Result<Project, FileError> {
    let name = shown_name(path);
    let bytes = read_bytes(path, MAX_PICTURE_BYTES)?;
    if share::is_png(&bytes) {
        return share::from_png(&bytes, catalog).map_err(|problem| FileError::new(&name, problem));
    }
    if bytes.len() as u64 > MAX_BYTES {
        let problem = FileProblem::TooLarge { bytes: bytes.len() as u64, limit: MAX_BYTES };
        return Err(FileError::new(&name, problem));
    }
    let text = text_of(&name, bytes)?;
    if share::is_svg(&text) {
        return share::from_svg(&text, catalog).map_err(|problem| FileError::new(&name, problem));
    }
    // A note in a file of RON may mention a share string; what says its schema is what it says.
    if share::is_shared(&text) && read_header(&text).is_err() {
        let shared = share::decode(&text, catalog);
        return shared.map_err(|error| FileError::new(&name, FileProblem::Shared(error)));
    }
    parse_project(&name, &text, catalog)
}

/// Reads the text of a project file, or of a scenario file.
///
/// # Errors
/// What is wrong with the text, where, and how to mend it.
pub fn parse_project(name: &str, text: &str, catalog: &Catalog) -> Result<Project, FileError> {
    let header = read_header(text).map_err(|error| error.in_file(name))?;
    if header.schema == SCENARIO {
        let scenarios = vec![Arc::new(parse_scenario(name, text, catalog)?)];
        return Ok(Project { scenarios, ..Project::default() });
    }
    let entry: ProjectEntry = parse(name, text, PROJECT, PROJECT_VERSION)?;
    read(&entry, catalog).map_err(|fault| placed(name, text, fault))
}

/// The text of a project file: the same for the same project, and read back to the same project.
#[must_use]
pub fn write_project(project: &Project) -> String {
    let mut out = Writer::default();
    write(project, &mut out);
    out.finish()
}

/// Saves a project so that a crash leaves either the old file or the new one.
///
/// # Errors
/// When the file cannot be written, or holds something that is not a project and may not be overwritten.
pub fn save_project(path: &Path, project: &Project, overwrite: Overwrite) -> Result<(), FileError> {
    save_text(path, &write_project(project), overwrite, |name, text| {
        parse::<ProjectEntry>(name, text, PROJECT, PROJECT_VERSION).map(drop)
    })
}
