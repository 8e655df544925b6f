//! What was read from outside joins the comparison, or takes its place. What is open already does not come twice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::file_name;
use super::scenarios::on_rung;
use crate::app::action::Action;
use crate::app::effect::OpenedFile;
use crate::app::notice::{NoticeLevel, Offer};
use crate::app::project::ScenarioKey;
use crate::app::state::AppState;
use crate::files;
use crate::scenario::Scenario;

/// The scenarios that were read from a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct FolderRead {
    /// The folder.
    pub folder: PathBuf,
    /// Its scenario files, each with what it holds or what is wrong with it.
    pub files: Vec<(PathBuf, Result<OpenedFile, String>)>,
    /// Further ones, for which there is no room.
    pub left: usize,
}

impl AppState {
    /// Shows what was read from a file, or from a text that belongs to none. Whether it could be used.
    pub(super) fn opened(&mut self, path: Option<&Path>, result: Result<OpenedFile, String>) -> bool {
        match result {
            Err(error) => {
                self.complain(error);
                return false;
            }
            Ok(OpenedFile::Project(project)) => {
                self.session.dialog = None;
                self.open_project(*project, path);
            }
            Ok(OpenedFile::Scenario(scenario)) => {
                if let Err(error) = self.usable(&scenario, path) {
                    self.complain(error);
                    return false;
                }
                self.session.dialog = None;
                match path.and_then(|path| self.open_from(path)) {
                    Some(key) => self.open_again(key, scenario, path),
                    None => self.open_scenario(scenario, path),
                }
            }
        }
        true
    }

    /// Whether a scenario passes its check; otherwise what is wrong with it.
    fn usable(&self, scenario: &Arc<Scenario>, path: Option<&Path>) -> Result<(), String> {
        scenario.check(&self.world.catalog).map(drop).map_err(|problems| {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            format!("{}: {}", origin(path), problems.join("; "))
        })
    }

    /// The open scenario that is stored in a file.
    fn open_from(&self, path: &Path) -> Option<ScenarioKey> {
        let of = |key: &ScenarioKey| self.session.files.get(key)?.path.as_deref();
        let mut keys = self.project.scenarios.iter().map(|entry| entry.key);
        keys.find(|key| of(key) == Some(path))
    }

    /// A file is opened whose scenario is open: that one is shown, and where both differ it is asked which one counts.
    fn open_again(&mut self, key: ScenarioKey, read: Arc<Scenario>, path: Option<&Path>) {
        self.project.selected = self.project.index(key).unwrap_or(self.project.selected);
        self.refresh();
        let file = origin(path);
        let open = self.project.entry(key).map(|entry| Arc::clone(&entry.scenario));
        if open.is_none_or(|open| open == read) {
            // The file may have become what is shown.
            if let Some(link) = self.session.files.get_mut(&key) {
                link.saved = read;
            }
            self.done(format!("{file} is open already"));
            return;
        }
        let offers = vec![
            Offer {
                label: "Take the file’s",
                action: Action::Reread { scenario: key, read: Arc::clone(&read) },
            },
            Offer { label: "Open a copy", action: Action::AddPreset(read) },
        ];
        let text = format!("{file} is open already, and differs from what is shown");
        self.offer(NoticeLevel::Asks, text, offers);
    }

    /// An open scenario becomes again what its file holds.
    pub(super) fn reread(&mut self, key: ScenarioKey, read: &Arc<Scenario>) {
        let name = read.name.clone();
        self.session.drafts.retain(|field, _| field.scenario != key);
        self.step(format!("reread {name}"), Some(key), None, |state| {
            state.project.edit(key, |open| *open = read.as_ref().clone());
        });
        if let Some(link) = self.session.files.get_mut(&key) {
            link.saved = Arc::clone(read);
        }
        self.refresh();
        self.done(format!("{name} is what its file holds"));
    }

    /// A comparison takes the place of the one that is shown; undo brings that back.
    fn open_project(&mut self, file: files::Project, path: Option<&Path>) {
        self.session.drafts.clear();
        self.step(format!("open {}", origin(path)), None, None, |state| {
            state.project.scenarios.clear();
            for scenario in file.scenarios {
                state.add_entry(on_rung(scenario, file.scope), None);
            }
            state.project.baseline = file.baseline;
            state.project.selected = file.baseline;
            state.project.same_price = file.same_price;
        });
        self.project.figure = file.figure;
        self.session.explained = file.figure;
        self.session.project_file = path.filter(|path| is_home(path)).map(Path::to_owned);
        self.refresh();
        self.done(format!("Opened {}", origin(path)));
    }

    fn open_scenario(&mut self, scenario: Arc<Scenario>, path: Option<&Path>) {
        let name = scenario.name.clone();
        self.step(format!("open {name}"), None, None, |state| {
            state.add_entry(scenario, path.filter(|path| is_home(path)).map(Path::to_owned));
            state.project.selected = state.project.scenarios.len().saturating_sub(1);
        });
        self.done(format!("Opened {name} from {}", origin(path)));
    }

    /// Opens the scenarios of a folder in one step. In a window where nothing was done yet they take the place of the first
    /// comparison.
    pub(super) fn open_folder(&mut self, FolderRead { folder, files, left }: FolderRead) {
        let mut problems = Vec::new();
        let mut found = Vec::new();
        let mut known = 0;
        for (path, result) in files {
            match result {
                Ok(OpenedFile::Scenario(_)) if self.open_from(&path).is_some() => known += 1,
                Ok(OpenedFile::Scenario(scenario)) => match self.usable(&scenario, Some(&path)) {
                    Ok(()) => found.push((path, scenario)),
                    Err(problem) => problems.push(problem),
                },
                Ok(OpenedFile::Project(_)) => {}
                Err(problem) => problems.push(problem),
            }
        }
        let name = file_name(&folder);
        let count = found.len();
        if count > 0 {
            self.session.dialog = None;
            let untouched =
                self.history.is_empty() && self.session.files.values().all(|link| link.path.is_none());
            self.step(format!("open {name}"), None, None, |state| {
                if untouched {
                    state.project.scenarios.clear();
                    (state.project.baseline, state.project.selected) = (0, 0);
                }
                let first = state.project.scenarios.len();
                for (path, scenario) in found {
                    state.add_entry(scenario, Some(path));
                }
                state.project.selected = first;
            });
        }
        let mut said = format!("Opened {} from {name}", counted(count, "scenario"));
        if known > 0 {
            said.push_str(&format!("; {} open already", counted(known, "other")));
        }
        if left > 0 {
            said.push_str(&format!(
                "; {} not opened for want of room: open them by name",
                counted(left, "more")
            ));
            self.tell(said);
        } else {
            self.done(said);
        }
        for problem in problems {
            self.failed(problem);
        }
    }
}

/// `1 scenario`, `3 scenarios`; `3 more`.
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 || what == "more" { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// What was opened, in words.
pub(super) fn origin(path: Option<&Path>) -> String {
    path.map_or_else(|| "what was pasted".to_owned(), file_name)
}

/// Whether what was read from a file may be saved there again. A picture stays a picture.
fn is_home(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::World;

    fn state() -> AppState {
        let world = World::load(None).expect("shipped files").0;
        let first = world.first_scenarios();
        AppState::new(world, first)
    }

    fn named(state: &AppState, name: &str) -> Arc<Scenario> {
        let mut scenario = state.project.scenarios[0].scenario.as_ref().clone();
        (scenario.id, scenario.name) = (name.to_owned(), name.to_owned());
        Arc::new(scenario)
    }

    fn file(name: &str) -> PathBuf {
        PathBuf::from(format!("runs/{name}.ron"))
    }

    #[test]
    fn a_file_that_is_open_is_shown_and_not_opened_twice() {
        let mut state = state();
        let count = state.project.scenarios.len();
        let scenario = named(&state, "mine");
        let open = |scenario: &Arc<Scenario>| Action::Opened {
            path: file("mine"),
            result: Ok(OpenedFile::Scenario(Arc::clone(scenario))),
        };
        state.apply(open(&scenario));
        state.apply(Action::Select(0));
        state.apply(open(&scenario));
        assert_eq!((state.project.scenarios.len(), state.project.selected), (count + 1, count));
        assert!(state.session.notices.iter().any(|notice| notice.text == "mine.ron is open already"));

        // The file changed on the disk.
        let mut other = scenario.as_ref().clone();
        crate::scenario::apply_setting(&mut other, &state.world.catalog, "price=3.49").expect("setting");
        let other = Arc::new(other);
        state.apply(open(&other));
        assert_eq!(state.project.scenarios[count].scenario, scenario, "nothing is lost unasked");
        let offers = state.session.notices.last().expect("asks").offers.clone();
        assert_eq!(offers.len(), 2);
        state.apply(offers[0].action.clone());
        assert_eq!(state.project.scenarios[count].scenario, other);
        assert!(!state.is_modified(state.project.scenarios[count].key));
        state.apply(Action::Run(crate::app::Command::Undo));
        assert_eq!(state.project.scenarios[count].scenario, scenario);
    }

    #[test]
    fn a_folder_takes_the_place_of_the_first_comparison_and_joins_any_other() {
        let mut state = state();
        let first = state.project.scenarios.len();
        let read = |state: &AppState, names: &[&str], left: usize| {
            let file_of = |name: &&str| (file(name), Ok(OpenedFile::Scenario(named(state, name))));
            let mut files: Vec<_> = names.iter().map(file_of).collect();
            files.push((file("broken"), Err("broken.ron:1:1: nonsense".to_owned())));
            Action::FolderOpened(FolderRead { folder: PathBuf::from("runs"), files, left })
        };
        let action = read(&state, &["a", "b"], 0);
        state.apply(action);
        let names = |state: &AppState| -> Vec<String> {
            state.project.scenarios.iter().map(|entry| entry.scenario.name.clone()).collect()
        };
        assert_eq!(names(&state), ["a", "b"]);
        assert!(state.session.notices.iter().any(|notice| notice.text.contains("nonsense")));
        let action = read(&state, &["b", "c"], 7);
        state.apply(action);
        assert_eq!(names(&state), ["a", "b", "c"]);
        let said = |words: &str| state.session.notices.iter().any(|notice| notice.text.contains(words));
        assert!(said("Opened 1 scenario from runs; 1 other open already; 7 more not opened"));
        state.apply(Action::Run(crate::app::Command::Undo));
        state.apply(Action::Run(crate::app::Command::Undo));
        assert_eq!(state.project.scenarios.len(), first);
    }
}
