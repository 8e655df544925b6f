//! What a table was recognized as and what would become of it, before anything is created.

use std::sync::Arc;

use crate::catalog::{Catalog, Date, PriceQuote, PublishedRun};
use crate::files::error::FileError;
use crate::files::report::Table;
use crate::scenario::Scenario;
use crate::units::parse::NumberStyle;

/// The kinds of tables that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// SkyPilot's catalogue of instances: prices per instance.
    SkyPilot,
    /// Epoch AI's table of models.
    Epoch,
    /// Rental quotes, as `flopwise presets list prices --csv` writes them.
    Quotes,
    /// Published runs, as `flopwise presets list runs --csv` writes them.
    Runs,
    /// Scenarios, one a row; the columns are keys as `--set` takes them.
    Scenarios,
}

impl TableKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::SkyPilot, Self::Epoch, Self::Quotes, Self::Runs, Self::Scenarios];

    /// The stable id, as commands and JSON have it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SkyPilot => "skypilot",
            Self::Epoch => "epoch",
            Self::Quotes => "quotes",
            Self::Runs => "runs",
            Self::Scenarios => "scenarios",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SkyPilot => "SkyPilot catalogue",
            Self::Epoch => "Epoch AI table of models",
            Self::Quotes => "table of rental quotes",
            Self::Runs => "table of published runs",
            Self::Scenarios => "table of scenarios",
        }
    }
}

/// What the user says about a table besides the table itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableOptions {
    /// What it is, where its head does not tell.
    pub kind: Option<TableKind>,
    /// The decimal sign, where the numbers do not tell.
    pub style: Option<NumberStyle>,
    /// Day of the prices, or of the table. Never guessed.
    pub date: Option<Date>,
    /// Who quotes.
    pub provider: Option<String>,
    /// Title of the source; a description of the file where none is given.
    pub source: Option<String>,
    /// Address of the source.
    pub url: Option<String>,
    /// Names of the table and the accelerators that they stand for.
    pub names: Vec<NameMapping>,
    /// The rows to take, by name; all where none is given.
    pub rows: Vec<String>,
    /// The scenario that fills in what the rows of a table leave open.
    pub base: Option<Scenario>,
    /// Id of a scenario to be made of one row of a table of models, in place of published runs.
    pub scenario_id: Option<String>,
}

/// `NAME=ID`: what a name of the table stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMapping {
    /// The name in the table, matched as a whole.
    pub name: String,
    /// Id, name or alias of the accelerator.
    pub accelerator: String,
    /// Accelerators that one of the table's counts for: 4 for a slice of four chips.
    pub each: u32,
}

impl NameMapping {
    /// Reads `H100-MEGA-80GB=h100-sxm`, or `tpu-v4-8=4*tpu-v4` for a name that counts four accelerators as one.
    ///
    /// # Errors
    /// When the text is not of this form.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} maps no name; write NAME=ID, for example H100-MEGA-80GB=h100-sxm");
        let (name, stands) = text.split_once('=').ok_or_else(wrong)?;
        let (each, accelerator) = match stands.split_once('*') {
            Some((each, accelerator)) => {
                (each.trim().parse().ok().filter(|each| *each > 0).ok_or_else(wrong)?, accelerator)
            }
            None => (1, stands),
        };
        let (name, accelerator) = (name.trim().to_owned(), accelerator.trim().to_owned());
        if name.is_empty() || accelerator.is_empty() {
            return Err(wrong());
        }
        Ok(Self { name, accelerator, each })
    }
}

/// Rows that are left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: String,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub example: String,
}

/// A name that the catalogue does not know, and what it could mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// As the table writes it.
    pub name: String,
    /// How many rows have it.
    pub count: usize,
    /// Known ids that resemble it, best first. None is taken without being asked for.
    pub nearest: Vec<String>,
}

/// A name of a chip that comes in several forms, where the table does not say which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenName {
    /// As the table writes it.
    pub name: String,
    /// How many rows leave it open.
    pub count: usize,
    /// The ids that it could be.
    pub could_be: Vec<String>,
}

/// Something that the table does not say and that has to be known before anything is created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The option that gives it: `--date`.
    pub option: &'static str,
    /// What it is, and what could help to find it.
    pub words: String,
}

/// What would be created.
#[derive(Debug, Clone, PartialEq)]
pub enum Creation {
    /// A file of rental quotes for the folder `prices` of the user's data.
    Quotes(Vec<PriceQuote>),
    /// A file of published runs for the folder `runs` of the user's data.
    Runs(Vec<PublishedRun>),
    /// Scenarios, one file each.
    Scenarios(Vec<Scenario>),
}

impl Creation {
    /// How many entries.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Quotes(quotes) => quotes.len(),
            Self::Runs(runs) => runs.len(),
            Self::Scenarios(scenarios) => scenarios.len(),
        }
    }

    /// `12 rental quotes`.
    #[must_use]
    pub fn words(&self) -> String {
        let (one, many) = match self {
            Self::Quotes(_) => ("rental quote", "rental quotes"),
            Self::Runs(_) => ("published run", "published runs"),
            Self::Scenarios(_) => ("scenario", "scenarios"),
        };
        match self.count() {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        }
    }

    /// Takes out what the catalogue has already, whatever id it has there, so that a table that is imported again does not
    /// come twice. Returns how many entries that were.
    pub fn drop_known(&mut self, catalog: &Catalog) -> usize {
        let before = self.count();
        match self {
            Self::Quotes(quotes) => quotes.retain(|quote| {
                // A file words its source its own way.
                let same = |known: &Arc<PriceQuote>| {
                    let mut known = known.as_ref().clone();
                    known.id.clone_from(&quote.id);
                    known.provenance = Arc::clone(&quote.provenance);
                    known.confidence = quote.confidence;
                    known == *quote
                };
                !catalog.prices.iter().any(same)
            }),
            Self::Runs(runs) => runs.retain(|run| {
                let same = |known: &Arc<PublishedRun>| {
                    let mut known = known.as_ref().clone();
                    known.id.clone_from(&run.id);
                    known.provenance = run.provenance.clone();
                    known == *run
                };
                let named = catalog.runs.iter().filter(|known| known.model == run.model);
                !named.into_iter().any(same)
            }),
            Self::Scenarios(_) => {}
        }
        before - self.count()
    }

    /// The folder of the user's data that such files belong in.
    #[must_use]
    pub const fn folder(&self) -> &'static str {
        match self {
            Self::Quotes(_) => "prices",
            Self::Runs(_) => "runs",
            Self::Scenarios(_) => "scenarios",
        }
    }
}

/// A table that was read, reconciled with the catalogue; nothing is created yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// What the table is.
    pub kind: TableKind,
    /// Name of the file.
    pub file: String,
    /// Rows below the head.
    pub rows: usize,
    /// The entries beside what the table says, for reading.
    pub table: Table,
    /// How the table was read: separator, decimal sign, what was put together.
    pub remarks: Vec<String>,
    /// What has to be looked at.
    pub warnings: Vec<String>,
    /// Rows that are left out, by reason.
    pub skipped: Vec<Skipped>,
    /// Cells that could not be read, each with its place; their rows are left out.
    pub wrong: Vec<FileError>,
    /// Names that the catalogue does not know; their rows are left out.
    pub unknown: Vec<UnknownName>,
    /// Names of chips whose form is left open; their rows count for the chip in any form.
    pub open: Vec<OpenName>,
    /// What has to be said before anything can be created.
    pub needs: Vec<Need>,
    /// What would be created; of no use while something is needed.
    pub would_create: Creation,
}

impl Preview {
    /// Whether everything is known that must be known, and there is something to create.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.needs.is_empty() && self.would_create.count() > 0
    }
}

/// Counts reasons for which rows are left out, in the order in which they first occur.
#[derive(Debug, Default)]
pub(super) struct Reasons(Vec<Skipped>);

impl Reasons {
    pub(super) fn add(&mut self, reason: &str, example: &str) {
        match self.0.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(skipped) => skipped.count += 1,
            None => {
                self.0.push(Skipped { reason: reason.to_owned(), count: 1, example: example.to_owned() });
            }
        }
    }

    pub(super) fn finish(self) -> Vec<Skipped> {
        self.0
    }
}

/// `Lambda Cloud, gpu_8x_a100` as part of an id: `lambda-cloud-gpu-8x-a100`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        if sign.is_ascii_alphanumeric() {
            slug.push(sign);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// An id that nobody has yet; a number is put behind one that is taken.
pub(super) fn free_id(
    wanted: &str,
    fallback: &str,
    taken: &mut std::collections::BTreeSet<String>,
) -> String {
    let wanted = if wanted.is_empty() { fallback } else { wanted };
    let mut id = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    id
}
