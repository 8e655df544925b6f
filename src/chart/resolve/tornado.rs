//! Resolves tornado charts.

use super::{ChartError, Named, Parts, axis, exact, place};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, EndLabel, Fill, Lane, LegendEntry, Pattern, Plot, ResolvedAxis, Row, RowPiece, RowsPlot, Rule,
    Swatch,
};
use crate::chart::spec::{RuleKind, Tornado, TornadoRow};
use crate::chart::ticks::{Room, X_LABELS};
use crate::units::{Dimension, format};

const LOW: Fill = Fill { role: ColorRole::Rival, pattern: Pattern::Light };
const HIGH: Fill = Fill { role: ColorRole::Focus, pattern: Pattern::Solid };

pub(super) fn tornado(spec: &Tornado) -> Result<Parts, ChartError> {
    if spec.rows.is_empty() {
        return Err(ChartError::Empty("input"));
    }
    let mut values: Vec<Named<'_>> = vec![(&spec.base_label, spec.base)];
    for row in &spec.rows {
        values.extend([(row.label.as_str(), row.at_low), (row.label.as_str(), row.at_high)]);
    }
    let axis = axis(&spec.axis, &values, Room::ForPoints, X_LABELS)?;
    let base =
        Rule { position: place(&axis, spec.base), label: spec.base_label.clone(), kind: RuleKind::Statistic };
    let has_shares = spec.rows.iter().any(|row| row.share.is_some());
    let aside_title = if has_shares { "Share of variance" } else { "" }.to_owned();
    let rows = spec.rows.iter().map(|row| tornado_row(spec, row, &axis)).collect();
    let entry = |fill, label: &str| LegendEntry {
        swatch: Swatch::Area(fill),
        key: String::new(),
        label: label.to_owned(),
    };
    Ok(Parts {
        plot: Plot::Rows(RowsPlot { axis, base: Some(base), aside_title, rows }),
        legend: vec![entry(LOW, "Input at its low end"), entry(HIGH, "Input at its high end")],
        text_alternative: alt::tornado(spec),
    })
}

fn tornado_row(spec: &Tornado, row: &TornadoRow, axis: &ResolvedAxis) -> Row {
    let dimension = spec.axis.dimension;
    let base = place(axis, spec.base);
    let piece = |value: f64, fill: Fill, end: &str| {
        let at = place(axis, value);
        RowPiece {
            start: base.min(at),
            end: base.max(at),
            lane: Lane::WHOLE,
            fill,
            texts: Vec::new(),
            hover: format!("{} at its {end} end: {}", row.label, exact(dimension, value)),
        }
    };
    let mut pieces = vec![piece(row.at_low, LOW, "low"), piece(row.at_high, HIGH, "high")];
    // Wider first, so that the narrower stays visible where both lie on one side.
    pieces.sort_by(|a, b| (b.end - b.start).total_cmp(&(a.end - a.start)));
    let (left, right) = (row.at_low.min(row.at_high), row.at_low.max(row.at_high));
    let end = |value: f64| EndLabel { text: format::short(dimension, value), position: place(axis, value) };
    let (low_text, high_text) = (format::short(dimension, row.at_low), format::short(dimension, row.at_high));
    let aside = row.share.map(share_text).unwrap_or_default();
    let mut hover = format!("{}: {low_text} at its low end, {high_text} at its high end", row.label);
    if !aside.is_empty() {
        hover.push_str(&format!(", {aside} of the variance"));
    }
    Row {
        detail: row.detail.clone(),
        pieces,
        value_label: end(right),
        start_label: Some(end(left)),
        aside,
        ..Row::plain(&row.label, hover)
    }
}

/// A share of variance: more than two figures would claim a precision that draws do not give.
pub(super) fn share_text(share: f64) -> String {
    if share.abs() < 0.01 && share != 0.0 {
        return "< 1 %".to_owned();
    }
    format::significant(Dimension::Fraction, share, 2)
}
