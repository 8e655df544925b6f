//! The energy chart: from the accelerators' rated power to the facility's meter, one factor at a time.

use super::compare::certainty;
use super::context::{footer, rungs, sources};
use super::spec::{Axis, ChartKind, ChartSpec, Scale, Step, Waterfall};
use super::speech::capitalized;
use crate::analysis::Evaluation;
use crate::estimate::{FigureId, Missing};
use crate::units::{Dimension, Quantity, format};

/// Builds the energy waterfall of one run; its last row is the run's energy.
///
/// # Errors
/// The reason why the run has no energy.
pub fn energy_chart(evaluation: &Evaluation) -> Result<ChartSpec, Missing> {
    let build_up = evaluation.estimate.energy_build_up?;
    let scenario = evaluation.scenario();
    let known = certainty(evaluation, FigureId::Energy);
    let mut reached = 0.0;
    let mut steps = Vec::new();
    for step in build_up.steps() {
        let energy = step.energy.base();
        let detail = if steps.is_empty() {
            "hours × thermal design power".to_owned()
        } else {
            format!("× {}", format::significant(Dimension::Scalar, step.factor, 3))
        };
        steps.push(Step {
            label: capitalized(step.label),
            detail,
            delta: energy - reached,
            certainty: known,
        });
        reached = energy;
    }
    let total = format::short(Dimension::Energy, build_up.total.base());
    Ok(ChartSpec {
        title: format!("{}: {total} at the meter", scenario.name),
        subtitle: format!("Energy, {}", scenario.facility.energy_method.label()),
        badges: Vec::new(),
        kind: ChartKind::Waterfall(Waterfall::Additive {
            axis: Axis::new(Dimension::Energy, Scale::Linear, "Energy"),
            steps,
            total_label: "At the meter".to_owned(),
        }),
        footer: footer(
            &[&format!("Scope: {}", rungs([scenario]))],
            &sources([evaluation], FigureId::Energy, false),
        ),
        notes: Vec::new(),
    })
}
