//! `flopwise sweep`: figures over the values of one input or two, at dated quotes, or for candidates of a cluster's size.

use super::args::Sweep;
use super::error::CliError;
use super::figure::{figure, level};
use super::select::Selected;
use super::world::{Reach, World};
use super::{output, select};
use crate::analysis::{self, Axis, Evaluation, SweepError, break_even, cost_at_quotes};
use crate::estimate::FigureId;
use crate::files::report::TableFormat;
use crate::files::report::what_if::sweep::Report;
use crate::files::report::what_if::{self, Crossing, candidates, quotes};
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::input_named;
use crate::units::{AcceleratorHours, Accelerators, Dimension, Hours, parse};

/// What stands for the values of a price: every dated quote.
const QUOTES: &str = "quotes";

/// The scenarios of a command and its inputs with their values.
struct Words {
    names: Vec<String>,
    axes: Vec<String>,
}

pub(super) fn run(command: &Sweep) -> Result<(), CliError> {
    let words = words(command)?;
    let selected = select::these(&words.names, &command.changes.settings)?;
    if let [axis] = &words.axes[..]
        && let Some((input, values)) = axis.split_once('=')
        && values.trim().eq_ignore_ascii_case(QUOTES)
    {
        return at_quotes(command, &selected, input);
    }
    match (&command.stages, &words.axes[..]) {
        (Some(stages), [axis]) => clusters(command, &selected, axis, stages),
        (Some(_), _) => Err(CliError::Usage("--stages tests one input: accelerators=512,648".into())),
        (None, _) => tables(command, &selected, &words.axes),
    }
}

fn words(command: &Sweep) -> Result<Words, CliError> {
    let (axes, names): (Vec<_>, Vec<_>) = command.words.iter().cloned().partition(|word| word.contains('='));
    let usage = |problem: &str| {
        let example = "flopwise sweep deepseek-v3 price=1,2,3";
        Err(CliError::Usage(format!("{problem}; for example {example}")))
    };
    match (names.len(), axes.len()) {
        (0, _) => usage("name a scenario before the inputs"),
        (_, 0) => usage("name an input with its values after the scenario"),
        (_, 3..) => usage("a sweep varies one input or two"),
        (2.., 2) => usage("two inputs are swept for one scenario at a time"),
        _ => Ok(Words { names, axes }),
    }
}

fn tables(command: &Sweep, selected: &Selected, axes: &[String]) -> Result<(), CliError> {
    let figures = command.figure.iter().map(|name| figure(name)).collect::<Result<Vec<_>, _>>()?;
    let evaluations: Vec<&Evaluation> = selected.comparison.rows.iter().map(|row| &row.evaluation).collect();
    let first = figures.first().copied().unwrap_or(FigureId::Cost);
    let against = command.against.as_ref().map(|text| level(&selected.world, first, "--against", text));
    let against = against.transpose()?;
    if axes.len() > 1 && against.is_some() {
        return Err(CliError::Usage("--against goes with one input; leave the other one out".into()));
    }
    let (mut sweeps, mut crossings, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for evaluation in &evaluations {
        let scenario = evaluation.scenario();
        let whose = if evaluations.len() > 1 { format!("{}: ", scenario.name) } else { String::new() };
        let fail = |error: SweepError| CliError::Invalid(format!("{whose}{error}"));
        let axes = axes.iter().map(|text| Axis::parse_setting(scenario, text)).collect::<Result<Vec<_>, _>>();
        let axes = axes.map_err(fail)?;
        let sweep = analysis::sweep(&evaluation.checked, &axes, &figures).map_err(fail)?;
        notes.extend(notes_on(evaluation, &axes, &sweep).into_iter().map(|line| format!("{whose}{line}")));
        if let (Some(level), [axis]) = (&against, &axes[..]) {
            crossings.push(Crossing::of(&evaluation.checked, axis.key, level));
        }
        sweeps.push(sweep);
    }
    let scenarios = evaluations.iter().map(|evaluation| evaluation.scenario());
    let report = Report { sweeps: scenarios.zip(&sweeps).collect(), against, crossings, notes };
    let format = command.format.table();
    let in_text = command.format.json || format == TableFormat::Plain;
    for note in report.notes.iter().filter(|_| !in_text) {
        output::message(note);
    }
    output::result(&match format {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        format => report.write(format),
    })
}

/// What has to be said of a sweep: figures that are missing or that an input does not move.
fn notes_on(evaluation: &Evaluation, axes: &[Axis], sweep: &analysis::Sweep) -> Vec<String> {
    let keys: Vec<InputKey> = axes.iter().map(|axis| axis.key).collect();
    let missing = sweep.figures.iter().filter_map(|swept| {
        let reason = swept.missing?;
        Some(format!("{}: {reason}", swept.figure.label()))
    });
    let known = sweep.figures.iter().filter(|swept| swept.missing.is_none());
    let depends: Vec<_> = known.map(|swept| (swept.figure, swept.depends.clone())).collect();
    missing.chain(what_if::notes(&evaluation.checked, &keys, &depends)).collect()
}

/// The only scenario of a question that takes one.
fn only<'a>(selected: &'a Selected, question: &str) -> Result<&'a Evaluation, CliError> {
    match &selected.comparison.rows[..] {
        [row] => Ok(&row.evaluation),
        _ => Err(CliError::Usage(format!("{question} takes one scenario"))),
    }
}

fn at_quotes(command: &Sweep, selected: &Selected, input: &str) -> Result<(), CliError> {
    let evaluation = only(selected, "price=quotes")?;
    let key =
        input_named(evaluation.scenario(), input).map_err(|error| CliError::Invalid(error.to_string()))?;
    if key.id != InputId::RentalPrice {
        let problem = format!("{input}: only the rental price has quotes; write price=quotes");
        return Err(CliError::Invalid(problem));
    }
    let world = World::open(Reach::Everything)?;
    let against = command.against.as_ref();
    let against = against.map(|text| level(&world, FigureId::Cost, "--against", text)).transpose()?;
    let costs = cost_at_quotes(evaluation, world.catalog());
    if costs.is_empty() {
        let scenario = evaluation.scenario();
        return Err(CliError::NoSolution(format!(
            "{}: no quote prices the {} at rung {}; write price=1,2,3, or choose scope=B",
            scenario.name,
            evaluation.chip(),
            scenario.scope.letter()
        )));
    }
    let break_even = break_even(evaluation, None);
    let report = quotes::Report { evaluation, costs: &costs, break_even, against };
    output::result(&match command.format.table() {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        format => report.table().write(format),
    })
}

fn clusters(command: &Sweep, selected: &Selected, axis: &str, stages: &str) -> Result<(), CliError> {
    let evaluation = only(selected, "--stages")?;
    let invalid =
        |what: &str, error: &dyn ToString| CliError::Invalid(format!("{what}: {}", error.to_string()));
    let axis = Axis::parse_setting(evaluation.scenario(), axis)
        .map_err(|error| CliError::Invalid(error.to_string()))?;
    if !matches!(axis.key.id, InputId::Accelerators | InputId::PhaseAccelerators) {
        return Err(CliError::Usage("--stages goes with accelerators=…, the numbers to test".into()));
    }
    let stages = parse::series(stages, Dimension::Hours).map_err(|error| invalid("--stages", &error))?;
    let hours = |what, text: &Option<String>| match text {
        Some(text) => parse::quantity(text, Dimension::AcceleratorHours)
            .map(Some)
            .map_err(|error| invalid(what, &error)),
        None => Ok(None),
    };
    let beside = hours("--beside", &command.beside)?.unwrap_or(0.0);
    let against = command.against.as_ref();
    let against = against.map(|text| level(&selected.world, FigureId::AcceleratorHours, "--against", text));
    let reported = match against.transpose()? {
        Some(level) => level.value,
        None => evaluation
            .value(FigureId::AcceleratorHours)
            .map_err(|reason| CliError::Invalid(format!("--against names the reported hours: {reason}")))?,
    };
    let sizes: Vec<_> = axis.values.iter().map(|size| Accelerators::from_count(*size)).collect();
    let stages: Vec<_> = stages.into_iter().map(Hours::from_hours).collect();
    let tried = analysis::test_cluster_sizes(
        &sizes,
        &stages,
        AcceleratorHours::from_hours(beside),
        AcceleratorHours::from_hours(reported),
    );
    let report = candidates::Report { evaluation, candidates: &tried, reported };
    output::result(&match command.format.table() {
        _ if command.format.json => report.json(),
        TableFormat::Plain => report.text(),
        format => report.table().write(format),
    })
}
