//! `flopwise import`: files of other programs, told apart by content, each kind with a preview that reconciles.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::Import;
use super::error::CliError;
use super::output;
use super::world::{Reach, World};
use crate::files::import::{
    Choice, ImportKind, ImportedModel, Published, USUAL_CONTEXT, import_model, published, reconcile, sniff,
};
use crate::files::report::import::Report;
use crate::files::{Overwrite, save_scenario};
use crate::scenario::Scenario;
use crate::units::{Dimension, Params, parse};

pub(super) fn run(command: &Import) -> Result<(), CliError> {
    let mut models = Vec::new();
    let mut tables = Vec::new();
    for file in &command.files {
        match sniff(file)? {
            ImportKind::ModelConfig | ImportKind::WeightIndex | ImportKind::Weights => models.push(file),
            ImportKind::Table => tables.push(file),
        }
    }
    match (&models[..], &tables[..]) {
        (models, []) => model(command, models),
        ([], tables) => tables_of(command, tables),
        _ => Err(CliError::Usage("import the files of a model and tables one after the other".into())),
    }
}

/// The files of one model: a configuration, weights, or both.
fn model(command: &Import, files: &[&PathBuf]) -> Result<(), CliError> {
    let given = |what: &str, text: &Option<String>| match text {
        Some(text) => parse::quantity(text, Dimension::Params)
            .map(|count| Some(Params::from_count(count)))
            .map_err(|error| CliError::Invalid(format!("{what}: {error}"))),
        None => Ok(None),
    };
    let (total, active) = (given("--total", &command.total)?, given("--active", &command.active)?);
    let context = context(command)?;
    let model = import_model(files)?;
    let world = World::open(Reach::Everything)?;
    let published = beside(&model, &world, total, active);
    let rows = reconcile(&model, published.as_ref(), context);
    let report = Report { model: &model, published: published.as_ref(), rows: &rows };
    if let Some(path) = &command.out {
        let scenario = scenario(command, &model, published.as_ref(), &world)?;
        save_scenario(path, &scenario, Overwrite::SameKind)?;
        output::message(&format!("wrote {}", path.display()));
    }
    output::result(&if command.json { report.json() } else { report.text() })
}

fn context(command: &Import) -> Result<u32, CliError> {
    let Some(text) = &command.context else { return Ok(USUAL_CONTEXT) };
    let tokens = parse::quantity(text, Dimension::Tokens)
        .map_err(|error| CliError::Invalid(format!("--context: {error}")))?;
    if !(1.0..=1e8).contains(&tokens) {
        return Err(CliError::Invalid(format!("--context: {text} is outside 1 to 100,000,000 tokens")));
    }
    Ok(tokens as u32)
}

/// What was published: by the user's word, else by the catalogue.
fn beside(
    model: &ImportedModel,
    world: &World,
    total: Option<Params>,
    active: Option<Params>,
) -> Option<Published> {
    if total.is_some() || active.is_some() {
        return Some(Published { source: "your value".into(), total, active });
    }
    let scenarios: Vec<Arc<Scenario>> =
        world.library().scenarios.into_iter().map(|entry| entry.scenario).collect();
    published(model, &scenarios, world.catalog())
}

fn scenario(
    command: &Import,
    model: &ImportedModel,
    published: Option<&Published>,
    world: &World,
) -> Result<Scenario, CliError> {
    // Without any count, what the user gives is all there is.
    let use_published = command.use_published || model.total().is_none();
    let given = published.filter(|_| use_published);
    let choice = Choice {
        total: given.and_then(|given| given.total),
        active: given.and_then(|given| given.active),
        embeddings: command.embeddings.counted(),
        predictions: command.mtp,
    };
    let mut scenario = model.scenario(&choice, world.catalog())?;
    if let Some(id) = &command.id {
        scenario.id.clone_from(id);
    }
    let checked = Arc::new(scenario.clone()).check(world.catalog());
    checked.map_err(|problems| CliError::invalid(&model.shown_name(), &problems))?;
    Ok(scenario)
}

/// Tables of prices, runs or scenarios: one at a time, because options such as the day belong to one.
fn tables_of(command: &Import, files: &[&PathBuf]) -> Result<(), CliError> {
    match files {
        [only] => super::import_table::run(command, only),
        _ => Err(CliError::Usage(
            "import tables one after the other: each has a day and a source of its own".into(),
        )),
    }
}
