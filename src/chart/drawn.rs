//! A chart that keeps what it was resolved from, so that picture and data never part.

use std::ops::Deref;

use super::resolve::{ChartError, resolve};
use super::resolved::ResolvedChart;
use super::spec::ChartSpec;
use super::table::{ChartTable, table};
use super::zoom::Window;

/// A chart as it is drawn, with what it plots. It can be used wherever a [`ResolvedChart`] is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    spec: ChartSpec,
    resolved: ResolvedChart,
}

impl Chart {
    /// Resolves a chart and keeps what it was made from.
    ///
    /// # Errors
    /// As [`resolve()`].
    pub fn new(spec: ChartSpec) -> Result<Self, ChartError> {
        let resolved = resolve(&spec)?;
        Ok(Self { spec, resolved })
    }

    /// The chart as renderers draw it.
    #[must_use]
    pub const fn resolved(&self) -> &ResolvedChart {
        &self.resolved
    }

    /// The same chart with only a part of its plane, as [`ResolvedChart::zoomed`]. Its data stay whole.
    #[must_use]
    pub fn zoomed(&self, window: Window) -> Option<Self> {
        let mut resolved = self.resolved.zoomed(window)?;
        // Away from the screen nothing else tells that there is more.
        resolved.notes.push("A part of the chart; title and notes speak of the whole.".to_owned());
        Some(Self { spec: self.spec.clone(), resolved })
    }

    /// The plotted data.
    #[must_use]
    pub fn data(&self) -> ChartTable {
        table(&self.spec)
    }
}

impl Deref for Chart {
    type Target = ResolvedChart;

    fn deref(&self) -> &ResolvedChart {
        &self.resolved
    }
}
