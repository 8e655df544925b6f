//! Every kind of chart on screen, found by what assistive technology reads.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flopwise::chart::{
    Axis, BarRow, Bars, Certainty, ChartKind, ChartSpec, Column, Columns, Footer, HeatTable, LineMark,
    LineSeries, Lines, Mark, ResolvedChart, RowOrder, RowRole, Scale, Scatter, ScatterPoint, Tornado,
    TornadoRow, XAxis, resolve,
};
use flopwise::ui::install_theme;
use flopwise::ui::plot::{Picked, PlotOptions, figure, show};
use flopwise::units::Dimension;

/// What the harness keeps between frames.
#[derive(Default)]
struct Seen {
    picked: Option<Picked>,
    width: f32,
}

fn chart(kind: ChartKind) -> ResolvedChart {
    let spec = ChartSpec {
        title: "The finding".into(),
        subtitle: "The measure".into(),
        badges: Vec::new(),
        kind,
        footer: Footer::default(),
        notes: vec!["A remark".into()],
    };
    resolve(&spec).expect("resolves")
}

fn drawn(chart: ResolvedChart, width: f32, theme: Theme) -> Harness<'static, Seen> {
    let mut ready = false;
    let mut harness = Harness::builder().with_size([width, 600.0]).build_ui_state(
        move |ui, seen: &mut Seen| {
            // Fonts that are set in a frame are there in the next one.
            if !std::mem::replace(&mut ready, true) {
                install_theme(ui.ctx());
                ui.ctx().set_theme(theme);
                return;
            }
            let shown = show(ui, &chart, &PlotOptions { pickable: true, ..PlotOptions::default() });
            seen.width = shown.response.rect.width();
            seen.picked = seen.picked.or(shown.picked);
        },
        Seen::default(),
    );
    harness.run();
    harness
}

fn usual(chart: ResolvedChart) -> Harness<'static, Seen> {
    drawn(chart, 700.0, Theme::Light)
}

fn costs() -> ChartKind {
    ChartKind::Bars(Bars {
        axis: Axis::new(Dimension::Usd, Scale::Log, "Cost").threshold(1e8, "Claim: $100 M"),
        mark: Mark::Dot,
        rows: vec![
            BarRow::new("DeepSeek-V3", 5_576_000.0, Certainty::Reported),
            BarRow::new("GPT-4", 78.7e6, Certainty::Estimated).interval(40e6, 160e6),
            BarRow::missing("Grok 3", "not published"),
        ],
        order: RowOrder::AsGiven,
        interval_label: "90 % interval".into(),
    })
}

fn prices() -> ChartKind {
    let series = |name: &str, hours: f64| LineSeries {
        name: name.into(),
        points: (0..=8).map(|step| 1.0 + f64::from(step) * 0.5).map(|price| (price, price * hours)).collect(),
        band: Vec::new(),
        step: false,
        certainty: Certainty::Reported,
    };
    ChartKind::Lines(Lines {
        x: XAxis::Quantity(Axis::new(Dimension::UsdPerAcceleratorHour, Scale::Linear, "Rental price")),
        y: Axis::new(Dimension::Usd, Scale::Linear, "Cost").threshold(5e6, "Budget"),
        series: vec![series("DeepSeek-V3", 2.788e6), series("Llama 3.1 405B", 30.84e6)],
        marks: vec![LineMark { x: 2.0, y: 5.576e6, label: "Paper".into() }],
    })
}

fn releases() -> ChartKind {
    let point = |label: &str, year: f64, flop: f64| ScatterPoint {
        label: label.into(),
        x: year,
        y: flop,
        low_high: None,
        certainty: Certainty::Reported,
        role: RowRole::Rival,
        named: true,
    };
    ChartKind::Scatter(Scatter {
        line: None,
        x: XAxis::Date { title: "Published".into(), thresholds: Vec::new() },
        y: Axis::new(Dimension::Flop, Scale::Log, "Training compute").threshold(1e25, "EU AI Act"),
        points: vec![point("GPT-3", 2020.4, 3.14e23), point("GPT-4", 2023.2, 2.1e25)],
    })
}

fn draws() -> ChartKind {
    let column = |from: f64, height: f64| Column { from, to: from + 1e6, height };
    ChartKind::Columns(Columns {
        x: Axis::new(Dimension::Usd, Scale::Linear, "Cost").statistic(5.5e6, "P50 $5.50 M"),
        y: Axis::new(Dimension::Scalar, Scale::Linear, "Draws"),
        columns: vec![column(4e6, 200.0), column(5e6, 600.0), column(6e6, 200.0)],
        interval: Some((4.2e6, 6.8e6)),
        inside_label: "90 % of the draws".into(),
        outside_label: "5 % at either end".into(),
    })
}

fn swings() -> ChartKind {
    let row = |label: &str, at_low: f64, at_high: f64, share: f64| TornadoRow {
        label: label.into(),
        detail: "range".into(),
        at_low,
        at_high,
        share: Some(share),
    };
    ChartKind::Tornado(Tornado {
        axis: Axis::new(Dimension::Usd, Scale::Linear, "Cost"),
        base: 5.33e6,
        base_label: "Base $5.33 M".into(),
        rows: vec![row("Price", 4.0e6, 9.32e6, 0.675), row("MFU", 7.38e6, 4.1e6, 0.32)],
    })
}

fn table() -> ChartKind {
    ChartKind::HeatTable(HeatTable {
        dimension: Dimension::Usd,
        scale: Scale::Log,
        row_title: "MFU".into(),
        column_title: "Price".into(),
        rows: vec!["30 %".into(), "40 %".into()],
        columns: vec!["$1".into(), "$2".into(), "$4".into()],
        values: vec![vec![Some(3e6), Some(6e6), Some(12e6)], vec![Some(2.3e6), Some(4.6e6), None]],
        current: Some((0, 1)),
    })
}

fn label_of(harness: &Harness<'_, Seen>) -> String {
    harness.get_by_role(Role::Figure).accesskit_node().label().unwrap_or_default()
}

/// What the plot says at its read-out.
fn value_of(harness: &Harness<'_, Seen>) -> String {
    harness.get_by_role(Role::Figure).accesskit_node().value().unwrap_or_default()
}

#[test]
fn every_plot_is_named_by_its_text_alternative_in_both_themes_and_stays_inside_a_narrow_window() {
    for kind in [costs(), prices(), releases(), draws(), swings(), table()] {
        for theme in [Theme::Light, Theme::Dark] {
            let chart = chart(kind.clone());
            let words = chart.text_alternative.clone();
            let harness = drawn(chart, 420.0, theme);
            assert_eq!(label_of(&harness), words);
            assert!(harness.state().width <= 420.0, "{words}: {}", harness.state().width);
        }
    }
}

#[test]
fn rows_say_their_sentence_and_can_be_clicked() {
    let mut harness = usual(chart(costs()));
    harness.get_by_label("Grok 3: not published").click();
    harness.run();
    assert_eq!(harness.state().picked, Some(Picked::Row(2)));
    assert!(harness.query_by_label("90 % interval").is_some(), "the legend");
}

#[test]
fn a_tornado_says_both_ends_and_its_share() {
    let harness = usual(chart(swings()));
    let words = "MFU: $7.38 M at its low end, $4.10 M at its high end, 32 % of the variance";
    assert!(harness.query_by_label(words).is_some());
}

#[test]
fn the_pointer_reads_every_curve() {
    let mut harness = usual(chart(prices()));
    // Beside the mark at $2, outside its reach, but nearer to $2 than to the next computed point.
    let mark = harness.get_by_label("Paper: $2.00/h, $5.58 M").rect().center();
    harness.hover_at(mark - egui::vec2(0.0, 60.0));
    harness.run();
    assert_eq!(value_of(&harness), "Rental price: $2.00/h. Llama 3.1 405B $61.7 M; DeepSeek-V3 $5.58 M");
    assert!(harness.query_by_label("$61.7 M").is_some(), "the tip beside the pointer");
    harness.hover_at(mark);
    harness.run();
    assert_eq!(value_of(&harness), "Paper: $2.00/h, $5.58 M");
}

#[test]
fn arrow_keys_move_the_read_out() {
    let mut harness = usual(chart(prices()));
    harness.get_by_role(Role::Figure).focus();
    harness.run();
    assert!(value_of(&harness).starts_with("Rental price: $3.00/h."), "{}", value_of(&harness));
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(value_of(&harness).starts_with("Rental price: $3.50/h."), "{}", value_of(&harness));
    harness.key_press(Key::Home);
    harness.run();
    assert!(value_of(&harness).starts_with("Rental price: $1.00/h."), "{}", value_of(&harness));
}

#[test]
fn columns_and_points_are_parts_that_can_be_visited() {
    let mut harness = usual(chart(draws()));
    // Cut in two by the interval, yet said once.
    assert_eq!(harness.query_all_by_label("$4.00 M to $5.00 M: 200 draws, 20 % of all").count(), 1);
    harness.get_by_label("$5.00 M to $6.00 M: 600 draws, 60 % of all").hover();
    harness.run();
    assert_eq!(value_of(&harness), "$5.00 M to $6.00 M: 600 draws, 60 % of all");
    let mut harness = usual(chart(releases()));
    harness.get_by_label("GPT-4: Mar 2023, 2.1e25 FLOP, reported").hover();
    harness.run();
    assert_eq!(value_of(&harness), "GPT-4: Mar 2023, 2.1e25 FLOP, reported");
}

#[test]
fn a_table_is_read_and_chosen_by_pointer_and_by_keys() {
    let mut harness = usual(chart(table()));
    let current = harness.get_by_label("MFU 30 %, Price $2: 6,000,000 USD");
    assert_eq!(current.accesskit_node().is_selected(), Some(true));
    harness.get_by_label("MFU 40 %, Price $4: no value").click();
    harness.run();
    assert_eq!(harness.state().picked, Some(Picked::Cell(1, 2)));
    let mut harness = usual(chart(table()));
    harness.get_by_role(Role::Figure).focus();
    harness.run();
    assert_eq!(value_of(&harness), "MFU 30 %, Price $2: 6,000,000 USD", "begins at the current cell");
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(value_of(&harness), "MFU 40 %, Price $2: 4,600,000 USD");
    assert_eq!(harness.state().picked, Some(Picked::Cell(1, 1)));
}

#[test]
fn a_figure_carries_its_words() {
    let chart = chart(releases());
    let mut ready = false;
    let mut harness = Harness::builder().with_size([700.0, 600.0]).build_ui(move |ui| {
        if !std::mem::replace(&mut ready, true) {
            install_theme(ui.ctx());
            return;
        }
        figure(ui, &chart, &PlotOptions::default());
    });
    harness.run();
    for words in ["The finding", "The measure", "A remark"] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
}
