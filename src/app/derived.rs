//! What follows from the project: the comparison, its chart, the explanation. Never saved, always recomputable.

mod claims;
mod compared;
mod run_plan;
mod uncertain;
mod what_if;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use claims::Checked;
pub use compared::{Compared, Rungs};
pub use run_plan::Planned;
pub use uncertain::Uncertain;
pub use what_if::{HoursHere, Supposed};

use super::project::{Project, ScenarioKey};
use super::session::{Session, View};
use super::state::World;
use super::threads::Threads;
use crate::analysis::{
    Backtest, Comparison, ComparisonOptions, Evaluation, MfuMethods, Nudge, RatioBasis, RatioExplanation,
    SourceRow, evaluate, explain_ratio, headline, mfu_methods, nudges, source_rows,
};
use crate::catalog::Catalog;
use crate::chart::backtest::backtest_chart;
use crate::chart::compare::{CompareView, certainty, comparison_chart, row_order};
use crate::chart::energy::energy_chart;
use crate::chart::ratio::ratio_chart;
use crate::chart::{Chart, Scale};
use crate::estimate::{Explanation, Figure, FigureId, MfuMatrix, Missing, Operand};
use crate::scenario::{Problem, Scenario, Scope};
use crate::uncertainty::{Memory, Remembering};

/// A scenario that does not pass its check; the results show its last good state.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    /// Which one.
    pub scenario: ScenarioKey,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// One scenario's figure over the subject's, taken apart.
#[derive(Debug, Clone)]
pub struct Ratio {
    /// Which scenario, by its place among the tabs.
    pub rival: usize,
    /// The factors, or why there is no ratio.
    pub explanation: Figure<RatioExplanation>,
    /// The factors as a chart.
    pub chart: Option<Chart>,
}

/// What follows from the project.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// The last state of each scenario that passed its check.
    good: BTreeMap<ScenarioKey, Arc<Scenario>>,
    /// Scenarios whose present state does not pass.
    pub stale: Vec<Stale>,
    /// The comparison, row by row in the order of the tabs.
    pub comparison: Option<Comparison>,
    /// The finding in one sentence.
    pub headline: String,
    /// The chart of the figure shown.
    pub chart: Option<Chart>,
    /// Why there is no chart.
    pub chart_error: Option<String>,
    /// The scenario of each row of the chart, top to bottom.
    pub chart_order: Vec<usize>,
    /// How the explained figure of the selected scenario comes about.
    pub explanation: Option<Figure<Explanation>>,
    /// What editing each input of the explanation would do to the figure.
    pub nudges: Vec<Nudge>,
    /// The utilization of the selected scenario.
    pub mfu: Option<MfuMatrix>,
    /// The ratio of a rival to the subject.
    pub ratio: Option<Ratio>,
    /// Three ways to the MFU of the subject.
    pub mfu_methods: Option<MfuMethods>,
    /// The energy of the subject, factor by factor.
    pub energy: Option<Chart>,
    /// The comparison as anything but bars.
    pub compared: Compared,
    /// The run plan of the selected scenario.
    pub plan: Option<Planned>,
    /// Every value of the selected scenario with its source.
    pub sources: Vec<SourceRow>,
    /// The predictions of the backtest that are shown, over what was published.
    pub backtest_chart: Option<Chart>,
    /// What the what-if view found.
    pub what_if: Option<Supposed>,
    /// The claim that was checked.
    pub claim: Option<Checked>,
    /// The method against published runs; it depends on the catalogue alone and is made when it is first looked at.
    pub backtest: Option<Backtest>,
    /// The shown figure of the selected scenario with its uncertainty.
    pub uncertain: Option<Uncertain>,
    /// Intervals of the shown figure, row by row.
    intervals: Vec<Option<uncertain::Interval>>,
    /// What simulations left for the next step.
    memory: Arc<Memory>,
}

impl Derived {
    /// Computes everything anew. A scenario that does not pass its check keeps its last good state.
    pub(super) fn refresh(&mut self, world: &World, project: &Project, session: &Session) {
        if project.scenarios.is_empty() {
            // Nothing follows from nothing.
            let backtest = self.backtest.take();
            *self = Self { backtest, ..Self::default() };
            return;
        }
        let catalog = &*world.catalog;
        self.stale.clear();
        let mut shown = Vec::with_capacity(project.scenarios.len());
        let mut checked = Vec::new();
        for entry in &project.scenarios {
            if !self.good.get(&entry.key).is_some_and(|good| Arc::ptr_eq(good, &entry.scenario)) {
                match evaluate(catalog, &entry.scenario) {
                    Ok(evaluation) => {
                        checked.push(evaluation);
                        self.good.insert(entry.key, Arc::clone(&entry.scenario));
                    }
                    Err(problems) => self.stale.push(Stale { scenario: entry.key, problems }),
                }
            }
            shown.push(self.good.get(&entry.key).map_or_else(|| Arc::clone(&entry.scenario), Arc::clone));
        }
        self.good.retain(|key, _| project.index(*key).is_some());
        // A view of one scenario counts the price that stands in its form.
        let same_price = project.same_price && session.view.compares();
        let options = ComparisonOptions { scope: None, same_price, baseline: project.baseline };
        // A step of a slider changes one scenario: the others keep their evaluations.
        let rows = self.comparison.iter().flat_map(|comparison| &comparison.rows);
        let known: Vec<_> = rows.map(|row| &row.evaluation).chain(&checked).collect();
        match Comparison::knowing(catalog, &shown, options, &known) {
            Ok(comparison) => self.show(comparison, world, project, session),
            Err((_, problems)) => {
                self.chart_error =
                    Some(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
            }
        }
    }

    fn show(&mut self, comparison: Comparison, world: &World, project: &Project, session: &Session) {
        let catalog = &*world.catalog;
        let view = CompareView { figure: project.figure, scale: project.scale };
        self.headline = headline(&comparison);
        let shown = session.view == View::Compare;
        let memory = Arc::clone(&self.memory);
        let runner = Remembering(Threads::of_machine(), &memory);
        self.intervals = uncertain::intervals(&comparison, project.figure, shown, &self.intervals, &runner);
        let whiskers = |interval: &Option<uncertain::Interval>| interval.as_ref()?.whiskers();
        let ends: Vec<_> = self.intervals.iter().map(whiskers).collect();
        let wanted = session.rival.and_then(|key| project.index(key));
        self.compared = Compared::default();
        if shown {
            let asked = (session.compare_as, project.figure);
            self.compared = Compared::new(&comparison, catalog, asked, wanted, &ends);
        }
        match Chart::new(comparison_chart(&comparison, view, &ends)) {
            Ok(chart) => (self.chart, self.chart_error) = (Some(chart), None),
            Err(error) => (self.chart, self.chart_error) = (None, Some(error.to_string())),
        }
        self.chart_order = row_order(&comparison, view);
        let selected = comparison.rows.get(project.selected).map(|row| &row.evaluation);
        let on_rung = selected.and_then(|evaluation| on_rung(evaluation, session.explained_rung, catalog));
        self.explain(on_rung.as_ref().or(selected), session.explained);
        self.mfu = selected.and_then(|evaluation| MfuMatrix::of(&evaluation.checked, catalog).ok());
        (self.ratio, self.mfu_methods, self.energy) = (None, None, None);
        if let (View::Breakdown, Some(subject)) = (session.view, comparison.baseline()) {
            self.ratio = ratio(&comparison, project.figure, wanted);
            self.mfu_methods = Some(mfu_methods(subject, catalog));
            self.energy = energy_chart(subject).ok().and_then(|chart| Chart::new(chart).ok());
        }
        self.what_if =
            comparison.rows.get(project.selected).filter(|_| session.view == View::WhatIf).map(|row| {
                let scale = session.scale(View::WhatIf, project.scale);
                what_if::what_if(catalog, &row.evaluation, (project.figure, scale), &session.what_if)
            });
        self.plan_and_sources(&comparison, catalog, project, session);
        let known = self.claim.take();
        if session.view == View::Claims {
            self.claim = claims::checked(world, project, session, known);
        }
        let known = self.uncertain.take();
        if session.view == View::Uncertainty {
            let rival = wanted.filter(|row| *row != project.selected).or_else(|| {
                Some(project.baseline)
                    .filter(|row| *row != project.selected)
                    .or_else(|| (0..comparison.rows.len()).find(|row| *row != project.selected))
            });
            let scale = session.scale(View::Uncertainty, project.scale);
            let (shown, selected) = ((project.figure, scale), project.selected);
            self.uncertain =
                uncertain::uncertain(&comparison, shown, (selected, rival), session, known, &runner);
        }
        self.comparison = Some(comparison);
    }

    /// The views of one scenario alone, where they are shown.
    fn plan_and_sources(
        &mut self,
        comparison: &Comparison,
        catalog: &Catalog,
        project: &Project,
        session: &Session,
    ) {
        (self.plan, self.backtest_chart) = (None, None);
        self.sources.clear();
        let Some(selected) = comparison.rows.get(project.selected).map(|row| &row.evaluation) else { return };
        match session.view {
            View::RunPlan => {
                let scale = session.scale(View::RunPlan, Scale::Log);
                self.plan = Some(run_plan::run_plan(selected, catalog, &session.plan, scale));
            }
            View::Sources => self.sources = source_rows(selected, catalog, project.figure),
            View::Backtest => {
                let backtest = self.backtest.get_or_insert_with(|| Backtest::new(catalog));
                let name = selected.scenario().name.as_str();
                let spec = backtest_chart(backtest, session.backtest, session.backtest_as, Some(name));
                self.backtest_chart = spec.and_then(|spec| Chart::new(spec).ok());
            }
            _ => {}
        }
    }

    /// How a figure comes about, and what each of its inputs does to it.
    fn explain(&mut self, evaluation: Option<&Evaluation>, figure: FigureId) {
        self.explanation = evaluation.map(|evaluation| evaluation.explain(figure).cloned());
        let (Some(Ok(explanation)), Some(evaluation)) = (&self.explanation, evaluation) else {
            self.nudges.clear();
            return;
        };
        let input = |part: &Explanation| match part.operand {
            Operand::Input(key) => Some(key),
            _ => None,
        };
        let mut keys: Vec<_> = explanation.flatten().into_iter().filter_map(input).collect();
        keys.sort_unstable();
        keys.dedup();
        self.nudges = nudges(&evaluation.checked, figure, &keys);
    }

    /// How the cost at a rung comes about, whichever rung the scenario stands on.
    ///
    /// # Errors
    /// The reason why there is no such cost.
    pub fn explain_rung(&self, world: &World, index: usize, rung: Scope) -> Figure<Explanation> {
        let evaluation = self.evaluation(index).ok_or(Missing::NoPhase)?;
        match on_rung(evaluation, Some(rung), &world.catalog) {
            Some(other) => other.explain(FigureId::Cost).cloned(),
            None => evaluation.explain(FigureId::Cost).cloned(),
        }
    }

    /// The chart in the center of the window.
    #[must_use]
    pub fn shown_chart(&self, view: View) -> Option<&Chart> {
        match view {
            View::Compare => match &self.compared.over_time {
                Some(chart) => chart.as_ref().ok(),
                None => self.chart.as_ref(),
            },
            View::Breakdown => self.ratio.as_ref()?.chart.as_ref(),
            View::WhatIf => self.what_if.as_ref()?.chart.as_ref(),
            View::Uncertainty => self.uncertain.as_ref()?.chart.as_ref(),
            View::RunPlan => self.plan.as_ref()?.timeline.as_ref(),
            View::Backtest => self.backtest_chart.as_ref(),
            View::Sources | View::Claims => None,
        }
    }

    /// The evaluation of a scenario by its place among the tabs.
    #[must_use]
    pub fn evaluation(&self, index: usize) -> Option<&Evaluation> {
        Some(&self.comparison.as_ref()?.rows.get(index)?.evaluation)
    }

    /// The last state of a scenario that passed its check: what the results show.
    #[must_use]
    pub fn good(&self, scenario: ScenarioKey) -> Option<&Arc<Scenario>> {
        self.good.get(&scenario)
    }

    /// What is wrong with a scenario's present state.
    #[must_use]
    pub fn problems(&self, scenario: ScenarioKey) -> &[Problem] {
        self.stale.iter().find(|stale| stale.scenario == scenario).map_or(&[], |stale| &stale.problems)
    }
}

/// The scenario on another rung than its own.
fn on_rung(evaluation: &Evaluation, rung: Option<Scope>, catalog: &Catalog) -> Option<Evaluation> {
    let rung = rung.filter(|rung| *rung != evaluation.scenario().scope)?;
    let mut scenario = Arc::clone(evaluation.checked.shared());
    Arc::make_mut(&mut scenario).scope = rung;
    evaluate(catalog, &scenario).ok()
}

/// Takes apart the ratio of a rival to the subject: the wanted one, else the best known, and of those the greatest.
fn ratio(comparison: &Comparison, figure: FigureId, wanted: Option<usize>) -> Option<Ratio> {
    let basis = RatioBasis::ALL.into_iter().find(|basis| basis.figure() == figure)?;
    let evaluation = |row: usize| comparison.rows.get(row).map(|row| &row.evaluation);
    let known = |row: usize| evaluation(row).map(|rival| certainty(rival, figure));
    let rivals = (0..comparison.rows.len()).filter(|row| *row != comparison.baseline);
    let best = || {
        rivals
            .filter_map(|row| Some((row, comparison.ratio(row, figure)?)))
            .min_by(|(a, ratio_a), (b, ratio_b)| known(*a).cmp(&known(*b)).then(ratio_b.total_cmp(ratio_a)))
    };
    let rival = wanted.filter(|row| *row != comparison.baseline).or_else(|| best().map(|(row, _)| row))?;
    let (of, to) = (evaluation(rival)?, comparison.baseline()?);
    let explanation = explain_ratio(of, to, basis);
    let chart =
        explanation.as_ref().ok().and_then(|explanation| Chart::new(ratio_chart(explanation, of, to)).ok());
    Some(Ratio { rival, explanation, chart })
}
