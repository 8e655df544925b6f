//! How far an input may go in a scenario: its permitted range, narrowed by what the other inputs leave.

use super::input::InputId;
use super::{ModelKind, Scenario};

/// The lowest and highest value that an input may take, in its base unit, everything else kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Lowest permitted value.
    pub low: f64,
    /// Highest permitted value.
    pub high: f64,
    /// What makes the lower end lie above the input's own.
    pub low_because: Option<&'static str>,
    /// What makes the upper end lie below the input's own.
    pub high_because: Option<&'static str>,
}

/// Network and storage together take less than this share of a cluster's price.
const SHARES_BELOW: f64 = 0.95;
/// Active parameters may exceed the total by this factor, for counts with and without embeddings.
const ACTIVE_OVER_TOTAL: f64 = 1.05;
/// Keeps an end on the permitted side of rounding.
const INSIDE: f64 = 1e-12;

/// The limits of an input in a scenario: what passes the check of the scenario, everything else kept. The ranges of the
/// catalogue are those of the check; here are the rules between inputs.
#[must_use]
pub fn limits(scenario: &Scenario, id: InputId) -> Limits {
    let spec = id.spec();
    let mut limits = Limits { low: spec.low, high: spec.high, low_because: None, high_because: None };
    let (model, own) = (&scenario.model, &scenario.pricing.ownership);
    let sparse = model.kind == ModelKind::MixtureOfExperts;
    match id {
        InputId::ActiveParams if sparse => {
            let total = model.total_params.value.as_count();
            limits.cap(total * ACTIVE_OVER_TOTAL, "5 % above the total");
        }
        InputId::TotalParams if sparse => {
            let active = model.active_params.value.as_count();
            limits.raise(active / ACTIVE_OVER_TOTAL, "5 % below the active parameters");
        }
        InputId::NetworkShare => {
            let left = SHARES_BELOW - own.storage_share.value.number();
            limits.cap(left, "network and storage together stay below 95 %");
        }
        InputId::StorageShare => {
            let left = SHARES_BELOW - own.network_share.value.number();
            limits.cap(left, "network and storage together stay below 95 %");
        }
        _ => {}
    }
    limits
}

impl Limits {
    fn cap(&mut self, high: f64, because: &'static str) {
        if high < self.high {
            self.high = (high * (1.0 - INSIDE)).max(self.low);
            self.high_because = Some(because);
        }
    }

    fn raise(&mut self, low: f64, because: &'static str) {
        if low > self.low {
            self.low = (low * (1.0 + INSIDE)).min(self.high);
            self.low_because = Some(because);
        }
    }

    /// Whether a value lies within.
    #[must_use]
    pub fn contain(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::estimate::fixture;
    use crate::scenario::input::{INPUTS, InputKey};
    use crate::scenario::set_number;

    fn passes(scenario: &Scenario, key: InputKey, value: f64) -> bool {
        let mut changed = scenario.clone();
        set_number(&mut changed, key, value).is_ok() && Arc::new(changed).check(&fixture::catalog()).is_ok()
    }

    #[test]
    fn the_limits_are_those_of_the_check() {
        let scenario = fixture::scenario();
        for spec in INPUTS {
            let key = InputKey::of(spec.id);
            let limits = limits(&scenario, spec.id);
            assert!(limits.low < limits.high && limits.low >= 0.0, "{}", spec.key);
            for value in [limits.low, limits.high, f64::midpoint(limits.low, limits.high)] {
                assert!(passes(&scenario, key, value), "{} at {value}", spec.key);
            }
            let beyond =
                [(limits.low_because, limits.low * 0.999), (limits.high_because, limits.high * 1.001)];
            for (because, value) in beyond {
                assert!(because.is_none() || !passes(&scenario, key, value), "{} at {value}", spec.key);
            }
        }
    }

    #[test]
    fn a_sparse_model_has_no_more_active_parameters_than_total_ones() {
        let scenario = fixture::scenario();
        let high = limits(&scenario, InputId::ActiveParams);
        assert!((high.high / 704.55e9 - 1.0).abs() < 1e-9, "{high:?}");
        assert_eq!(limits(&scenario, InputId::Mfu).high_because, None);
    }
}
