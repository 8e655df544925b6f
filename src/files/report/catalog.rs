//! What one can start from, as lists and as single cards: scenarios, accelerators, quotes, sites, published runs,
//! claims.

mod entries;
mod scenarios;

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::table::one_line;
use super::{Cell, Column, Table, exact, json as parts};
use crate::analysis::Evaluation;
use crate::catalog::{Catalog, Confidence, Provenance};
use crate::units::{Dimension, Quantity, format};

/// The schema of [`List::json()`].
pub const LIST_SCHEMA: &str = "presets";
/// The schema of [`card_json()`].
pub const CARD_SCHEMA: &str = "preset";

/// What kind of entry a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Scenarios to start from.
    Scenarios,
    /// Chips.
    Accelerators,
    /// Dated rental quotes.
    Prices,
    /// Grid regions.
    Sites,
    /// Published training runs.
    Runs,
    /// Published claims.
    Claims,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Scenarios, Self::Accelerators, Self::Prices, Self::Sites, Self::Runs, Self::Claims];

    /// The stable id, as commands and JSON have it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Scenarios => "scenarios",
            Self::Accelerators => "accelerators",
            Self::Prices => "prices",
            Self::Sites => "sites",
            Self::Runs => "runs",
            Self::Claims => "claims",
        }
    }

    /// The columns of the list for reading; a spreadsheet gets all of them.
    const fn shown(self) -> &'static [&'static str] {
        match self {
            Self::Scenarios => &[
                "id",
                "name",
                "active_params",
                "tokens",
                "accelerator",
                "accelerators",
                "scope",
                "cost",
                "cost_status",
            ],
            Self::Accelerators => &[
                "id",
                "name",
                "release_year",
                "peak_bf16",
                "peak_fp16",
                "memory",
                "tdp",
                "status",
                "confidence",
            ],
            Self::Prices => &[
                "id",
                "provider",
                "accelerator_as_quoted",
                "on_demand",
                "spot",
                "reserved_1y",
                "assumed",
                "date",
                "status",
            ],
            Self::Sites => &[
                "id",
                "name",
                "level",
                "carbon_intensity",
                "carbon_date",
                "electricity_price",
                "status",
                "confidence",
            ],
            Self::Runs => &[
                "id",
                "developer",
                "released",
                "active_params",
                "tokens",
                "hours",
                "accelerator",
                "mfu",
                "tier",
            ],
            Self::Claims => {
                &["id", "claimant", "figure", "stated", "rung", "scenarios", "date", "status", "confidence"]
            }
        }
    }
}

/// One field of an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Stable key.
    pub key: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What it measures, for numbers.
    pub dimension: Dimension,
    /// Its value.
    pub cell: Cell,
}

/// The fields of an entry, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Card {
    /// The fields; those that are not known are empty.
    pub fields: Vec<Field>,
}

impl Card {
    fn words(&mut self, key: &'static str, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        let cell = if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        self.fields.push(Field { key, label, dimension: Dimension::Scalar, cell });
    }

    fn quantity<Q: Quantity>(&mut self, key: &'static str, label: &'static str, value: Option<Q>) {
        self.number(key, label, Q::DIMENSION, value.map(Quantity::base));
    }

    fn number(&mut self, key: &'static str, label: &'static str, dimension: Dimension, value: Option<f64>) {
        self.fields.push(Field { key, label, dimension, cell: Cell::maybe(value, dimension) });
    }

    /// Where the entry comes from and how far it can be relied on.
    fn origin(&mut self, provenance: &Provenance, confidence: Confidence) {
        self.words("status", "Status", provenance.status.id());
        self.words("confidence", "Confidence", confidence.id());
        self.words("source", "Source", provenance.citation());
        self.words("url", "Address", provenance.url.as_str());
        self.words("note", "Note", provenance.note.as_str());
        if provenance.unconfirmed {
            self.words("unconfirmed", "Unconfirmed", "waits for a second source");
        }
    }

    fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// Entries of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    kind: Kind,
    cards: Vec<Card>,
}

impl List {
    /// The catalogue's entries of one kind; it has no scenarios, for which see [`List::of_scenarios`].
    #[must_use]
    pub fn of(catalog: &Catalog, kind: Kind) -> Self {
        let cards = match kind {
            Kind::Scenarios => Vec::new(),
            Kind::Accelerators => {
                catalog.accelerators.iter().map(|entry| entries::accelerator(entry)).collect()
            }
            Kind::Prices => catalog.prices.iter().map(|entry| entries::quote(entry)).collect(),
            Kind::Sites => catalog.sites.iter().map(|entry| entries::site(entry)).collect(),
            Kind::Runs => catalog.runs.iter().map(|entry| entries::run(entry)).collect(),
            Kind::Claims => catalog.claims.iter().map(|entry| entries::claim(entry)).collect(),
        };
        Self { kind, cards }
    }

    /// Scenarios with what they come to.
    #[must_use]
    pub fn of_scenarios(evaluations: &[Evaluation]) -> Self {
        Self { kind: Kind::Scenarios, cards: evaluations.iter().map(scenarios::card).collect() }
    }

    /// The list for reading.
    #[must_use]
    pub fn table(&self) -> Table {
        tabulate(&self.cards, |field| self.kind.shown().contains(&field.key))
    }

    /// The list with every field, for spreadsheets and scripts.
    #[must_use]
    pub fn full_table(&self) -> Table {
        tabulate(&self.cards, |_| true)
    }

    /// The list as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let mut report = parts::header(LIST_SCHEMA);
        report.insert("kind".into(), json!(self.kind.id()));
        let entries = self.cards.iter().map(|card| Value::Object(fields_json(card)));
        report.insert("presets".into(), Value::Array(entries.collect()));
        parts::write(&Value::Object(report))
    }
}

/// The card of one entry of the catalogue, found by id, name or alias.
#[must_use]
pub fn card(catalog: &Catalog, kind: Kind, name: &str) -> Option<Card> {
    match kind {
        Kind::Scenarios => None,
        Kind::Accelerators => catalog.accelerator(name).ok().map(|entry| entries::accelerator(entry)),
        Kind::Sites => catalog.site(name).ok().map(|entry| entries::site(entry)),
        Kind::Runs => catalog.run(name).ok().map(|entry| entries::run(entry)),
        Kind::Claims => catalog.claim(name).ok().map(|entry| entries::claim(entry)),
        Kind::Prices => {
            let is_it = |id: &str| id.eq_ignore_ascii_case(name.trim());
            catalog.prices.iter().find(|quote| is_it(&quote.id)).map(|entry| entries::quote(entry))
        }
    }
}

/// Every id of a kind in the catalogue.
pub fn ids(catalog: &Catalog, kind: Kind) -> Vec<&str> {
    match kind {
        Kind::Scenarios => Vec::new(),
        Kind::Accelerators => catalog.accelerators.iter().map(|entry| entry.id.as_str()).collect(),
        Kind::Prices => catalog.prices.iter().map(|entry| entry.id.as_str()).collect(),
        Kind::Sites => catalog.sites.iter().map(|entry| entry.id.as_str()).collect(),
        Kind::Runs => catalog.runs.iter().map(|entry| entry.id.as_str()).collect(),
        Kind::Claims => catalog.claims.iter().map(|entry| entry.id.as_str()).collect(),
    }
}

fn tabulate(cards: &[Card], chosen: impl Fn(&Field) -> bool) -> Table {
    // Not every card has every field ("unconfirmed"), so the columns are those of all cards together.
    let mut heads: Vec<&Field> = Vec::new();
    for field in cards.iter().flat_map(|card| &card.fields).filter(|field| chosen(field)) {
        if !heads.iter().any(|head| head.key == field.key) {
            heads.push(field);
        }
    }
    let column = |field: &&Field| Column::number(field.key, field.label, field.dimension);
    let mut table = Table::new(heads.iter().map(column).collect());
    for card in cards {
        let cell = |field: &&Field| card.get(field.key).map_or(Cell::Empty, |field| field.cell.clone());
        table.rows.push(heads.iter().map(cell).collect());
    }
    table
}

/// One entry as JSON.
#[must_use]
pub fn card_json(card: &Card, kind: Kind) -> String {
    let mut report = parts::header(CARD_SCHEMA);
    report.insert("kind".into(), json!(kind.id()));
    report.append(&mut fields_json(card));
    parts::write(&Value::Object(report))
}

/// Words as they are, numbers with their unit; what is not known is `null`.
fn fields_json(card: &Card) -> Map<String, Value> {
    let mut fields = Map::new();
    for field in &card.fields {
        let value = match &field.cell {
            Cell::Text(text) | Cell::Link(text, _) => json!(text),
            Cell::Number(value, dimension) => json!({ "value": value, "unit": dimension.unit() }),
            Cell::Ratio(value) => json!({ "value": value, "unit": "1" }),
            Cell::Empty => Value::Null,
        };
        fields.insert(field.key.into(), value);
    }
    fields
}

/// One entry for people: a line for every field that is known.
#[must_use]
pub fn card_text(card: &Card) -> String {
    let known = || card.fields.iter().filter(|field| field.cell != Cell::Empty);
    let wide = known().map(|field| field.label.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for field in known() {
        let value = match &field.cell {
            Cell::Text(text) | Cell::Link(text, _) => one_line(text),
            Cell::Number(value, dimension) => number_text(*value, *dimension),
            Cell::Ratio(value) => exact(*value),
            Cell::Empty => continue,
        };
        let _ = writeln!(text, "{:<wide$}  {value}", field.label);
    }
    text
}

/// As many digits as the number has, three at least and nine at most, with its unit.
pub(super) fn number_text(value: f64, dimension: Dimension) -> String {
    if dimension == Dimension::Scalar {
        return format::full(value);
    }
    let is_enough = |digits: &usize| {
        let rounded = format!("{value:.*e}", digits - 1).parse().unwrap_or(value);
        (value - rounded).abs() <= value.abs() * 1e-12
    };
    let digits = (3..9).find(is_enough).unwrap_or(9);
    format::significant(dimension, value, digits)
}

/// A scenario with every input and its source, as JSON.
#[must_use]
pub fn scenario_json(evaluation: &Evaluation) -> String {
    let mut report = parts::header(CARD_SCHEMA);
    report.insert("kind".into(), json!(Kind::Scenarios.id()));
    report.insert("scenario".into(), parts::scenario(evaluation.scenario()));
    report.insert("accelerator".into(), parts::accelerator(evaluation));
    report.insert("phases".into(), parts::phases(evaluation));
    report.insert("inputs".into(), parts::inputs(evaluation.scenario()));
    parts::write(&Value::Object(report))
}

/// A scenario with every input and its source, for people.
#[must_use]
pub fn scenario_text(evaluation: &Evaluation) -> String {
    scenarios::text(evaluation)
}
