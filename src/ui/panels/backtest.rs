//! Backtest: the method against published runs, and what that means for the shown scenario.

use egui::{Label, RichText, Ui};

use super::chart::zoomable_ui;
use crate::analysis::{AcceleratorClass, Backtest, BacktestClass, Evaluation, Ground, Target};
use crate::app::{Action, AppState, ChartSlot};
use crate::chart::backtest::BacktestShape;
use crate::files::report::backtest::{classes_table, rows_table};
use crate::scenario::ModelKind;
use crate::ui::plot::{self, PlotOptions};
use crate::ui::sink::ActionSink;
use crate::ui::theme::{caption, semibold};
use crate::ui::widgets::{card, chips, copy_table_ui, section_title, table_ui};
use crate::units::{Dimension, format};

const TARGETS: [(Target, &str, &str); 4] = [
    (Target::Hours, "Hours", "From compute and the efficiency of the other published runs"),
    (Target::Energy, "Energy", "From published hours"),
    (Target::Carbon, "CO2e", "From predicted energy and the grid"),
    (Target::Cost, "Cost", "From published hours and dated quotes"),
];

const SHAPES: [(BacktestShape, &str, &str); 2] = [
    (BacktestShape::Ratios, "Run by run", "Predicted over published, one run a row"),
    (BacktestShape::Scatter, "Scatter", "Predicted against published, both on logarithmic axes"),
];

/// Draws the view.
pub(super) fn backtest_ui(ui: &mut Ui, state: &AppState, out: &mut ActionSink) {
    let Some(backtest) = &state.derived.backtest else {
        ui.label("Add a scenario to see how far the method can be trusted with it.");
        return;
    };
    ui.horizontal_wrapped(|ui| {
        if let Some(target) = chips(ui, "Predicted", &TARGETS, Some(state.session.backtest)) {
            out.push(Action::Backtest(target));
        }
        ui.add_space(10.0);
        if let Some(shape) = chips(ui, "Shown as", &SHAPES, Some(state.session.backtest_as)) {
            out.push(Action::BacktestAs(shape));
        }
    });
    ui.add_space(6.0);
    if let Some(chart) = &state.derived.backtest_chart {
        ui.add(Label::new(RichText::new(&chart.title).size(17.0).family(semibold())).wrap());
        ui.add(Label::new(caption(ui, chart.subtitle.as_str())).wrap());
        if let Some(evaluation) = state.selected_evaluation() {
            ui.add(Label::new(meaning(backtest, state.session.backtest, evaluation)).wrap());
        }
        ui.add_space(6.0);
        match state.session.backtest_as {
            // Rows as low as they can be read: there are many.
            BacktestShape::Ratios => {
                let options = PlotOptions { room: Some(0.0), dense: true, ..PlotOptions::default() };
                plot::show(ui, chart, &options);
            }
            BacktestShape::Scatter => {
                zoomable_ui(ui, state, ChartSlot::Backtest, chart, &PlotOptions::default(), out);
            }
        }
        for note in &chart.notes {
            ui.add(Label::new(caption(ui, note.as_str())).wrap());
        }
    }
    ui.add_space(10.0);
    card(ui, |ui| {
        section_title(ui, "By accelerator and kind of model");
        let table = classes_table(backtest);
        table_ui(ui, "classes", &table);
        copy_table_ui(ui, &table);
    });
    ui.add_space(8.0);
    card(ui, |ui| {
        let table = rows_table(backtest);
        section_title(ui, "Run by run");
        table_ui(ui, "rows", &table);
        copy_table_ui(ui, &table);
    });
    ui.add_space(8.0);
}

/// How well runs like the shown one are met; where there are none, all of them.
fn meaning(backtest: &Backtest, target: Target, evaluation: &Evaluation) -> String {
    let class = AcceleratorClass::of(evaluation.checked.accelerator());
    let sparse = evaluation.scenario().model.kind == ModelKind::MixtureOfExperts;
    let name = &evaluation.scenario().name;
    let kind = if sparse { "sparse" } else { "dense" };
    let alike = |of: &BacktestClass| {
        of.target == target
            && of.ground == Ground::Independent
            && of.class == Some(class)
            && of.sparse == Some(sparse)
    };
    let all = || backtest.group(target, Ground::Independent, |_| true);
    match (backtest.classes.iter().find(|of| alike(of)), all()) {
        (Some(group), _) => format!(
            "For {name}: {} models on {} accelerators were met within {} at the median and {} at worst, in {}; their 90 % intervals held {} of them.",
            kind,
            class.label(),
            share(group.median_error),
            share(group.worst_error),
            counted(group.count),
            share(group.coverage)
        ),
        (None, Some(group)) => format!(
            "For {name}: no published {kind} model on {} accelerators can check it; over all kinds, {} were met within {} at the median and {} at worst.",
            class.label(),
            counted(group.count),
            share(group.median_error),
            share(group.worst_error)
        ),
        (None, None) => format!("For {name}: no independent check of {} is published.", target.label()),
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "one run".to_owned() } else { format!("{count} runs") }
}

fn share(value: f64) -> String {
    format::significant(Dimension::Fraction, value, 2)
}
