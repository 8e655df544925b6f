//! What a place gives by default: its grid, with sources.

use std::sync::Arc;

use super::{carbon_intensity, electricity_price, off_site_water};
use crate::catalog::{Catalog, Provenance, Site, Sourced};
use crate::units::{KgCo2ePerKwh, LitresPerKwh, UsdPerKwh};

/// What a place says of its grid.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteValues {
    /// Location-based carbon intensity.
    pub carbon_intensity: Sourced<KgCo2ePerKwh>,
    /// Industrial electricity price.
    pub electricity_price: Sourced<UsdPerKwh>,
    /// Water of power plants.
    pub off_site_water: Sourced<LitresPerKwh>,
}

/// The values of a site, each with the site's source; a state or province without water or price has its country's.
#[must_use]
pub fn site_values(catalog: &Catalog, site: &Site) -> SiteValues {
    let country = site.id.split_once('-').and_then(|(country, _)| catalog.site(country).ok());
    let places = || std::iter::once(site).chain(country.map(AsRef::as_ref));
    let at = |provenance: &Provenance, place: &Site| {
        let provenance = provenance.clone();
        let locator =
            if provenance.locator.is_empty() { place.name.clone() } else { provenance.locator.clone() };
        Arc::new(Provenance { locator, ..provenance })
    };
    SiteValues {
        carbon_intensity: Sourced::new(site.carbon_intensity, at(&site.carbon_provenance, site)),
        electricity_price: places()
            .find_map(|place| {
                let provenance = place.price_provenance.as_ref()?;
                Some(Sourced::new(place.electricity_price?, at(provenance, place)))
            })
            .unwrap_or_else(electricity_price),
        off_site_water: places()
            .find_map(|place| {
                let provenance = place.water_provenance.as_ref()?;
                Some(Sourced::new(place.off_site_water?, at(provenance, place)))
            })
            .unwrap_or_else(off_site_water),
    }
}

/// The grid where no site is named.
#[must_use]
pub fn no_site() -> SiteValues {
    SiteValues {
        carbon_intensity: carbon_intensity(),
        electricity_price: electricity_price(),
        off_site_water: off_site_water(),
    }
}
