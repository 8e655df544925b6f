//! Architectures, accelerators and a scenario for tests: published figures with their source, nothing from a file.

use std::sync::Arc;

use crate::catalog::{
    Accelerator, Catalog, Confidence, Date, NodeRating, Precision, PriceKind, Provenance, Sourced, Status,
};
use crate::scenario::{
    Architecture, Attention, Biases, CheckedScenario, Convention, Efficiency, EnergyMethod, Experts,
    Facility, FailureModel, FeedForward, GoodputMethod, Hardware, HoursBasis, MfuMethod, Model, ModelKind,
    Norms, Ownership, OwnershipMethod, Phase, PhaseKind, Pricing, Program, Scenario, Scope,
};
use crate::units::{
    AcceleratorHours, Accelerators, Bytes, FlopPerSec, Fraction, KgCo2e, KgCo2ePerKwh, LitresPerKwh,
    Multiplier, Params, Pue, Quantity, Seconds, Tokens, Usd, UsdPerAcceleratorHour, UsdPerKwh, Watts, Years,
};

/// A dense decoder of the given shape, with grouped attention, a gated feed-forward block and separate embeddings.
pub(crate) fn dense(
    layers: u32,
    hidden: u32,
    heads: (u32, u32),
    width: u32,
    vocabulary: u32,
) -> Architecture {
    Architecture {
        layers,
        hidden,
        vocabulary,
        attention: Attention::Grouped { heads: heads.0, kv_heads: heads.1, head_dim: hidden / heads.0 },
        feed_forward: FeedForward { width, gated: true },
        experts: None,
        tied_embedding: false,
        mtp_depth: 0,
        sliding_window: None,
        global_every: 0,
        global_layers: None,
        learned_positions: 0,
        biases: Biases::default(),
        norms: Norms::default(),
        attention_sinks: false,
    }
}

/// The classic GPT shape: multi-head attention, plain feed-forward of four times the width, tied embeddings, biases.
pub(crate) fn gpt(layers: u32, hidden: u32, heads: u32, vocabulary: u32, positions: u32) -> Architecture {
    Architecture {
        feed_forward: FeedForward { width: 4 * hidden, gated: false },
        tied_embedding: true,
        learned_positions: positions,
        biases: Biases::ALL,
        norms: Norms { shift: true, ..Norms::default() },
        ..dense(layers, hidden, (heads, heads), 0, vocabulary)
    }
}

/// GPT-3 175B (Brown et al. 2020, table 2.1).
pub(crate) fn gpt3(vocabulary: u32) -> Architecture {
    gpt(96, 12288, 96, vocabulary, 2048)
}

/// Llama 3.1 405B (Llama Team 2024, table 3).
pub(crate) fn llama_405b() -> Architecture {
    dense(126, 16384, (128, 8), 53248, 128_256)
}

/// A DeepSeek model: latent attention of 128 heads and routed experts beside shared ones.
fn deepseek(layers: u32, hidden: u32, vocabulary: u32, dense_width: u32, experts: Experts) -> Architecture {
    Architecture {
        attention: Attention::Latent {
            heads: 128,
            q_lora_rank: 1536,
            kv_lora_rank: 512,
            qk_nope_dim: 128,
            qk_rope_dim: 64,
            v_dim: 128,
        },
        experts: Some(experts),
        ..dense(layers, hidden, (128, 128), dense_width, vocabulary)
    }
}

/// DeepSeek-V2 (arXiv 2405.04434, section 3.1.2).
pub(crate) fn deepseek_v2() -> Architecture {
    let experts = Experts {
        routed: 160,
        per_token: 6,
        width: 1536,
        shared_width: 2 * 1536,
        first_dense_layers: 1,
        every: 1,
        shared_gate: false,
    };
    deepseek(60, 5120, 102_400, 12_288, experts)
}

/// DeepSeek-V3 (arXiv 2412.19437, section 4.2), with so many prediction layers.
pub(crate) fn deepseek_v3(mtp_depth: u32) -> Architecture {
    let experts = Experts {
        routed: 256,
        per_token: 8,
        width: 2048,
        shared_width: 2048,
        first_dense_layers: 3,
        every: 1,
        shared_gate: false,
    };
    Architecture { mtp_depth, ..deepseek(61, 7168, 129_280, 18_432, experts) }
}

/// Where the fixture's values come from.
pub(crate) fn cited(status: Status, source: &str, date: &str) -> Arc<Provenance> {
    Arc::new(Provenance { status, source: source.into(), date: Date::parse(date), ..Provenance::yours() })
}

fn reported<Q: Quantity>(value: f64) -> Sourced<Q> {
    let source = cited(Status::Reported, "DeepSeek-V3 Technical Report", "2024-12");
    Sourced::new(Q::from_base(value), source)
}

fn estimated<Q: Quantity>(value: f64) -> Sourced<Q> {
    Sourced::new(Q::from_base(value), cited(Status::Estimated, "Default with evidence", ""))
}

/// A value that the test itself decides.
pub(crate) fn of<Q: Quantity>(value: f64) -> Sourced<Q> {
    estimated(value)
}

/// Id, chip, form factor, dense BF16 and FP8 TFLOP/s, TDP, and the server's accelerators and rated watts.
type AcceleratorRow = (&'static str, &'static str, &'static str, f64, Option<f64>, f64, Option<(f64, f64)>);

const ACCELERATORS: &[AcceleratorRow] = &[
    ("h800-sxm5-80gb", "H800", "SXM5", 989.4, Some(1978.9), 700.0, Some((8.0, 10_200.0))),
    ("h800-pcie-80gb", "H800", "PCIe", 756.0, Some(1513.0), 350.0, None),
    ("h100-sxm5-80gb", "H100", "SXM5", 989.4, Some(1978.9), 700.0, Some((8.0, 10_200.0))),
    ("a100-sxm4-80gb", "A100", "SXM4", 312.0, None, 400.0, Some((8.0, 6500.0))),
    ("v100-sxm2-32gb", "V100", "SXM2", 125.0, None, 300.0, Some((8.0, 3500.0))),
    ("b200-sxm-180gb", "B200", "SXM6", 2250.0, Some(4500.0), 1000.0, Some((8.0, 14_300.0))),
    ("tpu-v3", "TPU v3", "pod board", 123.0, None, 450.0, None),
    ("tpu-v4", "TPU v4", "pod board", 275.0, None, 340.0, None),
];

fn accelerator(row: &AcceleratorRow) -> Accelerator {
    let (id, chip, form_factor, bf16, fp8, tdp, node) = *row;
    let peak = |precision, tflops: f64| (precision, FlopPerSec::from_tflop_per_sec(tflops));
    Accelerator {
        id: id.into(),
        name: format!("{chip} {form_factor}"),
        aliases: Vec::new(),
        chip_family: chip.into(),
        vendor: if chip.starts_with("TPU") { "Google" } else { "NVIDIA" }.into(),
        release_year: None,
        form_factor: form_factor.into(),
        peaks: std::iter::once(peak(Precision::Bf16, bf16))
            .chain(fp8.map(|fp8| peak(Precision::Fp8, fp8)))
            .collect(),
        memory: Some(Bytes::from_bytes(80e9)),
        memory_bandwidth: None,
        scale_up_bandwidth: None,
        scale_out_bandwidth: None,
        tdp: Some(Watts::from_watts(tdp)),
        accelerators_per_node: node.map(|_| 8),
        node: node
            .map(|(accelerators, watts)| NodeRating { accelerators, max_power: Watts::from_watts(watts) }),
        system_power: (id == "tpu-v4").then(|| Watts::from_watts(378.5)),
        chip_price: None,
        chip_price_note: String::new(),
        server_price: None,
        server_price_note: String::new(),
        export_status: String::new(),
        provenance: cited(Status::Reported, "Data sheet", "2023"),
        confidence: Confidence::High,
        price_confidence: None,
    }
}

/// A catalogue of the accelerators that the tests name.
pub(crate) fn catalog() -> Catalog {
    let accelerators = ACCELERATORS.iter().map(|row| Arc::new(accelerator(row))).collect();
    Catalog { accelerators, ..Catalog::default() }
}

/// A phase with reported hours and perhaps tokens at a context of 4096.
pub(crate) fn phase(name: &str, kind: PhaseKind, hours: f64, tokens: Option<f64>) -> Phase {
    Phase {
        reported_hours: Some(reported::<AcceleratorHours>(hours)),
        tokens: tokens.map(reported::<Tokens>),
        context_length: tokens.map(|_| reported::<Tokens>(4096.0)),
        ..Phase::new(name, kind)
    }
}

/// DeepSeek-V3 as its report gives it: 2.788 M hours of 2,048 H800 at an assumed $2 (section 1, table 1).
pub(crate) fn scenario() -> Scenario {
    Scenario {
        id: "deepseek-v3".into(),
        name: "DeepSeek-V3".into(),
        developer: "DeepSeek".into(),
        released: Date::parse("2024-12-26"),
        note: String::new(),
        model: Model {
            kind: ModelKind::MixtureOfExperts,
            total_params: reported::<Params>(671e9),
            active_params: reported::<Params>(37e9),
            architecture: Some(deepseek_v3(0)),
        },
        phases: vec![
            phase("pre-training", PhaseKind::PreTraining, 2.664e6, Some(14.8e12)),
            phase("context extension", PhaseKind::ContextExtension, 119e3, None),
            phase("post-training", PhaseKind::PostTraining, 5e3, None),
        ],
        hardware: Hardware {
            accelerator: "h800-sxm5-80gb".into(),
            custom: None,
            accelerators: reported::<Accelerators>(2048.0),
            mfu_precision: Precision::Bf16,
            peak_dense: None,
        },
        efficiency: efficiency(),
        pricing: Pricing {
            rental_price: reported::<UsdPerAcceleratorHour>(2.0),
            price_kind: PriceKind::Assumed,
            price_year: Some(2024),
            ownership: ownership(),
        },
        facility: facility(),
        program: Program {
            experiments_multiplier: estimated::<Multiplier>(3.0),
            staff: None,
            fleet_capex: None,
            fleet_opex: None,
            serving: None,
        },
        scope: Scope::FinalRun,
        hours_basis: HoursBasis::Reported,
        convention: Convention::SixNd,
        uncertainty: crate::scenario::Uncertainty::default(),
    }
}

fn efficiency() -> Efficiency {
    Efficiency {
        mfu_method: MfuMethod::Stated,
        mfu: estimated::<Fraction>(0.35),
        goodput_method: GoodputMethod::Stated,
        goodput: estimated::<Fraction>(1.0),
        failures: FailureModel {
            hours_per_interruption: estimated::<AcceleratorHours>(50_677.0),
            checkpoint_time: estimated::<Seconds>(60.0),
            restart_time: estimated::<Seconds>(600.0),
        },
    }
}

/// The defaults of the levelized method: sections 4.2's table.
fn ownership() -> Ownership {
    Ownership {
        method: OwnershipMethod::Levelized,
        server_price: estimated::<Usd>(33_750.0),
        chip_price: None,
        server_over_chip: None,
        hardware_age: None,
        network_share: estimated::<Fraction>(0.19),
        storage_share: estimated::<Fraction>(0.03),
        hardware_life: estimated::<Years>(5.0),
        residual: estimated::<Fraction>(0.10),
        cost_of_capital: estimated::<Fraction>(0.10),
        building_usd_per_watt: estimated::<Usd>(11.7),
        building_life: estimated::<Years>(20.0),
        operations_share: estimated::<Fraction>(0.04),
        utilization: estimated::<Fraction>(0.85),
        depreciation_oom_per_year: estimated::<Multiplier>(0.14),
    }
}

fn facility() -> Facility {
    Facility {
        energy_method: EnergyMethod::NodePower,
        site: String::new(),
        power_draw_fraction: estimated::<Fraction>(0.76),
        network_factor: estimated::<Multiplier>(1.05),
        pue: estimated::<Pue>(1.25),
        system_power: None,
        tdp: None,
        server_factor: None,
        electricity_price: estimated::<UsdPerKwh>(0.08),
        carbon_intensity: estimated::<KgCo2ePerKwh>(0.582),
        matched_share: estimated::<Fraction>(0.0),
        embodied_per_hour: estimated::<KgCo2e>(0.025),
        on_site_water: estimated::<LitresPerKwh>(0.3),
        off_site_water: estimated::<LitresPerKwh>(6.0),
    }
}

/// The scenario as checked, after a change.
pub(crate) fn checked(change: impl FnOnce(&mut Scenario)) -> CheckedScenario {
    let mut scenario = scenario();
    change(&mut scenario);
    Arc::new(scenario).check(&catalog()).unwrap()
}

/// Whether a value is within a relative tolerance of what is expected; says both when not.
#[track_caller]
pub(crate) fn assert_near(value: f64, expected: f64, tolerance: f64) {
    let off = (value / expected - 1.0).abs();
    assert!(off <= tolerance, "{value} is {off:.2e} off {expected}, more than {tolerance:.0e}");
}
