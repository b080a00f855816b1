//! Numbers as conditions have them.

use std::cmp::Ordering;

/// How a number compares with zero, `None` for what is no number: digits, perhaps with a sign, a point or an exponent.
///
/// No rule needs more of a number than this, and reading one exactly takes kilobytes of tables.
pub(crate) fn number_sign(text: &str) -> Option<Ordering> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || exponent.is_empty() || ![whole, fraction, exponent].into_iter().all(digits)
    {
        return None;
    }
    Some(match (mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9')), text.starts_with('-')) {
        (false, _) => Ordering::Equal,
        (true, true) => Ordering::Less,
        (true, false) => Ordering::Greater,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_signs() {
        for (text, sign) in [
            ("0", Ordering::Equal),
            ("-0.00", Ordering::Equal),
            ("3600", Ordering::Greater),
            ("-.5e3", Ordering::Less),
            ("1.", Ordering::Greater),
        ] {
            assert_eq!(number_sign(text), Some(sign), "{text}");
        }
        for text in ["", "-", ".", "1 hour", "1,000", "1.2.3", "e5", "1e", "nan", "inf", " 1"] {
            assert_eq!(number_sign(text), None, "{text}");
        }
    }
}
