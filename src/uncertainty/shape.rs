//! The families before they are cut at the bounds of an input: tails, quantiles and means.

use super::beta::Beta;
use super::elementary::{exponentials, normal_quantiles};
use super::special::{BetaTails, Z95, ln_beta, logistic, logit, normal_cdf, normal_density, normal_quantile};
use crate::scenario::Family;

/// What a normal variable is mapped through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// The variable itself.
    Plain,
    /// Its exponential.
    Log,
    /// The share with these log odds.
    LogOdds,
}

impl Scale {
    fn normal_at(self, x: f64) -> f64 {
        match self {
            Self::Plain => x,
            Self::Log if x <= 0.0 => f64::NEG_INFINITY,
            Self::Log => libm::log(x),
            Self::LogOdds if x <= 0.0 => f64::NEG_INFINITY,
            Self::LogOdds if x >= 1.0 => f64::INFINITY,
            Self::LogOdds => logit(x),
        }
    }

    fn value_at(self, y: f64) -> f64 {
        match self {
            Self::Plain => y,
            Self::Log => libm::exp(y),
            Self::LogOdds => logistic(y),
        }
    }

    /// Replaces numbers by the bits of [`Self::value_at`].
    fn values_at(self, numbers: &mut [f64]) {
        match self {
            Self::Plain => {}
            Self::Log => exponentials(numbers),
            Self::LogOdds => {
                let below: Vec<bool> = numbers.iter().map(|y| *y < 0.0).collect();
                numbers.iter_mut().for_each(|y| *y = -libm::fabs(*y));
                exponentials(numbers);
                for (odds, below) in numbers.iter_mut().zip(below) {
                    *odds = if below { *odds / (1.0 + *odds) } else { 1.0 / (1.0 + *odds) };
                }
            }
        }
    }
}

/// A normal variable on some scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Normal {
    pub(super) mean: f64,
    pub(super) deviation: f64,
    pub(super) scale: Scale,
}

impl Normal {
    /// The one whose central 90 % lie from `low` to `high`.
    fn fit(low: f64, high: f64, scale: Scale) -> Self {
        let (low, high) = (scale.normal_at(low), scale.normal_at(high));
        Self { mean: f64::midpoint(low, high), deviation: (high - low) / (2.0 * Z95), scale }
    }

    fn score(self, x: f64) -> f64 {
        (self.scale.normal_at(x) - self.mean) / self.deviation
    }

    fn value(self, z: f64) -> f64 {
        self.scale.value_at(self.mean + self.deviation * z)
    }

    /// Mean of what lies between two values, which hold the share `kept` of the whole.
    fn mean_between(self, low: f64, high: f64, kept: f64) -> f64 {
        let (low, high) = (self.score(low), self.score(high));
        match self.scale {
            Scale::Plain => self.mean + self.deviation * (normal_density(low) - normal_density(high)) / kept,
            Scale::Log => {
                let whole = libm::exp(self.mean + 0.5 * self.deviation * self.deviation);
                // Of the two ways to write the difference, the one in the nearer tail does not cancel.
                let (low, high) = (low - self.deviation, high - self.deviation);
                let share = if low > 0.0 {
                    normal_cdf(-low) - normal_cdf(-high)
                } else {
                    normal_cdf(high) - normal_cdf(low)
                };
                whole * share / kept
            }
            Scale::LogOdds => self.integral(low.max(-9.0), high.min(9.0)) / kept,
        }
    }

    /// Integral of the value against the normal density between two scores, by Gauss's rule with five points on
    /// panels short against both the density and the step that `logistic` makes: about 1e-12. What lies beyond a
    /// score of 9 holds less than 1e-18 of the probability.
    fn integral(self, low: f64, high: f64) -> f64 {
        const POINTS: [(f64, f64); 5] = [
            (-0.906_179_845_938_664, 0.236_926_885_056_189_1),
            (-0.538_469_310_105_683, 0.478_628_670_499_366_5),
            (0.0, 0.568_888_888_888_888_9),
            (0.538_469_310_105_683, 0.478_628_670_499_366_5),
            (0.906_179_845_938_664, 0.236_926_885_056_189_1),
        ];
        const MOST_PANELS: f64 = 4096.0;
        let panels = libm::ceil((high - low) / (0.5 / self.deviation).min(0.25)).clamp(1.0, MOST_PANELS);
        let half = 0.5 * (high - low) / panels;
        let mut sum = 0.0;
        let mut middle = low + half;
        while middle < high {
            for (at, weight) in POINTS {
                let z = middle + half * at;
                sum += weight * half * normal_density(z) * self.value(z);
            }
            middle += 2.0 * half;
        }
        sum
    }
}

/// A family with its parameters, before it is cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// Normal, log-normal, logit-normal.
    Normal(Normal),
    /// Beta on 0 to 1.
    Beta(Beta),
    /// Rising to a peak, then falling.
    Triangular { low: f64, mode: f64, high: f64 },
    /// The same density everywhere.
    Uniform { low: f64, high: f64 },
}

impl Shape {
    /// The member of a family that an interval describes; the interval has been checked.
    pub(super) fn fit(family: Family, low: f64, mode: Option<f64>, high: f64) -> Result<Self, String> {
        Ok(match family {
            Family::LogNormal => Self::Normal(Normal::fit(low, high, Scale::Log)),
            Family::Normal => Self::Normal(Normal::fit(low, high, Scale::Plain)),
            Family::LogitNormal => Self::Normal(Normal::fit(low, high, Scale::LogOdds)),
            Family::Beta => Self::Beta(Beta::fit(low, high)?),
            Family::Triangular => {
                Self::Triangular { low, mode: mode.unwrap_or_else(|| f64::midpoint(low, high)), high }
            }
            Family::Uniform => Self::Uniform { low, high },
        })
    }

    /// Probability below and above a value, each without cancellation where it is small.
    pub(super) fn tails(&self, x: f64) -> (f64, f64) {
        match *self {
            Self::Normal(normal) => {
                let z = normal.score(x);
                (normal_cdf(z), normal_cdf(-z))
            }
            Self::Beta(beta) => beta.tails(x),
            Self::Triangular { low, .. } if x <= low => (0.0, 1.0),
            Self::Triangular { high, .. } if x >= high => (1.0, 0.0),
            Self::Triangular { low, mode, high } if x < mode => {
                let below = (x - low) * (x - low) / ((high - low) * (mode - low));
                (below, 1.0 - below)
            }
            Self::Triangular { low, mode, high } => {
                let above = (high - x) * (high - x) / ((high - low) * (high - mode));
                (1.0 - above, above)
            }
            Self::Uniform { low, high } => {
                let share = |length: f64| (length / (high - low)).clamp(0.0, 1.0);
                (share(x - low), share(high - x))
            }
        }
    }

    /// The value below which `p` lies, precise for `p` up to [`Self::turn`].
    pub(super) fn lower(&self, p: f64) -> f64 {
        match *self {
            Self::Normal(normal) => normal.value(normal_quantile(p)),
            Self::Beta(beta) => beta.lower(p),
            Self::Triangular { low, mode, high } => low + libm::sqrt(p * (high - low) * (mode - low)),
            Self::Uniform { low, high } => low + p * (high - low),
        }
    }

    /// The value above which `q` lies, precise for `q` up to 1 - [`Self::turn`].
    pub(super) fn upper(&self, q: f64) -> f64 {
        match *self {
            Self::Normal(normal) => normal.value(-normal_quantile(q)),
            Self::Beta(beta) => beta.upper(q),
            Self::Triangular { low, mode, high } => high - libm::sqrt(q * (high - low) * (high - mode)),
            Self::Uniform { low, high } => high - q * (high - low),
        }
    }

    /// Replaces probabilities by the bits of [`Self::lower`], or of [`Self::upper`].
    pub(super) fn branch(&self, upper: bool, tails: &mut [f64]) {
        if let Self::Normal(normal) = self {
            normal_quantiles(tails);
            for z in tails.iter_mut() {
                *z = normal.mean + normal.deviation * if upper { -*z } else { *z };
            }
            normal.scale.values_at(tails);
        } else {
            for tail in tails {
                *tail = if upper { self.upper(*tail) } else { self.lower(*tail) };
            }
        }
    }

    /// The probability at which [`Self::lower`] hands over to [`Self::upper`]: the peak of a triangle, where its
    /// formula changes, else the median.
    pub(super) fn turn(&self) -> f64 {
        match *self {
            Self::Triangular { low, mode, high } => (mode - low) / (high - low),
            _ => 0.5,
        }
    }

    /// Mean of what lies between two values, which hold the share `kept` of the whole.
    pub(super) fn mean_between(&self, low: f64, high: f64, kept: f64) -> f64 {
        match *self {
            Self::Normal(normal) => normal.mean_between(low, high, kept),
            Self::Beta(beta) => {
                // x times the density of (a, b) is the density of (a + 1, b), but for the mean as a factor.
                let (a, b) = (beta.a + 1.0, beta.b);
                let below = |x: f64| BetaTails::at(x, 1.0 - x, a, b, ln_beta(a, b)).below;
                let share = below(high.min(1.0)) - below(low.max(0.0));
                beta.a / (beta.a + beta.b) * share / kept
            }
            // The ends of these are bounds already, so nothing of them is ever cut.
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Uniform { low, high } => f64::midpoint(low, high),
        }
    }
}
