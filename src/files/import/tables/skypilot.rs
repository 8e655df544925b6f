//! SkyPilot's catalogue of instances: a price is per instance and becomes one per accelerator-hour.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::{Described, Match, Names};
use super::preview::{Creation, Need, Preview, Reasons, TableKind, TableOptions, free_id, slug};
use super::sheet::{ColumnIndex, Sheet};
use super::{date_in, source_of, unknown_mapping};
use crate::catalog::{Catalog, Confidence, Date, PriceKind, PriceQuote, Provenance};
use crate::files::error::FileError;
use crate::files::import::tables::separated::Record;
use crate::files::report::{Cell, Column, Table};
use crate::units::{Dimension, UsdPerAcceleratorHour, format};

/// Where SkyPilot publishes its catalogue.
const ADDRESS: &str = "https://github.com/skypilot-org/skypilot-catalog";

/// What stands on a quote whose price leaves the machine out.
const NO_HOST: &str =
    "price of the attached accelerator alone: the machine that it is attached to is not included";

/// The columns by meaning; only the first three have to be there.
struct Columns {
    name: ColumnIndex,
    count: ColumnIndex,
    price: ColumnIndex,
    instance: Option<ColumnIndex>,
    region: Option<ColumnIndex>,
    info: Option<ColumnIndex>,
    spot: Option<ColumnIndex>,
}

/// Whether the head is that of SkyPilot's catalogue.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    sheet.column(&["AcceleratorName"]).is_some() && sheet.column(&["AcceleratorCount"]).is_some()
}

/// What rows have in common that differ in nothing but their region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    instance: String,
    name: String,
    /// Numbers by their bits, so that they can be ordered.
    numbers: [u64; 3],
    memory_mib: Option<u64>,
}

/// One offer in the regions that have it.
struct Offer {
    instance: String,
    name: String,
    count: f64,
    price: Option<f64>,
    spot: Option<f64>,
    memory_gib: Option<f64>,
    regions: Vec<String>,
    line: usize,
}

/// Reads a catalogue and reconciles it with the accelerators that are known.
///
/// # Errors
/// When a column is missing, or a name is mapped to an accelerator that does not exist.
pub(super) fn preview(
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let need = |name: &str| sheet.column(&[name]).ok_or_else(|| sheet.lacks(name, "SkyPilot prices"));
    let columns = Columns {
        name: need("AcceleratorName")?,
        count: need("AcceleratorCount")?,
        price: need("Price")?,
        instance: sheet.column(&["InstanceType"]),
        region: sheet.column(&["Region"]),
        info: sheet.column(&["GpuInfo"]),
        spot: sheet.column(&["SpotPrice"]),
    };
    let (mut reasons, mut wrong) = (Reasons::default(), Vec::new());
    let offers = offers(sheet, &columns, &mut reasons, &mut wrong);
    let names = Names::new(catalog, &options.names).map_err(|error| unknown_mapping(&sheet.file, &error))?;
    let mut reading = Reading {
        options,
        names,
        taken: catalog.prices.iter().map(|quote| quote.id.clone()).collect(),
        source: source_of(options, &format!("SkyPilot catalog, {}", sheet.file), ADDRESS),
        table: Table::new(vec![
            Column::text("instance", "Instance"),
            Column::text("as_quoted", "As quoted"),
            Column::text("stands_for", "Stands for"),
            Column::text("division", "Per instance"),
            Column::number("on_demand_usd_per_hour", "On demand", Dimension::UsdPerAcceleratorHour),
            Column::number("spot_usd_per_hour", "Spot", Dimension::UsdPerAcceleratorHour),
            Column::text("regions", "Regions"),
        ]),
        loose: BTreeMap::new(),
        attached: 0,
    };
    let quotes: Vec<PriceQuote> =
        offers.iter().filter_map(|offer| reading.quote(offer, &mut reasons)).collect();
    let mut remarks = sheet.remarks.clone();
    remarks.push("prices are per instance and divided by its accelerators".to_owned());
    let rows: usize = offers.iter().map(|offer| offer.regions.len()).sum();
    if rows > offers.len() {
        remarks.push(format!(
            "{rows} rows that differ in their region only are put together to {}",
            offers.len()
        ));
    }
    Ok(Preview {
        kind: TableKind::SkyPilot,
        file: sheet.file.clone(),
        rows: sheet.rows.len(),
        warnings: reading.warnings(),
        table: reading.table,
        remarks,
        skipped: reasons.finish(),
        wrong,
        open: reading.names.open(),
        unknown: reading.names.finish(),
        needs: needs(sheet, options),
        would_create: Creation::Quotes(quotes),
    })
}

fn needs(sheet: &Sheet, options: &TableOptions) -> Vec<Need> {
    let mut needs = Vec::new();
    if options.provider.is_none() {
        let words = "who rents these instances out, for example --provider Lambda".to_owned();
        needs.push(Need { option: "--provider", words });
    }
    if options.date.is_none() {
        let hint = match date_in(&sheet.file) {
            Some(date) => format!("; the file's name has {date}: if it is that day, --date {date}"),
            None => ", for example --date 2025-01-31".to_owned(),
        };
        needs.push(Need { option: "--date", words: format!("the day of these prices{hint}") });
    }
    needs
}

/// The offers of the table, those that differ in nothing but their region put together.
fn offers(sheet: &Sheet, columns: &Columns, reasons: &mut Reasons, wrong: &mut Vec<FileError>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for row in &sheet.rows {
        let offer = match offer(sheet, row, columns) {
            Ok(Ok(offer)) => offer,
            Ok(Err(reason)) => {
                reasons.add(reason, &format!("line {}", row.line));
                continue;
            }
            Err(error) => {
                wrong.push(error);
                continue;
            }
        };
        let bits = |value: Option<f64>| value.map_or(u64::MAX, f64::to_bits);
        let key = Key {
            instance: offer.instance.clone(),
            name: offer.name.clone(),
            numbers: [offer.count.to_bits(), bits(offer.price), bits(offer.spot)],
            memory_mib: offer.memory_gib.map(f64::to_bits),
        };
        match known.get(&key).and_then(|index| offers.get_mut(*index)) {
            Some(same) => same.regions.extend(offer.regions),
            None => {
                known.insert(key, offers.len());
                offers.push(offer);
            }
        }
    }
    offers
}

/// One row, or the reason why it is no offer.
fn offer(sheet: &Sheet, row: &Record, columns: &Columns) -> Result<Result<Offer, &'static str>, FileError> {
    let name = sheet.text(row, Some(columns.name));
    if name.is_empty() {
        return Ok(Err("no accelerator: instances with processors alone"));
    }
    let count = sheet.number(row, Some(columns.count), Dimension::Accelerators)?;
    let Some(count) = count else {
        return Err(sheet.wrong(
            row,
            Some(columns.count),
            "is empty beside an accelerator; write how many there are",
        ));
    };
    if count <= 0.0 {
        return Err(sheet.wrong(row, Some(columns.count), &format!("is {count}; a price is divided by it")));
    }
    let price = |column| {
        let price = sheet.number(row, column, Dimension::Usd)?;
        match price {
            Some(price) if price < 0.0 => Err(sheet.wrong(row, column, "is below zero")),
            // A price of nothing stands for none.
            price => Ok(price.filter(|price| *price > 0.0)),
        }
    };
    let (on_demand, spot) = (price(Some(columns.price))?, price(columns.spot)?);
    if on_demand.is_none() && spot.is_none() {
        return Ok(Err("no price"));
    }
    Ok(Ok(Offer {
        instance: sheet.text(row, columns.instance).to_owned(),
        name: name.to_owned(),
        count,
        price: on_demand,
        spot,
        memory_gib: memory(sheet.text(row, columns.info)),
        regions: vec![sheet.text(row, columns.region).to_owned()],
        line: row.line,
    }))
}

/// Memory of one accelerator from `{'Gpus': [{…, 'MemoryInfo': {'SizeInMiB': 40960}}], …}`.
fn memory(info: &str) -> Option<f64> {
    let (_, rest) = info.split_once("SizeInMiB")?;
    let digits = rest.trim_start_matches(['\'', '"', ':', ' ']);
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    let mib: f64 = digits.get(..end)?.parse().ok()?;
    (mib > 0.0).then_some(mib / 1024.0)
}

/// What the offers are put together with while they become quotes.
struct Reading<'a> {
    options: &'a TableOptions,
    names: Names<'a>,
    taken: BTreeSet<String>,
    source: Provenance,
    table: Table,
    /// Names that leave the form factor or the memory open, with what they could be.
    loose: BTreeMap<String, Vec<String>>,
    attached: usize,
}

impl Reading<'_> {
    fn quote(&mut self, offer: &Offer, reasons: &mut Reasons) -> Option<PriceQuote> {
        let described = Described { name: &offer.name, words: &offer.instance, memory_gib: offer.memory_gib };
        let (accelerator, chip_family, each) = match self.names.find(&described, offer.regions.len()) {
            Match::One { accelerator, each } => {
                (Some(accelerator.id.clone()), accelerator.chip_family.clone(), each)
            }
            Match::Family { chip, could_be } => {
                self.loose.insert(offer.name.clone(), could_be);
                (None, chip, 1)
            }
            Match::Unknown => {
                for _ in &offer.regions {
                    reasons.add("accelerator unknown, see the names below", &format!("line {}", offer.line));
                }
                return None;
            }
        };
        let attached = offer.instance.is_empty();
        self.attached += if attached { offer.regions.len() } else { 0 };
        let count = offer.count * f64::from(each);
        let unit = |price: Option<f64>| price.map(|price| price / count);
        let (on_demand, spot) = (unit(offer.price), unit(offer.spot));
        let stands_for = accelerator.clone().unwrap_or_else(|| format!("{chip_family} (form factor open)"));
        self.line(offer, count, &stands_for, (on_demand, spot));
        let kinds = [(PriceKind::OnDemand, on_demand), (PriceKind::Spot, spot)];
        let price =
            |(kind, price): (_, Option<f64>)| Some((kind, UsdPerAcceleratorHour::from_usd_per_hour(price?)));
        let provider = self.options.provider.clone().unwrap_or_default();
        // Without a day nothing is created, so that this one is never written.
        let date = self.options.date.or_else(|| Date::parse("1970"))?;
        let what = if attached { &offer.name } else { &offer.instance };
        let id = slug(&format!("{provider} {what} {date}"));
        let mut provenance = self.source.clone();
        provenance.date = Some(date);
        if attached {
            provenance.note = NO_HOST.to_owned();
        }
        Some(PriceQuote {
            id: free_id(&id, "quote", &mut self.taken),
            provider,
            instance: offer.instance.clone(),
            accelerator,
            accelerator_as_quoted: offer.name.clone(),
            chip_family,
            accelerators_per_instance: whole(count),
            prices: kinds.into_iter().filter_map(price).collect(),
            region: regions(&offer.regions),
            date,
            segment: String::new(),
            provenance: Arc::new(provenance),
            confidence: if attached { Confidence::Low } else { Confidence::Medium },
        })
    }

    fn line(&mut self, offer: &Offer, count: f64, stands_for: &str, unit: (Option<f64>, Option<f64>)) {
        let dollars = |price: f64| format!("${}", format::full(price));
        let price = offer.price.or(offer.spot).map(dollars).unwrap_or_default();
        let division =
            if (count - 1.0).abs() > 0.0 { format!("{price} ÷ {}", format::full(count)) } else { price };
        let regions = match offer.regions.as_slice() {
            [only] => only.clone(),
            [first, rest @ ..] => format!("{first} and {} more", rest.len()),
            [] => String::new(),
        };
        let instance = if offer.instance.is_empty() { "attached" } else { offer.instance.as_str() };
        self.table.rows.push(vec![
            Cell::text(instance),
            Cell::text(offer.name.as_str()),
            Cell::text(stands_for),
            Cell::text(division),
            Cell::maybe(unit.0, Dimension::UsdPerAcceleratorHour),
            Cell::maybe(unit.1, Dimension::UsdPerAcceleratorHour),
            Cell::text(regions),
        ]);
    }

    fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.attached > 0 {
            warnings.push(format!(
                "{} rows have no instance: the price is that of the accelerator alone, without the machine that it is \
                 attached to; the quotes say so and count as little certain",
                self.attached
            ));
        }
        for (name, could_be) in &self.loose {
            let example = could_be.first().map_or("ID", String::as_str);
            let open = if could_be.is_empty() {
                "has a form factor or memory that the catalogue does not list".to_owned()
            } else {
                format!("could be {}", could_be.join(" or "))
            };
            warnings.push(format!(
                "{name} {open}: kept as a quote for the chip; --map \"{name}={example}\" decides"
            ));
        }
        warnings
    }
}

fn whole(count: f64) -> Option<u32> {
    // In range and without decimals, so that nothing is lost.
    (count.fract() == 0.0 && (1.0..=65_536.0).contains(&count)).then_some(count as u32)
}

/// Every region once, in the order of the table.
fn regions(all: &[String]) -> String {
    let mut seen = BTreeSet::new();
    let once: Vec<&str> =
        all.iter().map(String::as_str).filter(|region| !region.is_empty() && seen.insert(*region)).collect();
    once.join(", ")
}
