//! The files that were opened or saved last, shared by all windows.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::aside::{Lock, set_aside};
use super::envelope::{options, parse, read_text};
use super::error::{FileError, FileProblem};
use super::save::{make_folder, save_bytes};

/// The schema of the list of recent files.
pub const RECENT: &str = "flopwise/recent";
/// The newest version that is read, and the one that is written.
pub const RECENT_VERSION: u32 = 1;
/// Files that are remembered.
pub const MOST_RECENT: usize = 10;

/// A file that was opened or saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentFile {
    /// The file.
    pub path: PathBuf,
    /// Whether it is there.
    pub exists: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Recent")]
struct RecentEntry {
    schema: String,
    version: u32,
    files: Vec<String>,
}

/// Reads the list, the newest first, and looks which files are there. Without a list nothing is recent.
///
/// # Errors
/// When there is a list that cannot be read. It stays as it is.
pub fn load_recent(folder: &Path) -> Result<Vec<RecentFile>, FileError> {
    Ok(read(folder)?.into_iter().map(|path| RecentFile { exists: path.is_file(), path }).collect())
}

/// Puts a file at the head of the list. A list that cannot be read is set aside first.
///
/// # Errors
/// When the list cannot be written, or a newer flopwise wrote what stands there.
pub fn add_recent(folder: &Path, path: &Path) -> Result<(), FileError> {
    make_folder(folder)?;
    let file = list_path(folder);
    // Where the file system knows no locks, the change is made without one.
    let _lock = Lock::take(&folder.join("recent.lock")).ok();
    let mut files = match read(folder) {
        Ok(files) => files,
        Err(error) if matches!(*error.problem, FileProblem::NewerVersion { .. }) => return Err(error),
        Err(error) => {
            set_aside(&file).map_err(|_| error)?;
            Vec::new()
        }
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    files.retain(|known| *known != path);
    files.insert(0, path);
    files.truncate(MOST_RECENT);
    let entry = RecentEntry {
        schema: RECENT.to_owned(),
        version: RECENT_VERSION,
        files: files.iter().filter_map(|path| path.to_str().map(str::to_owned)).collect(),
    };
    let text = options().to_string_pretty(&entry, PrettyConfig::new()).unwrap_or_default() + "\n";
    save_bytes(&file, text.as_bytes())
}

fn list_path(folder: &Path) -> PathBuf {
    folder.join("recent.ron")
}

fn read(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let path = list_path(folder);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let entry: RecentEntry = parse("recent.ron", &read_text(&path)?, RECENT, RECENT_VERSION)?;
    Ok(entry.files.into_iter().map(PathBuf::from).collect())
}
