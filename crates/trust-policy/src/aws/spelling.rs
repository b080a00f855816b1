//! Did you mean …?

/// How many letters are wrong, missing, surplus or swapped with their neighbour: the optimal string alignment distance,
/// ignoring ASCII case. Answers `None` when it is more than `limit`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    const LONGEST: usize = 128;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > LONGEST {
        return None;
    }
    let same = |x: u8, y: u8| x.eq_ignore_ascii_case(&y);
    let mut before = [0_usize; LONGEST + 1];
    let mut above: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    let mut row = above;
    for i in 1..=a.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let cost = usize::from(!same(a[i - 1], b[j - 1]));
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + cost);
            if i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]) {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
            least = least.min(best);
        }
        if least > limit {
            return None;
        }
        before = above;
        above = row;
    }
    Some(above[b.len()]).filter(|distance| *distance <= limit)
}

/// The candidate that is nearest to the word, the first of equals; `None` when none is near. Long words may be off by
/// two letters, short ones by one.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = match word.len() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    let near = candidates.into_iter().filter_map(|candidate| Some((distance(word, candidate, limit)?, candidate)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Whether two words are the same but for case and for everything that is no ASCII letter or digit.
#[inline(never)]
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
    }

    #[test]
    fn short_words_must_match() {
        assert_eq!(nearest("efs", ["ecs"]), None);
        assert_eq!(nearest("lamda", ["lambda"]), Some("lambda"));
        assert_eq!(nearest("SERVICES", ["Service", "AWS"]), Some("Service"));
    }
}
