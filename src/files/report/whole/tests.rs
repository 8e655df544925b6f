//! The report of shipped scenarios: complete, in both formats, the same bytes each time.

use super::*;
use crate::analysis::ComparisonOptions;
use crate::files::{Library, presets};
use crate::scenario::apply_setting;
use crate::uncertainty::InTurn;

fn whole(ids: &[&str], settings: &[&str]) -> Whole {
    let catalog = presets::shipped_catalog().unwrap();
    let library = Library::load(catalog, None);
    let known: Vec<_> = library.scenarios.iter().map(|entry| Arc::clone(&entry.scenario)).collect();
    let scenario = |id: &&str| {
        let mut scenario = Arc::clone(&library.get(id).unwrap().scenario);
        for setting in settings {
            apply_setting(Arc::make_mut(&mut scenario), catalog, setting).unwrap();
        }
        scenario
    };
    let scenarios: Vec<_> = ids.iter().map(scenario).collect();
    let comparison = Comparison::new(catalog, &scenarios, ComparisonOptions::default()).unwrap();
    Whole::gather(comparison, catalog, &known, &InTurn)
}

fn document(whole: &Whole) -> Document {
    let pictures: Vec<Picture> = whole
        .resolved()
        .into_iter()
        .map(|(template, chart)| Picture {
            template,
            title: chart.title,
            caption: chart.text_alternative,
            svg: "<svg></svg>".into(),
            file: format!("report-{}.svg", template.id()),
        })
        .collect();
    whole.document(presets::shipped_catalog().unwrap(), &pictures, &ReportOptions::default())
}

/// Headings, captions and first lines: what the report says, without the thousand numbers that other tests check.
fn outline(page: &str) -> String {
    let kept = |line: &&str| {
        line.starts_with('#')
            || line.starts_with("**")
            || line.starts_with("| Scenario")
            || line.starts_with("@software")
    };
    let cut = |line: &str| line.chars().take(110).collect::<String>();
    page.lines().filter(kept).map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_report_holds_everything_that_the_comparison_says() {
    let whole = whole(&["deepseek-v3", "llama-3.1-405b"], &["price=1.5..3.5"]);
    let page = document(&whole).markdown();
    insta::assert_snapshot!(outline(&page));
    for expected in [
        "Leaves out",
        "prior research, ablations and failed runs",
        "2,788,000 h",
        "](<https://arxiv.org/abs/2412.19437>)",
        "seed 42",
        "your value",
        "Inputs that are ranges",
    ] {
        assert!(page.contains(expected), "{expected} is missing");
    }
}

#[test]
fn the_same_report_has_the_same_bytes() {
    let first = whole(&["deepseek-v3"], &["price=3.49"]);
    let page = document(&first).html();
    assert_eq!(page, document(&whole(&["deepseek-v3"], &["price=3.49"])).html());
    assert!(page.contains("Inputs that were changed from their cited values"));
    assert!(page.contains("carry no interval"), "no input is a range");
    assert!(!page.contains("Where the ratios come from"), "there is no rival");
}

#[test]
fn claims_about_the_baseline_come_with_their_verdict() {
    let whole = whole(&["deepseek-v3"], &[]);
    assert!(whole.claims.iter().any(|check| check.claim.id == "deepseek-v3-cost"));
    let page = document(&whole).markdown();
    assert!(page.contains("## Published claims"), "{page}");
    assert_eq!(page.contains("more published claim"), whole.more_claims > 0);
    let shown = page.lines().filter(|line| line.starts_with("### ") && line.contains(": ")).count();
    assert!(shown >= whole.claims.len() && whole.claims.len() <= CLAIMS);
}

#[test]
fn what_there_is_no_room_for_is_counted() {
    let mut whole = whole(&["deepseek-v3"], &[]);
    whole.more_claims = 3;
    assert!(document(&whole).markdown().contains("3 more published claims are about this run"));
}

#[test]
fn a_changed_choice_stands_beside_that_of_the_preset() {
    let page = document(&whole(&["deepseek-v3"], &["scope=C", "hours=derived", "price=3.49"])).markdown();
    let table = page.split("What else differs from the preset").nth(1).expect("a table of choices");
    let table = table.split("###").next().unwrap_or_default();
    assert!(table.contains("Derived") || table.contains("derived"), "{table}");
    assert!(!table.contains("Rental price"), "changed values have a table of their own: {table}");
    assert!(!document(&whole(&["deepseek-v3"], &["price=3.49"])).markdown().contains("What else differs"));
}
