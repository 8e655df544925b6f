//! Resolved charts on screen. Nothing here picks a tick or formats a number.

mod axis;
mod fill;
mod frame;
mod heat;
mod legend;
mod marker;
mod plane;
mod rows;
mod tip;
mod words;
mod zoom;

use egui::{Response, Ui, Vec2, WidgetInfo};

use super::focus;
use crate::chart::{Plot, ResolvedChart, Window};

pub use frame::figure;

/// How a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PlotOptions {
    /// What the plot is called among those of its view, where the keyboard shall stay on it while things above it come and
    /// go; empty for a plot that nothing stands above.
    pub name: &'static str,
    /// The row to highlight, from the top.
    pub selected: Option<usize>,
    /// Whether rows and cells can be clicked; they can then be reached by keyboard, too.
    pub pickable: bool,
    /// The height that there is for the plot with its axis, in points. The plot takes what suits it: rows of a readable
    /// height, a plane neither flat nor taller than it needs. Without it, a usual height.
    pub room: Option<f32>,
    /// Whether rows may stand closer than usual, where the room is little.
    pub dense: bool,
    /// Whether a box can be drawn to zoom into a plane.
    pub zoomable: bool,
    /// The part of a plane that is shown; the whole without it.
    pub window: Option<Window>,
}

/// What was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// A row of bars, from the top.
    Row(usize),
    /// A cell of a table: row and column.
    Cell(usize, usize),
    /// A point of a plane, by its place in the chart that is shown.
    Point(usize),
}

/// A chart that was drawn.
#[derive(Debug)]
pub struct Shown {
    /// The plot; its accessible name is the chart's text alternative.
    pub response: Response,
    /// What was clicked in this frame, if the chart can be clicked.
    pub picked: Option<Picked>,
    /// Another part of the chart was asked for in this frame, or the whole.
    pub zoomed: Option<Option<Window>>,
}

impl Shown {
    fn plain(response: Response, picked: Option<Picked>) -> Self {
        Self { response, picked, zoomed: None }
    }
}

/// Draws the plot of a chart as wide as there is room, with its legend below.
pub fn show(ui: &mut Ui, chart: &ResolvedChart, options: &PlotOptions) -> Shown {
    let width = ui.available_width().max(200.0);
    let part = options.window.and_then(|window| chart.zoomed(window));
    let chart = part.as_ref().unwrap_or(chart);
    let shown = match &chart.plot {
        Plot::Rows(plot) => rows::rows_ui(ui, chart, plot, options, width),
        Plot::Plane(plot) => plane::plane_ui(ui, chart, plot, options, width),
        Plot::Heat(plot) => heat::heat_ui(ui, chart, plot, options, width),
    };
    note_focus(&shown.response, &chart.plot);
    // Curves that carry their names need no legend.
    if !matches!(&chart.plot, Plot::Plane(plane) if plane.names_its_lines()) {
        legend::legend_ui(ui, chart);
    }
    if shown.picked.is_some() || shown.response.clicked() {
        shown.response.request_focus();
    }
    shown
}

/// The row of a chart. A number alone is what egui calls the tooltips of the chart.
fn row_id(chart: egui::Id, row: usize) -> egui::Id {
    chart.with(("row", row))
}

/// Some keys have a meaning of their own while a chart has the keyboard.
fn note_focus(response: &Response, plot: &Plot) {
    let id = response.id;
    match plot {
        Plot::Rows(plot) => focus::note_chart(response, (0..plot.rows.len()).map(|row| row_id(id, row))),
        Plot::Heat(plot) => {
            let cells = (0..plot.rows.len())
                .flat_map(|row| (0..plot.columns.len()).map(move |column| id.with((row, column))));
            focus::note_chart(response, cells);
        }
        Plot::Plane(_) => focus::note_chart(response, []),
    }
}

/// Room for a plot. Its accessible name says in words what it shows, for those who do not see it.
fn canvas(ui: &mut Ui, chart: &ResolvedChart, size: Vec2, (name, sense): (&str, egui::Sense)) -> Response {
    // The keyboard reaches charts, so that their words are read and their keys work.
    let sense = sense | egui::Sense::FOCUSABLE;
    let response = if name.is_empty() {
        ui.allocate_exact_size(size, sense).1
    } else {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        ui.interact(rect, egui::Id::unique(("plot", name)), sense)
    };
    let words = &chart.text_alternative;
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Figure, ui.is_enabled(), words));
    response
}
