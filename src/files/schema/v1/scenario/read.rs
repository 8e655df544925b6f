//! From what stands in a file to a scenario: defaults first, then what the file says.

use std::sync::Arc;

use super::sources::Sources;
use super::{PhaseEntry, ScenarioEntry, item::Item, spec_of};
use crate::catalog::{Accelerator, Catalog, Date};
use crate::files::{error::FileProblem, whereabouts::Step};
use crate::scenario::input::{InputKey, InputSpec};
use crate::scenario::{ChoiceId, ModelKind, Phase, PhaseKind, Scenario, Scope, check_value, defaults};

/// A problem with what a file says, and the way to it through the file.
#[derive(Debug)]
pub(in crate::files) struct Fault {
    pub(in crate::files) path: Vec<Step>,
    pub(in crate::files) problem: FileProblem,
}

impl Fault {
    pub(in crate::files) fn new<S: Into<Step>>(
        path: impl IntoIterator<Item = S>,
        problem: FileProblem,
    ) -> Self {
        Self { path: path.into_iter().map(Into::into).collect(), problem }
    }

    /// A value that does not do, in words.
    pub(in crate::files) fn bad<S: Into<Step>>(
        path: impl IntoIterator<Item = S>,
        key: &str,
        problem: impl std::fmt::Display,
    ) -> Self {
        let problem = format!("{key}: {problem}");
        Self::new(path, FileProblem::BadValue { key: String::new(), problem })
    }

    /// The same problem, further inside.
    pub(in crate::files) fn inside<S: Into<Step>>(mut self, outer: impl IntoIterator<Item = S>) -> Self {
        self.path.splice(0..0, outer.into_iter().map(Into::into));
        self
    }
}

/// A key that a group of the file cannot do without.
fn missing(group: &str, key: &str, example: &str) -> Fault {
    let inside = format!("{group}, for example {key}: {example}");
    Fault::new([group], FileProblem::MissingKey { key: key.to_owned(), inside })
}

/// The scenario that an entry describes.
pub(in crate::files) fn read(entry: &ScenarioEntry, catalog: &Catalog) -> Result<Scenario, Fault> {
    let custom = custom(entry)?;
    let accelerator = accelerator(entry, custom.as_ref(), catalog)?;
    let kind = model_kind(entry)?;
    let mut scenario = defaults::scenario(kind, &entry.developer, Some(&accelerator));
    scenario.hardware.custom = custom;
    entry.name.clone_into(&mut scenario.name);
    scenario.id = entry.id.clone().unwrap_or_else(|| slug(&entry.name));
    entry.note.clone_into(&mut scenario.note);
    if let Some(date) = &entry.released {
        let parsed = Date::parse(date).ok_or_else(|| bad_date("released", date, ["released"]))?;
        scenario.released = Some(parsed);
    }
    let mut reader = Reader { sources: Sources::new(&entry.sources)?, scenario };
    site(entry, catalog, &mut reader)?;
    reader.model(entry)?;
    for (index, phase) in entry.phases.iter().enumerate() {
        reader.phase(index, phase).map_err(|fault| fault.inside([Step::from("phases"), index.into()]))?;
    }
    if entry.phases.is_empty() {
        let problem = "there is no phase; add one with tokens, training_compute or reported_hours";
        return Err(Fault::bad(["phases"], "phases", problem));
    }
    reader.numbers("hardware", entry.hardware.numbers())?;
    reader.numbers("efficiency", entry.efficiency.numbers())?;
    reader.numbers("pricing", entry.pricing.numbers())?;
    if entry.pricing.rental_price.is_none() {
        return Err(missing("pricing", "rental_price", "\"$2.00\""));
    }
    reader.numbers("facility", entry.facility.numbers())?;
    reader.numbers("program", entry.program.numbers())?;
    reader.choices(entry)?;
    reader.scenario.pricing.price_year = entry.pricing.price_year;
    let uncertainty = entry.uncertainty.read(&reader.scenario, &reader.sources);
    reader.scenario.uncertainty = uncertainty.map_err(|fault| fault.inside(["uncertainty"]))?;
    Ok(reader.scenario)
}

/// The accelerator that the file brings along, if it does.
fn custom(entry: &ScenarioEntry) -> Result<Option<Arc<Accelerator>>, Fault> {
    let read = |custom| super::custom::read(custom, &entry.sources).map(Arc::new);
    entry.hardware.custom.as_ref().map(read).transpose()
}

fn accelerator(
    entry: &ScenarioEntry,
    custom: Option<&Arc<Accelerator>>,
    catalog: &Catalog,
) -> Result<Arc<Accelerator>, Fault> {
    let wanted = entry.hardware.accelerator.as_deref();
    if let Some(custom) = custom
        && wanted.is_none_or(|wanted| wanted.trim() == custom.id)
    {
        return Ok(Arc::clone(custom));
    }
    let wanted = wanted.ok_or_else(|| missing("hardware", "accelerator", "\"h100-sxm\""))?;
    catalog.accelerator(wanted).cloned().map_err(|unknown| {
        let problem = FileProblem::UnknownReference {
            key: "accelerator".into(),
            kind: unknown.kind,
            wanted: unknown.wanted,
            nearest: unknown.nearest,
        };
        Fault::new(["hardware", "accelerator"], problem)
    })
}

/// Dense unless the file says otherwise, by name or by giving fewer active parameters than there are.
fn model_kind(entry: &ScenarioEntry) -> Result<ModelKind, Fault> {
    if let Some(kind) = &entry.model.kind {
        return ModelKind::from_id(kind).ok_or_else(|| {
            Fault::new(["model", "kind"], FileProblem::unknown_word(kind, &ModelKind::ALL.map(ModelKind::id)))
        });
    }
    let number = |key: &str, item: &Option<Item>| {
        let (item, spec) = (item.as_ref()?, spec_of(key)?);
        super::sources::base_value(item.bare(), spec).ok()
    };
    let total = number("total_params", &entry.model.total_params);
    let active = number("active_params", &entry.model.active_params);
    Ok(match (total, active) {
        (Some(total), Some(active)) if active < total * 0.9 => ModelKind::MixtureOfExperts,
        _ if entry.model.architecture.as_ref().is_some_and(super::ArchitectureEntry::is_sparse) => {
            ModelKind::MixtureOfExperts
        }
        _ => ModelKind::Dense,
    })
}

/// The values of the site, which explicit ones override afterwards.
fn site(entry: &ScenarioEntry, catalog: &Catalog, reader: &mut Reader<'_>) -> Result<(), Fault> {
    let Some(wanted) = entry.facility.site.as_deref().filter(|site| !site.is_empty()) else { return Ok(()) };
    let facility = &mut reader.scenario.facility;
    let given = &entry.facility;
    let all_given = given.carbon_intensity.is_some()
        && given.electricity_price.is_some()
        && given.off_site_water.is_some();
    match catalog.site(wanted) {
        Ok(site) => {
            let values = defaults::site_values(catalog, site);
            site.id.clone_into(&mut facility.site);
            facility.carbon_intensity = values.carbon_intensity;
            facility.electricity_price = values.electricity_price;
            facility.off_site_water = values.off_site_water;
        }
        // Somebody else's site: the file has all that it stands for.
        Err(_) if all_given => wanted.clone_into(&mut facility.site),
        Err(unknown) => {
            let problem = FileProblem::UnknownReference {
                key: "site".into(),
                kind: unknown.kind,
                wanted: unknown.wanted,
                nearest: unknown.nearest,
            };
            return Err(Fault::new(["facility", "site"], problem));
        }
    }
    Ok(())
}

struct Reader<'a> {
    sources: Sources<'a>,
    scenario: Scenario,
}

impl Reader<'_> {
    fn number(&mut self, key: &str, phase: usize, item: &Item) -> Result<(), Fault> {
        let Some(spec) = spec_of(key) else { return Ok(()) };
        let value = self.sources.sourced(item, spec).map_err(|fault| fault.inside([key]))?;
        let input = InputKey { id: spec.id, phase };
        defaults::make_room(&mut self.scenario, input);
        (spec.set)(&mut self.scenario, phase, Some(value));
        Ok(())
    }

    fn numbers<'i>(
        &mut self,
        group: &str,
        numbers: impl Iterator<Item = (&'static str, &'i Item)>,
    ) -> Result<(), Fault> {
        for (key, item) in numbers {
            self.number(key, 0, item).map_err(|fault| fault.inside([group]))?;
        }
        Ok(())
    }

    fn model(&mut self, entry: &ScenarioEntry) -> Result<(), Fault> {
        self.numbers("model", entry.model.numbers())?;
        let model = &mut self.scenario.model;
        match (&entry.model.total_params, &entry.model.active_params) {
            (None, None) => return Err(missing("model", "total_params", "\"70B\"")),
            (Some(_), None) if model.kind == ModelKind::Dense => {
                model.active_params = model.total_params.clone();
            }
            (Some(_), None) => return Err(missing("model", "active_params", "\"37B\"")),
            (None, Some(_)) => model.total_params = model.active_params.clone(),
            (Some(_), Some(_)) => {}
        }
        if let Some(architecture) = &entry.model.architecture {
            model.architecture = Some(architecture.read()?);
        }
        Ok(())
    }

    fn phase(&mut self, index: usize, entry: &PhaseEntry) -> Result<(), Fault> {
        let kind = match &entry.kind {
            None => PhaseKind::PreTraining,
            Some(kind) => PhaseKind::from_id(kind).ok_or_else(|| {
                let known = PhaseKind::ALL.map(PhaseKind::id);
                Fault::new(["kind"], FileProblem::unknown_word(kind, &known))
            })?,
        };
        let mut phase = Phase::new(entry.name.as_deref().unwrap_or(kind.label()), kind);
        if let Some(letter) = &entry.counted_from {
            phase.counted_from = Scope::from_letter(letter).ok_or_else(|| {
                let known = Scope::ALL.map(Scope::letter);
                Fault::new(["counted_from"], FileProblem::unknown_word(letter, &known))
            })?;
        }
        self.scenario.phases.push(phase);
        for (key, item) in entry.numbers() {
            self.number(key, index, item)?;
        }
        Ok(())
    }

    fn choices(&mut self, entry: &ScenarioEntry) -> Result<(), Fault> {
        let choices = [
            (ChoiceId::Scope, &entry.scope, ""),
            (ChoiceId::Hours, &entry.hours, ""),
            (ChoiceId::Convention, &entry.convention, ""),
            (ChoiceId::MfuPrecision, &entry.hardware.mfu_precision, "hardware"),
            (ChoiceId::MfuMethod, &entry.efficiency.mfu_method, "efficiency"),
            (ChoiceId::GoodputMethod, &entry.efficiency.goodput_method, "efficiency"),
            (ChoiceId::PriceKind, &entry.pricing.price_kind, "pricing"),
            (ChoiceId::OwnershipMethod, &entry.pricing.ownership_method, "pricing"),
            (ChoiceId::EnergyMethod, &entry.facility.energy_method, "facility"),
        ];
        for (choice, option, group) in choices {
            let Some(option) = option else { continue };
            choice.set(&mut self.scenario, option).map_err(|unknown| {
                let problem = FileProblem::BadValue { key: String::new(), problem: unknown.to_string() };
                let group = (!group.is_empty()).then_some(group);
                Fault::new(group.into_iter().chain([choice.key()]), problem)
            })?;
        }
        Ok(())
    }
}

/// A value checked against its row of the input catalogue.
pub(super) fn within(spec: &InputSpec, value: f64) -> Result<f64, String> {
    check_value(spec.id, value).map(|()| value)
}

pub(super) fn bad_date<S: Into<Step>>(key: &str, date: &str, path: impl IntoIterator<Item = S>) -> Fault {
    Fault::bad(path, key, format_args!("{date:?} is not a date; write 2024, 2024-12 or 2024-12-27"))
}

/// A kebab-case id from a name.
pub(in crate::files) fn slug(name: &str) -> String {
    let mut id = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if character == '.' && id.ends_with(|last: char| last.is_ascii_digit()) {
            id.push('.');
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches(['-', '.']);
    if id.is_empty() { "scenario".to_owned() } else { id.to_owned() }
}
