//! The words around charts about one figure: what is measured, at which scope, how it was drawn.

use super::spec::{Badge, ChartKind, ChartSpec, Footer};
use crate::analysis::Evaluation;
use crate::estimate::{FigureId, Operand};
use crate::scenario::{Scenario, Scope};
use crate::units::Dimension;

/// Sources named in the footer; a longer list is cut and counted.
const SOURCES_NAMED: usize = 4;

/// The most letters of all named sources together, so that what stands behind them is never cut off.
const SOURCES_LENGTH: usize = 260;

/// What all charts about one figure of one run, or about the ratio of two runs, say alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The run, or the two: "DeepSeek-V3", "GPT-4 over DeepSeek-V3".
    pub subject: String,
    /// The figure: "Cost", "Ratio of costs".
    pub measure: String,
    /// What the figure measures.
    pub dimension: Dimension,
    /// "B – Final run, rental"; may be empty.
    pub scope: String,
    /// How the values were found: "100,000 draws, seed 42"; may be empty.
    pub method: String,
    /// "nominal US dollars of 2024"; may be empty.
    pub dollars: String,
    /// Titles of the sources; may be empty.
    pub sources: String,
    /// Caveats that travel with the picture.
    pub badges: Vec<Badge>,
}

impl Context {
    /// The figure with its unit in words: "Cost (US dollars)".
    #[must_use]
    pub fn axis_title(&self) -> String {
        titled(&self.measure, self.dimension)
    }

    /// A chart of this figure. `about` says in the subtitle what is shown of it.
    pub(super) fn chart(&self, title: String, about: &str, kind: ChartKind, notes: Vec<String>) -> ChartSpec {
        let subtitle = [about, &self.axis_title(), &self.scope, &self.method];
        let scope = if self.scope.is_empty() { String::new() } else { format!("Scope: {}", self.scope) };
        ChartSpec {
            title,
            subtitle: joined(&subtitle),
            badges: self.badges.clone(),
            kind,
            footer: footer(&[&scope, &self.dollars, &self.method], &self.sources),
            notes,
        }
    }
}

/// The lines under a chart: what was measured, and where it comes from.
pub(super) fn footer(parts: &[&str], sources: &str) -> Footer {
    let made = format!("Made with flopwise {}", env!("CARGO_PKG_VERSION"));
    let source_line = if sources.is_empty() { made } else { format!("Sources: {sources}. {made}") };
    Footer { scope_line: joined(parts), source_line }
}

/// The rung that all share, or the rungs there are.
pub(super) fn rungs<'a>(scenarios: impl IntoIterator<Item = &'a Scenario>) -> String {
    let mut scopes: Vec<Scope> = scenarios.into_iter().map(|scenario| scenario.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    match scopes.as_slice() {
        [only] => format!("{} – {}", only.letter(), only.name()),
        several => {
            let letters: Vec<_> = several.iter().map(|scope| scope.letter()).collect();
            format!("mixed scopes {}", letters.join(", "))
        }
    }
}

/// Of which years the dollars of a figure are; nothing for a figure that is no amount of money.
#[must_use]
pub fn dollars<'a>(scenarios: impl IntoIterator<Item = &'a Scenario>, figure: FigureId) -> String {
    if figure.dimension() != Dimension::Usd {
        return String::new();
    }
    let years = scenarios.into_iter().filter_map(|scenario| scenario.pricing.price_year);
    let mut years: Vec<u16> = years.collect();
    years.sort_unstable();
    years.dedup();
    let years: Vec<String> = years.iter().map(u16::to_string).collect();
    match years.len() {
        0 => "nominal US dollars".to_owned(),
        _ => format!("nominal US dollars of {}", years.join(", ")),
    }
}

/// Titles of the sources that a figure of some runs rests on, in the order of their first use; those of the ranges of
/// its inputs behind them, where ranges are drawn.
#[must_use]
pub fn sources<'a>(
    evaluations: impl IntoIterator<Item = &'a Evaluation>,
    figure: FigureId,
    ranges: bool,
) -> String {
    let (mut titles, mut of_ranges): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for evaluation in evaluations {
        let Ok(explanation) = evaluation.explain(figure) else { continue };
        for part in explanation.flatten() {
            let Operand::Input(key) = part.operand else { continue };
            let scenario = evaluation.scenario();
            titles.extend(key.get(scenario).map(|value| value.provenance.source.clone()));
            let ranged = scenario.uncertainty.range(key).filter(|_| ranges);
            of_ranges.extend(ranged.map(|ranged| ranged.provenance.source.clone()));
        }
    }
    named(titles.into_iter().chain(of_ranges))
}

/// Each title once, as many as there is room for, and how many more there are.
fn named(titles: impl Iterator<Item = String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for title in titles {
        let title = title.trim();
        if !title.is_empty() && !distinct.iter().any(|known| known == title) {
            distinct.push(title.to_owned());
        }
    }
    let (mut shown, mut length): (Vec<String>, usize) = (Vec::new(), 0);
    for title in &distinct {
        let letters = title.chars().count();
        if shown.len() == SOURCES_NAMED || (length + letters > SOURCES_LENGTH && !shown.is_empty()) {
            break;
        }
        // One that is as long as a page is cut itself.
        let cut = letters > SOURCES_LENGTH;
        let mut title: String = title.chars().take(SOURCES_LENGTH).collect();
        if cut {
            title.push('…');
        }
        length += letters;
        shown.push(title);
    }
    let more = distinct.len() - shown.len();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join("; ")
}

fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

/// A name with its unit in words, unless the name says it already.
pub(super) fn titled(name: &str, dimension: Dimension) -> String {
    let unit = match dimension {
        Dimension::Usd => "US dollars",
        Dimension::Fraction | Dimension::Ratio | Dimension::Scalar => "",
        dimension => dimension.unit(),
    };
    // "Accelerator-hours (accelerator-hours)" says it twice.
    if unit.is_empty() || name.eq_ignore_ascii_case(unit) {
        name.to_owned()
    } else {
        format!("{name} ({unit})")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Pre-training of DeepSeek-V3.
    pub(crate) fn cost() -> Context {
        Context {
            subject: "DeepSeek-V3".into(),
            measure: "Cost of pre-training".into(),
            dimension: Dimension::Usd,
            scope: "A – Pre-training, rental".into(),
            method: "100,000 draws, seed 42".into(),
            dollars: "nominal US dollars of 2024".into(),
            sources: "DeepSeek-V3 Technical Report, table 1".into(),
            badges: Vec::new(),
        }
    }

    #[test]
    fn words_that_are_not_there_leave_no_gap() {
        let kind = ChartKind::HeatTable(crate::chart::HeatTable {
            dimension: Dimension::Usd,
            scale: crate::chart::Scale::Linear,
            row_title: String::new(),
            column_title: String::new(),
            rows: Vec::new(),
            columns: Vec::new(),
            values: Vec::new(),
            current: None,
        });
        let full = cost().chart("Finding".into(), "Distribution", kind.clone(), Vec::new());
        assert_eq!(
            full.subtitle,
            "Distribution · Cost of pre-training (US dollars) · A – Pre-training, rental · 100,000 draws, seed 42"
        );
        assert_eq!(
            full.footer.scope_line,
            "Scope: A – Pre-training, rental · nominal US dollars of 2024 · 100,000 draws, seed 42"
        );
        assert!(
            full.footer.source_line.starts_with("Sources: DeepSeek-V3 Technical Report, table 1. Made with")
        );
        let bare = Context {
            scope: String::new(),
            method: String::new(),
            dollars: String::new(),
            sources: String::new(),
            dimension: Dimension::Ratio,
            ..cost()
        };
        let bare = bare.chart("Finding".into(), "", kind, Vec::new());
        assert_eq!(bare.subtitle, "Cost of pre-training");
        assert_eq!(bare.footer.scope_line, "");
        assert!(bare.footer.source_line.starts_with("Made with"));
    }

    #[test]
    fn sources_are_named_once_and_what_has_no_room_is_counted() {
        let said = |titles: &[&str]| named(titles.iter().map(|title| (*title).to_owned()));
        assert_eq!(said(&["A", " A ", "", "B", "A"]), "A; B");
        assert_eq!(said(&["A", "B", "C", "D", "E", "F"]), "A; B; C; D; 2 more");
        let long = "x".repeat(200);
        assert_eq!(said(&[&long, &"y".repeat(100), "Z"]), format!("{long}; 2 more"));
        assert_eq!(said(&[&"x".repeat(300)]).chars().count(), SOURCES_LENGTH + 1);
        assert_eq!(said(&[]), "");
    }
}
