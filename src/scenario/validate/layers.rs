//! What can be wrong with the layers of a model.

use super::Problem;
use crate::scenario::{Architecture, Attention, Experts};

fn at_least_one(problems: &mut Vec<Problem>, field: &str, value: u32) {
    if value == 0 || value > 100_000_000 {
        problems.push(Problem::new(
            format!("architecture.{field}"),
            format!("{value} is outside 1 to 100,000,000"),
        ));
    }
}

pub(super) fn check_architecture(architecture: &Architecture, problems: &mut Vec<Problem>) {
    at_least_one(problems, "layers", architecture.layers);
    at_least_one(problems, "hidden", architecture.hidden);
    at_least_one(problems, "vocabulary", architecture.vocabulary);
    match architecture.attention {
        Attention::Grouped { heads, kv_heads, head_dim } => {
            at_least_one(problems, "heads", heads);
            at_least_one(problems, "kv_heads", kv_heads);
            at_least_one(problems, "head_dim", head_dim);
            if kv_heads > heads {
                problems.push(Problem::new(
                    "architecture.kv_heads",
                    format!("{kv_heads} key/value heads exceed the {heads} query heads"),
                ));
            }
        }
        Attention::Latent { heads, kv_lora_rank, qk_nope_dim, v_dim, .. } => {
            at_least_one(problems, "heads", heads);
            at_least_one(problems, "kv_lora_rank", kv_lora_rank);
            at_least_one(problems, "qk_nope_dim", qk_nope_dim);
            at_least_one(problems, "v_dim", v_dim);
        }
    }
    if architecture.sliding_window == Some(0) {
        problems.push(Problem::new(
            "architecture.sliding_window",
            "0 is no window; give the number of tokens, or leave it out for full attention",
        ));
    }
    if let Some(global) = architecture.global_layers.filter(|global| *global > architecture.layers) {
        problems.push(Problem::new(
            "architecture.global_layers",
            format!("{global} layers with full attention exceed the {} layers", architecture.layers),
        ));
    }
    if architecture.dense_layers() > 0 && architecture.feed_forward.width == 0 {
        problems.push(Problem::new(
            "architecture.feed_forward",
            format!(
                "{} of {} layers are dense and have no feed-forward width; give it, or make all layers expert layers",
                architecture.dense_layers(),
                architecture.layers
            ),
        ));
    }
    if let Some(experts) = &architecture.experts {
        check_experts(architecture, experts, problems);
    }
}

fn check_experts(architecture: &Architecture, experts: &Experts, problems: &mut Vec<Problem>) {
    at_least_one(problems, "experts", experts.routed);
    at_least_one(problems, "experts_per_token", experts.per_token);
    at_least_one(problems, "expert_width", experts.width);
    at_least_one(problems, "expert_every", experts.every);
    if experts.per_token > experts.routed {
        problems.push(Problem::new(
            "architecture.experts_per_token",
            format!(
                "{} experts per token exceed the {} experts of a layer",
                experts.per_token, experts.routed
            ),
        ));
    }
    if experts.first_dense_layers > architecture.layers {
        problems.push(Problem::new(
            "architecture.first_dense_layers",
            format!("{} dense layers exceed the {} layers", experts.first_dense_layers, architecture.layers),
        ));
    }
}

#[cfg(test)]
#[path = "layers_tests.rs"]
mod tests;
