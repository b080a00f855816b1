//! Policy variables: what AWS itself fills in when it evaluates a condition.

use crate::text::Search;
use std::ops::Range;

/// Where the first policy variable stands: `${aws:username}`. An expression of another tool, such as
/// `${AWS::AccountId}`, is none.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
pub(crate) fn policy_variable(text: &str) -> Option<Range<usize>> {
    let (mut rest, mut from) = (text, 0);
    while let Some((before, inside)) = rest.cut("${") {
        from += before.len();
        let (name, behind) = inside.split_once('}')?;
        let end = from + "${}".len() + name.len();
        let (prefix, variable) = name.trim().split_once(':').unwrap_or_default();
        let known = ["aws", "iam", "saml", "sts", "s3", "ec2"].iter().any(|known| prefix.eq_ignore_ascii_case(known))
            || prefix.ends_with(".amazonaws.com");
        if known && !variable.is_empty() && !variable.starts_with(':') {
            return Some(from..end);
        }
        (rest, from) = (behind, end);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::policy_variable;

    #[test]
    fn variables_of_other_tools_are_none() {
        assert_eq!(policy_variable("user/${aws:username}"), Some(5..20));
        assert_eq!(policy_variable("${AWS::AccountId}"), None);
        assert_eq!(policy_variable("${var.account}"), None);
        assert_eq!(policy_variable("${aws_iam_role.x.arn}"), None);
        assert_eq!(policy_variable("${aws:x"), None);
    }
}
