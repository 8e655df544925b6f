//! Mistakes that give a printed number which does not follow from the others. Only one that reproduces the printed digits
//! is named.

use super::relations::Relation;
use super::{AuditTable, Span, all, average, spans, spans_of_count, sum};

/// A mistake that gives the printed number.
#[derive(Debug, Clone, PartialEq)]
pub enum Explanation {
    /// The sum leaves out some items.
    LeavesOut(Vec<String>),
    /// The sum counts an item twice.
    CountsTwice(String),
    /// What one has was added where an average belongs; some items may be left out as well.
    AddsUnits {
        /// Items that are left out.
        without: Vec<String>,
    },
    /// A plain average where one weighted by count belongs; some items may be left out as well.
    PlainAverage {
        /// Items that are left out.
        without: Vec<String>,
    },
    /// The weighted average leaves out some items.
    AverageLeavesOut(Vec<String>),
    /// Off by a factor: thousands for millions, a server of eight for one accelerator.
    Factor(f64),
    /// The price or power of one is that of another item.
    UnitOf(String),
    /// The count is that of another item.
    CountOf(String),
    /// The sum leaves out some of its parts.
    LeavesOutPart(Vec<String>),
}

impl Explanation {
    /// The stable id, for JSON.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::LeavesOut(_) => "leaves-out",
            Self::CountsTwice(_) => "counts-twice",
            Self::AddsUnits { .. } => "adds-units",
            Self::PlainAverage { .. } => "plain-average",
            Self::AverageLeavesOut(_) => "average-leaves-out",
            Self::Factor(_) => "factor",
            Self::UnitOf(_) => "unit-of-another",
            Self::CountOf(_) => "count-of-another",
            Self::LeavesOutPart(_) => "leaves-out-part",
        }
    }

    /// A clause for people: `the sum leaves out H100`.
    #[must_use]
    pub fn words(&self) -> String {
        let but = |without: &[String]| match without {
            [] => String::new(),
            names => format!(", without {}", names.join(" and ")),
        };
        match self {
            Self::LeavesOut(names) => format!("the sum leaves out {}", names.join(" and ")),
            Self::CountsTwice(name) => format!("the sum counts {name} twice"),
            Self::AddsUnits { without } => {
                format!("adds up what should be an average weighted by count{}", but(without))
            }
            Self::PlainAverage { without } => {
                format!("a plain average where one weighted by count belongs{}", but(without))
            }
            Self::AverageLeavesOut(names) => format!("the average leaves out {}", names.join(" and ")),
            Self::Factor(factor) if *factor >= 1.0 => format!("too large by a factor of {factor}"),
            Self::Factor(factor) => format!("too small by a factor of {}", 1.0 / factor),
            Self::UnitOf(name) => format!("calculated with the value for one {name}"),
            Self::CountOf(name) => format!("calculated with the count of {name}"),
            Self::LeavesOutPart(names) => format!("the sum leaves out {}", names.join(" and ")),
        }
    }
}

/// Factors that slips give: units of money, and accelerators of a server.
const FACTORS: [f64; 10] = [1e3, 1e-3, 1e6, 1e-6, 10.0, 0.1, 100.0, 0.01, 8.0, 0.125];

/// The most items for which every selection is tried.
const MOST_ITEMS: usize = 14;

/// Why a total could be what is printed.
pub(super) fn total(table: &AuditTable, measure: usize, printed: Span) -> Option<Explanation> {
    let of = table.measures.get(measure)?;
    let names = |items: &[usize]| -> Vec<String> {
        items.iter().filter_map(|item| table.items.get(*item).cloned()).collect()
    };
    if of.role.adds_up() {
        return sum_of(table, measure, printed, &names);
    }
    // A selection of fewer than two items is its own average, which would explain too much.
    let tries = selections(table.items.len(), 2);
    let matching = |of_kept: &dyn Fn(&[usize]) -> Option<Span>| {
        fewest(&tries, |kept| of_kept(kept).is_some_and(|span| printed.meets(span)))
    };
    if let Some(left) = matching(&|kept| Some(sum(&spans(of, kept)?))) {
        return Some(Explanation::AddsUnits { without: names(&left) });
    }
    if let Some(left) = matching(&|kept| Some(sum(&spans(of, kept)?).scaled(1.0 / kept.len() as f64))) {
        return Some(Explanation::PlainAverage { without: names(&left) });
    }
    if let Some(left) = matching(&|kept| average(&spans(of, kept)?, &spans_of_count(table, kept)?)) {
        return Some(Explanation::AverageLeavesOut(names(&left)));
    }
    factor(printed, average(&spans(of, &all(table))?, &spans_of_count(table, &all(table))?)?)
}

fn sum_of(
    table: &AuditTable,
    measure: usize,
    printed: Span,
    names: &dyn Fn(&[usize]) -> Vec<String>,
) -> Option<Explanation> {
    let of = table.measures.get(measure)?;
    let everything = sum(&spans(of, &all(table))?);
    if let Some(slip) = factor(printed, everything) {
        return Some(slip);
    }
    let tries = selections(table.items.len(), 1);
    let left = fewest(&tries, |kept| spans(of, kept).is_some_and(|spans| printed.meets(sum(&spans))));
    if let Some(left) = left.filter(|left| !left.is_empty()) {
        return Some(Explanation::LeavesOut(names(&left)));
    }
    let twice =
        |item: &usize| spans(of, &[*item]).is_some_and(|one| printed.meets(everything.plus(sum(&one))));
    let item = all(table).into_iter().find(twice)?;
    names(&[item]).pop().map(Explanation::CountsTwice)
}

fn factor(printed: Span, computed: Span) -> Option<Explanation> {
    FACTORS.into_iter().find(|factor| printed.meets(computed.scaled(*factor))).map(Explanation::Factor)
}

/// Every way to leave items out, the fewest first, with at least so many kept: those kept and those left.
fn selections(items: usize, at_least: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut all: Vec<(Vec<usize>, Vec<usize>)> = if items <= MOST_ITEMS {
        let in_set = |set: u32| (0..items).partition(|item| set & (1 << item) == 0);
        (0..1_u32 << items).map(in_set).collect()
    } else {
        let but_one = |left: usize| (0..items).partition(|item| *item != left);
        std::iter::once(((0..items).collect(), Vec::new())).chain((0..items).map(but_one)).collect()
    };
    all.retain(|(kept, _)| kept.len() >= at_least);
    all.sort_by_key(|(_, left)| left.len());
    all
}

/// What is left out by the selection that leaves out the fewest and fits. None where several leave out as many: with
/// coarse digits some selection always fits, and to name one of them would be guessing.
fn fewest(tries: &[(Vec<usize>, Vec<usize>)], fits: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
    let mut fitting = tries.iter().filter(|(kept, _)| fits(kept)).map(|(_, left)| left);
    let first = fitting.next()?;
    match fitting.next() {
        Some(second) if second.len() == first.len() => None,
        _ => Some(first.clone()),
    }
}

/// Why the cell of an item could be what is printed.
pub(super) fn cell(
    table: &AuditTable,
    relation: &Relation,
    item: usize,
    printed: Span,
) -> Option<Explanation> {
    if let Some(slip) = factor(printed, relation.computed(table, item)?) {
        return Some(slip);
    }
    let span =
        |measure: usize, item: usize| Some(table.measures.get(measure)?.cells.get(item)?.as_ref()?.span());
    match relation {
        Relation::Product { count, unit } => {
            let others = || (0..table.items.len()).filter(|other| *other != item);
            let with = |counted: usize, priced: usize| {
                Some(printed.meets(span(*count, counted)?.times(span(*unit, priced)?)))
            };
            let name = |other: usize| table.items.get(other).cloned();
            let priced = others().find(|other| with(item, *other) == Some(true)).and_then(name);
            let counted = || others().find(|other| with(*other, item) == Some(true)).and_then(name);
            priced.map(Explanation::UnitOf).or_else(|| counted().map(Explanation::CountOf))
        }
        Relation::Sum { parts } => {
            let label = |index: &usize| {
                let measure = parts.get(*index).and_then(|part| table.measures.get(*part))?;
                Some(measure.label.clone())
            };
            selections(parts.len(), 1).into_iter().filter(|(_, left)| !left.is_empty()).find_map(
                |(kept, left)| {
                    let spans: Option<Vec<Span>> =
                        kept.iter().map(|index| span(*parts.get(*index)?, item)).collect();
                    let meets = printed.meets(sum(&spans?));
                    meets.then(|| Explanation::LeavesOutPart(left.iter().filter_map(label).collect()))
                },
            )
        }
    }
}
