//! The generated sentence for scenarios that agree, differ in price, or lack a cost.

use std::sync::Arc;

use super::{headline, headline_of};
use crate::analysis::fixtures::{catalog, deepseek_v3, gpt_4, llama_405b};
use crate::analysis::{Comparison, ComparisonOptions};
use crate::estimate::FigureId;
use crate::scenario::{HoursBasis, Scenario, Scope};

fn compared(scenarios: Vec<Scenario>, options: ComparisonOptions) -> Comparison {
    let scenarios: Vec<_> = scenarios.into_iter().map(Arc::new).collect();
    Comparison::new(&catalog(), &scenarios, options).unwrap()
}

fn trio() -> Vec<Scenario> {
    vec![deepseek_v3(), llama_405b(), gpt_4()]
}

#[test]
fn the_famous_sentence() {
    insta::assert_snapshot!(
        headline(&compared(trio(), ComparisonOptions::default())),
        @r#"DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/14 of GPT-4's unconfirmed final run ($1.38/h, A100, 3-year commitment, 2022) and 1/11 of Llama 3.1 405B's final run (same $2.00/h, H100)"#
    );
}

#[test]
fn one_price_for_all() {
    let options = ComparisonOptions { same_price: true, ..ComparisonOptions::default() };
    insta::assert_snapshot!(headline(&compared(trio(), options)), @r#"DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/20 of GPT-4's unconfirmed final run (same $2.00/h, A100) and 1/11 of Llama 3.1 405B's final run (same $2.00/h, H100)"#);
}

#[test]
fn alone() {
    insta::assert_snapshot!(headline(&compared(vec![gpt_4()], ComparisonOptions::default())), @r#"GPT-4 final run: $78.7 M (unconfirmed, rental, $1.38/h, A100, 3-year commitment, 2022)"#);
    insta::assert_snapshot!(headline(&compared(vec![], ComparisonOptions::default())), @"");
}

#[test]
fn every_rung() {
    let lines: Vec<_> = Scope::ALL
        .into_iter()
        .map(|scope| {
            let options = ComparisonOptions { scope: Some(scope), ..ComparisonOptions::default() };
            format!("{} {}", scope.letter(), headline(&compared(trio(), options)))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
A DeepSeek-V3 pre-training run: $5.33 M (rental, $2.00/h, H800): about 1/15 of GPT-4's unconfirmed pre-training run ($1.38/h, A100, 3-year commitment, 2022) and 1/12 of Llama 3.1 405B's pre-training run (same $2.00/h, H100)
B DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/14 of GPT-4's unconfirmed final run ($1.38/h, A100, 3-year commitment, 2022) and 1/11 of Llama 3.1 405B's final run (same $2.00/h, H100)
C DeepSeek-V3 final run with reasoning RL or base model: $5.58 M (rental, $2.00/h, H800): about 1/14 of GPT-4's unconfirmed final run with reasoning RL or base model ($1.38/h, A100, 3-year commitment, 2022) and 1/11 of Llama 3.1 405B's final run with reasoning RL or base model (same $2.00/h, H100)
D DeepSeek-V3 run with experiments and failed runs: $8.36 M (estimated, rental, $2.00/h, H800): about 1/11 of Llama 3.1 405B's estimated run with experiments and failed runs (same $2.00/h, H100) and 1/14 of GPT-4's unconfirmed run with experiments and failed runs ($1.38/h, A100, 3-year commitment, 2022)
E DeepSeek-V3 development with experiments and staff: no cost (staff of this project is not known; enter people and compensation)
F DeepSeek-V3 final run at ownership cost: $5.75 M (owned, $2.06/h, H800): about 1/19 of GPT-4's unconfirmed final run at ownership cost (owned, $1.92/h, A100) and 1/11 of Llama 3.1 405B's final run at ownership cost (owned, $2.06/h, H100)
G DeepSeek-V3 cluster purchase: $88.6 M (2,048 H800): about 1/12 of GPT-4's unconfirmed cluster purchase (25,000 A100) and 1/8 of Llama 3.1 405B's cluster purchase (16,384 H100)
H DeepSeek-V3 company fleet: no cost (the company's fleet is not known; enter its purchase price)
I DeepSeek-V3 final run with serving: no cost (serving of this model is not known; enter accelerators and days)
"#);
}

#[test]
fn unlike_rungs_are_named_and_said() {
    let mut bought = gpt_4();
    bought.scope = Scope::ClusterPurchase;
    insta::assert_snapshot!(
        headline(&compared(vec![deepseek_v3(), bought], ComparisonOptions::default())),
        @r#"DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/190 of GPT-4's unconfirmed cluster purchase (25,000 A100); unlike scopes, so the ratio is not like for like"#
    );
}

#[test]
fn other_figures() {
    let figures = [
        FigureId::TrainingCompute,
        FigureId::AcceleratorHours,
        FigureId::WallClock,
        FigureId::Energy,
        FigureId::Carbon,
        FigureId::Mfu,
    ];
    let comparison = compared(trio(), ComparisonOptions::default());
    let lines: Vec<_> = figures.into_iter().map(|figure| headline_of(&comparison, figure)).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
DeepSeek-V3 final run: 3.29 × 10²⁴ FLOP (6ND): about 1/6.4 of GPT-4's unconfirmed final run (an estimate) and 1/12 of Llama 3.1 405B's final run (as published)
DeepSeek-V3 final run: 2.79 M H800-hours: about 1/20 of GPT-4's unconfirmed final run (on A100) and 1/11 of Llama 3.1 405B's final run (on H100)
DeepSeek-V3 final run: 56.7 days (on 2,048 H800): about 60 % of GPT-4's unconfirmed final run (on 25,000 A100) and 72 % of Llama 3.1 405B's final run (on 16,384 H100)
DeepSeek-V3 final run: 3.55 GWh (server rating, PUE 1.25): about 1/13 of GPT-4's unconfirmed final run (same method) and 1/11 of Llama 3.1 405B's final run (same method)
DeepSeek-V3 final run: 1,860 t CO2e (location-based, 525 g CO2e/kWh, server rating, PUE 1.25): about 1/13 of GPT-4's unconfirmed final run (same method) and 1/11 of Llama 3.1 405B's final run (same method)
DeepSeek-V3 final run: MFU 34.6 %: about 1.1 times GPT-4's unconfirmed final run and the same as Llama 3.1 405B's final run
"#);
}

#[test]
fn no_more_than_two_rivals_and_one_of_each_kind() {
    let mut second = gpt_4();
    second.name = "Gemini Ultra (estimate)".into();
    second.phases[0].reported_hours.as_mut().unwrap().value =
        crate::units::AcceleratorHours::from_hours(132e6);
    let all = vec![deepseek_v3(), second, gpt_4(), llama_405b()];
    let text = headline(&compared(all, ComparisonOptions::default()));
    insta::assert_snapshot!(text, @r#"DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/33 of the unconfirmed final run of Gemini Ultra (estimate) ($1.38/h, A100, 3-year commitment, 2022) and 1/11 of Llama 3.1 405B's final run (same $2.00/h, H100)"#);
}

#[test]
fn dearer_and_alike() {
    let options = ComparisonOptions { baseline: 1, ..ComparisonOptions::default() };
    let mut derived = llama_405b();
    derived.name = "Llama derived".into();
    derived.hours_basis = HoursBasis::Derived;
    derived.efficiency.mfu.value = crate::units::Fraction::new(0.3).unwrap();
    insta::assert_snapshot!(headline(&compared(vec![deepseek_v3(), llama_405b()], options)), @r#"Llama 3.1 405B final run: $61.7 M (rental, $2.00/h, H100): about 11 times DeepSeek-V3's final run (same $2.00/h, H800)"#);
    insta::assert_snapshot!(
        headline(&compared(vec![derived, llama_405b()], ComparisonOptions::default())),
        @r#"Llama derived final run: $71.1 M (estimated, rental, $2.00/h, H100): about 1.2 times Llama 3.1 405B's final run (same $2.00/h)"#
    );
    insta::assert_snapshot!(
        headline(&compared(vec![llama_405b(), llama_405b()], ComparisonOptions::default())),
        @r#"Llama 3.1 405B final run: $61.7 M (rental, $2.00/h, H100): about the same as Llama 3.1 405B's final run (same $2.00/h)"#
    );
}

#[test]
fn no_rival_with_the_figure() {
    let mut staffed = deepseek_v3();
    staffed.scope = Scope::Fleet;
    staffed.program.fleet_capex =
        Some(crate::analysis::fixtures::given(1.6e9, crate::catalog::Status::Speculative));
    let mut bare = llama_405b();
    bare.scope = Scope::Fleet;
    insta::assert_snapshot!(
        headline(&compared(vec![staffed, bare], ComparisonOptions::default())),
        @r#"DeepSeek-V3 company fleet: $1.60 B (purchase); no ratio to Llama 3.1 405B (the company's fleet is not known; enter its purchase price)"#
    );
}

#[test]
fn no_sentence_judges() {
    for scope in Scope::ALL {
        let options = ComparisonOptions { scope: Some(scope), ..ComparisonOptions::default() };
        let text = headline(&compared(trio(), options)).to_lowercase();
        for word in ["cheap", "miracle", "only", "just", "lying", "honest", "really"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}
