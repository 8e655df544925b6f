//! What is compared: the part of the state that is saved and undone.

use std::sync::Arc;

use crate::chart::Scale;
use crate::estimate::FigureId;
use crate::scenario::Scenario;
use crate::scenario::input::InputKey;

/// Identifies a scenario for as long as the program runs, whatever its place among the tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioKey(pub u64);

/// An input of one of the scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldKey {
    /// The scenario.
    pub scenario: ScenarioKey,
    /// The input.
    pub input: InputKey,
}

/// One scenario of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its identity.
    pub key: ScenarioKey,
    /// The scenario.
    pub scenario: Arc<Scenario>,
}

/// Scenarios side by side, and how they are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The scenarios, in the order of their tabs.
    pub scenarios: Vec<Entry>,
    /// The scenario that the headline is about.
    pub baseline: usize,
    /// The scenario whose inputs are shown.
    pub selected: usize,
    /// Whether all are priced like the baseline.
    pub same_price: bool,
    /// The figure on the chart.
    pub figure: FigureId,
    /// The scale of its axis.
    pub scale: Scale,
}

impl Project {
    /// A comparison of some scenarios by cost; the first one is the subject.
    #[must_use]
    pub fn new(scenarios: Vec<Entry>) -> Self {
        Self {
            scenarios,
            baseline: 0,
            selected: 0,
            same_price: false,
            figure: FigureId::Cost,
            scale: Scale::Log,
        }
    }

    /// The scenario whose inputs are shown.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.scenarios.get(self.selected)
    }

    /// The place of a scenario among the tabs.
    #[must_use]
    pub fn index(&self, key: ScenarioKey) -> Option<usize> {
        self.scenarios.iter().position(|entry| entry.key == key)
    }

    /// The entry with this key.
    #[must_use]
    pub fn entry(&self, key: ScenarioKey) -> Option<&Entry> {
        self.scenarios.iter().find(|entry| entry.key == key)
    }

    /// Changes a scenario in place.
    pub fn edit(&mut self, key: ScenarioKey, change: impl FnOnce(&mut Scenario)) {
        if let Some(entry) = self.scenarios.iter_mut().find(|entry| entry.key == key) {
            change(Arc::make_mut(&mut entry.scenario));
        }
    }

    /// Brings the indices back into range after scenarios went away.
    pub fn clamp(&mut self) {
        let last = self.scenarios.len().saturating_sub(1);
        self.baseline = self.baseline.min(last);
        self.selected = self.selected.min(last);
    }

    /// Whether two projects hold the same scenarios and compare them alike; what is shown of them may differ.
    #[must_use]
    pub fn same_content(&self, other: &Self) -> bool {
        let same_entry =
            |(a, b): (&Entry, &Entry)| a.key == b.key && (Arc::ptr_eq(&a.scenario, &b.scenario) || a == b);
        self.scenarios.len() == other.scenarios.len()
            && self.scenarios.iter().zip(&other.scenarios).all(same_entry)
            && self.baseline == other.baseline
            && self.same_price == other.same_price
    }
}
