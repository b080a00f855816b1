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
use crate::rules::has_wildcard;
use crate::aws::{Arn, Entity, iam_arn};

pub(super) const RULE: Rule = Rule {
    id: "principal-arn-resource",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity() else { return };
    let resource = arn.resource();
    let (kind, rest) = resource.split_at(resource.find(['/', ':']).unwrap_or(resource.len()));
    let name = rest.get(1..).unwrap_or_default();
    // A wildcard where the type belongs is the wildcard rule's.
    if has_wildcard(kind) {
        return;
    }
    let Some(entity) = at.entity else {
        let draft = report(at, arn, out)
            .help("Write `root` for the account, `role/<name>` for a role, `user/<name>` for a user.")
            .message("the ARN names no user or role");
        if !resource.is_empty() {
            draft.says("", resource, " names no user, role or session: it begins with none of their types");
        }
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

#[inline(never)]
fn report<'o, 'r>(at: &Named<'_, '_>, arn: &Arn<'_>, out: &'o mut Findings<'r>) -> &'o mut Draft<'r> {
    let why = "IAM finds a principal by its type, path and name, written exactly as they are.";
    at.refuse(out, &RULE, at.part(arn.resource_range()), why)
}

/// The characters and the length of the name.
fn wrong_name(at: &Named<'_, '_>, arn: &Arn<'_>, name: &str, out: &mut Findings<'_>) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-/*?".contains(c);
    if let Some(wrong) = name.chars().find(|c| !allowed(*c)) {
        let draft = report(at, arn, out).help("Names have letters, digits and `_+=,.@-`.");
        match wrong {
            ' ' => draft.says("the name ", name, " has a blank in it"),
            _ => {
                let wrong = wrong.encode_utf8(&mut [0; 4]).to_owned();
                draft.says_both("the name ", name, " has a ", &wrong, ", which no name in IAM has")
            }
        };
        return true;
    }
    let last = name.rsplit('/').next().unwrap_or_default();
    if last.len() > 64 {
        let after = format!(" has {} characters, and at most 64 are possible", last.len());
        report(at, arn, out).says("the name ", last, &after);
    }
    last.len() > 64
}

/// The type and the slashes.
fn misspelt(at: &Named<'_, '_>, arn: &Arn<'_>, entity: Entity, name: &str, out: &mut Findings<'_>) -> bool {
    let resource = arn.resource();
    let mut right = entity.as_str().to_owned();
    if entity != Entity::Root {
        if name.bytes().all(|byte| byte == b'/') {
            let draft = report(at, arn, out).help("Write the name behind the slash.");
            draft.message(["the ARN names ", entity.what(), " and leaves out its name"].concat());
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
    let draft = report(at, arn, out).says_both("", resource, " should be ", &right, "");
    draft.write(safety, draft.span, &right);
    true
}

/// The role name and the session name of a session.
fn session(at: &Named<'_, '_>, arn: &Arn<'_>, name: &str, out: &mut Findings<'_>) {
    let Some((path, session)) = name.rsplit_once('/') else {
        let whole = iam_arn(arn.partition(), arn.account(), "role/", name);
        report(at, arn, out)
            .says("the session ", name, " has no session name")
            .help("Trust the role, or write the session name behind the role name.")
            .fix_saying(Safety::Review, "trust the role, ", &whole, "", at.rewritten(&whole));
        return;
    };
    if let Some((_, role)) = path.rsplit_once('/') {
        let draft = report(at, arn, out).message("a session has only the name of its role, without the path");
        draft.write(Safety::Review, draft.span, &["assumed-role/", role, "/", session].concat());
    } else if session.len() < 2 && session != "*" {
        let after = " is too short: it has at least 2 characters";
        report(at, arn, out).says("the session name ", session, after);
    }
}

/// The roles of IAM Identity Center, which have a rule of their own.
const RESERVED: &str = "AWSReservedSSO_";
