//! Policy variables in the values of conditions.

use super::Policy;
use crate::text::Span;

impl Policy<'_> {
    /// The values of conditions that hold a policy variable, with the place of the first one in each.
    pub(crate) fn variables(&self) -> impl Iterator<Item = Span> {
        self.tests().flat_map(|(_, _, test)| {
            test.values.iter().filter_map(|value| {
                let range = first_variable(value.text)?;
                Some(self.document.part(value.span, range))
            })
        })
    }
}

/// The place of the first policy variable: `${aws:username}`, `${*}`. What a template left, such as `${AWS::AccountId}`
/// or `${account_id}`, is none.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
fn first_variable(text: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(found) = text[from..].find("${") {
        let start = from + found;
        let length = text[start..].find('}')?;
        let name = text[start + 2..start + length].split(',').next().unwrap_or_default().trim();
        if matches!(name, "*" | "?" | "$") || (name.contains(':') && !name.contains("::")) {
            return Some(start..start + length + 1);
        }
        from = start + 2;
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
