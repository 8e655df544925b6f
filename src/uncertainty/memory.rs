//! What one simulation leaves for the next: drawn values and tables, each a function of nothing but its key.
//!
//! A slider changes one input of one scenario, so that nearly everything that the last step drew is drawn again. Who keeps
//! a memory spares that; the results are the same bytes with and without.

use std::sync::{Arc, Mutex, PoisonError};

use super::cdf_table::CdfTable;
use super::{Distribution, QuantileTable};
use crate::scenario::Sampling;

/// Bytes of drawn values that are kept: what was not used for longest goes first.
const BUDGET: usize = 256 << 20;
/// Tables that are kept of either kind, most of them at 30 to 60 kB.
const TABLES: usize = 64;

/// Some kind of values for every sample, part by part.
pub(super) type Parts<T> = Vec<Vec<T>>;

/// Which uniform numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UniformKey {
    pub(super) sampling: Sampling,
    pub(super) seed: u64,
    pub(super) parts: u32,
    pub(super) size: u32,
    /// Whether the parts follow one another in one replicate.
    pub(super) in_a_row: bool,
    /// Stream and dimension: of the input itself, or of all that are correlated with it.
    pub(super) places: Vec<(String, u32)>,
    /// The correlations of those, and which of them it is.
    pub(super) correlated: Option<(Vec<Vec<f64>>, usize)>,
}

/// Drawn values: which uniform numbers, and the distribution whose quantiles are taken there.
pub(super) type ColumnKey = (UniformKey, Distribution);

/// What simulations leave for later ones.
#[derive(Debug, Default)]
pub struct Memory {
    uniforms: Shelf<UniformKey, Parts<u32>>,
    columns: Shelf<ColumnKey, Parts<f64>>,
    quantiles: Shelf<Distribution, QuantileTable>,
    tables: Shelf<(Distribution, bool), Option<CdfTable>>,
}

/// Values by key, those used last at the end.
#[derive(Debug)]
struct Shelf<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<K: PartialEq, V> Shelf<K, V> {
    fn get(&self, key: &K) -> Option<Arc<V>> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = entries.iter().rposition(|(known, _)| known == key)?;
        let entry = entries.remove(place);
        let value = Arc::clone(&entry.1);
        entries.push(entry);
        Some(value)
    }

    /// Keeps a value and drops others until all are within the budget.
    fn put(&self, key: K, value: Arc<V>, size: impl Fn(&V) -> usize, budget: usize) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have been as quick. What does not fit at all is not kept.
        if size(&value) > budget || entries.iter().any(|(known, _)| *known == key) {
            return;
        }
        entries.push((key, value));
        let mut kept = 0;
        let within = |(_, value): &&(K, Arc<V>)| {
            kept += size(value);
            kept <= budget
        };
        let count = entries.iter().rev().take_while(within).count();
        let dropped = entries.len() - count;
        entries.drain(..dropped);
    }
}

/// Bytes of values for every sample.
fn bytes<T>(parts: &Parts<T>) -> usize {
    parts.iter().map(|part| part.len() * size_of::<T>()).sum()
}

impl Memory {
    pub(super) fn uniform(&self, key: &UniformKey) -> Option<Arc<Parts<u32>>> {
        self.uniforms.get(key)
    }

    pub(super) fn keep_uniform(&self, key: UniformKey, drawn: &Arc<Parts<u32>>) {
        self.uniforms.put(key, Arc::clone(drawn), bytes, BUDGET);
    }

    pub(super) fn column(&self, key: &ColumnKey) -> Option<Arc<Parts<f64>>> {
        self.columns.get(key)
    }

    pub(super) fn keep_column(&self, key: ColumnKey, drawn: &Arc<Parts<f64>>) {
        self.columns.put(key, Arc::clone(drawn), bytes, BUDGET);
    }

    /// The table that draws are looked up in.
    pub(super) fn quantiles(&self, distribution: &Distribution) -> Arc<QuantileTable> {
        self.quantiles.get(distribution).unwrap_or_else(|| {
            let table = Arc::new(QuantileTable::new(distribution));
            self.quantiles.put(distribution.clone(), Arc::clone(&table), |_| 1, TABLES);
            table
        })
    }

    /// The table of a distribution or of its reciprocal.
    pub(super) fn table(&self, distribution: &Distribution, reciprocal: bool) -> Arc<Option<CdfTable>> {
        let key = (distribution.clone(), reciprocal);
        self.tables.get(&key).unwrap_or_else(|| {
            let table = Arc::new(CdfTable::new(distribution, reciprocal));
            self.tables.put(key, Arc::clone(&table), |_| 1, TABLES);
            table
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let shelf = Shelf::default();
        for key in 0..4 {
            shelf.put(key, Arc::new(10 * key), |_| 1, 4);
        }
        assert_eq!(shelf.get(&0).as_deref(), Some(&0));
        shelf.put(4, Arc::new(40), |_| 1, 4);
        assert!(shelf.get(&1).is_none(), "used before all others");
        assert_eq!([0, 2, 3, 4].map(|key| shelf.get(&key).map(|value| *value)), [0, 20, 30, 40].map(Some));
        shelf.put(5, Arc::new(50), |_| 5, 4);
        assert!(shelf.get(&5).is_none() && shelf.get(&4).is_some(), "what does not fit at all");
    }
}
