//! What a price does to a cost: the price that breaks even, and the cost at every dated quote of the accelerator.

use std::sync::Arc;

use super::Evaluation;
use crate::catalog::{Catalog, PriceKind, PriceQuote};
use crate::estimate::cost::rental_cost;
use crate::estimate::{Figure, Missing};
use crate::scenario::Scope;
use crate::units::{AcceleratorHours, Usd, UsdPerAcceleratorHour};

/// A chip and the export variant that differs from it in links but not in what a rental costs to provide. Quotes of one
/// stand in for the other, where only one is quoted.
const VARIANTS: [(&str, &str); 2] = [("H800", "H100"), ("A800", "A100")];

/// The hours that rent is paid for and what the rung adds to rent.
fn rented(evaluation: &Evaluation) -> Figure<(AcceleratorHours, Usd)> {
    let scope = evaluation.scenario().scope;
    if !(scope <= Scope::Staff || scope == Scope::Lifetime) {
        return Err(Missing::NoHours);
    }
    let hours = evaluation.estimate.accelerator_hours?;
    let rent = rental_cost(hours, evaluation.scenario().pricing.rental_price.value);
    Ok((hours, evaluation.estimate.cost()? - rent))
}

/// The rental price at which a scenario's cost reaches an amount. None where its rung does not depend on rent, or the
/// rest of the cost exceeds the amount already.
#[must_use]
pub fn break_even_price(evaluation: &Evaluation, amount: Usd) -> Option<UsdPerAcceleratorHour> {
    let (hours, rest) = rented(evaluation).ok()?;
    let left = amount - rest;
    (hours.as_hours() > 0.0 && left.as_usd() >= 0.0).then(|| left / hours)
}

/// The prices at which a scenario breaks even.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakEven {
    /// Rent above which owning costs less per useful hour.
    pub owning: Option<UsdPerAcceleratorHour>,
    /// Rent at which the scenario costs what another one does.
    pub rival: Option<UsdPerAcceleratorHour>,
}

/// The prices at which a scenario costs the same as owning its hardware, and the same as a rival.
#[must_use]
pub fn break_even(evaluation: &Evaluation, rival: Option<&Evaluation>) -> BreakEven {
    let rival = rival.and_then(|rival| rival.estimate.cost().ok());
    BreakEven {
        owning: evaluation.estimate.ownership_rate.ok(),
        rival: rival.and_then(|cost| break_even_price(evaluation, cost)),
    }
}

/// The cost of a scenario at one dated quote.
#[derive(Debug, Clone)]
pub struct QuotedCost {
    /// The quote.
    pub quote: Arc<PriceQuote>,
    /// Which of its prices.
    pub kind: PriceKind,
    /// The price.
    pub price: UsdPerAcceleratorHour,
    /// The scenario's cost at it, on the scenario's rung.
    pub cost: Usd,
    /// The quote is for the chip's export variant and not for the chip itself.
    pub of_variant: bool,
}

/// The families of chips whose quotes price a chip: its own, then that of its export variant.
pub(super) fn quoted_families(own: &str) -> impl Iterator<Item = (&str, bool)> {
    let variant = VARIANTS.iter().find_map(|(a, b)| match own {
        own if own == *a => Some(*b),
        own if own == *b => Some(*a),
        _ => None,
    });
    std::iter::once((own, false)).chain(variant.map(|family| (family, true)))
}

/// Every dated price per hour of a chip and of its export variant.
pub fn quoted_prices<'a>(
    family: &'a str,
    catalog: &'a Catalog,
) -> impl Iterator<Item = UsdPerAcceleratorHour> + 'a {
    let quotes = quoted_families(family).flat_map(|(family, _)| catalog.quotes_of_family(family));
    quotes.flat_map(|quote| quote.prices.iter().map(|(_, price)| *price))
}

/// The cost of a scenario at another rental price, on its rung.
pub(super) fn cost_at(evaluation: &Evaluation, price: UsdPerAcceleratorHour) -> Figure<Usd> {
    let (hours, rest) = rented(evaluation)?;
    Ok(rental_cost(hours, price) + rest)
}

/// The cost of a scenario at every quote for its chip, oldest first.
#[must_use]
pub fn cost_at_quotes(evaluation: &Evaluation, catalog: &Catalog) -> Vec<QuotedCost> {
    if rented(evaluation).is_err() {
        return Vec::new();
    }
    let own = evaluation.checked.accelerator().chip_family.as_str();
    let mut costs = Vec::new();
    for (family, of_variant) in quoted_families(own) {
        for quote in catalog.quotes_of_family(family) {
            costs.extend(quote.prices.iter().filter_map(|(kind, price)| {
                let cost = cost_at(evaluation, *price).ok()?;
                Some(QuotedCost { quote: Arc::clone(quote), kind: *kind, price: *price, cost, of_variant })
            }));
        }
    }
    costs.sort_by(|a, b| {
        let place = |cost: &QuotedCost| (cost.quote.date, cost.kind);
        place(a).cmp(&place(b)).then_with(|| a.quote.id.cmp(&b.quote.id))
    });
    costs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate;
    use crate::analysis::fixtures::{deepseek_v3, gpt_4};
    use crate::files::presets::shipped_catalog;
    use crate::scenario::Scenario;

    fn at(mut scenario: Scenario, scope: Scope) -> Evaluation {
        scenario.scope = scope;
        evaluate(&crate::analysis::fixtures::catalog(), &Arc::new(scenario)).unwrap()
    }

    /// PRODUCT's US-06: Lambda's $1.99 of June 2023 and $3.49 of 2024, Oracle's $10 of October 2023.
    #[test]
    fn dated_quotes_price_the_same_hours() {
        let costs = cost_at_quotes(&at(deepseek_v3(), Scope::FinalRun), shipped_catalog().unwrap());
        let cost = |provider: &str, date: &str| {
            let found = costs.iter().find(|cost| {
                cost.quote.provider == provider
                    && cost.quote.accelerator.as_deref() == Some("h100-sxm")
                    && cost.quote.date.to_string() == date
                    && cost.kind == PriceKind::OnDemand
            });
            found.unwrap().cost.as_usd() / 1e6
        };
        assert!((cost("Lambda", "2023-06-20") - 5.548).abs() < 1e-3);
        assert!((cost("Lambda", "2024-01-29") - 9.730).abs() < 1e-3);
        assert!((cost("Oracle Cloud", "2023-10-23") - 27.88).abs() < 1e-3);
        assert!(costs.windows(2).all(|pair| pair[0].quote.date <= pair[1].quote.date));
        assert!(costs.iter().any(|cost| !cost.of_variant) && costs.iter().any(|cost| cost.of_variant));
    }

    #[test]
    fn the_break_even_price_reproduces_the_amount() {
        for scope in [Scope::PreTraining, Scope::FinalRun, Scope::Experiments] {
            let deepseek = at(deepseek_v3(), scope);
            let gpt = at(gpt_4(), scope);
            let price = break_even(&deepseek, Some(&gpt)).rival.unwrap();
            let hours = deepseek.estimate.accelerator_hours.unwrap();
            let cost = gpt.estimate.cost().unwrap();
            assert!((rental_cost(hours, price) / cost - 1.0).abs() < 1e-12);
        }
        // $78.66 M over 2.788 M hours.
        let price = break_even(&at(deepseek_v3(), Scope::FinalRun), Some(&at(gpt_4(), Scope::FinalRun)));
        assert!((price.rival.unwrap().as_usd_per_hour() - 28.214).abs() < 1e-3);
        assert!(price.owning.is_some());
    }

    #[test]
    fn rungs_without_rent_have_no_break_even_price() {
        let bought = at(deepseek_v3(), Scope::ClusterPurchase);
        assert!(break_even_price(&bought, Usd::from_usd(1e9)).is_none());
        assert!(cost_at_quotes(&bought, shipped_catalog().unwrap()).is_empty());
    }
}
