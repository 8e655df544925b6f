//! What a person decides: the model, its training phases, the cluster, efficiency, price, energy and scope.
//!
//! A [`Scenario`] may be incomplete or wrong; [`Scenario::check`] turns it into a [`CheckedScenario`], on which
//! every formula is total. No file is read here.

mod architecture;
mod choice;
pub mod defaults;
mod efficiency;
mod facility;
pub mod input;
mod limits;
mod phase;
mod pricing;
mod program;
mod range;
mod scope;
mod setting;
mod uncertainty;
mod validate;

use std::sync::Arc;

pub use architecture::{Architecture, Attention, Biases, Experts, FeedForward, HeadNorms, Norms};
pub use choice::{ChoiceId, UnknownChoice};
pub use efficiency::{Convention, Efficiency, FailureModel, GoodputMethod, HoursBasis, MfuMethod};
pub use facility::{EnergyMethod, Facility};
pub use limits::{Limits, limits};
pub use phase::{Phase, PhaseKind, Rollouts};
pub use pricing::{Ownership, OwnershipMethod, Pricing};
pub use program::{Program, Serving, Staff};
pub use range::{Family, Range};
pub use scope::{Part, Scope};
pub use setting::{
    SettingError, apply_setting, input_named, samples, set_accelerator, set_kind, set_number, set_quote,
    set_range, set_site, set_text, setting_keys,
};
pub use uncertainty::{
    Correlation, FEWEST_SAMPLES, MOST_SAMPLES, Ranged, Sampling, USUAL_SAMPLES, USUAL_SEED, Uncertainty,
};
pub use validate::{CheckedScenario, Problem, check_value};

use crate::catalog::{Accelerator, Date, Precision, Sourced};
use crate::units::{Accelerators, FlopPerSec, Params};

/// Dense, or a mixture of experts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelKind {
    /// Every parameter takes part in every token.
    Dense,
    /// Only some experts take part in a token.
    MixtureOfExperts,
}

impl ModelKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Dense, Self::MixtureOfExperts];

    /// The stable id used in files and `--set`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::MixtureOfExperts => "moe",
        }
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// The model that is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Dense or sparse.
    pub kind: ModelKind,
    /// All parameters: what memory has to hold.
    pub total_params: Sourced<Params>,
    /// Parameters active per token: what compute counts.
    pub active_params: Sourced<Params>,
    /// Layers, widths and experts, where published.
    pub architecture: Option<Architecture>,
}

/// The accelerators that train it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hardware {
    /// Id of the accelerator in the catalogue, or of [`Self::custom`].
    pub accelerator: String,
    /// An accelerator that travels with the scenario, for chips that the catalogue does not have.
    pub custom: Option<Arc<Accelerator>>,
    /// How many work on the run.
    pub accelerators: Sourced<Accelerators>,
    /// The precision whose dense peak the MFU is measured against.
    pub mfu_precision: Precision,
    /// A dense peak that replaces the data sheet's.
    pub peak_dense: Option<Sourced<FlopPerSec>>,
}

/// One training run with everything that its estimate needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Stable kebab-case id.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// Who trained the model.
    pub developer: String,
    /// Release of the model.
    pub released: Option<Date>,
    /// A remark.
    pub note: String,
    /// The model.
    pub model: Model,
    /// Training phases in order.
    pub phases: Vec<Phase>,
    /// The cluster.
    pub hardware: Hardware,
    /// How much of the peak and of the time is used.
    pub efficiency: Efficiency,
    /// Rental and ownership prices.
    pub pricing: Pricing,
    /// Power, site, carbon and water.
    pub facility: Facility,
    /// What surrounds the final run: experiments, staff, fleet, serving.
    pub program: Program,
    /// What the headline number includes.
    pub scope: Scope,
    /// Whether hours are taken as reported or derived from compute.
    pub hours_basis: HoursBasis,
    /// How FLOP are counted.
    pub convention: Convention,
    /// Which inputs are ranges, and how they are drawn.
    pub uncertainty: Uncertainty,
}

impl Scenario {
    /// The phase whose tokens and compute stand for the run: the first pre-training phase, else the first.
    #[must_use]
    pub fn main_phase(&self) -> Option<usize> {
        let pretraining = self.phases.iter().position(|phase| phase.kind == PhaseKind::PreTraining);
        pretraining.or((!self.phases.is_empty()).then_some(0))
    }
}
