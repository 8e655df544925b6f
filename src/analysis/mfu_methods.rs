//! Three answers to "how much of its peak does it reach?": stated, the reference class, implied by reported hours.

use std::sync::Arc;

use super::evaluation::{Evaluation, evaluate};
use super::reference_class::{ReferenceClass, in_terms_of, reference_mfu};
use crate::catalog::{Catalog, Provenance, Sourced, Status};
use crate::estimate::{Figure, FigureId, Missing, throughput};
use crate::scenario::{CheckedScenario, HoursBasis, MfuMethod};
use crate::units::{AcceleratorHours, Dimension, Fraction, format};

/// One answer.
#[derive(Debug, Clone)]
pub struct MfuAnswer {
    /// Where it comes from.
    pub method: MfuMethod,
    /// The MFU, counted by the scenario's convention against its own peak.
    pub mfu: Figure<Sourced<Fraction>>,
    /// Hours at the scenario's rung that it leads to, where compute is known.
    pub hours: Figure<AcceleratorHours>,
    /// The share of published runs like this one that stay below it.
    pub percentile: Option<f64>,
}

/// The three answers side by side.
#[derive(Debug, Clone)]
pub struct MfuMethods {
    /// Stated, reference class, implied.
    pub answers: [MfuAnswer; 3],
    /// The method in force.
    pub in_force: MfuMethod,
    /// Published runs like this one, where the catalogue has any.
    pub class: Option<ReferenceClass>,
}

impl MfuMethods {
    /// The answer of one method.
    #[must_use]
    pub fn answer(&self, method: MfuMethod) -> &MfuAnswer {
        let [stated, reference, implied] = &self.answers;
        match method {
            MfuMethod::Stated => stated,
            MfuMethod::ReferenceClass => reference,
            MfuMethod::Implied => implied,
        }
    }
}

/// Every way to an MFU for a scenario, whichever is in force.
#[must_use]
pub fn mfu_methods(evaluation: &Evaluation, catalog: &Catalog) -> MfuMethods {
    let checked = &evaluation.checked;
    let scenario = evaluation.scenario();
    let class = ReferenceClass::of_scenario(checked, catalog, None);
    let terms = in_terms_of(checked);
    let answer = |method, mfu: Figure<Sourced<Fraction>>| {
        let percentile = class
            .as_ref()
            .zip(mfu.as_ref().ok())
            .map(|(class, mfu)| class.percentile(Fraction::from_number(mfu.value.number() / terms)));
        MfuAnswer { method, hours: hours_by(evaluation, catalog, method, &mfu), mfu, percentile }
    };
    let reference = class.as_ref().map(|class| reference_mfu(checked, class)).ok_or(Missing::NoReference);
    MfuMethods {
        answers: [
            answer(MfuMethod::Stated, Ok(scenario.efficiency.mfu.clone())),
            answer(MfuMethod::ReferenceClass, reference),
            answer(MfuMethod::Implied, implied(evaluation)),
        ],
        in_force: scenario.efficiency.mfu_method,
        class,
    }
}

/// The scenario with hours derived by another method.
fn by_method(evaluation: &Evaluation, catalog: &Catalog, method: MfuMethod) -> Option<Evaluation> {
    let mut scenario = Arc::clone(evaluation.checked.shared());
    let changed = Arc::make_mut(&mut scenario);
    changed.efficiency.mfu_method = method;
    changed.hours_basis = HoursBasis::Derived;
    evaluate(catalog, &scenario).ok()
}

fn hours_by(
    evaluation: &Evaluation,
    catalog: &Catalog,
    method: MfuMethod,
    mfu: &Figure<Sourced<Fraction>>,
) -> Figure<AcceleratorHours> {
    mfu.as_ref().map_err(|missing| *missing)?;
    let derived = by_method(evaluation, catalog, method).ok_or(Missing::NoHours)?;
    derived.estimate.accelerator_hours
}

/// What the reported hours imply, over the phases that have both hours and compute.
fn implied(evaluation: &Evaluation) -> Figure<Sourced<Fraction>> {
    let phases = || evaluation.estimate.phases.iter().filter(|phase| phase.rollout_compute.is_none());
    let both = || phases().filter_map(|phase| Some((phase.compute.ok()?, phase.reported_hours?)));
    let flop = both().map(|(flop, _)| flop).reduce(|total, flop| total + flop).ok_or(Missing::NotReported)?;
    let hours =
        both().map(|(_, hours)| hours).reduce(|total, hours| total + hours).ok_or(Missing::NotReported)?;
    let mfu = throughput::mfu(throughput::achieved(flop, hours), evaluation.checked.peak_dense());
    let status = evaluation.explain(FigureId::ReportedHours).map_or(Status::Derived, |told| told.status);
    let shown = |dimension, value| format::short(dimension, value);
    let provenance = Provenance {
        status: status.combine(Status::Derived),
        source: format!(
            "{} over {} reported",
            shown(Dimension::Flop, flop.as_flop()),
            shown(Dimension::AcceleratorHours, hours.as_hours())
        ),
        ..Provenance::yours()
    };
    Ok(Sourced::new(mfu, Arc::new(provenance)))
}

/// Adds the MFU of the reference class to a checked scenario that asks for it.
#[must_use]
pub(super) fn with_reference(checked: CheckedScenario, catalog: &Catalog) -> CheckedScenario {
    if checked.scenario().efficiency.mfu_method != MfuMethod::ReferenceClass {
        return checked;
    }
    let mfu =
        ReferenceClass::of_scenario(&checked, catalog, None).map(|class| reference_mfu(&checked, &class));
    checked.with_reference_mfu(mfu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures::{deepseek_v3, llama_405b};
    use crate::catalog::Precision;
    use crate::files::presets::shipped_catalog;
    use crate::scenario::{Scenario, Scope};

    fn methods(scenario: Scenario) -> (Evaluation, MfuMethods) {
        let catalog = shipped_catalog().unwrap();
        let evaluation = evaluate(catalog, &Arc::new(scenario)).unwrap();
        let methods = mfu_methods(&evaluation, catalog);
        (evaluation, methods)
    }

    fn derived(mut scenario: Scenario) -> Scenario {
        scenario.scope = Scope::PreTraining;
        scenario.hours_basis = HoursBasis::Derived;
        scenario.efficiency.mfu_method = MfuMethod::ReferenceClass;
        scenario
    }

    /// PRODUCT's US-03: 342.6 TFLOP/s of 989.4 for DeepSeek-V3.
    #[test]
    fn three_answers_for_deepseek() {
        let (_, methods) = methods(deepseek_v3());
        let implied = methods.answer(MfuMethod::Implied).mfu.as_ref().unwrap();
        assert!((implied.value.number() - 0.3463).abs() < 1e-4);
        assert_eq!(implied.provenance.status, Status::Derived);
        assert_eq!(methods.answer(MfuMethod::Stated).mfu.as_ref().unwrap().value.number(), 0.4);
        assert!(methods.answers.iter().all(|answer| answer.percentile.is_some()));
        // The run reached more than nearly every sparse run before it.
        assert!(methods.answer(MfuMethod::Implied).percentile.unwrap() > 0.9);
        let hours = methods.answer(MfuMethod::Implied).hours.unwrap().as_hours();
        assert!((hours / 2.788e6 - 1.0).abs() < 1e-9, "{hours}");
    }

    #[test]
    fn the_class_is_injected_with_its_provenance() {
        let (evaluation, methods) = methods(derived(deepseek_v3()));
        let median = methods.class.as_ref().unwrap().median();
        let hours = evaluation.value(FigureId::AcceleratorHours).unwrap();
        let expected = 6.0 * 37e9 * 14.8e12 / (989.4e12 * median.number() * 3600.0);
        assert!((hours / expected - 1.0).abs() < 1e-9);
        let told = evaluation.explain(FigureId::AcceleratorHours).unwrap();
        assert_eq!(told.status, Status::Estimated);
        let mfu = told.flatten().into_iter().find(|part| part.name == "MFU of the reference class").unwrap();
        insta::assert_snapshot!(mfu.source, @r#"Median of 35 published runs, weighted by likeness, 21 % of the dense 16-bit peak by 6ND, end to end; 90 % of such runs 13 % to 35 %"#);
        assert!((methods.answer(MfuMethod::ReferenceClass).percentile.unwrap() - 0.5).abs() < 1e-9);
    }

    /// The class speaks of 6ND against the 16-bit peak, end to end; hours must not change with the convention's words.
    #[test]
    fn hours_do_not_depend_on_precision_or_goodput() {
        let hours = |change: fn(&mut Scenario)| {
            let mut scenario = derived(llama_405b());
            scenario.phases[0].training_compute = None;
            change(&mut scenario);
            methods(scenario).0.value(FigureId::AcceleratorHours).unwrap()
        };
        let plain = hours(|_| {});
        let fp8 = hours(|scenario| scenario.hardware.mfu_precision = Precision::Fp8);
        let goodput = hours(|scenario| scenario.efficiency.goodput.value = Fraction::new(0.9).unwrap());
        assert!((fp8 / plain - 1.0).abs() < 1e-9 && (goodput / plain - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_implied_without_reported_hours() {
        let mut scenario = deepseek_v3();
        for phase in &mut scenario.phases {
            phase.reported_hours = None;
        }
        scenario.phases.truncate(1);
        let (_, methods) = methods(scenario);
        let implied = methods.answer(MfuMethod::Implied);
        assert_eq!(implied.mfu.as_ref().err(), Some(&Missing::NotReported));
        assert!(implied.hours.is_err() && implied.percentile.is_none());
    }
}
