//! How far published runs are met: each published figure predicted by the estimate's formulas without that figure.
//!
//! Hours come from the reference class, which leaves the run itself out. Energy comes from reported hours, carbon from
//! that energy, cost from reported hours and dated quotes. Rows that can only be right, because the publication used
//! the same product, are marked circular and counted apart.

mod cost;
mod energy;
mod table;

use std::sync::Arc;

use super::reference_class::{AcceleratorClass, ReferenceClass, ReferenceRuns, reference_runs};
use crate::catalog::{Catalog, PublishedRun, RunShape, Status};
use crate::units::{AcceleratorHours, Dimension};

/// What is predicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Accelerator-hours.
    Hours,
    /// Energy, in the scope in which it was published.
    Energy,
    /// Operational emissions.
    Carbon,
    /// Cost of the run.
    Cost,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 4] = [Self::Hours, Self::Energy, Self::Carbon, Self::Cost];

    /// Words for tables.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Energy => "energy",
            Self::Carbon => "CO2e",
            Self::Cost => "cost",
        }
    }

    /// What it measures.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Hours => Dimension::AcceleratorHours,
            Self::Energy => Dimension::Energy,
            Self::Carbon => Dimension::Carbon,
            Self::Cost => Dimension::Usd,
        }
    }
}

/// What a match proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The published figure was measured or counted: a match says something about the prediction.
    Independent,
    /// The published figure is the same product of the same inputs: a match only checks the arithmetic.
    Circular,
    /// The published figure is an outside estimate or a leak: a match says that two estimates agree.
    Estimated,
}

impl Ground {
    /// Every ground, the strongest first.
    pub const ALL: [Self; 3] = [Self::Independent, Self::Circular, Self::Estimated];

    /// Words for tables.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Independent => "independent",
            Self::Circular => "circular",
            Self::Estimated => "outside estimate",
        }
    }
}

/// One published figure against its prediction. Values are in the base unit of the target.
#[derive(Debug, Clone)]
pub struct BacktestRow {
    /// The run.
    pub run: Arc<PublishedRun>,
    /// What is predicted.
    pub target: Target,
    /// Generation of the accelerator.
    pub class: AcceleratorClass,
    /// Mixture of experts.
    pub sparse: bool,
    /// What a match proves.
    pub ground: Ground,
    /// Predicted: the median.
    pub predicted: f64,
    /// The central 90 % of the prediction.
    pub interval: (f64, f64),
    /// As published.
    pub reported: f64,
    /// What the prediction stands on.
    pub basis: String,
}

impl BacktestRow {
    /// Predicted over reported, less one.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.predicted / self.reported - 1.0
    }

    /// Whether the interval holds the published figure.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        (self.interval.0..=self.interval.1).contains(&self.reported)
    }
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct BacktestClass {
    /// What is predicted.
    pub target: Target,
    /// Generation of the accelerator; none for all together.
    pub class: Option<AcceleratorClass>,
    /// Mixture of experts; none for both together.
    pub sparse: Option<bool>,
    /// What a match proves.
    pub ground: Ground,
    /// How many rows.
    pub count: usize,
    /// Median of the absolute errors.
    pub median_error: f64,
    /// The greatest absolute error.
    pub worst_error: f64,
    /// Share of rows whose interval holds the published figure.
    pub coverage: f64,
}

/// A published figure that was not predicted.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The run.
    pub run: Arc<PublishedRun>,
    /// What was published.
    pub target: Target,
    /// Why it is not scored.
    pub reason: &'static str,
}

/// Every published figure of the catalogue, predicted or skipped.
#[derive(Debug, Clone)]
pub struct Backtest {
    /// Predicted figures, by target, then in the catalogue's order.
    pub rows: Vec<BacktestRow>,
    /// Rows by target, generation, shape and ground; for each target and ground all together first.
    pub classes: Vec<BacktestClass>,
    /// Figures that were not predicted.
    pub skipped: Vec<Skipped>,
}

impl Backtest {
    /// Predicts every published figure of the catalogue.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let references = reference_runs(catalog);
        let (mut rows, mut skipped) = (Vec::new(), Vec::new());
        for target in Target::ALL {
            for run in &catalog.runs {
                match predicted(catalog, &references, run, target) {
                    Some(Ok(row)) => rows.push(row),
                    Some(Err(reason)) => skipped.push(Skipped { run: Arc::clone(run), target, reason }),
                    None => {}
                }
            }
        }
        let classes = classes(&rows);
        Self { rows, classes, skipped }
    }

    /// One group of all rows that a test picks; none where it picks nothing.
    #[must_use]
    pub fn group(
        &self,
        target: Target,
        ground: Ground,
        picks: impl Fn(&BacktestRow) -> bool,
    ) -> Option<BacktestClass> {
        let rows: Vec<_> = self
            .rows
            .iter()
            .filter(|row| row.target == target && row.ground == ground && picks(row))
            .collect();
        summary(&rows, target, ground, None, None)
    }
}

/// A figure of a run predicted; none where the run did not publish it.
fn predicted(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &Arc<PublishedRun>,
    target: Target,
) -> Option<Result<BacktestRow, &'static str>> {
    Some(match target {
        Target::Hours => run.hours.map(|hours| hours_row(catalog, references, run, hours.as_hours()))?,
        Target::Energy => run.energy.map(|energy| energy::energy_row(catalog, references, run, energy))?,
        Target::Carbon => run.carbon.map(|carbon| energy::carbon_row(catalog, references, run, carbon))?,
        Target::Cost => run.cost.map(|cost| cost::cost_row(catalog, run, cost))?,
    })
}

fn hours_row(
    catalog: &Catalog,
    references: &ReferenceRuns,
    run: &Arc<PublishedRun>,
    reported: f64,
) -> Result<BacktestRow, &'static str> {
    let left_out = references.left_out.iter().find(|(left, _)| left.id == run.id).map(|(_, reason)| *reason);
    let outside = run.provenance.status > Status::Derived && scorable(run).is_ok();
    if let (Some(reason), false) = (left_out, outside) {
        return Err(reason);
    }
    let (class, compute) = ReferenceClass::of_run(references, catalog, run)?;
    let [low, median, high] = class.hours(compute).map(AcceleratorHours::as_hours);
    Ok(BacktestRow {
        run: Arc::clone(run),
        target: Target::Hours,
        class: class.class,
        sparse: class.sparse,
        ground: if outside { Ground::Estimated } else { Ground::Independent },
        predicted: median,
        interval: (low, high),
        reported,
        basis: format!("6ND; {}", class.words()),
    })
}

/// Whether a run's figures may be compared with anything.
fn scorable(run: &PublishedRun) -> Result<(), &'static str> {
    match run.tier.as_str() {
        "A" | "B" | "C" => Ok(()),
        _ => Err("its figures must not be scored"),
    }
}

fn is_sparse(run: &PublishedRun) -> bool {
    run.shape == RunShape::MixtureOfExperts
}

fn classes(rows: &[BacktestRow]) -> Vec<BacktestClass> {
    let mut classes = Vec::new();
    for target in Target::ALL {
        for ground in Ground::ALL {
            let rows: Vec<_> =
                rows.iter().filter(|row| row.target == target && row.ground == ground).collect();
            classes.extend(summary(&rows, target, ground, None, None));
            for class in AcceleratorClass::ALL {
                for sparse in [false, true] {
                    let alike: Vec<_> = rows
                        .iter()
                        .copied()
                        .filter(|row| row.class == class && row.sparse == sparse)
                        .collect();
                    classes.extend(summary(&alike, target, ground, Some(class), Some(sparse)));
                }
            }
        }
    }
    classes
}

fn summary(
    rows: &[&BacktestRow],
    target: Target,
    ground: Ground,
    class: Option<AcceleratorClass>,
    sparse: Option<bool>,
) -> Option<BacktestClass> {
    let mut errors: Vec<f64> = rows.iter().map(|row| row.error().abs()).collect();
    errors.sort_by(f64::total_cmp);
    let worst_error = errors.last().copied()?;
    let covered = rows.iter().filter(|row| row.is_covered()).count();
    Some(BacktestClass {
        target,
        class,
        sparse,
        ground,
        count: rows.len(),
        median_error: median(&errors)?,
        worst_error,
        coverage: covered as f64 / rows.len() as f64,
    })
}

/// Median of sorted values.
fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied()?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(0.5 * (upper + sorted.get(middle.checked_sub(1)?).copied()?))
}

#[cfg(test)]
mod tests;
