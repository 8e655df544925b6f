//! A table that is imported, and what the user says about it.

use std::sync::Arc;

use crate::catalog::Date;
use crate::chart::name::file_stem;
use crate::files::import::tables::{Creation, NameMapping, Preview, TableKind, TableOptions};
use crate::scenario::Scenario;

/// A name that the catalogue does not know, or that leaves open which accelerator it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// As the table writes it.
    pub name: String,
    /// Rows that have it.
    pub count: usize,
    /// Whether it is a known chip in a form that the table does not say.
    pub is_open: bool,
    /// Accelerators that resemble it, best first; of an open name those that it could be.
    pub nearest: Vec<String>,
    /// What it stands for. Without it, rows of an unknown name are left out, and those of an open one count for any form.
    pub accelerator: Option<String>,
}

/// A table, and what the user says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct TableImport {
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub text: Arc<str>,
    /// What would become of it.
    pub preview: Preview,
    /// Names that were not known at first, then those that were open.
    pub names: Vec<Stands>,
    /// Names of rows that can become scenarios.
    pub rows: Vec<String>,
    /// The day as typed.
    pub date: String,
    /// Who quotes, as typed.
    pub provider: String,
    /// What was asked for at first, by option: `--date`.
    pub asked: Vec<&'static str>,
    /// The row that becomes a scenario.
    pub row: Option<String>,
    /// The preset that fills in what rows leave open.
    pub base: Option<Arc<Scenario>>,
    /// What is wrong with what was said.
    pub wrong: Option<String>,
}

impl TableImport {
    /// A table as it was read.
    #[must_use]
    pub fn new(file: String, text: Arc<str>, preview: Preview) -> Self {
        let names = preview.unknown.iter().map(|unknown| Stands {
            name: unknown.name.clone(),
            count: unknown.count,
            is_open: false,
            nearest: unknown.nearest.clone(),
            accelerator: None,
        });
        let open = preview.open.iter().map(|open| Stands {
            name: open.name.clone(),
            count: open.count,
            is_open: true,
            nearest: open.could_be.clone(),
            accelerator: None,
        });
        let rows = match (&preview.kind, &preview.would_create) {
            (TableKind::Epoch, Creation::Runs(runs)) => runs.iter().map(|run| run.model.clone()).collect(),
            _ => Vec::new(),
        };
        Self {
            names: names.chain(open).collect(),
            rows,
            asked: preview.needs.iter().map(|need| need.option).collect(),
            file,
            text,
            preview,
            date: String::new(),
            provider: String::new(),
            row: None,
            base: None,
            wrong: None,
        }
    }

    /// What the user says, as an import takes it.
    ///
    /// # Errors
    /// When the date is none.
    pub fn options(&self) -> Result<TableOptions, String> {
        let date = match self.date.trim() {
            "" => None,
            text => Some(
                Date::parse(text)
                    .ok_or_else(|| format!("{text:?} is no day; write year, month and day: 2025-01-31"))?,
            ),
        };
        let stands = self.names.iter().filter_map(|stands| {
            let accelerator = stands.accelerator.clone()?;
            Some(NameMapping { name: stands.name.clone(), accelerator, each: 1 })
        });
        Ok(TableOptions {
            date,
            provider: Some(self.provider.trim().to_owned()).filter(|provider| !provider.is_empty()),
            names: stands.collect(),
            rows: self.row.iter().cloned().collect(),
            scenario_id: self.row.as_deref().map(file_stem),
            base: self.base.as_deref().cloned(),
            ..TableOptions::default()
        })
    }
}
