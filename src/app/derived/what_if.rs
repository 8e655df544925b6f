//! What it would take for the shown figure to have a wanted value, and the figure over one or two inputs.

use std::sync::Arc;

use crate::analysis::{Axis, Evaluation, NoSolution, Solution, Sweep, SweptAxis, evaluate, goal_seek, sweep};
use crate::app::questions::{AxisText, WhatIf};
use crate::catalog::Catalog;
use crate::chart::context::{Context, dollars, sources};
use crate::chart::sweep::{Swept, SweptSeries, TableInput, sweep_chart, two_way_chart};
use crate::chart::{Certainty, Chart, Scale};
use crate::estimate::FigureId;
use crate::files::report::TableFormat;
use crate::files::report::what_if::{independents, kept_note, sweep::Report};
use crate::scenario::input::InputKey;
use crate::scenario::{CheckedScenario, ChoiceId, HoursBasis, Scenario};
use crate::units::numerals::{as_typed_with_point, list_with_point};
use crate::units::{Dimension, format, parse};

/// What the what-if view shows.
#[derive(Debug, Clone)]
pub struct Supposed {
    /// The value of the input that gives the wanted figure; none where none was asked for.
    pub solution: Option<Result<Solution, String>>,
    /// The choice that keeps the input from moving the figure.
    pub goal_needs: Option<ChoiceId>,
    /// The figure over the inputs, or what is wrong with the axes.
    pub sweep: Result<Sweep, String>,
    /// Which hours the figure over the inputs is calculated with.
    pub hours: HoursHere,
    /// The same as a chart.
    pub chart: Option<Chart>,
    /// The same for a spreadsheet.
    pub tsv: String,
    /// The same for a page.
    pub markdown: String,
    /// Remarks: inputs that move nothing, and what would make them.
    pub notes: Vec<String>,
}

/// Where reported hours keep an input out of the figure, and derived ones would not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursHere {
    /// The figure is that of the scenario.
    Own,
    /// Hours are derived for this answer alone; why, as a sentence.
    Derived(String),
    /// Hours stay as reported because that was asked for; what that means, as the same sentence.
    Kept(String),
}

/// Answers what the view asks of a scenario.
pub(super) fn what_if(
    catalog: &Catalog,
    evaluation: &Evaluation,
    (figure, scale): (FigureId, Scale),
    question: &WhatIf,
) -> Supposed {
    let checked = &evaluation.checked;
    let mut goal_needs = None;
    let solution = (!question.target.trim().is_empty()).then(|| {
        let target = parse::quantity(&as_typed_with_point(&question.target), figure.dimension())
            .map_err(|error| error.to_string())?;
        goal_seek(checked, question.goal, figure, target).map_err(|reason| {
            let reason = reason.with_remedy(checked);
            goal_needs = needs(&reason);
            in_words(checked, reason)
        })
    });
    let axis = |axis: &AxisText| {
        Axis::parse(axis.key, &list_with_point(&axis.values)).map_err(|error| error.to_string())
    };
    let axes: Result<Vec<_>, String> =
        std::iter::once(&question.rows).chain(&question.columns).map(axis).collect();
    let own = axes
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|axes| sweep(checked, axes, &[figure]).map_err(|error| error.to_string()));
    let derived = match (&axes, &own) {
        (Ok(axes), Ok(own)) => with_derived_hours(catalog, evaluation, axes, own),
        _ => None,
    };
    let (hours, used, swept) = match derived {
        Some(derived) if !question.as_reported => {
            (HoursHere::Derived(derived.said), Some(derived.evaluation), Ok(derived.sweep))
        }
        Some(derived) => (HoursHere::Kept(derived.said), None, own),
        None => (HoursHere::Own, None, own),
    };
    let used = used.as_ref().unwrap_or(evaluation);
    let chart = swept.as_ref().ok().and_then(|sweep| chart(used, sweep, (figure, scale), &hours));
    let (mut tsv, mut markdown, mut remarks) = (String::new(), String::new(), Vec::new());
    if let Ok(sweep) = &swept {
        remarks = remarks_on(&used.checked, sweep);
        let sweeps = vec![(used.scenario(), sweep)];
        let report = Report { sweeps, against: None, crossings: Vec::new(), notes: Vec::new() };
        (tsv, markdown) = (report.write(TableFormat::Tsv), report.write(TableFormat::Markdown));
    }
    Supposed { solution, goal_needs, sweep: swept, hours, chart, tsv, markdown, notes: remarks }
}

struct DerivedHours {
    evaluation: Evaluation,
    sweep: Sweep,
    said: String,
}

/// The same sweep with derived hours, where an input that moves nothing moves the figure then: a what-if asks what would
/// be, and reported hours are those of what was.
fn with_derived_hours(
    catalog: &Catalog,
    evaluation: &Evaluation,
    axes: &[Axis],
    own: &Sweep,
) -> Option<DerivedHours> {
    let scenario = evaluation.scenario();
    let before = own.figures.first()?;
    if scenario.hours_basis != HoursBasis::Reported || !before.depends.contains(&false) {
        return None;
    }
    let mut changed = Scenario::clone(scenario);
    changed.hours_basis = HoursBasis::Derived;
    let derived = evaluate(catalog, &Arc::new(changed)).ok()?;
    let swept = sweep(&derived.checked, axes, &[before.figure]).ok()?;
    let after = swept.figures.first()?;
    let awakened = own.axes.iter().zip(before.depends.iter().zip(&after.depends));
    let inputs: Vec<_> = awakened
        .filter(|(_, (before, after))| **after && !**before)
        .map(|(axis, _)| format::in_sentence(&axis.label))
        .collect();
    if inputs.is_empty() {
        return None;
    }
    let reported = evaluation.value(FigureId::AcceleratorHours).ok();
    let reported = reported.map(|hours| format!(" {}", format::short(Dimension::AcceleratorHours, hours)));
    let said = format!(
        "The reported{} would not change with {}.",
        reported.unwrap_or_default(),
        inputs.join(" and ")
    );
    Some(DerivedHours { evaluation: derived, sweep: swept, said })
}

/// Inputs that move nothing, and what would make them.
fn remarks_on(checked: &CheckedScenario, sweep: &Sweep) -> Vec<String> {
    let keys: Vec<_> = sweep.axes.iter().map(|axis| axis.key).collect();
    let depends: Vec<_> = sweep.figures.iter().map(|swept| (swept.figure, swept.depends.clone())).collect();
    let independent = independents(checked, &keys, &depends);
    let independent = independent.into_iter().map(|reason| in_words(checked, reason));
    independent.chain(kept_note(checked, &keys)).collect()
}

/// The first choice that would have to be another.
fn needs(reason: &NoSolution) -> Option<ChoiceId> {
    let NoSolution::Independent { remedy: Some(remedy), .. } = reason else { return None };
    remedy.settings.iter().find_map(|setting| ChoiceId::from_key(setting.split_once('=')?.0))
}

/// A reason in the words of the form, where the command line names settings.
fn in_words(checked: &CheckedScenario, reason: NoSolution) -> String {
    let NoSolution::Independent { key, input, figure, remedy: Some(remedy) } = reason else {
        return reason.to_string();
    };
    let bare = NoSolution::Independent { key, input, figure, remedy: None };
    let setting = |setting: &String| {
        let (name, option) = setting.split_once('=')?;
        let Some(choice) = ChoiceId::from_key(name) else {
            let key = InputKey::parse(name, checked.scenario()).ok()?;
            return Some(format!("clear {}", format::in_sentence(&key.label(checked.scenario()))));
        };
        let option = choice.option_names().into_iter().find(|known| known.eq_ignore_ascii_case(option))?;
        Some(format!("choose {}: {}", choice.label(), choice.option_label(option)))
    };
    let settings: Vec<_> = remedy.settings.iter().filter_map(setting).collect();
    let way_out = if settings.is_empty() { String::new() } else { format!("; {}", settings.join(" and ")) };
    format!("{bare}: {}{way_out}", remedy.because.join(", and "))
}

fn chart(
    evaluation: &Evaluation,
    sweep: &Sweep,
    (figure, scale): (FigureId, Scale),
    hours: &HoursHere,
) -> Option<Chart> {
    let scenario = evaluation.scenario();
    let context = Context {
        subject: scenario.name.clone(),
        // The scope stands beside it.
        measure: if figure == FigureId::Cost { "Cost" } else { figure.label() }.to_owned(),
        dimension: figure.dimension(),
        scope: format!("{} – {}", scenario.scope.letter(), scenario.scope.name()),
        method: match hours {
            HoursHere::Derived(_) => "hours derived".to_owned(),
            HoursHere::Own | HoursHere::Kept(_) => String::new(),
        },
        dollars: dollars([scenario], figure),
        sources: sources([evaluation], figure, false),
        badges: Vec::new(),
    };
    let swept = sweep.figures.first()?;
    let spec = match &sweep.axes[..] {
        [rows, columns] => two_way_chart(
            &context,
            (&table_input(rows), &table_input(columns)),
            &swept.cells,
            sweep.current_cell(),
        ),
        [axis] => {
            let input = Swept {
                label: axis.label.clone(),
                dimension: axis.dimension,
                log: axis.key.id.spec().logarithmic,
                now: axis.current.map(|current| current.value),
                anchors: Vec::new(),
            };
            let series = SweptSeries {
                name: scenario.name.clone(),
                dimension: figure.dimension(),
                points: axis.values.iter().copied().zip(swept.cells.iter().copied()).collect(),
                band: Vec::new(),
                now: swept.now.ok(),
                certainty: Certainty::Estimated,
            };
            sweep_chart(&context, &input, &[series], scale)
        }
        _ => return None,
    };
    Chart::new(spec).ok()
}

fn table_input(axis: &SweptAxis) -> TableInput {
    TableInput { label: axis.label.clone(), dimension: axis.dimension, values: axis.values.clone() }
}
