//! Did you mean …?

/// The longest words that are compared.
const LONGEST: usize = 128;

/// How many letters are wrong, missing, surplus or swapped with their neighbour: the optimal string alignment distance,
/// ignoring ASCII case. Answers `None` when it is more than `limit`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > LONGEST {
        return None;
    }
    // Row by row of the table of distances, no further from its diagonal than the limit.
    // The words are no longer than a byte counts.
    const FAR: u8 = u8::MAX / 2;
    let same = |x: u8, y: u8| x.eq_ignore_ascii_case(&y);
    let mut before = [FAR; LONGEST + 1];
    let mut above = before;
    for (column, cell) in above.iter_mut().enumerate().take(limit + 1) {
        *cell = column as u8;
    }
    for i in 1..=a.len() {
        let mut row = [FAR; LONGEST + 1];
        let mut least = FAR;
        if i <= limit {
            row[0] = i as u8;
            least = row[0];
        }
        for j in i.saturating_sub(limit).max(1)..=b.len().min(i + limit) {
            let cost = u8::from(!same(a[i - 1], b[j - 1]));
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + cost);
            if i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]) {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
            least = least.min(best);
        }
        if usize::from(least) > limit {
            return None;
        }
        before = above;
        above = row;
    }
    Some(usize::from(above[b.len()])).filter(|distance| *distance <= limit)
}

/// The candidate that is nearest to the word, the first of equals; `None` when none is near. Long words may be off by
/// two letters, short ones by one.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = match word.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let mut candidates = candidates.into_iter();
    nearest_within(word, limit, &mut || candidates.next())
}

/// The same with another limit.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn nearest_within<'c>(
    word: &str,
    limit: usize,
    next: &mut dyn FnMut() -> Option<&'c str>,
) -> Option<&'c str> {
    let mut nearest = None;
    let mut least = limit + 1;
    let own = letters(word);
    while let Some(candidate) = next() {
        // A mistake takes one letter away and brings another at most. That is cheap to see, and few are left.
        if candidate.len().abs_diff(word.len()) > limit || (own ^ letters(candidate)).count_ones() as usize > 2 * limit
        {
            continue;
        }
        if let Some(distance) = distance(word, candidate, limit).filter(|distance| *distance < least) {
            (least, nearest) = (distance, Some(candidate));
        }
    }
    nearest
}

/// Which letters there are in a word, as bits.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// Whether two words are the same but for case and for everything that is no ASCII letter or digit.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn same_letters(a: &str, b: &str) -> bool {
    let mut rest = b.bytes().filter(u8::is_ascii_alphanumeric);
    for letter in a.bytes().filter(u8::is_ascii_alphanumeric) {
        if !rest.next().is_some_and(|other| other.eq_ignore_ascii_case(&letter)) {
            return false;
        }
    }
    rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_typing_mistakes() {
        assert_eq!(distance("lamda", "lambda", 2), Some(1));
        assert_eq!(distance("Efefct", "Effect", 2), Some(1));
        assert_eq!(distance("principle", "Principal", 2), Some(2));
        assert_eq!(distance("lambda", "s3", 2), None);
        assert_eq!(distance("", "", 0), Some(0));
        assert_eq!(distance("abcdef", "badcef", 2), Some(2));
        assert_eq!(distance("aab", "aaab", 1), Some(1));
        assert_eq!(distance("subject", "", 9), Some(7));
    }

    #[test]
    fn short_words_must_match() {
        assert_eq!(nearest("efs", ["ecs"]), None);
        assert_eq!(nearest("lamda", ["lambda"]), Some("lambda"));
        assert_eq!(nearest("SERVICES", ["Service", "AWS"]), Some("Service"));
    }
}
