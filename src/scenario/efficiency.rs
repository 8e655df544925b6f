//! How much of the peak and of the time a run uses, and how FLOP are counted.

use crate::catalog::Sourced;
use crate::units::{AcceleratorHours, Fraction, Seconds};

/// How training FLOP are counted. See `METHODOLOGY.md`, section compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Convention {
    /// Six times active parameters times tokens; attention scores are left out.
    SixNd,
    /// From the architecture, attention counted over the causal half of the matrix.
    Causal,
    /// From the architecture, attention counted over the full matrix.
    NonCausal,
    /// The causal count with every forward pass recomputed once: hardware FLOP.
    CausalRecompute,
    /// The non-causal count with every forward pass recomputed once: hardware FLOP.
    NonCausalRecompute,
}

impl Convention {
    /// Every convention.
    pub const ALL: [Self; 5] =
        [Self::SixNd, Self::Causal, Self::NonCausal, Self::CausalRecompute, Self::NonCausalRecompute];

    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SixNd => "6nd",
            Self::Causal => "causal",
            Self::NonCausal => "non-causal",
            Self::CausalRecompute => "causal-recompute",
            Self::NonCausalRecompute => "non-causal-recompute",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SixNd => "6ND",
            Self::Causal => "causal attention",
            Self::NonCausal => "full attention",
            Self::CausalRecompute => "causal + recompute (HFU)",
            Self::NonCausalRecompute => "full + recompute (HFU)",
        }
    }

    /// Whether the count needs the architecture.
    #[must_use]
    pub const fn needs_architecture(self) -> bool {
        !matches!(self, Self::SixNd)
    }

    /// The same count of model FLOP, without recomputation.
    #[must_use]
    pub const fn without_recompute(self) -> Self {
        match self {
            Self::CausalRecompute => Self::Causal,
            Self::NonCausalRecompute => Self::NonCausal,
            Self::SixNd | Self::Causal | Self::NonCausal => self,
        }
    }

    /// Whether the count includes recomputation, so that its utilization is an HFU and not an MFU.
    #[must_use]
    pub const fn includes_recompute(self) -> bool {
        matches!(self, Self::CausalRecompute | Self::NonCausalRecompute)
    }
}

/// Whether hours are taken as published or derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HoursBasis {
    /// Published hours where a phase has them, derived ones elsewhere.
    Reported,
    /// Derived from compute where a phase has it, published ones elsewhere.
    Derived,
}

impl HoursBasis {
    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
        }
    }
}

/// Where the MFU in force comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MfuMethod {
    /// The stated value.
    Stated,
    /// The median of published runs like this one.
    ReferenceClass,
    /// What the reported hours imply.
    Implied,
}

impl MfuMethod {
    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::ReferenceClass => "reference-class",
            Self::Implied => "implied",
        }
    }
}

/// Where the goodput in force comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GoodputMethod {
    /// The stated value.
    Stated,
    /// Derived from failures, checkpoints and restarts.
    Failures,
}

impl GoodputMethod {
    /// The stable id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Failures => "failures",
        }
    }
}

/// What failures cost a run: Young and Daly's model.
#[derive(Debug, Clone, PartialEq)]
pub struct FailureModel {
    /// Accelerator-hours per unexpected interruption.
    pub hours_per_interruption: Sourced<AcceleratorHours>,
    /// Time that a checkpoint blocks training.
    pub checkpoint_time: Sourced<Seconds>,
    /// Time from an interruption to training again.
    pub restart_time: Sourced<Seconds>,
}

/// Utilization of the peak and of the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Efficiency {
    /// Which MFU is in force.
    pub mfu_method: MfuMethod,
    /// The stated model FLOP utilization, against the dense peak of the hardware's MFU precision and counted by the
    /// scenario's FLOP convention.
    pub mfu: Sourced<Fraction>,
    /// Which goodput is in force.
    pub goodput_method: GoodputMethod,
    /// The stated share of wall-clock time that advanced the kept run. One where the MFU is end to end already.
    pub goodput: Sourced<Fraction>,
    /// Failures, checkpoints and restarts.
    pub failures: FailureModel,
}
