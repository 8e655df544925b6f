//! Resolves two-way tables.

use super::{ChartError, Parts, exact};
use crate::chart::alt;
use crate::chart::resolved::{ColorRole, HeatCell, HeatPlot, Plot};
use crate::chart::spec::{HeatTable, Scale, TickCell, TickTable};
use crate::chart::ticks::{self, AxisError};
use crate::units::format;

/// Shades of the palette.
const SHADES: f64 = 7.0;

/// The shade behind a tick: visible on both grounds, light enough for the tick.
const TICKED: u8 = 2;

pub(super) fn heat(spec: &HeatTable) -> Result<Parts, ChartError> {
    if spec.rows.is_empty() || spec.columns.is_empty() {
        return Err(ChartError::Empty("row and one column"));
    }
    if spec.values.len() != spec.rows.len() {
        let (found, expected) = (spec.values.len(), spec.rows.len());
        return Err(ChartError::Ragged { row: spec.row_title.clone(), found, expected });
    }
    let domain = check(spec)?;
    let cells = spec
        .rows
        .iter()
        .zip(&spec.values)
        .enumerate()
        .map(|(row, (head, values))| {
            let columns = spec.columns.iter().zip(values).enumerate();
            columns
                .map(|(column, (name, value))| {
                    let current = spec.current == Some((row, column));
                    cell(spec, domain, (head, name), *value, current)
                })
                .collect()
        })
        .collect();
    let plot = HeatPlot {
        row_title: spec.row_title.clone(),
        column_title: spec.column_title.clone(),
        rows: spec.rows.clone(),
        columns: spec.columns.clone(),
        cells,
    };
    Ok(Parts { plot: Plot::Heat(plot), legend: Vec::new(), text_alternative: alt::heat(spec) })
}

/// A tick stands on a shade, what is left out on the ground: the table reads without its signs, too.
pub(super) fn ticks(spec: &TickTable) -> Result<Parts, ChartError> {
    if spec.rows.is_empty() || spec.columns.is_empty() {
        return Err(ChartError::Empty("row and one column"));
    }
    let mut cells = Vec::with_capacity(spec.rows.len());
    for (row, head) in spec.rows.iter().enumerate() {
        let values = spec.cells.get(row).map(Vec::as_slice).unwrap_or_default();
        if values.len() != spec.columns.len() {
            let (found, expected) = (values.len(), spec.columns.len());
            return Err(ChartError::Ragged { row: head.clone(), found, expected });
        }
        let told = spec.columns.iter().zip(values).enumerate().map(|(column, (name, value))| {
            let (text, role, words) = match value {
                TickCell::Yes => ("✓", ColorRole::Heat(TICKED), "included"),
                TickCell::No => ("–", ColorRole::Background, "not included"),
                TickCell::Words(words) => (words.as_str(), ColorRole::Surface, words.as_str()),
            };
            HeatCell {
                text: text.to_owned(),
                role,
                current: spec.current.contains(&(row, column)),
                hover: format!("{head}, {name}: {words}"),
            }
        });
        cells.push(told.collect());
    }
    let plot = HeatPlot {
        row_title: spec.row_title.clone(),
        column_title: spec.column_title.clone(),
        rows: spec.rows.clone(),
        columns: spec.columns.clone(),
        cells,
    };
    Ok(Parts { plot: Plot::Heat(plot), legend: Vec::new(), text_alternative: alt::ticks(spec) })
}

/// Checks every value and returns the least and greatest.
fn check(spec: &HeatTable) -> Result<(f64, f64), ChartError> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for (head, values) in spec.rows.iter().zip(&spec.values) {
        if values.len() != spec.columns.len() {
            let (found, expected) = (values.len(), spec.columns.len());
            return Err(ChartError::Ragged { row: head.clone(), found, expected });
        }
        for value in values.iter().flatten() {
            let error = match *value {
                v if !v.is_finite() => Some(AxisError::NotFinite(v)),
                v if v <= 0.0 && spec.scale == Scale::Log => Some(AxisError::NotPositive(v)),
                _ => None,
            };
            if let Some(error) = error {
                return Err(ChartError::Axis { place: head.clone(), error });
            }
            low = low.min(*value);
            high = high.max(*value);
        }
    }
    if low > high { Err(ChartError::Empty("value")) } else { Ok((low, high)) }
}

fn cell(
    spec: &HeatTable,
    domain: (f64, f64),
    heads: (&str, &str),
    value: Option<f64>,
    current: bool,
) -> HeatCell {
    let place = format!("{} {}, {} {}", spec.row_title, heads.0, spec.column_title, heads.1);
    let Some(value) = value else {
        let hover = format!("{place}: no value");
        return HeatCell { text: "–".into(), role: ColorRole::Background, current, hover };
    };
    // All values alike: one middle shade.
    let at = ticks::position(spec.scale, domain, value).unwrap_or(0.5).clamp(0.0, 1.0);
    let shade = libm::floor(at * SHADES).min(SHADES - 1.0) as u8;
    HeatCell {
        text: format::short(spec.dimension, value),
        role: ColorRole::Heat(shade),
        current,
        hover: format!("{place}: {}", exact(spec.dimension, value)),
    }
}
