//! What is usually behind a message: data.
//!
//! Sources: "Troubleshooting IAM roles", "Troubleshooting access denied error messages" and "Troubleshooting SAML
//! federation" of the IAM User Guide, and recorded replies.

use super::ask::{
    Ask, CALLER, DECODE, INLINE, MANAGED, PROVIDER, PROVIDERS, RESOURCE_CONTROL, ROLE, SAML_PROVIDER, SERVICE_CONTROL,
    VALIDATE,
};

/// Something that is usually behind a message.
#[derive(Debug)]
pub(super) struct Usual {
    pub(super) title: &'static str,
    pub(super) why: &'static str,
    /// How likely it is before anything is known: 0 to 100.
    pub(super) weight: u8,
    pub(super) told_by: ToldBy,
    /// Commands that tell.
    pub(super) next: &'static [Ask],
}

/// What can tell whether it is a cause: the trust policy, or the output of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// Nothing.
    Nothing,
    /// These rules find it.
    Rules(&'static [&'static str]),
    /// Whom it names.
    Principal,
    /// What it allows.
    Action,
    /// What it demands.
    Conditions,
    /// A `Deny` in it.
    Deny,
    /// Whether its word is enough, without a policy of the caller.
    Identity,
    /// The value that the message quotes stands in it, or AWS knows it.
    Value,
    /// The value was known to nobody a moment ago.
    Late,
    /// Whether the role is there.
    Role,
    /// In which account it was looked for.
    Account,
    /// What else binds the caller or the role.
    Guardrail,
    /// Which identity providers the account has.
    Provider,
    /// Which audiences the provider takes.
    Audience,
    /// Which audience the token has.
    Asked,
    /// How long sessions of the role may last.
    Duration,
    /// Who calls.
    Caller,
    /// Whether the root user calls.
    Root,
}

impl Usual {
    /// Whether the trust policy would tell.
    pub(super) fn is_of_trust(&self) -> bool {
        matches!(
            self.told_by,
            ToldBy::Principal | ToldBy::Action | ToldBy::Conditions | ToldBy::Deny | ToldBy::Rules(_) | ToldBy::Value
        )
    }
}

const fn usual(weight: u8, title: &'static str, why: &'static str, told_by: ToldBy, next: &'static [Ask]) -> Usual {
    Usual { title, why, weight, told_by, next }
}

const NO_ROLE: Usual = usual(
    30,
    "The role does not exist under this name",
    "AWS says the same to a role that is not there, so that nobody can find out which roles exist. Names and paths are \
     case-sensitive.",
    ToldBy::Role,
    &[ROLE],
);
const GUARDRAIL: Usual = usual(
    24,
    "A policy of the organization, a permissions boundary, a session policy or a VPC endpoint policy denies it",
    "Service control policies bind the caller's account, resource control policies the role's. A trust policy does not \
     show them; newer replies name the kind of policy.",
    ToldBy::Guardrail,
    &[Ask::CallerHolder, Ask::Organization, SERVICE_CONTROL, RESOURCE_CONTROL],
);
const NOT_YET: Usual = usual(
    15,
    "The change has not reached all of AWS yet",
    "IAM is eventually consistent. A role or a policy that was just made may need some seconds; try again before you \
     change more.",
    ToldBy::Nothing,
    &[ROLE],
);

/// `User: … is not authorized to perform: sts:AssumeRole on resource: …`
pub(super) const ASSUME_ROLE: &[Usual] = &[
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
pub(super) const TAG_SESSION: &[Usual] = &[
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
pub(super) const SOURCE_IDENTITY: &[Usual] = &[
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
pub(super) const OTHER_ACTION: &[Usual] = &[
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
pub(super) const PASS_ROLE: &[Usual] = &[
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
pub(super) const PASS_ROLE_ACROSS: &[Usual] = &[usual(
    88,
    "The role is of another account than the resource that is to have it",
    "A role can be handed to a service in its own account only. Give the resource a role of its account, and let that one assume \
     the other.",
    ToldBy::Nothing,
    &[CALLER],
)];

/// IAM Roles Anywhere did not take the certificate.
///
/// Source: <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html>
pub(super) const CERTIFICATE: &[Usual] = &[
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

/// `Not authorized to perform sts:AssumeRoleWithWebIdentity`
pub(super) const WEB_IDENTITY: &[Usual] = &[
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
pub(super) const SAML: &[Usual] = &[
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

/// A service could not assume the role.
pub(super) const SERVICE: &[Usual] = &[
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
pub(super) const SERVICE_CREDENTIALS: &[Usual] = &[
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
pub(super) const STACK_SET_ADMINISTRATION: &[Usual] = &[
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
pub(super) const STACK_SET_EXECUTION: &[Usual] = &[
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
pub(super) const COGNITO: &[Usual] = &[
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

/// `Invalid principal in policy: "AWS":"…"`
pub(super) const INVALID_AWS: &[Usual] = &[
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
pub(super) const INVALID_SERVICE: &[Usual] = &[
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
pub(super) const INVALID_FEDERATED: &[Usual] = &[
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
pub(super) const INVALID_PRINCIPAL: &[Usual] = &[
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
pub(super) const REFUSED: &[Usual] = &[usual(
    60,
    "The text of the policy is at fault",
    "AWS stops at the first mistake that it meets; `trust-policy check` shows them all, each with its place.",
    ToldBy::Rules(&[]),
    &[VALIDATE],
)];

/// An identity policy where a trust policy belongs, or the other way round.
pub(super) const WRONG_KIND: &[Usual] = &[usual(
    85,
    "A trust policy was given where a permissions policy belongs",
    "This is said of permissions policies (PutRolePolicy, CreatePolicy). A trust policy goes to CreateRole or \
     UpdateAssumeRolePolicy: `assume_role_policy` in Terraform, `AssumeRolePolicyDocument` in CloudFormation.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// The trust policy is too long.
pub(super) const TOO_LONG: &[Usual] = &[usual(
    85,
    "The trust policy is longer than the quota",
    "By default it has at most 2048 characters; the quota \"Role trust policy length\" can be raised to 8192. Statements \
     that differ in their principals only can be one, and `aws:PrincipalOrgID` or `aws:PrincipalArn` stand for many.",
    ToldBy::Rules(&["policy-over-quota"]),
    &[Ask::Quota],
)];

/// A role that only AWS may change.
pub(super) const PROTECTED: &[Usual] = &[usual(
    85,
    "The role belongs to a service or to IAM Identity Center",
    "Roles named `AWSServiceRoleFor…` and `AWSReservedSSO_…` are changed by their owner only: by the service, or by the \
     permission set in IAM Identity Center.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// There is no such role.
pub(super) const ABSENT: &[Usual] = &[
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
pub(super) const EXISTS: &[Usual] = &[usual(
    85,
    "There is a role of this name already",
    "Names are unique in an account whatever their case and path.",
    ToldBy::Nothing,
    &[ROLE],
)];

/// The call itself is wrong, or came at a bad time.
pub(super) const INVALID_VALUE: &[Usual] = &[usual(
    80,
    "A value in the call is not of the form that AWS demands",
    "The message names the value and its limits; no policy was asked.",
    ToldBy::Nothing,
    &[],
)];

pub(super) const TRY_AGAIN: &[Usual] = &[usual(
    80,
    "Something else changed the role at the same time, or IAM had a fault",
    "Try again after a pause.",
    ToldBy::Nothing,
    &[ROLE],
)];

pub(super) const ROOT_USER: &[Usual] = &[usual(
    90,
    "The caller is the root user",
    "The root user cannot assume roles, whatever the policies say. Call as a user or a role.",
    ToldBy::Root,
    &[CALLER],
)];

pub(super) const MFA_CODE: &[Usual] = &[
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
pub(super) const MFA_DEVICE: &[Usual] = &[
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

pub(super) const MFA_HALF: &[Usual] = &[usual(
    88,
    "The call has a serial number without a code, or a code without a serial number",
    "`--serial-number` and `--token-code` belong together; in a profile, `mfa_serial` makes the AWS CLI ask for the code.",
    ToldBy::Nothing,
    &[Ask::MfaDevices, Ask::Configuration],
)];

/// Calls that need the keys of a user.
pub(super) const SESSION_CREDENTIALS: &[Usual] = &[usual(
    88,
    "The call is made with temporary credentials",
    "`GetSessionToken` and `GetFederationToken` take the access keys of a user only. With credentials of a session, assume \
     the role directly; the environment variables of an earlier session may be what is used.",
    ToldBy::Nothing,
    &[CALLER, Ask::Configuration],
)];

/// IAM Identity Center gives no credentials of the role.
pub(super) const UNASSIGNED: &[Usual] = &[
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

pub(super) const NO_REGION: &[Usual] = &[usual(
    85,
    "The program knows no Region",
    "The SDKs call AWS STS in a Region: set `AWS_REGION`, or `region` in the profile. No policy was asked.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];

/// The network, before any policy.
pub(super) const UNREACHABLE: &[Usual] = &[
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

pub(super) const OVER_MAXIMUM: &[Usual] = &[usual(
    88,
    "The session is to last longer than the role allows",
    "The role's maximum session duration is one hour unless somebody raised it (to twelve at most). Ask for less, or raise \
     it. The trust policy is not at fault: it let the caller in.",
    ToldBy::Duration,
    &[ROLE],
)];

pub(super) const OVER_CHAIN: &[Usual] = &[usual(
    88,
    "A role assumes a role: such sessions last one hour at most",
    "That holds whatever the role's maximum is. Ask for 3600 seconds or fewer, or call with credentials that are not of a \
     role.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(super) const IDENTITY_SET: &[Usual] = &[usual(
    88,
    "The caller's session has another source identity already",
    "It cannot be changed down the chain. Pass the same value, or none.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(super) const PACKED: &[Usual] = &[usual(
    85,
    "Session policies and session tags together are too large",
    "Pass fewer or shorter tags, or a shorter session policy. The trust policy is not at fault.",
    ToldBy::Nothing,
    &[],
)];

pub(super) const REGION: &[Usual] = &[usual(
    85,
    "AWS STS is not active in this Region for the role's account",
    "Opt-in Regions have to be enabled in the account; or call another endpoint, such as `--region us-east-1`.",
    ToldBy::Nothing,
    &[Ask::Regions],
)];

pub(super) const EXPIRED: &[Usual] = &[usual(
    88,
    "The caller's own credentials have expired",
    "Sign in again. Neither the role nor its policies are at fault.",
    ToldBy::Nothing,
    &[CALLER],
)];

pub(super) const INVALID_TOKEN: &[Usual] = &[
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

pub(super) const SIGNATURE: &[Usual] = &[usual(
    80,
    "The request is signed wrongly",
    "The secret key, the Region or the service of the signature is wrong, or the clock is.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];

pub(super) const NO_PROVIDER: &[Usual] = &[
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

pub(super) const AUDIENCE: &[Usual] = &[
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

pub(super) const KEYS: &[Usual] = &[usual(
    75,
    "AWS could not read the keys of the identity provider",
    "The issuer's `/.well-known/openid-configuration` and its keys must be reachable from the internet over TLS, quickly, and \
     hold the key of the token.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(super) const THUMBPRINT: &[Usual] = &[usual(
    80,
    "The provider's thumbprint is not that of its certificate",
    "The certificate was renewed by another authority, or the thumbprint was never right.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(super) const BAD_TOKEN: &[Usual] = &[usual(
    75,
    "The token is not one that AWS can read for this call",
    "It is no JWT of an OpenID Connect provider, or the call names a provider id that does not fit.",
    ToldBy::Nothing,
    &[PROVIDERS],
)];

/// The token lies in a file.
pub(super) const TOKEN_FILE: &[Usual] = &[
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
pub(super) const CLAIM: &[Usual] = &[usual(
    85,
    "The token lacks a claim that AWS needs",
    "The message names the claim; whoever issues the token has to put it in. In Kubernetes the audience is a setting of the \
     projected service account token.",
    ToldBy::Nothing,
    &[PROVIDER],
)];

pub(super) const TOKEN_EXPIRED: &[Usual] = &[usual(
    88,
    "The identity provider's token has expired",
    "Fetch a new one right before the call. AWS allows five minutes for clocks that differ.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(super) const IDP: &[Usual] = &[usual(
    75,
    "The identity provider refused the token, or did not answer",
    "The message of the identity provider tells more; try again when it did not answer.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(super) const NO_ID_TOKEN: &[Usual] = &[
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

/// A program found no credentials to call with.
pub(super) const NO_CREDENTIALS: &[Usual] = &[
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
pub(super) const PROFILE: &[Usual] = &[usual(
    85,
    "The profile does not say whose credentials assume the role",
    "A profile with `role_arn` needs `source_profile`, the name of another profile that has credentials, or \
     `credential_source`: `Ec2InstanceMetadata`, `EcsContainer` or `Environment`. No policy was asked.",
    ToldBy::Nothing,
    &[Ask::Configuration],
)];

/// A service-linked role that is not there.
pub(super) const SERVICE_LINKED: &[Usual] = &[
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
pub(super) const SERVICE_LINKED_DENIED: &[Usual] = &[
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

pub(super) const WRAPPED: &[Usual] = &[usual(
    55,
    "The reason stands behind this message",
    "This is what the program says; AWS's own reply follows it or stands further up in the log.",
    ToldBy::Nothing,
    &[Ask::Events],
)];

pub(super) const ROLE_ARN: &[Usual] = &[usual(
    80,
    "What was given is not the ARN of a role",
    "An empty variable, a blank, the ARN of something else, or the ARN of another partition.",
    ToldBy::Nothing,
    &[ROLE],
)];

pub(super) const SWITCH_ROLE: &[Usual] = &[
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

pub(super) const ASSERTION: &[Usual] = &[usual(
    80,
    "An attribute of the SAML assertion is missing or has a wrong form",
    "`Role` holds `ROLE-ARN,PROVIDER-ARN`, `RoleSessionName` 2 to 64 letters, digits or `+=,.@-_`; the assertion needs a \
     NameID. Look at the assertion in the browser's developer tools.",
    ToldBy::Nothing,
    &[Ask::SamlProviders],
)];

/// The assertion does not offer the role.
pub(super) const NOT_OFFERED: &[Usual] = &[usual(
    80,
    "The SAML assertion does not offer the role",
    "The identity provider decides which roles a person may have: the attribute `Role` of the assertion holds \
     `ROLE-ARN,PROVIDER-ARN`, letter by letter. Look at the assertion, and at the groups of the person.",
    ToldBy::Nothing,
    &[Ask::SamlProviders],
)];

/// The assertion is too old.
pub(super) const ASSERTION_LATE: &[Usual] = &[usual(
    85,
    "The SAML assertion came too late",
    "An assertion counts for some minutes after it was issued. Sign in again, and call at once; or a clock is wrong.",
    ToldBy::Nothing,
    &[],
)];

/// The SAML provider of the assertion is not there.
pub(super) const NO_SAML_PROVIDER: &[Usual] = &[usual(
    80,
    "The role's account has no such SAML provider",
    "`Role` in the assertion holds `ROLE-ARN,PROVIDER-ARN`; both are of one account, and names are case-sensitive.",
    ToldBy::Provider,
    &[Ask::SamlProviders],
)];

pub(super) const METADATA: &[Usual] = &[usual(
    80,
    "The metadata in the IAM provider are not those of the identity provider",
    "Its certificate or its name has changed: download the metadata again, and update the provider in IAM.",
    ToldBy::Nothing,
    &[SAML_PROVIDER],
)];

pub(super) const ENCODED: &[Usual] = &[usual(
    60,
    "The details are encoded",
    "AWS tells which policy decided to those only who may decode it: `sts:DecodeAuthorizationMessage` is needed.",
    ToldBy::Nothing,
    &[DECODE],
)];

pub(super) const TERRAFORM_STRING: &[Usual] = &[usual(
    85,
    "An object was given where Terraform wants the text of the policy",
    "Write `jsonencode({…})` around the object, or take the attribute `json` of the `aws_iam_policy_document`.",
    ToldBy::Nothing,
    &[],
)];

/// Terraform read the text before AWS did.
pub(super) const TERRAFORM_JSON: &[Usual] = &[usual(
    85,
    "The text of the policy is not JSON when Terraform reads it",
    "Nothing may stand before the opening brace, not even blanks: `<<-EOF` takes the indentation of a heredoc away. \
     `jsonencode({…})` or an `aws_iam_policy_document` cannot go wrong that way.",
    ToldBy::Rules(&[]),
    &[],
)];
