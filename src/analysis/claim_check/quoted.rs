//! Is the price one that was quoted then: what the claim pays for an hour, beside dated quotes for the same chip.

use super::setup::Setup;
use crate::analysis::{QuotedCost, break_even_price, cost_at_quotes};
use crate::catalog::{Bound, ClaimFigure, Date, PriceKind};
use crate::estimate::Draw;
use crate::estimate::cost::cluster_price;
use crate::scenario::input::InputId;
use crate::units::{Quantity, Usd, UsdPerAcceleratorHour};

/// How many of the nearest quotes are named.
const NAMED: usize = 3;
/// A quote within a tenth is the same price.
const SAME_PRICE: f64 = 0.1;
/// Days of a month, on average.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Where the price comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PriceFrom {
    /// The claim gives it.
    Given,
    /// The claimed cost over hours, less what the rung adds to rent.
    Implied,
}

impl PriceFrom {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Implied => "implied",
        }
    }
}

/// How the price stands among the quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PriceOutcome {
    /// Somebody quoted it, within a tenth.
    Quoted,
    /// Between quotes, though nobody quoted just that.
    Between,
    /// Below every quote.
    BelowAll,
    /// Above every quote.
    AboveAll,
    /// No quote for the chip is known from that time.
    NoQuotes,
    /// The claim has no price: it is about something else, or on a rung without rent.
    NoPrice,
}

impl PriceOutcome {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::Between => "between-quotes",
            Self::BelowAll => "below-all-quotes",
            Self::AboveAll => "above-all-quotes",
            Self::NoQuotes => "no-quotes",
            Self::NoPrice => "no-price",
        }
    }
}

/// What a claimed purchase means for one accelerator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitPrice {
    /// The claimed amount over the accelerators.
    pub claimed: Usd,
    /// What our scenario pays for one with its share of network and storage.
    pub ours: Usd,
    /// List price of one accelerator's share of the usual server, where known.
    pub server: Option<Usd>,
}

/// The price of an hour that a claim means, and dated quotes beside it.
#[derive(Debug, Clone)]
pub struct PriceFinding {
    /// How it stands.
    pub outcome: PriceOutcome,
    /// The price.
    pub price: Option<UsdPerAcceleratorHour>,
    /// Where it comes from.
    pub from: PriceFrom,
    /// Whether the amount is a bound, and so the price too.
    pub bound: Bound,
    /// The day around which quotes were looked for.
    pub around: Option<Date>,
    /// How many months to either side.
    pub months: f64,
    /// Every quote of that time, oldest first; quotes for the chip's export variant are marked.
    pub quotes: Vec<QuotedCost>,
    /// The quotes next to the price, the nearest first.
    pub nearest: Vec<QuotedCost>,
    /// Lowest, median and highest quote.
    pub spread: Option<[UsdPerAcceleratorHour; 3]>,
    /// The share of quotes below the price; those that equal it count half.
    pub percentile: Option<f64>,
    /// Of a claimed purchase: what one accelerator costs.
    pub unit: Option<UnitPrice>,
}

pub(super) fn check(setup: &Setup<'_>, months: f64) -> PriceFinding {
    let around = setup.ours.scenario().released.or(setup.basis.provenance.date);
    let quotes = around.map(|around| quotes(setup, around, months)).unwrap_or_default();
    let (price, from) = price(setup);
    let below = |price: UsdPerAcceleratorHour| percentile(&quotes, price);
    PriceFinding {
        outcome: price.map_or(PriceOutcome::NoPrice, |price| outcome(&quotes, price)),
        price,
        from,
        bound: if from == PriceFrom::Given { Bound::Rounded } else { setup.basis.amount.bound },
        around,
        months,
        nearest: price.map(|price| nearest(&quotes, price)).unwrap_or_default(),
        spread: spread(&quotes),
        percentile: price.and_then(below),
        unit: unit(setup),
        quotes,
    }
}

/// The price that the claim gives, or that its cost means on the hours that it gives or that we know.
fn price(setup: &Setup<'_>) -> (Option<UsdPerAcceleratorHour>, PriceFrom) {
    if setup.basis.figure != ClaimFigure::Cost {
        return (None, PriceFrom::Implied);
    }
    // A rung without rent has no price, whatever else is given.
    let implied = break_even_price(&setup.as_claimed, Usd::from_usd(setup.basis.amount.value));
    if setup.gives(InputId::RentalPrice) {
        let given = setup.as_claimed.scenario().pricing.rental_price.value;
        return (implied.map(|_| given), PriceFrom::Given);
    }
    (implied, PriceFrom::Implied)
}

/// Offers of that time. What a source assumed is no offer.
fn quotes(setup: &Setup<'_>, around: Date, months: f64) -> Vec<QuotedCost> {
    let mut quotes = cost_at_quotes(&setup.as_claimed, setup.catalog);
    quotes.retain(|quote| {
        quote.kind != PriceKind::Assumed
            && around.days_until(quote.quote.date).abs() <= months * DAYS_PER_MONTH
    });
    quotes
}

fn outcome(quotes: &[QuotedCost], price: UsdPerAcceleratorHour) -> PriceOutcome {
    let Some([low, _, high]) = spread(quotes) else { return PriceOutcome::NoQuotes };
    if quotes.iter().any(|quote| (quote.price / price - 1.0).abs() <= SAME_PRICE) {
        PriceOutcome::Quoted
    } else if price.base() < low.base() {
        PriceOutcome::BelowAll
    } else if price.base() > high.base() {
        PriceOutcome::AboveAll
    } else {
        PriceOutcome::Between
    }
}

fn spread(quotes: &[QuotedCost]) -> Option<[UsdPerAcceleratorHour; 3]> {
    let mut prices: Vec<f64> = quotes.iter().map(|quote| quote.price.base()).collect();
    prices.sort_by(f64::total_cmp);
    let at = |index: usize| prices.get(index).copied();
    let last = prices.len().checked_sub(1)?;
    let median = 0.5 * (at(last / 2)? + at(last.div_ceil(2))?);
    Some([at(0)?, median, at(last)?].map(UsdPerAcceleratorHour::from_usd_per_hour))
}

pub(super) fn percentile(quotes: &[QuotedCost], price: UsdPerAcceleratorHour) -> Option<f64> {
    let count = |is: &dyn Fn(f64) -> bool| quotes.iter().filter(|quote| is(quote.price.base())).count();
    let price = price.base();
    let (below, equal) = (count(&|quote| quote < price), count(&|quote| quote == price));
    #[expect(clippy::cast_precision_loss, reason = "a few hundred quotes")]
    let share = (below as f64 + 0.5 * equal as f64) / quotes.len() as f64;
    (!quotes.is_empty()).then_some(share)
}

fn nearest(quotes: &[QuotedCost], price: UsdPerAcceleratorHour) -> Vec<QuotedCost> {
    let mut sorted = quotes.to_vec();
    let distance = |quote: &QuotedCost| libm::log(quote.price / price).abs();
    sorted.sort_by(|a, b| {
        let by_price = distance(a).total_cmp(&distance(b));
        by_price.then(a.of_variant.cmp(&b.of_variant)).then_with(|| a.quote.id.cmp(&b.quote.id))
    });
    sorted.truncate(NAMED);
    sorted
}

fn unit(setup: &Setup<'_>) -> Option<UnitPrice> {
    if setup.claim.figure != ClaimFigure::Purchase {
        return None;
    }
    let checked = &setup.as_claimed.checked;
    let count = setup.as_claimed.scenario().hardware.accelerators.value.as_count();
    let draw = Draw::point(checked);
    let accelerator = checked.accelerator();
    Some(UnitPrice {
        claimed: Usd::from_usd(setup.claim.amount.value / count),
        ours: cluster_price(&draw.ownership, draw.ownership_method),
        server: accelerator
            .server_price
            .zip(accelerator.accelerators_per_node)
            .map(|(price, each)| Usd::from_usd(price.as_usd() / f64::from(each))),
    })
}
