//! Patterns of condition values, and whether any real value can match them.

use crate::text::{Search, without_marks};

/// What the values of a claim look like: text with `${…}` for what differs.
///
/// `${…}` stands for any text without a colon, `${@…}` for a name, which has no `/`, no `@` and no blank either,
/// `${#…}` for a number; none is empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template<'t>(pub(crate) &'t str);

/// How many steps of a form are looked at; the places in it are the bits of a number.
const LONGEST: usize = 127;

/// Texts up to this length are compared with a form by trying, which is quick for what people write.
const SHORT: usize = 128;

/// Whether a text is of the form, or, where it is `open`, whether one of the form begins with it.
fn is_of_form(form: &str, text: &[u8], open: bool) -> bool {
    let (fixed, after) = form.cut("${").unwrap_or((form, ""));
    let Some(rest) = text.strip_prefix(fixed.as_bytes()) else { return open && fixed.as_bytes().starts_with(text) };
    if after.is_empty() {
        return rest.is_empty();
    }
    let (name, behind) = after.split_once('}').unwrap_or((after, ""));
    let class = Class::of(name);
    let run = rest.iter().take_while(|byte| class.holds(**byte)).count();
    if open && run == rest.len() {
        return true;
    }
    // Nearly nowhere stands the byte that has to follow.
    let next = behind.bytes().next().filter(|byte| *byte != b'$');
    let goes_on = |length: usize| next.is_none() || rest.get(length).copied() == next;
    (1..=run).rev().any(|length| goes_on(length) && is_of_form(behind, &rest[length..], open))
}

/// A step of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Byte(u8),
    /// One of these bytes.
    One(Class),
    /// Any number of them.
    Many(Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    NoColon,
    Name,
    Digit,
}

impl Class {
    /// What stands for `${name}`.
    fn of(name: &str) -> Self {
        match name.as_bytes() {
            [b'#', ..] => Self::Digit,
            [b'@', ..] => Self::Name,
            _ => Self::NoColon,
        }
    }

    fn holds(self, byte: u8) -> bool {
        match self {
            Self::NoColon => byte != b':',
            Self::Name => !matches!(byte, b':' | b'/' | b'@' | b' '),
            Self::Digit => byte.is_ascii_digit(),
        }
    }
}

impl<'t> Template<'t> {
    /// Whether some value of this form matches the pattern. With `wildcards`, `*` and `?` in it stand for any text. Of a
    /// form that is too long to be looked at it is said that it does.
    pub(crate) fn meets(self, pattern: &str, wildcards: bool) -> bool {
        let fixed = if wildcards { literal_start(pattern) } else { pattern };
        if fixed.len() <= SHORT {
            let open = fixed.len() < pattern.len();
            let begins = is_of_form(self.0, fixed.as_bytes(), open);
            // Behind it stands mostly nothing, or one star.
            if !begins || !open || pattern.len() == fixed.len() + 1 && pattern.ends_with('*') {
                return begins;
            }
        }
        self.meets_anywhere(pattern, wildcards)
    }

    /// The same, byte by byte, with every place of the form that can be reached.
    fn meets_anywhere(self, pattern: &str, wildcards: bool) -> bool {
        let mut form = [Step::Byte(0); LONGEST];
        let Some(length) = self.steps(&mut form) else { return true };
        let form = &form[..length];
        let mut places = skip_runs(form, 1);
        for byte in pattern.bytes() {
            places = match byte {
                // Any text: every later place can be reached.
                b'*' if wildcards => places | (u128::MAX << places.trailing_zeros().min(127)),
                b'?' if wildcards => advance(form, places, None),
                byte => advance(form, places, Some(byte)),
            };
            if places == 0 {
                return false;
            }
        }
        places & (1 << length) != 0
    }

    /// Writes the steps of the form. `None` when there are too many.
    fn steps(self, form: &mut [Step; LONGEST]) -> Option<usize> {
        let mut length = 0;
        let mut push = |step| {
            *form.get_mut(length)? = step;
            length += 1;
            Some(())
        };
        let mut rest = self.0;
        while let Some((before, after)) = rest.cut("${") {
            before.bytes().try_for_each(|byte| push(Step::Byte(byte)))?;
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            let class = Class::of(name);
            push(Step::One(class))?;
            push(Step::Many(class))?;
            rest = behind;
        }
        rest.bytes().try_for_each(|byte| push(Step::Byte(byte)))?;
        Some(length)
    }

    /// The template with placeholders for people: `repo:<OWNER>/<REPO>`.
    pub(crate) fn example(self) -> String {
        self.written(true)
    }

    /// The template as people write one: `repo:<owner>/<repo>`.
    pub(crate) fn shown(self) -> String {
        self.written(false)
    }

    fn written(self, shouted: bool) -> String {
        let mut out = String::new();
        let mut rest = self.0;
        while let Some((before, after)) = rest.cut("${") {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            out += before;
            out.push('<');
            let name = without_marks(name, b"@#");
            out.extend(name.chars().map(|c| if shouted { c.to_ascii_uppercase() } else { c }));
            out.push('>');
            rest = behind;
        }
        out + rest
    }

    /// Its parts between colons.
    pub(crate) fn words(self) -> std::str::Split<'t, char> {
        self.0.split(':')
    }

    /// What differs first: `owner`.
    pub(crate) fn first(self) -> &'t str {
        let behind = self.0.cut("${").map_or("", |(_, behind)| behind);
        without_marks(behind.split('}').next().unwrap_or_default(), b"@#")
    }

    /// The fixed text up to the first thing that differs, and the character that ends it: `repo:` and `/`.
    pub(crate) fn tenant(self) -> Option<(&'t str, char)> {
        let (before, after) = self.0.cut("${")?;
        let (_, behind) = after.split_once('}')?;
        Some((before, behind.chars().next()?))
    }
}

/// The places after one more byte of the pattern, `None` for any byte. Places are bits: bit `i` is set when the form's
/// first `i` steps can have taken the same text as the pattern so far.
fn advance(form: &[Step], places: u128, byte: Option<u8>) -> u128 {
    let mut left = places;
    let mut reached = 0;
    while left != 0 {
        let at = left.trailing_zeros();
        left &= left - 1;
        let takes = |class: Class| byte.is_none_or(|byte| class.holds(byte));
        match form.get(at as usize) {
            Some(Step::Byte(own)) if byte.is_none_or(|byte| byte == *own) => reached |= 1 << (at + 1),
            Some(Step::One(class)) if takes(*class) => reached |= 1 << (at + 1),
            Some(Step::Many(class)) if takes(*class) => reached |= 1 << at,
            _ => {}
        }
    }
    skip_runs(form, reached)
}

/// A run may be empty: the place before it is also the place behind it.
fn skip_runs(form: &[Step], mut places: u128) -> u128 {
    let mut left = places;
    while left != 0 {
        let at = left.trailing_zeros();
        left &= left - 1;
        if let Some(Step::Many(_)) = form.get(at as usize) {
            places |= 1 << (at + 1);
            left |= 1 << (at + 1);
        }
    }
    places
}

/// The text before the first wildcard.
pub(crate) fn literal_start(pattern: &str) -> &str {
    pattern.get(..pattern.bytes().take_while(|byte| !is_wildcard(*byte)).count()).unwrap_or_default()
}

/// Whether there is a wildcard in the pattern.
pub(crate) fn has_wildcard(pattern: &str) -> bool {
    pattern.bytes().any(is_wildcard)
}

fn is_wildcard(byte: u8) -> bool {
    matches!(byte, b'*' | b'?')
}

/// Whether a pattern is nothing but wildcards, so that every value matches it.
pub(crate) fn only_wildcards(pattern: &str) -> bool {
    pattern.contains('*') && pattern.bytes().all(is_wildcard)
}

/// Whether a pattern matches a text: `*` stands for any text, `?` for one character.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn matches_pattern(pattern: &str, text: &str, ignore_case: bool) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut retry = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                retry = Some((p, t));
                p += 1;
            }
            Some(&c) if c == b'?' || is_same(c, text[t], ignore_case) => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((star, from)) = retry else { return false };
                retry = Some((star, from + 1));
                p = star + 1;
                t = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

/// Whether some text may match both patterns. Of two with wildcards only the fixed beginnings and ends are compared:
/// what is said to be apart is apart for certain.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn may_meet(one: &str, other: &str, ignore_case: bool) -> bool {
    if !has_wildcard(one) {
        return matches_pattern(other, one, ignore_case);
    }
    if !has_wildcard(other) {
        return matches_pattern(one, other, ignore_case);
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    for at in 0..one.len().min(other.len()) {
        if is_wildcard(one[at]) || is_wildcard(other[at]) {
            break;
        }
        if !is_same(one[at], other[at], ignore_case) {
            return false;
        }
    }
    for back in 1..=one.len().min(other.len()) {
        let (a, b) = (one[one.len() - back], other[other.len() - back]);
        if is_wildcard(a) || is_wildcard(b) {
            break;
        }
        if !is_same(a, b, ignore_case) {
            return false;
        }
    }
    true
}

fn is_same(one: u8, other: u8, ignore_case: bool) -> bool {
    one == other || (ignore_case && one.eq_ignore_ascii_case(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_form_can_match() {
        let subject = Template("repo:${owner}/${repo}:ref:refs/${ref}");
        let immutable = Template("repo:${@owner}@${#owner_id}/${@repo}@${#repo_id}:pull_request");
        assert!(subject.meets("repo:octo/app:ref:refs/heads/main", false));
        assert!(subject.meets("repo:octo@12/app@34:ref:refs/tags/*", true));
        assert!(subject.meets("repo:octo/*", true));
        assert!(subject.meets("*", true));
        assert!(subject.meets("repo:octo/app:*", true));
        assert!(subject.meets("repo:*:refs/heads/mai?", true));
        assert!(!subject.meets("repo:octo/app", true));
        assert!(!subject.meets("repo:octo/app:*", false));
        assert!(!subject.meets("octo/app:ref:refs/heads/main", true));
        assert!(!subject.meets("repo:octo/app:ref:main", true));
        assert!(!subject.meets("repo:octo/app:environment:x:ref:refs/heads/main", true));
        assert!(!Template("system:serviceaccount:${namespace}:${name}").meets("system:serviceaccount:a/b", true));
        let long = format!("repo:octo/{}:ref:refs/heads/main", "/".repeat(SHORT));
        assert!(subject.meets(&long, false) && !subject.meets(&long[..SHORT], false));
        assert!(Template("${#id}").meets("1234", false) && !Template("${#id}").meets("a@b.c", false));
        assert!(immutable.meets("repo:o@1/r@2:pull_request", false) && immutable.meets("repo:o@*/r@*", true));
        assert!(!immutable.meets("repo:o@1/r:*", true) && !immutable.meets("repo:o@a/r@b:*", true));
        assert_eq!(immutable.example(), "repo:<OWNER>@<OWNER_ID>/<REPO>@<REPO_ID>:pull_request");
    }

    #[test]
    fn what_is_seen_at_the_start_agrees_with_every_place() {
        let forms =
            ["a:${x}", "a/${@x}/${y}:b", "${#n}", "${x}:a", "a${@x}@${#n}/b", "${x}/${y}", "a", ""].map(Template);
        let bytes = b"a1:/@*?";
        let mut met = 0;
        for number in 0..bytes.len().pow(5) {
            let mut pattern = String::new();
            let mut rest = number;
            while rest > 0 {
                pattern.push(char::from(bytes[rest % bytes.len()]));
                rest /= bytes.len();
            }
            for form in forms {
                let wildcards = number % 3 != 0;
                let meets = form.meets(&pattern, wildcards);
                assert_eq!(meets, form.meets_anywhere(&pattern, wildcards), "{form:?} {pattern} {wildcards}");
                met += usize::from(meets);
            }
        }
        assert!(met > 1_000);
    }

    #[test]
    fn patterns_match_texts() {
        assert!(matches_pattern("STS:assumerole", "sts:AssumeRole", true));
        assert!(matches_pattern("sts:Assume*", "sts:AssumeRoleWithSAML", true));
        assert!(matches_pattern("*", "sts:TagSession", true) && matches_pattern("sts:*Role?", "sts:AssumeRoleX", true));
        assert!(!matches_pattern("sts:AssumeRole", "sts:AssumeRoleWithSAML", true));
        assert!(!matches_pattern("Prod-*", "prod-1", false) && matches_pattern("prod-*", "prod-1", false));
    }

    #[test]
    fn patterns_that_begin_or_end_differently_never_meet() {
        assert!(!may_meet("repo:a/*", "repo:b/*", false) && !may_meet("*:main", "*:dev", false));
        assert!(!may_meet("a", "b*", false) && !may_meet("a", "A", false));
        assert!(may_meet("a*", "*b", false) && may_meet("a*", "ab*", false) && may_meet("A*", "ab*", true));
        assert!(may_meet("a?", "ab", false) && may_meet("*", "a", false));
    }

    #[test]
    fn starts_and_tenants() {
        assert_eq!(literal_start("repo:octo*/x"), "repo:octo");
        assert_eq!(Template("repo:${owner}/${repo}").tenant(), Some(("repo:", '/')));
        assert_eq!(Template("organization:${@organization}:x").first(), "organization");
        assert_eq!(Template("a:${b}:c").words().collect::<Vec<_>>(), ["a", "${b}", "c"]);
        assert!(only_wildcards("**") && !only_wildcards("") && !only_wildcards("a*"));
    }
}
