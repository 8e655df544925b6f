//! The run plan: phases along the wall clock, accelerators for a deadline, and what other numbers of them would mean.

use crate::analysis::providers::{Providers, providers};
use crate::analysis::{
    Comparison, ComparisonRow, Evaluation, Solution, WithCount, accelerators_key, counts_around, goal_seek,
    with_counts,
};
use crate::app::questions::PlanQuestion;
use crate::catalog::Catalog;
use crate::chart::context::Context;
use crate::chart::energy::energy_chart;
use crate::chart::sweep::{Swept, SweptSeries, sweep_chart};
use crate::chart::template::Template;
use crate::chart::timeline::timeline_chart;
use crate::chart::{Certainty, Chart, Scale};
use crate::estimate::{FigureId, MemoryFit};
use crate::files::report::Table;
use crate::files::report::providers::Report;
use crate::files::report::run_plan::plan_table;
use crate::uncertainty::InTurn;
use crate::units::{Dimension, parse};

/// What the run plan shows of a scenario.
#[derive(Debug, Clone)]
pub struct Planned {
    /// What each phase takes.
    pub phases: Table,
    /// The phases along the wall clock.
    pub timeline: Option<Chart>,
    /// The accelerators that meet the deadline, or why none do; none where no deadline was asked for.
    pub deadline: Option<Result<Solution, String>>,
    /// The run with the number that was tried, or what is wrong with the number; none where none was.
    pub tried: Option<Result<WithCount, String>>,
    /// Days by accelerators.
    pub curve: Option<Chart>,
    /// Whether the model's states fit; none where the accelerator's memory is not known.
    pub memory: Option<MemoryFit>,
    /// The energy, factor by factor.
    pub energy: Option<Chart>,
    /// Dated quotes of the accelerator over time.
    pub prices: Option<Chart>,
    /// Who rents the accelerator out, and what the run would cost there.
    pub providers: Providers,
    /// The same with every column, for copying.
    pub offers: Table,
}

/// Answers what the view asks of a scenario.
pub(super) fn run_plan(
    evaluation: &Evaluation,
    catalog: &Catalog,
    question: &PlanQuestion,
    scale: Scale,
) -> Planned {
    let checked = &evaluation.checked;
    let asked = |text: &str| !text.trim().is_empty();
    let wanted = |text: &str, dimension| parse::quantity(text, dimension).map_err(|error| error.to_string());
    let deadline = asked(&question.deadline).then(|| {
        let days = wanted(&question.deadline, Dimension::Days)?;
        goal_seek(checked, accelerators_key(), FigureId::WallClock, days)
            .map_err(|reason| reason.with_remedy(checked).to_string())
    });
    let tried = asked(&question.count).then(|| {
        let count = wanted(&question.count, Dimension::Accelerators)?;
        let mut found = with_counts(checked, &[count]).map_err(|error| error.to_string())?;
        found.pop().ok_or_else(|| "enter a number".to_owned())
    });
    let days = question.deadline.as_str();
    let limit = wanted(days, Dimension::Days).ok().filter(|_| asked(days));
    let accelerator = checked.accelerator();
    let offers = providers(accelerator, Some(evaluation), catalog, question.providers);
    let report = Report { accelerator, evaluation: Some(evaluation), providers: &offers };
    Planned {
        offers: report.table(true),
        phases: plan_table(evaluation),
        timeline: timeline_chart(evaluation).ok().and_then(|chart| Chart::new(chart).ok()),
        deadline,
        tried,
        curve: curve(evaluation, limit, scale),
        memory: MemoryFit::of(checked, question.recipe),
        energy: energy_chart(evaluation).ok().and_then(|chart| Chart::new(chart).ok()),
        prices: prices(evaluation, catalog),
        providers: offers,
    }
}

/// Dated quotes, as the template of that name draws them.
fn prices(evaluation: &Evaluation, catalog: &Catalog) -> Option<Chart> {
    let rows = vec![ComparisonRow { evaluation: evaluation.clone() }];
    let alone = Comparison { rows, baseline: 0, same_price: false };
    let spec = Template::PriceHistory.build(&alone, catalog, &InTurn).ok()?;
    Chart::new(spec).ok()
}

/// Days by accelerators, with the deadline as a rule.
fn curve(evaluation: &Evaluation, deadline: Option<f64>, scale: Scale) -> Option<Chart> {
    let scenario = evaluation.scenario();
    let counts = with_counts(&evaluation.checked, &counts_around(&evaluation.checked)).ok()?;
    let context = Context {
        subject: scenario.name.clone(),
        measure: "Wall-clock time".to_owned(),
        dimension: Dimension::Days,
        scope: format!("{}: {}", scenario.scope.letter(), scenario.scope.name()),
        dollars: String::new(),
        method: String::new(),
        sources: String::new(),
        badges: Vec::new(),
    };
    let input = Swept {
        label: "Accelerators".to_owned(),
        dimension: Dimension::Accelerators,
        log: true,
        now: Some(scenario.hardware.accelerators.value.as_count()),
        anchors: Vec::new(),
    };
    let series = SweptSeries {
        name: scenario.name.clone(),
        dimension: Dimension::Days,
        points: counts.iter().map(|plan| (plan.accelerators, plan.days.unwrap_or(f64::NAN))).collect(),
        band: Vec::new(),
        now: evaluation.value(FigureId::WallClock).ok(),
        certainty: Certainty::Reported,
    };
    let mut spec = sweep_chart(&context, &input, &[series], scale);
    if let (Some(days), crate::chart::ChartKind::Lines(lines)) = (deadline, &mut spec.kind)
        && days.is_finite()
        && days > 0.0
    {
        lines.y = lines.y.clone().threshold(days, "deadline");
    }
    Chart::new(spec).ok()
}
