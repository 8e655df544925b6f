//! How sure a figure is: its draws as a histogram, and as the share of draws below each value.

use super::context::Context;
use super::spec::{
    Axis, Certainty, ChartKind, ChartSpec, Column, Columns, LineMark, LineSeries, Lines, Scale, XAxis,
};
use super::speech::capitalized;
use super::tornado::lower;
use crate::units::{Dimension, format};

/// Values further away from the draws than this share of their span (or its logarithm) would flatten them: they are said
/// in a note and not marked.
const REACH: f64 = 1.0;

/// Draws of a figure, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// Edges of the bins, rising, one more than bins, in the unit of the figure.
    pub edges: Vec<f64>,
    /// Draws in each bin.
    pub counts: Vec<u64>,
    /// Draws below the first edge and above the last one.
    pub outside: (u64, u64),
    /// Whether the bins are equal factors, shown on a log axis.
    pub log: bool,
    /// P5, P50 and P95.
    pub percentiles: [f64; 3],
    /// A value to hold against the draws.
    pub against: Option<Against>,
}

/// A value to hold against the draws: one that was reported, or claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// What it is: "as reported".
    pub label: String,
    /// The value, in the unit of the figure.
    pub value: f64,
    /// The share of draws below it, 0 to 1, if it was counted.
    pub below: Option<f64>,
}

impl Distribution {
    fn total(&self) -> f64 {
        (self.counts.iter().sum::<u64>() + self.outside.0 + self.outside.1) as f64
    }

    /// The horizontal axis.
    fn axis(&self, context: &Context) -> Axis {
        let scale = if self.log { Scale::Log } else { Scale::Linear };
        let axis = Axis::new(context.dimension, scale, context.axis_title());
        match &self.against {
            Some(against) if self.reaches(against.value) => {
                axis.threshold(against.value, against.words(context.dimension))
            }
            _ => axis,
        }
    }

    /// Whether a value lies near enough to be marked on the axis of the draws.
    fn reaches(&self, value: f64) -> bool {
        let (Some(low), Some(high)) = (self.edges.first(), self.edges.last()) else { return false };
        if self.log && (value <= 0.0 || *low <= 0.0) {
            return false;
        }
        let along = |value: f64| if self.log { libm::log(value) } else { value };
        let room = REACH * (along(*high) - along(*low));
        (along(*low) - room..=along(*high) + room).contains(&along(value))
    }

    fn notes(&self, dimension: Dimension) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(against) = self.against.as_ref().filter(|against| !self.reaches(against.value)) {
            notes.push(format!("{}, beyond this axis.", against.words(dimension)));
        }
        let outside = (self.outside.0 + self.outside.1) as f64 / self.total().max(1.0);
        if outside > 0.0 {
            notes.push(format!("{} of the draws lie beyond this axis.", share(outside)));
        }
        notes
    }
}

impl Against {
    /// "As reported $5.33 M (P30)".
    fn words(&self, dimension: Dimension) -> String {
        let place = self.below.map(|below| format!(" ({})", percentile(below))).unwrap_or_default();
        format!("{} {}{place}", capitalized(&self.label), format::short(dimension, self.value))
    }
}

/// A percentile as people write it: "P30"; beyond the first and last one no digit is certain.
fn percentile(below: f64) -> String {
    match libm::round(below * 100.0) {
        rank if rank < 1.0 => "below P1".to_owned(),
        rank if rank > 99.0 => "above P99".to_owned(),
        rank => format!("P{rank}"),
    }
}

fn share(share: f64) -> String {
    format::significant(Dimension::Fraction, share, 2)
}

/// "P5 $3.76 M" and so on.
fn marks(context: &Context, [p5, p50, p95]: [f64; 3]) -> [(f64, String); 3] {
    [(p5, "P5"), (p50, "P50"), (p95, "P95")]
        .map(|(value, name)| (value, format!("{name} {}", format::short(context.dimension, value))))
}

/// Draws by size: columns, of which the middle 90 % are filled, with P5, P50 and P95.
#[must_use]
pub fn histogram_chart(context: &Context, distribution: &Distribution) -> ChartSpec {
    let [p5, p50, p95] = distribution.percentiles;
    let mut x = distribution.axis(context);
    for (value, label) in marks(context, distribution.percentiles) {
        x = x.statistic(value, label);
    }
    let columns = distribution.edges.windows(2).zip(&distribution.counts).filter_map(|(edges, count)| {
        let [from, to] = edges else { return None };
        Some(Column { from: *from, to: *to, height: *count as f64 })
    });
    let kind = ChartKind::Columns(Columns {
        x,
        y: Axis::new(Dimension::Scalar, Scale::Linear, "Draws"),
        columns: columns.collect(),
        interval: Some((p5, p95)),
        inside_label: "90 % of the draws".into(),
        outside_label: "5 % at either end".into(),
    });
    let say = |value| format::short(context.dimension, value);
    let title = format!("{}: {}, 90 % between {} and {}", context.subject, say(p50), say(p5), say(p95));
    context.chart(title, "", kind, distribution.notes(context.dimension))
}

/// The share of draws below each value, with P5, P50 and P95 on the curve.
#[must_use]
pub fn cdf_chart(context: &Context, distribution: &Distribution) -> ChartSpec {
    let total = distribution.total().max(1.0);
    let mut below = distribution.outside.0;
    let mut points = Vec::with_capacity(distribution.edges.len());
    for (edge, count) in distribution.edges.iter().zip(distribution.counts.iter().chain([&0])) {
        points.push((*edge, below as f64 / total));
        below += count;
    }
    let marks = marks(context, distribution.percentiles).into_iter().zip([0.05, 0.5, 0.95]);
    let kind = ChartKind::Lines(Lines {
        x: XAxis::Quantity(distribution.axis(context)),
        y: Axis::new(Dimension::Fraction, Scale::Linear, "Share of draws below"),
        series: vec![LineSeries {
            name: context.subject.clone(),
            points,
            band: Vec::new(),
            step: false,
            certainty: Certainty::Derived,
        }],
        marks: marks.map(|((x, label), y)| LineMark { x, y, label }).collect(),
    });
    let say = |value| format::short(context.dimension, value);
    let [p5, p50, p95] = distribution.percentiles;
    let title = match &distribution.against {
        Some(Against { label, value, below: Some(below) }) => {
            let label = lower(label);
            format!("{}: {} of the draws lie below {} {label}", context.subject, share(*below), say(*value))
        }
        _ => format!("{}: {}, 90 % between {} and {}", context.subject, say(p50), say(p5), say(p95)),
    };
    context.chart(title, "", kind, distribution.notes(context.dimension))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::chart::context::tests::cost;
    use crate::chart::{Plot, resolve, table};
    use crate::uncertainty::special::normal_cdf;

    /// Price 1.5 to 3.5 and MFU 25 % to 45 %: the product of two log-normals, counted in 40 bins.
    pub(crate) fn draws() -> Distribution {
        let (mean, spread) = (libm::log(6.301e6), 0.3135);
        let edge = |index: usize| 2e6 * libm::pow(10.0, index as f64 / 40.0);
        let below = |value: f64| 1e5 * normal_cdf((libm::log(value) - mean) / spread);
        let edges: Vec<f64> = (0..=40).map(edge).collect();
        let counts: Vec<u64> =
            edges.windows(2).map(|pair| libm::round(below(pair[1]) - below(pair[0])) as u64).collect();
        let first = libm::round(below(edges[0])) as u64;
        let outside = (first, 100_000 - first - counts.iter().sum::<u64>());
        let against =
            Some(Against { label: "as reported".into(), value: 5.328e6, below: Some(below(5.328e6) / 1e5) });
        Distribution { edges, counts, outside, log: true, percentiles: [3.762e6, 6.301e6, 10.552e6], against }
    }

    #[test]
    fn a_histogram_says_median_interval_and_where_the_report_lies() {
        let spec = histogram_chart(&cost(), &draws());
        assert_eq!(spec.title, "DeepSeek-V3: $6.30 M, 90 % between $3.76 M and $10.6 M");
        let chart = resolve(&spec).expect("resolves");
        let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
        let rules: Vec<&str> = plane.x.rules.iter().map(|rule| rule.label.as_str()).collect();
        // ln(5.328 / 6.301) / 0.3135 lies at the 30th percentile of the normal distribution.
        assert_eq!(rules, ["P5 $3.76 M", "As reported $5.33 M (P30)", "P50 $6.30 M", "P95 $10.6 M"]);
        let words = &chart.text_alternative;
        assert!(words.contains("Marked: As reported $5.33 M (P30) at 5.33 million dollars."), "{words}");
        let rows = table(&spec).rows.len();
        assert_eq!(rows, 40);
        assert_eq!(table(&spec).header, ["From (USD)", "To (USD)", "Draws"]);
    }

    #[test]
    fn draws_beyond_the_axis_are_not_hidden() {
        let spec = histogram_chart(&cost(), &draws());
        assert_eq!(spec.notes, ["0.024 % of the draws lie beyond this axis."]);
        let mut narrow = draws();
        narrow.outside = (0, 0);
        assert!(histogram_chart(&cost(), &narrow).notes.is_empty());
    }

    #[test]
    fn the_curve_rises_from_nothing_to_all_and_passes_its_percentiles() {
        let spec = cdf_chart(&cost(), &draws());
        assert_eq!(spec.title, "DeepSeek-V3: 30 % of the draws lie below $5.33 M as reported");
        let chart = resolve(&spec).expect("resolves");
        let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
        assert_eq!(plane.y.domain, (0.0, 1.0));
        assert!(plane.lines[0].points.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        for (value, wanted) in [(3.762e6, 0.05), (6.301e6, 0.5), (10.552e6, 0.95)] {
            let x = plane.x.position(value).expect("on the axis");
            let read = plane.read_at(x).expect("a curve");
            // A crosshair stands on the nearest edge of a bin, at most half a bin away.
            assert!((read.lines[0].y - wanted).abs() < 0.05, "{read:?}");
        }
        let marks: Vec<&str> = plane.points.iter().map(|point| point.label.as_str()).collect();
        assert_eq!(marks, ["P5 $3.76 M", "P50 $6.30 M", "P95 $10.6 M"]);
        assert!(plane.lines[0].marker.is_none(), "a single curve needs no markers");
    }

    #[test]
    fn a_claim_far_away_is_said_and_does_not_flatten_the_draws() {
        let mut far = draws();
        far.against = Some(Against { label: "claimed".into(), value: 1.6e9, below: Some(1.0) });
        let spec = histogram_chart(&cost(), &far);
        assert_eq!(spec.notes[0], "Claimed $1.60 B (above P99), beyond this axis.");
        let chart = resolve(&spec).expect("resolves");
        let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
        assert_eq!(plane.x.rules.len(), 3);
        assert!((plane.x.domain.1 / 2e7 - 1.0).abs() < 1e-12);
        // Nothing and less cannot be marked on a log axis.
        far.against = Some(Against { label: "claimed".into(), value: 0.0, below: None });
        let spec = histogram_chart(&cost(), &far);
        assert_eq!(spec.notes[0], "Claimed $0, beyond this axis.");
        resolve(&spec).expect("resolves");
    }

    #[test]
    fn a_ratio_is_measured_in_times() {
        let context = Context {
            subject: "GPT-4 over DeepSeek-V3".into(),
            measure: "Ratio of costs".into(),
            dimension: Dimension::Ratio,
            ..cost()
        };
        let ratio = Distribution {
            edges: vec![5.0, 10.0, 15.0, 20.0, 25.0],
            counts: vec![100, 500, 300, 100],
            outside: (0, 0),
            log: false,
            percentiles: [7.5, 13.9, 22.5],
            against: Some(Against { label: "claimed".into(), value: 18.0, below: None }),
        };
        let spec = cdf_chart(&context, &ratio);
        assert_eq!(spec.title, "GPT-4 over DeepSeek-V3: 13.9×, 90 % between 7.50× and 22.5×");
        let chart = resolve(&spec).expect("resolves");
        assert!(chart.text_alternative.contains("Marked: Claimed 18.0× at 18 times."), "{chart:?}");
    }

    #[test]
    fn percentiles_are_whole_and_claim_no_digit_beyond_the_last() {
        let said: Vec<String> = [0.0, 0.004, 0.297, 0.99, 0.996, 1.0].map(percentile).to_vec();
        assert_eq!(said, ["below P1", "below P1", "P30", "P99", "above P99", "above P99"]);
    }
}
