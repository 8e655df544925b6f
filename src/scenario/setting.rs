//! Changes a scenario by name: what `--set key=value`, form fields and sweeps have in common.

use std::sync::Arc;

use super::input::{INPUTS, InputId, InputKey};
use super::{
    ChoiceId, GoodputMethod, MfuMethod, Model, ModelKind, Scenario, UnknownChoice, check_value, defaults,
};
use crate::catalog::{
    Accelerator, Catalog, Date, PriceKind, PriceQuote, Provenance, Sourced, UnknownId, nearest,
};
use crate::units::{Dimension, parse};

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
const PROPERTIES: [&str; 9] =
    ["accelerator", "site", "quote", "kind", "name", "developer", "released", "note", "price_year"];

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
    if phase.is_none() {
        if PROPERTIES.contains(&name) {
            return set_property(scenario, catalog, name, value);
        }
        if let Some(choice) = ChoiceId::from_key(name) {
            return set_choice(scenario, choice, value);
        }
    }
    let input = find_input(scenario, key, phase, name)?;
    set_text(scenario, input, value)
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
        return Ok(());
    }
    let value = parse::quantity(text, spec.dimension)
        .map_err(|source| SettingError::NotANumber { key: spec.key.to_owned(), source })?;
    set_number(scenario, key, value)
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
    match key.id {
        InputId::TotalParams if scenario.model.kind == ModelKind::Dense => {
            InputKey::of(InputId::ActiveParams).edit(scenario, value);
        }
        InputId::ActiveParams if scenario.model.kind == ModelKind::Dense => {
            InputKey::of(InputId::TotalParams).edit(scenario, value);
        }
        InputId::Mfu => scenario.efficiency.mfu_method = MfuMethod::Stated,
        InputId::Goodput => scenario.efficiency.goodput_method = GoodputMethod::Stated,
        _ => {}
    }
    Ok(())
}

fn set_choice(scenario: &mut Scenario, choice: ChoiceId, value: &str) -> Result<(), SettingError> {
    let number = parse::quantity(value, Dimension::AcceleratorHours).is_ok();
    if choice == ChoiceId::Hours && number {
        return Err(SettingError::HoursNumber(value.to_owned()));
    }
    Ok(choice.set(scenario, value)?)
}

fn set_property(
    scenario: &mut Scenario,
    catalog: &Catalog,
    key: &str,
    value: &str,
) -> Result<(), SettingError> {
    let bad = |problem: String| SettingError::BadValue { key: key.to_owned(), problem };
    match key {
        "accelerator" => set_accelerator(scenario, catalog, value)?,
        "site" => set_site(scenario, catalog, value)?,
        "quote" => {
            let (id, kind) =
                value.split_once('@').map_or((value, None), |(id, kind)| (id, Some(kind.trim())));
            let quote = catalog.quote(id)?;
            let of_kind = |wanted: &str| quote.prices.iter().find(|(kind, _)| kind.id() == wanted);
            let chosen = kind.map_or(quote.prices.first(), of_kind);
            let Some((kind, _)) = chosen else {
                let kinds: Vec<_> = quote.prices.iter().map(|(kind, _)| kind.id()).collect();
                return Err(bad(format!(
                    "{} quotes only {}; write {}@KIND",
                    quote.id,
                    kinds.join(", "),
                    quote.id
                )));
            };
            set_quote(scenario, quote, *kind);
        }
        "kind" => {
            let options = ModelKind::ALL.map(ModelKind::id);
            let kind = ModelKind::from_id(value).ok_or_else(|| UnknownChoice {
                key: "kind",
                wanted: value.to_owned(),
                options: options.to_vec(),
                nearest: nearest(value, options.into_iter()),
            })?;
            set_kind(scenario, kind);
        }
        "name" if value.is_empty() => return Err(bad("is empty; write a name".to_owned())),
        "name" => value.clone_into(&mut scenario.name),
        "developer" => value.clone_into(&mut scenario.developer),
        "note" => value.clone_into(&mut scenario.note),
        "released" => {
            let date = Date::parse(value)
                .ok_or_else(|| bad(format!("{value:?} is not a date; write 2024, 2024-12 or 2024-12-27")))?;
            scenario.released = Some(date);
        }
        _ => {
            let year = value.parse().ok().filter(|year| (1990..=2100).contains(year));
            let year = year.ok_or_else(|| bad(format!("{value:?} is not a year from 1990 to 2100")))?;
            scenario.pricing.price_year = Some(year);
        }
    }
    Ok(())
}

/// Chooses an accelerator, and with it what follows from it: server price, precision of the peak, energy method.
/// What the user had entered stays.
///
/// # Errors
/// When the catalogue has no such accelerator.
pub fn set_accelerator(scenario: &mut Scenario, catalog: &Catalog, name: &str) -> Result<(), UnknownId> {
    let custom = scenario.hardware.custom.clone();
    let chosen = match custom.filter(|custom| custom.id.eq_ignore_ascii_case(name.trim())) {
        Some(custom) => custom,
        None => catalog.accelerator(name)?.clone(),
    };
    let before = scenario.find_accelerator(catalog).ok();
    chosen.id.clone_into(&mut scenario.hardware.accelerator);
    if !scenario.pricing.ownership.server_price.is_edited() {
        scenario.pricing.ownership.server_price = defaults::server_price(Some(&chosen));
    }
    let usual = |accelerator: Option<&Accelerator>| defaults::mfu_precision(accelerator);
    let followed =
        before.as_deref().is_none_or(|before| scenario.hardware.mfu_precision == usual(Some(before)));
    if followed || chosen.peak_dense(scenario.hardware.mfu_precision).is_none() {
        scenario.hardware.mfu_precision = usual(Some(&chosen));
    }
    if scenario.facility.energy_method == defaults::energy_method(before.as_deref()) {
        scenario.facility.energy_method = defaults::energy_method(Some(&chosen));
    }
    Ok(())
}

/// Chooses a site and takes over its carbon intensity, electricity price and water; `none` takes the world's.
///
/// # Errors
/// When the catalogue has no such site.
pub fn set_site(scenario: &mut Scenario, catalog: &Catalog, name: &str) -> Result<(), UnknownId> {
    let facility = &mut scenario.facility;
    let values = if name.trim().eq_ignore_ascii_case("none") {
        facility.site.clear();
        defaults::no_site()
    } else {
        let site = catalog.site(name)?;
        site.id.clone_into(&mut facility.site);
        defaults::site_values(catalog, site)
    };
    facility.carbon_intensity = values.carbon_intensity;
    facility.electricity_price = values.electricity_price;
    facility.off_site_water = values.off_site_water;
    Ok(())
}

/// Takes the rental price of a dated quote, with its kind, year and source. Does nothing where it has no such price.
pub fn set_quote(scenario: &mut Scenario, quote: &PriceQuote, kind: PriceKind) {
    let Some(price) = quote.price(kind) else { return };
    let mut provenance = Provenance::clone(&quote.provenance);
    provenance.date = Some(quote.date);
    let place = if quote.region.is_empty() { String::new() } else { format!(", {}", quote.region) };
    provenance.locator =
        format!("{} {}, {}{place}", quote.provider, quote.accelerator_as_quoted, kind.label());
    let pricing = &mut scenario.pricing;
    pricing.rental_price = Sourced::new(price, Arc::new(provenance));
    pricing.price_kind = kind;
    pricing.price_year = Some(quote.date.year());
}

/// Makes a model dense or sparse. A dense model uses all its parameters.
pub fn set_kind(scenario: &mut Scenario, kind: ModelKind) {
    scenario.model.kind = kind;
    let Model { total_params, active_params, .. } = &mut scenario.model;
    if kind == ModelKind::Dense && active_params.value != total_params.value {
        *active_params = active_params.edited(total_params.value);
    }
}
