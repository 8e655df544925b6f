//! Changes properties of a scenario that are neither numbers nor choices: accelerator, site, quote, names, draws.

use std::sync::Arc;

use super::SettingError;
use crate::catalog::{
    Accelerator, Catalog, Date, PriceKind, PriceQuote, Provenance, Sourced, UnknownId, nearest,
};
use crate::scenario::{
    FEWEST_SAMPLES, MOST_SAMPLES, Model, ModelKind, Sampling, Scenario, UnknownChoice, defaults,
};
use crate::units::{Dimension, parse};

pub(super) fn set_property(
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
        "correlation" => super::draws::set_correlation(scenario, value)?,
        "shared" => super::draws::set_shared(scenario, value)?,
        "seed" => {
            let seed = value
                .parse()
                .map_err(|_| bad(format!("{value:?} is not a seed; write a whole number such as 42")))?;
            scenario.uncertainty.seed = seed;
        }
        "samples" => scenario.uncertainty.samples = samples(value).map_err(bad)?,
        "sampling" => {
            let options = Sampling::ALL.map(Sampling::id);
            scenario.uncertainty.sampling = Sampling::from_id(value).ok_or_else(|| UnknownChoice {
                key: "sampling",
                wanted: value.to_owned(),
                options: options.to_vec(),
                nearest: nearest(value, options.into_iter()),
            })?;
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

/// A number of samples: `100000`, `100k`.
///
/// # Errors
/// When it is no number or outside what is drawn.
pub fn samples(text: &str) -> Result<u32, String> {
    let count = parse::quantity(text, Dimension::Scalar).map_err(|error| error.to_string())?;
    if !(f64::from(FEWEST_SAMPLES)..=f64::from(MOST_SAMPLES)).contains(&count) {
        return Err(format!("{text} samples are outside {FEWEST_SAMPLES} to {MOST_SAMPLES}"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the bounds above")]
    Ok(count as u32)
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
