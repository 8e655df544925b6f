//! An accelerator that travels with a scenario, in the same words as in a file of accelerators.

use super::super::accelerators::AcceleratorEntry;
use super::super::reading::{Reading, Sources};
use super::read::Fault;
use crate::catalog::{Accelerator, Precision};
use crate::files::text::quoted;
use crate::units::Quantity;

/// The accelerator that an entry describes.
pub(super) fn read(entry: &AcceleratorEntry, sources: &Sources) -> Result<Accelerator, Fault> {
    // The place is found by the path of the fault, so the reader needs no text.
    let reading = Reading { file: "", text: "", sources: sources.clone(), entry: 0 };
    let accelerator = entry.clone().into_accelerator(&reading);
    accelerator.map_err(|error| Fault::new(["hardware", "custom"], *error.problem))
}

/// The keys and values of an accelerator, line by line. `source` is the key of the document that it cites.
pub(super) fn lines(accelerator: &Accelerator, source: Option<&str>) -> Vec<Vec<String>> {
    let text = |key: &str, value: &str| (!value.is_empty()).then(|| format!("{key}: {}", quoted(value)));
    let number = |key: &str, value: Option<f64>| Some(format!("{key}: {}", value?));
    let scaled = |key: &str, value: Option<f64>, powers: i32| number(key, Some(shifted(value?, powers)));
    let aliases: Vec<_> = accelerator.aliases.iter().map(|alias| quoted(alias)).collect();
    let provenance = &accelerator.provenance;
    let peaks = accelerator.peaks.iter().map(|(precision, peak)| {
        let unit = if *precision == Precision::Int8 { "tops" } else { "tflops" };
        scaled(&format!("peak_{}_{unit}", precision.id()), Some(peak.base()), -12)
    });
    let node = accelerator.node;
    let per_node = accelerator.accelerators_per_node.map(f64::from);
    let lines = vec![
        vec![
            text("id", &accelerator.id),
            text("name", &accelerator.name),
            (!aliases.is_empty()).then(|| format!("aliases: [{}]", aliases.join(", "))),
        ],
        vec![
            text("chip_family", &accelerator.chip_family),
            text("vendor", &accelerator.vendor),
            accelerator.release_year.map(|year| format!("release_year: {year}")),
            text("form_factor", &accelerator.form_factor),
        ],
        peaks.collect(),
        vec![
            scaled("memory_gb", accelerator.memory.map(Quantity::base), -9),
            scaled("memory_bandwidth_gb_s", accelerator.memory_bandwidth, -9),
            scaled("scale_up_gb_s", accelerator.scale_up_bandwidth, -9),
            scaled("scale_out_gbit_s", accelerator.scale_out_bandwidth.map(|bytes| bytes * 8.0), -9),
        ],
        vec![
            number("tdp_w", accelerator.tdp.map(Quantity::base)),
            number("per_node", per_node.or(node.map(|node| node.accelerators))),
            number("node_max_w", node.map(|node| node.max_power.base())),
            number("system_power_w", accelerator.system_power.map(Quantity::base)),
        ],
        vec![
            number("chip_price_usd", accelerator.chip_price.map(Quantity::base)),
            text("chip_price_note", &accelerator.chip_price_note),
            number("server_price_usd", accelerator.server_price.map(Quantity::base)),
            text("server_price_note", &accelerator.server_price_note),
        ],
        vec![text("export", &accelerator.export_status)],
        vec![
            source.map(|source| format!("sources: [{}]", quoted(source))),
            Some(format!("status: \"{}\"", provenance.status.id())),
            Some(format!("confidence: \"{}\"", accelerator.confidence.id())),
            accelerator.price_confidence.map(|grade| format!("price_confidence: \"{}\"", grade.id())),
            provenance.unconfirmed.then(|| "unconfirmed: true".to_owned()),
        ],
        vec![text("note", &provenance.note)],
    ];
    let lines = lines.into_iter().map(|line| line.into_iter().flatten().collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}

/// A number moved by powers of ten in decimal, as the reader moves it back.
fn shifted(value: f64, powers: i32) -> f64 {
    super::super::values::shifted(value, powers)
}
