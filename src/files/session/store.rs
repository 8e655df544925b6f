//! One session file for each running program: taken over when its program is gone, written again and again, kept thrice.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Session, parse_session, write_session};
use crate::catalog::Catalog;
use crate::files::aside::{Lock, set_aside};
use crate::files::envelope::read_text;
use crate::files::error::{FileError, FileProblem};
use crate::files::save::{make_folder, save_bytes};

/// Earlier states kept beside the newest.
const EARLIER: u32 = 2;

/// The place where one running program keeps its session. Others keep theirs beside it.
#[derive(Debug)]
pub struct SessionStore {
    folder: PathBuf,
    number: u32,
    _lock: Option<Lock>,
    turn: Mutex<Turn>,
}

/// What must not be done by two threads at once.
#[derive(Debug, Default)]
struct Turn {
    /// The number of the newest session that was written.
    written: u64,
    /// Sessions of programs that are gone; their files go once what they held is written here.
    taken: Vec<(u32, Lock)>,
}

/// What was found of programs that are gone.
#[derive(Debug, Default)]
pub struct FoundSessions {
    /// The sessions: what is usually open before what was opened for a file, and of those the newest first.
    pub sessions: Vec<Session>,
    /// What could not be read, and where it lies now.
    pub problems: Vec<String>,
}

impl SessionStore {
    /// Takes a place in the folder, and the sessions of all programs that are gone. With `fresh` the place is an empty
    /// one and the others are left for another time.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn open(folder: &Path, catalog: &Catalog, fresh: bool) -> Result<(Self, FoundSessions), FileError> {
        make_folder(folder)?;
        let mut found = FoundSessions::default();
        let mut taken = Vec::new();
        let mut dated: Vec<(fs::Metadata, Session)> = Vec::new();
        for number in numbers(folder) {
            if fresh {
                continue;
            }
            let Ok(Some(lock)) = Lock::try_take(&lock_path(folder, number)) else { continue };
            match take(folder, number, catalog, &mut found.problems) {
                Taken::Session(session, written) => {
                    dated.push((written, *session));
                    taken.push((number, lock));
                }
                Taken::Nothing => taken.push((number, lock)),
                Taken::LeftAlone => {}
            }
        }
        // What is usually open comes before what was opened for a file.
        dated.sort_by_key(|(written, session)| (session.guest, Reverse(written.modified().ok())));
        found.sessions = dated.into_iter().map(|(_, session)| session).collect();
        let (number, lock) = match taken.is_empty() {
            false => {
                let (number, lock) = taken.remove(0);
                (number, Some(lock))
            }
            true => free_place(folder)?,
        };
        let turn = Mutex::new(Turn { written: 0, taken });
        Ok((Self { folder: folder.to_owned(), number, _lock: lock, turn }, found))
    }

    /// The file that holds the newest state.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        state_path(&self.folder, self.number, 0)
    }

    /// Writes a session in place of the one before, which is kept as the first of the earlier ones. A session with a
    /// lower number than one already written is old news.
    ///
    /// # Errors
    /// When it cannot be written; what was there before is still there then.
    pub fn save(&self, number: u64, session: &Session) -> Result<(), FileError> {
        let text = write_session(session);
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if number <= turn.written {
            return Ok(());
        }
        for age in (0..EARLIER).rev() {
            let from = state_path(&self.folder, self.number, age);
            // The newest state stays in its place until the rename that replaces it.
            let to = state_path(&self.folder, self.number, age + 1);
            let _missing_at_first = if age == 0 { copy(&from, &to) } else { fs::rename(&from, &to) };
        }
        save_bytes(&self.path(), text.as_bytes())?;
        turn.written = number;
        for (number, _lock) in turn.taken.drain(..) {
            remove_all(&self.folder, number);
        }
        Ok(())
    }
}

/// What became of a place whose program is gone.
enum Taken {
    /// With what the file system knows of its file.
    Session(Box<Session>, fs::Metadata),
    Nothing,
    /// A newer flopwise wrote it: it may read it again.
    LeftAlone,
}

/// Reads the newest state that can be read; what cannot be read is set aside.
fn take(folder: &Path, number: u32, catalog: &Catalog, problems: &mut Vec<String>) -> Taken {
    for age in 0..=EARLIER {
        let path = state_path(folder, number, age);
        let Ok(metadata) = fs::metadata(&path) else { continue };
        let name = format!("{number}.ron");
        let read = read_text(&path).and_then(|text| parse_session(&name, &text, catalog));
        match read {
            Ok((session, lost)) => {
                if let Some(first) = lost.first() {
                    problems.push(aside_words(&path, first));
                }
                return Taken::Session(Box::new(session), metadata);
            }
            Err(error) if matches!(*error.problem, FileProblem::NewerVersion { .. }) => {
                problems.push(format!("The last session was left alone: {error}"));
                return Taken::LeftAlone;
            }
            Err(error) => problems.push(aside_words(&path, &error)),
        }
    }
    Taken::Nothing
}

/// Sets a file aside and says so.
fn aside_words(path: &Path, error: &FileError) -> String {
    match set_aside(path) {
        Ok(target) => {
            format!("What was open last could not be read and was kept as {}: {error}", target.display())
        }
        Err(reason) => format!("What was open last could not be read: {error}; nor set aside: {reason}"),
    }
}

/// The first place that nobody has and that holds nothing. Where the file system knows no locks, it is one named after
/// this process.
fn free_place(folder: &Path) -> Result<(u32, Option<Lock>), FileError> {
    for number in 1.. {
        let path = lock_path(folder, number);
        match Lock::try_take(&path) {
            Ok(Some(lock)) if is_empty(folder, number) => return Ok((number, Some(lock))),
            Ok(_) => {}
            Err(_no_locks_here) if path.exists() => break,
            Err(error) => {
                let problem = FileProblem::Io { action: "written", reason: error.to_string() };
                return Err(FileError::new(&folder.to_string_lossy(), problem));
            }
        }
    }
    Ok((std::process::id(), None))
}

fn is_empty(folder: &Path, number: u32) -> bool {
    (0..=EARLIER).all(|age| !state_path(folder, number, age).exists())
}

/// The places that have been used, in order.
fn numbers(folder: &Path) -> Vec<u32> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut numbers: Vec<u32> = names
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            name.strip_suffix(".lock")?.parse().ok()
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

fn lock_path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number}.lock"))
}

/// The file of the newest state, or of one that came before it.
fn state_path(folder: &Path, number: u32, age: u32) -> PathBuf {
    if age == 0 { folder.join(format!("{number}.ron")) } else { folder.join(format!("{number}.{age}.ron")) }
}

/// Another name for the same content where the file system can, a copy elsewhere.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::remove_file(to)
        .or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

/// Removes the states of a place. The lock stays: another program may be waiting for it.
fn remove_all(folder: &Path, number: u32) {
    for age in 0..=EARLIER {
        let _may_be_missing = fs::remove_file(state_path(folder, number, age));
    }
}
