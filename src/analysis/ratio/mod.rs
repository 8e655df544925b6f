//! Where a ratio of two runs comes from: factors whose product is exactly the ratio, largest first.

mod matrix;
mod terms;
mod words;

pub use matrix::{RatioCell, RatioMatrix};

use super::Evaluation;
use crate::estimate::{Figure, FigureId, Missing};
use crate::units::Dimension;
use terms::{against, terms};

/// The figures whose ratios can be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RatioBasis {
    /// Accelerator-hours.
    Hours,
    /// Cost at each scenario's rung.
    Cost,
    /// Training compute.
    Compute,
    /// Elapsed time.
    WallClock,
    /// Facility energy.
    Energy,
    /// Location-based operational emissions.
    Carbon,
}

impl RatioBasis {
    /// Every basis in the order of the choice on screen.
    pub const ALL: [Self; 6] =
        [Self::Hours, Self::Cost, Self::Compute, Self::WallClock, Self::Energy, Self::Carbon];

    /// The figure that is taken apart.
    #[must_use]
    pub const fn figure(self) -> FigureId {
        match self {
            Self::Hours => FigureId::AcceleratorHours,
            Self::Cost => FigureId::Cost,
            Self::Compute => FigureId::TrainingCompute,
            Self::WallClock => FigureId::WallClock,
            Self::Energy => FigureId::Energy,
            Self::Carbon => FigureId::Carbon,
        }
    }
}

/// What a factor is the ratio of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactorKind {
    /// Parameters active per token.
    ActiveParams,
    /// Tokens of the main phase.
    Tokens,
    /// Compute of the main phase, where parameters and tokens do not give it.
    Compute,
    /// FLOP per token over six per active parameter: attention and recomputation, as the convention counts them.
    Convention,
    /// Achieved FLOP/s per accelerator in the main phase; less of it means more hours.
    Throughput,
    /// Dense peak per accelerator: a part of throughput.
    Peak,
    /// Model FLOP utilization: a part of throughput.
    Mfu,
    /// Hours of the main phase, where they cannot be taken apart.
    MainHours,
    /// Everything that the rung counts besides the main phase: other stages, experiments.
    OtherPhases,
    /// Accelerators that work at once; more of them mean less elapsed time.
    Accelerators,
    /// Rental price, or ownership cost, per hour.
    Price,
    /// What the rung adds to hours times price: staff, serving; on unlike rungs, their difference.
    Scope,
    /// Average facility power per accelerator.
    Power,
    /// Emissions per kilowatt-hour.
    CarbonIntensity,
    /// Accelerators that are bought.
    ClusterSize,
    /// Price of the cluster per accelerator.
    ClusterPrice,
    /// What no factor explains: rounding of published figures, outside estimates.
    Unexplained,
}

impl FactorKind {
    /// Words for a chart.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ActiveParams => "active parameters",
            Self::Tokens => "tokens",
            Self::Compute => "training compute",
            Self::Convention => "FLOP convention",
            Self::Throughput => "throughput per accelerator",
            Self::Peak => "hardware peak",
            Self::Mfu => "MFU",
            Self::MainHours => "accelerator-hours",
            Self::OtherPhases => "other stages and experiments",
            Self::Accelerators => "accelerators at once",
            Self::Price => "price per hour",
            Self::Scope => "what the rung adds",
            Self::Power => "power per accelerator",
            Self::CarbonIntensity => "carbon intensity",
            Self::ClusterSize => "accelerators bought",
            Self::ClusterPrice => "price per accelerator",
            Self::Unexplained => "not explained",
        }
    }

    /// What its two sides are measured in; a ratio where they are none.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::ActiveParams => Dimension::Params,
            Self::Tokens => Dimension::Tokens,
            Self::Throughput | Self::Peak => Dimension::FlopPerSec,
            Self::Mfu => Dimension::Fraction,
            Self::MainHours => Dimension::AcceleratorHours,
            Self::Compute => Dimension::Flop,
            Self::Accelerators | Self::ClusterSize => Dimension::Accelerators,
            Self::ClusterPrice => Dimension::Usd,
            Self::Price => Dimension::UsdPerAcceleratorHour,
            Self::Power => Dimension::Power,
            Self::CarbonIntensity => Dimension::CarbonIntensity,
            Self::Convention | Self::OtherPhases | Self::Scope | Self::Unexplained => Dimension::Scalar,
        }
    }

    /// Whether it is worth a line only where the two sides differ.
    const fn is_silent(self) -> bool {
        matches!(
            self,
            Self::Convention | Self::OtherPhases | Self::Scope | Self::Price | Self::CarbonIntensity
        )
    }

    /// Whether more of it makes the figure smaller.
    const fn divides(self) -> bool {
        matches!(self, Self::Throughput | Self::Peak | Self::Mfu | Self::Accelerators)
    }
}

/// One factor of a ratio.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// What it is.
    pub kind: FactorKind,
    /// What it contributes: the factors of an explanation multiply to its ratio.
    pub ratio: f64,
    /// Its value in the scenario that is compared, in the base unit of [`FactorKind::dimension`].
    pub of: f64,
    /// Its value in the scenario that it is compared with.
    pub to: f64,
    /// Its share of the logarithm of the ratio; negative where it works against it. None where the ratio is about one
    /// and shares of it mean nothing.
    pub share: Option<f64>,
    /// What it is made of, where that is known: peak and MFU of throughput.
    pub parts: Vec<Factor>,
}

/// A ratio and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct RatioExplanation {
    /// The figure.
    pub basis: RatioBasis,
    /// The figure of the compared scenario over that of the other.
    pub ratio: f64,
    /// The factors, the greatest first; their product is the ratio. The unexplained one is last.
    pub factors: Vec<Factor>,
    /// Product of the factors that are explained.
    pub explained: f64,
    /// The scenarios stand on unlike rungs.
    pub mixed_scope: bool,
    /// The finding in plain words.
    pub sentence: String,
}

/// Takes apart the ratio of one scenario's figure to another's.
///
/// # Errors
/// The reason why one of the two has no such figure.
pub fn explain_ratio(of: &Evaluation, to: &Evaluation, basis: RatioBasis) -> Figure<RatioExplanation> {
    let ratio = of.value(basis.figure())? / to.value(basis.figure())?;
    if !(ratio > 0.0 && ratio.is_finite()) {
        return Err(Missing::NoHours);
    }
    let mut factors: Vec<Factor> = match (terms(of, to, basis), terms(to, of, basis)) {
        (Some(left), Some(right)) => against(&left, &right, ratio),
        _ => Vec::new(),
    };
    let explained: f64 = factors.iter().map(|factor| factor.ratio).product();
    let rest = ratio / explained;
    // Rounding of the arithmetic itself is not a finding.
    if (rest - 1.0).abs() > 1e-9 {
        factors.push(factor(FactorKind::Unexplained, rest, rest, 1.0, ratio));
    }
    factors.sort_by(|a, b| {
        let last = |factor: &Factor| factor.kind == FactorKind::Unexplained;
        last(a).cmp(&last(b)).then(weight(b).total_cmp(&weight(a)))
    });
    let mut explanation = RatioExplanation {
        basis,
        ratio,
        explained,
        mixed_scope: of.scenario().scope != to.scenario().scope,
        sentence: String::new(),
        factors,
    };
    explanation.sentence = words::sentence(&explanation, of, to);
    Ok(explanation)
}

fn weight(factor: &Factor) -> f64 {
    libm::log(factor.ratio).abs()
}

/// Ratios nearer to one than this have no shares worth giving.
const ABOUT_ONE: f64 = 0.02;

fn factor(kind: FactorKind, ratio: f64, of: f64, to: f64, whole: f64) -> Factor {
    let whole = libm::log(whole);
    let share = (whole.abs() > ABOUT_ONE).then(|| libm::log(ratio) / whole);
    Factor { kind, ratio, of, to, share, parts: Vec::new() }
}

#[cfg(test)]
mod tests;
