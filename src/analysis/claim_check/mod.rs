//! The claim check: does the arithmetic hold, is it physically plausible, was the price quoted, what is in the number, what
//! would have to be true, and how it compares on like terms. Each is answered by itself; the verdict states its reasons.

mod arithmetic;
mod conditions;
mod likes;
mod plausibility;
mod quoted;
mod rung;
mod samples;
mod setup;
mod verdict;
mod words;

use std::sync::Arc;

pub use arithmetic::{Arithmetic, ArithmeticOutcome};
pub use conditions::{Condition, Standing};
pub use likes::{ClaimedRatio, LikeForLike, Side};
pub use plausibility::{HoursFrom, ImpliedPower, MfuRow, Physics, PhysicsOutcome};
pub use quoted::{PriceFinding, PriceFrom, PriceOutcome, UnitPrice};
pub use rung::RungFinding;
pub use samples::SampleFinding;
pub use setup::GivenInput;
pub use verdict::{Aspect, Reason, Stance, Verdict};

use super::Evaluation;
use crate::catalog::{Catalog, Claim, ClaimFigure, UnknownId};
use crate::estimate::FigureId;
use crate::scenario::{Problem, Scenario, SettingError};
use crate::uncertainty::Runner;
use setup::Setup;

/// How a claim is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimCheckOptions {
    /// Id of the scenario to check against; the claim's first unless named.
    pub scenario: Option<String>,
    /// Id of the scenario to compare with; the claim's first rival unless named.
    pub rival: Option<String>,
    /// How far from the release of the model a quote may be to count as one of that time, in months.
    pub months: f64,
}

impl Default for ClaimCheckOptions {
    fn default() -> Self {
        Self { scenario: None, rival: None, months: 6.0 }
    }
}

/// Why a claim cannot be checked at all.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ClaimCheckError {
    /// A scenario or claim that does not exist.
    #[error(transparent)]
    Unknown(#[from] UnknownId),
    /// The claim is about no scenario.
    #[error("{0} is about no scenario; name one that it can be checked against")]
    NoScenario(String),
    /// An input that the claim gives does not fit its scenario.
    #[error("{claim} gives {setting:?}: {error}")]
    Input {
        /// Id of the claim.
        claim: String,
        /// As `--set` takes it.
        setting: String,
        /// What is wrong.
        error: Box<SettingError>,
    },
    /// A scenario does not pass its check.
    #[error("{}: {}", .scenario, .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Scenario {
        /// Id of the scenario.
        scenario: String,
        /// Everything that is wrong with it.
        problems: Vec<Problem>,
    },
}

/// A claim and what can be said of it.
#[derive(Debug, Clone)]
pub struct ClaimCheck {
    /// The claim.
    pub claim: Arc<Claim>,
    /// The figure of an estimate that the claim is about.
    pub figure: FigureId,
    /// Our scenario on the rung that the check stands on.
    pub ours: Evaluation,
    /// The same with everything that the claim gives.
    pub as_claimed: Evaluation,
    /// What the claim gives, and which inputs that sets.
    pub given: Vec<GivenInput>,
    /// Whether the inputs that the claim gives reproduce its figure.
    pub arithmetic: Arithmetic,
    /// Whether hardware can do it, and whether published runs did.
    pub physics: Physics,
    /// Whether the price was one that was quoted then.
    pub price: PriceFinding,
    /// What is in the number and what is not.
    pub rung: RungFinding,
    /// The claim among the samples of our estimate, rung by rung; empty where no input is a range.
    pub samples: Vec<SampleFinding>,
    /// What would have to be true for our estimate to come to the claim; empty where it does already, however vaguely.
    pub conditions: Vec<Condition>,
    /// What the conditions make our estimate come to; none where nothing would have to change.
    pub target: Option<f64>,
    /// The scenario that it is compared with, on the same rung.
    pub rival: Option<Evaluation>,
    /// Both on every rung.
    pub like_for_like: Vec<LikeForLike>,
    /// The ratio as claimed, or of the claimed amount to the rival.
    pub ratio: Option<ClaimedRatio>,
    /// The graded word.
    pub verdict: Verdict,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// The figure of an estimate that a claim is about.
#[must_use]
pub const fn figure_of(figure: ClaimFigure) -> FigureId {
    match figure {
        ClaimFigure::Cost | ClaimFigure::CostRatio => FigureId::Cost,
        ClaimFigure::AcceleratorHours => FigureId::AcceleratorHours,
        ClaimFigure::TrainingCompute => FigureId::TrainingCompute,
        ClaimFigure::Energy => FigureId::Energy,
        ClaimFigure::Carbon => FigureId::Carbon,
        ClaimFigure::WallClock => FigureId::WallClock,
        ClaimFigure::Purchase => FigureId::ClusterPurchase,
    }
}

/// Checks a claim against a scenario, which is one of those given. Samples are drawn as the scenario says.
///
/// # Errors
/// When the claim, its inputs or the scenarios that it names do not fit together; the message says what would.
pub fn check_claim(
    catalog: &Catalog,
    scenarios: &[Arc<Scenario>],
    claim: &Arc<Claim>,
    options: &ClaimCheckOptions,
    runner: &impl Runner,
) -> Result<ClaimCheck, ClaimCheckError> {
    let setup = Setup::new(catalog, scenarios, claim, options)?;
    let arithmetic = arithmetic::check(&setup);
    let physics = plausibility::check(&setup);
    let price = quoted::check(&setup, options.months);
    let samples = samples::find(&setup, runner);
    let rung = rung::check(&setup, &samples);
    let ratio = likes::as_claimed(&setup);
    let target = conditions::target(&setup);
    let conditions =
        target.map(|target| conditions::solve(&setup, target, &physics, &price)).unwrap_or_default();
    let like_for_like = likes::ladder(&setup);
    let evidence = verdict::Evidence {
        setup: &setup,
        arithmetic: &arithmetic,
        physics: &physics,
        price: &price,
        rung: &rung,
        samples: &samples,
        ratio: ratio.as_ref(),
    };
    let (verdict, reasons) = verdict::judge(&evidence);
    Ok(ClaimCheck {
        claim: Arc::clone(claim),
        figure: setup.figure,
        arithmetic,
        physics,
        price,
        rung,
        samples,
        conditions,
        target,
        like_for_like,
        ratio,
        verdict,
        reasons,
        ours: setup.ours,
        as_claimed: setup.as_claimed,
        given: setup.given,
        rival: setup.rival,
    })
}

#[cfg(test)]
mod tests;
