//! The reducer: one step for a gesture, texts that are kept, names of steps, files through effects.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;
use crate::chart::Scale;
use crate::estimate::FigureId;
use crate::scenario::Scope;
use crate::scenario::input::{InputId, InputKey};

fn state() -> AppState {
    let (world, complaints) = World::load(None).expect("shipped files");
    assert!(complaints.is_empty(), "{complaints:?}");
    let first = world.first_scenarios();
    AppState::new(world, first)
}

/// A field of the first scenario.
fn field(state: &AppState, id: InputId) -> FieldKey {
    FieldKey { scenario: state.project.scenarios[0].key, input: InputKey::of(id) }
}

fn value(state: &AppState, id: InputId) -> f64 {
    let entry = &state.project.scenarios[0];
    InputKey::of(id).get(&entry.scenario).expect("present").value
}

fn cost(state: &AppState) -> f64 {
    state.derived.evaluation(0).expect("row").value(FigureId::Cost).expect("cost")
}

fn type_text(state: &mut AppState, id: InputId, text: &str) {
    let field = field(state, id);
    for end in 1..=text.chars().count() {
        state.apply(Action::Type { field, text: text.chars().take(end).collect() });
    }
}

#[test]
fn the_first_scenario_costs_what_its_report_says() {
    // DeepSeek-V3 Technical Report, table 1: 2.788 M hours at $2.
    let state = state();
    assert_eq!(cost(&state), 5_576_000.0);
    assert!(state.derived.headline.contains("$5.58 M"), "{}", state.derived.headline);
    assert!(!state.is_modified(state.project.scenarios[0].key));
}

#[test]
fn a_burst_of_typing_is_one_step() {
    let mut state = state();
    type_text(&mut state, InputId::RentalPrice, "$3.49");
    assert_eq!(cost(&state), 2_788_000.0 * 3.49);
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Commit(key));
    assert_eq!(state.history.len(), 1);
    assert_eq!(state.history.undo_name(), Some("set Rental price to $3.49"));
    assert!(state.draft(key).is_none());
    state.apply(Action::Run(Command::Undo));
    assert_eq!(cost(&state), 5_576_000.0);
    state.apply(Action::Run(Command::Redo));
    assert_eq!(cost(&state), 2_788_000.0 * 3.49);
}

#[test]
fn typing_again_after_leaving_a_field_is_another_step() {
    let mut state = state();
    let key = field(&state, InputId::RentalPrice);
    for text in ["3", "4"] {
        state.apply(Action::Type { field: key, text: text.to_owned() });
        state.apply(Action::Commit(key));
    }
    assert_eq!(state.history.len(), 2);
}

#[test]
fn a_drag_is_one_step_and_a_drag_back_is_none() {
    let mut state = state();
    let key = field(&state, InputId::RentalPrice);
    for value in [2.1, 2.5, 3.0] {
        state.apply(Action::Slide { field: key, value });
    }
    state.apply(Action::EndSlide);
    assert_eq!(state.history.len(), 1);
    for value in [2.1, 3.0] {
        state.apply(Action::Slide { field: key, value });
    }
    state.apply(Action::EndSlide);
    assert_eq!(state.history.len(), 1);
}

#[test]
fn a_bad_text_is_kept_and_the_result_stays_on_the_last_good_value() {
    let mut state = state();
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Type { field: key, text: "two dollars".to_owned() });
    state.apply(Action::Commit(key));
    let draft = state.draft(key).expect("kept");
    assert_eq!(draft.text, "two dollars");
    let message = draft.read.clone().expect_err("bad");
    assert!(message.contains("$2.00"), "says what would be accepted: {message}");
    assert_eq!(cost(&state), 5_576_000.0);
    assert!(state.history.is_empty());
    // Undo takes the text away, and nothing else.
    state.apply(Action::Run(Command::Undo));
    assert!(state.draft(key).is_none());
    assert_eq!(cost(&state), 5_576_000.0);
}

#[test]
fn a_value_out_of_range_names_the_range() {
    let mut state = state();
    let key = field(&state, InputId::Mfu);
    state.apply(Action::Type { field: key, text: "140%".to_owned() });
    let message = state.draft(key).expect("draft").read.clone().expect_err("out of range");
    assert!(message.contains("0.01%") && message.contains("100%"), "{message}");
}

#[test]
fn escape_leaves_no_trace() {
    let mut state = state();
    type_text(&mut state, InputId::RentalPrice, "9.99");
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Cancel(key));
    assert_eq!(value(&state, InputId::RentalPrice), 2.0);
    assert!(state.history.is_empty() && state.draft(key).is_none());
}

#[test]
fn the_cited_value_typed_by_hand_is_cited_again() {
    let mut state = state();
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Set { field: key, value: 3.0 });
    assert!(state.is_modified(key.scenario));
    type_text(&mut state, InputId::RentalPrice, "2.00");
    state.apply(Action::Commit(key));
    assert!(!state.is_modified(key.scenario));
    let entry = &state.project.scenarios[0];
    assert!(!key.input.get(&entry.scenario).expect("price").is_edited());
}

#[test]
fn a_scenario_that_does_not_fit_together_keeps_its_last_good_results() {
    let mut state = state();
    let key = field(&state, InputId::TotalParams);
    // Fewer parameters in total than are active.
    state.apply(Action::Set { field: key, value: 1e9 });
    assert_eq!(cost(&state), 5_576_000.0);
    let problems = state.derived.problems(key.scenario);
    assert_eq!(problems[0].field, "active_params");
    state.apply(Action::Run(Command::Undo));
    assert!(state.derived.stale.is_empty());
}

#[test]
fn scope_moves_every_scenario_and_undo_brings_all_back() {
    let mut state = state();
    state.apply(Action::Scope(Scope::PreTraining));
    assert_eq!(cost(&state), 5_328_000.0);
    assert!(state.project.scenarios.iter().all(|entry| entry.scenario.scope == Scope::PreTraining));
    state.apply(Action::Run(Command::Undo));
    assert_eq!(cost(&state), 5_576_000.0);
}

#[test]
fn total_as_active_raises_a_question_and_its_fix_answers_it() {
    let mut state = state();
    state.apply(Action::Try(Experiment::TotalAsActive));
    // 671 B active parameters: 5.958e25 FLOP, 18.1 times too many; at 34.63 % MFU about $96.6 M for pre-training.
    let wrong = cost(&state);
    assert!((96e6..98e6).contains(&wrong), "{wrong}");
    assert_eq!(state.history.len(), 1);
    let fix = {
        let evaluation = state.derived.evaluation(0).expect("row");
        let found = evaluation.advisories.iter().find(|advisory| advisory.code == "total-as-active");
        found.expect("question").fix.expect("fix")
    };
    let field = FieldKey { scenario: state.project.scenarios[0].key, input: fix.0 };
    state.apply(Action::Set { field, value: fix.1 });
    assert_eq!(value(&state, InputId::ActiveParams), 37e9);
    let cited = field.input.get(&state.project.scenarios[0].scenario).expect("active");
    assert!(!cited.is_edited(), "back at the cited value");
}

#[test]
fn what_is_shown_is_not_undone() {
    let mut state = state();
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Set { field: key, value: 3.0 });
    state.apply(Action::Select(2));
    state.apply(Action::Figure(FigureId::Energy));
    state.apply(Action::Scale(Scale::Linear));
    assert_eq!(state.history.len(), 1);
    state.apply(Action::Run(Command::Undo));
    assert_eq!((state.project.figure, state.project.scale), (FigureId::Energy, Scale::Linear));
    assert_eq!(state.project.selected, 0, "the scenario that changed comes into view");
}

#[test]
fn a_copy_has_a_name_of_its_own_and_closing_keeps_the_subject() {
    let mut state = state();
    let count = state.project.scenarios.len();
    state.apply(Action::Duplicate(0));
    state.apply(Action::Duplicate(count));
    let names: Vec<_> = state.project.scenarios.iter().map(|entry| entry.scenario.name.as_str()).collect();
    assert_eq!(names[count..], ["DeepSeek-V3 (2)", "DeepSeek-V3 (3)"]);
    state.apply(Action::Baseline(count));
    state.apply(Action::Close(0));
    assert_eq!(state.project.scenarios[state.project.baseline].scenario.name, "DeepSeek-V3 (2)");
    for _ in 0..20 {
        state.apply(Action::Close(0));
    }
    assert!(state.project.scenarios.is_empty(), "the last one goes, too");
    assert!(state.derived.comparison.is_none() && state.derived.chart.is_none());
    state.apply(Action::Run(Command::Undo));
    assert_eq!(state.project.scenarios.len(), 1, "and comes back");
}

#[test]
fn every_command_has_one_row_and_no_two_share_a_key() {
    let mut keys = Vec::new();
    for spec in COMMANDS {
        assert_eq!(COMMANDS.iter().filter(|other| other.command == spec.command).count(), 1);
        assert_eq!(spec.command.spec().label, spec.label);
        keys.extend(spec.shortcuts.iter().copied());
    }
    let count = keys.len();
    keys.sort_by_key(|keys| format!("{keys:?}"));
    keys.dedup();
    assert_eq!(keys.len(), count);
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("flopwise-app-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    folder
}

fn settle(state: &mut AppState, jobs: &Jobs, action: Action) {
    let mut pending = state.apply(action);
    loop {
        for effect in pending.drain(..) {
            jobs.run(effect);
        }
        let answers = jobs.poll();
        if answers.is_empty() {
            return;
        }
        for answer in answers {
            pending.extend(state.apply(answer));
        }
    }
}

fn inline(state: &AppState) -> Jobs {
    Jobs::new(JobOptions { inline: true, ..JobOptions::of(&state.world) }, Arc::new(|| {}))
}

fn save_to(state: &mut AppState, jobs: &Jobs, path: &Path) {
    settle(state, jobs, Action::Run(Command::SaveAs));
    settle(state, jobs, Action::DialogText(path.display().to_string()));
    settle(state, jobs, Action::DialogConfirm);
}

#[test]
fn saved_scenarios_come_back_and_stand_beside_the_shipped_ones() {
    let mut state = state();
    let folder = folder("presets");
    state.world.preset_dir = Some(folder.join("scenarios"));
    let jobs = inline(&state);
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Set { field: key, value: 3.49 });
    save_to(&mut state, &jobs, &folder.join("scenarios/mine.ron"));
    assert!(state.session.dialog.is_none(), "{:?}", state.session.dialog);
    assert!(!state.is_modified(key.scenario));
    let own: Vec<_> =
        state.world.presets.iter().filter(|preset| preset.origin != PresetOrigin::Shipped).collect();
    assert_eq!(own.len(), 1, "{:?}", state.session.notices);
    assert_eq!(own[0].scenario.name, "DeepSeek-V3 (mine)");
    // It is open; once it is taken out, its file brings it back.
    state.apply(Action::Close(0));
    let count = state.project.scenarios.len();
    settle(&mut state, &jobs, Action::OpenPath(folder.join("scenarios/mine.ron")));
    assert_eq!(state.project.scenarios.len(), count + 1, "{:?}", state.session.notices);
    let opened = &state.project.scenarios[count].scenario;
    assert_eq!(key.input.get(opened).expect("price").value, 3.49);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_file_in_the_way_is_replaced_only_when_asked_twice() {
    let mut state = state();
    let folder = folder("replace");
    let path = folder.join("there.ron");
    std::fs::write(&path, "precious").expect("write");
    let jobs = inline(&state);
    save_to(&mut state, &jobs, &path);
    let Some(Dialog::Path(dialog)) = &state.session.dialog else { panic!("still open") };
    assert!(dialog.error.as_ref().is_some_and(|error| error.contains("exists")), "{dialog:?}");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "precious");
    settle(&mut state, &jobs, Action::DialogConfirm);
    assert!(state.session.dialog.is_none());
    assert!(std::fs::read_to_string(&path).expect("read").contains("flopwise/scenario"));
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_broken_file_is_named_with_its_place_and_changes_nothing() {
    let mut state = state();
    let folder = folder("broken");
    let path = folder.join("broken.ron");
    std::fs::write(&path, "(schema: \"flopwise/scenario\", version: 1, id: 3)").expect("write");
    let jobs = inline(&state);
    let before = state.project.clone();
    settle(&mut state, &jobs, Action::OpenPath(path));
    assert_eq!(state.project, before);
    let notice = state.session.notices.last().expect("a message");
    assert_eq!(notice.level, NoticeLevel::Failed);
    assert!(notice.text.contains("broken.ron"), "{}", notice.text);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn the_chart_is_written_as_a_picture() {
    let mut state = state();
    let folder = folder("picture");
    let jobs = inline(&state);
    settle(&mut state, &jobs, Action::Run(Command::ExportChart));
    settle(&mut state, &jobs, Action::DialogText(folder.join("chart").display().to_string()));
    settle(&mut state, &jobs, Action::DialogConfirm);
    let bytes = std::fs::read(folder.join("chart.png")).expect("written with its ending");
    assert_eq!(&bytes[1..4], b"PNG");
    // It carries the comparison behind it, and is never taken for the file to save that in.
    let mut other = self::state();
    other.apply(Action::Close(1));
    settle(&mut other, &jobs, Action::OpenPath(folder.join("chart.png")));
    assert_eq!(other.project.scenarios.len() + 1, state.project.scenarios.len(), "it is shown first");
    settle(&mut other, &jobs, Action::TakeShared { replace: true });
    let scenarios = |state: &AppState| {
        state.project.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect::<Vec<_>>()
    };
    assert_eq!(scenarios(&other), scenarios(&state), "{:?}", other.session.notices);
    assert_eq!(other.session.project_file, None);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_comparison_is_saved_and_opened_as_a_whole() {
    let mut state = state();
    let folder = folder("comparison");
    let path = folder.join("comparison.ron");
    let jobs = inline(&state);
    state.apply(Action::Scope(Scope::PreTraining));
    state.apply(Action::Baseline(1));
    state.apply(Action::SamePrice(true));
    state.apply(Action::Figure(FigureId::Energy));
    let before = state.project.clone();
    settle(&mut state, &jobs, Action::Run(Command::SaveProject));
    settle(&mut state, &jobs, Action::DialogText(path.display().to_string()));
    settle(&mut state, &jobs, Action::DialogConfirm);
    let mut other = self::state();
    settle(&mut other, &jobs, Action::OpenPath(path));
    let scenarios = |project: &Project| {
        project.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect::<Vec<_>>()
    };
    assert_eq!(scenarios(&other.project), scenarios(&before), "{:?}", other.session.notices);
    assert_eq!(other.project.baseline, 1);
    assert_eq!((other.project.same_price, other.project.figure), (true, FigureId::Energy));
    other.apply(Action::Run(Command::Undo));
    assert_eq!(other.project.scenarios.len(), before.scenarios.len());
    assert!(!other.project.same_price);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn only_changes_to_files_are_asked_about() {
    let mut state = state();
    let folder = folder("unsaved");
    let jobs = inline(&state);
    let key = field(&state, InputId::RentalPrice);
    state.apply(Action::Set { field: key, value: 3.0 });
    assert_eq!(state.apply(Action::Run(Command::Quit)), [Effect::Quit], "an experiment with a preset");
    save_to(&mut state, &jobs, &folder.join("mine.ron"));
    assert_eq!(state.apply(Action::Run(Command::Quit)), [Effect::Quit], "saved");
    state.apply(Action::Set { field: key, value: 4.0 });
    assert_eq!(state.apply(Action::Run(Command::Quit)), []);
    assert_eq!(state.apply(Action::DialogConfirm), [Effect::Quit]);
    std::fs::remove_dir_all(folder).expect("clean");
}

#[test]
fn a_share_string_opens_and_a_damaged_one_says_so_and_changes_nothing() {
    let mut state = state();
    let shared = crate::files::share::encode_scenario(&state.project.scenarios[0].scenario);
    let count = state.project.scenarios.len();
    state.apply(Action::OpenShared(format!("try this: {shared}")));
    assert_eq!(state.project.scenarios.len(), count, "it is shown first");
    state.apply(Action::TakeShared { replace: false });
    assert_eq!(state.project.scenarios.len(), count + 1, "{:?}", state.session.notices);
    assert_eq!(state.project.scenarios[count].scenario, state.project.scenarios[0].scenario);
    let before = state.project.clone();
    state.apply(Action::OpenShared(shared[..40].to_owned()));
    assert_eq!(state.project, before);
    match &state.session.dialog {
        Some(Dialog::Share(dialog)) => {
            assert_eq!(dialog.text, shared[..40], "the text stays");
            assert!(dialog.error.as_ref().is_some_and(|error| error.contains("cut off")), "{dialog:?}");
        }
        other => panic!("no dialog but {other:?}"),
    }
}
