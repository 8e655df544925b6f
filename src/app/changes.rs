//! What differs in a scenario: from the preset or file that it came from, and from the subject of the comparison.

use super::project::Entry;
use super::state::AppState;
use crate::scenario::input::InputKey;

/// How an input differs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Change {
    /// The value that it had in the preset or file, where value or range are others now.
    pub preset: Option<f64>,
    /// The value of the subject, where it is another one.
    pub baseline: Option<f64>,
}

/// How many inputs differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeCount {
    /// From the preset or file.
    pub preset: usize,
    /// From the subject.
    pub baseline: usize,
}

impl AppState {
    /// How an input of a scenario differs.
    #[must_use]
    pub fn change(&self, entry: &Entry, key: InputKey) -> Change {
        let Some(now) = key.get(&entry.scenario) else { return Change::default() };
        let range = |scenario: &crate::scenario::Scenario| {
            scenario.uncertainty.range(key).map(|ranged| ranged.range.clone())
        };
        let preset = match (&now.replaced, self.session.files.get(&entry.key)) {
            (Some((cited, _)), _) if *cited != now.value => Some(*cited),
            (_, Some(link)) => {
                let same_range = range(&link.saved) == range(&entry.scenario);
                let saved = key.get(&link.saved).map(|saved| saved.value);
                saved.filter(|saved| *saved != now.value || !same_range)
            }
            (_, None) => None,
        };
        let subject = self.project.scenarios.get(self.project.baseline);
        let baseline = subject
            .filter(|subject| subject.key != entry.key)
            .and_then(|subject| key.get(&subject.scenario))
            .map(|value| value.value)
            .filter(|value| *value != now.value);
        Change { preset, baseline }
    }

    /// How many inputs of a scenario differ.
    #[must_use]
    pub fn change_count(&self, entry: &Entry) -> ChangeCount {
        let changes = InputKey::present(&entry.scenario).into_iter().map(|key| self.change(entry, key));
        changes.fold(ChangeCount::default(), |count, change| ChangeCount {
            preset: count.preset + usize::from(change.preset.is_some()),
            baseline: count.baseline + usize::from(change.baseline.is_some()),
        })
    }
}
