//! A claim, published or the user's own, with what can be said of it. Kept until the question or a scenario changes.

use std::sync::Arc;

use crate::analysis::{ClaimCheck, ClaimCheckOptions, check_claim};
use crate::app::project::Project;
use crate::app::questions::{ClaimChoice, OwnClaim};
use crate::app::session::Session;
use crate::app::state::World;
use crate::app::threads::Threads;
use crate::catalog::{Amount, Claim};
use crate::scenario::Scenario;
use crate::units::numerals::as_typed_with_point;

/// A claim that was checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Id of the published claim; none for the user's own.
    pub id: Option<String>,
    /// The check, or why there is none.
    pub check: Result<Arc<ClaimCheck>, String>,
    scenarios: Vec<Arc<Scenario>>,
    question: (ClaimChoice, Option<String>),
}

/// Checks the chosen claim against the scenarios as they are now; presets stand in for those that are not open.
pub(super) fn checked(
    world: &World,
    project: &Project,
    session: &Session,
    known: Option<Checked>,
) -> Option<Checked> {
    let selected = project.selected()?;
    let open = project.scenarios.iter().map(|entry| Arc::clone(&entry.scenario));
    let scenarios: Vec<_> =
        open.chain(world.presets.iter().map(|preset| Arc::clone(&preset.scenario))).collect();
    let rival = session.rival.and_then(|key| project.entry(key)).map(|entry| entry.scenario.id.clone());
    let rival = rival.filter(|rival| *rival != selected.scenario.id);
    let mut choice = session.claim.clone();
    if !choice.chosen {
        // The first claim about the scenario at hand, else the first of all.
        let about = |claim: &&Arc<Claim>| claim.scenarios.contains(&selected.scenario.id);
        let claims = &world.catalog.claims;
        choice.id = claims.iter().find(about).or_else(|| claims.first()).map(|claim| claim.id.clone());
    }
    let question = (choice, rival);
    if let Some(known) = known.filter(|known| known.question == question && known.scenarios == scenarios) {
        return Some(known);
    }
    let (choice, rival) = &question;
    let claim = match &choice.id {
        Some(id) => world.catalog.claim(id).cloned().map_err(|error| error.to_string()),
        None => own(&choice.own, &selected.scenario.id),
    };
    let check = claim.and_then(|claim| {
        let options = ClaimCheckOptions { rival: rival.clone(), ..ClaimCheckOptions::default() };
        check_claim(&world.catalog, &scenarios, &claim, &options, &Threads::of_machine())
            .map(Arc::new)
            .map_err(|error| error.to_string())
    });
    Some(Checked { id: choice.id.clone(), check, scenarios, question })
}

fn own(own: &OwnClaim, scenario: &str) -> Result<Arc<Claim>, String> {
    let amount = Amount::read(&as_typed_with_point(&own.amount), own.figure.dimension())
        .map_err(|error| error.to_string())?;
    let rung = own.rung.map(|scope| scope.letter().to_owned());
    Ok(Arc::new(Claim::own(own.figure, amount, scenario, rung)))
}
