//! Behind a call that AWS does not get so far as to decide: credentials, Regions, the network.

use super::{ToldBy, Usual, usual};
use crate::decode::ask::{Ask, CALLER, ROLE};

/// Calls that need the keys of a user.
pub(in crate::decode) const SESSION_CREDENTIALS: &[Usual] = &[usual(
    88,
    "The call is made with temporary credentials",
    "`GetSessionToken` and `GetFederationToken` take the access keys of a user only. With credentials of a session, assume \
     the role directly; the environment variables of an earlier session may be what is used.",
    ToldBy::Nothing,
    &[CALLER, Ask::Configuration],
)];

/// IAM Identity Center gives no credentials of the role.
pub(in crate::decode) const UNASSIGNED: &[Usual] = &[
    usual(
        75,
        "The permission set is not assigned to the person in this account",
        "IAM Identity Center gives credentials of a role that is assigned to the person who signed in. The account and the name \
         of the permission set stand in the profile as `sso_account_id` and `sso_role_name`; names are case-sensitive. The \
         role's trust policy is not at fault.",
        ToldBy::Nothing,
        &[Ask::Configuration],
    ),
    usual(
        40,
        "Somebody else is signed in, or the sign-in is too old",
        "`aws sso logout` and `aws sso login` start anew.",
        ToldBy::Nothing,
        &[Ask::Configuration],
    ),
];

pub(in crate::decode) const NO_REGION: &[Usual] = &[usual(
    85,
    "The program knows no Region",
    "The SDKs call AWS STS in a Region: set `AWS_REGION`, or `region` in the profile. No policy was asked.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];

/// The network, before any policy.
pub(in crate::decode) const UNREACHABLE: &[Usual] = &[
    usual(
        80,
        "There is no way to AWS STS from there",
        "A private subnet needs a NAT gateway, a proxy whose certificate the program knows, or an interface VPC endpoint for AWS \
         STS whose security group lets the program in. No policy was asked.",
        ToldBy::Nothing,
        &[Ask::Endpoints],
    ),
    usual(
        60,
        "The program calls another endpoint of AWS STS than the one that can be reached",
        "A VPC endpoint answers for its own Region, `sts.REGION.amazonaws.com`. Older programs call the global \
         `sts.amazonaws.com` unless `AWS_STS_REGIONAL_ENDPOINTS=regional` and a Region are set.",
        ToldBy::Nothing,
        &[Ask::Endpoints, Ask::Configuration],
    ),
];

pub(in crate::decode) const REGION: &[Usual] = &[usual(
    85,
    "AWS STS is not active in this Region for the role's account",
    "Opt-in Regions have to be enabled in the account; or call another endpoint, such as `--region us-east-1`.",
    ToldBy::Nothing,
    &[Ask::Regions],
)];

pub(in crate::decode) const EXPIRED: &[Usual] = &[usual(
    88,
    "The caller's own credentials have expired",
    "Sign in again. Neither the role nor its policies are at fault.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(in crate::decode) const INVALID_TOKEN: &[Usual] = &[
    usual(
        70,
        "The caller's credentials are not valid",
        "A key that was deleted, a session token that is missing or of other keys, or a key of another partition.",
        ToldBy::Nothing,
        &[CALLER, Ask::Configuration],
    ),
    usual(
        50,
        "The role behind the session was deleted",
        "Its sessions end with it, even when a role of the same name is made again.",
        ToldBy::Nothing,
        &[],
    ),
    usual(
        45,
        "The session token does not count in this Region",
        "Sessions from the global endpoint of AWS STS count in the Regions that are enabled by default. For others, take them \
         from an endpoint of a Region, such as `--region eu-south-1`, or let the account's global endpoint issue tokens for all \
         Regions. The Region itself may not be enabled, either.",
        ToldBy::Nothing,
        &[Ask::Regions, Ask::Configuration],
    ),
];

pub(in crate::decode) const SIGNATURE: &[Usual] = &[usual(
    80,
    "The request is signed wrongly",
    "The secret key, the Region or the service of the signature is wrong, or the clock is.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];

/// A program found no credentials to call with.
pub(in crate::decode) const NO_CREDENTIALS: &[Usual] = &[
    usual(
        80,
        "There are no credentials",
        "The program looked into its settings, the environment and the machine, and found none: sign in, name the profile, or \
         give the machine a role. No policy was asked.",
        ToldBy::Nothing,
        &[Ask::Configuration, CALLER],
    ),
    usual(
        40,
        "The profile names a source that has none",
        "`source_profile` or `credential_source` of the profile leads to credentials that are missing or expired.",
        ToldBy::Nothing,
        &[Ask::Configuration],
    ),
    usual(
        35,
        "The service that runs the program cannot assume the role that it was given",
        "The credentials of an EC2 instance, a task or a function come by its role: its trust policy has to name \
         `ec2.amazonaws.com`, `ecs-tasks.amazonaws.com` or `lambda.amazonaws.com`.",
        ToldBy::Nothing,
        &[ROLE],
    ),
];

/// A profile of the AWS CLI and the SDKs that leads nowhere.
pub(in crate::decode) const PROFILE: &[Usual] = &[usual(
    85,
    "The profile does not say whose credentials assume the role",
    "A profile with `role_arn` needs `source_profile`, the name of another profile that has credentials, or \
     `credential_source`: `Ec2InstanceMetadata`, `EcsContainer` or `Environment`. No policy was asked.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];
