//! Trends of cost over time: what a cost was or will be at so many times a year, and when it crosses an amount.

use crate::catalog::{Date, Provenance, Status};
use crate::units::{Usd, Years};

/// What a trend says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrendKind {
    /// The cost of one and the same capability falls: it was higher before.
    Decline,
    /// The cost of the most expensive runs rises: it will be higher later.
    Growth,
}

/// A factor by which cost changes in a year, with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Stable id.
    pub id: &'static str,
    /// In words.
    pub label: &'static str,
    /// Falling or rising.
    pub kind: TrendKind,
    /// Factor per year, above one whichever way.
    pub per_year: f64,
    /// The interval that the source gives.
    pub interval: Option<(f64, f64)>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Trend {
    /// Every published trend, the first one being the usual.
    #[must_use]
    pub fn published() -> Vec<Self> {
        let decline = Provenance {
            status: Status::Speculative,
            source: "Dario Amodei, On DeepSeek and Export Controls".to_owned(),
            url: "https://darioamodei.com/on-deepseek-and-export-controls".to_owned(),
            locator: "shifting the curve".to_owned(),
            date: Date::parse("2025-01"),
            note: "a developer's own estimate of better methods and hardware, given without data".to_owned(),
            unconfirmed: false,
        };
        let growth = Provenance {
            status: Status::Estimated,
            source: "Cottier et al. 2024, The rising costs of training frontier AI models".to_owned(),
            url: "https://arxiv.org/abs/2405.21015".to_owned(),
            locator: "abstract".to_owned(),
            date: Date::parse("2024-05"),
            note: "amortized hardware and energy since 2016; 90 % interval".to_owned(),
            unconfirmed: false,
        };
        vec![
            Self {
                id: "cost-decline",
                label: "cost of the same capability",
                kind: TrendKind::Decline,
                per_year: 4.0,
                interval: None,
                provenance: decline,
            },
            Self {
                id: "frontier-growth",
                label: "cost of the most expensive runs",
                kind: TrendKind::Growth,
                per_year: 2.4,
                interval: Some((2.0, 2.9)),
                provenance: growth,
            },
        ]
    }

    /// The same trend at a rate of one's own. None unless the factor is a number above one.
    #[must_use]
    pub fn at_rate(self, per_year: f64) -> Option<Self> {
        let usable = per_year.is_finite() && per_year > 1.0;
        usable.then(|| Self { per_year, interval: None, provenance: Provenance::yours(), ..self })
    }

    /// The cost so long before, where costs fall, or after, where they rise: `cost · rateʸᵉᵃʳˢ`.
    #[must_use]
    pub fn cost(&self, cost: Usd, years: Years) -> Usd {
        Usd::from_usd(cost.as_usd() * libm::pow(self.per_year, years.as_years()))
    }

    /// How long before or after the cost is an amount: `ln(amount / cost) / ln(rate)`. Negative where the cost was that
    /// on the other side; none unless both are above zero.
    #[must_use]
    pub fn years_to(&self, cost: Usd, amount: Usd) -> Option<Years> {
        let ratio = amount.as_usd() / cost.as_usd();
        let usable = cost.as_usd() > 0.0 && amount.as_usd() > 0.0 && ratio.is_finite();
        usable.then(|| Years::from_years(libm::log(ratio) / libm::log(self.per_year)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(id: &str) -> Trend {
        Trend::published().into_iter().find(|trend| trend.id == id).unwrap()
    }

    /// PRODUCT's US-15: DeepSeek-V3's $5.576 M at four times a year.
    #[test]
    fn a_cost_scaled_back_is_what_the_same_cost_before() {
        let decline = trend("cost-decline");
        for (months, expected) in [(7.0, 12.5e6), (9.0, 15.8e6), (10.0, 17.7e6), (12.0, 22.3e6)] {
            let cost = decline.cost(Usd::from_usd(5.576e6), Years::from_years(months / 12.0)).as_usd();
            assert!((cost / expected - 1.0).abs() < 0.005, "{months}: {cost}");
        }
    }

    /// US-15 again: GPT-4's amortized $40.6 M and its $78.6 M at cloud prices reach $1 B.
    #[test]
    fn frontier_growth_crosses_a_billion() {
        let growth = trend("frontier-growth");
        let years = |cost: f64| growth.years_to(Usd::from_usd(cost), Usd::from_usd(1e9)).unwrap().as_years();
        assert!((years(40.6e6) - 3.66).abs() < 0.005, "{}", years(40.6e6));
        assert!((years(78.6e6) - 2.9).abs() < 0.01, "{}", years(78.6e6));
        assert!(growth.years_to(Usd::from_usd(0.0), Usd::from_usd(1e9)).is_none());
    }

    #[test]
    fn a_rate_of_ones_own_loses_the_citation() {
        let own = trend("cost-decline").at_rate(3.0).unwrap();
        assert_eq!((own.per_year, own.provenance.status), (3.0, Status::Yours));
        for wrong in [1.0, 0.5, -2.0, f64::NAN, f64::INFINITY] {
            assert!(trend("cost-decline").at_rate(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn there_and_back_is_the_same_cost() {
        for trend in Trend::published() {
            let cost = Usd::from_usd(5.576e6);
            let later = trend.cost(cost, Years::from_years(1.7));
            assert!((trend.years_to(cost, later).unwrap().as_years() - 1.7).abs() < 1e-12);
            assert!(!trend.provenance.source.is_empty() && trend.per_year > 1.0);
        }
    }
}
