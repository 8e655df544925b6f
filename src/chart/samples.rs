//! Realistic charts for tests.

use super::spec::*;
use super::ticks::decimal_year;
use crate::units::Dimension;

/// A chart with the usual words around it.
pub(crate) fn around(title: &str, subtitle: &str, kind: ChartKind) -> ChartSpec {
    ChartSpec {
        title: title.into(),
        subtitle: subtitle.into(),
        badges: Vec::new(),
        kind,
        footer: Footer {
            scope_line: "Scope: B, final run, rental · nominal US dollars · interval 90 %".into(),
            source_line:
                "Sources: DeepSeek-V3 technical report, Table 1; Llama 3.1 model card; Epoch AI training \
                          cost dataset. Made with flopwise 0.1.0 · scenario 1a2b3c4d"
                    .into(),
        },
        notes: Vec::new(),
    }
}

/// Published and estimated costs of the final run, as the press compares them.
pub(crate) fn cost_rows() -> Vec<BarRow> {
    vec![
        BarRow::new("GPT-3 175B", 4.3e6, Certainty::Derived),
        BarRow::new("DeepSeek-V3", 5_576_000.0, Certainty::Reported).role(RowRole::Focus),
        BarRow::new("GPT-4 (leak)", 57e6, Certainty::Estimated),
        BarRow::new("Llama 3.1 405B", 61.68e6, Certainty::Derived),
        BarRow::new("GPT-4 (Epoch)", 78.7e6, Certainty::Estimated)
            .interval(40e6, 160e6)
            .role(RowRole::Baseline),
        BarRow::new("Gemini 1.0 Ultra", 199e6, Certainty::Speculative),
    ]
}

/// Bars of cost on a log or linear axis.
pub(crate) fn bars(scale: Scale, mark: Mark, rows: Vec<BarRow>) -> ChartKind {
    ChartKind::Bars(Bars {
        axis: Axis::new(Dimension::Usd, scale, "Cost of the final run (US dollars)"),
        mark,
        rows,
        order: RowOrder::AsGiven,
        interval_label: "90 % interval".into(),
    })
}

/// The headline comparison.
pub(crate) fn costs(scale: Scale) -> ChartSpec {
    let mut spec = around(
        "DeepSeek-V3’s final run cost about a fourteenth of GPT-4’s",
        "Cost of the final training run at rental prices, US dollars, 90 % interval where estimated",
        bars(scale, Mark::Bar, cost_rows()),
    );
    spec.badges = vec![Badge::warning("mixed price year"), Badge::info("estimates hatched")];
    spec
}

/// Thirty-character names, twelve rows, a missing value and thresholds.
pub(crate) fn crowded() -> ChartSpec {
    let names = [
        "Llama-3.1-405B-Instruct (FP8)",
        "Megatron-Turing NLG 530B dense",
        "Gemini 1.0 Ultra multi-datacenter",
        "Mixtral 8x22B sparse mixture v1",
        "Falcon-180B trained on AWS P4d",
        "Inflection-2 on 5,000 H100 GPUs",
        "Nemotron-4 340B reward model ++",
        "Qwen2.5-72B-Instruct, 18T tokens",
        "PaLM 540B on two TPU v4 pods US",
        "DeepSeek-V3-Base (December 2024)",
        "Grok-1 314B open-weights release",
    ];
    let certainties = [Certainty::Reported, Certainty::Derived, Certainty::Estimated, Certainty::Speculative];
    let mut rows: Vec<BarRow> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let value = 2.6e6 * libm::pow(1.55, index as f64);
            let row = BarRow::new(*name, value, certainties[index % 4]);
            if index % 4 == 2 { row.interval(value * 0.6, value * 2.1) } else { row }
        })
        .collect();
    rows[9].role = RowRole::Focus;
    rows.push(BarRow::missing("Claude 3.5 Sonnet", "not published"));
    let mut kind = bars(Scale::Log, Mark::Bar, rows);
    if let ChartKind::Bars(bars) = &mut kind {
        bars.axis = bars.axis.clone().threshold(1e8, "$100 M").threshold(8.5e7, "Company’s claim: $85 M");
    }
    let mut spec = around(
        "Twelve models with long names whose training cost spans two orders of magnitude, and one that nobody has \
         ever published a figure for",
        "Cost of the final training run at rental prices of the year of training, US dollars, 90 % interval",
        kind,
    );
    spec.badges = vec![
        Badge::warning("mixed scope"),
        Badge::warning("mixed price year"),
        Badge::info("estimates hatched"),
        Badge::info("one value missing"),
    ];
    spec.notes =
        vec!["Rows are sorted by their median.".into(), "Claude 3.5 Sonnet has no public figure.".into()];
    spec
}

/// What is in the number, by rung.
pub(crate) fn stack() -> ChartSpec {
    let segment = |name: &str, value: f64, certainty| Segment { name: name.into(), value, certainty };
    let run = || {
        vec![
            segment("Pre-training", 5.328e6, Certainty::Reported),
            segment("Context extension", 0.238e6, Certainty::Reported),
            segment("Post-training", 0.01e6, Certainty::Reported),
        ]
    };
    let mut with_rl = run();
    with_rl.push(segment("Reasoning RL", 0.294_672e6, Certainty::Derived));
    let mut with_experiments = with_rl.clone();
    with_experiments.push(segment("Experiments and failed runs", 2.8e6, Certainty::Estimated));
    let row = |label: &str, segments: Vec<Segment>, role| StackRow {
        label: label.into(),
        segments,
        total_label: None,
        role,
    };
    around(
        "Experiments could add half again to the headline",
        "DeepSeek-V3, cost by scope rung at $2 per GPU-hour, US dollars",
        ChartKind::StackedBars(StackedBars {
            axis: Axis::new(Dimension::Usd, Scale::Linear, "Cost (US dollars)"),
            rows: vec![
                row("A  Pre-training", run().into_iter().take(1).collect(), RowRole::Rival),
                row("B  Final run", run(), RowRole::Focus),
                row("C  + reasoning RL", with_rl, RowRole::Rival),
                row("D  + experiments", with_experiments, RowRole::Rival),
            ],
        }),
    )
}

/// Where the elevenfold difference comes from.
pub(crate) fn ratio() -> ChartSpec {
    let factor = |label: &str, detail: &str, factor: f64| Factor {
        label: label.into(),
        detail: detail.into(),
        factor,
        certainty: Certainty::Derived,
    };
    around(
        "Almost all of the 11.6× comes from activating 37 B instead of 405 B parameters",
        "GPU-hours of Llama 3.1 405B over DeepSeek-V3, factor by factor",
        ChartKind::Waterfall(Waterfall::Multiplicative {
            axis_title: "Times DeepSeek-V3’s GPU-hours".into(),
            factors: vec![
                factor("Active parameters", "405 B vs 37 B", 405.0 / 37.0),
                factor("Training tokens", "15.6 T vs 14.8 T", 15.6 / 14.8),
                factor("Throughput per GPU", "342.3 vs 342.6 TFLOP/s", 0.9),
            ],
            total_label: "Llama 3.1 405B".into(),
            ratio: 11.58,
        }),
    )
}

/// From chips to the grid.
pub(crate) fn energy() -> ChartSpec {
    let step = |label: &str, detail: &str, delta: f64, certainty| Step {
        label: label.into(),
        detail: detail.into(),
        delta,
        certainty,
    };
    around(
        "A third of the energy never reaches an accelerator",
        "Electricity of the final run, GWh",
        ChartKind::Waterfall(Waterfall::Additive {
            axis: Axis::new(Dimension::Energy, Scale::Linear, "Electricity"),
            steps: vec![
                step("Accelerators", "2.788 M h × 700 W × 0.8", 1.56e6, Certainty::Derived),
                step("Host and network", "× 1.5", 0.78e6, Certainty::Estimated),
                step("Cooling and supply", "× 1.2 PUE", 0.47e6, Certainty::Estimated),
                step("Heat reuse credit", "speculative", -0.2e6, Certainty::Speculative),
            ],
            total_label: "From the grid".into(),
        }),
    )
}

/// Compute over date with legal thresholds.
pub(crate) fn scatter() -> ChartSpec {
    let point = |label: &str, (year, month): (i32, u32), flop: f64, certainty, role| ScatterPoint {
        label: label.into(),
        x: decimal_year(year, month, 15),
        y: flop,
        low_high: None,
        certainty,
        role,
        named: true,
    };
    use Certainty::{Derived, Estimated, Reported, Speculative};
    use RowRole::{Baseline, Focus, Rival};
    let mut gpt4 = point("GPT-4", (2023, 3), 2.1e25, Estimated, Baseline);
    gpt4.low_high = Some((1.2e25, 3.6e25));
    around(
        "DeepSeek-V3 stayed below every legal threshold",
        "Training compute by date of publication, FLOP, log scale",
        ChartKind::Scatter(Scatter {
            x: XAxis::Date { title: "Date of publication".into(), thresholds: Vec::new() },
            y: Axis::new(Dimension::Flop, Scale::Log, "Training compute (FLOP)")
                .threshold(1e25, "EU AI Act: 10²⁵ FLOP")
                .threshold(1e26, "California SB 53: 10²⁶ FLOP"),
            points: vec![
                point("GPT-3 175B", (2020, 5), 3.14e23, Reported, Rival),
                gpt4,
                point("Llama 2 70B", (2023, 7), 8.1e23, Derived, Rival),
                point("Llama 3.1 405B", (2024, 7), 3.8e25, Reported, Rival),
                point("Gemini 1.0 Ultra", (2023, 12), 5e25, Speculative, Rival),
                point("DeepSeek-V3", (2024, 12), 3.4e24, Reported, Focus),
                point("Mixtral 8x22B", (2024, 4), 5.6e23, Estimated, Rival),
                point("Qwen2.5-72B", (2024, 9), 7.8e24, Derived, Rival),
                point("PaLM 540B", (2022, 4), 2.53e24, Reported, Rival),
                point("Chinchilla", (2022, 3), 5.76e23, Derived, Rival),
                point("Grok-3", (2025, 2), 4.6e26, Speculative, Rival),
            ],
            line: None,
        }),
    )
}

/// Price, utilization and the rest, at both ends of their ranges.
pub(crate) fn tornado() -> ChartSpec {
    let row = |label: &str, detail: &str, (at_low, at_high): (f64, f64), share: f64| TornadoRow {
        label: label.into(),
        detail: detail.into(),
        at_low,
        at_high,
        share: Some(share),
    };
    around(
        "The rental price decides: it explains two thirds of the spread",
        "Cost of pre-training, US dollars; each input moved over its 90 % interval",
        ChartKind::Tornado(Tornado {
            axis: Axis::new(Dimension::Usd, Scale::Linear, "Cost of pre-training (US dollars)"),
            base: 5.33e6,
            base_label: "Base $5.33 M".into(),
            rows: vec![
                row("Rental price", "$1.50 to $3.50", (4.0e6, 9.32e6), 0.675),
                row("Utilization (MFU)", "25 % to 45 %", (7.38e6, 4.1e6), 0.32),
                row("Training tokens", "± 10 %", (4.79e6, 5.86e6), 0.004),
                row("Active parameters", "36 B to 38 B", (5.14e6, 5.41e6), 0.001),
            ],
        }),
    )
}

/// Cost over price, with the day's quotes.
pub(crate) fn lines() -> ChartSpec {
    let curve = |name: &str, hours: f64, certainty| {
        let points: Vec<(f64, f64)> =
            (0..=36).map(|i| 1.0 + f64::from(i) * 0.25).map(|p| (p, p * hours)).collect();
        LineSeries { name: name.into(), band: Vec::new(), points, step: false, certainty }
    };
    let mut focus = curve("DeepSeek-V3", 2.788e6, Certainty::Reported);
    focus.band = focus.points.iter().map(|(x, y)| (*x, y * 0.8, y * 1.3)).collect();
    around(
        "At ten dollars an hour the run would have cost five times as much",
        "Cost of the final run by rental price, US dollars, band: 90 % interval",
        ChartKind::Lines(Lines {
            x: XAxis::Quantity(Axis::new(Dimension::UsdPerAcceleratorHour, Scale::Linear, "Rental price")),
            y: Axis::new(Dimension::Usd, Scale::Log, "Cost of the final run"),
            series: vec![
                focus,
                curve("Llama 3.1 405B", 30.84e6, Certainty::Reported),
                curve("GPT-4 (estimate)", 57e6, Certainty::Estimated),
            ],
            marks: vec![LineMark { x: 2.0, y: 5.576e6, label: "Paper: $2.00/h, $5.58 M".into() }],
        }),
    )
}

/// Cost over price and utilization.
pub(crate) fn heat() -> ChartSpec {
    let prices = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5];
    let shares = [0.20, 0.25, 0.30, 0.346, 0.40, 0.50];
    let hours = |mfu: f64| 2.664e6 * 0.346 / mfu;
    let mut values: Vec<Vec<Option<f64>>> =
        shares.iter().map(|mfu| prices.iter().map(|price| Some(hours(*mfu) * price)).collect()).collect();
    values[5][0] = None;
    around(
        "Half the utilization costs as much as double the price",
        "Cost of pre-training, US dollars",
        ChartKind::HeatTable(HeatTable {
            dimension: Dimension::Usd,
            scale: Scale::Log,
            row_title: "Utilization (MFU)".into(),
            column_title: "Rental price per GPU-hour".into(),
            rows: shares.iter().map(|mfu| format!("{:.1} %", mfu * 100.0)).collect(),
            columns: prices.iter().map(|price| format!("${price:.2}")).collect(),
            values,
            current: Some((3, 2)),
        }),
    )
}

/// A distribution whose middle is filled in full color.
pub(crate) fn histogram() -> ChartSpec {
    // Log-normal columns from 2 to 20 million.
    let edge = |index: u32| 2e6 * libm::pow(10.0, f64::from(index) / 40.0);
    let height = |from: f64, to: f64| {
        let distance = (libm::log(from * to) / 2.0 - libm::log(6.3e6)) / 0.3135;
        libm::round(7340.0 * libm::exp(-distance * distance / 2.0))
    };
    let columns = (0..40).map(|index| (edge(index), edge(index + 1))).map(|(from, to)| Column {
        from,
        to,
        height: height(from, to),
    });
    around(
        "The final run costs $6.30 M, give or take",
        "Cost of pre-training, US dollars; 100,000 draws",
        ChartKind::Columns(Columns {
            x: Axis::new(Dimension::Usd, Scale::Log, "Cost of pre-training (US dollars)")
                .statistic(3.76e6, "P5 $3.76 M")
                .statistic(6.3e6, "P50 $6.30 M")
                .statistic(10.55e6, "P95 $10.6 M")
                .threshold(5.328e6, "As reported $5.33 M"),
            y: Axis::new(Dimension::Scalar, Scale::Linear, "Draws"),
            columns: columns.collect(),
            interval: Some((3.76e6, 10.55e6)),
            inside_label: "90 % of the draws".into(),
            outside_label: "5 % at either end".into(),
        }),
    )
}

/// Two shares for each input.
pub(crate) fn groups() -> ChartSpec {
    let row = |label: &str, detail: &str, values: [Option<f64>; 2]| GroupRow {
        label: label.into(),
        detail: detail.into(),
        values: values.to_vec(),
        value_label: None,
    };
    around(
        "The rental price explains two thirds of the variance",
        "Share of the variance of the cost of pre-training",
        ChartKind::GroupedBars(GroupedBars {
            axis: Axis::new(Dimension::Fraction, Scale::Linear, "Share of variance"),
            names: vec!["Alone".into(), "With all its combinations".into()],
            rows: vec![
                row("Rental price", "$1.50 to $3.50", [Some(0.658), Some(0.686)]),
                row("Utilization (MFU)", "25 % to 45 %", [Some(0.31), Some(0.338)]),
                row("Training tokens", "± 10 %", [Some(-0.002), Some(0.003)]),
                row("Active parameters", "", [None, Some(0.001)]),
            ],
        }),
    )
}

/// What the builders of uncertainty and what-if charts make of their own samples.
pub(crate) fn built(name: &str) -> ChartSpec {
    use super::context::tests::cost;
    use super::distribution::{cdf_chart, histogram_chart, tests::draws};
    use super::sweep::{sweep_chart, tests as sweeps, two_way_chart};
    match name {
        "draws" => histogram_chart(&cost(), &draws()),
        "cdf" => cdf_chart(&cost(), &draws()),
        "swings" => {
            super::tornado::tornado_chart(&cost(), 5.328e6, &super::tornado::tests::swings(), Scale::Linear)
        }
        "spider" => super::spider::spider_chart(
            &cost(),
            5.328e6,
            super::spider::SpiderAxis::Percentile,
            &super::spider::tests::strands(),
            Scale::Linear,
        ),
        "shares" => super::shares::shares_chart(&cost(), &super::shares::tests::shares()),
        "sweep" => {
            let runs = [
                sweeps::run("DeepSeek-V3", 2.664e6, Certainty::Reported),
                sweeps::run("Llama 3.1 405B", 30.84e6, Certainty::Reported),
                sweeps::run("GPT-4 (estimate)", 57e6, Certainty::Estimated),
            ];
            sweep_chart(&cost(), &sweeps::price(), &runs, Scale::Log)
        }
        _ => {
            let (mfu, price, cells) = sweeps::grid();
            two_way_chart(&cost(), (&mfu, &price), &cells, Some((2, 2)))
        }
    }
}
