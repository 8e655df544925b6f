//! Several scenarios side by side: one figure, its ratios to a baseline, and what makes the comparison uneven.

use std::sync::Arc;

use super::evaluation::{Evaluation, FigureValue, evaluate};
use crate::catalog::Catalog;
use crate::estimate::{Figure, FigureId};
use crate::scenario::{Problem, Scenario, Scope};

/// What makes a comparison uneven. Shown beside every ratio and burnt into exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Badge {
    /// The scenarios stand on unlike rungs.
    MixedScope,
    /// Their prices are of unlike years.
    MixedPriceYear,
    /// Their FLOP are counted by unlike conventions.
    MixedConvention,
}

impl Badge {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::MixedScope => "mixed-scope",
            Self::MixedPriceYear => "mixed-price-year",
            Self::MixedConvention => "mixed-convention",
        }
    }

    /// Words on the badge.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::MixedScope => "mixed scope",
            Self::MixedPriceYear => "mixed price year",
            Self::MixedConvention => "mixed FLOP convention",
        }
    }

    /// What it means and what to do.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::MixedScope => {
                "these numbers include unlike things: put all on one rung of the scope ladder"
            }
            Self::MixedPriceYear => "these prices are of unlike years: compare at the same price per hour",
            Self::MixedConvention => "these FLOP are counted by unlike conventions: choose one for all",
        }
    }
}

/// How scenarios are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ComparisonOptions {
    /// Puts every scenario on one rung.
    pub scope: Option<Scope>,
    /// Prices every scenario at the baseline's rental price.
    pub same_price: bool,
    /// Which scenario the others are compared with.
    pub baseline: usize,
}

/// One scenario of a comparison.
#[derive(Debug, Clone)]
pub struct ComparisonRow {
    /// The scenario, checked and estimated.
    pub evaluation: Evaluation,
}

/// Scenarios side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The scenarios in the order given.
    pub rows: Vec<ComparisonRow>,
    /// Index of the baseline.
    pub baseline: usize,
    /// Whether all are priced alike.
    pub same_price: bool,
}

impl Comparison {
    /// Evaluates scenarios for comparison.
    ///
    /// # Errors
    /// For the first scenario that does not pass its check: its index and what is wrong.
    pub fn new(
        catalog: &Catalog,
        scenarios: &[Arc<Scenario>],
        options: ComparisonOptions,
    ) -> Result<Self, (usize, Vec<Problem>)> {
        Self::knowing(catalog, scenarios, options, &[])
    }

    /// As [`Self::new`], with evaluations by the same catalogue that are known already.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn knowing(
        catalog: &Catalog,
        scenarios: &[Arc<Scenario>],
        options: ComparisonOptions,
        known: &[&Evaluation],
    ) -> Result<Self, (usize, Vec<Problem>)> {
        let base = scenarios.get(options.baseline).map(|base| base.pricing.clone());
        let mut rows = Vec::with_capacity(scenarios.len());
        for (index, scenario) in scenarios.iter().enumerate() {
            let mut shown = Arc::clone(scenario);
            if let Some(scope) = options.scope.filter(|scope| *scope != shown.scope) {
                Arc::make_mut(&mut shown).scope = scope;
            }
            if let (true, Some(base)) = (options.same_price && index != options.baseline, &base) {
                let pricing = &mut Arc::make_mut(&mut shown).pricing;
                pricing.rental_price = base.rental_price.clone();
                pricing.price_kind = base.price_kind;
                pricing.price_year = base.price_year;
            }
            let same = |known: &&&Evaluation| {
                let known = known.checked.shared();
                Arc::ptr_eq(known, &shown) || *known == shown
            };
            let evaluation = match known.iter().find(same) {
                Some(known) => (*known).clone(),
                None => evaluate(catalog, &shown).map_err(|problems| (index, problems))?,
            };
            rows.push(ComparisonRow { evaluation });
        }
        Ok(Self { rows, baseline: options.baseline, same_price: options.same_price })
    }

    /// The baseline's evaluation.
    #[must_use]
    pub fn baseline(&self) -> Option<&Evaluation> {
        self.rows.get(self.baseline).map(|row| &row.evaluation)
    }

    /// A figure of one row.
    ///
    /// # Errors
    /// The reason why that scenario has no such figure.
    pub fn figure(&self, row: usize, figure: FigureId) -> Figure<FigureValue> {
        let row = self.rows.get(row).ok_or(crate::estimate::Missing::NoPhase)?;
        row.evaluation.figure(figure)
    }

    /// A row's figure over the baseline's.
    #[must_use]
    pub fn ratio(&self, row: usize, figure: FigureId) -> Option<f64> {
        let base = self.baseline()?.value(figure).ok().filter(|value| *value > 0.0)?;
        let value = self.rows.get(row)?.evaluation.value(figure).ok()?;
        Some(value / base)
    }

    /// Scenarios whose hours are more than their hardware can do, each with what is wrong. Whoever hands a picture or a report
    /// on has to know.
    #[must_use]
    pub fn impossible(&self) -> Vec<String> {
        let found = self.rows.iter().flat_map(|row| {
            let name = &row.evaluation.scenario().name;
            let codes = row.evaluation.advisories.iter().filter(|advisory| advisory.code == "mfu-impossible");
            codes.map(move |advisory| format!("{name}: {}", advisory.message))
        });
        found.collect()
    }

    /// What makes the comparison of a figure uneven.
    #[must_use]
    pub fn badges(&self, figure: FigureId) -> Vec<Badge> {
        let scenarios = || self.rows.iter().map(|row| row.evaluation.scenario());
        let mut badges = Vec::new();
        if unlike(scenarios().map(|scenario| scenario.scope)) {
            badges.push(Badge::MixedScope);
        }
        let priced = matches!(figure, FigureId::Cost | FigureId::RentalCost);
        if priced && unlike(scenarios().filter_map(|scenario| scenario.pricing.price_year)) {
            badges.push(Badge::MixedPriceYear);
        }
        let counted = matches!(figure, FigureId::TrainingCompute | FigureId::FlopPerToken | FigureId::Mfu);
        if counted && unlike(scenarios().map(|scenario| scenario.convention)) {
            badges.push(Badge::MixedConvention);
        }
        badges
    }
}

fn unlike<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    values.next().is_some_and(|first| values.any(|value| value != first))
}
