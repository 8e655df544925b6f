//! What was counted beside what was published, before anything is created.

use std::sync::Arc;

use super::model::{ImportedModel, convention_words};
use crate::catalog::{Catalog, Status};
use crate::estimate::Embeddings;
use crate::files::schema::v1::scenario::slug;
use crate::scenario::{Architecture, Convention, Scenario};
use crate::units::{Dimension, Params};

/// Parameters as somebody published them.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Where: the name of a scenario or run of the catalogue, or the user.
    pub source: String,
    /// All parameters.
    pub total: Option<Params>,
    /// Active parameters.
    pub active: Option<Params>,
}

/// A figure by count and by publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Stable id.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// What the numbers are.
    pub dimension: Dimension,
    /// By the files.
    pub counted: Option<f64>,
    /// As published.
    pub published: Option<f64>,
}

impl Row {
    /// Counted over published, less one.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        let (counted, published) = (self.counted?, self.published?);
        Some(counted / published - 1.0).filter(|difference| difference.is_finite())
    }
}

/// What was published of a model: by a scenario or run of its name, else by a scenario of the same sizes.
#[must_use]
pub fn published(model: &ImportedModel, scenarios: &[Arc<Scenario>], catalog: &Catalog) -> Option<Published> {
    let id = slug(&model.name);
    let named = |scenario: &&Arc<Scenario>| !model.name.is_empty() && scenario.id == id;
    let alike = |scenario: &&Arc<Scenario>| {
        model
            .architecture
            .as_ref()
            .zip(scenario.model.architecture.as_ref())
            .is_some_and(|(a, b)| same_sizes(a, b))
    };
    let by_name = scenarios.iter().find(named);
    let run = catalog.runs.iter().find(|run| {
        let name = model.name.as_str();
        let is = |other: &str| !name.is_empty() && (other.eq_ignore_ascii_case(name) || slug(other) == id);
        is(&run.model) || run.aliases.iter().any(|alias| is(alias))
    });
    match (by_name, run) {
        (None, Some(run)) if run.total_params.is_some() => {
            Some(Published { source: run.model.clone(), total: run.total_params, active: run.active_params })
        }
        _ => {
            let scenario = by_name.or_else(|| scenarios.iter().find(alike))?;
            let reported = |value: &crate::catalog::Sourced<Params>| {
                (value.provenance.status == Status::Reported).then_some(value.value)
            };
            let (total, active) =
                (reported(&scenario.model.total_params), reported(&scenario.model.active_params));
            (total.is_some() || active.is_some()).then(|| Published {
                source: scenario.name.clone(),
                total,
                active,
            })
        }
    }
}

/// Whether two architectures are those of one model: details of norms and biases aside.
fn same_sizes(a: &Architecture, b: &Architecture) -> bool {
    let experts =
        |of: &Architecture| of.experts.map(|experts| (experts.routed, experts.per_token, experts.width));
    (a.layers, a.hidden, a.attention, experts(a)) == (b.layers, b.hidden, b.attention, experts(b))
        && a.feed_forward.width == b.feed_forward.width
}

/// The rows of the preview: parameters by every way of counting, what the weights hold, and FLOP per token at a
/// sequence length.
#[must_use]
pub fn reconcile(model: &ImportedModel, published: Option<&Published>, context: u32) -> Vec<Row> {
    let total = published.and_then(|published| published.total).map(Params::as_count);
    let active = published.and_then(|published| published.active).map(Params::as_count);
    let row = |id, label: &str, counted: Option<Params>, published: Option<f64>| Row {
        id,
        label: label.to_owned(),
        dimension: Dimension::Params,
        counted: counted.map(Params::as_count),
        published,
    };
    let count = model.count();
    let mut rows = vec![row("total", "total", count.map(|count| count.total()), total)];
    for (id, embeddings) in [
        ("active", Embeddings::Both),
        ("active_without_input_embedding", Embeddings::OutputOnly),
        ("active_without_embeddings", Embeddings::Neither),
    ] {
        let label = format!("active, {}", convention_words(embeddings));
        rows.push(row(id, &label, model.active(embeddings), active));
    }
    if model.architecture.is_some_and(|architecture| architecture.mtp_depth > 0) {
        let shared = count.map(|count| count.total_with_predictions());
        rows.push(row("total_with_predictions", "total, prediction layers (MTP) too", shared, None));
        let copies = count.map(|count| count.total_with_prediction_copies());
        rows.push(row(
            "total_with_prediction_copies",
            "the same with copies of embedding and head",
            copies,
            None,
        ));
    }
    weights(model, &mut rows);
    if let Some(architecture) = &model.architecture {
        flop(model, architecture.mtp_depth > 0, context, &mut rows);
    }
    rows
}

fn weights(model: &ImportedModel, rows: &mut Vec<Row>) {
    let Some(weights) = &model.weights else { return };
    let expected = model.count().map(|count| count.total().as_count());
    let mut push = |id, label: String, counted: Option<f64>, published| {
        rows.push(Row { id, label, dimension: Dimension::Params, counted, published });
    };
    let known = |value: f64| (value > 0.0).then_some(value);
    push(
        "weights_backbone",
        "weights: language model, beside the count".into(),
        known(weights.backbone),
        expected,
    );
    for extra in &weights.extras {
        push("weights_extra", format!("weights: {}", extra.label), extra.parameters, None);
    }
    push("weights_total", "weights: all".into(), known(weights.total()), None);
}

fn flop(model: &ImportedModel, predicts: bool, context: u32, rows: &mut Vec<Row>) {
    let conventions = [
        ("flop_causal", Convention::Causal, "causal"),
        ("flop_non_causal", Convention::NonCausal, "non-causal"),
    ];
    for (id, convention, words) in conventions {
        let at = |predictions| model.flop_per_token(context, convention, predictions);
        let mut push = |id, label: String, predictions| {
            let counted = at(predictions).map(crate::units::FlopPerToken::as_flop_per_token);
            rows.push(Row { id, label, dimension: Dimension::FlopPerToken, counted, published: None });
        };
        push(id, format!("FLOP per token, {words}, {context} tokens"), false);
        if predicts {
            let id = if convention == Convention::Causal {
                "flop_causal_with_predictions"
            } else {
                "flop_non_causal_with_predictions"
            };
            push(id, format!("the same with prediction layers, {words}"), true);
        }
    }
}
