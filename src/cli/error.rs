//! What can go wrong in a command, and the exit code that says so.

use crate::files::FileError;

/// Why a command has no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum CliError {
    /// The words of the command do not fit together.
    #[error("{0}")]
    Usage(String),
    /// A scenario, an input or a name is wrong.
    #[error("{0}")]
    Invalid(String),
    /// A question has no answer.
    #[error("{0}")]
    NoSolution(String),
    /// A file cannot be read or written, or its content is wrong.
    #[error("{0}")]
    File(#[from] FileError),
    /// Anything else.
    #[error("{0}")]
    Runtime(String),
}

impl CliError {
    /// The stable exit code.
    pub(super) const fn exit_code(&self) -> u8 {
        match self {
            Self::Runtime(_) => 1,
            Self::Usage(_) => 2,
            Self::Invalid(_) => 3,
            Self::NoSolution(_) => 4,
            Self::File(_) => 5,
        }
    }

    /// Several problems, one a line.
    pub(super) fn invalid<T: ToString>(what: &str, problems: &[T]) -> Self {
        let lines: Vec<_> =
            problems.iter().map(|problem| format!("{what}: {}", problem.to_string())).collect();
        Self::Invalid(lines.join("\n"))
    }
}
