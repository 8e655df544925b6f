//! Resolved charts: domains, ticks, patterns, words and errors.

use super::*;
use crate::chart::samples;
use crate::chart::spec::{BarRow, Bars, Factor, Mark, RowOrder, RuleKind, Waterfall};
use crate::chart::{Plot, Row, RowsPlot};
use proptest::prelude::*;

fn rows_of(spec: &ChartSpec) -> RowsPlot {
    match resolve(spec).expect("resolves").plot {
        Plot::Rows(rows) => rows,
        other => panic!("expected rows, found {other:?}"),
    }
}

fn row<'a>(plot: &'a RowsPlot, label: &str) -> &'a Row {
    plot.rows.iter().find(|row| row.label == label).expect("the row exists")
}

#[test]
fn the_headline_chart_is_described_in_words() {
    let chart = resolve(&samples::costs(Scale::Log)).expect("resolves");
    assert_eq!(
        chart.text_alternative,
        "Bar chart, log scale, 6 bars. GPT-3 175B 4.3 million dollars, lowest, derived; DeepSeek-V3 5.58 million \
         dollars; GPT-4 (leak) 57 million dollars, estimate; Llama 3.1 405B 61.7 million dollars, derived; GPT-4 \
         (Epoch) 78.7 million dollars, estimate, 40 million dollars to 160 million dollars; Gemini 1.0 Ultra 199 \
         million dollars, highest, speculative. Note: mixed price year; estimates hatched."
    );
}

#[test]
fn bars_carry_labels_patterns_and_whiskers() {
    let plot = rows_of(&samples::costs(Scale::Log));
    assert_eq!(plot.axis.domain, (1e6, 2e8));
    assert_eq!(plot.axis.note, "log scale: each heavy gridline = 10×");
    let focus = row(&plot, "DeepSeek-V3");
    assert_eq!(focus.value_label.text, "$5.58 M");
    assert_eq!(focus.hover, "DeepSeek-V3: 5,576,000 USD, reported");
    assert_eq!(focus.pieces[0].fill, Fill { role: ColorRole::Focus, pattern: Pattern::Solid });
    // log10(5.576) / log10(200)
    assert!((focus.pieces[0].end - 0.324_30).abs() < 1e-4, "{}", focus.pieces[0].end);
    let estimate = row(&plot, "GPT-4 (Epoch)");
    assert_eq!(estimate.pieces[0].fill.pattern, Pattern::Hatched);
    let whisker = estimate.whisker.expect("has an interval");
    assert!(whisker.low < estimate.pieces[0].end && whisker.high > estimate.pieces[0].end);
    assert_eq!(estimate.value_label.position, whisker.high);
    assert_eq!(row(&plot, "Gemini 1.0 Ultra").pieces[0].fill.pattern, Pattern::Hollow);
}

#[test]
fn the_legend_explains_only_what_is_used() {
    let labels = |spec: &ChartSpec| -> Vec<String> {
        resolve(spec).expect("resolves").legend.into_iter().map(|entry| entry.label).collect()
    };
    let all = labels(&samples::costs(Scale::Log));
    assert_eq!(all, ["Reported", "Derived", "Estimate", "Speculative", "90 % interval"]);
    let mut plain = samples::costs(Scale::Log);
    plain.kind = samples::bars(Scale::Log, Mark::Bar, vec![BarRow::new("A", 1.0, Certainty::Reported)]);
    assert!(labels(&plain).is_empty());
}

#[test]
fn rows_without_a_value_say_why_and_come_last() {
    let rows = vec![
        BarRow::missing("Grok 3", "not published"),
        BarRow::new("B", 5.0, Certainty::Reported),
        BarRow::new("A", 3.0, Certainty::Reported),
    ];
    let mut spec = samples::costs(Scale::Log);
    spec.kind = samples::bars(Scale::Log, Mark::Bar, rows);
    if let ChartKind::Bars(bars) = &mut spec.kind {
        bars.order = RowOrder::Ascending;
    }
    let plot = rows_of(&spec);
    let order: Vec<&str> = plot.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(order, ["A", "B", "Grok 3"]);
    assert!(plot.rows[2].missing && plot.rows[2].value_label.text == "not published");
    assert!(resolve(&spec).expect("resolves").text_alternative.contains("Grok 3: not published."));
}

#[test]
fn a_ratio_ends_exactly_on_the_ratio() {
    let spec = samples::ratio();
    let plot = rows_of(&spec);
    let names: Vec<&str> = plot.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(
        names,
        ["Active parameters", "Training tokens", "Throughput per GPU", "Not explained", "Llama 3.1 405B"]
    );
    let total = &plot.rows[4];
    assert_eq!(plot.rows[3].connector, Some(total.pieces[0].end), "the last step must end on the total");
    assert_eq!(total.value_label.text, "11.58×");
    assert_eq!(row(&plot, "Active parameters").value_label.text, "10.95×");
    assert_eq!(row(&plot, "Throughput per GPU").value_label.text, "0.90× ▼");
    assert_eq!(plot.axis.domain.0, 1.0);
    let back = plot.axis.value_at(total.pieces[0].end);
    assert!((back - 11.58).abs() < 1e-9, "{back}");
}

#[test]
fn a_complete_explanation_has_no_remainder() {
    let factor = |label: &str, factor| Factor {
        label: label.into(),
        detail: String::new(),
        factor,
        certainty: Certainty::Derived,
    };
    let mut spec = samples::ratio();
    spec.kind = ChartKind::Waterfall(Waterfall::Multiplicative {
        axis_title: String::new(),
        factors: vec![factor("a", 3.0), factor("b", 0.5)],
        total_label: "total".into(),
        ratio: 1.5,
    });
    let plot = rows_of(&spec);
    assert_eq!(plot.rows.len(), 3);
    assert_eq!(plot.rows[1].connector, Some(plot.rows[2].pieces[0].end));
}

#[test]
fn a_build_up_ends_on_its_sum() {
    let plot = rows_of(&samples::energy());
    assert_eq!(plot.rows[0].value_label.text, "1.56 GWh");
    assert_eq!(plot.rows[1].value_label.text, "+780 MWh");
    assert_eq!(plot.rows[3].value_label.text, "−200 MWh");
    assert_eq!(plot.rows[3].connector, Some(plot.rows[4].pieces[0].end));
    assert_eq!(plot.rows[4].value_label.text, "2.61 GWh");
}

#[test]
fn stacks_add_up_and_share_colors_by_name() {
    let plot = rows_of(&samples::stack());
    for row in &plot.rows {
        assert!(row.pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
    let roles: Vec<ColorRole> = plot.rows[3].pieces.iter().map(|piece| piece.fill.role).collect();
    assert_eq!(roles, (0..5).map(ColorRole::Series).collect::<Vec<_>>());
    assert_eq!(plot.rows[1].value_label.text, "$5.58 M");
    assert_eq!(plot.rows[1].pieces[0].texts, ["Pre-training $5.33 M", "1 · $5.33 M", "1"]);
}

#[test]
fn thresholds_beyond_the_data_stay_in_view() {
    let chart = resolve(&samples::scatter()).expect("resolves");
    let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
    assert_eq!(plane.y.rules.len(), 2);
    assert!(plane.y.rules.iter().all(|rule| rule.position > 0.0 && rule.position < 1.0));
    assert!(chart.text_alternative.contains("Marked: EU AI Act: 10²⁵ FLOP at 1 times 10 to the 25 FLOP."));
    let focus = plane.points.iter().find(|point| point.emphasis).expect("a focus");
    assert_eq!(focus.hover, "DeepSeek-V3: Dec 2024, 3.4e24 FLOP, reported");
}

#[test]
fn tornado_ends_carry_values_whichever_side_is_low() {
    let plot = rows_of(&samples::tornado());
    let base = plot.base.as_ref().expect("a base line").position;
    let falling = row(&plot, "Utilization (MFU)");
    assert_eq!(falling.start_label.as_ref().map(|label| label.text.as_str()), Some("$4.10 M"));
    assert_eq!(falling.value_label.text, "$7.38 M");
    let shares: Vec<&str> = plot.rows.iter().map(|row| row.aside.as_str()).collect();
    assert_eq!(shares, ["68 %", "32 %", "< 1 %", "< 1 %"]);
    assert_eq!(plot.aside_title, "Share of variance");
    let low = falling.pieces.iter().find(|piece| piece.fill.pattern == Pattern::Light).expect("low end");
    assert!(low.start >= base, "a low utilization costs more");
}

#[test]
fn heat_cells_know_their_shade_and_the_current_one() {
    let chart = resolve(&samples::heat()).expect("resolves");
    let Plot::Heat(heat) = &chart.plot else { panic!("expected a table") };
    assert_eq!(heat.cells[0][5].role, ColorRole::Heat(6));
    assert_eq!(heat.cells[5][0].text, "–");
    assert_eq!(heat.cells[5][0].role, ColorRole::Background);
    assert!(heat.cells[3][2].current && heat.cells.iter().flatten().filter(|cell| cell.current).count() == 1);
    assert_eq!(
        heat.cells[3][2].hover,
        "Utilization (MFU) 34.6 %, Rental price per GPU-hour $2.00: 5,328,000 USD"
    );
}

#[test]
fn hover_texts_have_every_digit_that_is_known() {
    assert_eq!(exact(Dimension::Usd, 5_576_000.25), "5,576,000.25 USD");
    // 2.664e6 × 0.346 / 0.4 × 2 in binary is a billionth below.
    assert_eq!(exact(Dimension::Usd, 4_608_719.999_999_999), "4,608,720 USD");
    assert_eq!(exact(Dimension::Flop, 3.2856e24), "3.2856e24 FLOP");
}

#[test]
fn a_histogram_is_cut_where_its_interval_ends() {
    let chart = resolve(&samples::histogram()).expect("resolves");
    let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
    // Forty columns, two of them cut in two.
    assert_eq!(plane.columns.len(), 42);
    let pale: Vec<_> = plane.columns.iter().filter(|c| c.fill.pattern == Pattern::Light).collect();
    let p5 = plane.x.position(3.76e6).expect("on the axis");
    assert!(pale.iter().any(|column| column.end == p5), "pale columns must end at P5");
    assert!(plane.columns.windows(2).all(|pair| pair[0].end == pair[1].start));
    assert_eq!(plane.x.domain.0, 2e6);
    assert_eq!(plane.y.domain.0, 0.0);
    assert!(plane.columns[0].hover.starts_with("$2.00 M to $2.12 M: "), "{}", plane.columns[0].hover);
    let labels: Vec<&str> = chart.legend.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(labels, ["90 % of the draws", "5 % at either end"]);
    let words = &chart.text_alternative;
    assert!(words.starts_with("Histogram, log scale, 40 columns."), "{words}");
    assert!(words.contains("from 2 million dollars to 20 million dollars"), "{words}");
    assert!(words.contains("Marked: P50 $6.30 M at 6.3 million dollars."), "{words}");
}

#[test]
fn statistics_and_limits_are_told_apart() {
    let chart = resolve(&samples::histogram()).expect("resolves");
    let Plot::Plane(plane) = &chart.plot else { panic!("expected a plane") };
    let kinds: Vec<_> = plane.x.rules.iter().map(|rule| (rule.label.as_str(), rule.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("P5 $3.76 M", RuleKind::Statistic),
            ("As reported $5.33 M", RuleKind::Limit),
            ("P50 $6.30 M", RuleKind::Statistic),
            ("P95 $10.6 M", RuleKind::Statistic),
        ]
    );
}

#[test]
fn a_histogram_that_cannot_be_drawn_says_why() {
    let ChartKind::Columns(good) = samples::histogram().kind else { panic!("expected columns") };
    let message = |change: &dyn Fn(&mut crate::chart::Columns)| {
        let mut columns = good.clone();
        change(&mut columns);
        let mut spec = samples::histogram();
        spec.kind = ChartKind::Columns(columns);
        resolve(&spec).expect_err("must fail").to_string()
    };
    assert!(message(&|columns| columns.columns.clear()).contains("add at least one column"));
    assert!(message(&|columns| columns.columns[0].to = 1.0).contains("swap the two"));
    assert!(message(&|columns| columns.columns[0].height = -1.0).contains("cannot be negative"));
    assert!(message(&|columns| columns.columns[0].from = 0.0).contains("only values above zero"));
    assert!(message(&|columns| columns.y.scale = Scale::Log).contains("needs a linear axis"));
}

#[test]
fn grouped_bars_share_their_row_and_say_what_is_missing() {
    let plot = rows_of(&samples::groups());
    let price = row(&plot, "Rental price");
    assert_eq!(price.pieces.iter().map(|piece| piece.lane.index).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(price.value_label.text, "65.8 % · 68.6 %");
    assert_eq!(price.value_label.position, price.pieces[1].end);
    let zero = plot.axis.position(0.0).expect("on the axis");
    let below = &row(&plot, "Training tokens").pieces[0];
    assert!(below.start < zero && below.end == zero, "a share below zero grows to the left");
    let unknown = row(&plot, "Active parameters");
    assert_eq!(unknown.pieces.len(), 1);
    assert_eq!(unknown.hover, "Active parameters: Alone not known, With all its combinations 0.100 %");
    let ChartKind::GroupedBars(mut groups) = samples::groups().kind else { panic!("expected groups") };
    groups.rows[0].values.pop();
    let spec = samples::around("", "", ChartKind::GroupedBars(groups));
    let error = resolve(&spec).expect_err("must fail").to_string();
    assert_eq!(error, "row “Rental price” has 1 values, but the table has 2 columns");
}

#[test]
fn errors_say_what_is_wrong_and_what_to_do() {
    let message = |kind: ChartKind| {
        let mut spec = samples::costs(Scale::Log);
        spec.kind = kind;
        resolve(&spec).expect_err("must fail").to_string()
    };
    let bars = |rows| samples::bars(Scale::Log, Mark::Bar, rows);
    assert_eq!(
        message(bars(vec![BarRow::new("Free", 0.0, Certainty::Reported)])),
        "“Free”: a log axis cannot show 0: only values above zero have a logarithm; use a linear axis or leave it out"
    );
    assert_eq!(message(bars(vec![])), "the chart is empty: add at least one row");
    assert_eq!(
        message(bars(vec![BarRow::new("A", 2.0, Certainty::Estimated).interval(3.0, 1.0)])),
        "“A”: the interval ends at 1, below its beginning at 3; swap the two"
    );
    assert!(message(bars(vec![BarRow::missing("A", "")])).contains("row with a value"));
    let ChartKind::StackedBars(mut stack) = samples::stack().kind else { panic!("expected a stack") };
    stack.axis.scale = Scale::Log;
    assert_eq!(
        message(ChartKind::StackedBars(stack)),
        "a stacked bar needs a linear axis: lengths on a log axis do not add up"
    );
    let ChartKind::HeatTable(mut heat) = samples::heat().kind else { panic!("expected a table") };
    heat.values[2].pop();
    assert_eq!(message(ChartKind::HeatTable(heat)), "row “30.0 %” has 5 values, but the table has 6 columns");
}

fn certainty() -> impl Strategy<Value = Certainty> {
    prop_oneof![
        Just(Certainty::Reported),
        Just(Certainty::Derived),
        Just(Certainty::Estimated),
        Just(Certainty::Speculative)
    ]
}

proptest! {
    #[test]
    fn every_position_lies_on_the_axis(
        values in prop::collection::vec((1e-3..1e15_f64, 0.1..1.0_f64, 1.0..9.0_f64, certainty()), 1..14),
        log: bool,
        dots: bool,
    ) {
        let rows = values
            .iter()
            .map(|(value, low, high, certainty)| {
                BarRow::new("x", *value, *certainty).interval(value * low, value * high)
            })
            .collect();
        let scale = if log { Scale::Log } else { Scale::Linear };
        let mark = if dots { Mark::Dot } else { Mark::Bar };
        let spec = Bars {
            axis: Axis::new(Dimension::Usd, scale, ""),
            mark,
            rows,
            order: RowOrder::Descending,
            interval_label: String::new(),
        };
        let plot = rows_of(&samples::around("", "", ChartKind::Bars(spec)));
        let inside = |at: f64| at.is_finite() && (0.0..=1.0).contains(&at);
        for row in &plot.rows {
            prop_assert!(row.pieces.iter().all(|p| inside(p.start) && inside(p.end) && p.start <= p.end));
            prop_assert!(row.dot.is_none_or(|dot| inside(dot.position)));
            prop_assert!(inside(row.value_label.position));
            let whisker = row.whisker.expect("given");
            prop_assert!(inside(whisker.low) && inside(whisker.high) && whisker.low <= whisker.high);
        }
        if log && !dots {
            // A bar that cannot be seen would look like a missing value.
            prop_assert!(plot.rows.iter().all(|row| row.pieces[0].end > 0.0));
        }
    }

    #[test]
    fn a_ratio_always_ends_on_the_ratio(
        factors in prop::collection::vec(0.02..50.0_f64, 1..7),
        rest in 0.5..2.0_f64,
    ) {
        let ratio = factors.iter().product::<f64>() * rest;
        let factors = factors
            .iter()
            .map(|factor| Factor {
                label: "f".into(),
                detail: String::new(),
                factor: *factor,
                certainty: Certainty::Derived,
            })
            .collect();
        let kind = ChartKind::Waterfall(Waterfall::Multiplicative {
            axis_title: String::new(),
            factors,
            total_label: "total".into(),
            ratio,
        });
        let plot = rows_of(&samples::around("", "", kind));
        let total = plot.rows.last().expect("a total");
        let end = plot.rows[plot.rows.len() - 2].connector.expect("not the last");
        prop_assert!((plot.axis.value_at(end) / ratio - 1.0).abs() < 1e-9);
        let piece = &total.pieces[0];
        prop_assert!(end == piece.start || end == piece.end);
    }
}
