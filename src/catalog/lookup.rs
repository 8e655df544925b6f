//! The catalogue as a whole: entries found by exact id or listed alias, never by substring.

use std::sync::Arc;

use super::{Accelerator, Claim, Date, PriceQuote, PublishedRun, Site};

/// Something with an id and further exact names.
pub trait Entry {
    /// Stable id.
    fn id(&self) -> &str;
    /// Name on screen.
    fn name(&self) -> &str;
    /// Further exact names.
    fn aliases(&self) -> &[String] {
        &[]
    }
}

macro_rules! entry {
    ($type:ty, $name:ident $(, $aliases:ident)?) => {
        impl Entry for $type {
            fn id(&self) -> &str {
                &self.id
            }
            fn name(&self) -> &str {
                &self.$name
            }
            $(fn aliases(&self) -> &[String] {
                &self.$aliases
            })?
        }
    };
}
entry!(Accelerator, name, aliases);
entry!(Site, name, aliases);
entry!(PublishedRun, model, aliases);
entry!(PriceQuote, provider);
entry!(Claim, name, aliases);

/// No entry has this id or alias.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} {wanted:?}{}", suggestion(.nearest))]
pub struct UnknownId {
    /// What was looked for: "accelerator", "site".
    pub kind: &'static str,
    /// The name that was given.
    pub wanted: String,
    /// The nearest known ids, best first.
    pub nearest: Vec<String>,
}

fn suggestion(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [only] => format!("; did you mean {only}?"),
        several => format!("; nearest: {}", several.join(", ")),
    }
}

/// Everything the program knows about the world.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Accelerators.
    pub accelerators: Vec<Arc<Accelerator>>,
    /// Rental quotes.
    pub prices: Vec<Arc<PriceQuote>>,
    /// Grid regions.
    pub sites: Vec<Arc<Site>>,
    /// Published runs.
    pub runs: Vec<Arc<PublishedRun>>,
    /// Published claims.
    pub claims: Vec<Arc<Claim>>,
}

impl Catalog {
    /// The accelerator with this id, name or alias.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn accelerator(&self, name: &str) -> Result<&Arc<Accelerator>, UnknownId> {
        find(&self.accelerators, "accelerator", name)
    }

    /// The site with this id, name or alias.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn site(&self, name: &str) -> Result<&Arc<Site>, UnknownId> {
        find(&self.sites, "site", name)
    }

    /// The quotes for exactly this accelerator.
    pub fn quotes_of<'a>(
        &'a self,
        accelerator: &'a Accelerator,
    ) -> impl Iterator<Item = &'a Arc<PriceQuote>> {
        self.prices.iter().filter(|quote| quote.accelerator.as_deref() == Some(accelerator.id.as_str()))
    }

    /// The newest date in the data: of a quote, or of a source.
    #[must_use]
    pub fn snapshot(&self) -> Option<Date> {
        let quotes = self.prices.iter().map(|quote| Some(quote.date));
        let sources = (self.accelerators.iter().map(|entry| entry.provenance.date))
            .chain(self.runs.iter().map(|entry| entry.provenance.date))
            .chain(self.claims.iter().map(|entry| entry.provenance.date));
        quotes.chain(sources).flatten().max()
    }

    /// The quote with this id.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn quote(&self, id: &str) -> Result<&Arc<PriceQuote>, UnknownId> {
        let wanted = id.trim();
        self.prices.iter().find(|quote| quote.id.eq_ignore_ascii_case(wanted)).ok_or_else(|| UnknownId {
            kind: "price quote",
            wanted: wanted.to_owned(),
            nearest: nearest(wanted, self.prices.iter().map(|quote| quote.id.as_str())),
        })
    }

    /// The quotes for any form factor of a chip, those that do not name one included.
    pub fn quotes_of_family<'a>(&'a self, chip_family: &'a str) -> impl Iterator<Item = &'a Arc<PriceQuote>> {
        self.prices.iter().filter(|quote| quote.chip_family.eq_ignore_ascii_case(chip_family))
    }

    /// The published run with this id, name or alias.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn run(&self, name: &str) -> Result<&Arc<PublishedRun>, UnknownId> {
        find(&self.runs, "published run", name)
    }

    /// The claim with this id, name or alias.
    ///
    /// # Errors
    /// When there is none: the nearest ids are named.
    pub fn claim(&self, name: &str) -> Result<&Arc<Claim>, UnknownId> {
        find(&self.claims, "claim", name)
    }
}

/// Finds an entry by exact id, name or alias, ignoring case.
fn find<'a, T: Entry>(
    entries: &'a [Arc<T>],
    kind: &'static str,
    wanted: &str,
) -> Result<&'a Arc<T>, UnknownId> {
    let wanted = wanted.trim();
    let is = |name: &str| name.eq_ignore_ascii_case(wanted);
    entries
        .iter()
        .find(|entry| is(entry.id()))
        .or_else(|| {
            entries.iter().find(|entry| is(entry.name()) || entry.aliases().iter().any(|alias| is(alias)))
        })
        .ok_or_else(|| UnknownId {
            kind,
            wanted: wanted.to_owned(),
            nearest: nearest(wanted, entries.iter().map(|entry| entry.id())),
        })
}

/// Up to three known names that resemble the wanted one, best first.
#[must_use]
pub fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}
