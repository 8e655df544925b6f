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
    assert!(string.len() < 500, "{}", string.len());
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

#[test]
fn strings_are_found_in_what_they_were_pasted_with() {
    let (project, string) = (five(), encode(&five()));
    let wrapped = |width: usize, join: &str| {
        let pieces: Vec<&str> =
            string.as_bytes().chunks(width).map(|piece| std::str::from_utf8(piece).expect("ASCII")).collect();
        pieces.join(join)
    };
    for text in [
        string.clone(),
        format!("  \n{string}\r\n"),
        format!("\"{string}\""),
        format!("“{string}”"),
        format!("Look at this: {string}. What do you think?"),
        format!("[my scenario]({string})"),
        format!("<{string}>, see also flopwise2:AAAA"),
        format!("`{string}`"),
        format!("https://example.org/#{string}"),
        format!("https://example.org/?s={}&x=1", string.replacen(':', "%3A", 1)),
        format!("made with flopwise, flopwise: and flopwise 1: {string}"),
        wrapped(76, "\n"),
        format!("> {}\n> -- \n> me", wrapped(70, "\n> ")),
        wrapped(75, "=\r\n"),
        format!("{}\nregards", wrapped(72, "\r\n")),
    ] {
        assert_eq!(decode(&text, catalog()).as_ref(), Ok(&project), "{text}");
        assert!(is_shared(&text));
    }
    assert!(!is_shared("flopwise estimate deepseek-v3") && !is_shared("flopwise: 1"));
}

#[test]
fn damage_is_told_apart() {
    let string = encode(&five());
    let body = string.len() - "flopwise1:".len();
    let said = |text: &str| decode(text, catalog()).expect_err(text).to_string();
    assert_eq!(
        said(&string[..100]),
        format!("the share string is cut off: 90 of {body} characters are there; copy it again, to its end")
    );
    assert_eq!(
        said("flopwise1:A"),
        "the share string is cut off: 1 of its characters are there; copy it again, to its end"
    );
    assert!(said("deepseek-v3").starts_with("this is no share string: one begins with flopwise1: and"));
    assert!(
        said(&string.replace("wise1", "wise7")).contains("newer flopwise: version 7, this one reads up to 1")
    );
    assert!(said(&string.replace("wise1", "wise0")).contains("no known version: 0"));
    assert!(said(&string.replace("wise1", "wise99999999999999999999")).contains("newer flopwise"));
    let with = |sign: &str| format!("{}{sign}{}", &string[..50], &string[51..]);
    assert!(
        said(&with("+")).contains("damaged: '+', its character 51, cannot stand there"),
        "{}",
        said(&with("+"))
    );
    assert!(said(&with("é")).contains("'é', its character 51"));
    let other = if string.as_bytes()[50] == b'A' { "B" } else { "A" };
    assert!(said(&with(other)).contains("its checksum differs"), "{}", said(&with(other)));
    assert!(said(&format!("{string}A")).contains(&format!("more than the {body} characters")));
}

/// The string of some bytes with the right length and checksum.
fn forged(packed: &[u8], content: &[u8]) -> String {
    let mut sum = crc32fast::Hasher::new_with_initial(crc32fast::hash(packed));
    sum.update(content);
    let mut bytes = Vec::new();
    push_number(&mut bytes, packed.len() + 4);
    bytes.extend(packed);
    bytes.extend(sum.finalize().to_le_bytes());
    letters::string(&bytes)
}

#[test]
fn what_only_a_newer_flopwise_has_and_what_is_too_large_is_said() {
    let number = |value: usize| {
        let mut bytes = Vec::new();
        push_number(&mut bytes, value);
        bytes
    };
    let text = b"(schema: \"flopwise/scenario\", version: 1, id: \"x\", )";
    // Packed with a base that is not there: it unpacks to nothing that the checksum knows.
    let packed = compress(text, &dictionary("", "(schema: \"flopwise/scenario\", version: 1, id: \"x\", )"));
    let string = |base: usize, length: usize| {
        forged(&[number(0), number(base), number(length), packed.clone()].concat(), text)
    };
    assert_eq!(decode(&string(1 << 20, text.len()), catalog()), Err(ShareError::NewerBase));
    assert_eq!(
        decode(&string(0, MAX_UNPACKED + 1), catalog()),
        Err(ShareError::TooLarge { limit: MAX_UNPACKED })
    );
    // Whole, but no scenario: said as such, and without a place that nobody sees.
    let packed = compress(text, &dictionary("", bases::text(0).expect("base")));
    let string = forged(&[number(0), number(0), number(text.len()), packed].concat(), text);
    let error = decode(&string, catalog()).expect_err("incomplete").to_string();
    assert!(
        error.starts_with("the share string is whole, but its content cannot be used: the key"),
        "{error}"
    );
}

#[test]
fn hashes_are_of_the_content() {
    let project = five();
    assert_eq!(hash(&project).len(), 8);
    assert_eq!(hash(&project), hash(&project.clone()));
    let changed = Project { baseline: 0, ..project.clone() };
    assert_ne!(hash(&project), hash(&changed));
    assert_ne!(scenario_hash(&project.scenarios[0]), scenario_hash(&edited(&project.scenarios[0])));
}
