#!/usr/bin/env python3
"""Turns four CSV tables into the catalogue that flopwise ships.

    python3 presets/convert.py DIRECTORY [OUTPUT]

DIRECTORY holds accelerators.csv, rental_prices.csv, grid.csv and published_runs.csv; OUTPUT defaults to the folder
of this script. Written are accelerators.ron, prices.ron, sites.ron and published_runs.ron, byte for byte the same on
every run. Only Python's standard library is used.

What a table cannot say stands in the two wording files: stable ids, exact aliases, short remarks, titles and
addresses of the sources. A row that they do not know is an error, so that no remark is lost silently. Columns that
follow from others (implied ratios, sanity flags) are not carried over: see README.md.
"""

import csv
import re
import sys
from pathlib import Path

from ron import Entry, Source, number, write
from wording_accelerators import ACCELERATORS, EXPORT, SOURCES, SPARSE_PEAKS, STATUS, SYSTEM_POWER
from wording_runs import RUNS

UNCONFIRMED = "unconfirmed: check before relying on it"


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def slug(text):
    """The kebab-case id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def tidy(text):
    """Shortens the turns of phrase that come back in many cells."""
    for old, new in [
        (UNCONFIRMED, "unconfirmed"), ("(unconfirmed)", "unconfirmed"), (" unconfirmed", " (unconfirmed)"),
        (" x ", " × "), ("incl. ", "with "), ("amortised", "amortized"), ("derived: ", "derived: "),
        ("location-based US average", "location-based, US mean"),
        ("net of hourly carbon-free energy", "net of carbon-free energy by the hour"),
        ("AI Index 2024 cloud-rental estimate", "AI Index 2024: cloud rental"),
        ("one node measured and scaled", "scaled up from one measured node"),
        ("one node sampled every 25 ms and scaled", "scaled up from one node sampled every 25 ms"),
        ("gross location-based operational", "gross, location-based, operational"),
        ("GPU at 400 W TDP", "GPU at its TDP of 400 W"),
    ]:
        text = text.replace(old, new)
    return text


def grade(text):
    """The first grade in a cell such as "high specs / medium price", and the price's own if there is one."""
    specification, _, price = text.partition(" / ")
    return specification.split()[0], price.split()[0] if price else ""


def accelerators(table):
    sources, entries = {}, []
    for title in SOURCES.values():
        if not isinstance(title, str):
            key, name, url, date = title
            sources[key] = Source(name, url, date, "reported")
    for row in table:
        identity, family, aliases, note = ACCELERATORS[row["name"]]
        entry = Entry(id=identity, name=row["name"], aliases=aliases, chip_family=family, vendor=row["vendor"],
                      release_year=number(row["release_year"]), form_factor=row["form_factor"])
        for precision in ["fp32", "tf32", "bf16", "fp16", "fp8", "int8", "fp4"]:
            unit = "tops" if precision == "int8" else "tflops"
            if (identity, precision) not in SPARSE_PEAKS:
                entry.add(f"peak_{precision}_{unit}", number(row[f"{precision}_{unit}"]))
        power, power_source = SYSTEM_POWER.get(identity, ("", None))
        used = [source_key(text) for text in row["source"].split("; ")]
        if power_source and power_source not in used:
            used.append(power_source)
        specification, price = grade(row["confidence"])
        marks = row["notes"] + row["source"]
        if row["confidence"] == "high":
            price = "high"
        entry.add("memory_gb", number(row["memory_gb"]))
        entry.add("memory_bandwidth_gb_s", number(row["memory_bw_gbs"]))
        entry.add("scale_up_gb_s", number(row["scaleup_bw_gbs_bidir"]))
        entry.add("scale_out_gbit_s", number(row["scaleout_nic_gbps_per_device"]))
        entry.add("tdp_w", number(row["tdp_w"]))
        entry.add("per_node", number(row["gpus_per_server"]))
        entry.add("node_max_w", number(row["server_max_power_w"]))
        entry.add("system_power_w", number(str(power)))
        entry.add("chip_price_usd", number(row["approx_purchase_price_usd"]))
        entry.add("chip_price_note", tidy(row["purchase_price_date"]))
        entry.add("server_price_usd", number(row["approx_server_price_usd"]))
        entry.add("server_price_note", tidy(row["server_price_date"]))
        entry.add("export", next(text for start, text in EXPORT if row["export_status"].startswith(start)))
        entry.add("sources", used)
        entry.add("status", STATUS.get(identity, ""))
        entry.add("confidence", specification if specification in ("high", "medium", "low") else "low")
        entry.add("price_confidence", price if row["approx_purchase_price_usd"] else "")
        entry.add("unconfirmed", "unconfirmed" in marks)
        entry.add("note", note)
        assert bool(note) >= bool(row["notes"]), f"write a remark for {row['name']}"
        entries.append(entry)
    return sources, entries


def source_key(text):
    """The key of an accelerator's source, whatever stands in parentheses after its title."""
    title = re.sub(r" \(.*$", "", text).strip()
    found = SOURCES["unconfirmed" if text == UNCONFIRMED else title]
    return found if isinstance(found, str) else found[0]


PRICE_SOURCES = {
    "Epoch AI hardware price log": ("epoch-prices", "Epoch AI, hardware price log",
        "https://github.com/epoch-research/training-cost-trends", "2026-04", "reported"),
    "ewyluda/gpu-price-index": ("price-index-daily", "gpu-price-index, daily observations",
        "https://github.com/ewyluda/gpu-price-index", "2026-10", "reported"),
    "gpu-price-index by henryzhangpku (archived public": ("price-index-monthly",
        "gpu-price-index, monthly medians of archived rate cards", "", "", "derived"),
    "gpu-price-index by henryzhangpku (archived CoreWeave": ("coreweave-archive",
        "gpu-price-index, archived CoreWeave rate card", "", "", "reported"),
    "skypilot-org/skypilot-catalog": ("skypilot", "SkyPilot catalog, v8 snapshot",
        "https://github.com/skypilot-org/skypilot-catalog", "2026", "reported"),
    "Vantage EC2 export": ("vantage", "Vantage EC2 export, copied by the Boavizta API", "", "2023-11", "reported"),
    "dstackai/gpuhunt": ("gpuhunt", "gpuhunt, TPU prices", "https://github.com/dstackai/gpuhunt", "2026-08", "reported"),
    "tugot17/gpu-price-tracker": ("price-tracker", "gpu-price-tracker, marketplace medians",
        "https://github.com/tugot17/gpu-price-tracker", "2025-11", "derived"),
    "research note, cliffcenter.com": ("cliffcenter", "Research note, cliffcenter.com", "", "2026-05-18", "estimated"),
    "MPT-7B announcement": ("mpt-7b", "MPT-7B announcement, through a third party's data", "", "2023-05", "reported"),
    "DeepSeek-V3 report": ("deepseek-v3", "DeepSeek-V3 Technical Report; inference overview of March 2025",
        "https://arxiv.org/abs/2412.19437", "2024-12", "reported"),
}
PRICE_NOTES = {
    "spot here is a fixed": "spot is a fixed share of the list price",
    "per chip-hour": "per chip",
    "excludes vCPU and RAM": "GPU alone, CPU and memory are billed apart",
    "AWS cut p4/p5": "list prices of p4 and p5 were cut in mid 2025, p5 from 12.29",
    "Epoch names generic A100": "named A100 only; Azure's NC A100 v4 is the 80 GB PCIe card",
    "rate behind the": "rate behind the $200k of MPT-7B",
    "rate used in MPT-30B": "rate in the cost table of MPT-30B",
    "rate DeepSeek assumes": "DeepSeek's assumption in the V3 report and its inference note of March 2025",
    "reserved = 1-yr": "reserved: 1 year without upfront payment",
}
PROVIDERS = {
    "Amazon Web Services": "AWS", "Microsoft Azure": "Azure", "Lambda Labs": "Lambda",
    "Datacrunch": "Verda (DataCrunch)", "vast.ai": "Vast.ai", "Vast.ai median offer": "Vast.ai (median offer)",
    "multi-provider median (neoclouds)": "Neocloud median", "Prime Intellect marketplace median":
    "Prime Intellect (median)", "DeepSeek (assumption)": "DeepSeek", "MosaicML (assumption)": "MosaicML",
    "MosaicML/Databricks (assumption)": "MosaicML",
}
# Only names that leave no doubt about the form factor and the memory.
PRICED = {
    "H100 SXM": "h100-sxm", "H100 PCIe": "h100-pcie", "H100 NVL": "h100-nvl", "H800 SXM": "h800-sxm",
    "A100 SXM 80GB": "a100-sxm-80gb", "A100 SXM 40GB": "a100-sxm-40gb", "A800 PCIe": "a800-pcie",
    "V100 PCIe 16GB": "v100-pcie-16gb", "B200": "b200-sxm", "B300": "b300-sxm", "GH200": "gh200", "L40S": "l40s",
    "RTX A6000": "rtx-a6000", "RTX 3090": "rtx-3090", "RTX 4090": "rtx-4090", "MI300X": "mi300x",
    "MI325X": "mi325x", "TPU v2": "tpu-v2", "TPU v3": "tpu-v3", "TPU v4": "tpu-v4", "TPU v5e": "tpu-v5e",
    "TPU v5p": "tpu-v5p", "TPU v6e": "tpu-v6e", "Trainium1": "trainium1",
}
# Otherwise the instance must tell: a pattern for it and the accelerator.
PRICED_BY_INSTANCE = [
    ("A100 PCIe", r"40GB", "a100-pcie-40gb"), ("A100 PCIe", r"80GB|^NC\d+ads_A100_v4$", "a100-pcie-80gb"),
    ("V100 16GB", r"^p3\.16xlarge$", "v100-sxm2-16gb"), ("V100 32GB", r"^p3dn\.24xlarge$", "v100-sxm2-32gb"),
    ("H200", r"sxm|^p5en\.|^ND96isr_H200|^a3-ultragpu|^BM\.GPU\.H200\.8$|^8-GPU node$|^1H200\.141S",
     "h200-sxm"),
]
FAMILY = re.compile(r"^(TPU v\w+|RTX \w+|[A-Za-z]+\d+\w*)")


def prices(table):
    sources, entries, taken = {}, [], {}
    for row in table:
        key, title, url, date, status = next(v for k, v in PRICE_SOURCES.items() if row["source"].startswith(k))
        sources[key] = Source(title, url, date, status)
        provider = PROVIDERS.get(row["provider"], row["provider"])
        date = "2025" if row["date"] == "2025/2026" else row["date"]
        entry = Entry(id="", provider=provider, as_quoted=row["accelerator"])
        entry.add("accelerator", priced_accelerator(row))
        entry.add("chip_family", FAMILY.match(row["accelerator"]).group(1))
        assumed = row["segment"] == "assumption"
        entry.add("usd_per_hour_assumed" if assumed else "usd_per_hour_on_demand",
                  number(row["usd_per_gpu_hour_ondemand"], money=True))
        entry.add("usd_per_hour_spot", number(row["usd_per_gpu_hour_spot"], money=True))
        entry.add("usd_per_hour_reserved_1y", number(row["usd_per_gpu_hour_reserved_1y"], money=True))
        entry.add("usd_per_hour_reserved_3y", number(row["usd_per_gpu_hour_reserved_3y"], money=True))
        entry.add("instance", instance(row["instance"]))
        entry.add("per_instance", number(row["n"]))
        entry.add("region", row["region"].replace(",", ", "))
        entry.add("date", date)
        entry.add("segment", row["segment"])
        entry.add("source", key)
        entry.add("confidence", row["confidence"])
        entry.add("note", price_note(row))
        parts = [provider, row["accelerator"], row["region"], date]
        identity = slug(" ".join(part for part in parts if part))
        taken[identity] = taken.get(identity, 0) + 1
        entry.set("id", identity if taken[identity] == 1 else f"{identity}-{taken[identity]}")
        entries.append(entry)
    return sources, entries


def priced_accelerator(row):
    if row["accelerator"] in PRICED:
        return PRICED[row["accelerator"]]
    for name, pattern, accelerator in PRICED_BY_INSTANCE:
        if row["accelerator"] == name and re.search(pattern, row["instance"]):
            return accelerator
    # The only A100 in a PCIe slot that Azure rents is the 80 GB card of the NC A100 v4.
    if row["accelerator"] == "A100 PCIe" and row["provider"] in ("Azure", "Microsoft Azure"):
        return "a100-pcie-80gb"
    return ""


def instance(text):
    """Instance names without doubled spaces and without what the log cut off."""
    text = re.sub(r"\s+", " ", text)
    if text.count("(") > text.count(")"):
        text = re.sub(r"(?: -[^-]*)?$", ")", text, count=1)
    return re.sub(r" \d+G?$", "", text) if "vCPU" in text else text


def price_note(row):
    notes = []
    if "fewer than 3 providers" in row["note"]:
        notes.append("fewer than 3 providers")
    if restated := re.search(r"restated index value ([\d.]+)", row["note"]):
        notes.append(f"restated index {restated.group(1)}")
    if "raw median of all reserved" in row["note"] and row["usd_per_gpu_hour_reserved_1y"]:
        notes.append("reserved is the median of every term")
    if offers := re.match(r"(\d+) offers$", row["note"]):
        notes.append(f"{offers.group(1)} offers")
    if sampled := re.search(r"\(n=(\d+)\); p10 ([\d.]+), p90 ([\d.]+)", row["note"]):
        notes.append("2025-10-19 to 2025-11-16 every half hour, {} samples, P10 {}, P90 {}".format(*sampled.groups()))
    notes += [text for start, text in PRICE_NOTES.items() if row["note"].startswith(start)]
    if row["date"] == "2025/2026":
        notes.append("2025 or 2026, day not kept")
    assert bool(notes) >= bool(row["note"]), f"write a remark for {row['note']!r}"
    return "; ".join(notes)


BASES = {"lifecycle": "lifecycle", "direct": "direct-co2e", "CO2 only": "co2-only", "grid carbon": "provider-published"}
CARBON_SOURCES = {
    "Ember": ("ember", "Ember, through Our World in Data", "https://ourworldindata.org/grapher/carbon-intensity-electricity",
              "2026-04"),
    "EPA": ("egrid", "EPA eGRID2023, through CodeCarbon 3.3.2", "https://www.epa.gov/egrid", "2023"),
    "Google": ("google-regions", "Google Cloud region carbon data, through CodeCarbon",
               "https://cloud.google.com/sustainability/region-carbon", ""),
    "MEE": ("mee-nbs", "MEE and NBS, announcement 2025 no. 47, through CodeCarbon 3.3.2", "", "2025"),
}
TARIFF_SOURCES = {
    "EIA Electric": ("eia-states", "EIA, Electric Power Annual 2023, table of states",
                     "https://www.eia.gov/electricity/annual/", "2023"),
    "Epoch": ("epoch-eia", "Epoch AI's constants, after the EIA",
              "https://github.com/epoch-research/training-cost-trends", ""),
    "secondary page": ("eurostat-page", "A page that quotes Eurostat", "", ""),
    "secondary statistics": ("statistics-pages", "Secondary pages of statistics", "", ""),
    "press on": ("eurostat-press", "Press on the Eurostat release", "", ""),
    "globalpetrol": ("globalpetrolprices", "GlobalPetrolPrices.com", "https://www.globalpetrolprices.com", "2025"),
    UNCONFIRMED: ("tariff-unconfirmed", "No source confirmed yet", "", ""),
}
WATER_SOURCE = Source("EcoLogits, off-site water by country", "https://ecologits.ai", "", "estimated")
SITE_IDS = {"USA": "us", "OWID_EU27": "eu", "US-eGRID": "us-egrid"}
SITE_ALIASES = {
    "USA": ["USA", "United States of America"], "OWID_EU27": ["EU27", "European Union"], "GBR": ["GBR", "UK"],
    "ARE": ["ARE", "UAE"], "KOR": ["KOR", "Korea"], "OWID_WRL": [], "OWID_EUR": [], "OWID_ASI": [],
    "OWID_NAM": [], "US-eGRID": [],
}
LEVELS = {"aggregate": "aggregate", "country": "country", "US state": "us-state", "CN province": "china-province",
          "cloud region": "cloud-region"}


def sites(table):
    sources, entries = {"ecologits": WATER_SOURCE}, []
    for row in table:
        code, level = row["code"], LEVELS[row["level"]]
        identity, name, aliases = site_names(row, level)
        carbon_key, title, url, date = next(v for k, v in CARBON_SOURCES.items() if row["carbon_source"].startswith(k))
        sources[carbon_key] = Source(title, url, date, "reported")
        entry = Entry(id=identity, name=name, aliases=SITE_ALIASES.get(code, aliases), level=level)
        entry.add("carbon_g_per_kwh", number(row["gco2e_per_kwh"]))
        entry.add("carbon_year", number(row["year"][:4]))
        entry.add("previous_carbon_g_per_kwh", number(row["prev_gco2e_per_kwh"]))
        entry.add("previous_carbon_year", number(row["prev_year"]))
        entry.add("carbon_basis", next(v for k, v in BASES.items() if row["carbon_basis"].startswith(k)))
        entry.add("carbon_source", carbon_key)
        entry.add("water_l_per_kwh", number(row["offsite_water_l_per_kwh"]))
        entry.add("water_source", "ecologits" if row["offsite_water_l_per_kwh"] else "")
        entry.add("price_usd_per_kwh", number(row["industrial_price_usd_per_kwh"]))
        entry.add("price_year", number(row["price_year"]))
        entry.add("price_note", tariff(row["price_basis"]))
        if row["price_source"]:
            key, title, url, date = next(v for k, v in TARIFF_SOURCES.items() if row["price_source"].startswith(k))
            sources[key] = Source(title, url, date, "estimated" if key == "tariff-unconfirmed" else "reported")
            entry.add("price_source", key)
            entry.add("price_unconfirmed", row["price_source"] == UNCONFIRMED)
        carbon, price = grade(row["confidence"])
        entry.add("confidence", carbon)
        entry.add("price_confidence", (price or carbon) if row["price_source"] else "")
        entry.add("note", "of 2023/24" if row["year"] == "2023/24" else "")
        entries.append(entry)
    return sources, entries


def site_names(row, level):
    """Stable id, name on screen and further exact names."""
    region, code = row["region"], row["code"]
    if level == "us-state":
        region = region.replace(" Of ", " of ")
        return f"us-{slug(region)}", f"{region}, US", [region, code]
    if level == "china-province":
        province = region.removeprefix("China: ")
        return f"china-{slug(province)}", f"{province}, China", [province, code]
    if level == "cloud-region":
        zone = code.removeprefix("gcp:")
        place = re.search(r"\(.*\)", region).group(0)
        return f"gcp-{zone}", f"GCP {zone} {place}", [zone, code]
    name = region.replace("European Union (27)", "European Union (27 countries)")
    return SITE_IDS.get(code, slug(region)), name, [code]


def tariff(text):
    for old, new in [
        ("EIA Electric Power Annual, industrial average revenue", "industrial, mean revenue"),
        ("EIA average industrial retail (2024 0.0771; 2023 0.0806)",
         "industrial retail, mean; 0.0771 in 2024, 0.0806 in 2023"),
        ("EIA average industrial retail", "industrial retail, mean"),
        ("industrial average ~0.64 CNY/kWh; other quotes 0.08-0.09",
         "industrial mean of about 0.64 CNY/kWh; others quote 0.08 to 0.09"),
        ("industrial average incl. CCL ~26 p/kWh", "industrial mean of about 26 p/kWh with the climate levy"),
        (" x1.08", " × 1.08"), ("non-household", "non-household,"), (" approx", ", approximate"),
        ("average business tariff", "mean business tariff"), ("world mean", "world: mean"),
    ]:
        text = text.replace(old, new)
    return text


RUN_ACCELERATORS = {
    "H100": "h100-sxm", "A100": "a100-sxm-80gb", "H800": "h800-sxm", "V100": "v100-sxm2-32gb", "TPU v3": "tpu-v3",
    "TPU v4": "tpu-v4", "TPU v5e": "tpu-v5e", "TPU v5p": "tpu-v5p", "Ascend 910B": "ascend-910b",
    "Ascend 910C (per Epoch)": "ascend-910c",
}
RUN_OVERRIDES = {"TinyLlama-1.1B": "a100-sxm-40gb"}
SHAPES = {"dense": "dense", "moe": "moe", "unknown": "unknown", "dense (encoder-decoder)": "encoder-decoder"}
RUN_TYPES = {
    "training run as stated (scope of RL/distillation unclear)": "training as stated, share of RL and distillation unclear",
    "main stage derived from reported iteration time": "main stage, from the iteration time",
    "projection from measured throughput": "projected from throughput", "LCA": "life-cycle assessment",
    "full run (training iterations only)": "full run, training iterations alone",
    "full run (planned duration)": "full run, planned duration",
    "post-training of Llama 3.1 70B base": "post-training on Llama 3.1 70B",
    "preset": "preset only", "training run as stated": "training as stated",
}


def runs(table):
    entries = []
    for row in table:
        words = RUNS[row["model"]]
        entry = Entry(id=words.get("id", slug(row["model"])), model=row["model"], aliases=words.get("aliases", []),
                      developer=row["developer"], released=row["release_date"], shape=SHAPES[row["architecture"]])
        run_architecture(entry, row)
        entry.add("context_length", number(row["seq_len"]))
        entry.add("tokens", number(row["tokens"]))
        entry.add("training_flop", number(row["training_flop"]))
        entry.add("flop_note", words.get("flop", tidy(row["flop_source"])))
        entry.add("accelerator", RUN_OVERRIDES.get(row["model"], RUN_ACCELERATORS.get(row["accelerator"], "")))
        entry.add("as_published", row["accelerator"])
        entry.add("accelerators", number(row["n_accelerators"]))
        entry.add("accelerator_hours", number(row["gpu_hours"]))
        entry.add("days", number(row["wall_clock_days"]))
        entry.add("precision", row["precision"].replace("FP8 stated for Behemoth, not explicit here",
                                                        "FP8 for Behemoth, not stated for this one"))
        entry.add("mfu", number(row["mfu"]))
        entry.add("hfu", number(row["hfu"]))
        entry.add("energy_mwh", number(row["energy_mwh"]))
        entry.add("energy_scope", words.get("energy", tidy(row["energy_scope"])))
        entry.add("energy_basis", energy_basis(row["energy_basis"]))
        entry.add("carbon_t", number(row["co2_t"]))
        entry.add("carbon_scope", words.get("carbon", tidy(row["co2_scope"])))
        entry.add("pue", number(row["pue"]))
        entry.add("cost_usd", number(row["claimed_cost_usd"]))
        entry.add("cost_scope", words.get("cost", tidy(row["cost_scope"])))
        entry.add("usd_per_hour", number(row["price_per_gpu_hour"]))
        entry.add("run_type", RUN_TYPES.get(row["run_type"], row["run_type"]))
        tier, scope = re.match(r"(none|exclude|[ABC])?(?: ?\(?(.*?)\)?)?$", row["validation_tier"]).groups()
        entry.add("tier", tier or "none")
        entry.add("tier_scope", scope)
        entry.add("epoch_amortized_usd", number(row["epoch_amortised_usd"]))
        entry.add("epoch_cloud_usd", number(row["epoch_cloud_usd"]))
        entry.add("epoch_acquisition_usd", number(row["epoch_hw_acquisition_usd"]))
        run_source(entry, row, words)
        assert bool(words.get("note")) >= bool(row["notes"]), f"write a remark for {row['model']}"
        entries.append(entry)
    return {}, entries


def run_architecture(entry, row):
    entry.add("total_params", number(row["params_total"]))
    entry.add("active_params", number(row["params_active"]))
    for key, column in [("layers", "n_layers"), ("hidden", "d_model"), ("heads", "n_heads"), ("kv_heads", "n_kv_heads"),
                        ("feed_forward", "d_ff"), ("experts", "n_experts"), ("experts_per_token", "experts_per_token"),
                        ("vocabulary", "vocab")]:
        entry.add(key, number(row[column]))
    entry.add("architecture_verification", verified(row["arch_verification"]))


def energy_basis(text):
    if not text:
        return ""
    if text.startswith("measured"):
        return "measured"
    # An average of other runs times hours is an assumed wattage as much as a TDP is.
    return "estimated" if text.startswith("estimated") else "circular"


def verified(text):
    for old, new in [
        (UNCONFIRMED, "unconfirmed"), ("confirmed in the developer's own document", "developer's document"),
        ("confirmed in a secondary source", "secondary source"),
        ("developer config/repo (confirmed)", "developer's configuration or repository"),
        ("secondary transcription of paper (confirmed)", "paper, through a secondary source"),
    ]:
        text = text.replace(old, new)
    return text


def run_source(entry, row, words):
    said = row["confidence"]
    status = {"reported": "reported", "third-party": "estimated", "derived": "derived", "leak": "speculative"}
    source, locator = words.get("source"), words.get("locator", "")
    if not source:
        parts = re.match(r"(.*?),? ((?:Tables?|Sec\.|App\.|Appendix) .*)$", row["source"])
        source, locator = parts.groups() if parts and ";" not in row["source"] else (row["source"], locator)
    entry.add("source", source.replace("Epoch database", "Epoch AI database").replace("via Epoch", "via Epoch AI")
              .replace("AI AI", "AI"))
    entry.add("locator", locator)
    entry.add("url", row["source_url"])
    # The number of an arXiv paper is the year and month that it appeared in.
    arxiv = re.search(r"arxiv\.org/abs/(\d\d)(\d\d)\.", row["source_url"])
    entry.add("date", f"20{arxiv.group(1)}-{arxiv.group(2)}" if arxiv else "")
    entry.add("status", status[re.split(r"[ ;]", said)[0]])
    entry.add("basis", said.replace("reported by developer", "developer").replace("third-party estimate", "third party"))
    checked = row["verification"]
    confidence = "high" if "developer's own document" in checked.split(";")[0] else "medium"
    if not checked or checked.startswith("unconfirmed") or said.startswith("leak"):
        confidence = "low"
    elif said.startswith("third-party"):
        confidence = "medium"
    entry.add("confidence", confidence)
    entry.add("verification", verified(checked))
    entry.add("unconfirmed", "unconfirmed" in checked)
    entry.add("note", words.get("note", ""))


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parent
    for table, convert, name, schema, entries in [
        ("accelerators.csv", accelerators, "accelerators.ron", "flopwise/accelerators", "accelerators"),
        ("rental_prices.csv", prices, "prices.ron", "flopwise/prices", "quotes"),
        ("grid.csv", sites, "sites.ron", "flopwise/sites", "sites"),
        ("published_runs.csv", runs, "published_runs.ron", "flopwise/published-runs", "runs"),
    ]:
        sources, converted = convert(rows(source / table))
        write(target / name, table, schema, sources, entries, converted)
        print(f"{name}: {len(converted)}")


if __name__ == "__main__":
    main()
