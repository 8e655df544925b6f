"""Ids, exact aliases, families and short remarks of the accelerators, by the name in accelerators.csv.

An alias belongs to one accelerator only. A bare chip name stands for the form factor that large training runs
use: "H100" is the SXM5 module with 80 GB, "A100" the SXM4 module with 80 GB, "V100" the SXM2 module with 32 GB,
"P100" the SXM2 module. The PCIe cards are named in full.

Each row: id, family, aliases, remark. A remark that names what is unconfirmed sets the mark in the file.
"""

ACCELERATORS = {
    "P100 SXM2 16GB": ("p100-sxm2-16gb", "P100", ["P100", "P100 SXM2", "Tesla P100 SXM2"],
        "FP16 without tensor cores; 4 × 100 Gbit/s for 8 GPUs; unconfirmed: 3.2 kW node rating"),
    "P100 PCIe 16GB": ("p100-pcie-16gb", "P100", ["P100 PCIe", "Tesla P100 PCIe"],
        "scale-up is PCIe 3 x16, both directions; unconfirmed: FP16 peak"),
    "V100 SXM2 32GB": ("v100-sxm2-32gb", "V100", ["V100", "V100 SXM2", "V100 32GB", "Tesla V100 SXM2 32GB"],
        "no BF16, no TF32; DGX-2 has 16 GPUs and 10 kW; unconfirmed: INT8 peak, 3.5 kW node rating"),
    "V100 SXM2 16GB": ("v100-sxm2-16gb", "V100", ["V100 16GB", "Tesla V100 SXM2 16GB"], ""),
    "V100 PCIe 16GB": ("v100-pcie-16gb", "V100", ["V100 PCIe", "Tesla V100 PCIe"], "unconfirmed: INT8 peak"),
    "A100 SXM4 40GB": ("a100-sxm-40gb", "A100", ["A100 40GB", "A100 SXM 40GB", "A100-40GB"],
        "node rating of the DGX A100"),
    "A100 SXM4 80GB": ("a100-sxm-80gb", "A100",
        ["A100", "A100 80GB", "A100 SXM", "A100 SXM4", "A100 SXM 80GB", "A100-80GB", "a100-sxm"], ""),
    "A100 PCIe 40GB": ("a100-pcie-40gb", "A100", [], "scale-up is an optional NVLink bridge between two cards"),
    "A100 PCIe 80GB": ("a100-pcie-80gb", "A100", ["A100 PCIe", "a100-pcie"],
        "scale-up is an optional NVLink bridge between two cards"),
    "A800 SXM4 80GB": ("a800-sxm", "A800", ["A800", "A800 SXM", "A800 SXM4", "A800 80GB"],
        "node rating taken from the DGX A100"),
    "A800 PCIe 80GB": ("a800-pcie", "A800", ["A800 PCIe"], "TDP quoted as 250 to 300 W"),
    "RTX A6000": ("rtx-a6000", "RTX A6000", ["A6000"], "unconfirmed: tensor peaks, bridge bandwidth"),
    "L40S": ("l40s", "L40S", [], "no NVLink: scale-up is PCIe 4 x16, both directions"),
    "RTX 3090": ("rtx-3090", "RTX 3090", ["GeForce RTX 3090"],
        "BF16 peak accumulates in FP32, FP16 peak in FP16; unconfirmed: tensor peaks"),
    "RTX 4090": ("rtx-4090", "RTX 4090", ["GeForce RTX 4090"],
        "BF16 and FP8 peaks accumulate in FP32, FP16 peak in FP16; FP8 with FP16 accumulation 660.6 TFLOP/s"),
    "RTX 5090": ("rtx-5090", "RTX 5090", ["GeForce RTX 5090"],
        "peaks by the same accumulation convention as the RTX 4090; unconfirmed: every figure"),
    "H100 SXM5 80GB": ("h100-sxm", "H100", ["H100", "H100 SXM", "H100 SXM5", "H100 80GB", "H100 SXM 80GB"],
        "8-GPU node while training: 7.75 kW typical, 8.4 kW peak, measured"),
    "H100 PCIe 80GB": ("h100-pcie", "H100", ["H100 PCIe"], "scale-up is an optional NVLink bridge between two cards"),
    "H100 NVL 94GB": ("h100-nvl", "H100", ["H100 NVL"],
        "dense peaks are half of the published sparse ones; unconfirmed: FP32 peak"),
    "H800 SXM5 80GB": ("h800-sxm", "H800", ["H800", "H800 SXM", "H800 SXM5", "H800 80GB", "H800 SXM 80GB"],
        "TF32 peak of the same GH100 silicon, one list has 454.5; node rating taken from the DGX H100; "
        "unconfirmed: 160 GB/s usable NVLink each way in the DeepSeek-V3 report"),
    "H800 PCIe 80GB": ("h800-pcie", "H800", ["H800 PCIe"], "specification inferred from the H100 PCIe"),
    "H20 96GB": ("h20", "H20", [], "unconfirmed: variant with 141 GB"),
    "H200 SXM 141GB": ("h200-sxm", "H200", ["H200", "H200 SXM", "H200 SXM5", "H200 141GB"], ""),
    "GH200 96/144GB": ("gh200", "GH200", ["Grace Hopper", "GH200 96GB"],
        "144 GB version has 4900 GB/s; unconfirmed: module TDP can be set from 450 to 1000 W"),
    "B100": ("b100", "B100", [], "few were shipped; unconfirmed: FP32 peak"),
    "B200 SXM 180GB": ("b200-sxm", "B200", ["B200", "B200 SXM", "B200 SXM6", "B200 180GB"],
        "DGX B200 about 14.3 kW, Epoch AI uses 1833 W per GPU; memory 7.7 to 8.0 TB/s by model"),
    "GB200 NVL72 (per GPU)": ("gb200-nvl72", "GB200", ["GB200", "GB200 NVL72"],
        "one GPU of 72; rack draws 120 to 132 kW"),
    "B300 SXM 288GB": ("b300-sxm", "B300", ["B300", "B300 SXM", "B300 288GB"],
        "270 GB usable; FP4 quoted as 12.6 to 15 PFLOP/s; INT8 157.5 or 4500 by source; node at 1944 W per GPU"),
    "GB300 NVL72 (per GPU)": ("gb300-nvl72", "GB300", ["GB300", "GB300 NVL72"],
        "one GPU of 72; unconfirmed: rack draws 132 to 140 kW"),
    "Rubin (VR200 per GPU)": ("vr200-nvl72", "VR200", ["Rubin", "VR200", "VR200 NVL72"],
        "announced figures, not confirmed by shipments"),
    "MI210": ("mi210", "MI210", ["Instinct MI210"], "FP32 is the vector peak, matrix 45.3; unconfirmed: every figure"),
    "MI250X": ("mi250x", "MI250X", ["Instinct MI250X"],
        "two dies; FP32 matrix peak 95.7; TDP 500 to 560 W; unconfirmed: network as in Frontier"),
    "MI300X": ("mi300x", "MI300X", ["Instinct MI300X"],
        "one test suite reached about 51 % of peak in matrix products"),
    "MI325X": ("mi325x", "MI325X", ["Instinct MI325X"], ""),
    "MI350X": ("mi350x", "MI350X", ["Instinct MI350X"], ""),
    "MI355X": ("mi355x", "MI355X", ["Instinct MI355X"],
        "the vendor's dense peaks; Epoch AI's list has the MI350X's FP8 4600 and FP4 9200"),
    "MI455X": ("mi455x", "MI455X", ["Instinct MI455X"],
        "announced; FP8 and FP4 are half of vendor figures believed to be sparse"),
    "TPU v2": ("tpu-v2", "TPU v2", ["TPUv2", "Cloud TPU v2"],
        "system power 221 W per chip measured (Patterson et al. 2021); one list has 600 GB/s memory; "
        "unconfirmed: interconnect"),
    "TPU v3": ("tpu-v3", "TPU v3", ["TPUv3", "Cloud TPU v3"],
        "system power 283 W per chip measured, 245 to 310 by run (Patterson et al. 2021); unconfirmed: interconnect"),
    "TPU v4": ("tpu-v4", "TPU v4", ["TPUv4", "Cloud TPU v4"],
        "system power 378.5 W per chip measured (PaLM, appendix B); chip alone 170 W on average; "
        "unconfirmed: interconnect"),
    "TPU v5e": ("tpu-v5e", "TPU v5e", ["TPUv5e", "TPU v5 lite"], "TDP is an estimate; unconfirmed: interconnect"),
    "TPU v5p": ("tpu-v5p", "TPU v5p", ["TPUv5p"], "TDP is an estimate; network is per chip"),
    "TPU v6e": ("tpu-v6e", "TPU v6e", ["TPUv6e", "Trillium"], "TDP is an estimate"),
    "TPU v7 (Ironwood)": ("tpu-v7", "TPU v7", ["TPUv7", "Ironwood", "TPU v7"],
        "pod of 9216 chips quoted at about 10 MW: 1085 W per chip, node is 4 chips of that"),
    "Trainium1": ("trainium1", "Trainium1", ["Trainium", "trn1"],
        "trn1n has twice the network; TDP is Epoch AI's fallback; unconfirmed: NeuronLink bandwidth"),
    "Trainium2": ("trainium2", "Trainium2", ["trn2"], "TDP by SemiAnalysis through Epoch AI"),
    "Trainium3": ("trainium3", "Trainium3", ["trn3"], "TDP is Epoch AI's estimate"),
    "Gaudi2": ("gaudi2", "Gaudi2", ["Gaudi 2", "HL-225"],
        "24 × 100 Gbit/s Ethernet on the chip serve scale-up and scale-out"),
    "Gaudi3": ("gaudi3", "Gaudi3", ["Gaudi 3", "HL-325"], "white paper has 1835 TFLOP/s, the clock in the field gives 1677"),
    "Ascend 910B": ("ascend-910b", "Ascend 910B", ["910B"],
        "variants from 280 to 400 TFLOP/s and from 32 to 64 GB; unconfirmed: BF16, INT8, bandwidth"),
    "Ascend 910C": ("ascend-910c", "Ascend 910C", ["910C"],
        "800 TFLOP/s in Epoch AI's list; unconfirmed: power of the CloudMatrix 384, about 1456 W per chip with optics"),
    "Ascend 950DT": ("ascend-950dt", "Ascend 950DT", ["950DT"], "announced SuperPoD figures over 64 chips"),
    "Biren BR100": ("biren-br100", "BR100", ["BR100"], ""),
    "MTT S4000": ("mtt-s4000", "MTT S4000", ["S4000"], ""),
    "WSE-3 (CS-3)": ("wse-3", "WSE-3", ["CS-3", "Cerebras CS-3"],
        "the vendor's 125 PFLOP/s in FP16 is believed to be sparse and no dense peak is published, so none is kept; "
        "44 GB on the wafer; unconfirmed: every figure"),
}

# Measured average power per chip, host included; from the methods page, not from the CSV.
SYSTEM_POWER = {
    "tpu-v2": (221, "patterson-2021"),
    "tpu-v3": (283, "patterson-2021"),
    "tpu-v4": (378.5, "palm"),
}

# Peaks that are believed to be sparse are not kept: the catalogue holds dense ones only.
SPARSE_PEAKS = {("wse-3", "fp16")}

# How the figures came about where it is not the maker's own statement.
STATUS = {
    "h800-pcie": "derived",
    "vr200-nvl72": "speculative",
    "mi455x": "speculative",
    "ascend-950dt": "speculative",
    "ascend-910b": "estimated",
    "ascend-910c": "estimated",
}

# Sources by the text in the CSV: key, title, address, date.
SOURCES = {
    "Epoch AI ML hardware CSV": ("epoch-hardware", "Epoch AI, Machine Learning Hardware data",
        "https://epoch.ai/data/machine-learning-hardware", "2026-04"),
    "Epoch AI hardware price log": ("epoch-prices", "Epoch AI, hardware price log",
        "https://github.com/epoch-research/training-cost-trends", "2026-04"),
    "Epoch AI chip-count price inputs": ("epoch-chip-inputs", "Epoch AI, price inputs of the chip counts",
        "", "2026-04"),
    "stas00/ml-engineering accelerator tables": ("ml-engineering", "Machine Learning Engineering, accelerator tables",
        "https://github.com/stas00/ml-engineering", "2026-08"),
    "NVLink: stas00/ml-engineering accelerator tables": "ml-engineering",
    "Latif et al. 2025": ("latif-2025", "Latif et al. 2025, node power measurements", "", "2025"),
    "Newkirk et al. 2025": ("newkirk-2025", "Newkirk et al. 2025, node power measurements", "", "2025"),
    "press coverage of A800": ("a800-press", "Press on the A800", "", ""),
    "mlco2 impact gpus.csv": ("mlco2", "ML CO2 Impact, gpus.csv", "https://github.com/mlco2/impact", ""),
    "DeepSeek-V3 report": ("deepseek-v3", "DeepSeek-V3 Technical Report", "https://arxiv.org/abs/2412.19437", "2024-12"),
    "Tom's Hardware spec table": ("toms-hardware", "Tom's Hardware, table of specifications", "", ""),
    "law-firm notes on BIS rule Jan-2026": ("bis-2026", "Law firms on the export rule of January 2026", "", "2026-01"),
    "trade press": ("trade-press", "Trade press", "", ""),
    "PaLM App. B": ("palm", "PaLM paper, appendix B", "https://arxiv.org/abs/2204.02311", "2022-04"),
    "Patterson 2021": ("patterson-2021", "Patterson et al. 2021", "https://arxiv.org/abs/2104.10350", "2021-04"),
    "Google Cloud TPU docs": ("google-tpu-docs", "Google Cloud TPU documentation", "https://cloud.google.com/tpu/docs", ""),
    "AWS Neuron docs": ("aws-neuron", "AWS Neuron documentation", "https://awsdocs-neuron.readthedocs-hosted.com", ""),
    "SemiAnalysis as reported in press": ("semianalysis-press", "SemiAnalysis, through the press", "", ""),
    "CS-2 price Epoch AI hardware price log": "epoch-prices",
    "unconfirmed": ("unconfirmed", "No source confirmed yet", "", ""),
}

# Export restrictions by the first words in the CSV.
EXPORT = [
    ("no special AI-chip control", "no special control of AI chips found; check the rule in force"),
    ("China/Macau licence required since Oct-2022", "license for China and Macau since October 2022 (ECCN 3A090)"),
    ("China/Macau licence required since Oct/Nov-2023 rule (4090D",
     "license for China and Macau since late 2023; the 4090D is sold instead"),
    ("China/Macau licence required since Oct/Nov-2023 rule (export variant",
     "license for China and Macau since late 2023, an export variant was sold before (unconfirmed)"),
    ("China/Macau licence required since Oct/Nov-2023", "license for China and Macau since late 2023"),
    ("China licence required (5090D", "license for China, the 5090D is sold instead (unconfirmed)"),
    ("China-market A100 variant", "A100 for China since November 2022, NVLink 400 instead of 600 GB/s; "
     "barred by the rule of October 2023"),
    ("as A800 SXM", "as the A800 SXM: barred by the rule of October 2023"),
    ("China-market H100 variant", "H100 for China since 2023-03-21, NVLink 400 instead of 900 GB/s, FP64 cut; "
     "barred by the rule of October 2023; trained DeepSeek-V3 and R1"),
    ("as H800 SXM", "as the H800 SXM: barred by the rule of October 2023"),
    ("China-market part", "for China after the rule of October 2023; license from April 2025, granted again from "
     "mid 2025 for 15 % of revenue (unconfirmed)"),
    ("China: presumption of denial", "China: denied until 2026-01-15, then case by case with a test in the US, at most "
     "half of US sales and 25 % duty"),
    ("named with H200", "China: case by case with the H200 since January 2026"),
    ("not sold; cloud only", "not sold, rented only"),
    ("Chinese domestic; vendor", "Chinese; vendor on the US Entity List"),
    ("Chinese domestic; US guidance", "Chinese; US guidance of May 2025: use may breach General Prohibition 10 "
     "(unconfirmed)"),
    ("Chinese domestic", "Chinese"),
    ("Chinese design; on US Entity List", "Chinese; on the US Entity List since October 2023 (unconfirmed)"),
    ("licence required for China", "license for China"),
]
