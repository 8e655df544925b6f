//! "The" MFU of a run, as a table: what the same hours mean by each count of FLOP against each peak of the chip.

use std::sync::Arc;

use super::draw::{Draw, PhaseDraw};
use super::{Figure, Missing, compute, estimate, throughput};
use crate::catalog::{Accelerator, Catalog, Precision};
use crate::scenario::{CheckedScenario, Convention, HoursBasis};
use crate::units::{AcceleratorHours, Flop, FlopPerSec, Fraction};

/// How a utilization stands to what hardware and published runs reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plausibility {
    /// Published runs reach it.
    Plausible,
    /// Above what published runs reach end to end: an input may be off.
    Doubtful,
    /// Above the peak: an input is wrong.
    Impossible,
}

impl Plausibility {
    /// Utilization above which a claim needs a reason: no published run has exceeded it end to end.
    pub const DOUBTFUL_ABOVE: f64 = 0.60;
    /// The peak itself.
    pub const IMPOSSIBLE_ABOVE: f64 = 1.0;

    /// How this utilization stands.
    #[must_use]
    pub fn of(utilization: f64) -> Self {
        if utilization > Self::IMPOSSIBLE_ABOVE {
            Self::Impossible
        } else if utilization > Self::DOUBTFUL_ABOVE {
            Self::Doubtful
        } else {
            Self::Plausible
        }
    }
}

/// One peak: a form factor of the chip in one precision.
#[derive(Debug, Clone, PartialEq)]
pub struct PeakColumn {
    /// Id of the accelerator; empty for a peak that the scenario states itself.
    pub accelerator: String,
    /// Chip and form factor: "H800 PCIe".
    pub device: String,
    /// The precision of the peak.
    pub precision: Precision,
    /// The dense peak.
    pub peak: FlopPerSec,
    /// Whether the scenario's MFU is measured against it.
    pub in_force: bool,
}

/// One rate: the same hours by one count of FLOP.
#[derive(Debug, Clone, PartialEq)]
pub struct RateRow {
    /// What the rate is.
    pub label: String,
    /// The count of FLOP; none for a published rate.
    pub convention: Option<Convention>,
    /// FLOP per second and accelerator.
    pub achieved: FlopPerSec,
    /// Whether the scenario counts by it.
    pub in_force: bool,
}

/// Utilizations by rate and peak.
#[derive(Debug, Clone, PartialEq)]
pub struct MfuMatrix {
    /// The peaks, 16-bit first, lower peaks first.
    pub columns: Vec<PeakColumn>,
    /// The rates.
    pub rows: Vec<RateRow>,
}

impl MfuMatrix {
    /// The matrix of a scenario: every count of FLOP that it has data for, over its reported hours where it has any and
    /// else its hours in force, against every form factor of its chip.
    ///
    /// # Errors
    /// When no phase has both compute and hours.
    pub fn of(checked: &CheckedScenario, catalog: &Catalog) -> Figure<Self> {
        let scenario = checked.scenario();
        let draw = Draw::point(checked);
        let mut rows = Vec::new();
        for convention in Convention::ALL {
            if convention.needs_architecture() && draw.shape.is_none() {
                continue;
            }
            if let Ok(achieved) = achieved_by(&draw, convention) {
                rows.push(RateRow {
                    label: convention.label().to_owned(),
                    convention: Some(convention),
                    achieved,
                    in_force: convention == scenario.convention,
                });
            }
        }
        if rows.is_empty() {
            return Err(Missing::NoCompute);
        }
        Ok(Self { columns: columns(checked, catalog), rows })
    }

    /// Adds a rate that somebody published.
    pub fn add_rate(&mut self, label: impl Into<String>, achieved: FlopPerSec) {
        self.rows.push(RateRow { label: label.into(), convention: None, achieved, in_force: false });
    }

    /// The utilization of a row against a column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<Fraction> {
        let (row, column) = (self.rows.get(row)?, self.columns.get(column)?);
        Some(throughput::mfu(row.achieved, column.peak))
    }

    /// The least plausible cell whose count leaves out recomputation.
    #[must_use]
    pub fn worst(&self) -> Plausibility {
        let rows = self.rows.iter().filter(|row| row.convention.is_none_or(|of| !of.includes_recompute()));
        let cells = rows.flat_map(|row| self.columns.iter().map(|column| row.achieved / column.peak));
        cells.map(Plausibility::of).max().unwrap_or(Plausibility::Plausible)
    }
}

/// FLOP per second over the counted phases that have compute and hours; generation is left out.
fn achieved_by(draw: &Draw<f64>, convention: Convention) -> Figure<FlopPerSec> {
    let reported = draw.phases.iter().any(|phase| phase.reported_hours.is_some() && phase.tokens.is_some());
    let basis = if reported { HoursBasis::Reported } else { draw.hours_basis };
    let estimate = estimate(&Draw { hours_basis: basis, ..draw.clone() });
    let mut totals: Option<(Flop, AcceleratorHours)> = None;
    for (phase, figures) in draw.phases.iter().zip(&estimate.phases) {
        let counts = phase.counted_from <= draw.scope.phase_reach() && phase.rollouts.is_none();
        let hours = hours_of(phase, reported).or(figures.hours.ok());
        if let (true, Ok(flop), Some(hours)) =
            (counts, compute::phase_compute_by(draw, phase, convention), hours)
        {
            totals = Some(totals.map_or((flop, hours), |(f, h)| (f + flop, h + hours)));
        }
    }
    let (flop, hours) = totals.ok_or(Missing::NoCompute)?;
    Ok(throughput::achieved(flop, hours))
}

fn hours_of(phase: &PhaseDraw<f64>, reported: bool) -> Option<AcceleratorHours> {
    phase.reported_hours.filter(|_| reported)
}

/// The 16-bit and the 8-bit peak of every form factor of the chip, and the peak in force if it is another.
fn columns(checked: &CheckedScenario, catalog: &Catalog) -> Vec<PeakColumn> {
    let (own, hardware) = (checked.accelerator(), &checked.scenario().hardware);
    let same_chip = |other: &&Arc<Accelerator>| {
        !own.chip_family.is_empty() && other.chip_family == own.chip_family && other.id != own.id
    };
    let mut devices = vec![own];
    devices.extend(catalog.accelerators.iter().filter(same_chip));
    let mut columns: Vec<PeakColumn> = Vec::new();
    for device in devices {
        let half = device.peak_half_precision().map(|(precision, _)| precision);
        let also = (device.id == own.id).then_some(hardware.mfu_precision);
        for precision in half.into_iter().chain([Precision::Fp8]).chain(also) {
            let Some(peak) = device.peak_dense(precision) else { continue };
            let name = format!("{} {}", device.chip_family, device.form_factor);
            let known = |column: &PeakColumn| {
                column.device == name && column.precision == precision && column.peak == peak
            };
            if !columns.iter().any(known) {
                columns.push(PeakColumn {
                    accelerator: device.id.clone(),
                    device: name,
                    precision,
                    peak,
                    in_force: device.id == own.id
                        && precision == hardware.mfu_precision
                        && hardware.peak_dense.is_none(),
                });
            }
        }
    }
    columns.sort_by(|a, b| {
        a.precision.cmp(&b.precision).then(a.peak.as_flop_per_sec().total_cmp(&b.peak.as_flop_per_sec()))
    });
    if hardware.peak_dense.is_some() {
        columns.push(PeakColumn {
            accelerator: String::new(),
            device: "entered peak".to_owned(),
            precision: hardware.mfu_precision,
            peak: checked.peak_dense(),
            in_force: true,
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::fixture::{assert_near, catalog, checked, of};
    use crate::scenario::Scope;

    fn matrix(change: impl FnOnce(&mut crate::scenario::Scenario)) -> MfuMatrix {
        let checked = checked(|scenario| {
            scenario.scope = Scope::PreTraining;
            change(scenario);
        });
        MfuMatrix::of(&checked, &catalog()).unwrap()
    }

    fn percents(matrix: &MfuMatrix, row: usize) -> Vec<f64> {
        let cells = (0..matrix.columns.len()).map(|column| matrix.cell(row, column).unwrap().number());
        cells.map(|cell| cell * 100.0).collect()
    }

    /// US-03: 342.6 TFLOP/s by 6ND, 385 as published, 386.5 in a recount, against 756, 989.4, 1,513 and 1,978.9.
    #[test]
    fn one_run_has_many_utilizations() {
        let mut matrix = matrix(|_| ());
        let devices: Vec<_> =
            matrix.columns.iter().map(|column| (column.device.as_str(), column.precision.label())).collect();
        let both = |precision| [("H800 PCIe", precision), ("H800 SXM5", precision)];
        assert_eq!(devices, [both("BF16"), both("FP8")].concat());
        matrix.add_rate("published", FlopPerSec::from_tflop_per_sec(385.0));
        matrix.add_rate("recount", FlopPerSec::from_tflop_per_sec(386.5));
        let last = matrix.rows.len();
        let rows = [
            (0, [45.3, 34.6, 22.6, 17.3]),
            (last - 2, [50.9, 38.9, 25.4, 19.5]),
            (last - 1, [51.1, 39.1, 25.5, 19.5]),
        ];
        for (row, expected) in rows {
            for (cell, expected) in percents(&matrix, row).into_iter().zip(expected) {
                assert_near(cell, expected, 5e-3);
            }
        }
        // Causal attention from the architecture: 385.5 TFLOP/s over the reported hours.
        assert_near(matrix.rows[1].achieved.as_tflop_per_sec(), 385.5, 1e-3);
        assert_eq!(matrix.worst(), Plausibility::Plausible);
    }

    #[test]
    fn the_pair_in_force_is_marked() {
        let matrix = matrix(|scenario| scenario.convention = Convention::NonCausal);
        let column = matrix.columns.iter().position(|column| column.in_force).unwrap();
        let row = matrix.rows.iter().position(|row| row.in_force).unwrap();
        assert_eq!((matrix.columns[column].device.as_str(), matrix.rows.len()), ("H800 SXM5", 5));
        assert_near(matrix.cell(row, column).unwrap().number(), 0.4377, 1e-3);
    }

    #[test]
    fn a_peak_of_the_scenario_is_a_column_of_its_own() {
        let matrix = matrix(|scenario| scenario.hardware.peak_dense = Some(of(1979e12)));
        let own = matrix.columns.last().unwrap();
        assert_eq!((own.device.as_str(), own.in_force), ("entered peak", true));
        assert_eq!(matrix.columns.iter().filter(|column| column.in_force).count(), 1);
    }

    #[test]
    fn without_an_architecture_only_6nd_is_counted() {
        let matrix = matrix(|scenario| scenario.model.architecture = None);
        assert_eq!(matrix.rows.len(), 1);
    }

    /// DeepSeek-V2: 172,800 hours per trillion tokens, stored as the total, mean 166 % of the peak.
    #[test]
    fn hours_per_trillion_tokens_taken_as_the_total_are_impossible() {
        let wrong = |hours: f64| {
            matrix(move |scenario| {
                scenario.model.active_params = of(21e9);
                scenario.model.total_params = of(236e9);
                scenario.model.architecture = None;
                scenario.phases.truncate(1);
                scenario.phases[0].tokens = Some(of(8.1e12));
                scenario.phases[0].reported_hours = Some(of(hours));
            })
        };
        let wrong_hours = wrong(172_800.0);
        let column = wrong_hours.columns.iter().position(|column| column.in_force).unwrap();
        assert_near(wrong_hours.cell(0, column).unwrap().number(), 1.66, 5e-3);
        assert_eq!(wrong_hours.worst(), Plausibility::Impossible);
        assert_eq!(wrong(1.40e6).worst(), Plausibility::Plausible);
    }

    #[test]
    fn plausibility_has_two_limits() {
        let limits = [0.34, 0.60, 0.61, 1.0, 1.01].map(Plausibility::of);
        use Plausibility::{Doubtful, Impossible, Plausible};
        assert_eq!(limits, [Plausible, Plausible, Doubtful, Doubtful, Impossible]);
    }
}
