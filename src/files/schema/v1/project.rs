//! Version 1 of the project file: several scenarios and how they are compared.

use std::sync::Arc;

use serde::Deserialize;

use super::scenario::{Fault, ScenarioEntry, read as read_scenario, write as write_scenario};
use crate::catalog::{Catalog, nearest};
use crate::estimate::FigureId;
use crate::files::{error::FileProblem, project::Project, text::Writer, whereabouts::Step};
use crate::scenario::Scope;

/// The schema of a file with several scenarios.
pub(in crate::files) const PROJECT: &str = "flopwise/project";

/// A project as it stands in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Project")]
pub(in crate::files) struct ProjectEntry {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    baseline: usize,
    scope: Option<String>,
    #[serde(default)]
    same_price: bool,
    figure: Option<String>,
    scenarios: Vec<ScenarioEntry>,
}

/// The project that an entry describes.
pub(in crate::files) fn read(entry: &ProjectEntry, catalog: &Catalog) -> Result<Project, Fault> {
    let mut project = Project::default();
    for (index, scenario) in entry.scenarios.iter().enumerate() {
        let path = [Step::from("scenarios"), index.into()];
        let scenario = read_scenario(scenario, catalog).map_err(|fault| fault.inside(path))?;
        project.scenarios.push(Arc::new(scenario));
    }
    if entry.baseline > 0 && entry.baseline >= project.scenarios.len() {
        let count = project.scenarios.len();
        let problem = format!("{} is too high: there are {count} scenarios, counted from 0", entry.baseline);
        return Err(Fault::bad(["baseline"], "baseline", problem));
    }
    project.baseline = entry.baseline;
    project.same_price = entry.same_price;
    if let Some(letter) = &entry.scope {
        let scope = Scope::from_letter(letter);
        project.scope = Some(scope.ok_or_else(|| {
            Fault::new(["scope"], FileProblem::unknown_word(letter, &Scope::ALL.map(Scope::letter)))
        })?);
    }
    if let Some(id) = &entry.figure {
        let known = || FigureId::ALL.iter().map(|figure| figure.id());
        project.figure = FigureId::from_id(id).ok_or_else(|| {
            let problem = FileProblem::UnknownReference {
                key: "figure".into(),
                kind: "figure",
                wanted: id.clone(),
                nearest: nearest(id, known()),
            };
            Fault::new(["figure"], problem)
        })?;
    }
    Ok(project)
}

/// Writes a project.
pub(in crate::files) fn write(project: &Project, out: &mut Writer) {
    out.open("(");
    out.line(&format!("schema: \"{PROJECT}\","));
    out.line("version: 1,");
    out.line(&format!("baseline: {},", project.baseline));
    if let Some(scope) = project.scope {
        out.line(&format!("scope: \"{}\",", scope.letter()));
    }
    out.line(&format!("same_price: {},", project.same_price));
    out.line(&format!("figure: \"{}\",", project.figure.id()));
    out.open("scenarios: [");
    for scenario in &project.scenarios {
        write_scenario(scenario, out, "),");
    }
    out.close("],");
    out.close(")");
}
