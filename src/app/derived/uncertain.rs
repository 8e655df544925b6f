//! How sure the shown figure is: whiskers of the comparison, and one figure taken apart. Kept until an input changes.

use std::sync::Arc;

use crate::analysis::{self, Comparison, ComparisonRow, UncertainFigure, uncertain_figure};
use crate::app::session::Session;
use crate::app::threads::Threads;
use crate::chart::uncertain::uncertain_chart;
use crate::chart::{Chart, Scale};
use crate::estimate::FigureId;
use crate::scenario::Scenario;
use crate::uncertainty::{InTurn, Remembering, Runner as _, Swing};
use crate::units::numerals::as_typed_with_point;
use crate::units::{Dimension, parse};

/// One figure with its uncertainty, as the window shows it.
#[derive(Debug, Clone)]
pub struct Uncertain {
    /// The figure, or why there is none.
    pub figure: Result<Arc<UncertainFigure>, String>,
    /// The finding in one sentence.
    pub sentence: String,
    /// The share of samples below the value that was asked for, or what is wrong with it.
    pub below: Option<Result<f64, String>>,
    /// The chart that was chosen.
    pub chart: Option<Chart>,
    /// The scenario that it is or could be divided by, by its place among the tabs.
    pub rival: Option<usize>,
    question: Question,
}

/// What was asked: the answer holds as long as this is the same.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    scenario: Arc<Scenario>,
    rival: Option<Arc<Scenario>>,
    figure: FigureId,
    swing: Swing,
}

/// The 90 % interval of a figure of one scenario.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Interval {
    scenario: Arc<Scenario>,
    figure: FigureId,
    ends: Option<(f64, f64)>,
}

/// The intervals of every row of a comparison: those that are known still, and where they are shown the others, too.
pub(super) fn intervals(
    comparison: &Comparison,
    figure: FigureId,
    shown: bool,
    known: &[Option<Interval>],
    runner: &Remembering<'_, Threads>,
) -> Vec<Option<Interval>> {
    let kept = |row: &ComparisonRow| {
        let same =
            |known: &&Interval| known.figure == figure && known.scenario == *row.evaluation.checked.shared();
        known.iter().flatten().find(same).cloned()
    };
    let mut intervals: Vec<_> = comparison.rows.iter().map(kept).collect();
    let new: Vec<usize> =
        (0..intervals.len()).filter(|row| shown && intervals.get(*row) == Some(&None)).collect();
    let Remembering(threads, memory) = runner;
    let draw = |row: usize, alone: bool| {
        let checked = &comparison.rows.get(row)?.evaluation.checked;
        // One scenario has its parts drawn side by side; several are drawn side by side themselves.
        let ends = if alone {
            analysis::interval(checked, figure, runner)
        } else {
            analysis::interval(checked, figure, &Remembering(InTurn, memory))
        };
        Some(Interval { scenario: Arc::clone(checked.shared()), figure, ends })
    };
    let drawn = match new[..] {
        [only] => vec![draw(only, true)],
        _ => threads.map(new.len(), |index| draw(*new.get(index)?, false)),
    };
    for (row, interval) in new.into_iter().zip(drawn) {
        if let Some(place) = intervals.get_mut(row) {
            *place = interval;
        }
    }
    intervals
}

impl Interval {
    /// Both ends.
    pub(super) fn whiskers(&self) -> Option<(f64, f64)> {
        self.ends
    }
}

/// The shown figure taken apart. What was known is kept where nothing changed.
pub(super) fn uncertain(
    comparison: &Comparison,
    (figure, scale): (FigureId, Scale),
    (selected, rival): (usize, Option<usize>),
    session: &Session,
    known: Option<Uncertain>,
    runner: &Remembering<'_, Threads>,
) -> Option<Uncertain> {
    let evaluation = |row: usize| comparison.rows.get(row).map(|row| &row.evaluation);
    let subject = evaluation(selected)?;
    let rival = rival.filter(|row| *row != selected);
    let against = rival.filter(|_| session.uncertain_ratio).and_then(evaluation);
    let question = Question {
        scenario: Arc::clone(subject.checked.shared()),
        rival: against.map(|rival| Arc::clone(rival.checked.shared())),
        figure,
        swing: session.swing,
    };
    let answer = match known.filter(|known| known.question == question) {
        Some(known) => known.figure,
        None => {
            let against = against.map(|rival| &rival.checked);
            uncertain_figure(&subject.checked, against, figure, session.swing, runner)
                .map(Arc::new)
                .map_err(|error| error.to_string())
        }
    };
    let chart = answer.as_ref().ok().and_then(|answer| {
        Chart::new(uncertain_chart(answer, subject, against, session.uncertain_chart, scale)).ok()
    });
    let rival_name = against.map(|rival| rival.scenario().name.as_str());
    let sentence = answer
        .as_ref()
        .map_or_else(Clone::clone, |answer| answer.sentence(&subject.scenario().name, rival_name));
    let below =
        answer.as_ref().ok().and_then(|answer| below(answer, &session.uncertain_below, against.is_some()));
    Some(Uncertain { figure: answer, sentence, below, chart, rival, question })
}

/// The probability of less than a typed value; a ratio may be written in percent of the rival.
fn below(figure: &UncertainFigure, text: &str, ratio: bool) -> Option<Result<f64, String>> {
    if text.trim().is_empty() {
        return None;
    }
    let dimension = match (ratio, text.trim().ends_with('%')) {
        (false, _) => figure.figure.dimension(),
        (true, true) => Dimension::Fraction,
        (true, false) => Dimension::Ratio,
    };
    let value = parse::quantity(&as_typed_with_point(text), dimension).map_err(|error| error.to_string());
    Some(value.map(|value| figure.outcome.share_below(value).value))
}
