//! What compute needs of an architecture: layers of each kind, and the weights and widths of one of them.

use super::Spec;
use crate::scenario::{Architecture, Attention, Experts};
use crate::units::Number;

/// So many of something that has so many weights each.
#[derive(Debug, Clone, Copy)]
pub struct Repeated<N> {
    /// How many.
    pub count: N,
    /// Weights, or another size, of each.
    pub each: N,
}

impl<N: Number> Repeated<N> {
    /// All of them together.
    pub(super) fn total(self) -> N {
        self.count * self.each
    }
}

/// The matrix products and attention widths of an architecture. Layers that predict further tokens (MTP) are
/// included: each counts as one more layer of the last kind with full attention and one more output head.
#[derive(Debug, Clone, Copy)]
pub struct Shape<N> {
    /// Layers, with the weights of their attention projections.
    pub attention: Repeated<N>,
    /// Dense layers, with the weights of their feed-forward block.
    pub dense: Option<Repeated<N>>,
    /// Expert layers, with the weights of the experts that a token passes.
    pub experts: Option<Repeated<N>>,
    /// Weights of the output head.
    pub head: N,
    /// Prediction layers, with the weights of their projection and of their own output head.
    pub predictions: Option<Repeated<N>>,
    /// Width of scores and values over all heads of a layer.
    pub score_width: N,
    /// Layers that attend to everything before.
    pub full_layers: Option<N>,
    /// Layers that attend to a window, and its width.
    pub windowed_layers: Option<(N, N)>,
}

impl Shape<f64> {
    /// The shape of an architecture.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        Self::read(architecture, &mut |_, value| value)
    }
}

impl<N> Shape<N> {
    /// The shape of an architecture, every number through `number`, so that explanations can name it.
    pub(super) fn read(architecture: &Architecture, number: &mut impl FnMut(Spec, f64) -> N) -> Self {
        let hidden = f64::from(architecture.hidden);
        let depth = f64::from(architecture.mtp_depth);
        let layers = f64::from(architecture.layers);
        let sparse = f64::from(architecture.expert_layers());
        let dense = f64::from(architecture.dense_layers());
        // A prediction layer is of the kind of the last layer.
        let (dense, sparse) = if sparse > 0.0 { (dense, sparse + depth) } else { (dense + depth, sparse) };
        let mut repeated = |count: (Spec, f64), each: (Spec, f64)| {
            (count.1 > 0.0)
                .then(|| Repeated { count: number(count.0, count.1), each: number(each.0, each.1) })
        };
        let dense_width = f64::from(architecture.feed_forward.width);
        let dense = repeated(
            (Spec::DenseLayers, dense),
            (Spec::DenseWeights, feed_forward_weights(architecture, dense_width)),
        );
        let experts = architecture.experts.as_ref().and_then(|of| {
            let weights = (Spec::ExpertWeights, active_expert_weights(architecture, of));
            repeated((Spec::ExpertLayers, sparse), weights)
        });
        let head = hidden * f64::from(architecture.vocabulary);
        let prediction = prediction_projection_weights(architecture) + head;
        let predictions = repeated((Spec::PredictionLayers, depth), (Spec::PredictionWeights, prediction));
        let (full, windowed) = attention_layers(architecture);
        let attention = Repeated {
            count: number(Spec::Layers, layers + depth),
            each: number(Spec::AttentionWeights, attention_weights(architecture)),
        };
        let window = architecture.sliding_window.filter(|_| windowed > 0.0);
        Self {
            attention,
            dense,
            experts,
            head: number(Spec::HeadWeights, head),
            predictions,
            score_width: number(Spec::ScoreWidth, score_width(architecture)),
            full_layers: (full > 0.0).then(|| number(Spec::FullAttentionLayers, full)),
            windowed_layers: window.map(|window| {
                (number(Spec::WindowedLayers, windowed), number(Spec::Window, f64::from(window)))
            }),
        }
    }
}

/// Weights of one layer's attention projections, biases and norms left out.
pub(super) fn attention_weights(architecture: &Architecture) -> f64 {
    let hidden = f64::from(architecture.hidden);
    match architecture.attention {
        Attention::Grouped { heads, kv_heads, head_dim } => {
            hidden * f64::from(head_dim) * (2.0 * f64::from(heads) + 2.0 * f64::from(kv_heads))
        }
        Attention::Latent { heads, q_lora_rank, kv_lora_rank, qk_nope_dim, qk_rope_dim, v_dim } => {
            let (heads, rope) = (f64::from(heads), f64::from(qk_rope_dim));
            let (query_rank, kv_rank) = (f64::from(q_lora_rank), f64::from(kv_lora_rank));
            let (nope, value) = (f64::from(qk_nope_dim), f64::from(v_dim));
            let query_width = heads * (nope + rope);
            let query =
                if q_lora_rank == 0 { hidden * query_width } else { query_rank * (hidden + query_width) };
            query + hidden * (kv_rank + rope) + kv_rank * heads * (nope + value) + heads * value * hidden
        }
    }
}

/// Width of scores plus width of values, over all heads.
fn score_width(architecture: &Architecture) -> f64 {
    match architecture.attention {
        Attention::Grouped { heads, head_dim, .. } => 2.0 * f64::from(heads) * f64::from(head_dim),
        Attention::Latent { heads, qk_nope_dim, qk_rope_dim, v_dim, .. } => {
            f64::from(heads) * (f64::from(qk_nope_dim) + f64::from(qk_rope_dim) + f64::from(v_dim))
        }
    }
}

/// Layers that attend to everything, and layers that attend to a window. Prediction layers attend to everything.
fn attention_layers(architecture: &Architecture) -> (f64, f64) {
    let depth = f64::from(architecture.mtp_depth);
    let layers = f64::from(architecture.layers);
    if architecture.sliding_window.is_none() {
        return (layers + depth, 0.0);
    }
    let regular = architecture.layers.checked_div(architecture.global_every).unwrap_or(0);
    let global = f64::from(architecture.global_layers.unwrap_or(regular).min(architecture.layers));
    (global + depth, layers - global)
}

/// Weights of a feed-forward block of a width: three matrices when gated, else two.
pub(super) fn feed_forward_weights(architecture: &Architecture, width: f64) -> f64 {
    let matrices = if architecture.feed_forward.gated { 3.0 } else { 2.0 };
    matrices * f64::from(architecture.hidden) * width
}

/// Weights of the experts that a token passes. The router is left out of compute: 6 h E per layer, 0.3 % of
/// DeepSeek-V3's FLOP, which the published counts leave out as well.
pub(super) fn active_expert_weights(architecture: &Architecture, experts: &Experts) -> f64 {
    let routed = f64::from(experts.per_token) * f64::from(experts.width);
    feed_forward_weights(architecture, routed + f64::from(experts.shared_width))
}

/// Weights that join the hidden state and the next token's embedding in a prediction layer: 2h × h.
pub(super) fn prediction_projection_weights(architecture: &Architecture) -> f64 {
    2.0 * f64::from(architecture.hidden) * f64::from(architecture.hidden)
}
