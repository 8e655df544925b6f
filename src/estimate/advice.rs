//! Remarks on an estimate, each with a stable code: what looks wrong, and what to do about it.

use super::advice_inputs::{
    active_params, counted_params, days, energy_method, interruptions, memory, price_date, sparse_peak,
};
use super::{Estimate, Plausibility};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{CheckedScenario, HoursBasis, MfuMethod};
use crate::units::{Dimension, Quantity, format};

/// How much a remark matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Probably a mistake.
    Warning,
    /// Cannot be right.
    Error,
}

impl Level {
    /// The stable lower-case id used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A remark with a stable code.
#[derive(Debug, Clone, PartialEq)]
pub struct Advisory {
    /// Stable code, as in `METHODOLOGY.md`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What is remarkable and what to do.
    pub message: String,
    /// The input that it is about, and the value that would settle it, where there is one.
    pub fix: Option<(InputKey, f64)>,
}

impl Advisory {
    pub(super) fn new(code: &'static str, level: Level, message: String) -> Self {
        Self { code, level, message, fix: None }
    }
}

/// Every remark on one scenario, the gravest first.
#[must_use]
pub fn advisories(checked: &CheckedScenario, estimate: &Estimate<f64>) -> Vec<Advisory> {
    let mut found = Vec::new();
    utilization(checked, estimate, &mut found);
    stated_against_implied(checked, estimate, &mut found);
    recomputation(checked, &mut found);
    precision(checked, &mut found);
    goodput_twice(checked, &mut found);
    active_params(checked, &mut found);
    counted_params(checked, &mut found);
    partial_compute(checked, estimate, &mut found);
    sparse_peak(checked, &mut found);
    memory(checked, &mut found);
    interruptions(checked, estimate, &mut found);
    days(checked, estimate, &mut found);
    price_date(checked, &mut found);
    energy_method(checked, estimate, &mut found);
    found.sort_by_key(|advisory| std::cmp::Reverse(advisory.level));
    found
}

/// "MFU" or, where recomputation is counted, "HFU".
fn symbol(checked: &CheckedScenario) -> &'static str {
    if checked.scenario().convention.includes_recompute() { "HFU" } else { "MFU" }
}

/// Utilization above what hardware can do, or above what anybody has published.
fn utilization(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let Ok(mfu) = estimate.mfu else { return };
    let mfu = mfu.number();
    let symbol = symbol(checked);
    let precision = checked.scenario().hardware.mfu_precision.label();
    let shown = format::short(Dimension::Fraction, mfu);
    match Plausibility::of(mfu) {
        Plausibility::Plausible => (),
        Plausibility::Doubtful => found.push(Advisory::new(
            "mfu-doubtful",
            Level::Warning,
            format!(
                "{symbol}: hours and compute mean {shown} of the dense {precision} peak; published runs stay below 60 %, so check tokens, hours, accelerator and whether the figure counts recomputation"
            ),
        )),
        Plausibility::Impossible => {
            let (total, fix) = hours_per_trillion(checked, mfu);
            found.push(Advisory {
                code: "mfu-impossible",
                level: Level::Error,
                message: format!(
                    "{symbol}: hours and compute mean {shown} of the dense {precision} peak, more than the hardware can do; check hours, tokens and whether parameters are active or total{total}"
                ),
                fix,
            });
        }
    }
}

/// Hours per trillion tokens, stored as the total: an error that published tables have made. Says so where the hours
/// would be plausible as such.
fn hours_per_trillion(checked: &CheckedScenario, mfu: f64) -> (String, Option<(InputKey, f64)>) {
    let scenario = checked.scenario();
    let main = scenario.main_phase().unwrap_or(0);
    let Some(phase) = scenario.phases.get(main) else { return (String::new(), None) };
    let (Some(tokens), Some(hours)) = (&phase.tokens, &phase.reported_hours) else {
        return (String::new(), None);
    };
    let trillions = tokens.value.base() / 1e12;
    if scenario.hours_basis == HoursBasis::Derived || trillions <= 1.0 {
        return (String::new(), None);
    }
    if Plausibility::of(mfu / trillions) != Plausibility::Plausible {
        return (String::new(), None);
    }
    let total = hours.value.base() * trillions;
    let text = format!(
        "; if the {} are per trillion tokens, the total is {}",
        format::short(Dimension::AcceleratorHours, hours.value.base()),
        format::short(Dimension::AcceleratorHours, total)
    );
    (text, Some((InputKey { id: InputId::ReportedHours, phase: main }, total)))
}

/// The stated MFU against what the reported hours imply: a factor of 4/3 is recomputation, one of 2 another peak.
fn stated_against_implied(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    let Ok(gap) = estimate.hours_gap else { return };
    let own = scenario.phases.iter().any(|phase| phase.mfu.is_some() || phase.rollouts.is_some());
    if scenario.efficiency.mfu_method != MfuMethod::Stated || own {
        return;
    }
    // Derived over reported hours are implied over stated utilization.
    let stated = scenario.efficiency.mfu.value.number();
    let implied = stated * (1.0 + gap);
    let ratio = stated / implied;
    let near = |factor: f64| (ratio / factor - 1.0).abs() < 0.03;
    let key = InputKey::of(InputId::Mfu);
    let (stated, shown) =
        (format::short(Dimension::Fraction, stated), format::short(Dimension::Fraction, implied));
    if near(4.0 / 3.0) {
        found.push(Advisory {
            code: "hfu-as-mfu",
            level: Level::Warning,
            message: format!(
                "MFU: {stated} is stated, 4/3 of the {shown} that follows from the reported hours: the stated figure may be an HFU, which counts recomputation, or a steady rate without pauses; enter {shown} or choose a convention with recompute"
            ),
            fix: Some((key, implied)),
        });
    } else if near(2.0) || near(0.5) {
        let precision = scenario.hardware.mfu_precision.label();
        found.push(Advisory {
            code: "mfu-other-peak",
            level: Level::Warning,
            message: format!(
                "MFU: {stated} is stated and {shown} of the dense {precision} peak follows from the reported hours, a factor of two: the stated figure may be measured against another peak (FP8, or with sparsity); enter {shown} or choose its precision for the MFU"
            ),
            fix: Some((key, implied)),
        });
    }
}

/// A convention with recomputation makes every utilization an HFU.
fn recomputation(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let convention = checked.scenario().convention;
    if convention.includes_recompute() {
        found.push(Advisory::new(
            "hfu-shown",
            Level::Note,
            format!(
                "FLOP convention: {} counts recomputed forward passes, so that compute is hardware FLOP and the utilization an HFU, 4/3 of the MFU; choose {} for the MFU",
                convention.id(),
                convention.without_recompute().id()
            ),
        ));
    }
}

/// Utilization against another peak than the 16-bit one does not compare with what is usually published.
fn precision(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let precision = checked.scenario().hardware.mfu_precision;
    let Some((half, half_peak)) = checked.accelerator().peak_half_precision() else { return };
    if precision == half || checked.scenario().hardware.peak_dense.is_some() {
        return;
    }
    let ratio = checked.peak_dense() / half_peak;
    if (ratio - 1.0).abs() < 0.01 {
        return;
    }
    found.push(Advisory::new(
        "mfu-precision",
        Level::Note,
        format!(
            "MFU precision: the MFU is measured against the {} peak, {} the {} peak that published figures are usually measured against; choose {} to compare with them",
            precision.label(),
            format::ratio_words(ratio),
            half.label(),
            half.id()
        ),
    ));
}

/// Goodput on top of an MFU that reported hours imply: those hours hold the lost time already.
fn goodput_twice(checked: &CheckedScenario, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    let efficiency = &scenario.efficiency;
    let implied = efficiency.mfu_method == MfuMethod::Implied && scenario.hours_basis == HoursBasis::Derived;
    let stated = efficiency.goodput_method == crate::scenario::GoodputMethod::Stated;
    if implied && stated && efficiency.goodput.value.number() < 1.0 {
        found.push(Advisory {
            code: "goodput-twice",
            level: Level::Warning,
            message: "Goodput: the MFU is implied by reported hours, which hold lost time already; set goodput to 100 % so that it is not counted twice".to_owned(),
            fix: Some((InputKey::of(InputId::Goodput), 1.0)),
        });
    }
}

/// Phases whose compute nobody published are not in the compute figure.
fn partial_compute(checked: &CheckedScenario, estimate: &Estimate<f64>, found: &mut Vec<Advisory>) {
    let scenario = checked.scenario();
    if estimate.training_compute.is_err() {
        return;
    }
    let counted =
        scenario.phases.iter().zip(&estimate.phases).filter(|(phase, _)| phase.counts_at(scenario.scope));
    let without: Vec<_> = counted
        .filter(|(_, figures)| figures.compute.is_err() && figures.rollout_compute.is_none())
        .map(|(phase, _)| phase.name.as_str())
        .collect();
    if !without.is_empty() {
        let kept =
            if scenario.hours_basis == HoursBasis::Derived { "; their reported hours stand" } else { "" };
        found.push(Advisory::new(
            "compute-partial",
            Level::Note,
            format!(
                "Training tokens: compute leaves out {}, for which no tokens are published{kept}; enter tokens or published compute to count it",
                without.join(", ")
            ),
        ));
    }
}

#[cfg(test)]
mod tests;
