//! Shipped scenarios give the published numbers. Each test names where its numbers come from.

use std::sync::{Arc, OnceLock};

use flopwise::analysis::{Comparison, ComparisonOptions, Evaluation, evaluate};
use flopwise::catalog::{Catalog, Status};
use flopwise::estimate::{FigureId, Missing};
use flopwise::files::{Library, Origin, presets::shipped_catalog};
use flopwise::scenario::{HoursBasis, Scenario, Scope, apply_setting, input::InputKey};

pub(crate) fn catalog() -> &'static Catalog {
    shipped_catalog().unwrap()
}

pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let library = Library::load(catalog(), None);
        assert!(library.errors.is_empty(), "{}", library.errors[0]);
        library
    })
}

pub(crate) fn shipped(id: &str) -> Scenario {
    library().get(id).unwrap().scenario.as_ref().clone()
}

pub(crate) fn run(scenario: Scenario) -> Evaluation {
    evaluate(catalog(), &Arc::new(scenario)).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

fn at(id: &str, scope: Scope) -> Evaluation {
    run(Scenario { scope, ..shipped(id) })
}

fn cost(id: &str, scope: Scope) -> f64 {
    at(id, scope).value(FigureId::Cost).unwrap()
}

/// Published figures are rounded; half a percent is the rounding of three digits.
#[track_caller]
fn near(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() <= 0.005, "{value} is not {expected}");
}

#[test]
fn every_shipped_scenario_is_complete_and_evaluates() {
    let library = library();
    assert_eq!(library.scenarios.len(), 19);
    for entry in &library.scenarios {
        assert_eq!(entry.origin, Origin::Shipped);
        assert_eq!(entry.id, entry.scenario.id);
        // A plan is of no model that was released.
        let plan = entry.id.starts_with("dense-");
        assert!(entry.scenario.released.is_some() != plan && !entry.scenario.note.is_empty(), "{}", entry.id);
        let evaluation = run(entry.scenario.as_ref().clone());
        for figure in [FigureId::Cost, FigureId::Energy, FigureId::Carbon, FigureId::WallClock] {
            let value = evaluation.figure(figure).unwrap();
            assert!(value.value > 0.0 && value.value.is_finite(), "{} {figure:?}", entry.id);
        }
        // A figure that rests on nothing but citations never claims to be the user's own.
        assert_ne!(evaluation.figure(FigureId::Cost).unwrap().status, Status::Yours, "{}", entry.id);
    }
}

#[test]
fn every_shipped_value_has_a_source() {
    for entry in &library().scenarios {
        for key in InputKey::present(&entry.scenario) {
            let value = key.get(&entry.scenario).unwrap();
            let name = format!("{} of {}", key.text(&entry.scenario), entry.id);
            assert_ne!(value.provenance.status, Status::Yours, "{name} claims to be the user's");
            assert!(!value.provenance.source.trim().is_empty(), "{name} has no source");
            assert!(value.replaced.is_none(), "{name} was edited");
            let url = &value.provenance.url;
            assert!(url.is_empty() || url.starts_with("https://"), "{name}: {url}");
        }
    }
}

/// DeepSeek-V3 Technical Report, section 1 and table 1; MFU by 6ND against the dense BF16 peak of 989.4 TFLOP/s.
#[test]
fn deepseek_v3_is_what_its_report_states() {
    let (a, b) = (at("deepseek-v3", Scope::PreTraining), at("deepseek-v3", Scope::FinalRun));
    assert_eq!(b.value(FigureId::AcceleratorHours), Ok(2_788_000.0));
    assert_eq!(a.value(FigureId::Cost), Ok(5_328_000.0));
    assert_eq!(b.value(FigureId::Cost), Ok(5_576_000.0));
    near(a.value(FigureId::WallClock).unwrap(), 54.2);
    near(b.value(FigureId::WallClock).unwrap(), 56.7);
    near(b.value(FigureId::TrainingCompute).unwrap(), 3.2856e24);
    near(b.value(FigureId::Achieved).unwrap(), 342.6e12);
    near(b.value(FigureId::Mfu).unwrap(), 0.346);
    assert_eq!(b.figure(FigureId::Cost).unwrap().status, Status::Derived);
}

/// The same run against the FP8 peak: half of it (the trap behind 19.5 % and 38.9 % for one and the same run).
#[test]
fn deepseek_v3_has_half_the_mfu_against_the_fp8_peak() {
    let mut scenario = shipped("deepseek-v3");
    apply_setting(&mut scenario, catalog(), "mfu_precision=fp8").unwrap();
    near(run(scenario).value(FigureId::Mfu).unwrap(), 0.173);
}

/// Insights into DeepSeek-V3 (ISCA 2025), table 2: 250 GFLOP per token; Megatron-LM counts 249.812 without the module
/// for multi-token prediction and 259.993 with it.
#[test]
fn deepseek_v3_architecture_gives_the_published_flop_per_token() {
    let mut scenario = shipped("deepseek-v3");
    apply_setting(&mut scenario, catalog(), "convention=causal").unwrap();
    near(run(scenario.clone()).value(FigureId::FlopPerToken).unwrap(), 249.812e9);
    if let Some(architecture) = &mut scenario.model.architecture {
        architecture.mtp_depth = 1;
    }
    near(run(scenario).value(FigureId::FlopPerToken).unwrap(), 259.993e9);
}

/// Megatron-LM's count on the published configurations: 2,523.956 GFLOP per token for Llama 3.1 405B at 8,192 tokens of
/// context, 1,061.878 for GPT-3 at 2,048.
#[test]
fn dense_architectures_give_the_published_flop_per_token() {
    for (id, expected) in [("llama-3.1-405b", 2523.956e9), ("gpt-3", 1061.878e9)] {
        let mut scenario = shipped(id);
        apply_setting(&mut scenario, catalog(), "convention=causal").unwrap();
        near(run(scenario).value(FigureId::FlopPerToken).unwrap(), expected);
    }
}

/// DeepSeek-R1 (Nature 645), supplementary table 7: 147,000 hours and $294,000; with V3 2.935 M hours, $5.87 M.
#[test]
fn deepseek_r1_costs_294_thousand_by_itself_and_5_87_million_with_its_base() {
    let alone = at("deepseek-r1", Scope::FinalRun);
    assert_eq!(alone.value(FigureId::AcceleratorHours), Ok(147_000.0));
    assert_eq!(alone.value(FigureId::Cost), Ok(294_000.0));
    assert_eq!(cost("deepseek-r1", Scope::Reasoning), 5_870_000.0);
    assert_eq!(cost("deepseek-v3", Scope::Reasoning), 5_870_000.0);
    assert_eq!(at("deepseek-r1", Scope::PreTraining).value(FigureId::Cost), Err(Missing::NoPhase));
    // About 198 and 80 hours on 512, and five thousand hours of data.
    near(alone.value(FigureId::WallClock).unwrap() * 24.0, 147_000.0 / 512.0);
}

/// Llama 3.1 model card: 30.84 M hours, at DeepSeek's $2 $61.68 M or 11.06 times V3.
#[test]
fn llama_405b_costs_eleven_times_deepseek_v3_at_the_same_price() {
    assert_eq!(cost("llama-3.1-405b", Scope::FinalRun), 61_680_000.0);
    let scenarios = ["deepseek-v3", "llama-3.1-405b"].map(|id| Arc::new(shipped(id)));
    let comparison = Comparison::new(catalog(), &scenarios, ComparisonOptions::default()).unwrap();
    near(comparison.ratio(1, FigureId::Cost).unwrap(), 11.06);
    near(comparison.ratio(1, FigureId::TrainingCompute).unwrap(), 11.56);
    assert_eq!(comparison.badges(FigureId::Cost), []);
    // Section 3.3.4 of the paper: more than 90 % of the time was effective; the MFU of table 4 then explains the hours.
    let gap = at("llama-3.1-405b", Scope::FinalRun).value(FigureId::HoursGap).unwrap();
    assert!(gap.abs() < 0.1, "{gap}");
}

/// SemiAnalysis, July 2023, and Cottier et al. 2024: 57 M hours; $1 against $1.38 per hour.
#[test]
fn gpt_4_is_what_the_leak_and_epoch_say() {
    let leak = at("gpt-4", Scope::FinalRun);
    assert_eq!(leak.value(FigureId::AcceleratorHours), Ok(57e6));
    near(leak.value(FigureId::TrainingCompute).unwrap(), 2.18e25);
    near(leak.value(FigureId::Mfu).unwrap(), 0.341);
    assert_eq!(leak.figure(FigureId::Cost).unwrap().status, Status::Speculative);
    near(cost("gpt-4-epoch", Scope::FinalRun), 78.66e6);
    assert_eq!(at("gpt-4-epoch", Scope::FinalRun).value(FigureId::TrainingCompute), Ok(2.1e25));
    // Epoch AI's $35.8 M of staff.
    let staff = cost("gpt-4-epoch", Scope::Staff) - cost("gpt-4-epoch", Scope::Experiments);
    near(staff, 35.8e6);
}

/// Llama 3.1 model card: 39.3 M hours for all three sizes, 30.84 + 7.0 + 1.46; 6ND of 405, 70.55 and 8.03 B.
#[test]
fn the_llama_family_adds_up() {
    let family = at("llama-3.1-family", Scope::FinalRun);
    assert_eq!(family.value(FigureId::AcceleratorHours), Ok(39.3e6));
    near(family.value(FigureId::TrainingCompute).unwrap(), 3.791e25 + 6.35e24 + 7.23e23);
    near(family.value(FigureId::Mfu).unwrap(), 0.3214);
}

/// DeepSeek-V2 report, page 16: 172.8 K H800-hours for each of 8.1 T tokens; 6 × 21 B × 8.1 T.
#[test]
fn deepseek_v2_is_what_its_report_states() {
    let v2 = at("deepseek-v2", Scope::FinalRun);
    near(v2.value(FigureId::AcceleratorHours).unwrap(), 172_800.0 * 8.1);
    near(v2.value(FigureId::TrainingCompute).unwrap(), 1.0206e24);
    near(v2.value(FigureId::Mfu).unwrap(), 0.2047);
}

/// Amodei, January 2025: a few $10 M. Epoch AI's compute was solved from it, so that agreement says nothing.
#[test]
fn claude_3_5_sonnet_is_marked_as_a_guess() {
    let sonnet = at("claude-3.5-sonnet", Scope::FinalRun);
    assert_eq!(sonnet.figure(FigureId::Cost).unwrap().status, Status::Speculative);
    assert!((20e6..60e6).contains(&sonnet.value(FigureId::Cost).unwrap()));
    assert!(sonnet.scenario().name.contains("speculative"));
}

/// gpt-oss model card: 2.1 M hours and nothing about tokens.
#[test]
fn gpt_oss_has_hours_but_no_compute() {
    let evaluation = at("gpt-oss-120b", Scope::FinalRun);
    assert_eq!(evaluation.value(FigureId::Cost), Ok(4_200_000.0));
    assert_eq!(evaluation.value(FigureId::TrainingCompute), Err(Missing::NoCompute));
    assert_eq!(evaluation.value(FigureId::Mfu), Err(Missing::NoCompute));
}

/// AI Index 2024: $4.3 M for GPT-3, $6.4 M for MT-NLG, $191.4 M for Gemini Ultra.
#[test]
fn estimates_of_the_ai_index_are_met() {
    near(cost("gpt-3", Scope::FinalRun), 4_324_883.0);
    near(cost("mt-nlg-530b", Scope::FinalRun), 6_405_653.0);
    near(cost("gemini-1.0-ultra", Scope::FinalRun), 191.4e6);
}

/// Patterson et al. 2021, table 4: 1,287 MWh and 552.1 t for GPT-3. PaLM, appendix B: 271.43 t net, 30.4 % over all
/// chip-hours, 3.4 GWh.
#[test]
fn measured_energy_is_met() {
    let gpt3 = at("gpt-3", Scope::FinalRun);
    near(gpt3.value(FigureId::Energy).unwrap(), 1_287e3);
    near(gpt3.value(FigureId::Carbon).unwrap(), 552.1e3);
    let palm = at("palm-540b", Scope::FinalRun);
    near(palm.value(FigureId::Energy).unwrap(), 3_435.8e3);
    near(palm.value(FigureId::Mfu).unwrap(), 0.304);
    let net = palm.value(FigureId::CarbonMarket).unwrap();
    assert!((net / 271_430.0 - 1.0).abs() < 0.01, "{net}");
    near(at("bloom-176b", Scope::FinalRun).value(FigureId::CarbonEmbodied).unwrap(), 11.2e3);
}

/// At DeepSeek-V3's efficiency Kimi K2 takes 2.41 M hours, $4.8 M: about the rumor.
#[test]
fn runs_without_hours_are_derived() {
    let kimi = at("kimi-k2", Scope::FinalRun);
    near(kimi.value(FigureId::AcceleratorHours).unwrap(), 2.41e6);
    assert_eq!(kimi.figure(FigureId::Cost).unwrap().status, Status::Speculative);
    assert_eq!(kimi.value(FigureId::ReportedHours), Err(Missing::NotReported));
}

/// Hours derived from compute and MFU meet those that the report states.
#[test]
fn derived_hours_of_deepseek_v3_meet_the_reported_ones() {
    let scenario = Scenario { hours_basis: HoursBasis::Derived, ..shipped("deepseek-v3") };
    let evaluation = run(Scenario { scope: Scope::PreTraining, ..scenario });
    near(evaluation.value(FigureId::AcceleratorHours).unwrap(), 2.664e6);
}

/// The most common mistake with sparse models: all parameters entered as active ones.
#[test]
fn total_parameters_entered_as_active_are_noticed() {
    let mut scenario = shipped("deepseek-v3");
    apply_setting(&mut scenario, catalog(), "active=671B").unwrap();
    let evaluation = run(scenario);
    near(evaluation.value(FigureId::TrainingCompute).unwrap(), 5.958e25);
    let advisory = evaluation.advisories.iter().find(|advisory| advisory.code == "total-as-active").unwrap();
    assert!(advisory.message.contains("37 B are active"), "{}", advisory.message);
    assert_eq!(evaluation.figure(FigureId::TrainingCompute).unwrap().status, Status::Yours);
}

/// SemiAnalysis on the fleet: $1.6 B and $944 M; DeepSeek's inference overview: $87,072 a day.
#[test]
fn deepseek_v3_has_figures_on_every_rung() {
    near(cost("deepseek-v3", Scope::Fleet), 2.544e9);
    near(at("deepseek-v3", Scope::FinalRun).value(FigureId::ServingPerDay).unwrap(), 87_072.0);
    near(cost("deepseek-v3", Scope::Experiments), 3.0 * 5.576e6);
    for scope in Scope::ALL {
        assert!(cost("deepseek-v3", scope) > 0.0, "{scope:?}");
    }
}
