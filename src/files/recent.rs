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
/// Files that are remembered beside the pinned ones.
pub const MOST_RECENT: usize = 10;

/// A file that was opened or saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentFile {
    /// The file.
    pub path: PathBuf,
    /// Whether it is there.
    pub exists: bool,
    /// Whether it stays on the list whatever else is opened.
    pub pinned: bool,
}

/// What happens to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecentChange {
    /// A file was opened or saved.
    Used(PathBuf),
    /// A file stays on the list, at its top.
    Pin(PathBuf),
    /// It is one of the others again.
    Unpin(PathBuf),
    /// It leaves the list.
    Remove(PathBuf),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Recent")]
struct RecentEntry {
    schema: String,
    version: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pinned: Vec<String>,
    files: Vec<String>,
}

/// Pinned files, and the others with the newest first.
#[derive(Default)]
struct Lists {
    pinned: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Lists {
    fn change(&mut self, change: RecentChange) {
        match change {
            RecentChange::Used(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                if !self.pinned.contains(&path) {
                    self.drop(&path);
                    self.files.insert(0, path);
                }
            }
            RecentChange::Pin(path) => {
                self.drop(&path);
                self.pinned.push(path);
            }
            RecentChange::Unpin(path) => {
                self.drop(&path);
                self.files.insert(0, path);
            }
            RecentChange::Remove(path) => self.drop(&path),
        }
        self.files.truncate(MOST_RECENT);
    }

    fn drop(&mut self, path: &Path) {
        self.pinned.retain(|known| known != path);
        self.files.retain(|known| known != path);
    }
}

/// Reads the list, pinned files first, the others with the newest first, and looks which files are there. Without a list
/// nothing is recent.
///
/// # Errors
/// When there is a list that cannot be read. It stays as it is.
pub fn load_recent(folder: &Path) -> Result<Vec<RecentFile>, FileError> {
    let Lists { pinned, files } = read(folder)?;
    let file = |pinned| move |path: PathBuf| RecentFile { exists: path.is_file(), path, pinned };
    Ok(pinned.into_iter().map(file(true)).chain(files.into_iter().map(file(false))).collect())
}

/// Changes the list. One that cannot be read is set aside first.
///
/// # Errors
/// When the list cannot be written, or a newer flopwise wrote what stands there.
pub fn change_recent(folder: &Path, change: RecentChange) -> Result<(), FileError> {
    make_folder(folder)?;
    let file = list_path(folder);
    // Where the file system knows no locks, the change is made without one.
    let _lock = Lock::take(&folder.join("recent.lock")).ok();
    let mut lists = match read(folder) {
        Ok(lists) => lists,
        Err(error) if matches!(*error.problem, FileProblem::NewerVersion { .. }) => return Err(error),
        Err(error) => {
            set_aside(&file).map_err(|_| error)?;
            Lists::default()
        }
    };
    lists.change(change);
    let texts =
        |paths: &[PathBuf]| paths.iter().filter_map(|path| path.to_str().map(str::to_owned)).collect();
    let entry = RecentEntry {
        schema: RECENT.to_owned(),
        version: RECENT_VERSION,
        pinned: texts(&lists.pinned),
        files: texts(&lists.files),
    };
    let text = options().to_string_pretty(&entry, PrettyConfig::new()).unwrap_or_default() + "\n";
    save_bytes(&file, text.as_bytes())
}

fn list_path(folder: &Path) -> PathBuf {
    folder.join("recent.ron")
}

fn read(folder: &Path) -> Result<Lists, FileError> {
    let path = list_path(folder);
    if !path.exists() {
        return Ok(Lists::default());
    }
    let entry: RecentEntry = parse("recent.ron", &read_text(&path)?, RECENT, RECENT_VERSION)?;
    let paths = |texts: Vec<String>| texts.into_iter().map(PathBuf::from).collect();
    Ok(Lists { pinned: paths(entry.pinned), files: paths(entry.files) })
}
