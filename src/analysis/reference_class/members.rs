//! Which published runs say how much of its peak a run reaches end to end, and why the others do not.

use std::sync::Arc;

use super::model::{Observation, Traits};
use crate::catalog::{Accelerator, Catalog, PublishedRun, RunShape, Status};
use crate::estimate::compute::flop_per_token_6n;
use crate::estimate::throughput;
use crate::units::{Flop, FlopPerSec, Fraction, Quantity};

/// Hardware of one generation, which reaches like shares of its peak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AcceleratorClass {
    /// NVIDIA Volta and older.
    V100,
    /// NVIDIA Ampere: A100, A800.
    A100,
    /// NVIDIA Hopper: H100, H800, H200, GH200, H20.
    H100,
    /// NVIDIA Blackwell and later.
    Blackwell,
    /// Google's tensor processing units.
    Tpu,
    /// Every other accelerator.
    Other,
}

impl AcceleratorClass {
    /// Every class.
    pub const ALL: [Self; 6] = [Self::V100, Self::A100, Self::H100, Self::Blackwell, Self::Tpu, Self::Other];

    /// The class of an accelerator, by its chip.
    #[must_use]
    pub fn of(accelerator: &Accelerator) -> Self {
        match accelerator.chip_family.as_str() {
            "P100" | "V100" => Self::V100,
            "A100" | "A800" => Self::A100,
            "H100" | "H800" | "H200" | "GH200" | "H20" => Self::H100,
            "B100" | "B200" | "GB200" | "B300" | "GB300" | "VR200" => Self::Blackwell,
            _ if accelerator.is_tpu() => Self::Tpu,
            _ => Self::Other,
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::V100 => "V100 class",
            Self::A100 => "A100 class",
            Self::H100 => "H100 class",
            Self::Blackwell => "Blackwell",
            Self::Tpu => "TPU",
            Self::Other => "other accelerators",
        }
    }
}

/// A published run with the efficiency that its hours imply.
#[derive(Debug, Clone)]
pub struct Member {
    /// The run.
    pub run: Arc<PublishedRun>,
    /// Six FLOP per active parameter and token over hours and dense 16-bit peak.
    pub mfu: Fraction,
    /// Generation of its accelerator.
    pub class: AcceleratorClass,
    pub(super) observation: Observation,
}

impl Member {
    /// Whether the model is a mixture of experts.
    #[must_use]
    pub fn is_sparse(&self) -> bool {
        self.observation.traits.sparse
    }
}

/// The published runs that can be learned from, and those with hours that cannot.
#[derive(Debug, Clone, Default)]
pub struct ReferenceRuns {
    /// Runs that can be learned from.
    pub members: Vec<Member>,
    /// Runs with hours that cannot, and why.
    pub left_out: Vec<(Arc<PublishedRun>, &'static str)>,
}

/// No run has exceeded this end to end; more means that hours or tokens are rounded.
const CREDIBLE_MFU: f64 = 0.60;

/// Sorts the published runs that report hours.
#[must_use]
pub fn reference_runs(catalog: &Catalog) -> ReferenceRuns {
    let mut runs = ReferenceRuns::default();
    for run in catalog.runs.iter().filter(|run| run.hours.is_some()) {
        match member(catalog, run) {
            Ok(member) => runs.members.push(member),
            Err(reason) => runs.left_out.push((Arc::clone(run), reason)),
        }
    }
    let twice: Vec<bool> =
        runs.members.iter().map(|member| is_counted_twice(member, &runs.members)).collect();
    let mut kept = Vec::with_capacity(runs.members.len());
    for (member, twice) in runs.members.into_iter().zip(twice) {
        if twice {
            runs.left_out.push((member.run, "the same run with hours of further stages"));
        } else {
            kept.push(member);
        }
    }
    runs.members = kept;
    runs
}

fn member(catalog: &Catalog, run: &Arc<PublishedRun>) -> Result<Member, &'static str> {
    let noise = match run.tier.as_str() {
        "A" => 1.0,
        "B" => 1.5,
        "C" => 2.0,
        _ => return Err("its figures must not be scored"),
    };
    if run.tier_scope.contains("energy") {
        return Err("only its energy is reliable");
    }
    if run.provenance.status > Status::Derived {
        return Err("its hours are not the developer's own");
    }
    let subject = Subject::of_run(catalog, run)?;
    let Some(hours) = run.hours else { return Err("its hours are not published") };
    let mfu = throughput::mfu(throughput::achieved(subject.compute, hours), subject.peak).number();
    if !(mfu > 0.0 && mfu <= CREDIBLE_MFU) {
        return Err("its hours imply more than 60 % of the peak");
    }
    Ok(Member {
        run: Arc::clone(run),
        mfu: Fraction::from_number(mfu),
        class: subject.class,
        observation: Observation { traits: subject.traits, mfu, noise },
    })
}

/// What a prediction needs to know of a published run: nothing of its hours or its MFU.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) traits: Traits,
    pub(super) class: AcceleratorClass,
    pub(super) peak: FlopPerSec,
    /// Six FLOP per active parameter and token.
    pub(super) compute: Flop,
}

impl Subject {
    pub(super) fn of_run(catalog: &Catalog, run: &PublishedRun) -> Result<Self, &'static str> {
        // A developer's rate per token times its tokens counts as a run; a benchmark or a plan for another does not.
        if !["full", "rate"].iter().any(|kind| run.run_type.starts_with(kind)) {
            return Err("not a whole pre-training run");
        }
        let sparse = match run.shape {
            RunShape::Dense => false,
            RunShape::MixtureOfExperts => true,
            RunShape::EncoderDecoder | RunShape::Unknown => {
                return Err("six FLOP per parameter do not describe it");
            }
        };
        let (Some(params), Some(tokens)) = (run.active_params, run.tokens) else {
            return Err("its parameters or tokens are not published");
        };
        let accelerator = run.accelerator.as_deref().and_then(|id| catalog.accelerator(id).ok());
        let Some((accelerator, (_, peak))) =
            accelerator.and_then(|accelerator| Some((accelerator, accelerator.peak_half_precision()?)))
        else {
            return Err("its accelerator or the peak of it is not known");
        };
        let traits = Traits {
            peak: peak.base(),
            vendor: accelerator.vendor.clone(),
            params: params.base(),
            tokens: Some(tokens.base()),
            sparse,
            developer: first_word(&run.developer),
        };
        let compute = flop_per_token_6n(params) * tokens;
        Ok(Self { traits, class: AcceleratorClass::of(accelerator), peak, compute })
    }
}

/// One release with two counts of hours: the lower belongs to the tokens that are counted.
fn is_counted_twice(member: &Member, all: &[Member]) -> bool {
    all.iter().any(|other| {
        other.run.id != member.run.id
            && other.run.released == member.run.released
            && other.observation.traits.same_training(&member.observation.traits)
            && other.run.hours.zip(member.run.hours).is_some_and(|(other, own)| other < own)
    })
}

/// The first word in lower case: developers are written in more than one way.
pub(super) fn first_word(name: &str) -> String {
    let word = name.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    word.unwrap_or("").to_lowercase()
}
