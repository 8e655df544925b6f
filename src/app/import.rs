//! The dialog that imports: what is to be read, what was found, what is still open before anything is created.

mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use table::{Stands, TableImport};

use super::effect::OpenedFile;
use crate::catalog::{Catalog, Provenance, Status};
use crate::estimate::Embeddings;
use crate::files::import::tables::{Preview, TableOptions};
use crate::files::import::{
    Choice, ImportedModel, Published, Row, USUAL_CONTEXT, complete_model, published, reconcile,
};
use crate::scenario::{ModelKind, Scenario};
use crate::units::numerals::as_typed_with_point;
use crate::units::{Dimension, Params, parse};

/// The dialog that imports.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportDialog {
    /// A path, or the text of a file.
    pub text: String,
    /// Whether something is being read or asked for.
    pub busy: bool,
    /// What went wrong, with its place.
    pub error: Option<String>,
    /// What was found, once something was read.
    pub found: Option<ImportPreview>,
}

/// What was found, before anything is created.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportPreview {
    /// A model.
    Model(Box<ModelImport>),
    /// A table of quotes, runs or scenarios.
    Table(Box<TableImport>),
}

/// What is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportSource {
    /// Files of one model, a folder of them, or one table.
    Paths(Vec<PathBuf>),
    /// A text without a file.
    Text(String),
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportFound {
    /// A model, and the text of its configuration where there is one.
    Model(Box<ImportedModel>, Option<String>),
    /// A table: its name, its text, and what would become of it.
    Table(String, Arc<str>, Box<Preview>),
    /// A table of counts, prices and totals: its name and its text.
    Fleet(String, String),
    /// A file of the program's own.
    Own(PathBuf, OpenedFile),
}

/// What is asked of the world for an import.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportTask {
    /// Read something.
    Read(ImportSource),
    /// Read a table again under other options.
    Preview {
        /// Its name.
        file: String,
        /// Its text.
        text: Arc<str>,
        /// What the user says about it.
        options: Box<TableOptions>,
    },
    /// Write quotes or runs among the user's data, and read the catalogue again.
    Add(Box<Preview>),
    /// Read a table to be audited.
    Audit(PathBuf),
}

/// What happens in the dialog, and what the world answers.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportEvent {
    /// Something came from outside.
    Begin(ImportSource),
    /// A size that the file lacks was typed, by its key.
    Given(&'static str, String),
    /// The total was typed.
    Total(String),
    /// The active parameters were typed.
    Active(String),
    /// Published counts are used instead of counted ones, or not.
    UsePublished(bool),
    /// Prediction layers take part, or not.
    Predictions(bool),
    /// The day of the prices was typed.
    Date(String),
    /// Who quotes was typed.
    Provider(String),
    /// What a name of the table stands for; none when its rows are left out.
    Stands(String, Option<String>),
    /// One row becomes a scenario; without one all become published runs.
    OneRow(Option<String>),
    /// The preset that fills in what a table of scenarios leaves open.
    Base(String),
    /// Another file.
    Back,
    /// Something was read.
    Read(Result<ImportFound, String>),
    /// A table was read again.
    Previewed(Result<Box<Preview>, String>),
    /// Quotes or runs were written.
    Added(Result<Added, String>),
    /// A table to be audited was read: its name and text.
    AuditRead(Result<(String, String), String>),
}

/// What came of writing quotes or runs.
#[derive(Debug, Clone)]
pub struct Added {
    /// What was written, and where.
    pub said: String,
    /// The catalogue with them.
    pub catalog: Arc<Catalog>,
    /// Files of the user that could not be read.
    pub problems: Vec<String>,
}

/// Catalogues are not compared entry by entry: the same one, or another.
impl PartialEq for Added {
    fn eq(&self, other: &Self) -> bool {
        self.said == other.said
            && self.problems == other.problems
            && Arc::ptr_eq(&self.catalog, &other.catalog)
    }
}

/// A model, and what the user says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelImport {
    /// As it was read.
    first: ImportedModel,
    /// The text of its configuration.
    config: Option<String>,
    /// With what was given.
    pub model: ImportedModel,
    /// What was published of it.
    pub published: Option<Published>,
    /// Counted beside published.
    pub rows: Vec<Row>,
    /// Whether published counts are used.
    pub use_published: bool,
    /// Whether prediction layers take part.
    pub predictions: bool,
    /// Sizes that the file lacks: label, key, as typed.
    pub given: Vec<(&'static str, &'static str, String)>,
    /// The total as typed.
    pub total: String,
    /// The active parameters as typed.
    pub active: String,
    /// What cannot be understood, by field: a key, `total`, `active`, or empty for the whole.
    pub wrong: BTreeMap<&'static str, String>,
}

impl ModelImport {
    /// A model as it was read, beside what was published.
    #[must_use]
    pub fn new(
        model: ImportedModel,
        config: Option<String>,
        scenarios: &[Arc<Scenario>],
        catalog: &Catalog,
    ) -> Self {
        let published = published(&model, scenarios, catalog);
        let lacks = model.missing.iter().filter(|_| config.is_some());
        let given = lacks.filter_map(|part| Some((part.label, part.key()?, String::new()))).collect();
        let mut import = Self {
            first: model.clone(),
            config,
            model,
            published,
            rows: Vec::new(),
            use_published: false,
            predictions: false,
            given,
            total: String::new(),
            active: String::new(),
            wrong: BTreeMap::new(),
        };
        import.refresh();
        import
    }

    /// Reads the model again with what is given. What is not understood is said at its field.
    pub fn refresh(&mut self) {
        self.wrong.clear();
        let mut numbers: Vec<(&str, u32)> = Vec::new();
        for (_, key, text) in &self.given {
            match whole(text) {
                Ok(None) => {}
                Ok(Some(number)) => numbers.push((key, number)),
                Err(error) => {
                    self.wrong.insert(key, error);
                }
            }
        }
        if let Some(config) = self.config.as_deref().filter(|_| !self.given.is_empty()) {
            match complete_model(&self.first, config, &numbers) {
                Ok(model) => self.model = model,
                Err(error) => {
                    self.wrong.insert("", error.to_string());
                }
            }
            for part in &self.model.missing {
                let known = |key| self.given.iter().any(|(_, of, _)| *of == key);
                // One size can show that another is wanted.
                if let Some(key) = part.key().filter(|key| !known(*key)) {
                    self.given.push((part.label, key, String::new()));
                }
            }
        }
        for (field, text) in [("total", &self.total), ("active", &self.active)] {
            if let Err(error) = params(text) {
                self.wrong.insert(field, error);
            }
        }
        self.rows = reconcile(&self.model, self.published.as_ref(), USUAL_CONTEXT);
    }

    /// Whether counted and published parameters differ, so that there is a choice.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.model.total().is_some()
            && self.rows.iter().any(|row| row.difference().is_some_and(|off| off.abs() > 1e-9))
    }

    /// Whether the total has to be typed: nothing else says it.
    #[must_use]
    pub fn wants_total(&self) -> bool {
        self.model.total().is_none()
    }

    /// Whether the active parameters have to be typed.
    #[must_use]
    pub fn wants_active(&self) -> bool {
        self.model.count().is_none() && self.model.kind == ModelKind::MixtureOfExperts
    }

    /// The scenario that it becomes.
    ///
    /// # Errors
    /// What is not understood or not known yet.
    pub fn scenario(&self, catalog: &Catalog) -> Result<Arc<Scenario>, String> {
        if let Some(error) = self.wrong.values().next() {
            return Err(error.clone());
        }
        let wanted = self.use_published || self.model.total().is_none();
        let published = self.published.as_ref().filter(|_| wanted);
        let choice = Choice {
            total: params(&self.total)?.or(published.and_then(|published| published.total)),
            active: params(&self.active)?.or(published.and_then(|published| published.active)),
            embeddings: Embeddings::Both,
            predictions: self.predictions,
        };
        let mut scenario = self.model.scenario(&choice, catalog).map_err(|error| error.to_string())?;
        if let Some(published) = published {
            let model = &mut scenario.model;
            for (value, typed, count) in [
                (&mut model.total_params, &self.total, published.total),
                (&mut model.active_params, &self.active, published.active),
            ] {
                if typed.trim().is_empty() && count.is_some() {
                    value.provenance = Arc::new(Provenance {
                        status: Status::Reported,
                        source: published.source.clone(),
                        locator: "published count".to_owned(),
                        ..Provenance::yours()
                    });
                }
            }
        }
        let scenario = Arc::new(scenario);
        scenario
            .check(catalog)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
        Ok(scenario)
    }
}

/// A number of parameters; none for an empty text.
fn params(text: &str) -> Result<Option<Params>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let count = parse::quantity(&as_typed_with_point(text), Dimension::Params);
    count.map(|count| Some(Params::from_count(count))).map_err(|error| error.to_string())
}

/// A size; none for an empty text.
fn whole(text: &str) -> Result<Option<u32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let number =
        parse::quantity(&as_typed_with_point(text), Dimension::Scalar).map_err(|error| error.to_string())?;
    if number.fract() == 0.0 && (0.0..=1e8).contains(&number) {
        Ok(Some(number as u32))
    } else {
        Err(format!("{text} is no whole number from 0 to 100,000,000"))
    }
}
