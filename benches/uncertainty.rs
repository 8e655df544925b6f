//! Speed of sampling: REF12, a cost of twelve log-normal inputs, from draws to samples. `cargo bench --bench uncertainty`.
//!
//! Machines are shared and differ, so that the figure of record is a ratio: samples per second and core over those of a
//! plain Monte Carlo loop (xoshiro256++, the normal quantile and the exponential of `libm`, one sample after the other),
//! timed in turn with it. The goal is 23 million samples per second.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

#[path = "../src/uncertainty/ref12.rs"]
mod ref12;

use std::hint::black_box;
use std::time::Instant;

use flopwise::scenario::{Family, Range, Sampling};
use flopwise::uncertainty::special::normal_quantile;
use flopwise::uncertainty::{BLOCK, Column, Distribution, QuantileTable, Replicate, Stream};
use ref12::{INPUTS, cost};

const BLOCKS: u32 = 256;
const SAMPLES: f64 = BLOCKS as f64 * BLOCK as f64;
/// Rounds, in each of which everything runs once; the median ratio of all rounds counts.
const ROUNDS: usize = 31;

/// Blackman and Vigna's generator, as a plain program would use it.
struct Xoshiro([u64; 4]);

impl Xoshiro {
    fn unit(&mut self) -> f64 {
        let [a, b, c, d] = &mut self.0;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let t = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= t;
        *d = d.rotate_left(45);
        ((result >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }
}

/// The yardstick.
fn plain(parameters: &[(f64, f64); 12], out: &mut [[f64; BLOCK]]) {
    let mut random = Xoshiro([1, 2, 3, 4]);
    for sample in out.as_flattened_mut() {
        *sample = cost(parameters.map(|(mu, sigma)| libm::exp(mu + sigma * normal_quantile(random.unit()))));
    }
}

struct Kernel<'a> {
    replicate: Replicate,
    columns: [Column; 12],
    tables: &'a [QuantileTable; 12],
}

impl<'a> Kernel<'a> {
    fn new(sampling: Sampling, tables: &'a [QuantileTable; 12]) -> Self {
        let replicate = Stream::new(sampling, 12, "ref12").replicate(0);
        Self { replicate, columns: std::array::from_fn(|input| replicate.column(input as u32)), tables }
    }

    fn run(&self, out: &mut [[f64; BLOCK]]) {
        let mut draws = [0; BLOCK];
        let mut values = [[0.0; BLOCK]; 12];
        for (block, out) in (0..).zip(out) {
            let order = self.replicate.order(block);
            for ((column, table), values) in self.columns.iter().zip(self.tables).zip(&mut values) {
                column.fill(&order, &mut draws);
                table.fill(&draws, values);
            }
            let [a, b, c, d, e, f, g, h, i, j, k, l] = &values;
            for (index, out) in out.iter_mut().enumerate() {
                let at = |values: &[f64; BLOCK]| values.get(index).copied().unwrap_or_default();
                *out = cost([a, b, c, d, e, f, g, h, i, j, k, l].map(at));
            }
        }
    }
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Microseconds of one run, the median of rounds.
fn micros(run: impl Fn()) -> f64 {
    median((0..ROUNDS).map(|_| seconds(&run) * 1e6).collect())
}

fn main() {
    let fitted =
        INPUTS.map(|(low, high)| Distribution::new(&Range::interval(low, high), (0.0, f64::INFINITY)));
    let parameters = fitted.each_ref().map(|fitted| {
        fitted.as_ref().ok().and_then(Distribution::log_normal).unwrap_or((f64::NAN, f64::NAN))
    });
    let Ok(tables) =
        <[QuantileTable; 12]>::try_from(fitted.iter().flatten().map(QuantileTable::new).collect::<Vec<_>>())
    else {
        return println!("REF12 does not fit");
    };
    let mut out = vec![[0.0; BLOCK]; BLOCKS as usize];
    let kernels = Sampling::ALL.map(|sampling| (sampling.id(), Kernel::new(sampling, &tables)));
    let mut yardsticks = Vec::new();
    let mut times = [const { Vec::new() }; 2];
    for _ in 0..ROUNDS {
        yardsticks.push(seconds(|| plain(&parameters, black_box(&mut out))));
        for ((_, kernel), times) in kernels.iter().zip(&mut times) {
            times.push(seconds(|| kernel.run(black_box(&mut out))));
        }
    }
    let millions = |seconds: f64| SAMPLES / seconds / 1e6;
    println!("plain loop: {:.2} M samples/s and core", millions(median(yardsticks.clone())));
    for ((id, _), times) in kernels.iter().zip(times) {
        let ratios = times.iter().zip(&yardsticks).map(|(time, yardstick)| yardstick / time).collect();
        println!(
            "REF12, {id}: {:.1} M samples/s and core, {:.1} times the plain loop",
            millions(median(times.clone())),
            median(ratios)
        );
    }
    for family in Family::ALL {
        let range = Range::Interval { low: 0.25, high: 0.45, mode: None, family: Some(family) };
        let fit = || Distribution::new(black_box(&range), (0.0, 1.0));
        let Ok(distribution) = fit() else { continue };
        let fit_time = micros(|| drop(black_box(fit())));
        let table_time = micros(|| drop(black_box(QuantileTable::new(&distribution))));
        println!("{}: fit {fit_time:.1} us, table {table_time:.0} us", family.id());
    }
}
