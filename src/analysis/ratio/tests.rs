//! The ratio explanations of published runs, to the digits that their sources give.

use std::sync::Arc;

use super::{FactorKind, RatioBasis, RatioExplanation, RatioMatrix, explain_ratio};
use crate::analysis::fixtures::{catalog, deepseek_v3, given, gpt_4, llama_405b};
use crate::analysis::{Evaluation, evaluate};
use crate::catalog::Status;
use crate::scenario::{Scenario, Scope};

fn at(mut scenario: Scenario, scope: Scope) -> Evaluation {
    scenario.scope = scope;
    evaluate(&catalog(), &Arc::new(scenario)).unwrap()
}

fn ratio_of(explanation: &RatioExplanation, kind: FactorKind) -> f64 {
    explanation.factors.iter().find(|factor| factor.kind == kind).unwrap().ratio
}

fn product(explanation: &RatioExplanation) -> f64 {
    explanation.factors.iter().map(|factor| factor.ratio).product()
}

fn close(value: f64, expected: f64, within: f64) {
    assert!((value / expected - 1.0).abs() < within, "{value} is not {expected}");
}

/// PRODUCT's US-08: parameters 405 B over 37 B, tokens 15.6 T over 14.8 T, published compute 3.8e25, hours 30.84 M
/// (model card) over 2.664 M (technical report).
#[test]
fn eleven_times_is_sparsity() {
    let (llama, deepseek) = (at(llama_405b(), Scope::PreTraining), at(deepseek_v3(), Scope::PreTraining));
    let why = explain_ratio(&llama, &deepseek, RatioBasis::Hours).unwrap();
    close(why.ratio, 11.577, 1e-4);
    close(ratio_of(&why, FactorKind::ActiveParams), 10.946, 1e-4);
    close(ratio_of(&why, FactorKind::Tokens), 1.054, 1e-4);
    close(ratio_of(&why, FactorKind::Throughput), 1.001, 1e-4);
    close(why.explained, 11.548, 1e-4);
    close(ratio_of(&why, FactorKind::Unexplained), 1.0025, 1e-4);
    close(product(&why), why.ratio, 1e-12);
    let kinds: Vec<_> = why.factors.iter().map(|factor| factor.kind).collect();
    assert_eq!(
        kinds,
        [FactorKind::ActiveParams, FactorKind::Tokens, FactorKind::Throughput, FactorKind::Unexplained]
    );
    close(why.factors[0].share.unwrap(), 0.977, 1e-3);
    close(why.factors[1].share.unwrap(), 0.0215, 1e-2);
    assert!(why.factors[2].share.unwrap() < 1e-3);
    insta::assert_snapshot!(why.sentence, @r#"Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters."#);
}

#[test]
fn throughput_is_peak_times_mfu() {
    let (gpt, deepseek) = (at(gpt_4(), Scope::PreTraining), at(deepseek_v3(), Scope::PreTraining));
    let why = explain_ratio(&gpt, &deepseek, RatioBasis::Hours).unwrap();
    let throughput = why.factors.iter().find(|factor| factor.kind == FactorKind::Throughput).unwrap();
    close(throughput.parts.iter().map(|part| part.ratio).product(), throughput.ratio, 1e-12);
    // NVIDIA's data sheets: 989.4 over 312 TFLOP/s dense BF16.
    close(throughput.parts[0].ratio, 989.4 / 312.0, 1e-12);
    close(product(&why), why.ratio, 1e-12);
    insta::assert_snapshot!(why.sentence, @r#"Most of the 21.4× comes from activating 37 B instead of 280 B parameters, most of the rest from reaching 343 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.06×)."#);
}

#[test]
fn every_basis_and_rung_closes() {
    for scope in Scope::ALL {
        let (mut llama, mut deepseek) = (llama_405b(), deepseek_v3());
        for scenario in [&mut llama, &mut deepseek] {
            scenario.program.fleet_capex = Some(given(1.6e9, Status::Speculative));
        }
        let (llama, deepseek, gpt) = (at(llama, scope), at(deepseek, scope), at(gpt_4(), Scope::FinalRun));
        for basis in RatioBasis::ALL {
            for (of, to) in [(&llama, &deepseek), (&deepseek, &llama), (&gpt, &deepseek), (&llama, &gpt)] {
                let Ok(why) = explain_ratio(of, to, basis) else { continue };
                close(product(&why), why.ratio, 1e-12);
                let shares: f64 = why.factors.iter().filter_map(|factor| factor.share).sum();
                assert!(shares == 0.0 || (shares - 1.0).abs() < 1e-9, "{basis:?} {scope:?}: {shares}");
                assert!(why.sentence.ends_with('.'), "{}", why.sentence);
                let back = explain_ratio(to, of, basis).unwrap();
                close(back.ratio * why.ratio, 1.0, 1e-12);
                assert_eq!(back.sentence, why.sentence);
            }
        }
    }
}

#[test]
fn cost_adds_price_and_other_stages() {
    let (gpt, deepseek) = (at(gpt_4(), Scope::FinalRun), at(deepseek_v3(), Scope::FinalRun));
    let why = explain_ratio(&gpt, &deepseek, RatioBasis::Cost).unwrap();
    close(why.ratio, 78.66 / 5.576, 1e-4);
    close(ratio_of(&why, FactorKind::Price), 0.69, 1e-12);
    close(ratio_of(&why, FactorKind::OtherPhases), 2.664 / 2.788, 1e-9);
    assert!(why.factors.iter().all(|factor| factor.kind != FactorKind::Scope));
    insta::assert_snapshot!(why.sentence, @r#"Most of the 14.1× comes from activating 37 B instead of 280 B parameters, most of the rest from reaching 343 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.06×)."#);
}

#[test]
fn unlike_rungs_are_a_factor_of_their_own() {
    let (gpt, deepseek) = (at(gpt_4(), Scope::ClusterPurchase), at(deepseek_v3(), Scope::FinalRun));
    let why = explain_ratio(&gpt, &deepseek, RatioBasis::Cost).unwrap();
    assert!(why.mixed_scope);
    assert!(ratio_of(&why, FactorKind::Scope) > 10.0);
    insta::assert_snapshot!(why.sentence, @r#"The 194× comes mainly from counting “Final run, rental” instead of “Cluster purchase” (13.8×) and activating 37 B instead of 280 B parameters (7.57×)."#);
}

#[test]
fn sentences_for_other_figures() {
    let (llama, deepseek) = (at(llama_405b(), Scope::PreTraining), at(deepseek_v3(), Scope::PreTraining));
    let gpt = at(gpt_4(), Scope::PreTraining);
    let lines: Vec<_> = RatioBasis::ALL
        .into_iter()
        .flat_map(|basis| [(&llama, &deepseek, basis), (&gpt, &llama, basis), (&llama, &llama, basis)])
        .map(|(of, to, basis)| {
            let why = explain_ratio(of, to, basis).unwrap();
            format!("{basis:?} {:.3}: {}", why.ratio, why.sentence)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
Hours 11.577: Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters.
Hours 1.848: Reaching 342 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.05×) would alone make it 3.34×; activating 405 B instead of 280 B parameters brings it to 1.85×.
Hours 1.000: The two come out alike.
Cost 11.577: Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters.
Cost 1.275: Reaching 342 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.05×) would alone make it 3.34×; paying $2.00/h instead of $1.38/h brings it to 1.28×.
Cost 1.000: The two come out alike.
Compute 11.566: Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters.
Compute 0.553: Most of the 1.81× comes from activating 280 B instead of 405 B parameters, most of the rest from training on 13.0 T instead of 15.6 T tokens.
Compute 1.000: The two come out alike.
WallClock 1.447: Activating 37 B instead of 405 B parameters would alone make it 10.9×; working on 2,048 instead of 16,384 accelerators brings it to 1.45×.
WallClock 1.211: Reaching 342 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.05×) would alone make it 3.34×; working on 16,384 instead of 25,000 accelerators brings it to 1.21×.
WallClock 1.000: The two come out alike.
Energy 11.577: Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters.
Energy 1.178: Reaching 342 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.05×) would alone make it 3.34×; drawing 1.27 kW instead of 810 W per accelerator brings it to 1.18×.
Energy 1.000: The two come out alike.
Carbon 11.577: Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters.
Carbon 1.178: Reaching 342 instead of 102 TFLOP/s per accelerator (hardware peak 3.17×, MFU 1.05×) would alone make it 3.34×; drawing 1.27 kW instead of 810 W per accelerator brings it to 1.18×.
Carbon 1.000: The two come out alike.
"#);
}

#[test]
fn hours_without_tokens_are_compared_as_they_are() {
    let mut silent = deepseek_v3();
    silent.phases[0].tokens = None;
    let (llama, silent) = (at(llama_405b(), Scope::PreTraining), at(silent, Scope::PreTraining));
    let why = explain_ratio(&llama, &silent, RatioBasis::Hours).unwrap();
    assert_eq!(why.factors.len(), 1);
    close(ratio_of(&why, FactorKind::MainHours), why.ratio, 1e-12);
    insta::assert_snapshot!(why.sentence, @r#"Almost all of the 11.6× comes from using 2.66 M instead of 30.8 M accelerator-hours."#);
}

/// PRODUCT's US-07: GPT-4's cluster against DeepSeek's final run crosses rungs, its rent does not.
#[test]
fn the_matrix_marks_like_with_like() {
    let matrix = RatioMatrix::new(&at(deepseek_v3(), Scope::FinalRun), &at(gpt_4(), Scope::FinalRun));
    let rent = matrix.cell(Scope::FinalRun, Scope::FinalRun).unwrap();
    assert!(rent.same_rung);
    close(rent.ratio, 14.1, 1e-2);
    let bought = matrix.cell(Scope::ClusterPurchase, Scope::FinalRun).unwrap();
    assert!(!bought.same_rung && bought.ratio > 100.0);
    assert!(matrix.cell(Scope::Fleet, Scope::FinalRun).is_none());
    assert_eq!(matrix.rows.len(), matrix.cells.len());
}
