//! Questions that people ask first, each one click away and one undo step.

use super::project::Project;
use crate::estimate::FigureId;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{HoursBasis, ModelKind, Scope};

/// A one-click experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Experiment {
    /// Total parameters where active ones belong: the most common mistake.
    TotalAsActive,
    /// Every run at the subject's rental price.
    SamePrice,
    /// One rung up the scope ladder.
    ClimbRung,
    /// Where the ratio to the largest rival comes from.
    WhyRatio,
}

impl Experiment {
    /// Every experiment in the order of the list.
    pub const ALL: [Self; 4] = [Self::TotalAsActive, Self::SamePrice, Self::ClimbRung, Self::WhyRatio];

    /// The question.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::TotalAsActive => "Count total as active",
            Self::SamePrice => "Same price for all",
            Self::ClimbRung => "Climb one rung",
            Self::WhyRatio => "Why the ratio?",
        }
    }

    /// What it shows.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::TotalAsActive => {
                "A sparse model uses only part of its parameters for each token. See how far off the cost is when the total is used instead."
            }
            Self::SamePrice => {
                "Prices differ by year, chip and contract. One price for all leaves only the hours to compare."
            }
            Self::ClimbRung => {
                "The same model costs more when more is counted: post-training, failed runs, staff, the cluster."
            }
            Self::WhyRatio => "Parameters, tokens, throughput, price: which of them makes the difference.",
        }
    }

    /// Whether the experiment changes anything now.
    #[must_use]
    pub fn is_possible(self, project: &Project) -> bool {
        let Some(base) = project.scenarios.get(project.baseline) else { return false };
        match self {
            Self::TotalAsActive => {
                let model = &base.scenario.model;
                model.kind == ModelKind::MixtureOfExperts
                    && model.active_params.value.as_count() < model.total_params.value.as_count()
            }
            Self::SamePrice => !project.same_price && project.scenarios.len() > 1,
            Self::ClimbRung => next_rung(base.scenario.scope).is_some(),
            Self::WhyRatio => project.scenarios.len() > 1,
        }
    }

    /// Carries the experiment out.
    pub(super) fn run(self, project: &mut Project) {
        let Some(base) = project.scenarios.get(project.baseline) else { return };
        let (key, scope) = (base.key, base.scenario.scope);
        match self {
            Self::TotalAsActive => {
                let total = base.scenario.model.total_params.value.as_count();
                project.selected = project.baseline;
                project.edit(key, |scenario| {
                    InputKey::of(InputId::ActiveParams).edit(scenario, total);
                    // Reported hours would hide what the mistake does to the cost.
                    scenario.hours_basis = HoursBasis::Derived;
                });
            }
            Self::SamePrice => project.same_price = true,
            Self::ClimbRung => {
                if let Some(next) = next_rung(scope) {
                    set_scope(project, next);
                }
            }
            Self::WhyRatio => project.figure = FigureId::AcceleratorHours,
        }
    }
}

/// The rung above.
fn next_rung(scope: Scope) -> Option<Scope> {
    Scope::ALL.get(scope as usize + 1).copied()
}

/// Puts every scenario on one rung.
pub(super) fn set_scope(project: &mut Project, scope: Scope) {
    let keys: Vec<_> = project.scenarios.iter().map(|entry| entry.key).collect();
    for key in keys {
        if project.entry(key).is_some_and(|entry| entry.scenario.scope != scope) {
            project.edit(key, |scenario| scenario.scope = scope);
        }
    }
}
