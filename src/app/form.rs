//! Which inputs the form shows at which level, and in which order. The level never changes a result.

use crate::scenario::Scenario;
use crate::scenario::input::{Group, InputKey, Level};

/// Whether an input belongs to another phase than the main one.
fn of_other_phase(scenario: &Scenario, key: InputKey) -> bool {
    key.id.spec().per_phase && scenario.main_phase() != Some(key.phase)
}

/// The first level that shows an input. Phases beside the main one wait for the standard level, those that do not
/// count at the scenario's scope for the expert level.
#[must_use]
pub fn least_level(scenario: &Scenario, key: InputKey) -> Level {
    let own = key.id.spec().level;
    if !of_other_phase(scenario, key) {
        return own;
    }
    let counts = scenario.phases.get(key.phase).is_some_and(|phase| phase.counts_at(scenario.scope));
    own.max(if counts { Level::Standard } else { Level::Expert })
}

/// Inputs of a group that the level shows: those of the main phase first, then phase by phase.
#[must_use]
pub fn form_keys(scenario: &Scenario, group: Group, level: Level) -> Vec<InputKey> {
    let shown = |key: &InputKey| key.id.spec().group == group && least_level(scenario, *key) <= level;
    let mut keys: Vec<InputKey> = InputKey::present(scenario).into_iter().filter(shown).collect();
    keys.sort_by_key(|key| if of_other_phase(scenario, *key) { key.phase + 1 } else { 0 });
    keys
}
