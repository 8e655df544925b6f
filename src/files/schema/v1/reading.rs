//! What the readers of all catalogue files share: sources, names that may be given once, located problems.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::Deserialize;

use super::values::{Day, Word};
use crate::{
    catalog::{Confidence, Date, Provenance, Status, nearest},
    files::{
        error::{FileError, FileProblem},
        locate::locate_key,
    },
};

/// An entry of the table of sources: what many values cite.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceEntry {
    pub title: String,
    #[serde(default)]
    pub url: String,
    pub date: Option<Day>,
    pub status: Option<Word<Status>>,
}

/// The table of sources at the top of a file.
pub(super) type Sources = BTreeMap<String, SourceEntry>;

/// What an entry says about the provenance of its values besides the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Citation {
    pub status: Option<Status>,
    pub date: Option<Date>,
    pub note: String,
    pub unconfirmed: bool,
}

/// Names that are taken, whichever case they are written in, and the id of the entry that has them.
#[derive(Debug, Clone, Default)]
// Only asked, never walked: its order does not matter.
pub struct Names(HashMap<String, String>);

impl Names {
    /// Reserves the names of an entry; the first that belongs to another one is returned with its owner.
    pub fn claim<'a>(
        &mut self,
        id: &str,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<(), (String, String)> {
        for name in names {
            let owner = self.0.entry(name.trim().to_lowercase()).or_insert_with(|| id.to_owned());
            if owner != id {
                return Err((name.to_owned(), owner.clone()));
            }
        }
        Ok(())
    }
}

/// A file while its entries become part of the catalogue.
pub(super) struct Reading<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub sources: Sources,
    /// The number of the entry at hand, from 0.
    pub entry: usize,
}

impl Reading<'_> {
    /// A problem at a key of the entry at hand.
    pub(super) fn problem(&self, key: &str, problem: FileProblem) -> FileError {
        match locate_key(self.text, self.entry, key) {
            Some(position) => FileError::at(self.file, position, problem),
            None => FileError::new(self.file, problem),
        }
    }

    /// A value that makes no sense beside the others.
    pub(super) fn bad(&self, key: &str, problem: String) -> FileError {
        self.problem(key, FileProblem::BadValue { key: key.to_owned(), problem })
    }

    /// An entry that makes no sense as a whole.
    pub(super) fn bad_entry(&self, problem: &str) -> FileError {
        self.problem("id", FileProblem::BadValue { key: String::new(), problem: problem.to_owned() })
    }

    /// Reserves id, name and aliases of the entry at hand.
    pub(super) fn claim(
        &self,
        names: &mut Names,
        kind: &'static str,
        id: &str,
        aliases: &[String],
        name: Option<&str>,
    ) -> Result<(), FileError> {
        // Two entries with one id would pass for one entry, so the id is tried first and by itself.
        if names.0.contains_key(id) {
            return Err(self.problem("id", FileProblem::IdTaken { kind, id: id.to_owned() }));
        }
        let all = std::iter::once(id).chain(name).chain(aliases.iter().map(String::as_str));
        names.claim(id, all).map_err(|(taken, first)| {
            let key = if aliases.contains(&taken) { "aliases" } else { "name" };
            let entry = id.to_owned();
            self.problem(key, FileProblem::NameTaken { kind, name: taken, entry, first })
        })
    }

    /// The provenance that cites one or more sources; without any, the values are the user's own.
    pub(super) fn cite(
        &self,
        key: &str,
        sources: &[String],
        citation: Citation,
    ) -> Result<Arc<Provenance>, FileError> {
        let mut provenance = Provenance::yours();
        let mut titles: Vec<&str> = Vec::new();
        for name in sources {
            let source = self.sources.get(name).ok_or_else(|| {
                let nearest = nearest(name, self.sources.keys().map(String::as_str));
                let (key, wanted) = (key.to_owned(), name.clone());
                self.problem(
                    &key.clone(),
                    FileProblem::UnknownReference { key, kind: "source", wanted, nearest },
                )
            })?;
            titles.push(&source.title);
            if provenance.url.is_empty() {
                source.url.clone_into(&mut provenance.url);
            }
            provenance.date = provenance.date.or(source.date.map(|day| day.0));
            if provenance.status == Status::Yours {
                provenance.status = source.status.map_or(Status::Reported, |status| status.0);
            }
        }
        provenance.source = titles.join("; ");
        provenance.status = citation.status.unwrap_or(provenance.status);
        provenance.date = citation.date.or(provenance.date);
        provenance.note = citation.note;
        provenance.unconfirmed = citation.unconfirmed;
        Ok(Arc::new(provenance))
    }

    /// The id of an entry that exists, of a kind such as "accelerator".
    pub(super) fn known(
        &self,
        key: &str,
        kind: &'static str,
        wanted: &str,
        known: &mut dyn Iterator<Item = &str>,
    ) -> Result<(), FileError> {
        let known: Vec<&str> = known.collect();
        if known.contains(&wanted) {
            return Ok(());
        }
        let nearest = nearest(wanted, known.into_iter());
        let (key, wanted) = (key.to_owned(), wanted.to_owned());
        Err(self.problem(&key.clone(), FileProblem::UnknownReference { key, kind, wanted, nearest }))
    }
}

/// The grade of an entry; what the user enters without one is as good as the user says it is.
pub(super) fn graded(confidence: Option<Word<Confidence>>) -> Confidence {
    confidence.map_or(Confidence::Medium, |grade| grade.0)
}
