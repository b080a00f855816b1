//! Policy variables in the values of conditions.

use super::Policy;
use crate::text::Search;
use crate::text::Span;

impl Policy<'_> {
    /// The values of conditions that hold a policy variable: the place of the first one in each.
    pub(crate) fn variables(&self) -> Vec<Span> {
        let mut places = Vec::new();
        for (_, _, test) in self.tests() {
            for value in &test.values {
                if let Some(range) = first_variable(value.text) {
                    places.push(self.document.part(value.span, range));
                }
            }
        }
        places
    }
}

/// The place of the first policy variable: `${aws:username}`, `${*}`. What a template left, such as `${AWS::AccountId}`
/// or `${account_id}`, is none.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
fn first_variable(text: &str) -> Option<std::ops::Range<usize>> {
    let (mut rest, mut start) = (text, 0);
    while let Some((before, inside)) = rest.cut("${") {
        start += before.len();
        let (variable, _) = inside.split_once('}')?;
        let name = variable.split_once(',').map_or(variable, |(name, _)| name).trim();
        if matches!(name, "*" | "?" | "$") || (name.contains(':') && !name.holds("::")) {
            return Some(start..start + "${}".len() + variable.len());
        }
        rest = inside;
        start += "${".len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_variable;

    #[test]
    fn policy_variables_are_told_from_templates() {
        assert_eq!(first_variable("dev-${aws:username}"), Some(4..19));
        assert_eq!(first_variable("${aws:PrincipalTag/team, 'none'}"), Some(0..32));
        assert_eq!(first_variable("${AWS::AccountId} ${*}"), Some(18..22));
        assert_eq!(first_variable("${account_id}"), None);
        assert_eq!(first_variable("${aws:username"), None);
    }
}
