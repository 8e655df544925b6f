//! Hours, wall-clock time, utilization and goodput.

use super::draw::{Draw, PhaseDraw};
use super::formula::{
    ACHIEVED, CHECKPOINT_INTERVAL, DERIVED_HOURS, GENERATION_HOURS, GOODPUT, MFU, TIME_BETWEEN, WALL_CLOCK,
};
use super::{Figure, Missing};
use crate::scenario::GoodputMethod;
use crate::units::{
    AcceleratorHours, Accelerators, Days, Flop, FlopPerSec, Fraction, Hours, Number, Seconds,
};

/// Accelerator-hours that compute takes at a utilization of the dense peak, over goodput (T1).
#[must_use]
pub fn derived_hours<N: Number>(
    compute: Flop<N>,
    peak_dense: FlopPerSec<N>,
    mfu: Fraction<N>,
    goodput: Fraction<N>,
) -> AcceleratorHours<N> {
    (compute / (peak_dense * mfu) / goodput).named(&DERIVED_HOURS)
}

/// Accelerator-hours that generating tokens takes, at the utilization of generation (T10).
#[must_use]
pub fn generation_hours<N: Number>(
    compute: Flop<N>,
    peak_dense: FlopPerSec<N>,
    generation_mfu: Fraction<N>,
    goodput: Fraction<N>,
) -> AcceleratorHours<N> {
    (compute / (peak_dense * generation_mfu) / goodput).named(&GENERATION_HOURS)
}

/// Elapsed time of a phase (T3).
#[must_use]
pub fn wall_clock<N: Number>(hours: AcceleratorHours<N>, accelerators: Accelerators<N>) -> Days<N> {
    (hours / accelerators).to_days().named(&WALL_CLOCK)
}

/// Rate per accelerator that hours and compute imply (T4).
#[must_use]
pub fn achieved<N: Number>(compute: Flop<N>, hours: AcceleratorHours<N>) -> FlopPerSec<N> {
    compute.per_device_second(hours).named(&ACHIEVED)
}

/// Achieved rate over dense peak (T5). It may exceed one: that is an advisory, not an error.
#[must_use]
pub fn mfu<N: Number>(achieved: FlopPerSec<N>, peak_dense: FlopPerSec<N>) -> Fraction<N> {
    Fraction::from_number((achieved / peak_dense).named(&MFU))
}

/// Loss of time up to which the first-order formula holds.
const FIRST_ORDER_UP_TO: f64 = 0.3;
/// The least goodput: what a run may state, too. A run down here does not advance, and an advisory says so.
pub(super) const LEAST_GOODPUT: f64 = 0.01;

/// Share of time that advances the run, from failures (T6): `1 − [δ/τ + (τ/2 + R)/M]`, where a checkpoint blocks for
/// `δ`, a restart takes `R`, the whole cluster runs for `M` between interruptions, and checkpoints are written every
/// `τ = √(2δM)` (Young). This is of first order and holds while the loss is below 0.3. Beyond it counts Daly's
/// exponential form for the same interval, `τ/M · e^(−R/M) / (e^((τ+δ)/M) − 1)`, which is above the first order and
/// is taken as at most 0.7, so that the figure never rises with more failures. It leaves out what large runs add then:
/// asynchronous checkpoints, hot spares, restarts of parts.
#[must_use]
pub fn goodput_from_failures<N: Number>(
    hours_per_interruption: AcceleratorHours<N>,
    accelerators: Accelerators<N>,
    checkpoint_time: Seconds<N>,
    restart_time: Seconds<N>,
) -> Fraction<N> {
    let one = N::constant(1.0, "");
    let hours = time_between_interruptions(hours_per_interruption, accelerators);
    let between = hours.as_hours() * N::constant(3600.0, "s/h");
    let (checkpoint, restart) = (checkpoint_time.as_seconds(), restart_time.as_seconds());
    // Without checkpoint time the interval vanishes, and with it what it costs.
    let interval = (N::constant(2.0, "") * checkpoint * between).sqrt().max(N::constant(1e-6, "s"));
    let interval = interval.named(&CHECKPOINT_INTERVAL);
    let rework = (interval / N::constant(2.0, "") + restart) / between;
    let first_order = one - checkpoint / interval - rework;
    let survives = (N::constant(0.0, "") - restart / between).exp();
    let segment = ((interval + checkpoint) / between).exp() - one;
    let exponential = interval / between * survives / segment;
    let kept = first_order.max(exponential.min(N::constant(1.0 - FIRST_ORDER_UP_TO, "")));
    Fraction::from_number(kept.max(N::constant(LEAST_GOODPUT, "")).named(&GOODPUT))
}

/// Time between unexpected interruptions of a whole cluster (T8).
#[must_use]
pub fn time_between_interruptions<N: Number>(
    hours_per_interruption: AcceleratorHours<N>,
    accelerators: Accelerators<N>,
) -> Hours<N> {
    (hours_per_interruption / accelerators).named(&TIME_BETWEEN)
}

/// Goodput in force.
pub(super) fn goodput<N: Number>(draw: &Draw<N>, phase: &PhaseDraw<N>) -> Fraction<N> {
    match draw.goodput_method {
        GoodputMethod::Stated => draw.goodput,
        GoodputMethod::Failures => goodput_from_failures(
            draw.hours_per_interruption,
            phase.accelerators,
            draw.checkpoint_time,
            draw.restart_time,
        ),
    }
}

/// Hours of a phase derived from its compute, rollouts included.
pub(super) fn phase_derived_hours<N: Number>(
    draw: &Draw<N>,
    phase: &PhaseDraw<N>,
    run_mfu: Figure<Fraction<N>>,
) -> Figure<AcceleratorHours<N>> {
    let goodput = goodput(draw, phase);
    let training = match super::compute::phase_compute(draw, phase) {
        Ok(compute) => {
            let mfu = phase.mfu.map_or(run_mfu, Ok)?;
            Ok(derived_hours(compute, draw.peak_dense, mfu, goodput))
        }
        Err(missing) => Err(missing),
    };
    let rollouts = phase.rollouts.zip(super::compute::rollout_compute(draw, phase)).map(
        |((_, generation_mfu), compute)| generation_hours(compute, draw.peak_dense, generation_mfu, goodput),
    );
    match (training, rollouts) {
        (Ok(training), Some(rollouts)) => Ok(training + rollouts),
        (Err(_), Some(rollouts)) => Ok(rollouts),
        (training, None) => {
            training.map_err(|missing| if missing == Missing::NoCompute { Missing::NoHours } else { missing })
        }
    }
}

#[cfg(test)]
mod tests;
