//! `METHODOLOGY.md` documents every formula, input and remark, under the names that the program uses.

use std::collections::BTreeSet;

use flopwise::analysis::{Badge, Trend, evaluate};
use flopwise::catalog::Status;
use flopwise::estimate::FORMULAS;
use flopwise::files::find_scenario;
use flopwise::files::presets::shipped_catalog;
use flopwise::scenario::input::{INPUTS, InputId, InputKey};
use flopwise::scenario::{ChoiceId, ModelKind, Phase, PhaseKind, Scope, defaults};
use flopwise::units::{Dimension, format};

fn page() -> String {
    std::fs::read_to_string("METHODOLOGY.md").unwrap()
}

/// The text under a heading, up to the next one.
fn section<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let start = page.find(&format!("\n{heading}\n"))? + heading.len() + 2;
    let rest = page.get(start..)?;
    Some(rest.split("\n#").next().unwrap_or(rest))
}

#[test]
fn every_formula_has_its_section_with_symbol_and_source() {
    let page = page();
    for formula in FORMULAS {
        let heading = format!("### {} · {}", formula.id, formula.name);
        let text = section(&page, &heading).unwrap_or_else(|| panic!("METHODOLOGY.md lacks {heading:?}"));
        let symbol = format!("    {} = ", formula.symbol);
        assert!(text.contains(&symbol), "{heading}: no line begins with {symbol:?}");
        for paper in formula.source.match_indices("arXiv ").map(|(at, _)| &formula.source[at..at + 16]) {
            let number = paper.strip_prefix("arXiv ").unwrap().trim_end_matches([',', ':']);
            assert!(text.contains(number), "{heading} does not cite {paper}");
            assert!(section(&page, "## Sources").unwrap().contains(number), "Sources lacks {paper}");
        }
    }
}

#[test]
fn every_section_of_a_formula_is_in_the_program() {
    for heading in page().lines().filter_map(|line| line.strip_prefix("### ")) {
        let id = heading.split(' ').next().unwrap_or_default();
        assert!(FORMULAS.iter().any(|formula| formula.id == id), "no formula {heading:?} in the program");
    }
}

#[test]
fn every_input_has_its_default_and_evidence() {
    let page = page();
    let table = section(&page, "## Inputs and defaults").unwrap();
    for input in INPUTS {
        assert!(table.contains(&format!("`{}`", input.key)), "{} has no row", input.key);
    }
    let keys = table.split('`').skip(1).step_by(2).filter(|word| !word.contains(['=', '/', ' ']));
    for key in keys {
        assert!(INPUTS.iter().any(|input| input.key == key), "the program has no input {key}");
    }
}

#[test]
fn every_default_is_the_one_in_force() {
    let mut scenario = defaults::scenario(ModelKind::Dense, "", None);
    scenario.phases.push(Phase::new("RL", PhaseKind::Reinforcement));
    for id in [InputId::StaffPeople, InputId::ServingDays, InputId::GenerationMfu] {
        defaults::make_room(&mut scenario, InputKey::of(id));
    }
    let page = page();
    let table = section(&page, "## Inputs and defaults").unwrap();
    let squeeze = |text: &str| text.replace([' ', ','], "");
    let mut checked = 0;
    for key in InputKey::present(&scenario) {
        let (value, input) = (key.get(&scenario).unwrap(), key.id.spec());
        let row = table.lines().find(|row| row.contains(&format!("`{}`", input.key))).unwrap();
        let default = row.split('|').nth(2).unwrap();
        let stands_in = value.provenance.status == Status::Speculative || value.is_edited();
        if default.trim().starts_with("stated") && stands_in {
            continue;
        }
        let shown = squeeze(&format::field(input.dimension, value.value));
        assert!(squeeze(default).contains(&shown), "{} is {shown}, the table has {default:?}", input.key);
        checked += 1;
    }
    assert!(checked >= 25, "only {checked} defaults checked");
}

#[test]
fn the_ladder_has_the_figures_of_the_program() {
    let catalog = shipped_catalog().unwrap();
    let scenario = find_scenario("deepseek-v3", catalog, None).unwrap();
    let estimate = evaluate(catalog, &scenario).unwrap().estimate;
    let page = page();
    for scope in Scope::ALL {
        let start = format!("| {} ", scope.letter());
        let row = page.lines().find(|line| line.starts_with(&start)).unwrap();
        let cost = format::short(Dimension::Usd, estimate.cost_at(scope).unwrap().as_usd());
        let cost = cost.replace('\u{a0}', " ");
        assert!(row.contains(&format!("| {cost}")), "rung {} is {cost}, the page has {row}", scope.letter());
    }
}

#[test]
fn every_rung_badge_and_method_is_explained() {
    let page = page();
    for scope in Scope::ALL {
        let row = format!("\n| {} {}", scope.letter(), scope.name().trim_end_matches(", rental"));
        assert!(page.contains(&row), "the ladder lacks {row:?}");
    }
    for badge in [Badge::MixedScope, Badge::MixedPriceYear, Badge::MixedConvention] {
        assert!(page.contains(&format!("`{}`", badge.id())), "{} is not explained", badge.id());
    }
    for choice in [ChoiceId::Convention, ChoiceId::EnergyMethod] {
        for option in choice.option_names() {
            assert!(page.contains(&format!("`{option}`")), "{option} is not explained");
        }
    }
    for option in ChoiceId::OwnershipMethod.option_names() {
        assert!(page.contains(&format!("`ownership_method={option}`")), "{option} is not explained");
    }
}

#[test]
fn every_trend_has_its_row() {
    let page = page();
    for trend in Trend::published() {
        let interval = trend
            .interval
            .map_or(String::new(), |(low, high)| format!(", 90 % interval {low:.1} to {high:.1}"));
        let row = format!("| `{}` | {}×{interval} |", trend.id, trend.per_year);
        assert!(page.contains(&row), "the page lacks {row:?}");
    }
}

#[test]
fn every_remark_has_its_row() {
    let page = page();
    let table = section(&page, "## Remarks that the program makes").unwrap();
    let mut codes = BTreeSet::new();
    for entry in std::fs::read_dir("src/estimate").unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("advice")
            && let Ok(source) = std::fs::read_to_string(entry.path())
        {
            let code = |word: &&str| {
                word.contains('-') && word.split('-').all(|part| part.chars().all(|c| c.is_ascii_lowercase()))
            };
            codes.extend(source.split('"').filter(code).map(str::to_owned));
        }
    }
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert!(codes.len() >= 4, "found only {codes:?}");
    assert_eq!(rows.map(str::to_owned).collect::<BTreeSet<_>>(), codes);
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    for file in ["README.md", "ARCHITECTURE.md", "METHODOLOGY.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(file).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            if path.contains("://") {
                continue;
            }
            assert!(path.is_empty() || std::path::Path::new(path).exists(), "{file} links to {path}");
            let target = if path.is_empty() { file } else { path };
            if !anchor.is_empty() {
                let page = std::fs::read_to_string(target).unwrap();
                assert!(
                    page.lines().any(|line| slug(line) == anchor),
                    "{file}: no heading {target}#{anchor}"
                );
            }
        }
    }
}

/// The anchor of a heading; nothing for other lines.
fn slug(line: &str) -> String {
    let Some(title) = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim()) else {
        return String::new();
    };
    let kept = title.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().replace(' ', "-")
}
