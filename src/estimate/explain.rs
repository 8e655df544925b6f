//! "How?": the tree of formulas, inputs and sources that a figure came from.

mod status;

pub use status::{Statuses, statuses};

use super::draw::Draw;
use super::trace::{Kind, Node, Op, Recorder, Trace};
use super::written::{amount, engineering, latex_text, lower_first};
use super::{Figure, FigureId, Spec, estimate};
use crate::catalog::Status;
use crate::scenario::CheckedScenario;
use crate::scenario::input::InputKey;
use crate::units::{Dimension, Formula, format};

/// What stands in a written formula: a sourced input, a fact, a constant, or the result of another formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// An input of the scenario.
    Input(InputKey),
    /// A fact of the catalogue or of the architecture.
    Spec(Spec),
    /// A constant of the method, with its unit.
    Constant(&'static str),
    /// The result of a named formula.
    Formula(&'static Formula),
    /// The figure itself, where no formula has a name for it.
    Unnamed,
}

/// One level of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What this is.
    pub operand: Operand,
    /// Name in plain words.
    pub name: String,
    /// Value in the base unit.
    pub value: f64,
    /// What it measures, where known.
    pub dimension: Dimension,
    /// The formula in names: `Accelerator-hours of the run × rental price`; empty for inputs.
    pub symbols: String,
    /// The formula in numbers and units: `2,788,000 h × $2.00/h`; empty for inputs.
    pub numbers: String,
    /// The whole calculation in base units, down to inputs and constants: `37e9 × 6 × 14.8e12 = 3.2856e24 FLOP`; empty
    /// for inputs.
    pub equation: String,
    /// The formula in names, as LaTeX; empty for inputs.
    pub latex: String,
    /// Where the value or the method comes from.
    pub source: String,
    /// How the value came about; the weakest of everything below.
    pub status: Status,
    /// What the formula uses, in the order in which it uses it. Conversions of units are left out.
    pub parts: Vec<Explanation>,
}

impl Explanation {
    /// Every explanation of the tree, parents first.
    #[must_use]
    pub fn flatten(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for part in &self.parts {
            all.extend(part.flatten());
        }
        all
    }

    /// The value with its unit, precise enough to follow the arithmetic.
    #[must_use]
    pub fn with_unit(&self) -> String {
        match self.operand {
            Operand::Constant(_) => self.name.clone(),
            _ => amount(self.dimension, self.value),
        }
    }
}

/// Explains a figure: the operations that the estimate ran, down to sourced inputs.
///
/// # Errors
/// The reason why the scenario has no such figure.
pub fn explain(checked: &CheckedScenario, figure: FigureId) -> Figure<Explanation> {
    let trace = Trace::default();
    let draw = Draw::from_scenario(checked, &mut Recorder(&trace));
    let result = estimate(&draw).figure(figure)?;
    let id = result.id_in(&trace);
    let writer = Writer { trace: &trace, checked };
    let mut explanation = writer.explanation(id);
    if matches!(explanation.operand, Operand::Unnamed) {
        figure.label().clone_into(&mut explanation.name);
        explanation.dimension = figure.dimension();
        explanation.equation = writer.equation(id, figure.dimension());
    }
    Ok(explanation)
}

/// How an expression is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Names of inputs and results.
    Names,
    /// Numbers with units.
    Numbers,
    /// Bare numbers in base units, results of other formulas written out.
    Bare,
    /// Names as LaTeX.
    Latex,
}

/// How tightly an expression binds, for parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Atom,
}

/// Formulas that run once for every phase, so that their results need the phase's name.
const OF_ONE_PHASE: [&str; 8] = ["C2", "C3", "C4", "C7", "T1", "T3", "T6", "T10"];

struct Writer<'a> {
    trace: &'a Trace,
    checked: &'a CheckedScenario,
}

impl Writer<'_> {
    fn explanation(&self, id: u32) -> Explanation {
        let id = self.trace.seen(id);
        let Some(node) = self.trace.node(id) else { return self.head(id, None) };
        match node.kind {
            Kind::Input(_) | Kind::Spec(_) | Kind::Constant(_) => self.head(id, Some(node)),
            Kind::Named(_, inner) => {
                // A name directly on another name (a rung on its rent) explains the inner one.
                let inner = self.trace.seen(inner);
                match self.trace.node(inner).map(|node| node.kind) {
                    Some(Kind::Named(..)) => self.explanation(inner),
                    _ => self.expanded(id, node, inner),
                }
            }
            Kind::Operation(..) => self.expanded(id, node, id),
        }
    }

    fn expanded(&self, id: u32, node: Node, expression: u32) -> Explanation {
        let mut ids = Vec::new();
        let mut explanation = self.head(id, Some(node));
        explanation.symbols = upper_first(&self.write(expression, Style::Names, &mut ids).0);
        explanation.numbers = self.write(expression, Style::Numbers, &mut Vec::new()).0;
        explanation.equation = self.equation(expression, explanation.dimension);
        let latex = self.write(expression, Style::Latex, &mut Vec::new()).0;
        explanation.latex = format!("{} = {latex}", latex_text(&explanation.name));
        for id in ids {
            let part = self.explanation(id);
            let is_conversion = matches!(part.operand, Operand::Constant(unit) if is_conversion(unit));
            if !is_conversion && !explanation.parts.contains(&part) {
                explanation.parts.push(part);
            }
        }
        let statuses = explanation.parts.iter().map(|part| part.status);
        explanation.status = statuses.fold(Status::Derived, Status::combine);
        explanation
    }

    fn equation(&self, expression: u32, dimension: Dimension) -> String {
        let Some(node) = self.trace.node(expression) else { return String::new() };
        let unit = if dimension.unit() == "1" { "" } else { dimension.unit() };
        let text = self.write(expression, Style::Bare, &mut Vec::new()).0;
        format!("{text} = {} {unit}", engineering(node.value)).trim_end().to_owned()
    }

    /// The expression in a style. Named results, inputs and constants are its atoms.
    fn write(&self, id: u32, style: Style, atoms: &mut Vec<u32>) -> (String, Binding) {
        let id = self.trace.seen(id);
        let Some(node) = self.trace.node(id) else { return (String::new(), Binding::Atom) };
        let (op, left, right) = match node.kind {
            Kind::Operation(op, left, right) => (op, left, right),
            Kind::Named(_, inner) if style == Style::Bare => return self.write(inner, style, atoms),
            _ => {
                atoms.push(id);
                return (self.atom(id, node, style), Binding::Atom);
            }
        };
        let (a, a_binds) = self.write(left, style, atoms);
        if matches!(op, Op::Sqrt | Op::Exp) {
            return match (op, style) {
                (Op::Sqrt, Style::Latex) => (format!("\\sqrt{{{a}}}"), Binding::Atom),
                (Op::Sqrt, _) => (format!("√({a})"), Binding::Atom),
                (_, Style::Latex) => (format!("e^{{{a}}}"), Binding::Atom),
                _ => (format!("exp({a})"), Binding::Atom),
            };
        }
        let (b, b_binds) = self.write(right, style, atoms);
        joined(op, (a, a_binds), (b, b_binds), style == Style::Latex)
    }

    fn atom(&self, id: u32, node: Node, style: Style) -> String {
        let head = self.head(id, Some(node));
        match (style, &head.operand) {
            (Style::Bare, _) => engineering(node.value),
            (Style::Numbers, Operand::Constant(unit)) if !unit.contains('/') => format::full(node.value),
            (Style::Numbers, _) => head.with_unit(),
            (Style::Names, Operand::Constant(_)) => head.name,
            (Style::Names, _) => lower_first(&head.name),
            (Style::Latex, _) => latex_text(&head.name),
        }
    }

    /// Name, value, source and status of a node, without what is below it.
    fn head(&self, id: u32, node: Option<Node>) -> Explanation {
        let value = node.map_or(0.0, |node| node.value);
        let derived = |name: String, dimension, source| (name, dimension, source, Status::Derived);
        let (operand, (name, dimension, source, status)) = match node.map(|node| node.kind) {
            Some(Kind::Input(key)) => (Operand::Input(key), self.input_head(key)),
            Some(Kind::Spec(spec)) => {
                let (source, status) = spec_source(self.checked, spec);
                (Operand::Spec(spec), (spec.label().to_owned(), spec.dimension(), source, status))
            }
            Some(Kind::Constant(unit)) => {
                let name = format!("{} {unit}", format::full(value)).trim_end().to_owned();
                let source = "constant of the method".to_owned();
                (Operand::Constant(unit), (name, Dimension::Scalar, source, Status::Reported))
            }
            Some(Kind::Named(formula, _)) => {
                let source = format!("{}: {}", formula.id, formula.source);
                let name = self.with_phase(formula, id);
                (Operand::Formula(formula), derived(name, formula.dimension, source))
            }
            Some(Kind::Operation(..)) | None => {
                (Operand::Unnamed, derived(String::new(), Dimension::Scalar, String::new()))
            }
        };
        Explanation {
            operand,
            name,
            value,
            dimension,
            symbols: String::new(),
            numbers: String::new(),
            equation: String::new(),
            latex: String::new(),
            source,
            status,
            parts: Vec::new(),
        }
    }

    fn input_head(&self, key: InputKey) -> (String, Dimension, String, Status) {
        let scenario = self.checked.scenario();
        let provenance = key.get(scenario).map(|sourced| sourced.provenance);
        let source = provenance.as_ref().map(|provenance| provenance.citation()).unwrap_or_default();
        let status = provenance.map_or(Status::Estimated, |provenance| provenance.status);
        (key.label(scenario), key.id.spec().dimension, source, status)
    }

    /// The formula's name, with the phase where all of it belongs to one of several.
    fn with_phase(&self, formula: &'static Formula, id: u32) -> String {
        let phases = &self.checked.scenario().phases;
        if phases.len() < 2 || !OF_ONE_PHASE.contains(&formula.id) {
            return formula.name.to_owned();
        }
        let mut found = Vec::new();
        self.phases_below(id, &mut found);
        match (found.as_slice(), found.first().and_then(|index| phases.get(*index))) {
            ([_], Some(phase)) => format!("{} ({})", formula.name, phase.name),
            _ => formula.name.to_owned(),
        }
    }

    fn phases_below(&self, id: u32, found: &mut Vec<usize>) {
        match self.trace.node(id).map(|node| node.kind) {
            Some(Kind::Input(key)) if key.id.spec().per_phase && !found.contains(&key.phase) => {
                found.push(key.phase);
            }
            Some(Kind::Named(_, inner)) => self.phases_below(inner, found),
            Some(Kind::Operation(_, left, right)) => {
                self.phases_below(left, found);
                self.phases_below(right, found);
            }
            _ => (),
        }
    }
}

/// Where a fact comes from, and how it came about.
fn spec_source(checked: &CheckedScenario, spec: Spec) -> (String, Status) {
    let accelerator = checked.accelerator();
    match (spec, checked.reference_mfu()) {
        (Spec::ReferenceMfu, Some(mfu)) => (mfu.provenance.citation(), mfu.provenance.status),
        (Spec::EpochServerPower | Spec::EpochServerPrice, _) => {
            ("Cottier et al. 2024, arXiv 2405.21015, and its code".to_owned(), Status::Estimated)
        }
        _ if spec.is_of_architecture() => {
            (format!("architecture of {}", checked.scenario().name), Status::Reported)
        }
        _ => (
            format!("{}: {}", accelerator.name, accelerator.provenance.citation()),
            accelerator.provenance.status,
        ),
    }
}

/// Two written operands and what is done with them.
fn joined(op: Op, a: (String, Binding), b: (String, Binding), latex: bool) -> (String, Binding) {
    let wrap = |(text, binds): (String, Binding), least: Binding| {
        if binds < least { format!("({text})") } else { text }
    };
    let text = match op {
        Op::Add => format!("{} + {}", a.0, b.0),
        Op::Sub => format!("{} − {}", a.0, wrap(b, Binding::Product)),
        Op::Mul => {
            let times = if latex { "\\cdot" } else { "×" };
            format!("{} {times} {}", wrap(a, Binding::Product), wrap(b, Binding::Product))
        }
        Op::Div if latex => return (format!("\\frac{{{}}}{{{}}}", a.0, b.0), Binding::Atom),
        Op::Div => format!("{} ÷ {}", wrap(a, Binding::Product), wrap(b, Binding::Atom)),
        Op::Pow if latex => return (format!("{{{}}}^{{{}}}", wrap(a, Binding::Atom), b.0), Binding::Atom),
        Op::Pow => {
            // `^5 years ÷` would read as if the unit were divided.
            let b = if b.0.contains(' ') { (b.0, Binding::Sum) } else { b };
            return (format!("{}^{}", wrap(a, Binding::Atom), wrap(b, Binding::Atom)), Binding::Atom);
        }
        Op::Max => return (format!("max({}, {})", a.0, b.0), Binding::Atom),
        Op::Min | Op::Sqrt | Op::Exp => return (format!("min({}, {})", a.0, b.0), Binding::Atom),
    };
    (text, if matches!(op, Op::Add | Op::Sub) { Binding::Sum } else { Binding::Product })
}

/// Whether a constant only converts units or has none: it stands in the formula and is no part of its own.
fn is_conversion(unit: &str) -> bool {
    unit.is_empty() || unit.contains('/')
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
