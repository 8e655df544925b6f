//! REF12, the cost model of twelve log-normal inputs by which sampling is tested and timed.

/// Central 90 % of parameters, tokens, overhead, peak, MFU, price, experiments, kW, utilization, PUE, $/kWh, fixed cost.
pub(super) const INPUTS: [(f64, f64); 12] = [
    (60e9, 80e9),
    (10e12, 20e12),
    (0.02, 0.12),
    (0.90e15, 1.00e15),
    (0.30, 0.50),
    (1.80, 3.50),
    (0.20, 2.00),
    (0.65, 0.80),
    (0.60, 0.90),
    (1.08, 1.35),
    (0.04, 0.12),
    (1e6, 20e6),
];

/// What it costs, in dollars.
#[inline(always)]
pub(super) fn cost(
    [n, d, overhead, peak, mfu, price, experiments, kw, utilization, pue, kwh, fixed]: [f64; 12],
) -> f64 {
    let hours = 6.0 * n * d * (1.0 + overhead) / (peak * mfu * 3600.0);
    hours * (price + kw * utilization * pue * kwh) * (1.0 + experiments) + fixed
}
