//! `flopwise trend`: a cost scaled along a published rate or one's own.

use super::args::Trend;
use super::error::CliError;
use super::figure::level;
use super::output;
use super::select;
use super::world::{Reach, World};
use crate::analysis;
use crate::catalog::nearest;
use crate::estimate::FigureId;
use crate::files::report::TableFormat;
use crate::files::report::what_if::trend::Report;
use crate::units::{Dimension, Usd, parse};

pub(super) fn run(command: &Trend) -> Result<(), CliError> {
    let trend = trend(command)?;
    let invalid =
        |what: &str, error: &dyn ToString| CliError::Invalid(format!("{what}: {}", error.to_string()));
    let months =
        parse::series(&command.months, Dimension::Scalar).map_err(|error| invalid("--months", &error))?;
    let amount = |text: &String| parse::quantity(text, Dimension::Usd).map(Usd::from_usd);
    let until = command.until.as_ref().map(amount).transpose().map_err(|error| invalid("--until", &error))?;
    let (name, cost) = cost(command)?;
    let report = Report { name, cost: Usd::from_usd(cost), trend: &trend, months: &months, until };
    output::result(&match command.format.table() {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        format => report.table().write(format),
    })
}

fn trend(command: &Trend) -> Result<analysis::Trend, CliError> {
    let published = analysis::Trend::published();
    let found = published.iter().find(|trend| trend.id.eq_ignore_ascii_case(command.trend.trim()));
    let found = found.cloned().ok_or_else(|| {
        let ids = || published.iter().map(|trend| trend.id);
        let near = nearest(&command.trend, ids());
        let known = if near.is_empty() { ids().collect::<Vec<_>>().join(", ") } else { near.join(", ") };
        CliError::Invalid(format!("there is no trend {:?}; choose {known}", command.trend))
    })?;
    match command.rate {
        None => Ok(found),
        Some(rate) => found.at_rate(rate).ok_or_else(|| {
            CliError::Invalid(format!("--rate {rate}: a factor per year is above 1, whichever way costs go"))
        }),
    }
}

/// The cost to scale, with the name of the scenario that it is of.
fn cost(command: &Trend) -> Result<(String, f64), CliError> {
    if parse::quantity(&command.cost, Dimension::Usd).is_ok() {
        let world = World::open(Reach::Scenarios)?;
        let level = level(&world, FigureId::Cost, "AMOUNT", &command.cost)?;
        return Ok((level.name, level.value));
    }
    let selected = select::one(&command.cost, &command.changes.settings)?;
    let Some(evaluation) = selected.comparison.baseline() else { return Ok((String::new(), f64::NAN)) };
    let scenario = evaluation.scenario();
    let value = evaluation.value(FigureId::Cost).map_err(|reason| {
        CliError::Invalid(format!("{} has no {}: {reason}", scenario.name, FigureId::Cost.id()))
    })?;
    Ok((format!("{}, {}", scenario.name, scenario.scope.name().to_lowercase()), value))
}
