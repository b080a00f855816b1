//! Dates as conditions have them.

/// A moment in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) i64);

impl Moment {
    /// A date or time of W3C's profile of ISO 8601, or seconds since 1970.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date>
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader(text.as_bytes());
        if Self::is_epoch(text) {
            return reader.number(text.len()).map(Self);
        }
        let year = reader.number(4)?;
        let month = if reader.eat(b"-") { reader.number(2)? } else { 1 };
        let day = if reader.eat(b"-") { reader.number(2)? } else { 1 };
        if !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day) {
            return None;
        }
        let seconds = if reader.eat(b"Tt") { reader.time_of_day()? } else { 0 };
        reader.0.is_empty().then(|| Self(days(year, month, day) * 86_400 + seconds))
    }

    /// Whether it is written as seconds since 1970. Four digits are a year.
    pub(crate) fn is_epoch(text: &str) -> bool {
        text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// What is left to read.
struct Reader<'t>(&'t [u8]);

impl Reader<'_> {
    /// Takes one of these bytes, if it comes next.
    #[inline(never)]
    fn eat(&mut self, any: &[u8]) -> bool {
        match self.0 {
            [first, rest @ ..] if any.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// A number of so many digits.
    #[inline(never)]
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        // No number of nineteen digits overflows.
        if digits > 19 || !number.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut value = 0_u64;
        for byte in number {
            value = value * 10 + u64::from(byte - b'0');
        }
        i64::try_from(value).ok()
    }

    /// `hh:mm[:ss[.f]]` and `Z` or an offset, in seconds.
    fn time_of_day(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        let minute = self.eat(b":").then(|| self.number(2))??;
        let mut second = 0;
        if self.eat(b":") {
            second = self.number(2)?;
            if self.eat(b".") {
                self.number(1)?;
                while self.eat(b"0123456789") {}
            }
        }
        if hour > 24 || minute > 59 || second > 60 {
            return None;
        }
        let west = self.0.first() == Some(&b'-');
        let offset = if self.eat(b"+-") {
            let hours = self.number(2)?;
            self.eat(b":");
            hours * 3600 + self.number(2)? * 60
        } else if self.eat(b"Zz") {
            0
        } else {
            return None;
        };
        Some(hour * 3600 + minute * 60 + second - if west { -offset } else { offset })
    }
}

fn is_leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leaps = before / 4 - before / 100 + before / 400;
    let mut days = before * 365 + leaps - 719_162 + day - 1;
    for month in 1..month {
        days += length(year, month);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        assert_eq!(Moment::parse("1970-01-01"), Some(Moment(0)));
        assert_eq!(Moment::parse("2026-11-01T00:00:00Z"), Some(Moment(1_793_491_200)));
        assert_eq!(Moment::parse("2026-11-01T02:00+02:00"), Some(Moment(1_793_491_200)));
        assert_eq!(Moment::parse("1793491200"), Some(Moment(1_793_491_200)));
        assert!(Moment::parse("2024-02-29T23:59:59.5Z").is_some() && Moment::parse("2026").is_some());
        for wrong in ["2026-02-30", "01.11.2026", "2026-13-01", "2026-11-01T00:00:00", "tomorrow", "", "11/01/2026"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }
}
