//! Lengths of share strings, what surrounds them, and what is said about damaged ones.

use super::*;
use crate::files::{DEFAULT_COMPARISON, Library, presets};
use crate::scenario::apply_setting;

/// An ordinary scenario: a shipped one with three inputs edited and one of them a range.
const EDITS: [&str; 4] = ["tokens=17.3T", "price=2.79", "goodput=91%", "mfu=25% to 45%"];

/// The most characters of an ordinary scenario.
const ORDINARY: usize = 300;

fn catalog() -> &'static Catalog {
    presets::shipped_catalog().expect("catalogue")
}

fn library() -> Library {
    Library::load(catalog(), None)
}

fn edited(scenario: &Arc<Scenario>) -> Arc<Scenario> {
    let mut scenario = Arc::clone(scenario);
    for setting in EDITS {
        apply_setting(Arc::make_mut(&mut scenario), catalog(), setting).expect(setting);
    }
    scenario
}

fn five() -> Project {
    let library = library();
    let scenarios =
        DEFAULT_COMPARISON.iter().map(|id| Arc::clone(&library.get(id).expect("preset").scenario));
    Project { scenarios: scenarios.collect(), baseline: 1, same_price: true, ..Project::default() }
}

#[test]
fn every_shipped_scenario_is_short_as_it_is_and_edited() {
    let mut too_long = Vec::new();
    for entry in &library().scenarios {
        let edited = edited(&entry.scenario);
        let (plain, string) = (encode_scenario(&entry.scenario), encode_scenario(&edited));
        println!("{:18} {:4} {:4}", entry.id, plain.len(), string.len());
        assert!(!string.contains(char::is_whitespace) && string.starts_with("flopwise1:"), "{string}");
        assert_eq!(decode(&plain, catalog()).expect("decodes").scenarios, [Arc::clone(&entry.scenario)]);
        assert_eq!(decode(&string, catalog()).expect("decodes").scenarios, [edited]);
        if plain.len().max(string.len()) > ORDINARY {
            too_long.push(format!("{}: {} and {}", entry.id, plain.len(), string.len()));
        }
    }
    assert!(too_long.is_empty(), "append these to assets/share/v1.txt as CONTRIBUTING.md says: {too_long:?}");
}

#[test]
fn a_comparison_comes_back_with_how_it_compares() {
    let project = five();
    let string = encode(&project);
    println!("five {}", string.len());
    assert_eq!(decode(&string, catalog()).expect("decodes"), project);
    assert_eq!(encode(&project), string);
    let one = Project { scenarios: project.scenarios[..1].to_vec(), ..Project::default() };
    assert_eq!(encode(&one), encode_scenario(&one.scenarios[0]));
    for number in [0, 2] {
        let project = Project {
            scenarios: project.scenarios[..number].to_vec(),
            scope: Some(crate::scenario::Scope::ALL[3]),
            ..Project::default()
        };
        assert_eq!(decode(&encode(&project), catalog()).expect("decodes"), project);
    }
}
