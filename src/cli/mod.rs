//! The command line: a thin face over the library. Results go to standard output, messages to standard error.

mod args;
mod audit;
mod chart;
mod check;
mod compare;
mod error;
mod estimate;
mod explain;
mod figure;
mod import;
mod import_table;
mod measure;
mod output;
mod presets;
mod providers;
mod report;
mod select;
mod share;
mod shared;
mod simulate;
mod solve;
mod sweep;
mod trend;
mod validate;
mod version;
mod window;
mod world;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Command};
use error::CliError;

/// Runs the command that the arguments ask for and says how it went.
#[must_use]
pub fn run() -> ExitCode {
    let begun = Instant::now();
    let arguments = match shared::arguments(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => return finish(Err(error)),
    };
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => finish(dispatch(arguments, begun)),
        Err(request) if request.kind() == ErrorKind::DisplayVersion => finish(version::print()),
        Err(request) if request.use_stderr() => {
            output::message(request.to_string().trim_end());
            ExitCode::from(2)
        }
        Err(request) => finish(output::styled(&request.render())),
    }
}

fn dispatch(arguments: Arguments, begun: Instant) -> Result<(), CliError> {
    match arguments.command {
        None if arguments.measure => measure::run(begun),
        None => window::run(arguments.file.as_deref(), arguments.renderer),
        Some(Command::Estimate(command)) => estimate::run(&command),
        Some(Command::Compare(command)) => compare::run(&command),
        Some(Command::Explain(command)) => explain::run(&command),
        Some(Command::Simulate(command)) => simulate::simulation(&command),
        Some(Command::Sensitivity(command)) => simulate::sensitivity(&command),
        Some(Command::Check(command)) => check::run(&command),
        Some(Command::Chart(command)) => chart::run(&command),
        Some(Command::Open { file }) => window::run(Some(&file), arguments.renderer),
        Some(Command::Share(command)) => share::run(&command),
        Some(Command::Report(command)) => report::run(&command),
        Some(Command::Cite(command)) => report::cite(&command),
        Some(Command::Solve(command)) => solve::run(&command),
        Some(Command::Sweep(command)) => sweep::run(&command),
        Some(Command::Trend(command)) => trend::run(&command),
        Some(Command::Validate(command)) => validate::run(&command),
        Some(Command::Audit(command)) => audit::run(&command),
        Some(Command::Providers(command)) => providers::run(&command),
        Some(Command::Import(command)) => import::run(&command),
        Some(Command::Presets(command)) => presets::run(&command),
    }
}

fn finish(outcome: Result<(), CliError>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                output::message(&format!("flopwise: {line}"));
            }
            ExitCode::from(error.exit_code())
        }
    }
}
