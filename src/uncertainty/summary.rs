//! What samples say: percentiles with their standard errors, shares, histogram and cumulative curve.
//!
//! Samples come in equal parts that were drawn independently of one another; the spread between the parts is what the
//! standard errors rest on. What is no finite number is left out of every statistic and counted by the caller.

use std::cmp::Ordering;

use super::simulate::Estimated;

/// Bins of a histogram.
const BINS: usize = 60;
/// Samples beyond these percentiles lie outside of the bins, so that a long tail leaves the rest visible.
const SHOWN: (f64, f64) = (0.002, 0.998);
/// Samples of each part from which a first guess is made.
const FIRST: usize = 512;
/// Beyond this ratio of the ends, bins of equal ratio show more than bins of equal width.
const LOG_FROM: f64 = 8.0;

/// The `p`-th percentile of sorted samples, between neighbors by a straight line (Hyndman and Fan's definition 5: the
/// sample of rank `i` stands at `(i − 1/2) / n`).
fn percentile(sorted: &[f64], p: f64) -> f64 {
    let rank = p * sorted.len() as f64 - 0.5;
    let last = sorted.len().saturating_sub(1);
    let below = libm::floor(rank.max(0.0)) as usize;
    let at = |index: usize| sorted.get(index.min(last)).copied().unwrap_or(f64::NAN);
    let (low, high) = (at(below), at(below + 1));
    low + (high - low) * (rank - below as f64).clamp(0.0, 1.0)
}

/// Samples in rising order, without what is not finite.
fn sorted(samples: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = samples.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Percentiles of the first samples of each part, which are a point set of their own: good enough to start from.
pub(super) fn rough_percentiles<const N: usize>(samples: &[f64], count: usize, ps: &[f64; N]) -> [f64; N] {
    let firsts = parts(samples, count).flat_map(|part| part.get(..FIRST.min(part.len())).unwrap_or(part));
    let sorted = sorted(&firsts.copied().collect::<Vec<_>>());
    ps.map(|p| percentile(&sorted, p))
}

/// The mean of equal parts with its standard error.
fn of_parts(parts: &[f64]) -> Estimated {
    let count = parts.len() as f64;
    let mean = parts.iter().sum::<f64>() / count;
    let squares: f64 = parts.iter().map(|part| (part - mean) * (part - mean)).sum();
    let standard_error = if parts.len() > 1 { libm::sqrt(squares / (count - 1.0) / count) } else { f64::NAN };
    Estimated { value: mean, standard_error }
}

fn parts(samples: &[f64], count: usize) -> impl Iterator<Item = &[f64]> {
    samples.chunks((samples.len() / count.max(1)).max(1))
}

/// Percentiles of all samples. Their standard errors are those of the share below them, over the density there, which
/// two neighboring percentiles tell.
pub(super) fn percentiles<const N: usize>(samples: &[f64], count: usize, ps: &[f64; N]) -> [Estimated; N] {
    /// How far the neighbors lie apart, as a share of the tail.
    const STEP: f64 = 0.2;
    let sorted = sorted(samples);
    ps.map(|p| {
        let value = percentile(&sorted, p);
        let step = STEP * p.min(1.0 - p);
        let slope = (percentile(&sorted, p + step) - percentile(&sorted, p - step)) / (2.0 * step);
        let share = share_below(samples, count, value);
        // Where nothing varies there is no error, whatever rounding says of the share.
        let standard_error = if slope == 0.0 { 0.0 } else { share.standard_error * slope };
        Estimated { value, standard_error }
    })
}

/// The share of samples below a value; samples at the value count half.
pub(super) fn share_below(samples: &[f64], count: usize, value: f64) -> Estimated {
    let share = |part: &[f64]| {
        let (mut below, mut finite) = (0.0, 0.0);
        for sample in part.iter().filter(|sample| sample.is_finite()) {
            finite += 1.0;
            below += if *sample < value {
                1.0
            } else if *sample == value {
                0.5
            } else {
                0.0
            };
        }
        below / finite
    };
    of_parts(&parts(samples, count).map(share).collect::<Vec<_>>())
}

/// The mean of the samples.
pub(super) fn mean(samples: &[f64], count: usize) -> Estimated {
    let mean = |part: &[f64]| {
        let finite = part.iter().filter(|sample| sample.is_finite());
        let (sum, number) = finite.fold((0.0, 0.0), |(sum, number), sample| (sum + sample, number + 1.0));
        sum / number
    };
    of_parts(&parts(samples, count).map(mean).collect::<Vec<_>>())
}

/// Counts per bin.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Ends of the bins, one more than there are bins.
    pub edges: Vec<f64>,
    /// Samples in each bin.
    pub counts: Vec<u64>,
    /// Samples below the first bin and above the last one.
    pub outside: (u64, u64),
    /// Whether the bins are of equal ratio instead of equal width.
    pub logarithmic: bool,
}

/// The histogram of samples; without bins where nothing varies.
pub(super) fn histogram(samples: &[f64], count: usize) -> Histogram {
    let [low, high] = rough_percentiles(samples, count, &[SHOWN.0, SHOWN.1]);
    // Also where nothing is finite.
    if low.partial_cmp(&high) != Some(Ordering::Less) {
        return Histogram { edges: Vec::new(), counts: Vec::new(), outside: (0, 0), logarithmic: false };
    }
    let logarithmic = low > 0.0 && high / low > LOG_FROM;
    let edge = |index: usize| {
        let share = index as f64 / BINS as f64;
        if logarithmic { low * libm::pow(high / low, share) } else { low + (high - low) * share }
    };
    let edges: Vec<f64> = (0..=BINS).map(edge).collect();
    let mut counts = vec![0; BINS];
    let mut outside = (0, 0);
    for sample in samples.iter().filter(|sample| sample.is_finite()) {
        // A sample on an edge belongs to the bin above it.
        let above = edges.partition_point(|edge| edge <= sample);
        match counts.get_mut(above.wrapping_sub(1)) {
            Some(bin) => *bin += 1,
            None if above == 0 => outside.0 += 1,
            None => outside.1 += 1,
        }
    }
    Histogram { edges, counts, outside, logarithmic }
}

/// The cumulative distribution as so many points of value and probability, between the percentiles that are shown.
pub(super) fn curve(samples: &[f64], points: usize) -> Vec<(f64, f64)> {
    let sorted = sorted(samples);
    let last = points.saturating_sub(1).max(1) as f64;
    let probability = |index: usize| SHOWN.0 + (SHOWN.1 - SHOWN.0) * index as f64 / last;
    (0..points).map(probability).map(|p| (percentile(&sorted, p), p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0.5, 1.5, …, 99.5 in some order.
    fn hundred() -> Vec<f64> {
        (0..100).map(|index| f64::from(index * 37 % 100) + 0.5).collect()
    }

    #[test]
    fn percentiles_are_those_of_the_even_distribution() {
        let [p5, p50, p95] = percentiles(&hundred(), 4, &[0.05, 0.5, 0.95]);
        assert_eq!((p5.value, p50.value, p95.value), (5.0, 50.0, 95.0));
        assert_eq!(mean(&hundred(), 4).value, 50.0);
        assert_eq!(share_below(&hundred(), 4, 25.0).value, 0.25);
    }

    #[test]
    fn the_standard_error_is_the_spread_between_parts() {
        // Four parts with the means 1, 2, 3 and 4: a standard deviation of 1.29 over the root of four.
        let samples: Vec<f64> = (0..40).map(|index| f64::from(index / 10 + 1)).collect();
        let mean = mean(&samples, 4);
        assert_eq!(mean.value, 2.5);
        assert!((mean.standard_error - (5.0_f64 / 3.0 / 4.0).sqrt()).abs() < 1e-12, "{mean:?}");
    }

    #[test]
    fn every_finite_sample_is_in_one_bin() {
        let mut samples = hundred();
        samples.extend([f64::NAN, f64::INFINITY]);
        let histogram = histogram(&samples, 1);
        let outside = histogram.outside.0 + histogram.outside.1;
        assert_eq!(histogram.counts.iter().sum::<u64>() + outside, 100);
        assert_eq!(histogram.edges.len(), histogram.counts.len() + 1);
        assert!(histogram.logarithmic && histogram.edges.is_sorted());
        let curve = curve(&samples, 11);
        assert!(curve.is_sorted_by(|a, b| a.0 <= b.0 && a.1 < b.1), "{curve:?}");
    }

    #[test]
    fn what_does_not_vary_has_no_bins_and_no_error() {
        let [p5, _, p95] = percentiles(&[7.0; 64], 16, &[0.05, 0.5, 0.95]);
        assert_eq!((p5.value, p95.value, p95.standard_error), (7.0, 7.0, 0.0));
        assert!(histogram(&[7.0; 64], 4).counts.is_empty());
    }
}
