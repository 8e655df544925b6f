//! Settings and recent files: two windows change them without undoing each other; what is broken is kept.

use std::fs;

use super::*;
use crate::files::recent::{MOST_RECENT, RecentChange, change_recent, load_recent};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("flopwise-settings-{name}-{}", std::process::id()));
    let _not_there_yet = fs::remove_dir_all(&folder);
    folder
}

fn everything_changed() -> Settings {
    Settings {
        theme: ThemeChoice::Dark,
        numbers: NumberStyle::Comma,
        level: Level::Expert,
        samples: Some(65_536),
        hints: false,
        reduce_motion: true,
        zoom: 1.25,
    }
}

#[test]
fn settings_are_read_back_as_they_were_written() {
    for settings in [Settings::default(), everything_changed()] {
        assert_eq!(parse_settings("settings.ron", &write_settings(&settings)).unwrap(), settings);
    }
    let least = "(schema: \"flopwise/settings\", version: 1)";
    assert_eq!(parse_settings("settings.ron", least).unwrap(), Settings::default());
    let error = parse_settings("settings.ron", &least.replace(")", ", teme: \"dark\")")).unwrap_err();
    assert!(error.to_string().contains("did you mean \"theme\""), "{error}");
}

#[test]
fn two_windows_change_different_settings() {
    let folder = folder("two");
    let usual = Settings::default();
    change_settings(&folder, &usual, &Settings { theme: ThemeChoice::Dark, ..usual.clone() }).unwrap();
    // The other window has not heard of the theme.
    change_settings(&folder, &usual, &Settings { numbers: NumberStyle::Comma, ..usual.clone() }).unwrap();
    let both = Settings { theme: ThemeChoice::Dark, numbers: NumberStyle::Comma, ..usual };
    assert_eq!(load_settings(&folder).unwrap(), both);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_broken_settings_file_is_set_aside_and_a_newer_one_left_alone() {
    let folder = folder("bad");
    fs::create_dir_all(&folder).unwrap();
    let path = settings_path(&folder);
    fs::write(&path, "(schema: \"flopwise/settings\", version: 1, theme: dark").unwrap();
    assert!(load_settings(&folder).is_err());
    assert!(path.exists());
    let usual = Settings::default();
    change_settings(&folder, &usual, &everything_changed()).unwrap();
    assert_eq!(load_settings(&folder).unwrap(), everything_changed());
    assert!(folder.join("settings.ron.bad-1").exists());
    let newer = "(schema: \"flopwise/settings\", version: 2)";
    fs::write(&path, newer).unwrap();
    assert!(change_settings(&folder, &usual, &everything_changed()).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_last_files_are_remembered_once_each() {
    let folder = folder("recent");
    for number in (0..14).chain([12, 99]) {
        let path = folder.join(format!("{number}.ron"));
        change_recent(&folder, RecentChange::Used(path)).unwrap();
    }
    fs::write(folder.join("12.ron"), "there").unwrap();
    let recent = load_recent(&folder).unwrap();
    assert_eq!(recent.len(), MOST_RECENT);
    let names: Vec<_> = recent.iter().map(|file| file.path.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["99", "12", "13", "11", "10", "9", "8", "7", "6", "5"]);
    assert_eq!(recent.iter().filter(|file| file.exists).count(), 1);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_pinned_file_stays_on_the_list_and_a_removed_one_leaves_it() {
    let folder = folder("pinned");
    let file = |number: usize| folder.join(format!("{number}.ron"));
    let change = |change: RecentChange| change_recent(&folder, change).unwrap();
    change(RecentChange::Used(file(0)));
    change(RecentChange::Pin(file(0)));
    for number in 1..20 {
        change(RecentChange::Used(file(number)));
    }
    change(RecentChange::Used(file(0)));
    change(RecentChange::Remove(file(19)));
    let recent = load_recent(&folder).unwrap();
    let pinned: Vec<_> = recent.iter().filter(|file| file.pinned).map(|file| file.path.clone()).collect();
    assert_eq!(pinned, [file(0)]);
    assert_eq!((recent.len(), &recent[0].path, &recent[1].path), (MOST_RECENT, &file(0), &file(18)));
    assert!(recent.iter().all(|file| !file.exists), "a file that is missing stays on the list");
    change(RecentChange::Unpin(file(0)));
    let recent = load_recent(&folder).unwrap();
    assert!(recent.iter().all(|file| !file.pinned));
    assert_eq!(recent[0].path, file(0));
    fs::remove_dir_all(folder).unwrap();
}
