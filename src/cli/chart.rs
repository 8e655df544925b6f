//! `flopwise chart`: a comparison as picture or as plotted data.

use std::path::Path;

use super::args::{Chart, ChartFigure, ChartTheme, DrawnKind};
use super::error::CliError;
use super::{output, select};
use crate::analysis::{Comparison, Evaluation, RatioBasis, explain_ratio, interval, uncertain_figure};
use crate::app::Threads;
use crate::catalog::nearest;
use crate::chart::compare::{CompareView, comparison_chart};
use crate::chart::energy::energy_chart;
use crate::chart::name::{ChartTopic, chart_file_stem, file_stem};
use crate::chart::ratio::ratio_chart;
use crate::chart::template::Template;
use crate::chart::uncertain::{UncertainChart, uncertain_chart};
use crate::chart::{self, ChartSpec, Scale};
use crate::estimate::FigureId;
use crate::files::report::{Cell, Column, Table, TableFormat};
use crate::files::{self, Project, share};
use crate::palette::Theme;
use crate::render::{self, Background, ExportOptions, Size};
use crate::uncertainty::Swing;

/// What the extension of the output asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
    Csv,
}

pub(super) fn run(command: &Chart) -> Result<(), CliError> {
    let Some(wanted) = command.output.as_deref() else { return output::result(&list()) };
    let options = options(command)?;
    let figure = figure(command.figure);
    let template = command.template.as_deref().map(template).transpose()?;
    let in_folder = wanted.is_dir();
    let kind = if in_folder { Kind::Png } else { kind(wanted)? };
    let selected = match template {
        None => select::several(&command.selection)?,
        Some(_) => select::with_everything(&command.selection)?,
    };
    let project = Project { figure, ..selected.project };
    let spec = match template {
        None => spec(command, figure, &selected.comparison)?,
        Some(template) => {
            template.build(&selected.comparison, selected.world.catalog(), &Threads::of_machine()).map_err(
                |why| CliError::Invalid(format!("the chart {} cannot be drawn: {why}", template.id())),
            )?
        }
    };
    let output = if in_folder {
        let subject = selected.comparison.baseline().map_or("chart", |base| base.scenario().name.as_str());
        let stem = match template {
            None => chart_file_stem(subject, figure, topic(command.kind)),
            Some(template) => format!("{}-{}", file_stem(subject), template.id()),
        };
        wanted.join(format!("{stem}.png"))
    } else {
        wanted.to_owned()
    };
    write(&output, &bytes(&spec, kind, &project, options)?)?;
    if command.data && kind != Kind::Csv {
        write(&output.with_extension("csv"), chart::table(&spec).to_csv().as_bytes())?;
    }
    Ok(())
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

/// The chart that a command asks for.
fn spec(command: &Chart, figure: FigureId, comparison: &Comparison) -> Result<ChartSpec, CliError> {
    let scale = if command.linear { Scale::Linear } else { Scale::Log };
    let nothing = || CliError::Invalid("there is no scenario".to_owned());
    let subject = comparison.baseline().ok_or_else(nothing)?;
    let threads = Threads::of_machine();
    let which = match topic(command.kind) {
        ChartTopic::Comparison | ChartTopic::WhatIf => {
            let rows = comparison.rows.iter().map(|row| &row.evaluation.checked);
            let intervals: Vec<_> = rows.map(|scenario| interval(scenario, figure, &threads)).collect();
            return Ok(comparison_chart(comparison, CompareView { figure, scale }, &intervals));
        }
        ChartTopic::Ratio => return ratio(figure, comparison, subject),
        ChartTopic::Energy => {
            let name = &subject.scenario().name;
            return energy_chart(subject)
                .map_err(|reason| CliError::Invalid(format!("{name} has no energy: {reason}")));
        }
        ChartTopic::Uncertainty(which) => which,
    };
    let uncertain = uncertain_figure(&subject.checked, None, figure, Swing::default(), &threads);
    let uncertain = uncertain.map_err(|error| CliError::Invalid(error.to_string()))?;
    Ok(uncertain_chart(&uncertain, subject, None, which, scale))
}

/// The ratio of the first other run to the baseline.
fn ratio(figure: FigureId, comparison: &Comparison, base: &Evaluation) -> Result<ChartSpec, CliError> {
    let others = comparison.rows.iter().enumerate().filter(|(row, _)| *row != comparison.baseline);
    let Some((_, rival)) = others.into_iter().next() else {
        return Err(CliError::Usage("--kind ratio needs two scenarios".into()));
    };
    let Some(basis) = RatioBasis::ALL.into_iter().find(|basis| basis.figure() == figure) else {
        return Err(CliError::Usage(format!("--kind ratio cannot take {} apart", figure.label())));
    };
    let explanation = explain_ratio(&rival.evaluation, base, basis)
        .map_err(|reason| CliError::Invalid(reason.to_string()))?;
    Ok(ratio_chart(&explanation, &rival.evaluation, base))
}

const fn topic(kind: DrawnKind) -> ChartTopic {
    match kind {
        DrawnKind::Bars => ChartTopic::Comparison,
        DrawnKind::Ratio => ChartTopic::Ratio,
        DrawnKind::Energy => ChartTopic::Energy,
        DrawnKind::Tornado => ChartTopic::Uncertainty(UncertainChart::Tornado),
        DrawnKind::Histogram => ChartTopic::Uncertainty(UncertainChart::Histogram),
        DrawnKind::Curve => ChartTopic::Uncertainty(UncertainChart::Curve),
        DrawnKind::Spider => ChartTopic::Uncertainty(UncertainChart::Spider),
        DrawnKind::Shares => ChartTopic::Uncertainty(UncertainChart::Shares),
    }
}

fn kind(output: &Path) -> Result<Kind, CliError> {
    let extension = output.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("png") => Ok(Kind::Png),
        Some("svg") => Ok(Kind::Svg),
        Some("csv") => Ok(Kind::Csv),
        _ => Err(CliError::Usage(format!(
            "{} has no known extension: end it in .png, .svg or .csv",
            output.display()
        ))),
    }
}

/// The file; pictures carry the comparison behind them.
fn bytes(
    spec: &ChartSpec,
    kind: Kind,
    project: &Project,
    mut options: ExportOptions,
) -> Result<Vec<u8>, CliError> {
    if kind == Kind::Csv {
        return Ok(chart::table(spec).to_csv().into_bytes());
    }
    options.metadata.push((share::KEYWORD.to_owned(), share::encode(project)));
    let resolved = chart::resolve(spec).map_err(|error| CliError::Invalid(error.to_string()))?;
    let resolved = resolved.with_scenario(&share::hash(project));
    let drawn = match kind {
        Kind::Svg => render::svg(&resolved, &options).map(String::into_bytes),
        Kind::Png | Kind::Csv => render::png(&resolved, &options),
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
