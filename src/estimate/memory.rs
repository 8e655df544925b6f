//! Memory of training: what the states of a model take, what a sequence keeps for the backward pass, and how many
//! accelerators hold it.

use super::formula::{MEMORY_ACTIVATIONS, MEMORY_FEWEST, MEMORY_STATES};
use crate::scenario::{Architecture, CheckedScenario};
use crate::units::{Accelerators, Bytes, Number, Params, Tokens};

/// Bytes per token, hidden unit and layer that the backward pass needs, attention scores recomputed.
const KEPT_WITH_SELECTIVE_RECOMPUTATION: f64 = 34.0;

/// What an optimizer keeps for each parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum StateRecipe {
    /// 16-bit weights and gradients beside 32-bit weights and moments.
    #[default]
    MixedAdam,
    /// DeepSeek-V3's: 8-bit weights, 32-bit master weights and gradients, 16-bit moments.
    Fp8Adam,
    /// 16-bit weights and gradients, 32-bit master weights, 8-bit moments.
    EightBitAdam,
}

impl StateRecipe {
    /// Every recipe, the usual first.
    pub const ALL: [Self; 3] = [Self::MixedAdam, Self::Fp8Adam, Self::EightBitAdam];

    /// A word or two for a chip.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::MixedAdam => "16-bit, Adam",
            Self::Fp8Adam => "FP8, Adam",
            Self::EightBitAdam => "8-bit Adam",
        }
    }

    /// Bytes that one parameter takes with its gradient and its moments.
    #[must_use]
    pub const fn bytes_per_parameter(self) -> f64 {
        match self {
            Self::MixedAdam => 16.0,
            Self::Fp8Adam => 13.0,
            Self::EightBitAdam => 10.0,
        }
    }

    /// What the bytes are, and who says so.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::MixedAdam => {
                "2 weights + 2 gradients + 4 master weights + 8 moments (Rajbhandari et al. 2020, arXiv 1910.02054)"
            }
            Self::Fp8Adam => {
                "1 weights + 4 gradients + 4 master weights + 4 moments (DeepSeek-V3, arXiv 2412.19437, section 3.3)"
            }
            Self::EightBitAdam => {
                "2 weights + 2 gradients + 4 master weights + 2 moments (Dettmers et al. 2022, arXiv 2110.02861)"
            }
        }
    }
}

/// Weights, gradients and optimizer states (M1).
#[must_use]
pub fn model_states<N: Number>(parameters: Params<N>, bytes_per_parameter: N) -> Bytes<N> {
    Bytes::from_bytes(parameters.as_count() * bytes_per_parameter).named(&MEMORY_STATES)
}

/// What one sequence keeps for the backward pass in all layers (M2), with attention recomputed. Counted for a plain
/// transformer whose feed-forward block is four times as wide as the hidden size.
#[must_use]
pub fn activations<N: Number>(architecture: &Architecture, sequence: Tokens<N>) -> Bytes<N> {
    let per_token =
        KEPT_WITH_SELECTIVE_RECOMPUTATION * f64::from(architecture.hidden) * f64::from(architecture.layers);
    Bytes::from_bytes(sequence.as_count() * N::constant(per_token, "")).named(&MEMORY_ACTIVATIONS)
}

/// Fewest accelerators whose memory together holds the states (M3), not rounded.
#[must_use]
pub fn fewest<N: Number>(states: Bytes<N>, memory_each: Bytes<N>) -> Accelerators<N> {
    Accelerators::from_count(states.as_bytes() / memory_each.as_bytes()).named(&MEMORY_FEWEST)
}

/// Whether a run fits the memory of its accelerators.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MemoryFit {
    /// What each parameter keeps.
    pub recipe: StateRecipe,
    /// Weights, gradients and optimizer states of the whole model.
    pub states: Bytes,
    /// Memory of one accelerator.
    pub memory_each: Bytes,
    /// Accelerators of the run.
    pub accelerators: Accelerators,
    /// Fewest accelerators that hold the states, a whole number.
    pub fewest: Accelerators,
    /// States on each accelerator if they are spread over all of them.
    pub states_each: Bytes,
    /// What one sequence of the main phase keeps, shared by the accelerators that work on it; none where layers or
    /// sequence length are not known.
    pub activations: Option<Bytes>,
    /// The sequence length in tokens, where it is known.
    pub sequence: Option<f64>,
}

impl MemoryFit {
    /// The memory of a scenario's run; none where the accelerator's memory is not known.
    #[must_use]
    pub fn of(checked: &CheckedScenario, recipe: StateRecipe) -> Option<Self> {
        let scenario = checked.scenario();
        let memory_each = checked.accelerator().memory.filter(|memory| memory.as_bytes() > 0.0)?;
        let phase = scenario.main_phase().and_then(|index| scenario.phases.get(index));
        let accelerators = scenario.hardware.accelerators.value;
        let states = model_states(scenario.model.total_params.value, recipe.bytes_per_parameter());
        let sequence = phase.and_then(|phase| phase.context_length.as_ref()).map(|length| length.value);
        let kept = scenario.model.architecture.as_ref().zip(sequence);
        Some(Self {
            recipe,
            states,
            memory_each,
            accelerators,
            fewest: Accelerators::from_count(libm::ceil(fewest(states, memory_each).as_count())),
            states_each: Bytes::from_bytes(states.as_bytes() / accelerators.as_count()),
            activations: kept.map(|(architecture, sequence)| activations(architecture, sequence)),
            sequence: sequence.map(Tokens::as_count),
        })
    }

    /// Whether the accelerators hold the states at all.
    #[must_use]
    pub fn holds_states(&self) -> bool {
        self.accelerators.as_count() >= self.fewest.as_count()
    }

    /// The states' share of one accelerator's memory, spread over all accelerators.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.states_each.as_bytes() / self.memory_each.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rajbhandari et al. 2020, section 3: a model of 7.5 B parameters needs 120 GB, and 1.9 GB over 64 devices.
    #[test]
    fn states_take_sixteen_bytes_a_parameter() {
        let states = model_states(Params::from_count(7.5e9), StateRecipe::MixedAdam.bytes_per_parameter());
        assert_eq!(states.as_bytes(), 120e9);
        assert_eq!(states.as_bytes() / 64.0, 1.875e9);
        assert_eq!(fewest(states, Bytes::from_bytes(32e9)).as_count(), 3.75);
    }

    /// Korthikanti et al. 2022, section 4: `34 s b h` bytes in each layer, here of their model with 22 B parameters.
    #[test]
    fn a_sequence_keeps_34_bytes_per_token_and_hidden_unit_in_each_layer() {
        let architecture = Architecture { layers: 48, hidden: 6144, ..plain() };
        let kept = activations(&architecture, Tokens::from_count(2048.0));
        assert_eq!(kept.as_bytes(), 34.0 * 2048.0 * 6144.0 * 48.0);
    }

    #[test]
    fn every_recipe_adds_up_to_what_it_says() {
        for recipe in StateRecipe::ALL {
            let parts = recipe.help().split(" (").next().unwrap().split(" + ");
            let sum: f64 = parts.map(|part| part.split(' ').next().unwrap().parse::<f64>().unwrap()).sum();
            assert_eq!(sum, recipe.bytes_per_parameter(), "{}", recipe.label());
        }
    }

    fn plain() -> Architecture {
        use crate::scenario::{Attention, Biases, FeedForward, Norms};
        Architecture {
            layers: 1,
            hidden: 1,
            vocabulary: 51_200,
            attention: Attention::Grouped { heads: 64, kv_heads: 64, head_dim: 96 },
            feed_forward: FeedForward { width: 24_576, gated: false },
            experts: None,
            tied_embedding: true,
            mtp_depth: 0,
            sliding_window: None,
            global_every: 0,
            learned_positions: 0,
            biases: Biases::default(),
            norms: Norms::default(),
            attention_sinks: false,
            global_layers: None,
        }
    }
}
