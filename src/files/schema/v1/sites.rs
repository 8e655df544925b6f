//! Sites as a person writes them: grams of CO2e, litres and dollars per kilowatt-hour of a grid.

use std::sync::Arc;

use serde::Deserialize;

use super::{
    Names,
    reading::{Citation, Reading, Sources, graded},
    values::{Above0, Id, Word, Year, shifted},
};
use crate::{
    catalog::{CarbonBasis, Confidence, Provenance, Site, SiteLevel, Status},
    files::{FileError, envelope},
    units::{KgCo2ePerKwh, LitresPerKwh, UsdPerKwh},
};

/// The schema id of site files.
pub const SITES: &str = "flopwise/sites";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SitesFile {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    sources: Sources,
    sites: Vec<SiteEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteEntry {
    id: Id,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    level: Option<Word<SiteLevel>>,
    carbon_g_per_kwh: Above0<4>,
    carbon_year: Year,
    previous_carbon_g_per_kwh: Option<Above0<4>>,
    previous_carbon_year: Option<Year>,
    carbon_basis: Word<CarbonBasis>,
    carbon_source: Option<String>,
    water_l_per_kwh: Option<Above0<3>>,
    water_source: Option<String>,
    price_usd_per_kwh: Option<Above0<1>>,
    price_year: Option<Year>,
    #[serde(default)]
    price_note: String,
    price_source: Option<String>,
    #[serde(default)]
    price_unconfirmed: bool,
    status: Option<Word<Status>>,
    confidence: Option<Word<Confidence>>,
    price_confidence: Option<Word<Confidence>>,
    #[serde(default)]
    unconfirmed: bool,
    #[serde(default)]
    note: String,
}

/// Reads a file of sites. Their names must not be taken by sites that were read before.
///
/// # Errors
/// When the text is not such a file; the first problem with its place.
pub fn read_sites(file: &str, text: &str, names: &mut Names) -> Result<Vec<Arc<Site>>, FileError> {
    let parsed: SitesFile = envelope::parse(file, text, SITES, 1)?;
    let mut reading = Reading { file, text, sources: parsed.sources, entry: 0 };
    let mut sites = Vec::with_capacity(parsed.sites.len());
    for (number, entry) in parsed.sites.into_iter().enumerate() {
        reading.entry = number;
        reading.claim(names, "site", &entry.id.0, &entry.aliases, entry.name.as_deref())?;
        sites.push(Arc::new(entry.into_site(&reading)?));
    }
    Ok(sites)
}

impl SiteEntry {
    fn into_site(self, reading: &Reading<'_>) -> Result<Site, FileError> {
        let grams = |value: Above0<4>| KgCo2ePerKwh::from_kg_per_kwh(shifted(value.0, -3));
        let previous_carbon = match (self.previous_carbon_year, self.previous_carbon_g_per_kwh) {
            (Some(year), Some(carbon)) => {
                dated(reading, "previous_carbon_year", year).map(|date| Some((date, grams(carbon))))?
            }
            (None, None) => None,
            (Some(_), None) => {
                return Err(reading.bad("previous_carbon_year", "needs previous_carbon_g_per_kwh".into()));
            }
            (None, Some(_)) => {
                return Err(reading.bad("previous_carbon_g_per_kwh", "needs previous_carbon_year".into()));
            }
        };
        let carbon_date = dated(reading, "carbon_year", self.carbon_year)?;
        Ok(Site {
            carbon_provenance: self.carbon_provenance(reading)?,
            price_provenance: self.price_provenance(reading)?,
            water_provenance: match self.water_l_per_kwh {
                Some(_) => {
                    Some(reading.cite("water_source", self.water_source.as_slice(), Citation::default())?)
                }
                None => None,
            },
            name: self.name.unwrap_or_else(|| self.id.0.clone()),
            id: self.id.0,
            aliases: self.aliases,
            level: self.level.map_or(SiteLevel::CloudRegion, |level| level.0),
            carbon_intensity: grams(self.carbon_g_per_kwh),
            carbon_date,
            previous_carbon,
            carbon_basis: self.carbon_basis.0,
            off_site_water: self.water_l_per_kwh.map(|litres| LitresPerKwh::from_litres_per_kwh(litres.0)),
            electricity_price: self.price_usd_per_kwh.map(|price| UsdPerKwh::from_usd_per_kwh(price.0)),
            price_note: self.price_note,
            confidence: graded(self.confidence),
            price_confidence: self.price_confidence.map(|grade| grade.0),
        })
    }

    fn carbon_provenance(&self, reading: &Reading<'_>) -> Result<Arc<Provenance>, FileError> {
        let citation = Citation {
            status: self.status.map(|word| word.0),
            date: self.carbon_year.date(),
            note: self.note.clone(),
            unconfirmed: self.unconfirmed,
        };
        reading.cite("carbon_source", self.carbon_source.as_slice(), citation)
    }

    fn price_provenance(&self, reading: &Reading<'_>) -> Result<Option<Arc<Provenance>>, FileError> {
        if self.price_usd_per_kwh.is_none() {
            return Ok(None);
        }
        let citation = Citation {
            status: None,
            date: self.price_year.and_then(Year::date),
            note: self.price_note.clone(),
            unconfirmed: self.price_unconfirmed,
        };
        reading.cite("price_source", self.price_source.as_slice(), citation).map(Some)
    }
}

fn dated(reading: &Reading<'_>, key: &str, year: Year) -> Result<crate::catalog::Date, FileError> {
    year.date().ok_or_else(|| reading.bad(key, format!("is {}, which is not a year", year.0)))
}
