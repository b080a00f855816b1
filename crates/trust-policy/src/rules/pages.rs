//! The rules as a book: the page of each, and what a reader may look for it by.

use serde::Serialize;

use super::{RULES, info, is_syntax_id};
use crate::intake;
use crate::options::Options;
use crate::policy::{Policy, PrincipalKey, PrincipalShape, Provider, Role};
use crate::report::RuleInfo;
use crate::text::{Decoded, Edit, FileEncoding, apply, in_order};

/// A rule's page, as its file has it.
#[derive(Debug, Clone)]
pub struct RulePage {
    /// What the rule is.
    pub info: RuleInfo,
    /// The page in Markdown: the comment at the top of the rule's file.
    pub markdown: String,
    /// The whole file.
    source: &'static str,
}

/// A kind of principal, by the way it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PrincipalKind {
    /// An account, or a user, role or session of one.
    Account,
    /// An AWS service.
    Service,
    /// A SAML provider.
    Saml,
    /// An OIDC provider, or one that is built in.
    WebIdentity,
}

impl PrincipalKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Account, Self::Service, Self::Saml, Self::WebIdentity];

    /// A principal of the kind about which there is nothing to say, and the action by which it comes.
    fn sample(self) -> (&'static str, &'static str) {
        match self {
            Self::Account => (r#"{ "AWS": "arn:aws:iam::111122223333:role/example" }"#, "sts:AssumeRole"),
            Self::Service => (r#"{ "Service": "ec2.amazonaws.com" }"#, "sts:AssumeRole"),
            Self::Saml => {
                (r#"{ "Federated": "arn:aws:iam::111122223333:saml-provider/example" }"#, "sts:AssumeRoleWithSAML")
            }
            Self::WebIdentity => (
                r#"{ "Federated": "arn:aws:iam::111122223333:oidc-provider/idp.example.com" }"#,
                "sts:AssumeRoleWithWebIdentity",
            ),
        }
    }

    /// The least that lets in such a principal.
    fn policy(self) -> String {
        let (principal, action) = self.sample();
        let statement = format!(r#"{{ "Effect": "Allow", "Principal": {principal}, "Action": "{action}" }}"#);
        format!(r#"{{ "Version": "2012-10-17", "Statement": [{statement}] }}"#)
    }
}

impl RulePage {
    /// The text of the first code block under a heading.
    #[must_use]
    pub fn block(&self, heading: &str) -> Option<&str> {
        block(&self.markdown, heading)
    }

    /// What is known besides the example, where the rule needs it: the section `Options`.
    #[must_use]
    pub fn options(&self) -> Options {
        let json = self.block("Options");
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// The codes of the IAM Access Analyzer checks that its findings may name.
    ///
    /// They stand in the rule's file as texts of their own, and no other text there looks like them.
    #[must_use]
    pub fn aws_checks(&self) -> Vec<&'static str> {
        let is_code = |text: &&str| {
            text.contains('_')
                && text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        };
        let code = self.source.lines().filter(|line| !line.trim_start().starts_with("//"));
        // What stands between quotes are the odd pieces.
        let mut codes: Vec<_> = code.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The kinds of principals for which it speaks: those with which its example gives the finding, and nothing else. A
    /// rule for which the principal does not matter, or about one of no kind, speaks for all.
    #[must_use]
    pub fn principals(&self) -> Vec<PrincipalKind> {
        let id = self.info.id;
        let example = self.block("Example").filter(|_| !is_syntax_id(id));
        let example = example.map(Example::read).unwrap_or_default();
        let options = self.options();
        let found = |text: &str| -> Vec<_> {
            crate::check(text, &options).findings.iter().map(|finding| finding.rule).collect()
        };
        let speaks_for = |kind: &PrincipalKind| {
            // What is said of such a principal anyway: that a condition is advisable, perhaps.
            let anyway = found(&kind.policy());
            let only_this = |text: &str| {
                let found = found(text);
                found.contains(&id) && found.iter().all(|other| *other == id || anyway.contains(other))
            };
            let with = |actions| only_this(&example.with(*kind, actions));
            example.kinds.contains(kind) || with(false) || with(true)
        };
        let kinds: Vec<_> = PrincipalKind::ALL.into_iter().filter(speaks_for).collect();
        if kinds.is_empty() { PrincipalKind::ALL.to_vec() } else { kinds }
    }
}

/// The pages of all rules.
pub fn pages() -> impl Iterator<Item = RulePage> {
    RULES.iter().map(|entry| {
        let comment = entry.source.lines().map_while(|line| line.strip_prefix("//!"));
        let markdown = comment.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
        RulePage { info: info(entry), markdown, source: entry.source }
    })
}

fn block<'m>(markdown: &'m str, heading: &str) -> Option<&'m str> {
    let (_, section) = markdown.split_once(&format!("\n## {heading}\n"))?;
    let section = section.split("\n## ").next()?;
    let (_, body) = section.split_once("```")?.1.split_once('\n')?;
    let end = if body.starts_with("```") { 0 } else { body.find("\n```")? };
    Some(&body[..end])
}

/// An example with the places of its principals and of its actions.
#[derive(Default)]
struct Example<'t> {
    text: &'t str,
    kinds: Vec<PrincipalKind>,
    principals: Vec<Edit>,
    actions: Vec<Edit>,
}

impl<'t> Example<'t> {
    fn read(text: &'t str) -> Self {
        let source = Decoded { text: text.into(), encoding: FileEncoding::Utf8 };
        intake::read(&source, |input| {
            let mut example = Self { text, ..Self::default() };
            let Some(root) = input.policy else { return example };
            let policy = Policy::read(input.document, root, Role::default());
            for (_, principal) in policy.principal_elements() {
                let span = input.origin.span(policy.document.span(principal.element.value));
                example.principals.push(Edit::replace(span, String::new()));
                if principal.shape == PrincipalShape::Star {
                    example.kinds.push(PrincipalKind::Account);
                }
                for group in &principal.groups {
                    for value in &group.values {
                        example.kinds.extend(match (group.kind(), value.provider()) {
                            (Some(PrincipalKey::Aws), _) => Some(PrincipalKind::Account),
                            (Some(PrincipalKey::Service), _) => Some(PrincipalKind::Service),
                            (Some(PrincipalKey::Federated), Some(Provider::Saml)) => Some(PrincipalKind::Saml),
                            (Some(PrincipalKey::Federated), Some(Provider::Oidc(_))) => {
                                Some(PrincipalKind::WebIdentity)
                            }
                            _ => None,
                        });
                    }
                }
            }
            for actions in policy.statements.iter().filter_map(|statement| statement.action.as_ref()) {
                let span = input.origin.span(policy.document.span(actions.element.value));
                example.actions.push(Edit::replace(span, String::new()));
            }
            example
        })
    }

    /// The example with other principals, and with their action where `actions` says so.
    fn with(&self, kind: PrincipalKind, actions: bool) -> String {
        let (principal, action) = kind.sample();
        let put = |edit: &Edit, text: String| Edit { text, ..edit.clone() };
        let mut edits: Vec<Edit> = self.principals.iter().map(|edit| put(edit, principal.to_owned())).collect();
        if actions {
            edits.extend(self.actions.iter().map(|edit| put(edit, format!("\"{action}\""))));
        }
        apply(self.text, &in_order(edits, |edit| (edit.start, edit.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str) -> RulePage {
        pages().find(|page| page.info.id == id).unwrap()
    }

    #[test]
    fn a_rule_speaks_for_the_principals_that_its_finding_survives() {
        use PrincipalKind::*;
        for (id, kinds) in [
            ("trailing-comma", &PrincipalKind::ALL[..]),
            ("missing-version", &PrincipalKind::ALL),
            ("service-principal-name", &[Service]),
            ("public-principal", &[Account]),
            ("saml-audience", &[Saml]),
            ("missing-audience", &[WebIdentity]),
            ("untrusted-account", &[Account]),
        ] {
            assert_eq!(page(id).principals(), kinds, "{id}");
        }
    }

    #[test]
    fn every_code_of_a_rule_is_listed() {
        assert_eq!(page("trailing-comma").aws_checks(), ["JSON_SYNTAX_ERROR"]);
        assert!(page("empty-condition-list").aws_checks().len() > 2);
        assert!(page("untrusted-account").aws_checks().is_empty());
    }
}
