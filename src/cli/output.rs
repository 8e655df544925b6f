//! Where results and messages go.

use std::io::{self, IsTerminal, Write};

use clap::builder::StyledStr;

use super::error::CliError;

/// Writes a result to standard output. A reader that has seen enough (`| head`) is no error.
pub(super) fn result(text: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::Runtime(format!("the result could not be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a message to standard error. There is nobody to tell if that fails.
pub(super) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes help with its emphasis to a terminal, plain anywhere else and where `NO_COLOR` asks for it.
pub(super) fn styled(text: &StyledStr) -> Result<(), CliError> {
    let plain =
        std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stdout().is_terminal();
    if plain { result(&text.to_string()) } else { result(&text.ansi().to_string()) }
}
