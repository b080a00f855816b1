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
use crate::aws::{Arn, Entity, iam_arn};
use crate::rules::has_wildcard;
use crate::text::before_marks;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-resource"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity() else { return };
    let resource = arn.resource();
    let (kind, rest) = before_marks(resource, b"/:");
    let name = rest.get(1..).unwrap_or_default();
    // A wildcard where the type belongs is the wildcard rule's.
    if has_wildcard(kind) {
        return;
    }
    let Some(entity) = at.entity else {
        let help = phrase!("Write `root` for the account, `role/<name>` for a role, `user/<name>` for a user.");
        let text = if resource.is_empty() { at.text } else { resource };
        report(at, arn, out, phrase!("`{}` names no user, role or session"), text).help(help);
        return;
    };
    // Groups, instance profiles and the like are no principals at all: their rules say so.
    let other_rule = !entity.is_caller() && !entity.is_provider();
    if other_rule || (entity == Entity::AssumedRole && name.holds(RESERVED)) {
        return;
    }
    let has_path = entity != Entity::Root && !entity.is_provider();
    if has_path && wrong_name(at, arn, name, out) || misspelt(at, arn, entity, name, out) {
        return;
    }
    if entity == Entity::AssumedRole {
        session(at, arn, name, out);
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(
    at: &Named<'_, '_>,
    arn: &Arn<'_>,
    out: &'o mut Findings<'r>,
    message: Phrase,
    text: &str,
) -> &'o mut Draft<'r> {
    let why = phrase!("IAM finds a principal by its type, path and name, written exactly as they are.");
    at.refuse_part(out, &RULE, arn.resource_range(), why).tells(message, &[text])
}

/// The characters and the length of the name.
fn wrong_name(at: &Named<'_, '_>, arn: &Arn<'_>, name: &str, out: &mut Findings<'_>) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    let message = if stranger(name, b"_+=,.@-/*?").is_some() {
        phrase!("the name `{}` has a character that is no letter, no digit and none of `_+=,.@-`")
    } else if last.len() > 64 {
        phrase!("the name `{}` has more than 64 characters")
    } else {
        return false;
    };
    report(at, arn, out, message, name);
    true
}

/// The type and the slashes.
fn misspelt(at: &Named<'_, '_>, arn: &Arn<'_>, entity: Entity, name: &str, out: &mut Findings<'_>) -> bool {
    let resource = arn.resource();
    let mut right = entity.as_str().to_owned();
    if entity != Entity::Root {
        if name.bytes().all(|byte| byte == b'/') {
            report(at, arn, out, phrase!("`{}` lacks the name behind the slash"), resource);
            return true;
        }
        for part in name.split('/') {
            // The path of an issuer may end with a slash.
            if !part.is_empty() || entity.is_provider() {
                right.push('/');
                right.push_str(part);
            }
        }
    }
    if right == resource {
        return false;
    }
    // What stands behind `root` may have been meant.
    let surplus = entity == Entity::Root && !name.is_empty();
    let safety = if surplus { Safety::Review } else { Safety::Safe };
    report(at, arn, out, phrase!("`{}`"), resource)
        .tells(phrase!("`{}` should be `{}`"), &[resource, &right])
        .write(safety, &right);
    true
}

/// The role name and the session name of a session.
fn session(at: &Named<'_, '_>, arn: &Arn<'_>, name: &str, out: &mut Findings<'_>) {
    let Some((path, session)) = name.rsplit_once('/') else {
        let whole = iam_arn(arn.partition(), arn.account(), "role/", name);
        report(at, arn, out, phrase!("the session `{}` has no session name"), name)
            .offer(Safety::Review, phrase!("trust the role"), at.rewritten(&whole));
        return;
    };
    if let Some((_, role)) = path.rsplit_once('/') {
        report(at, arn, out, phrase!("the session of `{}` has a path, and only the role has one"), role)
            .write(Safety::Review, &joined(&["assumed-role/", role, "/", session]));
    } else if session.len() < 2 && session != "*" {
        report(at, arn, out, phrase!("the session name `{}` is too short: it has at least 2 characters"), session);
    }
}

/// The roles of IAM Identity Center, which have a rule of their own.
const RESERVED: &str = "AWSReservedSSO_";
