//! An ARN of a principal names its user or role wrongly.
//!
//! ## What it checks
//! The last part of the ARNs of principals: the type (`role`, `user`, `assumed-role`, …), the slashes, the name, and
//! for sessions exactly a role name and a session name.
//!
//! ## Why it matters
//! Type and name must be there in full and are case-sensitive; the path belongs to the name of a user or role, and not
//! to a session. IAM refuses a principal that it cannot find.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:roles/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Mending the type and the slashes is safe. Trusting the role in place of a session without a name, and leaving out a
//! path, are for review.
//!
//! ## References
//! - [IAM ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)
//! - [Quotas and name requirements](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)

use super::prelude::*;
use crate::aws::{Arn, Entity};
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "principal-arn-resource",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let Some(fault) = Fault::of(&arn) else { continue };
        let span = value.part(policy.document, arn.resource_range());
        let draft = out
            .report(&RULE, span)
            .message(fault.message)
            .why("IAM finds a principal by its type, path and name, written exactly as they are.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if let Some(help) = fault.help {
            draft.help(help);
        }
        match fault.repair {
            Some((safety, Repair::Resource(resource))) => {
                draft.fix(Fix::new(format!("write `{resource}`"), safety, vec![Edit::replace(span, resource)]));
            }
            Some((safety, Repair::Arn(whole))) => {
                let edits = vec![layout::replace_string(policy.document, value.node, &whole)];
                draft.fix(Fix::new(format!("trust the role, `{whole}`"), safety, edits));
            }
            None => {}
        }
    }
}

struct Fault {
    message: String,
    help: Option<&'static str>,
    repair: Option<(Safety, Repair)>,
}

enum Repair {
    Resource(String),
    Arn(String),
}

impl Fault {
    fn of(arn: &Arn<'_>) -> Option<Self> {
        let resource = arn.resource();
        let (kind, rest) = match resource.find(['/', ':']) {
            Some(at) => (&resource[..at], Some(&resource[at + 1..])),
            None => (resource, None),
        };
        // A wildcard where the type belongs is the wildcard rule's.
        if kind.contains(['*', '?']) {
            return None;
        }
        let Some(entity) = Entity::meant(kind) else {
            let message = if resource.is_empty() {
                "the ARN names no user or role".to_owned()
            } else {
                format!("`{resource}` names no user, role or session: it begins with none of their types")
            };
            let help = Some("Write `root` for the account, `role/<name>` for a role, `user/<name>` for a user.");
            return Some(Self { message, help, repair: None });
        };
        let name = rest.unwrap_or_default();
        // Groups, instance profiles and the like are no principals at all: their rules say so.
        if !(entity.is_caller() || entity.is_provider()) || name.contains(RESERVED) && entity == Entity::AssumedRole {
            return None;
        }
        Self::name(entity, name)
            .or_else(|| Self::spelling(entity, resource, name))
            .or_else(|| (entity == Entity::AssumedRole).then(|| Self::session(arn, name)).flatten())
    }

    /// The type and the slashes.
    fn spelling(entity: Entity, resource: &str, name: &str) -> Option<Self> {
        let kind = entity.as_str();
        let right = match entity {
            Entity::Root => kind.to_owned(),
            // The path of an issuer may end with a slash.
            Entity::SamlProvider | Entity::OidcProvider => format!("{kind}/{name}"),
            _ => format!("{kind}/{}", name.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")),
        };
        let is_missing = name.split('/').all(str::is_empty) && entity != Entity::Root;
        if is_missing {
            let message = format!("the ARN names {} and leaves out its name", entity.what());
            let help = Some("Write the name behind the slash.");
            return Some(Self { message, help, repair: None });
        }
        // What stands behind `root` may have been meant.
        let surplus = entity == Entity::Root && !name.is_empty();
        let safety = if surplus { Safety::Review } else { Safety::Safe };
        let repair = Some((safety, Repair::Resource(right.clone())));
        (right != resource).then(|| Self { message: format!("`{resource}` should be `{right}`"), help: None, repair })
    }

    /// The characters and the length of the name.
    fn name(entity: Entity, name: &str) -> Option<Self> {
        if entity.is_provider() || entity == Entity::Root {
            return None;
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-/*?".contains(c);
        if let Some(wrong) = name.chars().find(|c| !allowed(*c)) {
            let message = if wrong == ' ' {
                format!("the name `{name}` has a blank in it")
            } else {
                format!("the name `{name}` has a `{wrong}`, which no name in IAM has")
            };
            return Some(Self { message, help: Some("Names have letters, digits and `_+=,.@-`."), repair: None });
        }
        let longest = name.rsplit('/').next().filter(|last| last.len() > 64)?;
        let message = format!("the name `{longest}` has {} characters, and at most 64 are possible", longest.len());
        Some(Self { message, help: None, repair: None })
    }

    /// The role name and the session name of a session.
    fn session(arn: &Arn<'_>, name: &str) -> Option<Self> {
        let parts: Vec<&str> = name.split('/').collect();
        match parts[..] {
            [role] => {
                let whole = format!("arn:{}:iam::{}:role/{role}", arn.partition(), arn.account());
                Some(Self {
                    message: format!("the session `{name}` has no session name"),
                    help: Some("Trust the role, or write the session name behind the role name."),
                    repair: Some((Safety::Review, Repair::Arn(whole))),
                })
            }
            [_, session] if session.len() < 2 && session != "*" => Some(Self {
                message: format!("the session name `{session}` is too short: it has at least 2 characters"),
                help: None,
                repair: None,
            }),
            [_, _] => None,
            [.., role, session] => Some(Self {
                message: "a session has only the name of its role, without the path".to_owned(),
                help: None,
                repair: Some((Safety::Review, Repair::Resource(format!("assumed-role/{role}/{session}")))),
            }),
            [] => None,
        }
    }
}

/// The roles of IAM Identity Center, which have a rule of their own.
const RESERVED: &str = "AWSReservedSSO_";
