//! Writes files so that a crash leaves either the old one or the new one, and never replaces what it cannot read.

use std::{fs, io, io::Write, path::Path};

use super::envelope::read_text;
use super::error::{FileError, FileProblem, io_reason};

/// What may be replaced by saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// Only a file of the same kind that can be read: the user would lose nothing that flopwise cannot show.
    SameKind,
    /// Whatever is there; the user was asked.
    Anything,
}

/// Saves a text: temporary file beside the target, sync, rename.
///
/// # Errors
/// When the file cannot be written, or `check` refuses what stands there and it may not be overwritten.
pub fn save_text(
    path: &Path,
    text: &str,
    overwrite: Overwrite,
    check: impl Fn(&str, &str) -> Result<(), FileError>,
) -> Result<(), FileError> {
    let name = super::scenario::shown_name(path);
    let refuse = |why: FileError| {
        let problem = FileProblem::NotOverwritten { reason: why.in_file("").to_string() };
        FileError::new(&name, problem)
    };
    if overwrite == Overwrite::SameKind && path.exists() {
        let there = read_text(path).map_err(refuse)?;
        check(&name, &there).map_err(refuse)?;
    }
    save_bytes(path, text.as_bytes()).map_err(|error| error.in_file(&name))
}

/// Saves a picture or a table in place of whatever is there: temporary file beside the target, sync, rename.
///
/// # Errors
/// When the file cannot be written.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_atomically(path, bytes).map_err(|error| {
        let problem = FileProblem::Io { action: "written", reason: io_reason(&error) };
        FileError::new(&path.to_string_lossy(), problem)
    })
}

/// Makes a folder and those above it, unless it is there.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(|error| {
        let problem = FileProblem::Io { action: "made", reason: io_reason(&error) };
        FileError::new(&path.to_string_lossy(), problem)
    })
}

fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link is followed, so that the file it points to is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().ok_or_else(|| io::Error::other("the path has no file name"))?;
    let temporary = folder.join(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let written = write_and_sync(&temporary, &target, bytes).and_then(|()| fs::rename(&temporary, &target));
    if written.is_err() {
        // Nothing can be done if this fails too; the error that led here is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    sync_folder(folder);
    Ok(())
}

fn write_and_sync(temporary: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(temporary)?;
    if let Ok(metadata) = fs::metadata(target) {
        file.set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the rename itself durable where the system can; not every file system allows it.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
