//! `flopwise presets`: what the program ships, and what the user added.

use super::args::{Format, Listing, Presets};
use super::error::CliError;
use super::output;
use super::world::{Reach, World};
use crate::analysis::{Evaluation, evaluate};
use crate::catalog::nearest;
use crate::files::report::catalog::{self as report, Kind, List};
use crate::files::{Library, write_scenario};

/// Where `presets show` looks, in this order.
const ORDER: [Kind; 6] =
    [Kind::Scenarios, Kind::Accelerators, Kind::Sites, Kind::Runs, Kind::Claims, Kind::Prices];

pub(super) fn run(command: &Presets) -> Result<(), CliError> {
    match command {
        Presets::List { kind, format } => list(kind_of(*kind), format),
        Presets::Show { id, kind, json, ron } => show(id, kind.map(kind_of), *json, *ron),
    }
}

const fn kind_of(listing: Listing) -> Kind {
    match listing {
        Listing::Scenarios => Kind::Scenarios,
        Listing::Accelerators => Kind::Accelerators,
        Listing::Prices => Kind::Prices,
        Listing::Sites => Kind::Sites,
        Listing::Runs => Kind::Runs,
        Listing::Claims => Kind::Claims,
    }
}

fn list(kind: Kind, format: &Format) -> Result<(), CliError> {
    let world = World::open(match kind {
        Kind::Scenarios | Kind::Accelerators | Kind::Sites => Reach::Scenarios,
        Kind::Prices | Kind::Runs | Kind::Claims => Reach::Everything,
    })?;
    let list = match kind {
        Kind::Scenarios => List::of_scenarios(&evaluations(&world)),
        kind => List::of(world.catalog(), kind),
    };
    output::result(&match format.table() {
        _ if format.json => list.json(),
        format if format.is_for_reading() => list.table().write(format),
        format => list.full_table().write(format),
    })
}

/// Every scenario that can be evaluated; of the others the reason is told.
fn evaluations(world: &World) -> Vec<Evaluation> {
    let mut evaluations = Vec::new();
    for entry in world.library().scenarios {
        match evaluate(world.catalog(), &entry.scenario) {
            Ok(evaluation) => evaluations.push(evaluation),
            Err(problems) => {
                for problem in problems {
                    output::message(&format!("flopwise: left out: {}: {problem}", entry.id));
                }
            }
        }
    }
    evaluations
}

/// What was found under an id.
enum Found {
    Scenario(Box<Evaluation>),
    Entry(report::Card, Kind),
}

fn show(id: &str, kind: Option<Kind>, json: bool, ron: bool) -> Result<(), CliError> {
    let world = World::open(Reach::Everything)?;
    let library = world.library();
    let kinds = kind.map_or(ORDER.to_vec(), |kind| vec![kind]);
    let mut found = Vec::new();
    for kind in &kinds {
        if let Some(entry) = look_up(id, *kind, &world, &library)? {
            found.push((*kind, entry));
        }
    }
    for (other, _) in found.iter().skip(1) {
        output::message(&format!("flopwise: there is more about {id}: add --kind {}", other.id()));
    }
    let text = match found.into_iter().next() {
        None => return Err(unknown(id, &kinds, &world, &library)),
        Some((_, Found::Scenario(evaluation))) if ron => write_scenario(evaluation.scenario()),
        Some(_) if ron => {
            return Err(CliError::Usage("--ron writes scenarios only; try --json".to_owned()));
        }
        Some((_, Found::Scenario(evaluation))) if json => report::scenario_json(&evaluation),
        Some((_, Found::Scenario(evaluation))) => report::scenario_text(&evaluation),
        Some((_, Found::Entry(card, kind))) if json => report::card_json(&card, kind),
        Some((_, Found::Entry(card, _))) => report::card_text(&card),
    };
    output::result(&text)
}

fn look_up(id: &str, kind: Kind, world: &World, library: &Library) -> Result<Option<Found>, CliError> {
    if kind != Kind::Scenarios {
        return Ok(report::card(world.catalog(), kind, id).map(|card| Found::Entry(card, kind)));
    }
    let Ok(entry) = library.get(id) else { return Ok(None) };
    let evaluation = evaluate(world.catalog(), &entry.scenario);
    let evaluation = evaluation.map_err(|problems| CliError::invalid(id, &problems))?;
    Ok(Some(Found::Scenario(Box::new(evaluation))))
}

fn unknown(id: &str, kinds: &[Kind], world: &World, library: &Library) -> CliError {
    let scenarios = library.scenarios.iter().map(|entry| entry.id.as_str());
    let scenarios = scenarios.filter(|_| kinds.contains(&Kind::Scenarios));
    let entries = kinds.iter().flat_map(|kind| report::ids(world.catalog(), *kind));
    let near = nearest(id, scenarios.chain(entries));
    let hint = if near.is_empty() {
        "; flopwise presets list KIND names them".to_owned()
    } else {
        format!("; nearest: {}", near.join(", "))
    };
    CliError::Invalid(format!("there is no preset {id:?}{hint}"))
}
