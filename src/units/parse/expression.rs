//! Sums, products and powers of numbers with units.

use super::super::Dimension;
use super::literal::{self, Decimal, Fault};
use super::matching::{self, Suffix};
use super::text::Text;
use super::{ErrorKind, NumberStyle};

/// How deep parentheses and powers may be nested.
const DEEPEST: usize = 32;

/// The value of a whole text in the dimension's base unit.
pub(super) fn evaluate(text: &Text, dimension: Dimension, style: NumberStyle) -> Result<f64, Fault> {
    let mut reader = Reader { text, dimension, style, at: text.skip_space(0), depth: 0 };
    let start = reader.at;
    if reader.takes("=").is_some() {
        reader.at = text.skip_space(reader.at);
    }
    let amount = reader.sum()?;
    reader.at = text.skip_space(reader.at);
    if text.get(reader.at).is_some() {
        return Err(reader.unexpected());
    }
    if amount.carries == Carries::Other {
        return Err((start, ErrorKind::UnitsDoNotFit));
    }
    Ok(amount.number)
}

/// What a part of the calculation is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carries {
    /// A plain number.
    Nothing,
    /// The unit of the dimension.
    Unit,
    /// The unit squared, cancelled or inverted.
    Other,
}

impl Carries {
    const fn times(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, carried) | (carried, Self::Nothing) => carried,
            _ => Self::Other,
        }
    }

    const fn over(self, other: Self) -> Self {
        match other {
            Self::Nothing => self,
            Self::Unit | Self::Other => Self::Other,
        }
    }

    /// A plain number in a sum counts in the base unit.
    const fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Other, _) | (_, Self::Other) => Self::Other,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
            _ => Self::Unit,
        }
    }
}

#[derive(Debug, Clone)]
struct Amount {
    number: f64,
    carries: Carries,
}

/// A number that has not met a unit yet: decimal as long as it is what was typed.
enum Base {
    Typed(Decimal),
    Reckoned(Amount),
}

impl Base {
    fn amount(self) -> Amount {
        match self {
            Self::Typed(decimal) => Amount { number: decimal.value(), carries: Carries::Nothing },
            Self::Reckoned(amount) => amount,
        }
    }
}

struct Reader<'a> {
    text: &'a Text,
    dimension: Dimension,
    style: NumberStyle,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Amount, Fault> {
        let mut total = self.product()?;
        while let Some((at, sign)) = self.takes("+-") {
            let next = self.product()?;
            let number = if sign == '+' { total.number + next.number } else { total.number - next.number };
            total = Amount { number: finite(number, at)?, carries: total.carries.plus(next.carries) };
        }
        Ok(total)
    }

    fn product(&mut self) -> Result<Amount, Fault> {
        let mut total = self.signed(false)?;
        loop {
            let times = self.takes("*·").or_else(|| {
                let at = self.text.skip_space(self.at);
                let is_times = matching::is_times_operator(self.text, at);
                is_times.then(|| self.takes("×xX")).flatten()
            });
            if let Some((at, _)) = times {
                let next = self.signed(false)?;
                let number = finite(total.number * next.number, at)?;
                total = Amount { number, carries: total.carries.times(next.carries) };
            } else if let Some((at, _)) = self.takes("/") {
                let next = self.signed(true)?;
                if next.number == 0.0 {
                    return Err((at, ErrorKind::DivisionByZero));
                }
                let number = finite(total.number / next.number, at)?;
                total = Amount { number, carries: total.carries.over(next.carries) };
            } else {
                return Ok(total);
            }
        }
    }

    /// Signs before a number; they bind less than powers.
    fn signed(&mut self, divides: bool) -> Result<Amount, Fault> {
        let mut negative = false;
        while let Some((_, sign)) = self.takes("+-") {
            negative ^= sign == '-';
        }
        let amount = self.measured(divides)?;
        Ok(if negative { Amount { number: -amount.number, ..amount } } else { amount })
    }

    /// A number, its powers and its unit, with a currency sign before or after.
    fn measured(&mut self, divides: bool) -> Result<Amount, Fault> {
        let start = self.text.skip_space(self.at);
        let currency = matching::currency(self.text, start, self.dimension);
        let mut negative = false;
        if let Some(end) = currency {
            self.at = end;
            negative = self.takes("-").is_some();
        }
        let base = self.atom(divides)?;
        let base = self.powers(base)?;
        let found = matching::suffix(self.text, self.at, self.dimension)?;
        let mut amount = match found {
            Some(suffix) => {
                self.at = suffix.end;
                self.scaled(base, suffix, start)?
            }
            None => base.amount(),
        };
        finite(amount.number, start)?;
        if currency.is_some() && amount.carries == Carries::Nothing {
            amount.carries = Carries::Unit;
        }
        if negative {
            amount.number = -amount.number;
        }
        Ok(self.powers(Base::Reckoned(amount))?.amount())
    }

    fn scaled(&self, base: Base, suffix: Suffix, start: usize) -> Result<Amount, Fault> {
        let factor = suffix.factor;
        let carried = if suffix.has_unit { Carries::Unit } else { Carries::Nothing };
        let (number, carries) = match base {
            Base::Typed(decimal) => (decimal.shifted(factor.exponent).value(), carried),
            Base::Reckoned(amount) => {
                let power = Decimal::ten_to(factor.exponent.abs()).value();
                let number = if factor.exponent < 0 { amount.number / power } else { amount.number * power };
                (number, amount.carries.times(carried))
            }
        };
        let number = if factor.times == 1.0 { number } else { number * factor.times };
        let number = if factor.over == 1.0 { number } else { number / factor.over };
        Ok(Amount { number: finite(number, start)?, carries })
    }

    /// A number without its unit, or parentheses.
    fn atom(&mut self, divides: bool) -> Result<Base, Fault> {
        let start = self.text.skip_space(self.at);
        self.at = start;
        if self.takes("(").is_some() {
            return self.deeper(start, |reader| {
                let amount = reader.sum()?;
                match reader.takes(")") {
                    Some(_) => Ok(Base::Reckoned(amount)),
                    None if reader.text.get(reader.at).is_some() => Err(reader.unexpected()),
                    None => Err((start, ErrorKind::UnbalancedParenthesis)),
                }
            });
        }
        let Some((decimal, end)) = literal::read(self.text, start, self.style)? else {
            return Err(self.no_number());
        };
        self.at = end;
        // Scientific notation is one number, but `6/2*10^3` is arithmetic from left to right.
        let is_sign = self.text.get(self.text.skip_space(end)) == Some('*');
        match literal::times_ten_to(self.text, end) {
            Some((exponent, after)) if !(divides && is_sign) => {
                self.at = after;
                Ok(Base::Typed(decimal.shifted(exponent)))
            }
            _ => Ok(Base::Typed(decimal)),
        }
    }

    /// Powers after a number, as `^` or in superscripts.
    fn powers(&mut self, mut base: Base) -> Result<Base, Fault> {
        loop {
            let at = self.at;
            let power = if let Some((exponent, end)) = literal::superscripts(self.text, at) {
                self.at = end;
                exponent as f64
            } else if self.takes("^").is_some() {
                self.deeper(at, Self::exponent)?
            } else {
                return Ok(base);
            };
            base = raised(base, power, at)?;
        }
    }

    /// What follows `^`: signs and a plain number or parentheses, raised in turn from the right.
    fn exponent(&mut self) -> Result<f64, Fault> {
        let mut negative = false;
        while let Some((_, sign)) = self.takes("+-") {
            negative ^= sign == '-';
        }
        let at = self.text.skip_space(self.at);
        let base = match literal::read(self.text, at, self.style)? {
            Some((decimal, end)) => {
                self.at = end;
                Base::Typed(decimal)
            }
            None => self.atom(false)?,
        };
        let amount = self.powers(base)?.amount();
        if amount.carries != Carries::Nothing {
            return Err((at, ErrorKind::UnitsDoNotFit));
        }
        Ok(if negative { -amount.number } else { amount.number })
    }

    fn deeper<T>(&mut self, at: usize, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth == DEEPEST {
            return Err((at, ErrorKind::TooDeep));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Steps over one of the signs, if it comes next.
    fn takes(&mut self, signs: &str) -> Option<(usize, char)> {
        let at = self.text.skip_space(self.at);
        let sign = self.text.get(at).filter(|sign| signs.contains(*sign))?;
        self.at = at + 1;
        Some((at, sign))
    }

    /// What stands where a number should start.
    fn no_number(&self) -> Fault {
        match self.text.get(self.at) {
            None => (self.at, ErrorKind::UnexpectedEnd),
            Some(letter) if letter.is_alphabetic() => {
                (self.at, ErrorKind::NumberExpected(self.text.word(self.at)))
            }
            Some(sign) => (self.at, ErrorKind::UnexpectedCharacter(sign)),
        }
    }

    /// What stands where an operator, a unit or the end should come.
    fn unexpected(&self) -> Fault {
        let at = self.text.skip_space(self.at);
        let kind = match self.text.get(at) {
            None => ErrorKind::UnexpectedEnd,
            Some(')') => ErrorKind::UnbalancedParenthesis,
            Some(sign) if sign.is_alphabetic() || "%$€£¥¢°×".contains(sign) => {
                ErrorKind::UnknownUnit(self.text.word(at))
            }
            Some(sign) => ErrorKind::UnexpectedCharacter(sign),
        };
        (at, kind)
    }
}

fn raised(base: Base, power: f64, at: usize) -> Result<Base, Fault> {
    let whole = power == libm::trunc(power) && libm::fabs(power) < 1000.0;
    if let Base::Typed(decimal) = &base
        && decimal.is_ten()
        && whole
    {
        return Ok(Base::Typed(Decimal::ten_to(power as i64)));
    }
    let amount = base.amount();
    let number = finite(libm::pow(amount.number, power), at)?;
    let carries = if amount.carries == Carries::Nothing { Carries::Nothing } else { Carries::Other };
    Ok(Base::Reckoned(Amount { number, carries }))
}

fn finite(number: f64, at: usize) -> Result<f64, Fault> {
    if number.is_finite() { Ok(number) } else { Err((at, ErrorKind::NotFinite)) }
}
