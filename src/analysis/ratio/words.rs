//! The finding of a ratio explanation in plain words.

use super::{Factor, FactorKind, RatioExplanation};
use crate::analysis::Evaluation;
use crate::units::{Dimension, format};

/// Ratios nearer to one than this are called alike.
const ALIKE: f64 = 0.02;
/// A factor with at least this share of the ratio is worth naming beside a greater one.
const WORTH_NAMING: f64 = 0.15;

/// One side of a comparison that is told from the smaller figure to the greater one.
struct Told<'a> {
    low: &'a Evaluation,
    high: &'a Evaluation,
    flipped: bool,
}

impl Told<'_> {
    /// What a factor contributes to the greater figure over the smaller.
    fn times(&self, factor: &Factor) -> f64 {
        if self.flipped { 1.0 / factor.ratio } else { factor.ratio }
    }

    fn sides(&self, factor: &Factor) -> (f64, f64) {
        if self.flipped { (factor.of, factor.to) } else { (factor.to, factor.of) }
    }
}

pub(super) fn sentence(explanation: &RatioExplanation, of: &Evaluation, to: &Evaluation) -> String {
    let flipped = explanation.ratio < 1.0;
    let told =
        if flipped { Told { low: of, high: to, flipped } } else { Told { low: to, high: of, flipped } };
    let ratio = if flipped { 1.0 / explanation.ratio } else { explanation.ratio };
    let whole = libm::log(ratio);
    if ratio - 1.0 < ALIKE {
        return alike(explanation, &told);
    }
    let mut shares: Vec<(f64, &Factor)> =
        explanation.factors.iter().map(|factor| (libm::log(told.times(factor)) / whole, factor)).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0));
    let shown = times(ratio);
    let Some((share, top)) = shares.first().copied() else {
        return format!("The {shown} cannot be taken apart.");
    };
    if top.kind == FactorKind::Unexplained {
        return format!("Most of the {shown} is not explained by what is known of both runs.");
    }
    let second =
        shares.get(1).filter(|(share, factor)| worth_naming(*share, factor)).map(|(_, factor)| *factor);
    let against = shares.last().filter(|(share, _)| *share < -0.1).map(|(_, factor)| *factor);
    let phrase = phrase(&told, top);
    match (share, second, against) {
        (share, _, Some(against)) if share > 1.1 => format!(
            "{} would alone make it {}; {} brings it to {shown}.",
            capital(&phrase),
            times(told.times(top)),
            self::phrase(&told, against)
        ),
        (share, _, _) if share >= 0.9 => format!("Almost all of the {shown} comes from {phrase}."),
        (share, Some(second), _) if share >= 0.6 => {
            let second = self::phrase(&told, second);
            format!("Most of the {shown} comes from {phrase}, most of the rest from {second}.")
        }
        (share, None, _) if share >= 0.6 => format!("Most of the {shown} comes from {phrase}."),
        (_, Some(second), _) => format!(
            "The {shown} comes mainly from {phrase} ({}) and {} ({}).",
            times(told.times(top)),
            self::phrase(&told, second),
            times(told.times(second))
        ),
        (_, None, _) => format!("The {shown} comes from several factors, first from {phrase}."),
    }
}

fn worth_naming(share: f64, factor: &Factor) -> bool {
    share >= WORTH_NAMING && factor.kind != FactorKind::Unexplained
}

/// Equal totals, with what cancels in them where anything does.
fn alike(explanation: &RatioExplanation, told: &Told<'_>) -> String {
    let extreme = |wanted: fn(f64) -> bool| {
        let mut found: Vec<_> =
            explanation.factors.iter().filter(|factor| wanted(told.times(factor))).collect();
        found.sort_by(|a, b| super::weight(b).total_cmp(&super::weight(a)));
        found.first().copied()
    };
    match (extreme(|times| times > 1.1), extreme(|times| times < 1.0 / 1.1)) {
        (Some(up), Some(down)) => format!(
            "The two come out alike: {} ({}) and {} ({}) cancel.",
            phrase(told, up),
            times(told.times(up)),
            phrase(told, down),
            times(told.times(down))
        ),
        _ => "The two come out alike.".to_owned(),
    }
}

fn times(ratio: f64) -> String {
    format::short(Dimension::Ratio, ratio)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a factor is, told from the side of the smaller figure.
fn phrase(told: &Told<'_>, factor: &Factor) -> String {
    let (low, high) = told.sides(factor);
    let dimension = factor.kind.dimension();
    let pair = || {
        // The magnitude of parameters belongs to the number: 37 B, never 37 alone.
        if dimension == Dimension::Params {
            return format!("{} instead of {}", format::tick(dimension, low), format::tick(dimension, high));
        }
        let (low, high) = (format::short(dimension, low), format::short(dimension, high));
        // A unit that both share is said once, after the second.
        match (low.rsplit_once(' '), high.rsplit_once(' ')) {
            (Some((number, low_unit)), Some((_, high_unit))) if low_unit == high_unit => {
                format!("{number} instead of {high}")
            }
            _ => format!("{low} instead of {high}"),
        }
    };
    match factor.kind {
        FactorKind::ActiveParams => format!("activating {} parameters", pair()),
        FactorKind::Tokens => format!("training on {}", pair()),
        FactorKind::Compute => format!("training with {}", pair()),
        FactorKind::Convention => {
            let (low, high) = (told.low.scenario().convention, told.high.scenario().convention);
            if low == high {
                "attention and recomputation in the FLOP count".to_owned()
            } else {
                format!("counting FLOP by {} instead of {}", low.label(), high.label())
            }
        }
        FactorKind::Throughput => format!("reaching {} per accelerator{}", pair(), parts(told, factor)),
        FactorKind::Peak => format!("hardware with a peak of {}", pair()),
        FactorKind::Mfu => format!("an MFU of {}", pair()),
        FactorKind::MainHours => format!("using {}", pair().replace(" h", " accelerator-hours")),
        FactorKind::OtherPhases => "what is counted besides the main phase".to_owned(),
        FactorKind::Accelerators => format!("working on {} accelerators", pair()),
        FactorKind::Price => format!("paying {}", pair()),
        FactorKind::Scope if told.low.scenario().scope == told.high.scenario().scope => {
            "what the rung adds to hours times price".to_owned()
        }
        FactorKind::Scope => format!(
            "counting “{}” instead of “{}”",
            told.low.scenario().scope.name(),
            told.high.scenario().scope.name()
        ),
        FactorKind::Power => format!("drawing {} per accelerator", pair()),
        FactorKind::CarbonIntensity => format!("a grid with {}", pair()),
        FactorKind::ClusterSize => format!("buying {} accelerators", pair()),
        FactorKind::ClusterPrice => format!("paying {} per accelerator", pair()),
        FactorKind::Unexplained => "what is not explained".to_owned(),
    }
}

/// What a throughput is made of, where the hardware itself differs.
fn parts(told: &Told<'_>, throughput: &Factor) -> String {
    let differs = |part: &&Factor| part.kind == FactorKind::Peak && super::weight(part) > ALIKE;
    if !throughput.parts.iter().any(|part| differs(&part)) {
        return String::new();
    }
    let named: Vec<_> = throughput
        .parts
        .iter()
        .map(|part| format!("{} {}", part.kind.label(), times(told.times(part))))
        .collect();
    format!(" ({})", named.join(", "))
}
