//! A folder of scenarios: which of its files are scenarios.

use std::fs;
use std::path::{Path, PathBuf};

use super::envelope::{read_header, read_text};
use super::error::{FileError, FileProblem};
use super::scenario::shown_name;
use super::schema::v1::scenario::SCENARIO;

/// Scenarios of a folder that are opened at once: more do not fit beside each other.
pub const MOST_OF_FOLDER: usize = 12;

/// The scenario files of a folder by name, without those of folders inside it. A `.ron` file that does not say what it is
/// counts as one, so that whoever opens it says what is wrong.
///
/// # Errors
/// When the folder cannot be read.
pub fn scenario_files(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let problem = FileProblem::Io { action: "listed", reason: error.to_string() };
        FileError::new(&shown_name(folder), problem)
    })?;
    let is_ron = |path: &PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron"));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_ron).collect();
    // Prices, sites and whole comparisons are no scenarios.
    paths.retain(|path| {
        path.is_file()
            && read_text(path)
                .ok()
                .and_then(|text| read_header(&text).ok())
                .is_none_or(|header| header.schema == SCENARIO)
    });
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_of_a_folder_are_found_by_what_they_say_they_are() {
        let folder = std::env::temp_dir().join(format!("flopwise-folder-{}", std::process::id()));
        fs::create_dir_all(folder.join("inside.ron")).unwrap();
        for (name, text) in [
            ("b.ron", "(schema: \"flopwise/scenario\", version: 1)"),
            ("a.RON", "(schema: \"flopwise/scenario\", version: 9)"),
            ("broken.ron", "(schema:"),
            ("all.ron", "(schema: \"flopwise/project\", version: 1, scenarios: [])"),
            ("prices.ron", "(schema: \"flopwise/prices\", version: 1)"),
            ("note.txt", "(schema: \"flopwise/scenario\", version: 1)"),
        ] {
            fs::write(folder.join(name), text).unwrap();
        }
        let found = scenario_files(&folder).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.RON", "b.ron", "broken.ron"]);
        fs::remove_dir_all(&folder).unwrap();
        assert!(scenario_files(&folder).is_err());
    }
}
