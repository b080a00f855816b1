//! Behind sign-in with tokens and SAML assertions.

use super::{GUARDRAIL, NO_ROLE, NOT_YET, ToldBy, Usual, usual};
use crate::decode::ask::{Ask, CALLER, PROVIDER, PROVIDERS, RESOURCE_CONTROL, ROLE, SAML_PROVIDER};

/// `Not authorized to perform sts:AssumeRoleWithWebIdentity`
pub(in crate::decode) const WEB_IDENTITY: &[Usual] = &[
    usual(
        70,
        "The token is not one that the trust policy lets in",
        "Subject and audience of the token must match the conditions letter by letter; wildcards count under StringLike \
         only. The subject of GitHub differs for branches, tags, pull requests and environments, and newer repositories \
         have ids in it (`repo:OWNER@ID/REPO@ID:…`). The failed event in CloudTrail shows what was sent.",
        ToldBy::Conditions,
        &[Ask::Events],
    ),
    usual(
        50,
        "The trust policy names no such provider",
        "The federated principal is the ARN of an OpenID Connect provider in the role's own account, with host and path of \
         the issuer.",
        ToldBy::Principal,
        &[ROLE, PROVIDERS],
    ),
    usual(
        45,
        "The trust policy allows another action",
        "Tokens come by `sts:AssumeRoleWithWebIdentity`; `sts:AssumeRole` does not let them in.",
        ToldBy::Action,
        &[ROLE],
    ),
    NO_ROLE,
    usual(
        28,
        "The token carries session tags and `sts:TagSession` is not allowed",
        "Tokens may bring tags along; then the trust policy has to allow `sts:TagSession`, too.",
        ToldBy::Nothing,
        &[Ask::Events],
    ),
    usual(
        26,
        "A `Deny` in the trust policy applies",
        "An explicit denial counts before anything that allows.",
        ToldBy::Deny,
        &[ROLE],
    ),
    usual(
        25,
        "A resource control policy of the role's organization denies it",
        "Tokens carry no organization: a policy that demands one keeps them out.",
        ToldBy::Guardrail,
        &[RESOURCE_CONTROL],
    ),
    NOT_YET,
];

/// `Not authorized to perform sts:AssumeRoleWithSAML`
pub(in crate::decode) const SAML: &[Usual] = &[
    usual(
        65,
        "The assertion is not one that the trust policy lets in",
        "`SAML:aud` is the recipient of the assertion, such as `https://signin.aws.amazon.com/saml`; regional sign-in \
         endpoints and partitions have their own.",
        ToldBy::Conditions,
        &[ROLE, Ask::Events],
    ),
    usual(
        60,
        "The trust policy names another provider",
        "The federated principal is the ARN of the SAML provider of which the assertion is.",
        ToldBy::Principal,
        &[ROLE, Ask::SamlProviders],
    ),
    usual(
        50,
        "The trust policy allows another action",
        "Assertions come by `sts:AssumeRoleWithSAML`.",
        ToldBy::Action,
        &[ROLE],
    ),
    NO_ROLE,
    usual(
        28,
        "The assertion carries session tags and `sts:TagSession` is not allowed",
        "Attributes may bring tags along; then the trust policy has to allow `sts:TagSession`, too.",
        ToldBy::Nothing,
        &[Ask::Events],
    ),
    usual(26, "A `Deny` in the trust policy applies", "An explicit denial counts first.", ToldBy::Deny, &[ROLE]),
    GUARDRAIL,
];

pub(in crate::decode) const NO_PROVIDER: &[Usual] = &[
    usual(
        75,
        "The role's account has no OpenID Connect provider for this issuer",
        "The provider has to be in the account of the role, with the issuer's exact URL: a path or a slash at the end makes \
         another one.",
        ToldBy::Provider,
        &[PROVIDERS],
    ),
    usual(
        45,
        "The role is in another account than the provider",
        "The role's ARN tells which account AWS looked in. In China and in GovCloud providers are apart, too.",
        ToldBy::Account,
        &[CALLER, PROVIDERS],
    ),
];

pub(in crate::decode) const AUDIENCE: &[Usual] = &[
    usual(
        85,
        "The token's audience is not on the provider's list of client ids",
        "That is a setting of the identity provider in IAM, not of the trust policy. GitHub Actions and Amazon EKS send \
         `sts.amazonaws.com` as a rule, in China `sts.amazonaws.com.cn`.",
        ToldBy::Audience,
        &[PROVIDER],
    ),
    usual(
        40,
        "The workflow asks for another audience",
        "Whoever asks for the token says for whom it is; that has to be one of the provider's client ids.",
        ToldBy::Asked,
        &[PROVIDER],
    ),
];

pub(in crate::decode) const KEYS: &[Usual] = &[usual(
    75,
    "AWS could not read the keys of the identity provider",
    "The issuer's `/.well-known/openid-configuration` and its keys must be reachable from the internet over TLS, quickly, and \
     hold the key of the token.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(in crate::decode) const THUMBPRINT: &[Usual] = &[usual(
    80,
    "The provider's thumbprint is not that of its certificate",
    "The certificate was renewed by another authority, or the thumbprint was never right.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(in crate::decode) const BAD_TOKEN: &[Usual] = &[usual(
    75,
    "The token is not one that AWS can read for this call",
    "It is no JWT of an OpenID Connect provider, or the call names a provider id that does not fit.",
    ToldBy::Nothing,
    &[PROVIDERS],
)];

/// The token lies in a file.
pub(in crate::decode) const TOKEN_FILE: &[Usual] = &[
    usual(
        80,
        "The program may not read the file with the token",
        "A container that does not run as root needs `fsGroup` in its pod's security context, or a newer version of Kubernetes. No \
         policy was asked.",
        ToldBy::Nothing,
        &[],
    ),
    usual(
        60,
        "There is no token in the pod",
        "The webhook of Amazon EKS puts it there when the pod starts, where the service account has the annotation \
         `eks.amazonaws.com/role-arn`: start the pod anew.",
        ToldBy::Nothing,
        &[],
    ),
];

/// A claim that the token has to have.
pub(in crate::decode) const CLAIM: &[Usual] = &[usual(
    85,
    "The token lacks a claim that AWS needs",
    "The message names the claim; whoever issues the token has to put it in. In Kubernetes the audience is a setting of the \
     projected service account token.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(in crate::decode) const TOKEN_EXPIRED: &[Usual] = &[usual(
    88,
    "The identity provider's token has expired",
    "Fetch a new one right before the call. AWS allows five minutes for clocks that differ.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(in crate::decode) const IDP: &[Usual] = &[usual(
    75,
    "The identity provider refused the token, or did not answer",
    "The message of the identity provider tells more; try again when it did not answer.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(in crate::decode) const NO_ID_TOKEN: &[Usual] = &[
    usual(
        80,
        "The workflow has no token",
        "It needs `permissions: id-token: write`; workflows of pull requests from forks never get it.",
        ToldBy::Nothing,
        &[],
    ),
    usual(
        40,
        "The name of the role is empty",
        "A variable or a secret that is not set in this environment leaves `role-to-assume` empty.",
        ToldBy::Nothing,
        &[ROLE],
    ),
];

pub(in crate::decode) const ASSERTION: &[Usual] = &[usual(
    80,
    "An attribute of the SAML assertion is missing or has a wrong form",
    "`Role` holds `ROLE-ARN,PROVIDER-ARN`, `RoleSessionName` 2 to 64 letters, digits or `+=,.@-_`; the assertion needs a \
     NameID. Look at the assertion in the browser's developer tools.",
    ToldBy::Nothing,
    &[Ask::SamlProviders],
)];

/// The assertion does not offer the role.
pub(in crate::decode) const NOT_OFFERED: &[Usual] = &[usual(
    80,
    "The SAML assertion does not offer the role",
    "The identity provider decides which roles a person may have: the attribute `Role` of the assertion holds \
     `ROLE-ARN,PROVIDER-ARN`, letter by letter. Look at the assertion, and at the groups of the person.",
    ToldBy::Nothing,
    &[Ask::SamlProviders],
)];

/// The assertion is too old.
pub(in crate::decode) const ASSERTION_LATE: &[Usual] = &[usual(
    85,
    "The SAML assertion came too late",
    "An assertion counts for some minutes after it was issued. Sign in again, and call at once; or a clock is wrong.",
    ToldBy::Nothing,
    &[],
)];

/// The SAML provider of the assertion is not there.
pub(in crate::decode) const NO_SAML_PROVIDER: &[Usual] = &[usual(
    80,
    "The role's account has no such SAML provider",
    "`Role` in the assertion holds `ROLE-ARN,PROVIDER-ARN`; both are of one account, and names are case-sensitive.",
    ToldBy::Provider,
    &[Ask::SamlProviders],
)];

pub(in crate::decode) const METADATA: &[Usual] = &[usual(
    80,
    "The metadata in the IAM provider are not those of the identity provider",
    "Its certificate or its name has changed: download the metadata again, and update the provider in IAM.",
    ToldBy::Nothing,
    &[SAML_PROVIDER],
)];
