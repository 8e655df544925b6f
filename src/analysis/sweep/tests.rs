//! Sweeps of DeepSeek-V3: the published table, cells as edits would give them, wrong axes.

use std::sync::Arc;

use super::*;
use crate::analysis::{evaluate, fixtures};
use crate::scenario::apply_setting;
use crate::scenario::input::InputKey;

fn with(settings: &[&str]) -> CheckedScenario {
    let catalog = fixtures::catalog();
    let mut scenario = fixtures::deepseek_v3();
    for setting in settings {
        apply_setting(&mut scenario, &catalog, setting).unwrap();
    }
    evaluate(&catalog, &Arc::new(scenario)).unwrap().checked
}

fn axis(checked: &CheckedScenario, text: &str) -> Axis {
    Axis::parse_setting(checked.scenario(), text).unwrap_or_else(|error| panic!("{error}"))
}

fn fails(settings: &[&str], axes: &[&str]) -> String {
    let checked = with(settings);
    let axes: Result<Vec<_>, _> =
        axes.iter().map(|text| Axis::parse_setting(checked.scenario(), text)).collect();
    axes.and_then(|axes| sweep(&checked, &axes, &[FigureId::Cost])).unwrap_err().to_string()
}

const DERIVED: [&str; 2] = ["hours=derived", "scope=A"];

/// PRODUCT's US-23: pre-training of DeepSeek-V3, hours derived, in millions.
const EXPECTED: [[f64; 6]; 6] = [
    [3.69, 5.53, 7.38, 9.22, 11.07, 14.76],
    [3.07, 4.61, 6.15, 7.69, 9.22, 12.30],
    [2.64, 3.95, 5.27, 6.59, 7.91, 10.54],
    [2.31, 3.46, 4.61, 5.77, 6.92, 9.22],
    [2.05, 3.07, 4.10, 5.12, 6.15, 8.20],
    [1.84, 2.77, 3.69, 4.61, 5.53, 7.38],
];

#[test]
fn the_table_of_price_and_mfu_is_the_published_one() {
    let checked = with(&[&DERIVED[..], &["mfu=35%"]].concat());
    let axes = ["mfu=25%..50% step 5%", "price=1, 1.5, 2, 2.5, 3, 4"].map(|text| axis(&checked, text));
    let table = sweep(&checked, &axes, &[FigureId::Cost]).unwrap();
    for (row, line) in EXPECTED.iter().enumerate() {
        for (column, expected) in line.iter().enumerate() {
            let cell = table.cell(0, row, column).unwrap() / 1e6;
            // Half a percent is what two decimals of the least cell leave.
            assert!((cell / expected - 1.0).abs() < 0.005, "{row}, {column}: {cell} is not {expected}");
        }
    }
    assert_eq!(table.current_cell(), Some((2, 2)));
    let now = table.figures[0].now.unwrap();
    assert_eq!(table.cell(0, 2, 2), Ok(now));
}

#[test]
fn every_cell_is_what_an_edit_would_give() {
    let checked = with(&DERIVED);
    let axes = ["tokens=1T..20T in 4", "active=10B,37B,100B"].map(|text| axis(&checked, text));
    let figures = [FigureId::Cost, FigureId::WallClock, FigureId::Energy, FigureId::TrainingCompute];
    let table = sweep(&checked, &axes, &figures).unwrap();
    for (row, tokens) in axes[0].values.iter().enumerate() {
        for (column, params) in axes[1].values.iter().enumerate() {
            let edited =
                with(&[&DERIVED[..], &[&format!("tokens={tokens}"), &format!("active={params}")]].concat());
            let estimate = crate::estimate::estimate(&crate::estimate::Draw::point(&edited));
            for (index, figure) in figures.into_iter().enumerate() {
                assert_eq!(table.cell(index, row, column), estimate.figure(figure), "{}", figure.id());
            }
        }
    }
}

#[test]
fn one_axis_takes_several_figures_and_places_the_present_value() {
    let checked = with(&[]);
    let table =
        sweep(&checked, &[axis(&checked, "price=1, 1.5, 3")], &[FigureId::Cost, FigureId::Energy]).unwrap();
    assert_eq!((table.rows(), table.columns()), (3, 1));
    assert_eq!(table.cell(0, 2, 0), Ok(8_364_000.0));
    assert_eq!(table.figures[0].depends, [true]);
    assert_eq!(table.figures[1].depends, [false]);
    let current = table.axes[0].current.unwrap();
    assert_eq!((current.value, current.index), (2.0, None));
    // By logarithms, because prices are compared by their ratio.
    let expected = 1.0 + libm::log(2.0 / 1.5) / libm::log(2.0);
    assert!((current.position.unwrap() - expected).abs() < 1e-12);
    assert_eq!(table.current_cell(), None);
    let outside = sweep(&checked, &[axis(&checked, "price=3, 4")], &[FigureId::Cost]).unwrap();
    assert_eq!(outside.axes[0].current.unwrap().position, None);
}

#[test]
fn a_missing_figure_is_a_gap_with_its_reason() {
    let mut scenario = fixtures::deepseek_v3();
    scenario.program.serving = None;
    let checked = evaluate(&fixtures::catalog(), &Arc::new(scenario)).unwrap().checked;
    let table = sweep(&checked, &[axis(&checked, "price=1,2")], &[FigureId::ServingPerDay]).unwrap();
    assert_eq!(table.cell(0, 0, 0), Err(Missing::NoServing));
    assert_eq!(table.figures[0].now, Err(Missing::NoServing));
}

#[test]
fn wrong_axes_say_what_is_wrong() {
    assert!(fails(&[], &["prise=1,2"]).contains("price"), "{}", fails(&[], &["prise=1,2"]));
    assert!(fails(&[], &["scope=A,B"]).contains("no number"));
    assert!(fails(&[], &["price"]).contains("rental_price=1,2,3"));
    assert!(fails(&[], &["price=1,2,1"]).contains("$1.00 stands there twice"));
    assert!(fails(&[], &["price="]).contains("rental_price: "));
    assert!(
        fails(&[], &["mfu=30%, 130%"]).contains("outside 0.01% to 100%"),
        "{}",
        fails(&[], &["mfu=30%, 130%"])
    );
    assert!(fails(&[], &["price=1,2", "rental_price=3,4"]).contains("both axes"));
    assert!(fails(&[], &["price=1,2", "mfu=30%,40%", "pue=1.1,1.2"]).contains("not 3"));
    assert!(fails(&[], &[]).contains("not 0"));
    assert!(fails(&[], &["active=37B, 900B"]).contains("exceed the total"));
    let both = fails(&[], &["network_share=10%,60%", "storage_share=1%,50%"]);
    assert!(both.contains("network_share=60%, storage_share=50%") && both.contains("95 %"), "{both}");
    let many = fails(&[], &["price=1 to 9 in 5000", "mfu=10% to 50% in 5000"]);
    assert!(many.contains("25,000,000") && many.contains("4000000"), "{many}");
    let checked = with(&[]);
    let none = sweep(&checked, &[axis(&checked, "price=1,2")], &[]).unwrap_err();
    assert_eq!(none, SweepError::NoFigure);
    let empty = Axis { key: InputKey::of(crate::scenario::input::InputId::Pue), values: Vec::new() };
    assert_eq!(sweep(&checked, &[empty], &[FigureId::Cost]).unwrap_err(), SweepError::Empty("pue".into()));
}

#[test]
fn a_large_table_differs_in_the_last_digits_only() {
    let checked = with(&DERIVED);
    let small = ["tokens=1T to 20T in 20", "active=10B to 300B in 30"].map(|text| axis(&checked, text));
    let large = ["tokens=1T to 20T in 20", "active=10B to 300B in 3481"].map(|text| axis(&checked, text));
    let [small, large] = [&small, &large].map(|axes| sweep(&checked, axes, &[FigureId::Cost]).unwrap());
    assert!(large.rows() * large.columns() > EXACT_CELLS && small.rows() * small.columns() < EXACT_CELLS);
    for row in 0..20 {
        for column in 0..30 {
            let (exact, fast) =
                (small.cell(0, row, column).unwrap(), large.cell(0, row, column * 120).unwrap());
            assert!((fast / exact - 1.0).abs() < 1e-14, "{row}, {column}: {fast} {exact}");
        }
    }
}

#[test]
fn an_earlier_table_lends_its_memory_and_nothing_else() {
    let checked = with(&DERIVED);
    let axes = ["mfu=30%,40%,50%", "price=1,2"].map(|text| axis(&checked, text));
    let figures = [FigureId::Cost, FigureId::Energy];
    let fresh = sweep(&checked, &axes, &figures).unwrap();
    let other = [axis(&checked, "pue=1.1 to 1.5 in 9")];
    for earlier in [&axes[..], &other[..]] {
        for before in [&figures[..], &[FigureId::Carbon]] {
            let earlier = sweep(&checked, earlier, before).unwrap();
            assert_eq!(sweep_again(earlier, &checked, &axes, &figures).unwrap(), fresh);
        }
    }
    // Where a figure is missing, nothing of the earlier table shows through.
    let gap = sweep_again(fresh, &checked, &axes, &[FigureId::ServingPerDay]).unwrap();
    assert!(gap.figures[0].missing.is_some() && gap.figures[0].cells.iter().all(|cell| cell.is_nan()));
}
