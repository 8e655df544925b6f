//! Who does the independent parts of a simulation: here one after the other; a caller that has threads brings its own.

use super::Memory;

/// Does numbered jobs and hands back their results in the order of the numbers.
///
/// Each job depends on its number alone, so that the results are the same bytes however many work on them.
pub trait Runner {
    /// The results of the jobs `0..count`, in order.
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T>;

    /// What earlier simulations left, where somebody keeps it. It spares time and changes no result.
    fn memory(&self) -> Option<&Memory> {
        None
    }
}

/// One job after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct InTurn;

impl Runner for InTurn {
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T> {
        (0..count).map(job).collect()
    }
}

/// A runner that remembers.
#[derive(Debug, Clone, Copy)]
pub struct Remembering<'a, R>(pub R, pub &'a Memory);

impl<R: Runner> Runner for Remembering<'_, R> {
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T> {
        self.0.map(count, job)
    }

    fn memory(&self) -> Option<&Memory> {
        Some(self.1)
    }
}
