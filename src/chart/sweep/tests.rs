//! Curves and tables of what-ifs, against the two-way table of price and utilization.

use super::*;
use crate::chart::context::tests::cost;
use crate::chart::{ColorRole, Plot, resolve, table};

/// The rental price.
pub(crate) fn price() -> Swept {
    Swept {
        label: "Rental price".into(),
        dimension: Dimension::UsdPerAcceleratorHour,
        log: false,
        now: Some(2.0),
        anchors: vec![(3.49, "Lambda, July 2024: $3.49/h".into())],
    }
}

/// A run that costs its hours times the price.
pub(crate) fn run(name: &str, hours: f64, certainty: Certainty) -> SweptSeries {
    let points: Vec<(f64, f64)> =
        (0..=18).map(|step| 1.0 + f64::from(step) * 0.5).map(|price| (price, price * hours)).collect();
    SweptSeries {
        name: name.into(),
        dimension: Dimension::Usd,
        band: points.iter().map(|(x, y)| (*x, y * 0.8, y * 1.3)).collect(),
        points,
        now: Some(2.0 * hours),
        certainty,
    }
}

/// Price by utilization, without a value in one cell.
pub(crate) fn grid() -> (TableInput, TableInput, Vec<f64>) {
    let mfu = TableInput {
        label: "MFU".into(),
        dimension: Dimension::Fraction,
        values: vec![0.25, 0.30, 0.35, 0.40, 0.45, 0.50],
    };
    let price = TableInput {
        label: "Rental price".into(),
        dimension: Dimension::UsdPerAcceleratorHour,
        values: vec![1.0, 1.5, 2.0, 2.5, 3.0, 4.0],
    };
    // 6 × 37 B × 14.8 T FLOP at so much of 989.4 TFLOP/s.
    let hours = |mfu: f64| 6.0 * 37e9 * 14.8e12 / (989.4e12 * mfu) / 3600.0;
    let cells = mfu.values.iter().flat_map(|mfu| price.values.iter().map(|price| hours(*mfu) * price));
    let cells = cells.collect();
    (mfu, price, cells)
}

fn plane(spec: &ChartSpec) -> crate::chart::PlanePlot {
    match resolve(spec).expect("resolves").plot {
        Plot::Plane(plane) => plane,
        other => panic!("expected a plane, found {other:?}"),
    }
}

#[test]
fn runs_of_one_figure_share_the_axis_and_the_present_is_marked() {
    let runs = [
        run("DeepSeek-V3", 2.788e6, Certainty::Reported),
        run("Llama 3.1 405B", 30.84e6, Certainty::Reported),
    ];
    let spec = sweep_chart(&cost(), &price(), &runs, Scale::Log);
    assert_eq!(spec.title, "DeepSeek-V3: $2.79 M at $1.00/h, $27.9 M at $10.00/h");
    assert!(
        spec.subtitle.starts_with("By rental price · Cost of pre-training (US dollars)"),
        "{}",
        spec.subtitle
    );
    let plane = plane(&spec);
    assert_eq!(plane.lines.len(), 2);
    assert_eq!(plane.points[0].label, "Now $2.00/h: $5.58 M");
    assert_eq!(plane.x.rules[0].label, "Lambda, July 2024: $3.49/h");
    assert_eq!(spec.notes, ["Band: 90 % interval."]);
    let read = plane.read_at(plane.x.position(3.5).expect("on the axis")).expect("curves");
    assert_eq!(read.lines[1].value, "$9.76 M ($7.81 M to $12.7 M)");
    assert_eq!(table(&spec).header[..2], ["Series", "Rental price (USD/accelerator-hour)"]);
}

#[test]
fn figures_that_measure_different_things_become_multiples_of_the_present() {
    let mut energy = run("Energy", 1.0e6, Certainty::Derived);
    energy.dimension = Dimension::Energy;
    energy.band.clear();
    let mut lost = run("Carbon", 1.0, Certainty::Derived);
    (lost.dimension, lost.now) = (Dimension::Carbon, None);
    let mut cost_series = run("Cost", 2.788e6, Certainty::Reported);
    cost_series.band.clear();
    let spec = sweep_chart(&cost(), &price(), &[cost_series, energy, lost], Scale::Linear);
    let plane = plane(&spec);
    assert_eq!(plane.y.title, "Times the present value");
    assert_eq!(plane.points[0].label, "Now $2.00/h");
    assert_eq!(plane.y.text_at(plane.points[0].y), "1.00×");
    assert_eq!(spec.notes, ["Without a present value: Carbon."]);
    assert_eq!(plane.lines.len(), 2);
    assert_eq!(plane.lines[0].points, plane.lines[1].points, "both are proportional to the price");
}

#[test]
fn what_is_no_number_is_left_out() {
    let mut run = run("DeepSeek-V3", 2.788e6, Certainty::Reported);
    run.points[0].1 = f64::NAN;
    run.points[1].1 = 0.0;
    run.points.reverse();
    let ChartKind::Lines(lines) = sweep_chart(&cost(), &price(), &[run], Scale::Log).kind else {
        panic!("expected curves")
    };
    assert_eq!(lines.series[0].points.len(), 17);
    assert!(lines.series[0].points.is_sorted_by(|a, b| a.0 < b.0));
    let none = SweptSeries { points: Vec::new(), ..self::run("x", 1.0, Certainty::Derived) };
    let spec = sweep_chart(&cost(), &price(), &[none], Scale::Log);
    assert_eq!(spec.title, "DeepSeek-V3: no value along rental price");
    assert!(resolve(&spec).is_err());
}

#[test]
fn the_table_has_the_published_cells() {
    let (mfu, price, cells) = grid();
    let spec = two_way_chart(&cost(), (&mfu, &price), &cells, Some((2, 2)));
    assert_eq!(spec.title, "DeepSeek-V3: $1.84 M to $14.8 M");
    let chart = resolve(&spec).expect("resolves");
    let Plot::Heat(heat) = &chart.plot else { panic!("expected a table") };
    assert_eq!(heat.rows, ["25 %", "30 %", "35 %", "40 %", "45 %", "50 %"]);
    assert_eq!(heat.columns[..3], ["$1.00/h", "$1.50/h", "$2.00/h"]);
    assert_eq!(heat.cells[0][0].text, "$3.69 M");
    assert_eq!(heat.cells[2][2].text, "$5.27 M");
    assert!(heat.cells[2][2].current);
    assert_eq!((heat.cells[5][0].role, heat.cells[0][5].role), (ColorRole::Heat(0), ColorRole::Heat(6)));
    assert!(chart.text_alternative.contains("Now: MFU 35 %, Rental price $2.00/h: 5.27 million dollars."));
    let tsv = table(&spec).to_tsv();
    assert!(tsv.starts_with("MFU \\ Rental price (USD)\t$1.00/h\t"), "{tsv}");
}

#[test]
fn heads_that_would_be_alike_get_more_digits() {
    let input =
        |dimension, values: &[f64]| TableInput { label: String::new(), dimension, values: values.to_vec() };
    assert_eq!(input(Dimension::Fraction, &[0.3461, 0.3464]).heads(), ["34.61 %", "34.64 %"]);
    assert_eq!(input(Dimension::Usd, &[1e6, 1.0004e6]).heads(), ["$1.0000 M", "$1.0004 M"]);
    assert_eq!(input(Dimension::Params, &[7e9, 70e9]).heads(), ["7 B", "70 B"]);
    // The same value twice stays the same.
    assert_eq!(input(Dimension::Fraction, &[0.25, 0.25]).heads().len(), 2);
}

#[test]
fn an_empty_cell_is_a_dash_and_an_empty_table_says_so() {
    let (mfu, price, mut cells) = grid();
    cells[7] = f64::NAN;
    let chart = resolve(&two_way_chart(&cost(), (&mfu, &price), &cells, None)).expect("resolves");
    let Plot::Heat(heat) = &chart.plot else { panic!("expected a table") };
    assert_eq!(heat.cells[1][1].text, "–");
    let nothing = vec![f64::NAN; cells.len()];
    let spec = two_way_chart(&cost(), (&mfu, &price), &nothing, None);
    assert_eq!(spec.title, "DeepSeek-V3: no value for these inputs");
    assert!(resolve(&spec).is_err());
}
