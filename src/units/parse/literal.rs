//! Digits with their separators and exponent: `1,234.5`, `6.71e11`, `3.29 × 10²⁴`.

use super::text::{Text, superscript};
use super::{ErrorKind, NumberStyle};

/// Where something is wrong, in characters, and what.
pub(super) type Fault = (usize, ErrorKind);

/// A decimal number before it becomes binary: the digits times ten to the exponent.
#[derive(Debug, Clone)]
pub(super) struct Decimal {
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The power of ten itself.
    pub(super) fn ten_to(exponent: i64) -> Self {
        Self { digits: "1".into(), exponent }
    }

    pub(super) fn shifted(self, exponent: i64) -> Self {
        Self { exponent: self.exponent.saturating_add(exponent), ..self }
    }

    /// Whether this is the base of a power of ten, `10`.
    pub(super) fn is_ten(&self) -> bool {
        self.digits == "10" && self.exponent == 0
    }

    /// The nearest `f64`, infinite when there is none.
    pub(super) fn value(&self) -> f64 {
        let exponent = self.exponent.clamp(-9999, 9999);
        format!("{}e{exponent}", self.digits).parse().unwrap_or(f64::NAN)
    }
}

/// Reads a number with its `e` exponent from `at`; `None` when there is no digit.
pub(super) fn read(text: &Text, at: usize, style: NumberStyle) -> Result<Option<(Decimal, usize)>, Fault> {
    let scanned = scan(text, at);
    if scanned.groups.iter().all(String::is_empty) {
        return Ok(None);
    }
    let end = scanned.end;
    let decimal = scanned.resolve(style)?;
    let Some((exponent, end)) = exponent(text, end)? else { return Ok(Some((decimal, end))) };
    Ok(Some((decimal.shifted(exponent), end)))
}

/// A whole number in superscripts.
pub(super) fn superscripts(text: &Text, at: usize) -> Option<(i64, usize)> {
    let end = text.skip(at, |found| superscript(found).is_some());
    let written: String = text.slice(at, end).chars().filter_map(superscript).collect();
    Some((written.parse().ok()?, end))
}

/// The rest of scientific notation after a number: `× 10²³`, `x10^23`, `*10^23`.
/// A further `^` or a broken exponent makes it arithmetic instead.
pub(super) fn times_ten_to(text: &Text, at: usize) -> Option<(i64, usize)> {
    let sign = text.skip_space(at);
    if !text.is(sign, |found| "×xX*·".contains(found)) {
        return None;
    }
    let ten = text.skip_space(sign + 1);
    if text.get(ten) != Some('1') || text.get(ten + 1) != Some('0') {
        return None;
    }
    let (exponent, end) = match superscripts(text, ten + 2) {
        Some(found) => found,
        None if text.get(ten + 2) == Some('^') => signed_digits(text, ten + 3)?,
        None => return None,
    };
    let next = text.skip_space(end);
    let goes_on = text.is(end, |found| found.is_ascii_digit() || "._,".contains(found));
    (!goes_on && text.get(next) != Some('^')).then_some((exponent, end))
}

/// The `e11` of `6.71e11`. A capital E without digits is left for the magnitudes.
fn exponent(text: &Text, at: usize) -> Result<Option<(i64, usize)>, Fault> {
    if !text.is(at, |found| matches!(found, 'e' | 'E')) {
        return Ok(None);
    }
    if let Some(found) = signed_digits(text, at + 1) {
        return Ok(Some(found));
    }
    let signed = text.is(at + 1, |found| matches!(found, '+' | '-'));
    let small = text.get(at) == Some('e') && !text.is(at + 1, char::is_alphabetic);
    if signed || small { Err((at, ErrorKind::UnfinishedExponent)) } else { Ok(None) }
}

fn signed_digits(text: &Text, at: usize) -> Option<(i64, usize)> {
    let digits = if text.is(at, |found| matches!(found, '+' | '-')) { at + 1 } else { at };
    let end = text.skip(digits, |found| found.is_ascii_digit());
    if end == digits {
        return None;
    }
    let size = text.slice(digits, end).parse::<i64>().unwrap_or(i64::MAX);
    let negative = text.get(at) == Some('-');
    Some((if negative { size.saturating_neg() } else { size }, end))
}

/// Groups of digits with the separators between them, before anyone knows which one separates decimals.
struct Scanned {
    groups: Vec<String>,
    /// One less than the groups: position and sign, a space for spaces and apostrophes.
    separators: Vec<(usize, char)>,
    end: usize,
}

fn scan(text: &Text, from: usize) -> Scanned {
    let mut found = Scanned { groups: vec![String::new()], separators: Vec::new(), end: from };
    while let Some(sign) = text.get(found.end) {
        let at = found.end;
        let digits_before = found.groups.last().is_some_and(|group| !group.is_empty());
        if sign.is_ascii_digit() {
            if let Some(group) = found.groups.last_mut() {
                group.push(sign);
            }
        } else if sign == '_' && digits_before && text.is(at + 1, |next| next.is_ascii_digit()) {
            // Underscores mean nothing wherever they stand between digits.
        } else if matches!(sign, '.' | ',') && (digits_before || found.groups.len() == 1) {
            found.separators.push((at, sign));
            found.groups.push(String::new());
        } else if matches!(sign, ' ' | '\'') && found.takes_space(text, at) {
            found.separators.push((at, ' '));
            found.groups.push(String::new());
        } else {
            break;
        }
        found.end += 1;
    }
    found
}

impl Scanned {
    /// A space belongs to the number only as a thousands separator: exactly three digits must follow.
    fn takes_space(&self, text: &Text, at: usize) -> bool {
        let only_spaces = self.separators.iter().all(|(_, sign)| *sign == ' ');
        let after = text.skip(at + 1, |next| next.is_ascii_digit());
        let before = self.groups.first().map_or(0, String::len);
        only_spaces && (1..=3).contains(&before) && after == at + 4
    }

    /// The index of the separator that separates decimals.
    fn decimal_sign(&self, style: NumberStyle) -> Option<usize> {
        let last = self.separators.len().checked_sub(1)?;
        let (_, sign) = *self.separators.get(last)?;
        let count = |wanted| self.separators.iter().filter(|(_, sign)| *sign == wanted).count();
        let decimal = match style {
            NumberStyle::Dot => sign == '.',
            NumberStyle::Comma => sign == ',',
            NumberStyle::Auto if sign == ' ' || count(sign) > 1 => false,
            NumberStyle::Auto if sign == ',' && self.separators.len() == 1 => {
                let whole = self.groups.first().map_or("", String::as_str);
                let decimals = self.groups.get(1).map_or(0, String::len);
                !(decimals == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0'))
            }
            NumberStyle::Auto => true,
        };
        decimal.then_some(last)
    }

    fn resolve(mut self, style: NumberStyle) -> Result<Decimal, Fault> {
        let mut decimals = String::new();
        if let Some(last) = self.decimal_sign(style) {
            self.separators.truncate(last);
            decimals = self.groups.pop().unwrap_or_default();
        }
        // What is left separates thousands: one kind of sign, and three digits after each.
        let kind = self.separators.first().map(|(_, sign)| *sign);
        let first = self.groups.first().map_or(0, String::len);
        for ((at, sign), group) in self.separators.iter().zip(self.groups.iter().skip(1)) {
            let is_decimal_sign = match style {
                NumberStyle::Dot => *sign == '.',
                NumberStyle::Comma => *sign == ',',
                NumberStyle::Auto => false,
            };
            if is_decimal_sign {
                return Err((*at, ErrorKind::UnexpectedCharacter(*sign)));
            }
            if Some(*sign) != kind || group.len() != 3 || !(1..=3).contains(&first) {
                return Err((*at, ErrorKind::Separator(*sign)));
            }
        }
        let exponent = -i64::try_from(decimals.len()).unwrap_or(i64::MAX);
        Ok(Decimal { digits: self.groups.concat() + &decimals, exponent })
    }
}
