//! Which measure follows from which others: an amount from count and unit price, or from the amounts before it.

use super::{AuditTable, Role, Span};

/// How a cell follows from others of the same item.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation {
    /// Count times what one has.
    Product {
        /// Index of the count.
        count: usize,
        /// Index of what one has.
        unit: usize,
    },
    /// The sum of other amounts.
    Sum {
        /// Their indices.
        parts: Vec<usize>,
    },
}

impl Relation {
    /// What the cell of an item should be. None where a part of it is missing.
    pub(super) fn computed(&self, table: &AuditTable, item: usize) -> Option<Span> {
        let span = |measure: usize| Some(table.measures.get(measure)?.cells.get(item)?.as_ref()?.span());
        match self {
            Self::Product { count, unit } => Some(span(*count)?.times(span(*unit)?)),
            Self::Sum { parts } => {
                let spans: Option<Vec<Span>> = parts.iter().map(|part| span(*part)).collect();
                Some(super::sum(&spans?))
            }
        }
    }
}

/// The relations of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations {
    found: Vec<(usize, Relation)>,
    /// Measures that follow from nothing, and why.
    pub(super) unchecked: Vec<String>,
}

impl Relations {
    pub(super) fn of(&self, measure: usize) -> Option<&Relation> {
        self.found.iter().find(|(of, _)| *of == measure).map(|(_, relation)| relation)
    }
}

/// Finds what each amount follows from: of all candidates the one that most items agree with. Where no item agrees, the
/// labels decide, or there is only one candidate.
pub(super) fn find(table: &AuditTable) -> Relations {
    let mut relations = Relations::default();
    for (index, measure) in table.measures.iter().enumerate() {
        if measure.role == Role::Other {
            relations.unchecked.push(format!("{}: no count, price, amount or power", measure.label));
        }
        if !matches!(measure.role, Role::Amount | Role::Power) {
            continue;
        }
        let candidates = candidates(table, index);
        let agreeing = |relation: &Relation| {
            let agrees = |item: &usize| {
                let printed = measure.cells.get(*item).and_then(Option::as_ref);
                let computed = relation.computed(table, *item);
                printed.zip(computed).is_some_and(|(printed, computed)| printed.span().meets(computed))
            };
            (0..table.items.len()).filter(agrees).count()
        };
        let best = candidates.iter().map(|one| (agreeing(one), one)).rev().max_by_key(|(count, _)| *count);
        match best {
            Some((count, relation)) if count > 0 => relations.found.push((index, relation.clone())),
            _ => match alone(table, index, &candidates) {
                Some(relation) => relations.found.push((index, relation)),
                None if !candidates.is_empty() => relations
                    .unchecked
                    .push(format!("{}: its cells follow from no other measure of the table", measure.label)),
                None => {}
            },
        }
    }
    relations
}

fn candidates(table: &AuditTable, index: usize) -> Vec<Relation> {
    let Some(measure) = table.measures.get(index) else { return Vec::new() };
    let with = |role: Role| {
        let measures = table.measures.iter().enumerate();
        measures.filter(move |(_, measure)| measure.role == role).map(|(index, _)| index).collect::<Vec<_>>()
    };
    let units = match measure.role {
        Role::Amount => with(Role::UnitPrice),
        Role::Power => with(Role::UnitPower),
        _ => Vec::new(),
    };
    let mut candidates: Vec<Relation> = Vec::new();
    for unit in units {
        candidates.extend(with(Role::Count).into_iter().map(|count| Relation::Product { count, unit }));
    }
    let parts: Vec<usize> = with(measure.role).into_iter().filter(|part| *part < index).collect();
    // All amounts before it, or the last of them only.
    for from in 0..parts.len().saturating_sub(1) {
        candidates.push(Relation::Sum { parts: parts.get(from..).unwrap_or_default().to_vec() });
    }
    candidates
}

/// Words that say nothing about what is measured.
const FILLERS: [&str; 17] = [
    "total", "per", "gpu", "gpus", "unit", "price", "cost", "of", "the", "in", "usd", "m", "k", "each",
    "all", "amount", "chip",
];

/// The only candidate, or the only one whose label shares a telling word.
fn alone(table: &AuditTable, index: usize, candidates: &[Relation]) -> Option<Relation> {
    let products: Vec<&Relation> =
        candidates.iter().filter(|one| matches!(one, Relation::Product { .. })).collect();
    if let [only] = products.as_slice() {
        return Some((*only).clone());
    }
    let words = |measure: usize| -> Vec<String> {
        let label = table.measures.get(measure).map_or("", |measure| measure.label.as_str());
        let words = label.split(|sign: char| !sign.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str())).collect()
    };
    let own = words(index);
    let sharing: Vec<&&Relation> = products
        .iter()
        .filter(|one| match one {
            Relation::Product { unit, .. } => words(*unit).iter().any(|word| own.contains(word)),
            Relation::Sum { .. } => false,
        })
        .collect();
    match sharing.as_slice() {
        [only] => Some((**only).clone()),
        _ => None,
    }
}
