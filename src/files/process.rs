//! What the system says about this process.

use std::fs;

/// Clock ticks a second in which Linux counts the time of processes, on every architecture that it runs on.
const TICKS: f64 = 100.0;

/// Processor time of this process with all its threads, in seconds, to a hundredth. Nothing on systems without `/proc`.
#[must_use]
pub fn processor_time() -> Option<f64> {
    time_in(&fs::read_to_string("/proc/self/stat").ok()?)
}

/// The time in user and system mode, fields 14 and 15; the name before them may contain anything.
fn time_in(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11);
    let [user, system] = [fields.next()?, fields.next()?].map(|field| field.parse::<f64>().ok());
    Some((user? + system?) / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_system_time_are_added() {
        let stat = "12 (a) b) S 1 12 12 0 -1 4194304 500 0 0 0 250 50 0 0 20 0 4 0 999 1 2";
        assert_eq!(time_in(stat), Some(3.0));
        assert_eq!(time_in("12 (a) S 1"), None);
    }
}
