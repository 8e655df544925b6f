//! Where defaults come from.

use std::sync::Arc;

use crate::catalog::{Date, Provenance, Sourced, Status};
use crate::units::Quantity;

/// Where a default comes from.
pub(super) struct Evidence {
    status: Status,
    source: &'static str,
    url: &'static str,
    locator: &'static str,
    date: &'static str,
    note: &'static str,
    unconfirmed: bool,
}

impl Evidence {
    pub(super) const fn new(source: &'static str, url: &'static str, date: &'static str) -> Self {
        let (locator, note) = ("", "");
        Self { status: Status::Estimated, source, url, locator, date, note, unconfirmed: false }
    }

    /// A judgement of flopwise, where nothing better is published.
    pub(super) const fn judgement(note: &'static str) -> Self {
        let source = "flopwise default";
        Self { note, unconfirmed: true, ..Self::new(source, "", "") }
    }

    pub(super) const fn at(self, locator: &'static str) -> Self {
        Self { locator, ..self }
    }

    pub(super) const fn because(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    pub(super) const fn speculative(self) -> Self {
        Self { status: Status::Speculative, ..self }
    }

    /// Not confirmed by a second source.
    pub(super) const fn unconfirmed(self) -> Self {
        Self { unconfirmed: true, ..self }
    }

    fn provenance(self) -> Arc<Provenance> {
        Arc::new(Provenance {
            status: self.status,
            source: self.source.to_owned(),
            url: self.url.to_owned(),
            locator: self.locator.to_owned(),
            date: Date::parse(self.date),
            note: self.note.to_owned(),
            unconfirmed: self.unconfirmed,
        })
    }

    /// A default in the base unit of its dimension.
    pub(super) fn gives<Q: Quantity>(self, value: f64) -> Sourced<Q> {
        Sourced::new(Q::from_base(value), self.provenance())
    }
}

pub(super) const EPOCH: Evidence = Evidence::new(
    "Cottier et al. 2024, The rising costs of training frontier AI models",
    "https://arxiv.org/abs/2405.21015",
    "2024-05",
);
pub(super) const LLAMA3: Evidence =
    Evidence::new("The Llama 3 Herd of Models", "https://arxiv.org/abs/2407.21783", "2024-07");
pub(super) const NODE_POWER: Evidence = Evidence::new(
    "Latif et al. 2024 and Newkirk et al. 2025, power of 8-GPU servers in training",
    "https://arxiv.org/abs/2412.08602",
    "2025-06",
);
pub(super) const ECOLOGITS: Evidence = Evidence::new("EcoLogits 0.11", "https://ecologits.ai", "");
pub(super) const EMBER: Evidence =
    Evidence::new("Ember via Our World in Data", "https://ourworldindata.org/electricity-mix", "2025");
