//! `flopwise simulate` and `flopwise sensitivity`: how sure a figure is, and what makes it uncertain.

use super::args::{Draws, Sensitivity, Simulate};
use super::error::CliError;
use super::figure::figure;
use super::{output, select};
use crate::analysis::{ComparisonOptions, uncertain_figure};
use crate::app::Threads;
use crate::estimate::FigureId;
use crate::files::report::sensitivity as sensitivity_report;
use crate::files::report::simulation::{self as report, Mark, Subject};
use crate::scenario::CheckedScenario;
use crate::uncertainty::{Plan, Swing, simulate};
use crate::units::{Dimension, parse};

pub(super) fn simulation(command: &Simulate) -> Result<(), CliError> {
    let figures: Vec<_> = command.figures.iter().map(|name| figure(name)).collect::<Result<_, _>>()?;
    let selected = selected(&command.scenario, &command.draws)?;
    let (scenario, rival) = pair(&selected)?;
    let marks = marks(&command.below, &figures, rival.is_some())?;
    // A ratio is simulated figure by figure.
    let subject = Subject { scenario: scenario.scenario(), rival: rival.map(CheckedScenario::scenario) };
    let plans = match rival {
        None => vec![plan(scenario, None, &figures)?],
        Some(rival) => {
            figures.iter().map(|figure| plan(scenario, Some(rival), &[*figure])).collect::<Result<_, _>>()?
        }
    };
    for plan in &plans {
        let simulation = simulate(plan, &Threads::of_machine());
        output::result(&if command.json {
            report::json(&subject, plan, &simulation, &marks)
        } else {
            report::text(&subject, plan, &simulation, &marks)
        })?;
    }
    Ok(())
}

pub(super) fn sensitivity(command: &Sensitivity) -> Result<(), CliError> {
    let figure = figure(&command.figure)?;
    let selected = selected(&command.scenario, &command.draws)?;
    let (scenario, rival) = pair(&selected)?;
    let subject = Subject { scenario: scenario.scenario(), rival: rival.map(CheckedScenario::scenario) };
    let swing = if command.percentiles { Swing::Percentiles } else { Swing::OwnRange };
    let analysis = uncertain_figure(scenario, rival, figure, swing, &Threads::of_machine())
        .map_err(|error| CliError::Invalid(error.to_string()))?;
    output::result(&if command.format.json {
        sensitivity_report::json(&subject, &analysis)
    } else if command.format.is_plain() {
        sensitivity_report::text(&subject, &analysis)
    } else {
        sensitivity_report::table(&subject, &analysis).write(command.format.table())
    })
}

/// The scenario and its rival, with the changes and the draws of the command.
fn selected(scenario: &str, draws: &Draws) -> Result<select::Selected, CliError> {
    let names: Vec<String> = std::iter::once(scenario.to_owned()).chain(draws.against.clone()).collect();
    let mut settings = draws.changes.settings.clone();
    settings.extend(draws.samples.as_ref().map(|samples| format!("samples={samples}")));
    settings.extend(draws.seed.map(|seed| format!("seed={seed}")));
    settings.extend(draws.sampling.as_ref().map(|sampling| format!("sampling={sampling}")));
    select::compare(&names, &settings, ComparisonOptions::default())
}

fn pair(selected: &select::Selected) -> Result<(&CheckedScenario, Option<&CheckedScenario>), CliError> {
    let mut rows = selected.comparison.rows.iter().map(|row| &row.evaluation.checked);
    let scenario = rows.next().ok_or_else(|| CliError::Invalid("there is no scenario".to_owned()))?;
    Ok((scenario, rows.next()))
}

fn plan(
    scenario: &CheckedScenario,
    rival: Option<&CheckedScenario>,
    figures: &[FigureId],
) -> Result<Plan, CliError> {
    let plan = match (rival, figures.first()) {
        (Some(rival), Some(figure)) => Plan::ratio(scenario, rival, *figure),
        _ => Plan::of(scenario, figures),
    };
    plan.map_err(|error| CliError::Invalid(error.to_string()))
}

/// Values to ask the probability of: in the unit of the only figure, or ratios.
fn marks(texts: &[String], figures: &[FigureId], ratio: bool) -> Result<Vec<Mark>, CliError> {
    let dimension = match figures {
        _ if ratio => Dimension::Ratio,
        [figure] => figure.dimension(),
        _ if texts.is_empty() => return Ok(Vec::new()),
        _ => return Err(CliError::Usage("--below needs exactly one --figure".to_owned())),
    };
    let mark = |text: &String| {
        // A ratio may be written as percent of the rival's figure.
        let read = match text.trim().strip_suffix('%') {
            Some(_) if ratio => parse::quantity(text, Dimension::Fraction),
            _ => parse::quantity(text, dimension),
        };
        let value = read.map_err(|error| CliError::Invalid(format!("--below: {error}")))?;
        Ok(Mark { label: "below".to_owned(), value })
    };
    texts.iter().map(mark).collect()
}
