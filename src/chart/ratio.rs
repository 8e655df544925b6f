//! The ratio chart: the factors whose product is the ratio of two runs, step by step.

use super::compare::certainty;
use super::context::{dollars, footer, rungs, sources};
use super::spec::{ChartKind, ChartSpec, Factor, Waterfall};
use super::speech::capitalized;
use crate::analysis::{Evaluation, FactorKind, RatioExplanation};
use crate::chart::Badge;
use crate::units::{Dimension, format};

/// Builds the waterfall of a ratio; its last step ends exactly on the ratio.
#[must_use]
pub fn ratio_chart(explanation: &RatioExplanation, of: &Evaluation, to: &Evaluation) -> ChartSpec {
    let figure = explanation.basis.figure();
    let (name, base) = (of.scenario().name.as_str(), to.scenario().name.as_str());
    let known = certainty(of, figure).max(certainty(to, figure));
    // What no factor explains is a row that the chart makes by itself.
    let told = explanation.factors.iter().filter(|factor| factor.kind != FactorKind::Unexplained);
    let factors = told
        .map(|factor| Factor {
            label: capitalized(factor.kind.label()),
            detail: sides(factor.kind.dimension(), factor.of, factor.to),
            factor: factor.ratio,
            certainty: known,
        })
        .collect();
    let badge = explanation.mixed_scope.then(|| Badge::warning("mixed scope"));
    ChartSpec {
        title: explanation.sentence.clone(),
        subtitle: format!("{}: {name} over {base}", figure.label()),
        badges: badge.into_iter().collect(),
        kind: ChartKind::Waterfall(Waterfall::Multiplicative {
            axis_title: format!("{name} over {base}"),
            factors,
            total_label: figure.label().to_owned(),
            ratio: explanation.ratio,
        }),
        footer: footer(
            &[
                &format!("Scope: {}", rungs([of.scenario(), to.scenario()])),
                &dollars([of.scenario(), to.scenario()], figure),
            ],
            &sources([of, to], figure, false),
        ),
        notes: Vec::new(),
    }
}

/// "405 B vs 37.0 B"; nothing for factors that have no two sides.
fn sides(dimension: Dimension, of: f64, to: f64) -> String {
    if dimension == Dimension::Scalar {
        return String::new();
    }
    format!("{} vs {}", format::short(dimension, of), format::short(dimension, to))
}
