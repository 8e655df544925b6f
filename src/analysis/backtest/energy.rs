//! Energy and emissions of published runs, predicted in the scope in which they were published.

use std::sync::Arc;

use super::{BacktestRow, Ground, Target, is_sparse, scorable};
use crate::analysis::evaluation::evaluate;
use crate::analysis::reference_class::{AcceleratorClass, ReferenceClass, ReferenceRuns};
use crate::catalog::{Accelerator, Catalog, EnergyBasis, PublishedRun, Sourced, Status};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{EnergyMethod, ModelKind, Phase, PhaseKind, defaults};
use crate::units::{AcceleratorHours, Dimension, Energy, KgCo2e, Quantity, format};

/// Spread of power estimates in natural logarithms: node-level methods meet measurements within about 12 %
/// (Newkirk et al. 2025, arXiv 2506.14551).
const POWER_SPREAD: f64 = 0.12;
/// Standard deviations to either end of the central 90 %.
const NINETY: f64 = 1.644_853_626_951_472_2;
/// The grid of runs whose site and intensity are not published.
const ASSUMED_SITE: &str = "us";

/// How a published energy was put together, and so how it is predicted.
struct Meter {
    method: EnergyMethod,
    words: &'static str,
}

/// What the scope of a published figure says about the meter.
fn meter(run: &PublishedRun, accelerator: &Accelerator, scope: &str, with_pue: bool) -> Meter {
    let gpu_only = scope.contains("GPU only");
    let circular = run.energy_basis == Some(EnergyBasis::Circular);
    if accelerator.is_tpu() {
        return Meter { method: EnergyMethod::SystemPower, words: "measured power of the generation (E4)" };
    }
    match (gpu_only || circular, with_pue) {
        (true, false) => Meter { method: EnergyMethod::Tdp, words: "accelerators alone at TDP (E0)" },
        (true, true) => Meter { method: EnergyMethod::TdpPue, words: "accelerators alone at TDP (E1)" },
        (false, _) => Meter { method: EnergyMethod::NodePower, words: "server rating (E3)" },
    }
}

/// A predicted energy with its spread.
struct Predicted {
    energy: f64,
    carbon: f64,
    spread: f64,
    basis: String,
    class: AcceleratorClass,
    /// The power itself goes back to this run's own measurement.
    own_power: bool,
}

fn predict(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &PublishedRun,
    with_pue: bool,
    intensity: f64,
) -> Result<Predicted, &'static str> {
    scorable(run)?;
    let id = run.accelerator.as_deref().ok_or("its accelerator is not known")?;
    let accelerator = catalog.accelerator(id).map_err(|_| "its accelerator is not in the catalogue")?;
    let (hours, hours_spread, hours_words) = hours_of(catalog, references, run)?;
    let meter = meter(run, accelerator, &run.energy_scope, with_pue);
    let mut scenario = defaults::scenario(
        if is_sparse(run) { ModelKind::MixtureOfExperts } else { ModelKind::Dense },
        &run.developer,
        Some(accelerator),
    );
    let mut phase = Phase::new("run", PhaseKind::PreTraining);
    phase.reported_hours = Some(Sourced::new(hours, Arc::clone(&run.provenance)));
    scenario.phases.push(phase);
    scenario.facility.energy_method = meter.method;
    InputKey::of(InputId::CarbonIntensity).edit(&mut scenario, intensity);
    let pue = match run.pue {
        Some(pue) => {
            InputKey::of(InputId::Pue).edit(&mut scenario, pue.base());
            format!("PUE {} as published", format::short(Dimension::Scalar, pue.base()))
        }
        None => {
            format!("PUE {} by default", format::short(Dimension::Scalar, scenario.facility.pue.value.base()))
        }
    };
    let mut words = meter.words.to_owned();
    let mut own_power = false;
    if meter.method == EnergyMethod::SystemPower {
        let (watts, others) = generation_power(catalog, run, accelerator)?;
        InputKey::of(InputId::SystemPower).edit(&mut scenario, watts);
        own_power = others == 0 && run.energy_basis == Some(EnergyBasis::Measured);
        words = match others {
            0 if own_power => "1.1 × TDP, a factor that rests on this very run (E4)".to_owned(),
            0 => "1.1 × TDP, no run of the generation was measured (E4)".to_owned(),
            count => format!("mean of {count} other measured runs of the generation (E4)"),
        };
    }
    let evaluation =
        evaluate(catalog, &Arc::new(scenario)).map_err(|_| "no scenario can be made of what is published")?;
    let estimate = &evaluation.estimate;
    let energy = estimate.energy.map_err(|_| "its accelerator has no known power")?.as_kwh();
    let carbon = estimate.carbon.map_err(|_| "its accelerator has no known power")?.as_kg();
    let pue = if with_pue || meter.method != EnergyMethod::Tdp { format!(", {pue}") } else { String::new() };
    Ok(Predicted {
        energy,
        carbon,
        spread: libm::sqrt(POWER_SPREAD * POWER_SPREAD + hours_spread * hours_spread),
        basis: format!("{hours_words} × {words}{pue}"),
        class: AcceleratorClass::of(accelerator),
        own_power,
    })
}

/// Reported hours, else those of the reference class.
fn hours_of(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &PublishedRun,
) -> Result<(AcceleratorHours, f64, &'static str), &'static str> {
    if let Some(hours) = run.hours {
        return Ok((hours, 0.0, "reported hours"));
    }
    let (class, compute) = ReferenceClass::of_run(references, catalog, run)?;
    let [_, median, _] = class.hours(compute);
    Ok((median, class.spread(), "hours of the reference class"))
}

/// Mean measured power per accelerator over the other runs of the generation, and how many they are.
fn generation_power(
    catalog: &Catalog,
    run: &PublishedRun,
    accelerator: &Accelerator,
) -> Result<(f64, usize), &'static str> {
    let others: Vec<f64> = catalog
        .runs
        .iter()
        .filter(|other| other.id != run.id && other.accelerator == run.accelerator)
        .filter(|other| other.energy_basis == Some(EnergyBasis::Measured))
        .filter_map(|other| {
            Some(other.energy?.as_kwh() * 1000.0 / other.hours?.as_hours() / other.pue?.base())
        })
        .collect();
    if others.is_empty() {
        // What the estimate takes for generations without a measurement.
        let tdp = accelerator.tdp.ok_or("its accelerator has no known power")?;
        return Ok((1.1 * tdp.as_watts(), 0));
    }
    Ok((others.iter().sum::<f64>() / others.len() as f64, others.len()))
}

fn ground_of(run: &PublishedRun) -> Ground {
    match run.energy_basis {
        Some(EnergyBasis::Circular) => Ground::Circular,
        Some(EnergyBasis::Estimated) => Ground::Estimated,
        Some(EnergyBasis::Measured) => Ground::Independent,
        None if run.provenance.status > Status::Derived => Ground::Estimated,
        None => Ground::Independent,
    }
}

fn row(run: &Arc<PublishedRun>, target: Target, predicted: Predicted, reported: f64) -> BacktestRow {
    let value = if target == Target::Carbon { predicted.carbon } else { predicted.energy };
    let width = libm::exp(NINETY * predicted.spread);
    BacktestRow {
        run: Arc::clone(run),
        target,
        class: predicted.class,
        sparse: is_sparse(run),
        ground: if predicted.own_power { Ground::Circular } else { ground_of(run) },
        predicted: value,
        interval: (value / width, value * width),
        reported,
        basis: predicted.basis,
    }
}

pub(super) fn energy_row(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &Arc<PublishedRun>,
    reported: Energy,
) -> Result<BacktestRow, &'static str> {
    let with_pue = run.energy_scope.contains("PUE") && !run.energy_scope.contains("before PUE");
    let predicted = predict(catalog, references, run, with_pue, 0.0)?;
    Ok(row(run, Target::Energy, predicted, reported.as_kwh()))
}

pub(super) fn carbon_row(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &Arc<PublishedRun>,
    reported: KgCo2e,
) -> Result<BacktestRow, &'static str> {
    let scope = &run.carbon_scope;
    if ["both models", "all Gemma"].iter().any(|several| scope.contains(several)) {
        return Err("its emissions cover other models too");
    }
    if scope.contains("life cycle") {
        return Err("its emissions cover use and the making of hardware too");
    }
    if scope.contains("post-training") {
        return Err("its emissions are of post-training, its hours are not");
    }
    let (intensity, words) = match published_intensity(scope) {
        Some(intensity) => (intensity, "the published intensity"),
        None if scope.starts_with("net") => {
            return Err("net of clean energy, and the intensity is not published");
        }
        None => {
            let site = catalog.site(ASSUMED_SITE).map_err(|_| "no grid to assume is in the catalogue")?;
            (
                site.carbon_intensity.as_kg_per_kwh(),
                "the mean of the United States, since no site is published",
            )
        }
    };
    let with_pue = !scope.contains("dynamic part only");
    let mut predicted = predict(catalog, references, run, with_pue, intensity)?;
    let shown = format::short(Dimension::CarbonIntensity, intensity);
    predicted.basis = format!("{} × {shown}, {words}", predicted.basis);
    Ok(row(run, Target::Carbon, predicted, reported.as_kg()))
}

/// The intensity in kg per kWh that the words of a publication name: `0.385 kg/kWh`, `0.33 t/MWh`, `57 g/kWh`.
fn published_intensity(scope: &str) -> Option<f64> {
    let words: Vec<&str> = scope.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let [number, unit] = pair else { return None };
        let value: f64 = number.parse().ok()?;
        match unit.trim_end_matches(|end: char| !end.is_alphanumeric()) {
            "kg/kWh" | "t/MWh" => Some(value),
            "g/kWh" => Some(value / 1000.0),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intensities_are_read_from_the_words_of_the_publication() {
        for (scope, expected) in [
            ("gross, location-based, operational, 0.429 kg/kWh", Some(0.429)),
            ("net, 0.33 t/MWh Georgia Oct-2020", Some(0.33)),
            ("dynamic part only at 57 g/kWh; about 30 t with PUE 1.2", Some(0.057)),
            ("factor is 1.1 × 0.385 kg/kWh on TDP energy", Some(0.385)),
            ("location-based; market-based 0", None),
        ] {
            assert_eq!(published_intensity(scope), expected, "{scope}");
        }
    }
}
