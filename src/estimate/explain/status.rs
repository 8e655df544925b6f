//! How every figure came about, from one recorded run: what [`explain`](super::explain) says of each, without words.

use super::spec_source;
use crate::catalog::Status;
use crate::estimate::trace::{Kind, Recorder, Trace, Traced};
use crate::estimate::{Draw, Estimate, Figure, FigureId, Missing, estimate};
use crate::scenario::{CheckedScenario, Scope};

/// The status of every figure of a scenario, and of its cost at every rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statuses {
    figures: Vec<(FigureId, Figure<Status>)>,
    ladder: [Figure<Status>; 9],
}

impl Statuses {
    /// The weakest status that a figure rests on; at best derived, unless the figure is an input itself.
    ///
    /// # Errors
    /// The reason why the scenario has no such figure.
    pub fn figure(&self, figure: FigureId) -> Figure<Status> {
        self.figures.iter().find(|(id, _)| *id == figure).map_or(Err(Missing::NoPhase), |(_, status)| *status)
    }

    /// The weakest status that the cost at a rung rests on.
    ///
    /// # Errors
    /// The reason why the scenario has no cost at this rung.
    pub fn rung(&self, scope: Scope) -> Figure<Status> {
        self.ladder.get(scope as usize).copied().unwrap_or(Err(Missing::NoPhase))
    }
}

/// The statuses of a scenario's figures.
#[must_use]
pub fn statuses(checked: &CheckedScenario) -> Statuses {
    let trace = Trace::default();
    let recorded: Estimate<Traced<'_>> = estimate(&Draw::from_scenario(checked, &mut Recorder(&trace)));
    let of_nodes = of_nodes(&trace, checked);
    // A figure that no input enters is a constant of the method.
    let status = |value: Traced<'_>| {
        let known = |id: u32| of_nodes.get(id as usize).copied();
        value.node().and_then(known).unwrap_or(Status::Derived)
    };
    Statuses {
        figures: FigureId::ALL.iter().map(|id| (*id, recorded.figure(*id).map(status))).collect(),
        ladder: Scope::ALL.map(|scope| recorded.cost_at(scope).map(|cost| status(cost.as_usd()))),
    }
}

/// The status of every node, in order: operands come before what uses them.
fn of_nodes(trace: &Trace, checked: &CheckedScenario) -> Vec<Status> {
    let nodes = trace.nodes();
    let mut statuses: Vec<Status> = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        let of = |id: u32| statuses.get(id as usize).copied().unwrap_or(Status::Derived);
        let status = match node.kind {
            Kind::Input(key) => {
                key.get(checked.scenario()).map_or(Status::Estimated, |value| value.provenance.status)
            }
            Kind::Spec(spec) => spec_source(checked, spec).1,
            Kind::Constant(_) => Status::Reported,
            Kind::Operation(_, left, right) => {
                let taken = u32::try_from(index).map_or(0, |id| trace.seen(id));
                if taken as usize == index {
                    Status::Derived.combine(of(left)).combine(of(right))
                } else {
                    of(taken)
                }
            }
            Kind::Named(_, inner) => Status::Derived.combine(of(inner)),
        };
        statuses.push(status);
    }
    statuses
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::estimate::explain;
    use crate::files::Library;
    use crate::files::presets::shipped_catalog;

    #[test]
    fn every_status_is_that_of_the_explanation() {
        let catalog = shipped_catalog().unwrap();
        for entry in Library::load(catalog, None).scenarios {
            let checked = entry.scenario.check(catalog).unwrap();
            let statuses = statuses(&checked);
            for id in FigureId::ALL {
                let explained = explain(&checked, *id).map(|explanation| explanation.status);
                assert_eq!(statuses.figure(*id), explained, "{} {}", entry.id, id.id());
            }
            for scope in Scope::ALL {
                let mut moved = Arc::clone(&entry.scenario);
                Arc::make_mut(&mut moved).scope = scope;
                let explained = explain(&moved.check(catalog).unwrap(), FigureId::Cost);
                let explained = explained.map(|explanation| explanation.status);
                assert_eq!(statuses.rung(scope), explained, "{} {}", entry.id, scope.letter());
            }
        }
    }
}
