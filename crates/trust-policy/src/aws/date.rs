//! Dates as conditions have them.

/// A moment in seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) i64);

impl Moment {
    /// A date or time of W3C's profile of ISO 8601, or seconds since 1970.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date>
    pub(crate) fn parse(text: &str) -> Option<Self> {
        // Four digits are a year.
        if text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(Self);
        }
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(1), |part| number(part, 2))?;
        let day = parts.next().map_or(Some(1), |part| number(part, 2))?;
        if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day) {
            return None;
        }
        let seconds = time.map_or(Some(0), time_of_day)?;
        Some(Self(days(year, month, day) * 86_400 + seconds))
    }

    /// Whether it is written as seconds since 1970.
    pub(crate) fn is_epoch(text: &str) -> bool {
        text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// `hh:mm[:ss[.f]]` and `Z` or an offset.
fn time_of_day(text: &str) -> Option<i64> {
    let zone_at = text.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = text.split_at(zone_at);
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 2)?;
    let minute = number(parts.next()?, 2)?;
    let second = match parts.next() {
        Some(part) => {
            let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
            number(fraction, fraction.len())?;
            number(whole, 2)?
        }
        None => 0,
    };
    if parts.next().is_some() || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let offset = match zone.strip_prefix(['+', '-']) {
        None => (zone.len() == 1).then_some(0)?,
        Some(digits) => {
            let digits: String = digits.chars().filter(|c| *c != ':').collect();
            let value = number(&digits, 4)?;
            let seconds = (value / 100) * 3600 + (value % 100) * 60;
            if zone.starts_with('-') { -seconds } else { seconds }
        }
    };
    Some(hour * 3600 + minute * 60 + second - offset)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let all = text.len() == digits && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
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
    let months: i64 = (1..month).map(|month| length(year, month)).sum();
    before * 365 + leaps - 719_162 + months + day - 1
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
