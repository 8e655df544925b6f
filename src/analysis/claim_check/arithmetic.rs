//! Does the arithmetic hold: do the inputs that the claim gives come to the figure that it states?

use super::setup::Setup;
use crate::analysis::Evaluation;
use crate::estimate::{Figure, FigureId, Operand};
use crate::scenario::input::InputKey;
use crate::units::format;

/// What the arithmetic of a claim comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArithmeticOutcome {
    /// What the claim gives comes to its figure, and nothing else is needed.
    Agrees,
    /// What the claim gives comes to its figure together with inputs of ours.
    AgreesWithOurs,
    /// What the claim gives comes to another figure.
    Differs,
    /// What the claim gives comes to another figure together with inputs of ours, which may be what is off.
    DiffersWithOurs,
    /// The claim gives nothing but its figure, so there is nothing to multiply or to add up.
    NothingGiven,
    /// The figure cannot be calculated.
    NoFigure,
}

impl ArithmeticOutcome {
    /// Stable id for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::AgreesWithOurs => "agrees-with-our-inputs",
            Self::Differs => "differs",
            Self::DiffersWithOurs => "differs-with-our-inputs",
            Self::NothingGiven => "nothing-given",
            Self::NoFigure => "no-figure",
        }
    }
}

/// The claim's own arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct Arithmetic {
    /// What it comes to.
    pub outcome: ArithmeticOutcome,
    /// The figure from what the claim gives, and from our inputs where it gives none.
    pub value: Figure<f64>,
    /// That figure over the stated one, less one.
    pub gap: Option<f64>,
    /// The lowest and the highest figure that would be rounded to, or called, what is stated.
    pub agrees: (f64, f64),
    /// The calculation in numbers and units; empty without a figure.
    pub numbers: String,
    /// Inputs that the figure rests on and the claim gives.
    pub given: Vec<InputKey>,
    /// Inputs that the figure rests on and the claim does not give.
    pub ours: Vec<InputKey>,
}

/// The inputs that a figure rests on, each once.
pub(super) fn leaves(evaluation: &Evaluation, figure: FigureId) -> Vec<InputKey> {
    let Ok(explanation) = evaluation.explain(figure) else { return Vec::new() };
    let mut keys: Vec<_> = explanation
        .flatten()
        .into_iter()
        .filter_map(|part| match part.operand {
            Operand::Input(key) => Some(key),
            _ => None,
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

pub(super) fn check(setup: &Setup<'_>) -> Arithmetic {
    let amount = &setup.claim.amount;
    let agrees = (amount.low, amount.high);
    if let Some(below) = &setup.below {
        let (of, to) = (&setup.basis.amount, &below.amount);
        let value = of.value / to.value;
        let outcome =
            if amount.agrees(value) { ArithmeticOutcome::Agrees } else { ArithmeticOutcome::Differs };
        let shown = |figure: f64| format::short(setup.basis.figure.dimension(), figure);
        let numbers = format!("{} / {}", shown(of.value), shown(to.value));
        let gap = Some(amount.gap(value));
        return Arithmetic { outcome, value: Ok(value), gap, agrees, numbers, given: vec![], ours: vec![] };
    }
    let value = setup.as_claimed.value(setup.figure);
    let (given, ours): (Vec<_>, Vec<_>) = leaves(&setup.as_claimed, setup.figure)
        .into_iter()
        .partition(|key| setup.given.iter().any(|given| given.keys.contains(key)));
    let numbers = setup.as_claimed.explain(setup.figure).map(|told| told.numbers.clone()).unwrap_or_default();
    let outcome = match value {
        Err(_) => ArithmeticOutcome::NoFigure,
        // The claim says its figure twice.
        Ok(_) if given.is_empty() || (ours.is_empty() && is_itself(setup, &given)) => {
            ArithmeticOutcome::NothingGiven
        }
        Ok(value) => match (amount.agrees(value), ours.is_empty()) {
            (true, true) => ArithmeticOutcome::Agrees,
            (true, false) => ArithmeticOutcome::AgreesWithOurs,
            (false, true) => ArithmeticOutcome::Differs,
            (false, false) => ArithmeticOutcome::DiffersWithOurs,
        },
    };
    let gap = value.ok().map(|value| amount.gap(value));
    Arithmetic { outcome, value, gap, agrees, numbers, given, ours }
}

/// Whether the only input that is given is the claimed figure itself.
fn is_itself(setup: &Setup<'_>, given: &[InputKey]) -> bool {
    let kind = |key: &InputKey| key.id.spec().dimension == setup.figure.dimension();
    let once = setup.given.iter().filter(|given| !given.keys.is_empty()).count() == 1;
    once && given.iter().all(kind)
}
