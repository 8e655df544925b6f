//! The verdict: one graded word, with a reason for and against from every part of the check, never surer than they are.

use super::arithmetic::{Arithmetic, ArithmeticOutcome};
use super::likes::ClaimedRatio;
use super::plausibility::{Physics, PhysicsOutcome};
use super::quoted::{PriceFinding, PriceOutcome};
use super::rung::RungFinding;
use super::samples::SampleFinding;
use super::setup::Setup;
use super::words;
use crate::catalog::{Bound, ClaimFigure, Status};
use crate::estimate::Plausibility;

/// How far a figure that also rests on inputs of ours may be off before that counts against a claim: hours that are
/// derived from an assumed MFU are good to a factor of 1.5 to 2.
const OURS_BEYOND: f64 = 2.0;

/// How far beyond all quotes a price has to lie to count against a claim, and beyond how many.
const PRICE_BEYOND: f64 = 2.0;
const SEVERAL: usize = 5;

/// What can be said of a claim, from the surest yes to the surest no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// What it gives comes to its figure, hardware can do it, and published figures bear it out, on its rung.
    Holds,
    /// Nothing speaks against it, but not everything could be checked or is known well enough.
    Plausible,
    /// It is right on some rungs and wrong on others, and it does not say on which it stands.
    DependsOnRung,
    /// It compares figures of unlike rungs.
    MixedScopes,
    /// Too little is known, or what is known was derived from the claim.
    CannotBeChecked,
    /// Something speaks against it.
    Doubtful,
    /// It needs more than hardware can do.
    NotPossible,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 7] = [
        Self::Holds,
        Self::Plausible,
        Self::DependsOnRung,
        Self::MixedScopes,
        Self::CannotBeChecked,
        Self::Doubtful,
        Self::NotPossible,
    ];

    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Plausible => "plausible",
            Self::DependsOnRung => "depends-on-rung",
            Self::MixedScopes => "mixed-scopes",
            Self::CannotBeChecked => "cannot-be-checked",
            Self::Doubtful => "doubtful",
            Self::NotPossible => "not-possible",
        }
    }

    /// The graded word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Holds => "holds, on its rung",
            Self::Plausible => "plausible",
            Self::DependsOnRung => "plausible on some rungs only",
            Self::MixedScopes => "mixed scopes",
            Self::CannotBeChecked => "cannot be checked",
            Self::Doubtful => "doubtful",
            Self::NotPossible => "not possible as stated",
        }
    }
}

/// The part of the check that a reason comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether the inputs come to the figure.
    Arithmetic,
    /// Whether hardware can do it.
    Physics,
    /// Whether the price was quoted.
    Price,
    /// Where it lies among the samples of our estimate.
    Samples,
    /// What is in the number.
    Rung,
    /// How well the claim and the scenario are known.
    Evidence,
}

impl Aspect {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Physics => "physics",
            Self::Price => "price",
            Self::Samples => "samples",
            Self::Rung => "rung",
            Self::Evidence => "evidence",
        }
    }
}

/// Which way a reason points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Speaks against the claim.
    Against,
    /// Keeps the claim from being surer.
    Limits,
    /// Bears the claim out.
    For,
    /// Says what the claim is, and neither way.
    Note,
}

impl Stance {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Against => "against",
            Self::Limits => "limits",
            Self::For => "for",
            Self::Note => "note",
        }
    }
}

/// One reason of a verdict. The figures in it stand in the parts of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Where it comes from.
    pub aspect: Aspect,
    /// Which way it points.
    pub stance: Stance,
    /// In one sentence.
    pub text: String,
}

/// Everything that a verdict rests on.
pub(super) struct Evidence<'a> {
    pub(super) setup: &'a Setup<'a>,
    pub(super) arithmetic: &'a Arithmetic,
    pub(super) physics: &'a Physics,
    pub(super) price: &'a PriceFinding,
    pub(super) rung: &'a RungFinding,
    pub(super) samples: &'a [SampleFinding],
    pub(super) ratio: Option<&'a ClaimedRatio>,
}

pub(super) fn judge(evidence: &Evidence<'_>) -> (Verdict, Vec<Reason>) {
    // What was derived from a claim cannot bear it out.
    let borne = |stance: Stance| {
        let circular = !evidence.setup.claim.circular.is_empty() && stance == Stance::For;
        if circular { Stance::Limits } else { stance }
    };
    let mut reasons: Vec<Reason> =
        [arithmetic(evidence), physics(evidence), price(evidence), samples(evidence), rung(evidence)]
            .into_iter()
            .flatten()
            .map(|(aspect, stance)| Reason {
                aspect,
                stance: borne(stance),
                text: words::of(aspect, evidence),
            })
            .collect();
    reasons.extend(words::known(evidence).into_iter().map(|text| Reason {
        aspect: Aspect::Evidence,
        stance: Stance::Limits,
        text,
    }));
    let verdict = graded(evidence, &reasons);
    reasons.sort_by_key(|reason| (reason.stance, reason.aspect));
    (verdict, reasons)
}

fn graded(evidence: &Evidence<'_>, reasons: &[Reason]) -> Verdict {
    let against = |aspect: Aspect| {
        reasons.iter().any(|reason| reason.aspect == aspect && reason.stance == Stance::Against)
    };
    let is = |aspect: Aspect, stance: Stance| {
        reasons.iter().any(|reason| reason.aspect == aspect && reason.stance == stance)
    };
    if evidence.rung.is_mixed() {
        return Verdict::MixedScopes;
    }
    if evidence.physics.outcome == PhysicsOutcome::AbovePeak && is_certain(evidence) {
        return Verdict::NotPossible;
    }
    if !evidence.setup.claim.circular.is_empty() {
        return Verdict::CannotBeChecked;
    }
    if [Aspect::Arithmetic, Aspect::Physics, Aspect::Price, Aspect::Samples].into_iter().any(against) {
        return Verdict::Doubtful;
    }
    if is_divided(evidence.rung) {
        return Verdict::DependsOnRung;
    }
    let supported = [Aspect::Arithmetic, Aspect::Physics, Aspect::Samples]
        .into_iter()
        .any(|aspect| is(aspect, Stance::For));
    if !supported {
        return Verdict::CannotBeChecked;
    }
    let limited = reasons.iter().any(|reason| reason.stance <= Stance::Limits);
    let whole = is(Aspect::Arithmetic, Stance::For) && is(Aspect::Physics, Stance::For);
    if whole && !limited { Verdict::Holds } else { Verdict::Plausible }
}

/// Whether our estimate agrees with the claim on some rungs and not on others, where nobody said which is meant.
fn is_divided(rung: &RungFinding) -> bool {
    rung.stated.is_none()
        && rung.ratio.is_none()
        && !rung.agrees_at.is_empty()
        && !rung.agrees_at.contains(&rung.used)
}

/// Above the peak only counts as impossible where compute is known and no format of the chip would do.
fn is_certain(evidence: &Evidence<'_>) -> bool {
    let known = evidence.physics.compute_status.is_some_and(|status| status <= Status::Derived);
    let highest = evidence.physics.of_highest_peak.map(|(_, mfu)| mfu.number());
    known && highest.is_some_and(|mfu| mfu > Plausibility::DOUBTFUL_ABOVE)
}

fn arithmetic(evidence: &Evidence<'_>) -> Option<(Aspect, Stance)> {
    let found = evidence.arithmetic;
    let off = found.gap.map_or(f64::INFINITY, |gap| {
        let ratio = 1.0 + gap;
        ratio.max(1.0 / ratio)
    });
    let stance = match found.outcome {
        ArithmeticOutcome::Agrees => Stance::For,
        ArithmeticOutcome::Differs => Stance::Against,
        ArithmeticOutcome::AgreesWithOurs => Stance::Limits,
        ArithmeticOutcome::DiffersWithOurs if off > OURS_BEYOND => Stance::Against,
        ArithmeticOutcome::DiffersWithOurs
        | ArithmeticOutcome::NothingGiven
        | ArithmeticOutcome::NoFigure => Stance::Limits,
    };
    Some((Aspect::Arithmetic, stance))
}

fn physics(evidence: &Evidence<'_>) -> Option<(Aspect, Stance)> {
    if evidence.setup.claim.figure == ClaimFigure::Purchase {
        return None;
    }
    let stance = match evidence.physics.outcome {
        PhysicsOutcome::Ordinary | PhysicsOutcome::Low => Stance::For,
        PhysicsOutcome::High | PhysicsOutcome::AbovePeak => Stance::Against,
        PhysicsOutcome::Unknown(_) => Stance::Limits,
    };
    Some((Aspect::Physics, stance))
}

fn price(evidence: &Evidence<'_>) -> Option<(Aspect, Stance)> {
    let stance = match evidence.price.outcome {
        PriceOutcome::Quoted | PriceOutcome::Between => Stance::For,
        PriceOutcome::BelowAll | PriceOutcome::AboveAll if is_far_from_quotes(evidence.price) => {
            Stance::Against
        }
        PriceOutcome::BelowAll | PriceOutcome::AboveAll | PriceOutcome::NoQuotes => Stance::Limits,
        PriceOutcome::NoPrice => return None,
    };
    Some((Aspect::Price, stance))
}

impl Evidence<'_> {
    /// The claim among the samples on the rung of the check.
    pub(super) fn sampled(&self) -> Option<&SampleFinding> {
        self.samples.iter().find(|found| found.scope == self.setup.scope)
    }
}

/// On a rung that nobody stated, samples elsewhere may bear the claim out, so that these do not speak against it.
fn samples(evidence: &Evidence<'_>) -> Option<(Aspect, Stance)> {
    let found = evidence.sampled()?;
    let is_open = evidence.setup.claim.amount.bound.is_open();
    let stance = if found.is_within(is_open) {
        Stance::For
    } else if found.is_improbable(is_open) && evidence.setup.stated.is_some() {
        Stance::Against
    } else {
        Stance::Limits
    };
    Some((Aspect::Samples, stance))
}

/// Whether a price lies beyond half the lowest or twice the highest of several quotes; a bound that may be moved there
/// does not.
fn is_far_from_quotes(found: &PriceFinding) -> bool {
    let (Some(price), Some([low, _, high])) = (found.price, found.spread) else { return false };
    let below = price / low < 1.0 / PRICE_BEYOND && found.bound != Bound::AtLeast;
    let above = price / high > PRICE_BEYOND && found.bound != Bound::AtMost;
    found.quotes.len() >= SEVERAL && (below || above)
}

fn rung(evidence: &Evidence<'_>) -> Option<(Aspect, Stance)> {
    let found = evidence.rung;
    let stance = if found.is_mixed() {
        Stance::Against
    } else if found.stated.is_none() && found.ratio.is_none() {
        Stance::Limits
    } else {
        Stance::Note
    };
    Some((Aspect::Rung, stance))
}
