//! What an uncertain input may be, as a distribution: a family fitted to a range and cut at the input's bounds.

use super::shape::{Scale, Shape};
use crate::scenario::{Family, Range};

/// A probability distribution of one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Smooth(Cut),
    Steps(Vec<Step>),
}

/// A family without what lies outside the bounds of the input; the rest is scaled up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cut {
    shape: Shape,
    /// The hard bounds of the input.
    bounds: (f64, f64),
    /// Probability of the family below and above them.
    below: f64,
    above: f64,
}

/// One of several values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// The value.
    pub(super) value: f64,
    /// Its own probability.
    pub(super) share: f64,
    /// The probability of it and all lower values.
    pub(super) up_to: f64,
}

impl Distribution {
    /// Fits the family of a range and cuts it at the bounds that the input has by its nature.
    ///
    /// The ends of the range are the 5th and 95th percentile of the family *before* it is cut (bounds, if triangular
    /// or uniform). Cutting drops what lies outside `bounds` and scales up the rest, so a range that touches a bound
    /// moves inwards: see [`Self::interval`] and [`Self::cut_share`]. At most 10 % can be cut, since both ends must lie
    /// within the bounds.
    ///
    /// # Errors
    /// Why the range is impossible, and what would do instead.
    pub fn new(range: &Range, bounds: (f64, f64)) -> Result<Self, String> {
        let kind = match range {
            Range::Choice(choices) => Kind::Steps(steps(choices, bounds)?),
            Range::Interval { low, high, mode, .. } => {
                let family = range.family().unwrap_or(Family::Normal);
                check_interval(family, *low, *mode, *high, bounds)?;
                let shape = Shape::fit(family, *low, *mode, *high)?;
                let (below, above) = (shape.tails(bounds.0).0, shape.tails(bounds.1).1);
                Kind::Smooth(Cut { shape, bounds, below, above })
            }
        };
        let distribution = Self { kind };
        let (low, high) = distribution.interval();
        if low.is_finite() && high.is_finite() {
            Ok(distribution)
        } else {
            Err("the range is too wide to calculate with; bring its ends closer together".to_owned())
        }
    }

    /// The value below which the probability `p` lies; of several values, the least with at least `p` up to it.
    ///
    /// NaN for `p` outside 0 to 1. For upper tails, [`Self::upper_quantile`] has the digits that `1 - q` loses.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        match &self.kind {
            _ if !(0.0..=1.0).contains(&p) => f64::NAN,
            Kind::Smooth(cut) if p <= self.turn() => cut.lower(p),
            Kind::Smooth(cut) => cut.upper(1.0 - p),
            Kind::Steps(steps) => at_step(steps, |step| step.up_to >= p),
        }
    }

    /// The value above which the probability `q` lies. NaN for `q` outside 0 to 1.
    #[must_use]
    pub fn upper_quantile(&self, q: f64) -> f64 {
        match &self.kind {
            Kind::Smooth(cut) if (0.0..=1.0).contains(&q) && 1.0 - q > self.turn() => cut.upper(q),
            _ => self.quantile(1.0 - q),
        }
    }

    /// The probability of at most `x`.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        self.tails(x).0
    }

    /// The probability of more than `x`, without cancellation in the upper tail.
    #[must_use]
    pub fn exceedance(&self, x: f64) -> f64 {
        self.tails(x).1
    }

    /// The value in the middle of the probability.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The mean, in closed form but for logit-normal, which is integrated to about 1e-12.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match &self.kind {
            Kind::Smooth(cut) => cut.shape.mean_between(cut.bounds.0, cut.bounds.1, cut.kept()),
            Kind::Steps(steps) => steps.iter().map(|step| step.value * step.share).sum(),
        }
    }

    /// The 5th and the 95th percentile, after cutting.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        (self.quantile(0.05), self.upper_quantile(0.05))
    }

    /// Mean and standard deviation of the logarithm, for a log-normal distribution of which next to nothing (1e-9) is
    /// cut, so that the closed forms of log-normal products hold.
    #[must_use]
    pub fn log_normal(&self) -> Option<(f64, f64)> {
        match &self.kind {
            Kind::Smooth(Cut { shape: Shape::Normal(normal), .. })
                if normal.scale == Scale::Log && self.cut_share() < 1e-9 =>
            {
                Some((normal.mean, normal.deviation))
            }
            _ => None,
        }
    }

    /// The probability that cutting at the bounds took away from the family, 0 to 0.1.
    #[must_use]
    pub fn cut_share(&self) -> f64 {
        match &self.kind {
            Kind::Smooth(cut) => cut.below + cut.above,
            Kind::Steps(_) => 0.0,
        }
    }

    /// Whether only some values are possible.
    #[must_use]
    pub fn is_discrete(&self) -> bool {
        matches!(self.kind, Kind::Steps(_))
    }

    /// The lowest and the highest possible value; endless for families without bounds.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        (self.quantile(0.0), self.upper_quantile(0.0))
    }

    /// The values of a choice in ascending order.
    pub(super) fn steps(&self) -> Option<&[Step]> {
        match &self.kind {
            Kind::Smooth(_) => None,
            Kind::Steps(steps) => Some(steps),
        }
    }

    /// The probability at which the lower part of [`Self::branch`] hands over to the upper one.
    pub(super) fn turn(&self) -> f64 {
        match &self.kind {
            Kind::Smooth(cut) => cut.shape.turn(),
            Kind::Steps(_) => 0.5,
        }
    }

    /// Replaces probabilities, of less or of more, by the values there, by the formula of the lower or of the upper part. A
    /// little beyond [`Self::turn`] either runs on smoothly, even where the quantile itself has a kink.
    pub(super) fn branch(&self, upper: bool, tails: &mut [f64]) {
        match &self.kind {
            Kind::Smooth(cut) => cut.branch(upper, tails),
            Kind::Steps(_) => {
                for tail in tails {
                    *tail = if upper { self.upper_quantile(*tail) } else { self.quantile(*tail) };
                }
            }
        }
    }

    fn tails(&self, x: f64) -> (f64, f64) {
        match &self.kind {
            Kind::Smooth(cut) => cut.tails(x),
            Kind::Steps(steps) => {
                let below = steps.iter().rfind(|step| step.value <= x).map_or(0.0, |step| step.up_to);
                (below, 1.0 - below)
            }
        }
    }
}

impl Cut {
    fn kept(&self) -> f64 {
        1.0 - self.below - self.above
    }

    // What rounding pushes over a bound is put back on it; nothing else is ever clamped.
    fn lower(&self, p: f64) -> f64 {
        self.shape.lower(self.below + p * self.kept()).max(self.bounds.0).min(self.bounds.1)
    }

    fn upper(&self, q: f64) -> f64 {
        self.shape.upper(self.above + q * self.kept()).max(self.bounds.0).min(self.bounds.1)
    }

    fn branch(&self, upper: bool, tails: &mut [f64]) {
        let (kept, cut) = (self.kept(), if upper { self.above } else { self.below });
        tails.iter_mut().for_each(|tail| *tail = cut + *tail * kept);
        self.shape.branch(upper, tails);
        tails.iter_mut().for_each(|value| *value = value.max(self.bounds.0).min(self.bounds.1));
    }

    fn tails(&self, x: f64) -> (f64, f64) {
        if x <= self.bounds.0 {
            return (0.0, 1.0);
        }
        if x >= self.bounds.1 {
            return (1.0, 0.0);
        }
        let (below, above) = self.shape.tails(x);
        let share = |tail: f64, cut: f64| ((tail - cut) / self.kept()).clamp(0.0, 1.0);
        (share(below, self.below), share(above, self.above))
    }
}

/// A number as a message shows it.
fn shown(value: f64) -> String {
    if value == 0.0 || (1e-4..1e7).contains(&value.abs()) { value.to_string() } else { format!("{value:e}") }
}

fn check_bounds(value: f64, (least, most): (f64, f64)) -> Result<(), String> {
    if !value.is_finite() {
        return Err(format!("{value} is not a number to calculate with; write a finite one"));
    }
    let value_text = shown(value);
    if value < least {
        return Err(format!("{value_text} lies outside; write at least {}", shown(least)));
    }
    if value > most {
        return Err(format!("{value_text} lies outside; write at most {}", shown(most)));
    }
    Ok(())
}

fn check_interval(
    family: Family,
    low: f64,
    mode: Option<f64>,
    high: f64,
    bounds: (f64, f64),
) -> Result<(), String> {
    check_bounds(low, bounds)?;
    check_bounds(high, bounds)?;
    let (low_text, high_text) = (shown(low), shown(high));
    if low >= high {
        return Err(format!("the range from {low_text} to {high_text} is empty; write the lower end first"));
    }
    if !(high - low).is_finite() {
        return Err("the range is too wide to calculate with; bring its ends closer together".to_owned());
    }
    match (family, mode) {
        (Family::LogNormal, _) if low <= 0.0 => {
            Err(format!("a log-normal range lies above zero, and {low_text} does not; use normal instead"))
        }
        (Family::LogitNormal | Family::Beta, _) if low <= 0.0 || high >= 1.0 => Err(format!(
            "a {} range lies strictly between 0 and 1; move its ends inwards, or use triangular",
            family.id()
        )),
        (Family::Triangular, Some(mode)) if !(low..=high).contains(&mode) => Err(format!(
            "the peak {} lies outside {low_text} to {high_text}; move it between them",
            shown(mode)
        )),
        (family, Some(_)) if family != Family::Triangular => {
            Err("only a triangular range has a peak; leave it out, or use triangular".to_owned())
        }
        _ => Ok(()),
    }
}

fn steps(choices: &[(f64, f64)], bounds: (f64, f64)) -> Result<Vec<Step>, String> {
    if choices.is_empty() {
        return Err("a choice needs at least one value".to_owned());
    }
    for (value, weight) in choices {
        check_bounds(*value, bounds)?;
        if !(weight.is_finite() && *weight > 0.0) {
            return Err(format!("the weight of {} has to be a number above zero", shown(*value)));
        }
    }
    let mut sorted = choices.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    if !total.is_finite() {
        return Err("the weights are too great to add up; write them as shares of 1".to_owned());
    }
    let mut sum = 0.0;
    let last = sorted.len() - 1;
    let step = |(index, (value, weight)): (usize, (f64, f64))| {
        sum += weight;
        // The last one ends at exactly 1, however the others were rounded.
        Step { value, share: weight / total, up_to: if index == last { 1.0 } else { sum / total } }
    };
    Ok(sorted.into_iter().enumerate().map(step).collect())
}

/// The first value that a condition holds for, else the greatest.
fn at_step(steps: &[Step], found: impl Fn(&Step) -> bool) -> f64 {
    steps.iter().find(|step| found(step)).or(steps.last()).map_or(f64::NAN, |step| step.value)
}

#[cfg(test)]
#[path = "distribution_tests.rs"]
mod tests;
