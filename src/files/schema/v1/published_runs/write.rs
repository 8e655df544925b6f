//! From published runs to the text of a file that reads back to them.

use super::PUBLISHED_RUNS;
use crate::catalog::{Confidence, EnergyBasis, PublishedRun, RunShape};
use crate::files::schema::v1::fields::Fields;
use crate::files::schema::v1::values::{Words as _, shifted};
use crate::files::text::{Writer, quoted};
use crate::units::{Fraction, Pue, Quantity};

/// The text of a file of published runs. The same runs always give the same text.
#[must_use]
pub fn write_published_runs(runs: &[PublishedRun]) -> String {
    let mut out = Writer::default();
    out.open("(");
    out.line(&format!("schema: {},", quoted(PUBLISHED_RUNS)));
    out.line("version: 1,");
    out.open("runs: [");
    for run in runs {
        out.fields("(", &fields(run), "),");
    }
    out.close("],");
    out.close(")");
    out.finish()
}

fn base<Q: Quantity>(value: Option<Q>) -> Option<f64> {
    value.map(Quantity::base)
}

fn fields(run: &PublishedRun) -> Vec<String> {
    let mut fields = Fields::default();
    fields.words("id", &run.id);
    fields.words("model", &run.model);
    fields.list("aliases", &run.aliases);
    fields.words("developer", &run.developer);
    fields.words("released", &run.released.map(|date| date.to_string()).unwrap_or_default());
    if run.shape != RunShape::Unknown {
        fields.words("shape", run.shape.word());
    }
    fields.number("total_params", base(run.total_params));
    fields.number("active_params", base(run.active_params));
    let shape = &run.architecture;
    for (key, value) in [
        ("layers", shape.layers),
        ("hidden", shape.hidden),
        ("heads", shape.heads),
        ("kv_heads", shape.kv_heads),
        ("feed_forward", shape.feed_forward),
        ("experts", shape.experts),
        ("experts_per_token", shape.experts_per_token),
        ("vocabulary", shape.vocabulary),
    ] {
        fields.number(key, value.map(f64::from));
    }
    fields.words("architecture_verification", &run.architecture_verification);
    training(run, &mut fields);
    outcome(run, &mut fields);
    origin(run, &mut fields);
    fields.finish()
}

/// What was trained on what.
fn training(run: &PublishedRun, fields: &mut Fields) {
    fields.number("context_length", base(run.context_length));
    fields.number("tokens", base(run.tokens));
    fields.number("training_flop", base(run.training_compute));
    fields.words("flop_note", &run.compute_note);
    fields.words("accelerator", run.accelerator.as_deref().unwrap_or_default());
    fields.words("as_published", &run.accelerator_as_published);
    fields.number("accelerators", base(run.accelerators));
    fields.number("accelerator_hours", base(run.hours));
    fields.number("days", base(run.days));
    fields.words("precision", &run.precision);
    fields.number("mfu", run.mfu.map(Fraction::number));
    fields.number("hfu", run.hfu.map(Fraction::number));
}

/// What it took.
fn outcome(run: &PublishedRun, fields: &mut Fields) {
    fields.number("energy_mwh", base(run.energy).map(|kwh| shifted(kwh, -3)));
    fields.words("energy_scope", &run.energy_scope);
    fields.words("energy_basis", run.energy_basis.map(EnergyBasis::word).unwrap_or_default());
    fields.number("carbon_t", base(run.carbon).map(|kg| shifted(kg, -3)));
    fields.words("carbon_scope", &run.carbon_scope);
    fields.number("pue", run.pue.map(Pue::number));
    fields.number("cost_usd", base(run.cost));
    fields.words("cost_scope", &run.cost_scope);
    fields.number("usd_per_hour", base(run.price));
    fields.words("run_type", &run.run_type);
    fields.words("tier", &run.tier);
    fields.words("tier_scope", &run.tier_scope);
    fields.number("epoch_amortized_usd", base(run.epoch_amortized));
    fields.number("epoch_cloud_usd", base(run.epoch_cloud));
    fields.number("epoch_acquisition_usd", base(run.epoch_acquisition));
}

/// Who said so.
fn origin(run: &PublishedRun, fields: &mut Fields) {
    let provenance = &run.provenance;
    // A run has to have a source, even if there is nothing to say of it.
    fields.always("source", &provenance.source);
    fields.words("locator", &provenance.locator);
    fields.words("url", &provenance.url);
    fields.words("date", &provenance.date.map(|date| date.to_string()).unwrap_or_default());
    fields.words("status", provenance.status.word());
    fields.words("basis", &run.basis);
    if run.confidence != Confidence::Medium {
        fields.words("confidence", run.confidence.word());
    }
    fields.words("verification", &run.verification);
    fields.flag("unconfirmed", provenance.unconfirmed);
    fields.words("note", &provenance.note);
}
