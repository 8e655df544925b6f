//! Values of the shipped catalogue against the tables that they were converted from.

use flopwise::{
    catalog::{Accelerator, CarbonBasis, EnergyBasis, Precision, PriceKind, PriceQuote, Site},
    units::Quantity,
};

use crate::catalog_files::shipped;

fn accelerator(id: &str) -> &'static Accelerator {
    shipped().accelerator(id).unwrap()
}

fn tera(id: &str, precision: Precision) -> f64 {
    accelerator(id).peak_dense(precision).unwrap().as_tflop_per_sec()
}

fn site(id: &str) -> &'static Site {
    shipped().site(id).unwrap()
}

/// A sum over a column, to a part in a billion: adding in floating point is all that differs.
fn assert_sum(values: impl Iterator<Item = f64>, count: usize, sum: f64, of: &str) {
    let values: Vec<f64> = values.collect();
    assert_eq!(values.len(), count, "number of {of}");
    let total: f64 = values.iter().sum();
    assert!((total / sum - 1.0).abs() < 1e-9, "sum of {of}: {total} instead of {sum}");
}

#[test]
fn peaks_are_dense() {
    use Precision::{Bf16, Fp4, Fp8, Fp16};
    // Data sheets print the sparse figure first; these are the dense ones.
    for (id, precision, dense) in [
        ("h100-sxm", Bf16, 989.4),
        ("h100-sxm", Fp8, 1978.9),
        ("h100-pcie", Bf16, 756.0),
        ("h800-sxm", Bf16, 989.4),
        ("h800-pcie", Bf16, 756.0),
        ("h800-pcie", Fp8, 1513.0),
        ("a100-sxm-80gb", Bf16, 312.0),
        ("a100-pcie-40gb", Bf16, 312.0),
        ("v100-sxm2-32gb", Fp16, 125.0),
        ("h20", Bf16, 148.0),
        ("h200-sxm", Bf16, 989.5),
        ("b200-sxm", Bf16, 2250.0),
        ("b200-sxm", Fp4, 9000.0),
        ("gb200-nvl72", Bf16, 2500.0),
        ("l40s", Bf16, 362.0),
        ("mi300x", Bf16, 1307.4),
        ("tpu-v4", Bf16, 275.0),
        ("tpu-v5p", Bf16, 459.0),
    ] {
        assert_eq!(tera(id, precision), dense, "{id} {precision:?}");
    }
    // FP8 doubles BF16 on tensor cores that have it; 0.1 % is the rounding of the data sheets.
    for id in [
        "h100-sxm",
        "h100-pcie",
        "h100-nvl",
        "h800-sxm",
        "h800-pcie",
        "h200-sxm",
        "h20",
        "b200-sxm",
        "mi300x",
    ] {
        let ratio = tera(id, Fp8) / tera(id, Bf16);
        assert!((ratio - 2.0).abs() < 0.002, "{id}: FP8 is {ratio} × BF16");
    }
    // A sparse FP16 figure beside a dense BF16 one would be twice as high.
    for chip in &shipped().accelerators {
        if let (Some(bf16), Some(fp16)) = (chip.peak_dense(Bf16), chip.peak_dense(Fp16)) {
            let consumer = chip.form_factor == "PCIe consumer";
            let ratio = fp16 / bf16;
            assert!(consumer || ratio < 1.01, "{}: FP16 is {ratio} × BF16", chip.id);
        }
    }
    assert_eq!(accelerator("wse-3").peaks, [], "only a figure believed to be sparse is published");
    assert!(accelerator("v100-sxm2-32gb").peak_dense(Bf16).is_none());
}

#[test]
fn ten_accelerators_are_as_in_the_table() {
    assert_eq!(accelerator("h100-sxm").tdp.unwrap().as_watts(), 700.0);
    assert_eq!(accelerator("h100-sxm").node.unwrap().max_power.as_watts(), 10_200.0);
    assert_eq!(accelerator("h100-sxm").chip_price.unwrap().as_usd(), 31_120.0);
    assert_eq!(accelerator("h800-sxm").scale_up_bandwidth, Some(400e9));
    assert_eq!(accelerator("h800-sxm").server_price.unwrap().as_usd(), 358_000.0);
    assert_eq!(accelerator("a100-sxm-40gb").memory.unwrap().as_bytes(), 40e9);
    assert_eq!(accelerator("b200-sxm").scale_out_bandwidth, Some(50e9));
    assert_eq!(accelerator("gb200-nvl72").accelerators_per_node, Some(72));
    assert_eq!(accelerator("l40s").accelerators_per_node, Some(8));
    assert!(accelerator("l40s").node.is_none());
    assert_eq!(accelerator("h200-sxm").memory_bandwidth, Some(4.8e12));
    assert_eq!(accelerator("ascend-910c").server_price.unwrap().as_usd(), 8.2e6);
    assert_eq!(accelerator("mi355x").tdp.unwrap().as_watts(), 1400.0);
    assert!(accelerator("vr200-nvl72").tdp.is_none());
    // Measured, host included: Patterson et al. 2021 and the PaLM paper.
    let system = |id| accelerator(id).system_power.map(flopwise::units::Watts::as_watts);
    assert_eq!(
        (system("tpu-v2"), system("tpu-v3"), system("tpu-v4")),
        (Some(221.0), Some(283.0), Some(378.5))
    );
    assert_eq!(shipped().accelerators.iter().filter(|chip| chip.system_power.is_some()).count(), 3);
}

#[test]
fn no_accelerator_figure_was_lost() {
    let all = || shipped().accelerators.iter();
    let peaks = |precision| {
        all()
            .filter_map(move |chip| chip.peak_dense(precision))
            .map(flopwise::units::FlopPerSec::as_tflop_per_sec)
    };
    assert_sum(peaks(Precision::Bf16), 49, 48_215.8, "BF16 peaks");
    // Without the 125,000 TFLOP/s of the WSE-3.
    assert_sum(peaks(Precision::Fp16), 45, 42_064.4, "FP16 peaks");
    assert_sum(peaks(Precision::Fp8), 31, 92_725.9, "FP8 peaks");
    assert_sum(
        all().filter_map(|chip| chip.memory).map(|bytes| bytes.as_bytes() / 1e9),
        55,
        5844.0,
        "memory",
    );
    assert_sum(all().filter_map(|chip| chip.tdp).map(flopwise::units::Watts::as_watts), 52, 51_400.0, "TDP");
    assert_sum(
        all().filter_map(|chip| chip.node).map(|node| node.max_power.as_watts()),
        17,
        929_492.0,
        "nodes",
    );
    assert_sum(
        all().filter_map(|chip| chip.chip_price).map(flopwise::units::Usd::as_usd),
        42,
        745_014.0,
        "chip prices",
    );
    assert_sum(
        all().filter_map(|chip| chip.server_price).map(flopwise::units::Usd::as_usd),
        16,
        19_700_630.0,
        "servers",
    );
}

fn quote(id: &str) -> &'static PriceQuote {
    shipped().prices.iter().find(|quote| quote.id == id).unwrap_or_else(|| panic!("no quote {id}"))
}

fn dollars(id: &str, kind: PriceKind) -> f64 {
    quote(id).price(kind).unwrap().as_usd_per_hour()
}

#[test]
fn ten_quotes_are_as_in_the_table() {
    use PriceKind::{Assumed, OnDemand, Reserved1y, Reserved3y, Spot};
    assert_eq!(dollars("azure-a100-40gb-east-us-2021-04-11", OnDemand), 3.40);
    assert_eq!(dollars("azure-a100-40gb-east-us-2021-04-11", Reserved1y), 2.40);
    assert_eq!(dollars("azure-a100-40gb-east-us-2021-04-11", Reserved3y), 1.44);
    assert_eq!(dollars("aws-a100-40gb-us-east-northern-virginia-2021-06-15", Reserved3y), 1.45);
    assert_eq!(dollars("neocloud-median-h100-sxm-us-global-2024-07", OnDemand), 3.44);
    assert_eq!(dollars("neocloud-median-h100-sxm-us-global-2024-07", Spot), 1.85);
    assert_eq!(dollars("google-cloud-tpu-v3-europe-west4-2026-08", OnDemand), 2.0);
    assert_eq!(dollars("vultr-mi300x-us-2026-05", OnDemand), 1.85);
    assert_eq!(dollars("vast-ai-rtx-4090-2025-03-03", OnDemand), 0.35);
    assert_eq!(dollars("deepseek-h800-sxm-china-2024-12", Assumed), 2.0);
    let v100 = quote("google-cloud-v100-16gb-netherlands-europe-west4-2025-03-03");
    assert_eq!(v100.price(OnDemand).unwrap().as_usd_per_hour(), 2.55);
    assert_eq!((v100.instance.as_str(), v100.accelerators_per_instance), ("16 GB HBM2", Some(1)));
    let h100 = shipped().prices.iter().find(|quote| quote.instance == "a3-highgpu-8g").unwrap();
    assert_eq!(h100.price(Spot).unwrap().as_usd_per_hour(), 6.2894);
    assert_eq!(h100.accelerator.as_deref(), Some("h100-sxm"));
    assert_eq!(h100.date.to_string(), "2026-10-10");
}

#[test]
fn no_price_was_lost() {
    let prices = shipped().prices.iter().flat_map(|quote| quote.prices.iter());
    assert_eq!(prices.clone().count(), 756);
    let assumed = shipped().prices.iter().filter(|quote| quote.price(PriceKind::Assumed).is_some());
    assert_eq!(assumed.count(), 3);
    // No chip was ever rented for 20 dollars an hour: that would be the price of a node.
    assert!(prices.into_iter().all(|(_, price)| (0.05..20.0).contains(&price.as_usd_per_hour())));
}

#[test]
fn ten_sites_are_as_in_the_table() {
    let carbon = |id| site(id).carbon_intensity.as_kg_per_kwh();
    assert_eq!(carbon("us"), 0.3844);
    assert_eq!(carbon("china"), 0.5253);
    assert_eq!(carbon("china-zhejiang"), 0.4974);
    assert_eq!(carbon("china-sichuan"), 0.1564);
    assert_eq!(carbon("us-egrid"), 0.3497);
    assert_eq!(carbon("gcp-us-central1"), 0.43);
    assert_eq!(site("us").off_site_water.unwrap().as_litres_per_kwh(), 3.1321);
    assert_eq!(site("us").electricity_price.unwrap().as_usd_per_kwh(), 0.0826);
    assert_eq!(site("china").electricity_price.unwrap().as_usd_per_kwh(), 0.088);
    assert_eq!(site("france").previous_carbon.unwrap().1.as_kg_per_kwh(), 0.0405);
    assert_eq!(site("us-alabama").carbon_basis, CarbonBasis::DirectCo2e);
    assert_eq!(site("china-zhejiang").carbon_basis, CarbonBasis::Co2Only);
    assert_eq!(site("gcp-me-central1").name, "GCP me-central1 (Doha)");
    assert!(site("norway").price_provenance.as_ref().unwrap().unconfirmed);
}

#[test]
fn no_site_figure_was_lost() {
    let all = || shipped().sites.iter();
    assert_sum(all().map(|site| site.carbon_intensity.as_kg_per_kwh() * 1000.0), 198, 74_552.9, "carbon");
    let previous = all().filter_map(|site| site.previous_carbon);
    assert_sum(previous.map(|(_, carbon)| carbon.as_kg_per_kwh() * 1000.0), 76, 27_577.8, "previous carbon");
    let water = all().filter_map(|site| site.off_site_water);
    assert_sum(water.map(flopwise::units::LitresPerKwh::as_litres_per_kwh), 48, 245.216, "water");
    let prices = all().filter_map(|site| site.electricity_price);
    assert_sum(prices.map(flopwise::units::UsdPerKwh::as_usd_per_kwh), 77, 8.646, "electricity");
}

#[test]
fn ten_runs_are_as_in_the_table() {
    let run = |id: &str| shipped().run(id).unwrap();
    let v3 = run("deepseek-v3");
    assert_eq!(v3.tokens.unwrap().as_count(), 14.8e12);
    assert_eq!(v3.cost.unwrap().as_usd(), 5.576e6);
    assert_eq!((v3.architecture.experts, v3.architecture.feed_forward), (Some(256), Some(2048)));
    assert_eq!(v3.accelerator.as_deref(), Some("h800-sxm"));
    let rate = run("deepseek-v3-throughput");
    assert_eq!(rate.mfu.unwrap().number(), 0.3894);
    assert_eq!(rate.training_compute.unwrap().as_flop(), 6.81182e22);
    let llama = run("Llama 3.1 405B");
    assert_eq!(llama.total_params.unwrap().as_count(), 405_853_388_800.0);
    assert_eq!(llama.hours.unwrap().as_hours(), 30.84e6);
    assert_eq!(llama.carbon.unwrap().as_kg(), 8930e3);
    assert_eq!(run("bloom").hfu.unwrap().number(), 0.48);
    assert_eq!(run("bloom").energy.unwrap().as_kwh(), 433_196.0);
    assert_eq!(run("bloom").energy_basis, Some(EnergyBasis::Circular));
    assert_eq!(run("palm").energy_basis, Some(EnergyBasis::Measured));
    assert_eq!(run("palm").pue.unwrap().base(), 1.08);
    assert_eq!(run("gpt-3").days.unwrap().as_days(), 14.8);
    assert_eq!(run("gpt-oss-120b").hours.unwrap().as_hours(), 2.1e6);
    assert_eq!(run("grok-4").cost.unwrap().as_usd(), 4.9e8);
    assert_eq!(run("olmo-2-7b").energy.unwrap().as_kwh(), 131e3);
    assert_eq!(run("nanochat").hours.unwrap().as_hours(), 24.3321);
    assert_eq!(run("tinyllama").accelerator.as_deref(), Some("a100-sxm-40gb"));
    assert_eq!(run("mpt-30b").accelerator, None);
    // The rate per trillion tokens that one database stores as the total must not come back.
    assert!(run("deepseek-v2").hours.unwrap().as_hours() > 1e6);
}

#[test]
fn no_run_figure_was_lost() {
    let all = || shipped().runs.iter();
    assert_sum(all().filter_map(|run| run.mfu).map(flopwise::units::Fraction::number), 20, 8.1104, "MFU");
    assert_sum(all().filter_map(|run| run.hfu).map(flopwise::units::Fraction::number), 5, 2.498, "HFU");
    assert_sum(
        all().filter_map(|run| run.hours).map(flopwise::units::AcceleratorHours::as_hours),
        68,
        803998187.7277,
        "hours",
    );
    assert_sum(
        all().filter_map(|run| run.tokens).map(flopwise::units::Tokens::as_count),
        72,
        532_095_795_484_160.0,
        "tokens",
    );
    assert_sum(
        all().filter_map(|run| run.energy).map(flopwise::units::Energy::as_kwh),
        32,
        357_155_608.0,
        "energy",
    );
    assert_sum(
        all().filter_map(|run| run.carbon).map(flopwise::units::KgCo2e::as_kg),
        36,
        193_649_010.0,
        "carbon",
    );
    assert_sum(
        all().filter_map(|run| run.cost).map(flopwise::units::Usd::as_usd),
        29,
        1_568_425_234.0,
        "cost",
    );
    assert_sum(
        all().filter_map(|run| run.accelerators).map(flopwise::units::Accelerators::as_count),
        56,
        558_528.0,
        "accelerators",
    );
    let compute = all().filter_map(|run| run.training_compute).map(flopwise::units::Flop::as_flop);
    assert_sum(compute, 44, 1.5005579415078e27, "training compute");
    assert_sum(
        all().filter_map(|run| run.days).map(flopwise::units::Days::as_days),
        42,
        1416.176192302,
        "days",
    );
    assert_sum(
        all().filter_map(|run| run.price).map(flopwise::units::UsdPerAcceleratorHour::as_usd_per_hour),
        8,
        23.5,
        "prices",
    );
    assert_sum(all().filter_map(|run| run.pue).map(flopwise::units::Quantity::base), 23, 26.08, "PUE");
    let amortized = all().filter_map(|run| run.epoch_amortized).map(flopwise::units::Usd::as_usd);
    assert_sum(amortized, 28, 808_507_781.0, "Epoch's amortized cost");
    let layers = all().filter_map(|run| run.architecture.layers).map(f64::from);
    assert_sum(layers, 79, 4279.0, "layers");
}
