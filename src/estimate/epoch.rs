//! The constants of Epoch AI's cost model (Cottier et al. 2024, arXiv 2405.21015, and the code of its repository).
//!
//! Chips are told apart by their exact family name: an H800 is no H100, and takes the factor of other chips.

/// Hours in a year of 365.25 days.
pub(super) const HOURS_PER_YEAR: f64 = 8766.0;
/// Share of server TDP that a GPU server draws in training.
pub(super) const GPU_LOAD: f64 = 0.75;
/// Share of server TDP that a TPU server draws in training.
pub(super) const TPU_LOAD: f64 = 0.43;

/// Rated server power over the TDP of its chips.
pub(super) fn server_over_chip_power(chip_family: &str, is_tpu: bool) -> f64 {
    match (chip_family, is_tpu) {
        ("H100", _) => 1.82,
        ("A100", _) => 2.03,
        ("V100", _) => 1.67,
        ("TPU v1", _) => 2.93,
        ("TPU v2", _) => 1.64,
        ("TPU v3", _) => 1.47,
        (_, true) => 1.56,
        (_, false) => 1.8,
    }
}

/// Server price over the price of its chips.
pub(super) fn server_over_chip_price(chip_family: &str) -> f64 {
    match chip_family {
        "P100" => 1.54,
        "V100" => 1.69,
        "A100" => 1.66,
        _ => 1.64,
    }
}
