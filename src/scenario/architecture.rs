//! The shape of a transformer: what parameter counts and FLOP per token are derived from.

/// How queries, keys and values are formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// Multi-head, grouped-query or multi-query attention.
    Grouped {
        /// Query heads.
        heads: u32,
        /// Key and value heads; equal to `heads` for multi-head attention.
        kv_heads: u32,
        /// Width of one head.
        head_dim: u32,
    },
    /// Multi-head latent attention (DeepSeek).
    Latent {
        /// Heads.
        heads: u32,
        /// Rank of the query projection; zero where queries are projected directly.
        q_lora_rank: u32,
        /// Rank of the joint key and value projection.
        kv_lora_rank: u32,
        /// Width per head without position.
        qk_nope_dim: u32,
        /// Width per head with rotary position, shared by keys.
        qk_rope_dim: u32,
        /// Width per head of values.
        v_dim: u32,
    },
}

/// The feed-forward block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedForward {
    /// Width of a dense layer's block.
    pub width: u32,
    /// Three matrices (gated) instead of two.
    pub gated: bool,
}

/// Experts of a sparse model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Experts {
    /// Routed experts per layer.
    pub routed: u32,
    /// Routed experts that a token passes.
    pub per_token: u32,
    /// Width of one routed expert.
    pub width: u32,
    /// Width of what every token passes beside the routed experts: all shared experts of a layer together, or a
    /// residual dense block; zero for none. Two shared experts of width 1536 make 3072.
    pub shared_width: u32,
    /// Layers at the start that are dense; their width is that of [`FeedForward`].
    pub first_dense_layers: u32,
    /// Every how many of the other layers an expert layer stands; one for all of them.
    pub every: u32,
    /// A gate of one row weighs what the shared experts add.
    pub shared_gate: bool,
}

/// Bias terms of projections. They count as parameters and not as compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Biases {
    /// Of queries, keys and values; with latent attention, of the projections to low rank.
    pub qkv: bool,
    /// Of the projection that leaves attention.
    pub attention_output: bool,
    /// Of feed-forward blocks, those of experts too.
    pub feed_forward: bool,
    /// Of the router, or one correction for each expert.
    pub router: bool,
    /// Of the output head.
    pub head: bool,
}

impl Biases {
    /// Everywhere but in the output head, as in GPT-3.
    pub const ALL: Self =
        Self { qkv: true, attention_output: true, feed_forward: true, router: true, head: false };
}

/// Norms of the single heads of queries and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeadNorms {
    /// None, or norms without weights.
    #[default]
    None,
    /// One of a head's width for all query heads and one for all key heads.
    Shared,
    /// A weight for every number of every query and key head.
    Full,
}

/// Norms. They count as parameters and not as compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Norms {
    /// Of the hidden size in each layer: two as a rule, one where attention and feed-forward block share it, four with
    /// norms before and after both, zero for norms without weights.
    pub per_layer: u32,
    /// Of the hidden size outside the layers: that before the head, and that behind the embedding if there is one.
    pub outer: u32,
    /// They shift beside scaling: LayerNorm with bias.
    pub shift: bool,
    /// Norms of single heads.
    pub heads: HeadNorms,
}

impl Default for Norms {
    fn default() -> Self {
        Self { per_layer: 2, outer: 1, shift: false, heads: HeadNorms::None }
    }
}

/// A decoder-only transformer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Architecture {
    /// Layers, without those for multi-token prediction.
    pub layers: u32,
    /// Hidden size.
    pub hidden: u32,
    /// Vocabulary, padding included.
    pub vocabulary: u32,
    /// Attention.
    pub attention: Attention,
    /// Feed-forward block of dense layers.
    pub feed_forward: FeedForward,
    /// Experts, for sparse models.
    pub experts: Option<Experts>,
    /// The input embedding and the output head are one matrix.
    pub tied_embedding: bool,
    /// Depth of multi-token prediction; zero for none.
    pub mtp_depth: u32,
    /// Width of a sliding window or chunk of attention; none for full attention.
    pub sliding_window: Option<u32>,
    /// Every how many layers one attends to everything, where a window is used; zero for never.
    pub global_every: u32,
    /// How many layers attend to everything where they do not recur regularly; it takes the place of `global_every`.
    pub global_layers: Option<u32>,
    /// Learned position embeddings, by their maximum length; zero for none.
    pub learned_positions: u32,
    /// Bias terms.
    pub biases: Biases,
    /// Norms.
    pub norms: Norms,
    /// A learned logit for each head that takes part in the softmax (gpt-oss).
    pub attention_sinks: bool,
}

impl Architecture {
    /// How many layers carry experts, prediction layers left out.
    #[must_use]
    pub fn expert_layers(&self) -> u32 {
        self.experts.as_ref().map_or(0, |experts| {
            self.layers.saturating_sub(experts.first_dense_layers) / experts.every.max(1)
        })
    }

    /// How many layers have a dense feed-forward block, prediction layers left out.
    #[must_use]
    pub fn dense_layers(&self) -> u32 {
        self.layers.saturating_sub(self.expert_layers())
    }
}
