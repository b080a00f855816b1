//! Behind a trust policy or a role that AWS does not save.

use super::{ToldBy, Usual, usual};
use crate::decode::ask::{Ask, CALLER, PROVIDERS, ROLE, VALIDATE};

/// `Invalid principal in policy: "AWS":"…"`
pub(in crate::decode) const INVALID_AWS: &[Usual] = &[
    usual(
        75,
        "The user or role does not exist",
        "AWS looks every principal up when the policy is saved. Deleted, in another account, or with another path: it \
         must be there under exactly this ARN.",
        ToldBy::Value,
        &[Ask::Principal],
    ),
    usual(
        50,
        "The principal was made a moment ago",
        "IAM is eventually consistent: a new user or role may be unknown for some seconds. Try again, with growing pauses.",
        ToldBy::Late,
        &[Ask::Principal],
    ),
    usual(
        40,
        "The ARN lacks the path, or has a wrong one",
        "A role under a path has it in its ARN, such as `/aws-reserved/sso.amazonaws.com/…/` or `/service-role/`.",
        ToldBy::Rules(&["identity-center-role", "identity-center-path"]),
        &[Ask::Principal],
    ),
    usual(
        35,
        "The principal is an id that nobody has any more",
        "An id such as `AROA…` is what remains of a principal that was deleted. It cannot be saved again.",
        ToldBy::Rules(&["deleted-principal", "unusable-unique-id"]),
        &[ROLE],
    ),
    usual(
        30,
        "It is not something that can be trusted",
        "Groups, instance profiles, policies and patterns are no principals; the ARN of a principal has no wildcard.",
        ToldBy::Rules(&["group-principal", "unsupported-principal-resource", "wildcard-in-principal"]),
        &[],
    ),
    usual(
        28,
        "The account or the partition is wrong",
        "Account ids have twelve digits, closed accounts are unknown, and partitions do not know each other's principals.",
        ToldBy::Rules(&["account-id-digits", "foreign-partition", "principal-arn-partition", "principal-arn-account"]),
        &[CALLER],
    ),
    usual(
        20,
        "The role names itself in the call that makes it",
        "While the role is made it does not exist yet. Make it first, then add it to its own trust policy.",
        ToldBy::Nothing,
        &[ROLE],
    ),
];

/// `Invalid principal in policy: "SERVICE":"…"`
pub(in crate::decode) const INVALID_SERVICE: &[Usual] = &[
    usual(
        75,
        "There is no such service principal",
        "A typing mistake, the suffix of another partition, or a name that is not of a service. One unknown name makes AWS \
         refuse the whole policy.",
        ToldBy::Value,
        &[VALIDATE],
    ),
    usual(
        40,
        "The service is not known in this partition or Region",
        "Some service principals exist in some partitions or opt-in Regions only.",
        ToldBy::Rules(&["regional-service-principal", "china-service-suffix"]),
        &[CALLER],
    ),
];

/// A federated principal that AWS did not take.
pub(in crate::decode) const INVALID_FEDERATED: &[Usual] = &[
    usual(
        75,
        "The value is not the ARN of a provider",
        "A federated principal is `arn:PARTITION:iam::ACCOUNT:oidc-provider/HOST/PATH`, `…:saml-provider/NAME`, or a \
         provider that AWS knows by its domain. A URL, an empty text or a variable that nobody filled in is none.",
        ToldBy::Rules(&["federated-provider", "oidc-provider-url", "principal-placeholder", "empty-principal"]),
        &[PROVIDERS, Ask::SamlProviders],
    ),
    usual(
        50,
        "The provider does not exist in this account",
        "Make the identity provider first, in the account of the role.",
        ToldBy::Provider,
        &[PROVIDERS, Ask::SamlProviders],
    ),
];

/// A principal that AWS did not take, without saying which.
pub(in crate::decode) const INVALID_PRINCIPAL: &[Usual] = &[
    usual(
        66,
        "A user or role does not exist",
        "AWS looks every principal up when the policy is saved. Deleted, in another account, or with another path: each \
         must be there under exactly its ARN.",
        ToldBy::Value,
        &[Ask::Principal],
    ),
    usual(
        64,
        "An ARN has a wildcard",
        "The ARN of a principal is taken letter by letter, and `user/dev-*` is nobody. Name each, or trust the account and \
         say whom under `aws:PrincipalArn`.",
        ToldBy::Rules(&["wildcard-in-principal"]),
        &[VALIDATE],
    ),
    usual(
        62,
        "A service is named the wrong way",
        "A service principal has its domain, such as `ec2.amazonaws.com`. A typing mistake, or the suffix of another \
         partition, makes AWS refuse the whole policy.",
        ToldBy::Rules(&[
            "service-principal-name",
            "unknown-service-principal",
            "regional-service-principal",
            "china-service-suffix",
        ]),
        &[VALIDATE],
    ),
    usual(
        45,
        "A principal is an id that nobody has any more",
        "An id such as `AIDA…` or `AROA…` is what remains of a principal that was deleted. It cannot be saved again.",
        ToldBy::Rules(&["deleted-principal", "unusable-unique-id"]),
        &[ROLE],
    ),
    usual(
        40,
        "The account or the partition is wrong",
        "Account ids have twelve digits, closed accounts are unknown, and partitions do not know each other's principals.",
        ToldBy::Rules(&["account-id-digits", "foreign-partition", "principal-arn-partition", "principal-arn-account"]),
        &[CALLER],
    ),
    usual(
        36,
        "It is not something that can be trusted",
        "Groups, instance profiles and policies are no principals, and a placeholder that nobody filled in is none.",
        ToldBy::Rules(&["group-principal", "unsupported-principal-resource", "principal-placeholder"]),
        &[],
    ),
    usual(
        30,
        "The identity provider does not exist in this account",
        "Make the identity provider first, in the account of the role, and name it by its ARN.",
        ToldBy::Provider,
        &[PROVIDERS, Ask::SamlProviders],
    ),
    usual(
        20,
        "A principal was made a moment ago",
        "IAM is eventually consistent: a new user or role may be unknown for some seconds. Try again, with growing pauses.",
        ToldBy::Late,
        &[Ask::Principal],
    ),
];

/// A policy that AWS refused for what stands in it: the policy tells.
pub(in crate::decode) const REFUSED: &[Usual] = &[usual(
    60,
    "The text of the policy is at fault",
    "AWS stops at the first mistake that it meets; `trust-policy check` shows them all, each with its place.",
    ToldBy::Rules(&[]),
    &[VALIDATE],
)];

/// An identity policy where a trust policy belongs, or the other way round.
pub(in crate::decode) const WRONG_KIND: &[Usual] = &[usual(
    85,
    "A trust policy was given where a permissions policy belongs",
    "This is said of permissions policies (PutRolePolicy, CreatePolicy). A trust policy goes to CreateRole or \
     UpdateAssumeRolePolicy: `assume_role_policy` in Terraform, `AssumeRolePolicyDocument` in CloudFormation.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// The trust policy is too long.
pub(in crate::decode) const TOO_LONG: &[Usual] = &[usual(
    85,
    "The trust policy is longer than the quota",
    "By default it has at most 2048 characters; the quota \"Role trust policy length\" can be raised to 8192. Statements \
     that differ in their principals only can be one, and `aws:PrincipalOrgID` or `aws:PrincipalArn` stand for many.",
    ToldBy::Rules(&["policy-over-quota"]),
    &[Ask::Quota],
)];

/// A role that only AWS may change.
pub(in crate::decode) const PROTECTED: &[Usual] = &[usual(
    85,
    "The role belongs to a service or to IAM Identity Center",
    "Roles named `AWSServiceRoleFor…` and `AWSReservedSSO_…` are changed by their owner only: by the service, or by the \
     permission set in IAM Identity Center.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// There is no such role.
pub(in crate::decode) const ABSENT: &[Usual] = &[
    usual(
        75,
        "The role is in another account, or has another name",
        "Roles belong to one account, and names are case-sensitive.",
        ToldBy::Account,
        &[CALLER, ROLE],
    ),
    usual(30, "The role was deleted", "CloudTrail keeps who did it for 90 days.", ToldBy::Role, &[Ask::RoleEvents]),
];

/// The name is taken.
pub(in crate::decode) const EXISTS: &[Usual] = &[usual(
    85,
    "There is a role of this name already",
    "Names are unique in an account whatever their case and path.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// A service-linked role that is not there.
pub(in crate::decode) const SERVICE_LINKED: &[Usual] = &[
    usual(
        80,
        "The service-linked role does not exist yet",
        "The service makes it when it is first used, which takes `iam:CreateServiceLinkedRole`; trying again often is enough.",
        ToldBy::Nothing,
        &[Ask::ServiceLinked],
    ),
    usual(
        40,
        "The caller may not make the service-linked role",
        "`iam:CreateServiceLinkedRole` has to be allowed to whoever uses the service first.",
        ToldBy::Nothing,
        &[CALLER],
    ),
];

/// The caller lacks the permission to have a service-linked role made.
pub(in crate::decode) const SERVICE_LINKED_DENIED: &[Usual] = &[
    usual(
        80,
        "The caller may not make the service-linked role",
        "`iam:CreateServiceLinkedRole` has to be allowed to whoever uses the service first.",
        ToldBy::Nothing,
        &[CALLER],
    ),
    usual(
        40,
        "The service-linked role does not exist yet",
        "Somebody who may can make it once, by `aws iam create-service-linked-role`.",
        ToldBy::Nothing,
        &[Ask::ServiceLinked],
    ),
];

pub(in crate::decode) const TERRAFORM_STRING: &[Usual] = &[usual(
    85,
    "An object was given where Terraform wants the text of the policy",
    "Write `jsonencode({…})` around the object, or take the attribute `json` of the `aws_iam_policy_document`.",
    ToldBy::Nothing,
    &[],
)];

/// Terraform read the text before AWS did.
pub(in crate::decode) const TERRAFORM_JSON: &[Usual] = &[usual(
    85,
    "The text of the policy is not JSON when Terraform reads it",
    "Nothing may stand before the opening brace, not even blanks: `<<-EOF` takes the indentation of a heredoc away. \
     `jsonencode({…})` or an `aws_iam_policy_document` cannot go wrong that way.",
    ToldBy::Rules(&[]),
    &[],
)];
