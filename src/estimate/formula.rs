//! The named formulas: ids as in `METHODOLOGY.md`, what each yields, and the source of its method.

use crate::units::{Dimension, Formula};

macro_rules! formulas {
    ($( $name:ident, $id:literal, $title:literal, $symbol:literal, $dimension:ident, $source:literal; )*) => {
        $(pub(super) static $name: Formula = Formula {
            id: $id, name: $title, symbol: $symbol, dimension: Dimension::$dimension, source: $source,
        };)*

        /// Every named formula, in the order of `METHODOLOGY.md`.
        pub static FORMULAS: &[&Formula] = &[$(&$name,)*];
    };
}

formulas! {
    FLOP_PER_TOKEN_6N, "C1", "FLOP per token (6N)", "c", FlopPerToken,
        "Kaplan et al. 2020, arXiv 2001.08361, section 2.1: six FLOP per parameter and token, forward and backward";
    FLOP_PER_TOKEN_ARCHITECTURE, "C2", "FLOP per token from the architecture", "c", FlopPerToken,
        "Narayanan et al. 2021, arXiv 2104.04473, appendix, generalized as Megatron-LM counts it";
    TRAINING_COMPUTE, "C3", "Training compute of a phase", "C", Flop,
        "Kaplan et al. 2020, arXiv 2001.08361: FLOP per token times tokens";
    ROLLOUT_COMPUTE, "C4", "Compute of generated tokens", "C_gen", Flop,
        "Forward pass only: a third of training FLOP per token";
    TOTAL_COMPUTE, "C5", "Training compute of the run", "C", Flop, "Sum of the phases that the scope includes";
    FLOP_PER_TOKEN_PRODUCTS, "C6", "FLOP per token without attention scores", "c_w", FlopPerToken,
        "Narayanan et al. 2021, arXiv 2104.04473, appendix: six FLOP per weight of every matrix product";
    FLOP_PER_TOKEN_ATTENTION, "C7", "FLOP per token of attention scores", "c_a", FlopPerToken,
        "Narayanan et al. 2021, arXiv 2104.04473, appendix: scores and their product with the values";
    DERIVED_HOURS, "T1", "Accelerator-hours derived", "H", AcceleratorHours,
        "Compute over dense peak times MFU, over goodput";
    TOTAL_HOURS, "T2", "Accelerator-hours of the run", "H", AcceleratorHours, "Sum of the phases that the scope includes";
    WALL_CLOCK, "T3", "Wall-clock time", "t", Days, "Accelerator-hours over accelerators, phase by phase";
    ACHIEVED, "T4", "Achieved FLOP/s per accelerator", "F", FlopPerSec, "Compute over accelerator-seconds";
    MFU, "T5", "Model FLOP utilization", "MFU", Fraction, "Chowdhery et al. 2022, arXiv 2204.02311, appendix B";
    GOODPUT, "T6", "Goodput from failures", "ETTR", Fraction,
        "Young 1974; Daly 2006; Kokolis et al. 2024, arXiv 2410.21680: effective training time ratio";
    EXPERIMENT_HOURS, "T7", "Accelerator-hours with experiments", "H_all", AcceleratorHours,
        "Final run times the experiments multiplier";
    TIME_BETWEEN, "T8", "Time between interruptions", "M", Hours,
        "Kokolis et al. 2024, arXiv 2410.21680: accelerator-hours per interruption over accelerators";
    HOURS_GAP, "T9", "Derived over reported hours, less one", "Δ", Fraction, "Over the phases that have both";
    GENERATION_HOURS, "T10", "Accelerator-hours of generation", "H_gen", AcceleratorHours,
        "Compute of generated tokens over dense peak times generation MFU, over goodput";
    CHECKPOINT_INTERVAL, "T11", "Checkpoint interval", "τ", Seconds,
        "Young 1974: √(2δM) for the least time lost to checkpoints and repeated work";
    ENERGY_TDP, "E0", "Energy from TDP", "E", Energy, "Luccioni et al. 2022, arXiv 2211.02001: TDP times hours";
    ENERGY_TDP_PUE, "E1", "Energy from TDP and PUE", "E", Energy, "Touvron et al. 2023, arXiv 2302.13971, table 15";
    ENERGY_EPOCH, "E2", "Energy from server TDP", "E", Energy, "Cottier et al. 2024, arXiv 2405.21015, appendix A";
    ENERGY_NODE, "E3", "Energy from server rating", "E", Energy,
        "Server rating times measured draw: Latif et al. 2024, arXiv 2412.08602; Newkirk et al. 2025, arXiv 2506.14551";
    ENERGY_SYSTEM, "E4", "Energy from measured power", "E", Energy, "Patterson et al. 2021, arXiv 2104.10350, section 2.3";
    ENERGY_COST, "E5", "Energy cost", "K_E", Usd, "Energy times electricity price";
    CARBON_LOCATION, "G1", "Operational CO2e, location-based", "G", Carbon,
        "GHG Protocol scope 2: energy times grid intensity";
    CARBON_MARKET, "G2", "Operational CO2e, market-based", "G_m", Carbon,
        "GHG Protocol scope 2: less the share matched by purchased clean power";
    CARBON_EMBODIED, "G3", "Embodied CO2e", "G_e", Carbon, "Luccioni et al. 2022, arXiv 2211.02001, section 4.1";
    WATER_ON_SITE, "W1", "Water on site", "W_on", Water, "Li et al. 2023, arXiv 2304.03271: IT energy times on-site use";
    WATER_OFF_SITE, "W2", "Water at power plants", "W_off", Water,
        "Li et al. 2023, arXiv 2304.03271: facility energy times water use of generation";
    RENTAL_COST, "K1", "Rental cost", "K", Usd, "Accelerator-hours times rental price";
    STAFF_COST, "K2", "Staff cost", "K_staff", Usd, "Cottier et al. 2024, arXiv 2405.21015, section 2.3";
    CLUSTER_PRICE, "K3", "Cluster price per accelerator", "k", Usd,
        "Cottier et al. 2024, arXiv 2405.21015: server price over the share that is not network or storage";
    CAPITAL_RATE, "K4", "Capital per available hour", "k_h", UsdPerAcceleratorHour,
        "Capital recovery: r(1+r)^L/((1+r)^L-1), less the discounted residual";
    OWNERSHIP_RATE, "K5", "Ownership cost per useful hour", "p_own", UsdPerAcceleratorHour,
        "Levelized: capital, building, energy and operations over utilization";
    AMORTIZED_RATE, "K6", "Amortized hardware and energy per hour", "p_own", UsdPerAcceleratorHour,
        "Cottier et al. 2024, arXiv 2405.21015, section 2.1: value decays by ln 10 times 0.14 a year";
    STRAIGHT_RATE, "K7", "Straight-line hardware and energy per hour", "p_own", UsdPerAcceleratorHour,
        "Purchase over service life, plus energy";
    OWNERSHIP_COST, "K8", "Ownership share", "K_own", Usd, "Accelerator-hours times ownership cost";
    CLUSTER_PURCHASE, "K9", "Cluster purchase", "K_buy", Usd, "Accelerators times cluster price";
    SERVING_DAY, "K10", "Serving per day", "K_day", Usd, "Serving accelerators times 24 hours times rental price";
    SERVING_DAYS, "K11", "Days of serving that equal the training rent", "d", Days, "Training rent over serving per day";
    SERVING_PROFIT, "K19", "Profit of serving over its cost", "m", Fraction, "Revenue less rent, over rent";
    SCOPE_COST, "K12", "Cost at the chosen scope", "K_scope", Usd, "Scope ladder of `METHODOLOGY.md`";
    SERVER_PRICE, "K13", "Server price per accelerator", "k_s", Usd,
        "Cottier et al. 2024, arXiv 2405.21015, section 2.1: chip price times server over chip price";
    ENERGY_RATE, "K14", "Energy cost per hour", "k_e", UsdPerAcceleratorHour, "Power at the meter times electricity price";
    BUILDING_RATE, "K15", "Building per available hour", "k_b", UsdPerAcceleratorHour,
        "Capital recovery of provisioned power times building cost; Cushman & Wakefield 2025 for the cost";
    OPERATIONS_RATE, "K16", "Operations per available hour", "k_o", UsdPerAcceleratorHour,
        "Share of the cluster's price per year over the hours of a year";
    VALUE_AT_START, "K17", "Hardware value when training starts", "k_0", Usd,
        "Cottier et al. 2024, arXiv 2405.21015, section 2.1: purchase value times 10^(-0.14 t)";
    PROVISIONED_POWER, "K18", "Provisioned power per accelerator", "P_b", Power,
        "Server rating times 1,472 W over 1,275 W: CoreWeave's filing of 2025 and the rating of an H100 server";
    MEMORY_STATES, "M1", "Memory of the model's states", "S", Bytes,
        "Rajbhandari et al. 2020, arXiv 1910.02054, section 3.1: weights, gradients and optimizer states per parameter";
    MEMORY_ACTIVATIONS, "M2", "Memory of one sequence", "A", Bytes,
        "Korthikanti et al. 2022, arXiv 2205.05198, section 4: 34 bytes per token, hidden unit and layer";
    MEMORY_FEWEST, "M3", "Fewest accelerators that hold the states", "n_min", Accelerators,
        "Memory of the states over the memory of one accelerator";
}
