//! Opens a folder: its scenarios, or the model whose files it holds.

use std::path::{Path, PathBuf};

use super::{JobOptions, import, open};
use crate::app::action::Action;
use crate::app::import::{ImportEvent, ImportSource, ImportTask};
use crate::app::update::FolderRead;
use crate::files::{MOST_OF_FOLDER, scenario_files};

pub(super) fn open_folder(folder: &Path, options: &JobOptions) -> Action {
    let path = folder.to_path_buf();
    match scenario_files(folder) {
        Err(error) => Action::Opened { path, result: Err(error.to_string()) },
        Ok(files) if files.is_empty() => {
            let source = ImportSource::Paths(vec![path.clone()]);
            match import::run(ImportTask::Read(source), options) {
                found @ Action::Import(ImportEvent::Read(Ok(_))) => found,
                _ => {
                    let name = folder.display();
                    let error =
                        format!("{name} holds no scenario (.ron) and no model (config.json, .safetensors)");
                    Action::Opened { path, result: Err(error) }
                }
            }
        }
        Ok(files) => {
            let left = files.len().saturating_sub(MOST_OF_FOLDER);
            let read = |path: PathBuf| {
                let held = open(&path, &options.catalog);
                (path, held)
            };
            let files = files.into_iter().take(MOST_OF_FOLDER).map(read);
            Action::FolderOpened(FolderRead { folder: path, files: files.collect(), left })
        }
    }
}
