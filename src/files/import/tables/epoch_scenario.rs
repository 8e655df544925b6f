//! One published run of an imported table as a scenario to start from.

use super::preview::{Creation, Preview, TableOptions};
use super::sheet::Sheet;
use crate::catalog::{Catalog, PublishedRun, Sourced};
use crate::files::error::{FileError, FileProblem};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{Scenario, apply_setting, set_accelerator, set_number};
use crate::units::Quantity;

/// Puts the scenario of the only run in place of the run.
///
/// # Errors
/// When there is not exactly one run, or its numbers are no scenario.
pub(super) fn make(
    preview: &mut Preview,
    sheet: &Sheet,
    catalog: &Catalog,
    options: &TableOptions,
    id: &str,
) -> Result<(), FileError> {
    let fail =
        |problem: String| FileError::new(&sheet.file, FileProblem::BadValue { key: String::new(), problem });
    let Creation::Runs(runs) = &preview.would_create else { return Ok(()) };
    let [run] = runs.as_slice() else {
        let count = runs.len();
        return Err(fail(format!(
            "a scenario is made of one row, not of {count}; choose it with --row NAME"
        )));
    };
    let Some(base) = &options.base else {
        return Err(fail(
            "a scenario needs another one to fill in what the row leaves open: --base dense-70b".into(),
        ));
    };
    let (scenario, warnings) = scenario(run, base, catalog, id).map_err(fail)?;
    preview.remarks.push(format!("what the row leaves open is taken from {}", base.id));
    preview.warnings.extend(warnings);
    preview.would_create = Creation::Scenarios(vec![scenario]);
    Ok(())
}

fn scenario(
    run: &PublishedRun,
    base: &Scenario,
    catalog: &Catalog,
    id: &str,
) -> Result<(Scenario, Vec<String>), String> {
    let mut scenario = base.clone();
    let mut warnings = Vec::new();
    id.clone_into(&mut scenario.id);
    run.model.clone_into(&mut scenario.name);
    run.developer.clone_into(&mut scenario.developer);
    scenario.released = run.released;
    scenario.note =
        format!("From {}; what it leaves open is that of {}.", run.provenance.citation(), base.name);
    match &run.accelerator {
        Some(accelerator) => {
            set_accelerator(&mut scenario, catalog, accelerator).map_err(|error| error.to_string())?;
        }
        None => warnings.push(format!(
            "the accelerator of the row, {:?}, is not told precisely: that of {} stays",
            run.accelerator_as_published, base.id
        )),
    }
    let phase = scenario.main_phase().unwrap_or(0);
    let numbers = [
        (InputId::TotalParams, run.total_params.map(Quantity::base)),
        (InputId::Tokens, run.tokens.map(Quantity::base)),
        (InputId::TrainingCompute, run.training_compute.map(Quantity::base)),
        (InputId::ReportedHours, run.hours.map(Quantity::base)),
        (InputId::Accelerators, run.accelerators.map(Quantity::base)),
    ];
    let mut left_open = Vec::new();
    for (id, value) in numbers {
        let key = InputKey { id, phase };
        match value {
            Some(value) => {
                set_number(&mut scenario, key, value).map_err(|error| error.to_string())?;
                (id.spec().set)(&mut scenario, phase, Some(Sourced::new(value, run.provenance.clone())));
            }
            None => left_open.push(id.spec().key),
        }
    }
    // Active parameters may never exceed the total.
    if let Some(params) = run.total_params {
        scenario.model.active_params = Sourced::new(params, run.provenance.clone());
        warnings.push(
            "active parameters are those of the whole model: the table does not tell them apart".to_owned(),
        );
    }
    let hours = if run.hours.is_some() { "hours=reported" } else { "hours=derived" };
    apply_setting(&mut scenario, catalog, hours).map_err(|error| error.to_string())?;
    if !left_open.is_empty() {
        warnings.push(format!("the row does not give {}", left_open.join(", ")));
    }
    Ok((scenario, warnings))
}
