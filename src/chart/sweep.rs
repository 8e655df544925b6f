//! What if: figures along one input as curves, and one figure over two inputs as a table.

use super::context::{Context, titled};
use super::spec::{
    Axis, Certainty, ChartKind, ChartSpec, HeatTable, LineMark, LineSeries, Lines, Scale, XAxis,
};
use super::tornado::lower;
use crate::units::{Dimension, format};

/// From this ratio of the largest to the smallest cell on, shades follow the logarithm.
const LOG_FROM: f64 = 5.0;

/// The input that is varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// Its name.
    pub label: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Whether its values are equal factors apart.
    pub log: bool,
    /// Its value now.
    pub now: Option<f64>,
    /// Values worth a rule, such as dated quotes: value and what it is.
    pub anchors: Vec<(f64, String)>,
}

/// One figure, or one run, along the input.
#[derive(Clone, Debug, PartialEq)]
pub struct SweptSeries {
    /// The figure or the run.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Values of the input and the figure there; what is no finite number is left out.
    pub points: Vec<(f64, f64)>,
    /// P5 and P95 at values of the input; empty if there are none.
    pub band: Vec<(f64, f64, f64)>,
    /// The figure at the present value of the input.
    pub now: Option<f64>,
    /// How well it is known.
    pub certainty: Certainty,
}

impl SweptSeries {
    /// The curve, each value divided by `unit`.
    fn line(&self, unit: f64, scale: Scale) -> LineSeries {
        let shown = |value: f64| value.is_finite() && (scale == Scale::Linear || value > 0.0);
        let mut points: Vec<(f64, f64)> = self
            .points
            .iter()
            .map(|(x, y)| (*x, y / unit))
            .filter(|(x, y)| x.is_finite() && shown(*y))
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut band: Vec<(f64, f64, f64)> = self
            .band
            .iter()
            .map(|(x, low, high)| (*x, low / unit, high / unit))
            .filter(|(x, low, high)| x.is_finite() && shown(*low) && shown(*high))
            .collect();
        band.sort_by(|a, b| a.0.total_cmp(&b.0));
        LineSeries { name: self.name.clone(), points, band, step: false, certainty: self.certainty }
    }
}

/// Builds curves along one input. Figures that measure different things are shown as multiples of their present values.
#[must_use]
pub fn sweep_chart(context: &Context, input: &Swept, series: &[SweptSeries], scale: Scale) -> ChartSpec {
    let alike = series.iter().all(|one| one.dimension == context.dimension);
    let unit = |one: &SweptSeries| match one.now {
        _ if alike => Some(1.0),
        Some(now) if now.is_finite() && now != 0.0 => Some(now),
        _ => None,
    };
    let lines: Vec<LineSeries> = series.iter().filter_map(|one| Some(one.line(unit(one)?, scale))).collect();
    let (dimension, y_title) = if alike {
        (context.dimension, context.axis_title())
    } else {
        (Dimension::Ratio, "Times the present value".to_owned())
    };
    let mut x = Axis::new(
        input.dimension,
        if input.log { Scale::Log } else { Scale::Linear },
        titled(&input.label, input.dimension),
    );
    for (value, label) in &input.anchors {
        x = x.threshold(*value, label.as_str());
    }
    let now = input.now.zip(series.first().and_then(|one| if alike { one.now } else { Some(1.0) }));
    let here = |value| format::short(input.dimension, value);
    let mark = now.filter(|(at, value)| at.is_finite() && value.is_finite()).map(|(at, value)| {
        let words = if alike {
            format!("Now {}: {}", here(at), format::short(dimension, value))
        } else {
            format!("Now {}", here(at))
        };
        LineMark { x: at, y: value, label: words }
    });
    let title = sweep_title(context, input, &lines, dimension);
    let banded = lines.iter().any(|line| !line.band.is_empty());
    let kind = ChartKind::Lines(Lines {
        x: XAxis::Quantity(x),
        y: Axis::new(dimension, scale, y_title),
        marks: mark.into_iter().collect(),
        series: lines,
    });
    let left_out: Vec<&str> =
        series.iter().filter(|one| unit(one).is_none()).map(|one| one.name.as_str()).collect();
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        notes.push(format!("Without a present value: {}.", left_out.join(", ")));
    }
    if banded {
        notes.push("Band: 90 % interval.".to_owned());
    }
    context.chart(title, &format!("By {}", lower(&input.label)), kind, notes)
}

/// What the first curve does from end to end.
fn sweep_title(context: &Context, input: &Swept, lines: &[LineSeries], dimension: Dimension) -> String {
    let ends = lines.first().and_then(|line| Some((*line.points.first()?, *line.points.last()?)));
    let Some((first, last)) = ends else {
        return format!("{}: no value along {}", context.subject, lower(&input.label));
    };
    let at = |value| format::short(input.dimension, value);
    let is = |value| format::short(dimension, value);
    format!("{}: {} at {}, {} at {}", context.subject, is(first.1), at(first.0), is(last.1), at(last.0))
}

/// An input of a two-way table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableInput {
    /// Its name.
    pub label: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Its values, in the order of the table.
    pub values: Vec<f64>,
}

impl TableInput {
    /// Heads of rows or columns: as short as keeps them distinct.
    fn heads(&self) -> Vec<String> {
        let plain = |value: &f64| match self.dimension {
            Dimension::Usd | Dimension::UsdPerAcceleratorHour => format::short(self.dimension, *value),
            dimension => format::tick(dimension, *value),
        };
        let mut heads: Vec<String> = self.values.iter().map(plain).collect();
        for digits in 4..=15 {
            let distinct =
                heads.iter().enumerate().all(|(at, head)| !heads.iter().take(at).any(|h| h == head));
            if distinct {
                break;
            }
            heads =
                self.values.iter().map(|value| format::significant(self.dimension, *value, digits)).collect();
        }
        heads
    }
}

/// Builds the table of a figure over two inputs. Cells are listed row by row; what is no finite number is an empty cell.
#[must_use]
pub fn two_way_chart(
    context: &Context,
    (rows, columns): (&TableInput, &TableInput),
    cells: &[f64],
    now: Option<(usize, usize)>,
) -> ChartSpec {
    let known = || cells.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let cell = |index: usize| cells.get(index).copied().filter(|value| value.is_finite());
    let width = columns.values.len();
    let values = (0..rows.values.len())
        .map(|row| (0..width).map(|column| cell(row * width + column)).collect())
        .collect();
    let kind = ChartKind::HeatTable(HeatTable {
        dimension: context.dimension,
        scale: if low > 0.0 && high > low * LOG_FROM { Scale::Log } else { Scale::Linear },
        row_title: rows.label.clone(),
        column_title: columns.label.clone(),
        rows: rows.heads(),
        columns: columns.heads(),
        values,
        current: now,
    });
    let say = |value| format::short(context.dimension, value);
    let title = if low <= high {
        format!("{}: {} to {}", context.subject, say(low), say(high))
    } else {
        format!("{}: no value for these inputs", context.subject)
    };
    let about = format!("By {} and {}", lower(&rows.label), lower(&columns.label));
    context.chart(title, &about, kind, Vec::new())
}

#[cfg(test)]
pub(super) mod tests;
