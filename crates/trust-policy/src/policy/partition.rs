//! In which partition a policy is at home.

use super::{Policy, PrincipalForm};
use crate::aws::catalogue::is_service_principal;
use crate::aws::{Partition, iam_arn, provider};
use crate::report::Safety;

/// Stands for an account id.
const ACCOUNT: &str = "<ACCOUNT_ID>";

impl Policy<'_> {
    /// The partition that ARNs of the policy belong to: where it is at home, or else the commercial one.
    pub(crate) fn partition(&self) -> Partition {
        self.home().unwrap_or(Partition::AWS)
    }

    /// The partition of the role, or else the one that most of the principals are in, the first of equals. A service
    /// that is named as in China only counts when no ARN tells.
    pub(crate) fn home(&self) -> Option<Partition> {
        if let Some(partition) = self.role.partition() {
            return Some(partition);
        }
        let mut counts = [0_usize; Partition::ALL.len()];
        let mut first = None;
        let mut china = false;
        for (_, _, value) in self.principals() {
            match value.form {
                PrincipalForm::Arn => {
                    let Some(at) = value.arn().and_then(|arn| position(arn.partition())) else { continue };
                    counts[at] += 1;
                    first.get_or_insert(at);
                }
                PrincipalForm::Service => china |= value.text.ends_with(".cn") && is_service_principal(value.text),
                _ => {}
            }
        }
        let Some(first) = first else { return china.then_some(Partition::CHINA) };
        let most = counts.iter().copied().max().unwrap_or_default();
        let home = if counts[first] == most { Some(first) } else { counts.iter().position(|count| *count == most) };
        home.map(|at| Partition::ALL[at])
    }

    /// The ARN of the OIDC provider of an issuer, with a placeholder where the account of the role is not known.
    pub(crate) fn provider_arn(&self, issuer: &str) -> (String, Safety) {
        self.own_arn("oidc-provider/", provider::without_scheme(issuer))
    }

    /// An ARN in the account of the role, with a placeholder where that is not known.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn own_arn(&self, resource: &str, name: &str) -> (String, Safety) {
        let (account, safety) = match self.role.account() {
            Some(account) => (account.as_str(), Safety::Review),
            None => (ACCOUNT, Safety::FillIn),
        };
        (iam_arn(self.partition().id, account, resource, name), safety)
    }

    /// An ARN in an account that is to be filled in.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn arn_to_fill_in(&self, resource: &str) -> String {
        iam_arn(self.partition().id, ACCOUNT, resource, "")
    }
}

fn position(id: &str) -> Option<usize> {
    Partition::ALL.iter().position(|partition| partition.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Role;
    use crate::text::parse;

    fn home(principals: &str, role: Option<&str>) -> &'static str {
        let text = format!(r#"{{"Statement": {{"Effect": "Allow", "Principal": {principals}}}}}"#);
        let document = parse(&text);
        Policy::read(&document, document.root.unwrap(), Role::new(role)).partition().id
    }

    #[test]
    fn the_role_decides_and_else_the_majority() {
        let mixed = r#"{"AWS": ["arn:aws-cn:iam::1:root", "arn:aws:iam::1:root", "arn:aws:iam::2:root"]}"#;
        assert_eq!(home(mixed, None), "aws");
        assert_eq!(home(mixed, Some("arn:aws-cn:iam::111122223333:role/x")), "aws-cn");
        assert_eq!(home(r#"{"AWS": ["arn:aws-cn:iam::1:root", "arn:aws:iam::1:root"]}"#, None), "aws-cn");
        assert_eq!(home(r#"{"Service": "ec2.amazonaws.com.cn"}"#, None), "aws-cn");
        assert_eq!(home(r#"{"Service": "ec2.amazonaws.com"}"#, None), "aws");
    }
}
