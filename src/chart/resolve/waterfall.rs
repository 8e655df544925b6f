//! Resolves waterfalls: factors of a ratio on a log axis, steps of a total on a linear one.

use super::{
    ChartError, Named, Parts, area_swatch, axis, certainty_legend, certainty_word, exact, pattern, place,
};
use crate::chart::alt;
use crate::chart::resolved::{
    ColorRole, EndLabel, Fill, Lane, Pattern, Plot, ResolvedAxis, Row, RowPiece, RowsPlot, Rule,
};
use crate::chart::spec::{Axis, Certainty, Factor, RuleKind, Scale, Step, Waterfall};
use crate::chart::ticks::{AxisError, Room, X_LABELS};
use crate::units::{Dimension, format};

/// A remainder below this share is rounding of the inputs' arithmetic, not something unexplained.
const NEGLIGIBLE: f64 = 1e-9;

pub(super) fn waterfall(spec: &Waterfall) -> Result<Parts, ChartError> {
    match spec {
        Waterfall::Multiplicative { axis_title, factors, total_label, ratio } => {
            multiplicative(axis_title, factors, total_label, *ratio)
        }
        Waterfall::Additive { axis, steps, total_label } => additive(axis, steps, total_label),
    }
}

/// One row before it is placed on the axis.
struct Bar {
    label: String,
    detail: String,
    from: f64,
    to: f64,
    text: String,
    fill: Fill,
    emphasis: bool,
    hover: String,
}

fn multiplicative(title: &str, factors: &[Factor], total: &str, ratio: f64) -> Result<Parts, ChartError> {
    if factors.is_empty() {
        return Err(ChartError::Empty("factor"));
    }
    let named = factors.iter().map(|factor| (factor.label.as_str(), factor.factor));
    for (name, value) in named.chain([(total, ratio)]) {
        positive(name, value)?;
    }
    let mut bars = Vec::with_capacity(factors.len() + 2);
    let mut reached = 1.0;
    for factor in factors {
        let next = reached * factor.factor;
        let text = factor_text(factor.factor);
        let word = certainty_word(factor.certainty);
        bars.push(Bar {
            label: factor.label.clone(),
            detail: factor.detail.clone(),
            from: reached,
            to: next,
            fill: Fill { role: direction(factor.factor >= 1.0), pattern: step_pattern(factor.certainty) },
            hover: format!("{}: {text}, {word} ({})", factor.label, factor.detail),
            text,
            emphasis: false,
        });
        reached = next;
    }
    let rest = ratio / reached;
    if (rest - 1.0).abs() > NEGLIGIBLE {
        let text = factor_text(rest);
        bars.push(Bar {
            label: "Not explained".into(),
            detail: String::new(),
            from: reached,
            to: ratio,
            fill: Fill { role: ColorRole::Rival, pattern: Pattern::Hollow },
            hover: format!("Not explained by the factors: {text}"),
            text,
            emphasis: false,
        });
    } else if let Some(last) = bars.last_mut() {
        last.to = ratio;
    }
    let text = factor_text(ratio);
    bars.push(total_bar(total, 1.0, ratio, text.clone(), format!("{total}: {text}")));
    let ratio_axis = Axis::new(Dimension::Ratio, Scale::Log, title);
    let text_alternative = alt::factors(factors, (rest, NEGLIGIBLE), total, ratio);
    let used: Vec<Certainty> = factors.iter().map(|factor| factor.certainty).collect();
    finish(&ratio_axis, 1.0, bars, &used, text_alternative)
}

fn positive(place: &str, value: f64) -> Result<(), ChartError> {
    let error = match value {
        v if !v.is_finite() => AxisError::NotFinite(v),
        v if v <= 0.0 => AxisError::NotPositive(v),
        _ => return Ok(()),
    };
    Err(ChartError::Axis { place: place.to_owned(), error })
}

fn additive(spec: &Axis, steps: &[Step], total: &str) -> Result<Parts, ChartError> {
    if spec.scale == Scale::Log {
        return Err(ChartError::NeedsLinear("build-up"));
    }
    if steps.is_empty() {
        return Err(ChartError::Empty("step"));
    }
    let mut bars = Vec::with_capacity(steps.len() + 1);
    let mut reached = 0.0;
    for step in steps {
        let next = reached + step.delta;
        let value = format::short(spec.dimension, step.delta);
        // The first step starts from nothing: it is an amount, not a change.
        let text = if bars.is_empty() || step.delta < 0.0 { value } else { format!("+{value}") };
        let word = certainty_word(step.certainty);
        bars.push(Bar {
            label: step.label.clone(),
            detail: step.detail.clone(),
            from: reached,
            to: next,
            text,
            fill: Fill { role: direction(step.delta >= 0.0), pattern: step_pattern(step.certainty) },
            emphasis: false,
            hover: format!("{}: {}, {word}", step.label, exact(spec.dimension, step.delta)),
        });
        reached = next;
    }
    let text = format::short(spec.dimension, reached);
    let hover = format!("{total}: {}", exact(spec.dimension, reached));
    bars.push(total_bar(total, 0.0, reached, text, hover));
    let used: Vec<Certainty> = steps.iter().map(|step| step.certainty).collect();
    finish(spec, 0.0, bars, &used, alt::steps(spec, steps, total, reached))
}

fn total_bar(label: &str, from: f64, to: f64, text: String, hover: String) -> Bar {
    Bar {
        label: label.to_owned(),
        detail: String::new(),
        from,
        to,
        text,
        fill: Fill { role: ColorRole::Baseline, pattern: Pattern::Solid },
        emphasis: true,
        hover,
    }
}

/// The way up is the subject; the way down is muted. The axis and the sign say the same without color.
fn direction(up: bool) -> ColorRole {
    if up { ColorRole::Focus } else { ColorRole::Rival }
}

/// Steps are computed by their nature, so only doubt needs a pattern.
fn step_pattern(certainty: Certainty) -> Pattern {
    if certainty == Certainty::Derived { Pattern::Solid } else { pattern(certainty) }
}

/// Two decimals; near one a third, so that the factor differs from it. A factor below one points down.
fn factor_text(factor: f64) -> String {
    let digits = match factor {
        f if (f - 1.0).abs() < 0.000_5 => 3,
        f if (0.99..1.0).contains(&f) => 3,
        f if (1.0..1.01).contains(&f) => 4,
        f if f < 1.0 => 2,
        f if f < 10.0 => 3,
        f if f < 100.0 => 4,
        _ => 3,
    };
    let text = format::significant(Dimension::Ratio, factor, digits);
    if factor < 0.999_5 { format!("{text} ▼") } else { text }
}

fn finish(
    spec: &Axis,
    origin: f64,
    bars: Vec<Bar>,
    used: &[Certainty],
    text_alternative: String,
) -> Result<Parts, ChartError> {
    let values: Vec<Named<'_>> =
        bars.iter().flat_map(|bar| [(bar.label.as_str(), bar.from), (bar.label.as_str(), bar.to)]).collect();
    let room = if spec.scale == Scale::Log { Room::FromOne } else { Room::ForBars };
    let axis = axis(spec, &values, room, X_LABELS)?;
    let base = Rule { position: place(&axis, origin), label: String::new(), kind: RuleKind::Statistic };
    let doubtful: Vec<Certainty> = used.iter().copied().filter(|kind| *kind > Certainty::Derived).collect();
    let last = bars.len().saturating_sub(1);
    let rows = bars.into_iter().enumerate().map(|(index, bar)| row(bar, &axis, index == last)).collect();
    Ok(Parts {
        plot: Plot::Rows(RowsPlot { axis, base: Some(base), aside_title: String::new(), rows }),
        legend: certainty_legend(&doubtful, area_swatch),
        text_alternative,
    })
}

fn row(bar: Bar, axis: &ResolvedAxis, last: bool) -> Row {
    let (from, to) = (place(axis, bar.from), place(axis, bar.to));
    let (start, end) = (from.min(to), from.max(to));
    let (lane, fill, hover) = (Lane::WHOLE, bar.fill, bar.hover.clone());
    Row {
        detail: bar.detail,
        emphasis: bar.emphasis,
        value_label: EndLabel { text: bar.text, position: end },
        pieces: vec![RowPiece { start, end, lane, fill, texts: Vec::new(), hover }],
        connector: (!last).then_some(to),
        ..Row::plain(&bar.label, bar.hover)
    }
}
