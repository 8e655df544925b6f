//! What the views ask and how they are set, as it was typed or chosen.

use crate::analysis::providers::ProviderOptions;
use crate::catalog::ClaimFigure;
use crate::chart::Window;
use crate::chart::uncertain::UncertainChart;
use crate::estimate::StateRecipe;
use crate::scenario::input::{InputId, InputKey};
use crate::scenario::{Scenario, Scope};

/// An input with the values that it goes through, as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisText {
    /// The input.
    pub key: InputKey,
    /// Its values: `1, 1.5, 2` or `25% to 50% step 5%`.
    pub values: String,
}

/// What the what-if view asks of the selected scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// The input that is solved for.
    pub goal: InputKey,
    /// What the shown figure shall be, as typed; empty asks for nothing.
    pub target: String,
    /// Down the table.
    pub rows: AxisText,
    /// Across the table; without it the figure is a curve.
    pub columns: Option<AxisText>,
    /// Whether hours stay as reported even where an input would change them; at first they are derived there.
    pub as_reported: bool,
}

impl Default for WhatIf {
    fn default() -> Self {
        let axis = |id: InputId, values: &str| AxisText { key: InputKey::of(id), values: values.to_owned() };
        Self {
            goal: InputKey::of(InputId::RentalPrice),
            target: String::new(),
            rows: axis(InputId::Mfu, "25% to 50% step 5%"),
            columns: Some(axis(InputId::RentalPrice, "1, 1.5, 2, 2.5, 3, 4")),
            as_reported: false,
        }
    }
}

/// The claim that the claims view checks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimChoice {
    /// Id of a published claim; without it the user's own.
    pub id: Option<String>,
    /// Whether a choice was made; at first the view shows the first claim about the selected scenario.
    pub chosen: bool,
    /// The user's own claim about the selected scenario.
    pub own: OwnClaim,
}

/// A claim as the user enters it.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnClaim {
    /// What it is about.
    pub figure: ClaimFigure,
    /// The amount as typed.
    pub amount: String,
    /// The rung that it names.
    pub rung: Option<Scope>,
}

impl Default for OwnClaim {
    fn default() -> Self {
        Self { figure: ClaimFigure::Cost, amount: String::new(), rung: None }
    }
}

/// Two uncertain inputs that shall be correlated, as they were entered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Correlating {
    /// One input; without a choice the first range.
    pub first: Option<InputKey>,
    /// The other one; without a choice the second range.
    pub second: Option<InputKey>,
    /// The rank correlation as typed.
    pub rank: String,
}

impl Correlating {
    /// The inputs that are meant. A choice that is no range any more does not count.
    #[must_use]
    pub fn pair(&self, scenario: &Scenario) -> (Option<InputKey>, Option<InputKey>) {
        let ranges: Vec<InputKey> = scenario.uncertainty.ranges.iter().map(|ranged| ranged.key).collect();
        let chosen = |choice: Option<InputKey>| choice.filter(|key| ranges.contains(key));
        let usual = |place: usize| ranges.get(place).copied();
        (chosen(self.first).or_else(|| usual(0)), chosen(self.second).or_else(|| usual(1)))
    }

    /// The number, where it is one that a rank correlation can have.
    #[must_use]
    pub fn rank(&self) -> Option<f64> {
        let text = self.rank.trim().replace('−', "-");
        text.parse().ok().filter(|rank| (-0.999..=0.999).contains(rank))
    }
}

/// What the run plan asks of the selected scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanQuestion {
    /// When the run shall be done, as typed: `90 days`.
    pub deadline: String,
    /// A number of accelerators to try, as typed; empty tries none.
    pub count: String,
    /// What the optimizer keeps for each parameter.
    pub recipe: StateRecipe,
    /// Which quotes are listed, and in which order.
    pub providers: ProviderOptions,
}

impl Default for PlanQuestion {
    fn default() -> Self {
        Self {
            deadline: "90 days".to_owned(),
            count: String::new(),
            recipe: StateRecipe::default(),
            providers: ProviderOptions::default(),
        }
    }
}

/// How the comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CompareAs {
    /// Bars.
    #[default]
    Chart,
    /// A table with the differences to the subject.
    Table,
    /// Ratios to one rival with the rungs of both on the axes.
    Rungs,
    /// Among published runs, by date.
    OverTime,
}

/// A chart of the window; what is zoomed into is kept for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartSlot {
    /// Published runs by date.
    OverTime,
    /// A figure along one input.
    WhatIf,
    /// The uncertainty of a figure.
    Uncertain(UncertainChart),
    /// Days by accelerators.
    Plan,
    /// Dated quotes of an accelerator.
    Prices,
    /// Predicted against published figures.
    Backtest,
}

impl ChartSlot {
    /// A name for the session file and for the keyboard, unique among charts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OverTime => "over time",
            Self::WhatIf => "what if",
            Self::Uncertain(chart) => chart.id(),
            Self::Plan => "plan",
            Self::Prices => "prices",
            Self::Backtest => "backtest",
        }
    }

    /// The slot with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let others = [Self::OverTime, Self::WhatIf, Self::Plan, Self::Prices, Self::Backtest];
        let all = others.into_iter().chain(UncertainChart::ALL.map(Self::Uncertain));
        all.into_iter().find(|slot| slot.name() == name)
    }
}

/// What charts are zoomed into.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Zooms(Vec<(ChartSlot, Window)>);

impl Zooms {
    /// The part of a chart that is shown; none for the whole.
    #[must_use]
    pub fn get(&self, slot: ChartSlot) -> Option<Window> {
        self.0.iter().find(|(of, _)| *of == slot).map(|(_, window)| *window)
    }

    /// Every chart that is zoomed into, with its part.
    pub fn all(&self) -> impl Iterator<Item = (ChartSlot, Window)> + '_ {
        self.0.iter().copied()
    }

    /// Shows a part of a chart, or the whole again.
    pub fn set(&mut self, slot: ChartSlot, window: Option<Window>) {
        self.0.retain(|(of, _)| *of != slot);
        self.0.extend(window.map(|window| (slot, window)));
    }
}
