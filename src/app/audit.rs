//! The dialog that checks somebody else's table.

use crate::analysis::audit::{Audit, audit};
use crate::files::import::tables::{FleetSheet, read_fleet};

/// The dialog that checks a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AuditDialog {
    /// The table as text.
    pub text: String,
    /// The name of its file; empty for a pasted text.
    pub file: String,
    /// Whether a file is being asked for.
    pub busy: bool,
    /// What was found, or why nothing could be checked; none for an empty text.
    pub found: Option<Result<Box<(FleetSheet, Audit)>, String>>,
}

impl AuditDialog {
    /// Checks a text.
    #[must_use]
    pub fn of(file: &str, text: String) -> Self {
        let name = if file.is_empty() { "the table" } else { file };
        let found = (!text.trim().is_empty()).then(|| match read_fleet(name, &text, None) {
            Ok(fleet) => {
                let audit = audit(&fleet.table);
                Ok(Box::new((fleet, audit)))
            }
            Err(error) => Err(error.to_string()),
        });
        Self { text, file: file.to_owned(), busy: false, found }
    }
}
