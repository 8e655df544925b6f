//! What a share string takes along, so that it opens where the sender's own accelerators are not known.

use std::sync::Arc;

use crate::catalog::{Accelerator, Catalog};
use crate::files::presets::shipped_accelerators_and_sites;
use crate::files::project::Project;
use crate::scenario::Scenario;

/// The same comparison with the user's own accelerators inside the scenarios that use them. Scenarios on shipped
/// accelerators stay as they are, and so do their strings.
#[must_use]
pub fn portable(project: &Project, catalog: &Catalog) -> Project {
    let mut project = project.clone();
    let Ok(shipped) = shipped_accelerators_and_sites() else { return project };
    for scenario in &mut project.scenarios {
        if let Some(own) = own(scenario, catalog, shipped) {
            let hardware = &mut Arc::make_mut(scenario).hardware;
            hardware.accelerator.clone_from(&own.id);
            hardware.custom = Some(own);
        }
    }
    project
}

/// The accelerator of a scenario, if only the user's own files have it as it is and the scenario does not bring it along.
fn own(scenario: &Scenario, catalog: &Catalog, shipped: &Catalog) -> Option<Arc<Accelerator>> {
    let wanted = &scenario.hardware.accelerator;
    if scenario.hardware.custom.as_ref().is_some_and(|custom| custom.id == *wanted) {
        return None;
    }
    let here = catalog.accelerator(wanted).ok()?;
    let is_shipped = shipped.accelerator(wanted).is_ok_and(|there| there == here);
    (!is_shipped).then(|| Arc::clone(here))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::evaluate;
    use crate::estimate::FigureId;
    use crate::files::share::{decode, encode};
    use crate::files::{Library, presets::shipped_catalog};
    use crate::units::{FlopPerSec, Quantity as _};

    #[test]
    fn an_own_accelerator_travels_with_the_scenario_that_uses_it() {
        let shipped = shipped_catalog().unwrap();
        let mut chip = shipped.accelerator("h100-sxm").unwrap().as_ref().clone();
        (chip.id, chip.name) = ("my-chip".to_owned(), "My chip".to_owned());
        chip.aliases.clear();
        for (_, peak) in &mut chip.peaks {
            *peak = FlopPerSec::from_base(peak.base() * 3.0);
        }
        let mut mine = shipped.clone();
        mine.accelerators.push(Arc::new(chip));
        let library = Library::load(shipped, None);
        let mut scenario = library.get("dense-70b").unwrap().scenario.as_ref().clone();
        scenario.hardware.accelerator = "my-chip".to_owned();
        let project = Project { scenarios: vec![Arc::new(scenario)], ..Project::default() };

        assert!(decode(&encode(&project), shipped).is_err(), "without it nobody else can open it");
        let string = encode(&portable(&project, &mine));
        let opened = decode(&string, shipped).unwrap();
        let value = |catalog, project: &Project| {
            evaluate(catalog, &project.scenarios[0]).unwrap().value(FigureId::AcceleratorHours).unwrap()
        };
        assert_eq!(value(shipped, &opened), value(&mine, &project));
        assert_eq!(encode(&portable(&opened, shipped)), string, "and on to the next");
    }

    #[test]
    fn strings_of_shipped_scenarios_stay_as_they_are() {
        let shipped = shipped_catalog().unwrap();
        for entry in Library::load(shipped, None).scenarios {
            let project = Project { scenarios: vec![entry.scenario], ..Project::default() };
            assert_eq!(portable(&project, shipped), project, "{}", entry.id);
        }
    }
}
