//! The flopwise program.

use std::process::ExitCode;

fn main() -> ExitCode {
    flopwise::cli::run()
}
