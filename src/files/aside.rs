//! Files that cannot be used are set aside under another name, never deleted; and locks between running programs.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Renames a file to the first free `name.bad-1`, `name.bad-2` …
///
/// # Errors
/// When the system refuses.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::other("the path has no file name"))?;
    let name = name.to_string_lossy();
    let mut number = 1_u32;
    loop {
        let target = path.with_file_name(format!("{name}.bad-{number}"));
        if !target.exists() {
            fs::rename(path, &target)?;
            return Ok(target);
        }
        number += 1;
    }
}

/// A lock that another running program respects, and that the system takes back when this one ends in any way.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock if nobody holds it.
    ///
    /// # Errors
    /// When the file cannot be made, or the file system knows no locks.
    pub(super) fn try_take(path: &Path) -> io::Result<Option<Self>> {
        let file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits until nobody else holds the lock. Programs hold it for as long as it takes to write a small file.
    ///
    /// # Errors
    /// When the file cannot be made, or the file system knows no locks.
    pub(super) fn take(path: &Path) -> io::Result<Self> {
        let file = open(path)?;
        file.lock()?;
        Ok(Self { _file: file })
    }
}

fn open(path: &Path) -> io::Result<File> {
    // The content is of no interest, and must not be cut off under another program's feet.
    File::options().create(true).truncate(false).write(true).open(path)
}
