//! Behind `AssumeRole` and what goes with it.

use super::{GUARDRAIL, NO_ROLE, NOT_YET, ToldBy, Usual, usual};
use crate::decode::ask::{Ask, CALLER, DECODE, INLINE, MANAGED, ROLE};

/// `User: … is not authorized to perform: sts:AssumeRole on resource: …`
pub(in crate::decode) const ASSUME_ROLE: &[Usual] = &[
    usual(
        70,
        "The trust policy does not name the caller",
        "The role's trust policy has to allow the user, the role behind the session, or the whole account. A session is \
         trusted by its role's ARN, not by the name that it happens to have.",
        ToldBy::Principal,
        &[CALLER, ROLE],
    ),
    usual(
        60,
        "The caller has no policy that allows it",
        "Between accounts the caller needs an identity policy that allows the action on this role, too; likewise where \
         the trust policy names an account and not the caller. The simulator asks the caller's own policies only: it \
         leaves the trust policy out.",
        ToldBy::Identity,
        &[Ask::Simulate, MANAGED, INLINE],
    ),
    usual(
        55,
        "A condition of the trust policy is not met",
        "All conditions of a statement must hold: an external id, MFA, a session name, an address, an organization.",
        ToldBy::Conditions,
        &[ROLE, Ask::Events],
    ),
    NO_ROLE,
    usual(
        26,
        "A `Deny` in the trust policy applies",
        "An explicit denial counts before anything that allows.",
        ToldBy::Deny,
        &[ROLE],
    ),
    GUARDRAIL,
    usual(
        20,
        "The trust policy allows another action",
        "Users, roles and services come by `sts:AssumeRole`.",
        ToldBy::Action,
        &[ROLE],
    ),
    NOT_YET,
];

/// The same for `sts:TagSession`.
pub(in crate::decode) const TAG_SESSION: &[Usual] = &[
    usual(
        80,
        "The trust policy does not allow `sts:TagSession`",
        "Whoever passes session tags, or inherits transitive ones, needs `sts:TagSession` in the trust policy besides \
         the action that assumes the role. aws-actions/configure-aws-credentials and EKS Pod Identity pass tags unasked.",
        ToldBy::Action,
        &[ROLE],
    ),
    usual(
        50,
        "The caller has no policy that allows `sts:TagSession`",
        "Both sides must allow it. The simulator asks the caller's own policies only: it leaves the trust policy out.",
        ToldBy::Identity,
        &[Ask::Simulate, MANAGED, INLINE],
    ),
    usual(
        45,
        "A condition on the tags is not met",
        "`aws:RequestTag/…`, `aws:TagKeys` and `sts:TransitiveTagKeys` decide which tags may be passed.",
        ToldBy::Conditions,
        &[ROLE],
    ),
    usual(
        30,
        "The tags are not needed",
        "Without tags the action is not asked for. For aws-actions/configure-aws-credentials that is \
         `role-skip-session-tagging: true`.",
        ToldBy::Nothing,
        &[Ask::Events],
    ),
    GUARDRAIL,
];

/// The same for `sts:SetSourceIdentity`.
pub(in crate::decode) const SOURCE_IDENTITY: &[Usual] = &[
    usual(
        80,
        "The trust policy does not allow `sts:SetSourceIdentity`",
        "A source identity is passed, or inherited from the caller's own session: it stays for all further roles, and \
         each of them has to allow the action.",
        ToldBy::Action,
        &[ROLE, CALLER],
    ),
    usual(
        50,
        "The caller has no policy that allows `sts:SetSourceIdentity`",
        "Both sides must allow it. The simulator asks the caller's own policies only: it leaves the trust policy out.",
        ToldBy::Identity,
        &[Ask::Simulate, MANAGED, INLINE],
    ),
    usual(
        45,
        "A condition on `sts:SourceIdentity` is not met",
        "AWS says the same when the value is not one that the trust policy demands.",
        ToldBy::Conditions,
        &[ROLE, Ask::Events],
    ),
    GUARDRAIL,
];

/// A denial of anything else: no trust policy has a say.
pub(in crate::decode) const OTHER_ACTION: &[Usual] = &[
    usual(
        75,
        "No policy of the caller allows the action",
        "This is not about a trust policy: the role or user that calls lacks a permission. The simulator tells, but it \
         leaves policies of resources and of the organization out.",
        ToldBy::Identity,
        &[CALLER, Ask::Simulate],
    ),
    usual(
        40,
        "The caller is not who you think",
        "Another profile, another account, or a role that was not assumed.",
        ToldBy::Caller,
        &[CALLER],
    ),
    GUARDRAIL,
];

/// `iam:PassRole`.
pub(in crate::decode) const PASS_ROLE: &[Usual] = &[
    usual(
        80,
        "The caller may not hand the role to a service",
        "Whoever configures a service with a role needs `iam:PassRole` on that role. The role's trust policy has no say.",
        ToldBy::Identity,
        &[Ask::Simulate],
    ),
    GUARDRAIL,
];

/// `Cross-account pass role is not allowed`
pub(in crate::decode) const PASS_ROLE_ACROSS: &[Usual] = &[usual(
    88,
    "The role is of another account than the resource that is to have it",
    "A role can be handed to a service in its own account only. Give the resource a role of its account, and let that one assume \
     the other.",
    ToldBy::Nothing,
    &[CALLER],
)];

/// The call itself is wrong, or came at a bad time.
pub(in crate::decode) const INVALID_VALUE: &[Usual] = &[usual(
    80,
    "A value in the call is not of the form that AWS demands",
    "The message names the value and its limits; no policy was asked.",
    ToldBy::Nothing,
    &[],
)];

pub(in crate::decode) const TRY_AGAIN: &[Usual] = &[usual(
    80,
    "Something else changed the role at the same time, or IAM had a fault",
    "Try again after a pause.",
    ToldBy::Nothing,
    &[ROLE],
)];

pub(in crate::decode) const ROOT_USER: &[Usual] = &[usual(
    90,
    "The caller is the root user",
    "The root user cannot assume roles, whatever the policies say. Call as a user or a role.",
    ToldBy::Root,
    &[CALLER],
)];

pub(in crate::decode) const MFA_CODE: &[Usual] = &[
    usual(
        75,
        "The code is wrong, expired, or was used before",
        "A code counts once and for half a minute. Wait for the next one.",
        ToldBy::Nothing,
        &[],
    ),
    usual(
        50,
        "The code is of another device",
        "The serial number has to be that of the user's device.",
        ToldBy::Nothing,
        &[Ask::MfaDevices],
    ),
];

/// The MFA device that the call names.
pub(in crate::decode) const MFA_DEVICE: &[Usual] = &[
    usual(
        75,
        "The code is of another device",
        "The serial number has to be that of a device of the user who calls: an ARN with `:mfa/`, or what is printed on it.",
        ToldBy::Nothing,
        &[Ask::MfaDevices, CALLER],
    ),
    usual(
        50,
        "The code is wrong, expired, or was used before",
        "A code counts once and for half a minute. Wait for the next one.",
        ToldBy::Nothing,
        &[],
    ),
];

pub(in crate::decode) const MFA_HALF: &[Usual] = &[usual(
    88,
    "The call has a serial number without a code, or a code without a serial number",
    "`--serial-number` and `--token-code` belong together; in a profile, `mfa_serial` makes the AWS CLI ask for the code.",
    ToldBy::Nothing,
    &[Ask::MfaDevices, Ask::Configuration],
)];

pub(in crate::decode) const OVER_MAXIMUM: &[Usual] = &[usual(
    88,
    "The session is to last longer than the role allows",
    "The role's maximum session duration is one hour unless somebody raised it (to twelve at most). Ask for less, or raise \
     it. The trust policy is not at fault: it let the caller in.",
    ToldBy::Duration,
    &[ROLE],
)];

pub(in crate::decode) const OVER_CHAIN: &[Usual] = &[usual(
    88,
    "A role assumes a role: such sessions last one hour at most",
    "That holds whatever the role's maximum is. Ask for 3600 seconds or fewer, or call with credentials that are not of a \
     role.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(in crate::decode) const IDENTITY_SET: &[Usual] = &[usual(
    88,
    "The caller's session has another source identity already",
    "It cannot be changed down the chain. Pass the same value, or none.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(in crate::decode) const PACKED: &[Usual] = &[usual(
    85,
    "Session policies and session tags together are too large",
    "Pass fewer or shorter tags, or a shorter session policy. The trust policy is not at fault.",
    ToldBy::Nothing,
    &[],
)];

pub(in crate::decode) const WRAPPED: &[Usual] = &[usual(
    55,
    "The reason stands behind this message",
    "This is what the program says; AWS's own reply follows it or stands further up in the log.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(in crate::decode) const ROLE_ARN: &[Usual] = &[usual(
    80,
    "What was given is not the ARN of a role",
    "An empty variable, a blank, the ARN of something else, or the ARN of another partition.",
    ToldBy::Nothing,
    &[ROLE],
)];

pub(in crate::decode) const SWITCH_ROLE: &[Usual] = &[
    usual(
        60,
        "The account or the name of the role is not right",
        "Names are case-sensitive, and path and name together have at most 64 characters.",
        ToldBy::Nothing,
        &[ROLE],
    ),
    usual(
        58,
        "The trust policy does not let you in",
        "It has to name you or your account. The console sends no external id.",
        ToldBy::Principal,
        &[CALLER, ROLE],
    ),
    usual(
        55,
        "You have no policy that allows `sts:AssumeRole` on the role",
        "The simulator asks your own policies only: it leaves the trust policy out.",
        ToldBy::Identity,
        &[Ask::Simulate, MANAGED, INLINE],
    ),
    usual(50, "A condition of the trust policy is not met", "MFA, or an external id.", ToldBy::Conditions, &[ROLE]),
    usual(30, "You are the root user", "The root user cannot assume roles.", ToldBy::Root, &[CALLER]),
];

pub(in crate::decode) const ENCODED: &[Usual] = &[usual(
    60,
    "The details are encoded",
    "AWS tells which policy decided to those only who may decode it: `sts:DecodeAuthorizationMessage` is needed.",
    ToldBy::Nothing,
    &[DECODE],
)];
