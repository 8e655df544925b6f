//! Why a figure does not depend on an input: the choice that keeps the input out, found by trying the others.

use std::fmt;
use std::sync::Arc;

use super::{prepared, varied};
use crate::estimate::{Dependence, FigureId, Tape};
use crate::scenario::input::InputKey;
use crate::scenario::{CheckedScenario, ChoiceId, Scenario};
use crate::units::format;

/// What keeps an input out of a figure, and what to set instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What is in force, in words: "hours are taken as reported".
    pub because: Vec<String>,
    /// Settings, as `--set` takes them, with which the figure depends on the input.
    pub settings: Vec<String>,
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; choose {}", self.because.join(", and "), self.settings.join(" and "))
    }
}

/// Choices that decide which inputs count, in the order in which they are tried: what people usually mean first.
const CHOICES: [ChoiceId; 7] = [
    ChoiceId::Hours,
    ChoiceId::MfuMethod,
    ChoiceId::GoodputMethod,
    ChoiceId::Convention,
    ChoiceId::EnergyMethod,
    ChoiceId::OwnershipMethod,
    ChoiceId::Scope,
];

/// One change of a scenario that may let an input count.
enum Move {
    Choose(ChoiceId, &'static str),
    Remove(InputKey),
}

impl Move {
    fn apply(&self, scenario: &mut Scenario) {
        match self {
            Self::Choose(choice, option) => drop(choice.set(scenario, option)),
            Self::Remove(key) => {
                (key.id.spec().set)(scenario, key.phase, None);
                scenario.uncertainty.remove(*key);
            }
        }
    }

    fn setting(&self, scenario: &Scenario) -> String {
        match self {
            Self::Choose(choice, option) => format!("{}={option}", choice.key()),
            Self::Remove(key) => format!("{}=none", key.text(scenario)),
        }
    }

    fn because(&self, scenario: &Scenario) -> String {
        match self {
            Self::Choose(choice, _) => in_force(*choice, scenario),
            Self::Remove(key) => {
                format!("{} takes its place", format::in_sentence(&key.label(scenario)))
            }
        }
    }
}

/// What a choice is set to, in words.
fn in_force(choice: ChoiceId, scenario: &Scenario) -> String {
    let option = choice.get(scenario);
    let label = choice.option_label(option);
    match choice {
        ChoiceId::Hours => format!("hours are taken as {option}"),
        ChoiceId::MfuMethod => format!("the MFU comes from {label}"),
        ChoiceId::GoodputMethod => format!("goodput comes from {label}"),
        ChoiceId::Convention => format!("FLOP are counted by {label}"),
        ChoiceId::EnergyMethod => format!("energy is counted by {option}"),
        ChoiceId::OwnershipMethod => format!("ownership is charged by {option}"),
        ChoiceId::Scope => format!("rung {option} leaves it out"),
        ChoiceId::MfuPrecision | ChoiceId::PriceKind => format!("{} is {option}", choice.key()),
    }
}

/// The fewest settings with which a figure depends on an input, up to two. None where no choice makes it so.
#[must_use]
pub fn remedy(checked: &CheckedScenario, key: InputKey, figure: FigureId) -> Option<Remedy> {
    // Inputs that have to be there for the question are made first.
    let ready = prepared(checked, &[key]).ok()?;
    let moves = moves(ready.scenario(), key);
    let told = |found: &[&Move]| Remedy {
        because: found.iter().map(|change| change.because(ready.scenario())).collect(),
        settings: found.iter().map(|change| change.setting(ready.scenario())).collect(),
    };
    if let Some(change) = moves.iter().find(|change| works(&ready, &[change], key, figure)) {
        return Some(told(&[change]));
    }
    // Of two changes, one is nearly always that of the hours.
    let hours = moves.iter().find(|change| matches!(change, Move::Choose(ChoiceId::Hours, _)))?;
    let second = moves.iter().find(|change| works(&ready, &[hours, change], key, figure))?;
    Some(told(&[hours, second]))
}

fn moves(scenario: &Scenario, key: InputKey) -> Vec<Move> {
    let mut moves = Vec::new();
    for choice in CHOICES {
        let others = choice.option_names().into_iter().filter(|option| *option != choice.get(scenario));
        moves.extend(others.map(|option| Move::Choose(choice, option)));
    }
    let scope = |change: &Move| matches!(change, Move::Choose(ChoiceId::Scope, _));
    // Another rung answers another question, so that it is proposed last.
    let first_scope = moves.iter().position(scope).unwrap_or(moves.len());
    let removable = InputKey::present(scenario)
        .into_iter()
        .filter(|other| *other != key && is_removable(*other, scenario));
    moves.splice(first_scope..first_scope, removable.map(Move::Remove));
    moves
}

fn is_removable(key: InputKey, scenario: &Scenario) -> bool {
    let mut without = scenario.clone();
    (key.id.spec().set)(&mut without, key.phase, None);
    key.get(&without).is_none()
}

fn works(checked: &CheckedScenario, changes: &[&Move], key: InputKey, figure: FigureId) -> bool {
    let mut scenario = checked.scenario().clone();
    changes.iter().for_each(|change| change.apply(&mut scenario));
    let Ok(changed) = checked.with_scenario(&Arc::new(scenario)) else { return false };
    let tape = Tape::record(&changed, &[figure], &[varied(changed.scenario(), key)]);
    tape.missing(0).is_none() && tape.dependence(0, 0) != Dependence::None
}
