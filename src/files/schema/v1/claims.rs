//! Claims as a person writes them: who said what, what the claim itself gives, and where it stands.

use std::sync::Arc;

use serde::Deserialize;

use super::{
    Names,
    reading::{Citation, Reading, Sources, graded},
    values::{Day, Id, Word},
};
use crate::{
    catalog::{Amount, Claim, ClaimFigure, ClaimInput, ClaimRatio, Confidence, Status},
    files::{FileError, envelope},
    scenario::Scope,
};

/// The schema id of files of claims.
pub const CLAIMS: &str = "flopwise/claims";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimsFile {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    sources: Sources,
    claims: Vec<ClaimEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimEntry {
    id: Id,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    statement: String,
    claimant: String,
    figure: Word<ClaimFigure>,
    value: String,
    #[serde(default)]
    reading: String,
    rung: Option<String>,
    #[serde(default)]
    scenarios: Vec<String>,
    #[serde(default)]
    rivals: Vec<String>,
    #[serde(default)]
    gives: Vec<InputEntry>,
    ratio: Option<RatioEntry>,
    #[serde(default)]
    excludes: String,
    #[serde(default)]
    circular: String,
    source: Option<String>,
    #[serde(default)]
    locator: String,
    date: Option<Day>,
    status: Option<Word<Status>>,
    confidence: Option<Word<Confidence>>,
    #[serde(default)]
    unconfirmed: bool,
    #[serde(default)]
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InputEntry {
    set: String,
    #[serde(default)]
    locator: String,
    #[serde(default)]
    note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RatioEntry {
    of: String,
    to: String,
}

/// Reads a file of claims. A ratio may name claims of the same file or ones that were read before.
///
/// # Errors
/// When the text is not such a file; the first problem with its place.
pub fn read_claims(
    file: &str,
    text: &str,
    names: &mut Names,
    known: &[Arc<Claim>],
) -> Result<Vec<Arc<Claim>>, FileError> {
    let parsed: ClaimsFile = envelope::parse(file, text, CLAIMS, 1)?;
    let mut reading = Reading { file, text, sources: parsed.sources, entry: 0 };
    let mut claims: Vec<Arc<Claim>> = Vec::with_capacity(parsed.claims.len());
    for (number, entry) in parsed.claims.into_iter().enumerate() {
        reading.entry = number;
        reading.claim(names, "claim", &entry.id.0, &entry.aliases, entry.name.as_deref())?;
        claims.push(Arc::new(entry.into_claim(&reading)?));
    }
    for (number, claim) in claims.iter().enumerate() {
        reading.entry = number;
        let Some(ratio) = &claim.ratio else { continue };
        for wanted in [&ratio.of, &ratio.to] {
            // Of a ratio only costs make sense, and a ratio of ratios could go round in circles.
            let costs = || known.iter().chain(&claims).filter(|claim| claim.figure == ClaimFigure::Cost);
            reading.known(
                "ratio",
                "claim about a cost",
                wanted,
                &mut costs().map(|claim| claim.id.as_str()),
            )?;
        }
    }
    Ok(claims)
}

impl ClaimEntry {
    fn into_claim(self, reading: &Reading<'_>) -> Result<Claim, FileError> {
        let figure = self.figure.0;
        let amount = Amount::read(&self.value, figure.dimension())
            .map_err(|error| reading.bad("value", format!("is no amount: {error}")))?;
        self.check(reading)?;
        let citation = Citation {
            status: self.status.map(|word| word.0),
            date: self.date.map(|day| day.0),
            note: self.note,
            unconfirmed: self.unconfirmed,
        };
        let mut provenance = reading.cite("source", self.source.as_slice(), citation)?;
        Arc::make_mut(&mut provenance).locator = self.locator;
        Ok(Claim {
            name: self.name.unwrap_or_else(|| self.id.0.clone()),
            id: self.id.0,
            aliases: self.aliases,
            statement: self.statement,
            claimant: self.claimant,
            figure,
            amount,
            reading: self.reading,
            rung: self.rung.map(|rung| rung.trim().to_uppercase()),
            scenarios: self.scenarios,
            rivals: self.rivals,
            inputs: self.gives.into_iter().map(InputEntry::into_input).collect(),
            ratio: self.ratio.map(|ratio| ClaimRatio { of: ratio.of, to: ratio.to }),
            excludes: self.excludes,
            circular: self.circular,
            provenance,
            confidence: graded(self.confidence),
        })
    }

    /// What only shows when several keys are seen together.
    fn check(&self, reading: &Reading<'_>) -> Result<(), FileError> {
        if let Some(rung) = &self.rung
            && Scope::from_letter(rung).is_none()
        {
            let problem = format!(
                "is {rung:?}; write a letter of the scope ladder, A to I, or leave it out where nobody said"
            );
            return Err(reading.bad("rung", problem));
        }
        if let Some(input) = self.gives.iter().find(|input| !input.set.contains('=')) {
            let problem = format!("has {:?}; write key=value, such as price=2.00", input.set);
            return Err(reading.bad("gives", problem));
        }
        match (self.figure.0, &self.ratio) {
            (ClaimFigure::CostRatio, None) => Err(reading.bad_entry(
                "this ratio has no two claims; add ratio: (of: \"id-of-a-claim\", to: \"id-of-a-claim\")",
            )),
            (ClaimFigure::CostRatio, Some(_)) => Ok(()),
            (figure, Some(_)) => {
                let problem =
                    format!("belongs to the figure cost-ratio, not to {}; leave it out", figure.id());
                Err(reading.bad("ratio", problem))
            }
            (_, None) if self.scenarios.is_empty() => Err(reading.bad_entry(
                "this claim is about no scenario; add the id of one, such as scenarios: [\"deepseek-v3\"]",
            )),
            (_, None) => Ok(()),
        }
    }
}

impl InputEntry {
    fn into_input(self) -> ClaimInput {
        ClaimInput { setting: self.set, locator: self.locator, note: self.note }
    }
}
