//! A chart as a file or as pixels: the same bytes for the window and for the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::threads::Threads;
use crate::analysis::{Comparison, ComparisonOptions};
use crate::catalog::Catalog;
use crate::chart::Chart;
use crate::chart::template::Template;
use crate::files::{self, Project, share};
use crate::render::{self, ExportOptions, Picture, RenderError};

/// What a chart is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ChartFormat {
    /// Pixels.
    #[default]
    Png,
    /// Lines and texts that can be restyled.
    Svg,
    /// The plotted numbers.
    Csv,
}

impl ChartFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Csv];

    /// The ending of such files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }

    /// Words on its button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Csv => "CSV data",
        }
    }

    /// What the name of a file asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// A chart to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The chart.
    pub chart: Arc<Chart>,
    /// The scenarios behind it: the footer names them, and the picture carries them if `embed` says so.
    pub project: Arc<Project>,
    /// What it is written as.
    pub format: ChartFormat,
    /// Size, theme, background.
    pub options: ExportOptions,
    /// Whether the picture restores its scenarios when it is opened.
    pub embed: bool,
    /// Whether the plotted data go into a CSV file beside a picture.
    pub data: bool,
}

impl Export {
    /// The bytes of the file.
    ///
    /// # Errors
    /// [`RenderError`] if the size is out of range or the picture cannot be encoded.
    pub fn bytes(&self) -> Result<Vec<u8>, RenderError> {
        if self.format == ChartFormat::Csv {
            return Ok(self.chart.data().to_csv().into_bytes());
        }
        let mut options = self.options.clone();
        if self.embed {
            options.metadata.push((share::KEYWORD.to_owned(), share::encode(&self.project)));
        }
        let chart = self.chart.resolved().clone().with_scenario(&share::hash(&self.project));
        match self.format {
            ChartFormat::Svg => render::svg(&chart, &options).map(String::into_bytes),
            ChartFormat::Png | ChartFormat::Csv => render::png(&chart, &options),
        }
    }

    /// The chart as pixels.
    ///
    /// # Errors
    /// [`RenderError`] if the size is out of range.
    pub fn picture(&self) -> Result<Picture, RenderError> {
        let chart = self.chart.resolved().clone().with_scenario(&share::hash(&self.project));
        render::picture(&chart, &self.options)
    }

    /// The file of data beside a picture, if there is one.
    #[must_use]
    pub fn data_path(&self, path: &Path) -> Option<PathBuf> {
        (self.data && self.format != ChartFormat::Csv).then(|| path.with_extension("csv"))
    }

    /// Writes the file, and its data beside it where that was asked for. Returns what was written.
    ///
    /// # Errors
    /// Why it was not written, in words.
    pub fn write(&self, path: &Path) -> Result<Vec<PathBuf>, String> {
        let bytes = self.bytes().map_err(|error| error.to_string())?;
        files::save_bytes(path, &bytes).map_err(|error| error.to_string())?;
        let mut written = vec![path.to_owned()];
        if let Some(data) = self.data_path(path) {
            let csv = self.chart.data().to_csv();
            files::save_bytes(&data, csv.as_bytes()).map_err(|error| error.to_string())?;
            written.push(data);
        }
        Ok(written)
    }
}

/// A template with its chart, or with the reason why there is none.
pub type TemplateChart = (Template, Result<Arc<Chart>, String>);

/// Every template filled with the scenarios of a comparison.
///
/// # Errors
/// Why the scenarios cannot be compared.
pub fn template_charts(project: &Project, catalog: &Catalog) -> Result<Vec<TemplateChart>, String> {
    let comparison = comparison(project, catalog)?;
    let threads = Threads::of_machine();
    let build = |template: Template| {
        let spec = template.build(&comparison, catalog, &threads).map_err(|why| why.to_string())?;
        Chart::new(spec).map(Arc::new).map_err(|error| error.to_string())
    };
    Ok(Template::ALL.iter().map(|template| (*template, build(*template))).collect())
}

/// The scenarios of a comparison side by side.
///
/// # Errors
/// What is wrong with the first that cannot be calculated.
pub fn comparison(project: &Project, catalog: &Catalog) -> Result<Comparison, String> {
    let options = ComparisonOptions {
        scope: project.scope,
        same_price: project.same_price,
        baseline: project.baseline,
    };
    Comparison::new(catalog, &project.scenarios, options).map_err(|(index, problems)| {
        let name = project.scenarios.get(index).map_or("", |scenario| scenario.name.as_str());
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        format!("{name}: {}", problems.join("; "))
    })
}
