//! Predictions over published figures, run by run: how far from 1× the method lies, and whether its interval holds it.

use super::context::footer;
use super::spec::{Axis, BarRow, Bars, Certainty, ChartKind, ChartSpec, Mark, RowOrder, RowRole, Scale};
use crate::analysis::{Backtest, BacktestRow, Ground, Target};
use crate::units::{Dimension, format};

/// Builds the chart of one predicted figure; runs whose prediction is furthest above come first, those with the shown
/// model's name in the color of the subject. None where nothing is predicted.
#[must_use]
pub fn backtest_chart(backtest: &Backtest, target: Target, subject: Option<&str>) -> Option<ChartSpec> {
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
    let bars = rows.iter().map(|row| bar(row, is_subject(row))).collect();
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
    Some(ChartSpec {
        title,
        subtitle: format!("Predicted over published {}, each run predicted without itself", target.label()),
        badges: Vec::new(),
        kind: ChartKind::Bars(Bars {
            axis: Axis::new(Dimension::Ratio, Scale::Log, "Predicted over published").threshold(1.0, "as published"),
            mark: Mark::Dot,
            rows: bars,
            order: RowOrder::AsGiven,
            interval_label: "90 % interval of the prediction".to_owned(),
        }),
        footer: footer(&[], "published runs, each with its source in the catalogue"),
        notes: vec![
            "Reported: measured or counted, so a match proves something. Derived: the same product of the same inputs. Estimate: an outside estimate."
                .to_owned(),
        ],
    })
}

fn bar(row: &BacktestRow, subject: bool) -> BarRow {
    let ratio = row.predicted / row.reported;
    // What a match proves, as markers tell it: full for a check, open for another estimate.
    let certainty = match row.ground {
        Ground::Independent => Certainty::Reported,
        Ground::Circular => Certainty::Derived,
        Ground::Estimated => Certainty::Estimated,
    };
    let (low, high) = (row.interval.0 / row.reported, row.interval.1 / row.reported);
    let role = if subject { RowRole::Focus } else { RowRole::Rival };
    let spread = low > 0.0 && high > low;
    BarRow {
        low_high: spread.then_some((low, high)),
        ..BarRow::new(row.run.model.as_str(), ratio, certainty).role(role)
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
            let chart = resolve(&backtest_chart(&backtest, target, None).unwrap()).unwrap();
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
    fn the_shown_model_is_the_subject() {
        let backtest = Backtest::new(shipped_catalog().unwrap());
        let name = backtest.rows.iter().find(|row| row.target == Target::Hours).unwrap().run.model.clone();
        let chart = resolve(&backtest_chart(&backtest, Target::Hours, Some(&name)).unwrap()).unwrap();
        let Plot::Rows(plot) = &chart.plot else { panic!("rows") };
        assert!(plot.rows.iter().any(|row| row.emphasis && row.label == name));
        assert!(plot.rows.iter().any(|row| !row.emphasis));
    }
}
