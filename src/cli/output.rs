//! Where results and messages go.

use std::io::{self, IsTerminal, Write};

use clap::builder::StyledStr;

use super::error::CliError;
use crate::analysis::Comparison;

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

/// Says of a picture or a page that is to be handed on what no hardware can do.
pub(super) fn impossible(comparison: &Comparison) {
    for text in comparison.impossible() {
        message(&format!("flopwise: not possible as it stands: {text}"));
    }
}

/// Writes help with its emphasis to a terminal, plain anywhere else and where `NO_COLOR` asks for it.
pub(super) fn styled(text: &StyledStr) -> Result<(), CliError> {
    let plain =
        std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stdout().is_terminal();
    if plain { result(&text.to_string()) } else { result(&text.ansi().to_string()) }
}
