//! One printed cell beside what it should be.

use super::explain::{self, Explanation};
use super::relations::Relation;
use super::{AuditTable, Place, Role, Span, all, total as total_of};

/// What a cell is checked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Count times price or power of one.
    Product,
    /// A sum of other amounts of the same item.
    PartSum,
    /// A sum over all items.
    Sum,
    /// An average over all items, weighted by count.
    WeightedAverage,
}

impl CheckKind {
    /// The stable id, for JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Product => "count-times-unit",
            Self::PartSum => "sum-of-parts",
            Self::Sum => "sum",
            Self::WeightedAverage => "weighted-average",
        }
    }

    /// Words for the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Product => "count × one",
            Self::PartSum => "sum of parts",
            Self::Sum => "sum",
            Self::WeightedAverage => "weighted average",
        }
    }
}

/// Whether a cell reconciles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It is what the other cells make it, within the printed digits.
    Reconciles,
    /// It is not.
    Differs,
}

/// One checked cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The cell in the table as it was given.
    pub place: Place,
    /// Index of the measure.
    pub measure: usize,
    /// Index of the item; none for the total.
    pub item: Option<usize>,
    /// What it is checked as.
    pub kind: CheckKind,
    /// The printed number in the measure's base unit.
    pub printed: f64,
    /// What the printed digits can stand for.
    pub printed_span: Span,
    /// What the other cells make it, in the middle of [`Self::computed_span`].
    pub computed: f64,
    /// What the printed digits of the other cells allow.
    pub computed_span: Span,
    /// Whether both meet.
    pub verdict: Verdict,
    /// A mistake that gives the printed number.
    pub explanation: Option<Explanation>,
}

impl Check {
    /// Printed less computed.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.printed - self.computed
    }
}

/// The cells of a measure beside what the same item's other cells make them.
pub(super) fn cells(table: &AuditTable, measure: usize, relation: &Relation) -> Vec<Check> {
    let Some(of) = table.measures.get(measure) else { return Vec::new() };
    let check = |item: usize| {
        let printed = of.cells.get(item)?.as_ref()?;
        let computed = relation.computed(table, item)?;
        let verdict = verdict(printed.span(), computed);
        let explanation = match verdict {
            Verdict::Differs => explain::cell(table, relation, item, printed.span()),
            Verdict::Reconciles => None,
        };
        Some(Check {
            place: printed.place,
            measure,
            item: Some(item),
            kind: match relation {
                Relation::Product { .. } => CheckKind::Product,
                Relation::Sum { .. } => CheckKind::PartSum,
            },
            printed: printed.value,
            printed_span: printed.span(),
            computed: middle(relation, table, item).unwrap_or_else(|| computed.middle()),
            computed_span: computed,
            verdict,
            explanation,
        })
    };
    (0..table.items.len()).filter_map(check).collect()
}

/// What the printed numbers themselves make a cell: the middle of a product's interval lies beside it.
fn middle(relation: &Relation, table: &AuditTable, item: usize) -> Option<f64> {
    let value = |measure: usize| Some(table.measures.get(measure)?.cells.get(item)?.as_ref()?.value);
    match relation {
        Relation::Product { count, unit } => Some(value(*count)? * value(*unit)?),
        Relation::Sum { .. } => None,
    }
}

/// The printed total of a measure beside what its cells make it.
pub(super) fn total(table: &AuditTable, measure: usize) -> Option<Check> {
    let of = table.measures.get(measure)?;
    let printed = of.total.as_ref()?;
    let computed = total_of(table, measure, &all(table))?;
    let verdict = verdict(printed.span(), computed);
    let explanation = match verdict {
        Verdict::Differs => explain::total(table, measure, printed.span()),
        Verdict::Reconciles => None,
    };
    Some(Check {
        place: printed.place,
        measure,
        item: None,
        kind: if of.role.adds_up() { CheckKind::Sum } else { CheckKind::WeightedAverage },
        printed: printed.value,
        printed_span: printed.span(),
        computed: computed.middle(),
        computed_span: computed,
        verdict,
        explanation,
    })
    .filter(|_| of.role != Role::Other)
}

fn verdict(printed: Span, computed: Span) -> Verdict {
    if printed.meets(computed) { Verdict::Reconciles } else { Verdict::Differs }
}
