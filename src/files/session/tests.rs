//! Sessions: what is written is read back, what is broken is set aside, what another program holds is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::files::presets::shipped_catalog;
use crate::files::{DEFAULT_COMPARISON, find_scenario};
use crate::scenario::input::{InputId, InputKey};

fn preset(index: usize) -> Arc<Scenario> {
    find_scenario(DEFAULT_COMPARISON[index], shipped_catalog().unwrap(), None).unwrap()
}

fn priced(scenario: &Arc<Scenario>, price: f64) -> Arc<Scenario> {
    let mut scenario = Arc::clone(scenario);
    InputKey::of(InputId::RentalPrice).edit(Arc::make_mut(&mut scenario), price);
    scenario
}

fn entry(index: usize, price: Option<f64>, path: Option<&str>, draft: Option<&str>) -> SessionScenario {
    let scenario = preset(index);
    SessionScenario {
        scenario: price.map_or_else(|| Arc::clone(&scenario), |price| priced(&scenario, price)),
        saved: price.map(|_| scenario),
        path: path.map(PathBuf::from),
        drafts: draft.map(|text| ("rental_price".to_owned(), text.to_owned())).into_iter().collect(),
    }
}

fn session(price: f64) -> Session {
    Session {
        scenarios: vec![entry(0, Some(price), None, None), entry(1, None, None, None)],
        ..Session::default()
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("flopwise-sessions-{name}-{}", std::process::id()));
    let _not_there_yet = fs::remove_dir_all(&folder);
    folder
}

fn open(folder: &Path) -> (SessionStore, FoundSessions) {
    SessionStore::open(folder, shipped_catalog().unwrap(), false).unwrap()
}

fn any_look() -> impl Strategy<Value = Look> {
    let words = "[ -~µ×\"#\\\\]{0,12}";
    let question = (words, words, proptest::option::of((words, words)), any::<bool>());
    let flags = (any::<bool>(), proptest::option::of(any::<bool>()), proptest::option::of(0..9_usize));
    (question, flags, words, proptest::option::of((300.0..9000_f32, 300.0..9000_f32, any::<bool>())))
        .prop_map(|((goal, target, columns, chosen), (log, inputs, rival), view, frame)| Look {
            log,
            inputs,
            rival,
            view,
            question: Question { goal, target, columns, claim_chosen: chosen, ..Question::default() },
            frame: frame.map(|(width, height, maximized)| Frame { width, height, maximized }),
            ..Look::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_session_is_read_back_as_it_was_written(
        scenarios in proptest::collection::vec(
            (0..5_usize, proptest::option::of(0.01..90_f64), proptest::option::of("[ -~ü]{1,20}"), proptest::option::of("[ -~]{1,9}")),
            1..5,
        ),
        places in (0..5_usize, 0..5_usize),
        flags in (any::<bool>(), any::<bool>(), any::<bool>()),
        look in any_look(),
    ) {
        let scenarios: Vec<_> = scenarios
            .iter()
            .map(|(index, price, path, draft)| entry(*index, *price, path.as_deref(), draft.as_deref()))
            .collect();
        let session = Session {
            closed: flags.0,
            guest: flags.1,
            same_price: flags.2,
            scenarios,
            baseline: places.0,
            selected: places.1,
            figure: FigureId::Energy,
            project_file: None,
            look,
        };
        let text = write_session(&session);
        let (again, problems) = parse_session("s.ron", &text, shipped_catalog().unwrap()).unwrap();
        prop_assert_eq!(&problems, &Vec::new());
        prop_assert_eq!(again, session);
    }
}

#[test]
fn what_was_written_is_found_by_the_next_program() {
    let folder = folder("next");
    let (store, found) = open(&folder);
    assert!(found.sessions.is_empty() && found.problems.is_empty());
    store.save(1, &session(3.0)).unwrap();
    store.save(3, &session(5.0)).unwrap();
    // A slower thread brings an older state.
    store.save(2, &session(4.0)).unwrap();
    drop(store);
    let (_store, found) = open(&folder);
    assert_eq!(found.sessions, [session(5.0)]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn three_states_are_kept_and_the_last_good_one_is_used() {
    let folder = folder("three");
    let (store, _) = open(&folder);
    for number in 1..=5_u32 {
        store.save(u64::from(number), &session(f64::from(number))).unwrap();
    }
    let path = store.path();
    drop(store);
    let files = fs::read_dir(&folder).unwrap().flatten();
    assert_eq!(files.filter(|file| file.path().extension().is_some_and(|ron| ron == "ron")).count(), 3);
    let half = fs::read_to_string(&path).unwrap();
    fs::write(&path, &half[..half.len() / 2]).unwrap();
    let (_store, found) = open(&folder);
    assert_eq!(found.sessions, [session(4.0)]);
    assert!(found.problems[0].contains(".bad-1"), "{:?}", found.problems);
    assert_eq!(fs::read_to_string(path.with_extension("ron.bad-1")).unwrap(), half[..half.len() / 2]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_cannot_be_read_is_set_aside_and_never_deleted() {
    let folder = folder("bad");
    for round in 1..=2 {
        let (store, _) = open(&folder);
        fs::write(store.path(), format!("nonsense {round}")).unwrap();
        let path = store.path();
        drop(store);
        let (_store, found) = open(&folder);
        assert!(found.sessions.is_empty());
        assert_eq!(found.problems.len(), 1);
        let aside = path.with_extension(format!("ron.bad-{round}"));
        assert_eq!(fs::read_to_string(aside).unwrap(), format!("nonsense {round}"));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_newer_version_is_left_where_it_is() {
    let folder = folder("newer");
    let (store, _) = open(&folder);
    let path = store.path();
    drop(store);
    let newer = write_session(&session(3.0))
        .replace("version: 1,\n    closed", "version: 2,\n    shut: true,\n    closed");
    fs::write(&path, &newer).unwrap();
    let (store, found) = open(&folder);
    assert!(
        found.sessions.is_empty() && found.problems[0].contains("newer flopwise"),
        "{:?}",
        found.problems
    );
    assert_ne!(store.path(), path);
    store.save(1, &session(1.0)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_running_program_keeps_its_session_and_one_that_is_gone_hands_it_on() {
    let folder = folder("two");
    let (first, _) = open(&folder);
    first.save(1, &session(1.0)).unwrap();
    let (second, found) = open(&folder);
    assert!(found.sessions.is_empty());
    second.save(1, &session(2.0)).unwrap();
    assert_ne!(first.path(), second.path());
    drop(second);
    // The first one still runs; the second one's is free.
    let (third, found) = open(&folder);
    assert_eq!(found.sessions, [session(2.0)]);
    drop(third);
    drop(first);
    let (last, found) = open(&folder);
    assert_eq!(found.sessions.len(), 2);
    // Both are there until what they held is written in one place.
    assert_eq!(numbers_of(&folder), 2);
    last.save(1, &session(9.0)).unwrap();
    assert_eq!(numbers_of(&folder), 1);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_window_for_a_file_leaves_what_is_usually_open_for_another_time() {
    let folder = folder("guest");
    let (usual, _) = open(&folder);
    usual.save(1, &session(1.0)).unwrap();
    drop(usual);
    let (guest, found) = SessionStore::open(&folder, shipped_catalog().unwrap(), true).unwrap();
    assert!(found.sessions.is_empty());
    guest.save(1, &Session { guest: true, ..session(2.0) }).unwrap();
    drop(guest);
    let (_store, found) = open(&folder);
    assert_eq!(found.sessions, [session(1.0), Session { guest: true, ..session(2.0) }]);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_scenario_that_cannot_be_read_does_not_take_the_others_with_it() {
    let mut session = session(3.0);
    session.selected = 1;
    let text = write_session(&session).replacen("h800-sxm", "no-such-chip", 1);
    let (read, problems) = parse_session("1.ron", &text, shipped_catalog().unwrap()).unwrap();
    assert_eq!((read.scenarios.len(), read.selected, problems.len()), (1, 0, 1));
    assert!(problems[0].to_string().contains("scenario 1"), "{}", problems[0]);
}

/// Places with a newest state.
fn numbers_of(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".ron") && name.matches('.').count() == 1).count()
}
