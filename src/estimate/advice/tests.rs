//! Each remark appears where it should, names the input, and offers what mends it; the shipped run has none.

use super::*;
use crate::catalog::{Date, Sourced};
use crate::estimate::fixture::{assert_near, checked, cited, of, phase};
use crate::estimate::{Draw, estimate};
use crate::scenario::{Convention, EnergyMethod, GoodputMethod, PhaseKind, Scenario, Scope};
use crate::units::{
    AcceleratorHours, Accelerators, Days, FlopPerSec, Fraction, Params, Tokens, UsdPerAcceleratorHour,
};

fn remarks(change: impl FnOnce(&mut Scenario)) -> Vec<Advisory> {
    let checked = checked(change);
    advisories(&checked, &estimate(&Draw::point(&checked)))
}

/// The only remark with this code, with what its message has to say.
#[track_caller]
fn expect(found: &[Advisory], code: &str, level: Level, words: &[&str]) -> Advisory {
    let mut with_code = found.iter().filter(|advisory| advisory.code == code);
    let advisory = with_code.next().unwrap_or_else(|| panic!("no {code} in {found:#?}"));
    assert!(with_code.next().is_none(), "{code} twice");
    assert_eq!(advisory.level, level, "{}", advisory.message);
    for word in words {
        assert!(advisory.message.contains(word), "{word:?} is not in: {}", advisory.message);
    }
    advisory.clone()
}

fn codes(found: &[Advisory]) -> Vec<&'static str> {
    found.iter().map(|advisory| advisory.code).collect()
}

/// What a fix would set, applied to the scenario, takes the remark away.
#[track_caller]
fn fixed_by(advisory: &Advisory, change: impl Fn(&mut Scenario)) {
    let (key, value) = advisory.fix.unwrap_or_else(|| panic!("{} offers no fix", advisory.code));
    let after = remarks(|scenario| {
        change(scenario);
        key.edit(scenario, value);
    });
    assert!(!codes(&after).contains(&advisory.code), "{} stays after its fix", advisory.code);
}

#[test]
fn a_plausible_run_has_only_the_note_on_partial_compute() {
    assert_eq!(codes(&remarks(|_| ())), ["compute-partial"]);
    let only_pretraining = remarks(|scenario| scenario.scope = Scope::PreTraining);
    assert!(only_pretraining.is_empty(), "{only_pretraining:#?}");
}

/// Messages start with the input that they are about, so that a reader knows where to look.
#[test]
fn every_message_names_its_input_first() {
    let found = remarks(|scenario| {
        scenario.model.active_params = of::<Params>(671e9);
        scenario.hardware.accelerators = of::<Accelerators>(64.0);
        scenario.hardware.peak_dense = Some(of::<FlopPerSec>(1979e12));
        scenario.facility.energy_method = EnergyMethod::TdpPue;
        scenario.convention = Convention::NonCausalRecompute;
    });
    assert!(found.len() >= 5, "{:?}", codes(&found));
    let choices = ["FLOP convention", "MFU precision", "Energy method", "HFU"];
    for advisory in found.iter().filter(|advisory| advisory.code != "total-as-active") {
        let (first, rest) = advisory.message.split_once(':').unwrap();
        let is_input = crate::scenario::input::INPUTS.iter().any(|spec| spec.label == first);
        assert!((is_input || choices.contains(&first)) && rest.len() > 20, "{}", advisory.message);
    }
}

#[test]
fn utilization_above_what_anybody_published_is_doubtful_and_above_the_peak_impossible() {
    let hours = |hours: f64| {
        remarks(move |scenario| {
            scenario.scope = Scope::PreTraining;
            scenario.phases[0].reported_hours = Some(of::<AcceleratorHours>(hours));
        })
    };
    expect(&hours(1.4e6), "mfu-doubtful", Level::Warning, &["65.9 %", "BF16", "60 %"]);
    let found = hours(0.9e6);
    assert_eq!(found[0].code, "mfu-impossible", "the gravest comes first");
    expect(&found, "mfu-impossible", Level::Error, &["102 %", "hours", "active or total"]);
}

/// DeepSeek-V2: 172,800 hours for each of 8.1 trillion tokens, stored as the total.
#[test]
fn hours_per_trillion_tokens_are_recognized() {
    let change = |scenario: &mut Scenario| {
        scenario.model.active_params = of::<Params>(21e9);
        scenario.model.total_params = of::<Params>(236e9);
        scenario.model.architecture = None;
        scenario.phases.truncate(1);
        scenario.phases[0].tokens = Some(of::<Tokens>(8.1e12));
        scenario.phases[0].reported_hours = Some(of::<AcceleratorHours>(172_800.0));
    };
    let found = remarks(change);
    let advisory =
        expect(&found, "mfu-impossible", Level::Error, &["166 %", "per trillion tokens", "1.40 M h"]);
    assert_near(advisory.fix.unwrap().1, 1.40e6, 1e-2);
    fixed_by(&advisory, change);
}

#[test]
fn an_mfu_with_recomputation_is_recognized_by_its_factor() {
    let change = |scenario: &mut Scenario| scenario.efficiency.mfu = of::<Fraction>(0.3463 * 4.0 / 3.0);
    let advisory = expect(&remarks(change), "hfu-as-mfu", Level::Warning, &["46.2 %", "34.6 %", "HFU"]);
    fixed_by(&advisory, change);
    // A fifth more is no recomputation.
    let other = remarks(|scenario| scenario.efficiency.mfu = of::<Fraction>(0.3463 * 1.2));
    assert!(!codes(&other).contains(&"hfu-as-mfu"));
}

#[test]
fn an_mfu_against_the_fp8_peak_is_recognized_under_a_bf16_figure() {
    let change = |scenario: &mut Scenario| scenario.efficiency.mfu = of::<Fraction>(0.1731);
    let advisory = expect(
        &remarks(change),
        "mfu-other-peak",
        Level::Warning,
        &["17.3 %", "34.6 %", "FP8", "precision for the MFU"],
    );
    fixed_by(&advisory, change);
    // Epoch AI's 19.5 % of DeepSeek-V3: causal attention over the FP8 peak.
    let epoch = remarks(|scenario| {
        scenario.convention = Convention::Causal;
        scenario.efficiency.mfu = of::<Fraction>(0.195);
    });
    expect(&epoch, "mfu-other-peak", Level::Warning, &["19.5 %", "39.0 %"]);
    // Measured against FP8 on purpose, the figure says so.
    let fp8 = remarks(|scenario| {
        scenario.hardware.mfu_precision = crate::catalog::Precision::Fp8;
        scenario.efficiency.mfu = of::<Fraction>(0.1731);
    });
    assert!(!codes(&fp8).contains(&"mfu-other-peak"));
    expect(&fp8, "mfu-precision", Level::Note, &["FP8", "2.00×", "BF16"]);
}

#[test]
fn a_convention_with_recomputation_calls_its_figure_an_hfu() {
    let found = remarks(|scenario| scenario.convention = Convention::CausalRecompute);
    expect(&found, "hfu-shown", Level::Note, &["hardware FLOP", "HFU", "choose causal"]);
    let doubtful = remarks(|scenario| {
        scenario.convention = Convention::NonCausalRecompute;
        scenario.phases[0].reported_hours = Some(of::<AcceleratorHours>(2.0e6));
    });
    expect(&doubtful, "mfu-doubtful", Level::Warning, &["HFU: "]);
}

#[test]
fn goodput_on_top_of_an_implied_mfu_counts_twice() {
    let change = |scenario: &mut Scenario| {
        scenario.hours_basis = HoursBasis::Derived;
        scenario.efficiency.mfu_method = MfuMethod::Implied;
        scenario.efficiency.goodput = of::<Fraction>(0.9);
    };
    let advisory = expect(&remarks(change), "goodput-twice", Level::Warning, &["100 %"]);
    fixed_by(&advisory, change);
}

#[test]
fn total_parameters_as_active_are_asked_about() {
    let edit = |scenario: &mut Scenario| InputKey::of(InputId::ActiveParams).edit(scenario, 671e9);
    let advisory = expect(
        &remarks(edit),
        "total-as-active",
        Level::Warning,
        &["37 B are active per token: use active?", "671 B", "18.1 times"],
    );
    assert_eq!(advisory.fix.unwrap().1, 37e9);
    fixed_by(&advisory, edit);
    // Without a cited value the architecture knows: 36.6 B with the output head.
    let without = remarks(|scenario| scenario.model.active_params = of::<Params>(671e9));
    expect(&without, "total-as-active", Level::Warning, &["36.6 B are active per token: use active?"]);
    let unknown = remarks(|scenario| {
        scenario.model.architecture = None;
        scenario.model.active_params = of::<Params>(671e9);
    });
    expect(&unknown, "total-as-active", Level::Warning, &["enter the active ones"]);
}

/// The traps that lost 41 % of Mixtral (experts per token) and added 17 % to Llama 405B (feed-forward width).
#[test]
fn an_architecture_that_does_not_fit_the_parameters_is_noticed() {
    let width = remarks(|scenario| {
        scenario.model.kind = crate::scenario::ModelKind::Dense;
        scenario.model.total_params = of::<Params>(405e9);
        scenario.model.active_params = of::<Params>(405e9);
        let mut llama = crate::estimate::fixture::llama_405b();
        llama.feed_forward.width = 4 * 16_384;
        scenario.model.architecture = Some(llama);
        scenario.convention = Convention::Causal;
    });
    expect(
        &width,
        "params-mismatch",
        Level::Warning,
        &["Total parameters: 405 B", "482 B", "convention in force"],
    );
    let top_k = |convention| {
        remarks(move |scenario| {
            if let Some(experts) = scenario.model.architecture.as_mut().and_then(|of| of.experts.as_mut()) {
                experts.per_token = 1;
            }
            scenario.convention = convention;
        })
    };
    expect(&top_k(Convention::Causal), "params-mismatch", Level::Warning, &["Active parameters: 37 B"]);
    expect(&top_k(Convention::SixNd), "params-mismatch", Level::Note, &["6nd counts the stated figure"]);
    // 685 B, as the published weights count with their prediction layer, are no mismatch.
    let weights = remarks(|scenario| scenario.model.total_params = of::<Params>(685e9));
    assert!(!codes(&weights).contains(&"params-mismatch"));
}

#[test]
fn a_sparse_peak_taken_as_dense_is_noticed() {
    let change = |scenario: &mut Scenario| scenario.hardware.peak_dense = Some(of::<FlopPerSec>(1979e12));
    let advisory = expect(
        &remarks(change),
        "sparse-peak",
        Level::Warning,
        &["1,979 TFLOP/s", "twice the dense BF16 peak", "989.4 TFLOP/s", "precision for the MFU"],
    );
    fixed_by(&advisory, change);
    let faster = remarks(|scenario| scenario.hardware.peak_dense = Some(of::<FlopPerSec>(1200e12)));
    assert!(!codes(&faster).contains(&"sparse-peak"));
}

#[test]
fn a_cluster_too_small_for_the_model_is_noticed() {
    let change = |scenario: &mut Scenario| scenario.hardware.accelerators = of::<Accelerators>(128.0);
    let advisory = expect(
        &remarks(change),
        "memory-short",
        Level::Warning,
        &["10.7 TB", "16 bytes", "671 B total parameters", "128 accelerators hold 10.2 TB", "135"],
    );
    fixed_by(&advisory, change);
}

#[test]
fn failures_beyond_the_formula_are_noticed() {
    let at = |accelerators: f64| {
        remarks(move |scenario| {
            scenario.efficiency.goodput_method = GoodputMethod::Failures;
            scenario.hardware.accelerators = of::<Accelerators>(accelerators);
        })
    };
    assert!(!codes(&at(16_384.0)).contains(&"failures-many"));
    expect(&at(100_000.0), "failures-many", Level::Note, &["45.0 %", "exponential"]);
    expect(&at(1e7), "no-progress", Level::Error, &["does not advance", "shorten restarts"]);
}

#[test]
fn days_that_do_not_fit_hours_and_accelerators_are_noticed() {
    let days = |days: f64| remarks(move |scenario| scenario.phases[0].reported_days = Some(of::<Days>(days)));
    assert!(!codes(&days(54.0)).contains(&"days-mismatch"));
    let words = ["60.0 days", "pre-training", "2,048 accelerators", "2.95 M h", "2.66 M h"];
    expect(&days(60.0), "days-mismatch", Level::Warning, &words);
}

#[test]
fn a_price_of_another_time_is_noted() {
    let priced = |date: &str| {
        let source = cited(crate::catalog::Status::Reported, "Price log", date);
        remarks(move |scenario| {
            let price = UsdPerAcceleratorHour::from_usd_per_hour(1.99);
            scenario.pricing.price_year = source.date.map(Date::year);
            scenario.pricing.rental_price = Sourced::new(price, source);
            scenario.released = Date::parse("2024-12-26");
        })
    };
    expect(&priced("2023-06-15"), "stale-price", Level::Note, &["2023-06-15", "days before the release"]);
    expect(&priced("2026-09-01"), "stale-price", Level::Note, &["days after the release", "re-pricing"]);
    assert!(!codes(&priced("2024-08-01")).contains(&"stale-price"));
    // A document of 2024 about prices of 2020 or of 2023: the year counts, and a year is no day.
    let in_year = |year: u16| {
        remarks(move |scenario| {
            let source = cited(crate::catalog::Status::Estimated, "AI Index 2024", "2024-04");
            let price = UsdPerAcceleratorHour::from_usd_per_hour(1.22);
            scenario.pricing.rental_price = Sourced::new(price, source);
            scenario.pricing.price_year = Some(year);
            scenario.released = Date::parse("2023-03-14");
        })
    };
    assert!(!codes(&in_year(2023)).contains(&"stale-price"));
    expect(&in_year(2020), "stale-price", Level::Note, &["of 2020,", "before the release of 2023-03-14"]);
    let own = remarks(|scenario| InputKey::of(InputId::RentalPrice).edit(scenario, 1.99));
    assert!(!codes(&own).contains(&"stale-price"), "a value of the user has no date");
}

#[test]
fn methods_that_count_the_chip_alone_are_noted() {
    let with = |method| remarks(move |scenario| scenario.facility.energy_method = method);
    expect(&with(EnergyMethod::TdpPue), "energy-tdp-only", Level::Note, &["node-power", "1.45×"]);
    expect(&with(EnergyMethod::Tdp), "energy-tdp-only", Level::Note, &["1.82×"]);
    assert!(!codes(&with(EnergyMethod::NodePower)).contains(&"energy-tdp-only"));
}

#[test]
fn phases_without_tokens_are_named() {
    let found = remarks(|scenario| {
        scenario.phases.push(phase("R1", PhaseKind::Reinforcement, 147e3, None));
        scenario.scope = Scope::Reasoning;
        scenario.hours_basis = HoursBasis::Derived;
    });
    let words = ["context extension, post-training, R1", "their reported hours stand", "enter tokens"];
    expect(&found, "compute-partial", Level::Note, &words);
}
