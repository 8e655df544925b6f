//! Charts in words, generated from their data, for screen readers and image descriptions.

use super::resolve::certainty_word;
use super::resolved::{Measure, ResolvedAxis};
use super::spec::{
    Axis, Badge, BarRow, Bars, Certainty, Columns, Factor, GroupedBars, HeatTable, LineSeries, Lines, Mark,
    RowRole, Scale, Scatter, ScatterPoint, StackedBars, Step, TickCell, TickTable, Tornado, XAxis,
};
use super::speech::spoken;
use crate::units::{Dimension, format};

/// Rows and points named one by one; a longer list is not listened to.
const LISTED: usize = 15;

/// Adds badges and notes: whoever hears the chart must hear its caveats too.
pub(super) fn with_caveats(mut text: String, badges: &[Badge], notes: &[String]) -> String {
    if !badges.is_empty() {
        let words: Vec<&str> = badges.iter().map(|badge| badge.text.as_str()).collect();
        text.push_str(&format!(" Note: {}.", words.join("; ")));
    }
    for note in notes {
        text.push_str(&format!(" {}", sentence(note)));
    }
    text
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Linear => "linear scale",
        Scale::Log => "log scale",
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn joined(mut items: Vec<String>) -> String {
    let more = items.len().saturating_sub(LISTED);
    if more > 0 {
        items.truncate(LISTED);
        items.push(format!("and {more} more"));
    }
    items.join("; ")
}

fn value(dimension: Dimension, number: f64) -> String {
    spoken(Measure::Quantity(dimension), number)
}

pub(super) fn bars(spec: &Bars, rows: &[&BarRow]) -> String {
    let dimension = spec.axis.dimension;
    let known = || rows.iter().filter_map(|row| row.value);
    let (lowest, highest) =
        (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let several = known().count() > 1;
    let describe = |row: &&BarRow| {
        let number = row.value?;
        let mut text = format!("{} {}", row.label, value(dimension, number));
        if several && number <= lowest {
            text.push_str(", lowest");
        } else if several && number >= highest {
            text.push_str(", highest");
        }
        if row.certainty != Certainty::Reported {
            text.push_str(&format!(", {}", certainty_word(row.certainty)));
        }
        if let Some((low, high)) = row.low_high {
            text.push_str(&format!(", {} to {}", value(dimension, low), value(dimension, high)));
        }
        Some(text)
    };
    let (kind, one, many) = match spec.mark {
        Mark::Bar => ("Bar chart", "bar", "bars"),
        Mark::Dot => ("Dot chart", "dot", "dots"),
    };
    let count = counted(known().count(), one, many);
    let listed = joined(rows.iter().filter_map(describe).collect());
    let mut text = format!("{kind}, {}, {count}. {listed}.", scale_word(spec.axis.scale));
    for row in rows.iter().filter(|row| row.value.is_none()) {
        let reason = if row.missing_reason.is_empty() { "no value" } else { &row.missing_reason };
        text.push_str(&format!(" {}: {reason}.", row.label));
    }
    text + &thresholds(&spec.axis)
}

fn thresholds(axis: &Axis) -> String {
    axis.thresholds
        .iter()
        .map(|t| format!(" Marked: {} at {}.", t.label, value(axis.dimension, t.value)))
        .collect()
}

pub(super) fn grouped(spec: &GroupedBars) -> String {
    let dimension = spec.axis.dimension;
    let rows = spec.rows.iter().map(|row| {
        let parts = spec.names.iter().zip(&row.values).map(|(name, number)| match number {
            Some(number) => format!("{name} {}", value(dimension, *number)),
            None => format!("{name} not known"),
        });
        format!("{} {}", row.label, parts.collect::<Vec<_>>().join(", "))
    });
    let count = counted(spec.rows.len(), "group", "groups");
    let scale = scale_word(spec.axis.scale);
    format!("Grouped bar chart, {scale}, {count}. {}.{}", joined(rows.collect()), thresholds(&spec.axis))
}

pub(super) fn columns(spec: &Columns) -> String {
    let dimension = spec.x.dimension;
    let say = |number| value(dimension, number);
    let ends = spec.columns.first().zip(spec.columns.last());
    let range = ends.map(|(first, last)| format!(" from {} to {}", say(first.from), say(last.to)));
    let highest = spec.columns.iter().max_by(|a, b| a.height.total_cmp(&b.height));
    let peak = highest.map(|column| format!(" Highest between {} and {}.", say(column.from), say(column.to)));
    let count = counted(spec.columns.len(), "column", "columns");
    format!(
        "Histogram, {}, {count}. Horizontal: {}{}. Vertical: {}.{}{}",
        scale_word(spec.x.scale),
        spec.x.title,
        range.unwrap_or_default(),
        spec.y.title,
        peak.unwrap_or_default(),
        thresholds(&spec.x)
    )
}

pub(super) fn stacked(spec: &StackedBars) -> String {
    let dimension = spec.axis.dimension;
    let rows = spec.rows.iter().map(|row| {
        let total: f64 = row.segments.iter().map(|segment| segment.value).sum();
        let parts = row.segments.iter().map(|s| format!("{} {}", s.name, value(dimension, s.value)));
        format!("{} {}: {}", row.label, value(dimension, total), parts.collect::<Vec<_>>().join(", "))
    });
    let count = counted(spec.rows.len(), "bar", "bars");
    format!("Stacked bar chart, linear scale, {count}. {}.{}", joined(rows.collect()), thresholds(&spec.axis))
}

pub(super) fn factors(factors: &[Factor], (rest, negligible): (f64, f64), total: &str, ratio: f64) -> String {
    let say = |factor: f64| value(Dimension::Ratio, factor);
    let mut items: Vec<String> =
        factors.iter().map(|f| format!("{} {} ({})", f.label, say(f.factor), f.detail)).collect();
    if (rest - 1.0).abs() > negligible {
        items.push(format!("not explained {}", format::significant(Dimension::Scalar, rest, 4)));
    }
    let count = counted(factors.len(), "factor", "factors");
    format!("Waterfall chart, log scale, {count} of a ratio. {}. {total}: {}.", joined(items), say(ratio))
}

pub(super) fn steps(axis: &Axis, steps: &[Step], total: &str, sum: f64) -> String {
    let items = steps.iter().map(|step| format!("{} {}", step.label, value(axis.dimension, step.delta)));
    let count = counted(steps.len(), "step", "steps");
    let end = value(axis.dimension, sum);
    format!("Waterfall chart, linear scale, {count}. {}. {total}: {end}.", joined(items.collect()))
}

pub(super) fn scatter(spec: &Scatter) -> String {
    let (measure, scale, title) = match &spec.x {
        XAxis::Quantity(axis) => (Measure::Quantity(axis.dimension), scale_word(axis.scale), &axis.title),
        XAxis::Date { title, .. } => (Measure::Date, "dates", title),
    };
    // The subject is heard first, then the points that carry a name.
    let mut points: Vec<&ScatterPoint> = spec.points.iter().collect();
    points.sort_by_key(|point| (point.role != RowRole::Focus, !point.named));
    let items = points.into_iter().map(|point| {
        let word = match point.certainty {
            Certainty::Reported => String::new(),
            other => format!(", {}", certainty_word(other)),
        };
        let (x, y) = (spoken(measure, point.x), value(spec.y.dimension, point.y));
        format!("{} {x}, {y}{word}", point.label)
    });
    let count = counted(spec.points.len(), "point", "points");
    let line = spec.line.as_ref().and_then(|line| {
        let ((from, first), (to, last)) = (*line.points.first()?, *line.points.last()?);
        let at = |x, y| format!("{} at {}", value(spec.y.dimension, y), spoken(measure, x));
        Some(format!(" Line: {}, from {} to {}.", line.name, at(from, first), at(to, last)))
    });
    format!(
        "Scatter chart, {count}. Horizontal: {title}, {scale}. Vertical: {}, {}. {}.{}{}",
        spec.y.title,
        scale_word(spec.y.scale),
        joined(items.collect()),
        line.unwrap_or_default(),
        thresholds(&spec.y)
    )
}

pub(super) fn lines(spec: &Lines, x: &ResolvedAxis, y: &ResolvedAxis) -> String {
    let curve = |series: &LineSeries| {
        let (first, last) = (series.points.first()?, series.points.last()?);
        Some(format!(
            "{} from {} at {} to {} at {}",
            series.name,
            spoken(y.measure, first.1),
            spoken(x.measure, first.0),
            spoken(y.measure, last.1),
            spoken(x.measure, last.0)
        ))
    };
    let count = counted(spec.series.len(), "curve", "curves");
    let curves = joined(spec.series.iter().filter_map(curve).collect());
    let mut marks: String = spec.marks.iter().map(|mark| format!(" Marked: {}.", mark.label)).collect();
    if let XAxis::Quantity(axis) = &spec.x {
        marks.push_str(&thresholds(axis));
    }
    marks.push_str(&thresholds(&spec.y));
    let (across, up) = (scale_word(x.scale), scale_word(y.scale));
    format!(
        "Line chart, {count}. Horizontal: {}, {across}. Vertical: {}, {up}. {curves}.{marks}",
        x.title, y.title
    )
}

pub(super) fn tornado(spec: &Tornado) -> String {
    let say = |number| value(spec.axis.dimension, number);
    let items = spec.rows.iter().map(|row| {
        let share = row.share.map(|share| format!(", {} of variance", value(Dimension::Fraction, share)));
        format!("{} {} to {}{}", row.label, say(row.at_low), say(row.at_high), share.unwrap_or_default())
    });
    let count = counted(spec.rows.len(), "input", "inputs");
    let scale = scale_word(spec.axis.scale);
    format!("Tornado chart, {scale}, {count}, base {}. {}.", say(spec.base), joined(items.collect()))
}

pub(super) fn ticks(spec: &TickTable) -> String {
    let rows = spec.rows.iter().zip(&spec.cells).map(|(head, cells)| {
        let named = spec.columns.iter().zip(cells);
        let ticked: Vec<&str> = named
            .clone()
            .filter(|(_, cell)| **cell == TickCell::Yes)
            .map(|(name, _)| name.as_str())
            .collect();
        let said: Vec<String> = named
            .filter_map(|(name, cell)| match cell {
                TickCell::Words(words) => Some(format!("{name} {words}")),
                TickCell::Yes | TickCell::No => None,
            })
            .collect();
        let ticked = if ticked.is_empty() { "nothing".to_owned() } else { ticked.join(", ") };
        let said = if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) };
        format!("{head}: {ticked}{said}")
    });
    let (count, columns) =
        (counted(spec.rows.len(), "row", "rows"), counted(spec.columns.len(), "column", "columns"));
    format!(
        "Table of {} by {}, {count}, {columns}. {}.",
        spec.row_title,
        spec.column_title,
        joined(rows.collect())
    )
}

pub(super) fn heat(spec: &HeatTable) -> String {
    let known = || spec.values.iter().flatten().flatten().copied();
    let (lowest, highest) =
        (known().fold(f64::INFINITY, f64::min), known().fold(f64::NEG_INFINITY, f64::max));
    let current = spec.current.and_then(|(row, column)| {
        let number = (*spec.values.get(row)?.get(column)?)?;
        let (row, column) = (spec.rows.get(row)?, spec.columns.get(column)?);
        let number = value(spec.dimension, number);
        Some(format!(" Now: {} {row}, {} {column}: {number}.", spec.row_title, spec.column_title))
    });
    format!(
        "Table of {} by {}, {} rows, {} columns, from {} to {}.{}",
        spec.row_title,
        spec.column_title,
        spec.rows.len(),
        spec.columns.len(),
        value(spec.dimension, lowest),
        value(spec.dimension, highest),
        current.unwrap_or_default()
    )
}
