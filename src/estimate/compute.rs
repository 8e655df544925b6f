//! Training compute: FLOP per token by convention, and FLOP of a phase.

use super::draw::{Draw, PhaseDraw};
use super::formula::{
    FLOP_PER_TOKEN_6N, FLOP_PER_TOKEN_ARCHITECTURE, FLOP_PER_TOKEN_ATTENTION, FLOP_PER_TOKEN_PRODUCTS,
    ROLLOUT_COMPUTE, TRAINING_COMPUTE,
};
use super::shape::Shape;
use super::{Figure, Missing};
use crate::scenario::Convention;
use crate::units::{Flop, FlopPerToken, Number, Params, Tokens};

/// Six FLOP per active parameter and token: two forward, four backward (C1). Attention scores are left out, so it is
/// low for long sequences; valid from about 10⁷ parameters.
#[must_use]
pub fn flop_per_token_6n<N: Number>(active: Params<N>) -> FlopPerToken<N> {
    let per_param = N::constant(6.0, "FLOP per parameter and token");
    FlopPerToken::from_flop_per_token(active.as_count() * per_param).named(&FLOP_PER_TOKEN_6N)
}

/// FLOP per token, forward and backward, of every matrix product but those of attention itself (C6): six per weight
/// that the token meets. Backward is twice forward; the embedding lookup is free, the output head is counted, biases,
/// norms and routers are left out.
#[must_use]
pub fn flop_per_token_products<N: Number>(shape: &Shape<N>) -> FlopPerToken<N> {
    let mut weights = shape.attention.total();
    for part in [shape.dense, shape.experts, shape.predictions].into_iter().flatten() {
        weights = weights + part.total();
    }
    let per_weight = N::constant(6.0, "FLOP per weight and token");
    FlopPerToken::from_flop_per_token(per_weight * (weights + shape.head)).named(&FLOP_PER_TOKEN_PRODUCTS)
}

/// FLOP per token, forward and backward, of attention scores and their product with the values (C7). Over the whole
/// matrix a token meets as many positions as the context has; over the causal half, half as many. Layers with a window
/// meet the window instead of the context.
#[must_use]
pub fn flop_per_token_attention<N: Number>(
    shape: &Shape<N>,
    context: Tokens<N>,
    convention: Convention,
) -> FlopPerToken<N> {
    let context = context.as_count();
    let full = shape.full_layers.map(|layers| layers * context);
    let windowed = shape.windowed_layers.map(|(layers, window)| layers * context.min(window));
    let positions = match (full, windowed) {
        (Some(full), Some(windowed)) => full + windowed,
        (Some(layers), None) | (None, Some(layers)) => layers,
        (None, None) => N::constant(0.0, "positions"),
    };
    let per_element = match convention {
        Convention::NonCausal | Convention::NonCausalRecompute => 6.0,
        Convention::SixNd | Convention::Causal | Convention::CausalRecompute => 3.0,
    };
    let flop = N::constant(per_element, "FLOP per width and position") * shape.score_width * positions;
    FlopPerToken::from_flop_per_token(flop).named(&FLOP_PER_TOKEN_ATTENTION)
}

/// FLOP per token, forward and backward, from the architecture (C2): matrix products and attention, and with
/// recomputation one more forward pass, four thirds of it all.
#[must_use]
pub fn flop_per_token_architecture<N: Number>(
    shape: &Shape<N>,
    context: Tokens<N>,
    convention: Convention,
) -> FlopPerToken<N> {
    let flop = flop_per_token_products(shape) + flop_per_token_attention(shape, context, convention);
    let flop = if convention.includes_recompute() {
        let passes = N::constant(4.0, "passes with recomputation");
        FlopPerToken::from_flop_per_token(flop.as_flop_per_token() * passes / N::constant(3.0, "passes"))
    } else {
        flop
    };
    flop.named(&FLOP_PER_TOKEN_ARCHITECTURE)
}

/// FLOP per token of a phase in the scenario's convention.
pub(super) fn flop_per_token<N: Number>(draw: &Draw<N>, phase: &PhaseDraw<N>) -> Figure<FlopPerToken<N>> {
    flop_per_token_by(draw, phase, draw.convention)
}

/// FLOP per token of a phase in any convention.
pub(super) fn flop_per_token_by<N: Number>(
    draw: &Draw<N>,
    phase: &PhaseDraw<N>,
    convention: Convention,
) -> Figure<FlopPerToken<N>> {
    match (convention, &draw.shape) {
        (Convention::SixNd, _) | (_, None) => Ok(flop_per_token_6n(draw.active_params)),
        (convention, Some(shape)) => {
            let context = phase.context_length.ok_or(Missing::NoContext)?;
            Ok(flop_per_token_architecture(shape, context, convention))
        }
    }
}

/// Training compute of a phase (C3): as published, or FLOP per token times tokens.
pub(super) fn phase_compute<N: Number>(draw: &Draw<N>, phase: &PhaseDraw<N>) -> Figure<Flop<N>> {
    phase_compute_by(draw, phase, draw.convention)
}

/// Training compute of a phase in any convention.
pub(super) fn phase_compute_by<N: Number>(
    draw: &Draw<N>,
    phase: &PhaseDraw<N>,
    convention: Convention,
) -> Figure<Flop<N>> {
    if let Some(published) = phase.training_compute {
        return Ok(published);
    }
    let tokens = phase.tokens.ok_or(Missing::NoCompute)?;
    Ok((flop_per_token_by(draw, phase, convention)? * tokens).named(&TRAINING_COMPUTE))
}

/// Compute of generating rollouts (C4): a forward pass, a third of training, for every generated token. Training on
/// the tokens that are kept is the phase's own compute and comes on top.
pub(super) fn rollout_compute<N: Number>(draw: &Draw<N>, phase: &PhaseDraw<N>) -> Option<Flop<N>> {
    let (generated, _) = phase.rollouts?;
    // Nothing is recomputed where nothing is differentiated.
    let training = flop_per_token_by(draw, phase, draw.convention.without_recompute()).ok()?;
    let forward = training.as_flop_per_token() / N::constant(3.0, "forward is a third of training");
    Some((FlopPerToken::from_flop_per_token(forward) * generated).named(&ROLLOUT_COMPUTE))
}

#[cfg(test)]
mod tests;
