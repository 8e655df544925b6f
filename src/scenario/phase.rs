//! One stage of training: its tokens, its hours and the rung from which it counts.

use super::Scope;
use crate::catalog::Sourced;
use crate::units::{AcceleratorHours, Accelerators, Days, Flop, Fraction, Tokens};

/// What a stage does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhaseKind {
    /// The main pre-training run.
    PreTraining,
    /// Training on longer sequences.
    ContextExtension,
    /// Supervised fine-tuning, instruction tuning, generation of its data.
    Supervised,
    /// Reinforcement learning: generated rollouts and training on them.
    Reinforcement,
    /// Post-training as a whole, where its parts are not published apart.
    PostTraining,
    /// The base model that a later model stands on.
    BaseModel,
}

impl PhaseKind {
    /// Every kind in the usual order.
    pub const ALL: [Self; 6] = [
        Self::PreTraining,
        Self::ContextExtension,
        Self::Supervised,
        Self::Reinforcement,
        Self::PostTraining,
        Self::BaseModel,
    ];

    /// The stable id used in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PreTraining => "pre-training",
            Self::ContextExtension => "context-extension",
            Self::Supervised => "supervised",
            Self::Reinforcement => "reinforcement",
            Self::PostTraining => "post-training",
            Self::BaseModel => "base-model",
        }
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id().eq_ignore_ascii_case(id.trim()))
    }

    /// Words for the screen, and the name of a phase that nobody named.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PreTraining => "Pre-training",
            Self::ContextExtension => "Context extension",
            Self::Supervised => "Supervised fine-tuning",
            Self::Reinforcement => "Reinforcement learning",
            Self::PostTraining => "Post-training",
            Self::BaseModel => "Base model",
        }
    }

    /// The rung from which a stage of this kind counts unless its scenario says otherwise.
    #[must_use]
    pub const fn default_scope(self) -> Scope {
        match self {
            Self::PreTraining => Scope::PreTraining,
            Self::ContextExtension | Self::Supervised | Self::PostTraining => Scope::FinalRun,
            Self::Reinforcement | Self::BaseModel => Scope::Reasoning,
        }
    }
}

/// Tokens that the model generates during reinforcement learning, at the cost of inference.
#[derive(Debug, Clone, PartialEq)]
pub struct Rollouts {
    /// Tokens generated, kept or not.
    pub generated_tokens: Sourced<Tokens>,
    /// Share of the dense peak that generation reaches; far below that of training.
    pub generation_mfu: Sourced<Fraction>,
}

/// One stage of training.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Name on screen.
    pub name: String,
    /// What the stage does.
    pub kind: PhaseKind,
    /// The lowest rung that includes it.
    pub counted_from: Scope,
    /// Tokens trained on, repeats included.
    pub tokens: Option<Sourced<Tokens>>,
    /// Sequence length.
    pub context_length: Option<Sourced<Tokens>>,
    /// Training compute as published, which replaces the count from parameters and tokens.
    pub training_compute: Option<Sourced<Flop>>,
    /// Hours as published.
    pub reported_hours: Option<Sourced<AcceleratorHours>>,
    /// Elapsed days as published: they check hours and accelerators and enter no other figure.
    pub reported_days: Option<Sourced<Days>>,
    /// Accelerators, where they differ from the run's.
    pub accelerators: Option<Sourced<Accelerators>>,
    /// Model FLOP utilization, where it differs from the run's.
    pub mfu: Option<Sourced<Fraction>>,
    /// Generation of rollouts.
    pub rollouts: Option<Rollouts>,
}

impl Phase {
    /// A phase of a kind with nothing known about it yet.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: PhaseKind) -> Self {
        Self {
            name: name.into(),
            kind,
            counted_from: kind.default_scope(),
            tokens: None,
            context_length: None,
            training_compute: None,
            reported_hours: None,
            reported_days: None,
            accelerators: None,
            mfu: None,
            rollouts: None,
        }
    }

    /// Whether a rung includes this phase.
    #[must_use]
    pub fn counts_at(&self, scope: Scope) -> bool {
        self.counted_from <= scope.phase_reach()
    }
}
