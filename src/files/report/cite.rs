//! How to cite the program, and a scenario that it calculated: as text and as BibTeX.

use std::sync::Arc;

use super::latex::escaped;
use crate::catalog::{Catalog, Date};
use crate::files::share::scenario_hash;
use crate::scenario::Scenario;

/// What is cited: the program with its data, and the scenarios if there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Version of the program.
    pub version: &'static str,
    /// Where the program is found; empty where its package names no place.
    pub address: &'static str,
    /// Date of the newest data.
    pub snapshot: Option<Date>,
    /// Names of the scenarios with their hash or share string, where there is one.
    pub scenarios: Vec<(String, Option<String>)>,
}

/// The citation of scenarios; of the program alone where there are none.
#[must_use]
pub fn citation<'a>(catalog: &Catalog, scenarios: impl Iterator<Item = &'a Scenario>) -> Citation {
    Citation {
        version: env!("CARGO_PKG_VERSION"),
        address: env!("CARGO_PKG_REPOSITORY"),
        snapshot: catalog.snapshot(),
        scenarios: scenarios.map(|scenario| (scenario.name.clone(), scenario_mark(scenario))).collect(),
    }
}

/// What tells one scenario from every other, as the footers of charts give it.
#[must_use]
pub fn scenario_mark(scenario: &Scenario) -> Option<String> {
    Some(format!("scenario {}", scenario_hash(&Arc::new(scenario.clone()))))
}

impl Citation {
    fn named(&self) -> String {
        let named = self.scenarios.iter().map(|(name, mark)| match mark {
            Some(mark) => format!("{name} ({mark})"),
            None => name.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    fn of_data(&self) -> String {
        self.snapshot.map(|date| format!("data up to {date}")).unwrap_or_default()
    }

    /// One sentence for a list of references.
    #[must_use]
    pub fn text(&self) -> String {
        let data = self.of_data();
        let data = if data.is_empty() { data } else { format!(", {data}") };
        let program = format!("flopwise {}: what training a large AI model costs{data}.", self.version);
        if self.scenarios.is_empty() {
            program
        } else {
            let plural = if self.scenarios.len() == 1 { "Scenario" } else { "Scenarios" };
            format!("{plural} {}. Calculated with {program}", self.named())
        }
    }

    /// An entry for BibTeX and biblatex.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let mut fields = vec![
            ("title", "{flopwise}: what training a large {AI} model costs".to_owned()),
            ("author", "{The flopwise authors}".to_owned()),
            ("version", self.version.to_owned()),
        ];
        if !self.address.is_empty() {
            fields.push(("url", self.address.to_owned()));
        }
        if let Some(date) = self.snapshot {
            fields.push(("year", date.year().to_string()));
        }
        let mut notes = Vec::new();
        if !self.scenarios.is_empty() {
            notes.push(format!("Scenarios: {}", escaped(&self.named())));
        }
        if self.snapshot.is_some() {
            notes.push(capital(&self.of_data()));
        }
        if !notes.is_empty() {
            fields.push(("note", notes.join(". ")));
        }
        let lines: Vec<String> = fields.iter().map(|(key, value)| format!("  {key} = {{{value}}}")).collect();
        format!("@software{{flopwise,\n{}\n}}\n", lines.join(",\n"))
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_names_version_data_and_scenario() {
        let cited = Citation {
            version: "0.1.0",
            address: "",
            snapshot: Date::parse("2026-10-21"),
            scenarios: vec![("DeepSeek & Co_1".into(), Some("1a2b3c4d".into()))],
        };
        assert_eq!(
            cited.text(),
            "Scenario DeepSeek & Co_1 (1a2b3c4d). Calculated with flopwise 0.1.0: what training a large AI model \
             costs, data up to 2026-10-21."
        );
        assert_eq!(
            cited.bibtex(),
            "@software{flopwise,\n  title = {{flopwise}: what training a large {AI} model costs},\n  \
             author = {{The flopwise authors}},\n  version = {0.1.0},\n  year = {2026},\n  \
             note = {Scenarios: DeepSeek \\& Co\\_1 (1a2b3c4d). Data up to 2026-10-21}\n}\n"
        );
        let alone = Citation { scenarios: Vec::new(), snapshot: None, ..cited };
        assert_eq!(alone.text(), "flopwise 0.1.0: what training a large AI model costs.");
        assert!(!alone.bibtex().contains("note"));
        let found = Citation { address: "https://example.org/flopwise", ..alone };
        assert!(found.bibtex().contains("  url = {https://example.org/flopwise}"), "{}", found.bibtex());
    }
}
