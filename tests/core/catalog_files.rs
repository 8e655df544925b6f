//! The shipped catalogue as a whole, the user's entries beside it, and what broken files are answered with.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use flopwise::{
    catalog::{Bound, Catalog, ClaimFigure, Entry, PriceKind, Provenance, Status},
    files::{
        FileError,
        envelope::read_header,
        presets::{SHIPPED, load_user_catalog, shipped_catalog},
        schema::v1::{Names, read_published_runs},
    },
    scenario::apply_setting,
};

use crate::scenario_presets::{library, shipped as scenario_shipped};

pub(crate) fn shipped() -> &'static Catalog {
    shipped_catalog().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_shipped_file_is_complete() {
    let catalog = shipped();
    assert_eq!(catalog.accelerators.len(), 55);
    assert_eq!(catalog.prices.len(), 418);
    assert_eq!(catalog.sites.len(), 198);
    assert_eq!(catalog.runs.len(), 99);
    assert_eq!(catalog.claims.len(), 17);
    for (name, text) in SHIPPED {
        let header = read_header(text).unwrap();
        assert_eq!(header.version, 1, "{name}");
        let schema = format!("flopwise/{}", name.trim_end_matches(".ron").replace('_', "-"));
        assert_eq!(header.schema, schema, "{name}");
        assert!(!text.contains("check before relying"), "{name} repeats the table's own words");
    }
}

#[test]
fn every_shipped_number_has_a_source() {
    let cited = |provenance: &Provenance, of: &str| {
        assert!(!provenance.source.is_empty(), "{of} has no source");
        assert!(provenance.status != Status::Yours, "{of} claims to be the user's");
    };
    let catalog = shipped();
    for accelerator in &catalog.accelerators {
        cited(&accelerator.provenance, &accelerator.id);
    }
    for quote in &catalog.prices {
        cited(&quote.provenance, &quote.id);
        assert_eq!(quote.provenance.date, Some(quote.date), "{}", quote.id);
    }
    for site in &catalog.sites {
        cited(&site.carbon_provenance, &site.id);
        assert_eq!(site.electricity_price.is_some(), site.price_provenance.is_some(), "{}", site.id);
        assert_eq!(site.off_site_water.is_some(), site.water_provenance.is_some(), "{}", site.id);
        for provenance in site.price_provenance.iter().chain(&site.water_provenance) {
            cited(provenance, &site.id);
        }
    }
    for claim in &catalog.claims {
        cited(&claim.provenance, &claim.id);
        assert!(claim.provenance.date.is_some() && !claim.claimant.is_empty(), "{}", claim.id);
        assert!(claim.provenance.url.starts_with("https://"), "{}", claim.id);
    }
    for run in &catalog.runs {
        cited(&run.provenance, &run.id);
        assert!(run.provenance.url.starts_with("https://"), "{}", run.id);
        assert!(!run.verification.is_empty() && !run.basis.is_empty(), "{}", run.id);
    }
}

/// Every name once, over ids, names and aliases together, whatever the case.
fn unique<'a, T: Entry + 'a>(entries: impl Iterator<Item = &'a T>) {
    let mut owners: HashMap<String, &str> = HashMap::new();
    for entry in entries {
        assert!(is_kebab(entry.id()), "{} is not a kebab-case id", entry.id());
        // An entry's name may be its id ("China", "L40S"), but an alias has to add something.
        let mut names = vec![entry.id().to_lowercase()];
        names.extend(Some(entry.name().to_lowercase()).filter(|name| *name != names[0]));
        names.extend(entry.aliases().iter().map(|alias| alias.to_lowercase()));
        for name in names {
            if let Some(other) = owners.insert(name.clone(), entry.id()) {
                panic!("{name:?} belongs to both {other} and {}", entry.id());
            }
        }
    }
}

fn is_kebab(id: &str) -> bool {
    id.split('-')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

#[test]
fn no_name_stands_for_two_entries() {
    let catalog = shipped();
    unique(catalog.accelerators.iter().map(AsRef::as_ref));
    unique(catalog.sites.iter().map(AsRef::as_ref));
    unique(catalog.runs.iter().map(AsRef::as_ref));
    unique(catalog.claims.iter().map(AsRef::as_ref));
    let mut ids: Vec<_> = catalog.prices.iter().map(|quote| quote.id.as_str()).collect();
    assert!(ids.iter().all(|id| is_kebab(id)));
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 418);
}

#[test]
fn a_name_finds_the_form_factor_that_people_mean() {
    for (name, id) in [
        ("H100", "h100-sxm"),
        ("h100 sxm5 80gb", "h100-sxm"),
        ("H100 PCIe", "h100-pcie"),
        ("H100 NVL", "h100-nvl"),
        ("H800", "h800-sxm"),
        ("H800 SXM5 80GB", "h800-sxm"),
        ("H800 SXM", "h800-sxm"),
        ("H800 PCIe", "h800-pcie"),
        ("A100", "a100-sxm-80gb"),
        ("A100 40GB", "a100-sxm-40gb"),
        ("V100", "v100-sxm2-32gb"),
        ("V100 16GB", "v100-sxm2-16gb"),
        ("TPU v4", "tpu-v4"),
        ("B200", "b200-sxm"),
        ("GB200", "gb200-nvl72"),
        ("H20", "h20"),
        ("H200", "h200-sxm"),
    ] {
        assert_eq!(shipped().accelerator(name).unwrap().id, id, "{name}");
    }
    for (name, id) in [
        ("US", "us"),
        ("USA", "us"),
        ("China", "china"),
        ("Virginia", "us-virginia"),
        ("US-VA", "us-virginia"),
        ("Zhejiang", "china-zhejiang"),
        ("us-central1", "gcp-us-central1"),
        ("UK", "united-kingdom"),
        ("EU27", "eu"),
    ] {
        assert_eq!(shipped().site(name).unwrap().id, id, "{name}");
    }
    assert_eq!(shipped().run("DeepSeek-V3").unwrap().hours.unwrap().as_hours(), 2.788e6);
    assert_eq!(shipped().run("GPT-4").unwrap().id, "gpt-4-epoch");
}

#[test]
fn an_h800_is_never_an_h100() {
    for accelerator in &shipped().accelerators {
        let names = [&accelerator.id, &accelerator.name].into_iter().chain(&accelerator.aliases);
        for name in names {
            assert_eq!(shipped().accelerator(name).unwrap().id, accelerator.id, "{name}");
        }
        let says =
            |part: &str| accelerator.name.contains(part) || accelerator.id.contains(&part.to_lowercase());
        for family in ["H100", "H800", "H200", "A100", "A800", "GH200", "B200", "GB200"] {
            // "GB200" contains "B200": the family decides, and it is exact.
            if accelerator.chip_family == family {
                assert!(says(family), "{}", accelerator.id);
            }
        }
    }
    let h800 = shipped().accelerator("H800").unwrap();
    assert_eq!(h800.chip_family, "H800");
    assert!(shipped().quotes_of(h800).all(|quote| quote.accelerator_as_quoted.starts_with("H800")));
    assert_eq!(shipped().quotes_of(h800).count(), 3);
}

#[test]
fn a_quote_is_for_an_accelerator_only_when_it_says_which() {
    let catalog = shipped();
    for quote in &catalog.prices {
        assert!(quote.accelerator_as_quoted.starts_with(&quote.chip_family), "{}", quote.id);
        if let Some(id) = &quote.accelerator {
            let accelerator = catalog.accelerator(id).unwrap();
            assert_eq!(accelerator.chip_family, quote.chip_family, "{}", quote.id);
        }
    }
    let loose = |name: &str| {
        let quotes = catalog.prices.iter().filter(|quote| quote.accelerator_as_quoted == name);
        quotes.filter(|quote| quote.accelerator.is_none()).count()
    };
    // An "A100 40GB" may be a module or a card, a "V100" likewise; Gaudi1 is not in the catalogue.
    assert_eq!((loose("A100 40GB"), loose("P100"), loose("Gaudi1")), (9, 6, 1));
    assert_eq!(loose("V100 16GB"), 29);
    assert_eq!(loose("H100 SXM") + loose("TPU v4") + loose("B200"), 0);
    let h200 = catalog.quotes_of_family("h200").count();
    assert_eq!(h200, 25);
    assert!(catalog.quotes_of(catalog.accelerator("h200-sxm").unwrap()).count() < h200);
}

#[test]
fn what_is_unconfirmed_stays_marked() {
    let catalog = shipped();
    assert_eq!(catalog.accelerators.iter().filter(|one| one.provenance.unconfirmed).count(), 23);
    assert_eq!(
        catalog.accelerators.iter().filter(|one| one.export_status.contains("unconfirmed")).count(),
        6
    );
    assert_eq!(catalog.runs.iter().filter(|run| run.provenance.unconfirmed).count(), 20);
    let claims = catalog.claims.iter().filter(|claim| claim.provenance.unconfirmed);
    let claims: Vec<_> = claims.map(|claim| claim.id.as_str()).collect();
    assert_eq!(claims, ["deepseek-v3-18th-of-gpt-4", "gpt-4-semianalysis", "kimi-k2-cost", "deepseek-fleet"]);
    let architectures =
        catalog.runs.iter().filter(|run| run.architecture_verification.contains("unconfirmed"));
    assert_eq!(architectures.count(), 52);
    let prices = catalog.sites.iter().filter_map(|site| site.price_provenance.as_ref());
    assert_eq!(prices.filter(|provenance| provenance.unconfirmed).count(), 12);
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The first line of a broken file says what the program must say about it.
fn expected(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("// expect: ")
        .unwrap_or_else(|| panic!("{} expects nothing", path.display()))
        .to_owned()
}

fn assert_explained(broken: &Path, folder: &str, errors: &HashMap<String, FileError>) -> usize {
    let (mut count, mut wrong) = (0, String::new());
    for entry in fs::read_dir(broken.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
        let error = errors.get(&name).unwrap_or_else(|| panic!("{name} was accepted"));
        let said = error.to_string();
        let said = said.strip_prefix(&name).unwrap().trim_start_matches(':').trim_start();
        let expected = expected(&path);
        if said != expected {
            wrong += &format!("{name}\n  expected {expected}\n  said     {said}\n");
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong}");
    count
}

#[test]
fn broken_user_files_are_explained_and_left_out() {
    let broken = folder("broken");
    let user = load_user_catalog(&broken).unwrap();
    let errors: HashMap<_, _> = user.problems.into_iter().map(|error| (error.file.clone(), error)).collect();
    let count: usize = ["accelerators", "prices", "sites", "claims"]
        .iter()
        .map(|kind| assert_explained(&broken, kind, &errors))
        .sum();
    assert_eq!(count, errors.len());
    assert!(count >= 25);
    // Nothing of them is left behind, and everything that is shipped is still there.
    assert_eq!(user.catalog.accelerators.len(), 55);
    assert_eq!(user.catalog.prices.len(), 418);
    assert_eq!(user.catalog.sites.len(), 198);
    assert_eq!(user.catalog.claims.len(), 17);
}

#[test]
fn broken_runs_are_explained() {
    let broken = folder("broken");
    let mut errors = HashMap::new();
    for entry in fs::read_dir(broken.join("published_runs")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("published_runs/{}", path.file_name().unwrap().to_string_lossy());
        let text = fs::read_to_string(&path).unwrap();
        let known = &shipped().accelerators;
        if let Err(error) = read_published_runs(&name, &text, &mut Names::default(), known) {
            errors.insert(name, error);
        }
    }
    assert!(assert_explained(&broken, "published_runs", &errors) >= 5);
}

#[test]
fn a_custom_accelerator_needs_five_figures() {
    let user = load_user_catalog(&folder("user")).unwrap();
    assert_eq!(user.problems, []);
    let chip = user.catalog.accelerator("my-chip").unwrap();
    assert_eq!((chip.name.as_str(), chip.chip_family.as_str()), ("my-chip", "my-chip"));
    assert_eq!(chip.peak_half_precision().unwrap().1.as_tflop_per_sec(), 1200.0);
    assert_eq!(chip.tdp.unwrap().as_watts(), 900.0);
    assert_eq!(chip.memory.unwrap().as_bytes(), 128e9);
    assert_eq!(chip.chip_price.unwrap().as_usd(), 18_000.0);
    assert_eq!(chip.provenance.citation(), "your value");
    // The user's quote may name the user's accelerator, and the user's site stands beside the shipped ones.
    let quote = user.catalog.quotes_of(chip).next().unwrap();
    assert_eq!(quote.price(PriceKind::OnDemand).unwrap().as_usd_per_hour(), 1.75);
    assert_eq!(quote.accelerator_as_quoted, "my-chip");
    assert_eq!(user.catalog.site("my-site").unwrap().carbon_intensity.as_kg_per_kwh(), 0.02);
    assert_eq!(user.catalog.accelerators.len(), 56);
    assert_eq!(shipped().accelerators.len(), 55);
}

#[test]
fn own_claims_stand_beside_the_shipped_ones() {
    let user = load_user_catalog(&folder("user")).unwrap();
    assert_eq!(user.problems, []);
    let claim = user.catalog.claim("my-claim").unwrap();
    assert_eq!(claim.amount.bound, Bound::About);
    assert_eq!((claim.amount.value, claim.rung.as_deref()), (7e6, Some("B")));
    assert_eq!(claim.inputs[0].setting, "price=2.50");
    assert_eq!(claim.provenance.citation(), "your value");
    // A ratio may be to a shipped claim.
    let ratio = user.catalog.claim("my-ratio").unwrap().ratio.as_ref().unwrap();
    assert_eq!((ratio.of.as_str(), ratio.to.as_str()), ("my-claim", "gpt-4-altman"));
}

/// Every input that a claim gives goes into the scenario that the claim is about, and every scenario is there.
#[test]
fn shipped_claims_fit_their_scenarios() {
    for claim in &shipped().claims {
        let settings = claim.inputs.iter();
        for id in claim.scenarios.iter().chain(&claim.rivals) {
            assert!(library().get(id).is_ok(), "{} names the scenario {id}", claim.id);
        }
        let mut scenario = scenario_shipped(&claim.scenarios[0]);
        for input in settings {
            apply_setting(&mut scenario, shipped(), &input.setting)
                .unwrap_or_else(|error| panic!("{}: {}: {error}", claim.id, input.setting));
        }
        assert_eq!(claim.figure == ClaimFigure::CostRatio, claim.ratio.is_some(), "{}", claim.id);
        assert!(claim.amount.low <= claim.amount.value && claim.amount.value <= claim.amount.high);
        let vague = matches!(claim.amount.bound, Bound::AtLeast | Bound::Between);
        assert!(!vague || !claim.reading.is_empty(), "{} does not say how it is read", claim.id);
    }
}

#[test]
fn a_misspelled_claim_names_the_nearest() {
    let error = shipped().claim("deepseek-v3-costs").unwrap_err();
    assert_eq!(error.kind, "claim");
    assert_eq!(error.nearest[0], "deepseek-v3-cost");
    assert_eq!(shipped().claim("1/18 of gpt-4").unwrap().id, "deepseek-v3-18th-of-gpt-4");
}

#[test]
fn a_missing_data_folder_is_no_problem() {
    let user = load_user_catalog(&folder("there is no such folder")).unwrap();
    assert_eq!(user.problems, []);
    assert_eq!(user.catalog.accelerators.len(), 55);
}
