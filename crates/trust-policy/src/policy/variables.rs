//! Policy variables in the values of conditions.

use std::ops::Range;

use super::Policy;
use crate::text::{Search, Span};

/// A policy variable as it is written: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variable<'t> {
    /// Its place in the text, with the braces.
    pub(crate) range: Range<usize>,
    /// What stands before the comma, with its blanks.
    pub(crate) name: &'t str,
    /// What stands behind the comma, with its blanks.
    pub(crate) default: Option<&'t str>,
    pub(crate) is_closed: bool,
}

impl<'t> Variable<'t> {
    /// The first `${…}` of a text from a place on. Without a closing brace it reaches to the end.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn next(text: &'t str, from: usize) -> Option<Self> {
        let (before, inside) = text.get(from..)?.cut("${")?;
        let start = from + before.len();
        let (content, is_closed) = match inside.split_once('}') {
            Some((content, _)) => (content, true),
            None => (inside, false),
        };
        let end = start + "${".len() + content.len() + usize::from(is_closed);
        let (name, default) = match content.split_once(',') {
            Some((name, default)) => (name, Some(default)),
            None => (content, None),
        };
        Some(Self { range: start..end, name, default, is_closed })
    }

    /// Whether it stands for a mark that would mean something else: `${*}`, `${?}`, `${$}`.
    pub(crate) fn is_escape(&self) -> bool {
        matches!(self.name, "*" | "?" | "$") && self.is_closed
    }

    /// Whether it names a condition key, rather than an expression of another tool, such as `${AWS::AccountId}`.
    pub(crate) fn names_key(&self) -> bool {
        names_key(self.name)
    }
}

/// Whether what stands between the braces is meant for AWS: `aws:username`, but neither `AWS::AccountId` of
/// CloudFormation nor `self:provider.stage` of the Serverless Framework.
pub(super) fn names_key(name: &str) -> bool {
    let Some((prefix, key)) = name.trim().split_once(':') else { return false };
    !key.starts_with(':') && !key.holds("::") && !prefix.starts_with("var.") && !FOREIGN.contains(&prefix)
}

/// Prefixes in templates of the Serverless Framework.
/// Source: <https://www.serverless.com/framework/docs/guides/variables>
const FOREIGN: [&str; 9] = ["cf", "env", "file", "git", "opt", "param", "self", "sls", "ssm"];

impl Policy<'_> {
    /// The values of conditions that hold a policy variable: the place of the first one in each.
    pub(crate) fn variables(&self) -> Vec<Span> {
        let mut places = Vec::new();
        for (_, _, test) in self.tests() {
            for value in &test.values {
                if let Some(range) = first_variable(value.text).filter(|_| value.has_variable) {
                    places.push(self.document.part(value.span, range));
                }
            }
        }
        places
    }
}

/// The place of the first policy variable: `${aws:username}`, `${*}`. What a template left, such as `${AWS::AccountId}`
/// or `${account_id}`, is none.
fn first_variable(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(variable) = Variable::next(text, from) {
        if variable.is_escape() || variable.names_key() {
            return Some(variable.range);
        }
        from = variable.range.start + "${".len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_variables_are_told_from_templates() {
        assert_eq!(first_variable("dev-${aws:username}"), Some(4..19));
        assert_eq!(first_variable("${aws:PrincipalTag/team, 'none'}"), Some(0..32));
        assert_eq!(first_variable("${AWS::AccountId} ${*}"), Some(18..22));
        assert_eq!(first_variable("${account_id}"), None);
        assert_eq!(first_variable("${self:provider.stage}"), None);
        assert_eq!(first_variable("${aws:username"), Some(0..14));
    }

    #[test]
    fn variables_are_taken_apart() {
        let parts = |text| Variable::next(text, 0).map(|it| (it.range, it.name, it.default, it.is_closed));
        assert_eq!(parts("a-${aws:userid, 'x'}-b"), Some((2..20, "aws:userid", Some(" 'x'"), true)));
        assert_eq!(parts("${aws:username"), Some((0..14, "aws:username", None, false)));
        assert_eq!(parts("${}"), Some((0..3, "", None, true)));
        assert_eq!(parts("$aws:username"), None);
    }
}
