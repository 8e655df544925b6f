//! What differs between two scenarios, input by input: what opening one in place of the other would change.

use crate::catalog::Sourced;
use crate::scenario::input::{INPUTS, InputKey, InputSpec};
use crate::scenario::{ChoiceId, Scenario};
use crate::units::format;

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What: "Rental price", "Tokens (context extension)".
    pub input: String,
    /// As it is: "$2.00"; "–" where there is nothing.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// What stands for a value that is not there.
const NOTHING: &str = "–";

/// Everything that differs, in the order of the form. Equal scenarios have no difference, and others at least one.
#[must_use]
pub fn difference(before: &Scenario, after: &Scenario) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    let date = |scenario: &Scenario| scenario.released.map_or_else(String::new, |date| date.to_string());
    changes.add("Name", &before.name, &after.name);
    changes.add("Id", &before.id, &after.id);
    changes.add("Developer", &before.developer, &after.developer);
    changes.add("Released", &date(before), &date(after));
    changes.add("Remark", &before.note, &after.note);
    changes.add("Kind of model", before.model.kind.id(), after.model.kind.id());
    for choice in ChoiceId::ALL {
        let [before, after] = [before, after].map(|scenario| choice.option_label(choice.get(scenario)));
        changes.add(choice.label(), before, after);
    }
    let architecture = |scenario: &Scenario| {
        scenario
            .model
            .architecture
            .as_ref()
            .map_or_else(String::new, |it| format!("{} layers, {} wide", it.layers, it.hidden))
    };
    let same = before.model.architecture == after.model.architecture;
    changes.add_unless(same, "Architecture", &architecture(before), &architecture(after));
    let (old, new) = (&before.hardware, &after.hardware);
    changes.add_unless(
        old.accelerator == new.accelerator && old.custom == new.custom,
        "Accelerator",
        &old.accelerator,
        &new.accelerator,
    );
    changes.add("Site", &before.facility.site, &after.facility.site);
    let year =
        |scenario: &Scenario| scenario.pricing.price_year.map_or_else(String::new, |year| year.to_string());
    changes.add("Price year", &year(before), &year(after));
    phases(&mut changes, before, after);
    for spec in INPUTS {
        let phases = if spec.per_phase { before.phases.len().max(after.phases.len()) } else { 1 };
        for phase in 0..phases {
            input(&mut changes, spec, InputKey { id: spec.id, phase }, before, after);
        }
    }
    draws(&mut changes, before, after);
    if changes.0.is_empty() && before != after {
        changes.add_unless(false, "Details", "as they are", "others");
    }
    changes.0
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, input: &str, before: &str, after: &str) {
        self.add_unless(before == after, input, before, after);
    }

    fn add_unless(&mut self, same: bool, input: &str, before: &str, after: &str) {
        if same {
            return;
        }
        let said = |text: &str| if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() };
        let (mut before, mut after) = (said(before), said(after));
        // What reads alike differs in what is not shown of it.
        if before == after {
            (before, after) = (format!("{before} (as it is)"), format!("{after} (changed)"));
        }
        self.0.push(Change { input: input.to_owned(), before, after });
    }
}

fn phases(changes: &mut Changes, before: &Scenario, after: &Scenario) {
    for index in 0..before.phases.len().max(after.phases.len()) {
        let said = |scenario: &Scenario| {
            scenario.phases.get(index).map_or_else(String::new, |phase| {
                format!("{}, {}, from rung {}", phase.name, phase.kind.label(), phase.counted_from.letter())
            })
        };
        changes.add(&format!("Phase {}", index + 1), &said(before), &said(after));
    }
}

fn input(changes: &mut Changes, spec: &InputSpec, key: InputKey, before: &Scenario, after: &Scenario) {
    let value = |scenario: &Scenario| {
        let present = !spec.per_phase || key.phase < scenario.phases.len();
        if present { key.get(scenario) } else { None }
    };
    let (old, new) = (value(before), value(after));
    let owner = if new.is_some() { after } else { before };
    let label = key.label(owner);
    let said = |value: &Option<Sourced<f64>>| {
        value.as_ref().map_or_else(String::new, |value| format::field(spec.dimension, value.value))
    };
    let number = |value: &Option<Sourced<f64>>| value.as_ref().map(|value| value.value);
    if number(&old) != number(&new) {
        changes.add_unless(false, &label, &said(&old), &said(&new));
    } else if old != new {
        let source = |value: &Option<Sourced<f64>>| {
            value.as_ref().map_or_else(String::new, |value| {
                let provenance = &value.provenance;
                [provenance.status.id(), &provenance.source, &provenance.locator]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            })
        };
        changes.add_unless(
            false,
            &format!("Source of {}", format::in_sentence(&label)),
            &source(&old),
            &source(&new),
        );
    }
    let range = |scenario: &Scenario| {
        scenario
            .uncertainty
            .range(key)
            .map_or_else(String::new, |ranged| ranged.range.describe(spec.dimension))
    };
    let same = before.uncertainty.range(key) == after.uncertainty.range(key);
    changes.add_unless(
        same,
        &format!("Range of {}", format::in_sentence(&label)),
        &range(before),
        &range(after),
    );
}

fn draws(changes: &mut Changes, before: &Scenario, after: &Scenario) {
    let (old, new) = (&before.uncertainty, &after.uncertainty);
    changes.add("Seed", &old.seed.to_string(), &new.seed.to_string());
    changes.add("Samples", &format::full(f64::from(old.samples)), &format::full(f64::from(new.samples)));
    changes.add("Sampling", old.sampling.id(), new.sampling.id());
    changes.add("Stream of draws", &old.stream, &new.stream);
    let pairs = |scenario: &Scenario| {
        let pair = |pair: &crate::scenario::Correlation| {
            let names = [pair.first, pair.second].map(|key| key.label(scenario));
            format!("{} with {} {}", names[0], names[1], format::full(pair.rank))
        };
        scenario.uncertainty.correlations.iter().map(pair).collect::<Vec<_>>().join("; ")
    };
    changes.add_unless(old.correlations == new.correlations, "Correlations", &pairs(before), &pairs(after));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::files::{Library, presets};
    use crate::scenario::apply_setting;

    #[test]
    fn edits_are_told_and_nothing_else() {
        let catalog = presets::shipped_catalog().expect("catalogue");
        let before = Arc::clone(&Library::load(catalog, None).get("deepseek-v3").expect("preset").scenario);
        assert_eq!(difference(&before, &before), []);
        let mut after = before.as_ref().clone();
        for setting in
            ["price=3.49", "phase2.reported_hours=130k", "scope=A", "mfu=25% to 45%", "accelerators=4096"]
        {
            apply_setting(&mut after, catalog, setting).expect(setting);
        }
        let said = |before: &Scenario, after: &Scenario| -> Vec<String> {
            let line = |change: &Change| format!("{}: {} → {}", change.input, change.before, change.after);
            difference(before, after).iter().map(line).collect()
        };
        let lines = said(&before, &after);
        for expected in [
            "Rental price: $2.00 → $3.49",
            "Accelerators: 2048 → 4096",
            "Reported hours (Context extension): 119000 h → 130000 h",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:#?}");
        }
        assert!(lines.iter().any(|line| line.starts_with("Range of MFU: – → ")), "{lines:#?}");
        after = before.as_ref().clone();
        after.phases.truncate(1);
        let lines = said(&before, &after);
        assert!(
            lines[0].starts_with("Phase 2: Context extension") && lines[0].ends_with("→ –"),
            "{lines:#?}"
        );
        after = before.as_ref().clone();
        Arc::make_mut(&mut after.pricing.rental_price.provenance).note = "mine".into();
        assert_eq!(difference(&before, &after).len(), 1, "a changed remark is a change");
    }
}
