//! The report of a comparison: everything that is known of it, as one document that can be handed on.

mod scenario;
mod sections;

use std::sync::Arc;

use super::document::{Block, Document, Figure, words};
use crate::analysis::{
    Change, ClaimCheck, ClaimCheckOptions, Comparison, UncertainFigure, check_claim, difference, headline,
    uncertain_figure,
};
use crate::catalog::Catalog;
use crate::chart::template::Template;
use crate::chart::{ChartSpec, ResolvedChart, resolve};
use crate::estimate::FigureId;
use crate::scenario::Scenario;
use crate::uncertainty::{Runner, Swing};

/// Claims of a report; the rest is counted.
const CLAIMS: usize = 12;

/// The pictures of a report, in its order.
const PICTURES: [Template; 8] = [
    Template::CostByModel,
    Template::HoursByModel,
    Template::Included,
    Template::Ratio,
    Template::CostOverTime,
    Template::Energy,
    Template::RentOwnBuy,
    Template::Tornado,
];

/// Everything that the report of a comparison says, gathered once.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The scenarios side by side.
    pub comparison: Comparison,
    /// The finding.
    pub headline: String,
    /// The pictures that these scenarios fill.
    pub pictures: Vec<(Template, ChartSpec)>,
    /// Each scenario's cost with its uncertainty, by row; none where no input is a range.
    pub uncertain: Vec<Option<UncertainFigure>>,
    /// Published claims about the baseline.
    pub claims: Vec<ClaimCheck>,
    /// How many more there are than the report has room for.
    pub more_claims: usize,
    /// By row, in what each scenario differs from the known one of its id.
    pub changes: Vec<Vec<Change>>,
}

/// A picture as the report holds it: what it shows, as SVG and, for a page of text, as a file beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Which one.
    pub template: Template,
    /// The chart's title.
    pub title: String,
    /// The chart in words.
    pub caption: String,
    /// The picture.
    pub svg: String,
    /// Name of its file; empty if there is none.
    pub file: String,
}

/// What differs between two reports of one comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportOptions {
    /// The title; that of the comparison unless given.
    pub title: Option<String>,
}

impl Whole {
    /// Gathers what a report says. `known` are the scenarios that claims may name.
    #[must_use]
    pub fn gather(
        comparison: Comparison,
        catalog: &Catalog,
        known: &[Arc<Scenario>],
        runner: &impl Runner,
    ) -> Self {
        let pictures = PICTURES
            .iter()
            .filter_map(|template| Some((*template, template.build(&comparison, catalog, runner).ok()?)))
            .collect();
        let uncertain = comparison
            .rows
            .iter()
            .map(|row| {
                let checked = &row.evaluation.checked;
                let ranged = !checked.scenario().uncertainty.ranges.is_empty();
                let figure = || uncertain_figure(checked, None, FigureId::Cost, Swing::OwnRange, runner);
                ranged.then(figure)?.ok().filter(|figure| figure.outcome.p5.value < figure.outcome.p95.value)
            })
            .collect();
        let mut claims = claims(&comparison, catalog, known, runner);
        let more_claims = claims.len().saturating_sub(CLAIMS);
        claims.truncate(CLAIMS);
        let changes = comparison
            .rows
            .iter()
            .map(|row| {
                let scenario = row.evaluation.scenario();
                let original = known.iter().find(|known| known.id == scenario.id);
                original.map_or_else(Vec::new, |original| difference(original, scenario))
            })
            .collect();
        let headline = headline(&comparison);
        Self { headline, comparison, pictures, uncertain, claims, more_claims, changes }
    }

    /// The pictures, ready to be drawn. One that cannot be drawn is left out, as a template without data is.
    #[must_use]
    pub fn resolved(&self) -> Vec<(Template, ResolvedChart)> {
        self.pictures.iter().filter_map(|(template, spec)| Some((*template, resolve(spec).ok()?))).collect()
    }

    /// The document.
    #[must_use]
    pub fn document(&self, catalog: &Catalog, pictures: &[Picture], options: &ReportOptions) -> Document {
        let title = options.title.clone().unwrap_or_else(|| sections::title(&self.comparison));
        let mut blocks = sections::opening(self, catalog);
        let picture = |blocks: &mut Vec<Block>, templates: &[Template]| {
            blocks.extend(pictures.iter().filter(|one| templates.contains(&one.template)).map(figure));
        };
        sections::scope(&mut blocks, &self.comparison);
        picture(&mut blocks, &[Template::Included]);
        sections::comparison(&mut blocks, &self.comparison);
        picture(&mut blocks, &[Template::CostByModel, Template::HoursByModel, Template::CostOverTime]);
        sections::ratios(&mut blocks, &self.comparison);
        picture(&mut blocks, &[Template::Ratio]);
        sections::uncertainty(&mut blocks, self);
        picture(&mut blocks, &[Template::Tornado]);
        sections::energy(&mut blocks, &self.comparison);
        picture(&mut blocks, &[Template::Energy]);
        blocks.push(Block::Heading(2, "Rented, owned or bought".to_owned()));
        sections::ladders(&mut blocks, &self.comparison);
        picture(&mut blocks, &[Template::RentOwnBuy]);
        sections::claims(&mut blocks, self);
        for (row, changes) in self.comparison.rows.iter().zip(&self.changes) {
            scenario::section(&mut blocks, &row.evaluation, changes);
        }
        sections::closing(&mut blocks, &self.comparison, catalog);
        Document { title, blocks }
    }
}

fn figure(picture: &Picture) -> Block {
    Block::Figure(Figure {
        id: picture.template.id().to_owned(),
        title: picture.title.clone(),
        caption: picture.caption.clone(),
        svg: picture.svg.clone(),
        file: picture.file.clone(),
    })
}

/// Checks the claims that name the baseline, as scenario or as rival. One that does not fit is left out.
fn claims(
    comparison: &Comparison,
    catalog: &Catalog,
    known: &[Arc<Scenario>],
    runner: &impl Runner,
) -> Vec<ClaimCheck> {
    let Some(base) = comparison.baseline() else { return Vec::new() };
    let id = &base.scenario().id;
    let mut scenarios = vec![Arc::new(base.scenario().clone())];
    scenarios.extend(known.iter().filter(|scenario| scenario.id != *id).cloned());
    let options = ClaimCheckOptions { scenario: Some(id.clone()), ..ClaimCheckOptions::default() };
    let about =
        catalog.claims.iter().filter(|claim| claim.scenarios.first().is_some_and(|first| first == id));
    about.filter_map(|claim| check_claim(catalog, &scenarios, claim, &options, runner).ok()).collect()
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(words(text))
}

#[cfg(test)]
mod tests;
