//! Published claims: who said what a run took, and what the claim itself gives to check it by.

use std::sync::Arc;

use super::{Amount, Confidence, Provenance};
use crate::units::Dimension;

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimFigure {
    /// What training cost, on some rung of the scope ladder.
    Cost,
    /// Accelerator-hours.
    AcceleratorHours,
    /// Training compute.
    TrainingCompute,
    /// Energy.
    Energy,
    /// Operational emissions, location-based.
    Carbon,
    /// Elapsed time.
    WallClock,
    /// Purchase of accelerators.
    Purchase,
    /// One cost over another.
    CostRatio,
}

impl ClaimFigure {
    /// Every figure.
    pub const ALL: [Self; 8] = [
        Self::Cost,
        Self::AcceleratorHours,
        Self::TrainingCompute,
        Self::Energy,
        Self::Carbon,
        Self::WallClock,
        Self::Purchase,
        Self::CostRatio,
    ];

    /// The stable id used in files, on the command line and in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::AcceleratorHours => "hours",
            Self::TrainingCompute => "compute",
            Self::Energy => "energy",
            Self::Carbon => "carbon",
            Self::WallClock => "days",
            Self::Purchase => "purchase",
            Self::CostRatio => "cost-ratio",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cost => "Cost",
            Self::AcceleratorHours => "Accelerator-hours",
            Self::TrainingCompute => "Training compute",
            Self::Energy => "Energy",
            Self::Carbon => "Operational CO2e, location-based",
            Self::WallClock => "Wall-clock time",
            Self::Purchase => "Purchase of accelerators",
            Self::CostRatio => "Ratio of costs",
        }
    }

    /// What it measures.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Cost | Self::Purchase => Dimension::Usd,
            Self::AcceleratorHours => Dimension::AcceleratorHours,
            Self::TrainingCompute => Dimension::Flop,
            Self::Energy => Dimension::Energy,
            Self::Carbon => Dimension::Carbon,
            Self::WallClock => Dimension::Days,
            Self::CostRatio => Dimension::Ratio,
        }
    }

    /// The figure with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// An input that the claim itself gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimInput {
    /// As `--set` takes it: `reported_hours=2.664M h`.
    pub setting: String,
    /// Where in the source.
    pub locator: String,
    /// How it is read, where the source does not put it so; empty when it does.
    pub note: String,
}

/// The two claims whose figures a ratio divides, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRatio {
    /// The claim above the line.
    pub of: String,
    /// The claim below it.
    pub to: String,
}

/// A published claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Stable kebab-case id.
    pub id: String,
    /// Name on screen: `DeepSeek-V3's $5.576 M`.
    pub name: String,
    /// Further names that are matched exactly (ignoring case).
    pub aliases: Vec<String>,
    /// What is claimed, in our words.
    pub statement: String,
    /// Who claims it.
    pub claimant: String,
    /// What the claim is about.
    pub figure: ClaimFigure,
    /// What it is said to come to.
    pub amount: Amount,
    /// How vague words are read; empty where there is nothing to read into them.
    pub reading: String,
    /// Letter of the rung of the scope ladder that the claim stands on; none where nobody said.
    pub rung: Option<String>,
    /// Ids of the scenarios that it is about; it is checked against the first.
    pub scenarios: Vec<String>,
    /// Ids of scenarios that it is usefully compared with.
    pub rivals: Vec<String>,
    /// What the claim itself gives of what its figure rests on.
    pub inputs: Vec<ClaimInput>,
    /// The claims that a ratio divides.
    pub ratio: Option<ClaimRatio>,
    /// What the claimant says is not in the figure; empty where nothing was said.
    pub excludes: String,
    /// Why the scenario cannot serve as a check, where its own figures were derived from this claim; empty otherwise.
    pub circular: String,
    /// Source. Its date is the day of the claim.
    pub provenance: Arc<Provenance>,
    /// How surely the claim was made as it stands here, whether or not it is right.
    pub confidence: Confidence,
}

impl Claim {
    /// A claim that the user makes up: a figure about one scenario, with nothing that it gives yet.
    #[must_use]
    pub fn own(figure: ClaimFigure, amount: Amount, scenario: &str, rung: Option<String>) -> Self {
        let name = format!("{}: {}", figure.label(), amount.text);
        Self {
            id: "your-claim".to_owned(),
            statement: format!("{name}."),
            name,
            aliases: Vec::new(),
            claimant: String::new(),
            figure,
            amount,
            reading: String::new(),
            rung,
            scenarios: vec![scenario.to_owned()],
            rivals: Vec::new(),
            inputs: Vec::new(),
            ratio: None,
            excludes: String::new(),
            circular: String::new(),
            provenance: Arc::new(Provenance::yours()),
            confidence: Confidence::Medium,
        }
    }
}
