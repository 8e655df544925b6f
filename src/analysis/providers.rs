//! Who rents an accelerator out, for how much, since when, and what a run would cost there.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Evaluation;
use super::price::{break_even, cost_at, quoted_families};
use crate::catalog::{Accelerator, Catalog, Date, PriceKind, PriceQuote};
use crate::units::{Usd, UsdPerAcceleratorHour};

/// Age in days above which a price says little about today.
pub const STALE_AFTER_DAYS: f64 = 180.0;

/// One dated row of prices of one provider.
#[derive(Debug, Clone)]
pub struct ProviderRow {
    /// The quote with its source.
    pub quote: Arc<PriceQuote>,
    /// The quote is for exactly this accelerator; else for its chip in a form factor that is not told or another one.
    pub exact: bool,
    /// The quote is for the chip's export variant.
    pub of_variant: bool,
    /// Days from the quote to the day that is asked for.
    pub age_days: f64,
    /// What the run would cost on demand, spot and committed, on its rung.
    pub totals: Vec<(PriceKind, Usd)>,
}

impl ProviderRow {
    /// The committed price: the cheaper of one and three years.
    #[must_use]
    pub fn committed(&self) -> Option<(PriceKind, UsdPerAcceleratorHour)> {
        let kinds = [PriceKind::Reserved1y, PriceKind::Reserved3y];
        let prices = kinds.into_iter().filter_map(|kind| Some((kind, self.quote.price(kind)?)));
        prices.min_by(|a, b| a.1.as_usd_per_hour().total_cmp(&b.1.as_usd_per_hour()))
    }

    /// Whether the price is older than [`STALE_AFTER_DAYS`].
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.age_days > STALE_AFTER_DAYS
    }

    /// What the run would cost at the prices of a kind.
    #[must_use]
    pub fn total(&self, kind: PriceKind) -> Option<Usd> {
        self.totals.iter().find(|(of, _)| *of == kind).map(|(_, cost)| *cost)
    }

    /// What the run would cost here: on demand, else at an assumed rate, spot or committed.
    #[must_use]
    pub fn total_here(&self) -> Option<(PriceKind, Usd)> {
        let order = [PriceKind::OnDemand, PriceKind::Assumed, PriceKind::Spot];
        let committed = self.committed().map(|(kind, _)| kind);
        order.into_iter().chain(committed).find_map(|kind| Some((kind, self.total(kind)?)))
    }
}

/// A column that rows can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Name of the provider.
    Provider,
    /// The accelerator in the words of the quote.
    Accelerator,
    /// Price on demand.
    OnDemand,
    /// Interruptible price.
    Spot,
    /// The cheaper committed price.
    Committed,
    /// Region.
    Region,
    /// Day of the quote; by age it is the other way round.
    Date,
    /// Age of the quote.
    Age,
    /// Title of the source.
    Source,
    /// What the run would cost.
    Total,
}

impl SortKey {
    /// Every key, in the order of the columns.
    pub const ALL: [Self; 10] = [
        Self::Provider,
        Self::Accelerator,
        Self::OnDemand,
        Self::Spot,
        Self::Committed,
        Self::Region,
        Self::Date,
        Self::Age,
        Self::Source,
        Self::Total,
    ];

    /// The stable id, as commands have it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Accelerator => "accelerator",
            Self::OnDemand => "on-demand",
            Self::Spot => "spot",
            Self::Committed => "committed",
            Self::Region => "region",
            Self::Date => "date",
            Self::Age => "age",
            Self::Source => "source",
            Self::Total => "total",
        }
    }

    /// The key with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.id().eq_ignore_ascii_case(id.trim()))
    }
}

/// How rows are sorted. What has no value comes last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// The greatest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { key: SortKey::OnDemand, descending: false }
    }
}

/// Which quotes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProviderOptions {
    /// The day to look from: later quotes are left out, ages count from here. The newest quote's day unless given.
    pub as_of: Option<Date>,
    /// Also the earlier quotes of the same offer.
    pub history: bool,
    /// How rows are sorted.
    pub sort: Sort,
}

/// The providers of an accelerator.
#[derive(Debug, Clone)]
pub struct Providers {
    /// The rows, sorted.
    pub rows: Vec<ProviderRow>,
    /// The day that ages count from; none without quotes.
    pub as_of: Option<Date>,
    /// Earlier quotes of the same offers, which are left out.
    pub earlier: usize,
    /// Rent above which owning costs the run less per useful hour.
    pub owning: Option<UsdPerAcceleratorHour>,
}

/// The providers of an accelerator, with what a run on it would cost there.
#[must_use]
pub fn providers(
    accelerator: &Accelerator,
    evaluation: Option<&Evaluation>,
    catalog: &Catalog,
    options: ProviderOptions,
) -> Providers {
    let newest = catalog.prices.iter().map(|quote| quote.date).max();
    let Some(as_of) = options.as_of.or(newest) else {
        return Providers { rows: Vec::new(), as_of: None, earlier: 0, owning: None };
    };
    let mut rows = Vec::new();
    for (family, of_variant) in quoted_families(&accelerator.chip_family) {
        for quote in catalog.quotes_of_family(family).filter(|quote| quote.date <= as_of) {
            let total = |(kind, price): &(PriceKind, UsdPerAcceleratorHour)| {
                Some((*kind, cost_at(evaluation?, *price).ok()?))
            };
            rows.push(ProviderRow {
                exact: quote.accelerator.as_deref() == Some(accelerator.id.as_str()),
                of_variant,
                age_days: quote.date.days_until(as_of).max(0.0),
                totals: quote.prices.iter().filter_map(total).collect(),
                quote: Arc::clone(quote),
            });
        }
    }
    let all = rows.len();
    if !options.history {
        rows = latest(rows);
    }
    let owning = evaluation.and_then(|evaluation| break_even(evaluation, None).owning);
    let earlier = all - rows.len();
    sort(&mut rows, options.sort);
    Providers { rows, as_of: Some(as_of), earlier, owning }
}

/// The newest quote of each offer: one provider, accelerator, instance, region and set of price kinds.
fn latest(rows: Vec<ProviderRow>) -> Vec<ProviderRow> {
    let mut newest: BTreeMap<_, ProviderRow> = BTreeMap::new();
    for row in rows {
        let quote = &row.quote;
        let kinds: Vec<PriceKind> = quote.prices.iter().map(|(kind, _)| *kind).collect();
        let words = [&quote.provider, &quote.accelerator_as_quoted, &quote.instance, &quote.region];
        let offer = (words.map(|word| word.to_lowercase()), kinds);
        let place = |row: &ProviderRow| (row.quote.date, row.quote.id.clone());
        match newest.get(&offer) {
            Some(known) if place(known) >= place(&row) => {}
            _ => {
                newest.insert(offer, row);
            }
        }
    }
    newest.into_values().collect()
}

/// Sorts rows by one column; equal ones by the id of their quote.
pub fn sort(rows: &mut [ProviderRow], sort: Sort) {
    rows.sort_by(|a, b| {
        let order = match sort.key {
            SortKey::Provider => words(sort, &a.quote.provider, &b.quote.provider),
            SortKey::Accelerator => {
                words(sort, &a.quote.accelerator_as_quoted, &b.quote.accelerator_as_quoted)
            }
            SortKey::Region => words(sort, &a.quote.region, &b.quote.region),
            SortKey::Source => words(sort, &a.quote.provenance.source, &b.quote.provenance.source),
            SortKey::Date => turned(sort, a.quote.date.cmp(&b.quote.date)),
            key => numbers(sort, number(a, key), number(b, key)),
        };
        order.then_with(|| a.quote.id.cmp(&b.quote.id))
    });
}

fn number(row: &ProviderRow, key: SortKey) -> Option<f64> {
    let price = |kind| row.quote.price(kind).map(UsdPerAcceleratorHour::as_usd_per_hour);
    match key {
        SortKey::OnDemand => price(PriceKind::OnDemand),
        SortKey::Spot => price(PriceKind::Spot),
        SortKey::Committed => row.committed().map(|(_, price)| price.as_usd_per_hour()),
        SortKey::Age => Some(row.age_days),
        SortKey::Total => row.total_here().map(|(_, cost)| cost.as_usd()),
        SortKey::Provider | SortKey::Accelerator | SortKey::Region | SortKey::Date | SortKey::Source => None,
    }
}

fn turned(sort: Sort, order: Ordering) -> Ordering {
    if sort.descending { order.reverse() } else { order }
}

fn words(sort: Sort, a: &str, b: &str) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (false, false) => turned(sort, a.to_lowercase().cmp(&b.to_lowercase())),
        (a, b) => a.cmp(&b),
    }
}

fn numbers(sort: Sort, a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(sort, a.total_cmp(&b)),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate;
    use crate::analysis::fixtures::deepseek_v3;
    use crate::files::presets::shipped_catalog;

    fn table(options: ProviderOptions) -> Providers {
        let catalog = shipped_catalog().unwrap();
        let evaluation = evaluate(catalog, &Arc::new(deepseek_v3())).unwrap();
        let accelerator = evaluation.checked.accelerator().clone();
        providers(&accelerator, Some(&evaluation), catalog, options)
    }

    #[test]
    fn every_column_sorts_both_ways_and_unknown_prices_come_last() {
        for key in SortKey::ALL {
            assert_eq!(SortKey::from_id(key.id()), Some(key));
            for descending in [false, true] {
                let rows = table(ProviderOptions {
                    history: true,
                    sort: Sort { key, descending },
                    ..ProviderOptions::default()
                })
                .rows;
                assert!(rows.len() > 20);
                let values: Vec<Option<f64>> = rows.iter().map(|row| number(row, key)).collect();
                let known = values.iter().take_while(|value| value.is_some()).count();
                assert!(values[known..].iter().all(Option::is_none), "{}", key.id());
                assert!(
                    values[..known]
                        .windows(2)
                        .all(|pair| { if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] } })
                );
            }
        }
    }

    #[test]
    fn an_earlier_day_hides_what_was_not_quoted_yet_and_ages_count_from_it() {
        let as_of = Date::parse("2024-06-30");
        let then = table(ProviderOptions { as_of, history: true, ..ProviderOptions::default() });
        let now = table(ProviderOptions { history: true, ..ProviderOptions::default() });
        assert!(!then.rows.is_empty() && then.rows.len() < now.rows.len());
        assert!(then.rows.iter().all(|row| Some(row.quote.date) <= as_of));
        let lambda = then.rows.iter().find(|row| row.quote.id == "lambda-h100-sxm-2024-01-29").unwrap();
        assert_eq!(lambda.age_days, 153.0);
        assert!(!lambda.is_stale());
        let lambda = now.rows.iter().find(|row| row.quote.id == "lambda-h100-sxm-2024-01-29").unwrap();
        assert!(lambda.is_stale() && lambda.of_variant && !lambda.exact);
    }

    /// 2.788 M hours at $3.49: the total of US-06.
    #[test]
    fn the_total_is_that_of_the_run_at_the_quoted_price() {
        let rows = table(ProviderOptions { history: true, ..ProviderOptions::default() }).rows;
        let row = rows.iter().find(|row| row.quote.id == "lambda-h100-sxm-2024-01-29").unwrap();
        let (kind, total) = row.total_here().unwrap();
        assert_eq!(kind, PriceKind::OnDemand);
        assert!((total.as_usd() / 1e6 - 9.730).abs() < 1e-3);
    }

    #[test]
    fn without_history_each_offer_has_its_newest_quote() {
        let few = table(ProviderOptions::default());
        let all = table(ProviderOptions { history: true, ..ProviderOptions::default() });
        assert_eq!(few.rows.len() + few.earlier, all.rows.len());
        assert!(few.earlier > 0);
        for row in &few.rows {
            let newer = all.rows.iter().find(|other| {
                other.quote.provider == row.quote.provider
                    && other.quote.accelerator_as_quoted == row.quote.accelerator_as_quoted
                    && other.quote.instance == row.quote.instance
                    && other.quote.region == row.quote.region
                    && other.quote.prices.iter().map(|price| price.0).eq(row
                        .quote
                        .prices
                        .iter()
                        .map(|price| price.0))
                    && other.quote.date > row.quote.date
            });
            assert!(newer.is_none(), "{}", row.quote.id);
        }
    }
}
