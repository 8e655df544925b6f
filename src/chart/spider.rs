//! How a figure follows each input: one curve per input, the others at their base.

use super::context::Context;
use super::spec::{Axis, Certainty, ChartKind, ChartSpec, LineSeries, Lines, Scale, XAxis};
use super::ticks::MAX_SERIES;
use super::tornado::lower;
use crate::units::{Dimension, format};

/// What the inputs move along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpiderAxis {
    /// The percentile of each input, 0 to 1.
    Percentile,
    /// The change of each input against its base: 0.1 is 10 % more.
    Change,
}

/// What the figure does along one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// The input.
    pub label: String,
    /// Percentile or change, and the figure there, by rising percentile or change.
    pub points: Vec<(f64, f64)>,
}

impl Strand {
    fn range(&self) -> (f64, f64) {
        let values = || self.points.iter().map(|(_, value)| *value);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    }

    fn size(&self, scale: Scale) -> f64 {
        let (low, high) = self.range();
        match scale {
            Scale::Linear => high - low,
            Scale::Log => libm::log(high / low),
        }
    }
}

/// Builds the spider: the inputs that move the figure most, and the figure at its base as a rule.
#[must_use]
pub fn spider_chart(
    context: &Context,
    base: f64,
    along: SpiderAxis,
    strands: &[Strand],
    scale: Scale,
) -> ChartSpec {
    let mut sorted: Vec<&Strand> = strands.iter().filter(|strand| strand.size(scale) > 0.0).collect();
    sorted.sort_by(|a, b| b.size(scale).total_cmp(&a.size(scale)));
    let say = |value| format::short(context.dimension, value);
    let x_title = match along {
        SpiderAxis::Percentile => "Percentile of each input",
        SpiderAxis::Change => "Change of each input",
    };
    let series = sorted.iter().take(MAX_SERIES).map(|strand| LineSeries {
        name: strand.label.clone(),
        points: strand.points.clone(),
        band: Vec::new(),
        step: false,
        certainty: Certainty::Derived,
    });
    let kind = ChartKind::Lines(Lines {
        x: XAxis::Quantity(Axis::new(Dimension::Fraction, Scale::Linear, x_title)),
        y: Axis::new(context.dimension, scale, context.axis_title())
            .statistic(base, format!("Base {}", say(base))),
        series: series.collect(),
        marks: Vec::new(),
    });
    let title = match sorted.first() {
        Some(first) => {
            let (low, high) = first.range();
            let name = lower(&first.label);
            format!("{}: {name} matters most, from {} to {}", context.subject, say(low), say(high))
        }
        None => format!("{}: no input matters", context.subject),
    };
    let more = sorted.len().saturating_sub(MAX_SERIES);
    let notes = match more {
        0 => Vec::new(),
        1 => vec!["1 more input moves it less than these.".to_owned()],
        _ => vec![format!("{more} more inputs move it less than these.")],
    };
    context.chart(title, "One input at a time", kind, notes)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::context::tests::cost;
    use crate::chart::{Plot, resolve, table};
    use crate::uncertainty::special::normal_quantile;

    /// Log-normal inputs with these medians and spreads; the figure follows a power of each.
    pub(crate) fn strands() -> Vec<Strand> {
        let strand = |label: &str, middle: f64, spread: f64, power: f64| Strand {
            label: label.into(),
            points: (1..=19)
                .map(|step| f64::from(step) / 20.0)
                .map(|p| (p, middle * libm::exp(power * spread * normal_quantile(p))))
                .collect(),
        };
        vec![
            strand("Training tokens", 5.328e6, 0.06, 1.0),
            strand("MFU", 5.53e6, 0.1787, -1.0),
            strand("Rental price", 6.1e6, 0.2575, 1.0),
            strand("PUE", 5.328e6, 0.1, 0.0),
        ]
    }

    #[test]
    fn the_strongest_input_comes_first_and_idle_ones_are_left_out() {
        let spec = spider_chart(&cost(), 5.328e6, SpiderAxis::Percentile, &strands(), Scale::Linear);
        // 6.1 × exp(±0.2575 × 1.645)
        assert_eq!(spec.title, "DeepSeek-V3: rental price matters most, from $3.99 M to $9.32 M");
        let chart = resolve(&spec).expect("resolves");
        let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
        let names: Vec<&str> = plane.lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["Rental price", "MFU", "Training tokens"]);
        let falls = &plane.lines[1].points;
        assert!(
            falls.first().map(|point| point.1) > falls.last().map(|point| point.1),
            "MFU lowers the cost"
        );
        assert_eq!(plane.y.rules[0].label, "Base $5.33 M");
        assert_eq!(plane.x.domain, (0.05, 0.95));
        assert!(chart.text_alternative.contains("Marked: Base $5.33 M at 5.33 million dollars."));
        assert_eq!(table(&spec).rows.len(), 3 * 19);
    }

    #[test]
    fn more_curves_than_can_be_told_apart_are_counted() {
        let many: Vec<Strand> = (1..=9)
            .map(|index| Strand {
                label: format!("Input {index}"),
                points: vec![(-0.1, 5e6), (0.1, 5e6 + f64::from(index) * 1e5)],
            })
            .collect();
        let spec = spider_chart(&cost(), 5e6, SpiderAxis::Change, &many, Scale::Log);
        assert_eq!(spec.notes, ["2 more inputs move it less than these."]);
        let ChartKind::Lines(lines) = &spec.kind else { panic!("expected curves") };
        assert_eq!(lines.series.len(), MAX_SERIES);
        let XAxis::Quantity(axis) = &lines.x else { panic!("expected a quantity") };
        assert_eq!(axis.title, "Change of each input");
    }
}
