//! Accelerators as their data sheets and measurements describe them.

use std::sync::Arc;

use super::{Confidence, Provenance};
use crate::units::{Bytes, FlopPerSec, Usd, Watts};

/// An arithmetic format whose dense peak a data sheet gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// 32-bit floating point.
    Fp32,
    /// NVIDIA's 19-bit tensor format.
    Tf32,
    /// bfloat16.
    Bf16,
    /// IEEE half precision.
    Fp16,
    /// 8-bit floating point.
    Fp8,
    /// 8-bit integers.
    Int8,
    /// 4-bit floating point.
    Fp4,
}

impl Precision {
    /// Every precision, widest first.
    pub const ALL: [Self; 7] =
        [Self::Fp32, Self::Tf32, Self::Bf16, Self::Fp16, Self::Fp8, Self::Int8, Self::Fp4];

    /// The stable lower-case id used in files, `--set` and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fp32 => "fp32",
            Self::Tf32 => "tf32",
            Self::Bf16 => "bf16",
            Self::Fp16 => "fp16",
            Self::Fp8 => "fp8",
            Self::Int8 => "int8",
            Self::Fp4 => "fp4",
        }
    }

    /// The name on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Fp32 => "FP32",
            Self::Tf32 => "TF32",
            Self::Bf16 => "BF16",
            Self::Fp16 => "FP16",
            Self::Fp8 => "FP8",
            Self::Int8 => "INT8",
            Self::Fp4 => "FP4",
        }
    }
}

/// Rated maximum power of a server, and how many accelerators share it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeRating {
    /// Accelerators in the server.
    pub accelerators: f64,
    /// Rated maximum power of the whole server.
    pub max_power: Watts,
}

/// One accelerator in one form factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Accelerator {
    /// Stable kebab-case id, matched exactly.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// Further names that are matched exactly (ignoring case).
    pub aliases: Vec<String>,
    /// The chip whatever its form factor, "H100": what a loose price quote can be compared with.
    pub chip_family: String,
    /// Maker.
    pub vendor: String,
    /// Year of release; user entries may leave it out.
    pub release_year: Option<u16>,
    /// Form factor; the same chip as SXM and PCIe differs in power and peak.
    pub form_factor: String,
    /// Dense peaks; sparse ones are never stored.
    pub peaks: Vec<(Precision, FlopPerSec)>,
    /// Device memory.
    pub memory: Option<Bytes>,
    /// Memory bandwidth in bytes per second.
    pub memory_bandwidth: Option<f64>,
    /// Bandwidth within a node, both directions, in bytes per second.
    pub scale_up_bandwidth: Option<f64>,
    /// Network bandwidth out of the node per accelerator, in bytes per second.
    pub scale_out_bandwidth: Option<f64>,
    /// Thermal design power: what the chip may draw, not what it draws. Announced chips may lack one.
    pub tdp: Option<Watts>,
    /// Accelerators in the usual server, also where its power rating is unknown.
    pub accelerators_per_node: Option<u32>,
    /// Rating of the usual server.
    pub node: Option<NodeRating>,
    /// Measured average power per chip, host included, where a measurement exists (TPUs).
    pub system_power: Option<Watts>,
    /// Approximate price of one accelerator.
    pub chip_price: Option<Usd>,
    /// When, and for what, [`Self::chip_price`] was quoted.
    pub chip_price_note: String,
    /// Approximate price of the usual server.
    pub server_price: Option<Usd>,
    /// When, and for what, [`Self::server_price`] was quoted.
    pub server_price_note: String,
    /// Export restrictions.
    pub export_status: String,
    /// Source of the specification.
    pub provenance: Arc<Provenance>,
    /// How far the specification can be relied on.
    pub confidence: Confidence,
    /// How far the prices can be relied on, where the source grades them apart.
    pub price_confidence: Option<Confidence>,
}

impl Accelerator {
    /// The dense peak for a precision, if the data sheet gives one.
    #[must_use]
    pub fn peak_dense(&self, precision: Precision) -> Option<FlopPerSec> {
        self.peaks.iter().find(|(of, _)| *of == precision).map(|(_, peak)| *peak)
    }

    /// The peak that 16-bit training is measured against: BF16, else FP16.
    #[must_use]
    pub fn peak_half_precision(&self) -> Option<(Precision, FlopPerSec)> {
        [Precision::Bf16, Precision::Fp16]
            .into_iter()
            .find_map(|precision| self.peak_dense(precision).map(|peak| (precision, peak)))
    }

    /// Whether this is one of Google's tensor processing units, whose power is measured and not rated.
    #[must_use]
    pub fn is_tpu(&self) -> bool {
        self.vendor == "Google"
    }
}
