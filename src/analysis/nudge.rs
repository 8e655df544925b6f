//! What editing one input a little would do to a figure.

use crate::estimate::{FigureId, Recording};
use crate::scenario::CheckedScenario;
use crate::scenario::input::InputKey;

/// How far an input is moved: a tenth up, or down where up would leave its range.
const STEP: f64 = 0.1;

/// An input that moves by a tenth, all others staying, and what that does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nudge {
    /// The input.
    pub key: InputKey,
    /// Share by which the input moves: 0.1 or -0.1.
    pub step: f64,
    /// Share by which the figure moves; 0 where it does not depend on the input.
    pub effect: f64,
}

/// Moves each of these inputs by itself, by the operations of the estimate. Inputs that are zero or not there, and
/// figures that are zero or missing, have no share to speak of and are left out.
#[must_use]
pub fn nudges(checked: &CheckedScenario, figure: FigureId, keys: &[InputKey]) -> Vec<Nudge> {
    let recording = Recording::new(checked);
    let nudge = |key: &InputKey| {
        let value = key.get(checked.scenario()).map(|value| value.value).filter(|value| *value != 0.0)?;
        let step = if value * (1.0 + STEP) <= key.id.spec().high { STEP } else { -STEP };
        let tape = recording.tape(&[figure], &[*key]);
        let (before, after) = (tape.eval(0, &[value]), tape.eval(0, &[value * (1.0 + step)]));
        let effect = after / before - 1.0;
        (before != 0.0 && effect.is_finite()).then_some(Nudge { key: *key, step, effect })
    };
    keys.iter().filter_map(nudge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixtures as fixture;
    use crate::scenario::HoursBasis;
    use crate::scenario::input::InputId;

    fn nudge(id: InputId) -> Nudge {
        let mut scenario = fixture::deepseek_v3();
        scenario.hours_basis = HoursBasis::Derived;
        let checked = std::sync::Arc::new(scenario).check(&fixture::catalog()).expect("valid");
        nudges(&checked, FigureId::Cost, &[InputKey::of(id)]).remove(0)
    }

    #[test]
    fn a_price_moves_the_cost_in_proportion_and_an_mfu_against_it() {
        let price = nudge(InputId::RentalPrice);
        assert!((price.effect - 0.1).abs() < 1e-12, "{price:?}");
        // Hours go with 1 / MFU: 1 / 1.1 − 1.
        let mfu = nudge(InputId::Mfu);
        assert!(mfu.effect < 0.0 && mfu.effect >= 1.0 / 1.1 - 1.0 - 1e-12, "{mfu:?}");
    }

    #[test]
    fn an_input_that_the_figure_does_not_use_moves_nothing() {
        assert_eq!(nudge(InputId::Pue).effect, 0.0);
    }
}
