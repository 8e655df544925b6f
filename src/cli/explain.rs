//! `flopwise explain`: how a figure comes about.

use super::args::Explain;
use super::error::CliError;
use super::{output, select};
use crate::catalog::nearest;
use crate::estimate::FigureId;
use crate::files::report::explanation as report;

pub(super) fn run(command: &Explain) -> Result<(), CliError> {
    let figure = figure(&command.figure)?;
    let selected = select::one(&command.scenario, &command.changes.settings)?;
    let Some(evaluation) = selected.comparison.baseline() else { return Ok(()) };
    let explanation = evaluation.explain(figure).map_err(|reason| {
        CliError::Invalid(format!("{} has no {}: {reason}", evaluation.scenario().name, figure.id()))
    })?;
    output::result(&if command.json {
        report::json(evaluation, figure, &explanation)
    } else {
        report::text(evaluation, figure, &explanation)
    })
}

/// The figure with this id; `cost` and `energy` stand for `cost_usd` and `energy_kwh`.
fn figure(name: &str) -> Result<FigureId, CliError> {
    let wanted = name.trim().to_lowercase().replace('-', "_");
    let begins = |figure: &&FigureId| {
        figure.id().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('_'))
    };
    let mut beginning = FigureId::ALL.iter().filter(begins);
    if let Some(figure) = FigureId::from_id(&wanted) {
        return Ok(figure);
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
