//! What a tape is as a function: a product of powers, or a straight line in an input or its reciprocal.

use super::{Slot, Tape};
use crate::estimate::trace::Op;

/// `coefficient × Π variableᵖᵒʷᵉʳ`.
#[derive(Debug, Clone, PartialEq)]
pub struct Monomial {
    /// What the powers are multiplied with.
    pub coefficient: f64,
    /// The power of each variable of the tape.
    pub powers: Vec<f64>,
}

/// How a figure depends on one variable, everything else kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dependence {
    /// Not at all.
    None,
    /// `a + b x`.
    Linear,
    /// `a + b / x`.
    Reciprocal,
    /// Some other way.
    Other,
}

/// The same as [`Dependence`], with whether `a` is surely zero: only then is the reciprocal of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Free,
    Pure(i8),
    Affine(i8),
    Other,
}

impl Tape {
    /// The figure as a product of powers, if it is one: then log-normal inputs make it log-normal.
    #[must_use]
    pub fn monomial(&self, output: usize) -> Option<Monomial> {
        let mut forms: Vec<Option<Monomial>> = Vec::with_capacity(self.steps.len());
        let unit = |index: Option<usize>, coefficient: f64| {
            let mut powers = vec![0.0; self.variables];
            if let Some(power) = index.and_then(|index| powers.get_mut(index)) {
                *power = 1.0;
            }
            Monomial { coefficient, powers }
        };
        let at = |slot: Slot, forms: &[Option<Monomial>]| match slot {
            Slot::Constant(value) => Some(unit(None, value)),
            Slot::Variable(index) => Some(unit(Some(index), 1.0)),
            Slot::Step(index) => forms.get(index).cloned().flatten(),
        };
        for step in &self.steps {
            let form = at(step.left, &forms).zip(at(step.right, &forms));
            forms.push(form.and_then(|(left, right)| combine(step.op, &left, &right)));
        }
        at(self.output(output).ok()?, &forms)
    }

    /// How a figure depends on a variable.
    #[must_use]
    pub fn dependence(&self, output: usize, variable: usize) -> Dependence {
        let mut forms: Vec<Form> = Vec::with_capacity(self.steps.len());
        let at = |slot: Slot, forms: &[Form]| match slot {
            Slot::Variable(index) if index == variable => Form::Pure(1),
            Slot::Constant(_) | Slot::Variable(_) => Form::Free,
            Slot::Step(index) => forms.get(index).copied().unwrap_or(Form::Other),
        };
        for step in &self.steps {
            let (left, right) = (at(step.left, &forms), at(step.right, &forms));
            forms.push(joined(step.op, left, right));
        }
        match self.output(output).map(|slot| at(slot, &forms)) {
            Ok(Form::Free) | Err(_) => Dependence::None,
            Ok(Form::Pure(1) | Form::Affine(1)) => Dependence::Linear,
            Ok(Form::Pure(-1) | Form::Affine(-1)) => Dependence::Reciprocal,
            Ok(_) => Dependence::Other,
        }
    }
}

fn combine(op: Op, left: &Monomial, right: &Monomial) -> Option<Monomial> {
    let is_constant = |form: &Monomial| form.powers.iter().all(|power| *power == 0.0);
    let joined = |sign: f64| left.powers.iter().zip(&right.powers).map(|(a, b)| a + sign * b).collect();
    let scaled = |by: f64| left.powers.iter().map(|power| power * by).collect();
    match op {
        Op::Mul => Some(Monomial { coefficient: left.coefficient * right.coefficient, powers: joined(1.0) }),
        Op::Div => Some(Monomial { coefficient: left.coefficient / right.coefficient, powers: joined(-1.0) }),
        Op::Add | Op::Sub if left.powers == right.powers => {
            let sign = if op == Op::Add { 1.0 } else { -1.0 };
            let coefficient = left.coefficient + sign * right.coefficient;
            Some(Monomial { coefficient, powers: left.powers.clone() })
        }
        Op::Pow if is_constant(right) && left.coefficient > 0.0 => Some(Monomial {
            coefficient: libm::pow(left.coefficient, right.coefficient),
            powers: scaled(right.coefficient),
        }),
        Op::Sqrt if left.coefficient >= 0.0 => {
            Some(Monomial { coefficient: libm::sqrt(left.coefficient), powers: scaled(0.5) })
        }
        _ => None,
    }
}

fn joined(op: Op, left: Form, right: Form) -> Form {
    use Form::{Affine, Free, Other, Pure};
    match (op, left, right) {
        (Op::Sqrt | Op::Exp, Free, _) | (_, Free, Free) => Free,
        (Op::Add | Op::Sub, Free, Pure(power) | Affine(power))
        | (Op::Add | Op::Sub, Pure(power) | Affine(power), Free) => Affine(power),
        (Op::Add | Op::Sub, Pure(first), Pure(second)) if first == second => Pure(first),
        (Op::Add | Op::Sub, Pure(first) | Affine(first), Pure(second) | Affine(second))
            if first == second =>
        {
            Affine(first)
        }
        (Op::Mul, Free, form) | (Op::Mul | Op::Div, form, Free) => form,
        (Op::Div, Free, Pure(power)) => Pure(-power),
        (Op::Mul, Pure(first), Pure(second)) if first == -second => Free,
        (Op::Div, Pure(first), Pure(second)) if first == second => Free,
        // (a + b x) / x = b + a / x
        (Op::Div, Affine(1), Pure(1)) | (Op::Mul, Affine(1), Pure(-1)) | (Op::Mul, Pure(-1), Affine(1)) => {
            Affine(-1)
        }
        (Op::Div, Affine(-1), Pure(-1)) | (Op::Mul, Affine(-1), Pure(1)) | (Op::Mul, Pure(1), Affine(-1)) => {
            Affine(1)
        }
        _ => Other,
    }
}
