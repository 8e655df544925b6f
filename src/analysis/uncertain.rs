//! One figure with all its uncertainty: percentiles, and which input makes them.

use crate::estimate::{FigureId, Missing};
use crate::scenario::CheckedScenario;
use crate::uncertainty::{
    Outcome, Plan, PlanError, Runner, Shares, SpiderLine, Swing, TornadoBar, percentiles, shares, simulate,
    spider, tornado,
};
use crate::units::{Dimension, format};

/// A figure of a scenario, or the ratio of that figure of two.
#[derive(Debug, Clone)]
pub struct UncertainFigure {
    /// Which figure.
    pub figure: FigureId,
    /// What was drawn.
    pub plan: Plan,
    /// What came out.
    pub outcome: Outcome,
    /// How far each input was moved for the bars.
    pub swing: Swing,
    /// One input at a time, widest first.
    pub bars: Vec<TornadoBar>,
    /// The figure along each input.
    pub lines: Vec<SpiderLine>,
    /// Shares of variance, largest first.
    pub shares: Shares,
}

/// Why there is no such figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UncertainError {
    /// A range or correlation is impossible.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The scenario has no such figure.
    #[error("there is no {}: {reason}", .figure.label().to_lowercase())]
    Missing {
        /// Which figure.
        figure: FigureId,
        /// Why.
        reason: Missing,
    },
}

/// Simulates a figure and takes its uncertainty apart.
///
/// # Errors
/// When a range cannot be drawn from, or the figure is missing.
pub fn uncertain_figure(
    scenario: &CheckedScenario,
    rival: Option<&CheckedScenario>,
    figure: FigureId,
    swing: Swing,
    runner: &impl Runner,
) -> Result<UncertainFigure, UncertainError> {
    let plan = match rival {
        Some(rival) => Plan::ratio(scenario, rival, figure)?,
        None => Plan::of(scenario, &[figure])?,
    };
    let missing = |reason| UncertainError::Missing { figure, reason };
    let outcome = simulate(&plan, runner).outcomes.pop().unwrap_or(Err(Missing::NoPhase)).map_err(missing)?;
    let shares = shares(&plan, 0, runner).map_err(missing)?;
    let (bars, lines) = (tornado(&plan, 0, swing), spider(&plan, 0));
    Ok(UncertainFigure { figure, plan, outcome, swing, bars, lines, shares })
}

/// The 90 % interval of a figure; nothing where no input that it depends on is a range, or there is no such figure.
#[must_use]
pub fn interval(scenario: &CheckedScenario, figure: FigureId, runner: &impl Runner) -> Option<(f64, f64)> {
    if scenario.scenario().uncertainty.ranges.is_empty() {
        return None;
    }
    let plan = Plan::of(scenario, &[figure]).ok()?;
    let [p5, _, p95] = percentiles(&plan, 0, runner).ok()?;
    let ends = (p5.value, p95.value);
    (ends.0 < ends.1).then_some(ends)
}

impl UncertainFigure {
    /// The share of variance of the part that a factor belongs to.
    #[must_use]
    pub fn share_of(&self, factor: usize) -> Option<&crate::uncertainty::Share> {
        self.shares.shares.iter().find(|share| share.factors.contains(&factor))
    }

    /// The finding in one sentence: `Cost at this scope of DeepSeek-V3: $6.30 M, with 90 % between $3.76 M and $10.6 M.`
    #[must_use]
    pub fn sentence(&self, name: &str, rival: Option<&str>) -> String {
        let dimension = if rival.is_some() { Dimension::Ratio } else { self.figure.dimension() };
        let shown = |value: f64| format::short(dimension, value);
        let over = rival.map_or_else(String::new, |rival| format!(" over that of {rival}"));
        let what = format!("{} of {name}{over}", self.figure.label());
        let outcome = &self.outcome;
        if outcome.p5.value >= outcome.p95.value {
            return format!("{what}: {}. No input that it depends on is a range.", shown(outcome.point));
        }
        let place = 100.0 * outcome.share_below(outcome.point).value;
        format!(
            "{what}: {}, with 90 % between {} and {}. The {} without uncertainty are at P{place:.0}.",
            shown(outcome.p50.value),
            shown(outcome.p5.value),
            shown(outcome.p95.value),
            shown(outcome.point)
        )
    }

    /// The largest relative difference between a sampled percentile and the exact one, where that is known.
    #[must_use]
    pub fn exact_gap(&self) -> Option<f64> {
        let exact = self.outcome.closed_form.as_ref()?;
        let pairs =
            [(self.outcome.p5, exact.p5), (self.outcome.p50, exact.p50), (self.outcome.p95, exact.p95)];
        Some(
            pairs
                .map(|(sampled, exact)| libm::fabs(sampled.value / exact - 1.0))
                .into_iter()
                .fold(0.0, f64::max),
        )
    }
}
