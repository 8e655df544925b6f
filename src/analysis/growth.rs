//! Published runs along time, and the growth that a straight line through their logarithms gives.

use std::sync::Arc;

use crate::catalog::{Catalog, PublishedRun, RunShape, Status};
use crate::estimate::compute::flop_per_token_6n;
use crate::scenario::{Scenario, Scope};
use crate::units::{Flop, Usd};

/// Runs of less compute are reproductions and small members of families, which say nothing about a trend: a tenth of what
/// the EU takes for a sign of a general-purpose model.
const LEAST_FLOP: f64 = 1e22;

/// How unlike two figures of one run may be: published, and counted anew.
const SAME_WITHIN: f64 = 1.5;

/// Exponential growth: `value = at_epoch · per_yearʸᵉᵃʳ`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// Factor per year.
    pub per_year: f64,
    /// Natural logarithm of the value at the middle of the dates.
    log_middle: f64,
    /// The middle of the dates in decimal years.
    middle: f64,
    /// Points that the line goes through.
    pub points: usize,
}

impl Growth {
    /// The value of the line at a date in decimal years.
    #[must_use]
    pub fn at(&self, year: f64) -> f64 {
        libm::exp(self.log_middle + libm::log(self.per_year) * (year - self.middle))
    }
}

/// The least-squares line through the logarithms of values over dates in decimal years. None from fewer than three
/// usable points, or where all have one date.
#[must_use]
pub fn growth(points: &[(f64, f64)]) -> Option<Growth> {
    let usable: Vec<(f64, f64)> = points
        .iter()
        .filter(|(year, value)| year.is_finite() && value.is_finite() && *value > 0.0)
        .map(|(year, value)| (*year, libm::log(*value)))
        .collect();
    let count = usable.len() as f64;
    let middle = usable.iter().map(|(year, _)| year).sum::<f64>() / count;
    let log_middle = usable.iter().map(|(_, log)| log).sum::<f64>() / count;
    let spread: f64 = usable.iter().map(|(year, _)| (year - middle) * (year - middle)).sum();
    let joint: f64 = usable.iter().map(|(year, log)| (year - middle) * (log - log_middle)).sum();
    (usable.len() >= 3 && spread > 1e-9).then(|| Growth {
        per_year: libm::exp(joint / spread),
        log_middle,
        middle,
        points: usable.len(),
    })
}

/// A published run at its date.
#[derive(Debug, Clone, PartialEq)]
pub struct TimedRun<Q> {
    /// The run.
    pub run: Arc<PublishedRun>,
    /// Date in decimal years.
    pub year: f64,
    /// The figure.
    pub value: Q,
    /// How well it is known.
    pub status: Status,
    /// How many of these that came before or with it were larger.
    pub larger: usize,
}

impl<Q> TimedRun<Q> {
    /// Whether it was the largest of these when it was released.
    #[must_use]
    pub fn is_record(&self) -> bool {
        self.larger == 0
    }

    /// Whether it was among the largest [`FRONTIER`] of these when it was released.
    #[must_use]
    pub fn is_frontier(&self) -> bool {
        self.larger < FRONTIER
    }
}

/// How many of the largest runs make the frontier.
pub const FRONTIER: usize = 5;

/// Published runs by date.
pub type TimedRuns<Q> = Vec<TimedRun<Q>>;

/// A run with its cost.
pub type PricedRun = TimedRun<Usd>;

/// Published runs with their training compute, oldest first; counted from parameters and tokens where none was
/// published. A run that one of the scenarios is about is left out, because the scenario stands for it.
#[must_use]
pub fn runs_over_time(catalog: &Catalog, scenarios: &[(&Scenario, Option<Flop>)]) -> TimedRuns<Flop> {
    let found = catalog.runs.iter().filter(|run| is_training(run)).filter_map(|run| {
        let (value, status) = compute(run)?;
        let same = |(scenario, own): &(&Scenario, Option<Flop>)| {
            is_of(run, scenario) && own.is_some_and(|own| alike(own.as_flop(), value.as_flop()))
        };
        let large = value.as_flop() >= LEAST_FLOP;
        (large && !scenarios.iter().any(same)).then_some((run, value, status))
    });
    timed(found, Flop::as_flop)
}

/// Whose accounting a published cost follows, as the rungs of the ladder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PricedScope {
    /// Rent at cloud prices.
    Cloud,
    /// Amortized hardware and energy.
    Amortized,
    /// Purchase of the hardware.
    Acquisition,
}

impl PricedScope {
    /// The accounting that a rung can be compared with; none for the fleet and the lifetime.
    #[must_use]
    pub const fn of(scope: Scope) -> Option<Self> {
        match scope {
            Scope::PreTraining | Scope::FinalRun | Scope::Reasoning | Scope::Experiments | Scope::Staff => {
                Some(Self::Cloud)
            }
            Scope::Ownership => Some(Self::Amortized),
            Scope::ClusterPurchase => Some(Self::Acquisition),
            Scope::Fleet | Scope::Lifetime => None,
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cloud => "cloud rental of the final run",
            Self::Amortized => "amortized hardware and energy",
            Self::Acquisition => "purchase of the hardware",
        }
    }
}

/// Published runs with Epoch AI's cost by one accounting, oldest first, without those that a scenario stands for.
#[must_use]
pub fn costs_over_time(catalog: &Catalog, scenarios: &[&Scenario], scope: PricedScope) -> TimedRuns<Usd> {
    let found = catalog.runs.iter().filter(|run| is_training(run)).filter_map(|run| {
        let value = match scope {
            PricedScope::Cloud => run.epoch_cloud,
            PricedScope::Amortized => run.epoch_amortized,
            PricedScope::Acquisition => run.epoch_acquisition,
        }?;
        let mine = scenarios.iter().any(|scenario| is_of(run, scenario));
        (!mine).then(|| (run, value, run.provenance.status.combine(Status::Estimated)))
    });
    timed(found, Usd::as_usd)
}

fn timed<'a, Q: Copy>(
    found: impl Iterator<Item = (&'a Arc<PublishedRun>, Q, Status)>,
    number: impl Fn(Q) -> f64,
) -> TimedRuns<Q> {
    let mut runs: TimedRuns<Q> = found
        .filter_map(|(run, value, status)| {
            let year = run.released?.as_years();
            Some(TimedRun { run: Arc::clone(run), year, value, status, larger: 0 })
        })
        .collect();
    runs.sort_by(|a, b| a.year.total_cmp(&b.year).then_with(|| a.run.id.cmp(&b.run.id)));
    // One run that is listed twice, by part or by source, is one point.
    runs.dedup_by(|later, first| {
        later.run.released == first.run.released
            && later.run.developer == first.run.developer
            && alike(number(later.value), number(first.value))
    });
    let mut before: Vec<f64> = Vec::with_capacity(runs.len());
    for run in &mut runs {
        let value = number(run.value);
        run.larger = before.iter().filter(|other| **other >= value).count();
        before.push(value);
    }
    runs
}

/// Compute as published, or six per active parameter and token.
fn compute(run: &PublishedRun) -> Option<(Flop, Status)> {
    if let Some(published) = run.training_compute {
        return Some((published, run.provenance.status));
    }
    if run.shape == RunShape::EncoderDecoder {
        return None;
    }
    let counted = flop_per_token_6n(run.active_params?) * run.tokens?;
    Some((counted, run.provenance.status.combine(Status::Derived)))
}

/// A training run of a model, and not a measurement of speed or a stage after training.
fn is_training(run: &PublishedRun) -> bool {
    let not = ["benchmark", "post-training", "distillation"];
    run.tier != "exclude" && !not.iter().any(|word| run.run_type.contains(word))
}

/// Whether a scenario is about this run: one developer, one day.
fn is_of(run: &PublishedRun, scenario: &Scenario) -> bool {
    run.released.is_some()
        && run.released == scenario.released
        && run.developer.eq_ignore_ascii_case(&scenario.developer)
}

fn alike(a: f64, b: f64) -> bool {
    (1.0 / SAME_WITHIN..=SAME_WITHIN).contains(&(a / b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::deepseek_v3;
    use crate::catalog::Date;
    use crate::files::presets::shipped_catalog;

    #[test]
    fn exact_growth_is_found_again() {
        let points: Vec<(f64, f64)> = [2019.0, 2020.5, 2022.0, 2024.25]
            .map(|year| (year, 3e23 * libm::pow(4.1, year - 2020.0)))
            .to_vec();
        let found = growth(&points).unwrap();
        assert!((found.per_year - 4.1).abs() < 1e-9, "{found:?}");
        assert!((found.at(2023.0) / (3e23 * libm::pow(4.1, 3.0)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn too_little_to_go_by_is_no_line() {
        assert!(growth(&[]).is_none());
        assert!(growth(&[(2020.0, 1.0), (2021.0, 2.0)]).is_none());
        assert!(growth(&[(2020.0, 1.0), (2020.0, 2.0), (2020.0, 3.0)]).is_none());
        assert!(growth(&[(2020.0, 0.0), (2021.0, -1.0), (2022.0, f64::NAN), (2023.0, 1.0)]).is_none());
    }

    #[test]
    fn runs_come_by_date_and_a_scenario_stands_for_its_own() {
        let catalog = shipped_catalog().unwrap();
        let all = runs_over_time(catalog, &[]);
        assert!(all.windows(2).all(|pair| pair[0].year <= pair[1].year));
        assert!(all.iter().all(|run| !run.run.run_type.contains("benchmark")));
        let records: Vec<f64> =
            all.iter().filter(|run| run.is_record()).map(|run| run.value.as_flop()).collect();
        assert!(records.len() > 3 && records.is_sorted(), "{records:?}");
        let mut deepseek = deepseek_v3();
        deepseek.released = Date::parse("2024-12-26");
        deepseek.developer = "DeepSeek".into();
        let own = (deepseek.released.unwrap(), deepseek.developer.clone());
        let is_own = |run: &&TimedRun<Flop>| run.run.released == Some(own.0) && run.run.developer == own.1;
        assert_eq!(all.iter().filter(is_own).count(), 1, "two entries of one training are one point");
        let others = runs_over_time(catalog, &[(&deepseek, Some(Flop::from_flop(3.2856e24)))]);
        assert_eq!(others.iter().filter(is_own).count(), 0);
    }

    #[test]
    fn costs_follow_the_accounting_of_the_rung() {
        let catalog = shipped_catalog().unwrap();
        let of = |scope| {
            let runs = costs_over_time(catalog, &[], scope);
            runs.iter().find(|run| run.run.id == "gpt-4-epoch").map(|run| run.value.as_usd())
        };
        let (cloud, bought) = (of(PricedScope::Cloud).unwrap(), of(PricedScope::Acquisition).unwrap());
        assert!((cloud / 78.56e6 - 1.0).abs() < 1e-3 && bought > 5.0 * cloud, "{cloud} {bought}");
        assert_eq!(PricedScope::of(Scope::Fleet), None);
    }
}
