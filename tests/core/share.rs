//! Share strings and pictures: whatever is shared comes back as it was, whatever is damaged is an error, and strings of
//! earlier versions decode for ever.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use ::png as png_crate;
use flopwise::analysis::{Comparison, ComparisonOptions};
use flopwise::chart::compare::{CompareView, comparison_chart};
use flopwise::chart::{ResolvedChart, resolve};
use flopwise::files::share::{self, KEYWORD, ShareError, VERSION, decode, encode, from_png, from_svg};
use flopwise::files::{Project, find_project, load_project, parse_project};
use flopwise::render::{ExportOptions, Size, png, svg};
use flopwise::scenario::Scope;
use proptest::prelude::*;

use crate::scenario_presets::{catalog, library};
use crate::scenario_round_trip::scenario;

/// A chart to carry strings around.
fn chart() -> &'static ResolvedChart {
    static CHART: OnceLock<ResolvedChart> = OnceLock::new();
    CHART.get_or_init(|| {
        let scenarios = [Arc::clone(&library().get("dense-7b").unwrap().scenario)];
        let comparison = Comparison::new(catalog(), &scenarios, ComparisonOptions::default()).unwrap();
        resolve(&comparison_chart(&comparison, CompareView::default(), &[])).unwrap()
    })
}

fn options(project: &Project) -> ExportOptions {
    ExportOptions {
        size: Size::Custom { width: 320, height: 240, scale: 1.0 },
        metadata: vec![(KEYWORD.to_owned(), encode(project))],
        ..ExportOptions::default()
    }
}

/// Shipped scenarios by id, compared in an unusual way.
fn comparison(ids: &[&str]) -> Project {
    let scenarios = ids.iter().map(|id| Arc::clone(&library().get(id).unwrap().scenario)).collect();
    Project {
        scenarios,
        baseline: ids.len() - 1,
        scope: Scope::from_letter("D"),
        same_price: true,
        ..Project::default()
    }
}

fn alone(id: &str) -> Project {
    Project { scenarios: vec![Arc::clone(&library().get(id).unwrap().scenario)], ..Project::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_shared_comes_back_as_it_was(
        scenarios in prop::collection::vec(scenario(), 1..3),
        same_price in any::<bool>(),
    ) {
        let project = Project {
            scenarios: scenarios.into_iter().map(Arc::new).collect(),
            same_price,
            ..Project::default()
        };
        let string = encode(&project);
        let again = decode(&string, catalog()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&again, &project);
        prop_assert_eq!(encode(&again), string);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn pictures_give_back_what_they_were_drawn_from(scenario in scenario()) {
        let project = Project { scenarios: vec![Arc::new(scenario)], ..Project::default() };
        let options = options(&project);
        let picture = png(chart(), &options).unwrap();
        prop_assert_eq!(&from_png(&picture, catalog()).unwrap(), &project);
        prop_assert_eq!(&from_svg(&svg(chart(), &options).unwrap(), catalog()).unwrap(), &project);
    }
}

/// A generator that gives the same numbers everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// One to three damages of the kinds that happen to texts and bytes on their way.
fn damaged(original: &[u8], letters: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len().max(1));
        let letter = letters[numbers.below(letters.len())];
        match numbers.below(8) {
            0..=2 if at < bytes.len() => bytes[at] = letter,
            3 => bytes.insert(at, letter),
            4 if at < bytes.len() => drop(bytes.remove(at)),
            5 => bytes.truncate(at),
            6 if at + 1 < bytes.len() => bytes.swap(at, at + 1),
            _ => {
                let end = (at + numbers.below(20)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                let to = numbers.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

const LETTERS: &[u8] = b"ABCXYZabcxyz0189-_AQgw=+/ \n\"):flopwise12";

#[test]
fn ten_thousand_damaged_strings_are_errors_or_the_same_scenario() {
    let originals = [alone("dense-7b"), alone("claude-3.5-sonnet"), comparison(&["dense-7b", "dense-70b"])];
    let mut numbers = Numbers(1);
    let (mut errors, mut kinds) = (0, std::collections::BTreeSet::new());
    for (project, count) in originals.iter().zip([6_000, 2_500, 1_500]) {
        let string = encode(project);
        for _ in 0..count {
            let text = damaged(string.as_bytes(), LETTERS, &mut numbers);
            let text = String::from_utf8(text).unwrap();
            match decode(&text, catalog()) {
                Ok(same) => assert_eq!(&same, project, "{text}"),
                Err(error) => {
                    errors += 1;
                    assert!(!matches!(error, ShareError::Content(_)), "{text}: {error}");
                    kinds.insert(
                        error.to_string().split(':').next().unwrap().chars().take(40).collect::<String>(),
                    );
                }
            }
        }
    }
    // A letter put in place of itself, or a line break put in, changes nothing.
    assert!(errors > 9_000, "{errors}");
    assert!(kinds.len() > 5, "damage is told apart: {kinds:?}");
}

#[test]
fn damaged_pictures_are_errors_or_the_same_scenario() {
    let project = alone("dense-7b");
    let picture = png(chart(), &options(&project)).unwrap();
    let every: Vec<u8> = (0..=255).collect();
    let mut numbers = Numbers(2);
    let mut errors = 0;
    for round in 0..600 {
        // Texts stand in front: half of the damage is done there.
        let end = if round % 2 == 0 { 1_500.min(picture.len()) } else { picture.len() };
        let mut bytes = damaged(&picture[..end], &every, &mut numbers);
        bytes.extend(&picture[end..]);
        match from_png(&bytes, catalog()) {
            Ok(same) => assert_eq!(same, project),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                errors += 1;
            }
        }
    }
    assert!(errors > 200, "{errors}");
}

#[test]
fn strings_of_every_version_decode_to_the_frozen_files_beside_them() {
    let mut seen = 0;
    for version in 1..=VERSION {
        let folder = format!("tests/data/share/v{version}");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let file = std::fs::read_to_string(path.with_extension("ron")).unwrap();
            let expected = parse_project("frozen.ron", &file, catalog()).unwrap();
            assert_eq!(decode(&text, catalog()).as_ref(), Ok(&expected), "{}", path.display());
            assert_eq!(load_project(&path, catalog()).as_ref(), Ok(&expected), "{}", path.display());
            if version == VERSION {
                // Not a promise to readers, but to those who compare strings: the same scenario, the same string.
                assert_eq!(encode(&expected), text.trim(), "{}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen} samples");
}

#[test]
fn pictures_open_wherever_scenarios_do() {
    let project = comparison(&["dense-7b", "gpt-3", "gpt-4"]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("share");
    std::fs::create_dir_all(&folder).unwrap();
    let (png_file, svg_file) = (folder.join("chart.png"), folder.join("chart.svg"));
    std::fs::write(&png_file, png(chart(), &options(&project)).unwrap()).unwrap();
    std::fs::write(&svg_file, svg(chart(), &options(&project)).unwrap()).unwrap();
    for file in [&png_file, &svg_file] {
        assert_eq!(load_project(file, catalog()).as_ref(), Ok(&project));
        assert_eq!(find_project(&file.to_string_lossy(), catalog(), None).as_ref(), Ok(&project));
    }
    assert_eq!(find_project(&encode(&project), catalog(), None).as_ref(), Ok(&project));

    let bare = ExportOptions { metadata: Vec::new(), ..options(&project) };
    std::fs::write(&png_file, png(chart(), &bare).unwrap()).unwrap();
    std::fs::write(&svg_file, svg(chart(), &bare).unwrap()).unwrap();
    for (file, kind) in [(&png_file, "PNG"), (&svg_file, "SVG")] {
        let error = load_project(file, catalog()).unwrap_err().to_string();
        assert!(error.contains(&format!("is a {kind} picture without a scenario in it")), "{error}");
    }
    std::fs::write(&png_file, &png(chart(), &bare).unwrap()[..200]).unwrap();
    let error = load_project(&png_file, catalog()).unwrap_err().to_string();
    assert!(error.starts_with("chart.png: is a damaged PNG picture: it ends too early"), "{error}");
}

/// A few kilobytes that would unpack to many megabytes are refused before that much memory is asked for.
#[test]
fn a_text_that_would_unpack_to_too_much_is_refused() {
    let mut picture = Vec::new();
    let mut encoder = png_crate::Encoder::new(&mut picture, 1, 1);
    encoder.add_ztxt_chunk(KEYWORD.to_owned(), "x".repeat(2 * share::MAX_UNPACKED)).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    assert!(picture.len() < 200_000, "{}", picture.len());
    let error = from_png(&picture, catalog()).unwrap_err().to_string();
    assert!(error.contains("16 MB"), "{error}");
}
