//! The comparison chart: scenarios side by side by one figure, with the finding as its title.
//!
//! The window, the exports and the command line all build the chart here.

use super::context::{self, rungs, titled};
use super::spec::{
    Axis, Badge, BarRow, Bars, Certainty, ChartKind, ChartSpec, Footer, Mark, RowOrder, RowRole, Scale,
};
use super::speech::capitalized;
use crate::analysis::{Comparison, Evaluation, headline_of};
use crate::catalog::Status;
use crate::estimate::{Explanation, FigureId, Operand};
use crate::scenario::Scenario;
use crate::scenario::input::InputId;
use crate::units::{Dimension, format};

/// Compute above which EU law presumes systemic risk: Regulation (EU) 2024/1689, Article 51(2).
const EU_SYSTEMIC_RISK_FLOP: f64 = 1e25;

/// What whiskers are.
const INTERVAL: &str = "90 % interval";

/// What of a comparison is charted, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompareView {
    /// The figure on the axis.
    pub figure: FigureId,
    /// Logarithmic or linear axis.
    pub scale: Scale,
}

impl Default for CompareView {
    fn default() -> Self {
        Self { figure: FigureId::Cost, scale: Scale::Log }
    }
}

/// The rows of the chart, top to bottom, as indices into the comparison: smallest first, without a value last.
#[must_use]
pub fn row_order(comparison: &Comparison, view: CompareView) -> Vec<usize> {
    let mut order: Vec<usize> = (0..comparison.rows.len()).collect();
    let value = |row: usize| shown_value(comparison, row, view);
    order.sort_by(|a, b| match (value(*a), value(*b)) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        (a, b) => b.is_ok().cmp(&a.is_ok()),
    });
    order
}

/// Builds the comparison chart. The intervals are 90 % intervals of the figure, one for each row of the comparison in its
/// order, `None` where there is none; a shorter list is as if it ended in `None`.
#[must_use]
pub fn comparison_chart(
    comparison: &Comparison,
    view: CompareView,
    intervals: &[Option<(f64, f64)>],
) -> ChartSpec {
    let figure = view.figure;
    let mut axis = Axis::new(figure.dimension(), view.scale, axis_title(figure));
    if figure == FigureId::TrainingCompute {
        axis = axis.threshold(EU_SYSTEMIC_RISK_FLOP, "EU AI Act, systemic risk: 10²⁵ FLOP");
    }
    let rows = row_order(comparison, view).into_iter().filter_map(|row| {
        let interval = intervals.get(row).copied().flatten();
        bar_row(comparison, row, view, interval)
    });
    let rows: Vec<BarRow> = rows.collect();
    let spread = rows.iter().any(|row| row.low_high.is_some());
    let badges = comparison.badges(figure);
    ChartSpec {
        title: headline_of(comparison, figure),
        subtitle: subtitle(comparison, figure, spread),
        badges: badges.iter().map(|badge| Badge::warning(badge.label())).collect(),
        notes: badges.iter().map(|badge| capitalized(badge.help())).collect(),
        footer: footer(comparison, figure, &rows),
        kind: ChartKind::Bars(Bars {
            axis,
            mark: Mark::Bar,
            rows,
            order: RowOrder::AsGiven,
            interval_label: INTERVAL.into(),
        }),
    }
}

fn bar_row(
    comparison: &Comparison,
    row: usize,
    view: CompareView,
    interval: Option<(f64, f64)>,
) -> Option<BarRow> {
    // A log axis cannot show an end at zero or below.
    let interval = interval
        .filter(|(low, high)| low.is_finite() && high.is_finite())
        .filter(|(low, _)| view.scale == Scale::Linear || *low > 0.0);
    let evaluation = &comparison.rows.get(row)?.evaluation;
    let name = evaluation.scenario().name.as_str();
    let role = if row == comparison.baseline { RowRole::Focus } else { RowRole::Rival };
    Some(match shown_value(comparison, row, view) {
        Ok(value) => {
            BarRow { low_high: interval, ..BarRow::new(name, value, certainty(evaluation, view.figure)) }
        }
        Err(reason) => BarRow::missing(name, reason),
    })
    .map(|bar| bar.role(role))
}

/// The value of a row if the axis can show it, else the reason in words.
fn shown_value(comparison: &Comparison, row: usize, view: CompareView) -> Result<f64, String> {
    let value = comparison.figure(row, view.figure).map_err(|missing| missing.to_string())?.value;
    if view.scale == Scale::Log && value <= 0.0 {
        let shown = format::short(view.figure.dimension(), value);
        return Err(format!("{shown}: a log scale starts above zero"));
    }
    Ok(value)
}

/// How well a figure is known: the weakest of the facts that it rests on. The rental price does not count, because
/// it is named beside the chart. What the user entered makes nothing better or worse known, but nobody has published a
/// figure that rests on it.
#[must_use]
pub fn certainty(evaluation: &Evaluation, figure: FigureId) -> Certainty {
    let Ok(explanation) = evaluation.explain(figure) else { return Certainty::Derived };
    let facts: Vec<&Explanation> = explanation.flatten().into_iter().filter(|part| is_fact(part)).collect();
    // The sum of published hours is as good as published.
    let published = |part: &&Explanation| matches!(part.operand, Operand::Input(key) if matches!(key.id, InputId::ReportedHours | InputId::TrainingCompute));
    let own = facts.iter().any(|part| part.status == Status::Yours);
    let floor = if !own && facts.iter().all(published) { Status::Reported } else { Status::Derived };
    let statuses = facts.iter().map(|part| part.status).filter(|status| *status != Status::Yours);
    match statuses.fold(floor, Status::combine) {
        Status::Reported => Certainty::Reported,
        Status::Derived | Status::Yours => Certainty::Derived,
        Status::Estimated => Certainty::Estimated,
        Status::Speculative => Certainty::Speculative,
    }
}

fn is_fact(part: &Explanation) -> bool {
    match part.operand {
        Operand::Input(key) => key.id != InputId::RentalPrice,
        Operand::Spec(_) => true,
        Operand::Constant(_) | Operand::Formula(_) | Operand::Unnamed => false,
    }
}

fn axis_title(figure: FigureId) -> String {
    titled(figure.label(), figure.dimension())
}

fn is_priced(figure: FigureId) -> bool {
    matches!(figure, FigureId::Cost | FigureId::RentalCost)
}

fn subtitle(comparison: &Comparison, figure: FigureId, spread: bool) -> String {
    let mut parts = vec![axis_title(figure), rungs(scenarios(comparison))];
    if is_priced(figure) {
        parts.push(price_basis(comparison));
    }
    if spread {
        parts.push(INTERVAL.to_owned());
    }
    parts.join(" · ")
}

fn price_basis(comparison: &Comparison) -> String {
    if comparison.same_price
        && let Some(base) = comparison.baseline()
    {
        let price = base.scenario().pricing.rental_price.value.as_usd_per_hour();
        return format!("all at {}", format::short(Dimension::UsdPerAcceleratorHour, price));
    }
    "each at its own price".to_owned()
}

fn scenarios(comparison: &Comparison) -> impl Iterator<Item = &Scenario> {
    comparison.rows.iter().map(|row| row.evaluation.scenario())
}

fn footer(comparison: &Comparison, figure: FigureId, rows: &[BarRow]) -> Footer {
    let scope = format!("Scope: {}", rungs(scenarios(comparison)));
    let dollars = context::dollars(scenarios(comparison), figure);
    let guessed = rows.iter().any(|row| row.value.is_some() && row.certainty >= Certainty::Estimated);
    let spread = rows.iter().any(|row| row.low_high.is_some());
    let hatched = if guessed { "hatched: estimate" } else { "" };
    let interval = if spread { INTERVAL } else { "" };
    let evaluations = comparison.rows.iter().map(|row| &row.evaluation);
    let sources = context::sources(evaluations, figure, spread);
    context::footer(&[&scope, &dollars, hatched, interval], &sources)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::ComparisonOptions;
    use crate::chart::{Plot, resolve};
    use crate::files::{Library, presets};
    use crate::scenario::Scope;
    use crate::scenario::input::InputKey;

    fn comparison(ids: &[&str], change: impl Fn(&mut Scenario)) -> Comparison {
        let catalog = presets::shipped_catalog().expect("catalogue");
        let library = Library::load(catalog, None);
        let scenario = |id: &&str| {
            let mut scenario = Arc::clone(&library.get(id).expect("preset").scenario);
            change(Arc::make_mut(&mut scenario));
            scenario
        };
        let scenarios: Vec<_> = ids.iter().map(scenario).collect();
        Comparison::new(catalog, &scenarios, ComparisonOptions::default()).expect("valid")
    }

    fn bars(spec: &ChartSpec) -> &Bars {
        let ChartKind::Bars(bars) = &spec.kind else { panic!("bars") };
        bars
    }

    #[test]
    fn rows_rise_and_the_subject_stands_out() {
        let comparison = comparison(&["gpt-4-epoch", "deepseek-v3", "llama-3.1-405b"], |_| {});
        let spec = comparison_chart(&comparison, CompareView::default(), &[]);
        let values: Vec<_> = bars(&spec).rows.iter().filter_map(|row| row.value).collect();
        assert!(values.is_sorted() && values.len() == 3, "{values:?}");
        let roles: Vec<_> = bars(&spec).rows.iter().map(|row| row.role).collect();
        assert_eq!(roles, [RowRole::Rival, RowRole::Rival, RowRole::Focus]);
        assert_eq!(row_order(&comparison, CompareView::default()), [1, 2, 0]);
        assert!(spec.title.contains("$78.7 M"), "{}", spec.title);
    }

    #[test]
    fn published_hours_are_solid_and_a_leak_is_hollow_whoever_sets_the_price() {
        let priced = |scenario: &mut Scenario| InputKey::of(InputId::RentalPrice).edit(scenario, 3.0);
        for change in [|_: &mut Scenario| {}, priced] {
            let comparison = comparison(&["deepseek-v3", "llama-3.1-405b", "gpt-4-epoch", "gpt-4"], change);
            let known = |row: usize| certainty(&comparison.rows[row].evaluation, FigureId::Cost);
            assert_eq!(
                [known(0), known(1), known(2), known(3)],
                [Certainty::Reported, Certainty::Reported, Certainty::Estimated, Certainty::Speculative]
            );
        }
    }

    #[test]
    fn hours_of_the_users_own_are_not_published() {
        let own = |scenario: &mut Scenario| InputKey::of(InputId::ReportedHours).edit(scenario, 3.0e6);
        let comparison = comparison(&["deepseek-v3"], own);
        assert_eq!(certainty(&comparison.rows[0].evaluation, FigureId::Cost), Certainty::Derived);
    }

    #[test]
    fn a_rung_that_nobody_published_is_a_row_with_its_reason() {
        let comparison =
            comparison(&["deepseek-v3", "llama-3.1-405b"], |scenario| scenario.scope = Scope::Staff);
        let spec = comparison_chart(&comparison, CompareView::default(), &[]);
        let missing = bars(&spec).rows.iter().filter(|row| row.value.is_none());
        assert!(missing.clone().all(|row| row.missing_reason.contains("staff")), "{:?}", bars(&spec).rows);
        assert!(missing.count() > 0);
    }

    #[test]
    fn what_is_uneven_travels_with_the_picture() {
        let comparison = comparison(&["deepseek-v3", "gpt-4-epoch"], |scenario| {
            if scenario.id == "deepseek-v3" {
                scenario.scope = Scope::PreTraining;
            }
        });
        let spec = comparison_chart(&comparison, CompareView::default(), &[]);
        let badges: Vec<_> = spec.badges.iter().map(|badge| badge.text.as_str()).collect();
        assert_eq!(badges, ["mixed scope", "mixed price year"]);
        assert!(spec.footer.scope_line.contains("mixed scopes A, B"), "{}", spec.footer.scope_line);
        assert!(
            spec.footer.source_line.contains("DeepSeek-V3 Technical Report"),
            "{}",
            spec.footer.source_line
        );
        assert_eq!(spec.notes.len(), 2);
    }

    #[test]
    fn a_log_axis_leaves_nothing_out_silently() {
        let comparison = comparison(&["deepseek-v3", "llama-3.1-405b"], |scenario| {
            if scenario.id == "deepseek-v3" {
                InputKey::of(InputId::ElectricityPrice).edit(scenario, 0.0);
            }
        });
        let log = CompareView { figure: FigureId::EnergyCost, scale: Scale::Log };
        let spec = comparison_chart(&comparison, log, &[]);
        let free = bars(&spec).rows.last().expect("row");
        assert!(free.value.is_none() && free.missing_reason.contains("log scale"), "{free:?}");
        let linear = CompareView { scale: Scale::Linear, ..log };
        assert_eq!(bars(&comparison_chart(&comparison, linear, &[])).rows[0].value, Some(0.0));
    }

    #[test]
    fn whiskers_follow_their_rows_and_are_explained() {
        let comparison = comparison(&["gpt-4-epoch", "deepseek-v3", "llama-3.1-405b"], |_| {});
        let intervals = [Some((40e6, 160e6)), Some((3.9e6, 11e6))];
        let spec = comparison_chart(&comparison, CompareView::default(), &intervals);
        let found: Vec<_> = bars(&spec).rows.iter().map(|row| row.low_high).collect();
        // Rows are sorted by value: DeepSeek-V3, Llama, GPT-4.
        assert_eq!(found, [Some((3.9e6, 11e6)), None, Some((40e6, 160e6))]);
        assert!(spec.subtitle.ends_with("90 % interval"), "{}", spec.subtitle);
        assert!(spec.footer.scope_line.contains("90 % interval"), "{}", spec.footer.scope_line);
        let chart = resolve(&spec).expect("resolves");
        assert!(chart.legend.iter().any(|entry| entry.label == "90 % interval"));
        assert!(chart.text_alternative.contains("3.9 million dollars to 11 million dollars"));
        let plain = comparison_chart(&comparison, CompareView::default(), &[]);
        assert!(!plain.subtitle.contains("interval") && !plain.footer.scope_line.contains("interval"));
    }

    #[test]
    fn an_interval_that_a_log_axis_cannot_show_is_left_out() {
        let comparison = comparison(&["deepseek-v3", "llama-3.1-405b"], |_| {});
        let intervals = [Some((0.0, 11e6)), Some((1.0, f64::INFINITY))];
        let log = comparison_chart(&comparison, CompareView::default(), &intervals);
        assert!(bars(&log).rows.iter().all(|row| row.low_high.is_none()));
        let linear = CompareView { scale: Scale::Linear, ..CompareView::default() };
        let linear = comparison_chart(&comparison, linear, &intervals);
        assert_eq!(bars(&linear).rows[0].low_high, Some((0.0, 11e6)));
    }

    #[test]
    fn every_figure_that_is_charted_resolves() {
        let comparison = comparison(&["deepseek-v3", "llama-3.1-405b", "gpt-4-epoch", "gpt-4"], |_| {});
        for figure in FigureId::ALL.iter().copied() {
            for scale in [Scale::Log, Scale::Linear] {
                let spec = comparison_chart(&comparison, CompareView { figure, scale }, &[]);
                if bars(&spec).rows.iter().all(|row| row.value.is_none()) {
                    continue;
                }
                let chart = resolve(&spec).unwrap_or_else(|error| panic!("{}: {error}", figure.id()));
                assert!(matches!(chart.plot, Plot::Rows(_)));
            }
        }
    }
}
