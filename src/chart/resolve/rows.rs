//! Resolves bars and dots.

use super::{
    ChartError, Named, Parts, area_swatch, axis, certainty_legend, certainty_word, check_interval, exact,
    marker, pattern, place, role_color,
};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, Dot, EndLabel, Fill, Lane, LegendEntry, Plot, ResolvedAxis, Row, RowPiece, RowsPlot, Swatch,
    Whisker,
};
use crate::chart::spec::{BarRow, Bars, Mark, RowOrder, RowRole, Scale};
use crate::chart::ticks::{Room, X_LABELS};
use crate::units::{Dimension, format};
use std::cmp::Ordering;

pub(super) fn bars(spec: &Bars) -> Result<Parts, ChartError> {
    if spec.rows.is_empty() {
        return Err(ChartError::Empty("row"));
    }
    let rows = ordered(spec);
    let mut values: Vec<Named<'_>> = Vec::with_capacity(rows.len() * 3);
    for row in &rows {
        check_interval(&row.label, row.low_high)?;
        values.extend(row.value.map(|value| (row.label.as_str(), value)));
        if let Some((low, high)) = row.low_high {
            values.extend([(row.label.as_str(), low), (row.label.as_str(), high)]);
        }
    }
    if rows.iter().all(|row| row.value.is_none()) {
        return Err(ChartError::Empty("row with a value"));
    }
    let room = if spec.mark == Mark::Bar { Room::ForBars } else { Room::ForPoints };
    let mut value_axis = axis(&spec.axis, &values, room, X_LABELS)?;
    if spec.axis.scale == Scale::Linear {
        "linear scale".clone_into(&mut value_axis.note);
    }
    let resolved = rows.iter().map(|row| bar_row(spec, row, &value_axis)).collect();
    let text_alternative = alt::bars(spec, &rows);
    Ok(Parts {
        legend: legend(spec),
        plot: Plot::Rows(RowsPlot {
            axis: value_axis,
            base: None,
            aside_title: String::new(),
            rows: resolved,
        }),
        text_alternative,
    })
}

/// The rows in the order of the chart; rows without a value come last when sorted.
fn ordered(spec: &Bars) -> Vec<&BarRow> {
    let mut rows: Vec<&BarRow> = spec.rows.iter().collect();
    let by = |compare: fn(f64, f64) -> Ordering| {
        move |a: &&BarRow, b: &&BarRow| match (a.value, b.value) {
            (Some(a), Some(b)) => compare(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    };
    match spec.order {
        RowOrder::AsGiven => {}
        RowOrder::Ascending => rows.sort_by(by(|a, b| a.total_cmp(&b))),
        RowOrder::Descending => rows.sort_by(by(|a, b| b.total_cmp(&a))),
    }
    rows
}

fn bar_row(spec: &Bars, row: &BarRow, axis: &ResolvedAxis) -> Row {
    let dimension = spec.axis.dimension;
    let Some(value) = row.value else { return missing_row(row) };
    let at = place(axis, value);
    let zero = axis.position(0.0).unwrap_or(0.0);
    let role = role_color(row.role);
    let whisker = row.low_high.map(|(low, high)| Whisker { low: place(axis, low), high: place(axis, high) });
    let text = row.value_label.clone().unwrap_or_else(|| format::short(dimension, value));
    let hover = hover(dimension, row, value);
    let bar = RowPiece {
        start: zero.min(at),
        end: zero.max(at),
        lane: Lane::WHOLE,
        fill: Fill { role, pattern: pattern(row.certainty) },
        texts: Vec::new(),
        hover: hover.clone(),
    };
    let is_bar = spec.mark == Mark::Bar;
    Row {
        emphasis: row.role == RowRole::Focus,
        value_label: EndLabel { text, position: whisker.map_or(at.max(zero), |w| w.high.max(at)) },
        pieces: if is_bar { vec![bar] } else { Vec::new() },
        dot: (!is_bar).then(|| Dot { position: at, role, marker: marker(row.certainty) }),
        whisker,
        ..Row::plain(&row.label, hover)
    }
}

fn missing_row(row: &BarRow) -> Row {
    let reason = if row.missing_reason.is_empty() { "no value" } else { &row.missing_reason };
    Row {
        emphasis: row.role == RowRole::Focus,
        value_label: EndLabel { text: reason.to_owned(), position: 0.0 },
        missing: true,
        ..Row::plain(&row.label, format!("{}: {reason}", row.label))
    }
}

fn hover(dimension: Dimension, row: &BarRow, value: f64) -> String {
    let mut text = format!("{}: {}, {}", row.label, exact(dimension, value), certainty_word(row.certainty));
    if let Some((low, high)) = row.low_high {
        let (low, high) = (format::short(dimension, low), format::short(dimension, high));
        text.push_str(&format!(", {low} to {high}"));
    }
    text
}

fn legend(spec: &Bars) -> Vec<LegendEntry> {
    let shown: Vec<_> = spec.rows.iter().filter(|row| row.value.is_some()).collect();
    let used: Vec<_> = shown.iter().map(|row| row.certainty).collect();
    let mut entries = certainty_legend(&used, |certainty| match spec.mark {
        Mark::Bar => area_swatch(certainty),
        Mark::Dot => Swatch::Marker(marker(certainty), ColorRole::Rival),
    });
    if shown.iter().any(|row| row.low_high.is_some()) {
        let label = if spec.interval_label.is_empty() { "interval" } else { &spec.interval_label };
        entries.push(LegendEntry { swatch: Swatch::Whisker, key: String::new(), label: label.to_owned() });
    }
    entries
}
