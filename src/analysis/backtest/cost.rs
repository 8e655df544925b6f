//! Costs of published runs from reported hours and the quotes of their time.

use std::sync::Arc;

use super::{BacktestRow, Ground, Target, is_sparse, median, scorable};
use crate::analysis::reference_class::AcceleratorClass;
use crate::catalog::{Accelerator, Catalog, Date, PriceKind, PublishedRun, Status};
use crate::estimate::cost::rental_cost;
use crate::units::{AcceleratorHours, Dimension, Usd, UsdPerAcceleratorHour, format};

/// Quotes within so many days of a release are of its time.
const NEAR_DAYS: f64 = 365.0;

/// A price per hour with the range of quotes around it.
struct Price {
    middle: f64,
    low: f64,
    high: f64,
    words: String,
}

pub(super) fn cost_row(
    catalog: &Catalog,
    run: &Arc<PublishedRun>,
    reported: Usd,
) -> Result<BacktestRow, &'static str> {
    scorable(run)?;
    // What the figure is stands first; further estimates may follow after a semicolon.
    let scope = run.cost_scope.split(';').next().unwrap_or("");
    if scope.contains("amortized") {
        return Err("amortized hardware, not rent");
    }
    if scope.contains("with experiments") {
        return Err("its cost includes experiments");
    }
    if run.run_type.starts_with("all models") {
        return Err("its hours are those of several models");
    }
    let hours = run.hours.ok_or("its hours are not published")?;
    let id = run.accelerator.as_deref().ok_or("its accelerator is not known")?;
    let accelerator = catalog.accelerator(id).map_err(|_| "its accelerator is not in the catalogue")?;
    let (price, ground) = match run.price {
        Some(price) => (stated(price), Ground::Circular),
        None => {
            let released = run.released.ok_or("its date is not known")?;
            (quoted(catalog, accelerator, released).ok_or("no quote of its accelerator")?, ground_of(run))
        }
    };
    let cost = |price: f64| cost_of(hours, price);
    Ok(BacktestRow {
        run: Arc::clone(run),
        target: Target::Cost,
        class: AcceleratorClass::of(accelerator),
        sparse: is_sparse(run),
        ground,
        predicted: cost(price.middle),
        interval: (cost(price.low), cost(price.high)),
        reported: reported.as_usd(),
        basis: format!("reported hours × {}", price.words),
    })
}

fn cost_of(hours: AcceleratorHours, price: f64) -> f64 {
    rental_cost(hours, UsdPerAcceleratorHour::from_usd_per_hour(price)).as_usd()
}

fn ground_of(run: &PublishedRun) -> Ground {
    let by_others = ["AI Index", "Epoch AI", "third party"].iter().any(|name| run.cost_scope.contains(name));
    if by_others || run.provenance.status > Status::Derived { Ground::Estimated } else { Ground::Independent }
}

/// The price that the publication itself names, to the last digit it gives.
fn stated(price: UsdPerAcceleratorHour) -> Price {
    let price = price.as_usd_per_hour();
    // Published totals and prices are rounded: two or three digits.
    Price {
        middle: price,
        low: price * 0.99,
        high: price * 1.01,
        words: format!("{} as published", format::short(Dimension::UsdPerAcceleratorHour, price)),
    }
}

/// The price of a long commitment at the time, as large runs are rented, between the lowest and the highest quote.
fn quoted(catalog: &Catalog, accelerator: &Accelerator, released: Date) -> Option<Price> {
    let away = |date: Date| (date.as_years() - released.as_years()).abs() * 365.25;
    let quotes = || catalog.quotes_of_family(&accelerator.chip_family);
    let nearest = quotes().map(|quote| away(quote.date)).min_by(f64::total_cmp)?;
    let reach = nearest.max(NEAR_DAYS);
    let near = || quotes().filter(|quote| away(quote.date) <= reach);
    let prices = |wanted: &[PriceKind]| {
        let mut found: Vec<f64> = near()
            .flat_map(|quote| wanted.iter().filter_map(|kind| quote.price(*kind)))
            .map(UsdPerAcceleratorHour::as_usd_per_hour)
            .collect();
        found.sort_by(f64::total_cmp);
        found
    };
    let all = prices(&PriceKind::ALL);
    let (low, high) = (all.first().copied()?, all.last().copied()?);
    let kinds = [PriceKind::Reserved3y, PriceKind::Reserved1y, PriceKind::OnDemand, PriceKind::Assumed];
    kinds.into_iter().find_map(|kind| {
        let found = prices(&[kind]);
        let middle = median(&found)?;
        let words = format!(
            "{}, median of {} {} quotes for {} within {:.0} days of the release",
            format::short(Dimension::UsdPerAcceleratorHour, middle),
            found.len(),
            kind.label(),
            accelerator.chip_family,
            reach
        );
        Some(Price { middle, low, high, words })
    })
}
