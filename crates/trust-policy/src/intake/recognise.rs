//! Which kind of document it is, and where in it the policy stands.

use crate::report::InputKind;
use crate::text::Search;
use crate::text::{Document, NodeId, Value};

/// Where the policy was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: InputKind,
    pub(super) policy: Option<NodeId>,
    /// The policy is this string, encoded.
    pub(super) encoded: Option<NodeId>,
    pub(super) role_arn: Option<String>,
}

/// How deep a policy may be wrapped: a CloudFormation template needs five.
const DEPTH: usize = 8;

pub(super) fn find_policy(document: &Document<'_>) -> Found {
    let policy = |policy| Found { kind: InputKind::Policy, policy, encoded: None, role_arn: None };
    let Some(root) = document.root else { return policy(None) };
    if is_policy(document, root) {
        return policy(Some(root));
    }
    let Some(Wrapped { holder, value }) = find_wrapped(document, root, DEPTH) else {
        return policy(Some(root));
    };
    let kind = if member(document, root, "RoleDetailList").is_some() {
        InputKind::Account
    } else if member(document, root, "Resources").is_some() {
        InputKind::Cloudformation
    } else {
        InputKind::GetRole
    };
    let role_arn = member(document, holder, "Arn").and_then(|node| document.string(node)).map(|arn| arn.to_owned());
    match document.value(value) {
        Value::String(_) => Found { kind, policy: None, encoded: Some(value), role_arn },
        _ => Found { kind, policy: Some(value), encoded: None, role_arn },
    }
}

/// A policy inside another document.
struct Wrapped {
    /// The object that describes the role.
    holder: NodeId,
    value: NodeId,
}

/// Names under which AWS's own tools hand out policies.
const WRAPPERS: [&str; 4] = ["AssumeRolePolicyDocument", "AssumeRolePolicy", "PolicyDocument", "Document"];

fn find_wrapped(document: &Document<'_>, node: NodeId, depth: usize) -> Option<Wrapped> {
    let depth = depth.checked_sub(1)?;
    for name in WRAPPERS {
        let Some(value) = member(document, node, name) else { continue };
        // The first of the names decides.
        if matches!(document.value(value), Value::Object(_) | Value::String(_)) {
            return Some(Wrapped { holder: node, value });
        }
        break;
    }
    for member in document.members(node) {
        if let Some(found) = find_wrapped(document, member.value, depth) {
            return Some(found);
        }
    }
    for item in document.items(node) {
        if let Some(found) = find_wrapped(document, *item, depth) {
            return Some(found);
        }
    }
    None
}

/// Whether an object is meant as the policy itself.
fn is_policy(document: &Document<'_>, node: NodeId) -> bool {
    const NAMES: [&str; 4] = ["Statement", "Statements", "Effect", "Principal"];
    for member in document.members(node) {
        let Some(key) = member.key else { continue };
        if NAMES.iter().any(|name| document.key(key).eq_ignore_ascii_case(name)) {
            return true;
        }
    }
    false
}

/// The value of the last member of this name.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn member(document: &Document<'_>, object: NodeId, name: &str) -> Option<NodeId> {
    for member in document.members(object).iter().rev() {
        if member.key.is_some_and(|key| document.key(key) == name) {
            return Some(member.value);
        }
    }
    None
}

/// What a text is that holds no JSON.
pub(super) fn kind_of_text(text: &str) -> InputKind {
    let cloudformation = text.holds("AWSTemplateFormatVersion") || text.holds("Type: AWS::");
    let terraform = ["resource \"aws_", "data \"aws_", "aws_iam_policy_document", "aws_iam_role", "assume_role_policy"];
    if cloudformation {
        InputKind::Cloudformation
    } else if terraform.iter().any(|mark| text.holds(mark)) {
        InputKind::Terraform
    } else {
        InputKind::Unknown
    }
}
