//! Training compute that laws name, and how an estimate stands to it.

use crate::units::Flop;

/// An amount of training compute from which a rule applies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Stable id.
    pub id: &'static str,
    /// What it is called on a chart.
    pub label: &'static str,
    /// The amount in FLOP.
    pub flop: f64,
    /// What follows from it, with article and dates.
    pub rule: &'static str,
    /// Where the rule is written.
    pub source: &'static str,
}

/// Thresholds in ascending order.
pub const THRESHOLDS: [Threshold; 3] = [
    Threshold {
        id: "eu-gpai",
        label: "EU: general-purpose AI model (1e23)",
        flop: 1e23,
        rule: "indicates a general-purpose AI model; obligations apply since 2025-08-02",
        source: "European Commission, guidelines on general-purpose AI models, 2025-07-18",
    },
    Threshold {
        id: "eu-systemic",
        label: "EU: systemic risk presumed (1e25)",
        flop: 1e25,
        rule: "presumes high-impact capabilities and so systemic risk; applies since 2025-08-02",
        source: "Regulation (EU) 2024/1689, article 51(2)",
    },
    Threshold {
        id: "us-eo-14110",
        label: "US: Executive Order 14110 (1e26, revoked)",
        flop: 1e26,
        rule: "reporting to the Department of Commerce from 2023-10-30; revoked 2025-01-20",
        source: "Executive Order 14110, section 4.2(b)",
    },
];

/// How an estimate stands to a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Even the high estimate is below.
    Below,
    /// The interval holds the threshold.
    MayExceed,
    /// Even the low estimate is at or above it.
    Exceeds,
}

impl Standing {
    /// Words beside a bar.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::MayExceed => "may exceed",
            Self::Exceeds => "exceeds",
        }
    }
}

impl Threshold {
    /// Compute over the threshold.
    #[must_use]
    pub fn ratio(&self, compute: Flop) -> f64 {
        compute.as_flop() / self.flop
    }

    /// How an interval of estimates stands; for a point, low and high are the same.
    #[must_use]
    pub fn standing(&self, low: Flop, high: Flop) -> Standing {
        if low.as_flop() >= self.flop {
            Standing::Exceeds
        } else if high.as_flop() >= self.flop {
            Standing::MayExceed
        } else {
            Standing::Below
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// US-16: multiples of the EU's 1e25 FLOP; GPT-4's 90 % interval of 0.82 to 4.4e25 holds the line.
    #[test]
    fn published_runs_stand_as_expected() {
        let systemic = THRESHOLDS.iter().find(|threshold| threshold.id == "eu-systemic").unwrap();
        let rows = [(3.2856e24, "0.33"), (2.1e25, "2.10"), (3.791e25, "3.79"), (3.14e23, "0.03")];
        for (flop, ratio) in rows {
            assert_eq!(format!("{:.2}", systemic.ratio(Flop::from_flop(flop))), ratio);
        }
        let standing = |low, high| systemic.standing(Flop::from_flop(low), Flop::from_flop(high));
        assert_eq!(standing(3.2856e24, 3.2856e24), Standing::Below);
        assert_eq!(standing(8.2e24, 4.4e25).label(), "may exceed");
        assert_eq!(standing(3.791e25, 3.791e25), Standing::Exceeds);
    }

    #[test]
    fn thresholds_ascend() {
        assert!(THRESHOLDS.windows(2).all(|pair| pair[0].flop < pair[1].flop));
    }
}
