//! A table of scenarios: one a row, its columns keys as `--set` takes them.

use std::collections::BTreeSet;

use super::preview::{Creation, Need, Preview, Reasons, TableKind, TableOptions, free_id, slug};
use super::separated::Record;
use super::sheet::{ColumnIndex, Sheet};
use crate::catalog::{Catalog, nearest};
use crate::estimate::FigureId;
use crate::files::error::FileError;
use crate::files::report::{Cell, Column, Table};
use crate::scenario::{Range, Scenario, apply_setting, input_named, set_number, setting_keys};
use crate::units::parse::{self, NumberStyle};

/// Columns that our lists have beside settings: what a scenario comes to, not what it is made of.
const RESULTS: [&str; 5] = ["cost", "cost_status", "accelerator_hours", "is_baseline", "price_basis"];

/// What a column is good for.
enum Use {
    /// The id of the scenario.
    Id,
    /// A setting.
    Set(String),
    /// A result, which follows from the settings.
    Result,
    /// Not known.
    Unknown,
}

/// Whether the head has at least two settings beside an id or a name.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    let uses: Vec<Use> = sheet.head.iter().map(|head| use_of(sheet, head)).collect();
    let named = sheet.column(&["id", "name"]).is_some();
    named && uses.iter().filter(|one| matches!(one, Use::Set(_))).count() >= 2
}

fn use_of(sheet: &Sheet, head: &str) -> Use {
    let key = head.trim().to_lowercase().replace([' ', '-'], "_");
    // Our list of scenarios gives the compute that was estimated under the name of a setting.
    let is_list = sheet.column(&["cost_status"]).is_some();
    if key == "id" {
        Use::Id
    } else if RESULTS.contains(&key.as_str()) || is_list && key == "training_compute" {
        Use::Result
    } else if setting_keys().contains(&key.rsplit('.').next().unwrap_or(&key)) || is_alias(&key) {
        Use::Set(key)
    } else if FigureId::ALL.iter().any(|figure| figure.id() == key) {
        Use::Result
    } else {
        Use::Unknown
    }
}

/// Other names of common settings, as people head their columns.
fn is_alias(key: &str) -> bool {
    ["price", "params", "active", "gpus", "gpu", "chip", "compute", "context", "precision"].contains(&key)
}

/// Reads a table of scenarios.
///
/// # Errors
/// When no column is a setting.
pub(super) fn preview(
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let uses: Vec<Use> = sheet.head.iter().map(|head| use_of(sheet, head)).collect();
    if !uses.iter().any(|one| matches!(one, Use::Set(_))) {
        return Err(sheet.lacks("tokens", "scenarios"));
    }
    let mut remarks = sheet.remarks.clone();
    let mut warnings = Vec::new();
    let heads = |wanted: fn(&Use) -> bool| -> Vec<&str> {
        sheet.head.iter().zip(&uses).filter(|(_, one)| wanted(one)).map(|(head, _)| head.as_str()).collect()
    };
    let results = heads(|one| matches!(one, Use::Result));
    if !results.is_empty() {
        remarks.push(format!("results are not read, they follow from the settings: {}", results.join(", ")));
    }
    for head in heads(|one| matches!(one, Use::Unknown)).into_iter().filter(|head| !head.is_empty()) {
        let near = nearest(head, setting_keys().into_iter());
        let near = near.first().map_or(String::new(), |near| format!("; did you mean {near}?"));
        warnings.push(format!("the column {head:?} is no setting and left out{near}"));
    }
    let mut needs = Vec::new();
    if options.base.is_none() {
        let words =
            "the scenario that fills in what the rows leave open, for example --base dense-70b".to_owned();
        needs.push(Need { option: "--base", words });
    }
    let mut taken = BTreeSet::new();
    let (mut reasons, mut wrong, mut scenarios) = (Reasons::default(), Vec::new(), Vec::new());
    let label = sheet.column(&["name", "id"]).unwrap_or(0);
    for row in super::chosen_rows(sheet, label, &options.rows)? {
        let Some(base) = &options.base else {
            reasons.add("waits for --base", &format!("line {}", row.line));
            continue;
        };
        match scenario(sheet, row, &uses, base, catalog) {
            Ok(mut scenario) => {
                let id = sheet.text(row, sheet.column(&["id"]));
                let id = slug(if id.is_empty() { &scenario.name } else { id });
                scenario.id = free_id(&id, "scenario", &mut taken);
                scenarios.push(scenario);
            }
            Err(error) => wrong.push(error),
        }
    }
    let mut table = Table::new(vec![Column::text("id", "Id"), Column::text("name", "Name")]);
    table.rows = scenarios
        .iter()
        .map(|one| vec![Cell::text(one.id.as_str()), Cell::text(one.name.as_str())])
        .collect();
    Ok(Preview {
        kind: TableKind::Scenarios,
        file: sheet.file.clone(),
        rows: sheet.rows.len(),
        table,
        remarks,
        warnings,
        skipped: reasons.finish(),
        wrong,
        unknown: Vec::new(),
        open: Vec::new(),
        needs,
        would_create: Creation::Scenarios(scenarios),
    })
}

fn scenario(
    sheet: &Sheet,
    row: &Record,
    uses: &[Use],
    base: &Scenario,
    catalog: &Catalog,
) -> Result<Scenario, FileError> {
    let mut scenario = base.clone();
    // Kind, accelerator and the like come first: numbers depend on them.
    let mut settings: Vec<(ColumnIndex, &str)> = Vec::new();
    for (column, one) in uses.iter().enumerate() {
        if let Use::Set(key) = one {
            settings.push((column, key));
        }
    }
    settings.sort_by_key(|(_, key)| input_named(base, key).is_ok());
    for (column, key) in settings {
        let text = sheet.text(row, Some(column));
        if !text.is_empty() {
            apply(&mut scenario, catalog, sheet.style, key, text)
                .map_err(|problem| sheet.wrong(row, Some(column), &problem))?;
        }
    }
    Ok(scenario)
}

fn apply(
    scenario: &mut Scenario,
    catalog: &Catalog,
    style: NumberStyle,
    key: &str,
    text: &str,
) -> Result<(), String> {
    // A bare number is read in the table's decimal sign; ranges and words as `--set` reads them.
    if let Ok(input) = input_named(scenario, key)
        && !Range::is_meant(text)
        && let Ok(value) = parse::quantity_with_style(text, input.id.spec().dimension, style)
    {
        return set_number(scenario, input, value).map_err(|error| error.to_string());
    }
    apply_setting(scenario, catalog, &format!("{key}={text}")).map_err(|error| error.to_string())
}
