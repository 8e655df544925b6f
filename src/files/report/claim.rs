//! The check of a claim as text for people.

mod json;
pub mod reading;

use std::fmt::Write as _;

pub use json::{SCHEMA, json};

use super::catalog::number_text;
use super::table::{one_line, wrapped};
use super::{Cell, Column, Table, TableFormat, input_value};
use crate::analysis::{ClaimCheck, ClaimedRatio, Condition, Side, Stance, Standing};
use crate::catalog::Bound;
use crate::scenario::{HoursBasis, Scope};
use crate::units::{Dimension, Quantity, format};

/// Columns of running text.
const WIDTH: usize = 100;

/// The check for people: the verdict with its reasons, then what they rest on.
#[must_use]
pub fn text(check: &ClaimCheck) -> String {
    let claim = &check.claim;
    let mut text = format!("{}: {}\n\n", one_line(&claim.name), check.verdict.label());
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            let _ = writeln!(text, "{label:<12}{}", wrapped(words, WIDTH, 12));
        }
    };
    line("Claim", &claim.statement);
    line("Claimant", &claim.claimant);
    line("Source", &claim.provenance.citation());
    line("Stated", &stated(check));
    line("Read as", &claim.reading);
    line("Rung", &rung(check));
    line("Includes", check.rung.used.includes());
    line("Leaves out", check.rung.used.leaves_out());
    line("Excluded", &excluded(check));
    line("Checked by", &format!("{} ({})", check.ours.scenario().name, check.ours.scenario().id));
    line("Note", &claim.provenance.note);
    reasons(&mut text, check);
    section(&mut text, "What the claim gives", &given_table(check));
    section(&mut text, "Nearest quotes", &quotes_table(check));
    if let Some(target) = check.target {
        let shown = format::short(check.figure.dimension(), target);
        let head = format!("What would have to be true for {shown}, one input at a time");
        section(&mut text, &head, &conditions_table(check));
    }
    if check.samples.len() > 1 {
        section(&mut text, "Our estimate with its ranges, rung by rung", &samples_table(check));
    }
    if let Some(rival) = &check.rival {
        section(&mut text, &format!("Against {}, rung by rung", rival.scenario().name), &ladder_table(check));
    }
    if let Some(ratio) = &check.ratio {
        let _ = writeln!(text, "\n{}", wrapped(&ratio_words(check, ratio), WIDTH, 0));
    }
    text
}

fn stated(check: &ClaimCheck) -> String {
    let (amount, dimension) = (&check.claim.amount, check.claim.figure.dimension());
    let shown = |value: f64| match dimension {
        Dimension::Ratio if value < 1.0 => format!("1/{}", number_text(1.0 / value, Dimension::Scalar)),
        _ => number_text(value, dimension),
    };
    let agrees = match amount.bound {
        Bound::AtLeast => format!("{} or more agrees with it", shown(amount.low)),
        Bound::AtMost => format!("{} or less agrees with it", shown(amount.high)),
        _ if amount.low == amount.high => "exactly".to_owned(),
        _ => format!("{} to {} agrees with it", shown(amount.low), shown(amount.high)),
    };
    format!("{}: {} ({agrees})", check.claim.figure.label(), amount.text)
}

fn rung(check: &ClaimCheck) -> String {
    let named = |scope: Scope| format!("{} – {}", scope.letter(), scope.name());
    let found = &check.rung;
    let or_unstated = |scope: Option<Scope>| scope.map_or_else(|| "unstated".to_owned(), named);
    match (found.ratio, found.stated) {
        (Some((of, to)), _) => format!("{} over {}", or_unstated(of), or_unstated(to)),
        (None, Some(scope)) => named(scope),
        (None, None) => format!("not stated; checked on {}", named(found.used)),
    }
}

fn excluded(check: &ClaimCheck) -> String {
    let found = &check.rung.claimant_excludes;
    if found.is_empty() { String::new() } else { format!("by the claimant: {found}") }
}

/// The reasons; what only says what the claim is stands above them already.
fn reasons(text: &mut String, check: &ClaimCheck) {
    let heads = [
        (Stance::Against, "Speaks against it"),
        (Stance::Limits, "Keeps it from being surer"),
        (Stance::For, "Bears it out"),
    ];
    for (stance, head) in heads {
        let mut found = check.reasons.iter().filter(|reason| reason.stance == stance).peekable();
        if found.peek().is_some() {
            let _ = writeln!(text, "\n{head}");
        }
        for reason in found {
            let _ = writeln!(text, "{:<12}{}", reason.aspect.id(), wrapped(&reason.text, WIDTH, 12));
        }
    }
}

fn section(text: &mut String, title: &str, table: &Table) {
    if !table.rows.is_empty() {
        let _ = write!(text, "\n{}\n{}", one_line(title), table.write(TableFormat::Plain));
    }
}

/// What the claim gives, where it says so, and which inputs that sets.
#[must_use]
pub fn given_table(check: &ClaimCheck) -> Table {
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("setting", "As given"),
        Column::text("locator", "Where"),
        Column::text("note", "Note"),
    ]);
    let scenario = check.as_claimed.scenario();
    for given in &check.given {
        let labels: Vec<_> = given.keys.iter().map(|key| key.label(scenario)).collect();
        table.rows.push(vec![
            Cell::text(labels.join(", ")),
            Cell::text(given.input.setting.as_str()),
            Cell::text(given.input.locator.as_str()),
            Cell::text(given.input.note.as_str()),
        ]);
    }
    table
}

/// The quotes next to the price that the claim means.
#[must_use]
pub fn quotes_table(check: &ClaimCheck) -> Table {
    let mut table = Table::new(vec![
        Column::text("id", "Quote"),
        Column::number("usd_per_hour", "Price", Dimension::UsdPerAcceleratorHour),
        Column::text("kind", "Kind"),
        Column::text("date", "Date"),
        Column::text("chip", "For"),
        Column::number("cost_usd", "Cost at it", Dimension::Usd),
    ]);
    for quote in &check.price.nearest {
        table.rows.push(vec![
            Cell::text(quote.quote.id.as_str()),
            Cell::Number(quote.price.base(), Dimension::UsdPerAcceleratorHour),
            Cell::text(quote.kind.label()),
            Cell::text(quote.quote.date.to_string()),
            Cell::text(quote.quote.accelerator_as_quoted.as_str()),
            Cell::Number(quote.cost.base(), Dimension::Usd),
        ]);
    }
    table
}

/// What would have to be true: each main input with the value at which our estimate comes to the claim.
#[must_use]
pub fn conditions_table(check: &ClaimCheck) -> Table {
    let mut table = Table::new(vec![
        Column::text("input", "Input"),
        Column::text("key", "Key"),
        Column::text("hours", "Hours"),
        Column::text("now", "Now"),
        Column::text("needed", "Needed"),
        Column::number("factor", "Times", Dimension::Ratio),
        Column::text("standing", "How far that lies from what is known"),
    ]);
    let scenario = check.as_claimed.scenario();
    for condition in &check.conditions {
        let dimension = condition.key.id.spec().dimension;
        let needed = match condition.needed {
            Ok(value) => format::significant(dimension, value, 4),
            Err(_) => "none".to_owned(),
        };
        table.rows.push(vec![
            Cell::text(condition.key.label(scenario)),
            Cell::text(condition.key.text(scenario)),
            Cell::text(if condition.hours == HoursBasis::Derived { "derived" } else { "reported" }),
            Cell::text(input_value(dimension, condition.current.value)),
            Cell::text(needed),
            condition.factor.map_or(Cell::Empty, |factor| Cell::Number(factor, Dimension::Ratio)),
            Cell::text(standing_words(condition)),
        ]);
    }
    table
}

/// The claim among the samples of our estimate, rung by rung.
#[must_use]
pub fn samples_table(check: &ClaimCheck) -> Table {
    let dimension = if check.claim.ratio.is_some() { Dimension::Ratio } else { check.figure.dimension() };
    let mut table = Table::new(vec![
        Column::text("chosen", ""),
        Column::text("rung", "Rung"),
        Column::text("name", "Includes"),
        Column::number("p5", "P5", dimension),
        Column::number("p50", "P50", dimension),
        Column::number("p95", "P95", dimension),
        Column::number("below", "Below the claim", Dimension::Fraction),
        Column::number("agrees", "Agree with it", Dimension::Fraction),
    ]);
    for found in &check.samples {
        table.rows.push(vec![
            Cell::text(if found.scope == check.rung.used { ">" } else { "" }),
            Cell::text(found.scope.letter()),
            Cell::text(found.scope.name()),
            Cell::Number(found.p5.value, dimension),
            Cell::Number(found.p50.value, dimension),
            Cell::Number(found.p95.value, dimension),
            Cell::Number(found.percentile.value, Dimension::Fraction),
            Cell::Number(found.agrees, Dimension::Fraction),
        ]);
    }
    table
}

/// How far a needed value lies from what is known of the input.
#[must_use]
pub fn standing_words(condition: &Condition) -> String {
    let share = |percentile: f64| match percentile {
        share if share <= 0.0 => "below all".to_owned(),
        share if share >= 1.0 => "above all".to_owned(),
        share if share < 0.005 => "below more than 99 %".to_owned(),
        share if share > 0.995 => "above more than 99 %".to_owned(),
        share => format!("above {:.0} %", 100.0 * share),
    };
    match (&condition.needed, condition.standing) {
        (Err(reason), _) => reason.to_string(),
        (_, Some(Standing::Range { percentile })) => format!("{} of its range", share(percentile)),
        (_, Some(Standing::ReferenceClass { percentile })) => {
            format!("{} of published runs like this one", share(percentile))
        }
        (_, Some(Standing::Quotes { percentile })) => {
            format!("{} of the quotes of that time", share(percentile))
        }
        (_, None) => String::new(),
    }
}

/// Both runs on every rung.
#[must_use]
pub fn ladder_table(check: &ClaimCheck) -> Table {
    let rival = check.rival.as_ref().map(|rival| rival.scenario().name.clone()).unwrap_or_default();
    let dimension = check.figure.dimension();
    let mut table = Table::new(vec![
        Column::text("chosen", ""),
        Column::text("rung", "Rung"),
        Column::text("name", "Includes"),
        Column::number("own", &check.ours.scenario().name, dimension),
        Column::number("rival", &rival, dimension),
        Column::text("ratio", "Ratio"),
        Column::text("missing", "Not known"),
    ]);
    for row in &check.like_for_like {
        let missing: Vec<_> = [row.own, row.rival]
            .into_iter()
            .filter_map(Result::err)
            .map(|reason| reason.to_string())
            .collect();
        table.rows.push(vec![
            Cell::text(if row.scope == check.rung.used { ">" } else { "" }),
            Cell::text(row.scope.letter()),
            Cell::text(row.scope.name()),
            Cell::maybe(row.own.ok(), dimension),
            Cell::maybe(row.rival.ok(), dimension),
            row.ratio.map_or(Cell::Empty, |ratio| Cell::text(format::ratio_words(ratio))),
            Cell::text(missing.first().cloned().unwrap_or_default()),
        ]);
    }
    if table.rows.iter().all(|row| row.last() == Some(&Cell::text(""))) {
        table.remove("missing");
    }
    table
}

/// The ratio as claimed, with the rungs of both sides.
fn ratio_words(check: &ClaimCheck, ratio: &ClaimedRatio) -> String {
    let dimension = check.figure.dimension();
    let side = |side: &Side| {
        let rung = side
            .rung
            .map_or_else(|| "rung not stated".to_owned(), |scope| format!("rung {}", scope.letter()));
        let bound = match side.bound {
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
            Bound::About | Bound::Between => "about ",
            Bound::Rounded => "",
        };
        format!("{bound}{} ({}, {rung})", format::short(dimension, side.value), side.name)
    };
    let bound = match ratio.bound {
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::About | Bound::Between => "about ",
        Bound::Rounded => "",
    };
    let like = match ratio.is_like_for_like() {
        Some(true) => "",
        Some(false) => "; the two stand on unlike rungs, so the ratio is not like for like",
        None => "; nobody said whether the two stand on one rung",
    };
    format!(
        "{}: {} over {} is {bound}{}{like}.",
        if check.claim.ratio.is_some() { "As claimed" } else { "The claim against the rival" },
        side(&ratio.of),
        side(&ratio.to),
        format::ratio_words(ratio.ratio)
    )
}
