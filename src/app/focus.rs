//! Where the keyboard goes when a command moves it.

use super::project::{FieldKey, ScenarioKey};

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The field of an input.
    Field(FieldKey),
    /// The name of a scenario, to be changed on its tab.
    Name(ScenarioKey),
    /// The tab of a scenario.
    Tab(ScenarioKey),
    /// The wanted figure of a goal seek.
    Goal,
    /// The next panel.
    NextPanel,
    /// The panel before.
    PreviousPanel,
    /// Nowhere: what has the keyboard is explained.
    Help,
}
