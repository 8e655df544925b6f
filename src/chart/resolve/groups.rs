//! Resolves grouped bars: several values per row.

use super::{ChartError, Named, Parts, axis, exact, place};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, EndLabel, Fill, Lane, LegendEntry, Pattern, Plot, ResolvedAxis, Row, RowPiece, RowsPlot,
    Swatch,
};
use crate::chart::spec::{GroupRow, GroupedBars};
use crate::chart::ticks::{MAX_SERIES, Room, X_LABELS};
use crate::units::format;

pub(super) fn grouped(spec: &GroupedBars) -> Result<Parts, ChartError> {
    if spec.names.len() > MAX_SERIES {
        return Err(ChartError::TooManySeries(spec.names.len()));
    }
    let mut values: Vec<Named<'_>> = Vec::new();
    for row in &spec.rows {
        if row.values.len() != spec.names.len() {
            let (found, expected) = (row.values.len(), spec.names.len());
            return Err(ChartError::Ragged { row: row.label.clone(), found, expected });
        }
        values.extend(row.values.iter().flatten().map(|value| (row.label.as_str(), *value)));
    }
    if values.is_empty() {
        return Err(ChartError::Empty("row with a value"));
    }
    let axis = axis(&spec.axis, &values, Room::ForBars, X_LABELS)?;
    let rows = spec.rows.iter().map(|row| group_row(spec, row, &axis)).collect();
    let legend = spec.names.iter().enumerate().map(|(index, name)| LegendEntry {
        swatch: Swatch::Area(fill(index)),
        key: String::new(),
        label: name.clone(),
    });
    Ok(Parts {
        legend: legend.collect(),
        plot: Plot::Rows(RowsPlot { axis, base: None, aside_title: String::new(), rows }),
        text_alternative: alt::grouped(spec),
    })
}

/// The first two belong to each other; further ones are told apart by color and, top to bottom, by their order.
fn fill(index: usize) -> Fill {
    match index {
        0 => Fill { role: ColorRole::Focus, pattern: Pattern::Solid },
        1 => Fill { role: ColorRole::Focus, pattern: Pattern::Light },
        _ => Fill { role: ColorRole::Series(index as u8), pattern: Pattern::Solid },
    }
}

fn group_row(spec: &GroupedBars, row: &GroupRow, axis: &ResolvedAxis) -> Row {
    let dimension = spec.axis.dimension;
    let zero = axis.position(0.0).unwrap_or(0.0);
    let of = spec.names.len() as u8;
    let mut pieces = Vec::with_capacity(spec.names.len());
    let (mut short, mut said, mut end) = (Vec::new(), Vec::new(), zero);
    for (index, (name, value)) in spec.names.iter().zip(&row.values).enumerate() {
        let Some(value) = *value else {
            short.push("–".to_owned());
            said.push(format!("{name} not known"));
            continue;
        };
        let at = place(axis, value);
        let text = format!("{name} {}", exact(dimension, value));
        end = end.max(at);
        pieces.push(RowPiece {
            start: zero.min(at),
            end: zero.max(at),
            lane: Lane { index: index as u8, of },
            fill: fill(index),
            texts: Vec::new(),
            hover: text.clone(),
        });
        short.push(format::short(dimension, value));
        said.push(text);
    }
    let text = row.value_label.clone().unwrap_or_else(|| short.join(" · "));
    Row {
        detail: row.detail.clone(),
        pieces,
        value_label: EndLabel { text, position: end },
        ..Row::plain(&row.label, format!("{}: {}", row.label, said.join(", ")))
    }
}
