//! The decimal sign in which numbers are written for reading, as the window's user wants it.

use std::cell::Cell;

use super::parse::NumberStyle;

thread_local! {
    /// Only the window sets it, around what it draws and derives. Files, the command line and other threads write a point.
    static STYLE: Cell<NumberStyle> = const { Cell::new(NumberStyle::Auto) };
}

/// While it lives, [`format`](super::format) writes numbers for reading in a style.
#[derive(Debug)]
#[must_use = "the style is in force as long as this value lives"]
pub struct StyleInForce {
    before: NumberStyle,
}

/// Puts a style in force on this thread: with [`NumberStyle::Comma`] numbers are written `1.234,5`, otherwise `1,234.5`.
pub fn use_style(style: NumberStyle) -> StyleInForce {
    StyleInForce { before: STYLE.replace(style) }
}

impl Drop for StyleInForce {
    fn drop(&mut self) {
        STYLE.set(self.before);
    }
}

/// The style in force on this thread.
#[must_use]
pub fn style_in_force() -> NumberStyle {
    STYLE.get()
}

/// A text that somebody typed, as a person who separates decimals with a point would have typed it. Where a number is
/// unambiguous, `2.5` and `2,5` are both read in every style; the style decides what `1,234` is.
#[must_use]
pub fn as_typed_with_point(text: &str) -> String {
    if STYLE.get() == NumberStyle::Comma { text.chars().map(swapped).collect() } else { text.to_owned() }
}

/// The same for a list: a comma separates its entries, unless semicolons do.
#[must_use]
pub fn list_with_point(text: &str) -> String {
    if text.contains(';') { as_typed_with_point(text) } else { text.to_owned() }
}

fn swapped(sign: char) -> char {
    match sign {
        '.' => ',',
        ',' => '.',
        other => other,
    }
}

/// A text of numbers and units, written with points for decimals, in the style in force. Names have no place in it.
#[must_use]
pub fn localized(text: String) -> String {
    if STYLE.get() != NumberStyle::Comma || !text.contains(['.', ',']) {
        return text;
    }
    text.chars().map(swapped).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Dimension, format, parse};
    use super::*;

    #[test]
    fn a_style_holds_until_it_is_dropped() {
        let short = || format::short(Dimension::Usd, 5_576_000.0);
        {
            let _comma = use_style(NumberStyle::Comma);
            assert_eq!(short(), "$5,58 M");
            assert_eq!(format::short(Dimension::Carbon, 11_390_000.0), "11.400 t CO2e");
            assert_eq!(format::tick(Dimension::Usd, 1e7), "$10 M");
            assert_eq!(format::tick(Dimension::Usd, 2.5e6), "$2,5 M");
            assert_eq!(format::full(1234.5), "1.234,5");
            assert_eq!(format::ratio_words(11.062), "11,1×");
            assert_eq!(parse::echo(Dimension::Hours, 1234.5), "= 1.234,5 h");
            assert_eq!(format::typed(Dimension::UsdPerAcceleratorHour, 3.49), "$3,49");
            // What goes into files keeps its point.
            assert_eq!(format::field(Dimension::UsdPerAcceleratorHour, 3.49), "$3.49");
            {
                let _dot = use_style(NumberStyle::Dot);
                assert_eq!(short(), "$5.58 M");
            }
            assert_eq!(short(), "$5,58 M");
        }
        assert_eq!(short(), "$5.58 M");
        assert_eq!(style_in_force(), NumberStyle::Auto);
    }

    #[test]
    fn the_style_decides_what_is_ambiguous_and_nothing_else() {
        let read = |text: &str| parse::quantity(&as_typed_with_point(text), Dimension::Scalar);
        let _comma = use_style(NumberStyle::Comma);
        assert_eq!(
            ["1,234", "1.234", "1.234,5", "2,5", "2.5"].map(read),
            [1.234, 1234.0, 1234.5, 2.5, 2.5].map(Ok)
        );
        assert_eq!(list_with_point("1,5; 2,5"), "1.5; 2.5");
        assert_eq!(list_with_point("1, 2, 3"), "1, 2, 3");
        let _dot = use_style(NumberStyle::Dot);
        assert_eq!(
            ["1,234", "1.234", "1,234.5", "2,5", "2.5"].map(read),
            [1234.0, 1.234, 1234.5, 2.5, 2.5].map(Ok)
        );
    }

    #[test]
    fn what_is_written_in_a_style_is_read_in_it() {
        for style in [NumberStyle::Comma, NumberStyle::Dot, NumberStyle::Auto] {
            let _style = use_style(style);
            for dimension in [
                Dimension::UsdPerAcceleratorHour,
                Dimension::Fraction,
                Dimension::Tokens,
                Dimension::AcceleratorHours,
                Dimension::Days,
                Dimension::Scalar,
            ] {
                for value in [0.5, 1.234, 1234.5, 2_788_000.0, 0.05, 37e9] {
                    let typed = format::typed(dimension, value);
                    let read = parse::quantity(&as_typed_with_point(&typed), dimension);
                    assert_eq!(read, Ok(value), "{typed} as {dimension:?} in {style:?}");
                }
            }
        }
    }
}
