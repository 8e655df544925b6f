//! What a claim is checked with: our scenario on the claim's rung, and the same with everything that the claim gives.

use std::sync::Arc;

use super::{ClaimCheckError, ClaimCheckOptions, figure_of};
use crate::analysis::{Evaluation, evaluate};
use crate::catalog::{Catalog, Claim, ClaimInput, Provenance, Sourced, UnknownId, nearest};
use crate::estimate::FigureId;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{HoursBasis, Scenario, Scope, apply_setting};
use crate::units::AcceleratorHours;

/// An input that the claim gives, and the inputs of the scenario that it sets.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenInput {
    /// As the claim gives it.
    pub input: ClaimInput,
    /// What it sets; more than one where hours are given for several stages at once.
    pub keys: Vec<InputKey>,
}

/// Everything that the parts of the check share.
pub(super) struct Setup<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) claim: &'a Claim,
    /// The claim whose scenario and inputs count: of a ratio, the one above the line.
    pub(super) basis: Arc<Claim>,
    /// The claim below the line of a ratio.
    pub(super) below: Option<Arc<Claim>>,
    pub(super) figure: FigureId,
    /// The rung that the claim states.
    pub(super) stated: Option<Scope>,
    /// The rung that the check stands on: the stated one, else the scenario's.
    pub(super) scope: Scope,
    pub(super) ours: Evaluation,
    pub(super) as_claimed: Evaluation,
    pub(super) given: Vec<GivenInput>,
    pub(super) rival: Option<Evaluation>,
}

/// The rung that a claim states.
pub(super) fn stated_rung(claim: &Claim) -> Option<Scope> {
    claim.rung.as_deref().and_then(Scope::from_letter)
}

impl<'a> Setup<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        scenarios: &[Arc<Scenario>],
        claim: &'a Arc<Claim>,
        options: &ClaimCheckOptions,
    ) -> Result<Self, ClaimCheckError> {
        let (basis, below) = match &claim.ratio {
            Some(ratio) => {
                (Arc::clone(catalog.claim(&ratio.of)?), Some(Arc::clone(catalog.claim(&ratio.to)?)))
            }
            None => (Arc::clone(claim), None),
        };
        let wanted = options.scenario.as_ref().or(claim.scenarios.first()).or(basis.scenarios.first());
        let wanted = wanted.ok_or_else(|| ClaimCheckError::NoScenario(claim.id.clone()))?;
        let found = find(scenarios, wanted)?;
        let stated = stated_rung(&basis);
        let scope = stated.unwrap_or(found.scope);
        let ours = evaluated(catalog, &on_rung(found, scope))?;
        let (as_claimed, given) = with_inputs(catalog, &ours, &basis)?;
        let rival = match (&options.rival, claim.rivals.first()) {
            (Some(wanted), _) => Some(find(scenarios, wanted)?),
            (None, Some(usual)) => find(scenarios, usual).ok(),
            (None, None) => None,
        };
        let rival = rival.filter(|rival| rival.id != found.id).map(|rival| on_rung(rival, scope));
        Ok(Self {
            figure: figure_of(claim.figure),
            rival: rival.map(|rival| evaluated(catalog, &rival)).transpose()?,
            catalog,
            claim,
            basis,
            below,
            stated,
            scope,
            ours,
            as_claimed,
            given,
        })
    }

    /// Whether the claim gives an input of a kind.
    pub(super) fn gives(&self, id: InputId) -> bool {
        self.given.iter().flat_map(|given| &given.keys).any(|key| key.id == id)
    }

    /// Provenance of what follows from the claim alone.
    pub(super) fn cited(&self) -> Arc<Provenance> {
        Arc::clone(&self.claim.provenance)
    }
}

fn find<'s>(scenarios: &'s [Arc<Scenario>], wanted: &str) -> Result<&'s Arc<Scenario>, UnknownId> {
    let id = wanted.trim();
    scenarios.iter().find(|scenario| scenario.id.eq_ignore_ascii_case(id)).ok_or_else(|| UnknownId {
        kind: "scenario",
        wanted: id.to_owned(),
        nearest: nearest(id, scenarios.iter().map(|scenario| scenario.id.as_str())),
    })
}

/// The scenario on a rung.
pub(super) fn on_rung(scenario: &Arc<Scenario>, scope: Scope) -> Arc<Scenario> {
    let mut moved = Arc::clone(scenario);
    if moved.scope != scope {
        Arc::make_mut(&mut moved).scope = scope;
    }
    moved
}

pub(super) fn evaluated(catalog: &Catalog, scenario: &Arc<Scenario>) -> Result<Evaluation, ClaimCheckError> {
    evaluate(catalog, scenario)
        .map_err(|problems| ClaimCheckError::Scenario { scenario: scenario.id.clone(), problems })
}

/// The scenario with what the claim gives, each input citing the claim.
fn with_inputs(
    catalog: &Catalog,
    ours: &Evaluation,
    claim: &Claim,
) -> Result<(Evaluation, Vec<GivenInput>), ClaimCheckError> {
    let mut scenario = Arc::clone(ours.checked.shared());
    let changed = Arc::make_mut(&mut scenario);
    let mut given = Vec::with_capacity(claim.inputs.len());
    for input in &claim.inputs {
        let before = sources(changed);
        apply_setting(changed, catalog, &input.setting).map_err(|error| ClaimCheckError::Input {
            claim: claim.id.clone(),
            setting: input.setting.clone(),
            error: Box::new(error),
        })?;
        let keys: Vec<_> = sources(changed)
            .into_iter()
            .filter(|(key, source)| {
                !before.iter().any(|(known, old)| known == key && Arc::ptr_eq(old, source))
            })
            .map(|(key, _)| key)
            .collect();
        let provenance = Arc::new(cited(claim, input));
        for key in &keys {
            cite(changed, *key, &provenance);
        }
        given.push(GivenInput { input: input.clone(), keys });
    }
    if given.iter().flat_map(|given| &given.keys).any(|key| key.id == InputId::ReportedHours) {
        changed.hours_basis = HoursBasis::Reported;
        share_total_hours(changed, ours, &mut given);
    }
    Ok((evaluated(catalog, &scenario)?, given))
}

/// Every input that the scenario has, with the source of its value.
fn sources(scenario: &Scenario) -> Vec<(InputKey, Arc<Provenance>)> {
    let source = |key: InputKey| Some((key, key.get(scenario)?.provenance));
    InputKey::present(scenario).into_iter().filter_map(source).collect()
}

fn cited(claim: &Claim, input: &ClaimInput) -> Provenance {
    let mut provenance = Provenance::clone(&claim.provenance);
    if !input.locator.is_empty() {
        provenance.locator.clone_from(&input.locator);
    }
    provenance.note.clone_from(&input.note);
    provenance
}

fn cite(scenario: &mut Scenario, key: InputKey, provenance: &Arc<Provenance>) {
    if let Some(value) = key.get(scenario) {
        let cited = Sourced::new(value.value, Arc::clone(provenance));
        (key.id.spec().set)(scenario, key.phase, Some(cited));
    }
}

/// Hours that are given once, and not for a stage by its number, are those of all stages: they are shared out as our
/// scenario has them.
fn share_total_hours(scenario: &mut Scenario, ours: &Evaluation, given: &mut [GivenInput]) {
    let mut of_hours =
        given.iter_mut().filter(|given| given.keys.iter().any(|key| key.id == InputId::ReportedHours));
    let (Some(total), None) = (of_hours.next(), of_hours.next()) else { return };
    if total.input.setting.trim_start().to_lowercase().starts_with("phase") {
        return;
    }
    let Some((value, provenance)) = total
        .keys
        .iter()
        .find(|key| key.id == InputId::ReportedHours)
        .and_then(|key| key.get(scenario))
        .map(|hours| (hours.value, hours.provenance))
    else {
        return;
    };
    if let Some(keys) = share_hours(scenario, ours, value, &provenance) {
        total.keys = keys;
    }
}

/// Shares so many hours out over the stages that count, as they stand in an evaluation of the scenario; the hours are
/// then taken as reported. Without known hours they all go to the main stage.
pub(super) fn share_hours(
    scenario: &mut Scenario,
    evaluation: &Evaluation,
    total: f64,
    provenance: &Arc<Provenance>,
) -> Option<Vec<InputKey>> {
    scenario.hours_basis = HoursBasis::Reported;
    let counted =
        |index: &usize| scenario.phases.get(*index).is_some_and(|phase| phase.counts_at(scenario.scope));
    let known: Option<Vec<(usize, f64)>> = (0..scenario.phases.len())
        .filter(counted)
        .map(|index| {
            let hours = evaluation.estimate.phases.get(index)?.hours.ok()?;
            Some((index, AcceleratorHours::as_hours(hours)))
        })
        .collect();
    let shares = match known {
        Some(known) if !known.is_empty() => known,
        _ => vec![(scenario.main_phase()?, 1.0)],
    };
    let sum: f64 = shares.iter().map(|(_, hours)| hours).sum();
    let mut keys = Vec::with_capacity(shares.len());
    for (phase, hours) in shares {
        let key = InputKey { id: InputId::ReportedHours, phase };
        let value = Sourced::new(hours * (total / sum), Arc::clone(provenance));
        (key.id.spec().set)(scenario, phase, Some(value));
        keys.push(key);
    }
    Some(keys)
}
