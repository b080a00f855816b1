//! Behind a service that cannot assume its role.

use super::{NO_ROLE, ToldBy, Usual, usual};
use crate::decode::ask::{Ask, ROLE};

/// IAM Roles Anywhere did not take the certificate.
///
/// Source: <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html>
pub(in crate::decode) const CERTIFICATE: &[Usual] = &[
    usual(
        75,
        "The certificate does not lead to the trust anchor",
        "IAM Roles Anywhere follows it to the certificate authority of the trust anchor: authorities in between have to be sent \
         along (`--intermediates`). The role's trust policy was not asked.",
        ToldBy::Nothing,
        &[],
    ),
    usual(
        55,
        "The certificate is not one for signing",
        "It must be X.509 version 3, for digital signatures, no certificate of an authority, in time, and signed with SHA-256 or \
         better.",
        ToldBy::Nothing,
        &[],
    ),
];

/// A service could not assume the role.
pub(in crate::decode) const SERVICE: &[Usual] = &[
    usual(
        75,
        "The trust policy does not name the service",
        "The role's trust policy has to allow `sts:AssumeRole` to the service principal, letter by letter.",
        ToldBy::Principal,
        &[ROLE],
    ),
    usual(
        50,
        "A condition of the trust policy is not met",
        "`aws:SourceArn` and `aws:SourceAccount` have to fit the resource for which the service acts; not every service \
         sends them.",
        ToldBy::Conditions,
        &[ROLE],
    ),
    usual(
        45,
        "The trust policy allows too little",
        "Services come by `sts:AssumeRole`; some need `sts:TagSession` or `sts:SetSourceIdentity`, too.",
        ToldBy::Action,
        &[ROLE],
    ),
    usual(
        40,
        "The role was just made",
        "IAM is eventually consistent: services often see a new role only after some seconds.",
        ToldBy::Nothing,
        &[ROLE],
    ),
    NO_ROLE,
    usual(
        28,
        "You may not hand the role to the service",
        "Whoever configures the service needs `iam:PassRole` on the role.",
        ToldBy::Nothing,
        &[Ask::PassRole],
    ),
    usual(24, "A `Deny` in the trust policy applies", "An explicit denial counts first.", ToldBy::Deny, &[ROLE]),
];

/// A service reports that the credentials it made of the role are not valid.
pub(in crate::decode) const SERVICE_CREDENTIALS: &[Usual] = &[
    usual(
        70,
        "The role was just made",
        "IAM is eventually consistent: services often see a new role only after some seconds. It is the role of the service \
         whose credentials are not valid, not yours.",
        ToldBy::Nothing,
        &[ROLE],
    ),
    usual(
        60,
        "The role does not exist under this name",
        "Deleted, or deleted and made again: the service then still has credentials of the old one.",
        ToldBy::Role,
        &[ROLE],
    ),
    usual(
        45,
        "The trust policy does not name the service",
        "The role's trust policy has to allow `sts:AssumeRole` to the service principal, letter by letter.",
        ToldBy::Principal,
        &[ROLE],
    ),
];

/// The role that StackSets works with is not there, or does not trust AWS CloudFormation.
///
/// Source: <https://repost.aws/knowledge-center/cfn-iam-best-practices-stackset-resources>
pub(in crate::decode) const STACK_SET_ADMINISTRATION: &[Usual] = &[
    usual(
        70,
        "The role does not exist under this name",
        "StackSets wants the role in the administrator account, under exactly the name that the message tells.",
        ToldBy::Role,
        &[ROLE],
    ),
    usual(
        65,
        "The trust policy does not name the service",
        "The administration role has to trust `cloudformation.amazonaws.com`.",
        ToldBy::Principal,
        &[ROLE],
    ),
];

/// The same for the role in each target account.
pub(in crate::decode) const STACK_SET_EXECUTION: &[Usual] = &[
    usual(
        70,
        "The role does not exist under this name",
        "StackSets wants the role in every target account, under exactly the name that the message tells.",
        ToldBy::Role,
        &[ROLE],
    ),
    usual(
        65,
        "The trust policy does not name the caller",
        "The execution role has to trust the administrator account, or the administration role in it.",
        ToldBy::Principal,
        &[ROLE],
    ),
    usual(
        40,
        "The caller has no policy that allows it",
        "The administration role needs `sts:AssumeRole` on the execution roles.",
        ToldBy::Identity,
        &[],
    ),
];

/// Amazon Cognito could not assume a role of an identity pool.
pub(in crate::decode) const COGNITO: &[Usual] = &[
    usual(
        70,
        "The conditions are of another identity pool, or of other users",
        "`cognito-identity.amazonaws.com:aud` is the id of the pool, `…:amr` is `authenticated` or `unauthenticated`: each \
         role of a pool has its own.",
        ToldBy::Conditions,
        &[Ask::IdentityPool, ROLE],
    ),
    usual(
        60,
        "The trust policy does not name Amazon Cognito",
        "The federated principal is `cognito-identity.amazonaws.com`.",
        ToldBy::Principal,
        &[ROLE],
    ),
    usual(
        45,
        "The trust policy allows another action",
        "Identity pools come by `sts:AssumeRoleWithWebIdentity`.",
        ToldBy::Action,
        &[ROLE],
    ),
    NO_ROLE,
];
