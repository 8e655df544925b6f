//! The charts of one figure with its uncertainty: tornado, histogram, curve, spider and shares.

use super::context::{Context, dollars, sources};
use super::distribution::{Against, Distribution, cdf_chart, histogram_chart};
use super::shares::{Share, shares_chart};
use super::spec::{ChartSpec, Scale};
use super::spider::{SpiderAxis, Strand, spider_chart};
use super::tornado::{Swing, tornado_chart};
use crate::analysis::{Evaluation, UncertainFigure};
use crate::estimate::FigureId;
use crate::units::{Dimension, format};

/// How the uncertainty of a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UncertainChart {
    /// One input at a time.
    #[default]
    Tornado,
    /// How often each value comes out.
    Histogram,
    /// The probability to stay below each value.
    Curve,
    /// The figure along every input.
    Spider,
    /// Shares of variance.
    Shares,
}

impl UncertainChart {
    /// Every chart, in the order of the chips.
    pub const ALL: [Self; 5] = [Self::Tornado, Self::Histogram, Self::Curve, Self::Spider, Self::Shares];

    /// The stable id on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tornado => "tornado",
            Self::Histogram => "histogram",
            Self::Curve => "curve",
            Self::Spider => "spider",
            Self::Shares => "shares",
        }
    }
}

/// Draws the uncertainty of a figure of a scenario, or of its ratio to that of a rival.
#[must_use]
pub fn uncertain_chart(
    figure: &UncertainFigure,
    subject: &Evaluation,
    rival: Option<&Evaluation>,
    which: UncertainChart,
    scale: Scale,
) -> ChartSpec {
    let context = context(figure, subject, rival);
    let label = |factor: usize| {
        figure.plan.factors().get(factor).map(|factor| factor.label.clone()).unwrap_or_default()
    };
    let base = figure.outcome.point;
    match which {
        UncertainChart::Tornado => {
            let bars = figure.bars.iter().map(|bar| Swing {
                label: label(bar.factor),
                detail: ends(figure, bar.factor, bar.low, bar.high),
                at_low: bar.at_low,
                at_high: bar.at_high,
                share: figure.share_of(bar.factor).map(|share| share.total),
            });
            tornado_chart(&context, base, &bars.collect::<Vec<_>>(), scale)
        }
        UncertainChart::Histogram => histogram_chart(&context, &distribution(figure)),
        UncertainChart::Curve => cdf_chart(&context, &distribution(figure)),
        UncertainChart::Spider => {
            let strands = figure.lines.iter().map(|line| Strand {
                label: label(line.factor),
                points: line.points.iter().map(|(percentile, _, figure)| (*percentile, *figure)).collect(),
            });
            spider_chart(&context, base, SpiderAxis::Percentile, &strands.collect::<Vec<_>>(), scale)
        }
        UncertainChart::Shares => {
            let shares = figure.shares.shares.iter().map(|share| Share {
                label: figure.plan.label(&share.factors),
                detail: String::new(),
                first: Some(share.first_order.max(0.0)),
                total: Some(share.total),
            });
            shares_chart(&context, &shares.collect::<Vec<_>>())
        }
    }
}

/// `$1.50 to $3.50`.
fn ends(figure: &UncertainFigure, factor: usize, low: f64, high: f64) -> String {
    let dimension =
        figure.plan.factors().get(factor).map_or(Dimension::Scalar, |factor| factor.key.id.spec().dimension);
    format!("{} to {}", format::short(dimension, low), format::short(dimension, high))
}

fn distribution(figure: &UncertainFigure) -> Distribution {
    let outcome = &figure.outcome;
    let histogram = outcome.histogram();
    Distribution {
        edges: histogram.edges,
        counts: histogram.counts,
        outside: histogram.outside,
        log: histogram.logarithmic,
        percentiles: [outcome.p5.value, outcome.p50.value, outcome.p95.value],
        against: Some(Against {
            label: "Without uncertainty".to_owned(),
            value: outcome.point,
            below: Some(outcome.share_below(outcome.point).value),
        }),
    }
}

fn context(figure: &UncertainFigure, subject: &Evaluation, rival: Option<&Evaluation>) -> Context {
    let scenario = subject.scenario();
    let name = scenario.name.clone();
    // The scope stands beside it.
    let measure = if figure.figure == FigureId::Cost { "Cost" } else { figure.figure.label() };
    let samples = format::full(f64::from(figure.plan.samples()));
    Context {
        subject: match rival {
            Some(rival) => format!("{name} over {}", rival.scenario().name),
            None => name,
        },
        measure: if rival.is_some() {
            format!("Ratio of {}", super::tornado::lower(measure))
        } else {
            measure.to_owned()
        },
        dimension: if rival.is_some() { Dimension::Ratio } else { figure.figure.dimension() },
        scope: format!("{} – {}", scenario.scope.letter(), scenario.scope.name()),
        method: format!("{samples} samples, seed {}", figure.plan.seed()),
        dollars: match rival {
            Some(_) => String::new(),
            None => dollars([scenario], figure.figure),
        },
        sources: sources(std::iter::once(subject).chain(rival), figure.figure, true),
        badges: Vec::new(),
    }
}
