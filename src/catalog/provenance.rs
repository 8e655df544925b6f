//! Where a number comes from, and a value that carries this with it.

use std::sync::Arc;

use super::Date;
use crate::units::Quantity;

/// How a value came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Stated by the party that did the work or sets the price.
    Reported,
    /// Arithmetic on reported values.
    Derived,
    /// An analyst's estimate, or a default with published evidence.
    Estimated,
    /// A leak, a rumor or a guess.
    Speculative,
    /// Entered by the user.
    Yours,
}

impl Status {
    /// Every status, strongest first.
    pub const ALL: [Self; 5] =
        [Self::Reported, Self::Derived, Self::Estimated, Self::Speculative, Self::Yours];

    /// The stable lower-case id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
            Self::Estimated => "estimated",
            Self::Speculative => "speculative",
            Self::Yours => "yours",
        }
    }

    /// The status of a result that rests on both.
    #[must_use]
    pub fn combine(self, other: Self) -> Self {
        self.max(other)
    }
}

/// How far a catalogue entry can be relied on, as its source grades it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Primary document or two agreeing sources.
    High,
    /// One good secondary source.
    Medium,
    /// Unconfirmed.
    Low,
}

impl Confidence {
    /// Every grade, best first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The stable lower-case id used in files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Source, locator, date and status of a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// How the value came about.
    pub status: Status,
    /// Title of the source.
    pub source: String,
    /// Address of the source; empty when there is none.
    pub url: String,
    /// Where in the source: page, table, section.
    pub locator: String,
    /// Date of the source, or of the price.
    pub date: Option<Date>,
    /// A remark; empty when there is none.
    pub note: String,
    /// Still waiting for a second source.
    pub unconfirmed: bool,
}

impl Provenance {
    /// The provenance of what the user typed: no citation.
    #[must_use]
    pub fn yours() -> Self {
        Self {
            status: Status::Yours,
            source: String::new(),
            url: String::new(),
            locator: String::new(),
            date: None,
            note: String::new(),
            unconfirmed: false,
        }
    }

    /// Source and locator in one line: `DeepSeek-V3 Technical Report, Table 1 (2024-12)`.
    #[must_use]
    pub fn citation(&self) -> String {
        if self.status == Status::Yours {
            return "your value".into();
        }
        let mut text = self.source.clone();
        if !self.locator.is_empty() {
            text.push_str(", ");
            text.push_str(&self.locator);
        }
        if let Some(date) = self.date {
            text.push_str(&format!(" ({date})"));
        }
        text
    }
}

/// A value with its provenance. An edit drops the citation but remembers what it replaced, so that it can be reset.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value in force.
    pub value: T,
    /// Where it comes from.
    pub provenance: Arc<Provenance>,
    /// The cited value that the user's own replaced.
    pub replaced: Option<(T, Arc<Provenance>)>,
}

impl<T: Copy> Sourced<T> {
    /// A value as its source gives it.
    #[must_use]
    pub fn new(value: T, provenance: Arc<Provenance>) -> Self {
        Self { value, provenance, replaced: None }
    }

    /// A value that the user entered where there was none before.
    #[must_use]
    pub fn yours(value: T) -> Self {
        Self::new(value, Arc::new(Provenance::yours()))
    }

    /// Replaces the value by the user's own and keeps the cited one for [`Self::reset`].
    #[must_use]
    pub fn edited(&self, value: T) -> Self {
        let replaced = match &self.replaced {
            Some(original) => Some(original.clone()),
            None if self.provenance.status == Status::Yours => None,
            None => Some((self.value, Arc::clone(&self.provenance))),
        };
        Self { value, provenance: Arc::new(Provenance::yours()), replaced }
    }

    /// Back to the cited value, if the user's own had replaced one.
    #[must_use]
    pub fn reset(&self) -> Option<Self> {
        let (value, provenance) = self.replaced.clone()?;
        Some(Self { value, provenance, replaced: None })
    }

    /// Whether the value in force is the user's own.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.provenance.status == Status::Yours
    }
}

impl<Q: Quantity> Sourced<Q> {
    /// The same value as a bare number in the base unit.
    #[must_use]
    pub fn to_base(&self) -> Sourced<f64> {
        Sourced {
            value: self.value.base(),
            provenance: Arc::clone(&self.provenance),
            replaced: self
                .replaced
                .as_ref()
                .map(|(value, provenance)| (value.base(), Arc::clone(provenance))),
        }
    }

    /// From a bare number in the base unit. The caller checks the range.
    #[must_use]
    pub fn from_base(base: &Sourced<f64>) -> Self {
        Self {
            value: Q::from_base(base.value),
            provenance: Arc::clone(&base.provenance),
            replaced: base
                .replaced
                .as_ref()
                .map(|(value, provenance)| (Q::from_base(*value), Arc::clone(provenance))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited() -> Sourced<f64> {
        let provenance =
            Provenance { status: Status::Reported, source: "Report".into(), ..Provenance::yours() };
        Sourced::new(37.0, Arc::new(provenance))
    }

    #[test]
    fn an_edit_drops_the_citation_and_reset_restores_it() {
        let edited = cited().edited(671.0).edited(40.0);
        assert_eq!(edited.provenance.citation(), "your value");
        assert_eq!(edited.reset().unwrap(), cited());
        assert!(cited().reset().is_none());
    }
}
