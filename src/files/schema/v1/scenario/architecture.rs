//! The architecture as it stands in a file: flat, with what can be derived left out.

use serde::Deserialize;

use super::read::Fault;
use crate::files::error::FileProblem;
use crate::scenario::{Architecture, Attention, Biases, Experts, FeedForward, HeadNorms, Norms};

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
    shared_gate: Option<bool>,
    #[serde(default)]
    tied_embedding: bool,
    #[serde(default)]
    mtp_depth: u32,
    sliding_window: Option<u32>,
    #[serde(default)]
    global_every: u32,
    global_layers: Option<u32>,
    #[serde(default)]
    learned_positions: u32,
    #[serde(default)]
    biases: bool,
    qkv_bias: Option<bool>,
    attention_output_bias: Option<bool>,
    feed_forward_bias: Option<bool>,
    router_bias: Option<bool>,
    norm_bias: Option<bool>,
    #[serde(default)]
    head_bias: bool,
    norms_per_layer: Option<u32>,
    outer_norms: Option<u32>,
    head_norms: Option<String>,
    #[serde(default)]
    attention_sinks: bool,
}

/// What the file calls the norms of heads.
const HEAD_NORMS: [(&str, HeadNorms); 3] =
    [("none", HeadNorms::None), ("shared", HeadNorms::Shared), ("full", HeadNorms::Full)];

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
            global_layers: self.global_layers,
            learned_positions: self.learned_positions,
            biases: self.biases(),
            norms: self.norms()?,
            attention_sinks: self.attention_sinks,
        })
    }

    /// `biases` stands for all of them, and a key of its own for one.
    fn biases(&self) -> Biases {
        let bias = |own: Option<bool>| own.unwrap_or(self.biases);
        Biases {
            qkv: bias(self.qkv_bias),
            attention_output: bias(self.attention_output_bias),
            feed_forward: bias(self.feed_forward_bias),
            router: bias(self.router_bias),
            head: self.head_bias,
        }
    }

    fn norms(&self) -> Result<Norms, Fault> {
        let usual = Norms::default();
        let heads = match self.head_norms.as_deref() {
            None => HeadNorms::None,
            Some(word) => {
                HEAD_NORMS.iter().find(|(name, _)| *name == word.trim()).map(|(_, norms)| *norms).ok_or_else(
                    || {
                        let problem = FileProblem::unknown_word(word, &HEAD_NORMS.map(|(name, _)| name));
                        Fault::new(["model", "architecture", "head_norms"], problem)
                    },
                )?
            }
        };
        Ok(Norms {
            per_layer: self.norms_per_layer.unwrap_or(usual.per_layer),
            outer: self.outer_norms.unwrap_or(usual.outer),
            shift: self.norm_bias.unwrap_or(self.biases),
            heads,
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
            let gate = self.shared_gate.map(|_| "shared_gate");
            let part = parts.into_iter().find(|(_, value)| value.is_some()).map(|(key, _)| key);
            return match part.or(gate) {
                Some(key) => Err(unfit(key, "experts")),
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
            shared_gate: self.shared_gate.unwrap_or(false),
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

/// Biases, of norms too: one word where all have them.
fn biases(architecture: &Architecture) -> Vec<Option<(&'static str, String)>> {
    let of = architecture.biases;
    let flag = |key, has: bool| has.then(|| (key, true.to_string()));
    let shift = architecture.norms.shift;
    let mut line = if shift && (Biases { head: false, ..of }) == Biases::ALL {
        vec![flag("biases", true)]
    } else {
        vec![
            flag("qkv_bias", of.qkv),
            flag("attention_output_bias", of.attention_output),
            flag("feed_forward_bias", of.feed_forward),
            flag("router_bias", of.router),
            flag("norm_bias", shift),
        ]
    };
    line.push(flag("head_bias", of.head));
    line.push(flag("attention_sinks", architecture.attention_sinks));
    line
}

fn norms(norms: &Norms) -> Vec<Option<(&'static str, String)>> {
    let usual = Norms::default();
    let unless = |key, value: u32, usual: u32| (value != usual).then(|| (key, value.to_string()));
    let heads = HEAD_NORMS.iter().find(|(_, of)| *of == norms.heads && *of != usual.heads);
    vec![
        unless("norms_per_layer", norms.per_layer, usual.per_layer),
        unless("outer_norms", norms.outer, usual.outer),
        heads.map(|(name, _)| ("head_norms", format!("{name:?}"))),
    ]
}

/// The keys and values of an architecture, in the order of the file.
pub(in crate::files) fn lines(architecture: &Architecture) -> Vec<Vec<(&'static str, String)>> {
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
    ]);
    lines.push(biases(architecture));
    lines.push(norms(&architecture.norms));
    if let Some(experts) = architecture.experts {
        lines.push(vec![
            number("experts", experts.routed),
            number("experts_per_token", experts.per_token),
            number("expert_width", experts.width),
            shared(experts.shared_width, experts.width),
            unless("first_dense_layers", experts.first_dense_layers, 0),
            unless("expert_every", experts.every, 1),
            flag("shared_gate", experts.shared_gate, false),
        ]);
    }
    lines.push(vec![
        unless("mtp_depth", architecture.mtp_depth, 0),
        architecture.sliding_window.map(|window| ("sliding_window", window.to_string())),
        unless("global_every", architecture.global_every, 0),
        architecture.global_layers.map(|layers| ("global_layers", layers.to_string())),
        unless("learned_positions", architecture.learned_positions, 0),
    ]);
    let lines = lines.into_iter().map(|line| line.into_iter().flatten().collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}
