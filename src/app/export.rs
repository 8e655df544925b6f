//! What the export dialog holds: choices that are kept, the picture that is chosen, and what has been drawn of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::picture::{ChartFormat, Export, TemplateChart};
use crate::chart::Chart;
use crate::chart::template::Template;
use crate::files;
use crate::files::session::Exported;
use crate::palette::Theme;
use crate::render::{Background, ExportOptions, Picture, Size};

/// The sizes to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SizeChoice {
    /// For a web or print article.
    #[default]
    Article,
    /// For a deck.
    Slide,
    /// For a post.
    Social,
    /// A column of 180 mm at 300 dots per inch.
    Print,
    /// As typed.
    Custom,
}

impl SizeChoice {
    /// Every size.
    pub const ALL: [Self; 5] = [Self::Article, Self::Slide, Self::Social, Self::Print, Self::Custom];

    /// Words on its button.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Slide => "Slide",
            Self::Social => "Social",
            Self::Print => "Print 180 mm",
            Self::Custom => "Custom",
        }
    }
}

/// How charts are exported; kept between runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportChoices {
    /// What the chart is written as.
    pub format: ChartFormat,
    /// How large.
    pub size: SizeChoice,
    /// The width of a custom size, as typed.
    pub width: String,
    /// The height of a custom size, as typed.
    pub height: String,
    /// Pixels per unit of a custom size, as typed.
    pub scale: String,
    /// Light or dark, whatever the window is.
    pub theme: Theme,
    /// Without a background.
    pub transparent: bool,
    /// Whether the picture restores its scenarios.
    pub embed: bool,
    /// Whether the plotted data are written beside it.
    pub data: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: ChartFormat::Png,
            size: SizeChoice::Article,
            width: "1200".to_owned(),
            height: "900".to_owned(),
            scale: "2".to_owned(),
            theme: Theme::Light,
            transparent: false,
            embed: true,
            data: false,
        }
    }
}

impl ExportChoices {
    /// As a session file holds it.
    pub(super) fn kept(&self) -> Exported {
        Exported {
            format: self.format.extension().to_owned(),
            size: self.size.label().to_owned(),
            custom: (self.width.clone(), self.height.clone(), self.scale.clone()),
            dark: self.theme == Theme::Dark,
            transparent: self.transparent,
            bare: !self.embed,
            data: self.data,
        }
    }

    /// From a session file; what it does not say is as usual.
    pub(super) fn taken(kept: Exported) -> Self {
        let usual = Self::default();
        let format = ChartFormat::ALL.into_iter().find(|format| format.extension() == kept.format);
        let size = SizeChoice::ALL.into_iter().find(|size| size.label() == kept.size);
        let typed = |text: String, usual: String| if text.is_empty() { usual } else { text };
        let (width, height, scale) = kept.custom;
        Self {
            format: format.unwrap_or(usual.format),
            size: size.unwrap_or(usual.size),
            width: typed(width, usual.width),
            height: typed(height, usual.height),
            scale: typed(scale, usual.scale),
            theme: if kept.dark { Theme::Dark } else { Theme::Light },
            transparent: kept.transparent,
            embed: !kept.bare,
            data: kept.data,
        }
    }

    /// The size, checked.
    ///
    /// # Errors
    /// What is wrong with what was typed, and what would be right.
    pub fn checked_size(&self) -> Result<Size, String> {
        let size = match self.size {
            SizeChoice::Article => Size::Article,
            SizeChoice::Slide => Size::Slide,
            SizeChoice::Social => Size::Social,
            SizeChoice::Print => Size::Print,
            SizeChoice::Custom => Size::Custom {
                width: pixels("Width", &self.width)?,
                height: pixels("Height", &self.height)?,
                scale: self.scale.trim().trim_end_matches(['x', '×']).replace(',', ".").parse().map_err(
                    |_| format!("Scale: “{}” is no number; type one from 1 to 4", self.scale.trim()),
                )?,
            },
        };
        size.pixels().map_err(|error| capital(&error.to_string()))?;
        Ok(size)
    }

    /// The size in words.
    ///
    /// # Errors
    /// As [`Self::checked_size`].
    pub fn size_words(&self) -> Result<String, String> {
        let size = self.checked_size()?;
        let (width, height) = size.pixels().map_err(|error| error.to_string())?;
        let print = if size == Size::Print { ", 180 mm wide at 300 dpi" } else { "" };
        Ok(format!("{width} × {height} pixels{print}"))
    }

    /// Size, theme and background for the renderer.
    ///
    /// # Errors
    /// As [`Self::checked_size`].
    pub fn options(&self) -> Result<ExportOptions, String> {
        Ok(ExportOptions {
            size: self.checked_size()?,
            theme: self.theme,
            background: if self.transparent { Background::Transparent } else { Background::Opaque },
            metadata: Vec::new(),
        })
    }
}

/// A count of pixels as typed.
fn pixels(what: &str, text: &str) -> Result<u32, String> {
    let digits = text.trim();
    let most = Size::MAX_SIDE;
    digits.parse().map_err(|_| {
        let is_number = !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit());
        if is_number {
            format!("{what}: {digits} is too large; a side may have at most {most} pixels")
        } else {
            format!("{what}: “{digits}” is no whole number of pixels; type one up to {most}")
        }
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a preview shows: it is drawn anew when one of these changes.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewKey {
    /// The template; none for the shown chart.
    pub template: Option<Template>,
    /// Size, theme, background.
    pub options: ExportOptions,
    /// Whether only the part is shown that the window is zoomed into.
    pub zoomed: bool,
}

/// A drawn preview, or why there is none.
pub type Preview = Result<Arc<Picture>, String>;

/// Exports a chart: which, how, where.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDialog {
    /// Whether the list of templates is shown in place of the chart that the window shows.
    pub listing: bool,
    /// The template that is chosen; none for the shown chart.
    pub template: Option<Template>,
    /// The chart that the window shows.
    pub shown: Option<Arc<Chart>>,
    /// The part of it that the window is zoomed into; none where it shows the whole.
    pub zoomed: Option<Arc<Chart>>,
    /// Whether that part is exported in place of the whole.
    pub as_zoomed: bool,
    /// The scenarios behind the charts.
    pub project: Arc<files::Project>,
    /// Every template, once they are drawn; or why there are none.
    pub templates: Option<Result<Vec<TemplateChart>, String>>,
    /// The file as typed.
    pub text: String,
    /// Whether the user named the file, so that another picture does not rename it.
    pub named: bool,
    /// Whether the system's dialog is open.
    pub asking: bool,
    /// What went wrong.
    pub error: Option<String>,
    /// A file of this name exists; the same answer again replaces it.
    pub replace: Option<PathBuf>,
    /// Scenarios whose hours are more than the hardware can do.
    pub impossible: Vec<String>,
    /// Whether the user has read that.
    pub acknowledged: bool,
    /// What was drawn, the latest last.
    pub previews: Vec<(PreviewKey, Preview)>,
}

/// Previews that are kept: enough to go back and forth between choices.
const PREVIEWS: usize = 16;

impl ExportDialog {
    /// The chosen chart.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn chart(&self) -> Result<&Arc<Chart>, String> {
        match self.template {
            None if self.listing => Err("Choose a picture.".to_owned()),
            None => {
                let part = self.zoomed.as_ref().filter(|_| self.as_zoomed);
                part.or(self.shown.as_ref()).ok_or_else(|| "The window shows no chart.".to_owned())
            }
            Some(template) => match &self.templates {
                None => Err("The pictures are being drawn.".to_owned()),
                Some(Err(error)) => Err(error.clone()),
                Some(Ok(all)) => {
                    let found = all.iter().find(|(one, _)| *one == template).map(|(_, chart)| chart);
                    match found {
                        Some(Ok(chart)) => Ok(chart),
                        Some(Err(why)) => Err(format!("{} cannot be drawn: {why}", template.label())),
                        None => Err("There is no such picture.".to_owned()),
                    }
                }
            },
        }
    }

    /// Whether there is a choice between the whole chart and what the window is zoomed into.
    #[must_use]
    pub fn offers_zoom(&self) -> bool {
        !self.listing && self.zoomed.is_some()
    }

    /// Whether what hardware cannot do was read, if there is such a thing.
    pub(super) fn read(&self) -> Result<(), String> {
        was_read(&self.impossible, self.acknowledged)
    }

    /// What is to be exported with these choices.
    ///
    /// # Errors
    /// What stands in the way, in words.
    pub fn export(&self, choices: &ExportChoices) -> Result<Export, String> {
        Ok(Export {
            chart: Arc::clone(self.chart()?),
            project: Arc::clone(&self.project),
            format: choices.format,
            options: choices.options()?,
            embed: choices.embed,
            data: choices.data,
        })
    }

    /// The preview that these choices ask for: the same picture, smaller.
    #[must_use]
    pub fn preview_key(&self, choices: &ExportChoices) -> Option<PreviewKey> {
        let mut options = choices.options().ok()?;
        let (width, height) = options.size.pixels().ok()?;
        options.size = preview_size(width, height);
        let zoomed = self.offers_zoom() && self.as_zoomed;
        Some(PreviewKey { template: self.template, options, zoomed })
    }

    /// What was drawn for these choices.
    #[must_use]
    pub fn preview(&self, choices: &ExportChoices) -> Option<&Preview> {
        let key = self.preview_key(choices)?;
        self.previews.iter().find(|(of, _)| *of == key).map(|(_, preview)| preview)
    }

    pub(super) fn keep_preview(&mut self, key: PreviewKey, preview: Preview) {
        self.previews.retain(|(of, _)| *of != key);
        if self.previews.len() >= PREVIEWS {
            drop(self.previews.remove(0));
        }
        self.previews.push((key, preview));
    }

    /// The file to write, with the ending of the format where none was typed. A leading `~` is the home directory.
    ///
    /// # Errors
    /// What is wrong with the name.
    pub(super) fn path(&self, format: ChartFormat, home: Option<&Path>) -> Result<PathBuf, String> {
        let text = self.text.trim();
        if text.is_empty() {
            return Err("File: empty; type a name.".to_owned());
        }
        let mut path = match (text.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(text),
        };
        match ChartFormat::of(&path) {
            Some(_) => {}
            // `gpt-4.5` has a point and no ending.
            None if path.extension().is_none_or(|end| !is_foreign(&end.to_string_lossy())) => {
                path.as_mut_os_string().push(format!(".{}", format.extension()));
            }
            None => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                return Err(format!("File: {name} cannot be written; end it in .png, .svg or .csv."));
            }
        }
        Ok(path)
    }
}

/// Whether what hardware cannot do was read before it is handed on.
pub(super) fn was_read(impossible: &[String], acknowledged: bool) -> Result<(), String> {
    if impossible.is_empty() || acknowledged {
        return Ok(());
    }
    Err("Some hours are more than the hardware can do: tick that you have read it, or mend the input."
        .to_owned())
}

/// Whether an ending asks for another kind of picture or document.
fn is_foreign(extension: &str) -> bool {
    let known = [
        "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "pdf", "eps", "html", "md", "ron", "json", "xlsx",
    ];
    known.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A size of the same shape that is quick to draw. The layout depends on the shape alone.
fn preview_size(width: u32, height: u32) -> Size {
    const WIDTH: f64 = 840.0;
    let (width, height) = (f64::from(width), f64::from(height));
    let factor = (WIDTH / width)
        .max(f64::from(Size::MIN_HEIGHT) / height)
        .max(f64::from(Size::MIN_WIDTH) / width)
        .min(1.0);
    let side = |length: f64, least: u32| ((length * factor).round() as u32).max(least);
    Size::Custom { width: side(width, Size::MIN_WIDTH), height: side(height, Size::MIN_HEIGHT), scale: 1.0 }
}

/// What happens in the export dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportAction {
    /// Other choices.
    Choose(ExportChoices),
    /// The chart that the window shows, or the list of templates.
    List(bool),
    /// A template.
    Template(Template),
    /// The part that the window is zoomed into, or the whole chart.
    AsZoomed(bool),
    /// The user has read that some hours are impossible.
    Acknowledge(bool),
    /// The picture goes to the clipboard.
    Copy,
    /// The templates were drawn for a comparison.
    Drawn(Arc<files::Project>, Result<Vec<TemplateChart>, String>),
    /// A preview was drawn for a comparison.
    Previewed(Arc<files::Project>, PreviewKey, Preview),
}

#[cfg(test)]
mod tests;
