//! How the views are set, as a session file holds it, and back.

use super::word;
use crate::analysis::providers::{ProviderOptions, Sort, SortKey};
use crate::analysis::{SourceFilter, Target};
use crate::app::questions::{ChartSlot, CompareAs, Correlating, PlanQuestion};
use crate::app::session::View;
use crate::app::state::AppState;
use crate::catalog::Status;
use crate::chart::backtest::BacktestShape;
use crate::chart::{Scale, Window};
use crate::estimate::StateRecipe;
use crate::files::session::Views;
use crate::scenario::Scope;
use crate::scenario::input::{Group, InputKey};

/// Every way to show the comparison, with its word.
const SHAPES: [(CompareAs, &str); 4] = [
    (CompareAs::Chart, "chart"),
    (CompareAs::Table, "table"),
    (CompareAs::Rungs, "rungs"),
    (CompareAs::OverTime, "over time"),
];

impl AppState {
    pub(super) fn views_look(&self) -> Views {
        let session = &self.session;
        let name = |key: InputKey| self.project.selected().map(|entry| key.text(&entry.scenario));
        let (plan, sources, pair) = (&session.plan, &session.sources, &session.correlating);
        let scales = session.scales.iter();
        let zooms = session.zooms.all();
        Views {
            explained_rung: session.explained_rung.map(|rung| rung.letter().to_owned()),
            compare_as: word(&SHAPES, session.compare_as).to_owned(),
            deadline: Some(plan.deadline.clone()),
            count: plan.count.clone(),
            recipe: plan.recipe.label().to_owned(),
            quotes_by: plan.providers.sort.key.id().to_owned(),
            quotes_descending: plan.providers.sort.descending,
            quotes_history: plan.providers.history,
            source_words: sources.words.clone(),
            source_status: sources.status.map(|status| status.id().to_owned()).unwrap_or_default(),
            source_used: sources.used,
            backtest: session.backtest.label().to_owned(),
            backtest_as: session.backtest_as.id().to_owned(),
            folded: session.folded.iter().map(|group| group.label().to_owned()).collect(),
            scales: scales.map(|(view, scale)| (view.label().to_owned(), *scale == Scale::Log)).collect(),
            zooms: zooms.map(|(slot, window)| (slot.name().to_owned(), window.x, window.y)).collect(),
            correlating: (pair.first.and_then(name), pair.second.and_then(name), pair.rank.clone()),
        }
    }

    pub(super) fn take_views(&mut self, views: Views) {
        let scenario = self.project.selected().map(|entry| &entry.scenario);
        let key = |text: Option<String>| InputKey::parse(&text?, scenario?).ok();
        let (first, second, rank) = views.correlating;
        let correlating = Correlating { first: key(first), second: key(second), rank };
        let usual = PlanQuestion::default();
        let sort = SortKey::from_id(&views.quotes_by)
            .map(|key| Sort { key, descending: views.quotes_descending })
            .unwrap_or_default();
        let session = &mut self.session;
        session.correlating = correlating;
        session.explained_rung = views.explained_rung.as_deref().and_then(Scope::from_letter);
        let shape = SHAPES.iter().find(|(_, word)| *word == views.compare_as);
        session.compare_as = shape.map(|found| found.0).unwrap_or_default();
        let recipe = StateRecipe::ALL.into_iter().find(|recipe| recipe.label() == views.recipe);
        session.plan = PlanQuestion {
            deadline: views.deadline.unwrap_or(usual.deadline),
            count: views.count,
            recipe: recipe.unwrap_or_default(),
            providers: ProviderOptions { sort, history: views.quotes_history, ..usual.providers },
        };
        session.sources = SourceFilter {
            words: views.source_words,
            status: Status::ALL.into_iter().find(|status| status.id() == views.source_status),
            used: views.source_used,
        };
        let target = Target::ALL.into_iter().find(|target| target.label() == views.backtest);
        session.backtest = target.unwrap_or(session.backtest);
        let shape = BacktestShape::ALL.into_iter().find(|shape| shape.id() == views.backtest_as);
        session.backtest_as = shape.unwrap_or_default();
        let folded = |group: &Group| views.folded.iter().any(|label| label == group.label());
        session.folded = Group::ALL.into_iter().filter(folded).collect();
        for (label, log) in views.scales {
            if let Some(view) = View::ALL.into_iter().find(|view| view.label() == label) {
                session.scales.insert(view, if log { Scale::Log } else { Scale::Linear });
            }
        }
        for (name, x, y) in views.zooms {
            if let Some(slot) = ChartSlot::from_name(&name) {
                session.zooms.set(slot, Some(Window { x, y }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, World};
    use crate::chart::uncertain::UncertainChart;
    use crate::files::presets::shipped_catalog;
    use crate::files::session::{parse_session, write_session};
    use crate::scenario::input::InputId;

    /// Everything that a person can set in a view, set to something unusual.
    fn unusual() -> AppState {
        let world = World::load(None).expect("shipped files").0;
        let first = world.first_scenarios();
        let mut state = AppState::new(world, first);
        let mut plan = state.session.plan.clone();
        (plan.deadline, plan.count, plan.recipe) = ("30 days".into(), "4096".into(), StateRecipe::Fp8Adam);
        plan.providers.sort = Sort { key: SortKey::Date, descending: true };
        plan.providers.history = true;
        let mut correlating = state.session.correlating.clone();
        (correlating.second, correlating.rank) = (Some(InputKey::of(InputId::Mfu)), "0.4".into());
        let window = Window { x: (1.5, 2.5), y: (3e6, 9e6) };
        let sources = SourceFilter { words: "nvidia".into(), status: Some(Status::Estimated), used: true };
        for action in [
            Action::ExplainRung(Scope::ALL[3]),
            Action::CompareAs(CompareAs::Rungs),
            Action::Plan(plan),
            Action::Sources(sources),
            Action::Backtest(Target::Carbon),
            Action::BacktestAs(BacktestShape::Scatter),
            Action::Correlating(correlating),
            Action::Zoom(ChartSlot::Uncertain(UncertainChart::Curve), Some(window)),
            Action::Fold(Group::Energy, true),
            Action::View(View::WhatIf),
            Action::Scale(Scale::Linear),
        ] {
            assert!(state.apply(action).is_empty());
        }
        state
    }

    #[test]
    fn views_come_back_as_they_were() {
        let before = unusual();
        let text = write_session(&before.to_session());
        let (session, problems) = parse_session("1.ron", &text, shipped_catalog().unwrap()).unwrap();
        assert!(problems.is_empty());
        let world = World::load(None).expect("shipped files").0;
        let mut after = AppState::new(world, Vec::new());
        after.restore(vec![session]);
        let [one, other] = [&before, &after].map(|state| &state.session);
        assert_eq!(other.explained_rung, Some(Scope::ALL[3]));
        assert_eq!(other.compare_as, CompareAs::Rungs);
        assert_eq!((&one.plan, &one.sources), (&other.plan, &other.sources));
        assert_eq!((other.backtest, other.backtest_as), (Target::Carbon, BacktestShape::Scatter));
        assert_eq!((&one.correlating, &one.folded), (&other.correlating, &other.folded));
        assert_eq!(other.folded.len(), 1);
        assert_eq!((&one.zooms, &one.scales), (&other.zooms, &other.scales));
        assert_eq!(before.derived.explanation, after.derived.explanation);
    }

    #[test]
    fn a_session_from_before_has_the_usual_views() {
        let world = World::load(None).expect("shipped files").0;
        let first = world.first_scenarios();
        let mut state = AppState::new(world, first);
        let mut session = state.to_session();
        session.look.views = Views::default();
        let usual = state.session.clone();
        state.restore(vec![session]);
        assert_eq!((&state.session.plan, &state.session.sources), (&usual.plan, &usual.sources));
        assert_eq!((state.session.compare_as, state.session.backtest), (usual.compare_as, usual.backtest));
    }
}
