//! Changes a scenario by name: what `--set key=value`, form fields and sweeps have in common.

mod draws;
mod property;

use std::sync::Arc;

use super::input::{INPUTS, InputId, InputKey};
use super::{
    ChoiceId, GoodputMethod, MfuMethod, ModelKind, Range, Ranged, Scenario, UnknownChoice, check_value,
    defaults,
};
use crate::catalog::{Catalog, Provenance, UnknownId, nearest};
use crate::units::{Dimension, parse};
pub use property::{samples, set_accelerator, set_kind, set_quote, set_site};

/// Why a setting was not applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// Not of the form `key=value`.
    #[error("{0:?} is not a setting; write key=value, for example tokens=14.8T")]
    NoEquals(String),
    /// No input, choice or property has this name.
    #[error("there is nothing called {wanted:?} to set{}", suggestion(.nearest))]
    UnknownKey {
        /// The name that was given.
        wanted: String,
        /// The nearest known names.
        nearest: Vec<String>,
    },
    /// The scenario has no such phase.
    #[error("{wanted:?} names a phase that this scenario does not have; its phases are 1 to {phases}")]
    UnknownPhase {
        /// The name that was given.
        wanted: String,
        /// How many phases there are.
        phases: usize,
    },
    /// Not a value of the input.
    #[error("{key}: {source}")]
    NotANumber {
        /// The input.
        key: String,
        /// What is wrong with the text.
        source: parse::ParseError,
    },
    /// Outside the permitted range, or otherwise no value for this key.
    #[error("{key}: {problem}")]
    BadValue {
        /// The input or property.
        key: String,
        /// What is wrong and what is permitted.
        problem: String,
    },
    /// Not an option of the choice.
    #[error(transparent)]
    Choice(#[from] UnknownChoice),
    /// Not in the catalogue.
    #[error(transparent)]
    UnknownId(#[from] UnknownId),
    /// A number of hours was given to the choice between reported and derived ones.
    #[error("hours takes reported or derived; to set the number write reported_hours={0}")]
    HoursNumber(String),
}

fn suggestion(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [only] => format!("; did you mean {only}?"),
        several => format!("; nearest: {}", several.join(", ")),
    }
}

/// Properties that are neither numbers nor choices.
const PROPERTIES: [&str; 14] = [
    "accelerator",
    "site",
    "quote",
    "kind",
    "name",
    "developer",
    "released",
    "note",
    "price_year",
    "seed",
    "samples",
    "sampling",
    "correlation",
    "shared",
];

/// Other names that people type, and what they stand for.
const ALIASES: [(&str, &str); 23] = [
    ("price", "rental_price"),
    ("active", "active_params"),
    ("params", "total_params"),
    ("parameters", "total_params"),
    ("total", "total_params"),
    ("gpus", "accelerators"),
    ("count", "accelerators"),
    ("chips", "accelerators"),
    ("devices", "accelerators"),
    ("gpu", "accelerator"),
    ("chip", "accelerator"),
    ("hardware", "accelerator"),
    ("training_tokens", "tokens"),
    ("context", "context_length"),
    ("compute", "training_compute"),
    ("flop", "training_compute"),
    ("electricity", "electricity_price"),
    ("carbon", "carbon_intensity"),
    ("experiments", "experiments_multiplier"),
    ("people", "staff_people"),
    ("precision", "mfu_precision"),
    ("year", "price_year"),
    ("region", "site"),
];

/// Every name that [`apply_setting`] takes, aliases left out: numbers, choices, then properties.
#[must_use]
pub fn setting_keys() -> Vec<&'static str> {
    let numbers = INPUTS.iter().map(|spec| spec.key);
    numbers.chain(ChoiceId::ALL.map(ChoiceId::key)).chain(PROPERTIES).collect()
}

/// Applies one `key=value`. Nothing changes when there is an error.
///
/// # Errors
/// When the key is unknown or the value does not do; each message says what would.
pub fn apply_setting(scenario: &mut Scenario, catalog: &Catalog, setting: &str) -> Result<(), SettingError> {
    let no_equals = || SettingError::NoEquals(setting.trim().to_owned());
    let (key, value) = setting.split_once('=').ok_or_else(no_equals)?;
    let (key, value) = (key.trim(), value.trim());
    if key.is_empty() {
        return Err(no_equals());
    }
    let (phase, name) = name_of(key);
    if phase.is_none() {
        if PROPERTIES.contains(&name.as_str()) {
            return property::set_property(scenario, catalog, &name, value);
        }
        if let Some(choice) = ChoiceId::from_key(&name) {
            return set_choice(scenario, choice, value);
        }
    }
    let input = find_input(scenario, key, phase, &name)?;
    set_text(scenario, input, value)
}

/// The numeric input that a person names, by its key or another name that [`apply_setting`] takes.
///
/// # Errors
/// When no input has this name: the nearest names are given; when it is a choice and no number; when the scenario has no
/// such phase.
pub fn input_named(scenario: &Scenario, key: &str) -> Result<InputKey, SettingError> {
    let key = key.trim();
    let (phase, name) = name_of(key);
    if phase.is_none() && (PROPERTIES.contains(&name.as_str()) || ChoiceId::from_key(&name).is_some()) {
        let problem = "is no number that could be solved for or swept; change it with --set".to_owned();
        return Err(SettingError::BadValue { key: name, problem });
    }
    find_input(scenario, key, phase, &name)
}

/// The phase and the known name that a key stands for.
fn name_of(key: &str) -> (Option<&str>, String) {
    let (phase, name) = match key.split_once('.') {
        Some((phase, name)) => (Some(phase), name),
        None => (None, key),
    };
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name.as_str(), |(_, stands)| stands);
    let name = match (phase, name) {
        (Some(_), "hours") => "reported_hours",
        (Some(_), "mfu") => "phase_mfu",
        (Some(_), "accelerators") => "phase_accelerators",
        _ => name,
    };
    (phase, name.to_owned())
}

fn find_input(
    scenario: &Scenario,
    key: &str,
    phase: Option<&str>,
    name: &str,
) -> Result<InputKey, SettingError> {
    let number = |phase: &str| phase.trim().to_lowercase().strip_prefix("phase")?.parse::<usize>().ok();
    let unknown = |wanted: &str| {
        let known = setting_keys().into_iter().chain(ALIASES.map(|(alias, _)| alias));
        SettingError::UnknownKey { wanted: wanted.to_owned(), nearest: nearest(wanted, known) }
    };
    let spec = INPUTS.iter().find(|spec| spec.key == name).ok_or_else(|| unknown(name))?;
    let index = match phase {
        None if spec.per_phase => scenario.main_phase(),
        None => Some(0),
        Some(_) if !spec.per_phase => {
            let problem = format!("belongs to the whole run, not to a phase; write {name}=…");
            return Err(SettingError::BadValue { key: key.to_owned(), problem });
        }
        Some(phase) => number(phase).ok_or_else(|| unknown(key))?.checked_sub(1),
    };
    match index.filter(|index| !spec.per_phase || *index < scenario.phases.len()) {
        Some(phase) => Ok(InputKey { id: spec.id, phase }),
        None => Err(SettingError::UnknownPhase { wanted: key.to_owned(), phases: scenario.phases.len() }),
    }
}

/// Sets a number from what a person typed; `none` removes one that need not be there.
///
/// # Errors
/// When the text is no value of the input or outside its range.
pub fn set_text(scenario: &mut Scenario, key: InputKey, text: &str) -> Result<(), SettingError> {
    let spec = key.id.spec();
    if text.eq_ignore_ascii_case("none") {
        let before = key.get(scenario);
        (spec.set)(scenario, key.phase, None);
        if key.get(scenario).is_some() || before.is_none() {
            let problem = "has to have a value".to_owned();
            return Err(SettingError::BadValue { key: spec.key.to_owned(), problem });
        }
        scenario.uncertainty.remove(key);
        return Ok(());
    }
    if Range::is_meant(text) {
        let (range, center) = Range::parse_centered(text, spec)
            .map_err(|problem| SettingError::BadValue { key: spec.key.to_owned(), problem })?;
        return set_range(scenario, key, range, center);
    }
    let value = parse::quantity(text, spec.dimension)
        .map_err(|source| SettingError::NotANumber { key: spec.key.to_owned(), source })?;
    set_number(scenario, key, value)
}

/// Makes an input a range of the user's own. The value stays where it lies within, else it moves to the middle.
///
/// # Errors
/// When the range is impossible for the input.
pub fn set_range(
    scenario: &mut Scenario,
    key: InputKey,
    range: Range,
    center: Option<f64>,
) -> Result<(), SettingError> {
    let bad = |problem| SettingError::BadValue { key: key.id.spec().key.to_owned(), problem };
    range.check(key.id).map_err(bad)?;
    // Compute counts the active parameters, which a dense model's total stands for.
    let key = match key.id {
        InputId::TotalParams if scenario.model.kind == ModelKind::Dense => {
            InputKey::of(InputId::ActiveParams)
        }
        _ => key,
    };
    let (low, high) = range.ends();
    let inside = key.get(scenario).map(|value| value.value).filter(|value| (low..=high).contains(value));
    match (center, inside) {
        (Some(center), _) => set_number(scenario, key, center)?,
        (None, None) => set_number(scenario, key, range.middle())?,
        (None, Some(_)) => follow(scenario, key.id),
    }
    let provenance = Arc::new(Provenance::yours());
    scenario.uncertainty.set(Ranged { key, range, shared: false, provenance });
    Ok(())
}

/// Sets a number in the base unit as the user's own, and what has to follow it: the other parameter count of a dense
/// model, the method that uses the number, the part of the scenario that it belongs to.
///
/// # Errors
/// When the value is outside the range of the input.
pub fn set_number(scenario: &mut Scenario, key: InputKey, value: f64) -> Result<(), SettingError> {
    check_value(key.id, value)
        .map_err(|problem| SettingError::BadValue { key: key.id.spec().key.to_owned(), problem })?;
    defaults::make_room(scenario, key);
    key.edit(scenario, value);
    // One value instead of a range is certain again.
    scenario.uncertainty.remove(key);
    match key.id {
        InputId::TotalParams if scenario.model.kind == ModelKind::Dense => {
            InputKey::of(InputId::ActiveParams).edit(scenario, value);
        }
        InputId::ActiveParams if scenario.model.kind == ModelKind::Dense => {
            InputKey::of(InputId::TotalParams).edit(scenario, value);
        }
        _ => {}
    }
    follow(scenario, key.id);
    Ok(())
}

/// Chooses the method that uses an input which was just set.
fn follow(scenario: &mut Scenario, id: InputId) {
    match id {
        InputId::Mfu => scenario.efficiency.mfu_method = MfuMethod::Stated,
        InputId::Goodput => scenario.efficiency.goodput_method = GoodputMethod::Stated,
        _ => {}
    }
}

fn set_choice(scenario: &mut Scenario, choice: ChoiceId, value: &str) -> Result<(), SettingError> {
    let number = parse::quantity(value, Dimension::AcceleratorHours).is_ok();
    if choice == ChoiceId::Hours && number {
        return Err(SettingError::HoursNumber(value.to_owned()));
    }
    Ok(choice.set(scenario, value)?)
}
