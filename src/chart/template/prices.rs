//! Dated rental quotes of the scenario's accelerator, with the median of each quarter and the price in force.

use super::{NoChart, certainty_of};
use crate::analysis::{Evaluation, QuotedCost, cost_at_quotes};
use crate::catalog::{Catalog, PriceKind};
use crate::chart::Certainty;
use crate::chart::context::Context;
use crate::chart::spec::{
    Axis, ChartKind, ChartSpec, LineSeries, RowRole, Scale, Scatter, ScatterPoint, XAxis,
};
use crate::units::{Dimension, Quantity, format};

/// From this ratio of the dearest to the cheapest quote on, only a log axis shows both.
const LOG_FROM: f64 = 8.0;

pub(super) fn chart(subject: &Evaluation, catalog: &Catalog) -> Result<ChartSpec, NoChart> {
    let quotes: Vec<QuotedCost> = cost_at_quotes(subject, catalog)
        .into_iter()
        .filter(|quote| quote.kind == PriceKind::OnDemand && quote.price.base() > 0.0)
        .collect();
    let chip = subject.chip();
    if quotes.is_empty() {
        let scope = subject.scenario().scope;
        return Err(NoChart::Needs(format!(
            "{}: no dated on-demand quote for {chip} at rung {}; rungs A to E are priced by rent",
            subject.scenario().name,
            scope.letter()
        )));
    }
    let dated: Vec<(f64, f64)> =
        quotes.iter().map(|quote| (quote.quote.date.as_years(), quote.price.base())).collect();
    let ends = |take: fn(f64, f64) -> f64, start| dated.iter().map(|(_, price)| *price).fold(start, take);
    let (low, high) = (ends(f64::min, f64::INFINITY), ends(f64::max, 0.0));
    let price = subject.scenario().pricing.rental_price.value.base();
    let say = |value| format::short(Dimension::UsdPerAcceleratorHour, value);
    let scale = if high.max(price) > low.min(price) * LOG_FROM { Scale::Log } else { Scale::Linear };
    let median = quarters(&dated);
    let kind = ChartKind::Scatter(Scatter {
        x: XAxis::Date { title: "Date of the quote".to_owned(), thresholds: Vec::new() },
        y: Axis::new(Dimension::UsdPerAcceleratorHour, scale, "Price per accelerator-hour")
            .threshold(price, format!("{}: {}", subject.scenario().name, say(price))),
        points: quotes.iter().map(point).collect(),
        line: Some(LineSeries {
            name: "Median of each quarter".to_owned(),
            points: median.clone(),
            band: Vec::new(),
            step: true,
            certainty: Certainty::Derived,
        }),
    });
    let title = match (median.first(), median.last()) {
        (Some((_, first)), Some((_, last))) => {
            format!("{chip}: from {} to {}, quarterly medians on demand", say(*first), say(*last))
        }
        _ => format!("{chip}: {} to {}", say(low), say(high)),
    };
    let mut variants = quotes.iter().filter(|quote| quote.of_variant).peekable();
    let mut notes = vec![format!("{} quotes, each with its source in the catalogue.", quotes.len())];
    if let Some(family) = variants.peek().map(|quote| quote.quote.chip_family.clone()) {
        notes.push(format!(
            "{} of them are for {family}, which differs from {chip} in its links.",
            variants.count()
        ));
    }
    Ok(words(subject, &quotes).chart(title, "On demand, per accelerator", kind, notes))
}

fn point(quote: &QuotedCost) -> ScatterPoint {
    ScatterPoint {
        label: format!(
            "{} {}, {}",
            quote.quote.provider, quote.quote.accelerator_as_quoted, quote.quote.date
        ),
        x: quote.quote.date.as_years(),
        y: quote.price.base(),
        low_high: None,
        certainty: certainty_of(quote.quote.provenance.status),
        role: RowRole::Rival,
        named: false,
    }
}

/// The median of each quarter that has a quote, at the quarter's beginning.
fn quarters(dated: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
    for (year, price) in dated {
        let quarter = libm::floor(year * 4.0) / 4.0;
        match found.last_mut().filter(|(known, _)| *known == quarter) {
            Some((_, prices)) => prices.push(*price),
            None => found.push((quarter, vec![*price])),
        }
    }
    found.into_iter().filter_map(|(quarter, prices)| Some((quarter, median(prices)?))).collect()
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2)?;
    let lower = values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

fn words(subject: &Evaluation, quotes: &[QuotedCost]) -> Context {
    let mut titles: Vec<&str> = Vec::new();
    for quote in quotes {
        let title = quote.quote.provenance.source.as_str();
        if !title.is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    Context {
        subject: subject.chip().to_owned(),
        measure: "Rental price".to_owned(),
        dimension: Dimension::UsdPerAcceleratorHour,
        scope: String::new(),
        method: String::new(),
        dollars: "nominal US dollars".to_owned(),
        sources: titles.join("; "),
        badges: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_quarter_has_the_median_of_its_quotes() {
        let dated = [(2023.01, 2.0), (2023.2, 4.0), (2023.24, 3.0), (2023.6, 8.0), (2023.7, 6.0)];
        assert_eq!(quarters(&dated), [(2023.0, 3.0), (2023.5, 7.0)]);
        assert!(quarters(&[]).is_empty());
    }
}
