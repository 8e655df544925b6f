//! The fields of each kind of entry.

use super::Card;
use crate::catalog::{
    Accelerator, Claim, EnergyBasis, Precision, PriceKind, PriceQuote, PublishedRun, RunArchitecture, Site,
};
use crate::units::Dimension;

/// The key and label of a dense peak.
const fn peak(precision: Precision) -> (&'static str, &'static str) {
    match precision {
        Precision::Fp32 => ("peak_fp32", "Peak FP32, dense"),
        Precision::Tf32 => ("peak_tf32", "Peak TF32, dense"),
        Precision::Bf16 => ("peak_bf16", "Peak BF16, dense"),
        Precision::Fp16 => ("peak_fp16", "Peak FP16, dense"),
        Precision::Fp8 => ("peak_fp8", "Peak FP8, dense"),
        Precision::Int8 => ("peak_int8", "Peak INT8, dense"),
        Precision::Fp4 => ("peak_fp4", "Peak FP4, dense"),
    }
}

pub(super) fn accelerator(entry: &Accelerator) -> Card {
    let mut card = Card::default();
    card.words("id", "Id", entry.id.as_str());
    card.words("name", "Name", entry.name.as_str());
    card.words("aliases", "Also", entry.aliases.join(", "));
    card.words("vendor", "Maker", entry.vendor.as_str());
    card.words("chip_family", "Chip", entry.chip_family.as_str());
    card.words("release_year", "Year", entry.release_year.map(|year| year.to_string()).unwrap_or_default());
    card.words("form_factor", "Form factor", entry.form_factor.as_str());
    for precision in Precision::ALL {
        let (key, label) = peak(precision);
        card.quantity(key, label, entry.peak_dense(precision));
    }
    card.quantity("memory", "Memory", entry.memory);
    let bandwidths = [
        ("memory_bandwidth", "Memory bandwidth", entry.memory_bandwidth),
        ("scale_up_bandwidth", "Bandwidth in the node", entry.scale_up_bandwidth),
        ("scale_out_bandwidth", "Bandwidth out of the node", entry.scale_out_bandwidth),
    ];
    for (key, label, value) in bandwidths {
        card.number(key, label, Dimension::BytesPerSec, value);
    }
    card.quantity("tdp", "TDP", entry.tdp);
    let each = entry.accelerators_per_node.map(f64::from);
    card.number("accelerators_per_node", "Per server", Dimension::Accelerators, each);
    card.quantity("node_max_power", "Rated server power", entry.node.map(|node| node.max_power));
    card.quantity("system_power", "Measured system power", entry.system_power);
    card.quantity("chip_price", "Chip price", entry.chip_price);
    card.words("chip_price_note", "Chip price quoted", entry.chip_price_note.as_str());
    card.quantity("server_price", "Server price", entry.server_price);
    card.words("server_price_note", "Server price quoted", entry.server_price_note.as_str());
    card.words("export_status", "Export", entry.export_status.as_str());
    card.origin(&entry.provenance, entry.confidence);
    card
}

pub(super) fn quote(entry: &PriceQuote) -> Card {
    let mut card = Card::default();
    card.words("id", "Id", entry.id.as_str());
    card.words("provider", "Provider", entry.provider.as_str());
    card.words("instance", "Instance", entry.instance.as_str());
    card.words("accelerator", "Accelerator", entry.accelerator.as_deref().unwrap_or_default());
    card.words("accelerator_as_quoted", "As quoted", entry.accelerator_as_quoted.as_str());
    card.words("chip_family", "Chip", entry.chip_family.as_str());
    card.quantity("on_demand", "On demand", entry.price(PriceKind::OnDemand));
    card.quantity("spot", "Spot", entry.price(PriceKind::Spot));
    card.quantity("reserved_1y", "1 year", entry.price(PriceKind::Reserved1y));
    card.quantity("reserved_3y", "3 years", entry.price(PriceKind::Reserved3y));
    card.quantity("assumed", "Assumed", entry.price(PriceKind::Assumed));
    card.words("date", "Date", entry.date.to_string());
    card.words("region", "Region", entry.region.as_str());
    card.words("segment", "Segment", entry.segment.as_str());
    card.origin(&entry.provenance, entry.confidence);
    card
}

pub(super) fn site(entry: &Site) -> Card {
    let mut card = Card::default();
    card.words("id", "Id", entry.id.as_str());
    card.words("name", "Name", entry.name.as_str());
    card.words("aliases", "Also", entry.aliases.join(", "));
    card.words("level", "Kind", entry.level.id());
    card.quantity("carbon_intensity", "Carbon intensity", Some(entry.carbon_intensity));
    card.words("carbon_date", "Year", entry.carbon_date.to_string());
    card.words("carbon_basis", "Counts", entry.carbon_basis.id());
    card.quantity("previous_carbon", "Before", entry.previous_carbon.map(|(_, carbon)| carbon));
    let before = entry.previous_carbon.map(|(date, _)| date.to_string());
    card.words("previous_carbon_date", "Year before", before.unwrap_or_default());
    card.quantity("off_site_water", "Water of power plants", entry.off_site_water);
    card.quantity("electricity_price", "Electricity", entry.electricity_price);
    card.words("price_note", "Electricity quoted", entry.price_note.as_str());
    card.origin(&entry.carbon_provenance, entry.confidence);
    let cited = |provenance: &Option<std::sync::Arc<crate::catalog::Provenance>>| {
        provenance.as_ref().map(|provenance| provenance.citation()).unwrap_or_default()
    };
    card.words("price_source", "Source of price", cited(&entry.price_provenance));
    card.words("water_source", "Source of water", cited(&entry.water_provenance));
    card
}

pub(super) fn run(entry: &PublishedRun) -> Card {
    let mut card = Card::default();
    card.words("id", "Id", entry.id.as_str());
    card.words("model", "Model", entry.model.as_str());
    card.words("aliases", "Also", entry.aliases.join(", "));
    card.words("developer", "Developer", entry.developer.as_str());
    card.words("released", "Released", entry.released.map(|date| date.to_string()).unwrap_or_default());
    card.words("shape", "Shape", entry.shape.id());
    card.quantity("total_params", "Total parameters", entry.total_params);
    card.quantity("active_params", "Active parameters", entry.active_params);
    architecture(&mut card, &entry.architecture);
    card.quantity("context_length", "Context length", entry.context_length);
    card.quantity("tokens", "Tokens", entry.tokens);
    card.quantity("training_compute", "Training compute", entry.training_compute);
    card.words("compute_note", "Compute quoted", entry.compute_note.as_str());
    card.words("accelerator", "Accelerator", entry.accelerator.as_deref().unwrap_or_default());
    card.words("accelerator_as_published", "As published", entry.accelerator_as_published.as_str());
    card.quantity("accelerators", "Accelerators", entry.accelerators);
    card.quantity("hours", "Accelerator-hours", entry.hours);
    card.quantity("days", "Days", entry.days);
    card.words("precision", "Precision", entry.precision.as_str());
    card.quantity("mfu", "MFU", entry.mfu);
    card.quantity("hfu", "HFU", entry.hfu);
    card.quantity("energy", "Energy", entry.energy);
    card.words("energy_scope", "Energy includes", entry.energy_scope.as_str());
    card.words("energy_basis", "Energy basis", entry.energy_basis.map(EnergyBasis::id).unwrap_or_default());
    card.quantity("carbon", "Emissions", entry.carbon);
    card.words("carbon_scope", "Emissions include", entry.carbon_scope.as_str());
    card.number("pue", "PUE", Dimension::Scalar, entry.pue.map(crate::units::Quantity::base));
    card.quantity("cost", "Cost", entry.cost);
    card.words("cost_scope", "Cost includes", entry.cost_scope.as_str());
    card.quantity("price", "Price", entry.price);
    card.quantity("epoch_amortized", "Epoch AI, amortized", entry.epoch_amortized);
    card.quantity("epoch_cloud", "Epoch AI, cloud", entry.epoch_cloud);
    card.quantity("epoch_acquisition", "Epoch AI, acquisition", entry.epoch_acquisition);
    card.words("run_type", "Kind of run", entry.run_type.as_str());
    card.words("tier", "Tier", entry.tier.as_str());
    card.words("tier_scope", "Tier holds for", entry.tier_scope.as_str());
    card.words("basis", "Stated by", entry.basis.as_str());
    card.words("verification", "Verified", entry.verification.as_str());
    card.words(
        "architecture_verification",
        "Architecture verified",
        entry.architecture_verification.as_str(),
    );
    card.origin(&entry.provenance, entry.confidence);
    card
}

fn architecture(card: &mut Card, shape: &RunArchitecture) {
    let numbers = [
        ("layers", "Layers", shape.layers),
        ("hidden", "Hidden size", shape.hidden),
        ("heads", "Heads", shape.heads),
        ("kv_heads", "Key/value heads", shape.kv_heads),
        ("feed_forward", "Feed-forward width", shape.feed_forward),
        ("experts", "Experts", shape.experts),
        ("experts_per_token", "Experts per token", shape.experts_per_token),
        ("vocabulary", "Vocabulary", shape.vocabulary),
    ];
    for (key, label, value) in numbers {
        card.number(key, label, Dimension::Scalar, value.map(f64::from));
    }
}

pub(super) fn claim(entry: &Claim) -> Card {
    let mut card = Card::default();
    card.words("id", "Id", entry.id.as_str());
    card.words("name", "Name", entry.name.as_str());
    card.words("aliases", "Also", entry.aliases.join(", "));
    card.words("statement", "Statement", entry.statement.as_str());
    card.words("claimant", "Claimant", entry.claimant.as_str());
    card.words("date", "Date", entry.provenance.date.map(|date| date.to_string()).unwrap_or_default());
    card.words("figure", "Figure", entry.figure.id());
    card.words("stated", "Stated", entry.amount.text.as_str());
    card.words("bound", "Stated as", entry.amount.bound.id());
    let dimension = entry.figure.dimension();
    card.number("value", "Value", dimension, Some(entry.amount.value));
    card.number("low", "Agrees from", dimension, Some(entry.amount.low));
    card.number("high", "Agrees to", dimension, Some(entry.amount.high));
    card.words("reading", "Read as", entry.reading.as_str());
    card.words("rung", "Rung", entry.rung.as_deref().unwrap_or("unstated"));
    card.words("scenarios", "Scenarios", entry.scenarios.join(", "));
    card.words("rivals", "Compared with", entry.rivals.join(", "));
    let inputs: Vec<_> = entry.inputs.iter().map(|input| input.setting.as_str()).collect();
    card.words("inputs", "Gives", inputs.join("; "));
    let ratio = entry.ratio.as_ref().map(|ratio| format!("{} over {}", ratio.of, ratio.to));
    card.words("ratio", "Ratio of", ratio.unwrap_or_default());
    card.words("excludes", "Leaves out", entry.excludes.as_str());
    card.words("circular", "Circular", entry.circular.as_str());
    card.origin(&entry.provenance, entry.confidence);
    card
}
