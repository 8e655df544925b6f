//! Calendar dates as sources give them: a year, a month or a day.

use std::fmt;

/// A date of the precision that its source has. Orders by time; a bare year sorts before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2024`, `2024-12` or `2024-12-27`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
        let month = match parts.next() {
            Some(part) => part.parse().ok().filter(|month| (1..=12).contains(month))?,
            None => 0,
        };
        let day = match parts.next() {
            Some(part) => part.parse().ok().filter(|day| (1..=31).contains(day))?,
            None => 0,
        };
        parts.next().is_none().then_some(Self { year, month, day })
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The date as a fractional year, for axes; the middle of what is not given.
    #[must_use]
    pub fn as_years(self) -> f64 {
        match (self.month, self.day) {
            (0, _) => f64::from(self.year) + 0.5,
            (month, 0) => f64::from(self.year) + (f64::from(month) - 0.5) / 12.0,
            (month, day) => {
                f64::from(self.year) + (f64::from(month) - 1.0 + (f64::from(day) - 0.5) / 31.0) / 12.0
            }
        }
    }

    /// Days from this date to a later one, to the precision of both: exact where both name a day.
    #[must_use]
    pub fn days_until(self, later: Self) -> f64 {
        match (self.day_number(), later.day_number()) {
            (Some(from), Some(to)) => f64::from(to - from),
            _ => (later.as_years() - self.as_years()) * 365.25,
        }
    }

    /// Days since 1 March of the year 0 in the Gregorian calendar; none where no day is given.
    fn day_number(self) -> Option<i32> {
        if self.day == 0 {
            return None;
        }
        // Years that begin in March put the leap day at their end.
        let (year, month) = match self.month {
            1 | 2 => (i32::from(self.year) - 1, i32::from(self.month) + 9),
            month => (i32::from(self.year), i32::from(month) - 3),
        };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Some(365 * year + leap_days + (153 * month + 2) / 5 + i32::from(self.day) - 1)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2024", "2024-12", "2024-12-27"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        for text in ["24-12", "2024-13", "2024-12-27-1", "", "2024-1x"] {
            assert!(Date::parse(text).is_none(), "{text}");
        }
        assert!(Date::parse("2023-11-30") < Date::parse("2024-01"));
    }

    #[test]
    fn days_between_full_dates_are_counted_and_not_estimated() {
        let days = |from: &str, to: &str| Date::parse(from).unwrap().days_until(Date::parse(to).unwrap());
        assert_eq!(days("2024-02-28", "2024-03-01"), 2.0);
        assert_eq!(days("2023-02-28", "2023-03-01"), 1.0);
        assert_eq!(days("2000-01-01", "2001-01-01"), 366.0);
        assert_eq!(days("1900-01-01", "1901-01-01"), 365.0);
        assert_eq!(days("2025-01-31", "2024-12-31"), -31.0);
        assert!((days("2024", "2025") - 365.25).abs() < 1e-9);
    }
}
