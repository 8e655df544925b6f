//! What would have to be true: for each main input, the value at which our estimate comes to the claim, all else kept, what
//! the claim gives included.

use std::sync::Arc;

use super::arithmetic::leaves;
use super::plausibility::Physics;
use super::quoted::{PriceFinding, percentile};
use super::setup::Setup;
use crate::analysis::goal_seek::{NoSolution, goal_seek};
use crate::analysis::reference_class::in_terms_of;
use crate::analysis::{Evaluation, evaluate};
use crate::catalog::{Bound, Sourced};
use crate::scenario::HoursBasis;
use crate::scenario::input::{InputId, InputKey};
use crate::uncertainty::Distribution;
use crate::units::{Fraction, UsdPerAcceleratorHour};

/// The inputs that are solved for, where the figure depends on them.
const MAIN: [InputId; 16] = [
    InputId::ActiveParams,
    InputId::Tokens,
    InputId::TrainingCompute,
    InputId::Mfu,
    InputId::ReportedHours,
    InputId::Accelerators,
    InputId::RentalPrice,
    InputId::ServerPrice,
    InputId::PowerDrawFraction,
    InputId::Pue,
    InputId::Tdp,
    InputId::CarbonIntensity,
    InputId::ExperimentsMultiplier,
    InputId::StaffPeople,
    InputId::FleetCapex,
    InputId::ServingDays,
];

/// How a needed value stands to what is known of the input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// Within or outside the range that the scenario gives the input.
    Range {
        /// The share of the range below it.
        percentile: f64,
    },
    /// Among published runs like this one.
    ReferenceClass {
        /// The share of them below it.
        percentile: f64,
    },
    /// Among quotes of that time.
    Quotes {
        /// The share of them below it.
        percentile: f64,
    },
}

impl Standing {
    /// The share of what is known that lies below the needed value.
    #[must_use]
    pub const fn percentile(self) -> f64 {
        match self {
            Self::Range { percentile }
            | Self::ReferenceClass { percentile }
            | Self::Quotes { percentile } => percentile,
        }
    }
}

/// One input and the value that it would have to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The input.
    pub key: InputKey,
    /// Its value now: the one that the claim gives, else our scenario's.
    pub current: Sourced<f64>,
    /// Whether the hours of the main stage were derived from compute for it, or taken as reported.
    pub hours: HoursBasis,
    /// The value at which our estimate comes to the claim.
    pub needed: Result<f64, NoSolution>,
    /// Needed over current value.
    pub factor: Option<f64>,
    /// How far that lies from what is known of the input.
    pub standing: Option<Standing>,
}

/// What our estimate would have to come to. None where it agrees already with a claim that leaves room.
pub(super) fn target(setup: &Setup<'_>) -> Option<f64> {
    let amount = &setup.claim.amount;
    let own = setup.as_claimed.value(setup.figure).ok()?;
    if setup.below.is_some() {
        let rival = setup.rival.as_ref()?.value(setup.figure).ok()?;
        return Some(amount.value * rival);
    }
    match amount.bound {
        Bound::Rounded | Bound::About => Some(amount.value),
        _ if amount.agrees(own) => None,
        _ => Some(if own < amount.low { amount.low } else { amount.high }),
    }
}

pub(super) fn solve(
    setup: &Setup<'_>,
    target: f64,
    physics: &Physics,
    price: &PriceFinding,
) -> Vec<Condition> {
    let own = setup.as_claimed.checked.shared();
    let mut conditions: Vec<Condition> = Vec::new();
    // Reported hours hide what they rest on; derived from compute they show it.
    for hours in [own.hours_basis, HoursBasis::Reported, HoursBasis::Derived] {
        let mut scenario = Arc::clone(own);
        Arc::make_mut(&mut scenario).hours_basis = hours;
        let Ok(evaluation) = evaluate(setup.catalog, &scenario) else { continue };
        let rests_on = leaves(&evaluation, setup.figure);
        let reported = scenario
            .main_phase()
            .is_some_and(|phase| rests_on.contains(&InputKey { id: InputId::ReportedHours, phase }));
        for key in rests_on {
            let wanted = MAIN.contains(&key.id) && !conditions.iter().any(|known| known.key == key);
            // Hours of one stage among several say little; the main one stands for them.
            let main = !key.id.spec().per_phase || scenario.main_phase() == Some(key.phase);
            if let (true, true, Some(current)) = (wanted, main, key.get(&scenario)) {
                let needed =
                    goal_seek(&evaluation.checked, key, setup.figure, target).map(|found| found.value);
                let value = needed.as_ref().ok().copied();
                conditions.push(Condition {
                    key,
                    hours: if reported { HoursBasis::Reported } else { HoursBasis::Derived },
                    needed,
                    factor: value.filter(|_| current.value > 0.0).map(|value| value / current.value),
                    standing: value
                        .and_then(|value| standing(setup, key, value, &evaluation, physics, price)),
                    current,
                });
            }
        }
    }
    conditions.sort_by_key(|condition| condition.key);
    conditions
}

fn standing(
    setup: &Setup<'_>,
    key: InputKey,
    value: f64,
    evaluation: &Evaluation,
    physics: &Physics,
    price: &PriceFinding,
) -> Option<Standing> {
    // What our scenario itself says of the input comes first, also where the claim gives another value.
    if let Some(ranged) = setup.ours.scenario().uncertainty.range(key) {
        let spec = key.id.spec();
        let known = Distribution::new(&ranged.range, (spec.low, spec.high)).ok()?;
        return Some(Standing::Range { percentile: known.cdf(value) });
    }
    match key.id {
        InputId::Mfu => {
            let class = physics.class.as_ref()?;
            let mfu = Fraction::from_number(value / in_terms_of(&evaluation.checked));
            Some(Standing::ReferenceClass { percentile: class.percentile(mfu) })
        }
        InputId::RentalPrice => {
            let percentile = percentile(&price.quotes, UsdPerAcceleratorHour::from_usd_per_hour(value))?;
            Some(Standing::Quotes { percentile })
        }
        _ => None,
    }
}
