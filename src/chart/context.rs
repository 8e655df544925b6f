//! The words around charts about one figure: what is measured, at which scope, how it was drawn.

use super::spec::{Badge, ChartKind, ChartSpec, Footer};
use crate::units::Dimension;

/// What all charts about one figure of one run, or about the ratio of two runs, say alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The run, or the two: "DeepSeek-V3", "GPT-4 over DeepSeek-V3".
    pub subject: String,
    /// The figure: "Cost", "Ratio of costs".
    pub measure: String,
    /// What the figure measures.
    pub dimension: Dimension,
    /// "B: Final run, rental"; may be empty.
    pub scope: String,
    /// How the values were found: "100,000 draws, seed 42"; may be empty.
    pub method: String,
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
        let made = format!("Made with flopwise {}", env!("CARGO_PKG_VERSION"));
        let source_line =
            if self.sources.is_empty() { made } else { format!("Sources: {}. {made}", self.sources) };
        ChartSpec {
            title,
            subtitle: joined(&subtitle),
            badges: self.badges.clone(),
            kind,
            footer: Footer { scope_line: joined(&[&scope, &self.method]), source_line },
            notes,
        }
    }
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
            scope: "A: Pre-training, rental".into(),
            method: "100,000 draws, seed 42".into(),
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
            "Distribution · Cost of pre-training (US dollars) · A: Pre-training, rental · 100,000 draws, seed 42"
        );
        assert_eq!(full.footer.scope_line, "Scope: A: Pre-training, rental · 100,000 draws, seed 42");
        assert!(
            full.footer.source_line.starts_with("Sources: DeepSeek-V3 Technical Report, table 1. Made with")
        );
        let bare = Context {
            scope: String::new(),
            method: String::new(),
            sources: String::new(),
            dimension: Dimension::Ratio,
            ..cost()
        };
        let bare = bare.chart("Finding".into(), "", kind, Vec::new());
        assert_eq!(bare.subtitle, "Cost of pre-training");
        assert_eq!(bare.footer.scope_line, "");
        assert!(bare.footer.source_line.starts_with("Made with"));
    }
}
