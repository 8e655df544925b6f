//! Who does the independent parts of a simulation: here one after the other; a caller that has threads brings its own.

/// Does numbered jobs and hands back their results in the order of the numbers.
///
/// Each job depends on its number alone, so that the results are the same bytes however many work on them.
pub trait Runner {
    /// The results of the jobs `0..count`, in order.
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T>;
}

/// One job after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct InTurn;

impl Runner for InTurn {
    fn map<T: Send, F: Fn(usize) -> T + Sync>(&self, count: usize, job: F) -> Vec<T> {
        (0..count).map(job).collect()
    }
}
