//! `key=value`: every name that people type, what has to follow, and what is said when it does not do.

use flopwise::catalog::Status;
use flopwise::estimate::FigureId;
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{ModelKind, Scenario, SettingError, apply_setting, setting_keys};
use flopwise::units::Quantity;

use crate::scenario_presets::{catalog, run, shipped};

fn with(id: &str, settings: &[&str]) -> Scenario {
    let mut scenario = shipped(id);
    for setting in settings {
        apply_setting(&mut scenario, catalog(), setting).unwrap_or_else(|error| panic!("{setting}: {error}"));
    }
    scenario
}

fn number(scenario: &Scenario, id: InputId) -> f64 {
    InputKey::of(id).get(scenario).unwrap().value
}

#[test]
fn the_names_that_people_type_are_understood() {
    let scenario = with(
        "deepseek-v3",
        &[
            "price=$3.50",
            "active = 40B",
            "total-params=700B",
            "GPUs=4k",
            "tokens=15T",
            "context=8k",
            "site=us-virginia",
            "accelerator=H100",
            "name=My V3",
            "scope=a",
            "hours=derived",
            "pue=1.1",
            "phase2.reported_hours=200k h",
            "phase2.tokens=1T",
            "phase3.hours=6k",
            "phase3.gpus=256",
            "year=2025",
            "energy_method=tdp",
            "experiments=2",
            "released=2025-02",
            "mfu=0.4",
        ],
    );
    assert_eq!(number(&scenario, InputId::RentalPrice), 3.5);
    assert_eq!(number(&scenario, InputId::ActiveParams), 40e9);
    assert_eq!(number(&scenario, InputId::TotalParams), 700e9);
    assert_eq!(number(&scenario, InputId::Accelerators), 4000.0);
    assert_eq!(scenario.phases[0].tokens.as_ref().unwrap().value.base(), 15e12);
    assert_eq!(scenario.phases[0].context_length.as_ref().unwrap().value.base(), 8000.0);
    assert_eq!(scenario.phases[1].reported_hours.as_ref().unwrap().value.base(), 200e3);
    assert_eq!(scenario.phases[1].tokens.as_ref().unwrap().value.base(), 1e12);
    assert_eq!(scenario.phases[2].reported_hours.as_ref().unwrap().value.base(), 6000.0);
    assert_eq!(scenario.phases[2].accelerators.as_ref().unwrap().value.base(), 256.0);
    assert_eq!(scenario.facility.site, "us-virginia");
    assert_eq!(scenario.facility.carbon_intensity.value.base(), 0.2448);
    assert_eq!((scenario.name.as_str(), scenario.hardware.accelerator.as_str()), ("My V3", "h100-sxm"));
    assert_eq!(scenario.pricing.price_year, Some(2025));
    assert_eq!(scenario.released.unwrap().to_string(), "2025-02");
    // An edited value is the user's own and knows what it replaced.
    let price = &scenario.pricing.rental_price;
    assert_eq!(price.provenance.status, Status::Yours);
    assert_eq!(price.reset().unwrap().value.base(), 2.0);
    run(scenario);
}

#[test]
fn every_key_can_be_set_to_what_it_is() {
    let scenario = shipped("deepseek-v3");
    for key in InputKey::present(&scenario) {
        let shown =
            flopwise::units::format::field(key.id.spec().dimension, key.get(&scenario).unwrap().value);
        let setting = format!("{}={shown}", key.text(&scenario));
        let mut again = scenario.clone();
        apply_setting(&mut again, catalog(), &setting).unwrap_or_else(|error| panic!("{setting}: {error}"));
        assert_eq!(key.get(&again).unwrap().value, key.get(&scenario).unwrap().value, "{setting}");
    }
    assert!(setting_keys().len() > 60);
}

#[test]
fn a_dense_model_has_one_number_of_parameters() {
    for setting in ["params=70B", "active=70B"] {
        let scenario = with("llama-3.1-405b", &[setting]);
        assert_eq!(number(&scenario, InputId::ActiveParams), 70e9);
        assert_eq!(number(&scenario, InputId::TotalParams), 70e9);
        run(scenario);
    }
    let dense = with("deepseek-v3", &["kind=dense"]);
    assert_eq!(number(&dense, InputId::ActiveParams), 671e9);
    assert_eq!(dense.facility.power_draw_fraction.value.number(), 0.76);
    let sparse = with("llama-3.1-405b", &["kind=moe", "active=50B"]);
    assert_eq!(
        (sparse.model.kind, number(&sparse, InputId::TotalParams)),
        (ModelKind::MixtureOfExperts, 405e9)
    );
    run(sparse);
}

#[test]
fn what_follows_from_an_accelerator_follows() {
    let scenario = with("llama-3.1-405b", &["accelerator=tpu-v4"]);
    assert_eq!(scenario.facility.energy_method.id(), "system-power");
    assert!(scenario.pricing.ownership.server_price.value.as_usd() < 6000.0);
    let scenario = with("llama-3.1-405b", &["accelerator=tpu-v4", "accelerator=V100"]);
    assert_eq!(
        (scenario.hardware.mfu_precision.id(), scenario.facility.energy_method.id()),
        ("fp16", "node-power")
    );
    assert!(run(scenario).value(FigureId::Energy).is_ok());
    // What the user entered stays.
    let scenario = with("llama-3.1-405b", &["server_price=$20000", "accelerator=B200"]);
    assert_eq!(scenario.pricing.ownership.server_price.value.as_usd(), 20_000.0);
    let scenario = with("deepseek-v3", &["mfu_precision=fp8", "accelerator=H100"]);
    assert_eq!(scenario.hardware.mfu_precision.id(), "fp8");
}

#[test]
fn parts_are_made_when_one_of_their_values_is_set() {
    let scenario = with("llama-3.1-405b", &["people=500", "serving_days=30", "phase1.generated_tokens=1T"]);
    let staff = scenario.program.staff.as_ref().unwrap();
    assert_eq!((staff.people.value.number(), staff.time_share.provenance.status), (500.0, Status::Estimated));
    assert_eq!(scenario.program.serving.as_ref().unwrap().rental_price, scenario.pricing.rental_price);
    assert!(scenario.phases[0].rollouts.is_some());
    let scenario = with("gpt-oss-120b", &["tokens=20T"]);
    assert!(run(scenario).value(FigureId::Mfu).is_ok());
    let scenario = with("deepseek-v3", &["tokens=none", "fleet_opex=none"]);
    assert!(scenario.phases[0].tokens.is_none() && scenario.program.fleet_opex.is_none());
}

#[test]
fn stating_an_mfu_puts_it_in_force() {
    let scenario =
        with("deepseek-v3", &["mfu_method=implied", "goodput_method=failures", "mfu=40%", "goodput=90%"]);
    assert_eq!(scenario.efficiency.mfu_method.id(), "stated");
    assert_eq!(scenario.efficiency.goodput_method.id(), "stated");
}

#[test]
fn what_does_not_do_is_explained_and_changes_nothing() {
    let cases = [
        ("tokens", r#""tokens" is not a setting; write key=value, for example tokens=14.8T"#),
        ("=5", r#""=5" is not a setting; write key=value, for example tokens=14.8T"#),
        ("tokenz=5T", r#"there is nothing called "tokenz" to set; did you mean tokens?"#),
        ("qqq=5", r#"there is nothing called "qqq" to set"#),
        (
            "phase9.tokens=5T",
            r#""phase9.tokens" names a phase that this scenario does not have; its phases are 1 to 6"#,
        ),
        (
            "phase1.rental_price=5",
            "phase1.rental_price: belongs to the whole run, not to a phase; write rental_price=…",
        ),
        (
            "tokens=15X",
            r#"tokens: "15X" is not a number of tokens: "X" is not a known magnitude or unit (at character 3). Write for example 14.8T or 1.48e13."#,
        ),
        ("tokens=", "tokens: Empty: expected a number of tokens. Write for example 14.8T or 1.48e13."),
        ("mfu=140%", "mfu: MFU is 140%, outside 0.01% to 100%"),
        ("mfu=40", "mfu: MFU is 4000%, outside 0.01% to 100%; for 40 percent write 40%"),
        ("price=-1", "rental_price: Rental price is −$1.00, outside $0.0001 to $100000.00"),
        ("tokens=1e40", "tokens: Training tokens is 1e40, outside 1 to 1000000T"),
        ("pue=0.9", "pue: PUE is 0.9, outside 1 to 5"),
        ("pue=none", "pue: has to have a value"),
        (
            "hours=2.788M h",
            "hours takes reported or derived; to set the number write reported_hours=2.788M h",
        ),
        (
            "hours=recorded",
            r#"hours cannot be "recorded"; choose one of reported, derived (did you mean reported?)"#,
        ),
        (
            "accelerator=h100-smx",
            r#"there is no accelerator "h100-smx"; nearest: h100-sxm, h200-sxm, h800-sxm"#,
        ),
        (
            "site=us-virgina",
            r#"there is no site "us-virgina"; nearest: us-virginia, us-west-virginia, us-vermont"#,
        ),
        ("kind=sparse", r#"kind cannot be "sparse"; choose one of dense, moe"#),
        ("name=", "name: is empty; write a name"),
        ("year=24", r#"price_year: "24" is not a year from 1990 to 2100"#),
        ("released=soon", r#"released: "soon" is not a date; write 2024, 2024-12 or 2024-12-27"#),
    ];
    let before = shipped("deepseek-v3");
    let mut wrong = String::new();
    for (setting, expected) in cases {
        let mut scenario = before.clone();
        let error: SettingError = apply_setting(&mut scenario, catalog(), setting).unwrap_err();
        if error.to_string() != expected {
            wrong += &format!("{setting}\n  expected {expected}\n  said     {error}\n");
        }
        assert_eq!(scenario, before, "{setting}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// CR8DL's quote of August 2024, the only one for H800: $3.42; 2.788 M hours at it are $9.53 M.
#[test]
fn a_dated_quote_gives_price_kind_year_and_source() {
    let scenario = with("deepseek-v3", &["quote=cr8dl-h800-sxm-2024-08-24"]);
    let pricing = &scenario.pricing;
    assert_eq!(pricing.rental_price.value.base(), 3.42);
    assert_eq!((pricing.price_kind.id(), pricing.price_year), ("on-demand", Some(2024)));
    assert_eq!(pricing.rental_price.provenance.date.unwrap().to_string(), "2024-08-24");
    assert!(
        pricing.rental_price.provenance.locator.contains("CR8DL"),
        "{:?}",
        pricing.rental_price.provenance
    );
    let cost = run(scenario).value(FigureId::Cost).unwrap();
    assert!((cost - 9_534_960.0).abs() < 1.0, "{cost}");
    let refused =
        |setting| apply_setting(&mut shipped("deepseek-v3"), catalog(), setting).unwrap_err().to_string();
    assert_eq!(
        refused("quote=cr8dl-h800-sxm-2024-08-24@spot"),
        "quote: cr8dl-h800-sxm-2024-08-24 quotes only on-demand; write cr8dl-h800-sxm-2024-08-24@KIND"
    );
    assert!(refused("quote=cr8dl-h800").contains("nearest: cr8dl-h800-sxm-2024-08-24"));
}
