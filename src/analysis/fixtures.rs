//! Scenarios and a small catalogue for the tests of this layer; every number is a published one.

use std::sync::Arc;

use crate::catalog::{
    Accelerator, Catalog, Confidence, Date, NodeRating, Precision, PriceKind, Provenance, Sourced, Status,
};
use crate::scenario::{
    Convention, Efficiency, EnergyMethod, Facility, FailureModel, GoodputMethod, Hardware, HoursBasis,
    MfuMethod, Model, ModelKind, Ownership, OwnershipMethod, Phase, PhaseKind, Pricing, Program, Scenario,
    Scope,
};
use crate::units::{FlopPerSec, Quantity, Watts};

/// A value whose source matters only by its status.
pub(super) fn given<Q: Quantity>(value: f64, status: Status) -> Sourced<Q> {
    let provenance = Provenance { status, source: "fixture".into(), ..Provenance::yours() };
    Sourced::new(Q::from_base(value), Arc::new(provenance))
}

fn reported<Q: Quantity>(value: f64) -> Sourced<Q> {
    given(value, Status::Reported)
}

fn assumed<Q: Quantity>(value: f64) -> Sourced<Q> {
    given(value, Status::Estimated)
}

pub(super) fn accelerator(id: &str, name: &str, year: u16, tflops: f64, tdp: f64, node: f64) -> Accelerator {
    Accelerator {
        id: id.into(),
        name: name.into(),
        aliases: Vec::new(),
        vendor: if id.starts_with("tpu") { "Google".into() } else { "NVIDIA".into() },
        release_year: Some(year),
        form_factor: "SXM".into(),
        peaks: vec![
            (Precision::Bf16, FlopPerSec::from_tflop_per_sec(tflops)),
            (Precision::Fp8, FlopPerSec::from_tflop_per_sec(2.0 * tflops)),
        ],
        memory: None,
        memory_bandwidth: None,
        scale_up_bandwidth: None,
        tdp: Some(Watts::from_watts(tdp)),
        chip_family: name.split(' ').next().unwrap_or(name).into(),
        accelerators_per_node: None,
        scale_out_bandwidth: None,
        price_confidence: None,
        node: Some(NodeRating { accelerators: 8.0, max_power: Watts::from_watts(node) }),
        system_power: None,
        chip_price: None,
        chip_price_note: String::new(),
        server_price: None,
        server_price_note: String::new(),
        export_status: String::new(),
        provenance: Arc::new(Provenance {
            status: Status::Reported,
            source: "data sheet".into(),
            ..Provenance::yours()
        }),
        confidence: Confidence::High,
    }
}

/// Dense BF16 peaks, TDP and node ratings of NVIDIA's data sheets.
pub(super) fn catalog() -> Catalog {
    Catalog {
        accelerators: [
            accelerator("a100-sxm-80gb", "A100 SXM4 80GB", 2020, 312.0, 400.0, 6500.0),
            accelerator("h100-sxm", "H100 SXM5 80GB", 2022, 989.4, 700.0, 10_200.0),
            accelerator("h800-sxm", "H800 SXM5 80GB", 2023, 989.4, 700.0, 10_200.0),
        ]
        .map(Arc::new)
        .to_vec(),
        ..Catalog::default()
    }
}

/// What distinguishes one fixture from another.
pub(super) struct Facts {
    pub(super) name: &'static str,
    pub(super) total: f64,
    pub(super) active: f64,
    pub(super) tokens: f64,
    pub(super) compute: Option<f64>,
    pub(super) hours: f64,
    pub(super) status: Status,
    pub(super) chip: &'static str,
    pub(super) count: f64,
    pub(super) price: f64,
    pub(super) price_kind: PriceKind,
    pub(super) price_year: Option<u16>,
}

pub(super) fn scenario(facts: &Facts) -> Scenario {
    let mut main = Phase::new("pre-training", PhaseKind::PreTraining);
    main.tokens = Some(given(facts.tokens, facts.status));
    main.training_compute = facts.compute.map(|flop| given(flop, facts.status));
    main.reported_hours = Some(given(facts.hours, facts.status));
    let sparse = facts.active < facts.total;
    Scenario {
        id: facts.name.to_lowercase().replace([' ', '.'], "-"),
        name: facts.name.into(),
        developer: String::new(),
        released: Date::parse("2024-12"),
        note: String::new(),
        model: Model {
            kind: if sparse { ModelKind::MixtureOfExperts } else { ModelKind::Dense },
            total_params: given(facts.total, facts.status),
            active_params: given(facts.active, facts.status),
            architecture: None,
        },
        phases: vec![main],
        hardware: Hardware {
            accelerator: facts.chip.into(),
            custom: None,
            accelerators: given(facts.count, facts.status),
            mfu_precision: Precision::Bf16,
            peak_dense: None,
        },
        efficiency: Efficiency {
            mfu_method: MfuMethod::Stated,
            mfu: assumed(0.4),
            goodput_method: GoodputMethod::Stated,
            goodput: assumed(1.0),
            failures: FailureModel {
                hours_per_interruption: assumed(50_000.0),
                checkpoint_time: assumed(60.0),
                restart_time: assumed(600.0),
            },
        },
        pricing: Pricing {
            rental_price: reported(facts.price),
            price_kind: facts.price_kind,
            price_year: facts.price_year,
            ownership: ownership(),
        },
        facility: facility(),
        program: Program {
            experiments_multiplier: assumed(1.5),
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

fn ownership() -> Ownership {
    Ownership {
        chip_price: None,
        server_over_chip: None,
        hardware_age: None,
        method: OwnershipMethod::Levelized,
        server_price: assumed(33_750.0),
        network_share: assumed(0.19),
        storage_share: assumed(0.03),
        hardware_life: assumed(5.0),
        residual: assumed(0.1),
        cost_of_capital: assumed(0.1),
        building_usd_per_watt: assumed(11.7),
        building_life: assumed(20.0),
        operations_share: assumed(0.04),
        utilization: assumed(0.85),
        depreciation_oom_per_year: assumed(0.14),
    }
}

fn facility() -> Facility {
    Facility {
        energy_method: EnergyMethod::NodePower,
        site: String::new(),
        power_draw_fraction: assumed(0.76),
        network_factor: assumed(1.05),
        pue: assumed(1.25),
        system_power: None,
        tdp: None,
        server_factor: None,
        electricity_price: assumed(0.08),
        carbon_intensity: assumed(0.525),
        matched_share: assumed(0.0),
        embodied_per_hour: assumed(0.025),
        on_site_water: assumed(0.3),
        off_site_water: assumed(3.0),
    }
}

/// DeepSeek-V3 Technical Report, Table 1 and section 1.
pub(super) fn deepseek_v3() -> Scenario {
    let mut scenario = scenario(&Facts {
        name: "DeepSeek-V3",
        total: 671e9,
        active: 37e9,
        tokens: 14.8e12,
        compute: None,
        hours: 2.664e6,
        status: Status::Reported,
        chip: "h800-sxm",
        count: 2048.0,
        price: 2.0,
        price_kind: PriceKind::Assumed,
        price_year: Some(2024),
    });
    for (name, kind, hours) in [
        ("context extension", PhaseKind::ContextExtension, 119_000.0),
        ("post-training", PhaseKind::PostTraining, 5_000.0),
    ] {
        let mut phase = Phase::new(name, kind);
        phase.reported_hours = Some(reported(hours));
        scenario.phases.push(phase);
    }
    scenario
}

/// Llama 3.1 model card and the Llama 3 paper, at DeepSeek's assumed price.
pub(super) fn llama_405b() -> Scenario {
    scenario(&Facts {
        name: "Llama 3.1 405B",
        total: 405e9,
        active: 405e9,
        tokens: 15.6e12,
        compute: Some(3.8e25),
        hours: 30.84e6,
        status: Status::Reported,
        chip: "h100-sxm",
        count: 16_384.0,
        price: 2.0,
        price_kind: PriceKind::Assumed,
        price_year: Some(2024),
    })
}

/// Epoch AI's estimate, at its three-year commitment price.
pub(super) fn gpt_4() -> Scenario {
    scenario(&Facts {
        name: "GPT-4",
        total: 1.8e12,
        active: 280e9,
        tokens: 13e12,
        compute: Some(2.1e25),
        hours: 57e6,
        status: Status::Speculative,
        chip: "a100-sxm-80gb",
        count: 25_000.0,
        price: 1.38,
        price_kind: PriceKind::Reserved3y,
        price_year: Some(2022),
    })
}
