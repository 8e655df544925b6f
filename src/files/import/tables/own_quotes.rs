//! Tables of rental quotes per accelerator-hour: our own lists, and those that people keep themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::{Described, Match, Names};
use super::preview::{Creation, Need, Preview, Reasons, TableKind, TableOptions, free_id, slug};
use super::separated::Record;
use super::sheet::{ColumnIndex, Sheet};
use super::{source_of, unknown_mapping};
use crate::catalog::{Catalog, Confidence, Date, PriceKind, PriceQuote, Status};
use crate::files::error::FileError;
use crate::files::report::{Cell, Column, Table};
use crate::units::{Dimension, UsdPerAcceleratorHour};

/// The columns of each kind of price: our ids, our heads with units, and what people write.
const PRICES: [(PriceKind, &[&str]); 5] = [
    (
        PriceKind::OnDemand,
        &[
            "on_demand",
            "on demand (USD/accelerator-hour)",
            "usd_per_hour_on_demand",
            "usd_per_gpu_hour_ondemand",
            "price_usd_per_hour",
            "$/GPU-h",
            "price per GPU-hour",
            "price",
        ],
    ),
    (PriceKind::Spot, &["spot", "spot (USD/accelerator-hour)", "usd_per_hour_spot", "usd_per_gpu_hour_spot"]),
    (
        PriceKind::Reserved1y,
        &[
            "reserved_1y",
            "1 year (USD/accelerator-hour)",
            "usd_per_hour_reserved_1y",
            "usd_per_gpu_hour_reserved_1y",
        ],
    ),
    (
        PriceKind::Reserved3y,
        &[
            "reserved_3y",
            "3 years (USD/accelerator-hour)",
            "usd_per_hour_reserved_3y",
            "usd_per_gpu_hour_reserved_3y",
        ],
    ),
    (PriceKind::Assumed, &["assumed", "assumed (USD/accelerator-hour)", "usd_per_hour_assumed"]),
];

/// What names the accelerator, the most precise first.
const CHIPS: [&str; 7] =
    ["accelerator_as_quoted", "as_quoted", "As quoted", "accelerator", "gpu", "chip", "chip_family"];

fn price_columns(sheet: &Sheet) -> Vec<(PriceKind, ColumnIndex)> {
    PRICES.into_iter().filter_map(|(kind, names)| Some((kind, sheet.column(names)?))).collect()
}

/// Whether the head has a provider, an accelerator and a price.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    sheet.column(&["provider"]).is_some()
        && sheet.column(&CHIPS).is_some()
        && !price_columns(sheet).is_empty()
}

/// Reads a table of quotes.
///
/// # Errors
/// When a column is missing, or a name is mapped to an accelerator that does not exist.
pub(super) fn preview(
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let chip = sheet.column(&CHIPS).ok_or_else(|| sheet.lacks("accelerator", "quotes"))?;
    let prices = price_columns(sheet);
    if prices.is_empty() {
        return Err(sheet.lacks("price", "quotes"));
    }
    let names = Names::new(catalog, &options.names).map_err(|error| unknown_mapping(&sheet.file, &error))?;
    let known = catalog.prices.iter().map(|quote| quote.id.clone()).collect();
    let mut reading = Reading { sheet, options, names, chip, prices, taken: known, undated: 0, unnamed: 0 };
    let (mut reasons, mut wrong, mut quotes) = (Reasons::default(), Vec::new(), Vec::new());
    for row in &sheet.rows {
        match reading.quote(row, catalog) {
            Ok(Ok(quote)) => quotes.push(quote),
            Ok(Err(reason)) => reasons.add(reason, &format!("line {}", row.line)),
            Err(error) => wrong.push(error),
        }
    }
    let mut needs = Vec::new();
    if reading.undated > 0 {
        let words =
            format!("the day of {} prices without one, for example --date 2025-01-31", reading.undated);
        needs.push(Need { option: "--date", words });
    }
    if reading.unnamed > 0 {
        needs.push(Need { option: "--provider", words: format!("who quotes {} prices", reading.unnamed) });
    }
    Ok(Preview {
        kind: TableKind::Quotes,
        file: sheet.file.clone(),
        rows: sheet.rows.len(),
        table: table(&quotes),
        remarks: sheet.remarks.clone(),
        warnings: Vec::new(),
        skipped: reasons.finish(),
        wrong,
        open: reading.names.open(),
        unknown: reading.names.finish(),
        needs,
        would_create: Creation::Quotes(quotes),
    })
}

fn table(quotes: &[PriceQuote]) -> Table {
    let price = Dimension::UsdPerAcceleratorHour;
    let mut table = Table::new(vec![
        Column::text("provider", "Provider"),
        Column::text("as_quoted", "As quoted"),
        Column::text("stands_for", "Stands for"),
        Column::number("on_demand_usd_per_hour", "On demand", price),
        Column::number("spot_usd_per_hour", "Spot", price),
        Column::text("date", "Date"),
    ]);
    for quote in quotes {
        let of = |kind| Cell::maybe(quote.price(kind).map(UsdPerAcceleratorHour::as_usd_per_hour), price);
        let stands_for =
            quote.accelerator.clone().unwrap_or_else(|| format!("{} (form factor open)", quote.chip_family));
        table.rows.push(vec![
            Cell::text(quote.provider.as_str()),
            Cell::text(quote.accelerator_as_quoted.as_str()),
            Cell::text(stands_for),
            of(PriceKind::OnDemand),
            of(PriceKind::Spot),
            Cell::text(quote.date.to_string()),
        ]);
    }
    table
}

struct Reading<'a> {
    sheet: &'a Sheet,
    options: &'a TableOptions,
    names: Names<'a>,
    chip: ColumnIndex,
    prices: Vec<(PriceKind, ColumnIndex)>,
    taken: BTreeSet<String>,
    undated: usize,
    unnamed: usize,
}

impl Reading<'_> {
    fn quote(
        &mut self,
        row: &Record,
        catalog: &Catalog,
    ) -> Result<Result<PriceQuote, &'static str>, FileError> {
        let sheet = self.sheet;
        let text = |names: &[&str]| sheet.text(row, sheet.column(names)).to_owned();
        let as_quoted = sheet.text(row, Some(self.chip));
        if as_quoted.is_empty() {
            return Ok(Err("no accelerator"));
        }
        let id = text(&["id"]);
        if catalog.quote(&id).is_ok() {
            return Ok(Err("in the catalogue already, by its id"));
        }
        let mut prices = Vec::new();
        for (kind, column) in &self.prices {
            let price = sheet.number(row, Some(*column), Dimension::UsdPerAcceleratorHour)?;
            match price {
                Some(price) if price > 0.0 && price <= 1e4 => {
                    prices.push((*kind, UsdPerAcceleratorHour::from_usd_per_hour(price)));
                }
                Some(price) => {
                    let problem =
                        format!("is {price}; a price per accelerator-hour lies above 0 and up to 10,000");
                    return Err(sheet.wrong(row, Some(*column), &problem));
                }
                None => {}
            }
        }
        if prices.is_empty() {
            return Ok(Err("no price"));
        }
        let told = text(&["accelerator"]);
        let exact = catalog.accelerators.iter().find(|one| one.id == told).map(Arc::clone);
        let instance = text(&["instance"]);
        // A table that names the chip beside the accelerator says precisely what it leaves open.
        let chip_column = sheet.column(&["chip_family", "chip"]).filter(|column| *column != self.chip);
        let chip = sheet.text(row, chip_column).to_owned();
        let found = match exact {
            Some(accelerator) => Match::One { accelerator, each: 1 },
            None if told.is_empty() && !chip.is_empty() => Match::Family { chip, could_be: Vec::new() },
            None => self.names.find(&Described { name: as_quoted, words: &instance, memory_gib: None }, 1),
        };
        let (accelerator, chip_family) = match found {
            Match::One { accelerator, .. } => (Some(accelerator.id.clone()), accelerator.chip_family.clone()),
            Match::Family { chip, .. } => (None, chip),
            Match::Unknown => return Ok(Err("accelerator unknown, see the names below")),
        };
        let date_column = sheet.column(&["date", "Day"]);
        let written = sheet.text(row, date_column);
        let date = match (written.is_empty(), Date::parse(written), self.options.date) {
            (false, Some(date), _) => date,
            (false, None, _) => {
                let problem = format!("is {written:?}; write a date such as 2024, 2024-12 or 2024-12-27");
                return Err(sheet.wrong(row, date_column, &problem));
            }
            (true, _, Some(date)) => date,
            (true, ..) => {
                self.undated += 1;
                // Nothing is created while a day is needed, so that this one is never written.
                Date::parse("1970").ok_or_else(|| sheet.wrong(row, date_column, "is empty"))?
            }
        };
        let provider = Some(text(&["provider"])).filter(|name| !name.is_empty());
        let provider = provider.or_else(|| self.options.provider.clone());
        self.unnamed += usize::from(provider.is_none());
        let provider = provider.unwrap_or_default();
        let named =
            slug(&if id.is_empty() { format!("{provider} {as_quoted} {instance} {date}") } else { id });
        Ok(Ok(PriceQuote {
            id: free_id(&named, "quote", &mut self.taken),
            instance,
            accelerator,
            accelerator_as_quoted: as_quoted.to_owned(),
            chip_family,
            accelerators_per_instance: None,
            prices,
            region: text(&["region"]),
            date,
            segment: text(&["segment"]),
            confidence: graded(&text(&["confidence"])),
            provenance: Arc::new(self.provenance(row, date)),
            provider,
        }))
    }

    fn provenance(&self, row: &Record, date: Date) -> crate::catalog::Provenance {
        let sheet = self.sheet;
        let text = |names: &[&str]| sheet.text(row, sheet.column(names)).to_owned();
        let mut provenance = source_of(self.options, &sheet.file, "");
        let source = text(&["source"]);
        if !source.is_empty() && self.options.source.is_none() {
            // A citation ends with the day, which stands in a column of its own.
            let day = format!(" ({date})");
            provenance.source = source.strip_suffix(day.as_str()).map(str::to_owned).unwrap_or(source);
            provenance.url = text(&["url", "source_url", "Address"]);
        }
        let status = text(&["status"]);
        provenance.status =
            Status::ALL.into_iter().find(|one| one.id() == status).unwrap_or(provenance.status);
        provenance.date = Some(date);
        provenance.note = text(&["note"]);
        provenance.unconfirmed = !text(&["unconfirmed"]).is_empty();
        provenance
    }
}

/// The grade in a word; medium where there is none.
pub(super) fn graded(word: &str) -> Confidence {
    Confidence::ALL.into_iter().find(|grade| grade.id() == word.to_lowercase()).unwrap_or(Confidence::Medium)
}
