//! Energy from accelerator-hours, factor by factor, and its cost. Method ids as in `METHODOLOGY.md`.

use super::draw::{Draw, NodeDraw};
use super::epoch;
use super::formula::{ENERGY_COST, ENERGY_EPOCH, ENERGY_NODE, ENERGY_SYSTEM, ENERGY_TDP, ENERGY_TDP_PUE};
use super::{Figure, Missing};
use crate::scenario::EnergyMethod;
use crate::units::{AcceleratorHours, Energy, Fraction, Multiplier, Number, Usd, UsdPerKwh, Watts};

/// One step of the build-up: what the factor is, and the energy with it.
#[derive(Debug, Clone, Copy)]
pub struct BuildUpStep<N = f64> {
    /// What the factor adds.
    pub label: &'static str,
    /// The factor itself.
    pub factor: N,
    /// Energy up to and including this factor.
    pub energy: Energy<N>,
}

/// Energy from the chip to the facility's meter.
#[derive(Debug, Clone, Copy)]
pub struct EnergyBuildUp<N = f64> {
    steps: [Option<BuildUpStep<N>>; 5],
    /// Facility energy.
    pub total: Energy<N>,
}

impl<N: Number> EnergyBuildUp<N> {
    /// The steps in order, chip first.
    pub fn steps(&self) -> impl Iterator<Item = &BuildUpStep<N>> {
        self.steps.iter().flatten()
    }
}

/// Server power over accelerator TDP where no rating is known: between the 1.82 of H100 and the 1.79 of B200 servers.
/// Epoch AI uses the same 1.8 (Cottier et al. 2024, arXiv 2405.21015).
const DEFAULT_SERVER_FACTOR: f64 = 1.8;
/// TPU generations without a measurement draw about 1.1 times their TDP, host included (v4: 1.11).
const TPU_SYSTEM_OVER_TDP: f64 = 1.1;

/// Rated server power per accelerator: the rating shared out, or TDP times the usual factor. TPUs have none: their
/// power is measured, and the factors of GPU servers do not hold for them.
pub(super) fn node_power_each<N: Number>(draw: &Draw<N>) -> Figure<Watts<N>> {
    if let Some(factor) = draw.server_factor {
        return Ok(draw.tdp * factor);
    }
    match draw.node {
        Some(NodeDraw::Rated(power, accelerators)) => {
            Ok(Watts::from_watts(power.as_watts() / accelerators.as_count()))
        }
        Some(NodeDraw::OverTdp(factor)) => Ok(draw.tdp * factor),
        None if draw.is_tpu => Err(Missing::NoNodePower),
        None => Ok(draw.tdp * Multiplier::from_number(N::constant(DEFAULT_SERVER_FACTOR, "server over TDP"))),
    }
}

/// Average power per accelerator before PUE, and the factors that lead there.
pub(super) fn system_power<N: Number>(draw: &Draw<N>) -> Figure<Watts<N>> {
    Ok(match draw.energy_method {
        EnergyMethod::Tdp | EnergyMethod::TdpPue => draw.tdp,
        EnergyMethod::EpochServer => epoch_server_power(draw) * epoch_load(draw),
        EnergyMethod::NodePower => node_power_each(draw)? * draw.power_draw_fraction * draw.network_factor,
        EnergyMethod::SystemPower => match (draw.system_power, draw.is_tpu) {
            (Some(power), _) => power,
            (None, true) => {
                draw.tdp * Multiplier::from_number(N::constant(TPU_SYSTEM_OVER_TDP, "system over TDP"))
            }
            (None, false) => return Err(Missing::NoSystemPower),
        },
    })
}

fn epoch_server_power<N: Number>(draw: &Draw<N>) -> Watts<N> {
    draw.tdp * draw.server_factor.unwrap_or(draw.epoch_server_factor)
}

fn epoch_load<N: Number>(draw: &Draw<N>) -> Fraction<N> {
    let load = if draw.is_tpu { epoch::TPU_LOAD } else { epoch::GPU_LOAD };
    Fraction::from_number(N::constant(load, "load of server TDP"))
}

/// Facility energy of accelerator-hours by the method in force (E0 to E4).
pub(super) fn energy<N: Number>(draw: &Draw<N>, hours: AcceleratorHours<N>) -> Figure<Energy<N>> {
    let it = hours * system_power(draw)?;
    Ok(match draw.energy_method {
        EnergyMethod::Tdp => it.named(&ENERGY_TDP),
        EnergyMethod::TdpPue => (it * draw.pue).named(&ENERGY_TDP_PUE),
        EnergyMethod::EpochServer => (it * draw.pue).named(&ENERGY_EPOCH),
        EnergyMethod::NodePower => (it * draw.pue).named(&ENERGY_NODE),
        EnergyMethod::SystemPower => (it * draw.pue).named(&ENERGY_SYSTEM),
    })
}

/// Average power per accelerator at the facility's meter. Method E0 leaves PUE out.
pub(super) fn facility_power<N: Number>(draw: &Draw<N>) -> Figure<Watts<N>> {
    let it = system_power(draw)?;
    Ok(if draw.energy_method == EnergyMethod::Tdp { it } else { it * draw.pue })
}

/// Energy before PUE: what the IT equipment uses.
pub(super) fn it_energy<N: Number>(draw: &Draw<N>, hours: AcceleratorHours<N>) -> Figure<Energy<N>> {
    Ok(hours * system_power(draw)?)
}

/// The build-up of facility energy from the chip's TDP, one factor at a time.
pub(super) fn build_up<N: Number>(draw: &Draw<N>, hours: AcceleratorHours<N>) -> Figure<EnergyBuildUp<N>> {
    let total = energy(draw, hours)?;
    let chip = hours * draw.tdp;
    let one = N::constant(1.0, "");
    let step = |label, factor: N, energy| Some(BuildUpStep { label, factor, energy });
    let first = step("accelerators at TDP", one, chip);
    let pue = step("cooling and supply (PUE)", draw.pue.number(), total);
    let steps = match draw.energy_method {
        EnergyMethod::Tdp => [first, None, None, None, None],
        EnergyMethod::TdpPue => [first, pue, None, None, None],
        EnergyMethod::EpochServer => {
            let server = hours * epoch_server_power(draw);
            let load = epoch_load(draw);
            [
                first,
                step("rest of the server", server / chip, server),
                step("average load", load.number(), server * load),
                pue,
                None,
            ]
        }
        EnergyMethod::NodePower => {
            let server = hours * node_power_each(draw)?;
            let drawn = server * draw.power_draw_fraction;
            let network = drawn * draw.network_factor;
            [
                first,
                step("rest of the server", server / chip, server),
                step("average draw", draw.power_draw_fraction.number(), drawn),
                step("network and storage", draw.network_factor.number(), network),
                pue,
            ]
        }
        EnergyMethod::SystemPower => {
            let measured = it_energy(draw, hours)?;
            [first, step("measured over TDP, host included", measured / chip, measured), pue, None, None]
        }
    };
    Ok(EnergyBuildUp { steps, total })
}

/// Cost of energy (E5).
#[must_use]
pub fn energy_cost<N: Number>(energy: Energy<N>, price: UsdPerKwh<N>) -> Usd<N> {
    (energy * price).named(&ENERGY_COST)
}

#[cfg(test)]
mod tests;
