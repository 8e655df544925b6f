//! Which accelerator a name in a table stands for: an exact name and what else is said, never part of a name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::preview::{NameMapping, OpenName, UnknownName};
use super::sheet::bare;
use crate::catalog::{Accelerator, Catalog, UnknownId, nearest};

/// What is said about an accelerator in one row.
#[derive(Debug, Clone, Default)]
pub(super) struct Described<'a> {
    /// The name of the accelerator.
    pub name: &'a str,
    /// Further words that may name a form factor, such as that of the instance.
    pub words: &'a str,
    /// Memory of one accelerator in GiB, where it is given.
    pub memory_gib: Option<f64>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Match {
    /// This accelerator.
    One {
        /// It.
        accelerator: Arc<Accelerator>,
        /// Accelerators that one of the table's counts for.
        each: u32,
    },
    /// A chip in one of several form factors or memories.
    Family {
        /// The chip.
        chip: String,
        /// The ids that it could be.
        could_be: Vec<String>,
    },
    /// Nothing that the catalogue knows.
    Unknown,
}

/// Names of a table, matched against the catalogue.
pub(super) struct Names<'a> {
    catalog: &'a Catalog,
    mapped: Vec<(String, Arc<Accelerator>, u32)>,
    unknown: Vec<UnknownName>,
    open: Vec<OpenName>,
}

impl<'a> Names<'a> {
    /// Names with what the user maps by hand.
    ///
    /// # Errors
    /// When a name is mapped to an accelerator that does not exist.
    pub(super) fn new(catalog: &'a Catalog, mappings: &[NameMapping]) -> Result<Self, UnknownId> {
        let resolve = |mapping: &NameMapping| {
            let accelerator = catalog.accelerator(&mapping.accelerator)?;
            Ok((bare(&mapping.name), Arc::clone(accelerator), mapping.each))
        };
        let mapped = mappings.iter().map(resolve).collect::<Result<_, _>>()?;
        Ok(Self { catalog, mapped, unknown: Vec::new(), open: Vec::new() })
    }

    /// What a name of so many rows stands for; one that is unknown is counted.
    pub(super) fn find(&mut self, described: &Described<'_>, rows: usize) -> Match {
        let name = bare(described.name);
        if let Some((_, accelerator, each)) = self.mapped.iter().find(|(mapped, ..)| *mapped == name) {
            return Match::One { accelerator: Arc::clone(accelerator), each: *each };
        }
        let has_name = |accelerator: &&Arc<Accelerator>| {
            let names = [&accelerator.id, &accelerator.name, &accelerator.chip_family];
            names.into_iter().chain(&accelerator.aliases).any(|known| is_name(known, accelerator, &name))
        };
        let Some(named) = self.catalog.accelerators.iter().find(has_name) else {
            self.count(described.name, rows);
            return Match::Unknown;
        };
        let family = self.catalog.accelerators.iter().filter(|one| one.chip_family == named.chip_family);
        let fits: Vec<_> = family.filter(|accelerator| fits(accelerator, described)).collect();
        match fits.as_slice() {
            [only] => Match::One { accelerator: Arc::clone(only), each: 1 },
            several => {
                let chip = named.chip_family.clone();
                let could_be: Vec<_> = several.iter().map(|accelerator| accelerator.id.clone()).collect();
                self.count_open(described.name, rows, &could_be);
                Match::Family { chip, could_be }
            }
        }
    }

    fn count_open(&mut self, name: &str, rows: usize, could_be: &[String]) {
        if let Some(known) = self.open.iter_mut().find(|open| open.name == name) {
            known.count += rows;
            let more: Vec<_> = could_be.iter().filter(|id| !known.could_be.contains(id)).cloned().collect();
            known.could_be.extend(more);
            return;
        }
        self.open.push(OpenName { name: name.to_owned(), count: rows, could_be: could_be.to_vec() });
    }

    /// Names of chips whose form the table leaves open, the most frequent first.
    pub(super) fn open(&self) -> Vec<OpenName> {
        let mut open: Vec<_> = self.open.iter().filter(|open| !open.could_be.is_empty()).cloned().collect();
        open.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        open
    }

    fn count(&mut self, name: &str, rows: usize) {
        if let Some(known) = self.unknown.iter_mut().find(|unknown| unknown.name == name) {
            known.count += rows;
            return;
        }
        let names = |one: &'a Arc<Accelerator>| {
            std::iter::once(&one.id).chain(&one.aliases).map(|name| (name.as_str(), one.id.as_str()))
        };
        let known: Vec<(&str, &str)> = self.catalog.accelerators.iter().flat_map(names).collect();
        // An alias that resembles the name leads to its id.
        let near = nearest(name, known.iter().map(|(name, _)| *name));
        let mut ids: Vec<String> = Vec::new();
        for near in near {
            let id = known.iter().find(|(name, _)| *name == near).map(|(_, id)| (*id).to_owned());
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        self.unknown.push(UnknownName { name: name.to_owned(), count: rows, nearest: ids });
    }

    /// The names that nothing is known of, the most frequent first.
    pub(super) fn finish(mut self) -> Vec<UnknownName> {
        self.unknown.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        self.unknown
    }
}

/// Whether a known name is the wanted one, or the wanted one with its maker in front.
fn is_name(known: &str, accelerator: &Accelerator, wanted: &str) -> bool {
    let known = bare(known);
    let plain = wanted.strip_prefix(bare(&accelerator.vendor).as_str()).unwrap_or(wanted);
    known == wanted || known == plain
}

/// Whether an accelerator of the family has the memory and the form factor that are told.
fn fits(accelerator: &Accelerator, described: &Described<'_>) -> bool {
    let words: BTreeSet<String> = format!("{} {}", described.name, described.words)
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    let said = |form: &str| words.iter().any(|word| word.starts_with(form) && word.len() <= form.len() + 1);
    let form = accelerator.form_factor.to_lowercase();
    let form_fits = match (said("sxm"), said("pcie"), said("nvl")) {
        (true, ..) => form.starts_with("sxm"),
        (_, _, true) => form.contains("pair"),
        (_, true, _) => form == "pcie",
        _ => true,
    };
    let in_name = words.iter().find_map(|word| word.strip_suffix("gb")?.parse::<f64>().ok());
    let memory = described.memory_gib.or(in_name);
    let memory_fits = match (memory, accelerator.memory) {
        // Usable memory is up to a tenth below what the data sheet says; the sizes of one chip lie further apart.
        (Some(told), Some(memory)) => (told / (memory.as_bytes() / 1e9) - 1.0).abs() < 0.1,
        _ => true,
    };
    form_fits && memory_fits
}
