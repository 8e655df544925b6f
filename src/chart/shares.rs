//! How much of a figure's variance each input explains: alone, and with all combinations that it is part of.

use super::context::Context;
use super::spec::{Axis, ChartKind, ChartSpec, GroupRow, GroupedBars, Scale};
use super::tornado::lower;
use crate::units::{Dimension, format};

/// More inputs than this are not read; the rest is counted in a note.
pub const MOST_INPUTS: usize = 12;

/// A share of less than half a percent is written as none.
const ROUNDED: f64 = 0.005;

/// One input's shares of the variance. An estimate from draws may lie a little below zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The input.
    pub label: String,
    /// Its range: "$1.50 to $3.50".
    pub detail: String,
    /// The share that it explains alone (first-order index).
    pub first: Option<f64>,
    /// The share that would remain if all others were known (total index).
    pub total: Option<f64>,
}

impl Share {
    fn most(&self) -> f64 {
        self.first.unwrap_or(f64::NEG_INFINITY).max(self.total.unwrap_or(f64::NEG_INFINITY))
    }
}

/// Builds the bars, the largest share first.
#[must_use]
pub fn shares_chart(context: &Context, shares: &[Share]) -> ChartSpec {
    let mut sorted: Vec<&Share> = shares.iter().collect();
    sorted.sort_by(|a, b| b.most().total_cmp(&a.most()));
    let rows = sorted.iter().take(MOST_INPUTS).map(|share| GroupRow {
        label: share.label.clone(),
        detail: share.detail.clone(),
        values: vec![shown(share.first), shown(share.total)],
        value_label: Some(format!("{} · {}", percent(share.first), percent(share.total))),
    });
    let kind = ChartKind::GroupedBars(GroupedBars {
        axis: Axis::new(Dimension::Fraction, Scale::Linear, "Share of the variance"),
        names: vec!["Alone".into(), "With its combinations".into()],
        rows: rows.collect(),
    });
    let title = match sorted.first() {
        Some(first) if first.most().is_finite() => {
            let share = percent(Some(first.most()));
            format!("{}: {} explains {share} of the variance", context.subject, lower(&first.label))
        }
        _ => format!("{}: no share of the variance is known", context.subject),
    };
    context.chart(title, "Shares of the variance", kind, notes(&sorted))
}

/// What rounds to nothing is nothing: a trace below zero would only shift the axis.
fn shown(share: Option<f64>) -> Option<f64> {
    share.map(|share| if share < 0.0 && share > -ROUNDED { 0.0 } else { share })
}

/// Two figures, since draws give no more; a dash if it is not known.
fn percent(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share.abs() < ROUNDED => "0 %".to_owned(),
        Some(share) => format::significant(Dimension::Fraction, share, if share < 0.1 { 1 } else { 2 }),
    }
}

fn notes(sorted: &[&Share]) -> Vec<String> {
    let mut notes = Vec::new();
    let alone: Option<f64> = sorted.iter().map(|share| share.first).sum();
    // Correlated inputs can explain more than all of it one by one; nothing simple can be said then.
    if let Some(alone) = alone.filter(|alone| (0.0..=0.99).contains(alone)) {
        let alone = percent(Some(alone));
        notes.push(format!("One by one the inputs explain {alone}; the rest comes from their combinations."));
    }
    let more = sorted.len().saturating_sub(MOST_INPUTS);
    if more > 0 {
        let inputs = if more == 1 { "input explains" } else { "inputs explain" };
        notes.push(format!("{more} more {inputs} less than these."));
    }
    notes
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::context::tests::cost;
    use crate::chart::{Plot, resolve, table};

    fn share(label: &str, detail: &str, first: Option<f64>, total: Option<f64>) -> Share {
        Share { label: label.into(), detail: detail.into(), first, total }
    }

    /// Shares as draws estimate them.
    pub(crate) fn shares() -> Vec<Share> {
        vec![
            share("Training tokens", "± 10 %", Some(-0.002), Some(0.003)),
            share("MFU", "25 % to 45 %", Some(0.304), Some(0.331)),
            share("Rental price", "$1.50 to $3.50", Some(0.659), Some(0.687)),
        ]
    }

    #[test]
    fn the_largest_share_comes_first_with_both_kinds() {
        let spec = shares_chart(&cost(), &shares());
        assert_eq!(spec.title, "DeepSeek-V3: rental price explains 69 % of the variance");
        assert_eq!(
            spec.notes,
            ["One by one the inputs explain 96 %; the rest comes from their combinations."]
        );
        let chart = resolve(&spec).expect("resolves");
        let Plot::Rows(plot) = &chart.plot else { panic!("expected rows") };
        let said: Vec<(&str, &str)> =
            plot.rows.iter().map(|row| (row.label.as_str(), row.value_label.text.as_str())).collect();
        assert_eq!(
            said,
            [("Rental price", "66 % · 69 %"), ("MFU", "30 % · 33 %"), ("Training tokens", "0 % · 0 %")]
        );
        assert!(
            chart.text_alternative.starts_with(
                "Grouped bar chart, linear scale, 3 groups. Rental price Alone 65.9 percent, With its \
                 combinations 68.7 percent;"
            ),
            "{}",
            chart.text_alternative
        );
        assert_eq!(plot.axis.domain.0, 0.0, "a trace below zero does not shift the axis");
        assert_eq!(table(&spec).rows[2][3].plain(), "0.003");
    }

    #[test]
    fn a_share_that_is_not_known_is_a_dash() {
        let spec = shares_chart(&cost(), &[share("MFU", "", None, Some(0.3)), share("PUE", "", None, None)]);
        let ChartKind::GroupedBars(bars) = &spec.kind else { panic!("expected groups") };
        let texts: Vec<_> = bars.rows.iter().filter_map(|row| row.value_label.as_deref()).collect();
        assert_eq!(texts, ["– · 30 %", "– · –"]);
        assert!(spec.notes.is_empty(), "{:?}", spec.notes);
        resolve(&spec).expect("resolves");
        let nothing = shares_chart(&cost(), &[share("PUE", "", None, None)]);
        assert_eq!(nothing.title, "DeepSeek-V3: no share of the variance is known");
    }

    #[test]
    fn shares_of_correlated_inputs_get_no_sum() {
        let both = [share("A", "", Some(0.8), Some(0.2)), share("B", "", Some(0.8), Some(0.2))];
        assert!(shares_chart(&cost(), &both).notes.is_empty());
    }
}
