//! REF12, a cost model of twelve log-normal inputs, against percentiles known to seven digits.
//!
//! The truth comes from eight independent scrambles of 2^20 points each, with one input integrated exactly; the mean has
//! a closed form. Two independent runs of 2^30 samples agree with it.

use super::ref12::{INPUTS, cost};
use super::{BLOCK, Distribution, QuantileTable, Stream};
use crate::scenario::{Range, Sampling};

const P5: f64 = 14_058_409.2;
const P50: f64 = 26_689_643.1;
const P95: f64 = 55_815_176.5;
const MEAN: f64 = 29_799_693.714;
/// Probability of less than $20 M.
const BELOW: f64 = 0.235_785;

/// Sorted samples of one replicate.
fn replicate(sampling: Sampling, number: u32, size: usize, tables: &[QuantileTable; 12]) -> Vec<f64> {
    let replicate = Stream::new(sampling, 12, "ref12").replicate(number);
    let columns: [_; 12] = std::array::from_fn(|dimension| replicate.column(dimension as u32));
    let mut samples = Vec::with_capacity(size);
    for block in 0..(size / BLOCK) as u32 {
        let order = replicate.order(block);
        let mut values = [[0.0; BLOCK]; 12];
        for ((column, table), values) in columns.iter().zip(tables).zip(&mut values) {
            let mut draws = [0; BLOCK];
            column.fill(&order, &mut draws);
            table.fill(&draws, values);
        }
        samples.extend((0..BLOCK).map(|index| cost(values.map(|values| values[index]))));
    }
    samples.sort_by(f64::total_cmp);
    samples
}

/// P5, P50, P95, mean and probability below the claim, of sorted samples.
fn statistics(sorted: &[f64]) -> [f64; 5] {
    let count = sorted.len() as f64;
    let percentile = |p: f64| {
        let place = (p * count - 0.5) as usize;
        f64::midpoint(sorted[place], sorted[place + 1])
    };
    let below = sorted.partition_point(|cost| *cost < 20e6) as f64 / count;
    [percentile(0.05), percentile(0.5), percentile(0.95), sorted.iter().sum::<f64>() / count, below]
}

#[test]
fn percentiles_are_met_within_their_standard_errors() {
    const REPLICATES: usize = 16;
    const SIZE: usize = 8192;
    let tables = INPUTS.map(|(low, high)| {
        QuantileTable::new(&Distribution::new(&Range::interval(low, high), (0.0, f64::INFINITY)).unwrap())
    });
    let mut errors = [[0.0; 5]; 2];
    for (sampling, errors) in Sampling::ALL.into_iter().zip(&mut errors) {
        let found: Vec<_> = (0..REPLICATES as u32)
            .map(|number| statistics(&replicate(sampling, number, SIZE, &tables)))
            .collect();
        for (index, wanted) in [P5, P50, P95, MEAN, BELOW].into_iter().enumerate() {
            let mean = found.iter().map(|found| found[index]).sum::<f64>() / REPLICATES as f64;
            let squares: f64 = found.iter().map(|found| (found[index] - mean).powi(2)).sum();
            let error = (squares / (REPLICATES * (REPLICATES - 1)) as f64).sqrt();
            assert!(
                (mean - wanted).abs() < 5.0 * error,
                "{sampling:?}: {mean} +- {error} instead of {wanted}"
            );
            // Pseudo-random samples of this number have root mean square errors of 0.1 % to 0.3 %.
            let off = if index == 4 { mean - wanted } else { mean / wanted - 1.0 };
            assert!(off.abs() < 0.003, "{sampling:?}: {mean} instead of {wanted}");
            errors[index] = error;
        }
    }
    // Five standard errors of nothing would be met by anything: these are really small, and smaller than by chance.
    let [quasi, random] = errors;
    for (index, wanted) in [P5, P50, P95, MEAN, BELOW].into_iter().enumerate() {
        assert!(quasi[index] < 3e-3 * wanted && quasi[index] < 0.7 * random[index], "{quasi:?} {random:?}");
    }
}
