//! Resolves stacked bars.

use super::{
    ChartError, Named, Parts, area_swatch, axis, certainty_legend, certainty_word, exact, pattern, place,
};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, EndLabel, Fill, Lane, LegendEntry, Pattern, Plot, Row, RowPiece, RowsPlot, Swatch,
};
use crate::chart::spec::{RowRole, Scale, StackRow, StackedBars};
use crate::chart::ticks::{MAX_SERIES, Room, X_LABELS};
use crate::units::format;

pub(super) fn stacked(spec: &StackedBars) -> Result<Parts, ChartError> {
    if spec.axis.scale == Scale::Log {
        return Err(ChartError::NeedsLinear("stacked bar"));
    }
    if spec.rows.iter().all(|row| row.segments.is_empty()) {
        return Err(ChartError::Empty("row with a segment"));
    }
    let names = segment_names(spec);
    if names.len() > MAX_SERIES {
        return Err(ChartError::TooManySeries(names.len()));
    }
    let mut values: Vec<Named<'_>> = Vec::new();
    for row in &spec.rows {
        for segment in &row.segments {
            if segment.value < 0.0 {
                let place = format!("{}, {}", row.label, segment.name);
                return Err(ChartError::NegativePart { place, value: segment.value });
            }
        }
        values.push((&row.label, total(row)));
    }
    let axis = axis(&spec.axis, &values, Room::ForBars, X_LABELS)?;
    let rows = spec
        .rows
        .iter()
        .map(|row| {
            let sum = total(row);
            let text = row.total_label.clone().unwrap_or_else(|| format::short(spec.axis.dimension, sum));
            Row {
                emphasis: row.role == RowRole::Focus,
                pieces: pieces(spec, row, &names, |value| place(&axis, value)),
                value_label: EndLabel { text, position: place(&axis, sum) },
                ..Row::plain(&row.label, format!("{}: {}", row.label, exact(spec.axis.dimension, sum)))
            }
        })
        .collect();
    Ok(Parts {
        plot: Plot::Rows(RowsPlot { axis, base: None, aside_title: String::new(), rows }),
        legend: legend(spec, &names),
        text_alternative: alt::stacked(spec),
    })
}

fn total(row: &StackRow) -> f64 {
    row.segments.iter().map(|segment| segment.value).sum()
}

/// Segment names in order of first appearance; the place in this list is the series number.
fn segment_names(spec: &StackedBars) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for segment in spec.rows.iter().flat_map(|row| &row.segments) {
        if !names.contains(&segment.name.as_str()) {
            names.push(&segment.name);
        }
    }
    names
}

/// The number that stands for a series in segments too small for its name. (Letters name scope rungs.)
fn key(series: usize) -> String {
    (series + 1).to_string()
}

fn pieces(spec: &StackedBars, row: &StackRow, names: &[&str], at: impl Fn(f64) -> f64) -> Vec<RowPiece> {
    let dimension = spec.axis.dimension;
    let mut from = 0.0;
    row.segments
        .iter()
        .map(|segment| {
            let series = names.iter().position(|name| *name == segment.name).unwrap_or(0);
            let start = at(from);
            from += segment.value;
            let value = format::short(dimension, segment.value);
            let certainty = certainty_word(segment.certainty);
            RowPiece {
                start,
                end: at(from),
                lane: Lane::WHOLE,
                fill: Fill { role: ColorRole::Series(series as u8), pattern: pattern(segment.certainty) },
                texts: vec![
                    format!("{} {value}", segment.name),
                    format!("{} · {value}", key(series)),
                    key(series),
                ],
                hover: format!("{}: {}, {certainty}", segment.name, exact(dimension, segment.value)),
            }
        })
        .collect()
}

fn legend(spec: &StackedBars, names: &[&str]) -> Vec<LegendEntry> {
    let series = names.iter().enumerate().map(|(index, name)| LegendEntry {
        swatch: Swatch::Area(Fill { role: ColorRole::Series(index as u8), pattern: Pattern::Solid }),
        key: key(index),
        label: (*name).to_owned(),
    });
    let used: Vec<_> =
        spec.rows.iter().flat_map(|row| &row.segments).map(|segment| segment.certainty).collect();
    series.chain(certainty_legend(&used, area_swatch)).collect()
}
