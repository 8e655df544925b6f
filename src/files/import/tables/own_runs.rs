//! Our own table of published runs, as `presets list runs --csv` writes it, in base units.

use std::collections::BTreeSet;

use super::epoch::empty_run;
use super::own_quotes::graded;
use super::preview::{Creation, Preview, Reasons, TableKind, TableOptions, free_id, slug};
use super::separated::Record;
use super::sheet::Sheet;
use super::{chosen_rows, source_of};
use crate::catalog::{Catalog, Date, PublishedRun, RunShape, Status};
use crate::files::error::FileError;
use crate::files::report::{Cell, Column, Table};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Dimension, Energy, Flop, Fraction, KgCo2e, Params, Tokens, Usd,
    UsdPerAcceleratorHour,
};

/// Whether the head is that of our list.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    let has = |names: &[&str]| sheet.column(names).is_some();
    has(&["model"])
        && has(&["id"])
        && (has(&["training_compute", "Training compute (FLOP)"]) || has(&["hours"]))
}

/// Reads a table of runs.
///
/// # Errors
/// When the column of models is missing, or a row that is asked for is not there.
pub(super) fn preview(
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let model = sheet.column(&["model"]).ok_or_else(|| sheet.lacks("model", "published runs"))?;
    let mut ids: BTreeSet<String> = catalog.runs.iter().map(|run| run.id.clone()).collect();
    let mut names: BTreeSet<String> = catalog
        .runs
        .iter()
        .flat_map(|run| run.aliases.iter().chain([&run.model]))
        .map(|name| name.to_lowercase())
        .collect();
    let (mut reasons, mut wrong, mut runs) = (Reasons::default(), Vec::new(), Vec::new());
    for row in chosen_rows(sheet, model, &options.rows)? {
        let id = sheet.text(row, sheet.column(&["id"])).to_owned();
        let name = sheet.text(row, Some(model)).to_owned();
        let reason = if name.is_empty() {
            Some("no name of a model")
        } else if catalog.run(&id).is_ok() || !names.insert(name.to_lowercase()) {
            Some("in the catalogue already, by its id or name")
        } else {
            None
        };
        if let Some(reason) = reason {
            reasons.add(reason, &format!("line {}", row.line));
            continue;
        }
        let id = free_id(&slug(if id.is_empty() { &name } else { &id }), "run", &mut ids);
        match run(sheet, row, catalog, options, (id, name)) {
            Ok(run) => runs.push(run),
            Err(error) => wrong.push(error),
        }
    }
    let mut table = Table::new(vec![Column::text("id", "Id"), Column::text("model", "Model")]);
    table.rows =
        runs.iter().map(|run| vec![Cell::text(run.id.as_str()), Cell::text(run.model.as_str())]).collect();
    Ok(Preview {
        kind: TableKind::Runs,
        file: sheet.file.clone(),
        rows: sheet.rows.len(),
        table,
        remarks: sheet.remarks.clone(),
        warnings: Vec::new(),
        skipped: reasons.finish(),
        wrong,
        unknown: Vec::new(),
        open: Vec::new(),
        needs: Vec::new(),
        would_create: Creation::Runs(runs),
    })
}

fn run(
    sheet: &Sheet,
    row: &Record,
    catalog: &Catalog,
    options: &TableOptions,
    (id, name): (String, String),
) -> Result<PublishedRun, FileError> {
    let text = |names: &[&str]| sheet.text(row, sheet.column(names)).to_owned();
    let number = |key: &str, label: &str, dimension: Dimension| {
        let column = sheet.column(&[key, label, &format!("{label} ({})", dimension.unit())]);
        let value = sheet.number(row, column, dimension)?;
        match value {
            Some(value) if value <= 0.0 => Err(sheet.wrong(row, column, "is not above zero")),
            value => Ok(value),
        }
    };
    let mut provenance = source_of(options, &sheet.file, "");
    let source = text(&["source"]);
    if !source.is_empty() && options.source.is_none() {
        provenance.source = source;
        provenance.url = text(&["url", "Address"]);
    }
    let status = text(&["status"]);
    provenance.status = Status::ALL.into_iter().find(|one| one.id() == status).unwrap_or(provenance.status);
    provenance.note = text(&["note"]);
    provenance.unconfirmed = !text(&["unconfirmed"]).is_empty();
    let mut run = empty_run(id, name, provenance, graded(&text(&["confidence"])));
    run.developer = text(&["developer"]);
    run.released = Date::parse(&text(&["released"]));
    let shape = text(&["shape"]);
    run.shape = RunShape::ALL.into_iter().find(|one| one.id() == shape).unwrap_or(RunShape::Unknown);
    run.total_params = number("total_params", "Total parameters", Dimension::Params)?.map(Params::from_count);
    run.active_params =
        number("active_params", "Active parameters", Dimension::Params)?.map(Params::from_count);
    run.tokens = number("tokens", "Tokens", Dimension::Tokens)?.map(Tokens::from_count);
    run.training_compute =
        number("training_compute", "Training compute", Dimension::Flop)?.map(Flop::from_flop);
    let accelerator = text(&["accelerator"]);
    run.accelerator = catalog.accelerator(&accelerator).ok().map(|found| found.id.clone());
    run.accelerator_as_published = text(&["accelerator_as_published", "As published"]);
    if run.accelerator.is_none() && run.accelerator_as_published.is_empty() {
        run.accelerator_as_published = accelerator;
    }
    run.accelerators =
        number("accelerators", "Accelerators", Dimension::Accelerators)?.map(Accelerators::from_count);
    run.hours =
        number("hours", "Accelerator-hours", Dimension::AcceleratorHours)?.map(AcceleratorHours::from_hours);
    run.days = number("days", "Days", Dimension::Days)?.map(Days::from_days);
    run.precision = text(&["precision"]);
    let share = |key: &str, label: &str| -> Result<Option<Fraction>, FileError> {
        Ok(number(key, label, Dimension::Fraction)?.and_then(|value| Fraction::new(value).ok()))
    };
    run.mfu = share("mfu", "MFU")?;
    run.hfu = share("hfu", "HFU")?;
    run.energy = number("energy", "Energy", Dimension::Energy)?.map(Energy::from_kwh);
    run.energy_scope = text(&["energy_scope"]);
    run.carbon = number("carbon", "Emissions", Dimension::Carbon)?.map(KgCo2e::from_kg);
    run.carbon_scope = text(&["carbon_scope"]);
    run.cost = number("cost", "Cost", Dimension::Usd)?.map(Usd::from_usd);
    run.cost_scope = text(&["cost_scope"]);
    run.price = number("price", "Price", Dimension::UsdPerAcceleratorHour)?
        .map(UsdPerAcceleratorHour::from_usd_per_hour);
    run.run_type = text(&["run_type"]);
    Ok(run)
}
