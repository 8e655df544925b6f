//! The inputs that are a choice among named options: scope, hours basis, FLOP convention, methods.

use super::{
    Convention, EnergyMethod, GoodputMethod, HoursBasis, MfuMethod, OwnershipMethod, Scenario, Scope,
};
use crate::catalog::{Precision, PriceKind, nearest};

/// A choice input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChoiceId {
    /// What the headline number includes.
    Scope,
    /// Reported or derived hours.
    Hours,
    /// How FLOP are counted.
    Convention,
    /// Against which precision's peak the MFU is measured.
    MfuPrecision,
    /// Where the MFU comes from.
    MfuMethod,
    /// Where the goodput comes from.
    GoodputMethod,
    /// How energy is built up.
    EnergyMethod,
    /// How ownership is charged.
    OwnershipMethod,
    /// Kind of rental.
    PriceKind,
}

/// What is wrong with a choice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key} cannot be {wanted:?}; choose one of {}{}", .options.join(", "), if .nearest.is_empty() { String::new() } else { format!(" (did you mean {}?)", .nearest.join(" or ")) })]
pub struct UnknownChoice {
    /// The key of the choice.
    pub key: &'static str,
    /// The option that was given.
    pub wanted: String,
    /// The permitted options.
    pub options: Vec<&'static str>,
    /// The nearest of them.
    pub nearest: Vec<String>,
}

/// Any option of any choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Any {
    Hours(HoursBasis),
    Convention(Convention),
    MfuPrecision(Precision),
    MfuMethod(MfuMethod),
    GoodputMethod(GoodputMethod),
    EnergyMethod(EnergyMethod),
    OwnershipMethod(OwnershipMethod),
    PriceKind(PriceKind),
}

fn set_any(scenario: &mut Scenario, any: Any) {
    match any {
        Any::Hours(value) => scenario.hours_basis = value,
        Any::Convention(value) => scenario.convention = value,
        Any::MfuPrecision(value) => scenario.hardware.mfu_precision = value,
        Any::MfuMethod(value) => scenario.efficiency.mfu_method = value,
        Any::GoodputMethod(value) => scenario.efficiency.goodput_method = value,
        Any::EnergyMethod(value) => scenario.facility.energy_method = value,
        Any::OwnershipMethod(value) => scenario.pricing.ownership.method = value,
        Any::PriceKind(value) => scenario.pricing.price_kind = value,
    }
}

type OptionRow = (&'static str, Any);

impl ChoiceId {
    /// Every choice.
    pub const ALL: [Self; 9] = [
        Self::Scope,
        Self::Hours,
        Self::Convention,
        Self::MfuPrecision,
        Self::MfuMethod,
        Self::GoodputMethod,
        Self::EnergyMethod,
        Self::OwnershipMethod,
        Self::PriceKind,
    ];

    /// Stable key for files and `--set`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Hours => "hours",
            Self::Convention => "convention",
            Self::MfuPrecision => "mfu_precision",
            Self::MfuMethod => "mfu_method",
            Self::GoodputMethod => "goodput_method",
            Self::EnergyMethod => "energy_method",
            Self::OwnershipMethod => "ownership_method",
            Self::PriceKind => "price_kind",
        }
    }

    /// The choice with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let key = key.trim().replace('-', "_");
        Self::ALL.into_iter().find(|choice| choice.key().eq_ignore_ascii_case(&key))
    }

    #[expect(clippy::too_many_lines, reason = "a table: one line for every option of every choice")]
    fn options(self) -> &'static [OptionRow] {
        match self {
            Self::Scope => &[],
            Self::Hours => {
                const {
                    &[
                        (HoursBasis::Reported.id(), Any::Hours(HoursBasis::Reported)),
                        (HoursBasis::Derived.id(), Any::Hours(HoursBasis::Derived)),
                    ]
                }
            }
            Self::Convention => {
                const {
                    &[
                        (Convention::SixNd.id(), Any::Convention(Convention::SixNd)),
                        (Convention::Causal.id(), Any::Convention(Convention::Causal)),
                        (Convention::NonCausal.id(), Any::Convention(Convention::NonCausal)),
                        (Convention::CausalRecompute.id(), Any::Convention(Convention::CausalRecompute)),
                        (
                            Convention::NonCausalRecompute.id(),
                            Any::Convention(Convention::NonCausalRecompute),
                        ),
                    ]
                }
            }
            Self::MfuPrecision => {
                const {
                    &[
                        (Precision::Fp32.id(), Any::MfuPrecision(Precision::Fp32)),
                        (Precision::Tf32.id(), Any::MfuPrecision(Precision::Tf32)),
                        (Precision::Bf16.id(), Any::MfuPrecision(Precision::Bf16)),
                        (Precision::Fp16.id(), Any::MfuPrecision(Precision::Fp16)),
                        (Precision::Fp8.id(), Any::MfuPrecision(Precision::Fp8)),
                        (Precision::Int8.id(), Any::MfuPrecision(Precision::Int8)),
                        (Precision::Fp4.id(), Any::MfuPrecision(Precision::Fp4)),
                    ]
                }
            }
            Self::MfuMethod => {
                const {
                    &[
                        (MfuMethod::Stated.id(), Any::MfuMethod(MfuMethod::Stated)),
                        (MfuMethod::ReferenceClass.id(), Any::MfuMethod(MfuMethod::ReferenceClass)),
                        (MfuMethod::Implied.id(), Any::MfuMethod(MfuMethod::Implied)),
                    ]
                }
            }
            Self::GoodputMethod => {
                const {
                    &[
                        (GoodputMethod::Stated.id(), Any::GoodputMethod(GoodputMethod::Stated)),
                        (GoodputMethod::Failures.id(), Any::GoodputMethod(GoodputMethod::Failures)),
                    ]
                }
            }
            Self::EnergyMethod => {
                const {
                    &[
                        (EnergyMethod::Tdp.id(), Any::EnergyMethod(EnergyMethod::Tdp)),
                        (EnergyMethod::TdpPue.id(), Any::EnergyMethod(EnergyMethod::TdpPue)),
                        (EnergyMethod::EpochServer.id(), Any::EnergyMethod(EnergyMethod::EpochServer)),
                        (EnergyMethod::NodePower.id(), Any::EnergyMethod(EnergyMethod::NodePower)),
                        (EnergyMethod::SystemPower.id(), Any::EnergyMethod(EnergyMethod::SystemPower)),
                    ]
                }
            }
            Self::OwnershipMethod => {
                const {
                    &[
                        (OwnershipMethod::Levelized.id(), Any::OwnershipMethod(OwnershipMethod::Levelized)),
                        (
                            OwnershipMethod::EpochAmortized.id(),
                            Any::OwnershipMethod(OwnershipMethod::EpochAmortized),
                        ),
                        (
                            OwnershipMethod::StraightLine.id(),
                            Any::OwnershipMethod(OwnershipMethod::StraightLine),
                        ),
                    ]
                }
            }
            Self::PriceKind => {
                const {
                    &[
                        (PriceKind::OnDemand.id(), Any::PriceKind(PriceKind::OnDemand)),
                        (PriceKind::Spot.id(), Any::PriceKind(PriceKind::Spot)),
                        (PriceKind::Reserved1y.id(), Any::PriceKind(PriceKind::Reserved1y)),
                        (PriceKind::Reserved3y.id(), Any::PriceKind(PriceKind::Reserved3y)),
                        (PriceKind::Assumed.id(), Any::PriceKind(PriceKind::Assumed)),
                    ]
                }
            }
        }
    }

    /// What the choice is called on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Scope => "Scope",
            Self::Hours => "Hours",
            Self::Convention => "FLOP count",
            Self::MfuPrecision => "MFU against",
            Self::MfuMethod => "MFU from",
            Self::GoodputMethod => "Goodput from",
            Self::EnergyMethod => "Energy from",
            Self::OwnershipMethod => "Ownership by",
            Self::PriceKind => "Kind of price",
        }
    }

    /// What an option is called on screen; the option itself where nobody knows it.
    #[must_use]
    pub fn option_label(self, option: &'static str) -> &'static str {
        if let Some(scope) = Scope::from_letter(option).filter(|_| self == Self::Scope) {
            return scope.name();
        }
        match self.options().iter().find(|(id, _)| *id == option) {
            Some((_, Any::Convention(value))) => value.label(),
            Some((_, Any::MfuPrecision(value))) => value.label(),
            Some((_, Any::EnergyMethod(value))) => value.label(),
            Some((_, Any::PriceKind(value))) => value.label(),
            Some((_, Any::MfuMethod(value))) => match value {
                MfuMethod::Stated => "the stated value",
                MfuMethod::ReferenceClass => "published runs like this one",
                MfuMethod::Implied => "the reported hours",
            },
            Some((_, Any::GoodputMethod(value))) => match value {
                GoodputMethod::Stated => "the stated value",
                GoodputMethod::Failures => "failures and checkpoints",
            },
            Some((_, Any::OwnershipMethod(value))) => match value {
                OwnershipMethod::Levelized => "levelized cost per useful hour",
                OwnershipMethod::EpochAmortized => "Epoch AI's amortization",
                OwnershipMethod::StraightLine => "straight line over its life",
            },
            Some((_, Any::Hours(_))) | None => option,
        }
    }

    /// The ids of the permitted options.
    #[must_use]
    pub fn option_names(self) -> Vec<&'static str> {
        if self == Self::Scope {
            return Scope::ALL.into_iter().map(Scope::letter).collect();
        }
        self.options().iter().map(|(id, _)| *id).collect()
    }

    /// The id of the option in force.
    #[must_use]
    pub fn get(self, scenario: &Scenario) -> &'static str {
        match self {
            Self::Scope => scenario.scope.letter(),
            Self::Hours => scenario.hours_basis.id(),
            Self::Convention => scenario.convention.id(),
            Self::MfuPrecision => scenario.hardware.mfu_precision.id(),
            Self::MfuMethod => scenario.efficiency.mfu_method.id(),
            Self::GoodputMethod => scenario.efficiency.goodput_method.id(),
            Self::EnergyMethod => scenario.facility.energy_method.id(),
            Self::OwnershipMethod => scenario.pricing.ownership.method.id(),
            Self::PriceKind => scenario.pricing.price_kind.id(),
        }
    }

    /// Sets an option by id.
    ///
    /// # Errors
    /// When the option is not one of [`Self::option_names`].
    pub fn set(self, scenario: &mut Scenario, option: &str) -> Result<(), UnknownChoice> {
        let wanted = option.trim();
        if let (Self::Scope, Some(scope)) = (self, Scope::from_letter(wanted)) {
            scenario.scope = scope;
            return Ok(());
        }
        match self.options().iter().find(|(id, _)| id.eq_ignore_ascii_case(wanted)) {
            Some((_, option)) => {
                set_any(scenario, *option);
                Ok(())
            }
            None => Err(UnknownChoice {
                key: self.key(),
                wanted: wanted.to_owned(),
                options: self.option_names(),
                nearest: nearest(wanted, self.option_names().into_iter()),
            }),
        }
    }
}
