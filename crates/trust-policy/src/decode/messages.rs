//! The messages: one table.
//!
//! `<name>` is a place. Words that were never seen in AWS's own replies or documentation serve to recognise what was
//! pasted; nothing here is ever printed as AWS's words.
//!
//! Sources: the IAM User Guide ("Troubleshooting IAM"), the API models of IAM and AWS STS, and recorded replies.

use super::usual::{self, Usual};

/// A message that AWS, or a tool in front of it, gives about roles.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) text: &'static str,
    /// Empty where there is none, or none is known.
    pub(super) code: &'static str,
    /// Who says it.
    pub(super) api: &'static [&'static str],
    /// What it means, in a sentence.
    pub(super) meaning: &'static str,
    pub(super) causes: &'static [Usual],
    /// Who could not assume the role, where the message itself tells.
    pub(super) service: Option<&'static str>,
    /// How much more than the words it takes to be sure.
    pub(super) proof: Proof,
}

/// Whether a message can be taken for ordinary words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nobody else says so.
    Itself,
    /// Others may say so: it stands alone, or something of AWS stands beside it.
    Company,
    /// A tool says so in front of AWS's own words, which count more.
    Wrapper,
    /// It says something only beside the name of an API of AWS STS.
    Api,
}

const SAVING: &[&str] = &["iam:CreateRole", "iam:UpdateAssumeRolePolicy"];
const CREATE: &[&str] = &["iam:CreateRole"];
const ROLE: &[&str] = &["iam:GetRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:DeleteRole"];
const ASSUME: &[&str] = &["sts:AssumeRole"];
const WEB: &[&str] = &["sts:AssumeRoleWithWebIdentity"];
const SAML: &[&str] = &["sts:AssumeRoleWithSAML"];
const STS: &[&str] = &["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];
const NOBODY: &[&str] = &[];

const MALFORMED: &str = "MalformedPolicyDocument";
const DENIED: &str = "AccessDenied";
const IDENTITY_TOKEN: &str = "InvalidIdentityToken";
const VALIDATION: &str = "ValidationError";

const fn message(
    text: &'static str,
    code: &'static str,
    api: &'static [&'static str],
    meaning: &'static str,
    causes: &'static [Usual],
) -> Message {
    Message { text, code, api, meaning, causes, service: None, proof: Proof::Itself }
}

impl Message {
    const fn with_proof(self, proof: Proof) -> Self {
        Self { proof, ..self }
    }
}

/// A refusal of the text of a trust policy.
const fn refusal(text: &'static str, meaning: &'static str) -> Message {
    message(text, MALFORMED, SAVING, meaning, usual::REFUSED).with_proof(Proof::Company)
}

/// A program that found nothing to call with.
const fn no_credentials(text: &'static str) -> Message {
    message(text, "", NOBODY, "The program has no credentials to call AWS with.", usual::NO_CREDENTIALS)
}

/// A call that did not reach AWS STS.
const fn unreachable(text: &'static str) -> Message {
    message(text, "", NOBODY, "AWS STS was not reached: no policy was asked.", usual::UNREACHABLE)
}

/// A service that could not assume a role.
const fn service(text: &'static str, code: &'static str, service: &'static str) -> Message {
    let service = if service.is_empty() { None } else { Some(service) };
    let meaning = "An AWS service could not assume the role that it was given.";
    Message { text, code, api: ASSUME, meaning, causes: usual::SERVICE, service, proof: Proof::Itself }
}

pub(super) const NOT_ALLOWED: &str = "AWS STS does not let the caller assume the role; it does not say why.";

/// Every message, the most general of an API first.
pub(super) const MESSAGES: &[Message] = &[
    // sts:AssumeRole
    message(
        "User: <principal> is not authorized to perform: <action> on resource: <resource>",
        DENIED,
        ASSUME,
        NOT_ALLOWED,
        usual::ASSUME_ROLE,
    ),
    // IAM's own form, without an ARN.
    message(
        "User: <principal> is not authorized to perform: <action> on resource: role <resource>",
        DENIED,
        ASSUME,
        NOT_ALLOWED,
        usual::ASSUME_ROLE,
    ),
    message(
        "User: <principal> is not authorized to perform: <action>",
        DENIED,
        ASSUME,
        NOT_ALLOWED,
        usual::ASSUME_ROLE,
    ),
    // The form of old, and of services that hide who calls.
    message("Not authorized to perform sts:AssumeRole", DENIED, ASSUME, NOT_ALLOWED, usual::ASSUME_ROLE),
    // sts:AssumeRoleWithWebIdentity
    message(
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        DENIED,
        WEB,
        "AWS STS read the token, but the role does not let it in; AWS does not say why.",
        usual::WEB_IDENTITY,
    ),
    // sts:AssumeRoleWithSAML
    message(
        "Not authorized to perform sts:AssumeRoleWithSAML",
        DENIED,
        SAML,
        "AWS STS read the assertion, but the role does not let it in; AWS does not say why.",
        usual::SAML,
    ),
    // Saving: what AWS says of the text.
    refusal("This policy contains invalid Json", "The text of the policy is not JSON."),
    refusal("The policy must contain a valid version string", "`Version` is neither 2012-10-17 nor 2008-10-17."),
    refusal("Could not parse the policy: Statement is empty!", "The policy has no statement."),
    refusal("The Statement Ids in the policy are not unique", "Two statements have the same `Sid`."),
    refusal("Statement IDs (SID) must be alpha-numeric", "A `Sid` has other characters than letters and digits."),
    refusal("Missing required field Effect", "A statement has no `Effect`."),
    refusal("Invalid effect: <value>", "`Effect` is neither `Allow` nor `Deny`."),
    refusal("Missing required field Principal", "A statement names nobody."),
    refusal("Missing required field Principal cannot be empty!", "A statement names nobody."),
    refusal("Missing required field Action", "A statement has no `Action`."),
    refusal("AssumeRolepolicy contained an invalid principal: <value>", "A principal is not one that can be trusted."),
    refusal("Principal must be a JSON object.", "`Principal` is not an object."),
    message(
        "Invalid principal in policy: \"AWS\":\"<value>\"",
        MALFORMED,
        SAVING,
        "AWS looked the principal up and found nobody.",
        usual::INVALID_AWS,
    ),
    message(
        "Invalid principal in policy: \"SERVICE\":\"<value>\"",
        MALFORMED,
        SAVING,
        "AWS knows no service principal of this name.",
        usual::INVALID_SERVICE,
    ),
    message(
        "Invalid principal in policy: \"FEDERATED\":\"<value>\"",
        MALFORMED,
        SAVING,
        "AWS knows no identity provider of this name.",
        usual::INVALID_FEDERATED,
    ),
    message(
        "Invalid principal in policy",
        MALFORMED,
        SAVING,
        "AWS does not know one of the principals, or not in this form; it does not say which.",
        usual::INVALID_PRINCIPAL,
    )
    .with_proof(Proof::Company),
    message(
        "Federated principals must be valid domain names or SAML metadata ARNs",
        MALFORMED,
        SAVING,
        "What stands under `Federated` is not an identity provider.",
        usual::INVALID_FEDERATED,
    ),
    refusal(
        "AssumeRole policy may only specify STS AssumeRole actions",
        "A statement has an action that does not belong into a trust policy.",
    ),
    refusal(
        "Trust Policy statement actions can only be sts:AssumeRole",
        "A statement has an action that does not belong into a trust policy.",
    ),
    refusal(
        "Has prohibited field Resource",
        "A statement has a `Resource`; in a trust policy that is the role itself.",
    ),
    refusal("AssumeRole policy must not contain resources", "A statement has a `Resource` or `NotResource`."),
    refusal("Allow with NotPrincipal is not allowed", "A trust policy has no `NotPrincipal`."),
    refusal("AssumeRole policy must not contain NotPrincipal field", "A trust policy has no `NotPrincipal`."),
    refusal(
        "A condition block must be present for the Cognito provider",
        "Amazon Cognito is trusted without saying which identity pool.",
    ),
    refusal("Syntax error in policy.", "A statement is not of the form that AWS demands."),
    refusal("Syntax errors in policy.", "A statement is not of the form that AWS demands."),
    refusal("The policy failed legacy parsing", "The text is not a policy that AWS can read."),
    message(
        "Policy document should not specify a principal",
        MALFORMED,
        &["iam:PutRolePolicy", "iam:CreatePolicy"],
        "A permissions policy names a principal, which only trust policies do.",
        usual::WRONG_KIND,
    ),
    message(
        "Has prohibited field Principal",
        MALFORMED,
        &["iam:PutRolePolicy", "iam:CreatePolicy"],
        "A permissions policy names a principal, which only trust policies do.",
        usual::WRONG_KIND,
    ),
    message(
        "Cannot exceed quota for ACLSizePerRole: <value>",
        "LimitExceeded",
        SAVING,
        "The trust policy is too long.",
        usual::TOO_LONG,
    ),
    message(
        "Value at 'assumeRolePolicyDocument' failed to satisfy constraint",
        VALIDATION,
        CREATE,
        "The text of the trust policy is not of a length that AWS reads.",
        usual::TOO_LONG,
    ),
    message(
        "Value at 'policyDocument' failed to satisfy constraint",
        VALIDATION,
        &["iam:UpdateAssumeRolePolicy"],
        "The text of the trust policy is not of a length that AWS reads.",
        usual::TOO_LONG,
    ),
    // Saving: what AWS says of the role.
    message(
        "The specified value for roleName is invalid",
        VALIDATION,
        SAVING,
        "The name of the role has characters that AWS does not take.",
        usual::INVALID_VALUE,
    ),
    message(
        "The specified value for path is invalid",
        VALIDATION,
        CREATE,
        "The path of the role does not begin and end with a slash.",
        usual::INVALID_VALUE,
    ),
    message(
        "'maxSessionDuration' failed to satisfy constraint",
        VALIDATION,
        &["iam:CreateRole", "iam:UpdateRole"],
        "The maximum session duration is not between 3600 and 43200 seconds.",
        usual::INVALID_VALUE,
    ),
    message(
        "The role with name <resource> cannot be found",
        "NoSuchEntity",
        ROLE,
        "The account has no role of this name.",
        usual::ABSENT,
    ),
    message(
        "Role with name <resource> already exists",
        "EntityAlreadyExists",
        CREATE,
        "The account has a role of this name.",
        usual::EXISTS,
    ),
    message(
        "Cannot perform the operation on the protected role '<resource>'",
        "UnmodifiableEntity",
        &["iam:UpdateAssumeRolePolicy"],
        "Only AWS may change this role.",
        usual::PROTECTED,
    ),
    // sts:AssumeRole, further.
    message(
        "Roles may not be assumed by root accounts",
        DENIED,
        ASSUME,
        "The root user tried to assume a role.",
        usual::ROOT_USER,
    ),
    message(
        "MultiFactorAuthentication failed with invalid MFA one time pass code",
        DENIED,
        ASSUME,
        "The MFA code did not fit.",
        usual::MFA_CODE,
    ),
    message(
        "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code",
        DENIED,
        ASSUME,
        "The call has half of what MFA needs.",
        usual::MFA_HALF,
    ),
    message(
        "MultiFactorAuthentication failed, unable to validate MFA code",
        DENIED,
        ASSUME,
        "The MFA code does not fit the device.",
        usual::MFA_DEVICE,
    ),
    message(
        "Cannot call GetSessionToken with session credentials",
        DENIED,
        &["sts:GetSessionToken"],
        "The call needs the access keys of a user.",
        usual::SESSION_CREDENTIALS,
    ),
    message(
        "Cannot call GetFederationToken with session credentials",
        DENIED,
        &["sts:GetFederationToken"],
        "The call needs the access keys of a user.",
        usual::SESSION_CREDENTIALS,
    ),
    message(
        "DurationSeconds exceeds the MaxSessionDuration set for this role",
        VALIDATION,
        STS,
        "The session would last longer than the role allows.",
        usual::OVER_MAXIMUM,
    ),
    message(
        "Requested DurationSeconds exceeds MaxSessionDuration set for this role",
        VALIDATION,
        SAML,
        "The session would last longer than the role allows.",
        usual::OVER_MAXIMUM,
    ),
    message(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        VALIDATION,
        ASSUME,
        "A role that another role assumes lasts one hour at most.",
        usual::OVER_CHAIN,
    ),
    message(
        "at 'durationSeconds' failed to satisfy constraint",
        VALIDATION,
        STS,
        "The duration is not between 900 and 43200 seconds.",
        usual::INVALID_VALUE,
    ),
    message(
        "The source identity is already set for this assume role session",
        VALIDATION,
        ASSUME,
        "A source identity cannot be changed down the chain.",
        usual::IDENTITY_SET,
    ),
    message(
        "at 'roleSessionName' failed to satisfy constraint",
        VALIDATION,
        STS,
        "The session name has characters or a length that AWS does not take.",
        usual::INVALID_VALUE,
    ),
    message(
        "at 'externalId' failed to satisfy constraint",
        VALIDATION,
        ASSUME,
        "The external id has characters or a length that AWS does not take.",
        usual::INVALID_VALUE,
    ),
    message(
        "at 'roleArn' failed to satisfy constraint",
        VALIDATION,
        STS,
        "What was given is not the ARN of a role.",
        usual::ROLE_ARN,
    ),
    message("Request ARN is invalid", VALIDATION, STS, "What was given is not the ARN of a role.", usual::ROLE_ARN),
    message("arn:<value> is invalid", VALIDATION, STS, "What was given is not the ARN of a role.", usual::ROLE_ARN)
        .with_proof(Proof::Api),
    message("RoleArn is not valid", VALIDATION, STS, "What was given is not the ARN of a role.", usual::ROLE_ARN)
        .with_proof(Proof::Company),
    message(
        "Parameter validation failed: <value> for parameter RoleArn",
        "",
        STS,
        "The program did not send the call: it has no ARN of a role.",
        usual::ROLE_ARN,
    ),
    message(
        "Parameter validation failed: Missing required parameter in input: RoleArn",
        "",
        STS,
        "The program did not send the call: it has no ARN of a role.",
        usual::ROLE_ARN,
    ),
    message(
        "Parameter validation failed: <value> for parameter RoleSessionName",
        "",
        STS,
        "The program did not send the call: the session name is not one that AWS takes.",
        usual::INVALID_VALUE,
    ),
    message(
        "Parameter validation failed: Missing required parameter in input: RoleSessionName",
        "",
        STS,
        "The program did not send the call: the session name is missing.",
        usual::INVALID_VALUE,
    ),
    message("missing value for decimal type", "MalformedInput", STS, "A number is none.", usual::INVALID_VALUE)
        .with_proof(Proof::Company),
    message(
        "STS is not activated in this region for account",
        "RegionDisabledException",
        STS,
        "The account does not use AWS STS in this Region.",
        usual::REGION,
    ),
    message(
        "The security token included in the request is expired",
        "ExpiredToken",
        NOBODY,
        "The caller's credentials are no longer valid.",
        usual::EXPIRED,
    ),
    message(
        "The security token included in the request is invalid",
        "InvalidClientTokenId",
        NOBODY,
        "AWS does not know the caller's credentials.",
        usual::INVALID_TOKEN,
    ),
    message(
        "Credential should be scoped to a valid region",
        "SignatureDoesNotMatch",
        NOBODY,
        "The request is signed for another Region or service.",
        usual::SIGNATURE,
    ),
    message("Signature expired: <value> is now earlier than", "SignatureDoesNotMatch", NOBODY, "The request came too late, or the clock is wrong.", usual::SIGNATURE),
    message("Signature not yet current: <value> is still later than", "SignatureDoesNotMatch", NOBODY, "The request came too early: the clock is wrong.", usual::SIGNATURE),
    message(
        "The request signature we calculated does not match the signature you provided",
        "SignatureDoesNotMatch",
        NOBODY,
        "The request is signed wrongly.",
        usual::SIGNATURE,
    ),
    message(
        "Invalid information in one or more fields. Check your information or contact your administrator",
        "",
        ASSUME,
        "The console could not switch to the role; it does not say why.",
        usual::SWITCH_ROLE,
    ),
    message(
        "Could not switch roles using the provided information. Please check the information and try again",
        "",
        ASSUME,
        "The console could not switch to the role; it does not say why.",
        usual::SWITCH_ROLE,
    ),
    message(
        "Encoded authorization failure message: <encoded>",
        "UnauthorizedOperation",
        NOBODY,
        "AWS denied the call, and encoded the reason.",
        usual::ENCODED,
    ),
    // sts:AssumeRoleWithWebIdentity, further.
    message(
        "No OpenIDConnect provider found in your account for <issuer>",
        IDENTITY_TOKEN,
        WEB,
        "The role's account has no identity provider for the issuer of the token.",
        usual::NO_PROVIDER,
    ),
    message(
        "Incorrect token audience",
        IDENTITY_TOKEN,
        WEB,
        "The token is for somebody that the identity provider in IAM does not list.",
        usual::AUDIENCE,
    ),
    message(
        "Couldn't retrieve verification key from your identity provider",
        IDENTITY_TOKEN,
        WEB,
        "AWS could not check the signature of the token.",
        usual::KEYS,
    ),
    message(
        "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
        IDENTITY_TOKEN,
        WEB,
        "AWS does not trust the certificate of the identity provider.",
        usual::THUMBPRINT,
    ),
    message(
        "Provided Token is not a Login With Amazon token",
        IDENTITY_TOKEN,
        WEB,
        "AWS took the token for one of Login with Amazon.",
        usual::BAD_TOKEN,
    ),
    message(
        "The ID Token provided is not a valid JWT",
        IDENTITY_TOKEN,
        WEB,
        "AWS could not read the token.",
        usual::BAD_TOKEN,
    ),
    message(
        "Token expired: current date/time",
        "ExpiredTokenException",
        WEB,
        "The token is too old.",
        usual::TOKEN_EXPIRED,
    ),
    message(
        "Missing a required claim: <value>",
        IDENTITY_TOKEN,
        WEB,
        "The token lacks a claim.",
        usual::CLAIM,
    )
    .with_proof(Proof::Company),
    message("IDPRejectedClaim", "IDPRejectedClaim", WEB, "The identity provider refused the token.", usual::IDP),
    message("IDPCommunicationError", "IDPCommunicationError", WEB, "The identity provider did not answer.", usual::IDP),
    message(
        "Could not assume role with OIDC",
        "",
        WEB,
        "The workflow could not exchange its token for a session of the role.",
        usual::WRAPPED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "Credentials could not be loaded, please check your action inputs",
        "",
        NOBODY,
        "The workflow found no credentials, and no token to get some.",
        usual::NO_ID_TOKEN,
    )
    .with_proof(Proof::Wrapper),
    message(
        "WebIdentityErr: failed to retrieve credentials",
        "",
        WEB,
        "The program could not exchange its token for a session of the role.",
        usual::WRAPPED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "cannot be assumed. There are a number of possible causes of this - the most common are: * The credentials used in \
         order to assume the role are invalid * The credentials do not have appropriate permission to assume the role * The \
         role ARN is not valid",
        "",
        ASSUME,
        "Terraform could not assume the role.",
        usual::WRAPPED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "Error calling AssumeRole for role <resource>",
        "",
        ASSUME,
        "The program could not assume the role.",
        usual::WRAPPED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "NoCredentialProviders: no valid providers in chain",
        "",
        NOBODY,
        "The program has no credentials to call AWS with.",
        usual::NO_CREDENTIALS,
    ),
    message(
        "No valid credential sources found",
        "",
        NOBODY,
        "The program has no credentials to call AWS with.",
        usual::NO_CREDENTIALS,
    )
    .with_proof(Proof::Company),
    message(
        "Unable to locate credentials. You can configure credentials by running",
        "",
        NOBODY,
        "The program has no credentials to call AWS with.",
        usual::NO_CREDENTIALS,
    ),
    message(
        "failed to refresh cached credentials, no EC2 IMDS role found",
        "",
        NOBODY,
        "The program has no credentials to call AWS with.",
        usual::NO_CREDENTIALS,
    ),
    message(
        "Did you mean to set the id-token permission",
        "",
        WEB,
        "The workflow has no token to assume a role with.",
        usual::NO_ID_TOKEN,
    ),
    message(
        "Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
        "",
        WEB,
        "The workflow has no token to assume a role with.",
        usual::NO_ID_TOKEN,
    ),
    message(
        "Failed to assume role with OIDC",
        "",
        WEB,
        "The pipeline could not exchange its token for a session of the role.",
        usual::WRAPPED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "eks.amazonaws.com/serviceaccount/token: permission denied",
        "",
        WEB,
        "The program could not read its token.",
        usual::TOKEN_FILE,
    ),
    message(
        "Permission denied: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'",
        "",
        WEB,
        "The program could not read its token.",
        usual::TOKEN_FILE,
    ),
    message(
        "eks.amazonaws.com/serviceaccount/token: no such file or directory",
        "",
        WEB,
        "The program could not read its token.",
        usual::TOKEN_FILE,
    ),
    message(
        "No such file or directory: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'",
        "",
        WEB,
        "The program could not read its token.",
        usual::TOKEN_FILE,
    ),
    no_credentials("No valid credential sources for Terraform AWS Provider found"),
    no_credentials("NoCredentialsError: Unable to locate credentials"),
    no_credentials("CredentialsProviderError: Could not load credentials from any providers"),
    no_credentials("Unable to load credentials from any of the providers in the chain"),
    no_credentials("Unable to load AWS credentials from any provider in the chain"),
    // The profiles of the AWS CLI and the SDKs, and IAM Identity Center.
    message(
        "Partial credentials found in assume-role, missing: source_profile or credential_source",
        "",
        ASSUME,
        "The program did not call AWS: the profile is incomplete.",
        usual::PROFILE,
    ),
    message(
        "Infinite loop in credential configuration detected",
        "",
        ASSUME,
        "The program did not call AWS: profiles refer to each other.",
        usual::PROFILE,
    ),
    message(
        "The source_profile \"<value>\" referenced in the profile",
        "",
        ASSUME,
        "The program did not call AWS: a profile refers to one that is not there.",
        usual::PROFILE,
    ),
    message(
        "Error when retrieving token from sso: Token has expired and refresh failed",
        "",
        NOBODY,
        "The sign-in to IAM Identity Center has expired.",
        usual::EXPIRED,
    ),
    message(
        "The SSO session associated with this profile has expired or is otherwise invalid",
        "",
        NOBODY,
        "The sign-in to IAM Identity Center has expired.",
        usual::EXPIRED,
    ),
    message(
        "GetRoleCredentials operation: Session token not found or invalid",
        "UnauthorizedException",
        &["sso:GetRoleCredentials"],
        "The sign-in to IAM Identity Center has expired.",
        usual::EXPIRED,
    ),
    message(
        "GetRoleCredentials operation: No access",
        "ForbiddenException",
        &["sso:GetRoleCredentials"],
        "IAM Identity Center gives this person no credentials of the role.",
        usual::UNASSIGNED,
    ),
    message(
        "refresh cached SSO token failed",
        "",
        NOBODY,
        "The sign-in to IAM Identity Center has expired.",
        usual::EXPIRED,
    ),
    message(
        "Error loading SSO Token: Token for <value> does not exist",
        "",
        NOBODY,
        "Nobody is signed in to IAM Identity Center.",
        usual::EXPIRED,
    ),
    message(
        "sso.model.ForbiddenException: No access",
        "ForbiddenException",
        &["sso:GetRoleCredentials"],
        "IAM Identity Center gives this person no credentials of the role.",
        usual::UNASSIGNED,
    ),
    message(
        "GetRoleCredentials, <value> ForbiddenException: No access",
        "ForbiddenException",
        &["sso:GetRoleCredentials"],
        "IAM Identity Center gives this person no credentials of the role.",
        usual::UNASSIGNED,
    ),
    // The way to AWS STS.
    message(
        "operation error STS: <value> an AWS region is required, but was not found",
        "",
        NOBODY,
        "The program did not call AWS: it does not know where AWS STS is.",
        usual::NO_REGION,
    ),
    unreachable("Connect timeout on endpoint URL: https://sts."),
    unreachable("Read timeout on endpoint URL: https://sts."),
    unreachable("Could not connect to the endpoint URL: https://sts."),
    unreachable("Post https://sts.<value> dial tcp"),
    unreachable("Post https://sts.<value> context deadline exceeded"),
    unreachable("Post https://sts.<value> i/o timeout"),
    unreachable("Post https://sts.<value> x509:"),
    unreachable("Unable to execute HTTP request: sts."),
    unreachable("Unable to execute HTTP request: Connect to sts."),
    unreachable("getaddrinfo ENOTFOUND sts."),
    // sts:AssumeRoleWithSAML, further.
    message(
        "Your request included an invalid SAML response",
        "",
        SAML,
        "AWS could not use the assertion.",
        usual::ASSERTION,
    ),
    message(
        "RoleSessionName is required in AuthnResponse",
        IDENTITY_TOKEN,
        SAML,
        "The assertion has no session name.",
        usual::ASSERTION,
    ),
    message(
        "RoleSessionName in AuthnResponse must match",
        IDENTITY_TOKEN,
        SAML,
        "The session name in the assertion has a wrong form.",
        usual::ASSERTION,
    ),
    message(
        "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64}",
        IDENTITY_TOKEN,
        SAML,
        "The source identity in the assertion has a wrong form.",
        usual::ASSERTION,
    ),
    message(
        "Response signature invalid",
        IDENTITY_TOKEN,
        SAML,
        "The assertion is not signed by the key that IAM knows.",
        usual::METADATA,
    )
    .with_proof(Proof::Company),
    message(
        "Issuer not present in specified provider",
        "AuthSamlInvalidSamlResponseException",
        SAML,
        "The assertion is of another issuer than the provider in IAM.",
        usual::METADATA,
    ),
    message("Could not parse metadata", "", SAML, "AWS cannot read the provider's metadata.", usual::METADATA)
        .with_proof(Proof::Company),
    message(
        "Specified provider doesn't exist",
        "",
        SAML,
        "The role's account has no such SAML provider.",
        usual::NO_SAML_PROVIDER,
    )
    .with_proof(Proof::Company),
    message(
        "SAML Assertion doesn't contain the requested Role and Metadata provider in the attributes",
        IDENTITY_TOKEN,
        SAML,
        "The assertion does not offer the role.",
        usual::NOT_OFFERED,
    ),
    message(
        "RoleArn not found in saml assertion",
        "",
        SAML,
        "The assertion does not offer the role.",
        usual::NOT_OFFERED,
    ),
    message(
        "Please check whether you are permitted to assume the given role for the AWS service",
        "",
        SAML,
        "The assertion does not offer the role.",
        usual::NOT_OFFERED,
    )
    .with_proof(Proof::Wrapper),
    message(
        "Token must be redeemed within 5 minutes of issuance",
        "ExpiredTokenException",
        SAML,
        "The assertion is too old.",
        usual::ASSERTION_LATE,
    )
    .with_proof(Proof::Company),
    message(
        "Response does not contain the required audience",
        IDENTITY_TOKEN,
        SAML,
        "The assertion is for another audience.",
        usual::ASSERTION,
    ),
    // Services.
    service(
        "The role defined for the function cannot be assumed by Lambda",
        "InvalidParameterValueException",
        "lambda.amazonaws.com",
    ),
    service("ECS was unable to assume the role '<resource>'", "", "ecs-tasks.amazonaws.com"),
    service(
        "CodeBuild is not authorized to perform: sts:AssumeRole on <resource>",
        "InvalidInputException",
        "codebuild.amazonaws.com",
    ),
    service(
        "CodeBuild is not authorized to perform: sts:AssumeRole on service role",
        "InvalidInputException",
        "codebuild.amazonaws.com",
    ),
    service(
        "CodePipeline is not authorized to perform AssumeRole on role <resource>",
        "InvalidStructureException",
        "codepipeline.amazonaws.com",
    ),
    message(
        "arn:<principal> is not authorized to perform AssumeRole on role <resource>",
        "InvalidStructureException",
        ASSUME,
        "A role could not assume another one.",
        usual::ASSUME_ROLE,
    ),
    // The same, with the caller blotted out.
    message(
        "is not authorized to perform AssumeRole on role <resource>",
        "InvalidStructureException",
        ASSUME,
        "A role could not assume another one.",
        usual::ASSUME_ROLE,
    ),
    service("AssumeRoleUnauthorizedAccess", "AssumeRoleUnauthorizedAccess", "ec2.amazonaws.com"),
    service("EC2 cannot assume the role <resource>", "", "ec2.amazonaws.com").with_proof(Proof::Company),
    service("Role <resource> is invalid or cannot be assumed", VALIDATION, "cloudformation.amazonaws.com")
        .with_proof(Proof::Company),
    service("CloudWatch Logs role ARN must be set in account settings", "", "apigateway.amazonaws.com"),
    service("The role ARN does not have required permissions", "", "apigateway.amazonaws.com")
        .with_proof(Proof::Company),
    service(
        "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume",
        "AccessDeniedException",
        "states.amazonaws.com",
    ),
    service(
        "The execution role you provide must allow AWS EventBridge Scheduler to assume the role",
        "ValidationException",
        "scheduler.amazonaws.com",
    ),
    service(
        "Service is unable to assume role <resource>. Please verify role's TrustPolicy",
        "InvalidInputException",
        "glue.amazonaws.com",
    ),
    service("Service is unable to assume role", "InvalidInputException", "glue.amazonaws.com").with_proof(Proof::Company),
    service(
        "AWS IoT (<service>) is unable to assume role (sts:AssumeRole) on resource: <resource>",
        "InvalidRequestException",
        "",
    ),
    service(
        "Role with arn: <resource> could not be assumed because it does not exist or the trusted entity is not correct",
        "InvalidParameterException",
        "eks.amazonaws.com",
    ),
    service(
        "Following required service principals [<service>] were not found in the trust relationships of nodeRole <resource>",
        "InvalidParameterException",
        "",
    ),
    service(
        "Misconfigured PodExecutionRole Trust Policy; Please add the <service> Service Principal",
        "InvalidParameterException",
        "",
    ),
    service(
        "Role does not have a trust relationship allowing Cognito to assume the role",
        "InvalidSmsRoleTrustRelationshipException",
        "cognito-idp.amazonaws.com",
    ),
    service("API Gateway does not have permission to assume the provided role <resource>", "", "apigateway.amazonaws.com"),
    service("API Gateway does not have permission to assume the provided role", "", "apigateway.amazonaws.com"),
    service(
        "API Gateway doesn't have permissions to assume the IAM role configured on the integration",
        "",
        "apigateway.amazonaws.com",
    ),
    service(
        "IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING",
        "InvalidParameterValue",
        "monitoring.rds.amazonaws.com",
    ),
    service(
        "Access denied. Check the trust relationships for your role",
        "InvalidCloudWatchLogsRoleArnException",
        "cloudtrail.amazonaws.com",
    )
    .with_proof(Proof::Company),
    service("The defined assume role is unable to be assumed", "", "ssm.amazonaws.com"),
    service(
        "AWS CodeDeploy does not have the permissions required to assume the role <resource>",
        "InvalidRoleException",
        "codedeploy.amazonaws.com",
    ),
    service("Unable to assume role. Reason: Access denied when calling sts:AssumeRole", "", "datasync.amazonaws.com"),
    service("AWS Config does not have permission to assume the IAM role", DENIED, "config.amazonaws.com"),
    service("IAM Role <resource> cannot be assumed by AWS Backup", "", "backup.amazonaws.com"),
    service("The provided execution role cannot be assumed", "ValidationException", "").with_proof(Proof::Company),
    message(
        "Unable to assume the service linked role. Please verify that the ECS service linked role exists",
        "InvalidParameterException",
        NOBODY,
        "The account has no service-linked role for the service.",
        usual::SERVICE_LINKED,
    ),
    message(
        "Cross-account pass role is not allowed",
        "",
        &["iam:PassRole"],
        "A service does not take the role of another account.",
        usual::PASS_ROLE_ACROSS,
    ),
    message(
        "operation: Role is not valid",
        "ClientException",
        NOBODY,
        "What was given is not the ARN of a role of this account.",
        usual::ROLE_ARN,
    )
    .with_proof(Proof::Company),
    // IAM Roles Anywhere.
    message(
        "Untrusted signing certificate",
        "AccessDeniedException",
        &["rolesanywhere:CreateSession"],
        "IAM Roles Anywhere does not trust the certificate.",
        usual::CERTIFICATE,
    )
    .with_proof(Proof::Company),
    message(
        "Untrusted certificate. Insufficient certificate",
        "AccessDeniedException",
        &["rolesanywhere:CreateSession"],
        "IAM Roles Anywhere does not trust the certificate.",
        usual::CERTIFICATE,
    ),
    message(
        "Service Linked Role does not exist",
        "",
        NOBODY,
        "The account has no service-linked role for the service.",
        usual::SERVICE_LINKED,
    )
    .with_proof(Proof::Company),
    message(
        "you must enable a service-linked role to give Amazon",
        "",
        NOBODY,
        "The account has no service-linked role for the service.",
        usual::SERVICE_LINKED,
    )
    .with_proof(Proof::Company),
    message(
        "do not have permission to create the service-linked role",
        "",
        &["iam:CreateServiceLinkedRole"],
        "A service-linked role is missing, and the caller may not have it made.",
        usual::SERVICE_LINKED_DENIED,
    ),
    message(
        "Service role name <resource> has been taken in this account, please try a different suffix",
        "InvalidInput",
        &["iam:CreateServiceLinkedRole"],
        "The account has a role of this name.",
        usual::EXISTS,
    ),
    // Source: https://repost.aws/knowledge-center/cfn-iam-best-practices-stackset-resources
    Message {
        causes: usual::STACK_SET_ADMINISTRATION,
        ..service(
            "should have '<resource>' role with trust relationship to CloudFormation service",
            "",
            "cloudformation.amazonaws.com",
        )
    },
    message(
        "should have '<resource>' role with trust relationship to Role '<value>'",
        "",
        ASSUME,
        "AWS CloudFormation could not assume the role that works in the account.",
        usual::STACK_SET_EXECUTION,
    ),
    service("The IAM Role arn:<resource> is not configured properly", "", "dms.amazonaws.com").with_proof(Proof::Company),
    // Source: "Troubleshooting AWS IoT Greengrass" of its Developer Guide.
    service(
        "Greengrass is not authorized to assume the Service Role associated with this account",
        "",
        "greengrass.amazonaws.com",
    ),
    service("Error in assuming access role <resource>", "InvalidRequestException", "build.apprunner.amazonaws.com"),
    Message {
        causes: usual::SERVICE_CREDENTIALS,
        ..service(
            "The security token included in the request is invalid. Ensure that the provided IAM role associated with firehose \
             is not deleted",
            "InvalidArgumentException",
            "firehose.amazonaws.com",
        )
    },
    Message {
        causes: usual::SERVICE_CREDENTIALS,
        ..service("due to: The security token included in the request is invalid", "InvalidArgumentException", "")
    },
    service("Firehose is unable to assume role <resource>", "", "firehose.amazonaws.com"),
    service("Service is unable to assume provided role. Please verify role's TrustPolicy", "", "glue.amazonaws.com"),
    service(
        "Could not assume role <resource>. Please ensure that the role exists and allows principal '<service>'",
        "",
        "",
    ),
    service("Provided role '<resource>' cannot be assumed by principal '<service>'", "ValidationException", ""),
    service("is not authorized to assume IAM Role <resource>", "", "redshift.amazonaws.com"),
    service("Unable to assume role for <resource>", DENIED, "rolesanywhere.amazonaws.com"),
    service("EKS does not have permissions to assume the associated role", "", "pods.eks.amazonaws.com"),
    service(
        "The service role vmimport provided does not exist or does not have sufficient permissions",
        "InvalidParameter",
        "vmie.amazonaws.com",
    ),
    message(
        "Invalid identity pool configuration. Check assigned IAM roles for this pool",
        "InvalidIdentityPoolConfigurationException",
        WEB,
        "Amazon Cognito could not assume the role of the identity pool.",
        usual::COGNITO,
    ),
    message(
        "Inappropriate value for attribute \"assume_role_policy\": string required",
        "",
        NOBODY,
        "Terraform wants the trust policy as a text.",
        usual::TERRAFORM_STRING,
    ),
    message(
        "\"assume_role_policy\" contains an invalid JSON",
        "",
        NOBODY,
        "Terraform did not ask AWS: the text of the trust policy is not JSON.",
        usual::TERRAFORM_JSON,
    ),
    // Datadog.
    message("Not authorized to perform action sts:AssumeRole", DENIED, ASSUME, NOT_ALLOWED, usual::ASSUME_ROLE),
];

/// Some service could not assume a role, in words that are not known.
pub(super) static BY_SERVICE: Message = service("", "", "");

/// Some program could not assume a role, in words that are not known.
pub(super) static BY_PROGRAM: Message =
    message("", "", ASSUME, "Something could not assume the role; the message does not say why.", usual::ASSUME_ROLE);

/// Words for that, without blanks and quotes.
pub(super) const UNABLE: [&str; 16] = [
    "unabletoassume",
    "cannotassume",
    "cantassume",
    "couldnotassume",
    "couldntassume",
    "failedtoassume",
    "notauthorizedtoassume",
    "permissiontoassume",
    "permissionstoassume",
    "cannotbeassumed",
    "couldnotbeassumed",
    "unabletobeassumed",
    "errorinassuming",
    "accessdeniedwhileassuming",
    "mustbeassumable",
    "unabletoperform:sts:assumerole",
];

/// What a code alone says, where the words are missing or new.
pub(super) const CODES: &[Message] = &[
    message("", DENIED, ASSUME, NOT_ALLOWED, usual::ASSUME_ROLE),
    message("", DENIED, WEB, "AWS STS does not let the token in.", usual::WEB_IDENTITY),
    message("", DENIED, SAML, "AWS STS does not let the assertion in.", usual::SAML),
    message("", MALFORMED, SAVING, "AWS refused the text of the trust policy.", usual::REFUSED),
    message("", MALFORMED, STS, "The session policy in the call is not one that AWS can read.", usual::INVALID_VALUE),
    message("", IDENTITY_TOKEN, WEB, "AWS could not use the token.", usual::BAD_TOKEN),
    message("", IDENTITY_TOKEN, SAML, "AWS could not use the assertion.", usual::ASSERTION),
    message("", "IDPRejectedClaim", WEB, "The identity provider refused the token.", usual::IDP),
    message("", "IDPCommunicationError", WEB, "The identity provider did not answer.", usual::IDP),
    message("", "ExpiredTokenException", WEB, "The token is too old.", usual::TOKEN_EXPIRED),
    message("", "ExpiredToken", STS, "The caller's credentials are no longer valid.", usual::EXPIRED),
    message("", "InvalidClientTokenId", STS, "AWS does not know the caller's credentials.", usual::INVALID_TOKEN),
    message("", "SignatureDoesNotMatch", STS, "The request is signed wrongly.", usual::SIGNATURE),
    message("", "RegionDisabledException", STS, "The account does not use AWS STS in this Region.", usual::REGION),
    message("", "PackedPolicyTooLarge", STS, "Session policies and tags are too large.", usual::PACKED),
    message("", "MalformedInput", STS, "A value in the call cannot be read.", usual::INVALID_VALUE),
    message("", VALIDATION, STS, "A value in the call is not one that AWS takes.", usual::INVALID_VALUE),
    message("", "LimitExceeded", SAVING, "A quota is used up.", usual::TOO_LONG),
    message("", "NoSuchEntity", ROLE, "The account has no such role.", usual::ABSENT),
    message("", "EntityAlreadyExists", CREATE, "The account has a role of this name.", usual::EXISTS),
    message("", "UnmodifiableEntity", SAVING, "Only AWS may change this role.", usual::PROTECTED),
    message("", "ConcurrentModification", SAVING, "The role was changed at the same time.", usual::TRY_AGAIN),
    message("", "ServiceFailure", SAVING, "IAM had a fault.", usual::TRY_AGAIN),
];
