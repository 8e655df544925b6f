//! Remarks on single inputs: what does not fit the model, the hardware, the price or the dates.

use super::advice::{Advisory, Level};
use super::energy::{facility_power, node_power_each};
use super::memory::{MemoryFit, StateRecipe};
use super::parameters::{Embeddings, parameter_count};
use super::throughput::LEAST_GOODPUT;
use super::{Draw, Estimate};
use crate::catalog::{Date, Status};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, EnergyMethod, GoodputMethod, ModelKind};
use crate::units::{Accelerators, Dimension, Quantity, format};

/// Days between a price and the run's release from which the price is called stale.
const STALE_AFTER_DAYS: f64 = 180.0;

/// Parameters as people write them: `37 B`, and short where there are many digits.
fn written(params: f64) -> String {
    let field = format::field(Dimension::Params, params);
    if field.len() > 6 { format::short(Dimension::Params, params) } else { field.replace('B', " B") }
}

/// Total parameters entered as active: the most common mistake with sparse models.
pub(super) fn active_params(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    let model = &scenario.model;
    if model.kind != ModelKind::MixtureOfExperts {
        return;
    }
    let (active, total) = (model.active_params.value.base(), model.total_params.value.base());
    if active < total * 0.98 {
        return;
    }
    let key = InputKey::of(InputId::ActiveParams);
    let replaced = model.active_params.replaced.as_ref().map(|(value, _)| value.base());
    let counted = || {
        let count = parameter_count(model.architecture.as_ref()?);
        Some(count.active(Embeddings::OutputOnly).as_count())
    };
    let known = replaced.or_else(counted).filter(|known| *known < total * 0.98);
    let message = match known {
        Some(known) => format!(
            "{} are active per token: use active? Compute counts active parameters; the total of {} overstates it {} times",
            written(known),
            written(total),
            format::significant(Dimension::Scalar, active / known, 3)
        ),
        None => "Active parameters: a mixture of experts uses only part of its parameters per token; enter the active ones"
            .to_owned(),
    };
    found.push(Advisory {
        code: "total-as-active",
        level: Level::Warning,
        message,
        fix: known.map(|known| (key, known)),
    });
}

/// Stated parameters that the architecture does not have: another model's architecture, a lost expert count, a width
/// that was not read.
pub(super) fn counted_params(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    let Some(architecture) = &scenario.model.architecture else { return };
    let count = parameter_count(architecture);
    let (total, counted) = (scenario.model.total_params.value.base(), count.total().as_count());
    let (active, least, most) = (
        scenario.model.active_params.value.base(),
        count.active(Embeddings::Neither).as_count(),
        count.active(Embeddings::Both).as_count(),
    );
    let counts_it = scenario.convention.needs_architecture();
    let level = if counts_it { Level::Warning } else { Level::Note };
    let use_of = if counts_it {
        "the convention in force counts the architecture"
    } else {
        "6nd counts the stated figure"
    };
    // Published totals are rounded, and some hold prediction layers.
    let with_predictions = count.total_with_prediction_copies().as_count();
    if total < counted * 0.95 || total > with_predictions * 1.05 {
        found.push(Advisory {
            code: "params-mismatch",
            level,
            message: format!(
                "Total parameters: {} are stated, the architecture has {}; {use_of}, so correct whichever is wrong",
                written(total),
                written(counted)
            ),
            fix: Some((InputKey::of(InputId::TotalParams), counted)),
        });
    } else if active < least * 0.9 || active > most * 1.1 {
        found.push(Advisory {
            code: "params-mismatch",
            level,
            message: format!(
                "Active parameters: {} are stated, a token passes {} to {} of the architecture, without and with embeddings; {use_of}, so correct whichever is wrong",
                written(active),
                written(least),
                written(most)
            ),
            fix: Some((InputKey::of(InputId::ActiveParams), most)),
        });
    }
}

/// A peak of the scenario that is twice the data sheet's: the sparse figure, or another precision's.
pub(super) fn sparse_peak(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let hardware = &checked.scenario().hardware;
    let Some(entered) = hardware.peak_dense.as_ref().map(|peak| peak.value) else { return };
    let Some(dense) = checked.accelerator().peak_dense(hardware.mfu_precision) else { return };
    if (entered / dense / 2.0 - 1.0).abs() < 0.03 {
        let precision = hardware.mfu_precision.label();
        found.push(Advisory {
            code: "sparse-peak",
            level: Level::Warning,
            message: format!(
                "Dense peak: {} TFLOP/s is twice the dense {precision} peak of {}: a data sheet's figure with sparsity, or that of a narrower precision; enter {} TFLOP/s or choose that precision for the MFU",
                format::full(entered.as_tflop_per_sec()),
                checked.accelerator().name,
                format::full(dense.as_tflop_per_sec())
            ),
            fix: Some((InputKey::of(InputId::PeakDense), dense.base())),
        });
    }
}

/// A cluster whose memory cannot hold what training has to hold.
pub(super) fn memory(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let Some(fit) = MemoryFit::of(checked, StateRecipe::MixedAdam).filter(|fit| !fit.holds_states()) else {
        return;
    };
    let count = |accelerators: Accelerators| format::short(Dimension::Accelerators, accelerators.base());
    let bytes = |bytes: f64| format::short(Dimension::Bytes, bytes);
    found.push(Advisory {
        code: "memory-short",
        level: Level::Warning,
        message: format!(
            "Accelerators: weights, gradients and Adam's state take {} at {} bytes for each of {} total parameters, {} accelerators hold {}; at least {} are needed, or a leaner optimizer",
            bytes(fit.states.base()),
            fit.recipe.bytes_per_parameter(),
            written(checked.scenario().model.total_params.value.base()),
            count(fit.accelerators),
            bytes(fit.memory_each.base() * fit.accelerators.base()),
            count(fit.fewest)
        ),
        fix: Some((InputKey::of(InputId::Accelerators), fit.fewest.base())),
    });
}

/// Failures beyond what the first-order formula describes, or beyond any progress.
pub(super) fn interruptions(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let efficiency = &checked.scenario().efficiency;
    let (GoodputMethod::Failures, Ok(goodput)) = (efficiency.goodput_method, estimate.goodput) else {
        return;
    };
    let goodput = goodput.number();
    if goodput <= LEAST_GOODPUT {
        found.push(Advisory::new(
            "no-progress",
            Level::Error,
            "Hours per interruption: failures come faster than checkpoints and restarts allow, so that the run does not advance; shorten restarts and checkpoints or use fewer accelerators".to_owned(),
        ));
    } else if goodput <= 0.7 {
        found.push(Advisory::new(
            "failures-many",
            Level::Note,
            format!(
                "Goodput: failures take {} of the time, beyond the first-order formula; Daly's exponential form counts, without the asynchronous checkpoints and spare servers that such clusters have",
                format::short(Dimension::Fraction, 1.0 - goodput)
            ),
        ));
    }
}

/// Published days that do not fit hours and accelerators.
pub(super) fn days(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    for (phase, figures) in scenario.phases.iter().zip(&estimate.phases) {
        let (Some(reported), Ok(computed)) = (&phase.reported_days, figures.wall_clock) else { continue };
        let (reported, computed) = (reported.value.as_days(), computed.as_days());
        // Days are rounded: a day is no contradiction.
        if (computed - reported).abs() <= (0.05 * reported).max(1.0) {
            continue;
        }
        let accelerators =
            phase.accelerators.as_ref().unwrap_or(&scenario.hardware.accelerators).value.base();
        found.push(Advisory::new(
            "days-mismatch",
            Level::Warning,
            format!(
                "Reported days: {} of {} on {} accelerators are {}, but the hours are {}; check accelerators, hours, or pauses that the days hold",
                format::short(Dimension::Days, reported),
                phase.name,
                format::short(Dimension::Accelerators, accelerators),
                format::short(Dimension::AcceleratorHours, reported * 24.0 * accelerators),
                format::short(Dimension::AcceleratorHours, computed * 24.0 * accelerators)
            ),
        ));
    }
}

/// A rental price of another time than the run. A date in the year of the price is that of a quote; where only the year
/// is known, or the date is that of a later document, the year counts.
pub(super) fn price_date(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    let provenance = &scenario.pricing.rental_price.provenance;
    let Some(released) = scenario.released.filter(|_| provenance.status != Status::Yours) else { return };
    let quoted =
        provenance.date.filter(|date| scenario.pricing.price_year.is_none_or(|year| date.year() == year));
    let year = scenario.pricing.price_year.and_then(|year| Date::parse(&year.to_string()));
    let (Some(priced), tolerance) = (match (quoted, year) {
        (Some(date), _) => (Some(date), STALE_AFTER_DAYS),
        (None, year) => (year, 2.0 * STALE_AFTER_DAYS),
    }) else {
        return;
    };
    let age = priced.days_until(released);
    if age.abs() <= tolerance {
        return;
    }
    let when = if age > 0.0 { "before" } else { "after" };
    found.push(Advisory::new(
        "stale-price",
        Level::Note,
        format!(
            "Rental price: the price is of {priced}, about {} days {when} the release of {released}; choose a quote of the time of training, or read the cost as a re-pricing",
            format::significant(Dimension::Scalar, age.abs(), 2)
        ),
    ));
}

/// Methods that count the chip's TDP alone leave out the rest of the server.
pub(super) fn energy_method(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let method = checked.scenario().facility.energy_method;
    if !matches!(method, EnergyMethod::Tdp | EnergyMethod::TdpPue) || estimate.energy.is_err() {
        return;
    }
    let draw = Draw::point(checked);
    let Ok(chip) = facility_power(&draw) else { return };
    let better =
        if node_power_each(&draw).is_ok() { EnergyMethod::NodePower } else { EnergyMethod::SystemPower };
    let Ok(whole) = facility_power(&Draw { energy_method: better, ..draw }) else { return };
    let ratio = whole / chip;
    if ratio > 1.02 {
        found.push(Advisory::new(
            "energy-tdp-only",
            Level::Note,
            format!(
                "Energy method: {} counts accelerators at their TDP and no host, network or storage; {} gives {} as much and is closer to measured runs",
                method.id(),
                better.id(),
                format::short(Dimension::Ratio, ratio)
            ),
        ));
    }
}
