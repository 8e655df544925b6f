//! Published runs as a person writes them: every figure optional, for nobody publishes all of them.

mod write;

use std::sync::Arc;

use serde::Deserialize;

use super::{
    Names,
    reading::{Reading, graded},
    values::{Above0, Count, Day, Id, PueValue, Share, Word, shifted},
};
use crate::{
    catalog::{
        Accelerator, Confidence, EnergyBasis, Provenance, PublishedRun, RunArchitecture, RunShape, Status,
    },
    files::{FileError, envelope},
    units::{
        AcceleratorHours, Accelerators, Days, Energy, Flop, KgCo2e, Params, Tokens, Usd,
        UsdPerAcceleratorHour,
    },
};

pub use write::write_published_runs;

/// The schema id of files of published runs.
pub const PUBLISHED_RUNS: &str = "flopwise/published-runs";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RunsFile {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    runs: Vec<RunEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RunEntry {
    id: Id,
    model: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    developer: String,
    released: Option<Day>,
    shape: Option<Word<RunShape>>,
    total_params: Option<Above0<16>>,
    active_params: Option<Above0<16>>,
    layers: Option<Count>,
    hidden: Option<Count>,
    heads: Option<Count>,
    kv_heads: Option<Count>,
    feed_forward: Option<Count>,
    experts: Option<Count>,
    experts_per_token: Option<Count>,
    vocabulary: Option<Count>,
    #[serde(default)]
    architecture_verification: String,
    context_length: Option<Above0<9>>,
    tokens: Option<Above0<16>>,
    training_flop: Option<Above0<30>>,
    #[serde(default)]
    flop_note: String,
    accelerator: Option<String>,
    #[serde(default)]
    as_published: String,
    accelerators: Option<Above0<8>>,
    accelerator_hours: Option<Above0<12>>,
    days: Option<Above0<4>>,
    #[serde(default)]
    precision: String,
    mfu: Option<Share>,
    hfu: Option<Share>,
    energy_mwh: Option<Above0<9>>,
    #[serde(default)]
    energy_scope: String,
    energy_basis: Option<Word<EnergyBasis>>,
    carbon_t: Option<Above0<9>>,
    #[serde(default)]
    carbon_scope: String,
    pue: Option<PueValue>,
    cost_usd: Option<Above0<12>>,
    #[serde(default)]
    cost_scope: String,
    usd_per_hour: Option<Above0<4>>,
    #[serde(default)]
    run_type: String,
    #[serde(default)]
    tier: String,
    #[serde(default)]
    tier_scope: String,
    epoch_amortized_usd: Option<Above0<12>>,
    epoch_cloud_usd: Option<Above0<12>>,
    epoch_acquisition_usd: Option<Above0<12>>,
    source: String,
    #[serde(default)]
    locator: String,
    #[serde(default)]
    url: String,
    date: Option<Day>,
    status: Word<Status>,
    #[serde(default)]
    basis: String,
    confidence: Option<Word<Confidence>>,
    #[serde(default)]
    verification: String,
    #[serde(default)]
    unconfirmed: bool,
    #[serde(default)]
    note: String,
}

/// The tiers that a run may be put in.
const TIERS: [&str; 5] = ["A", "B", "C", "none", "exclude"];

/// Reads a file of published runs on the accelerators that are known.
///
/// # Errors
/// When the text is not such a file; the first problem with its place.
pub fn read_published_runs(
    file: &str,
    text: &str,
    names: &mut Names,
    accelerators: &[Arc<Accelerator>],
) -> Result<Vec<Arc<PublishedRun>>, FileError> {
    let parsed: RunsFile = envelope::parse(file, text, PUBLISHED_RUNS, 1)?;
    let mut reading = Reading { file, text, sources: Default::default(), entry: 0 };
    let mut runs = Vec::with_capacity(parsed.runs.len());
    for (number, entry) in parsed.runs.into_iter().enumerate() {
        reading.entry = number;
        reading.claim(names, "published run", &entry.id.0, &entry.aliases, Some(&entry.model))?;
        entry.check(&reading, accelerators)?;
        runs.push(Arc::new(entry.into_run()));
    }
    Ok(runs)
}

impl RunEntry {
    fn check(&self, reading: &Reading<'_>, accelerators: &[Arc<Accelerator>]) -> Result<(), FileError> {
        if let Some(id) = &self.accelerator {
            let mut known = accelerators.iter().map(|accelerator| accelerator.id.as_str());
            reading.known("accelerator", "accelerator", id, &mut known)?;
        }
        if !TIERS.contains(&self.tier.as_str()) && !self.tier.is_empty() {
            let problem = format!("is {:?}; write one of: {}", self.tier, TIERS.join(", "));
            return Err(reading.bad("tier", problem));
        }
        match (self.total_params, self.active_params) {
            (Some(total), Some(active)) if active.0 > total.0 => {
                let problem =
                    format!("is {:e}, above total_params; active ones are part of the total", active.0);
                Err(reading.bad("active_params", problem))
            }
            _ => Ok(()),
        }
    }

    fn into_run(self) -> PublishedRun {
        PublishedRun {
            provenance: Arc::new(self.provenance()),
            architecture: self.architecture(),
            id: self.id.0,
            model: self.model,
            aliases: self.aliases,
            developer: self.developer,
            released: self.released.map(|day| day.0),
            shape: self.shape.map_or(RunShape::Unknown, |shape| shape.0),
            total_params: self.total_params.map(|count| Params::from_count(count.0)),
            active_params: self.active_params.map(|count| Params::from_count(count.0)),
            context_length: self.context_length.map(|count| Tokens::from_count(count.0)),
            tokens: self.tokens.map(|count| Tokens::from_count(count.0)),
            training_compute: self.training_flop.map(|flop| Flop::from_flop(flop.0)),
            compute_note: self.flop_note,
            accelerator: self.accelerator,
            accelerator_as_published: self.as_published,
            accelerators: self.accelerators.map(|count| Accelerators::from_count(count.0)),
            hours: self.accelerator_hours.map(|hours| AcceleratorHours::from_hours(hours.0)),
            days: self.days.map(|days| Days::from_days(days.0)),
            precision: self.precision,
            mfu: self.mfu.map(|share| share.0),
            hfu: self.hfu.map(|share| share.0),
            energy: self.energy_mwh.map(|energy| Energy::from_kwh(shifted(energy.0, 3))),
            energy_scope: self.energy_scope,
            energy_basis: self.energy_basis.map(|basis| basis.0),
            carbon: self.carbon_t.map(|tonnes| KgCo2e::from_kg(shifted(tonnes.0, 3))),
            carbon_scope: self.carbon_scope,
            pue: self.pue.map(|pue| pue.0),
            cost: self.cost_usd.map(|dollars| Usd::from_usd(dollars.0)),
            cost_scope: self.cost_scope,
            price: self.usd_per_hour.map(|price| UsdPerAcceleratorHour::from_usd_per_hour(price.0)),
            run_type: self.run_type,
            tier: self.tier,
            tier_scope: self.tier_scope,
            epoch_amortized: self.epoch_amortized_usd.map(|dollars| Usd::from_usd(dollars.0)),
            epoch_cloud: self.epoch_cloud_usd.map(|dollars| Usd::from_usd(dollars.0)),
            epoch_acquisition: self.epoch_acquisition_usd.map(|dollars| Usd::from_usd(dollars.0)),
            basis: self.basis,
            confidence: graded(self.confidence),
            verification: self.verification,
            architecture_verification: self.architecture_verification,
        }
    }

    fn provenance(&self) -> Provenance {
        Provenance {
            status: self.status.0,
            source: self.source.clone(),
            url: self.url.clone(),
            locator: self.locator.clone(),
            date: self.date.map(|day| day.0),
            note: self.note.clone(),
            unconfirmed: self.unconfirmed,
        }
    }

    fn architecture(&self) -> RunArchitecture {
        let count = |value: Option<Count>| value.map(|count| count.0);
        RunArchitecture {
            layers: count(self.layers),
            hidden: count(self.hidden),
            heads: count(self.heads),
            kv_heads: count(self.kv_heads),
            feed_forward: count(self.feed_forward),
            experts: count(self.experts),
            experts_per_token: count(self.experts_per_token),
            vocabulary: count(self.vocabulary),
        }
    }
}
