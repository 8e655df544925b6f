//! Values with their provenance: the table of sources, and what refers to it.

use std::sync::Arc;

use super::super::reading::{self, SourceEntry};
use super::item::{Bare, Cited, Item};
use super::read::{Fault, bad_date, within};
use crate::catalog::{Date, Provenance, Sourced, Status, nearest};
use crate::files::error::FileProblem;
use crate::scenario::input::InputSpec;
use crate::units::parse;

/// The table of sources of a file.
pub(super) struct Sources<'a> {
    entries: &'a reading::Sources,
}

impl Item {
    pub(super) fn bare(&self) -> &Bare {
        match self {
            Self::Own(bare) => bare,
            Self::Cited(cited) => &cited.value,
        }
    }
}

/// What a person wrote, in the base unit.
pub(super) fn base_value(bare: &Bare, spec: &InputSpec) -> Result<f64, String> {
    let value = match bare {
        Bare::Number(value) => *value,
        Bare::Text(text) => parse::quantity(text, spec.dimension).map_err(|error| error.to_string())?,
    };
    within(spec, value)
}

impl<'a> Sources<'a> {
    pub(super) fn new(entries: &'a reading::Sources) -> Result<Self, Fault> {
        match entries.iter().find(|(_, entry)| entry.title.trim().is_empty() && entry.url.is_empty()) {
            Some((key, _)) => {
                Err(Fault::bad(["sources", key.as_str(), "title"], "title", "is empty; name the source"))
            }
            None => Ok(Self { entries }),
        }
    }

    /// The value of an input with its provenance.
    pub(super) fn sourced(&self, item: &Item, spec: &InputSpec) -> Result<Sourced<f64>, Fault> {
        match item {
            Item::Own(bare) => {
                let value =
                    base_value(bare, spec).map_err(|problem| Fault::bad([""; 0], spec.key, problem))?;
                Ok(Sourced::yours(value))
            }
            Item::Cited(cited) => {
                let (value, provenance) = self.cited(cited, spec)?;
                let replaced = match &cited.replaced {
                    None => None,
                    Some(replaced) if replaced.replaced.is_some() => {
                        let problem = "has replaced another value itself; keep only the cited one";
                        return Err(Fault::bad(["replaced", "replaced"], "replaced", problem));
                    }
                    Some(replaced) => {
                        Some(self.cited(replaced, spec).map_err(|fault| fault.inside(["replaced"]))?)
                    }
                };
                Ok(Sourced { value, provenance, replaced })
            }
        }
    }

    fn cited(&self, cited: &Cited, spec: &InputSpec) -> Result<(f64, Arc<Provenance>), Fault> {
        let value =
            base_value(&cited.value, spec).map_err(|problem| Fault::bad(["value"], spec.key, problem))?;
        Ok((value, Arc::new(self.provenance(cited)?)))
    }

    pub(super) fn provenance(&self, cited: &Cited) -> Result<Provenance, Fault> {
        let entry = match &cited.source {
            None => None,
            Some(key) => Some(self.entry(key)?),
        };
        let status = match (&cited.status, entry) {
            (Some(id), _) => status(id)?,
            (None, Some(entry)) => entry.status.map_or(Status::Reported, |status| status.0),
            (None, None) => Status::Yours,
        };
        let date = match cited.date.as_deref() {
            None => entry.and_then(|entry| entry.date).map(|day| day.0),
            Some("") => None,
            Some(date) => Some(Date::parse(date).ok_or_else(|| bad_date("date", date, ["date"]))?),
        };
        Ok(Provenance {
            status,
            source: entry.map(|entry| entry.title.clone()).unwrap_or_default(),
            url: entry.map(|entry| entry.url.clone()).unwrap_or_default(),
            locator: cited.locator.clone(),
            date,
            note: cited.note.clone(),
            unconfirmed: cited.unconfirmed,
        })
    }

    fn entry(&self, key: &str) -> Result<&'a SourceEntry, Fault> {
        self.entries.get(key).ok_or_else(|| {
            let problem = FileProblem::UnknownReference {
                key: "source".into(),
                kind: "source",
                wanted: key.to_owned(),
                nearest: nearest(key, self.entries.keys().map(String::as_str)),
            };
            Fault::new(["source"], problem)
        })
    }
}

fn status(id: &str) -> Result<Status, Fault> {
    Status::ALL
        .into_iter()
        .find(|status| status.id().eq_ignore_ascii_case(id.trim()))
        .ok_or_else(|| Fault::new(["status"], FileProblem::unknown_word(id, &Status::ALL.map(Status::id))))
}
