//! The beta distribution: fitted to a 90 % interval, and its quantiles.

use super::special::{BetaTails, Z95, ln_beta, logistic, logit, normal_quantile, root};

/// Parameters below this make quantiles that no float can hold; above `MOST` together, sums of logarithms lose digits.
const LEAST: f64 = 0.05;
const MOST: f64 = 1e6;

/// A beta distribution on 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Beta {
    /// First parameter: weight towards 1.
    pub(super) a: f64,
    /// Second parameter: weight towards 0.
    pub(super) b: f64,
    ln_beta: f64,
    /// Middle and half width of the fitted interval in log odds, from which the search for a quantile starts.
    middle: f64,
    deviation: f64,
}

impl Beta {
    /// The beta distribution whose 5th and 95th percentile are `low` and `high`, to about 1e-12 of the probabilities
    /// (1e-9 for intervals narrower than a hundredth of a percentage point).
    ///
    /// For a fixed sum `a + b` the 5th percentile settles `a`; the sum then settles the 95th. Both searches are
    /// one-dimensional and monotone, so that there is nothing to diverge; some 200 evaluations in all.
    pub(super) fn fit(low: f64, high: f64) -> Result<Self, String> {
        let (low_odds, high_odds) = (logit(low), logit(high));
        let parameters = |log_sum: f64, middle: f64| {
            let sum = libm::exp(log_sum);
            (sum * logistic(middle), sum * logistic(-middle))
        };
        // How far the log odds of the probability at a point are from what they should be.
        let miss = |x: f64, a: f64, b: f64, wanted: f64| {
            let tails = BetaTails::at(x, 1.0 - x, a, b, ln_beta(a, b));
            (libm::log(tails.below / tails.above) - wanted).clamp(-1e9, 1e9)
        };
        let target = logit(0.05);
        let middle = |log_sum: f64| {
            let error = |middle: f64| {
                let (a, b) = parameters(log_sum, middle);
                // A greater mean puts less below the point.
                -miss(low, a, b, target)
            };
            root(error, low_odds - 40.0, high_odds + 40.0)
        };
        let spread = |log_sum: f64| match middle(log_sum) {
            Some(middle) => {
                let (a, b) = parameters(log_sum, middle);
                miss(high, a, b, -target)
            }
            None => f64::NAN,
        };
        // Where the log odds are nearly normal, their variance is about 1/a + 1/b.
        let deviation = (high_odds - low_odds) / (2.0 * Z95);
        let mean = logistic(f64::midpoint(low_odds, high_odds));
        let guess = -libm::log(deviation * deviation * mean * (1.0 - mean));
        let bounds = (libm::log(2.0 * LEAST), libm::log(MOST));
        let log_sum = bracket(&spread, guess, bounds);
        let fitted = log_sum.and_then(|log_sum| Some(parameters(log_sum, middle(log_sum)?)));
        match fitted {
            Some((a, b)) if a >= LEAST && b >= LEAST => Ok(Self {
                a,
                b,
                ln_beta: ln_beta(a, b),
                middle: f64::midpoint(low_odds, high_odds),
                deviation,
            }),
            Some(_) => Err(no_fit("wide or lopsided", "logit-normal")),
            None if guess > bounds.1 - 1.0 => Err(no_fit("narrow", "normal")),
            None => Err(no_fit("wide", "logit-normal")),
        }
    }

    /// Probability below and above a point.
    pub(super) fn tails(&self, x: f64) -> (f64, f64) {
        let tails = BetaTails::at(x, 1.0 - x, self.a, self.b, self.ln_beta);
        (tails.below, tails.above)
    }

    /// The point below which the probability `p` lies, for `p` up to about one half.
    pub(super) fn lower(&self, p: f64) -> f64 {
        let guess = self.middle + self.deviation * normal_quantile(p);
        logistic(log_odds(p, self.a, self.b, self.ln_beta, guess))
    }

    /// The point above which the probability `q` lies, for `q` up to about one half.
    pub(super) fn upper(&self, q: f64) -> f64 {
        let guess = -self.middle + self.deviation * normal_quantile(q);
        logistic(-log_odds(q, self.b, self.a, self.ln_beta, guess))
    }
}

fn no_fit(what: &str, family: &str) -> String {
    format!("the interval is too {what} for a beta distribution; use {family} instead")
}

/// The root of an increasing function within bounds, looked for around a guess first.
fn bracket(function: &impl Fn(f64) -> f64, guess: f64, (least, most): (f64, f64)) -> Option<f64> {
    let guess = guess.clamp(least, most);
    let near = ((guess - 1.0).max(least), (guess + 1.0).min(most));
    root(function, near.0, near.1).or_else(|| root(function, least, most))
}

/// The log odds of the point below which `p` lies, by Halley's method on the logarithm of the probability.
///
/// That logarithm is concave in the log odds and runs into a straight line of slope `a` in the far tail, so there is
/// nothing for the steps to get caught in. Each one triples the digits.
fn log_odds(p: f64, a: f64, b: f64, ln_beta: f64, guess: f64) -> f64 {
    const STEPS: u32 = 60;
    // So far left the density is a pure power, and its tail has a closed form.
    let power = (libm::log(p * a) + ln_beta) / a;
    if power < -600.0 {
        return power;
    }
    let mut at = guess.max(power).min(700.0);
    for _ in 0..STEPS {
        let (x, y) = (logistic(at), logistic(-at));
        let tails = BetaTails::at(x, y, a, b, ln_beta);
        if tails.below <= 0.0 || tails.slope <= 0.0 {
            at *= 0.5;
            continue;
        }
        let rise = tails.slope / tails.below;
        let newton = libm::log(p / tails.below) / rise;
        let bend = a * y - b * x - rise;
        // A guess far off would be thrown far to the other side.
        let step = (newton / (1.0 + 0.5 * newton * bend).max(0.5)).clamp(-50.0, 50.0);
        at += step;
        if step.abs() < 1e-5 {
            break;
        }
    }
    at
}
