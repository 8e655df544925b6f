//! Names of thirty characters in every kind of chart: shown to the last letter at every named size.

use super::*;
use crate::chart::{ChartKind, Waterfall};

/// The sizes that are offered by name.
const NAMED: [Size; 4] = [Size::Article, Size::Slide, Size::Social, Size::Print];

/// Thirty characters, each name different.
fn long(number: usize) -> String {
    let name = format!("Wide Mixture Model {number:02} W, 30 MM");
    assert_eq!(name.chars().count(), 30);
    name
}

/// Gives everything that a person names a long name, and lists the names.
fn rename(kind: &mut ChartKind) -> Vec<String> {
    let mut names: Vec<&mut String> = match kind {
        ChartKind::Bars(it) => it.rows.iter_mut().map(|row| &mut row.label).collect(),
        ChartKind::GroupedBars(it) => {
            it.rows.iter_mut().map(|row| &mut row.label).chain(&mut it.names).collect()
        }
        ChartKind::StackedBars(it) => it.rows.iter_mut().map(|row| &mut row.label).collect(),
        ChartKind::Waterfall(Waterfall::Multiplicative { factors, total_label, .. }) => {
            factors.iter_mut().map(|factor| &mut factor.label).chain([total_label]).collect()
        }
        ChartKind::Waterfall(Waterfall::Additive { steps, total_label, .. }) => {
            steps.iter_mut().map(|step| &mut step.label).chain([total_label]).collect()
        }
        // With many points, names that find no room are left out as a whole; some must be there.
        ChartKind::Scatter(it) => it.points.iter_mut().map(|point| &mut point.label).take(3).collect(),
        ChartKind::Lines(it) => it.series.iter_mut().map(|series| &mut series.name).collect(),
        ChartKind::Columns(it) => vec![&mut it.inside_label, &mut it.outside_label],
        ChartKind::Tornado(it) => it.rows.iter_mut().map(|row| &mut row.label).collect(),
        ChartKind::TickTable(it) => it.rows.iter_mut().collect(),
        ChartKind::HeatTable(it) => vec![&mut it.row_title, &mut it.column_title],
    };
    for (number, name) in names.iter_mut().enumerate() {
        **name = long(number);
    }
    names.into_iter().map(|name| name.clone()).collect()
}

#[test]
fn every_kind_shows_long_names_to_the_last_letter() {
    for (sample, mut spec) in all_samples() {
        let names = rename(&mut spec.kind);
        assert!(!names.is_empty(), "{sample}");
        // A curve by itself needs no name beside it, and points in a crowd find no room for all.
        let may_be_left_out = match &spec.kind {
            ChartKind::Scatter(_) => true,
            ChartKind::Lines(lines) => lines.series.len() == 1,
            _ => false,
        };
        for size in NAMED {
            let (_, words) = words(&spec, size);
            let cut = words.iter().find(|(word, _)| word.ends_with('…'));
            assert_eq!(cut, None, "{sample} at {size:?}");
            // A name may be broken between words.
            let drawn: String = words.iter().map(|(word, _)| word.replace(' ', "")).collect();
            for name in names.iter().filter(|_| !may_be_left_out) {
                assert!(drawn.contains(&name.replace(' ', "")), "{sample}: {name} at {size:?}: {drawn}");
            }
            check_words(&spec, size).unwrap_or_else(|error| panic!("{sample}: {error}"));
        }
    }
}

#[test]
fn a_long_finding_is_said_to_its_end() {
    let mut spec = samples::costs(Scale::Log);
    spec.title = "DeepSeek-V3 final run: $5.58 M (rental, $2.00/h, H800): about 1/14 of the estimated final run of GPT-4 \
                  (Epoch AI) ($1.38/h, A100, 3-year commitment, 2023) and 1/11 of Llama 3.1 405B's final run (same \
                  $2.00/h, H100)"
        .into();
    for size in NAMED {
        let (_, words) = words(&spec, size);
        let drawn: String = words.iter().map(|(word, _)| word.as_str()).collect();
        assert!(drawn.contains("$2.00/h, H100)"), "{size:?}");
        check_words(&spec, size).unwrap_or_else(|error| panic!("{error}"));
    }
}
