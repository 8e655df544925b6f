//! Which operations of a tape a figure needs, and which of them a variable changes.

use super::{Slot, Step, Tape};

impl Step {
    fn reads(&self, found: impl Fn(Slot) -> bool) -> bool {
        found(self.left) || found(self.right)
    }
}

fn mark(needed: &mut [bool], slot: Slot) {
    if let Slot::Step(index) = slot
        && let Some(needed) = needed.get_mut(index)
    {
        *needed = true;
    }
}

impl Tape {
    /// The operations that lead to some figures, in order.
    #[must_use]
    pub fn steps_to(&self, outputs: &[usize]) -> Vec<usize> {
        let mut needed = vec![false; self.steps.len()];
        outputs
            .iter()
            .filter_map(|output| self.output(*output).ok())
            .for_each(|slot| mark(&mut needed, slot));
        for (index, step) in self.steps.iter().enumerate().rev() {
            if needed.get(index) == Some(&true) {
                mark(&mut needed, step.left);
                mark(&mut needed, step.right);
            }
        }
        (0..self.steps.len()).filter(|index| needed.get(*index) == Some(&true)).collect()
    }

    /// Of some operations, in order: those whose result one of the variables changes.
    #[must_use]
    pub fn changed_by(&self, steps: &[usize], variables: &[usize]) -> Vec<usize> {
        let mut changed = Vec::new();
        for index in steps {
            let reads = |slot: Slot| match slot {
                Slot::Constant(_) => false,
                Slot::Variable(variable) => variables.contains(&variable),
                Slot::Step(step) => changed.contains(&step),
            };
            if self.steps.get(*index).is_some_and(|step| step.reads(reads)) {
                changed.push(*index);
            }
        }
        changed
    }

    /// Whether some figures read a variable at all.
    #[must_use]
    pub fn reads(&self, outputs: &[usize], variable: usize) -> bool {
        let is = |slot: Slot| slot == Slot::Variable(variable);
        outputs.iter().filter_map(|output| self.output(*output).ok()).any(is)
            || self
                .steps_to(outputs)
                .iter()
                .any(|index| self.steps.get(*index).is_some_and(|step| step.reads(is)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::{FigureId, LANES, Lane, Scratch, fixture};
    use crate::scenario::HoursBasis;
    use crate::scenario::input::{InputId, InputKey};

    const VARYING: [InputId; 4] = [InputId::RentalPrice, InputId::Mfu, InputId::Tokens, InputId::Pue];

    fn tape() -> Tape {
        let mut scenario = fixture::scenario();
        scenario.hours_basis = HoursBasis::Derived;
        let checked = std::sync::Arc::new(scenario).check(&fixture::catalog()).expect("valid");
        Tape::record(&checked, &[FigureId::Cost, FigureId::Energy], &VARYING.map(InputKey::of))
    }

    #[test]
    fn a_figure_reads_what_it_hangs_on() {
        let read = |outputs: &[usize]| [0, 1, 2, 3].map(|variable| tape().reads(outputs, variable));
        assert_eq!(read(&[0]), [true, true, true, false], "cost: the price holds the power");
        assert_eq!(read(&[1]), [false, true, true, true], "energy");
        assert_eq!(read(&[0, 1]), [true; 4]);
        assert_eq!(read(&[]), [false; 4]);
        assert!(tape().steps_to(&[0]).len() < tape().len() && tape().steps_to(&[0, 1]).len() == tape().len());
    }

    #[test]
    fn running_what_changed_again_gives_the_bits_of_running_all() {
        let tape = tape();
        let drawn: Vec<Vec<f64>> = [2.0, 0.3, 14e12, 1.2]
            .iter()
            .map(|x| (0..LANES).map(|i| x + x * 1e-3 * i as f64).collect())
            .collect();
        let mut lanes: Vec<Lane<'_>> = drawn.iter().map(|values| Lane::Each(values)).collect();
        let all = tape.steps_to(&[0, 1]);
        let run = |lanes: &[Lane<'_>], steps: &[usize], scratch: &mut Scratch| {
            tape.run_block(steps, lanes, LANES, scratch);
            let mut figures = [[0.0; LANES]; 2];
            for (output, figure) in figures.iter_mut().enumerate() {
                tape.read_block(output, lanes, scratch, figure);
            }
            figures
        };
        for variable in 0..VARYING.len() {
            let mut scratch = Scratch::default();
            let before = run(&lanes, &all, &mut scratch);
            let kept = std::mem::replace(&mut lanes[variable], Lane::Same(0.31));
            let changed = tape.changed_by(&all, &[variable]);
            assert!(changed.len() < all.len());
            let after = run(&lanes, &changed, &mut scratch);
            assert!(after != before && after == run(&lanes, &all, &mut Scratch::default()), "{variable}");
            lanes[variable] = kept;
        }
    }
}
