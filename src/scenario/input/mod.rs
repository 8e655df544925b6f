//! The catalogue of numeric inputs: one row each, read by forms, validation, `--set`, undo names and explanations.

mod table;

use std::fmt;

use super::Scenario;
use crate::catalog::{Sourced, nearest};
use crate::units::Dimension;
pub use table::INPUTS;

/// A numeric input. The order is the order of forms, files and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each input is documented by its row in the catalogue")]
pub enum InputId {
    TotalParams,
    ActiveParams,
    Tokens,
    ContextLength,
    TrainingCompute,
    ReportedHours,
    ReportedDays,
    GeneratedTokens,
    GenerationMfu,
    PhaseAccelerators,
    PhaseMfu,
    Accelerators,
    PeakDense,
    Mfu,
    Goodput,
    HoursPerInterruption,
    CheckpointTime,
    RestartTime,
    RentalPrice,
    ServerPrice,
    ChipPrice,
    ServerOverChip,
    HardwareAge,
    NetworkShare,
    StorageShare,
    HardwareLife,
    Residual,
    CostOfCapital,
    BuildingCost,
    BuildingLife,
    OperationsShare,
    Utilization,
    Depreciation,
    PowerDrawFraction,
    NetworkFactor,
    Pue,
    SystemPower,
    Tdp,
    ServerFactor,
    ElectricityPrice,
    CarbonIntensity,
    MatchedShare,
    EmbodiedPerHour,
    OnSiteWater,
    OffSiteWater,
    ExperimentsMultiplier,
    StaffPeople,
    StaffTimeShare,
    StaffCompensation,
    StaffDuration,
    FleetCapex,
    FleetOpex,
    ServingAccelerators,
    ServingPrice,
    ServingDays,
    ServingRevenue,
}

/// Groups of inputs, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The model.
    Model,
    /// Data and phases.
    Data,
    /// The cluster.
    Hardware,
    /// MFU and goodput.
    Efficiency,
    /// Rental and ownership.
    Price,
    /// Power, site, carbon, water.
    Energy,
    /// What surrounds the final run.
    Program,
}

impl Group {
    /// Every group in the order of the form.
    pub const ALL: [Self; 7] =
        [Self::Model, Self::Data, Self::Hardware, Self::Efficiency, Self::Price, Self::Energy, Self::Program];

    /// Heading on screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Model => "Model",
            Self::Data => "Data",
            Self::Hardware => "Hardware",
            Self::Efficiency => "Efficiency",
            Self::Price => "Price",
            Self::Energy => "Energy and carbon",
            Self::Program => "Beyond the run",
        }
    }
}

/// From which level of detail an input is shown. Levels never change results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The three or four that matter first.
    Simple,
    /// What a budget needs.
    Standard,
    /// Everything.
    Expert,
}

/// One input: what it is called, what it may be, where it lives.
pub struct InputSpec {
    /// Which input.
    pub id: InputId,
    /// Stable key for files, `--set` and tables.
    pub key: &'static str,
    /// Label on screen.
    pub label: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// Lowest permitted value.
    pub low: f64,
    /// Highest permitted value.
    pub high: f64,
    /// Ends of the slider, which are soft.
    pub slider: (f64, f64),
    /// Whether the slider is logarithmic.
    pub logarithmic: bool,
    /// Group on the form.
    pub group: Group,
    /// Level of detail.
    pub level: Level,
    /// Whether every phase has its own.
    pub per_phase: bool,
    /// One sentence of definition.
    pub help: &'static str,
    /// Reads the value from a scenario.
    pub get: fn(&Scenario, usize) -> Option<Sourced<f64>>,
    /// Writes the value into a scenario. Does nothing where the scenario has no place for it.
    pub set: fn(&mut Scenario, usize, Option<Sourced<f64>>),
}

impl fmt::Debug for InputSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InputSpec").field("key", &self.key).finish_non_exhaustive()
    }
}

impl InputId {
    /// The catalogue row of this input.
    #[must_use]
    pub fn spec(self) -> &'static InputSpec {
        // The table is complete and in the order of the enum; a test keeps it so.
        const FIRST: &InputSpec = &table::TABLE[0];
        INPUTS.get(self as usize).unwrap_or(FIRST)
    }
}

/// An input of a scenario: which one, and of which phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputKey {
    /// Which input.
    pub id: InputId,
    /// Index of the phase; zero for inputs that no phase owns.
    pub phase: usize,
}

impl InputKey {
    /// An input that belongs to the whole scenario.
    #[must_use]
    pub fn of(id: InputId) -> Self {
        Self { id, phase: 0 }
    }

    /// The name as files and `--set` write it: `tokens` for the main phase, `phase2.tokens` for the second.
    #[must_use]
    pub fn text(self, scenario: &Scenario) -> String {
        let spec = self.id.spec();
        if spec.per_phase && scenario.main_phase() != Some(self.phase) {
            format!("phase{}.{}", self.phase + 1, spec.key)
        } else {
            spec.key.to_owned()
        }
    }

    /// Reads a name as [`Self::text`] writes it.
    ///
    /// # Errors
    /// When no input has this name or the scenario has no such phase; the nearest names are given.
    pub fn parse(text: &str, scenario: &Scenario) -> Result<Self, UnknownInput> {
        let text = text.trim();
        let unknown = || UnknownInput {
            wanted: text.to_owned(),
            nearest: nearest(text, INPUTS.iter().map(|spec| spec.key)),
        };
        let (phase, key) = match text.split_once('.') {
            Some((prefix, key)) => {
                let number: usize =
                    prefix.strip_prefix("phase").and_then(|n| n.parse().ok()).ok_or_else(unknown)?;
                let index = number.checked_sub(1).filter(|index| *index < scenario.phases.len());
                (Some(index.ok_or_else(unknown)?), key)
            }
            None => (None, text),
        };
        let wanted = key.replace('-', "_");
        let spec = INPUTS.iter().find(|spec| spec.key.eq_ignore_ascii_case(&wanted)).ok_or_else(unknown)?;
        let phase = if spec.per_phase { phase.or(scenario.main_phase()).ok_or_else(unknown)? } else { 0 };
        Ok(Self { id: spec.id, phase })
    }

    /// The value in force.
    #[must_use]
    pub fn get(self, scenario: &Scenario) -> Option<Sourced<f64>> {
        (self.id.spec().get)(scenario, self.phase)
    }

    /// Sets the user's own value; the cited one is kept for a reset.
    pub fn edit(self, scenario: &mut Scenario, value: f64) {
        let edited = self.get(scenario).map_or_else(|| Sourced::yours(value), |old| old.edited(value));
        (self.id.spec().set)(scenario, self.phase, Some(edited));
    }

    /// Restores the cited value, if the user's own had replaced one.
    pub fn reset(self, scenario: &mut Scenario) {
        if let Some(cited) = self.get(scenario).and_then(|value| value.reset()) {
            (self.id.spec().set)(scenario, self.phase, Some(cited));
        }
    }

    /// A label with the phase where that matters: `Tokens (context extension)`.
    #[must_use]
    pub fn label(self, scenario: &Scenario) -> String {
        let spec = self.id.spec();
        match scenario.phases.get(self.phase) {
            Some(phase) if spec.per_phase && scenario.phases.len() > 1 => {
                format!("{} ({})", spec.label, phase.name)
            }
            _ => spec.label.to_owned(),
        }
    }

    /// Every input that the scenario has a value for, in catalogue order.
    #[must_use]
    pub fn present(scenario: &Scenario) -> Vec<Self> {
        let mut keys = Vec::new();
        for spec in INPUTS {
            let phases = if spec.per_phase { scenario.phases.len() } else { 1 };
            for phase in 0..phases {
                if (spec.get)(scenario, phase).is_some() {
                    keys.push(Self { id: spec.id, phase });
                }
            }
        }
        keys
    }
}

/// No input has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no input {wanted:?}{}", if .nearest.is_empty() { String::new() } else { format!("; nearest: {}", .nearest.join(", ")) })]
pub struct UnknownInput {
    /// The name that was given.
    pub wanted: String,
    /// The nearest known names.
    pub nearest: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_in_order() {
        for (index, spec) in INPUTS.iter().enumerate() {
            assert_eq!(spec.id as usize, index, "{}", spec.key);
            assert!(
                spec.low <= spec.slider.0 && spec.slider.0 < spec.slider.1 && spec.slider.1 <= spec.high,
                "{}",
                spec.key
            );
            assert!(!spec.logarithmic || spec.slider.0 > 0.0, "{}", spec.key);
        }
        assert_eq!(InputId::ServingRevenue as usize + 1, INPUTS.len());
        let mut keys: Vec<_> = INPUTS.iter().map(|spec| spec.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), INPUTS.len());
    }
}
