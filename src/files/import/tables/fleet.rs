//! A table of counts, unit prices, totals and power as somebody printed it, for [`crate::analysis::audit`].

use super::separated::Record;
use super::sheet::Sheet;
use crate::analysis::audit::{AuditTable, Measure, Place, Printed, Role};
use crate::files::error::{FileError, FileProblem};
use crate::units::Dimension;
use crate::units::parse::{self, NumberStyle};

/// A table to be audited, with the text that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct FleetSheet {
    /// The table as it was given.
    pub sheet: Sheet,
    /// Its numbers by item and measure.
    pub table: AuditTable,
    /// Cells that should be numbers and are not, each with its place; they are not checked.
    pub wrong: Vec<FileError>,
    /// How the table was read.
    pub remarks: Vec<String>,
}

/// Reads a table with one item a row and its measures in columns, or the other way round.
///
/// # Errors
/// When the text is no table, or nothing in it is a count, a price, an amount or a power.
pub fn read_fleet(file: &str, text: &str, style: Option<NumberStyle>) -> Result<FleetSheet, FileError> {
    let sheet = Sheet::read(file, text, style)?;
    let heads =
        || sheet.head.iter().skip(1).filter(|label| !is_total(label) && role(label).is_some()).count();
    let labels = sheet.rows.iter().filter_map(|row| row.fields.first());
    let down = labels.filter(|label| !is_total(label) && role(label).is_some()).count();
    let items_across = down > heads();
    if down.max(heads()) == 0 {
        let problem =
            "has nothing to check: name columns or rows such as count, unit price, total, power".to_owned();
        return Err(FileError::new(file, FileProblem::BadValue { key: String::new(), problem }));
    }
    let mut reading = Reading { sheet: &sheet, wrong: Vec::new() };
    let table = if items_across { reading.across() } else { reading.down() };
    let wrong = reading.wrong;
    let mut remarks = sheet.remarks.clone();
    for measure in table.measures.iter().filter(|measure| measure.role != Role::Other) {
        remarks.push(format!("{}: read as {}", measure.label, measure.role.label()));
    }
    Ok(FleetSheet { sheet, table, wrong, remarks })
}

/// Whether a label names a total or an average over all items.
fn is_total(label: &str) -> bool {
    is_average(label)
        || matches!(
            words(label).first().map(String::as_str),
            Some("total" | "sum" | "all" | "overall" | "grand")
        ) && words(label).len() <= 2
}

fn is_average(label: &str) -> bool {
    matches!(words(label).first().map(String::as_str), Some("average" | "avg" | "mean" | "weighted"))
}

/// The words of a label, the dollar sign as a part of them.
fn words(label: &str) -> Vec<String> {
    label
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '$' || sign == '#'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What a label says that its numbers count.
fn role(label: &str) -> Option<Role> {
    let words = words(label);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let starts = |any: &[&str]| words.first().is_some_and(|word| any.contains(&word.as_str()));
    let chips =
        ["gpu", "gpus", "chip", "chips", "accelerator", "accelerators", "unit", "units", "card", "cards"];
    let of_one = has(&["per", "each", "asp", "unit", "single", "tdp"]) || label.contains("/GPU");
    let money = has(&[
        "$",
        "usd",
        "price",
        "cost",
        "costs",
        "capex",
        "opex",
        "asp",
        "tco",
        "amount",
        "spend",
        "expense",
        "value",
        "ownership",
        "budget",
        "$m",
        "$k",
        "$b",
        "$bn",
        "$mm",
        "purchase",
    ]);
    if has(&["power", "tdp", "watt", "watts", "kw", "mw", "w"]) && !money {
        let total = has(&["total", "sum", "fleet", "all", "kw", "mw"]) && !has(&["per", "each", "tdp"]);
        return Some(if total { Role::Power } else { Role::UnitPower });
    }
    let counts = has(&["count", "counts", "qty", "quantity"]) || starts(&["#", "number", "no", "n"]);
    if counts && !has(&["per", "each", "cost", "price"]) || words.len() == 1 && has(&chips) {
        return Some(Role::Count);
    }
    if has(&["price", "asp"]) && !has(&["total", "all"]) || of_one && (money || has(&["capital"])) {
        return Some(Role::UnitPrice);
    }
    if money || has(&["total", "sum"]) {
        return Some(Role::Amount);
    }
    (has(&chips) && !of_one).then_some(Role::Count)
}

/// The factor that a label gives to bare numbers: `($m)`, `in thousands`, `kW`.
fn scale(label: &str, role: Role) -> f64 {
    let words = words(label);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    // A single letter says so only behind a currency.
    let after_money = words.windows(2).find_map(|pair| match pair {
        [money, letter] if ["$", "usd", "us$"].contains(&money.as_str()) => Some(letter.as_str()),
        _ => None,
    });
    match role {
        Role::UnitPower | Role::Power if has(&["kw"]) => 1e3,
        Role::UnitPower | Role::Power if has(&["mw"]) => 1e6,
        Role::UnitPower | Role::Power => 1.0,
        _ if has(&["$b", "$bn", "bn", "billion", "billions"]) || after_money == Some("b") => 1e9,
        _ if has(&["$m", "$mm", "m$", "mn", "mm", "million", "millions"]) || after_money == Some("m") => 1e6,
        _ if has(&["$k", "k$", "thousand", "thousands"]) || after_money == Some("k") => 1e3,
        _ => 1.0,
    }
}

const fn dimension(role: Role) -> Dimension {
    match role {
        Role::Count => Dimension::Accelerators,
        Role::UnitPrice | Role::Amount => Dimension::Usd,
        Role::UnitPower | Role::Power => Dimension::Power,
        Role::Other => Dimension::Scalar,
    }
}

struct Reading<'a> {
    sheet: &'a Sheet,
    wrong: Vec<FileError>,
}

impl Reading<'_> {
    /// One item a row.
    fn down(&mut self) -> AuditTable {
        let sheet = self.sheet;
        let label = |row: &Record| row.fields.first().cloned().unwrap_or_default();
        let rows = || sheet.rows.iter().enumerate();
        let items: Vec<_> = rows().filter(|(_, row)| !is_total(&label(row))).collect();
        let total = rows().find(|(_, row)| is_total(&label(row)) && !is_average(&label(row)));
        let mean = rows().find(|(_, row)| is_average(&label(row)));
        let mut measures = Vec::new();
        for (column, head) in sheet.head.iter().enumerate().skip(1) {
            let role = role(head).unwrap_or(Role::Other);
            let mut cell =
                |(number, row): (usize, &Record)| self.cell(row, Place { row: number, column }, head, role);
            let cells = items.iter().map(|item| cell(*item)).collect();
            let summary = if role.adds_up() { total } else { mean.or(total) };
            let total = summary.and_then(cell);
            measures.push(Measure { label: head.clone(), role, cells, total });
        }
        let items = items.iter().map(|(_, row)| label(row)).collect();
        AuditTable { items, measures, items_across: false }
    }

    /// One item a column.
    fn across(&mut self) -> AuditTable {
        let sheet = self.sheet;
        let heads = || sheet.head.iter().enumerate().skip(1);
        let items: Vec<usize> =
            heads().filter(|(_, head)| !is_total(head)).map(|(column, _)| column).collect();
        let total = heads().find(|(_, head)| is_total(head) && !is_average(head)).map(|(column, _)| column);
        let mean = heads().find(|(_, head)| is_average(head)).map(|(column, _)| column);
        let mut measures = Vec::new();
        for (number, row) in sheet.rows.iter().enumerate() {
            let label = row.fields.first().cloned().unwrap_or_default();
            let role = role(&label).unwrap_or(Role::Other);
            let mut cell = |column| self.cell(row, Place { row: number, column }, &label, role);
            let cells = items.iter().map(|column| cell(*column)).collect();
            let summary = if role.adds_up() { total } else { mean.or(total) };
            let total = summary.and_then(cell);
            measures.push(Measure { label: label.clone(), role, cells, total });
        }
        let name = |column: &usize| sheet.head.get(*column).cloned().unwrap_or_default();
        AuditTable { items: items.iter().map(name).collect(), measures, items_across: true }
    }

    /// The number in a cell; what is none is reported where the label asks for one.
    fn cell(&mut self, row: &Record, place: Place, label: &str, role: Role) -> Option<Printed> {
        let text = self.sheet.text(row, Some(place.column));
        if text.is_empty() || role == Role::Other {
            return None;
        }
        let scale = scale(label, role);
        match printed(text, dimension(role), scale, self.sheet.style) {
            Ok((value, slack)) => {
                // Pieces that are written out were counted and not rounded: 5 is no number between 4.5 and 5.5.
                let rounded = scale != 1.0 || text.chars().any(char::is_alphabetic) || value.fract() != 0.0;
                let slack = if role == Role::Count && !rounded { 0.0 } else { slack };
                Some(Printed { value, slack, text: text.to_owned(), place })
            }
            Err(error) => {
                self.wrong.push(self.sheet.wrong(row, Some(place.column), &error.to_string()));
                None
            }
        }
    }
}

/// A printed number and half a unit of its last digit, in the base unit.
fn printed(
    text: &str,
    dimension: Dimension,
    scale: f64,
    style: NumberStyle,
) -> Result<(f64, f64), parse::ParseError> {
    let value = parse::quantity_with_style(text, dimension, style)?;
    // A unit or a magnitude beside the number says more than one in the label.
    let scale = if text.chars().any(char::is_alphabetic) { 1.0 } else { scale };
    let value = value * scale;
    Ok((value, value.abs() * half_a_digit(text, style)))
}

/// Half a unit of the last digit, as a share of the number.
fn half_a_digit(text: &str, style: NumberStyle) -> f64 {
    let start = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
    let rest = text.get(start..).unwrap_or_default();
    let is_number = |sign: char| sign.is_ascii_digit() || ",.'_ \u{a0}\u{202f}\u{2009}".contains(sign);
    let end = rest.find(|sign: char| !is_number(sign)).unwrap_or(rest.len());
    let number = rest.get(..end).unwrap_or_default().trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let (Ok(all), Ok(value)) =
        (digits.parse::<f64>(), parse::quantity_with_style(number, Dimension::Scalar, style))
    else {
        return 0.0;
    };
    // 1.25 is 125 hundredths: half of one of them is 0.5 of 125.
    if all > 0.0 && value > 0.0 { 0.5 / all } else { 0.0 }
}
