//! Predictions over published figures, run by run: how far from 1× the method lies, and whether its interval holds it.

use super::context::footer;
use super::spec::{
    Axis, BarRow, Bars, Certainty, ChartKind, ChartSpec, LineSeries, Mark, RowOrder, RowRole, Scale, Scatter,
    ScatterPoint, XAxis,
};
use crate::analysis::{Backtest, BacktestRow, Ground, Target};
use crate::units::{Dimension, format};

/// Runs that carry their name in the scatter: those that are missed by most. The others say it when they are pointed at.
const NAMED: usize = 5;

/// How a backtest is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BacktestShape {
    /// Predicted over published, run by run.
    #[default]
    Ratios,
    /// Predicted against published in a plane.
    Scatter,
}

impl BacktestShape {
    /// Every shape.
    pub const ALL: [Self; 2] = [Self::Ratios, Self::Scatter];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ratios => "ratios",
            Self::Scatter => "scatter",
        }
    }
}

/// Builds the chart of one predicted figure; runs whose prediction is furthest above come first, those with the shown
/// model's name in the color of the subject. None where nothing is predicted.
#[must_use]
pub fn backtest_chart(
    backtest: &Backtest,
    target: Target,
    shape: BacktestShape,
    subject: Option<&str>,
) -> Option<ChartSpec> {
    let mut rows: Vec<&BacktestRow> = backtest.rows.iter().filter(|row| row.target == target).collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| (b.predicted / b.reported).total_cmp(&(a.predicted / a.reported)));
    // `DeepSeek-V3 (pre-training only)` is a run of DeepSeek-V3.
    let model = |row: &BacktestRow| row.run.model.split(" (").next().unwrap_or_default().to_lowercase();
    let is_subject = |row: &BacktestRow| {
        subject
            .is_some_and(|name| row.run.model.eq_ignore_ascii_case(name) || model(row) == name.to_lowercase())
    };
    let proof = backtest.group(target, Ground::Independent, |_| true);
    let share = |value| format::significant(Dimension::Fraction, value, 2);
    let title = match &proof {
        Some(group) => format!(
            "{} {}: {} off at the median, {} inside the 90 % interval",
            group.count,
            if group.count == 1 { "run" } else { "runs" },
            share(group.median_error),
            share(group.coverage)
        ),
        None => {
            format!("{} of {} runs, none of them an independent check", capital(target.label()), rows.len())
        }
    };
    let (over, kind) = match shape {
        BacktestShape::Ratios => ("over", ratios(&rows, is_subject)),
        BacktestShape::Scatter => ("against", scatter(&rows, target, is_subject)),
    };
    Some(ChartSpec {
        title,
        subtitle: format!("Predicted {over} published {}, each run predicted without itself", target.label()),
        badges: Vec::new(),
        kind,
        footer: footer(&[], "published runs, each with its source in the catalogue"),
        notes: vec![
            "Reported: measured or counted, so a match proves something. Derived: the same product of the same inputs. Estimate: an outside estimate."
                .to_owned(),
        ],
    })
}

fn ratios(rows: &[&BacktestRow], is_subject: impl Fn(&BacktestRow) -> bool) -> ChartKind {
    ChartKind::Bars(Bars {
        axis: Axis::new(Dimension::Ratio, Scale::Log, "Predicted over published")
            .threshold(1.0, "as published"),
        mark: Mark::Dot,
        rows: rows.iter().map(|row| bar(row, is_subject(row))).collect(),
        order: RowOrder::AsGiven,
        interval_label: "90 % interval of the prediction".to_owned(),
    })
}

/// Both on logarithmic axes, where equal distances from the diagonal are equal factors.
fn scatter(rows: &[&BacktestRow], target: Target, is_subject: impl Fn(&BacktestRow) -> bool) -> ChartKind {
    let dimension = target.dimension();
    let axis = |what: &str| {
        Axis::new(dimension, Scale::Log, format!("{what} {}, {}", target.label(), dimension.unit()))
    };
    let miss = |row: &BacktestRow| libm::log(row.predicted / row.reported).abs();
    let mut misses: Vec<f64> = rows.iter().map(|row| miss(row)).collect();
    misses.sort_by(|a, b| b.total_cmp(a));
    let least = misses.get(NAMED - 1).copied().unwrap_or(0.0);
    let points = rows.iter().map(|row| ScatterPoint {
        label: row.run.model.clone(),
        x: row.reported,
        y: row.predicted,
        low_high: interval(row),
        certainty: certainty(row),
        role: if is_subject(row) { RowRole::Focus } else { RowRole::Rival },
        named: miss(row) >= least,
    });
    let ends = rows.iter().flat_map(|row| [row.reported, row.predicted]);
    let (low, high) = ends.fold((f64::INFINITY, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
    ChartKind::Scatter(Scatter {
        x: XAxis::Quantity(axis("Published")),
        y: axis("Predicted"),
        points: points.collect(),
        line: Some(LineSeries {
            name: "as published".to_owned(),
            points: vec![(low, low), (high, high)],
            band: Vec::new(),
            step: false,
            certainty: Certainty::Derived,
        }),
    })
}

/// What a match proves, as markers tell it: full for a check, open for another estimate.
fn certainty(row: &BacktestRow) -> Certainty {
    match row.ground {
        Ground::Independent => Certainty::Reported,
        Ground::Circular => Certainty::Derived,
        Ground::Estimated => Certainty::Estimated,
    }
}

/// The 90 % interval of the prediction, where it has one that a logarithmic axis can show.
fn interval(row: &BacktestRow) -> Option<(f64, f64)> {
    let (low, high) = row.interval;
    (low > 0.0 && high > low).then_some((low, high))
}

fn bar(row: &BacktestRow, subject: bool) -> BarRow {
    let role = if subject { RowRole::Focus } else { RowRole::Rival };
    BarRow {
        low_high: interval(row).map(|(low, high)| (low / row.reported, high / row.reported)),
        ..BarRow::new(row.run.model.as_str(), row.predicted / row.reported, certainty(row)).role(role)
    }
}

fn capital(text: &str) -> String {
    super::speech::capitalized(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Plot, resolve};
    use crate::files::presets::shipped_catalog;

    #[test]
    fn every_prediction_of_a_target_is_a_dot_at_its_ratio() {
        let backtest = Backtest::new(shipped_catalog().unwrap());
        for target in Target::ALL {
            let chart =
                resolve(&backtest_chart(&backtest, target, BacktestShape::Ratios, None).unwrap()).unwrap();
            let Plot::Rows(plot) = &chart.plot else { panic!("rows") };
            let predicted = backtest.rows.iter().filter(|row| row.target == target);
            assert_eq!(plot.rows.len(), predicted.clone().count());
            for (row, drawn) in
                predicted.map(|row| (row, plot.rows.iter().find(|drawn| drawn.label == row.run.model)))
            {
                let position = drawn.unwrap().dot.unwrap().position;
                let ratio = plot.axis.value_at(position);
                let near = backtest.rows.iter().any(|other| {
                    other.target == target
                        && other.run.model == row.run.model
                        && (ratio / (other.predicted / other.reported) - 1.0).abs() < 1e-9
                });
                assert!(near, "{}: {ratio}", row.run.model);
            }
        }
    }

    #[test]
    fn in_the_plane_a_run_stands_at_its_published_and_its_predicted_figure() {
        let backtest = Backtest::new(shipped_catalog().unwrap());
        for target in Target::ALL {
            let spec = backtest_chart(&backtest, target, BacktestShape::Scatter, None).unwrap();
            let chart = resolve(&spec).unwrap();
            let Plot::Plane(plot) = &chart.plot else { panic!("plane") };
            let rows: Vec<_> = backtest.rows.iter().filter(|row| row.target == target).collect();
            assert_eq!(plot.points.len(), rows.len());
            for row in rows {
                let near = |position: f64, axis: &crate::chart::ResolvedAxis, value: f64| {
                    (axis.value_at(position) / value - 1.0).abs() < 1e-6
                };
                let stands = plot.points.iter().any(|point| {
                    near(point.x, &plot.x, row.reported) && near(point.y, &plot.y, row.predicted)
                });
                assert!(stands, "{}", row.run.model);
            }
            // What is predicted as published lies on the line.
            let [line] = &plot.lines[..] else { panic!("one line") };
            for (x, y) in &line.points {
                assert!((plot.x.value_at(*x) / plot.y.value_at(*y) - 1.0).abs() < 1e-6);
            }
            let named = plot.points.iter().filter(|point| !point.label.is_empty()).count();
            assert!((1..=NAMED + 1).contains(&named), "{named}");
        }
    }

    #[test]
    fn the_shown_model_is_the_subject() {
        let backtest = Backtest::new(shipped_catalog().unwrap());
        let name = backtest.rows.iter().find(|row| row.target == Target::Hours).unwrap().run.model.clone();
        let chart =
            resolve(&backtest_chart(&backtest, Target::Hours, BacktestShape::Ratios, Some(&name)).unwrap())
                .unwrap();
        let Plot::Rows(plot) = &chart.plot else { panic!("rows") };
        assert!(plot.rows.iter().any(|row| row.emphasis && row.label == name));
        assert!(plot.rows.iter().any(|row| !row.emphasis));
    }
}
