//! Scenario and project files are read, written, saved and refused as promised.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use flopwise::catalog::{Provenance, Sourced, Status};
use flopwise::estimate::FigureId;
use flopwise::files::{
    Library, NotFound, Origin, Overwrite, Project, load_project, load_scenario, parse_project,
    parse_scenario, save_project, save_scenario, write_project, write_scenario,
};
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{ModelKind, Scenario, Scope};

use crate::scenario_presets::{catalog, library, run, shipped};

const MINIMAL: &str = r#"(
    schema: "flopwise/scenario", version: 1,
    name: "My run",
    model: (total_params: "70B"),
    phases: [(tokens: "15T")],
    hardware: (accelerator: "H100", accelerators: 1024),
    efficiency: (mfu: "40%"),
    pricing: (rental_price: "$2.50"),
)"#;

fn minimal() -> Scenario {
    parse_scenario("minimal.ron", MINIMAL, catalog()).unwrap()
}

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("flopwise-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn ten_lines_are_enough() {
    assert!(MINIMAL.lines().count() <= 10);
    let scenario = minimal();
    assert_eq!((scenario.id.as_str(), scenario.hardware.accelerator.as_str()), ("my-run", "h100-sxm"));
    assert_eq!(scenario.model.kind, ModelKind::Dense);
    assert_eq!(scenario.model.active_params, scenario.model.total_params);
    assert_eq!(scenario.phases[0].name, "Pre-training");
    // What the user wrote is the user's; what was left out has a default with its source.
    for key in InputKey::present(&scenario) {
        let value = key.get(&scenario).unwrap();
        let yours = value.provenance.status == Status::Yours;
        assert_eq!(yours, value.provenance.source.is_empty(), "{}", key.text(&scenario));
    }
    // 6 × 70 B × 15 T over 40 % of 989.4 TFLOP/s: 4.42 M hours at $2.50.
    let cost = run(scenario).value(FigureId::Cost).unwrap();
    assert!((cost / 11.054e6 - 1.0).abs() < 1e-3, "{cost}");
}

#[test]
fn what_is_written_is_read_back_to_the_same_scenario() {
    let entries = &library().scenarios;
    for scenario in entries.iter().map(|entry| entry.scenario.as_ref()).chain([&minimal()]) {
        let text = write_scenario(scenario);
        let again =
            parse_scenario("again.ron", &text, catalog()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(again, *scenario, "{text}");
        assert_eq!(write_scenario(&again), text);
        assert!(
            text.lines().all(|line| line.chars().count() <= 110
                || line.contains("note: ")
                || line.contains("title: "))
        );
    }
}

#[test]
fn a_site_gives_its_values_and_what_is_written_overrides_them() {
    let text = MINIMAL.replace("pricing: (", "facility: (site: \"us-virginia\", pue: 1.4),\n    pricing: (");
    let scenario = parse_scenario("site.ron", &text, catalog()).unwrap();
    let site = catalog().site("us-virginia").unwrap();
    assert_eq!(scenario.facility.carbon_intensity.value, site.carbon_intensity);
    assert_eq!(scenario.facility.carbon_intensity.provenance.source, site.carbon_provenance.source);
    assert_eq!(Some(scenario.facility.electricity_price.value), site.electricity_price);
    // eGRID has no water: the country's stands in.
    assert_eq!(Some(scenario.facility.off_site_water.value), catalog().site("us").unwrap().off_site_water);
    let text = text.replace("pue: 1.4", "pue: 1.4, carbon_intensity: \"30 g/kWh\"");
    let scenario = parse_scenario("site.ron", &text, catalog()).unwrap();
    assert_eq!(
        scenario.facility.carbon_intensity,
        Sourced::yours(flopwise::units::KgCo2ePerKwh::from_kg_per_kwh(0.03))
    );
    // Somebody else's site is no obstacle when the file has all that it stands for.
    let written = write_scenario(&scenario).replace("\"us-virginia\"", "\"my-mountain\"");
    assert_eq!(parse_scenario("site.ron", &written, catalog()).unwrap().facility.site, "my-mountain");
}

#[test]
fn an_accelerator_can_travel_with_a_scenario() {
    let text = MINIMAL.replace(
        "accelerator: \"H100\"",
        "custom: (id: \"my-chip\", peak_bf16_tflops: 1234.5, tdp_w: 900, per_node: 8, node_max_w: 11000, \
         memory_gb: 128, scale_out_gbit_s: 400, sources: [\"sheet\"], note: \"sample\")",
    );
    let text = text.replace(
        "    model:",
        "    sources: {\"sheet\": (title: \"Data sheet\", date: \"2026-01\")},\n    model:",
    );
    let scenario = parse_scenario("custom.ron", &text, catalog()).unwrap();
    assert_eq!(scenario.hardware.accelerator, "my-chip");
    let custom = scenario.hardware.custom.as_ref().unwrap();
    assert_eq!(custom.provenance.citation(), "Data sheet (2026-01)");
    let written = write_scenario(&scenario);
    assert_eq!(parse_scenario("custom.ron", &written, catalog()).unwrap(), scenario, "{written}");
    assert!(run(scenario).value(FigureId::Energy).is_ok());
}

#[test]
fn every_catalogue_accelerator_can_travel_with_a_scenario() {
    for accelerator in &catalog().accelerators {
        let mut scenario = minimal();
        accelerator.id.clone_into(&mut scenario.hardware.accelerator);
        scenario.hardware.custom = Some(Arc::clone(accelerator));
        let text = write_scenario(&scenario);
        let again =
            parse_scenario("custom.ron", &text, catalog()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(again, scenario, "{text}");
    }
}

#[test]
fn saving_replaces_scenarios_and_nothing_else() {
    let folder = Folder::new("saving");
    let path = folder.join("run.ron");
    let scenario = minimal();
    save_scenario(&path, &scenario, Overwrite::SameKind).unwrap();
    save_scenario(&path, &scenario, Overwrite::SameKind).unwrap();
    assert_eq!(load_scenario(&path, catalog()).unwrap(), scenario);
    assert_eq!(folder.names(), ["run.ron"]);
    for (there, reason) in [
        ("my notes", "does not say what it is"),
        ("(schema: \"flopwise/scenario\", version: 1, nam: \"half typed\")", "unknown key \"nam\""),
        ("(schema: \"flopwise/scenario\", version: 9)", "written by a newer flopwise"),
        (&write_project(&Project::default()), "flopwise/project"),
    ] {
        fs::write(&path, there).unwrap();
        let message = save_scenario(&path, &scenario, Overwrite::SameKind).unwrap_err().to_string();
        assert!(message.starts_with("run.ron: was not overwritten") && message.contains(reason), "{message}");
        assert_eq!(fs::read_to_string(&path).unwrap(), there);
    }
    save_scenario(&path, &scenario, Overwrite::Anything).unwrap();
    assert_eq!(load_scenario(&path, catalog()).unwrap(), scenario);
    let message = save_scenario(&folder.join("no/such/run.ron"), &scenario, Overwrite::SameKind).unwrap_err();
    assert!(message.to_string().starts_with("run.ron: cannot be written: "), "{message}");
}

#[test]
fn a_project_keeps_its_scenarios_and_how_they_are_compared() {
    let mut edited = shipped("deepseek-v3");
    InputKey::of(InputId::ActiveParams).edit(&mut edited, 671e9);
    let project = Project {
        scenarios: vec![Arc::new(edited), Arc::new(shipped("gpt-4")), Arc::new(minimal())],
        baseline: 1,
        scope: Some(Scope::Reasoning),
        same_price: true,
        figure: FigureId::Energy,
    };
    let folder = Folder::new("project");
    let path = folder.join("all.ron");
    save_project(&path, &project, Overwrite::SameKind).unwrap();
    assert_eq!(load_project(&path, catalog()).unwrap(), project);
    // A scenario file opens as a project with one scenario.
    let single = parse_project("one.ron", MINIMAL, catalog()).unwrap();
    assert_eq!((single.scenarios.len(), single.baseline), (1, 0));
    // Problems are found inside the list.
    let text = write_project(&project).replace("value: \"1.8T\"", "value: \"1.8X\"");
    let error = parse_project("all.ron", &text, catalog()).unwrap_err();
    let line = text.lines().position(|line| line.contains("1.8X")).unwrap() + 1;
    assert_eq!(error.position.unwrap().line, line);
    for (from, to, expected) in [
        ("baseline: 1", "baseline: 3", "baseline: 3 is too high"),
        ("figure: \"energy", "figure: \"enrgy", "nearest"),
        ("scope: \"C\"", "scope: \"X\"", "unknown word"),
    ] {
        let text = write_project(&project).replacen(from, to, 1);
        let message = parse_project("all.ron", &text, catalog()).unwrap_err().to_string();
        assert!(message.contains(expected) || message.contains("did you mean"), "{message}");
    }
}

#[test]
fn the_users_scenarios_stand_beside_the_shipped_ones() {
    let folder = Folder::new("library");
    fs::write(folder.join("b.ron"), MINIMAL).unwrap();
    fs::write(folder.join("a.ron"), MINIMAL.replace("My run", "Another run")).unwrap();
    fs::write(folder.join("broken.ron"), "(schema: \"flopwise/scenario\", version: 1, name: ").unwrap();
    fs::write(folder.join("taken.ron"), write_scenario(&shipped("gpt-4"))).unwrap();
    fs::write(folder.join("notes.txt"), "not a scenario").unwrap();
    let library = Library::load(catalog(), Some(&folder.0));
    let shipped = Library::load(catalog(), None).scenarios.len();
    let ids: Vec<_> = library.scenarios.iter().skip(shipped).map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["another-run", "my-run"]);
    assert_eq!(library.get("My-Run").unwrap().origin, Origin::User(folder.join("b.ron")));
    let files: Vec<_> = library.errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!(files, ["broken.ron", "taken.ron"]);
    assert_eq!(folder.names().len(), 5);

    assert_eq!(library.find("gpt-4", catalog()).unwrap().name, "GPT-4 (leak)");
    let path = folder.join("a.ron");
    assert_eq!(library.find(path.to_str().unwrap(), catalog()).unwrap().name, "Another run");
    let Err(NotFound::Unknown(unknown)) = library.find("deepseek", catalog()) else { panic!() };
    assert_eq!(unknown.nearest[..2], ["deepseek-r1", "deepseek-v2"]);
    let broken = folder.join("broken.ron");
    assert!(matches!(library.find(broken.to_str().unwrap(), catalog()), Err(NotFound::File(_))));
    assert!(Library::load(catalog(), Some(&folder.join("missing"))).errors.is_empty());
}

/// A note with everything that a text may hold comes back as it was.
#[test]
fn odd_texts_survive() {
    let mut scenario = minimal();
    scenario.name = "quote \" backslash \\ newline \n tab \t bell \u{7} snow ☃ ( [ { // /* #".to_owned();
    scenario.note.clone_from(&scenario.name);
    scenario.phases[0].name.clone_from(&scenario.name);
    let odd = Provenance {
        status: Status::Reported,
        source: scenario.name.clone(),
        locator: scenario.name.clone(),
        note: scenario.name.clone(),
        ..Provenance::yours()
    };
    scenario.phases[0].tokens.as_mut().unwrap().provenance = Arc::new(odd);
    let text = write_scenario(&scenario);
    assert_eq!(parse_scenario("odd.ron", &text, catalog()).unwrap(), scenario, "{text}");
}

/// The first line of a broken file says what the program must say about it.
#[test]
fn broken_scenario_files_are_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/broken/scenarios");
    let (mut count, mut wrong) = (0, String::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let expected =
            text.lines().next().unwrap_or_default().strip_prefix("// expect: ").unwrap_or_default();
        let said = match load_scenario(&path, catalog()) {
            Ok(_) => "nothing: it was accepted".to_owned(),
            Err(error) => error.to_string(),
        };
        let said = said.strip_prefix(&format!("{name}:")).unwrap_or(&said).trim_start();
        if said != expected {
            wrong += &format!("{name}\n  expected {expected}\n  said     {said}\n");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 50);
}
