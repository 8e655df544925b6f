//! The phases of a run one after another along the wall clock.

use super::compare::certainty;
use super::context::{footer, rungs, sources};
use super::spec::{Axis, ChartKind, ChartSpec, Scale, Step, Waterfall};
use crate::analysis::Evaluation;
use crate::estimate::{FigureId, Missing};
use crate::units::{Dimension, Quantity, format};

/// Builds the timeline of the phases that the scenario's rung counts; its last row is the whole run.
///
/// # Errors
/// The reason why the run has no wall-clock time.
pub fn timeline_chart(evaluation: &Evaluation) -> Result<ChartSpec, Missing> {
    let scenario = evaluation.scenario();
    let total = evaluation.value(FigureId::WallClock)?;
    let known = certainty(evaluation, FigureId::WallClock);
    let mut steps = Vec::new();
    for (phase, figures) in scenario.phases.iter().zip(&evaluation.estimate.phases) {
        let (Ok(days), Ok(hours)) = (figures.wall_clock, figures.hours) else { continue };
        if phase.counts_at(scenario.scope) {
            let accelerators = phase.accelerators.as_ref().unwrap_or(&scenario.hardware.accelerators);
            let count = format::short(Dimension::Accelerators, accelerators.value.base());
            let hours = format::short(Dimension::AcceleratorHours, hours.base());
            steps.push(Step {
                label: phase.name.clone(),
                detail: format!("{hours} on {count}"),
                delta: days.as_days(),
                certainty: known,
            });
        }
    }
    let days = format::short(Dimension::Days, total);
    Ok(ChartSpec {
        title: format!("{}: {days} from the first phase to the last", scenario.name),
        subtitle: "Wall-clock days, one phase after the other".to_owned(),
        badges: Vec::new(),
        kind: ChartKind::Waterfall(Waterfall::Additive {
            axis: Axis::new(Dimension::Days, Scale::Linear, "Days since the start"),
            steps,
            total_label: "Whole run".to_owned(),
        }),
        footer: footer(
            &[&format!("Scope: {}", rungs([scenario]))],
            &sources([evaluation], FigureId::WallClock, false),
        ),
        notes: Vec::new(),
    })
}
