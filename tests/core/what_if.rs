//! What-if questions on shipped scenarios: published answers, and solving as the reverse of estimating.

use std::sync::Arc;

use flopwise::analysis::{
    Axis, Evaluation, NoSolution, Trend, apply_solution, cost_at_quotes, goal_seek, sweep, test_cluster_sizes,
};
use flopwise::catalog::PriceKind;
use flopwise::estimate::{Draw, FigureId, estimate};
use flopwise::scenario::input::{InputId, InputKey};
use flopwise::scenario::{CheckedScenario, Scenario, apply_setting, limits};
use flopwise::units::{AcceleratorHours, Accelerators, Hours, Quantity, Usd, Years};
use proptest::prelude::*;

use super::scenario_presets::{catalog, library, run, shipped};

fn with(id: &str, settings: &[&str]) -> Evaluation {
    let mut scenario = shipped(id);
    for setting in settings {
        apply_setting(&mut scenario, catalog(), setting).unwrap();
    }
    run(scenario)
}

/// Published answers have two or three digits: half a percent is their rounding.
#[track_caller]
fn near(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() <= 0.005, "{value} is not {expected}");
}

/// A budget of $1 M buys 401,606 hours of an H100 at $2.49: 13.6 T tokens for 7 B parameters at an MFU of 40 %.
#[test]
fn a_budget_becomes_tokens() {
    let plan = with("dense-7b", &[]);
    let found = goal_seek(&plan.checked, InputKey::of(InputId::Tokens), FigureId::Cost, 1e6).unwrap();
    near(found.value, 13.6e12);
    let then = run(applied(plan.scenario(), found.key, found.value));
    near(then.value(FigureId::AcceleratorHours).unwrap(), 401_606.0);
    near(then.value(FigureId::Cost).unwrap(), 1e6);
}

/// 70 B parameters on 15 T tokens in 90 days: 6.3e24 FLOP, 4.42 M hours, 2,048 accelerators (2,047.2), $11.0 M.
#[test]
fn a_deadline_becomes_accelerators() {
    let plan = with("dense-70b", &[]);
    let found =
        goal_seek(&plan.checked, InputKey::of(InputId::Accelerators), FigureId::WallClock, 90.0).unwrap();
    assert!((found.value - 2047.2).abs() < 0.05, "{found:?}");
    assert_eq!(found.practical(), 2048.0);
    let then = run(applied(plan.scenario(), found.key, found.practical()));
    assert!(then.value(FigureId::WallClock).unwrap() < 90.0);
    near(then.value(FigureId::TrainingCompute).unwrap(), 6.3e24);
    near(then.value(FigureId::AcceleratorHours).unwrap(), 4.42e6);
    near(then.value(FigureId::Cost).unwrap(), 11.0e6);
}

/// Price by MFU for DeepSeek-V3's pre-training, hours derived: the corners and the middle of the published table.
#[test]
fn price_by_mfu_is_the_published_table() {
    let run = with("deepseek-v3", &["scope=A", "hours=derived"]);
    let axes = ["mfu=25%..50% step 5%", "price=1, 1.5, 2, 2.5, 3, 4"];
    let axes = axes.map(|text| Axis::parse_setting(run.scenario(), text).unwrap());
    let table = sweep(&run.checked, &axes, &[FigureId::Cost]).unwrap();
    let expected = [
        [3.69, 5.53, 7.38, 9.22, 11.07, 14.76],
        [3.07, 4.61, 6.15, 7.69, 9.22, 12.30],
        [2.64, 3.95, 5.27, 6.59, 7.91, 10.54],
        [2.31, 3.46, 4.61, 5.77, 6.92, 9.22],
        [2.05, 3.07, 4.10, 5.12, 6.15, 8.20],
        [1.84, 2.77, 3.69, 4.61, 5.53, 7.38],
    ];
    for (row, line) in expected.iter().enumerate() {
        for (column, millions) in line.iter().enumerate() {
            near(table.cell(0, row, column).unwrap(), millions * 1e6);
        }
    }
}

/// Lambda's $1.99 of June 2023 and $3.49 of January 2024, Oracle's $10 of October 2023, on 2.788 M hours.
#[test]
fn dated_quotes_price_deepseek_v3() {
    let costs = cost_at_quotes(&with("deepseek-v3", &[]), catalog());
    for (provider, date, expected) in [
        ("Lambda", "2023-06-20", 5.55e6),
        ("Lambda", "2024-01-29", 9.73e6),
        ("Oracle Cloud", "2023-10-23", 27.9e6),
    ] {
        let found = costs.iter().find(|cost| {
            cost.quote.provider == provider
                && cost.quote.accelerator.as_deref() == Some("h100-sxm")
                && cost.quote.date.to_string() == date
                && cost.kind == PriceKind::OnDemand
        });
        near(found.unwrap().cost.as_usd(), expected);
    }
}

/// 512 accelerators for 198 and 80 hours beside 5,000 hours are R1's 147,000; 648 are not.
#[test]
fn the_reported_hours_of_r1_tell_its_cluster() {
    let run = with("deepseek-r1", &[]);
    let reported = run.value(FigureId::AcceleratorHours).unwrap();
    let tried = test_cluster_sizes(
        &[512.0, 648.0].map(Accelerators::from_count),
        &[198.0, 80.0].map(Hours::from_hours),
        AcceleratorHours::from_hours(5_000.0),
        AcceleratorHours::from_hours(reported),
    );
    assert!(tried[0].matches && !tried[1].matches);
    let price = run.scenario().pricing.rental_price.value.base();
    near(tried[0].total.clone().unwrap() * price, 294.7e3);
    near(tried[1].total.clone().unwrap() * price, 370.3e3);
}

/// Amodei's four times a year and Cottier's 2.4 times a year.
#[test]
fn a_cost_scales_along_a_trend() {
    let cost = Usd::from_usd(with("deepseek-v3", &[]).value(FigureId::Cost).unwrap());
    let [decline, growth] = &Trend::published()[..] else { panic!("two trends are published") };
    for (months, expected) in [(7.0, 12.5e6), (9.0, 15.8e6), (10.0, 17.7e6), (12.0, 22.3e6)] {
        near(decline.cost(cost, Years::from_years(months / 12.0)).as_usd(), expected);
    }
    let crossing = growth.years_to(Usd::from_usd(40.6e6), Usd::from_usd(1e9)).unwrap();
    near(crossing.as_years(), 3.66);
}

fn applied(scenario: &Scenario, key: InputKey, value: f64) -> Scenario {
    let mut applied = scenario.clone();
    apply_solution(&mut applied, key, value).unwrap();
    applied
}

fn figure_of(checked: &CheckedScenario, figure: FigureId) -> Option<f64> {
    estimate(&Draw::point(checked)).figure(figure).ok().filter(|value| value.is_finite())
}

fn check_of(scenario: Scenario) -> CheckedScenario {
    Arc::new(scenario).check(catalog()).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

/// A value within the limits: by its place on a logarithmic or an even scale.
fn value_at(scenario: &Scenario, key: InputKey, part: f64) -> f64 {
    let limits = limits(scenario, key.id);
    let (from, to) = key.id.spec().slider;
    let (from, to) = (from.clamp(limits.low, limits.high), to.clamp(limits.low, limits.high));
    let value = if from > 0.0 { from * (to / from).powf(part) } else { from + (to - from) * part };
    value.clamp(limits.low, limits.high)
}

/// Choices under which most inputs count, so that not every other question is about an input that does not.
const CHOICES: [&[&str]; 4] = [
    &[],
    &["hours=derived", "mfu_method=stated"],
    &["hours=derived", "goodput_method=failures", "scope=F"],
    &["scope=E", "ownership_method=epoch-amortized"],
];

fn question() -> impl Strategy<Value = (CheckedScenario, InputKey, FigureId, f64)> {
    let scenarios = library().scenarios.len();
    let figures = FigureId::ALL.len();
    (0..scenarios, any::<prop::sample::Index>(), 0..figures, 0.0..1.0_f64, 0..CHOICES.len()).prop_map(
        |(scenario, key, figure, part, choices)| {
            let mut scenario = library().scenarios[scenario].scenario.as_ref().clone();
            for setting in CHOICES[choices] {
                apply_setting(&mut scenario, catalog(), setting).unwrap();
            }
            let checked = check_of(scenario);
            let key = *key.get(&InputKey::present(checked.scenario()));
            (checked, key, FigureId::ALL[figure], part)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// The figure that an input leads to is solved back to that input, or to another one that leads to the same figure.
    #[test]
    fn solving_reverses_estimating((checked, key, figure, part) in question()) {
        let value = value_at(checked.scenario(), key, part);
        let edited = check_of(applied(checked.scenario(), key, value));
        let Some(target) = figure_of(&edited, figure) else { return Ok(()) };
        match goal_seek(&checked, key, figure, target) {
            Ok(found) => {
                let ends = limits(checked.scenario(), key.id);
                for value in std::iter::once(found.value).chain(found.others.iter().copied()) {
                    prop_assert!(ends.contain(value), "{value} is outside of {ends:?}");
                    let solved = check_of(applied(checked.scenario(), key, value));
                    let reached = figure_of(&solved, figure).unwrap();
                    // Where the figure is a difference, it is as exact as what it is taken from.
                    let exact = (reached - target).abs() <= 1e-9 * target.abs().max(1e-3);
                    prop_assert!(exact, "{} of {}: {reached} is not {target}", figure.id(), key.id.spec().key);
                }
            }
            Err(NoSolution::Independent { .. }) => {
                let unmoved = figure_of(&check_of(applied(checked.scenario(), key, value_at(checked.scenario(), key, 1.0 - part))), figure);
                prop_assert!(unmoved.is_some_and(|other| (other - target).abs() <= 1e-9 * target.abs()), "{unmoved:?} {target}");
            }
            Err(other) => prop_assert!(false, "{} from {}: {other}", figure.id(), key.id.spec().key),
        }
    }

    /// Whatever is asked, there is a value within the limits or a sentence that says why not.
    #[test]
    fn no_question_panics((checked, key, figure, _) in question(), target in any::<f64>()) {
        let ends = limits(checked.scenario(), key.id);
        match goal_seek(&checked, key, figure, target) {
            Ok(found) => {
                prop_assert!(ends.contain(found.value) && found.others.iter().all(|other| ends.contain(*other)));
            }
            Err(reason) => prop_assert!(reason.to_string().len() > 10),
        }
    }
}
