//! `--from-share STRING`: the same as the string in place of a scenario, but never taken for a name.

use std::ffi::OsString;

use super::error::CliError;
use crate::files::share::{ShareError, is_shared};

const OPTION: &str = "--from-share";

/// The arguments with each share string in the place of its option.
pub(super) fn arguments(given: impl Iterator<Item = OsString>) -> Result<Vec<OsString>, CliError> {
    let mut arguments = Vec::new();
    let mut given = given;
    while let Some(argument) = given.next() {
        let text = argument.to_string_lossy();
        let string = match text.strip_prefix(OPTION) {
            Some("") => given.next().ok_or_else(|| {
                CliError::Usage(format!("{OPTION} needs a share string, as flopwise share prints it"))
            })?,
            Some(rest) if rest.starts_with('=') => OsString::from(&rest[1..]),
            _ => {
                arguments.push(argument);
                continue;
            }
        };
        if !is_shared(&string.to_string_lossy()) {
            return Err(CliError::Usage(format!("{OPTION}: {}", ShareError::NotShared)));
        }
        arguments.push(string);
    }
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Result<Vec<OsString>, CliError> {
        arguments(words.iter().map(OsString::from))
    }

    #[test]
    fn the_string_takes_the_place_of_the_option() {
        let string = "flopwise1:AAAA";
        for words in [
            &["flopwise", "estimate", OPTION, string][..],
            &["flopwise", "estimate", "--from-share=flopwise1:AAAA"],
        ] {
            assert_eq!(of(words), Ok(["flopwise", "estimate", string].map(OsString::from).to_vec()));
        }
        assert_eq!(
            of(&["flopwise", "--from-sharp"]),
            Ok(["flopwise", "--from-sharp"].map(OsString::from).to_vec())
        );
    }

    #[test]
    fn what_is_no_share_string_is_never_taken_for_a_name() {
        for words in [&["estimate", OPTION, "deepseek-v3"][..], &["estimate", OPTION], &["--from-share="]] {
            assert_eq!(of(words).map_err(|error| error.exit_code()), Err(2), "{words:?}");
        }
    }
}
