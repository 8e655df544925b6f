//! What a picture shall be like: size, theme, background, metadata.

use crate::palette::Theme;

/// How a chart is exported.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOptions {
    /// Pixels.
    pub size: Size,
    /// Light unless asked otherwise, whatever the screen shows.
    pub theme: Theme,
    /// Opaque unless asked otherwise.
    pub background: Background,
    /// Text written into the file beside title, description, source and software: keyword and text.
    pub metadata: Vec<(String, String)>,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            size: Size::Article,
            theme: Theme::Light,
            background: Background::Opaque,
            metadata: Vec::new(),
        }
    }
}

/// What is behind the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Background {
    /// The theme's background.
    #[default]
    Opaque,
    /// Nothing; for a page whose color suits the theme.
    Transparent,
}

/// The size of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Size {
    /// 2400 × 1800 for a web or print article.
    #[default]
    Article,
    /// 1920 × 1080 for a deck.
    Slide,
    /// 2400 × 1350 for a post.
    Social,
    /// 2126 × 1600 with 300 dots per inch: a 180 mm column.
    Print,
    /// Any size.
    Custom {
        /// Width before scaling.
        width: u32,
        /// Height before scaling.
        height: u32,
        /// Pixels per unit, 1 to 4.
        scale: f64,
    },
}

impl Size {
    /// The longest side, in pixels.
    pub const MAX_SIDE: u32 = 8192;
    /// The shortest width, in pixels.
    pub const MIN_WIDTH: u32 = 320;
    /// The shortest height, in pixels.
    pub const MIN_HEIGHT: u32 = 240;

    /// Width and height in pixels, checked.
    ///
    /// # Errors
    /// [`RenderError`] naming the limit that the size breaks.
    pub fn pixels(self) -> Result<(u32, u32), RenderError> {
        match self {
            Self::Article => Ok((2400, 1800)),
            Self::Slide => Ok((1920, 1080)),
            Self::Social => Ok((2400, 1350)),
            Self::Print => Ok((2126, 1600)),
            Self::Custom { width, height, scale } => {
                if !(1.0..=4.0).contains(&scale) {
                    return Err(RenderError::Scale(scale));
                }
                let (width, height) =
                    ((f64::from(width) * scale).round(), (f64::from(height) * scale).round());
                if width.max(height) > f64::from(Self::MAX_SIDE) {
                    return Err(RenderError::TooLarge { width, height });
                }
                let (width, height) = (width as u32, height as u32);
                if width < Self::MIN_WIDTH || height < Self::MIN_HEIGHT {
                    return Err(RenderError::TooSmall { width, height });
                }
                Ok((width, height))
            }
        }
    }

    /// Pixels per meter, where the size is meant for print.
    #[must_use]
    pub fn pixels_per_meter(self) -> Option<u32> {
        // 300 dots per inch.
        (self == Self::Print).then_some(11_811)
    }
}

/// Why a picture cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RenderError {
    /// Over the limit.
    #[error(
        "{width} × {height} pixels is too large: each side may have at most {} pixels; lower the size or the scale",
        Size::MAX_SIDE
    )]
    TooLarge {
        /// Pixels asked for.
        width: f64,
        /// Pixels asked for.
        height: f64,
    },
    /// Under the limit.
    #[error(
        "{width} × {height} pixels is too small to read: at least {} × {} pixels are needed",
        Size::MIN_WIDTH,
        Size::MIN_HEIGHT
    )]
    TooSmall {
        /// Pixels asked for.
        width: u32,
        /// Pixels asked for.
        height: u32,
    },
    /// Scale out of range.
    #[error("a scale of {0} is out of range: it must lie between 1 and 4")]
    Scale(f64),
    /// A keyword that a PNG cannot carry.
    #[error("“{0}” cannot be a PNG keyword: 1 to 79 Latin letters, digits and inner spaces")]
    Keyword(String),
    /// Drawing or encoding failed.
    #[error("the picture could not be made: {0}")]
    Failed(String),
}

/// The picture's size and how layout units map to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Pixels per layout unit; a standard layout is 1200 units wide.
    pub(super) scale: f64,
}

impl Frame {
    pub(super) fn units(&self) -> (f64, f64) {
        (f64::from(self.width) / self.scale, f64::from(self.height) / self.scale)
    }
}

impl ExportOptions {
    pub(super) fn frame(&self) -> Result<Frame, RenderError> {
        let (width, height) = self.size.pixels()?;
        // Flat pictures get smaller type, so that header and footer leave room for the plot.
        let scale = (f64::from(width) / 1200.0).min(f64::from(height) / 600.0);
        Ok(Frame { width, height, scale })
    }
}
