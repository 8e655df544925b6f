//! The exact distribution of a product of log-normal inputs: what samples are checked against.

use super::Plan;
use super::special::Z95;

/// A log-normal result.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedForm {
    /// 5th percentile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation of the logarithm.
    pub sigma: f64,
    /// The share of the logarithm's variance that each of [`Plan::parts`] explains.
    pub shares: Vec<f64>,
}

/// The exact result where a figure is a product of powers of log-normal inputs: `ln y = ln c + Σ kᵢ ln xᵢ` is normal with
/// the variance `Σᵢⱼ kᵢ σᵢ ρᵢⱼ σⱼ kⱼ`.
pub(super) fn closed_form(plan: &Plan, output: usize) -> Option<ClosedForm> {
    let monomial = plan.tape.monomial(output)?;
    if monomial.coefficient <= 0.0 || plan.variables.is_empty() {
        return None;
    }
    let mut mean = libm::log(monomial.coefficient);
    // The slope of ln y along the normal score of each factor.
    let mut slopes = vec![0.0; plan.factors.len()];
    for (variable, power) in plan.variables.iter().zip(&monomial.powers) {
        if *power == 0.0 {
            continue;
        }
        let (mu, sigma) = variable.distribution.log_normal()?;
        mean += power * mu;
        if let Some(slope) = slopes.get_mut(variable.factor) {
            *slope += power * sigma;
        }
    }
    let slope = |factor: &usize| slopes.get(*factor).copied().unwrap_or(0.0);
    let variance = |part: &Vec<usize>| -> f64 {
        match plan.groups.iter().find(|group| group.factors == *part) {
            // Independent scores e give z = L e, so that the slopes along e are Lᵀ times those along z.
            Some(group) => (0..part.len())
                .map(|column| {
                    let along: f64 = group
                        .rows
                        .iter()
                        .zip(part)
                        .filter_map(|(row, factor)| Some(row.get(column)? * slope(factor)))
                        .sum();
                    along * along
                })
                .sum(),
            None => part.iter().map(|factor| slope(factor) * slope(factor)).sum(),
        }
    };
    let parts: Vec<f64> = plan.parts().iter().map(variance).collect();
    let total: f64 = parts.iter().sum();
    let sigma = libm::sqrt(total);
    let at = |z: f64| libm::exp(mean + z * sigma);
    Some(ClosedForm {
        p5: at(-Z95),
        p50: at(0.0),
        p95: at(Z95),
        mean: libm::exp(mean + total / 2.0),
        sigma,
        shares: parts.into_iter().map(|part| if total > 0.0 { part / total } else { 0.0 }).collect(),
    })
}
