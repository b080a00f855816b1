//! Patterns of condition values, and whether any real value can match them.

/// What the values of a claim look like: text with `${…}` for what differs.
///
/// `${…}` stands for any text without a colon, `${digits}` for a number; neither is empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template<'t>(pub(crate) &'t str);

/// A step of a template or of a pattern.
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
    Any,
    NoColon,
    Digit,
}

impl Class {
    fn holds(self, byte: u8) -> bool {
        match self {
            Self::Any => true,
            Self::NoColon => byte != b':',
            Self::Digit => byte.is_ascii_digit(),
        }
    }
}

impl<'t> Template<'t> {
    /// Whether some value of this form matches the pattern. With `wildcards`, `*` and `?` in it stand for any text.
    pub(crate) fn meets(self, pattern: &str, wildcards: bool) -> bool {
        let form = self.steps();
        let wanted: Vec<Step> = pattern
            .bytes()
            .map(|byte| match byte {
                b'*' if wildcards => Step::Many(Class::Any),
                b'?' if wildcards => Step::One(Class::Any),
                byte => Step::Byte(byte),
            })
            .collect();
        meet(&form, &wanted)
    }

    fn steps(self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.0.len());
        let mut rest = self.0;
        while let Some((before, after)) = rest.split_once("${") {
            steps.extend(before.bytes().map(Step::Byte));
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            let class = if name == "digits" { Class::Digit } else { Class::NoColon };
            steps.extend([Step::One(class), Step::Many(class)]);
            rest = behind;
        }
        steps.extend(rest.bytes().map(Step::Byte));
        steps
    }

    /// The template with placeholders for people: `repo:<OWNER>/<REPO>`.
    pub(crate) fn example(self) -> String {
        let mut out = String::new();
        let mut rest = self.0;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(&format!("{before}<{}>", name.to_ascii_uppercase()));
            rest = behind;
        }
        out + rest
    }

    /// The fixed text up to the first thing that differs, and the character that ends it: `repo:` and `/`.
    pub(crate) fn tenant(self) -> Option<(&'t str, char)> {
        let (before, after) = self.0.split_once("${")?;
        let (_, behind) = after.split_once('}')?;
        Some((before, behind.chars().next()?))
    }
}

/// Whether one text takes both ways: a walk over the pairs of steps, each seen once.
fn meet(form: &[Step], wanted: &[Step]) -> bool {
    let width = wanted.len() + 1;
    // `row[j]`: the first `i` steps of the form and the first `j` of the pattern can have taken the same text.
    let mut row = vec![false; width];
    row[0] = true;
    for i in 0..=form.len() {
        for j in 0..width {
            if row[j] && matches!(wanted.get(j), Some(Step::Many(_))) {
                row[j + 1] = true;
            }
        }
        let Some(step) = form.get(i) else { break };
        let mut next = vec![false; width];
        for j in 0..width {
            if !row[j] {
                continue;
            }
            match (step, wanted.get(j)) {
                (Step::Many(_), None) => next[j] = true,
                (Step::Many(class), Some(step)) => {
                    next[j] = true;
                    // The form's run takes as much of the pattern as it can.
                    if both(Step::One(*class), *step) && j + 1 < width {
                        row[j + 1] = true;
                    }
                }
                (step, Some(Step::Many(class))) => {
                    if both(*step, Step::One(*class)) {
                        next[j] = true;
                    }
                }
                (step, Some(other)) => {
                    if both(*step, *other) {
                        next[j + 1] = true;
                    }
                }
                (_, None) => {}
            }
        }
        row = next;
    }
    row[width - 1]
}

fn both(a: Step, b: Step) -> bool {
    match (a, b) {
        (Step::Byte(a), Step::Byte(b)) => a == b,
        (Step::Byte(byte), Step::One(class) | Step::Many(class))
        | (Step::One(class) | Step::Many(class), Step::Byte(byte)) => class.holds(byte),
        // Every class holds the digits.
        (Step::One(_) | Step::Many(_), Step::One(_) | Step::Many(_)) => true,
    }
}

/// The text before the first wildcard.
pub(crate) fn literal_start(pattern: &str) -> &str {
    pattern.split(['*', '?']).next().unwrap_or_default()
}

/// Whether a pattern is nothing but wildcards, so that every value matches it.
pub(crate) fn only_wildcards(pattern: &str) -> bool {
    pattern.contains('*') && pattern.bytes().all(|byte| byte == b'*' || byte == b'?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_form_can_match() {
        let subject = Template("repo:${owner}/${repo}:ref:refs/${ref}");
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
        assert!(Template("${digits}").meets("1234", false) && !Template("${digits}").meets("a@b.c", false));
    }

    #[test]
    fn starts_and_tenants() {
        assert_eq!(literal_start("repo:octo*/x"), "repo:octo");
        assert_eq!(Template("repo:${owner}/${repo}").tenant(), Some(("repo:", '/')));
        assert!(only_wildcards("**") && !only_wildcards("") && !only_wildcards("a*"));
    }
}
