//! What it would take for the shown figure to have a wanted value, and the figure over one or two inputs.

use crate::analysis::{Axis, Evaluation, Solution, Sweep, SweptAxis, goal_seek, sweep};
use crate::app::questions::{AxisText, WhatIf};
use crate::chart::context::{Context, dollars, sources};
use crate::chart::sweep::{Swept, SweptSeries, TableInput, sweep_chart, two_way_chart};
use crate::chart::{Certainty, Chart, Scale};
use crate::estimate::FigureId;
use crate::files::report::TableFormat;
use crate::files::report::what_if::{notes, sweep::Report};
use crate::units::numerals::{as_typed_with_point, list_with_point};
use crate::units::parse;

/// What the what-if view shows.
#[derive(Debug, Clone)]
pub struct Supposed {
    /// The value of the input that gives the wanted figure; none where none was asked for.
    pub solution: Option<Result<Solution, String>>,
    /// The figure over the inputs, or what is wrong with the axes.
    pub sweep: Result<Sweep, String>,
    /// The same as a chart.
    pub chart: Option<Chart>,
    /// The same for a spreadsheet.
    pub tsv: String,
    /// The same for a page.
    pub markdown: String,
    /// Remarks: inputs that move nothing, and what would make them.
    pub notes: Vec<String>,
}

/// Answers what the view asks of a scenario.
pub(super) fn what_if(
    evaluation: &Evaluation,
    figure: FigureId,
    scale: Scale,
    question: &WhatIf,
) -> Supposed {
    let checked = &evaluation.checked;
    let solution = (!question.target.trim().is_empty()).then(|| {
        let target = parse::quantity(&as_typed_with_point(&question.target), figure.dimension())
            .map_err(|error| error.to_string())?;
        goal_seek(checked, question.goal, figure, target)
            .map_err(|reason| reason.with_remedy(checked).to_string())
    });
    let axis = |axis: &AxisText| {
        Axis::parse(axis.key, &list_with_point(&axis.values)).map_err(|error| error.to_string())
    };
    let axes: Result<Vec<_>, String> =
        std::iter::once(&question.rows).chain(&question.columns).map(axis).collect();
    let swept = axes.and_then(|axes| sweep(checked, &axes, &[figure]).map_err(|error| error.to_string()));
    let chart = swept.as_ref().ok().and_then(|sweep| chart(evaluation, sweep, figure, scale));
    let (mut tsv, mut markdown, mut remarks) = (String::new(), String::new(), Vec::new());
    if let Ok(sweep) = &swept {
        let keys: Vec<_> = sweep.axes.iter().map(|axis| axis.key).collect();
        let depends: Vec<_> =
            sweep.figures.iter().map(|swept| (swept.figure, swept.depends.clone())).collect();
        remarks = notes(checked, &keys, &depends);
        let sweeps = vec![(evaluation.scenario(), sweep)];
        let report = Report { sweeps, against: None, crossings: Vec::new(), notes: Vec::new() };
        (tsv, markdown) = (report.write(TableFormat::Tsv), report.write(TableFormat::Markdown));
    }
    Supposed { solution, sweep: swept, chart, tsv, markdown, notes: remarks }
}

fn chart(evaluation: &Evaluation, sweep: &Sweep, figure: FigureId, scale: Scale) -> Option<Chart> {
    let scenario = evaluation.scenario();
    let context = Context {
        subject: scenario.name.clone(),
        // The scope stands beside it.
        measure: if figure == FigureId::Cost { "Cost" } else { figure.label() }.to_owned(),
        dimension: figure.dimension(),
        scope: format!("{} – {}", scenario.scope.letter(), scenario.scope.name()),
        method: String::new(),
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
