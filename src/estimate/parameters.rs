//! Parameter counts from an architecture: total and active, with and without embeddings, prediction layers apart.

use super::shape::{attention_weights, feed_forward_weights, prediction_projection_weights};
use crate::scenario::{Architecture, Attention, Experts, HeadNorms};
use crate::units::{Bytes, Params};

/// Which embedding matrices a count includes. Published counts differ in this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Embeddings {
    /// Input embedding and output head.
    Both,
    /// The output head alone: what takes part in matrix products. A tied matrix counts, as the head.
    OutputOnly,
    /// Neither.
    Neither,
}

/// Parameters of an architecture by what they are, multi-token prediction apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParameterCount {
    embedding: f64,
    head_bias: f64,
    positions: f64,
    tied: bool,
    body_total: f64,
    body_active: f64,
    predictions: f64,
    prediction_copies: f64,
}

impl ParameterCount {
    /// All parameters without prediction layers: what "671 B" counts for DeepSeek-V3.
    #[must_use]
    pub fn total(&self) -> Params {
        self.with_embeddings(self.body_total, Embeddings::Both)
    }

    /// Parameters that take part in one token, without prediction layers. A mixture of experts counts the router, the
    /// shared experts and as many routed experts as a token passes.
    #[must_use]
    pub fn active(&self, embeddings: Embeddings) -> Params {
        self.with_embeddings(self.body_active, embeddings)
    }

    /// All parameters and those of prediction layers, which share embedding and head with the model.
    #[must_use]
    pub fn total_with_predictions(&self) -> Params {
        Params::from_count(self.total().as_count() + self.predictions)
    }

    /// All parameters and those of prediction layers, each with its own copy of embedding and head, as weights are
    /// published.
    #[must_use]
    pub fn total_with_prediction_copies(&self) -> Params {
        Params::from_count(self.total_with_predictions().as_count() + self.prediction_copies)
    }

    fn with_embeddings(&self, body: f64, embeddings: Embeddings) -> Params {
        let matrices = if self.tied { 1.0 } else { 2.0 };
        let embedded = match embeddings {
            Embeddings::Both => matrices * self.embedding + self.positions + self.head_bias,
            Embeddings::OutputOnly => self.embedding + self.head_bias,
            Embeddings::Neither => 0.0,
        };
        Params::from_count(body + embedded)
    }
}

/// Parameters of one feed-forward block of a width: matrices, and biases where the architecture has them.
fn feed_forward(architecture: &Architecture, width: f64) -> f64 {
    let ups = if architecture.feed_forward.gated { 2.0 } else { 1.0 };
    let biases =
        if architecture.biases.feed_forward { ups * width + f64::from(architecture.hidden) } else { 0.0 };
    feed_forward_weights(architecture, width) + biases
}

/// A part that an architecture may have or not.
fn when(has: bool, parameters: f64) -> f64 {
    if has { parameters } else { 0.0 }
}

/// Parameters of one layer's attention: projections, their biases, norms of heads and between low-rank projections,
/// and sinks.
fn attention(architecture: &Architecture) -> f64 {
    let biases = architecture.biases;
    let (heads, qkv_bias, norms) = match architecture.attention {
        Attention::Grouped { heads, kv_heads, head_dim } => {
            let (heads, kv_heads, dim) = (f64::from(heads), f64::from(kv_heads), f64::from(head_dim));
            let norms = match architecture.norms.heads {
                HeadNorms::None => 0.0,
                HeadNorms::Shared => 2.0 * dim,
                HeadNorms::Full => dim * (heads + kv_heads),
            };
            (heads, dim * (heads + 2.0 * kv_heads), norms)
        }
        Attention::Latent { heads, q_lora_rank, kv_lora_rank, qk_rope_dim, .. } => {
            let ranks = f64::from(q_lora_rank) + f64::from(kv_lora_rank);
            (f64::from(heads), ranks + f64::from(qk_rope_dim), ranks)
        }
    };
    attention_weights(architecture)
        + norms
        + when(biases.qkv, qkv_bias)
        + when(biases.attention_output, f64::from(architecture.hidden))
        + when(architecture.attention_sinks, heads)
}

/// Parameters of one norm: a scale, and a shift where the architecture has one.
fn norm(architecture: &Architecture) -> f64 {
    f64::from(architecture.hidden) * if architecture.norms.shift { 2.0 } else { 1.0 }
}

/// Parameters of the experts of one layer with its router; `routed` experts count.
fn expert_layer(architecture: &Architecture, experts: &Experts, routed: u32) -> f64 {
    let one = feed_forward(architecture, f64::from(experts.width));
    let shared = if experts.shared_width == 0 {
        0.0
    } else {
        feed_forward(architecture, f64::from(experts.shared_width))
    };
    let hidden = f64::from(architecture.hidden);
    let bias = when(architecture.biases.router, f64::from(experts.routed));
    let router = hidden * f64::from(experts.routed) + bias;
    f64::from(routed) * one + shared + router + when(experts.shared_gate, hidden)
}

/// Counts the parameters of an architecture: embeddings, projections, experts, routers, norms, biases and learned
/// positions, to the parameter where the architecture says of all of them whether it has them.
#[must_use]
pub fn parameter_count(architecture: &Architecture) -> ParameterCount {
    let hidden = f64::from(architecture.hidden);
    let embedding = f64::from(architecture.vocabulary) * hidden;
    let positions = f64::from(architecture.learned_positions) * hidden;
    let sparse_layers = f64::from(architecture.expert_layers());
    let dense_layers = f64::from(architecture.dense_layers());
    let norms = architecture.norms;
    let common = attention(architecture) + f64::from(norms.per_layer) * norm(architecture);
    let dense = feed_forward(architecture, f64::from(architecture.feed_forward.width));
    let (sparse, sparse_active) = architecture.experts.as_ref().map_or((0.0, 0.0), |experts| {
        (
            expert_layer(architecture, experts, experts.routed),
            expert_layer(architecture, experts, experts.per_token),
        )
    });
    let body = |experts: f64| {
        (dense_layers + sparse_layers) * common
            + dense_layers * dense
            + sparse_layers * experts
            + f64::from(norms.outer) * norm(architecture)
    };
    // A prediction layer: one more layer of the last kind, the projection that joins hidden state and embedding, and
    // norms for both and for its output.
    let last = if sparse_layers > 0.0 { sparse } else { dense };
    let prediction = common + last + prediction_projection_weights(architecture) + 3.0 * norm(architecture);
    let depth = f64::from(architecture.mtp_depth);
    ParameterCount {
        embedding,
        head_bias: when(architecture.biases.head, f64::from(architecture.vocabulary)),
        positions,
        tied: architecture.tied_embedding,
        body_total: body(sparse),
        body_active: body(sparse_active),
        predictions: depth * prediction,
        prediction_copies: depth * 2.0 * embedding,
    }
}

/// Bytes of keys and values that one token keeps in memory while a model generates, at so many bytes per number. Latent
/// attention keeps the joint projection and the shared rotary part; windows and prediction layers are left out.
#[must_use]
pub fn kv_cache_per_token(architecture: &Architecture, bytes_per_number: f64) -> Bytes {
    let numbers = match architecture.attention {
        Attention::Grouped { kv_heads, head_dim, .. } => 2.0 * f64::from(kv_heads) * f64::from(head_dim),
        Attention::Latent { kv_lora_rank, qk_rope_dim, .. } => {
            f64::from(kv_lora_rank) + f64::from(qk_rope_dim)
        }
    };
    Bytes::from_bytes(numbers * f64::from(architecture.layers) * bytes_per_number)
}

#[cfg(test)]
mod tests;
