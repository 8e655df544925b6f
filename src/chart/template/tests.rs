//! Every template with shipped scenarios, and what it says where data lack.

use std::sync::Arc;

use super::*;
use crate::analysis::ComparisonOptions;
use crate::chart::{ChartKind, Plot, RowRole, resolve, table};
use crate::files::{Library, presets};
use crate::scenario::{Scenario, Scope, apply_setting};
use crate::uncertainty::InTurn;

fn comparison(ids: &[&str], settings: &[&str]) -> Comparison {
    let catalog = presets::shipped_catalog().unwrap();
    let library = Library::load(catalog, None);
    let scenario = |id: &&str| {
        let mut scenario = Arc::clone(&library.get(id).unwrap().scenario);
        for setting in settings {
            apply_setting(Arc::make_mut(&mut scenario), catalog, setting).unwrap();
        }
        scenario
    };
    let scenarios: Vec<Arc<Scenario>> = ids.iter().map(scenario).collect();
    Comparison::new(catalog, &scenarios, ComparisonOptions::default()).unwrap()
}

fn build(template: Template, ids: &[&str], settings: &[&str]) -> Result<ChartSpec, NoChart> {
    template.build(&comparison(ids, settings), presets::shipped_catalog().unwrap(), &InTurn)
}

#[test]
fn every_template_is_filled_by_the_shipped_scenarios() {
    let ids = ["deepseek-v3", "llama-3.1-405b", "gpt-4-epoch"];
    for template in Template::ALL {
        let settings: &[&str] = if template.uncertain().is_some() { &["price=1.5..3.5"] } else { &[] };
        let spec = build(*template, &ids, settings).unwrap_or_else(|why| panic!("{}: {why}", template.id()));
        let chart = resolve(&spec).unwrap_or_else(|why| panic!("{}: {why}", template.id()));
        let said = format!("{} {} {}", chart.title, chart.subtitle, chart.text_alternative);
        assert!(said.contains("DeepSeek-V3") || said.contains("H800"), "{said}");
        assert!(chart.text_alternative.len() > 40 && chart.source_line.contains("flopwise"), "{chart:?}");
        assert!(!table(&spec).rows.is_empty(), "{}", template.id());
        assert_eq!(Template::from_id(&template.id().to_uppercase()), Some(*template));
        assert!(template.question().ends_with('?'));
    }
}

#[test]
fn where_data_lack_a_template_says_so() {
    let why =
        |template, ids: &[&str], settings: &[&str]| build(template, ids, settings).unwrap_err().to_string();
    assert!(why(Template::Tornado, &["deepseek-v3"], &[]).contains("range"));
    assert!(why(Template::Ratio, &["deepseek-v3"], &[]).contains("second"));
    assert!(why(Template::TrainingServing, &["llama-3.1-405b"], &[]).contains("serving"));
    assert!(why(Template::CostOverTime, &["deepseek-v3"], &["scope=H"]).contains("rung H"));
    assert!(why(Template::PriceHistory, &["deepseek-v3"], &["scope=G"]).contains("rung G"));
}

#[test]
fn the_phases_are_the_table_of_the_paper() {
    let spec = build(Template::HoursByPhase, &["deepseek-v3"], &[]).unwrap();
    assert_eq!(spec.title, "DeepSeek-V3: 2.79 M h, $5.58 M at $2.00/h");
    let csv = table(&spec).to_csv();
    for line in
        ["Pre-training,$5.33 M,2664000", "Context extension,$238 k,119000", "Post-training,$10.0 k,5000"]
    {
        assert!(csv.contains(line), "{csv}");
    }
}

#[test]
fn serving_meets_training_on_day_64() {
    let spec = build(Template::TrainingServing, &["deepseek-v3"], &[]).unwrap();
    assert!(spec.title.contains("64.0 d"), "{}", spec.title);
}

#[test]
fn a_scenario_replaces_its_own_published_run() {
    let spec = build(Template::ComputeOverTime, &["deepseek-v3", "gpt-4-epoch"], &[]).unwrap();
    let ChartKind::Scatter(scatter) = &spec.kind else { panic!("scatter") };
    let named = |name: &str| scatter.points.iter().filter(|point| point.label.starts_with(name)).count();
    assert_eq!((named("DeepSeek-V3"), named("GPT-4 (")), (1, 1));
    assert!(scatter.points.iter().filter(|point| point.named).count() <= 10);
    assert_eq!(scatter.y.thresholds.len(), 2);
}

#[test]
fn a_plan_without_a_date_is_a_level_and_a_date_places_it() {
    let spec = build(Template::ComputeOverTime, &["dense-7b"], &[]).unwrap();
    let ChartKind::Scatter(scatter) = &spec.kind else { panic!("scatter") };
    assert!(scatter.y.thresholds.iter().any(|rule| rule.label.contains("no date")));
    let spec = build(Template::ComputeOverTime, &["dense-7b"], &["released=2026-06"]).unwrap();
    let ChartKind::Scatter(scatter) = &spec.kind else { panic!("scatter") };
    assert_eq!(scatter.y.thresholds.len(), 2);
    assert!(scatter.points.iter().any(|point| point.role == RowRole::Focus));
}

#[test]
fn ticks_follow_the_ladder() {
    let spec = build(Template::Included, &["deepseek-v3"], &[]).unwrap();
    let chart = resolve(&spec).unwrap();
    let Plot::Heat(plot) = &chart.plot else { panic!("table") };
    assert_eq!(plot.rows.len(), Scope::ALL.len());
    let cell = |row: usize, column: usize| plot.cells[row][column].text.as_str();
    assert_eq!((cell(0, 0), cell(0, 1), cell(1, 1)), ("✓", "–", "✓"));
    assert!(plot.cells[1].last().unwrap().current && cell(1, plot.columns.len() - 1) == "$5.58 M");
}
