//! Accelerators as a person writes them: keys with units, everything but four figures optional.

use std::sync::Arc;

use serde::Deserialize;

use super::{
    Names,
    reading::{Citation, Reading, Sources, graded},
    values::{Above0, Count, Id, Word, Year, shifted},
};
use crate::{
    catalog::{Accelerator, Confidence, NodeRating, Precision, Status},
    files::{FileError, envelope},
    units::{Bytes, FlopPerSec, Usd, Watts},
};

/// The schema id of accelerator files.
pub const ACCELERATORS: &str = "flopwise/accelerators";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceleratorsFile {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    sources: Sources,
    accelerators: Vec<AcceleratorEntry>,
}

/// One accelerator as it stands in a file of accelerators, or in a scenario that brings its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceleratorEntry {
    id: Id,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    chip_family: Option<String>,
    #[serde(default)]
    vendor: String,
    release_year: Option<Year>,
    #[serde(default)]
    form_factor: String,
    peak_fp32_tflops: Option<Above0<6>>,
    peak_tf32_tflops: Option<Above0<6>>,
    peak_bf16_tflops: Option<Above0<6>>,
    peak_fp16_tflops: Option<Above0<6>>,
    peak_fp8_tflops: Option<Above0<6>>,
    peak_int8_tops: Option<Above0<6>>,
    peak_fp4_tflops: Option<Above0<6>>,
    memory_gb: Option<Above0<6>>,
    memory_bandwidth_gb_s: Option<Above0<9>>,
    scale_up_gb_s: Option<Above0<6>>,
    scale_out_gbit_s: Option<Above0<6>>,
    tdp_w: Option<Above0<6>>,
    per_node: Option<Count>,
    node_max_w: Option<Above0<8>>,
    system_power_w: Option<Above0<6>>,
    chip_price_usd: Option<Above0<8>>,
    #[serde(default)]
    chip_price_note: String,
    server_price_usd: Option<Above0<9>>,
    #[serde(default)]
    server_price_note: String,
    #[serde(default)]
    export: String,
    #[serde(default)]
    sources: Vec<String>,
    status: Option<Word<Status>>,
    confidence: Option<Word<Confidence>>,
    price_confidence: Option<Word<Confidence>>,
    #[serde(default)]
    unconfirmed: bool,
    #[serde(default)]
    note: String,
}

/// Reads a file of accelerators. Their names must not be taken by accelerators that were read before.
///
/// # Errors
/// When the text is not such a file; the first problem with its place.
pub fn read_accelerators(
    file: &str,
    text: &str,
    names: &mut Names,
) -> Result<Vec<Arc<Accelerator>>, FileError> {
    let parsed: AcceleratorsFile = envelope::parse(file, text, ACCELERATORS, 1)?;
    let mut reading = Reading { file, text, sources: parsed.sources, entry: 0 };
    let mut accelerators = Vec::with_capacity(parsed.accelerators.len());
    for (number, entry) in parsed.accelerators.into_iter().enumerate() {
        reading.entry = number;
        reading.claim(names, "accelerator", &entry.id.0, &entry.aliases, entry.name.as_deref())?;
        accelerators.push(Arc::new(entry.into_accelerator(&reading)?));
    }
    Ok(accelerators)
}

impl AcceleratorEntry {
    /// The accelerator.
    pub(super) fn into_accelerator(self, reading: &Reading<'_>) -> Result<Accelerator, FileError> {
        let node = match (self.per_node, self.node_max_w) {
            (Some(count), Some(power)) => {
                let (accelerators, max_power) = (f64::from(count.0), Watts::from_watts(power.0));
                if self.tdp_w.is_some_and(|tdp| power.0 < tdp.0 * accelerators) {
                    let problem =
                        format!("is {} W, below {accelerators} × TDP; write the power of the node", power.0);
                    return Err(reading.bad("node_max_w", problem));
                }
                Some(NodeRating { accelerators, max_power })
            }
            (None, Some(_)) => {
                return Err(
                    reading.bad("node_max_w", "needs per_node: how many accelerators the node has".into())
                );
            }
            _ => None,
        };
        let citation = Citation {
            status: self.status.map(|word| word.0),
            date: None,
            note: self.note.clone(),
            unconfirmed: self.unconfirmed,
        };
        let name = self.name.clone().unwrap_or_else(|| self.id.0.clone());
        Ok(Accelerator {
            peaks: self.peaks(),
            provenance: reading.cite("sources", &self.sources, citation)?,
            chip_family: self.chip_family.unwrap_or_else(|| name.clone()),
            id: self.id.0,
            name,
            aliases: self.aliases,
            vendor: self.vendor,
            release_year: self.release_year.map(|year| year.0),
            form_factor: self.form_factor,
            memory: self.memory_gb.map(|gigabytes| Bytes::from_bytes(shifted(gigabytes.0, 9))),
            memory_bandwidth: self.memory_bandwidth_gb_s.map(|gigabytes| shifted(gigabytes.0, 9)),
            scale_up_bandwidth: self.scale_up_gb_s.map(|gigabytes| shifted(gigabytes.0, 9)),
            scale_out_bandwidth: self.scale_out_gbit_s.map(|gigabits| shifted(gigabits.0, 9) / 8.0),
            tdp: self.tdp_w.map(|watts| Watts::from_watts(watts.0)),
            accelerators_per_node: self.per_node.map(|count| count.0),
            node,
            system_power: self.system_power_w.map(|watts| Watts::from_watts(watts.0)),
            chip_price: self.chip_price_usd.map(|dollars| Usd::from_usd(dollars.0)),
            chip_price_note: self.chip_price_note,
            server_price: self.server_price_usd.map(|dollars| Usd::from_usd(dollars.0)),
            server_price_note: self.server_price_note,
            export_status: self.export,
            confidence: graded(self.confidence),
            price_confidence: self.price_confidence.map(|grade| grade.0),
        })
    }

    fn peaks(&self) -> Vec<(Precision, FlopPerSec)> {
        let tera =
            |peak: Option<Above0<6>>| peak.map(|peak| FlopPerSec::from_flop_per_sec(shifted(peak.0, 12)));
        Precision::ALL
            .into_iter()
            .filter_map(|precision| {
                let peak = match precision {
                    Precision::Fp32 => self.peak_fp32_tflops,
                    Precision::Tf32 => self.peak_tf32_tflops,
                    Precision::Bf16 => self.peak_bf16_tflops,
                    Precision::Fp16 => self.peak_fp16_tflops,
                    Precision::Fp8 => self.peak_fp8_tflops,
                    Precision::Int8 => self.peak_int8_tops,
                    Precision::Fp4 => self.peak_fp4_tflops,
                };
                tera(peak).map(|peak| (precision, peak))
            })
            .collect()
    }
}
