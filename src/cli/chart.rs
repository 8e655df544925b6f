//! `flopwise chart`: a comparison as picture or as plotted data.

use std::path::Path;
use std::sync::Arc;

use super::args::{Chart, ChartFigure, ChartTheme};
use super::error::CliError;
use super::{output, select};
use crate::app::Threads;
use crate::app::picture::{ChartFormat, Export};
use crate::catalog::nearest;
use crate::chart::template::{Template, Wish};
use crate::chart::{self as drawn, Scale};
use crate::estimate::FigureId;
use crate::files::report::{Cell, Column, Table, TableFormat};
use crate::files::{self, Project};
use crate::palette::Theme;
use crate::render::{Background, ExportOptions, Size};

pub(super) fn run(command: &Chart) -> Result<(), CliError> {
    let Some(wanted) = command.output.as_deref() else { return output::result(&list()) };
    let options = options(command)?;
    let (template, wish) = wanted_picture(command)?;
    let in_folder = wanted.is_dir();
    let format = if in_folder { ChartFormat::Png } else { format(wanted)? };
    let selected = select::with_everything(&command.selection)?;
    output::impossible(&selected.comparison);
    let figure = wish.figure.unwrap_or(FigureId::Cost);
    let spec = template
        .build_as(wish, &selected.comparison, selected.world.catalog(), &Threads::of_machine())
        .map_err(|why| CliError::Invalid(format!("the chart {} cannot be drawn: {why}", template.id())))?;
    let chart = drawn::Chart::new(spec).map_err(|error| CliError::Invalid(error.to_string()))?;
    let export = Export {
        chart: Arc::new(chart),
        project: Arc::new(files::share::portable(
            &Project { figure, ..selected.project },
            selected.world.catalog(),
        )),
        format,
        options,
        embed: !command.no_scenario,
        data: command.data,
    };
    let output = if in_folder {
        let subject = selected.comparison.baseline().map_or("chart", |base| base.scenario().name.as_str());
        wanted.join(format!("{}.png", template.file_stem(subject, wish)))
    } else {
        wanted.to_owned()
    };
    write(&output, &export.bytes().map_err(|error| CliError::Runtime(error.to_string()))?)?;
    if let Some(data) = export.data_path(&output) {
        write(&data, export.chart.data().to_csv().as_bytes())?;
    }
    Ok(())
}

/// The picture that a command asks for, under its name or as a kind and a figure.
fn wanted_picture(command: &Chart) -> Result<(Template, Wish), CliError> {
    let scale = command.linear.then_some(Scale::Linear);
    let Some(name) = command.template.as_deref() else {
        let wish = Wish { figure: Some(command.figure.map_or(FigureId::Cost, figure)), scale };
        return Ok((command.kind.template(), wish));
    };
    let template = template(name)?;
    if let Some(figure) = command.figure.filter(|_| !template.takes_figure()) {
        let figure = self::figure(figure).label().to_lowercase();
        return Err(CliError::Usage(format!(
            "the chart {} cannot show {figure}: leave --figure out",
            template.id()
        )));
    }
    Ok((template, Wish { figure: command.figure.map(figure), scale }))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    files::save_bytes(path, bytes)?;
    output::message(&format!("wrote {}", path.display()));
    Ok(())
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

fn format(output: &Path) -> Result<ChartFormat, CliError> {
    ChartFormat::of(output).ok_or_else(|| {
        CliError::Usage(format!("{} has no known extension: end it in .png, .svg or .csv", output.display()))
    })
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
    let (pixels, scale) = text.split_once('@').unwrap_or((text, "1"));
    let size = pixels.split_once(['x', 'X', '×']).and_then(|(width, height)| {
        Some(Size::Custom {
            width: width.trim().parse().ok()?,
            height: height.trim().parse().ok()?,
            scale: scale.trim().trim_end_matches(['x', '×']).parse().ok()?,
        })
    });
    size.ok_or_else(|| {
        "write article, slide, social, print or WIDTHxHEIGHT such as 1600x900 or 1200x900@2".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_names_or_pixels() {
        assert_eq!(parse_size("Slide"), Ok(Size::Slide));
        assert_eq!(parse_size("1600x900"), Ok(Size::Custom { width: 1600, height: 900, scale: 1.0 }));
        assert_eq!(parse_size("1200x900@2"), Ok(Size::Custom { width: 1200, height: 900, scale: 2.0 }));
        for wrong in ["1200x900@", "1200x900@y", "", "big", "1600", "x900", "1600x", "-1x5", "16e2x900"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
