//! The figures of an estimate by the names that people type, and values of them.

use super::error::CliError;
use super::select;
use super::world::World;
use crate::catalog::nearest;
use crate::estimate::FigureId;
use crate::files::looks_like_path;
use crate::files::report::what_if::Level;
use crate::units::parse;

/// What people call a figure whose id begins otherwise, or begins like that of another one.
const NAMES: [(&str, FigureId); 7] = [
    ("days", FigureId::WallClock),
    ("time", FigureId::WallClock),
    ("hours", FigureId::AcceleratorHours),
    ("compute", FigureId::TrainingCompute),
    ("flop", FigureId::TrainingCompute),
    ("energy", FigureId::Energy),
    ("emissions", FigureId::Carbon),
];

/// The figure with this id, with a usual name, or whose id alone begins so: `cost` stands for `cost_usd`.
pub(super) fn figure(name: &str) -> Result<FigureId, CliError> {
    let wanted = name.trim().to_lowercase().replace('-', "_");
    let begins = |figure: &&FigureId| {
        figure.id().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('_'))
    };
    let mut beginning = FigureId::ALL.iter().filter(begins);
    if let Some(figure) = FigureId::from_id(&wanted) {
        return Ok(figure);
    }
    if let Some((_, figure)) = NAMES.iter().find(|(name, _)| *name == wanted) {
        return Ok(*figure);
    }
    if let (Some(only), None) = (beginning.next(), beginning.next()) {
        return Ok(*only);
    }
    let all = || FigureId::ALL.iter().map(|figure| figure.id());
    let near = nearest(&wanted, all());
    let known = if near.is_empty() { all().collect::<Vec<_>>().join(", ") } else { near.join(", ") };
    let label = if near.is_empty() { "the figures are" } else { "nearest" };
    Err(CliError::Invalid(format!("there is no figure {name:?}; {label}: {known}")))
}

/// A value of a figure as it was typed, or that of the scenario with this name.
pub(super) fn level(world: &World, figure: FigureId, option: &str, text: &str) -> Result<Level, CliError> {
    let problem = match parse::quantity(text, figure.dimension()) {
        Ok(value) => return Ok(Level { name: String::new(), figure, value }),
        Err(problem) => problem,
    };
    if !looks_like_path(text) && world.scenario(text).is_err() {
        let what = figure.label();
        return Err(CliError::Invalid(format!(
            "{option}: {problem} Or name a scenario; there is none {text:?} whose {what} could be meant."
        )));
    }
    let selected = select::one(text, &[])?;
    let Some(evaluation) = selected.comparison.baseline() else {
        return Err(CliError::Invalid(format!("{option}: there is no scenario {text:?}")));
    };
    let name = evaluation.scenario().name.clone();
    let value = evaluation
        .value(figure)
        .map_err(|reason| CliError::Invalid(format!("{option}: {name} has no {}: {reason}", figure.id())))?;
    Ok(Level { name, figure, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_id_or_by_its_beginning() {
        assert_eq!(figure("cost_usd"), Ok(FigureId::Cost));
        assert_eq!(figure("Energy-kWh"), Ok(FigureId::Energy));
        assert_eq!(figure("wall_clock"), Ok(FigureId::WallClock));
        assert_eq!(figure("training_compute"), Ok(FigureId::TrainingCompute));
        assert_eq!(figure("mfu"), Ok(FigureId::Mfu));
        assert_eq!(figure("days"), Ok(FigureId::WallClock));
        assert_eq!(figure("energy"), Ok(FigureId::Energy));
    }

    #[test]
    fn an_ambiguous_or_unknown_figure_names_the_nearest() {
        for wrong in ["carbon", "energy_kw", "enrgy_kwh", "carbn_kgco2e"] {
            let error = figure(wrong).unwrap_err();
            assert_eq!(error.exit_code(), 3);
            let text = error.to_string();
            assert!(text.contains("energy_kwh") || text.contains("carbon_kgco2e"), "{text}");
        }
    }
}
