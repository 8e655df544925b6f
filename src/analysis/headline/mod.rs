//! The generated sentence: what the baseline comes to, on which rung and price basis, and against whom.

mod words;

use super::{Comparison, Evaluation};
use crate::catalog::Status;
use crate::estimate::FigureId;
use crate::units::format;
use words::{basis, noun, rival_basis};

/// The most rivals that one sentence carries.
const MOST_RIVALS: usize = 2;

/// The cost of the baseline in one sentence, naming rung and price basis of every side.
#[must_use]
pub fn headline(comparison: &Comparison) -> String {
    headline_of(comparison, FigureId::Cost)
}

/// A figure of the baseline in one sentence, naming rung and basis of every side. Empty without a baseline.
#[must_use]
pub fn headline_of(comparison: &Comparison, figure: FigureId) -> String {
    let Some(base) = comparison.baseline() else { return String::new() };
    let subject = format!("{} {}", base.scenario().name, noun(base, figure));
    let value = match base.value(figure) {
        Ok(value) => value,
        Err(missing) => return format!("{subject}: no {} ({missing})", words::figure_name(figure)),
    };
    let known = standing(base, figure);
    let basis = basis(base, figure);
    let notes: Vec<_> =
        [known.trim_end(), basis.as_str()].into_iter().filter(|note| !note.is_empty()).collect();
    let mut text = format!("{subject}: {}", words::value_of(base, figure, value));
    if !notes.is_empty() {
        text.push_str(&format!(" ({})", notes.join(", ")));
    }
    let rivals = rivals(comparison, figure);
    if rivals.is_empty() {
        text.push_str(&unanswered(comparison, figure));
        return text;
    }
    let mixed = rivals.iter().any(|rival| rival.mixed);
    let named: Vec<_> = rivals.into_iter().map(|rival| rival.text).collect();
    text.push_str(": about ");
    text.push_str(&named.join(" and "));
    if mixed {
        text.push_str("; unlike scopes, so the ratio is not like for like");
    }
    text
}

/// One rival, ready to be named.
struct Rival {
    text: String,
    mixed: bool,
    uncertain: bool,
    same_price: bool,
}

/// The rivals that say most, at most two: an estimated one, whose standing matters, and one on equal terms; within a
/// kind those on the same rung first, then in the order given.
fn rivals(comparison: &Comparison, figure: FigureId) -> Vec<Rival> {
    let Some(base) = comparison.baseline() else { return Vec::new() };
    let mut found: Vec<Rival> = Vec::new();
    for (index, row) in comparison.rows.iter().enumerate() {
        let rival = &row.evaluation;
        let ratio = comparison.ratio(index, figure).filter(|ratio| *ratio > 0.0 && ratio.is_finite());
        if let (true, Some(ratio)) = (index != comparison.baseline, ratio) {
            found.push(described(base, rival, figure, ratio));
        }
    }
    found.sort_by_key(|rival| rival.mixed);
    let mut chosen: Vec<Rival> = Vec::new();
    for wanted in [|rival: &Rival| rival.uncertain, |rival: &Rival| !rival.uncertain && rival.same_price] {
        if let Some(at) = found.iter().position(wanted) {
            chosen.push(found.remove(at));
        }
    }
    while chosen.len() < MOST_RIVALS && !found.is_empty() {
        chosen.push(found.remove(0));
    }
    chosen
}

fn described(base: &Evaluation, rival: &Evaluation, figure: FigureId, ratio: f64) -> Rival {
    let status = status_of(rival, figure);
    let what = format!("{}{}", standing(rival, figure), noun(rival, figure));
    let name = &rival.scenario().name;
    // A possessive after a closing parenthesis reads badly.
    let whose = if name.ends_with(|last: char| last.is_alphanumeric()) {
        format!("{name}'s {what}")
    } else {
        format!("the {what} of {name}")
    };
    let basis = rival_basis(base, rival, figure);
    let basis = if basis.is_empty() { basis } else { format!(" ({basis})") };
    Rival {
        text: format!("{} {whose}{basis}", fraction_of(1.0 / ratio)),
        mixed: noun(base, figure) != noun(rival, figure),
        uncertain: matches!(status, Status::Estimated | Status::Speculative),
        same_price: words::same_price(base, rival),
    }
}

/// How far a run is known: the status of its hours, since price and method are named beside it, or of the figure
/// itself where that is compute or time.
fn status_of(evaluation: &Evaluation, figure: FigureId) -> Status {
    let decisive = match figure {
        FigureId::TrainingCompute | FigureId::WallClock => figure,
        _ => FigureId::AcceleratorHours,
    };
    evaluation.figure(decisive).map_or(Status::Estimated, |value| value.status)
}

fn standing(evaluation: &Evaluation, figure: FigureId) -> &'static str {
    match status_of(evaluation, figure) {
        Status::Reported | Status::Derived => "",
        Status::Estimated => "estimated ",
        Status::Speculative => "unconfirmed ",
        Status::Yours => "edited ",
    }
}

/// Why nobody could be named, when there was somebody.
fn unanswered(comparison: &Comparison, figure: FigureId) -> String {
    let others = comparison.rows.iter().enumerate().filter(|(index, _)| *index != comparison.baseline);
    let reasons: Vec<_> = others
        .filter_map(|(_, row)| {
            let missing = row.evaluation.value(figure).err()?;
            Some(format!("no ratio to {} ({missing})", row.evaluation.scenario().name))
        })
        .take(MOST_RIVALS)
        .collect();
    if reasons.is_empty() { String::new() } else { format!("; {}", reasons.join("; ")) }
}

/// What part of another one figure is: `1/14 of`, `75 % of`, `the same as`, `3.2 times`.
fn fraction_of(part: f64) -> String {
    use crate::units::Dimension::Scalar;
    let two = |value| {
        let text = format::significant(Scalar, value, 2);
        text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
    };
    match part {
        part if part < 0.5 => format!("1/{} of", two(1.0 / part)),
        part if part < 0.95 => format!("{} % of", two(100.0 * part)),
        part if part <= 1.05 => "the same as".to_owned(),
        part => format!("{} times", two(part)),
    }
}

#[cfg(test)]
mod tests;
