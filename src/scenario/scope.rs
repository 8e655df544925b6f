//! The scope ladder: what a cost number includes, from the pre-training run to a product's lifetime.

mod parts;

pub use parts::Part;

/// A rung of the scope ladder. Numbers of unlike rungs must not be compared without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A: the pre-training run, rented.
    PreTraining,
    /// B: the final run with every stage of the model, rented.
    FinalRun,
    /// C: with reasoning reinforcement learning, or with the base model it stands on.
    Reasoning,
    /// D: with experiments and failed runs.
    Experiments,
    /// E: with research and development staff.
    Staff,
    /// F: the owner's share: levelized servers, network, building and energy for the hours used.
    Ownership,
    /// G: buying the cluster.
    ClusterPurchase,
    /// H: the company's fleet.
    Fleet,
    /// I: the model's lifetime with serving.
    Lifetime,
}

impl Scope {
    /// Every rung from the bottom.
    pub const ALL: [Self; 9] = [
        Self::PreTraining,
        Self::FinalRun,
        Self::Reasoning,
        Self::Experiments,
        Self::Staff,
        Self::Ownership,
        Self::ClusterPurchase,
        Self::Fleet,
        Self::Lifetime,
    ];

    /// The rung's letter, which is also its id in files, `--set` and JSON.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::PreTraining => "A",
            Self::FinalRun => "B",
            Self::Reasoning => "C",
            Self::Experiments => "D",
            Self::Staff => "E",
            Self::Ownership => "F",
            Self::ClusterPurchase => "G",
            Self::Fleet => "H",
            Self::Lifetime => "I",
        }
    }

    /// The rung's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PreTraining => "Pre-training, rental",
            Self::FinalRun => "Final run, rental",
            Self::Reasoning => "With reasoning RL or base model, rental",
            Self::Experiments => "With experiments and failed runs",
            Self::Staff => "With R&D staff",
            Self::Ownership => "Ownership share",
            Self::ClusterPurchase => "Cluster purchase",
            Self::Fleet => "Company fleet",
            Self::Lifetime => "Lifetime with serving",
        }
    }

    /// A short name for a chip.
    #[must_use]
    pub const fn chip(self) -> &'static str {
        match self {
            Self::PreTraining => "Pre-training",
            Self::FinalRun => "Final run",
            Self::Reasoning => "+ RL / base",
            Self::Experiments => "+ Experiments",
            Self::Staff => "+ Staff",
            Self::Ownership => "Own",
            Self::ClusterPurchase => "Buy",
            Self::Fleet => "Fleet",
            Self::Lifetime => "Lifetime",
        }
    }

    /// What the rung includes, in plain words.
    #[must_use]
    pub const fn includes(self) -> &'static str {
        match self {
            Self::PreTraining => "accelerator time of the main pre-training run at a rental price",
            Self::FinalRun => {
                "accelerator time of every stage that produced the model: pre-training, context extension, post-training"
            }
            Self::Reasoning => {
                "the final run, the reasoning reinforcement learning that follows and the base model it stands on"
            }
            Self::Experiments => {
                "the final run times a multiplier for research runs, ablations and failed runs"
            }
            Self::Staff => "experiments and the people who did the research and development",
            Self::Ownership => {
                "the owner's cost of the hours used: servers, network, building, energy and operations over their life"
            }
            Self::ClusterPurchase => {
                "the purchase of the whole cluster that the run used, not only its share of it"
            }
            Self::Fleet => "every accelerator that the company bought, and its operation",
            Self::Lifetime => "the final run and the serving of the model",
        }
    }

    /// What the rung leaves out, in plain words.
    #[must_use]
    pub const fn leaves_out(self) -> &'static str {
        match self {
            Self::PreTraining => {
                "context extension, post-training, experiments and failed runs, staff, data, buildings, serving"
            }
            Self::FinalRun => "prior research, ablations and failed runs, staff, data, buildings, serving",
            Self::Reasoning => "prior research, ablations and failed runs, staff, data, buildings, serving",
            Self::Experiments => "staff, data, buildings, serving",
            Self::Staff => "data, buildings, serving",
            Self::Ownership => {
                "experiments and failed runs, staff, data, idle time of the rest of the cluster, serving"
            }
            Self::ClusterPurchase => "energy, operation, buildings, staff; the cluster outlives the run",
            Self::Fleet => "staff; the fleet also serves, trades and trains other models",
            Self::Lifetime => "experiments and failed runs, staff, data",
        }
    }

    /// The highest rung whose phases this one includes. Rungs above C build on the final run, not on C.
    #[must_use]
    pub fn phase_reach(self) -> Self {
        if self > Self::Reasoning { Self::FinalRun } else { self }
    }

    /// The rung with this letter, in either case.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.letter().eq_ignore_ascii_case(letter.trim()))
    }
}
