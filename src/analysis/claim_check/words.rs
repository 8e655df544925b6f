//! The reasons of a verdict in one sentence each: neutral, with the figures that they rest on.

use super::arithmetic::ArithmeticOutcome;
use super::plausibility::{HoursFrom, Physics, PhysicsOutcome};
use super::quoted::{PriceFrom, PriceOutcome};
use super::verdict::{Aspect, Evidence};
use crate::catalog::{Bound, Status};
use crate::scenario::Scope;
use crate::scenario::input::InputKey;
use crate::units::{Dimension, Quantity, format};

/// How many inputs are named before "and others".
const NAMED: usize = 4;

/// The sentence of one part of the check.
pub(super) fn of(aspect: Aspect, evidence: &Evidence<'_>) -> String {
    match aspect {
        Aspect::Arithmetic => arithmetic(evidence),
        Aspect::Physics => physics(evidence),
        Aspect::Price => price(evidence),
        Aspect::Samples => samples(evidence),
        Aspect::Rung => rung(evidence),
        Aspect::Evidence => String::new(),
    }
}

fn arithmetic(evidence: &Evidence<'_>) -> String {
    let (setup, found) = (evidence.setup, evidence.arithmetic);
    let stated = &setup.claim.amount.text;
    let value = match found.value {
        Ok(value) => value,
        Err(missing) => return format!("the figure cannot be calculated: {missing}"),
    };
    if setup.below.is_some() {
        let bound = match evidence.ratio.map(|ratio| ratio.bound) {
            Some(Bound::AtMost) => ", at most, since what it is divided by is a lower bound",
            Some(Bound::AtLeast) => ", at least, since what it is divided by is an upper bound",
            _ => "",
        };
        let ratio = if value < 1.0 {
            format!("1/{}", format::short(Dimension::Scalar, 1.0 / value))
        } else {
            format::short(Dimension::Ratio, value)
        };
        let agrees = match found.outcome {
            ArithmeticOutcome::Agrees => "which is",
            _ => "which is not",
        };
        return format!("{} comes to {ratio}{bound}, {agrees} the {stated} that is claimed", found.numbers);
    }
    let shown = shown(setup.figure.dimension(), value);
    let gap = found.gap.map(gap).unwrap_or_default();
    let ours = || names(evidence, &found.ours);
    match found.outcome {
        ArithmeticOutcome::Agrees => {
            format!("what the claim gives comes to {shown} ({}), as it states", found.numbers)
        }
        ArithmeticOutcome::AgreesWithOurs => {
            format!(
                "together with inputs of ours ({}), what the claim gives comes to {shown}, as it states",
                ours()
            )
        }
        ArithmeticOutcome::Differs => {
            format!(
                "what the claim gives comes to {shown} ({}), {gap} the {stated} that it states",
                found.numbers
            )
        }
        ArithmeticOutcome::DiffersWithOurs => format!(
            "together with inputs of ours ({}), what the claim gives comes to {shown}, {gap} the {stated} that it states",
            ours()
        ),
        ArithmeticOutcome::NothingGiven | ArithmeticOutcome::NoFigure => {
            let agrees = if setup.claim.amount.agrees(value) {
                "within what is stated".to_owned()
            } else {
                gap + " it"
            };
            format!(
                "the claim gives nothing that its figure could be worked out from; our own estimate on rung {} is {shown}, {agrees}",
                setup.scope.letter()
            )
        }
    }
}

/// `9.5 % below`, `2.6 times`, `1/12 of`: what stands before the stated amount.
fn gap(gap: f64) -> String {
    let ratio = 1.0 + gap;
    let two = |value| format::significant(Dimension::Scalar, value, 2);
    if ratio > 2.0 {
        format!("{} times", two(ratio))
    } else if ratio < 0.5 {
        format!("1/{} of", two(1.0 / ratio))
    } else {
        let side = if gap < 0.0 { "below" } else { "above" };
        format!("{} {side}", format::significant(Dimension::Fraction, gap.abs(), 2))
    }
}

/// As many digits as the number has, three at least and seven at most.
fn shown(dimension: Dimension, value: f64) -> String {
    let has = |digits: &usize| {
        let rounded: f64 = format!("{value:.*e}", digits - 1).parse().unwrap_or(value);
        (value / rounded - 1.0).abs() < 1e-9
    };
    format::significant(dimension, value, (3..=7).find(has).unwrap_or(4))
}

fn names(evidence: &Evidence<'_>, keys: &[InputKey]) -> String {
    let scenario = evidence.setup.as_claimed.scenario();
    let mut named: Vec<String> =
        keys.iter().take(NAMED).map(|key| format::in_sentence(&key.label(scenario))).collect();
    if keys.len() > NAMED {
        named.push("others".to_owned());
    }
    named.join(", ")
}

fn physics(evidence: &Evidence<'_>) -> String {
    let found = evidence.physics;
    let (mfu, percentile) = match (found.outcome, found.mfu, found.percentile) {
        (PhysicsOutcome::Unknown(missing), ..) => {
            return format!("whether hardware can do it is not known: {missing}");
        }
        (_, Some(mfu), Some(percentile)) => (mfu, percentile),
        _ => return "whether hardware can do it is not known".to_owned(),
    };
    let share = |value: f64| format::short(Dimension::Fraction, value);
    let hours = hours(evidence, found);
    let of_peak = format!("{} of the dense 16-bit peak by 6ND", share(mfu.number()));
    let like = format!("{} of published runs like this one stay below it", whole_percent(percentile));
    let bound = match (found.hours_from, evidence.setup.basis.amount.bound) {
        (HoursFrom::Claimed | HoursFrom::Cost | HoursFrom::Time, Bound::AtLeast) => "at most ",
        (HoursFrom::Claimed | HoursFrom::Cost | HoursFrom::Time, Bound::AtMost) => "at least ",
        _ => "",
    };
    match found.outcome {
        PhysicsOutcome::AbovePeak => {
            let highest = found.of_highest_peak.filter(|(_, highest)| highest.number() < mfu.number());
            let also = highest.map_or_else(String::new, |(precision, highest)| {
                format!(" ({} of the {} peak)", share(highest.number()), precision.label())
            });
            format!("{hours} would need {bound}{of_peak}{also}; no accelerator exceeds its peak")
        }
        PhysicsOutcome::High => format!("{hours} would need {bound}{of_peak}; {like}"),
        PhysicsOutcome::Low => {
            format!("{hours} need {bound}{of_peak}; {like}, so the hours may hold more than the run itself")
        }
        _ => format!("{hours} need {bound}{of_peak}; {like}"),
    }
}

fn hours(evidence: &Evidence<'_>, found: &Physics) -> String {
    let hours =
        found.hours.map(|hours| format::short(Dimension::AcceleratorHours, hours)).unwrap_or_default();
    let chip = evidence.setup.as_claimed.chip();
    let number = hours.trim_end_matches(" h");
    match found.hours_from {
        HoursFrom::Claimed => format!("the claimed {number} {chip}-hours"),
        HoursFrom::Given => format!("the {number} {chip}-hours that the claim gives"),
        HoursFrom::Cost => {
            let price = evidence.setup.as_claimed.scenario().pricing.rental_price.value;
            let price = format::short(Dimension::UsdPerAcceleratorHour, price.base());
            format!("the {number} {chip}-hours that the cost buys at {price}")
        }
        HoursFrom::Time => format!("the {number} {chip}-hours of that time"),
        HoursFrom::Scenario => format!("our scenario's {number} {chip}-hours"),
    }
}

/// `42 %`, but never all or none of them.
fn whole_percent(share: f64) -> String {
    match share {
        share if share > 0.995 => "more than 99 %".to_owned(),
        share if share < 0.005 => "less than 1 %".to_owned(),
        share => format!("{:.0} %", 100.0 * share),
    }
}

fn price(evidence: &Evidence<'_>) -> String {
    let found = evidence.price;
    let shown = |price: f64| format::short(Dimension::UsdPerAcceleratorHour, price);
    let Some(price) = found.price else { return "the claim has no price".to_owned() };
    let bound = match found.bound {
        Bound::AtLeast => " or more",
        Bound::AtMost => " or less",
        _ => "",
    };
    let what = match found.from {
        PriceFrom::Given => format!("the {} that the claim gives", shown(price.base())),
        PriceFrom::Implied => format!("the {}{bound} that its cost means", shown(price.base())),
    };
    let around = found.around.map(|date| date.to_string()).unwrap_or_default();
    let chip = evidence.setup.as_claimed.chip();
    let when = format!("within {} months of {around}", format::tick(Dimension::Scalar, found.months));
    let Some([low, median, high]) = found.spread else {
        return format!("no quote for the {chip} is known {when}, so {what} cannot be compared");
    };
    let variant =
        if found.quotes.iter().any(|quote| quote.of_variant) { " or its export variant" } else { "" };
    let spread = format!(
        "{} quotes for the {chip}{variant} {when} (median {}, {} to {})",
        found.quotes.len(),
        shown(median.base()),
        shown(low.base()),
        shown(high.base())
    );
    match found.outcome {
        PriceOutcome::BelowAll => format!("{what} lies below all {spread}"),
        PriceOutcome::AboveAll => format!("{what} lies above all {spread}"),
        PriceOutcome::Quoted => format!("{what} was quoted then: it is among {spread}"),
        _ => format!("{what} lies between {spread}"),
    }
}

fn samples(evidence: &Evidence<'_>) -> String {
    let Some(found) = evidence.sampled() else { return "no input of our estimate is a range".to_owned() };
    let setup = evidence.setup;
    let (dimension, what) = match &setup.below {
        Some(_) => (Dimension::Ratio, "our ratio to the rival"),
        None => (setup.figure.dimension(), "our estimate"),
    };
    let shown = |value: f64| match dimension {
        Dimension::Ratio => format::ratio_words(value),
        _ => format::short(dimension, value),
    };
    let place = match setup.claim.amount.bound {
        bound if bound.is_open() || bound == Bound::Between => {
            format!("{} of the samples agree with the claim", whole_percent(found.agrees))
        }
        _ => format!("{} of the samples lie below the claim", whole_percent(found.percentile.value)),
    };
    format!(
        "{what} on rung {} is {}, with 90 % between {} and {}; {place}",
        found.scope.letter(),
        shown(found.p50.value),
        shown(found.p5.value),
        shown(found.p95.value)
    )
}

fn rung(evidence: &Evidence<'_>) -> String {
    let found = evidence.rung;
    let named = |scope: Option<Scope>| {
        scope.map_or_else(
            || "one that nobody stated".to_owned(),
            |scope| format!("rung {} ({})", scope.letter(), scope.name()),
        )
    };
    if let Some((of, to)) = found.ratio {
        return if found.is_mixed() {
            format!("its two figures stand on unlike rungs: {} over {}", named(of), named(to))
        } else {
            format!("its two figures stand on the same rung, {}", named(of).trim_start_matches("rung "))
        };
    }
    match found.stated {
        Some(scope) => format!(
            "it stands on rung {} ({}), which leaves out {}",
            scope.letter(),
            scope.name(),
            scope.leaves_out()
        ),
        None => {
            let agrees: Vec<_> = found.agrees_at.iter().map(|scope| scope.letter()).collect();
            let agrees = match agrees.as_slice() {
                [] => String::new(),
                letters => format!("; our estimate agrees with it on {}", letters.join(", ")),
            };
            format!("nobody said which rung it stands on; rung {} is taken{agrees}", found.used.letter())
        }
    }
}

/// What keeps the claim or its check from being well known.
pub(super) fn known(evidence: &Evidence<'_>) -> Vec<String> {
    let (setup, physics) = (evidence.setup, evidence.physics);
    let origin = &setup.claim.provenance;
    let mut known = Vec::new();
    if origin.unconfirmed {
        known.push("the claim is unconfirmed".to_owned());
    }
    if matches!(origin.status, Status::Estimated | Status::Speculative) {
        known.push(format!(
            "the claim is {}, not the developer's own figure",
            match origin.status {
                Status::Estimated => "an analyst's estimate",
                _ => "a leak, a rumor or a guess",
            }
        ));
    }
    if !setup.claim.circular.is_empty() {
        known.push(format!("the scenario cannot bear it out: {}", setup.claim.circular));
    }
    let weak =
        physics.compute_status.filter(|status| matches!(status, Status::Estimated | Status::Speculative));
    if let (Some(status), true) = (weak, physics.mfu.is_some()) {
        known.push(format!("the compute that it is checked by is itself {}", status.id()));
    }
    if physics.power.is_some_and(|power| power.is_the_rating()) {
        let tdp = physics.power.map(|power| power.tdp.base()).unwrap_or_default();
        known.push(format!(
            "the energy is hours times the rated {} of the accelerator: bookkeeping, and not a measurement",
            format::short(Dimension::Power, tdp)
        ));
    }
    known
}
