//! Independent parts of a calculation on several threads.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::uncertainty::Runner;

/// So many threads, each taking the next job that is left. The results are the same for any number.
#[derive(Debug, Clone, Copy)]
pub struct Threads(NonZero<usize>);

impl Threads {
    /// As many as asked for; at least one.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self(NonZero::new(count).unwrap_or(NonZero::<usize>::MIN))
    }

    /// As many as the machine runs at once, up to eight: beyond that a simulation gains nothing.
    #[must_use]
    pub fn of_machine() -> Self {
        Self::new(thread::available_parallelism().map_or(1, NonZero::get).min(8))
    }
}

impl Runner for Threads {
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T> {
        if self.0.get() == 1 || count < 2 {
            return (0..count).map(job).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return done;
                }
                done.push((index, job(index)));
            }
        };
        let mut results: Vec<(usize, T)> = thread::scope(|scope| {
            let others: Vec<_> = (1..self.0.get().min(count)).map(|_| scope.spawn(work)).collect();
            let mut results = work();
            for other in others {
                match other.join() {
                    Ok(done) => results.extend(done),
                    // A job that panics does so on the caller's thread, as it would without threads.
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            results
        });
        results.sort_unstable_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::uncertain_figure;
    use crate::estimate::{FigureId, fixture};
    use crate::scenario::input::{InputId, InputKey};
    use crate::scenario::{Correlation, HoursBasis, Range, set_range};
    use crate::uncertainty::Swing;

    #[test]
    fn results_come_in_order_from_any_number_of_threads() {
        for count in [1, 2, 7, 64] {
            assert_eq!(
                Threads::new(count).map(100, |index| index * index),
                (0..100).map(|i| i * i).collect::<Vec<_>>()
            );
        }
        assert!(Threads::new(3).map(0, |index| index).is_empty());
    }

    /// DeepSeek-V3 with hours derived and three ranges, two of them correlated.
    fn uncertain() -> crate::scenario::CheckedScenario {
        let mut scenario = fixture::scenario();
        scenario.hours_basis = HoursBasis::Derived;
        for (id, text) in [
            (InputId::RentalPrice, "1.5 to 3.5"),
            (InputId::Mfu, "25% to 45%"),
            (InputId::Tokens, "10T to 20T"),
        ] {
            let range = Range::parse(text, id.spec()).expect("possible");
            set_range(&mut scenario, InputKey::of(id), range, None).expect("possible");
        }
        let [first, second] = [InputId::Mfu, InputId::Tokens].map(InputKey::of);
        scenario.uncertainty.correlations.push(Correlation { first, second, rank: 0.4 });
        std::sync::Arc::new(scenario).check(&fixture::catalog()).expect("valid")
    }

    #[test]
    fn one_two_and_seven_threads_give_the_same_bytes() {
        let run = |threads: usize| {
            let figure =
                uncertain_figure(&uncertain(), None, FigureId::Cost, Swing::OwnRange, &Threads::new(threads));
            let figure = figure.expect("possible");
            let outcome = &figure.outcome;
            let numbers = [outcome.p5, outcome.p50, outcome.p95, outcome.mean];
            let mut bits: Vec<u64> = numbers
                .iter()
                .flat_map(|number| [number.value, number.standard_error])
                .map(f64::to_bits)
                .collect();
            bits.extend(outcome.samples().iter().map(|sample| sample.to_bits()));
            bits.extend(figure.shares.shares.iter().map(|share| share.total.to_bits()));
            bits
        };
        let one = run(1);
        assert!(one.len() > 100_000);
        assert!(run(2) == one && run(7) == one, "threads change the result");
    }
}
