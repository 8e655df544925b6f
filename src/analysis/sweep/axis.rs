//! The values that an input takes in a sweep, and where among them the value in force lies.

use super::SweepError;
use crate::scenario::input::InputKey;
use crate::scenario::{Scenario, check_value, input_named};
use crate::units::{Dimension, format, parse};

/// An input with the values that it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The input.
    pub key: InputKey,
    /// Its values in the base unit, each once, in the order in which a table shows them.
    pub values: Vec<f64>,
}

impl Axis {
    /// Reads the values of an input: `1, 1.5, 2`, `1 to 4 step 0.5`, `25%..50% step 5%`, `1e9 to 1e12 in 4 log`.
    ///
    /// # Errors
    /// What is wrong with the values, and what would do.
    pub fn parse(key: InputKey, text: &str) -> Result<Self, SweepError> {
        let spec = key.id.spec();
        let values = parse::series(text, spec.dimension)
            .map_err(|source| SweepError::Values { input: spec.key.to_owned(), source })?;
        let axis = Self { key, values };
        axis.check()?;
        Ok(axis)
    }

    /// Reads `input=values`; the input by any name that `--set` takes.
    ///
    /// # Errors
    /// When the scenario has no such input, and as [`Self::parse`].
    pub fn parse_setting(scenario: &Scenario, text: &str) -> Result<Self, SweepError> {
        let (name, values) = text.split_once('=').ok_or_else(|| SweepError::NoEquals(text.to_owned()))?;
        Self::parse(input_named(scenario, name)?, values)
    }

    pub(super) fn check(&self) -> Result<(), SweepError> {
        let input = || self.key.id.spec().key.to_owned();
        if self.values.is_empty() {
            return Err(SweepError::Empty(input()));
        }
        if let Some(problem) = self.values.iter().find_map(|value| check_value(self.key.id, *value).err()) {
            return Err(SweepError::Outside { input: input(), problem });
        }
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        let mut pairs = sorted.iter().zip(sorted.iter().skip(1));
        match pairs.find(|(first, second)| first == second) {
            Some((value, _)) => {
                let value = format::field(self.key.id.spec().dimension, *value);
                Err(SweepError::Twice { input: input(), value })
            }
            None => Ok(()),
        }
    }

    pub(super) fn ends(&self) -> [f64; 2] {
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        [least, greatest]
    }
}

/// Where the value in force lies on an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Current {
    /// The value in force.
    pub value: f64,
    /// The value's place, counted from zero, with a fraction between two values of the axis; by logarithms where the
    /// input is logarithmic. None outside of the axis.
    pub position: Option<f64>,
    /// The index of the axis value that is the value in force, or shows as the same.
    pub index: Option<usize>,
}

/// An axis as a table has it.
#[derive(Debug, Clone, PartialEq)]
pub struct SweptAxis {
    /// The input.
    pub key: InputKey,
    /// Its name as `--set` takes it.
    pub name: String,
    /// Its label, with the phase where that matters.
    pub label: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The values in the base unit.
    pub values: Vec<f64>,
    /// The value in force; none where the scenario has no such input.
    pub current: Option<Current>,
}

impl SweptAxis {
    pub(super) fn new(scenario: &Scenario, axis: &Axis) -> Self {
        let spec = axis.key.id.spec();
        let current = axis.key.get(scenario).map(|value| {
            let value = value.value;
            let shown = |value: f64| format::short(spec.dimension, value);
            let exact = axis.values.iter().position(|other| *other == value);
            let alike = || axis.values.iter().position(|other| shown(*other) == shown(value));
            let position = position(&axis.values, value, spec.logarithmic);
            Current { value, position, index: exact.or_else(alike) }
        });
        Self {
            key: axis.key,
            name: axis.key.text(scenario),
            label: axis.key.label(scenario),
            dimension: spec.dimension,
            values: axis.values.clone(),
            current,
        }
    }
}

/// The place of a value among others, between the neighbors that enclose it.
fn position(values: &[f64], value: f64, logarithmic: bool) -> Option<f64> {
    let along = |value: f64| if logarithmic && value > 0.0 { libm::log(value) } else { value };
    let mut pairs = values.iter().zip(values.iter().skip(1)).enumerate();
    let between = pairs.find_map(|(index, (from, to))| {
        let inside = (*from <= value && value <= *to) || (*to <= value && value <= *from);
        let part = (along(value) - along(*from)) / (along(*to) - along(*from));
        inside.then_some(index as f64 + part)
    });
    between.or_else(|| values.iter().position(|other| *other == value).map(|index| index as f64))
}
