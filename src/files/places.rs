//! Where the user's settings, own catalogue entries and session state live.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use directories::{ProjectDirs, UserDirs};

/// The environment variable that puts everything into one folder.
pub const HOME_VARIABLE: &str = "FLOPWISE_HOME";

/// The three folders of a user. None of them need exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Settings that a person may edit.
    pub config: PathBuf,
    /// The user's own catalogue entries and scenarios.
    pub data: PathBuf,
    /// What is convenient to keep and harmless to lose: recent files, window geometry, autosaves.
    pub state: PathBuf,
}

impl Places {
    /// The folders of this system for this user, or those in `FLOPWISE_HOME` if that is set. Nothing when the system
    /// has no home folder: the program then keeps nothing between sessions.
    #[must_use]
    pub fn discover() -> Option<Self> {
        Self::from_home_variable(std::env::var_os(HOME_VARIABLE).as_deref()).or_else(Self::of_system)
    }

    /// All folders within one: for `FLOPWISE_HOME`, for a portable copy and for tests.
    #[must_use]
    pub fn within(folder: &Path) -> Self {
        Self { config: folder.join("config"), data: folder.join("data"), state: folder.join("state") }
    }

    fn from_home_variable(home: Option<&OsStr>) -> Option<Self> {
        home.filter(|home| !home.is_empty()).map(|home| Self::within(Path::new(home)))
    }

    fn of_system() -> Option<Self> {
        let system = ProjectDirs::from("", "", "flopwise")?;
        Some(Self {
            config: system.config_dir().to_owned(),
            data: system.data_dir().to_owned(),
            // Only Linux keeps state apart from data.
            state: system
                .state_dir()
                .map_or_else(|| system.data_local_dir().join("state"), Path::to_path_buf),
        })
    }

    /// The folder of the user's own entries of one kind: "accelerators", "prices", "sites", "runs",
    /// "claims".
    #[must_use]
    pub fn user_folder(&self, kind: &str) -> PathBuf {
        self.data.join(kind)
    }
}

/// The user's home folder, where a file dialog begins.
#[must_use]
pub fn home_folder() -> Option<PathBuf> {
    UserDirs::new().map(|folders| folders.home_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_can_hold_everything() {
        let places = Places::from_home_variable(Some(OsStr::new("/somewhere"))).unwrap();
        assert_eq!(places, Places::within(Path::new("/somewhere")));
        assert_eq!(places.user_folder("accelerators"), Path::new("/somewhere/data/accelerators"));
        assert!(Places::from_home_variable(Some(OsStr::new(""))).is_none());
        assert!(Places::from_home_variable(None).is_none());
    }

    #[test]
    fn the_system_has_three_different_folders() {
        let Some(places) = Places::of_system() else { return };
        assert!(places.config != places.state && places.data != places.state);
        assert!(places.data.to_string_lossy().contains("flopwise"));
    }
}
