//! What each rung of the ladder includes, part by part, for a table of ticks.

use super::Scope;

/// A part of what developing and running a model costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The main pre-training run.
    PreTraining,
    /// Context extension and post-training.
    FurtherStages,
    /// Reasoning reinforcement learning, or the base model that the run stands on.
    ReasoningOrBase,
    /// Research runs, ablations, failed runs.
    Experiments,
    /// Research and development staff.
    Staff,
    /// The part of the cluster's life that the run does not use.
    RestOfCluster,
    /// Serving of the model.
    Serving,
}

impl Part {
    /// Every part, in the order of a table.
    pub const ALL: [Self; 7] = [
        Self::PreTraining,
        Self::FurtherStages,
        Self::ReasoningOrBase,
        Self::Experiments,
        Self::Staff,
        Self::RestOfCluster,
        Self::Serving,
    ];

    /// Words for the head of a column.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PreTraining => "Pre-training",
            Self::FurtherStages => "Further stages",
            Self::ReasoningOrBase => "RL or base",
            Self::Experiments => "Experiments",
            Self::Staff => "Staff",
            Self::RestOfCluster => "Rest of cluster",
            Self::Serving => "Serving",
        }
    }
}

impl Scope {
    /// Whether the rung includes a part; agrees with [`Scope::includes`] and [`Scope::leaves_out`].
    #[must_use]
    pub const fn has(self, part: Part) -> bool {
        match part {
            Part::PreTraining => true,
            Part::FurtherStages => !matches!(self, Self::PreTraining),
            Part::ReasoningOrBase => matches!(self, Self::Reasoning | Self::Fleet),
            Part::Experiments => matches!(self, Self::Experiments | Self::Staff | Self::Fleet),
            Part::Staff => matches!(self, Self::Staff),
            Part::RestOfCluster => matches!(self, Self::ClusterPurchase | Self::Fleet),
            Part::Serving => matches!(self, Self::Fleet | Self::Lifetime),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ticks and the sentences beside the headline are two tellings of one thing.
    #[test]
    fn what_a_rung_ticks_its_words_do_not_leave_out() {
        let words = [
            (Part::FurtherStages, "post-training"),
            (Part::Experiments, "experiments"),
            (Part::Experiments, "prior research"),
            (Part::Staff, "staff"),
            (Part::Serving, "serving"),
            (Part::RestOfCluster, "idle time of the rest"),
        ];
        for scope in Scope::ALL {
            for (part, word) in words {
                assert!(
                    !(scope.has(part) && scope.leaves_out().contains(word)),
                    "{}: {} is ticked and left out",
                    scope.letter(),
                    part.label()
                );
            }
        }
        assert!(Scope::Staff.has(Part::Experiments) && !Scope::Ownership.has(Part::Experiments));
    }

    #[test]
    fn nothing_that_a_rung_names_is_without_its_tick() {
        for (word, part) in [
            ("pre-training", Part::PreTraining),
            ("post-training", Part::FurtherStages),
            ("reinforcement", Part::ReasoningOrBase),
            ("experiments", Part::Experiments),
            ("serving", Part::Serving),
            ("whole cluster", Part::RestOfCluster),
        ] {
            for scope in Scope::ALL.into_iter().filter(|scope| scope.includes().contains(word)) {
                assert!(scope.has(part), "{}: {word}", scope.letter());
            }
        }
    }
}
