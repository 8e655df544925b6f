//! Which assumption matters: each input moved over its range, the others at their base.

use super::context::Context;
use super::spec::{Axis, ChartKind, ChartSpec, Scale, Tornado, TornadoRow};
use crate::units::{Dimension, format};

/// More inputs than this are not read; the rest is counted in a note.
pub const MOST_INPUTS: usize = 20;

/// What one input does to the figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The input.
    pub label: String,
    /// Its range: "$1.50 to $3.50".
    pub detail: String,
    /// The figure with the input at the low end of its range.
    pub at_low: f64,
    /// The figure with the input at the high end of its range.
    pub at_high: f64,
    /// The input's share of the figure's variance, 0 to 1, if it is known.
    pub share: Option<f64>,
}

impl Swing {
    /// How far the figure moves: as a difference, or as the logarithm of a ratio.
    fn size(&self, scale: Scale) -> f64 {
        match scale {
            Scale::Linear => (self.at_high - self.at_low).abs(),
            Scale::Log => libm::log(self.at_high / self.at_low).abs(),
        }
    }
}

/// Builds the tornado: the widest swing first. Inputs that change nothing are named in a note.
#[must_use]
pub fn tornado_chart(context: &Context, base: f64, swings: &[Swing], scale: Scale) -> ChartSpec {
    let mut sorted: Vec<&Swing> = swings.iter().filter(|swing| swing.size(scale) > 0.0).collect();
    sorted.sort_by(|a, b| b.size(scale).total_cmp(&a.size(scale)));
    let say = |value| format::short(context.dimension, value);
    let kind = ChartKind::Tornado(Tornado {
        axis: Axis::new(context.dimension, scale, context.axis_title()),
        base,
        base_label: format!("Base {}", say(base)),
        rows: sorted.iter().take(MOST_INPUTS).map(|swing| row(swing)).collect(),
    });
    let notes = notes(swings, &sorted, scale);
    context.chart(title(context, &sorted), "Each input moved over its range", kind, notes)
}

fn row(swing: &Swing) -> TornadoRow {
    TornadoRow {
        label: swing.label.clone(),
        detail: swing.detail.clone(),
        at_low: swing.at_low,
        at_high: swing.at_high,
        share: swing.share,
    }
}

/// The finding: which input explains most, or moves the figure most.
fn title(context: &Context, sorted: &[&Swing]) -> String {
    let known = sorted.iter().filter_map(|swing| Some((swing, swing.share?)));
    if let Some((swing, share)) = known.max_by(|a, b| a.1.total_cmp(&b.1)) {
        let share = format::significant(Dimension::Fraction, share, 2);
        return format!("{}: {} explains {share} of the variance", context.subject, lower(&swing.label));
    }
    let Some(first) = sorted.first() else { return format!("{}: no input matters", context.subject) };
    let say = |value| format::short(context.dimension, value);
    let (low, high) = (first.at_low.min(first.at_high), first.at_low.max(first.at_high));
    let name = lower(&first.label);
    format!("{}: {name} matters most, from {} to {}", context.subject, say(low), say(high))
}

/// A label inside a sentence: "Rental price" is "rental price", "MFU" stays.
pub(super) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.starts_with(|next: char| next.is_lowercase()) {
        first.to_lowercase().chain(rest.chars()).collect()
    } else {
        label.to_owned()
    }
}

fn notes(swings: &[Swing], sorted: &[&Swing], scale: Scale) -> Vec<String> {
    let mut notes = Vec::new();
    let more = sorted.len().saturating_sub(MOST_INPUTS);
    if more > 0 {
        let inputs = if more == 1 { "input moves" } else { "inputs move" };
        notes.push(format!("{more} more {inputs} it less than these."));
    }
    let idle: Vec<String> =
        swings.iter().filter(|swing| swing.size(scale) <= 0.0).map(|swing| lower(&swing.label)).collect();
    if !idle.is_empty() {
        notes.push(format!("Without effect here: {}.", idle.join(", ")));
    }
    notes
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::context::tests::cost;
    use crate::chart::{Plot, RowsPlot, resolve, table};

    fn swing(label: &str, detail: &str, (at_low, at_high): (f64, f64), share: Option<f64>) -> Swing {
        Swing { label: label.into(), detail: detail.into(), at_low, at_high, share }
    }

    /// DeepSeek-V3's pre-training at $2 per hour and 34.6 % MFU, each input over its range.
    pub(crate) fn swings() -> Vec<Swing> {
        vec![
            swing("Training tokens", "13.3 T to 16.3 T", (4.794e6, 5.86e6), Some(0.0)),
            swing("Active parameters", "35.7 B to 37.6 B", (5.141e6, 5.407e6), None),
            swing("MFU", "25 % to 45 %", (7.38e6, 4.1e6), Some(0.325)),
            swing("Rental price", "$1.50 to $3.50", (3.996e6, 9.324e6), Some(0.675)),
            swing("PUE", "1.1 to 1.4", (5.328e6, 5.328e6), Some(0.0)),
        ]
    }

    fn rows(spec: &ChartSpec) -> RowsPlot {
        match resolve(spec).expect("resolves").plot {
            Plot::Rows(rows) => rows,
            other => panic!("expected rows, found {other:?}"),
        }
    }

    #[test]
    fn the_widest_swing_comes_first_and_a_reversed_one_is_drawn_reversed() {
        let spec = tornado_chart(&cost(), 5.328e6, &swings(), Scale::Linear);
        assert_eq!(spec.title, "DeepSeek-V3: rental price explains 68 % of the variance");
        let plot = rows(&spec);
        let said: Vec<(&str, &str, &str, &str)> = plot
            .rows
            .iter()
            .map(|row| {
                let start = row.start_label.as_ref().map_or("", |label| label.text.as_str());
                (row.label.as_str(), start, row.value_label.text.as_str(), row.aside.as_str())
            })
            .collect();
        assert_eq!(
            said,
            [
                ("Rental price", "$4.00 M", "$9.32 M", "68 %"),
                ("MFU", "$4.10 M", "$7.38 M", "32 %"),
                ("Training tokens", "$4.79 M", "$5.86 M", "0 %"),
                ("Active parameters", "$5.14 M", "$5.41 M", ""),
            ]
        );
        assert_eq!(plot.base.as_ref().map(|base| base.label.as_str()), Some("Base $5.33 M"));
        // A low price is cheap, a low utilization is dear.
        let base = plot.base.as_ref().expect("a base").position;
        let low_end = |row: usize| plot.rows[row].pieces.iter().find(|p| p.hover.contains("low end"));
        assert!(low_end(0).is_some_and(|piece| piece.end <= base));
        assert!(low_end(1).is_some_and(|piece| piece.start >= base));
        assert_eq!(spec.notes, ["Without effect here: PUE."]);
    }

    #[test]
    fn without_shares_the_title_names_the_widest_swing_and_there_is_no_column_for_them() {
        let plain: Vec<Swing> = swings().into_iter().map(|swing| Swing { share: None, ..swing }).collect();
        let spec = tornado_chart(&cost(), 5.328e6, &plain, Scale::Log);
        assert_eq!(spec.title, "DeepSeek-V3: rental price matters most, from $4.00 M to $9.32 M");
        assert_eq!(rows(&spec).aside_title, "");
        let words = resolve(&spec).expect("resolves").text_alternative;
        assert!(
            words.starts_with("Tornado chart, log scale, 4 inputs, base 5.33 million dollars."),
            "{words}"
        );
        assert_eq!(table(&spec).rows[0][2].plain(), "3996000");
    }

    #[test]
    fn many_inputs_are_cut_and_counted() {
        let many: Vec<Swing> = (1..=23)
            .map(|index| swing(&format!("Input {index}"), "", (5e6, 5e6 + f64::from(index) * 1e4), None))
            .collect();
        let spec = tornado_chart(&cost(), 5e6, &many, Scale::Linear);
        assert_eq!(rows(&spec).rows.len(), MOST_INPUTS);
        assert_eq!(spec.notes, ["3 more inputs move it less than these."]);
        assert_eq!(rows(&spec).rows[0].label, "Input 23");
    }

    #[test]
    fn nothing_that_matters_is_said_and_not_drawn() {
        let spec = tornado_chart(&cost(), 5e6, &[swing("PUE", "", (5e6, 5e6), None)], Scale::Linear);
        assert_eq!(spec.title, "DeepSeek-V3: no input matters");
        assert_eq!(
            resolve(&spec).expect_err("empty").to_string(),
            "the chart is empty: add at least one input"
        );
    }

    #[test]
    fn abbreviations_keep_their_capitals_inside_a_sentence() {
        assert_eq!(
            ["Rental price", "MFU", "PUE", "é", ""].map(lower),
            ["rental price", "MFU", "PUE", "é", ""]
        );
    }
}
