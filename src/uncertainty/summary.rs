//! What samples say: percentiles with their standard errors, shares, histogram and cumulative curve.
//!
//! Samples come in equal parts that were drawn independently of one another; the spread between the parts is what the
//! standard errors rest on. What is no finite number is left out of every statistic and counted by the caller.

use std::cmp::Ordering;

use fearless_simd::dispatch;

use super::simulate::Estimated;
use super::wide;

/// Bins of a histogram.
const BINS: usize = 60;
/// Samples beyond these percentiles lie outside of the bins, so that a long tail leaves the rest visible.
const SHOWN: (f64, f64) = (0.002, 0.998);
/// Samples of each part from which a first guess is made.
const FIRST: usize = 512;
/// Beyond this ratio of the ends, bins of equal ratio show more than bins of equal width.
const LOG_FROM: f64 = 8.0;
/// So many counts side by side, since each addition to one waits for the one before it.
const SIDE: usize = 4;

/// The ranks between which the `p`-th percentile lies, counted from 0, and how far from the lower to the upper one
/// (Hyndman and Fan's definition 5: the sample of rank `i`, counted from 1, stands at `(i − 1/2) / n`).
fn rank(count: usize, p: f64) -> (usize, usize, f64) {
    let rank = p * count as f64 - 0.5;
    let last = count.saturating_sub(1);
    let below = libm::floor(rank.max(0.0)) as usize;
    (below.min(last), (below + 1).min(last), (rank - below as f64).clamp(0.0, 1.0))
}

/// The `p`-th percentile of samples whose ranks around it are where they belong.
fn percentile(ranked: &[f64], p: f64) -> f64 {
    let (below, above, share) = rank(ranked.len(), p);
    let at = |index: usize| ranked.get(index).copied().unwrap_or(f64::NAN);
    at(below) + (at(above) - at(below)) * share
}

/// Percentiles of samples in any order. What is not finite is left out.
pub(super) fn percentiles_of<const N: usize>(mut samples: Vec<f64>, ps: &[f64; N]) -> [f64; N] {
    samples.retain(|value| value.is_finite());
    let mut ranks: Vec<usize> = ps
        .iter()
        .flat_map(|p| {
            let (below, above, _) = rank(samples.len(), *p);
            [below, above]
        })
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    rank_all(&mut samples, 0, &ranks);
    ps.map(|p| percentile(&samples, p))
}

/// Puts the samples of some ranks, rising and counted from `start`, where they would stand if all were sorted, which takes
/// a fraction of the time of sorting.
fn rank_all(samples: &mut [f64], start: usize, ranks: &[usize]) {
    let Some(rank) = ranks.get(ranks.len() / 2) else { return };
    let place = rank - start;
    if place >= samples.len() {
        return;
    }
    let (below, _, above) = samples.select_nth_unstable_by(place, f64::total_cmp);
    let (before, after) = ranks.split_at(ranks.len() / 2);
    rank_all(below, start, before);
    rank_all(above, rank + 1, after.get(1..).unwrap_or_default());
}

/// Samples in rising order, without what is not finite.
fn sorted(samples: &[Vec<f64>]) -> Vec<f64> {
    let mut sorted: Vec<f64> = samples.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// The mean of equal parts with its standard error.
fn of_parts(parts: &[f64]) -> Estimated {
    let count = parts.len() as f64;
    let mean = parts.iter().sum::<f64>() / count;
    let squares: f64 = parts.iter().map(|part| (part - mean) * (part - mean)).sum();
    let standard_error = if parts.len() > 1 { libm::sqrt(squares / (count - 1.0) / count) } else { f64::NAN };
    Estimated { value: mean, standard_error }
}

/// Percentiles of all samples. Their standard errors are those of the share below them, over the density there, which
/// two neighboring percentiles tell.
pub(super) fn percentiles<const N: usize>(samples: &[Vec<f64>], ps: &[f64; N]) -> [Estimated; N] {
    /// How far the neighbors lie apart, as a share of the tail.
    const STEP: f64 = 0.2;
    let step = |p: f64| STEP * p.min(1.0 - p);
    let values = percentiles_of(samples.concat(), ps);
    let lower = percentiles_of(samples.concat(), &ps.map(|p| p - step(p)));
    let upper = percentiles_of(samples.concat(), &ps.map(|p| p + step(p)));
    std::array::from_fn(|index| {
        let at = |values: &[f64; N]| values.get(index).copied().unwrap_or(f64::NAN);
        let (value, slope) = (at(&values), (at(&upper) - at(&lower)) / (2.0 * step(at(ps))));
        let share = share_below(samples, value);
        // Where nothing varies there is no error, whatever rounding says of the share.
        let standard_error = if slope == 0.0 { 0.0 } else { share.standard_error * slope };
        Estimated { value, standard_error }
    })
}

/// The share of samples below a value; samples at the value count half.
pub(super) fn share_below(samples: &[Vec<f64>], value: f64) -> Estimated {
    let share = |part: &Vec<f64>| {
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
    of_parts(&samples.iter().map(share).collect::<Vec<_>>())
}

/// The mean of the samples, and how many are no finite number.
pub(super) fn mean(samples: &[Vec<f64>]) -> (Estimated, usize) {
    /// So many sums side by side, since each addition waits for the one before it.
    const SIDE: usize = 8;
    let mut not_finite = 0;
    let mean = |part: &Vec<f64>| {
        let (mut sums, mut numbers) = ([0.0; SIDE], [0.0; SIDE]);
        for group in part.chunks(SIDE) {
            for ((sample, sum), number) in group.iter().zip(&mut sums).zip(&mut numbers) {
                let finite = sample.is_finite();
                *sum += if finite { *sample } else { 0.0 };
                *number += if finite { 1.0 } else { 0.0 };
            }
        }
        let number = numbers.iter().sum::<f64>();
        not_finite += part.len() - number as usize;
        sums.iter().sum::<f64>() / number
    };
    let means: Vec<f64> = samples.iter().map(mean).collect();
    (of_parts(&means), not_finite)
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
pub(super) fn histogram(samples: &[Vec<f64>]) -> Histogram {
    let firsts = samples.iter().flat_map(|part| part.iter().take(FIRST));
    let [low, high] = percentiles_of(firsts.copied().collect(), &[SHOWN.0, SHOWN.1]);
    // Also where nothing is finite.
    if low.partial_cmp(&high) != Some(Ordering::Less) {
        return Histogram { edges: Vec::new(), counts: Vec::new(), outside: (0, 0), logarithmic: false };
    }
    let logarithmic = low > 0.0 && high / low > LOG_FROM;
    let edge = |index: usize| {
        let share = index as f64 / BINS as f64;
        if logarithmic { low * libm::pow(high / low, share) } else { low + (high - low) * share }
    };
    let edges: [f64; BINS + 1] = std::array::from_fn(edge);
    // From below all samples to above them.
    let mut ends = [f64::NEG_INFINITY; BINS + 3];
    let [_, inner @ .., last] = &mut ends;
    inner.copy_from_slice(&edges);
    *last = f64::INFINITY;
    // Place 0 is below all bins, the last one above them.
    let mut places = [[0_u64; BINS + 2]; SIDE];
    let along = |value: f64| if logarithmic { rough_log2(value) } else { value };
    let (start, bins) = (along(low), BINS as f64 / (along(high) - along(low)));
    let mut guesses = [0_u32; FIRST];
    for group in samples.iter().flat_map(|part| part.chunks(FIRST)) {
        dispatch!(wide::level(), _simd => if logarithmic {
            guess(group, &mut guesses, |value| (rough_log2(value) - start) * bins);
        } else {
            guess(group, &mut guesses, |value| (value - start) * bins);
        });
        for (index, (sample, guess)) in group.iter().zip(&guesses).enumerate() {
            if !sample.is_finite() {
                continue;
            }
            let mut place = *guess as usize;
            // A sample on an edge belongs to the bin above it: place n lies from edge n - 1 to edge n. Guesses by logarithm
            // are off by one here and there, which is no branch that could be foreseen.
            let at = |edge: usize| ends.get(edge).copied().unwrap_or(f64::NAN);
            place = place + usize::from(*sample >= at(place + 1)) - usize::from(*sample < at(place));
            while *sample < at(place) {
                place -= 1;
            }
            while *sample >= at(place + 1) {
                place += 1;
            }
            let places = places.get_mut(index % SIDE);
            if let Some(count) = places.and_then(|places| places.get_mut(place)) {
                *count += 1;
            }
        }
    }
    let places: [u64; BINS + 2] =
        std::array::from_fn(|place| places.iter().filter_map(|places| places.get(place)).sum());
    let [below, counts @ .., above] = places;
    Histogram { edges: edges.to_vec(), counts: counts.to_vec(), outside: (below, above), logarithmic }
}

/// Guesses the places of samples from how many bins they lie along: hardly ever off by more than one, which the edges
/// correct.
#[inline(always)]
fn guess(samples: &[f64], places: &mut [u32; FIRST], along: impl Fn(f64) -> f64) {
    for (place, sample) in places.iter_mut().zip(samples) {
        let along = along(*sample) + 0.5;
        let along = if along > 0.0 { along } else { 0.0 };
        *place = wide::integer(if along < (BINS + 1) as f64 { along } else { (BINS + 1) as f64 }) as u32;
    }
}

/// The binary logarithm of a positive number to 0.01, from its bits: the exponent, and a parabola for the mantissa.
#[inline(always)]
fn rough_log2(value: f64) -> f64 {
    let bits = value.to_bits();
    let exponent = f64::from((bits >> 52) as u32) - 1023.0;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | 1023 << 52) - 1.0;
    exponent + mantissa * (1.344 - 0.344 * mantissa)
}

/// The cumulative distribution as so many points of value and probability, between the percentiles that are shown.
pub(super) fn curve(samples: &[Vec<f64>], points: usize) -> Vec<(f64, f64)> {
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

    fn hundred_in_4() -> Vec<Vec<f64>> {
        hundred().chunks(25).map(<[f64]>::to_vec).collect()
    }

    #[test]
    fn percentiles_are_those_of_the_even_distribution() {
        let [p5, p50, p95] = percentiles(&hundred_in_4(), &[0.05, 0.5, 0.95]);
        assert_eq!((p5.value, p50.value, p95.value), (5.0, 50.0, 95.0));
        assert_eq!((mean(&hundred_in_4()).0.value, mean(&hundred_in_4()).1), (50.0, 0));
        assert_eq!(share_below(&hundred_in_4(), 25.0).value, 0.25);
    }

    #[test]
    fn the_standard_error_is_the_spread_between_parts() {
        // Four parts with the means 1, 2, 3 and 4: a standard deviation of 1.29 over the root of four.
        let samples: Vec<Vec<f64>> = (1..=4).map(|part| vec![f64::from(part); 10]).collect();
        let (mean, _) = mean(&samples);
        assert_eq!(mean.value, 2.5);
        assert!((mean.standard_error - (5.0_f64 / 3.0 / 4.0).sqrt()).abs() < 1e-12, "{mean:?}");
    }

    #[test]
    fn every_finite_sample_is_in_one_bin() {
        let mut samples = hundred();
        samples.extend([f64::NAN, f64::INFINITY]);
        let histogram = histogram(std::slice::from_ref(&samples));
        let outside = histogram.outside.0 + histogram.outside.1;
        assert_eq!(histogram.counts.iter().sum::<u64>() + outside, 100);
        assert_eq!(histogram.edges.len(), histogram.counts.len() + 1);
        assert!(histogram.logarithmic && histogram.edges.is_sorted());
        let curve = curve(&[samples], 11);
        assert!(curve.is_sorted_by(|a, b| a.0 <= b.0 && a.1 < b.1), "{curve:?}");
    }

    #[test]
    fn percentiles_are_those_of_sorted_samples() {
        let samples: Vec<f64> = (0..5000_u64).map(|index| (index * 7_919 % 4_096) as f64 - 900.0).collect();
        let sorted = sorted(std::slice::from_ref(&samples));
        let ps = [0.0, 1e-4, 0.05, 0.04, 0.5, 0.95, 0.952, 0.9999, 1.0];
        assert_eq!(percentiles_of(samples, &ps), ps.map(|p| percentile(&sorted, p)));
        assert!(percentiles_of(vec![f64::NAN], &[0.5])[0].is_nan());
        assert_eq!(percentiles_of(vec![3.0], &[0.05, 0.95]), [3.0, 3.0]);
    }

    #[test]
    fn samples_fall_into_the_bins_between_whose_edges_they_lie() {
        // Narrow and wide, of equal width and of equal ratio, some beyond zero.
        for (start, factor) in [(1.0, 1.5), (1e-9, 1e9), (3.7e6, 20.0), (-2.0, -0.5)] {
            let share = |index: u64| (index * 7_919 % 4_096) as f64 / 4_096.0;
            let value = |index| {
                if start > 0.0 { start * libm::pow(factor, share(index)) } else { share(index) - 0.5 }
            };
            let mut samples: Vec<f64> = (0..4_096).map(value).collect();
            samples.extend([0.0, -1.0, -1e300, 1e300]);
            let mut found = histogram(std::slice::from_ref(&samples));
            samples.extend(found.edges.clone());
            found = histogram(std::slice::from_ref(&samples));
            let mut counts = vec![0; found.edges.len() + 1];
            for sample in &samples {
                counts[found.edges.partition_point(|edge| edge <= sample)] += 1;
            }
            let last = counts.len() - 1;
            assert_eq!(found.outside, (counts[0], counts[last]), "{start}");
            assert_eq!(found.counts, counts[1..last], "{start}");
        }
    }

    #[test]
    fn what_does_not_vary_has_no_bins_and_no_error() {
        let [p5, _, p95] = percentiles(&vec![vec![7.0; 4]; 16], &[0.05, 0.5, 0.95]);
        assert_eq!((p5.value, p95.value, p95.standard_error), (7.0, 7.0, 0.0));
        assert!(histogram(&vec![vec![7.0; 16]; 4]).counts.is_empty());
    }
}
