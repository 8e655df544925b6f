//! `flopwise --measure`: how fast the window starts and draws, and what it does when nobody touches it.

use std::time::Instant;

use super::error::CliError;
use super::output;
use crate::app::{Launch, World};
use crate::files::process::processor_time;
use crate::ui::{self, Measured};

/// Measures with the first comparison, whatever the user had open: nothing is read from their folders or written there.
pub(super) fn run(begun: Instant) -> Result<(), CliError> {
    let (world, _no_complaints_without_folders) = World::load(None)?;
    let launch = Launch::new(world, None, false);
    let measured = ui::measure(launch, begun, processor_time)
        .map_err(|reason| CliError::Runtime(format!("cannot measure: {reason}")))?;
    output::result(&text(&measured))
}

fn text(measured: &Measured) -> String {
    let build =
        if cfg!(debug_assertions) { " (a build with debug assertions: slower than a release)" } else { "" };
    let mut text = format!("First frame after the start: {:.0} ms{build}\n\n", measured.first_frame * 1e3);
    text += "Processor time of a frame     median       p99\n";
    for part in &measured.frames {
        text += &format!("{:<26} {:>6.2} ms {:>6.2} ms\n", part.name, part.median * 1e3, part.p99 * 1e3);
    }
    let share = measured
        .idle_share
        .map_or_else(|| "unknown here".to_owned(), |share| format!("{:.2} %", share * 100.0));
    text += &format!("\nIdle for 10 s: {} repaints, {share} of one core\n", measured.idle_repaints);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::FrameTimes;

    #[test]
    fn times_are_printed_in_milliseconds() {
        let frames = vec![FrameTimes { name: "Compare".to_owned(), median: 0.001_234, p99: 0.0102 }];
        let measured = Measured { first_frame: 0.3126, frames, idle_repaints: 0, idle_share: Some(0.001) };
        let text = text(&measured);
        assert!(text.starts_with("First frame after the start: 313 ms"), "{text}");
        assert!(text.contains("Compare                      1.23 ms  10.20 ms"), "{text}");
        assert!(text.ends_with("Idle for 10 s: 0 repaints, 0.10 % of one core\n"), "{text}");
    }
}
