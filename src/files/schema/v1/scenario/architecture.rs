//! The architecture as it stands in a file: flat, with what can be derived left out.

use serde::Deserialize;

use super::read::Fault;
use crate::files::error::FileProblem;
use crate::scenario::{Architecture, Attention, Experts, FeedForward};

/// Layers, widths and experts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Architecture")]
pub(super) struct ArchitectureEntry {
    layers: u32,
    hidden: u32,
    vocabulary: u32,
    heads: u32,
    kv_heads: Option<u32>,
    head_dim: Option<u32>,
    q_lora_rank: Option<u32>,
    kv_lora_rank: Option<u32>,
    qk_nope_dim: Option<u32>,
    qk_rope_dim: Option<u32>,
    v_dim: Option<u32>,
    #[serde(default)]
    feed_forward: u32,
    #[serde(default = "yes")]
    gated: bool,
    experts: Option<u32>,
    experts_per_token: Option<u32>,
    shared_experts: Option<u32>,
    expert_width: Option<u32>,
    shared_width: Option<u32>,
    first_dense_layers: Option<u32>,
    expert_every: Option<u32>,
    #[serde(default)]
    tied_embedding: bool,
    #[serde(default)]
    mtp_depth: u32,
    sliding_window: Option<u32>,
    #[serde(default)]
    global_every: u32,
    #[serde(default)]
    learned_positions: u32,
    #[serde(default)]
    biases: bool,
}

fn yes() -> bool {
    true
}

fn missing(key: &str, inside: &str) -> Fault {
    let inside = format!("this architecture, which has {inside}");
    Fault::new(["model", "architecture"], FileProblem::MissingKey { key: key.to_owned(), inside })
}

fn unfit(key: &str, needs: &str) -> Fault {
    let problem = format!("{key} stands without {needs}; add {needs} or remove {key}");
    let problem = FileProblem::BadValue { key: String::new(), problem };
    Fault::new(["model", "architecture", key], problem)
}

impl ArchitectureEntry {
    /// Whether it has experts.
    pub(super) fn is_sparse(&self) -> bool {
        self.experts.is_some()
    }

    /// The architecture.
    pub(super) fn read(&self) -> Result<Architecture, Fault> {
        Ok(Architecture {
            layers: self.layers,
            hidden: self.hidden,
            vocabulary: self.vocabulary,
            attention: self.attention()?,
            feed_forward: FeedForward { width: self.feed_forward, gated: self.gated },
            experts: self.experts()?,
            tied_embedding: self.tied_embedding,
            mtp_depth: self.mtp_depth,
            sliding_window: self.sliding_window,
            global_every: self.global_every,
            learned_positions: self.learned_positions,
            biases: self.biases,
        })
    }

    fn attention(&self) -> Result<Attention, Fault> {
        let need = |value: Option<u32>, key| value.ok_or_else(|| missing(key, "latent attention"));
        if let Some(kv_lora_rank) = self.kv_lora_rank {
            let grouped = [("kv_heads", self.kv_heads), ("head_dim", self.head_dim)];
            if let Some((key, _)) = grouped.into_iter().find(|(_, value)| value.is_some()) {
                let problem = format!("{key} does not go with kv_lora_rank; remove one of them");
                let problem = FileProblem::BadValue { key: String::new(), problem };
                return Err(Fault::new(["model", "architecture", key], problem));
            }
            return Ok(Attention::Latent {
                heads: self.heads,
                q_lora_rank: self.q_lora_rank.unwrap_or(0),
                kv_lora_rank,
                qk_nope_dim: need(self.qk_nope_dim, "qk_nope_dim")?,
                qk_rope_dim: need(self.qk_rope_dim, "qk_rope_dim")?,
                v_dim: need(self.v_dim, "v_dim")?,
            });
        }
        let latent = [
            ("q_lora_rank", self.q_lora_rank),
            ("qk_nope_dim", self.qk_nope_dim),
            ("qk_rope_dim", self.qk_rope_dim),
            ("v_dim", self.v_dim),
        ];
        if let Some((key, _)) = latent.into_iter().find(|(_, value)| value.is_some()) {
            return Err(unfit(key, "kv_lora_rank"));
        }
        Ok(Attention::Grouped {
            heads: self.heads,
            kv_heads: self.kv_heads.unwrap_or(self.heads),
            head_dim: self.head_dim.unwrap_or_else(|| self.hidden.checked_div(self.heads).unwrap_or(0)),
        })
    }

    fn experts(&self) -> Result<Option<Experts>, Fault> {
        let Some(routed) = self.experts else {
            let parts = [
                ("experts_per_token", self.experts_per_token),
                ("shared_experts", self.shared_experts),
                ("expert_width", self.expert_width),
                ("shared_width", self.shared_width),
                ("first_dense_layers", self.first_dense_layers),
                ("expert_every", self.expert_every),
            ];
            return match parts.into_iter().find(|(_, value)| value.is_some()) {
                Some((key, _)) => Err(unfit(key, "experts")),
                None => Ok(None),
            };
        };
        let need = |value: Option<u32>, key| value.ok_or_else(|| missing(key, "experts"));
        let (shared, width) = (self.shared_experts.unwrap_or(0), need(self.expert_width, "expert_width")?);
        Ok(Some(Experts {
            routed,
            per_token: need(self.experts_per_token, "experts_per_token")?,
            width,
            shared_width: self.shared_width.unwrap_or_else(|| shared.saturating_mul(width)),
            first_dense_layers: self.first_dense_layers.unwrap_or(0),
            every: self.expert_every.unwrap_or(1),
        }))
    }
}

/// Shared experts by their number where they are as wide as the routed ones, else by their width.
fn shared(shared_width: u32, width: u32) -> Option<(&'static str, String)> {
    match (shared_width, shared_width.checked_rem(width)) {
        (0, _) => None,
        (_, Some(0)) => Some(("shared_experts", (shared_width / width).to_string())),
        _ => Some(("shared_width", shared_width.to_string())),
    }
}

/// The keys and values of an architecture, in the order of the file.
pub(super) fn lines(architecture: &Architecture) -> Vec<Vec<(&'static str, String)>> {
    let number = |key, value: u32| Some((key, value.to_string()));
    let unless = |key, value: u32, usual: u32| (value != usual).then(|| (key, value.to_string()));
    let flag = |key, value: bool, usual: bool| (value != usual).then(|| (key, value.to_string()));
    let mut lines = vec![vec![
        number("layers", architecture.layers),
        number("hidden", architecture.hidden),
        number("vocabulary", architecture.vocabulary),
        flag("tied_embedding", architecture.tied_embedding, false),
    ]];
    lines.push(match architecture.attention {
        Attention::Grouped { heads, kv_heads, head_dim } => {
            vec![number("heads", heads), number("kv_heads", kv_heads), number("head_dim", head_dim)]
        }
        Attention::Latent { heads, q_lora_rank, kv_lora_rank, qk_nope_dim, qk_rope_dim, v_dim } => vec![
            number("heads", heads),
            unless("q_lora_rank", q_lora_rank, 0),
            number("kv_lora_rank", kv_lora_rank),
            number("qk_nope_dim", qk_nope_dim),
            number("qk_rope_dim", qk_rope_dim),
            number("v_dim", v_dim),
        ],
    });
    lines.push(vec![
        unless("feed_forward", architecture.feed_forward.width, 0),
        flag("gated", architecture.feed_forward.gated, true),
        flag("biases", architecture.biases, false),
    ]);
    if let Some(experts) = architecture.experts {
        lines.push(vec![
            number("experts", experts.routed),
            number("experts_per_token", experts.per_token),
            number("expert_width", experts.width),
            shared(experts.shared_width, experts.width),
            unless("first_dense_layers", experts.first_dense_layers, 0),
            unless("expert_every", experts.every, 1),
        ]);
    }
    lines.push(vec![
        unless("mtp_depth", architecture.mtp_depth, 0),
        architecture.sliding_window.map(|window| ("sliding_window", window.to_string())),
        unless("global_every", architecture.global_every, 0),
        unless("learned_positions", architecture.learned_positions, 0),
    ]);
    let lines = lines.into_iter().map(|line| line.into_iter().flatten().collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}
