//! Published runs like a given one, and what their hours say about the share of the peak that it will reach.
//!
//! One convention throughout: six FLOP per active parameter and token, end to end (downtime and restarts included),
//! against the dense 16-bit peak of the data sheet, whatever the arithmetic format.

mod members;
mod model;

use std::sync::Arc;

pub use members::{AcceleratorClass, Member, ReferenceRuns, reference_runs};

use crate::catalog::{Catalog, Precision, Provenance, PublishedRun, Sourced, Status};
use crate::estimate::{Draw, estimate, throughput};
use crate::scenario::{CheckedScenario, ModelKind};
use crate::units::{AcceleratorHours, Dimension, Flop, FlopPerSec, Fraction, Quantity, format};
use members::{Subject, first_word};
use model::{Traits, predict};

/// How many runs an explanation names.
const NAMED: usize = 3;
/// Standard deviations from the median to either end of the central 90 %.
const NINETY: f64 = 1.644_853_626_951_472_2;

/// A published run and what it contributes.
#[derive(Debug, Clone)]
pub struct ReferenceRun {
    /// The run with its efficiency.
    pub member: Member,
    /// Its weight in the prediction; what all weights lack to one is the general level's. May be slightly negative,
    /// where a run only tells how others of its kind deviate.
    pub weight: f64,
    /// Same generation of accelerator, and dense or sparse alike.
    pub similar: bool,
}

/// What published runs say about the efficiency of one run.
#[derive(Debug, Clone)]
pub struct ReferenceClass {
    /// The runs, the most telling first.
    pub runs: Vec<ReferenceRun>,
    /// Runs that were left out because they are the run itself.
    pub itself: Vec<Arc<PublishedRun>>,
    /// Generation of the accelerator in question.
    pub class: AcceleratorClass,
    /// Whether the model in question is sparse.
    pub sparse: bool,
    /// The dense 16-bit peak that the shares are of.
    pub peak: FlopPerSec,
    ln_median: f64,
    spread: f64,
}

impl ReferenceClass {
    /// The class of a scenario. Entries of the same training are left out, so that a preset of a published run is not
    /// predicted from itself; so is the run with the id `excluding`, and other entries of its training.
    ///
    /// None where the catalogue has no run to learn from.
    #[must_use]
    pub fn of_scenario(
        checked: &CheckedScenario,
        catalog: &Catalog,
        excluding: Option<&str>,
    ) -> Option<Self> {
        let scenario = checked.scenario();
        let main = scenario.main_phase().and_then(|main| scenario.phases.get(main));
        let traits = Traits {
            peak: half_precision_peak(checked).base(),
            vendor: checked.accelerator().vendor.clone(),
            params: scenario.model.active_params.value.base(),
            tokens: main.and_then(|phase| phase.tokens.as_ref()).map(|tokens| tokens.value.base()),
            sparse: scenario.model.kind == ModelKind::MixtureOfExperts,
            developer: first_word(&scenario.developer),
        };
        let class = AcceleratorClass::of(checked.accelerator());
        Self::of_traits(&reference_runs(catalog), &traits, class, excluding)
    }

    /// The class of a published run, the run itself left out. None where the run itself cannot be scored.
    #[must_use]
    pub fn of_member(runs: &ReferenceRuns, member: &Member) -> Option<Self> {
        Self::of_traits(runs, &member.observation.traits, member.class, Some(&member.run.id))
    }

    /// The class of any published run, and its 6ND compute; the run itself is left out.
    ///
    /// # Errors
    /// Why no class can be formed for the run.
    pub fn of_run(
        runs: &ReferenceRuns,
        catalog: &Catalog,
        run: &PublishedRun,
    ) -> Result<(Self, Flop), &'static str> {
        let subject = Subject::of_run(catalog, run)?;
        let class = Self::of_traits(runs, &subject.traits, subject.class, Some(&run.id));
        class.map(|class| (class, subject.compute)).ok_or("there is no other run to learn from")
    }

    fn of_traits(
        runs: &ReferenceRuns,
        traits: &Traits,
        class: AcceleratorClass,
        excluding: Option<&str>,
    ) -> Option<Self> {
        let excluded = runs.members.iter().find(|member| Some(member.run.id.as_str()) == excluding);
        let is_itself = |member: &Member| {
            let of = &member.observation.traits;
            of.same_training(traits)
                || excluded.is_some_and(|excluded| {
                    excluded.run.id == member.run.id || of.same_training(&excluded.observation.traits)
                })
        };
        let (itself, known): (Vec<_>, Vec<_>) = runs.members.iter().partition(|member| is_itself(member));
        if known.is_empty() {
            return None;
        }
        let observations: Vec<_> = known.iter().map(|member| member.observation.clone()).collect();
        let prediction = predict(&observations, traits);
        let mut runs: Vec<ReferenceRun> = known
            .into_iter()
            .zip(prediction.weights)
            .map(|(member, weight)| ReferenceRun {
                similar: member.class == class && member.is_sparse() == traits.sparse,
                member: member.clone(),
                weight,
            })
            .collect();
        runs.sort_by(|a, b| {
            b.weight.total_cmp(&a.weight).then_with(|| a.member.run.id.cmp(&b.member.run.id))
        });
        Some(Self {
            runs,
            itself: itself.into_iter().map(|member| Arc::clone(&member.run)).collect(),
            class,
            sparse: traits.sparse,
            peak: FlopPerSec::from_flop_per_sec(traits.peak),
            ln_median: prediction.ln_median,
            spread: prediction.spread,
        })
    }

    /// The MFU that half of such runs exceed.
    #[must_use]
    pub fn median(&self) -> Fraction {
        self.at(0.0)
    }

    /// The ends of the central 90 %.
    #[must_use]
    pub fn interval(&self) -> (Fraction, Fraction) {
        (self.at(-NINETY), self.at(NINETY))
    }

    /// The MFU below which a share of such runs stays.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Fraction {
        let (mut low, mut high) = (-8.0, 8.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if normal_share(middle) < share { low = middle } else { high = middle }
        }
        self.at(0.5 * (low + high))
    }

    /// The share of such runs that stay below an MFU of this class's convention.
    #[must_use]
    pub fn percentile(&self, mfu: Fraction) -> f64 {
        normal_share((libm::log(mfu.number()) - self.ln_median) / self.spread)
    }

    /// Spread of the natural logarithm of MFU, and so of hours, among such runs.
    #[must_use]
    pub fn spread(&self) -> f64 {
        self.spread
    }

    /// Hours of so much 6ND compute: low, median and high end of the central 90 %.
    #[must_use]
    pub fn hours(&self, compute: Flop) -> [AcceleratorHours; 3] {
        let (low, high) = self.interval();
        [high, self.median(), low]
            .map(|mfu| throughput::derived_hours(compute, self.peak, mfu, Fraction::ONE))
    }

    /// The runs of the same generation and kind.
    pub fn similar(&self) -> impl Iterator<Item = &ReferenceRun> {
        self.runs.iter().filter(|run| run.similar)
    }

    /// What the class is and which runs count most, in plain words.
    #[must_use]
    pub fn words(&self) -> String {
        let percent = |mfu: Fraction| format::significant(Dimension::Fraction, mfu.number(), 2);
        let (low, high) = self.interval();
        let kind = if self.sparse { "sparse" } else { "dense" };
        let similar = self.similar().count();
        let like = match similar {
            0 => format!("no {kind} run on {} among them, so the interval is wide", self.class.label()),
            1 => format!("one of them {kind} on {}", self.class.label()),
            count => format!("{count} of them {kind} on {}", self.class.label()),
        };
        let named: Vec<_> = self
            .runs
            .iter()
            .filter(|run| run.weight > 0.0)
            .take(NAMED)
            .map(|run| format!("{} {}", run.member.run.model, percent(run.member.mfu)))
            .collect();
        format!(
            "{} of the peak end to end (90 % of such runs: {} to {}), from {} published runs, {like}; most alike: {}",
            percent(self.median()),
            percent(low),
            percent(high),
            self.runs.len(),
            named.join(", ")
        )
    }

    fn at(&self, deviations: f64) -> Fraction {
        Fraction::from_number(libm::exp(self.ln_median + deviations * self.spread).min(1.0))
    }
}

/// Share of the standard normal distribution below a value.
fn normal_share(value: f64) -> f64 {
    0.5 * libm::erfc(-value / std::f64::consts::SQRT_2)
}

/// The 16-bit peak that reference classes measure against: the scenario's own where it states one.
fn half_precision_peak(checked: &CheckedScenario) -> FlopPerSec {
    let hardware = &checked.scenario().hardware;
    let stated = matches!(hardware.mfu_precision, Precision::Bf16 | Precision::Fp16);
    match (&hardware.peak_dense, checked.accelerator().peak_half_precision()) {
        (Some(peak), _) if stated => peak.value,
        (_, Some((_, peak))) => peak,
        (_, None) => checked.peak_dense(),
    }
}

/// What an MFU of the reference class's convention is in a scenario's own: counted by its FLOP convention, against its
/// precision's peak, and over its goodput, because the class is measured end to end and goodput would count twice.
#[must_use]
pub(super) fn in_terms_of(checked: &CheckedScenario) -> f64 {
    let scenario = checked.scenario();
    let figures = estimate(&Draw::point(checked));
    let main = scenario.main_phase().and_then(|main| scenario.phases.get(main));
    let six = 6.0 * scenario.model.active_params.value.base();
    let counted = match main {
        Some(phase) if phase.training_compute.is_none() => {
            figures.flop_per_token.map_or(1.0, |flop| flop.as_flop_per_token() / six)
        }
        _ => 1.0,
    };
    let goodput = figures.goodput.map_or(1.0, Fraction::number);
    let goodput = if goodput > 0.0 { goodput } else { 1.0 };
    counted * (half_precision_peak(checked) / checked.peak_dense()) / goodput
}

/// The median of the reference class as an input of a scenario, in the scenario's own convention.
#[must_use]
pub(super) fn reference_mfu(checked: &CheckedScenario, class: &ReferenceClass) -> Sourced<Fraction> {
    let mfu = (class.median().number() * in_terms_of(checked)).min(1.0);
    let percent = |mfu: Fraction| format::significant(Dimension::Fraction, mfu.number(), 2);
    let (low, high) = class.interval();
    let provenance = Provenance {
        status: Status::Estimated,
        source: format!("Median of {} published runs, weighted by likeness", class.runs.len()),
        locator: format!(
            "{} of the dense 16-bit peak by 6ND, end to end; 90 % of such runs {} to {}",
            percent(class.median()),
            percent(low),
            percent(high)
        ),
        note: class.words(),
        ..Provenance::yours()
    };
    Sourced::new(Fraction::from_number(mfu), Arc::new(provenance))
}

#[cfg(test)]
mod tests;
