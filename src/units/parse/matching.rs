//! Finds the magnitude and the unit that follow a number.

use super::super::Dimension;
use super::ErrorKind;
use super::literal::Fault;
use super::text::Text;
use super::units::{DEVICES, Letters, MAGNITUDES, Name, PREFIXES, Prefix, Shape, letters, shape};

/// A factor: ten to the exponent, times, over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Factor {
    pub(super) exponent: i64,
    pub(super) times: f64,
    pub(super) over: f64,
}

impl Factor {
    const ONE: Self = Self { exponent: 0, times: 1.0, over: 1.0 };

    fn by(self, other: Self) -> Self {
        Self {
            exponent: self.exponent + other.exponent,
            times: self.times * other.times,
            over: self.over * other.over,
        }
    }

    fn inverse(self) -> Self {
        Self { exponent: -self.exponent, times: self.over, over: self.times }
    }

    /// A whole factor where there is one, so that converting to and from the same unit changes nothing.
    fn reduced(self) -> Self {
        let (up, down) = (self.times / self.over, self.over / self.times);
        if up == libm::trunc(up) {
            Self { times: up, over: 1.0, ..self }
        } else if down == libm::trunc(down) {
            Self { times: 1.0, over: down, ..self }
        } else {
            self
        }
    }
}

/// What follows a number: the factor to the base unit and whether a unit was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suffix {
    pub(super) end: usize,
    pub(super) factor: Factor,
    pub(super) has_unit: bool,
}

/// The longest magnitude, unit or both at a position.
pub(super) fn suffix(text: &Text, at: usize, dimension: Dimension) -> Result<Option<Suffix>, Fault> {
    let start = text.skip_space(at);
    if is_times_operator(text, start) {
        return Ok(None);
    }
    if let Some(written) = bits_or_bytes(text, start, dimension) {
        return Err((start, ErrorKind::BitsOrBytes(written)));
    }
    let shape = shape(dimension);
    let direct = unit(text, start, &shape);
    let scaled = magnitudes(text, start, letters(dimension)).filter_map(|(end, exponent)| {
        let scale = Factor { exponent, ..Factor::ONE };
        let below = text.skip_space(end);
        let glued = below == end && shape.spells_prefixes;
        if let Some(found) = unit(text, below, &shape).filter(|_| !glued) {
            return Some(Suffix { factor: found.factor.by(scale), ..found });
        }
        let is_word_end = !text.is(end, char::is_alphanumeric);
        is_word_end.then_some(Suffix { end, factor: scale, has_unit: false })
    });
    // The first of equals wins: a unit before a magnitude, `t` in a mass before a trillion.
    let longest =
        direct.into_iter().chain(scaled).reduce(|best, next| if next.end > best.end { next } else { best });
    Ok(longest.map(|found| Suffix { factor: found.factor.reduced(), ..found }))
}

/// The `$` or `USD` before a number; a cent sign only follows.
pub(super) fn currency(text: &Text, at: usize, dimension: Dimension) -> Option<usize> {
    let is_money =
        matches!(dimension, Dimension::Usd | Dimension::UsdPerAcceleratorHour | Dimension::UsdPerKwh);
    let matched = |sign: &str| is_money.then(|| letters_end(text, at, sign, false)).flatten();
    let end = ["us$", "usd", "$"].into_iter().find_map(matched)?;
    // `USD5` is a price, `USDX` is not.
    (text.get(end - 1) == Some('$') || !text.is(end, char::is_alphabetic)).then_some(end)
}

/// Whether `x` or `×` multiplies, since a number follows, rather than being the unit of a ratio.
pub(super) fn is_times_operator(text: &Text, at: usize) -> bool {
    let next = text.skip_space(at + 1);
    text.is(at, |sign| "×xX".contains(sign))
        && text.is(next, |sign| sign.is_ascii_digit() || ".,($".contains(sign))
}

fn magnitudes(text: &Text, at: usize, allowed: Letters) -> impl Iterator<Item = (usize, i64)> {
    MAGNITUDES.iter().filter(move |magnitude| magnitude.letters <= allowed).filter_map(move |magnitude| {
        let end = letters_end(text, at, magnitude.text, false)?;
        // A small e alone is an exponent that is still being typed.
        let small_e =
            magnitude.text == "e" && text.get(at) == Some('e') && !text.is(end, char::is_alphabetic);
        (!small_e).then_some((end, magnitude.exponent))
    })
}

/// A unit of this shape at a position, in the dimension's base unit.
fn unit(text: &Text, at: usize, shape: &Shape) -> Option<Suffix> {
    let top = family(text, at, shape.top, shape.note, shape.device && shape.bottom.is_empty());
    let (mut end, mut factor) = match top {
        Some(found) => found,
        None if shape.top_optional => (at, Factor::ONE),
        None => return None,
    };
    let base = Factor { times: shape.base, ..Factor::ONE };
    let bottom = slash(text, end).and_then(|below| family(text, below, shape.bottom, &[], shape.device));
    match bottom {
        Some((after, below)) => {
            end = per_device(text, after, shape).unwrap_or(after);
            factor = factor.by(below.inverse()).by(base);
        }
        None if !shape.bottom_optional || top.is_none() => return None,
        None if shape.bottom.is_empty() => factor = factor.by(base.inverse()),
        None => {}
    }
    // `FLOP/s` is not FLOP divided by something.
    let goes_on = slash(text, end).is_some_and(|below| text.is(below, char::is_alphabetic));
    (!goes_on).then_some(Suffix { end, factor, has_unit: !shape.bare })
}

/// The `/GPU` of `/h/GPU`.
fn per_device(text: &Text, at: usize, shape: &Shape) -> Option<usize> {
    let below = slash(text, at).filter(|_| shape.device)?;
    DEVICES.iter().find_map(|device| name_end(text, below, device, false, &[]))
}

/// The longest name of a family at a position.
fn family(text: &Text, at: usize, names: &[Name], note: &[&str], device: bool) -> Option<(usize, Factor)> {
    let starts = DEVICES.iter().filter(|_| device).filter_map(|name| {
        let end = letters_end(text, at, name, false)?;
        Some(slash(text, end).unwrap_or_else(|| skip_joint(text, end)))
    });
    let mut longest: Option<(usize, Factor)> = None;
    for start in starts.chain([at]) {
        for name in names {
            let found = one_name(text, start, name, note);
            if let Some((end, _)) = found
                && longest.is_none_or(|(best, _)| end > best)
            {
                longest = found;
            }
        }
    }
    longest
}

fn one_name(text: &Text, at: usize, name: &Name, note: &[&str]) -> Option<(usize, Factor)> {
    let factor = Factor { exponent: name.exponent, times: name.times, over: name.over };
    let plain =
        if name.prefix == Prefix::Required { None } else { name_end(text, at, name.text, name.exact, note) };
    if let Some(end) = plain {
        return Some((end, factor));
    }
    if name.prefix == Prefix::None {
        return None;
    }
    PREFIXES.iter().find_map(|(prefix, exponent)| {
        let end = name_end(text, letters_end(text, at, prefix, false)?, name.text, name.exact, note)?;
        Some((end, Factor { exponent: factor.exponent + exponent, ..factor }))
    })
}

/// The end of a whole word that spells a name, with or without its plural, and of the note after it.
fn name_end(text: &Text, at: usize, name: &str, exact: bool, note: &[&str]) -> Option<usize> {
    let end = letters_end(text, at, name, exact)?;
    let plural = name.len() > 1 && text.is(end, |found| matches!(found, 's' | 'S'));
    [Some(end), plural.then_some(end + 1)].into_iter().flatten().find_map(|end| {
        let noted = |note: &&str| name_end(text, text.skip_space(end), note, false, &[]);
        let is_word = text.is(end - 1, char::is_alphanumeric);
        let is_end = !(is_word && text.is(end, char::is_alphanumeric));
        note.iter().filter_map(noted).max().or_else(|| is_end.then_some(end))
    })
}

/// The end of letters that spell a name, whatever follows.
fn letters_end(text: &Text, at: usize, name: &str, exact: bool) -> Option<usize> {
    name.chars().try_fold(at, |at, wanted| match wanted {
        '-' => Some(skip_joint(text, at)),
        '/' => slash(text, at),
        _ => {
            let found = text.get(at)?;
            let same = if exact { found == wanted } else { found.to_ascii_lowercase() == wanted };
            same.then_some(at + 1)
        }
    })
}

fn skip_joint(text: &Text, at: usize) -> usize {
    text.skip(at, |sign| "- ·".contains(sign))
}

/// The position after `/` or `per`.
fn slash(text: &Text, at: usize) -> Option<usize> {
    let sign = text.skip_space(at);
    if text.get(sign) == Some('/') {
        return Some(text.skip_space(sign + 1));
    }
    let after = letters_end(text, sign, "per", false)?;
    let below = text.skip_space(after);
    (below > after).then_some(below)
}

/// `Gb` with a capital prefix and a small b.
fn bits_or_bytes(text: &Text, at: usize, dimension: Dimension) -> Option<String> {
    let is_data = matches!(dimension, Dimension::Bytes | Dimension::BytesPerSec);
    let prefix = text.is(at, |sign| "KMGTP".contains(sign)) && text.get(at + 1) == Some('b');
    let whole = !text.is(at + 2, char::is_alphanumeric);
    (is_data && prefix && whole).then(|| text.slice(at, at + 2))
}
