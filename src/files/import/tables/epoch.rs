//! Epoch AI's tables of models: published runs, or one row as a scenario to start from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::{Described, Match, Names};
use super::preview::{Creation, Preview, Reasons, TableKind, TableOptions, free_id, slug};
use super::separated::Record;
use super::sheet::{ColumnIndex, Sheet};
use super::{source_of, unknown_mapping};
use crate::catalog::{
    Catalog, Confidence, Date, Provenance, PublishedRun, RunArchitecture, RunShape, Status,
};
use crate::files::error::FileError;
use crate::files::report::{Cell, Column, Table};
use crate::units::{
    AcceleratorHours, Accelerators, Days, Dimension, Flop, Fraction, Params, Quantity, Tokens, Usd,
};

/// Where Epoch AI publishes its tables, under CC BY.
const ADDRESS: &str = "https://epoch.ai/data/ai-models";

/// How far 6ND may lie from the compute of the table before it is said.
const COMPUTE_AGREES_WITHIN: f64 = 2.0;

/// How far accelerators × time may lie from the accelerator-hours of the table before it is said.
const HOURS_AGREE_WITHIN: f64 = 1.05;

/// Whether the head is that of a table of Epoch AI.
pub(super) fn is_one(sheet: &Sheet) -> bool {
    sheet.column(&["Training compute (FLOP)"]).is_some() && sheet.column(&["Model", "System"]).is_some()
}

/// What Epoch AI's grade says about how a value came about: `Confident` is within a factor of about 3, as arithmetic on
/// published figures is; `Likely` within 10; `Speculative` within 30.
fn graded(label: &str, method: &str) -> (Status, Confidence, bool) {
    match label.trim().to_lowercase().as_str() {
        "confident" if method.to_lowercase().contains("reported") => {
            (Status::Reported, Confidence::High, false)
        }
        "confident" => (Status::Derived, Confidence::High, false),
        "likely" => (Status::Estimated, Confidence::Medium, false),
        "speculative" => (Status::Speculative, Confidence::Low, false),
        _ => (Status::Speculative, Confidence::Low, true),
    }
}

/// The columns by meaning.
struct Columns {
    model: ColumnIndex,
    organization: Option<ColumnIndex>,
    date: Option<ColumnIndex>,
    domain: Option<ColumnIndex>,
    params: Option<ColumnIndex>,
    compute: Option<ColumnIndex>,
    compute_notes: Option<ColumnIndex>,
    method: Option<ColumnIndex>,
    /// Examples in the data set: seen once each time it is gone through.
    datapoints: Option<ColumnIndex>,
    /// Examples that were trained on, repeats included.
    gradients: Option<ColumnIndex>,
    epochs: Option<ColumnIndex>,
    hardware: Option<ColumnIndex>,
    quantity: Option<ColumnIndex>,
    time: Option<ColumnIndex>,
    chip_hours: Option<ColumnIndex>,
    mfu: Option<ColumnIndex>,
    hfu: Option<ColumnIndex>,
    cost: Option<ColumnIndex>,
    power: Option<ColumnIndex>,
    confidence: Option<ColumnIndex>,
    link: Option<ColumnIndex>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, FileError> {
        let model = sheet.column(&["Model", "System"]).ok_or_else(|| sheet.lacks("Model", "models"))?;
        Ok(Self {
            model,
            organization: sheet.column(&["Organization"]),
            date: sheet.column(&["Publication date"]),
            domain: sheet.column(&["Domain"]),
            params: sheet.column(&["Parameters"]),
            compute: sheet.column(&["Training compute (FLOP)"]),
            compute_notes: sheet.column(&["Training compute notes"]),
            method: sheet.column(&["Training compute estimation method"]),
            datapoints: sheet
                .column(&["Training dataset size (datapoints)", "Training dataset size (total)"]),
            gradients: sheet.column(&["Training dataset size (gradients)"]),
            epochs: sheet.column(&["Epochs"]),
            hardware: sheet.column(&["Training hardware"]),
            quantity: sheet.column(&["Hardware quantity"]),
            time: sheet.column(&["Training time (hours)"]),
            chip_hours: sheet.column(&["Training chip-hours"]),
            mfu: sheet.column(&["Hardware utilization (MFU)"]),
            hfu: sheet.column(&["Hardware utilization (HFU)"]),
            cost: sheet.column(&["Training compute cost (2023 USD)"]),
            power: sheet.column(&["Training power draw (W)"]),
            confidence: sheet.column(&["Confidence"]),
            link: sheet.column(&["Link"]),
        })
    }
}

/// The numbers of a row in base units.
#[derive(Default)]
struct Numbers {
    params: Option<f64>,
    compute: Option<f64>,
    tokens: Option<f64>,
    quantity: Option<f64>,
    time: Option<f64>,
    hours: Option<f64>,
    /// Whether [`Self::hours`] is accelerators × time.
    hours_derived: bool,
    mfu: Option<f64>,
    hfu: Option<f64>,
    cost: Option<f64>,
}

/// Reads a table of models and reconciles it with the accelerators and runs that are known.
///
/// # Errors
/// When the column of names is missing, a row that is asked for is not there, or a name is mapped to an accelerator that
/// does not exist.
pub(super) fn preview(
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
) -> Result<Preview, FileError> {
    let columns = Columns::of(sheet)?;
    let names = Names::new(catalog, &options.names).map_err(|error| unknown_mapping(&sheet.file, &error))?;
    let mut reading = Reading {
        sheet,
        columns: &columns,
        names,
        ids: catalog.runs.iter().map(|run| run.id.clone()).collect(),
        models: catalog
            .runs
            .iter()
            .flat_map(|run| run.aliases.iter().chain([&run.model]))
            .map(|name| name.to_lowercase())
            .collect(),
        source: source_of(options, "Epoch AI, Data on AI Models", ADDRESS),
        warnings: Vec::new(),
    };
    let chosen = super::chosen_rows(sheet, columns.model, &options.rows)?;
    let (mut reasons, mut wrong, mut runs) = (Reasons::default(), Vec::new(), Vec::new());
    for row in chosen {
        match reading.run(row) {
            Ok(Ok(run)) => runs.push(run),
            Ok(Err(reason)) => reasons.add(reason, &format!("line {}", row.line)),
            Err(error) => wrong.push(error),
        }
    }
    let open = reading.names.open();
    let (warnings, unknown) = (reading.warnings, reading.names.finish());
    let mut preview = Preview {
        kind: TableKind::Epoch,
        file: sheet.file.clone(),
        rows: sheet.rows.len(),
        table: table(&runs),
        remarks: sheet.remarks.clone(),
        warnings,
        skipped: reasons.finish(),
        wrong,
        unknown,
        open,
        needs: Vec::new(),
        would_create: Creation::Runs(runs),
    };
    preview.remarks.push(
        "grades become statuses: Confident is derived (reported where the table says so), Likely estimated, \
         Speculative speculative; no row enters the backtest"
            .to_owned(),
    );
    if let Some(id) = &options.scenario_id {
        super::epoch_scenario::make(&mut preview, sheet, catalog, options, id)?;
    }
    Ok(preview)
}

fn table(runs: &[PublishedRun]) -> Table {
    let mut table = Table::new(vec![
        Column::text("id", "Id"),
        Column::number("total_params", "Parameters", Dimension::Params),
        Column::number("tokens", "Tokens", Dimension::Tokens),
        Column::number("training_compute", "Compute", Dimension::Flop),
        Column::text("accelerator", "Accelerator"),
        Column::number("hours", "Hours", Dimension::AcceleratorHours),
        Column::text("status", "Status"),
    ]);
    for run in runs {
        let chip = run.accelerator.as_deref().unwrap_or(&run.accelerator_as_published);
        table.rows.push(vec![
            Cell::text(run.id.as_str()),
            Cell::maybe(run.total_params.map(Quantity::base), Dimension::Params),
            Cell::maybe(run.tokens.map(Quantity::base), Dimension::Tokens),
            Cell::maybe(run.training_compute.map(Quantity::base), Dimension::Flop),
            Cell::text(chip),
            Cell::maybe(run.hours.map(Quantity::base), Dimension::AcceleratorHours),
            Cell::text(run.provenance.status.id()),
        ]);
    }
    table
}

struct Reading<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    names: Names<'a>,
    ids: BTreeSet<String>,
    models: BTreeSet<String>,
    source: Provenance,
    warnings: Vec<String>,
}

impl Reading<'_> {
    fn run(&mut self, row: &Record) -> Result<Result<PublishedRun, &'static str>, FileError> {
        let (sheet, columns) = (self.sheet, self.columns);
        let model = sheet.text(row, Some(columns.model));
        if model.is_empty() {
            return Ok(Err("no name of a model"));
        }
        let numbers = self.numbers(row)?;
        let known = numbers.compute.is_some()
            || numbers.hours.is_some()
            || numbers.params.is_some() && numbers.tokens.is_some();
        if !known {
            return Ok(Err("neither training compute nor accelerator-hours nor parameters with tokens"));
        }
        self.reconcile(model, row, &numbers);
        let hardware = sheet.text(row, columns.hardware);
        let accelerator = if hardware.is_empty() {
            None
        } else {
            match self.names.find(&Described { name: hardware, ..Described::default() }, 1) {
                Match::One { accelerator, .. } => Some(accelerator.id.clone()),
                // The words of the table stay with the run.
                Match::Family { .. } | Match::Unknown => None,
            }
        };
        let method = sheet.text(row, columns.method);
        let (status, confidence, unconfirmed) = graded(sheet.text(row, columns.confidence), method);
        let mut provenance = Provenance { status, unconfirmed, ..self.source.clone() };
        provenance.locator = format!("row {model:?}");
        let link = sheet.text(row, columns.link);
        provenance.note =
            if link.starts_with("http") { format!("the table cites {link}") } else { String::new() };
        let id = free_id(&slug(&format!("epoch {model}")), "epoch-model", &mut self.ids);
        let mut run = empty_run(id, self.free_name(model), provenance, confidence);
        run.developer = sheet.text(row, columns.organization).to_owned();
        run.released = Date::parse(sheet.text(row, columns.date));
        run.total_params = numbers.params.map(Params::from_count);
        run.tokens = numbers.tokens.map(Tokens::from_count);
        run.training_compute = numbers.compute.map(Flop::from_flop);
        run.compute_note = short(sheet.text(row, columns.compute_notes));
        run.accelerator = accelerator;
        run.accelerator_as_published = hardware.to_owned();
        run.accelerators = numbers.quantity.map(Accelerators::from_count);
        run.hours = numbers.hours.map(AcceleratorHours::from_hours);
        run.days = numbers.time.map(|hours| Days::from_days(hours / 24.0));
        run.mfu = numbers.mfu.and_then(|share| Fraction::new(share).ok());
        run.hfu = numbers.hfu.and_then(|share| Fraction::new(share).ok());
        run.epoch_amortized = numbers.cost.map(Usd::from_usd);
        run.basis =
            if numbers.hours_derived { "hours are accelerators × elapsed time" } else { "" }.to_owned();
        Ok(Ok(run))
    }

    fn numbers(&self, row: &Record) -> Result<Numbers, FileError> {
        let (sheet, columns) = (self.sheet, self.columns);
        let above_zero = |column: Option<ColumnIndex>, dimension| {
            let value = sheet.number(row, column, dimension)?;
            match value {
                Some(value) if value < 0.0 => Err(sheet.wrong(row, column, "is below zero")),
                value => Ok(value.filter(|value| *value > 0.0)),
            }
        };
        // Data points of other domains are pictures, positions, proteins: no tokens.
        let domain = sheet.text(row, columns.domain).to_lowercase();
        let has_tokens = columns.domain.is_none() || domain.contains("language");
        let epochs = above_zero(columns.epochs, Dimension::Scalar)?.unwrap_or(1.0);
        let datapoints = above_zero(columns.datapoints, Dimension::Tokens)?.map(|points| points * epochs);
        let gradients = above_zero(columns.gradients, Dimension::Tokens)?;
        let share = |column: Option<ColumnIndex>| {
            let value = above_zero(column, Dimension::Fraction)?;
            match value {
                Some(value) if value > 1.0 => {
                    Err(sheet.wrong(row, column, "is above 1; a utilization is a share"))
                }
                value => Ok(value),
            }
        };
        let mut numbers = Numbers {
            params: above_zero(columns.params, Dimension::Params)?,
            compute: above_zero(columns.compute, Dimension::Flop)?,
            tokens: gradients.or(datapoints).filter(|_| has_tokens),
            quantity: above_zero(columns.quantity, Dimension::Accelerators)?,
            time: above_zero(columns.time, Dimension::Hours)?,
            hours: above_zero(columns.chip_hours, Dimension::AcceleratorHours)?,
            hours_derived: false,
            mfu: share(columns.mfu)?,
            hfu: share(columns.hfu)?,
            cost: above_zero(columns.cost, Dimension::Usd)?,
        };
        if let (None, Some(count), Some(time)) = (numbers.hours, numbers.quantity, numbers.time) {
            numbers.hours = Some(count * time);
            numbers.hours_derived = true;
        }
        Ok(numbers)
    }

    /// Says where the numbers of a row do not go together.
    fn reconcile(&mut self, model: &str, row: &Record, numbers: &Numbers) {
        let apart = |a: f64, b: f64| (a / b).max(b / a);
        if let (Some(params), Some(tokens), Some(compute)) = (numbers.params, numbers.tokens, numbers.compute)
        {
            let counted = 6.0 * params * tokens;
            if apart(counted, compute) > COMPUTE_AGREES_WITHIN {
                self.warnings.push(format!(
                    "{model}: 6 × parameters × tokens is {counted:.2e} FLOP, the table has {compute:.2e}; the model may \
                     be sparse, or the data no tokens"
                ));
            }
        }
        if let (Some(count), Some(time), Some(hours)) = (numbers.quantity, numbers.time, numbers.hours)
            && apart(count * time, hours) > HOURS_AGREE_WITHIN
        {
            self.warnings.push(format!(
                "{model}: accelerators × time is {:.3e} h, the table has {hours:.3e} accelerator-hours",
                count * time
            ));
        }
        let power = self.sheet.number(row, self.columns.power, Dimension::Power).ok().flatten();
        if let (Some(power), Some(count)) = (power, numbers.quantity) {
            let each = power / count;
            // From the smallest accelerator alone to a share of the most hungry server with its cooling.
            if !(20.0..=5000.0).contains(&each) {
                self.warnings.push(format!(
                    "{model}: a power draw of {each:.0} W for each accelerator: check the unit"
                ));
            }
        }
    }

    /// A name that no run of the catalogue has; a name belongs to one run only.
    fn free_name(&mut self, model: &str) -> String {
        let mut name = model.to_owned();
        let mut number = 1;
        while !self.models.insert(name.to_lowercase()) {
            name = if number == 1 {
                format!("{model} (Epoch AI)")
            } else {
                format!("{model} (Epoch AI, {number})")
            };
            number += 1;
        }
        name
    }
}

/// The first sentence or two of a note.
fn short(note: &str) -> String {
    let line = note.split(['\n', '\r']).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(200).collect()
}

/// A run of which nothing is known yet.
pub(super) fn empty_run(
    id: String,
    model: String,
    provenance: Provenance,
    confidence: Confidence,
) -> PublishedRun {
    PublishedRun {
        id,
        model,
        aliases: Vec::new(),
        developer: String::new(),
        released: None,
        shape: RunShape::Unknown,
        total_params: None,
        active_params: None,
        architecture: RunArchitecture::default(),
        context_length: None,
        tokens: None,
        training_compute: None,
        compute_note: String::new(),
        accelerator: None,
        accelerator_as_published: String::new(),
        accelerators: None,
        hours: None,
        days: None,
        precision: String::new(),
        mfu: None,
        hfu: None,
        energy: None,
        energy_scope: String::new(),
        energy_basis: None,
        carbon: None,
        carbon_scope: String::new(),
        pue: None,
        cost: None,
        cost_scope: String::new(),
        price: None,
        run_type: String::new(),
        // What a third party collected tests no formula.
        tier: "none".to_owned(),
        tier_scope: String::new(),
        epoch_amortized: None,
        epoch_cloud: None,
        epoch_acquisition: None,
        provenance: Arc::new(provenance),
        basis: String::new(),
        confidence,
        verification: String::new(),
        architecture_verification: String::new(),
    }
}
