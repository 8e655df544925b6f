//! `flopwise chart`: a comparison as picture or as plotted data.

use std::path::Path;

use super::args::{Chart, ChartFigure, ChartTheme};
use super::error::CliError;
use super::{output, select};
use crate::analysis::interval;
use crate::app::Threads;
use crate::catalog::nearest;
use crate::chart::compare::{CompareView, comparison_chart};
use crate::chart::template::Template;
use crate::chart::{self, ChartSpec, Scale};
use crate::estimate::FigureId;
use crate::files;
use crate::files::report::{Cell, Column, Table, TableFormat};
use crate::palette::Theme;
use crate::render::{self, Background, ExportOptions, Size};

/// What the extension of the output asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
    Csv,
}

pub(super) fn run(command: &Chart) -> Result<(), CliError> {
    let Some(path) = command.output.as_deref() else { return output::result(&list()) };
    let kind = kind(path)?;
    let options = options(command)?;
    let template = command.template.as_deref().map(template).transpose()?;
    let spec = match template {
        None => bars(command)?,
        Some(template) => {
            let selected = select::with_everything(&command.selection)?;
            let (comparison, catalog) = (&selected.comparison, selected.world.catalog());
            template.build(comparison, catalog, &Threads::of_machine()).map_err(|why| {
                CliError::Invalid(format!("the chart {} cannot be drawn: {why}", template.id()))
            })?
        }
    };
    let bytes = bytes(&spec, kind, &options)?;
    files::save_bytes(path, &bytes)?;
    output::message(&format!("wrote {}", path.display()));
    Ok(())
}

/// Bars of one figure.
fn bars(command: &Chart) -> Result<ChartSpec, CliError> {
    let comparison = select::several(&command.selection)?.comparison;
    let scale = if command.linear { Scale::Linear } else { Scale::Log };
    let figure = figure(command.figure);
    let threads = Threads::of_machine();
    let rows = comparison.rows.iter().map(|row| &row.evaluation.checked);
    let intervals: Vec<_> = rows.map(|scenario| interval(scenario, figure, &threads)).collect();
    Ok(comparison_chart(&comparison, CompareView { figure, scale }, &intervals))
}

/// The templates for a terminal.
fn list() -> String {
    let mut table = Table::new(vec![
        Column::text("id", "Template"),
        Column::text("label", "Picture"),
        Column::text("question", "Question"),
    ]);
    let cells = |template: &Template| [template.id(), template.label(), template.question()];
    table.rows = Template::ALL.iter().map(|one| cells(one).map(Cell::text).to_vec()).collect();
    table.write(TableFormat::Plain)
}

fn template(name: &str) -> Result<Template, CliError> {
    Template::from_id(name).ok_or_else(|| {
        let near = nearest(name, Template::ALL.iter().map(|template| template.id()));
        let near = if near.is_empty() { String::new() } else { format!("; nearest: {}", near.join(", ")) };
        CliError::Invalid(format!("there is no template {name:?}{near}; flopwise chart --list names them"))
    })
}

fn kind(path: &Path) -> Result<Kind, CliError> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("png") => Ok(Kind::Png),
        Some("svg") => Ok(Kind::Svg),
        Some("csv") => Ok(Kind::Csv),
        _ => Err(CliError::Usage(format!(
            "{} has no known extension: end it in .png, .svg or .csv",
            path.display()
        ))),
    }
}

fn bytes(spec: &ChartSpec, kind: Kind, options: &ExportOptions) -> Result<Vec<u8>, CliError> {
    if kind == Kind::Csv {
        return Ok(chart::table(spec).to_csv().into_bytes());
    }
    let resolved = chart::resolve(spec).map_err(|error| CliError::Invalid(error.to_string()))?;
    let drawn = match kind {
        Kind::Svg => render::svg(&resolved, options).map(String::into_bytes),
        Kind::Png | Kind::Csv => render::png(&resolved, options),
    };
    drawn.map_err(|error| CliError::Runtime(error.to_string()))
}

fn options(command: &Chart) -> Result<ExportOptions, CliError> {
    let mut size = command.size;
    match (&mut size, command.scale) {
        (Size::Custom { scale, .. }, Some(factor)) => *scale = factor,
        (_, Some(_)) => {
            return Err(CliError::Usage(
                "--scale needs --size WIDTHxHEIGHT; the named sizes are fixed".into(),
            ));
        }
        (_, None) => {}
    }
    // Checked here so that a size out of range is a mistake in the command and not in the drawing.
    size.pixels().map_err(|error| CliError::Usage(error.to_string()))?;
    Ok(ExportOptions {
        size,
        theme: match command.theme {
            ChartTheme::Light => Theme::Light,
            ChartTheme::Dark => Theme::Dark,
        },
        background: if command.transparent { Background::Transparent } else { Background::Opaque },
        ..ExportOptions::default()
    })
}

const fn figure(figure: ChartFigure) -> FigureId {
    match figure {
        ChartFigure::Cost => FigureId::Cost,
        ChartFigure::Flop => FigureId::TrainingCompute,
        ChartFigure::Hours => FigureId::AcceleratorHours,
        ChartFigure::Energy => FigureId::Energy,
        ChartFigure::Days => FigureId::WallClock,
        ChartFigure::Carbon => FigureId::Carbon,
    }
}

/// Reads `article`, `slide`, `social`, `print` or `1600x900`.
pub(super) fn parse_size(text: &str) -> Result<Size, String> {
    match text.to_lowercase().as_str() {
        "article" => return Ok(Size::Article),
        "slide" => return Ok(Size::Slide),
        "social" => return Ok(Size::Social),
        "print" => return Ok(Size::Print),
        _ => {}
    }
    let pixels = text.split_once(['x', 'X', '×']).and_then(|(width, height)| {
        Some(Size::Custom {
            width: width.trim().parse().ok()?,
            height: height.trim().parse().ok()?,
            scale: 1.0,
        })
    });
    pixels.ok_or_else(|| "write article, slide, social, print or WIDTHxHEIGHT such as 1600x900".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_names_or_pixels() {
        assert_eq!(parse_size("Slide"), Ok(Size::Slide));
        assert_eq!(parse_size("1600x900"), Ok(Size::Custom { width: 1600, height: 900, scale: 1.0 }));
        for wrong in ["", "big", "1600", "x900", "1600x", "-1x5", "16e2x900"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
