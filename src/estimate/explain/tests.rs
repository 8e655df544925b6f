//! Explanations as people read them, and that they calculate exactly what the estimate does.

use super::*;
use crate::estimate::fixture::{checked, of, phase};
use crate::scenario::{Convention, HoursBasis, PhaseKind, Rollouts, Scenario, Scope};

/// The tree as an indented text: value, name, status and source, formula in names and in numbers.
fn tree(explanation: &Explanation) -> String {
    fn line(explanation: &Explanation, depth: usize, text: &mut String) {
        let indent = "    ".repeat(depth);
        match explanation.operand {
            Operand::Constant(_) => text.push_str(&format!("{indent}{}\n", explanation.name)),
            _ => text.push_str(&format!(
                "{indent}{} = {}  [{}; {}]\n",
                explanation.name,
                explanation.with_unit(),
                explanation.status.id(),
                explanation.source
            )),
        }
        for formula in [&explanation.symbols, &explanation.numbers] {
            if !formula.is_empty() {
                text.push_str(&format!("{indent}  = {formula}\n"));
            }
        }
        for part in &explanation.parts {
            line(part, depth + 1, text);
        }
    }
    let mut text = format!("{}\n\n", explanation.equation);
    line(explanation, 0, &mut text);
    text
}

fn explanation(figure: FigureId, change: impl FnOnce(&mut Scenario)) -> Explanation {
    explain(&checked(change), figure).unwrap()
}

fn explained(figure: FigureId, change: impl FnOnce(&mut Scenario)) -> String {
    tree(&explanation(figure, change))
}

#[test]
fn the_cost_of_a_run_unfolds_to_its_reported_hours() {
    insta::assert_snapshot!(explained(FigureId::Cost, |_| ()));
}

#[test]
fn energy_unfolds_to_the_servers_rating() {
    insta::assert_snapshot!(explained(FigureId::Energy, |_| ()));
}

#[test]
fn utilization_unfolds_to_tokens_and_peak() {
    insta::assert_snapshot!(explained(FigureId::Mfu, |_| ()));
}

#[test]
fn compute_from_an_architecture_unfolds_to_its_layers() {
    insta::assert_snapshot!(explained(FigureId::TrainingCompute, |s| s.convention = Convention::Causal));
}

#[test]
fn ownership_unfolds_to_four_parts() {
    insta::assert_snapshot!(explained(FigureId::OwnershipCost, |_| ()));
}

#[test]
fn derived_hours_of_several_phases_are_listed_by_phase() {
    insta::assert_snapshot!(explained(FigureId::AcceleratorHours, |scenario| {
        scenario.hours_basis = HoursBasis::Derived;
        scenario.scope = Scope::Reasoning;
        let mut rl = phase("R1", PhaseKind::Reinforcement, 147e3, Some(2e11));
        rl.rollouts = Some(Rollouts { generated_tokens: of(1e12), generation_mfu: of(0.05) });
        scenario.phases.push(rl);
    }));
}

#[test]
fn goodput_from_failures_unfolds_without_its_guards() {
    insta::assert_snapshot!(explained(FigureId::Goodput, |scenario| {
        scenario.efficiency.goodput_method = crate::scenario::GoodputMethod::Failures;
    }));
}

/// US-32: the whole calculation in one line.
#[test]
fn an_equation_goes_down_to_the_inputs() {
    let compute = explanation(FigureId::TrainingCompute, |_| ());
    assert_eq!(compute.equation, "37e9 × 6 × 14.8e12 = 3.2856e24 FLOP");
    let cost = explanation(FigureId::Cost, |_| ());
    assert_eq!(cost.equation, "(2.664e6 + 119000 + 5000) × 2 = 5.576e6 USD");
    assert_eq!(cost.numbers, "2,788,000 h × $2.00/h");
    assert_eq!(cost.symbols, "Accelerator-hours of the run × rental price");
    assert_eq!(
        cost.latex,
        "\\text{Rental cost} = \\text{Accelerator-hours of the run} \\cdot \\text{Rental price}"
    );
    let mfu = explanation(FigureId::Mfu, |_| ());
    assert_eq!(mfu.equation, "37e9 × 6 × 14.8e12 ÷ (2.664e6 × 3600) ÷ 989.4e12 = 0.346263");
}

/// Every figure that the run has can be explained, by formulas that are named and parts that are not repeated.
#[test]
fn every_figure_is_explained_by_named_formulas() {
    let checked = checked(|_| ());
    let estimate = estimate(&Draw::point(&checked));
    for figure in FigureId::ALL.iter().copied().filter(|figure| estimate.figure(*figure).is_ok()) {
        let explanation = explain(&checked, figure).unwrap();
        for part in explanation.flatten() {
            assert!(!part.name.is_empty(), "{figure:?} has a part without a name");
            assert!(!part.source.is_empty() || part.operand == Operand::Unnamed, "{figure:?}: {}", part.name);
            for (index, child) in part.parts.iter().enumerate() {
                assert!(!part.parts[..index].contains(child), "{} twice in {}", child.name, part.name);
            }
            let is_leaf = part.parts.is_empty();
            assert_eq!(part.symbols.is_empty(), is_leaf, "{figure:?}: {}", part.name);
        }
    }
}

#[test]
fn statuses_without_text_are_those_of_the_trees() {
    for scope in Scope::ALL {
        let checked = checked(|scenario| {
            scenario.scope = scope;
            scenario.convention = Convention::Causal;
            scenario.hours_basis = HoursBasis::Derived;
        });
        let statuses = statuses(&checked);
        for figure in FigureId::ALL.iter().copied() {
            let explained = explain(&checked, figure).map(|explanation| explanation.status);
            assert_eq!(statuses.figure(figure), explained, "{figure:?} at {scope:?}");
        }
    }
}

/// A result is as strong as the weakest value it rests on, and a value of the user's own shows.
#[test]
fn an_edited_price_makes_the_cost_yours_and_nothing_else() {
    use crate::scenario::input::InputId;
    let checked = checked(|scenario| InputKey::of(InputId::RentalPrice).edit(scenario, 3.49));
    let status = |figure| explain(&checked, figure).unwrap().status;
    assert_eq!(status(FigureId::Cost), Status::Yours);
    assert_eq!(status(FigureId::AcceleratorHours), Status::Derived);
    assert_eq!(status(FigureId::Energy), Status::Estimated);
}
