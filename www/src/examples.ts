/**
 * The policies of the examples menu. The first two groups are those of two articles that people find when they search
 * for the error; account numbers are AWS's documentation ones. Data only.
 */

export interface Example {
  /** Says the problem, as a person would. Unique: it is the example's name. */
  readonly title: string;
  readonly text: string;
}

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly Example[];
}

/** A policy with one statement, as the console would write it. */
function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

function allow(principal: object, condition?: object, action: string | string[] = "sts:AssumeRole"): object {
  return {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

const account = "arn:aws:iam::111122223333";
const github = `${account}:oidc-provider/token.actions.githubusercontent.com`;

const refused: readonly Example[] = [
  {
    title: "Wildcard in a user name, and half a service name",
    text: policy(allow({ AWS: `${account}:user/user-*` }), allow({ Service: "ec2" })),
  },
  { title: "Service name without its domain", text: policy(allow({ Service: "ec2" })) },
  { title: "Wildcard in a user ARN", text: policy(allow({ AWS: `${account}:user/user-*` })) },
  {
    title: "Deleted user and role (AIDA, AROA)",
    text: policy(allow({ AWS: ["AIDAW4GTDFISYQEXAMPLE", "AROAW4GTDFISYQEXAMPLE"] }, {})),
  },
  { title: "Placeholder left in the account", text: policy(allow({ AWS: "arn:aws:iam::ACCOUNT-A-ID:root" }, {})) },
  {
    title: "Third party's account not filled in",
    text: policy(
      allow({ AWS: "arn:aws:iam::THIRD-PARTY-ACCOUNT:root" }, { StringEquals: { "sts:ExternalId": "my-unique-external-id-12345" } }),
    ),
  },
  { title: "Account ID with eleven digits", text: policy(allow({ AWS: "11112222333" })) },
  {
    title: "Session ARN under iam instead of sts",
    text: policy(allow({ AWS: "arn:aws:iam::111122223333:assumed-role/role-name/role-session-name" })),
  },
  {
    title: "GovCloud account in a standard role",
    text: policy(allow({ AWS: [`${account}:root`, "arn:aws-us-gov:iam::444455556666:root"] })),
  },
  {
    title: "Comments between the principals",
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      // EC2
      "Principal": { "Service": "ec2.amazonaws.com" },
      // Lambda
      "Principal": { "Service": "lambda.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}`,
  },
  {
    title: "Only the condition, without its statement",
    text: `{
  "Condition": {
    "Bool": {
      "aws:MultiFactorAuthPresent": "true"
    }
  }
}`,
  },
];

const right: readonly Example[] = [
  { title: "Another account", text: policy(allow({ AWS: `${account}:root` }, {})) },
  { title: "Another account, by its number alone", text: policy(allow({ AWS: "111122223333" })) },
  { title: "Two accounts", text: policy(allow({ AWS: [`${account}:root`, "arn:aws:iam::444455556666:root"] })) },
  { title: "A Lambda function", text: policy(allow({ Service: "lambda.amazonaws.com" })) },
  { title: "A service and an account", text: policy(allow({ Service: "lambda.amazonaws.com" }), allow({ AWS: `${account}:root` })) },
  { title: "A user and a service in one statement", text: policy(allow({ AWS: `${account}:user/user-name`, Service: "ec2.amazonaws.com" })) },
  {
    title: "Users by the start of their name",
    text: policy(allow({ AWS: "*" }, { StringLike: { "aws:PrincipalArn": `${account}:user/user-*` } })),
  },
  {
    title: "A third party with an external ID",
    text: policy(allow({ AWS: `${account}:root` }, { StringEquals: { "sts:ExternalId": "my-unique-external-id-12345" } })),
  },
  {
    title: "Only with MFA",
    text: policy(allow({ AWS: `${account}:root` }, { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  },
  {
    title: "Only with a session name that begins so",
    text: policy(allow({ AWS: `${account}:root` }, { StringLike: { "sts:RoleSessionName": "admin-*" } })),
  },
];

const federation: readonly Example[] = [
  {
    title: "GitHub Actions without a subject: any repository",
    text: policy(
      allow(
        { Federated: github },
        { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  },
  {
    title: "GitHub Actions, one branch",
    text: policy(
      allow(
        { Federated: github },
        {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main",
          },
        },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  },
  {
    title: "SAML with the action of accounts",
    text: policy(
      allow({ Federated: `${account}:saml-provider/ExampleOrg` }, { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }),
    ),
  },
  { title: "Cognito without a condition", text: policy(allow({ Federated: "cognito-identity.amazonaws.com" }, undefined, "sts:AssumeRoleWithWebIdentity")) },
];

const pasted: readonly Example[] = [
  {
    title: "Trailing comma and curly quotes",
    text: `{
  “Version”: “2012-10-17”,
  “Statement”: [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "${account}:root" },
      "Action": "sts:AssumeRole",
    },
  ]
}`,
  },
  {
    title: "Printed by Python",
    text: `{'Version': '2012-10-17',
 'Statement': [{'Effect': 'Allow',
   'Principal': {'AWS': '${account}:root'},
   'Action': 'sts:AssumeRole',
   'Condition': {'Bool': {'aws:MultiFactorAuthPresent': True}}}]}`,
  },
  {
    title: "Output of aws iam get-role",
    text: JSON.stringify(
      {
        Role: {
          Path: "/",
          RoleName: "MyRole",
          RoleId: "AROAIOSFODNN7EXAMPLE",
          Arn: `${account}:role/MyRole`,
          AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [allow({ Service: "lamda.amazonaws.com" })] },
          MaxSessionDuration: 3600,
        },
      },
      null,
      2,
    ),
  },
  {
    title: "From a chat, with the fence",
    text: `Here is the policy:

\`\`\`json
{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "allow",
    "Principle": { "AWS": "${account}:root" },
    "Action": "sts:AssumeRole"
  }
}
\`\`\``,
  },
];

const subtle: readonly Example[] = [
  { title: "Everyone, without a condition", text: policy(allow({ AWS: "*" })) },
  { title: "Principal is a bare star", text: policy({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }) },
  {
    title: "With a Resource, as in other policies",
    text: policy({ Effect: "Allow", Principal: { AWS: `${account}:root` }, Action: "sts:AssumeRole", Resource: "*" }),
  },
  { title: "A group as principal", text: policy(allow({ AWS: `${account}:group/developers` })) },
  { title: "An ARN under Service", text: policy(allow({ Service: `${account}:role/ci` })) },
  { title: "A service name with amazon.com", text: policy(allow({ Service: "ec2.amazon.com" })) },
  { title: "China: a service that has its own name there", text: policy(allow({ AWS: "arn:aws-cn:iam::111122223333:root", Service: "lambda.amazonaws.com.cn" })) },
  {
    title: "Session name with a wildcard that is none",
    text: policy(allow({ AWS: `${account}:root` }, { StringEquals: { "sts:RoleSessionName": "admin-*" } })),
  },
  {
    title: "MFA key misspelt",
    text: policy(allow({ AWS: `${account}:root` }, { Bool: { "aws:MultifactorAuthPresence": "true" } })),
  },
  {
    title: "Sids in Japanese, and an emoji",
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "管理者だけ🔐", "Effect": "Allow", "Principal": { "Service": "ec2" }, "Action": "sts:AssumeRole" }
  ]
}`,
  },
];

export const exampleGroups: readonly ExampleGroup[] = [
  { title: "“Invalid principal in policy”", examples: refused },
  { title: "The right way", examples: right },
  { title: "Sign-in from elsewhere", examples: federation },
  { title: "As it gets pasted", examples: pasted },
  { title: "Easily overlooked", examples: subtle },
];

export const examples: readonly Example[] = exampleGroups.flatMap((group) => group.examples);

/** Shown when the page opens. */
export const firstExample: Example = refused[0] ?? { title: "", text: "" };
