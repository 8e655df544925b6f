//! The words of the headline: what a rung and a price basis are called in a sentence.

use crate::analysis::Evaluation;
use crate::catalog::{PriceKind, Status};
use crate::estimate::FigureId;
use crate::scenario::{EnergyMethod, Scope};
use crate::units::{Dimension, Quantity, format};

/// What the figure is a figure of, as a noun: the rung for costs, the stages that count for everything else.
pub(super) fn noun(evaluation: &Evaluation, figure: FigureId) -> &'static str {
    let scope = evaluation.scenario().scope;
    let scope = match figure {
        FigureId::Cost => scope,
        FigureId::RentalCost
        | FigureId::AcceleratorHours
        | FigureId::Energy
        | FigureId::EnergyCost
        | FigureId::Carbon
        | FigureId::CarbonMarket
        | FigureId::CarbonEmbodied
        | FigureId::WaterOnSite
        | FigureId::WaterOffSite => match scope {
            Scope::Experiments | Scope::Staff => Scope::Experiments,
            other => other.phase_reach(),
        },
        _ => scope.phase_reach(),
    };
    match scope {
        Scope::PreTraining => "pre-training run",
        Scope::FinalRun => "final run",
        Scope::Reasoning => "final run with reasoning RL or base model",
        Scope::Experiments => "run with experiments and failed runs",
        Scope::Staff => "development with experiments and staff",
        Scope::Ownership => "final run at ownership cost",
        Scope::ClusterPurchase => "cluster purchase",
        Scope::Fleet => "company fleet",
        Scope::Lifetime => "final run with serving",
    }
}

/// What a missing figure is called after "no".
pub(super) fn figure_name(figure: FigureId) -> String {
    match figure {
        FigureId::Cost => "cost".to_owned(),
        _ => figure.label().to_lowercase(),
    }
}

/// The value as the sentence says it; hours carry their accelerator, since unlike hours are unlike things.
pub(super) fn value_of(evaluation: &Evaluation, figure: FigureId, value: f64) -> String {
    let text = format::short(figure.dimension(), value);
    match figure.dimension() {
        Dimension::AcceleratorHours => match text.strip_suffix(" h") {
            Some(number) => format!("{number} {}-hours", evaluation.chip()),
            None => text,
        },
        // A share says by its unit neither what it is nor of what.
        Dimension::Fraction | Dimension::Ratio => format!("{} {text}", figure.label()),
        _ => text,
    }
}

/// Whether both pay the same rent per hour.
pub(super) fn same_price(a: &Evaluation, b: &Evaluation) -> bool {
    a.scenario().pricing.rental_price.value.base() == b.scenario().pricing.rental_price.value.base()
}

/// What the baseline's figure stands on.
pub(super) fn basis(evaluation: &Evaluation, figure: FigureId) -> String {
    let mut parts = Vec::new();
    if is_cost(figure) {
        match evaluation.scenario().scope {
            Scope::Staff => parts.push("rental and staff".to_owned()),
            Scope::Lifetime => parts.push("rental and serving".to_owned()),
            scope if scope <= Scope::Experiments => parts.push("rental".to_owned()),
            _ => {}
        }
    }
    // Hours name their accelerator with the value already.
    if figure.dimension() != Dimension::AcceleratorHours {
        parts.extend(terms(evaluation, figure));
    }
    parts.join(", ")
}

/// What a rival's figure stands on, with "same" where it stands on the baseline's price.
pub(super) fn rival_basis(base: &Evaluation, rival: &Evaluation, figure: FigureId) -> String {
    let mut terms = terms(rival, figure);
    let both_rented = [base, rival].iter().all(|side| is_rented(side.scenario().scope));
    if is_cost(figure) && both_rented && same_price(base, rival) {
        if let Some(price) = terms.first_mut() {
            *price = format!("same {price}");
        }
        terms.truncate(2);
        if base.chip() == rival.chip() {
            terms.truncate(1);
        }
    }
    let by_method = matches!(figure, FigureId::Energy | FigureId::Carbon | FigureId::CarbonMarket);
    if by_method && terms == self::terms(base, figure) {
        return "same method".to_owned();
    }
    terms.join(", ")
}

fn is_cost(figure: FigureId) -> bool {
    matches!(figure, FigureId::Cost | FigureId::RentalCost)
}

fn is_rented(scope: Scope) -> bool {
    scope <= Scope::Staff || scope == Scope::Lifetime
}

fn terms(evaluation: &Evaluation, figure: FigureId) -> Vec<String> {
    let scenario = evaluation.scenario();
    let chip = evaluation.chip();
    let count = format::short(Dimension::Accelerators, scenario.hardware.accelerators.value.base());
    match figure {
        FigureId::Cost | FigureId::RentalCost => cost_terms(evaluation, chip, &count),
        FigureId::TrainingCompute => {
            let main = scenario.main_phase().and_then(|main| scenario.phases.get(main));
            vec![match main.and_then(|phase| phase.training_compute.as_ref()) {
                Some(flop) if flop.provenance.status <= Status::Derived => "as published".to_owned(),
                Some(_) => "an estimate".to_owned(),
                None => scenario.convention.label().to_owned(),
            }]
        }
        FigureId::AcceleratorHours | FigureId::DerivedHours | FigureId::ReportedHours => {
            vec![format!("on {chip}")]
        }
        FigureId::WallClock => vec![format!("on {count} {chip}")],
        FigureId::Energy => vec![energy_terms(evaluation)],
        FigureId::Carbon => {
            let intensity = scenario.facility.carbon_intensity.value.base();
            vec![
                "location-based".to_owned(),
                format::short(Dimension::CarbonIntensity, intensity),
                energy_terms(evaluation),
            ]
        }
        FigureId::CarbonMarket => vec!["market-based".to_owned(), energy_terms(evaluation)],
        FigureId::ClusterPurchase => vec![format!("{count} {chip}")],
        _ => Vec::new(),
    }
}

fn cost_terms(evaluation: &Evaluation, chip: &str, count: &str) -> Vec<String> {
    let scenario = evaluation.scenario();
    let pricing = &scenario.pricing;
    match scenario.scope {
        Scope::Ownership => match evaluation.value(FigureId::OwnershipRate) {
            Ok(rate) => {
                vec![
                    format!("owned, {}", format::short(Dimension::UsdPerAcceleratorHour, rate)),
                    chip.to_owned(),
                ]
            }
            Err(_) => vec!["owned".to_owned(), chip.to_owned()],
        },
        Scope::ClusterPurchase => vec![format!("{count} {chip}")],
        Scope::Fleet if scenario.program.fleet_opex.is_some() => vec!["purchase and operation".to_owned()],
        Scope::Fleet => vec!["purchase".to_owned()],
        _ => {
            let price = format::short(Dimension::UsdPerAcceleratorHour, pricing.rental_price.value.base());
            let mut terms = vec![price, chip.to_owned()];
            // A quote has a kind and a date; an assumed rate is a round number of no particular day.
            if pricing.price_kind != PriceKind::Assumed {
                terms.push(pricing.price_kind.label().to_owned());
                terms.extend(pricing.price_year.map(|year| year.to_string()));
            }
            terms
        }
    }
}

fn energy_terms(evaluation: &Evaluation) -> String {
    let facility = &evaluation.scenario().facility;
    let method = match facility.energy_method {
        EnergyMethod::Tdp => return "TDP only".to_owned(),
        EnergyMethod::TdpPue => "TDP",
        EnergyMethod::EpochServer => "Epoch AI's server factor",
        EnergyMethod::NodePower => "server rating",
        EnergyMethod::SystemPower => "measured power",
    };
    format!("{method}, PUE {}", format::short(Dimension::Scalar, facility.pue.value.base()))
}
