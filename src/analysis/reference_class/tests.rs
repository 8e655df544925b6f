//! Which runs are learned from, and how well each is predicted from the others.

use super::*;
use crate::files::presets::shipped_catalog;

fn runs() -> ReferenceRuns {
    reference_runs(shipped_catalog().unwrap())
}

/// Relative error of the hours that a median MFU predicts.
fn error(predicted: f64, reported: f64) -> f64 {
    (reported / predicted - 1.0).abs()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { 0.5 * (values[middle - 1] + values[middle]) }
}

/// The runs without those of one developer: how well a newcomer is predicted.
fn without_developer(runs: &ReferenceRuns, developer: &str) -> ReferenceRuns {
    let others = runs.members.iter().filter(|member| member.observation.traits.developer != developer);
    ReferenceRuns { members: others.cloned().collect(), left_out: Vec::new() }
}

fn plain_class_median(runs: &ReferenceRuns, of: &Member) -> f64 {
    let others = || {
        let traits = &of.observation.traits;
        runs.members.iter().filter(|member| !member.observation.traits.same_training(traits))
    };
    let alike = |member: &&Member| member.class == of.class && member.is_sparse() == of.is_sparse();
    let mut class: Vec<f64> = others().filter(alike).map(|member| member.mfu.number()).collect();
    if class.is_empty() {
        class = others().map(|member| member.mfu.number()).collect();
    }
    median(class)
}

#[test]
fn the_members_are_those_that_the_rules_leave() {
    let runs = runs();
    let ids: Vec<_> = runs.members.iter().map(|member| member.run.id.as_str()).collect();
    insta::assert_snapshot!(ids.join(" "), @r#"gopher-280b palm-540b opt-175b bloom-176b pythia-70m pythia-160m pythia-410m pythia-1b pythia-1-4b pythia-6-9b pythia-12b llama-7b llama-13b llama-33b llama-65b llama-2-7b llama-2-13b llama-2-70b llama-3-8b llama-3-70b llama-3-1-8b llama-3-1-70b llama-3-1-405b llama-4-scout falcon-180b tinyllama-1-1b phi-1 olmoe-1b-7b jetmoe-8b granite-3-0-2b granite-3-0-1b-a400m granite-3-0-3b-a800m deepseek-v2 deepseek-v3-pre-training llm-c-gpt-2 phi-3-medium-14b"#);
    let left: Vec<_> = runs.left_out.iter().map(|(run, why)| format!("{}: {why}", run.id)).collect();
    insta::assert_snapshot!(left.join("\n"), @r#"
gpt-2-1-5b: its hours are not the developer's own
gpt-3-175b: its hours are not the developer's own
t5-11b: only its energy is reliable
meena-2-6b: only its energy is reliable
gshard-600b: only its energy is reliable
switch-transformer-1-5t: only its energy is reliable
lamda-137b: only its energy is reliable
mt-nlg-530b-throughput: not a whole pre-training run
mt-nlg-530b: its hours are not the developer's own
gpt-neox-20b: its hours are not the developer's own
llama-3-2-1b: its figures must not be scored
llama-3-2-3b: its figures must not be scored
llama-3-3-70b: its figures must not be scored
xgen-7b: not a whole pre-training run
phi-1-5: its hours imply more than 60 % of the peak
phi-2: its hours imply more than 60 % of the peak
nemotron-4-340b-main-stage: not a whole pre-training run
qwen2-5-72b-rednote: its hours are not the developer's own
deepseek-v3-throughput: not a whole pre-training run
deepseek-r1-zero: not a whole pre-training run
deepseek-r1: not a whole pre-training run
gpt-oss-120b: its figures must not be scored
gpt-oss-20b: its figures must not be scored
amazon-titan-200b: its hours are not the developer's own
megascale-175b-throughput: not a whole pre-training run
gpt-4-semianalysis: its hours are not the developer's own
gpt-4-epoch: its hours are not the developer's own
gemini-1-0-ultra: its hours are not the developer's own
grok-3: its hours are not the developer's own
grok-4: its hours are not the developer's own
nanochat-d24: its parameters or tokens are not published
deepseek-v3: the same run with hours of further stages
"#);
}

#[test]
fn leave_one_out_beats_a_fixed_forty_percent_and_the_class_median() {
    let runs = runs();
    let (mut own, mut fixed, mut plain, mut covered) = (vec![], vec![], vec![], 0);
    let mut lines = vec![];
    for member in &runs.members {
        let class = ReferenceClass::of_member(&runs, member).unwrap();
        let reached = member.mfu.number();
        assert!(class.runs.iter().all(|run| run.member.run.id != member.run.id));
        let (low, high) = class.interval();
        covered += usize::from((low.number()..=high.number()).contains(&reached));
        lines.push(format!(
            "{} reached {:.3} predicted {:.3} ({:.3} to {:.3})",
            member.run.id,
            reached,
            class.median().number(),
            low.number(),
            high.number()
        ));
        if matches!(member.class, AcceleratorClass::A100 | AcceleratorClass::H100) {
            own.push(error(class.median().number(), reached));
            fixed.push(error(0.40, reached));
            plain.push(error(plain_class_median(&runs, member), reached));
        }
    }
    println!("{}", lines.join("\n"));
    let coverage = covered as f64 / runs.members.len() as f64;
    let (own, fixed, plain) = (median(own), median(fixed), median(plain));
    println!("own {own:.3} fixed {fixed:.3} class {plain:.3} coverage {coverage:.3}");
    assert!(own <= 0.15, "{own}");
    assert!(own < 0.6 * fixed && own < 0.6 * plain, "{own} {fixed} {plain}");
    assert!((0.85..=0.95).contains(&coverage), "{coverage}");
}

#[test]
fn a_developer_without_published_runs_is_predicted_better_than_by_a_class_median() {
    let runs = runs();
    let (mut own, mut fixed, mut plain) = (vec![], vec![], vec![]);
    for member in &runs.members {
        let others = without_developer(&runs, &member.observation.traits.developer);
        let reached = member.mfu.number();
        let class = ReferenceClass::of_member(&others, member).unwrap();
        own.push(error(class.median().number(), reached));
        fixed.push(error(0.40, reached));
        plain.push(error(plain_class_median(&others, member), reached));
    }
    let (own, fixed, plain) = (median(own), median(fixed), median(plain));
    println!("newcomers: own {own:.3} fixed {fixed:.3} class {plain:.3}");
    assert!(own < fixed && own < plain, "{own} {fixed} {plain}");
}

#[test]
fn quantiles_and_percentiles_invert_each_other() {
    let runs = runs();
    let class = ReferenceClass::of_member(&runs, &runs.members[0]).unwrap();
    for share in [0.05, 0.25, 0.5, 0.9] {
        assert!((class.percentile(class.quantile(share)) - share).abs() < 1e-9);
    }
    assert!((class.quantile(0.05).number() - class.interval().0.number()).abs() < 1e-9);
    assert!((class.percentile(class.median()) - 0.5).abs() < 1e-12);
}

/// A preset of a published run is not predicted from itself, whatever it is called.
#[test]
fn a_scenario_leaves_its_own_run_out() {
    let catalog = shipped_catalog().unwrap();
    for developer in ["DeepSeek", ""] {
        let mut scenario = crate::analysis::fixtures::deepseek_v3();
        scenario.developer = developer.into();
        let checked = Arc::new(scenario).check(catalog).unwrap();
        let class = ReferenceClass::of_scenario(&checked, catalog, None).unwrap();
        let itself: Vec<_> = class.itself.iter().map(|run| run.id.as_str()).collect();
        assert_eq!(itself, ["deepseek-v3-pre-training"]);
    }
    let mut scenario = crate::analysis::fixtures::deepseek_v3();
    scenario.developer = "DeepSeek-AI".into();
    let checked = Arc::new(scenario).check(catalog).unwrap();
    let class = ReferenceClass::of_scenario(&checked, catalog, None).unwrap();
    insta::assert_snapshot!(class.words(), @r#"21 % of the peak end to end (90 % of such runs: 14 % to 32 %), from 35 published runs, 6 of them sparse on H100 class; most alike: DeepSeek-V2 20 %, JetMoE-8B 15 %, Llama 4 Scout 23 %"#);
    let other = ReferenceClass::of_scenario(&checked, catalog, Some("deepseek-v2")).unwrap();
    assert!(other.itself.iter().any(|run| run.id == "deepseek-v2"));
}

#[test]
fn an_empty_catalogue_has_no_class() {
    let catalog = crate::analysis::fixtures::catalog();
    let checked = Arc::new(crate::analysis::fixtures::deepseek_v3()).check(&catalog).unwrap();
    assert!(ReferenceClass::of_scenario(&checked, &catalog, None).is_none());
}

/// One line of the table in `METHODOLOGY.md`.
fn line(runs: &ReferenceRuns, label: &str, picks: fn(&Member) -> bool) -> String {
    let picked: Vec<_> = runs.members.iter().filter(|member| picks(member)).collect();
    let middle = |predict: &dyn Fn(&Member) -> f64| {
        let errors = picked.iter().map(|member| error(predict(member), member.mfu.number()));
        format!("{:.1} %", 100.0 * median(errors.collect()))
    };
    let others = |member: &Member| without_developer(runs, &member.observation.traits.developer);
    let covered = picked.iter().filter(|member| {
        let (low, high) = ReferenceClass::of_member(runs, member).unwrap().interval();
        (low.number()..=high.number()).contains(&member.mfu.number())
    });
    format!(
        "| {label} | {} | {} | {:.0} % | {} | {} | {} | {} |",
        picked.len(),
        middle(&|member| ReferenceClass::of_member(runs, member).unwrap().median().number()),
        100.0 * covered.count() as f64 / picked.len() as f64,
        middle(&|_| 0.40),
        middle(&|member| plain_class_median(runs, member)),
        middle(&|member| ReferenceClass::of_member(&others(member), member).unwrap().median().number()),
        middle(&|member| plain_class_median(&others(member), member)),
    )
}

#[test]
fn the_documented_errors_are_those_of_the_program() {
    let (runs, page) = (runs(), include_str!("../../../METHODOLOGY.md"));
    let lines = [
        line(&runs, "A100 class, dense", |member| {
            member.class == AcceleratorClass::A100 && !member.is_sparse()
        }),
        line(&runs, "H100 class, dense", |member| {
            member.class == AcceleratorClass::H100 && !member.is_sparse()
        }),
        line(&runs, "H100 class, sparse", |member| {
            member.class == AcceleratorClass::H100 && member.is_sparse()
        }),
        line(&runs, "A100 and H100 class", |member| {
            matches!(member.class, AcceleratorClass::A100 | AcceleratorClass::H100)
        }),
        line(&runs, "all", |_| true),
    ];
    for line in lines {
        assert!(page.contains(&line), "METHODOLOGY.md lacks {line}");
    }
}
