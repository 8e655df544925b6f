//! What an empty window offers: a claim to check, a run to plan, a file to import.

/// A way to begin where no scenario is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The worked example: the comparison that the program opens with.
    Check,
    /// A run of one's own.
    Plan,
    /// A file.
    Import,
}

impl Start {
    /// Every way in the order of the cards.
    pub const ALL: [Self; 3] = [Self::Check, Self::Plan, Self::Import];

    /// The preset that a plan starts from.
    pub(super) const PLAN: &'static str = "dense-7b";

    /// Heading of the card.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Check => "DeepSeek check",
            Self::Plan => "Plan a run",
            Self::Import => "Import a file",
        }
    }

    /// What it does, in one sentence.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Check => "The $5.576 million of DeepSeek-V3 beside four rivals, with every source.",
            Self::Plan => "A dense model of 7 billion parameters to start from; change what is yours.",
            Self::Import => {
                "A model's config.json, a price list or table of runs, a scenario, a chart: shown before anything is created."
            }
        }
    }
}
