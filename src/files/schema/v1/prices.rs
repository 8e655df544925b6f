//! Rental quotes as a person writes them: dollars per accelerator-hour by kind, with the day of the quote.

mod write;

use std::sync::Arc;

use serde::Deserialize;

use super::{
    Names,
    reading::{Citation, Reading, Sources, graded},
    values::{Above0, Count, Day, Id, Word},
};
use crate::{
    catalog::{Accelerator, Confidence, PriceKind, PriceQuote, Status},
    files::{FileError, envelope},
    units::UsdPerAcceleratorHour,
};

pub use write::write_prices;

/// The schema id of price files.
pub const PRICES: &str = "flopwise/prices";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PricesFile {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    sources: Sources,
    quotes: Vec<QuoteEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteEntry {
    id: Id,
    provider: String,
    as_quoted: Option<String>,
    accelerator: Option<String>,
    chip_family: Option<String>,
    usd_per_hour_on_demand: Option<Above0<4>>,
    usd_per_hour_spot: Option<Above0<4>>,
    usd_per_hour_reserved_1y: Option<Above0<4>>,
    usd_per_hour_reserved_3y: Option<Above0<4>>,
    usd_per_hour_assumed: Option<Above0<4>>,
    #[serde(default)]
    instance: String,
    per_instance: Option<Count>,
    #[serde(default)]
    region: String,
    date: Day,
    #[serde(default)]
    segment: String,
    source: Option<String>,
    status: Option<Word<Status>>,
    confidence: Option<Word<Confidence>>,
    #[serde(default)]
    unconfirmed: bool,
    #[serde(default)]
    note: String,
}

/// Reads a file of quotes for the accelerators that are known.
///
/// # Errors
/// When the text is not such a file; the first problem with its place.
pub fn read_prices(
    file: &str,
    text: &str,
    names: &mut Names,
    accelerators: &[Arc<Accelerator>],
) -> Result<Vec<Arc<PriceQuote>>, FileError> {
    let parsed: PricesFile = envelope::parse(file, text, PRICES, 1)?;
    let mut reading = Reading { file, text, sources: parsed.sources, entry: 0 };
    let mut quotes = Vec::with_capacity(parsed.quotes.len());
    for (number, entry) in parsed.quotes.into_iter().enumerate() {
        reading.entry = number;
        reading.claim(names, "quote", &entry.id.0, &[], None)?;
        quotes.push(Arc::new(entry.into_quote(&reading, accelerators)?));
    }
    Ok(quotes)
}

impl QuoteEntry {
    fn into_quote(
        self,
        reading: &Reading<'_>,
        accelerators: &[Arc<Accelerator>],
    ) -> Result<PriceQuote, FileError> {
        let prices = self.prices();
        if prices.is_empty() {
            let problem = "this quote has no price; add one, such as usd_per_hour_on_demand: 2.00";
            return Err(reading.bad_entry(problem));
        }
        let (chip_family, name) = self.family(reading, accelerators)?;
        let citation = Citation {
            status: self.status.map(|word| word.0),
            date: Some(self.date.0),
            note: self.note,
            unconfirmed: self.unconfirmed,
        };
        Ok(PriceQuote {
            provenance: reading.cite("source", self.source.as_slice(), citation)?,
            id: self.id.0,
            provider: self.provider,
            instance: self.instance,
            accelerator_as_quoted: self.as_quoted.unwrap_or(name),
            accelerator: self.accelerator,
            chip_family,
            accelerators_per_instance: self.per_instance.map(|count| count.0),
            prices,
            region: self.region,
            date: self.date.0,
            segment: self.segment,
            confidence: graded(self.confidence),
        })
    }

    fn prices(&self) -> Vec<(PriceKind, UsdPerAcceleratorHour)> {
        let of = |kind| match kind {
            PriceKind::OnDemand => self.usd_per_hour_on_demand,
            PriceKind::Spot => self.usd_per_hour_spot,
            PriceKind::Reserved1y => self.usd_per_hour_reserved_1y,
            PriceKind::Reserved3y => self.usd_per_hour_reserved_3y,
            PriceKind::Assumed => self.usd_per_hour_assumed,
        };
        PriceKind::ALL
            .into_iter()
            .filter_map(|kind| {
                of(kind).map(|price| (kind, UsdPerAcceleratorHour::from_usd_per_hour(price.0)))
            })
            .collect()
    }

    /// The chip family, which must be that of the accelerator, and the name of what is priced.
    fn family(
        &self,
        reading: &Reading<'_>,
        accelerators: &[Arc<Accelerator>],
    ) -> Result<(String, String), FileError> {
        let Some(id) = &self.accelerator else {
            return match &self.chip_family {
                Some(family) => Ok((family.clone(), family.clone())),
                None => {
                    let problem = "this quote is for no chip; add accelerator, or chip_family where the form factor is unknown";
                    Err(reading.bad_entry(problem))
                }
            };
        };
        let Some(accelerator) = accelerators.iter().find(|accelerator| accelerator.id == *id) else {
            let mut known = accelerators.iter().map(|accelerator| accelerator.id.as_str());
            reading.known("accelerator", "accelerator", id, &mut known)?;
            return Ok((String::new(), String::new()));
        };
        let family = &accelerator.chip_family;
        match &self.chip_family {
            Some(given) if given != family => {
                let problem =
                    format!("is {given:?}, but {id} belongs to {family:?}; write that or leave it out");
                Err(reading.bad("chip_family", problem))
            }
            _ => Ok((family.clone(), accelerator.name.clone())),
        }
    }
}
